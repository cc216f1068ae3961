//! An app as one HTML file, for mailing it or for a disk: everything is inside.

use serde_json::json;

use crate::markup::escape;
use crate::page::complete;
use crate::website::Website;

const TEMPLATE: &str = include_str!("../../../www/app/single.html");

/// Fonts for rare letters are left out: the file is large enough, and the system has them.
const LEFT_OUT: [&str; 6] = [
    "LICENSE",
    "-extended.woff2",
    "-vietnamese.woff2",
    "-cyrillic.woff2",
    "-greek.woff2",
    "-italic.woff2",
];

/// A file that the page holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset<'a> {
    /// The folder that it is of: [`crate::part::RUNTIME`] or [`crate::part::APP`].
    pub folder: &'static str,
    /// Its path there.
    pub path: &'a str,
    /// Its bytes, compressed with gzip, as base64.
    pub packed: String,
}

/// Whether the page of an app holds this file of the runtime.
pub fn is_carried(website: &Website, path: &str) -> bool {
    !website.is_of_other_engine(path) && !LEFT_OUT.iter().any(|ending| path.ends_with(ending))
}

/// The page that holds the runtime and the app; `style` is the shell's style sheet.
pub fn page(website: &Website, style: &str, assets: &[Asset]) -> String {
    let mut elements = String::new();
    for Asset {
        folder,
        path,
        packed,
    } in assets
    {
        let path = escape(path);
        let start = format!("<script type=\"text/plain\" data-{folder}=\"{path}\">");
        elements.extend([&start, packed, "</script>\n"]);
    }
    let app = &website.app;
    let options =
        json!({ "entrypoint": app.entry, "config": app.config, "appId": website.own.name() });
    complete(
        TEMPLATE,
        &website.look,
        &[
            ("STYLE", style),
            ("KIND", website.engine.name()),
            ("ASSETS", &elements),
            // Inside a script element nothing may look like its end.
            ("OPTIONS", &options.to_string().replace('<', "\\u003c")),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::part::{APP, Part, RUNTIME};
    use crate::website::App;

    #[test]
    fn the_page_holds_what_it_is_given_and_nothing_ends_a_script_early() {
        let config = json!({ "theme": { "base": "</script>" } });
        let files = [("app.py".to_owned(), Vec::new())];
        let app = App {
            entry: "app.py",
            title: "tea",
            files: &files,
            config: &config,
        };
        let website = Website::of(app, Part::of(RUNTIME, [])).unwrap();
        let asset = Asset {
            folder: APP,
            path: "a\"b.py",
            packed: "H4sI".to_owned(),
        };
        let page = page(&website, "body {}", &[asset]);
        assert!(
            page.contains("data-app=\"a&quot;b.py\">H4sI</script>"),
            "{page}"
        );
        assert!(page.contains("\"base\":\"\\u003c/script>\""), "{page}");
        assert!(page.contains("body {}"), "{page}");
        assert!(is_carried(&website, "engine.js"));
        assert!(!is_carried(&website, "engine-data.js"));
        assert!(!is_carried(&website, "fonts/source-sans-greek.woff2"));
    }
}
