//! One test module in a process of its own, started again behind a case that ends it.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};

use super::ledger::Tally;

/// How long one case may take.
const CASE_TIMEOUT: Duration = Duration::from_mins(1);

/// How often a process that was ended by a case is started again.
const MOST_STARTS: u32 = 25;

/// The program that runs test modules, and what it needs.
pub(crate) struct Suite {
    pub(crate) program: PathBuf,
    /// Where the wheels are unpacked.
    pub(crate) packages: PathBuf,
    /// The folder of the archives of data.
    pub(crate) archives: PathBuf,
    /// What the names of the cases have in them.
    pub(crate) pattern: String,
}

/// What a process said of its cases.
#[derive(Debug, Default)]
struct Report {
    tally: Tally,
    failures: Vec<String>,
    /// How many cases there are, once that is known.
    cases: Option<u32>,
    /// The case that is under way.
    next: u32,
}

impl Suite {
    /// Runs a module: how its cases ended, and what is said of those that failed.
    pub(crate) fn run(&self, module: &str) -> Result<(Tally, Vec<String>)> {
        let mut report = Report::default();
        for _ in 0..MOST_STARTS {
            let (mut child, lines) = self.start(module, report.next)?;
            while let Ok(line) = lines.recv_timeout(CASE_TIMEOUT) {
                report.read(&line);
            }
            // One that has ended cannot be killed.
            let _ = child.kill();
            let status = child.wait()?;
            let is_over = match report.cases {
                Some(cases) => report.next >= cases,
                // It could not be imported, and has said so.
                None => report.next > 0,
            };
            if is_over {
                break;
            }
            report.note_end(&status.to_string());
            if report.cases.is_none_or(|cases| report.next >= cases) {
                break;
            }
        }
        if let Some(cases) = report.cases {
            report.tally.failed += cases.saturating_sub(report.next);
        }
        Ok((report.tally, report.failures))
    }

    fn start(&self, module: &str, first: u32) -> Result<(Child, Receiver<String>)> {
        let mut command = Command::new(&self.program);
        command.arg(&self.packages).arg(&self.archives);
        command.args([module, &first.to_string(), &self.pattern]);
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("{} does not start", self.program.display()))?;
        let output = child.stdout.take().context("it has an output")?;
        let (sender, lines) = channel();
        thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    return;
                }
            }
        });
        Ok((child, lines))
    }
}

impl Report {
    /// `cases N`, or `NUMBER passed|failed|skipped NAME # WHY`.
    fn read(&mut self, line: &str) {
        if let Some(cases) = line.strip_prefix("cases ") {
            self.cases = cases.parse().ok();
            return;
        }
        let mut words = line.splitn(3, ' ');
        let number = words.next().and_then(|number| number.parse::<u32>().ok());
        let (Some(number), Some(outcome), Some(rest)) = (number, words.next(), words.next()) else {
            return;
        };
        match outcome {
            "passed" => self.tally.passed += 1,
            "skipped" => self.tally.skipped += 1,
            "failed" => {
                self.tally.failed += 1;
                self.failures.push(rest.to_owned());
            }
            _ => return,
        }
        self.next = number + 1;
    }

    /// The process has ended in the middle of a case.
    fn note_end(&mut self, status: &str) {
        self.tally.failed += 1;
        self.failures
            .push(format!("case {} ended the process: {status}", self.next));
        self.next += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_and_others_are_not() {
        let mut report = Report::default();
        for line in [
            "cases 4",
            "0 passed a # ",
            "1 failed b[1-x] # line 3: ValueError: no",
            "some output of the test",
            "2 skipped c # slow",
        ] {
            report.read(line);
        }
        report.note_end("signal: 11");
        let Tally {
            passed,
            failed,
            skipped,
        } = report.tally;
        assert_eq!((passed, failed, skipped), (1, 2, 1));
        assert_eq!(report.next, 4);
        assert_eq!(report.failures[0], "b[1-x] # line 3: ValueError: no");
    }
}
