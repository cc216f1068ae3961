//! Everything that must hold, in an order that fails early; the last line counts all tests.

use std::process::{Command, ExitCode};
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::browser::{self, Browser};
use crate::project::{Project, WASM};
use crate::setup;
use crate::stage::{Count, Outcome};
use crate::{browsers, build, programs, shell, size, suite, test_wheels, tidy};

/// Which stages to run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Options {
    only: Vec<String>,
    skip: Vec<String>,
    list: bool,
}

/// What the property tests draw their cases from.
const PROPTEST_SEED: &str = "PROPTEST_RNG_SEED";

type Run = fn(&Project) -> Result<Count>;

/// The stages in order. Those after a failed one still run: one sees all that is wrong.
const STAGES: [(&str, Run); 14] = [
    ("format", format),
    ("tidy", walls),
    ("lint", lint),
    ("lint-wasm", lint_wasm),
    ("lint-scripts", lint_scripts),
    ("native", native),
    ("docs", docs),
    ("suite", suite::part_of_commit),
    ("page", |project| in_browser(project, "page")),
    ("worker", |project| in_browser(project, "worker")),
    ("build", pkg),
    ("size", weight),
    ("end-to-end", end_to_end),
    ("browsers", in_other_browsers),
];

impl Options {
    /// Reads `--only STAGE`, `--skip STAGE` and `--list`.
    pub(crate) fn parse(arguments: &[String]) -> Result<Options> {
        let mut options = Options::default();
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--only" => options.only.push(stage(arguments.next())?),
                "--skip" => options.skip.push(stage(arguments.next())?),
                "--list" => options.list = true,
                unknown => bail!("test does not know `{unknown}`"),
            }
        }
        Ok(options)
    }

    fn wants(&self, name: &str) -> bool {
        let named = self.only.is_empty() || self.only.iter().any(|only| only == name);
        named && !self.skip.iter().any(|skip| skip == name)
    }
}

fn stage(name: Option<&String>) -> Result<String> {
    let known = STAGES.map(|(name, _)| name);
    let name = name.filter(|name| known.contains(&name.as_str()));
    name.cloned()
        .with_context(|| format!("a stage is one of: {}", known.join(", ")))
}

