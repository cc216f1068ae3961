//! What the script is writing for: which form an element belongs to.

use brooklet_protocol::layout::Scope;
use brooklet_protocol::{DeltaPath, Root};
use indexmap::IndexMap;

use crate::command::Call;
use crate::runtime::Runtime;
use crate::target::Target;

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
    fn around(&self, path: &DeltaPath) -> Option<&String> {
        let is_above =
            |form: &DeltaPath| form.root == path.root && path.indices.starts_with(&form.indices);
        self.ids
            .iter()
            .find_map(|(form, id)| is_above(form).then_some(id))
    }
}

impl Runtime {
    /// What an element written to `target` belongs to.
    pub(crate) fn scope_of(&self, target: &Target) -> Scope {
        Scope {
            form_id: self.form_of(target),
            fragment_id: self.fragments.borrow().current().cloned(),
        }
    }

    /// The form that `target` is in. What `st.` itself writes belongs to the innermost form among the
    /// open `with` statements, wherever it stands.
    pub(crate) fn form_of(&self, target: &Target) -> Option<String> {
        let forms = self.forms.borrow();
        let around = |target: &Target| forms.around(&self.path_of(target)).cloned();
        match target {
            Target::Current => self.inside().iter().rev().find_map(around),
            target => around(target),
        }
    }

    /// The block that `target` writes into, or the place that it fills.
    pub(crate) fn path_of(&self, target: &Target) -> DeltaPath {
        match self.resolve(target) {
            Target::Block(cursor) => cursor.block().clone(),
            Target::Slot(path) => path,
            Target::Current | Target::Sidebar | Target::Bottom => {
                unreachable!("resolve() leaves a block or a slot")
            }
        }
    }

    /// The part of the page that `target` is in.
    pub(crate) fn root_of(&self, target: &Target) -> Root {
        self.path_of(target).root
    }
}

impl Call<'_> {
    /// The form that this command writes into.
    pub(crate) fn form_id(&self) -> Option<String> {
        self.runtime.form_of(self.target)
    }
}
