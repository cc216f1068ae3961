//! The fragments of an app: the parts of its script that can run again by themselves.

use std::collections::BTreeSet;

use indexmap::IndexMap;

/// The fragments that the last runs have called, by their id; each with what is needed to call it
/// again.
#[derive(Debug)]
pub struct Fragments<F> {
    known: IndexMap<String, Known<F>>,
    /// Called in this run.
    called: BTreeSet<String>,
    /// The fragments that this run is for; none if it is for the whole script.
    this_run: Vec<String>,
}

#[derive(Debug)]
struct Known<F> {
    fragment: F,
    parent: Option<String>,
    name: Option<String>,
}

impl<F> Default for Fragments<F> {
    fn default() -> Self {
        Self {
            known: IndexMap::new(),
            called: BTreeSet::new(),
            this_run: Vec::new(),
        }
    }
}

impl<F: Clone> Fragments<F> {
    /// Begins a run for these fragments, or for the whole script.
    pub fn begin_run(&mut self, ids: &[String]) {
        self.called.clear();
        self.this_run = ids.to_vec();
    }

    /// The fragments that this run is for; none if it is for the whole script.
    pub fn this_run(&self) -> &[String] {
        &self.this_run
    }

    /// A fragment has been called, inside of `parent`; `name` is the key by which the script speaks
    /// of it.
    pub fn register(
        &mut self,
        id: &str,
        fragment: F,
        parent: Option<String>,
        name: Option<String>,
    ) {
        self.called.insert(id.to_owned());
        let known = Known {
            fragment,
            parent,
            name,
        };
        self.known.insert(id.to_owned(), known);
    }

    /// A fragment runs again by itself.
    pub fn touch(&mut self, id: &str) {
        self.called.insert(id.to_owned());
    }

    /// The fragment of this id, unless an earlier run has shown that it is no more.
    pub fn get(&self, id: &str) -> Option<F> {
        self.known.get(id).map(|known| known.fragment.clone())
    }

    /// The fragments that go by a name.
    pub fn named(&self, name: &str) -> Vec<String> {
        self.known
            .iter()
            .filter(|(_, known)| known.name.as_deref() == Some(name))
            .map(|(id, _)| id.clone())
            .collect()
    }

    /// Whether one of `others` is around this fragment, so that it runs with it.
    pub fn is_inside(&self, id: &str, others: &[String]) -> bool {
        let mut id = id;
        while let Some(parent) = self.known.get(id).and_then(|known| known.parent.as_deref()) {
            if others.iter().any(|other| other == parent) {
                return true;
            }
            id = parent;
        }
        false
    }

    /// The whole script has come to its end: fragments that it has not called are no more.
    pub fn end_run(&mut self) {
        let called = &self.called;
        self.known.retain(|id, _| called.contains(id));
    }

    /// A fragment has run: those inside of it that it has not called are no more. They are returned.
    pub fn end_fragment(&mut self, id: &str) -> Vec<String> {
        let around = [id.to_owned()];
        let gone: Vec<String> = self
            .known
            .keys()
            .filter(|other| !self.called.contains(*other) && self.is_inside(other, &around))
            .cloned()
            .collect();
        self.known.retain(|other, _| !gone.contains(other));
        gone
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nested() -> Fragments<u8> {
        let mut fragments = Fragments::default();
        fragments.begin_run(&[]);
        fragments.register("outer", 1, None, None);
        fragments.register("inner", 2, Some("outer".to_owned()), Some("n".to_owned()));
        fragments.register("other", 3, None, Some("n".to_owned()));
        fragments
    }

    #[test]
    fn a_fragment_runs_with_the_one_around_it() {
        let fragments = nested();
        assert!(fragments.is_inside("inner", &["outer".to_owned()]));
        assert!(!fragments.is_inside("outer", &["inner".to_owned()]));
        assert_eq!(fragments.named("n"), ["inner", "other"]);
    }

    #[test]
    fn what_a_run_does_not_call_is_no_more() {
        let mut fragments = nested();
        fragments.begin_run(&["outer".to_owned()]);
        fragments.touch("outer");
        assert_eq!(fragments.end_fragment("outer"), ["inner"]);
        assert_eq!(fragments.get("other"), Some(3));
        fragments.begin_run(&[]);
        fragments.end_run();
        assert_eq!(fragments.get("other"), None);
    }
}