/// Sets up, runs the stages and prints what came of them.
pub(crate) fn run(project: Project, options: &Options) -> Result<ExitCode> {
    let wanted: Vec<_> = STAGES
        .iter()
        .filter(|(name, _)| options.wants(name))
        .collect();
    if options.list {
        for (name, _) in wanted {
            println!("{name}");
        }
        return Ok(ExitCode::SUCCESS);
    }
    let project = setup::run(project, &setup::ALL)?;
    let outcomes: Vec<Outcome> = wanted
        .iter()
        .map(|(name, run)| outcome(name, || run(&project)))
        .collect();
    println!("\nstages");
    for outcome in &outcomes {
        println!("  {}", outcome.row());
    }
    let count = outcomes
        .iter()
        .fold(Count::default(), |sum, outcome| sum.plus(outcome.count));
    println!("\n{} passed, {} failed", count.passed, count.failed);
    let holds = outcomes.iter().all(|outcome| outcome.failure.is_none()) && count.failed == 0;
    Ok(if holds {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn outcome(name: &'static str, run: impl FnOnce() -> Result<Count>) -> Outcome {
    println!("\n== {name}");
    let begin = Instant::now();
    let result = run();
    let took = begin.elapsed();
    let (mut count, mut failure) = match result {
        Ok(count) => (count, None),
        Err(failure) => {
            let failed = failure.downcast_ref::<FailedTests>();
            (
                failed.map_or_else(Count::default, |failed| failed.0),
                Some(format!("{failure:#}")),
            )
        }
    };
    if failure.is_some() && count.failed == 0 {
        count.failed = 1;
    }
    if failure.is_none() && count.failed > 0 {
        failure = Some("tests failed".to_owned());
    }
    if let Some(failure) = &failure {
        println!("{name}: {failure}");
    }
    Outcome {
        name,
        count,
        failure,
        took,
    }
}

/// A runner that failed, with what it counted before.
#[derive(Debug)]
struct FailedTests(Count, String);

impl std::fmt::Display for FailedTests {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.1)
    }
}

impl std::error::Error for FailedTests {}

/// Runs a test runner and counts by its closing lines. One that ran nothing has failed.
fn count(command: &mut Command) -> Result<Count> {
    let mut count = Count::default();
    let spelling = shell::spelled(command);
    let status = shell::watch(command, |line| count.read(line))?;
    if !status.success() {
        return Err(FailedTests(count, format!("`{spelling}` failed ({status})")).into());
    }
    if count == Count::default() {
        bail!("`{spelling}` ran no test");
    }
    Ok(count)
}

fn gate(command: &mut Command) -> Result<Count> {
    shell::run(command)?;
    Ok(Count::default())
}

fn passes(code: ExitCode, complaint: &str) -> Result<Count> {
    if code == ExitCode::SUCCESS {
        Ok(Count::default())
    } else {
        bail!("{complaint}")
    }
}

fn format(project: &Project) -> Result<Count> {
    gate(project.cargo().args(["fmt", "--all", "--check"]))
}

fn walls(project: &Project) -> Result<Count> {
    passes(tidy::check(project)?, "the walls are not as they should be")
}

fn lint(project: &Project) -> Result<Count> {
    let mut clippy = project.cargo();
    clippy.args(["clippy", "--quiet", "--workspace", "--all-targets"]);
    gate(strict(project, &mut clippy))
}

fn lint_wasm(project: &Project) -> Result<Count> {
    let mut clippy = project.cargo();
    clippy.args(["clippy", "--quiet"]);
    clippy.args(build::HALVES.map(|half| format!("--package={}", half.package)));
    // Linked with the same sources, and with the natives of NumPy.
    clippy.args([
        "--package=brooklet-page",
        "--package=brooklet-worker",
        "--package=brooklet-worker-data",
    ]);
    clippy.arg(format!("--package={}", build::SITE.package));
    if build::can_make_sqlite(project) {
        clippy.arg(format!("--package={}", build::SQLITE));
    }
    gate(strict(
        project,
        clippy.args(["--all-targets", "--target", WASM]),
    ))
}

/// The JavaScript of `www/`: its types against `brooklet.d.ts` and the browser's, and its style.
fn lint_scripts(project: &Project) -> Result<Count> {
    let mut npm = project.command("npm");
    npm.current_dir(project.root.join("www"));
    gate(npm.args(["run", "--silent", "check"]))
}

/// Warnings are errors with the release whose lints the code was written against; others differ.
fn strict<'a>(project: &Project, clippy: &'a mut Command) -> &'a mut Command {
    if project
        .toolchain
        .as_ref()
        .is_some_and(crate::toolchain::Toolchain::is_pinned)
    {
        clippy.args(["--", "--deny", "warnings"]);
    }
    clippy
}

fn native(project: &Project) -> Result<Count> {
    let mut nextest = project.cargo();
    nextest.args([
        "nextest",
        "run",
        "--workspace",
        "--no-fail-fast",
        "--cargo-quiet",
    ]);
    nextest.args(["--status-level", "fail", "--final-status-level", "fail"]);
    // Some cannot run without the wheels.
    nextest.args(["--run-ignored", "all"]);
    nextest.env(
        "BROOKLET_TEST_WHEELS",
        test_wheels::SCRIPTS.folder(project)?,
    );
    // One commit gives one answer. `cargo nextest run` by itself looks at other cases each time.
    if std::env::var_os(PROPTEST_SEED).is_none() {
        nextest.env(PROPTEST_SEED, "20260101");
    }
    count(&mut nextest)
}

/// The examples in the documentation. Those that must not be run are compiled.
fn docs(project: &Project) -> Result<Count> {
    count(
        project
            .cargo()
            .args(["test", "--quiet", "--workspace", "--doc"]),
    )
}

/// The tests of a crate that knows the web, with the profile of quick looks: unoptimised, the worker's
/// Python has frames so large that its stack ends early; as it ships, linking takes minutes.
fn in_browser(project: &Project, name: &str) -> Result<Count> {
    let Browser { program, driver } = browser::ensure(project)?;
    let mut wasm_pack = project.command("wasm-pack");
    wasm_pack
        .args(["test", "--headless", "--chrome", "--mode", "no-install"])
        .arg("--chromedriver")
        .arg(&driver)
        .arg(project.root.join("crates").join(name))
        .args(["--profile", build::DEV_PROFILE])
        .env("CHROMEDRIVER", &driver)
        .env("CHROME", &program)
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120")
        .env(
            "WASM_BINDGEN_TEST_WEBDRIVER_JSON",
            project.root.join("webdriver.json"),
        );
    count(&mut wasm_pack)
}

