//! `st.tabs`.

use brooklet_protocol::block::Tabs;
use brooklet_protocol::{Block, Layout, WidgetId, WidgetValue};
use brooklet_python::vm::builtins::PyStr;
use brooklet_python::vm::protocol::PyIter;
use brooklet_python::vm::{PyObjectRef, PyResult, TryFromObject, VirtualMachine};

use crate::argument::to_string_lossy;
use crate::call::args::{Argument, Bind, Key, Stretch, StretchContentHeight, arguments};
use crate::command::{Call, Command, Place};
use crate::container::ContainerClass;
use crate::widget::on_change::{CallbackArgs, CallbackKwargs, Handler};
use crate::widget::spec::Spec;
use crate::widget::{Addressed, Callback, Deserializer};

arguments! {
    /// The arguments of `st.tabs`.
    pub(crate) struct TabsArgs {
        /// What stands on the tabs, as Markdown on one line; at least one.
        tabs: Labels,
        *,
        width: Stretch = "stretch",
        height: StretchContentHeight = "content",
        /// The label of the tab that is open at first; by default the first.
        default: Option<String> = None,
        key: Key = None,
        /// What opening or closing it leads to: nothing, a run of the script, or a function that is
        /// called first. Only then the script knows whether it is open.
        on_change: Handler = "ignore",
        args: CallbackArgs = None,
        kwargs: CallbackKwargs = None,
        bind: Bind = None,
    }
    identity {
        always: tabs, width, height, default;
    }
}

/// `st.tabs`.
pub(crate) const TABS: Command = Command {
    name: "tabs",
    place: Place::Container("LayoutsMixin"),
    signature: TabsArgs::SIGNATURE,
    doc: "Open containers of which one is seen at a time, by its tab. It returns a list of them.",
    run: |call| tabs(call, TabsArgs::read(call)?),
};

/// The class of what it returns, one by one.
pub(super) const CLASS: ContainerClass = ContainerClass {
    name: "TabContainer",
    module: "streamlit.elements.lib.mutable_tab_container",
};

fn tabs(call: &Call, args: TabsArgs) -> PyResult {
    let key = args.key.get();
    let id = args.identity(call, key)?.finish();
    let labels = args.tabs.0;
    if args.bind.0 {
        check_bound(call, &labels)?;
    }
    let first = default(call, args.default.as_deref(), &labels)?;
    let on_change = args.on_change.on_toggle(call)?;
    let layout = Layout {
        height: args.height.0,
        ..args.width.layout_of(key)
    };
    let mut block = Tabs {
        id: None,
        labels,
        open: first,
        set_open: None,
    };
    let is_followed = on_change.reruns || args.bind.0;
    if is_followed {
        follow(call, (id, key), &mut block, on_change.callback)?;
    } else if let Some(key) = key {
        call.claim_key(key)?;
    }
    let (count, open) = (block.labels.len(), block.open);
    let holder = call.runtime.open(call.target, Block::Tabs(block), layout);
    let containers: PyResult<Vec<PyObjectRef>> = (0..count)
        .map(|place| {
            let target = call.runtime.open(&holder, Block::Tab, Layout::default());
            let open = is_followed.then_some(place == open);
            call.foldable(&CLASS, target, open)
        })
        .collect();
    Ok(call.vm.ctx.new_tuple(containers?).into())
}

/// Refuses labels that the address could not tell apart.
fn check_bound(call: &Call, labels: &[String]) -> PyResult<()> {
    if labels.iter().any(String::is_empty) {
        return call.invalid_value("tabs", "labels with letters where `bind` is given");
    }
    let is_repeated = |(place, label): (usize, &String)| labels[..place].contains(label);
    if labels.iter().enumerate().any(is_repeated) {
        return call.invalid_value("tabs", "labels that differ where `bind` is given");
    }
    Ok(())
}

/// Makes the open tab a value of the session.
fn follow(
    call: &Call,
    (id, key): (WidgetId, Option<&str>),
    block: &mut Tabs,
    callback: Option<Callback>,
) -> PyResult<()> {
    let usual = block.labels[block.open].clone();
    let first = || call.vm.ctx.new_str(usual.as_str()).into();
    let deserializer = Open {
        labels: block.labels.clone(),
        usual: usual.clone(),
    };
    let spec = Spec::of_container(&id, key, callback);
    let registered = call.register_widget(spec, deserializer, first)?;
    let label = registered
        .value
        .downcast_ref::<PyStr>()
        .map(to_string_lossy);
    let index = block
        .labels
        .iter()
        .position(|known| label.as_ref() == Some(known));
    match index {
        Some(index) => {
            block.open = index;
            block.set_open = registered.set_by_script.then_some(index);
        }
        // A tab that is gone, or a text that never was one.
        None => {
            let value = first();
            call.replace_value(&id, key, value);
            block.set_open = Some(block.open);
        }
    }
    block.id = Some(id);
    Ok(())
}

/// What stands on the tabs.
#[derive(Debug)]
pub(crate) struct Labels(Vec<String>);

impl Argument for Labels {
    fn read(value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        let items: Vec<PyObjectRef> = if value.clone().is_true(call.vm)? {
            PyIter::try_from_object(call.vm, value)?
                .iter(call.vm)?
                .collect::<PyResult<_>>()?
        } else {
            Vec::new()
        };
        if items.is_empty() {
            return Err(call.missing(parameter, "at least one label"));
        }
        let label = |item: &PyObjectRef| match item.downcast_ref::<PyStr>() {
            Some(label) => Ok(to_string_lossy(label)),
            None => call.invalid_type("an item of tabs", "a str", item),
        };
        items.iter().map(label).collect::<PyResult<_>>().map(Self)
    }

    fn kinds() -> Vec<&'static str> {
        vec!["list", "tuple"]
    }
}

/// The place of the tab that is open at first.
fn default(call: &Call, given: Option<&str>, labels: &[String]) -> PyResult<usize> {
    let Some(default) = given.filter(|label| !label.is_empty()) else {
        return Ok(0);
    };
    labels
        .iter()
        .position(|label| label == default)
        .map_or_else(|| call.invalid_value("default", "one of the tabs"), Ok)
}

/// The label of the open tab.
#[derive(Debug)]
struct Open {
    labels: Vec<String>,
    usual: String,
}

impl Deserializer for Open {
    fn deserialize(
        &self,
        value: &WidgetValue,
        _former: Option<&PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult {
        let label = match value {
            WidgetValue::Text(label) => label,
            _ => &self.usual,
        };
        Ok(vm.ctx.new_str(label.as_str()).into())
    }

    fn addressed(&self) -> Option<&dyn Addressed> {
        Some(self)
    }
}

impl Addressed for Open {
    fn held(&self, value: &PyObjectRef, _vm: &VirtualMachine) -> PyResult<WidgetValue> {
        Ok(value.downcast_ref::<PyStr>().map(to_string_lossy).into())
    }

    fn of_address(&self, texts: &[String], _vm: &VirtualMachine) -> PyResult<Option<WidgetValue>> {
        let label = texts.last().filter(|label| self.labels.contains(label));
        Ok(label.cloned().map(WidgetValue::Text))
    }
}
