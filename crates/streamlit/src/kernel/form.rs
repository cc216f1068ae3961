//! The forms of a run: which one a place of the page belongs to.

use brooklet_protocol::DeltaPath;
use indexmap::IndexMap;

/// The forms of this run by the path of their block.
#[derive(Debug, Default)]
pub(crate) struct Forms {
    ids: IndexMap<DeltaPath, String>,
}

impl Forms {
    /// A form has been opened.
    pub(crate) fn open(&mut self, path: DeltaPath, id: String) {
        self.ids.insert(path, id);
    }

    /// Whether there is a form of this id.
    pub(crate) fn contains(&self, id: &str) -> bool {
        self.ids.values().any(|known| known == id)
    }

    /// A full run begins.
    pub(crate) fn clear(&mut self) {
        self.ids.clear();
    }

    /// The form around a place.
    pub(super) fn around(&self, path: &DeltaPath) -> Option<&String> {
        let is_above =
            |form: &DeltaPath| form.root == path.root && path.indices.starts_with(&form.indices);
        self.ids
            .iter()
            .find_map(|(form, id)| is_above(form).then_some(id))
    }
}
