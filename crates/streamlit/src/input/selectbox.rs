//! `st.selectbox`.

use brooklet_protocol::element::Selectbox;
use brooklet_protocol::element::selectbox::FilterMode;
use brooklet_protocol::{Element, WidgetValue};
use brooklet_python::vm::builtins::{PyInt, PyStr};
use brooklet_python::vm::protocol::PyIter;
use brooklet_python::vm::{AsObject, PyObjectRef, PyResult, TryFromObject, VirtualMachine};

use crate::argument::{Words, plain, text_of, type_name, whole};
use crate::command::{Call, Command, Place};
use crate::widget::Codec;

/// `st.selectbox`.
pub(crate) const SELECTBOX: Command = Command {
    name: "selectbox",
    place: Place::Container("SelectboxMixin"),
    signature: "label, options, index=0, format_func=str, key=None, help=None, on_change='rerun', args=None, kwargs=None, *, placeholder=None, disabled=False, required=False, label_visibility='visible', icon=None, accept_new_options=False, filter_mode='fuzzy', width='stretch', bind=None, persist_state=None",
    doc: "Display a select widget.",
    run: selectbox,
};

fn selectbox(call: &Call) -> PyResult {
    call.refuse_given(&["bind", "persist_state"])?;
    let key = call.key()?;
    let key = key.as_deref();
    let options = Options::of(call)?;
    let accept_new_options = call.flag("accept_new_options")?;
    let index = index(call, options.values.len())?;
    let identity = call.defined_by(
        call.identity(key),
        &["accept_new_options"],
        &[
            "label",
            "index",
            "help",
            "placeholder",
            "icon",
            "filter_mode",
            "required",
            "width",
        ],
    )?;
    let id = identity
        .unless_keyed("options", &options.shown.join("\u{0}"))
        .finish();
    let default = index.filter(|index| *index < options.values.len());
    let mut element = Selectbox {
        id: id.clone(),
        label: call.widget_label()?,
        options: options.shown.clone(),
        default: default.map(|index| index as u32),
        set_value: None,
        placeholder: placeholder(call, options.values.is_empty(), accept_new_options)?,
        accept_new_options,
        filter: filter(call)?,
        clearable: index.is_none() && !call.flag("required")?,
        icon: call.icon()?,
        disabled: call.flag("disabled")?,
        form_id: None,
    };
    let layout = call.widget_layout(Words::Stretch, key)?;
    let callback = call.callback("on_change")?;
    let default_value =
        default.map_or_else(|| call.vm.ctx.none(), |index| options.values[index].clone());
    let chosen = Chosen {
        options: options.clone(),
        accept_new_options,
    };
    let mut registered = call.register(&id, key, chosen, callback, || default_value.clone())?;
    let place = options.find(&registered.value, call.vm)?;
    if place.is_none() && !call.vm.is_none(&registered.value) && !accept_new_options {
        // The option is gone, or never was one: the field begins anew.
        registered.value = default_value;
        registered.set_by_script = true;
        call.runtime
            .state
            .borrow_mut()
            .replace(&id, key, registered.value.clone());
    }
    if registered.set_by_script {
        element.set_value = Some(options.text(&registered.value, call.vm)?);
    }
    call.runtime
        .draw(call.target, Element::Selectbox(element), layout);
    Ok(registered.value)
}

fn index(call: &Call, count: usize) -> PyResult<Option<usize>> {
    let Some(value) = call.object("index") else {
        return Ok(None);
    };
    if value.downcast_ref::<PyInt>().is_none() {
        return call.invalid_type("index", "int, None", &type_name(&value));
    }
    let index = whole(&value, call.vm).and_then(|index| usize::try_from(index).ok());
    match index {
        Some(index) if index < count || count == 0 => Ok(Some(index)),
        _ => {
            let shown = text_of(&value, call.vm)?;
            let last = count.saturating_sub(1);
            let text = format!(
                "The `index` parameter, set to {shown}, is outside the required range [0, {last}]."
            );
            Err(call.error("StreamlitValueOutOfRangeError", text))
        }
    }
}

fn placeholder(call: &Call, is_empty: bool, accepts_new: bool) -> PyResult<String> {
    if let Some(text) = call.text("placeholder")? {
        return Ok(text);
    }
    let text = match (is_empty, accepts_new) {
        (false, false) => "Choose an option",
        (false, true) => "Choose or add an option",
        (true, false) => "No options to select",
        (true, true) => "Add an option",
    };
    Ok(text.to_owned())
}

fn filter(call: &Call) -> PyResult<Option<FilterMode>> {
    let Some(value) = call.object("filter_mode") else {
        return Ok(None);
    };
    match value.downcast_ref::<PyStr>().map(plain).as_deref() {
        Some("fuzzy") => Ok(Some(FilterMode::Fuzzy)),
        Some("contains") => Ok(Some(FilterMode::Contains)),
        Some("prefix") => Ok(Some(FilterMode::Prefix)),
        _ => call.invalid_value("filter_mode", "fuzzy, contains, prefix, None"),
    }
}

/// The options, as the script has them and as they are shown.
#[derive(Debug, Clone)]
pub(super) struct Options {
    pub(super) values: Vec<PyObjectRef>,
    pub(super) shown: Vec<String>,
}

impl Options {
    /// Any iterable; a single value that is none counts as the only option, `None` as no option.
    pub(super) fn of(call: &Call) -> PyResult<Self> {
        let given = call.value("options");
        let values = if call.vm.is_none(&given) {
            Vec::new()
        } else if given.class().slots().iter.load().is_some() {
            let iterator = PyIter::try_from_object(call.vm, given)?;
            iterator
                .iter(call.vm)?
                .collect::<PyResult<Vec<PyObjectRef>>>()?
        } else {
            vec![given]
        };
        let format = call.value("format_func");
        let is_str = format.is(call.vm.ctx.types.str_type);
        let mut shown = Vec::with_capacity(values.len());
        for value in &values {
            let text = if is_str {
                text_of(value, call.vm)?
            } else {
                let formatted = format.call((value.clone(),), call.vm)?;
                text_of(&formatted, call.vm)?
            };
            shown.push(text);
        }
        Ok(Self { values, shown })
    }

    /// The place of a value among the options.
    fn find(&self, value: &PyObjectRef, vm: &VirtualMachine) -> PyResult<Option<usize>> {
        for (place, option) in self.values.iter().enumerate() {
            if vm.identical_or_equal(option, value)? {
                return Ok(Some(place));
            }
        }
        Ok(None)
    }

    /// How a value is shown: the text of its option, or its own where it is a new one.
    fn text(&self, value: &PyObjectRef, vm: &VirtualMachine) -> PyResult<Option<String>> {
        if vm.is_none(value) {
            return Ok(None);
        }
        match self.find(value, vm)? {
            Some(place) => Ok(Some(self.shown[place].clone())),
            None => Ok(Some(text_of(value, vm)?)),
        }
    }
}

/// The option whose text the page sends, from the options of the run that drew it (rules 59, 60).
#[derive(Debug)]
struct Chosen {
    options: Options,
    accept_new_options: bool,
}

impl Codec for Chosen {
    fn read(&self, value: &WidgetValue, vm: &VirtualMachine) -> PyObjectRef {
        let WidgetValue::Text(text) = value else {
            return vm.ctx.none();
        };
        match self.options.shown.iter().position(|shown| shown == text) {
            Some(place) => self.options.values[place].clone(),
            None if self.accept_new_options => vm.ctx.new_str(text.as_str()).into(),
            None => vm.ctx.none(),
        }
    }
}
