//! `st.tabs`.

use brooklet_protocol::block::Tabs;
use brooklet_protocol::{Block, Layout, WidgetId, WidgetValue};
use brooklet_python::vm::builtins::PyStr;
use brooklet_python::vm::protocol::PyIter;
use brooklet_python::vm::{PyObjectRef, PyResult, TryFromObject, VirtualMachine};

use crate::argument::{Words, plain};
use crate::call::parameters::Parameters;
use crate::command::{Call, Command, Place};
use crate::container::ContainerClass;
use crate::widget::{Callback, Deserializer};

/// `st.tabs`.
pub(crate) const TABS: Command = Command {
    name: "tabs",
    place: Place::Container("LayoutsMixin"),
    signature: Parameters::undocumented(
        "tabs, *, width='stretch', height='content', default=None, key=None, on_change='ignore', args=None, kwargs=None, bind=None",
    ),
    doc: "Open containers of which one is seen at a time, by its tab. It returns a list of them.",
    run: tabs,
};

/// The class of what it returns, one by one.
pub(super) const CLASS: ContainerClass = ContainerClass {
    name: "TabContainer",
    module: "streamlit.elements.lib.mutable_tab_container",
};

fn tabs(call: &Call) -> PyResult {
    call.refuse_given(&["bind"])?;
    let labels = labels(call)?;
    let first = default(call, &labels)?;
    let followed = call.followed("on_change")?;
    let key = call.key()?;
    let key = key.as_deref();
    let layout = Layout {
        height: call.height(Words::StretchContent)?,
        ..call.widget_layout(Words::Stretch, key)?
    };
    let mut block = Tabs {
        id: None,
        labels,
        open: first,
        set_open: None,
    };
    let is_followed = followed.reruns;
    if is_followed {
        follow(call, key, &mut block, followed.callback)?;
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

/// Makes the open tab a value of the session.
fn follow(
    call: &Call,
    key: Option<&str>,
    block: &mut Tabs,
    callback: Option<Callback>,
) -> PyResult<()> {
    let parameters = ["tabs", "width", "height", "default"];
    let id: WidgetId = call
        .defined_by(call.identity(key), &parameters, &[])?
        .finish();
    let usual = block.labels[block.open].clone();
    let first = || call.vm.ctx.new_str(usual.as_str()).into();
    let deserializer = Open {
        usual: usual.clone(),
    };
    let registered = call.register(&id, key, deserializer, callback, first)?;
    let label = registered.value.downcast_ref::<PyStr>().map(plain);
    let place = block
        .labels
        .iter()
        .position(|known| label.as_ref() == Some(known));
    match place {
        Some(place) => {
            block.open = place;
            block.set_open = registered.set_by_script.then_some(place);
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

fn labels(call: &Call) -> PyResult<Vec<String>> {
    let tabs = call.value("tabs");
    let items: Vec<PyObjectRef> = if tabs.clone().is_true(call.vm)? {
        PyIter::try_from_object(call.vm, tabs)?
            .iter(call.vm)?
            .collect::<PyResult<_>>()?
    } else {
        Vec::new()
    };
    if items.is_empty() {
        return Err(call.missing("tabs", "at least one label"));
    }
    let label = |item: &PyObjectRef| match item.downcast_ref::<PyStr>() {
        Some(label) => Ok(plain(label)),
        None => call.invalid_type("an item of tabs", "a str", item),
    };
    items.iter().map(label).collect()
}

/// The place of the tab that is open at first.
fn default(call: &Call, labels: &[String]) -> PyResult<usize> {
    let Some(default) = call.text("default")?.filter(|label| !label.is_empty()) else {
        return Ok(0);
    };
    labels
        .iter()
        .position(|label| *label == default)
        .map_or_else(|| call.invalid_value("default", "one of the tabs"), Ok)
}

/// The label of the open tab.
#[derive(Debug)]
struct Open {
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
}
