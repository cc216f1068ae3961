//! The tests that come with NumPy, run on the project's Python, and the ledger of what passes.

mod ledger;
mod runner;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Mutex;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::build;
use crate::programs;
use crate::project::Project;
use crate::setup::{self, Need};
use crate::shell;
use crate::stage::Count;
use ledger::{Ledger, Tally};
use runner::Suite;

/// The ledger, from the top of the clone.
const LEDGER: &str = "crates/suite/numpy.txt";

/// In how many parts the modules are dealt out, one of which is run with the other tests.
const PARTS: usize = 10;

/// Modules that take more than half a minute, or have cases near the limit of time: they are run
/// when they are asked for, not with the other tests.
const SLOW: [&str; 21] = [
    "numpy._core.tests.test_casting_unittests",
    "numpy._core.tests.test_dtype",
    "numpy._core.tests.test_einsum",
    "numpy._core.tests.test_mem_overlap",
    "numpy._core.tests.test_multiarray",
    "numpy._core.tests.test_nditer",
    "numpy._core.tests.test_numeric",
    "numpy._core.tests.test_scalarmath",
    "numpy._core.tests.test_strings",
    "numpy._core.tests.test_ufunc",
    "numpy._core.tests.test_umath",
    "numpy.lib.tests.test_format",
    "numpy.lib.tests.test_function_base",
    "numpy.lib.tests.test_histograms",
    "numpy.lib.tests.test_nanfunctions",
    "numpy.lib.tests.test_packbits",
    "numpy.linalg.tests.test_linalg",
    "numpy.ma.tests.test_core",
    "numpy.random.tests.test_generator_mt19937",
    "numpy.random.tests.test_random",
    "numpy.random.tests.test_randomstate",
];

/// How many modules run at a time.
const WORKERS: usize = 2;

/// Folders of NumPy whose tests need compilers, type checkers or other processes.
const LEFT_OUT: [&str; 3] = ["f2py", "typing", "distutils"];

/// What to run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Options {
    modules: Vec<String>,
    pattern: String,
    updates: bool,
}

impl Options {
    /// Reads `numpy`, `--module PART_OF_NAME`, `--case PART_OF_NAME` and `--update`.
    pub(crate) fn parse(arguments: &[String]) -> Result<Options> {
        let mut options = Options::default();
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            let mut value = || {
                let value = arguments.next().cloned();
                value.with_context(|| format!("{argument} takes a value"))
            };
            match argument.as_str() {
                "numpy" => {}
                "--module" => options.modules.push(value()?),
                "--case" => options.pattern = value()?,
                "--update" => options.updates = true,
                unknown => bail!("suite does not know `{unknown}`"),
            }
        }
        Ok(options)
    }
}

