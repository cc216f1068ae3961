//! One stage of a test run, and the count of what passed and failed.

use std::time::Duration;

/// How many tests passed and failed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Count {
    /// Tests that passed.
    pub(crate) passed: u64,
    /// Tests that failed; a stage without tests that fails counts as one.
    pub(crate) failed: u64,
}

impl Count {
    /// The sum of two.
    pub(crate) fn plus(self, other: Count) -> Count {
        Count {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
        }
    }

    /// Adds what a runner's line tells, if it is the closing line of a runner.
    ///
    /// Known are nextest (`Summary [ 0.1s] 3 tests run: 2 passed, 1 failed`), the test harness of
    /// Rust and of wasm-bindgen (`test result: ok. 2 passed; 1 failed; …`), node's (`# pass 2`,
    /// `ℹ fail 1`) and the plain line `2 passed, 1 failed`.
    pub(crate) fn read(&mut self, line: &str) {
        let line = without_colours(line);
        let line = line.trim();
        if let Some((_, counts)) = line
            .split_once("tests run: ")
            .or_else(|| line.split_once("test run: "))
        {
            self.add(counts, ',');
        } else if let Some(counts) = line.strip_prefix("test result: ") {
            let counts = counts.split_once(". ").map_or(counts, |(_, counts)| counts);
            self.add(counts, ';');
        } else if let Some(rest) = line.strip_prefix("# ").or_else(|| line.strip_prefix("ℹ ")) {
            if let Some((word, number)) = rest.split_once(' ') {
                self.add_one(
                    number,
                    match word {
                        "pass" => "passed",
                        "fail" | "cancelled" => "failed",
                        _ => "",
                    },
                );
            }
        } else if is_plain(line) {
            self.add(line, ',');
        }
    }

    fn add(&mut self, counts: &str, between: char) {
        for part in counts.split(between) {
            let mut words = part.split_whitespace();
            if let (Some(number), Some(word)) = (words.next(), words.next()) {
                self.add_one(number, word);
            }
        }
    }

    fn add_one(&mut self, number: &str, word: &str) {
        let number: u64 = number.trim().parse().unwrap_or(0);
        match word {
            "passed" => self.passed += number,
            // `timed out`, in nextest's words.
            "failed" | "timed" => self.failed += number,
            _ => {}
        }
    }
}

/// Whether a line is just `N passed, N failed`, perhaps with more of the kind.
fn is_plain(line: &str) -> bool {
    let parts: Vec<&str> = line.split(", ").collect();
    parts.len() >= 2
        && parts.iter().all(|part| {
            let words: Vec<&str> = part.split(' ').collect();
            words.len() == 2
                && words[0].parse::<u64>().is_ok()
                && ["passed", "failed", "skipped"].contains(&words[1])
        })
}

/// The line without the terminal's colour codes.
fn without_colours(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        if letter == '\u{1b}' {
            letters.find(char::is_ascii_alphabetic);
        } else {
            plain.push(letter);
        }
    }
    plain
}

/// What came of a stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Outcome {
    /// Its name.
    pub(crate) name: &'static str,
    /// Its tests.
    pub(crate) count: Count,
    /// Why it failed, if it did.
    pub(crate) failure: Option<String>,
    /// How long it took.
    pub(crate) took: Duration,
}

impl Outcome {
    /// One line of the closing table.
    pub(crate) fn row(&self) -> String {
        let word = if self.failure.is_some() {
            "FAILED"
        } else {
            "ok"
        };
        let Count { passed, failed } = self.count;
        let row = format!(
            "{:<14}{word:<8}{:>8.1} s",
            self.name,
            self.took.as_secs_f32()
        );
        let tests = match passed + failed {
            0 => String::new(),
            _ => format!("   {passed} passed and {failed} failed"),
        };
        let failure = self
            .failure
            .as_deref()
            .map(|failure| format!("   {failure}"));
        format!("{row}{tests}{}", failure.unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[&str]) -> (u64, u64) {
        let mut count = Count::default();
        for line in lines {
            count.read(line);
        }
        (count.passed, count.failed)
    }

    #[test]
    fn nextest_is_understood() {
        let line = "     Summary [   0.135s] 14 tests run: 12 passed (1 slow), 2 failed, 3 skipped";
        assert_eq!(read(&[line]), (12, 2));
        assert_eq!(
            read(&["     Summary [   0.001s] 1 test run: 1 passed, 0 skipped"]),
            (1, 0)
        );
        let late = "Summary [ 60.0s] 2 tests run: 1 passed, 1 timed out, 0 skipped";
        assert_eq!(read(&[late]), (1, 1));
    }

    #[test]
    fn rusts_own_harness_is_understood() {
        let line = "test result: FAILED. 5 passed; 1 failed; 0 ignored; 0 filtered out";
        assert_eq!(read(&[line, line]), (10, 2));
    }

    #[test]
    fn nodes_runner_is_understood() {
        assert_eq!(
            read(&[
                "# tests 7",
                "# pass 5",
                "# fail 1",
                "# cancelled 1",
                "# skipped 0"
            ]),
            (5, 2)
        );
        assert_eq!(
            read(&["ℹ pass 5", "ℹ fail 0", "ℹ duration_ms 12.5"]),
            (5, 0)
        );
    }

    #[test]
    fn the_plain_line_is_understood() {
        assert_eq!(read(&["3 passed, 1 failed"]), (3, 1));
        assert_eq!(read(&["3 passed, 0 failed, 2 skipped"]), (3, 0));
        assert_eq!(read(&["we say 3 passed, 1 failed"]), (0, 0));
    }

    #[test]
    fn colours_do_not_matter() {
        assert_eq!(read(&["\u{1b}[32mℹ pass 5\u{1b}[39m"]), (5, 0));
    }
}
