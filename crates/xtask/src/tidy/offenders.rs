//! What does not hold yet, by name. These lists only get shorter.
//!
//! A new offender is an error, and so is one that is listed and passes: its line is then removed.

use Rule::{CommandFromBelow, FileCircle, FolderCircle, LongFile, LongFunction};

/// A rule that some places break as yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rule {
    /// Files of a crate import each other in a circle.
    FileCircle,
    /// Folders of a crate do, though its files may not.
    FolderCircle,
    /// What the commands stand on imports a command.
    CommandFromBelow,
    /// A function has too many lines.
    LongFunction,
    /// A file has too many lines.
    LongFile,
}

/// A place that breaks a rule.
#[derive(Debug)]
pub(crate) struct Finding {
    /// Which rule.
    pub(crate) rule: Rule,
    /// The file, folder or function.
    pub(crate) place: String,
    /// What is wrong, in a sentence; places of one circle share it.
    pub(crate) text: String,
}

/// A place, or all places whose names begin so, and how many at most they are.
type Listed = (Rule, &'static str, usize);

const LISTED: &[Listed] = &[];

/// Divides findings into errors and notes.
pub(crate) fn settle(findings: &[Finding]) -> (Vec<String>, Vec<String>) {
    settle_by(LISTED, findings)
}

fn settle_by(listed: &[Listed], findings: &[Finding]) -> (Vec<String>, Vec<String>) {
    let (mut problems, mut notes) = (Vec::new(), Vec::new());
    let tell = |found: &Finding| found.text.clone();
    let belongs = |(rule, start, _): &Listed, found: &Finding| {
        *rule == found.rule && found.place.starts_with(start)
    };
    let unlisted = findings
        .iter()
        .filter(|found| !listed.iter().any(|row| belongs(row, found)));
    problems.extend(unlisted.map(tell));
    for row in listed {
        let (rule, start, most) = *row;
        let found: Vec<&Finding> = findings
            .iter()
            .filter(|found| belongs(row, found))
            .collect();
        match found.len() {
            0 => problems.push(format!("{start} passes {rule:?}: remove it from tidy/offenders.rs")),
            count if count > most => {
                problems.push(format!("{start} breaks {rule:?} in {count} places; tidy/offenders.rs knows of {most}"));
                problems.extend(found.into_iter().map(tell));
            }
            count if count < most => notes.push(format!(
                "{start} breaks {rule:?} in {count} places only: lower the {most} in tidy/offenders.rs"
            )),
            _ => {}
        }
    }
    for rule in [
        FileCircle,
        FolderCircle,
        CommandFromBelow,
        LongFunction,
        LongFile,
    ] {
        let rows = listed.iter().filter(|row| row.0 == rule);
        let starts: Vec<&str> = rows.map(|(_, start, _)| *start).collect();
        if !starts.is_empty() {
            notes.push(format!("{rule:?} as yet: {}", starts.join(" ")));
        }
    }
    (problems, notes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settled(listed: &[Listed], places: &[&str]) -> (usize, usize) {
        let finding = |place: &&str| Finding {
            rule: FileCircle,
            place: (*place).to_owned(),
            text: "is in a circle".to_owned(),
        };
        let findings: Vec<Finding> = places.iter().map(finding).collect();
        let (problems, notes) = settle_by(listed, &findings);
        (problems.len(), notes.len())
    }

    #[test]
    fn a_new_offender_is_an_error() {
        assert_eq!(settled(&[], &["a"]), (1, 0));
        assert_eq!(settled(&[(LongFile, "a", 1)], &["a"]), (2, 1));
    }

    #[test]
    fn a_listed_one_is_a_note() {
        assert_eq!(settled(&[(FileCircle, "a", 2)], &["a/b", "a/c"]), (0, 1));
        assert_eq!(settled(&[(FileCircle, "a", 2)], &["a/b"]), (0, 2));
    }

    #[test]
    fn more_than_listed_is_an_error_that_names_them() {
        assert_eq!(settled(&[(FileCircle, "a", 1)], &["a/b", "a/c"]), (3, 1));
    }

    #[test]
    fn a_listed_one_that_passes_is_an_error() {
        assert_eq!(settled(&[(FileCircle, "a", 1)], &[]), (1, 1));
    }
}
