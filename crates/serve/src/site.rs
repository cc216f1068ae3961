//! Folders under the paths at which a browser sees them.

use std::path::{Component, Path, PathBuf};

use crate::{Answer, Request};

/// A folder and the path at which it is seen.
#[derive(Debug, Clone)]
pub struct Mount {
    prefix: String,
    folder: PathBuf,
}

impl Mount {
    /// Shows `folder` at `prefix`, which begins and ends with `/`.
    pub fn new(prefix: impl Into<String>, folder: impl Into<PathBuf>) -> Mount {
        Mount {
            prefix: prefix.into(),
            folder: folder.into(),
        }
    }
}

/// A site made of folders; the mount with the longest prefix answers.
#[derive(Debug, Clone)]
pub struct Site {
    mounts: Vec<Mount>,
}

impl Site {
    /// Joins these folders.
    #[must_use]
    pub fn new(mut mounts: Vec<Mount>) -> Site {
        mounts.sort_by_key(|mount| std::cmp::Reverse(mount.prefix.len()));
        Site { mounts }
    }

    /// The file a request asks for; `index.html` where it asks for a folder.
    #[must_use]
    pub fn answer(&self, request: &Request) -> Answer {
        let path = &request.path;
        if self
            .mounts
            .iter()
            .any(|mount| mount.prefix == format!("{path}/"))
        {
            return Answer::Elsewhere(format!("{path}/"));
        }
        let strip = |mount: &Mount| Some((mount.folder.clone(), path.strip_prefix(&mount.prefix)?));
        match self.mounts.iter().find_map(strip) {
            Some((folder, rest)) => answer_in(&folder, rest),
            None => Answer::NotFound,
        }
    }
}

fn answer_in(folder: &Path, rest: &str) -> Answer {
    let Some(file) = inside(folder, rest) else {
        return Answer::NotFound;
    };
    if !file.is_dir() {
        return Answer::File(file);
    }
    if rest.is_empty() || rest.ends_with('/') {
        return Answer::File(file.join("index.html"));
    }
    let name = rest.rsplit('/').next().unwrap_or(rest);
    Answer::Elsewhere(format!("{name}/"))
}

/// `rest` in `folder`, unless it leads out of it.
fn inside(folder: &Path, rest: &str) -> Option<PathBuf> {
    let relative = Path::new(rest);
    let stays = relative
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    let is_plain = !rest.contains(['\\', '\0']);
    (stays && is_plain).then(|| folder.join(relative))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str) -> Option<PathBuf> {
        // Tests run in the folder of their crate.
        let folder = &std::env::current_dir().unwrap();
        let site = Site::new(vec![
            Mount::new("/", folder),
            Mount::new("/deep/er/", folder.join("src")),
        ]);
        match site.answer(&Request {
            path: path.to_owned(),
            ..Request::default()
        }) {
            Answer::File(file) => Some(file.strip_prefix(folder).unwrap().to_owned()),
            Answer::Elsewhere(place) => Some(format!("-> {place}").into()),
            _ => None,
        }
    }

    #[test]
    fn the_longest_prefix_answers() {
        assert_eq!(file("/Cargo.toml"), Some("Cargo.toml".into()));
        assert_eq!(file("/deep/er/lib.rs"), Some("src/lib.rs".into()));
    }

    #[test]
    fn a_folder_shows_its_index() {
        assert_eq!(file("/"), Some("index.html".into()));
        assert_eq!(file("/src/"), Some("src/index.html".into()));
        assert_eq!(file("/src"), Some("-> src/".into()));
        assert_eq!(file("/deep/er"), Some("-> /deep/er/".into()));
    }

    #[test]
    fn nobody_gets_out_of_the_folder() {
        assert_eq!(file("/../../Cargo.toml"), None);
        assert_eq!(file("/src/../../x"), None);
        assert_eq!(file("//etc/passwd"), None);
        assert_eq!(file("/..\\x"), None);
    }
}
