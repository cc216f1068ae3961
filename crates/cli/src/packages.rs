//! The packages of an app: what `requirements.txt` asks for, as wheels that Python in a tab can import.
//!
//! The author's pip finds and fetches them, with its own settings: index, proxy, files and addresses. What
//! it found is written down in `requirements.lock`, which is pip's own format, so that the next build takes
//! the very same files.

mod digest;
mod lock;
mod pip;
mod wheel;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use brooklet_site::wheel::FOLDER;

use self::lock::Lock;
pub(crate) use self::pip::Index;
use self::wheel::{Need, Wheel, normal};
use crate::app_file::AppFile;

/// What comes with the runtime: nothing else is fetched for it.
const BROUGHT: [&str; 4] = ["numpy", "requests", "rpds-py", "streamlit"];

/// What a package asks for and imports only for a part of what it does: contours, pictures and a server of
/// Bokeh. It comes without these.
const SPARED: [(&str, &[&str]); 1] = [("bokeh", &["contourpy", "pillow", "tornado"])];

/// What can be had instead of packages of machine code.
const INSTEAD: [(&str, &str); 13] = [
    (
        "aiohttp",
        "`requests`, which comes with the runtime, or `pyodide.http.pyfetch` to await",
    ),
    ("cffi", "a package in pure Python"),
    (
        "cryptography",
        "`hashlib`, `hmac` and `secrets` of the standard library",
    ),
    (
        "lxml",
        "`xml.etree.ElementTree`, or `beautifulsoup4` with `html.parser`",
    ),
    ("matplotlib", "the charts of Streamlit"),
    ("orjson", "`json` of the standard library"),
    (
        "pandas",
        "`csv` and lists of dictionaries, which `st.dataframe` and the charts take",
    ),
    (
        "pillow",
        "`st.image`, which takes the bytes of a picture as they are",
    ),
    (
        "psycopg2-binary",
        "a server of yours that is asked by `requests`",
    ),
    ("pyarrow", "`csv` or `json` files"),
    ("pydantic-core", "`dataclasses`, or `pydantic<2`"),
    ("regex", "`re` of the standard library"),
    ("ujson", "`json` of the standard library"),
];

/// The wheels of an app, as files of it; none if it asks for none.
pub(crate) fn wheels(folder: &Path, index: &Index) -> Result<Vec<AppFile>> {
    let asked = folder.join("requirements.txt");
    if !asked.is_file() {
        return Ok(Vec::new());
    }
    let text = fs::read_to_string(&asked).context("cannot read requirements.txt")?;
    let wanted = wanted(&text);
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let lock_place = folder.join("requirements.lock");
    let lock = fs::read_to_string(&lock_place).ok();
    let lock = lock.and_then(|lock| Lock::read(&lock, &wanted));
    let store = store()?;
    let wheels = match lock {
        Some(lock) => locked(&lock, &store, index)?,
        None => {
            println!("finding the packages of requirements.txt …");
            let wheels = resolved(folder, &wanted, &store, index)?;
            fs::write(&lock_place, Lock::of(&wheels).text(&wanted))
                .with_context(|| format!("cannot write {}", lock_place.display()))?;
            wheels
        }
    };
    wheels.iter().map(|wheel| wheel.as_file(FOLDER)).collect()
}

/// The lines of `requirements.txt`, less comments and what the runtime brings.
fn wanted(text: &str) -> Vec<String> {
    let lines = text
        .lines()
        .map(|line| line.split(" #").next().unwrap_or_default().trim());
    lines
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .filter(|line| !BROUGHT.contains(&wheel::project(line).as_str()))
        .map(str::to_owned)
        .collect()
}

/// Where fetched wheels are kept, each in a folder named by its content.
fn store() -> Result<PathBuf> {
    let variable = |name| std::env::var_os(name).filter(|value| !value.is_empty());
    let cache = variable("XDG_CACHE_HOME").or_else(|| variable("LOCALAPPDATA"));
    let cache = cache.map(PathBuf::from);
    let home = || variable("HOME").map(|home| PathBuf::from(home).join(".cache"));
    let cache = cache.or_else(home).unwrap_or_else(std::env::temp_dir);
    let store = cache.join("brooklet").join("wheels");
    fs::create_dir_all(&store).with_context(|| format!("cannot make {}", store.display()))?;
    Ok(store)
}

/// Finds what is wanted and what that needs in turn.
fn resolved(folder: &Path, wanted: &[String], store: &Path, index: &Index) -> Result<Vec<Wheel>> {
    let place = pip::fetch(folder, wanted, index)?;
    let found = Wheel::all_in(place.path())?;
    let needed = reachable(wanted, &found);
    let mut wheels = Vec::new();
    for wheel in found {
        if needed.contains(&wheel.project) {
            wheels.push(pure(wheel, store, index)?);
        }
    }
    wheels.sort_by(|one, other| one.project.cmp(&other.project));
    Ok(wheels)
}

