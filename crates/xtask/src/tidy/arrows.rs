//! The arrows between the crates, and those that must not be.
//!
//! The table is that of `crates/README.md`: a new arrow is entered in both, with its reason.

use super::graph::Graph;

/// A crate of ours and what it may lean on.
struct Room {
    name: &'static str,
    /// Crates of ours, without the prefix `brooklet-`.
    leans_on: &'static [&'static str],
    /// How much it may know of Python's virtual machine.
    python: Python,
    /// How much it may know of the browser.
    web: Web,
}

#[derive(PartialEq, Eq)]
enum Python {
    /// It may use it.
    Knows,
    /// It may not even through others.
    Never,
}

#[derive(PartialEq, Eq)]
enum Web {
    /// It is a door to the browser.
    Door,
    /// It names nothing of the web; the virtual machine below it has ties of its own.
    NotItself,
    /// Not even through others.
    Never,
}

const ROOMS: [Room; 30] = [
    Room {
        name: "unicode_names2",
        leans_on: &[],
        python: Python::Never,
        web: Web::Never,
    },
    Room {
        name: "protocol",
        leans_on: &[],
        python: Python::Never,
        web: Web::Never,
    },
    Room {
        name: "cache",
        leans_on: &[],
        python: Python::Never,
        web: Web::Never,
    },
    Room {
        name: "array",
        leans_on: &[],
        python: Python::Never,
        web: Web::Never,
    },
    Room {
        name: "frame",
        leans_on: &[],
        python: Python::Never,
        web: Web::Never,
    },
    Room {
        name: "session",
        leans_on: &["protocol"],
        python: Python::Never,
        web: Web::Never,
    },
    Room {
        name: "freeze",
        leans_on: &[],
        python: Python::Knows,
        web: Web::NotItself,
    },
    Room {
        name: "wheels",
        leans_on: &["freeze", "stdlib"],
        python: Python::Knows,
        web: Web::NotItself,
    },
    Room {
        name: "stdlib",
        leans_on: &["freeze"],
        python: Python::Knows,
        web: Web::NotItself,
    },
    Room {
        name: "bindgen",
        leans_on: &[],
        python: Python::Never,
        web: Web::Never,
    },
    Room {
        name: "sql",
        leans_on: &[],
        python: Python::Never,
        web: Web::Never,
    },
    Room {
        name: "sqlite",
        leans_on: &["sql"],
        python: Python::Never,
        web: Web::Never,
    },
    Room {
        name: "python",
        leans_on: &["sql"],
        python: Python::Knows,
        web: Web::NotItself,
    },
    Room {
        name: "numpy",
        leans_on: &["array", "freeze", "python"],
        python: Python::Knows,
        web: Web::NotItself,
    },
    Room {
        name: "suite",
        leans_on: &["numpy", "python", "stdlib"],
        python: Python::Knows,
        web: Web::NotItself,
    },
    Room {
        name: "pandas",
        leans_on: &["array", "python", "numpy"],
        python: Python::Knows,
        web: Web::NotItself,
    },
    Room {
        name: "streamlit",
        leans_on: &["freeze", "python", "session", "cache", "frame", "protocol"],
        python: Python::Knows,
        web: Web::NotItself,
    },
    Room {
        name: "engine",
        leans_on: &["streamlit", "python", "session", "cache", "protocol"],
        python: Python::Knows,
        web: Web::NotItself,
    },
    Room {
        name: "worker",
        leans_on: &["engine", "python", "cache", "protocol"],
        python: Python::Knows,
        web: Web::Door,
    },
    Room {
        name: "worker-plain",
        leans_on: &["worker"],
        python: Python::Knows,
        web: Web::NotItself,
    },
    Room {
        name: "worker-data",
        leans_on: &["worker", "numpy", "pandas"],
        python: Python::Knows,
        web: Web::Door,
    },
    Room {
        name: "client",
        leans_on: &["protocol"],
        python: Python::Never,
        web: Web::Never,
    },
    Room {
        name: "page",
        leans_on: &["client", "frame", "protocol"],
        python: Python::Never,
        web: Web::Door,
    },
    Room {
        name: "page-web",
        leans_on: &["page"],
        python: Python::Never,
        web: Web::NotItself,
    },
    Room {
        name: "serve",
        leans_on: &[],
        python: Python::Never,
        web: Web::Never,
    },
    Room {
        name: "site",
        leans_on: &[],
        python: Python::Never,
        web: Web::Never,
    },
    Room {
        name: "site-web",
        leans_on: &["site"],
        python: Python::Never,
        web: Web::Door,
    },
    Room {
        name: "cli",
        leans_on: &["serve", "site"],
        python: Python::Never,
        web: Web::Never,
    },
    Room {
        name: "xtask",
        leans_on: &["serve"],
        python: Python::Never,
        web: Web::Never,
    },
    Room {
        name: "tests",
        leans_on: &[
            "engine",
            "streamlit",
            "python",
            "session",
            "cache",
            "client",
            "frame",
            "numpy",
            "protocol",
            "sqlite",
            "stdlib",
            "wheels",
        ],
        python: Python::Knows,
        web: Web::NotItself,
    },
];

