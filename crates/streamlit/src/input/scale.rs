//! What sliders over numbers and over moments share: their arguments, and how they are drawn.

use brooklet_protocol::element::SliderKind;
use brooklet_protocol::widget::{LabelVisibility, Widget};
use brooklet_protocol::{Element, WidgetValue, element};
use brooklet_python::vm::{PyObjectRef, PyResult};

use crate::call::args::{Bind, Disabled, Help, Key, PersistState, Stretch, Text, arguments};
use crate::call::command::Call;
use crate::widget::Deserializer;
use crate::widget::on_change::{CallbackArgs, CallbackKwargs, Handler};
use crate::widget::spec::Spec;

arguments! {
    /// The arguments of `st.slider`.
    pub(crate) struct Slider {
        /// What is set, as Markdown on one line.
        label: Text,
        /// The lower end: a number, a date, a time or both, of the type of the value.
        min_value: Option<PyObjectRef> = None,
        /// The upper end.
        max_value: Option<PyObjectRef> = None,
        /// Where the thumb stands at first; a tuple or list of two makes a range.
        value: Option<PyObjectRef> = None,
        /// By how much one move changes the value: a number, or a `timedelta`.
        step: Option<PyObjectRef> = None,
        /// How the value is written: as by `printf` for numbers, in letters for days and times.
        format: Option<String> = None,
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
        always: min_value, max_value, step;
        unless_keyed: label, value, format, help, width;
    }
}

/// Where the thumbs of a slider stand at first, and how far they go.
#[derive(Debug)]
pub(super) struct Scale {
    pub(super) thumbs: Vec<f64>,
    pub(super) min: f64,
    pub(super) max: f64,
    pub(super) step: f64,
}

/// Registers and draws a slider of a kind, which has its own usual format, over a scale, and says
/// what its call returns. `set` gives the thumbs for a value that the script has set through
/// `st.session_state`.
pub(super) fn draw(
    call: &Call,
    args: Slider,
    (kind, usual_format, scale): (SliderKind, &str, &Scale),
    deserializer: impl Deserializer + 'static,
    first: PyObjectRef,
    set: impl FnOnce(&PyObjectRef) -> PyResult<Vec<f64>>,
) -> PyResult {
    let key = args.key.get();
    let id = args.identity(call, key)?.finish();
    let on_change = args.on_change.resolve(call)?;
    let layout = args.width.layout_of(key);
    let spec = Spec {
        id: &id,
        key,
        callback: on_change.callback,
        disabled: args.disabled.0,
    };
    let registered = call.register_widget(spec, deserializer, || first)?;
    let set_value = if registered.set_by_script {
        Some(WidgetValue::Floats(set(&registered.value)?))
    } else {
        None
    };
    let slider = Widget {
        id,
        label: args.label.with(args.label_visibility, args.help),
        set_value,
        reruns: on_change.reruns,
        disabled: args.disabled.0,
        props: element::Slider {
            kind,
            default: scale.thumbs.clone(),
            min: scale.min,
            max: scale.max,
            step: scale.step,
            format: args.format.unwrap_or_else(|| usual_format.to_owned()),
            options: Vec::new(),
        },
    };
    call.draw(Element::Slider(slider), layout);
    Ok(registered.value)
}

/// Thumbs from the lower to the higher one, if there are as many as the slider has.
pub(super) fn in_order(mut thumbs: Vec<f64>, count: usize) -> Option<WidgetValue> {
    thumbs.sort_by(f64::total_cmp);
    (thumbs.len() == count).then_some(WidgetValue::Floats(thumbs))
}
