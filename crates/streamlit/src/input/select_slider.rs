//! `st.select_slider`.

use std::rc::Rc;

use brooklet_protocol::element::{Slider, SliderKind};
use brooklet_protocol::widget::{LabelVisibility, Widget};
use brooklet_protocol::{Element, WidgetId, WidgetValue};
use brooklet_python::vm::builtins::{PyList, PyTuple};
use brooklet_python::vm::{PyObjectRef, PyResult, VirtualMachine};
use brooklet_session::Registered;

use super::options::{FormatFunc, OfOptions, Options, OptionsArg, replace};
use crate::argument::joined;
use crate::call::args::{Bind, Disabled, Help, Key, PersistState, Stretch, Text, arguments};
use crate::command::{Call, Command, Place};
use crate::error::{WidgetError, shown};
use crate::widget::Addressed;
use crate::widget::on_change::{CallbackArgs, CallbackKwargs, Handler};
use crate::widget::spec::Spec;

arguments! {
    /// The arguments of `st.select_slider`.
    pub(crate) struct SelectSliderArgs {
        /// What is set, as Markdown on one line.
        label: Text,
        options: OptionsArg = (),
        /// Where the handle stands at first: an option, by default the first; a list or tuple of two
        /// makes a range.
        value: PyObjectRef = None,
        format_func: Option<FormatFunc> = str,
        key: Key = None,
        help: Help = None,
        on_change: Handler = "rerun",
        args: CallbackArgs = None,
        kwargs: CallbackKwargs = None,
        *,
        disabled: Disabled = False,
        label_visibility: LabelVisibility = "visible",
        width: Stretch = "stretch",
        bind: Bind = None,
        persist_state: PersistState = None,
    }
    identity {
        unless_keyed: label, help, width;
    }
}

/// `st.select_slider`.
pub(crate) const SELECT_SLIDER: Command = Command {
    name: "select_slider",
    place: Place::Container("SelectSliderMixin"),
    signature: SelectSliderArgs::SIGNATURE,
    doc: "Draw a slider that goes over options in their order, with one handle or two. It returns the option, or a tuple of both ends.",
    run: |call| select_slider(call, SelectSliderArgs::read(call)?),
};

fn select_slider(call: &Call, args: SelectSliderArgs) -> PyResult {
    let vm = call.vm;
    let key = args.key.get();
    let identity = args.identity(call, key)?;
    let on_change = args.on_change.resolve(call)?;
    let options = Rc::new(Options::of(call, args.options, args.format_func)?);
    if options.values.is_empty() {
        return Err(call.missing("options", "at least one option"));
    }
    let default = places(call, &options, &args.value)?;
    let id = identity
        .unless_keyed("options", &options.joined())
        .unless_keyed("value", &joined(&default))
        .finish();
    let thumbs = Thumbs {
        options: options.clone(),
        default: default.clone(),
    };
    let first = thumbs.standing_at(&default, vm);
    let spec = Spec {
        id: &id,
        key,
        callback: on_change.callback,
        disabled: args.disabled.0,
    };
    let mut registered = call.register_widget(spec, thumbs, || first)?;
    settle(call, &options, (&id, key), &mut registered, &default)?;
    let mut element = Widget {
        id,
        label: args.label.with(args.label_visibility, args.help),
        set_value: None,
        reruns: on_change.reruns,
        disabled: args.disabled.0,
        props: Slider {
            kind: SliderKind::Int,
            default: default.iter().map(|place| *place as f64).collect(),
            min: 0.0,
            max: (options.values.len() - 1) as f64,
            step: 1.0,
            format: "%s".to_owned(),
            options: options.names.clone(),
        },
    };
    if registered.set_by_script {
        let thumbs = thumbs_of(&options, &registered.value, vm)?;
        element.set_value = Some(element.value(&thumbs));
    }
    call.draw(Element::Slider(element), args.width.layout_of(key));
    Ok(registered.value)
}

/// Where the thumbs stand at first, the lower one before the higher one.
fn places(call: &Call, options: &Options, value: &PyObjectRef) -> PyResult<Vec<usize>> {
    let place = |value: &PyObjectRef| match options.find(value, call.vm)? {
        Some(place) => Ok(place),
        None => Err(call.error(WidgetError::NotAnOption {
            given: shown(value, call.vm),
        })),
    };
    let Some(values) = sequence(value) else {
        return match place(value) {
            Err(_) if call.vm.is_none(value) => Ok(vec![0]),
            found => Ok(vec![found?]),
        };
    };
    let mut places = values.iter().map(place).collect::<PyResult<Vec<usize>>>()?;
    if places.len() != 2 {
        return Err(call.error(WidgetError::RangeOfTwo {
            count: places.len(),
        }));
    }
    places.sort_unstable();
    Ok(places)
}

