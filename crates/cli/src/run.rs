//! `brooklet run`: an app on localhost that follows the changes of its files.

use std::collections::BTreeMap;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use anyhow::Result;
use brooklet_serve::{Answer, Handler, Mount, News, Request, Site, listen, serve};
use brooklet_site::markup::{address, escape, fill};
use serde_json::json;

use crate::app::App;
use crate::runtime::Runtime;
use crate::settings;
use crate::watch::Snapshot;

const PAGE: &str = include_str!("run/index.html");
const SCRIPT: &str = include_str!("run/live.js");

/// How often the app's files are looked at.
const POLL_INTERVAL: Duration = Duration::from_millis(200);

/// Whether to open a browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Opening {
    /// Show the app in the reader's browser.
    Yes,
    /// Print the address only.
    No,
}

/// Serves the app until the program is ended.
pub(crate) fn run(app: App, runtime: &Runtime, port: Option<u16>, opening: Opening) -> Result<()> {
    // What is wrong is said here, not first in the browser.
    settings::config(&app.folder)?;
    settings::secrets(&app.folder)?;
    app.files(None)?;
    // Before the address is known: what changes from then on is news.
    let seen = Snapshot::take(&app).unwrap_or_default();
    let (listener, address) = listen(port)?;
    println!("{} is at {address} (Ctrl+C ends it)", app.entry);
    let news = News::default();
    let handler = handler(app.clone(), runtime, news.clone());
    thread::spawn(move || follow(&app, seen, &news));
    if opening == Opening::Yes {
        open(&address);
    }
    serve(&listener, &handler);
    Ok(())
}

/// Answers for the page, its script, the runtime, the app's files and the news.
fn handler(app: App, runtime: &Runtime, news: News) -> Handler {
    let site = Site::new(vec![Mount::new("/_brooklet/pkg/", &runtime.folder)]);
    Arc::new(move |request: &Request| match request.path.as_str() {
        "/" => Answer::html(fill(PAGE, &[("TITLE", &escape(&app.title()))])),
        "/_brooklet/live.js" => Answer::Bytes {
            kind: "text/javascript; charset=utf-8",
            bytes: SCRIPT.as_bytes().to_vec(),
        },
        "/_brooklet/app.json" => Answer::Bytes {
            kind: "application/json",
            bytes: describe(&app).to_string().into_bytes(),
        },
        "/_brooklet/news" => Answer::News(news.subscribe()),
        path => match path.strip_prefix("/_brooklet/app/") {
            Some(path) => app_file(&app, path),
            None => site.answer(request),
        },
    })
}

/// Only what is part of the app is given out, not all that stands in its folder.
fn app_file(app: &App, path: &str) -> Answer {
    let files = app.files(None).unwrap_or_default();
    let found = files.into_iter().find(|file| file.path == path);
    found.map_or(Answer::NotFound, |file| Answer::File(file.place))
}

/// The app as the page's script wants it; what cannot be read is said in the app's place.
fn describe(app: &App) -> serde_json::Value {
    let description = || -> Result<serde_json::Value> {
        let files: BTreeMap<String, serde_json::Value> = app
            .files(None)?
            .into_iter()
            .map(|file| {
                (
                    file.path.clone(),
                    json!({ "url": format!("_brooklet/app/{}", address(&file.path)) }),
                )
            })
            .collect();
        Ok(json!({
            "entrypoint": app.entry,
            "files": files,
            "config": settings::config(&app.folder)?,
            "secrets": settings::secrets(&app.folder)?,
        }))
    };
    description().unwrap_or_else(|failure| json!({ "failure": format!("{failure:#}") }))
}

/// Tells the pages what changes from what was seen, until the program is ended.
fn follow(app: &App, mut seen: Snapshot, news: &News) {
    loop {
        thread::sleep(POLL_INTERVAL);
        let Some(now) = Snapshot::take(app) else {
            continue;
        };
        let change = seen.change(&now);
        if change.is_none() {
            continue;
        }
        seen = now;
        if change.written.iter().any(|path| path == "requirements.txt") {
            println!(
                "requirements.txt has changed: start `brooklet run` again to have its packages"
            );
        }
        if change.settings {
            news.publish("settings", "");
            continue;
        }
        let with_address =
            |path: &String| json!([path, format!("_brooklet/app/{}", address(path))]);
        let written: Vec<_> = change.written.iter().map(with_address).collect();
        news.publish(
            "files",
            &json!({ "written": written, "removed": change.removed }).to_string(),
        );
    }
}

/// Opens the reader's browser; where there is none, the printed address is enough.
fn open(address: &str) {
    let (program, arguments): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        ("cmd", &["/C", "start", ""])
    } else {
        ("xdg-open", &[])
    };
    let started = Command::new(program)
        .args(arguments)
        .arg(address)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    if let Ok(mut child) = started {
        thread::spawn(move || child.wait());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_has_no_gap() {
        assert!(!fill(PAGE, &[("TITLE", "tea")]).contains("{{"));
    }

    #[test]
    fn only_the_apps_files_are_given_out() {
        let folder = std::fs::canonicalize(".").unwrap();
        let app = App {
            folder,
            entry: "app.py".to_owned(),
            wheels: Vec::new(),
        };
        assert!(matches!(app_file(&app, "Cargo.toml"), Answer::File(_)));
        assert!(matches!(app_file(&app, ".clippy.toml"), Answer::NotFound));
        assert!(matches!(
            app_file(&app, "../page/Cargo.toml"),
            Answer::NotFound
        ));
    }
}
