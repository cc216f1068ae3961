//! `brooklet build`: a folder of static files that any web server can hand out, from any path.
//!
//! All files but the page and its service worker stand in folders named by their content, so that
//! they may be kept by browsers and networks for ever; all addresses are relative.

mod hosting;
mod page;
mod part;
mod single;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use self::part::Part;
use crate::app::App;
use crate::app_file::AppFile;
use crate::engine::engine_of;
use crate::mark::{is_built, is_built_page};
use crate::page_config::PageConfig;
use crate::runtime::Runtime;
use crate::settings;

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
    let look = PageConfig::of(
        &fs::read_to_string(app.folder.join(&app.entry))?,
        &app.title(),
    );
    let pkg = Part::new("pkg", runtime_files(&runtime.folder)?);
    if options.single_file {
        check_file(output)?;
        let own = Part::new(
            "app",
            read(app.files(output.canonicalize().ok().as_deref())?)?,
        );
        let engine = engine_of(&own.files, &pkg.files);
        let page = single::page(app, &look, engine, &pkg, &own, &config)?;
        write(output, page.as_bytes())?;
        let size = megabytes(page.len());
        println!("{} is ready: {size:.1} MB in one file", output.display());
    } else {
        clear(app, output)?;
        let output = output.canonicalize()?;
        let own = Part::new("app", read(app.files(Some(&output))?)?);
        let engine = engine_of(&own.files, &pkg.files);
        let page = page::index(app, &look, engine, &pkg, &own, &config);
        let worker = page::service_worker(&page, engine, &pkg, &own)?;
        write_folder(&output, [&page, &worker], &pkg, &own, options)?;
    }
    if has_secrets {
        println!(
            "note: .streamlit/secrets.toml was left out. What a static page holds, everyone can \
             read; `st.secrets` is empty there."
        );
    }
    Ok(())
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
    [page, worker]: [&str; 2],
    pkg: &Part,
    own: &Part,
    options: Options,
) -> Result<()> {
    let mut files = vec![
        ("index.html".to_owned(), page.as_bytes()),
        ("sw.js".to_owned(), worker.as_bytes()),
    ];
    for part in [pkg, own] {
        let inside = part.files.iter();
        files.extend(
            inside.map(|(path, bytes)| (format!("{}/{path}", part.name), bytes.as_slice())),
        );
    }
    let bytes: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
    let mut packed = 0;
    for (path, bytes) in &files {
        write(&output.join(path), bytes)?;
        if options.compress {
            let copies = hosting::compressed(path, bytes)?;
            packed += copies.last().map_or(bytes.len(), |(_, copy)| copy.len());
            for (ending, copy) in copies {
                write(&output.join(format!("{path}{ending}")), &copy)?;
            }
        }
    }
    for (name, text) in hosting::advice(&[pkg, own]) {
        write(&output.join(name), text.as_bytes())?;
    }
    let compressed = if options.compress {
        format!("{:.1} MB with brotli", megabytes(packed))
    } else {
        "a web server sends about a third of it, compressed".to_owned()
    };
    println!(
        "{} is ready: {} files of the app, {:.1} MB in all ({compressed})",
        output.display(),
        own.files.len(),
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
    let made = ["index.html", "sw.js", "_headers", ".nojekyll"];
    let plain = name.trim_end_matches(".br").trim_end_matches(".gz");
    made.contains(&plain) || Part::is_one(name)
}

fn read(files: Vec<AppFile>) -> Result<Vec<(String, Vec<u8>)>> {
    let read = |file: AppFile| {
        let bytes = fs::read(&file.place)
            .with_context(|| format!("cannot read {}", file.place.display()))?;
        Ok((file.path, bytes))
    };
    files.into_iter().map(read).collect()
}

fn runtime_files(folder: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let whole = App {
        folder: folder.to_owned(),
        entry: String::new(),
        wheels: Vec::new(),
    };
    let files = whole.files(None)?;
    read(
        files
            .into_iter()
            .filter(|file| Runtime::ships(&file.path))
            .collect(),
    )
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}