/// The projects that are wanted, or needed by these, without asking what the runtime's own need.
fn reachable(wanted: &[String], found: &[Wheel]) -> BTreeSet<String> {
    let mut reached = BTreeSet::new();
    let named = |project: &str| found.iter().find(|wheel| wheel.project == project);
    // A requirement by address or path has the name of its file.
    let tops = wanted.iter().map(|line| {
        let by_name = Need::read(line);
        let file = || wheel::project_of_file(line);
        match named(&by_name.project).map_or_else(file, |_| None) {
            Some(project) => Need { project, ..by_name },
            None => by_name,
        }
    });
    let mut open: Vec<Need> = tops.collect();
    while let Some(Need {
        project, extras, ..
    }) = open.pop()
    {
        let is_new = reached.insert((project.clone(), extras.clone()));
        if !is_new || BROUGHT.contains(&project.as_str()) {
            continue;
        }
        let spared = SPARED.iter().find(|(name, _)| *name == project);
        let spared = spared.map_or(&[][..], |(_, spared)| spared);
        let needs = named(&project).into_iter().flat_map(|wheel| &wheel.needs);
        let needs = needs.filter(|need| !spared.contains(&need.project.as_str()));
        let is_asked = |need: &&Need| need.of_extra.as_ref().is_none_or(|of| extras.contains(of));
        open.extend(needs.filter(is_asked).cloned());
    }
    let projects = reached.into_iter().map(|(project, _)| project);
    projects
        .filter(|project| !BROUGHT.contains(&project.as_str()))
        .collect()
}

/// A wheel without machine code: itself, the one for all machines, or what it holds in Python where that
/// is enough.
fn pure(wheel: Wheel, store: &Path, index: &Index) -> Result<Wheel> {
    if wheel.is_pure() {
        return wheel.kept(store);
    }
    if let Ok(place) = pip::fetch_pure(&wheel.project, &wheel.version, index)
        && let Some(pure) = Wheel::all_in(place.path())?.into_iter().next()
    {
        return pure.kept(store);
    }
    if wheel.works_without_code() {
        return wheel.kept(store)?.without_code();
    }
    let instead = INSTEAD.iter().find(|(name, _)| *name == wheel.project);
    let instead = instead.map_or(
        "look for a package in pure Python, or do this part on a server of yours and ask it by `requests`",
        |(_, instead)| instead,
    );
    bail!(
        "{} {} holds machine code, which does not run in a browser's tab. Instead: {instead}",
        wheel.project,
        wheel.version
    )
}

/// The wheels that a lock names: those in the store, the others from the index.
fn locked(lock: &Lock, store: &Path, index: &Index) -> Result<Vec<Wheel>> {
    let missing: Vec<String> = lock
        .entries()
        .filter(|entry| Wheel::stored(store, &entry.hash).is_none())
        .map(ToString::to_string)
        .collect();
    if !missing.is_empty() {
        println!("fetching the packages of requirements.lock …");
        let place = pip::fetch_locked(&missing, index)?;
        for wheel in Wheel::all_in(place.path())? {
            wheel.kept(store)?;
        }
    }
    let found = lock.entries().map(|entry| {
        let wheel = Wheel::stored(store, &entry.hash)
            .with_context(|| format!("the wheel of {} did not come", normal(&entry.project)))?;
        if wheel.is_pure() {
            Ok(wheel)
        } else {
            wheel.without_code()
        }
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_runtimes_own_are_not_fetched() {
        let text = "# tea\nstreamlit==1.67.0\n\nRequests >= 2 # old\ntabulate~=0.9 # tables\nJinja2[i18n]>3; python_version > '3'\n";
        assert_eq!(
            wanted(text),
            ["tabulate~=0.9", "Jinja2[i18n]>3; python_version > '3'"]
        );
    }

    fn wheel(project: &str, needs: &[&str]) -> Wheel {
        Wheel {
            project: project.to_owned(),
            version: "1".to_owned(),
            place: PathBuf::new(),
            needs: needs.iter().map(|need| Need::read(need)).collect(),
        }
    }

    #[test]
    fn what_a_needed_package_needs_is_needed() {
        let found = [
            wheel("jinja2", &["markupsafe"]),
            wheel("markupsafe", &[]),
            wheel("requests", &["urllib3"]),
            wheel("urllib3", &[]),
            wheel("feed", &["requests", "babel"]),
        ];
        let wanted = [
            "Jinja2>3".to_owned(),
            "./wheels/feed-1-py3-none-any.whl".to_owned(),
        ];
        let reached = reachable(&wanted, &found);
        let reached: Vec<&str> = reached.iter().map(String::as_str).collect();
        assert_eq!(reached, ["babel", "feed", "jinja2", "markupsafe"]);
    }

    #[test]
    fn what_a_package_can_do_without_does_not_come() {
        let found = [
            wheel("bokeh", &["contourpy", "jinja2", "numpy", "pillow"]),
            wheel("contourpy", &[]),
            wheel("jinja2", &[]),
            wheel("pillow", &[]),
        ];
        let reached = |wanted: &str| {
            let reached = reachable(&[wanted.to_owned()], &found);
            reached.into_iter().collect::<Vec<_>>()
        };
        assert_eq!(reached("bokeh"), ["bokeh", "jinja2"]);
        assert_eq!(reached("pillow"), ["pillow"]);
    }

    #[test]
    fn what_an_extra_needs_comes_only_with_it() {
        let needs = [
            "jinja2",
            "pillow>=9 ; extra == 'doc'",
            "tabulate[widechars]; python_version > '3' and extra == \"all_of-it\"",
        ];
        let found = [
            wheel("altair", &needs),
            wheel("jinja2", &[]),
            wheel("pillow", &[]),
            wheel("tabulate", &["wcwidth; extra == 'widechars'"]),
            wheel("wcwidth", &[]),
        ];
        let reached = |wanted: &[&str]| {
            let wanted: Vec<String> = wanted.iter().map(ToString::to_string).collect();
            reachable(&wanted, &found).into_iter().collect::<Vec<_>>()
        };
        assert_eq!(reached(&["altair"]), ["altair", "jinja2"]);
        assert_eq!(reached(&["altair[doc]>5"]), ["altair", "jinja2", "pillow"]);
        let all = ["altair", "jinja2", "tabulate", "wcwidth"];
        assert_eq!(reached(&["altair", "altair[all-of-it]"]), all);
    }
}
