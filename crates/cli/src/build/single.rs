//! An app as one HTML file, for mailing it or for a disk: everything is inside.

use anyhow::Result;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::json;

use super::hosting::gzip;
use super::page::complete;
use super::part::Part;
use crate::app::App;
use crate::engine::{EngineKind, is_of_other};
use crate::markup::escape;
use crate::page_config::PageConfig;

const PAGE: &str = include_str!("../../../../www/app/single.html");

/// Fonts for rare letters are left out: the file is large enough, and the system has them.
const LEFT_OUT: [&str; 6] = [
    "LICENSE",
    "-extended.woff2",
    "-vietnamese.woff2",
    "-cyrillic.woff2",
    "-greek.woff2",
    "-italic.woff2",
];

/// The page that holds the runtime and the app.
pub(super) fn page(
    app: &App,
    look: &PageConfig,
    engine: EngineKind,
    pkg: &Part,
    own: &Part,
    config: &serde_json::Value,
) -> Result<String> {
    let mut assets = String::new();
    let is_carried = |path: &str| {
        !is_of_other(engine, path) && !LEFT_OUT.iter().any(|ending| path.ends_with(ending))
    };
    let carried = pkg.files.iter().filter(|(path, _)| is_carried(path));
    let carried = carried.map(|file| ("pkg", file));
    for (kind, (path, bytes)) in carried.chain(own.files.iter().map(|file| ("app", file))) {
        let path = escape(path);
        let packed = BASE64_STANDARD.encode(gzip(bytes)?);
        let tag = format!("<script type=\"text/plain\" data-{kind}=\"{path}\">{packed}</script>\n");
        assets.push_str(&tag);
    }
    let shell = pkg.files.iter().find(|(path, _)| path == "shell.css");
    let style = shell.map(|(_, bytes)| String::from_utf8_lossy(bytes));
    let options = json!({ "entrypoint": app.entry, "config": config, "appId": own.name });
    Ok(complete(
        PAGE,
        look,
        &[
            ("STYLE", &style.unwrap_or_default()),
            ("KIND", engine.name()),
            ("ASSETS", &assets),
            // Inside a script element nothing may look like its end.
            ("OPTIONS", &options.to_string().replace('<', "\\u003c")),
        ],
    ))
}
