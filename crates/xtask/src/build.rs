//! Making `pkg/`: both wasm halves, Python's library, scripts, types, fonts and the npm manifest.

mod files;
mod frozen;
mod halves;
mod once;
mod sqlite;

use std::collections::BTreeSet;
use std::fs;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::programs;
use crate::project::Project;
use crate::setup::{self, Need};

pub(crate) use frozen::data;
use halves::{DATA_ENGINE, Half, Profile};
pub(crate) use halves::{DEV_PROFILE, HALVES, SITE};
pub(crate) use sqlite::{PACKAGE as SQLITE, can_be_made as can_make_sqlite};

/// Which parts to make and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Options {
    profile: Profile,
    parts: Vec<Part>,
}

/// A part of `pkg/` that can be made alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Half(Half),
    Stdlib,
    Data,
    Sqlite,
    Files,
}

const PARTS: [(&str, Part); 8] = [
    ("page", Part::Half(HALVES[0])),
    ("stdlib", Part::Stdlib),
    ("data", Part::Data),
    ("engine", Part::Half(HALVES[1])),
    ("engine-data", Part::Half(DATA_ENGINE)),
    ("site", Part::Half(SITE)),
    ("sqlite", Part::Sqlite),
    // Last: the scripts are told how large the others are.
    ("files", Part::Files),
];

impl Options {
    /// Everything, as it is shipped.
    pub(crate) fn release() -> Options {
        Options {
            profile: Profile::Release,
            parts: PARTS.iter().map(|(_, part)| *part).collect(),
        }
    }

    /// Everything, for a quick look.
    pub(crate) fn dev() -> Options {
        Options {
            profile: Profile::Dev,
            ..Options::release()
        }
    }

    /// The programs that make the parts.
    fn uses(&self) -> Vec<&'static str> {
        let program = |part: &Part| match part {
            Part::Half(_) => Some(programs::BINDGEN),
            Part::Stdlib => Some(programs::STDLIB),
            Part::Data => Some(programs::WHEELS),
            Part::Sqlite | Part::Files => None,
        };
        let programs: BTreeSet<_> = self.parts.iter().filter_map(program).collect();
        programs.into_iter().collect()
    }

    /// Reads `--dev` and `--only PART`.
    pub(crate) fn parse(arguments: &[String]) -> Result<Options> {
        let mut options = Options::release();
        let mut only = Vec::new();
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--dev" => options.profile = Profile::Dev,
                "--only" => only.push(part(arguments.next())?),
                unknown => bail!("build does not know `{unknown}`"),
            }
        }
        if !only.is_empty() {
            options.parts = only;
        }
        Ok(options)
    }
}

fn part(name: Option<&String>) -> Result<Part> {
    let named = PARTS
        .iter()
        .find(|(known, _)| Some(*known) == name.map(String::as_str));
    named
        .map(|(_, part)| *part)
        .context("--only takes page, engine, engine-data, site, sqlite, stdlib, data or files")
}

/// Sets up and builds.
pub(crate) fn run(project: Project, options: &Options) -> Result<ExitCode> {
    let project = setup::run(project, &[Need::Rust, Need::ShippedPackages])?;
    build(&project, options)?;
    Ok(ExitCode::SUCCESS)
}

/// Builds on a project that is set up.
pub(crate) fn build(project: &Project, options: &Options) -> Result<()> {
    let begin = Instant::now();
    fs::create_dir_all(project.pkg())?;
    let half = |part: &Part| match part {
        Part::Half(half) => Some(*half),
        _ => None,
    };
    let uses = options.uses();
    if !uses.is_empty() {
        println!("build: the programs that the build uses");
        programs::make(project, &uses)?;
    }
    if options.parts.contains(&Part::Stdlib) {
        frozen::stdlib(project)?;
    }
    if options.parts.contains(&Part::Data) {
        data(project)?;
    }
    let mut halves: Vec<Half> = options.parts.iter().filter_map(half).collect();
    if !frozen::has_data(project) {
        // Without its Python no app can use it.
        halves.retain(|half| *half != DATA_ENGINE);
        halves::remove(project, DATA_ENGINE)?;
    }
    if !halves.is_empty() {
        halves::make(project, options.profile, &halves)?;
    }
    if options.parts.contains(&Part::Sqlite) {
        sqlite::make(project, options.profile)?;
    }
    if options.parts.contains(&Part::Files) {
        files::files(project)?;
    }
    println!(
        "build: {} is ready ({:.1} s)",
        project.shown(&project.pkg()).display(),
        begin.elapsed().as_secs_f32()
    );
    Ok(())
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
    fn everything_is_built_unless_parts_are_named() {
        assert_eq!(parse(&[]).unwrap().parts.len(), PARTS.len());
        assert_eq!(
            parse(&["--only", "page"]).unwrap().parts,
            [Part::Half(HALVES[0])]
        );
        assert_eq!(parse(&["--dev"]).unwrap(), Options::dev());
    }

    #[test]
    fn only_the_programs_that_make_the_parts_are_compiled() {
        let uses = |arguments| parse(arguments).unwrap().uses();
        assert_eq!(uses(&["--only", "files"]), [""; 0]);
        assert_eq!(
            uses(&["--only", "page", "--only", "engine"]),
            [programs::BINDGEN]
        );
        assert_eq!(uses(&[]).len(), 3);
    }

    #[test]
    fn unknown_words_are_refused() {
        assert!(parse(&["--only", "everything"]).is_err());
        assert!(parse(&["--only"]).is_err());
        assert!(parse(&["--fast"]).is_err());
    }
}