/// The items of what counts as a range.
fn sequence(value: &PyObjectRef) -> Option<Vec<PyObjectRef>> {
    if let Some(list) = value.downcast_ref::<PyList>() {
        return Some(list.borrow_vec().to_vec());
    }
    let tuple = value.downcast_ref::<PyTuple>()?;
    Some(tuple.as_slice().to_vec())
}

/// Keeps a value whose thumbs are still shown as options; otherwise the slider begins anew.
fn settle(
    call: &Call,
    options: &Options,
    widget: (&WidgetId, Option<&str>),
    registered: &mut Registered<PyObjectRef>,
    default: &[usize],
) -> PyResult<()> {
    let vm = call.vm;
    let first = &options.values[default[0]];
    let Some(range) = registered.value.downcast_ref::<PyTuple>() else {
        return options.settle(call, widget, registered, first, false);
    };
    let [low, high] = range.as_slice() else {
        return Err(call.error(WidgetError::ShortRange {}));
    };
    let (low, high) = (
        options.of_this_run(low, vm)?,
        options.of_this_run(high, vm)?,
    );
    let (low, high) = (options.place_of(&low, vm)?, options.place_of(&high, vm)?);
    if let (Some(low), Some(high)) = (low, high) {
        let both = [low, high].map(|place| options.values[place].clone());
        registered.value = vm.ctx.new_tuple(both.to_vec()).into();
        call.renew_value(widget.0, &registered.value);
        return Ok(());
    }
    let last = default.get(1).copied().unwrap_or(options.values.len() - 1);
    let whole = vec![first.clone(), options.values[last].clone()];
    replace(call, widget, registered, vm.ctx.new_tuple(whole).into());
    Ok(())
}

/// Where the thumbs stand for a value.
fn thumbs_of(options: &Options, value: &PyObjectRef, vm: &VirtualMachine) -> PyResult<Vec<f64>> {
    if let Some(place) = options.place_of(value, vm)? {
        return Ok(vec![place as f64]);
    }
    let values = sequence(value).unwrap_or_default();
    let mut thumbs = Vec::with_capacity(values.len());
    for value in &values {
        let place = options.place_of(value, vm)?;
        thumbs.extend(place.map(|place| place as f64));
    }
    Ok(thumbs)
}

/// The options at which the thumbs stand: one, or a tuple of two.
#[derive(Debug)]
struct Thumbs {
    options: Rc<Options>,
    default: Vec<usize>,
}

impl Thumbs {
    fn standing_at(&self, places: &[usize], vm: &VirtualMachine) -> PyObjectRef {
        let value = |place: &usize| self.options.values[*place].clone();
        match places {
            [place] => value(place),
            _ => vm.ctx.new_tuple(places.iter().map(value).collect()).into(),
        }
    }
}

impl OfOptions for Thumbs {
    fn options(&self) -> &Options {
        &self.options
    }

    fn value(&self, value: &WidgetValue, vm: &VirtualMachine) -> PyResult {
        let texts = match value {
            WidgetValue::Texts(texts) if texts.len() == self.default.len() => texts,
            _ => return Ok(self.standing_at(&self.default, vm)),
        };
        let places = texts.iter().zip(&self.default);
        let mut places: Vec<usize> = places
            .map(|(text, default)| self.options.place(text).unwrap_or(*default))
            .collect();
        places.sort_unstable();
        Ok(self.standing_at(&places, vm))
    }
}

impl Addressed for Thumbs {
    fn held(&self, value: &PyObjectRef, vm: &VirtualMachine) -> PyResult<WidgetValue> {
        let values = sequence(value).filter(|_| self.default.len() == 2);
        let values = values.unwrap_or_else(|| vec![value.clone()]);
        let texts = values.iter().map(|value| self.options.name(value, vm));
        texts.collect::<PyResult<_>>().map(WidgetValue::Texts)
    }

    fn of_address(&self, texts: &[String], _vm: &VirtualMachine) -> PyResult<Option<WidgetValue>> {
        let places = texts.iter().map(|text| self.options.place(text));
        let Some(mut places) = places.collect::<Option<Vec<usize>>>() else {
            return Ok(None);
        };
        places.sort_unstable();
        let texts = places
            .iter()
            .map(|place| self.options.names[*place].clone());
        let fits = places.len() == self.default.len();
        Ok(fits.then(|| WidgetValue::Texts(texts.collect())))
    }
}
