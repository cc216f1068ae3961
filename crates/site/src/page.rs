//! The page of a built app and its service worker.

use serde_json::Value;

use crate::mark::MARK;
use crate::markup::{address, escape, fill};
use crate::page_config::PageConfig;
use crate::part::Fingerprint;
use crate::website::Website;

/// The name of the page.
pub(crate) const INDEX: &str = "index.html";

/// The name of its service worker.
pub(crate) const SERVICE_WORKER: &str = "sw.js";

const PAGE_TEMPLATE: &str = include_str!("../../../www/app/index.html");
const WORKER_TEMPLATE: &str = include_str!("../../../www/app/sw.js");

/// The page that shows the app.
pub(crate) fn index(website: &Website) -> String {
    let entry = website.app.entry;
    let others: Vec<String> = website
        .own
        .paths()
        .filter(|path| *path != entry)
        .map(address)
        .collect();
    complete(
        PAGE_TEMPLATE,
        &website.look,
        &[
            ("PKG", website.pkg.name()),
            ("KIND", website.engine.name()),
            ("SRC", &website.own.address(entry)),
            ("FILES", &others.join(" ")),
            ("CONFIG", &escape(&website.app.config.to_string())),
        ],
    )
}

/// A template with its head and these values, marked as ours.
pub(crate) fn complete(template: &str, look: &PageConfig, values: &[(&str, &str)]) -> String {
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
pub(crate) fn service_worker(website: &Website, page: &str) -> String {
    let (later, first): (Vec<_>, Vec<_>) = website
        .pkg
        .paths()
        .partition(|path| website.is_of_other_engine(path));
    let addresses = |paths: Vec<&str>| -> Vec<String> {
        let paths = paths.into_iter();
        paths.map(|path| website.pkg.address(path)).collect()
    };
    let mut stored = vec!["./".to_owned()];
    stored.extend(addresses(first));
    stored.extend(website.own.paths().map(|path| website.own.address(path)));
    let mut version = Fingerprint::default();
    for text in [page, website.pkg.name(), website.own.name()] {
        version.add("", text.as_bytes());
    }
    fill(
        WORKER_TEMPLATE,
        &[
            ("VERSION", &version.finish()),
            ("PRECACHE", &Value::from(stored).to_string()),
            ("LATER", &Value::from(addresses(later)).to_string()),
        ],
    )
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::part::{Part, RUNTIME};
    use crate::website::App;

    /// The page and the service worker of an app whose script is `app.py`.
    fn made(script: &str, others: &[&str], pkg: &[&str], config: &Value) -> (String, String, Part) {
        let mut files = vec![("app.py".to_owned(), script.as_bytes().to_vec())];
        files.extend(others.iter().map(|path| ((*path).to_owned(), Vec::new())));
        let app = App {
            entry: "app.py",
            title: "tea",
            files: &files,
            config,
        };
        let pkg = Part::of(RUNTIME, pkg.iter().map(|path| (*path, &b""[..])));
        let website = Website::of(app, pkg).unwrap();
        let page = index(&website);
        let worker = service_worker(&website, &page);
        (page, worker, website.own)
    }

    const BOTH: [&str; 5] = [
        "brooklet.js",
        "data.wasm",
        "engine-data_bg.wasm",
        "engine.js",
        "stdlib.wasm",
    ];

    #[test]
    fn the_page_names_everything_and_leaves_no_gap() {
        let script = "import numpy\nst.set_page_config('Tea & <more>', '🍵')";
        let config = json!({ "theme": { "base": "dark" } });
        let (page, _, own) = made(script, &["a b.csv"], &BOTH, &config);
        let pkg = Part::of(RUNTIME, BOTH.map(|path| (path, &b""[..])));
        for expected in [
            "<title>Tea &amp; &lt;more&gt;</title>",
            "<meta property=\"og:title\" content=\"Tea &amp; &lt;more&gt;\">",
            "🍵",
            " engine=\"data\" ",
            &format!("href=\"{}/page_bg.wasm\"", pkg.name()),
            &format!("src=\"{}/app.py\"", own.name()),
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
        for (script, later) in [("", "data.wasm"), ("import numpy", "engine.js")] {
            let (_, worker, _) = made(script, &[], &BOTH, &json!({}));
            let lists: Vec<&str> = worker
                .lines()
                .filter(|line| line.starts_with("const ") && line.contains("[\""))
                .collect();
            let [first, others] = lists[..] else {
                panic!("{worker}");
            };
            assert!(!first.contains(later) && others.contains(later), "{worker}");
            assert!(first.contains("stdlib.wasm"), "{worker}");
        }
    }

    #[test]
    fn the_service_worker_stores_every_file() {
        let (_, worker, own) = made("", &["pages/a b.py"], &["brooklet.js"], &json!({}));
        let pkg = Part::of(RUNTIME, [("brooklet.js", &b""[..])]);
        for file in [
            "\"./\"",
            &format!("\"{}/app.py\"", own.name()),
            &format!("\"{}/pages/a%20b.py\"", own.name()),
            &format!("\"{}/brooklet.js\"", pkg.name()),
        ] {
            assert!(worker.contains(file), "{file} in {worker}");
        }
        assert!(!worker.contains("{{"), "{worker}");
    }

    #[test]
    fn a_change_of_any_file_is_a_new_version() {
        let worker = |script: &str, config: &Value| made(script, &[], &BOTH, config).1;
        let first = worker("", &json!({}));
        assert_eq!(first, worker("", &json!({})));
        assert_ne!(first, worker("x = 1", &json!({})));
        assert_ne!(first, worker("", &json!({ "theme": {} })));
    }
}
