//! Doing to apps what may go wrong, and counting what they lose.

use std::process::ExitCode;

use anyhow::Result;

use crate::page_program::Options;
use crate::project::Project;
use crate::shell;

/// Where the table stands.
const TABLE: &str = "tests/faults/README.md";

/// Reads `--no-build` and `--update`; `--rounds N` and `--only WORD` are for the list of faults.
pub(crate) fn options(arguments: &[String]) -> Result<Options> {
    let flags: [(&str, &[&str]); 1] = [("--update", &["--table", TABLE])];
    Options::parse("faults", arguments, &["--rounds", "--only"], &flags)
}

/// Sets up, builds what is shipped, and goes through the list.
pub(crate) fn run(project: Project, options: &Options) -> Result<ExitCode> {
    let (_, mut node) = options.prepare(project, "tests/faults/run.mjs")?;
    shell::run(&mut node)?;
    Ok(ExitCode::SUCCESS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_handed_to_the_list() {
        let given = ["--no-build", "--rounds", "9", "--update"].map(str::to_owned);
        let given = options(&given).expect("they are known");
        assert!(given.as_it_is);
        assert_eq!(given.passed_on, ["--rounds", "9", "--table", TABLE]);
        assert!(options(&["--rounds".to_owned()]).is_err());
        assert!(options(&["--often".to_owned()]).is_err());
    }
}
