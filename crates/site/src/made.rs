//! The files of a website that are made for its app: the page, its service worker, and what hosts look for.

use crate::hosting;
use crate::page::{self, INDEX, SERVICE_WORKER};
use crate::website::Website;

/// These files. They stand beside the folders of the runtime and of the app.
pub fn files(website: &Website) -> Vec<(&'static str, String)> {
    let page = page::index(website);
    let worker = page::service_worker(website, &page);
    let mut files = vec![(INDEX, page), (SERVICE_WORKER, worker)];
    files.extend(hosting::advice(&[website.pkg(), website.own()]));
    files
}

/// Whether a file of this name, beside the folders, is one of them.
pub fn is_one(name: &str) -> bool {
    let made = [INDEX, SERVICE_WORKER];
    made.iter().chain(&hosting::FILES).any(|made| *made == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::part::{Part, RUNTIME};
    use crate::website::App;

    #[test]
    fn what_is_made_is_known_again() {
        let config = crate::config::none();
        let files_of_app = [("app.py".to_owned(), Vec::new())];
        let app = App {
            entry: "app.py",
            title: "tea",
            files: &files_of_app,
            config: &config,
        };
        let website = Website::of(app, Part::of(RUNTIME, [])).unwrap();
        let made = files(&website);
        assert_eq!(made.len(), 4);
        assert!(made.iter().all(|(name, _)| is_one(name)));
        assert!(!is_one("CNAME"));
    }
}
