//! `brooklet build`: a folder of static files that any web server can hand out, from any path.
//!
//! All files but the page and its service worker stand in folders named by their content, so that
//! they may be kept by browsers and networks for ever; all addresses are relative.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use crate::app::{App, AppFile};
use crate::markup::{address, escape, fill};
use crate::runtime::Runtime;
use crate::settings;

const PAGE: &str = include_str!("../../../www/app/index.html");
const SERVICE_WORKER: &str = include_str!("../../../www/app/sw.js");

/// By this a built page is known again.
const MARK: &str = concat!(
    "<meta name=\"generator\" content=\"brooklet ",
    env!("CARGO_PKG_VERSION"),
    "\">"
);
const ANY_MARK: &str = "<meta name=\"generator\" content=\"brooklet ";

/// A folder of the output: its name, and what it holds by relative path.
struct Part {
    name: String,
    files: Vec<(String, Vec<u8>)>,
}

impl Part {
    fn new(prefix: &str, files: Vec<(String, Vec<u8>)>) -> Part {
        let name = format!("{prefix}-{}", fingerprint(&files));
        Part { name, files }
    }

    fn addresses(&self) -> impl Iterator<Item = String> {
        self.files
            .iter()
            .map(|(path, _)| format!("{}/{}", self.name, address(path)))
    }
}

/// Whether a folder holds an app that was built by this program.
pub(crate) fn is_built(folder: &Path) -> bool {
    fs::read_to_string(folder.join("index.html")).is_ok_and(|page| page.contains(ANY_MARK))
}

/// Builds the app into `output`, which must be new, empty or an earlier build.
pub(crate) fn run(app: &App, runtime: &Runtime, output: &Path) -> Result<()> {
    let config = settings::config(&app.folder)?;
    let has_secrets = settings::secrets(&app.folder)? != serde_json::json!({});
    clear(app, output)?;
    let output = output.canonicalize()?;
    let own = Part::new("app", read(app.files(Some(&output))?)?);
    let pkg = Part::new("pkg", runtime_files(&runtime.folder)?);
    for part in [&pkg, &own] {
        for (path, bytes) in &part.files {
            write(&output.join(&part.name).join(path), bytes)?;
        }
    }
    let page = page(app, &pkg, &own, &config);
    write(&output.join("index.html"), page.as_bytes())?;
    write(
        &output.join("sw.js"),
        service_worker(&page, &pkg, &own)?.as_bytes(),
    )?;
    let bytes: usize = pkg
        .files
        .iter()
        .chain(&own.files)
        .map(|(_, bytes)| bytes.len())
        .sum();
    println!(
        "{} is ready: {} files of the app, {:.1} MB in all (a web server sends about a third of \
         it, compressed)",
        output.display(),
        own.files.len(),
        bytes as f64 / 1e6
    );
    if has_secrets {
        println!(
            "note: .streamlit/secrets.toml was left out. What a static page holds, everyone can \
             read; `st.secrets` is empty there."
        );
    }
    Ok(())
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
    let is_hash =
        |hash: &str| hash.len() == HASH && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    let hash = name
        .strip_prefix("pkg-")
        .or_else(|| name.strip_prefix("app-"));
    name == "index.html" || name == "sw.js" || hash.is_some_and(is_hash)
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
    };
    let files = whole.files(None)?;
    read(
        files
            .into_iter()
            .filter(|file| Runtime::ships(&file.path))
            .collect(),
    )
}

fn page(app: &App, pkg: &Part, own: &Part, config: &serde_json::Value) -> String {
    let others: Vec<String> = own
        .files
        .iter()
        .filter(|(path, _)| *path != app.entry)
        .map(|(path, _)| address(path))
        .collect();
    let filled = fill(
        without_comment(PAGE).as_str(),
        &[
            ("TITLE", &escape(&app.title())),
            ("PKG", &pkg.name),
            ("SRC", &format!("{}/{}", own.name, address(&app.entry))),
            ("FILES", &others.join(" ")),
            ("CONFIG", &escape(&config.to_string())),
        ],
    );
    filled.replacen("<head>\n", &format!("<head>\n{MARK}\n"), 1)
}

