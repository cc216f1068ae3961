//! `brooklet new`: a folder with a first app.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

const FILES: [(&str, &str); 3] = [
    ("app.py", include_str!("new/app.py")),
    ("README.md", include_str!("new/README.md")),
    (".streamlit/config.toml", include_str!("new/config.toml")),
];

/// Makes the folder. One that holds anything is left alone.
pub(crate) fn run(folder: &Path) -> Result<()> {
    let shown = folder.display();
    if folder.exists() {
        let is_empty = folder
            .read_dir()
            .is_ok_and(|mut entries| entries.next().is_none());
        if !is_empty {
            bail!("{shown} is already there; choose another name");
        }
    }
    let Some(name) = folder.file_name().and_then(|name| name.to_str()) else {
        bail!("{shown} is no name for a folder");
    };
    for (path, text) in FILES {
        let place = folder.join(path);
        let parent = place.parent().unwrap_or(folder);
        fs::create_dir_all(parent).with_context(|| format!("cannot make {}", parent.display()))?;
        fs::write(&place, text.replace("{{NAME}}", name))
            .with_context(|| format!("cannot write {}", place.display()))?;
    }
    println!(
        "{shown} is ready. See it with:\n\n  brooklet run {}",
        folder.join("app.py").display()
    );
    Ok(())
}