fn pkg(project: &Project) -> Result<Count> {
    build::build(project, &build::Options::release())?;
    Ok(Count::default())
}

fn weight(project: &Project) -> Result<Count> {
    passes(size::run(project)?, "over the budget")
}

fn end_to_end(project: &Project) -> Result<Count> {
    let browser = browser::ensure(project)?;
    // The command line under test; the native stage may not have run.
    programs::make(project, &[programs::COMMAND_LINE])?;
    let mut node = node_tests(project, "tests/e2e")?;
    node.env(
        "BROOKLET_CHART_WHEELS",
        test_wheels::CHARTS.folder(project)?,
    );
    count(node.env("BROOKLET_CHROMIUM", &browser.program))
}

/// What readers do most, in the browsers beside Chromium that can be had.
fn in_other_browsers(project: &Project) -> Result<Count> {
    programs::make(project, &[programs::COMMAND_LINE])?;
    let mut sum = Count::default();
    let mut failures = Vec::new();
    for browser in browsers::ensure(project) {
        let mut node = node_tests(project, "tests/browsers")?;
        node.env("BROOKLET_BROWSER", browser.name);
        node.env("BROOKLET_BROWSER_PROGRAM", &browser.program);
        match count(&mut node) {
            Ok(count) => sum = sum.plus(count),
            Err(failure) => {
                let counted = failure.downcast_ref::<FailedTests>();
                sum = sum.plus(counted.map_or_else(Count::default, |failed| failed.0));
                failures.push(format!("{}: {failure:#}", browser.name));
            }
        }
    }
    if failures.is_empty() {
        Ok(sum)
    } else {
        Err(FailedTests(sum, failures.join("; ")).into())
    }
}

/// Node.js on the tests of a folder, with the page and the command line that they are about.
fn node_tests(project: &Project, folder: &str) -> Result<Command> {
    let mut files: Vec<_> = project
        .root
        .join(folder)
        .read_dir()
        .with_context(|| format!("{folder} is missing"))?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    files.sort();
    if files.is_empty() {
        bail!("{folder} has no *.test.mjs");
    }
    let mut node = project.command("node");
    node.env(
        "BROOKLET_CLI",
        programs::path(project, programs::COMMAND_LINE),
    );
    node.env("BROOKLET_PKG", project.pkg());
    // One file at a time: two browsers on two cores make each other late.
    node.args(["--test", "--test-concurrency=1"]).args(files);
    Ok(node)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(arguments: &[&str]) -> Result<Options> {
        Options::parse(
            &arguments
                .iter()
                .map(|&word| word.to_owned())
                .collect::<Vec<_>>(),
        )
    }

    #[test]
    fn stages_are_chosen_and_left_out() {
        let options = parse(&["--only", "format", "--only", "native", "--skip", "native"]).unwrap();
        assert!(options.wants("format") && !options.wants("native") && !options.wants("tidy"));
        assert!(parse(&["--only", "everything"]).is_err());
        let all = parse(&[]).unwrap();
        assert!(STAGES.iter().all(|(name, _)| all.wants(name)));
    }

    #[test]
    fn a_runner_that_runs_nothing_has_failed() {
        let mut nothing = Command::new("sh");
        nothing.args(["-c", "echo all is well"]);
        assert!(
            count(&mut nothing)
                .unwrap_err()
                .to_string()
                .contains("ran no test")
        );
    }

    #[test]
    fn a_failed_gate_counts_as_one() {
        let outcome = outcome("format", || bail!("badly formatted"));
        assert_eq!(
            outcome.count,
            Count {
                passed: 0,
                failed: 1
            }
        );
        assert!(outcome.row().contains("FAILED"));
    }

    #[test]
    fn a_failed_runner_keeps_its_count() {
        let mut runner = Command::new("sh");
        runner.args(["-c", "echo 3 passed, 2 failed; exit 1"]);
        let outcome = outcome("native", || count(&mut runner));
        assert_eq!(
            outcome.count,
            Count {
                passed: 3,
                failed: 2
            }
        );
    }

    #[test]
    fn a_runner_that_dies_after_its_tests_passed_still_counts_as_one_failure() {
        let mut runner = Command::new("sh");
        runner.args(["-c", "echo 3 passed, 0 failed; exit 1"]);
        let outcome = outcome("native", || count(&mut runner));
        assert_eq!(
            outcome.count,
            Count {
                passed: 3,
                failed: 1
            }
        );
    }
}
