//! The ledger: how many cases of each module pass, fail and are skipped. What passes may only rise.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::iter::Sum;
use std::path::Path;

use anyhow::{Context, Result};

/// How the cases of a module have ended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u32,
    pub(crate) failed: u32,
    pub(crate) skipped: u32,
}

impl Sum for Tally {
    fn sum<I: Iterator<Item = Tally>>(tallies: I) -> Tally {
        tallies.fold(Tally::default(), |sum, tally| Tally {
            passed: sum.passed + tally.passed,
            failed: sum.failed + tally.failed,
            skipped: sum.skipped + tally.skipped,
        })
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Tally {
            passed,
            failed,
            skipped,
        } = self;
        let share = f64::from(*passed) / f64::from((passed + failed).max(1)) * 100.0;
        write!(
            formatter,
            "{passed} passed, {failed} failed, {skipped} skipped, {share:.1} % of what was run"
        )
    }
}

/// What is known of each module.
#[derive(Debug, Default)]
pub(crate) struct Ledger(BTreeMap<String, Tally>);

impl Ledger {
    /// Reads the file; it is empty if there is none.
    pub(crate) fn read(path: &Path) -> Result<Ledger> {
        if !path.exists() {
            return Ok(Ledger::default());
        }
        Ledger::parse(&fs::read_to_string(path)?)
    }

    fn parse(text: &str) -> Result<Ledger> {
        let entry = |line: &str| {
            let mut words = line.split_whitespace();
            let module = words.next()?.to_owned();
            let mut number = || words.next()?.parse().ok();
            let tally = Tally {
                passed: number()?,
                failed: number()?,
                skipped: number()?,
            };
            Some((module, tally))
        };
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        let entries = lines.map(|line| entry(line).with_context(|| format!("ledger: `{line}`")));
        Ok(Ledger(entries.collect::<Result<_>>()?))
    }

    fn text(&self) -> String {
        let mut text = "# Cases of NumPy's own tests: passed, failed, skipped. Written by `cargo xtask suite numpy --update`.\n".to_owned();
        text.extend(self.0.iter().map(|(module, tally)| {
            let Tally {
                passed,
                failed,
                skipped,
            } = tally;
            format!("{module} {passed} {failed} {skipped}\n")
        }));
        text
    }

    /// Writes the file.
    pub(crate) fn write(&self, path: &Path) -> Result<()> {
        fs::write(path, self.text()).with_context(|| format!("cannot write {}", path.display()))
    }

    /// In words: the modules of which fewer cases pass than before.
    pub(crate) fn compare(&self, tallies: &BTreeMap<String, Tally>) -> Vec<String> {
        let fallen = tallies.iter().filter_map(|(module, tally)| {
            let known = self.0.get(module)?;
            let (now, before) = (tally.passed, known.passed);
            (now < before).then(|| format!("{module}: {now} cases pass where {before} did"))
        });
        fallen.collect()
    }

    /// Takes over what is no worse than before.
    pub(crate) fn raise(&mut self, tallies: &BTreeMap<String, Tally>) {
        for (module, tally) in tallies {
            let known = self.0.entry(module.clone()).or_insert(*tally);
            if tally.passed >= known.passed {
                *known = *tally;
            }
        }
    }

    /// One of some parts with about as many cases each.
    pub(crate) fn part(&self, part: usize, parts: usize) -> Vec<String> {
        let mut modules: Vec<(&String, u32)> = self
            .0
            .iter()
            .map(|(module, tally)| (module, tally.passed + tally.failed))
            .collect();
        modules.sort_by_key(|(module, cases)| (std::cmp::Reverse(*cases), *module));
        let dealt = modules.iter().skip(part).step_by(parts);
        dealt.map(|(module, _)| (*module).clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(passed: u32, failed: u32) -> Tally {
        Tally {
            passed,
            failed,
            skipped: 1,
        }
    }

    #[test]
    fn a_ledger_is_read_as_it_is_written() {
        let text = "# about\na.tests.test_b 3 2 1\nc 0 0 1\n";
        let ledger = Ledger::parse(text).unwrap();
        assert!(ledger.text().ends_with("a.tests.test_b 3 2 1\nc 0 0 1\n"));
        assert!(Ledger::parse("a 1 x 2").is_err());
    }

    #[test]
    fn it_rises_and_tells_of_falls() {
        let mut ledger = Ledger::parse("a 3 2 1\nb 1 0 0\n").unwrap();
        let found = BTreeMap::from([("a".to_owned(), tally(2, 3)), ("b".to_owned(), tally(4, 0))]);
        let falls = ledger.compare(&found);
        assert_eq!(falls, ["a: 2 cases pass where 3 did"]);
        ledger.raise(&found);
        assert!(ledger.text().ends_with("a 3 2 1\nb 4 0 1\n"));
    }

    #[test]
    fn every_module_is_in_one_part() {
        let ledger = Ledger::parse("a 9 0 0\nb 8 0 0\nc 7 0 0\nd 1 0 0\n").unwrap();
        assert_eq!(ledger.part(0, 2), ["a", "c"]);
        assert_eq!(ledger.part(1, 2), ["b", "d"]);
    }
}
