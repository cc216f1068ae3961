//! The brooklet command: new, run, build.
#![allow(
    clippy::print_stdout,
    reason = "a command-line tool speaks to its reader"
)]

mod app;
mod app_file;
mod build;
mod mark;
mod new;
mod packages;
mod run;
mod runtime;
mod settings;
mod watch;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, Parser, Subcommand};

/// Streamlit apps as static web pages: no server, just files.
#[derive(Debug, Parser)]
#[command(name = "brooklet", version, arg_required_else_help = true)]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a folder with a first app.
    New {
        /// The folder to make.
        name: PathBuf,
    },
    /// Show an app in the browser, and again at each change of its files.
    ///
    /// The session is kept: widgets and `st.session_state` stay as they are.
    Run {
        /// The app's script. Its folder is the app: modules, data and pages beside it come along.
        #[arg(default_value = "app.py")]
        script: PathBuf,
        /// The port on localhost. The default is the first free one from 8501 up.
        #[arg(long)]
        port: Option<u16>,
        /// Do not open a browser.
        #[arg(long)]
        no_open: bool,
        #[command(flatten)]
        index: packages::Index,
        #[command(flatten)]
        runtime: Runtime,
    },
    /// Make a folder of static files that any web server can hand out, from any path.
    Build {
        /// The app's script. Its folder is the app: modules, data and pages beside it come along.
        #[arg(default_value = "app.py")]
        script: PathBuf,
        /// The folder to make, `dist` by default; with `--single-file` the file, `app.html`.
        #[arg(short, long)]
        output: Option<PathBuf>,
        /// Put everything into one HTML file, which opens from a disk or a mail.
        #[arg(long)]
        single_file: bool,
        /// Put compressed copies (.br, .gz) beside the files, for servers that look for them.
        #[arg(long, conflicts_with = "single_file")]
        compress: bool,
        #[command(flatten)]
        index: packages::Index,
        #[command(flatten)]
        runtime: Runtime,
    },
}

#[derive(Debug, Args)]
struct Runtime {
    /// The folder of the runtime, as `cargo xtask build` makes it. The default is
    /// `$BROOKLET_PKG`, then `pkg` beside this program.
    #[arg(long = "pkg", value_name = "DIR")]
    folder: Option<PathBuf>,
}

fn main() -> ExitCode {
    match dispatch(CommandLine::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("brooklet: {failure:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(command: Command) -> Result<()> {
    match command {
        Command::New { name } => new::run(&name),
        Command::Run {
            script,
            port,
            no_open,
            index,
            runtime,
        } => {
            let app = app::App::open(&script)?.with_packages(&index)?;
            let runtime = runtime::Runtime::find(runtime.folder)?;
            let opening = if no_open {
                run::Opening::No
            } else {
                run::Opening::Yes
            };
            run::run(app, &runtime, port, opening)
        }
        Command::Build {
            script,
            output,
            single_file,
            compress,
            index,
            runtime,
        } => {
            let app = app::App::open(&script)?.with_packages(&index)?;
            let runtime = runtime::Runtime::find(runtime.folder)?;
            let default = if single_file { "app.html" } else { "dist" };
            let output = output.unwrap_or_else(|| default.into());
            let options = build::Options {
                compress,
                single_file,
            };
            build::run(&app, &runtime, &output, options)
        }
    }
}
