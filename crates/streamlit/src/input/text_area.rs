//! `st.text_area`.

use brooklet_protocol::Element;
use brooklet_protocol::element::TextArea;
use brooklet_protocol::layout::Extent;
use brooklet_protocol::widget::{LabelVisibility, Widget};
use brooklet_python::vm::PyResult;

use super::text_input::{Line, max_chars, set_text, shortened, text_or_none};
use crate::argument::{Words, text_of};
use crate::call::parameters::Parameters;
use crate::command::{Call, Command, Place};

/// `st.text_area`.
pub(crate) const TEXT_AREA: Command = Command {
    name: "text_area",
    place: Place::Container("TextWidgetsMixin"),
    signature: Parameters::undocumented(
        "label, value='', height=None, max_chars=None, key=None, help=None, on_change='rerun', args=None, kwargs=None, *, placeholder=None, disabled=False, required=False, label_visibility='visible', width='stretch', bind=None, persist_state=None",
    ),
    doc: "Draw a field for text of several lines. It returns the text.",
    run: text_area,
};

/// What it takes without a height of its own, with its label and without.
const HEIGHTS: [u32; 2] = [122, 94];

fn text_area(call: &Call) -> PyResult {
    call.refuse_given(&["required", "bind"])?;
    let key = call.key()?;
    let key = key.as_deref();
    let max_chars = max_chars(call)?;
    let default = match call.object("value") {
        Some(value) => Some(shortened(text_of(&value, call.vm)?, max_chars)),
        None => None,
    };
    let id = call
        .defined_by(
            call.identity(key),
            &["max_chars"],
            &["label", "value", "height", "help", "placeholder", "width"],
        )?
        .finish();
    let label = call.widget_label()?;
    let [labelled, bare] = HEIGHTS;
    let height = match call.object("height") {
        Some(_) => call.height(Words::StretchContent)?,
        None if label.visibility == LabelVisibility::Collapsed => Extent::Px(bare),
        None => Extent::Px(labelled),
    };
    let mut element = Widget {
        id: id.clone(),
        label,
        set_value: None,
        disabled: call.flag("disabled")?,
        reruns: true,
        props: TextArea {
            default: default.clone(),
            max_chars,
            placeholder: call.text("placeholder")?.unwrap_or_default(),
            height,
        },
    };
    let layout = call.widget_layout(Words::Stretch, key)?;
    let callback = call.callback("on_change")?;
    let first = || text_or_none(default.as_deref(), call.vm);
    let registered = call.register(&id, key, Line, callback, first)?;
    if registered.set_by_script {
        element.set_value = Some(set_text(call, &registered.value)?.into());
    }
    call.runtime
        .draw(call.target, Element::TextArea(element), layout);
    Ok(registered.value)
}
