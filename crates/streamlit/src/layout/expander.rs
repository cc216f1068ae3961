//! `st.expander`.

use brooklet_protocol::Block;
use brooklet_protocol::block::{Expander, ExpanderKind};
use brooklet_python::vm::PyResult;

use crate::argument::Words;
use crate::call::parameters::Parameters;
use crate::command::{Call, Command, Place};
use crate::container::ContainerClass;
use crate::input::checkbox::Checked;

/// `st.expander`.
pub(crate) const EXPANDER: Command = Command {
    name: "expander",
    place: Place::Container("LayoutsMixin"),
    signature: Parameters::undocumented(
        "label, expanded=False, *, key=None, icon=None, type='default', width='stretch', on_change='ignore', args=None, kwargs=None, bind=None",
    ),
    doc: "Open a container that the reader folds and unfolds by its label.",
    run: expander,
};

/// The class of what it returns.
pub(super) const CLASS: ContainerClass = ContainerClass {
    name: "ExpanderContainer",
    module: "streamlit.elements.lib.mutable_expander_container",
};

impl Call<'_> {
    /// The `type` of an expander or a status.
    pub(super) fn expander_kind(&self) -> PyResult<ExpanderKind> {
        let kinds = [
            ("default", ExpanderKind::Default),
            ("compact", ExpanderKind::Compact),
            ("step", ExpanderKind::Step),
        ];
        self.choice("type", &kinds)
    }
}

fn expander(call: &Call) -> PyResult {
    call.refuse_given(&["bind"])?;
    let label = call.required_label()?;
    let followed = call.followed("on_change")?;
    let kind = call.expander_kind()?;
    let key = call.key()?;
    let key = key.as_deref();
    let mut expanded = call.flag("expanded")?;
    let icon = call.icon()?;
    let layout = call.widget_layout(Words::Stretch, key)?;
    let mut open = None;
    let mut id = None;
    if followed.reruns {
        let parameters = ["label", "expanded", "icon", "width", "type"];
        let own = call
            .defined_by(call.identity(key), &parameters, &[])?
            .finish();
        let first = || call.vm.ctx.new_bool(expanded).into();
        let registered = call.register(&own, key, Checked, followed.callback, first)?;
        expanded = registered.value.is_true(call.vm)?;
        open = Some(expanded);
        id = Some(own);
    } else if let Some(key) = key {
        call.claim_key(key)?;
    }
    let block = Block::Expander(Expander {
        id,
        label,
        expanded: Some(expanded),
        icon,
        kind,
        progress: None,
    });
    let target = call.runtime.open(call.target, block, layout);
    call.foldable(&CLASS, target, open)
}
