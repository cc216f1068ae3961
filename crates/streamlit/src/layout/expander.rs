//! `st.expander`.

use brooklet_protocol::Block;
use brooklet_protocol::block::{Expander, ExpanderKind};
use brooklet_python::vm::{PyObjectRef, PyResult};

use crate::argument::text_of;
use crate::call::args::{Argument, Bind, Icon, Key, Stretch, arguments, words};
use crate::command::{Call, Command, Place};
use crate::container::ContainerClass;
use crate::input::checkbox::Checked;
use crate::widget::on_change::{CallbackArgs, CallbackKwargs, Handler};
use crate::widget::spec::Spec;

arguments! {
    /// The arguments of `st.expander`.
    pub(crate) struct ExpanderArgs {
        label: FoldLabel,
        /// Whether it is unfolded at first.
        expanded: bool = False,
        *,
        key: Key = None,
        icon: Icon = None,
        r#type: ExpanderKind = "default",
        width: Stretch = "stretch",
        /// What opening or closing it leads to: nothing, a run of the script, or a function that is
        /// called first. Only then the script knows whether it is open.
        on_change: Handler = "ignore",
        args: CallbackArgs = None,
        kwargs: CallbackKwargs = None,
        bind: Bind = None,
    }
    identity {
        always: label, expanded, icon, width, r#type;
    }
}

/// `st.expander`.
pub(crate) const EXPANDER: Command = Command {
    name: "expander",
    place: Place::Container("LayoutsMixin"),
    signature: ExpanderArgs::SIGNATURE,
    doc: "Open a container that the reader folds and unfolds by its label.",
    run: |call| expander(call, ExpanderArgs::read(call)?),
};

/// The class of what it returns.
pub(super) const CLASS: ContainerClass = ContainerClass {
    name: "ExpanderContainer",
    module: "streamlit.elements.lib.mutable_expander_container",
};

words! {
    ExpanderKind ["How it looks: in a frame, as a line of text, or as one step of several with a line beside it."] {
        "default" => ExpanderKind::Default,
        "compact" => ExpanderKind::Compact,
        "step" => ExpanderKind::Step,
    }
}

/// What stands above a container that is folded: something.
#[derive(Debug)]
pub(crate) struct FoldLabel(pub(super) String);

impl Argument for FoldLabel {
    fn read(value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        if call.vm.is_none(&value) {
            return Err(call.missing(parameter, "a text"));
        }
        text_of(&value, call.vm).map(Self)
    }

    fn kinds() -> Vec<&'static str> {
        vec!["str"]
    }

    const DOC: &'static str = "What stands on it, as Markdown on one line.";
}

fn expander(call: &Call, args: ExpanderArgs) -> PyResult {
    let key = args.key.get();
    let own = args.identity(call, key)?.finish();
    let on_change = args.on_change.on_toggle(call)?;
    let mut expanded = args.expanded;
    let mut open = None;
    let mut id = None;
    if on_change.reruns || args.bind.0 {
        let spec = Spec::of_container(&own, key, on_change.callback);
        let first = || call.vm.ctx.new_bool(expanded).into();
        let registered = call.register_widget(spec, Checked, first)?;
        expanded = registered.value.is_true(call.vm)?;
        open = Some(expanded);
        id = Some(own);
    } else if let Some(key) = key {
        call.claim_key(key)?;
    }
    let block = Block::Expander(Expander {
        id,
        label: args.label.0,
        expanded: Some(expanded),
        icon: args.icon.0,
        kind: args.r#type,
        progress: None,
    });
    let target = call
        .runtime
        .open(call.target, block, args.width.layout_of(key));
    call.foldable(&CLASS, target, open)
}