/// The template without the comment that explains it.
fn without_comment(template: &str) -> String {
    match (template.find("<!--"), template.find("-->\n")) {
        (Some(start), Some(end)) => format!("{}{}", &template[..start], &template[end + 4..]),
        _ => template.to_owned(),
    }
}

fn service_worker(page: &str, pkg: &Part, own: &Part) -> Result<String> {
    let mut addresses = vec!["./".to_owned()];
    addresses.extend(pkg.addresses());
    addresses.extend(own.addresses());
    let all = [page, &pkg.name, &own.name].map(|text| (String::new(), text.as_bytes().to_vec()));
    Ok(fill(
        SERVICE_WORKER,
        &[
            ("VERSION", &fingerprint(&all)),
            ("PRECACHE", &serde_json::to_string(&addresses)?),
        ],
    ))
}

/// How many hexadecimal digits of a hash stand in a name.
const HASH: usize = 16;

/// A short name for this content: it changes when any path or byte does.
fn fingerprint(files: &[(String, Vec<u8>)]) -> String {
    let mut hasher = Sha256::new();
    for (path, bytes) in files {
        hasher.update((path.len() as u64).to_le_bytes());
        hasher.update(path);
        hasher.update((bytes.len() as u64).to_le_bytes());
        hasher.update(bytes);
    }
    let digest = hasher.finalize();
    let (head, _) = digest.split_at(8);
    let number = head
        .iter()
        .fold(0, |number: u64, byte| number << 8 | u64::from(*byte));
    format!("{number:016x}")
}

fn write(path: &PathBuf, bytes: &[u8]) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(prefix: &str, files: &[(&str, &str)]) -> Part {
        let owned = |(path, text): &(&str, &str)| ((*path).to_owned(), text.as_bytes().to_vec());
        Part::new(prefix, files.iter().map(owned).collect())
    }

    #[test]
    fn a_name_changes_with_each_path_and_byte() {
        let name = |files: &[(&str, &str)]| part("app", files).name;
        let names = [
            name(&[("a", "x"), ("b", "y")]),
            name(&[("a", "x"), ("b", "z")]),
            name(&[("a", "x"), ("c", "y")]),
            name(&[("ax", ""), ("b", "y")]),
        ];
        for (index, name) in names.iter().enumerate() {
            assert!(!names[..index].contains(name));
        }
        assert_eq!(names[0], name(&[("a", "x"), ("b", "y")]));
    }

    #[test]
    fn the_page_names_everything_and_leaves_no_gap() {
        let app = App {
            folder: "/apps/tea".into(),
            entry: "app.py".to_owned(),
        };
        let own = part("app", &[("a b.csv", ""), ("app.py", "")]);
        let pkg = part("pkg", &[("brooklet.js", "")]);
        let config = serde_json::json!({ "theme": { "base": "dark" } });
        let page = page(&app, &pkg, &own, &config);
        assert!(page.contains("<title>tea</title>"), "{page}");
        assert!(
            page.contains(&format!("src=\"{}/app.py\"", own.name)),
            "{page}"
        );
        assert!(page.contains("files=\"a%20b.csv\""), "{page}");
        assert!(
            page.contains("{&quot;theme&quot;:{&quot;base&quot;:&quot;dark&quot;}}"),
            "{page}"
        );
        assert!(
            page.contains(ANY_MARK) && !page.contains("{{") && !page.contains("<!--"),
            "{page}"
        );
    }

    #[test]
    fn the_service_worker_stores_every_file() {
        let own = part("app", &[("app.py", "")]);
        let pkg = part("pkg", &[("brooklet.js", "")]);
        let script = service_worker("page", &pkg, &own).unwrap();
        for file in [
            "\"./\"",
            &format!("{}/app.py", own.name),
            &format!("{}/brooklet.js", pkg.name),
        ] {
            assert!(script.contains(file), "{script}");
        }
        assert!(!script.contains("{{"), "{script}");
    }
}
