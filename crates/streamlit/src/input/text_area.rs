//! `st.text_area`.

use brooklet_protocol::Element;
use brooklet_protocol::element::TextArea;
use brooklet_protocol::layout::Size;
use brooklet_protocol::widget::{LabelVisibility, Widget};
use brooklet_python::vm::PyResult;

use super::text_input::{Line, MaxChars, set_text, shortened, text_or_none};
use crate::call::args::{
    Bind, Disabled, Help, Key, PersistState, Stretch, StretchContentHeight, Text, arguments,
};
use crate::command::{Call, Command, Place};
use crate::widget::on_change::{CallbackArgs, CallbackKwargs, Handler};
use crate::widget::spec::Spec;

arguments! {
    /// The arguments of `st.text_area`.
    pub(crate) struct TextAreaArgs {
        /// What is asked, as Markdown on one line.
        label: Text,
        /// The text at first; with `None` it is `None` until the reader types.
        value: Option<Text> = "",
        /// How high the field is, in CSS pixels; `'content'` grows with the text, and `None` shows
        /// three lines.
        height: Option<StretchContentHeight> = None,
        max_chars: MaxChars = None,
        key: Key = None,
        help: Help = None,
        on_change: Handler = "rerun",
        args: CallbackArgs = None,
        kwargs: CallbackKwargs = None,
        *,
        /// What the field says while it is empty.
        placeholder: Option<String> = None,
        disabled: Disabled = False,
        required = False,
        label_visibility: LabelVisibility = "visible",
        width: Stretch = "stretch",
        bind: Bind = None,
        persist_state: PersistState = None,
    }
    identity {
        always: max_chars;
        unless_keyed: label, value, height, help, placeholder, width;
    }
}

/// `st.text_area`.
pub(crate) const TEXT_AREA: Command = Command {
    name: "text_area",
    place: Place::Container("TextWidgetsMixin"),
    signature: TextAreaArgs::SIGNATURE,
    doc: "Draw a field for text of several lines. It returns the text.",
    run: |call| text_area(call, TextAreaArgs::read(call)?),
};

/// What it takes without a height of its own, with its label and without.
const HEIGHTS: [u32; 2] = [122, 94];

fn text_area(call: &Call, args: TextAreaArgs) -> PyResult {
    let key = args.key.get();
    let id = args.identity(call, key)?.finish();
    let on_change = args.on_change.resolve(call)?;
    let max_chars = args.max_chars.0;
    let default = args.value.map(|text| shortened(text.0, max_chars));
    let [labelled, bare] = HEIGHTS;
    let height = match args.height {
        Some(height) => height.0,
        None if args.label_visibility == LabelVisibility::Collapsed => Size::Px(bare),
        None => Size::Px(labelled),
    };
    let spec = Spec {
        id: &id,
        key,
        callback: on_change.callback,
        disabled: args.disabled.0,
    };
    let first = || text_or_none(default.as_deref(), call.vm);
    let registered = call.register_widget(spec, Line { max_chars }, first)?;
    let element = Widget {
        id,
        label: args.label.with(args.label_visibility, args.help),
        set_value: set_text(call, &registered)?,
        disabled: args.disabled.0,
        reruns: on_change.reruns,
        props: TextArea {
            default,
            max_chars,
            placeholder: args.placeholder.unwrap_or_default(),
            height,
        },
    };
    call.draw(Element::TextArea(element), args.width.layout_of(key));
    Ok(registered.value)
}
