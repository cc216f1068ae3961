//! Who depends on whom, as cargo resolves it for one platform.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use serde_json::Value;

/// The packages of a build and the arrows between them, without those for tests only.
#[derive(Debug, Default)]
pub(crate) struct Graph {
    /// Packages of this workspace.
    pub(crate) ours: BTreeSet<String>,
    arrows: BTreeMap<String, BTreeSet<String>>,
}

impl Graph {
    /// Reads what `cargo metadata` prints.
    pub(crate) fn parse(metadata: &str) -> Result<Graph> {
        let metadata: Value =
            serde_json::from_str(metadata).context("cargo metadata is no JSON")?;
        let names: BTreeMap<&str, &str> = items(&metadata["packages"])
            .filter_map(|package| Some((package["id"].as_str()?, package["name"].as_str()?)))
            .collect();
        let name = |id: &Value| {
            id.as_str()
                .and_then(|id| names.get(id))
                .map(|&name| name.to_owned())
        };
        let mut graph = Graph {
            ours: items(&metadata["workspace_members"])
                .filter_map(name)
                .collect(),
            ..Graph::default()
        };
        for node in items(&metadata["resolve"]["nodes"]) {
            let Some(from) = name(&node["id"]) else {
                continue;
            };
            let ships = |kind: &Value| kind["kind"] != "dev";
            let targets = items(&node["deps"])
                .filter(|dependency| items(&dependency["dep_kinds"]).any(ships))
                .filter_map(|dependency| name(&dependency["pkg"]));
            // Two versions of one package are one name here.
            graph.arrows.entry(from).or_default().extend(targets);
        }
        Ok(graph)
    }

    /// What `package` names in its own manifest.
    pub(crate) fn direct(&self, package: &str) -> impl Iterator<Item = &str> {
        self.arrows
            .get(package)
            .into_iter()
            .flatten()
            .map(String::as_str)
    }

    /// A shortest way from `from` to a package that `wanted` accepts, both ends included.
    pub(crate) fn way(&self, from: &str, wanted: impl Fn(&str) -> bool) -> Option<Vec<String>> {
        let mut came_from: BTreeMap<&str, &str> = BTreeMap::new();
        let mut front = vec![from];
        while !front.is_empty() {
            let mut next = Vec::new();
            for package in front {
                for target in self.direct(package) {
                    if target == from || came_from.contains_key(target) {
                        continue;
                    }
                    came_from.insert(target, package);
                    if wanted(target) {
                        return Some(trace(&came_from, target));
                    }
                    next.push(target);
                }
            }
            front = next;
        }
        None
    }
}

fn trace(came_from: &BTreeMap<&str, &str>, end: &str) -> Vec<String> {
    let mut way = vec![end.to_owned()];
    let mut place = end;
    while let Some(&before) = came_from.get(place) {
        way.push(before.to_owned());
        place = before;
    }
    way.reverse();
    way
}

fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

#[cfg(test)]
impl Graph {
    /// A graph of `("from", ["to", …])`; names that begin with `brooklet-` are ours.
    pub(crate) fn of(arrows: &[(&str, &[&str])]) -> Graph {
        let mut graph = Graph::default();
        for (from, targets) in arrows {
            let targets = targets.iter().map(|&target| target.to_owned());
            graph
                .arrows
                .entry((*from).to_owned())
                .or_default()
                .extend(targets);
            if from.starts_with("brooklet-") {
                graph.ours.insert((*from).to_owned());
            }
        }
        graph
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_for_tests_only_do_not_count() {
        let metadata = r#"{
            "packages": [{"id": "1", "name": "brooklet-page"}, {"id": "2", "name": "serde"}, {"id": "3", "name": "proptest"}],
            "workspace_members": ["1"],
            "resolve": {"nodes": [{"id": "1", "deps": [
                {"pkg": "2", "dep_kinds": [{"kind": "dev"}, {"kind": null}]},
                {"pkg": "3", "dep_kinds": [{"kind": "dev"}]}
            ]}]}
        }"#;
        let graph = Graph::parse(metadata).unwrap();
        assert_eq!(graph.direct("brooklet-page").collect::<Vec<_>>(), ["serde"]);
        assert!(graph.ours.contains("brooklet-page") && graph.ours.len() == 1);
    }

    #[test]
    fn a_way_is_shown_step_by_step() {
        let graph = Graph::of(&[
            ("a", &["b", "c"]),
            ("b", &["a", "d"]),
            ("c", &[]),
            ("d", &["e"]),
        ]);
        assert_eq!(
            graph.way("a", |name| name == "e").unwrap(),
            ["a", "b", "d", "e"]
        );
        assert_eq!(graph.way("c", |name| name == "e"), None);
        assert_eq!(graph.way("a", |name| name == "a"), None);
    }
}