/// Sets up, runs what is wished for, and compares it with the ledger.
pub(crate) fn run(project: Project, options: &Options) -> Result<ExitCode> {
    let project = setup::run(project, &[Need::Rust])?;
    let Some(suite) = prepare(&project, &options.pattern)? else {
        return Ok(ExitCode::FAILURE);
    };
    let mut modules = modules(&suite.packages)?;
    if !options.modules.is_empty() {
        modules.retain(|module| {
            options
                .modules
                .iter()
                .any(|part| module.contains(part.as_str()))
        });
    }
    let tallies = carry_out(&suite, &modules, true)?;
    let path = project.root.join(LEDGER);
    let mut ledger = Ledger::read(&path)?;
    // A part of a module says nothing of the whole.
    let falls = if options.pattern.is_empty() {
        ledger.compare(&tallies)
    } else {
        Vec::new()
    };
    let all: Tally = tallies.values().copied().sum();
    println!("\n{all}");
    for fall in &falls {
        println!("suite: {fall}");
    }
    if options.updates && options.pattern.is_empty() {
        ledger.raise(&tallies);
        ledger.write(&path)?;
    }
    Ok(if falls.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// One part of the modules, another one for each commit: what passes less than before counts as
/// failed.
pub(crate) fn part_of_commit(project: &Project) -> Result<Count> {
    let Some(suite) = prepare(project, "")? else {
        return Ok(Count::default());
    };
    let ledger = Ledger::read(&project.root.join(LEDGER))?;
    let mut modules = ledger.part(part_number(project), PARTS);
    modules.retain(|module| !SLOW.contains(&module.as_str()));
    let tallies = carry_out(&suite, &modules, false)?;
    let falls = ledger.compare(&tallies);
    for fall in &falls {
        println!("suite: {fall}");
    }
    let all: Tally = tallies.values().copied().sum();
    println!("{all}");
    Ok(Count {
        passed: u64::from(all.passed),
        failed: falls.len() as u64,
    })
}

/// The part that a commit runs: the same one each time. Outside of a clone it is the first.
fn part_number(project: &Project) -> usize {
    let mut git = project.command("git");
    git.args(["rev-parse", "--short=7", "HEAD"]);
    let commit = shell::read(&mut git).unwrap_or_default();
    let number = usize::from_str_radix(commit.trim(), 16);
    number.map_or(0, |number| number % PARTS)
}

/// The program and the archives; nothing where the wheels cannot be had.
fn prepare(project: &Project, pattern: &str) -> Result<Option<Suite>> {
    programs::make(project, &[programs::SUITE, programs::WHEELS])?;
    fs::create_dir_all(project.pkg())?;
    if !build::data(project)? {
        return Ok(None);
    }
    Ok(Some(Suite {
        program: programs::path(project, programs::SUITE),
        packages: project.cache.join("wheels/site-packages"),
        archives: project.pkg(),
        pattern: pattern.to_owned(),
    }))
}

/// The test modules of NumPy by their dotted names.
fn modules(packages: &Path) -> Result<Vec<String>> {
    let mut found = Vec::new();
    walk(&packages.join("numpy"), "numpy", &mut found)?;
    found.sort();
    Ok(found)
}

fn walk(folder: &Path, name: &str, found: &mut Vec<String>) -> Result<()> {
    let entries = folder
        .read_dir()
        .with_context(|| format!("cannot list {}", folder.display()))?;
    for entry in entries {
        let path: PathBuf = entry?.path();
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() && !LEFT_OUT.contains(&file.as_ref()) {
            walk(&path, &format!("{name}.{file}"), found)?;
        }
        let module = file.strip_suffix(".py");
        if let Some(module) = module.filter(|module| module.starts_with("test_"))
            && name.rsplit('.').next() == Some("tests")
        {
            found.push(format!("{name}.{module}"));
        }
    }
    Ok(())
}

/// Runs modules, some at a time, and prints a line for each.
fn carry_out(
    suite: &Suite,
    modules: &[String],
    shows_failures: bool,
) -> Result<BTreeMap<String, Tally>> {
    let waiting = Mutex::new(modules.iter().rev());
    let tallies = Mutex::new(BTreeMap::new());
    let work = || -> Result<()> {
        loop {
            let next = waiting.lock().ok().and_then(|mut waiting| waiting.next());
            let Some(module) = next else {
                return Ok(());
            };
            let begin = Instant::now();
            let (tally, failures) = suite.run(module)?;
            let seconds = begin.elapsed().as_secs_f32();
            let mut lines = vec![format!("{module}: {tally} ({seconds:.1} s)")];
            if shows_failures {
                lines.extend(failures);
            }
            println!("{}", lines.join("\n  "));
            if let Ok(mut tallies) = tallies.lock() {
                tallies.insert(module.clone(), tally);
            }
        }
    };
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..WORKERS).map(|_| scope.spawn(work)).collect();
        workers.into_iter().try_for_each(|worker| {
            let ended = worker.join();
            ended.unwrap_or_else(|_| bail!("a worker has panicked"))
        })
    })?;
    Ok(tallies.into_inner().unwrap_or_default())
}
