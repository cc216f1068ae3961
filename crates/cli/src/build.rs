//! `brooklet build`: a folder of static files that any web server can hand out, from any path.
//!
//! All files but the page and its service worker stand in folders named by their content, so that
//! they may be kept by browsers and networks for ever; all addresses are relative.

mod compressed;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use brooklet_site::part::{APP, Part, RUNTIME};
use brooklet_site::single::{self, Asset};
use brooklet_site::{App as SiteApp, Website, contents, made};

use crate::app::App;
use crate::app_file::AppFile;
use crate::mark::{is_built, is_built_page};
use crate::runtime::Runtime;
use crate::settings;

/// Files by path, with what they hold.
type Files = Vec<(String, Vec<u8>)>;

/// How an app is built.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Options {
    /// Whether the files get compressed copies beside them.
    pub(crate) compress: bool,
    /// Whether the app becomes one HTML file.
    pub(crate) single_file: bool,
}

/// Builds the app into `output`: a folder that is new, empty or an earlier build, or one file.
pub(crate) fn run(app: &App, runtime: &Runtime, output: &Path, options: Options) -> Result<()> {
    let config = settings::config(&app.folder)?;
    let has_secrets = settings::secrets(&app.folder)? != serde_json::json!({});
    let runtime = runtime_files(&runtime.folder)?;
    if options.single_file {
        check_file(output)?;
    } else {
        clear(app, output)?;
    }
    let files = read(app.files(output.canonicalize().ok().as_deref())?)?;
    let app = SiteApp {
        entry: &app.entry,
        title: &app.title(),
        files: &files,
        config: &config,
    };
    let website = Website::of(app, Part::of(RUNTIME, views(&runtime)))?;
    if options.single_file {
        let page = single_page(&website, &runtime, &files)?;
        write(output, page.as_bytes())?;
        let size = megabytes(page.len());
        println!("{} is ready: {size:.1} MB in one file", output.display());
    } else {
        write_folder(output, &website, &runtime, &files, options)?;
    }
    if has_secrets {
        println!(
            "note: .streamlit/secrets.toml was left out. What a static page holds, everyone can \
             read; `st.secrets` is empty there."
        );
    }
    Ok(())
}

fn views(files: &Files) -> impl Iterator<Item = (&str, &[u8])> {
    files
        .iter()
        .map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
}

/// The page that holds the runtime and the app.
fn single_page(website: &Website, runtime: &Files, app: &Files) -> Result<String> {
    let carried = views(runtime).filter(|(path, _)| single::is_carried(website, path));
    let files = carried.map(|file| (RUNTIME, file));
    let assets = files
        .chain(views(app).map(|file| (APP, file)))
        .map(|(folder, (path, bytes))| {
            Ok(Asset {
                folder,
                path,
                packed: BASE64_STANDARD.encode(compressed::gzip(bytes)?),
            })
        })
        .collect::<Result<Vec<_>>>()?;
    let shell = views(runtime).find(|(path, _)| *path == "shell.css");
    let style = shell.map(|(_, bytes)| String::from_utf8_lossy(bytes));
    Ok(single::page(website, &style.unwrap_or_default(), &assets))
}

/// Makes sure that nothing but an earlier build is written over.
fn check_file(output: &Path) -> Result<()> {
    let shown = output.display();
    if output.is_dir() {
        bail!("{shown} is a folder; name a file, such as app.html");
    }
    if output.exists() && !is_built_page(output) {
        bail!("{shown} is already there and not an earlier build; choose another name");
    }
    Ok(())
}

fn write_folder(
    output: &Path,
    website: &Website,
    runtime: &Files,
    app: &Files,
    options: Options,
) -> Result<()> {
    let beside = made::files(website);
    let mut files: Vec<(String, &[u8])> = beside
        .iter()
        .map(|(name, text)| ((*name).to_owned(), text.as_bytes()))
        .collect();
    for (part, inside) in [(website.pkg(), runtime), (website.own(), app)] {
        let placed = views(inside).map(|(path, bytes)| (format!("{}/{path}", part.name()), bytes));
        files.extend(placed);
    }
    let bytes: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
    let mut packed = 0;
    for (path, bytes) in &files {
        write(&output.join(path), bytes)?;
        if options.compress {
            let copies = compressed::compressed(path, bytes)?;
            packed += copies.last().map_or(bytes.len(), |(_, copy)| copy.len());
            for (ending, copy) in copies {
                write(&output.join(format!("{path}{ending}")), &copy)?;
            }
        }
    }
    let compressed = if options.compress {
        format!("{:.1} MB with brotli", megabytes(packed))
    } else {
        "a web server sends about a third of it, compressed".to_owned()
    };
    println!(
        "{} is ready: {} files of the app, {:.1} MB in all ({compressed})",
        output.display(),
        app.len(),
        megabytes(bytes)
    );
    Ok(())
}

fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}

/// Makes sure of an empty output folder; only an earlier build is removed.
fn clear(app: &App, output: &Path) -> Result<()> {
    let shown = output.display();
    fs::create_dir_all(output).with_context(|| format!("cannot make the folder {shown}"))?;
    if output.canonicalize()? == app.folder {
        bail!("{shown} is the app's own folder; build into another one");
    }
    let mut entries = output
        .read_dir()?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<_>>>()?;
    if entries.is_empty() {
        return Ok(());
    }
    if !is_built(output) {
        bail!("{shown} is not empty and not an earlier build; choose another folder or empty it");
    }
    // The page goes last: until then the folder is known as ours.
    entries.sort_by_key(|path| path.ends_with("index.html"));
    for path in entries.iter().filter(|path| is_ours(path)) {
        let removed = if path.is_dir() {
            fs::remove_dir_all(path)
        } else {
            fs::remove_file(path)
        };
        removed.with_context(|| format!("cannot remove {}", path.display()))?;
    }
    Ok(())
}

/// What stands beside the files of a build (a `CNAME`, say) is left there.
fn is_ours(path: &Path) -> bool {
    let name = path
        .file_name()
        .and_then(|name| name.to_str())
        .unwrap_or_default();
    let plain = name.trim_end_matches(".br").trim_end_matches(".gz");
    made::is_one(plain) || Part::is_one(name)
}

fn read(files: Vec<AppFile>) -> Result<Files> {
    let read = |file: AppFile| {
        let bytes = fs::read(&file.place)
            .with_context(|| format!("cannot read {}", file.place.display()))?;
        Ok((file.path, bytes))
    };
    files.into_iter().map(read).collect()
}

fn runtime_files(folder: &Path) -> Result<Files> {
    let whole = App {
        folder: folder.to_owned(),
        entry: String::new(),
        wheels: Vec::new(),
    };
    let files = whole.files(None)?;
    read(
        files
            .into_iter()
            .filter(|file| contents::ships(&file.path))
            .collect(),
    )
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}
