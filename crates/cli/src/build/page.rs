//! The page of a built app and its service worker.

use anyhow::Result;
use serde_json::Value;

use super::part::{Part, fingerprint};
use crate::app::App;
use crate::engine::{EngineKind, is_of_other};
use crate::mark::MARK;
use crate::markup::{address, escape, fill};
use crate::page_config::PageConfig;

const PAGE: &str = include_str!("../../../../www/app/index.html");
const SERVICE_WORKER: &str = include_str!("../../../../www/app/sw.js");

/// The page that shows the app.
pub(super) fn index(
    app: &App,
    look: &PageConfig,
    engine: EngineKind,
    pkg: &Part,
    own: &Part,
    config: &Value,
) -> String {
    let others: Vec<String> = own
        .files
        .iter()
        .filter(|(path, _)| *path != app.entry)
        .map(|(path, _)| address(path))
        .collect();
    complete(
        PAGE,
        look,
        &[
            ("PKG", &pkg.name),
            ("KIND", engine.name()),
            ("ENGINE", engine.file()),
            ("SRC", &format!("{}/{}", own.name, address(&app.entry))),
            ("FILES", &others.join(" ")),
            ("CONFIG", &escape(&config.to_string())),
        ],
    )
}

/// A template with its head and these values, marked as ours.
pub(super) fn complete(template: &str, look: &PageConfig, values: &[(&str, &str)]) -> String {
    let head = head(look);
    let values = [&[("HEAD", head.as_str())], values].concat();
    let filled = fill(without_comment(template).as_str(), &values);
    filled.replacen("<head>\n", &format!("<head>\n{MARK}\n"), 1)
}

/// Title, icon and what other sites show of a link to the page.
fn head(look: &PageConfig) -> String {
    let title = escape(&look.title);
    let described = if look.description.is_empty() {
        String::new()
    } else {
        let description = escape(&look.description);
        format!(
            "<meta name=\"description\" content=\"{description}\">\n\
             <meta property=\"og:description\" content=\"{description}\">\n"
        )
    };
    format!(
        "<title>{title}</title>\n\
         <meta property=\"og:type\" content=\"website\">\n\
         <meta property=\"og:title\" content=\"{title}\">\n\
         {described}<link rel=\"icon\" href=\"{}\">",
        escape(&look.icon_address())
    )
}

/// A template without the comment that explains it.
fn without_comment(template: &str) -> String {
    match (template.find("<!--"), template.find("-->\n")) {
        (Some(start), Some(end)) => format!("{}{}", &template[..start], &template[end + 4..]),
        _ => template.to_owned(),
    }
}

/// The script that stores every file of the build, so that the app opens offline; those of the engine
/// that it does not ask for, once they are fetched all the same.
pub(super) fn service_worker(
    page: &str,
    engine: EngineKind,
    pkg: &Part,
    own: &Part,
) -> Result<String> {
    let of_pkg = pkg.files.iter().map(|(path, _)| path).zip(pkg.addresses());
    let (later, first): (Vec<_>, Vec<_>) = of_pkg.partition(|(path, _)| is_of_other(engine, path));
    let mut addresses = vec!["./".to_owned()];
    addresses.extend(first.into_iter().map(|(_, address)| address));
    addresses.extend(own.addresses());
    let later: Vec<String> = later.into_iter().map(|(_, address)| address).collect();
    let all = [page, &pkg.name, &own.name].map(|text| (String::new(), text.as_bytes().to_vec()));
    Ok(fill(
        SERVICE_WORKER,
        &[
            ("VERSION", &fingerprint(&all)),
            ("PRECACHE", &serde_json::to_string(&addresses)?),
            ("LATER", &serde_json::to_string(&later)?),
        ],
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(prefix: &str, files: &[&str]) -> Part {
        let owned = |path: &&str| ((*path).to_owned(), Vec::new());
        Part::new(prefix, files.iter().map(owned).collect())
    }

    #[test]
    fn the_page_names_everything_and_leaves_no_gap() {
        let app = App {
            folder: "/apps/tea".into(),
            entry: "app.py".to_owned(),
            wheels: Vec::new(),
        };
        let own = part("app", &["a b.csv", "app.py"]);
        let pkg = part("pkg", &["brooklet.js"]);
        let config = serde_json::json!({ "theme": { "base": "dark" } });
        let look = PageConfig::of("st.set_page_config('Tea & <more>', '🍵')", "tea");
        let page = index(&app, &look, EngineKind::Data, &pkg, &own, &config);
        for expected in [
            "<title>Tea &amp; &lt;more&gt;</title>",
            "<meta property=\"og:title\" content=\"Tea &amp; &lt;more&gt;\">",
            "🍵",
            " engine=\"data\" ",
            &format!("href=\"{}/engine-data_bg.wasm\"", pkg.name),
            &format!("src=\"{}/app.py\"", own.name),
            "files=\"a%20b.csv\"",
            "{&quot;theme&quot;:{&quot;base&quot;:&quot;dark&quot;}}",
            "<meta name=\"generator\" content=\"brooklet ",
        ] {
            assert!(page.contains(expected), "{expected} in {page}");
        }
        assert!(!page.contains("{{") && !page.contains("<!--"), "{page}");
    }

    #[test]
    fn the_service_worker_stores_what_the_other_engine_has_later() {
        let pkg = part("pkg", &["data.bin", "engine.js", "stdlib.bin"]);
        let own = part("app", &[]);
        for (engine, later) in [
            (EngineKind::Plain, "data.bin"),
            (EngineKind::Data, "engine.js"),
        ] {
            let script = service_worker("page", engine, &pkg, &own).unwrap();
            let lists: Vec<&str> = script
                .lines()
                .filter(|line| line.starts_with("const ") && line.contains('['))
                .collect();
            let [first, others] = lists[..] else {
                panic!("{script}");
            };
            assert!(!first.contains(later) && others.contains(later), "{script}");
            assert!(first.contains("stdlib.bin"), "{script}");
        }
    }

    #[test]
    fn the_service_worker_stores_every_file() {
        let own = part("app", &["app.py"]);
        let pkg = part("pkg", &["brooklet.js"]);
        let script = service_worker("page", EngineKind::Plain, &pkg, &own).unwrap();
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