/// Gives what is wrong with the arrows of this graph.
pub(crate) fn check(graph: &Graph) -> Vec<String> {
    let mut problems = Vec::new();
    for package in &graph.ours {
        let short = package.strip_prefix("brooklet-").unwrap_or(package);
        match ROOMS.iter().find(|room| room.name == short) {
            Some(room) => problems.extend(check_room(graph, package, room)),
            None => problems.push(format!(
                "{package}: enter it in the table of crates/README.md and in tidy/arrows.rs"
            )),
        }
    }
    problems
}

fn check_room(graph: &Graph, package: &str, room: &Room) -> Vec<String> {
    let mut problems = Vec::new();
    for target in graph.direct(package) {
        if let Some(short) = target.strip_prefix("brooklet-")
            && !room.leans_on.contains(&short)
        {
            problems.push(format!("{package} must not lean on {target}"));
        }
        if room.web == Web::NotItself && is_web(target) {
            problems.push(format!(
                "{package} must not know the web: {package} -> {target}"
            ));
        }
        if target == "indexed_db_futures" && room.name != "worker" {
            problems.push(format!("{package} must not know storage: only worker does"));
        }
    }
    if room.python == Python::Never
        && let Some(way) = graph.way(package, is_python)
    {
        problems.push(format!(
            "{package} must not know Python: {}",
            way.join(" -> ")
        ));
    }
    if room.web == Web::Never
        && let Some(way) = graph.way(package, is_web)
    {
        problems.push(format!(
            "{package} must not know the web: {}",
            way.join(" -> ")
        ));
    }
    problems
}

fn is_python(package: &str) -> bool {
    package.starts_with("rustpython") || package == "brooklet-python"
}

fn is_web(package: &str) -> bool {
    const WEB: [&str; 7] = [
        "wasm-bindgen",
        "wasm-bindgen-futures",
        "js-sys",
        "web-sys",
        "serde-wasm-bindgen",
        "indexed_db_futures",
        "console_error_panic_hook",
    ];
    WEB.contains(&package) || package == "gloo" || package.starts_with("gloo-")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(arrows: &[(&str, &[&str])]) -> Vec<String> {
        check(&Graph::of(arrows))
    }

    #[test]
    fn the_drawn_arrows_are_fine() {
        let arrows: [(&str, &[&str]); 4] = [
            ("brooklet-worker", &["brooklet-engine", "web-sys"]),
            ("brooklet-engine", &["brooklet-session", "rustpython-vm"]),
            ("rustpython-vm", &["wasm-bindgen"]),
            ("brooklet-session", &["serde"]),
        ];
        assert!(problems(&arrows).is_empty());
    }

    #[test]
    fn an_arrow_that_is_not_drawn_is_found() {
        let found = problems(&[("brooklet-page", &["brooklet-session"])]);
        assert_eq!(found, ["brooklet-page must not lean on brooklet-session"]);
    }

    #[test]
    fn a_hidden_way_to_python_is_found() {
        let found = problems(&[("brooklet-page", &["shiny"]), ("shiny", &["rustpython-vm"])]);
        assert_eq!(
            found,
            ["brooklet-page must not know Python: brooklet-page -> shiny -> rustpython-vm"]
        );
    }

    #[test]
    fn a_hidden_way_to_the_web_is_found() {
        let found = problems(&[("brooklet-session", &["clock"]), ("clock", &["js-sys"])]);
        assert_eq!(
            found,
            ["brooklet-session must not know the web: brooklet-session -> clock -> js-sys"]
        );
    }

    #[test]
    fn the_engine_may_not_name_the_web_itself() {
        let found = problems(&[("brooklet-engine", &["gloo-timers"])]);
        assert_eq!(
            found,
            ["brooklet-engine must not know the web: brooklet-engine -> gloo-timers"]
        );
    }

    #[test]
    fn only_the_worker_knows_storage() {
        assert!(problems(&[("brooklet-worker", &["indexed_db_futures"])]).is_empty());
        assert_eq!(
            problems(&[("brooklet-page", &["indexed_db_futures"])]).len(),
            1
        );
    }

    #[test]
    fn a_room_without_a_row_is_found() {
        assert_eq!(problems(&[("brooklet-utils", &[])]).len(), 1);
    }
}
