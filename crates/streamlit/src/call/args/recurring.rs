//! Parameters that mean the same wherever they stand: each is a type that says so itself.

use brooklet_protocol::layout::{Layout, Size, TextAlignment};
use brooklet_protocol::widget::LabelVisibility;
use brooklet_python::vm::builtins::PyInt;
use brooklet_python::vm::{AsObject, PyObjectRef, PyResult};

use super::{Argument, Dedented, words};
use crate::call::argument::SizeKeyword;
use crate::call::command::Call;
use crate::value::{as_i64, text_of, type_name};

/// A help text: nothing, or anything as `str` shows it.
#[derive(Debug, Clone)]
pub(crate) struct Help(pub(crate) Option<String>);

impl Argument for Help {
    fn read(value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        let help: Option<Dedented> = Argument::read(value, parameter, call)?;
        Ok(Self(help.map(|help| help.0)))
    }

    fn kinds() -> Vec<&'static str> {
        vec!["str", "None"]
    }

    const DOC: &'static str =
        "A text, as Markdown, behind a small question mark that the reader points at.";
}

/// The key that the script gives an element: anything, as `str` shows it.
#[derive(Debug, Clone)]
pub(crate) struct Key(pub(crate) Option<String>);

impl Key {
    /// The key, if there is one.
    pub(crate) fn get(&self) -> Option<&str> {
        self.0.as_deref()
    }
}

impl Argument for Key {
    fn read(value: PyObjectRef, _parameter: &'static str, call: &Call) -> PyResult<Self> {
        call.key_of(&value).map(Self)
    }

    fn kinds() -> Vec<&'static str> {
        vec!["str", "int", "None"]
    }

    const DOC: &'static str =
        "A name of its own for the element; `st.session_state` holds its value under it.";
}

/// An emoji, `:material/name:` or `spinner`.
#[derive(Debug, Clone)]
pub(crate) struct Icon(pub(crate) Option<String>);

impl Argument for Icon {
    fn read(value: PyObjectRef, _parameter: &'static str, call: &Call) -> PyResult<Self> {
        call.icon_in(&value).map(Self)
    }

    fn kinds() -> Vec<&'static str> {
        vec!["str", "None"]
    }

    const DOC: &'static str =
        "What stands before the text: one emoji, `':material/name:'`, or `'spinner'`.";
}

/// Whether a text may stand on several lines: `True` or `False`, and nothing else.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wrap(pub(crate) bool);

impl Argument for Wrap {
    fn read(value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        if !value.fast_isinstance(call.vm.ctx.types.bool_type) {
            return call.invalid_item(parameter, &value, "True or False");
        }
        value.is_true(call.vm).map(Self)
    }

    fn kinds() -> Vec<&'static str> {
        vec!["bool"]
    }

    const DOC: &'static str = "Whether the text goes on in the next line where its own is full; otherwise it is cut off with an ellipsis.";
}

/// Whether parts may stand on several lines; nothing leaves that to the place.
#[derive(Debug, Clone, Copy)]
#[allow(dead_code, reason = "checkboxes take it and wrap as they like")]
pub(crate) struct MayWrap(pub(crate) Option<bool>);

impl Argument for MayWrap {
    fn read(value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        if call.vm.is_none(&value) {
            return Ok(Self(None));
        }
        if value.downcast_ref::<PyInt>().is_none() {
            return Err(call.type_error(parameter, "True, False or None", &value));
        }
        value.is_true(call.vm).map(|wraps| Self(Some(wraps)))
    }

    fn kinds() -> Vec<&'static str> {
        vec!["bool", "None"]
    }

    const DOC: &'static str =
        "Whether the parts may stand on several lines; `None` leaves that to the place.";
}

/// A width or height, by the name of its parameter: pixels, or one of some words.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SizeArg<const WORDS: u8, const IS_HEIGHT: bool = false>(pub(crate) Size);

/// A width: pixels or `"stretch"`.
pub(crate) type Stretch = SizeArg<0>;
/// A width: pixels, `"stretch"` or `"content"`.
pub(crate) type StretchContent = SizeArg<1>;
/// A width: pixels, `"stretch"`, `"content"` or `"auto"`.
pub(crate) type AnySize = SizeArg<2>;
/// The height of a grid: pixels, `"stretch"`, `"content"` or `"auto"`.
pub(crate) type AnyHeight = SizeArg<2, true>;
/// A height: pixels or `"stretch"`.
pub(crate) type StretchHeight = SizeArg<0, true>;
/// A height: pixels, `"stretch"` or `"content"`.
pub(crate) type StretchContentHeight = SizeArg<1, true>;

impl<const WORDS: u8> SizeArg<WORDS> {
    /// The layout of a text.
    pub(crate) fn text_layout(self, text_alignment: TextAlignment, wrap: Wrap) -> Layout {
        Layout {
            text_alignment,
            one_line: !wrap.0,
            ..self.layout()
        }
    }

    /// The layout of an element with this width and key.
    pub(crate) fn layout_of(self, key: Option<&str>) -> Layout {
        Layout {
            key: key.map(str::to_owned),
            ..self.layout()
        }
    }

    /// The layout of an element that has only this width.
    pub(crate) fn layout(self) -> Layout {
        Layout {
            width: self.0,
            ..Layout::default()
        }
    }
}

impl<const WORDS: u8, const IS_HEIGHT: bool> Argument for SizeArg<WORDS, IS_HEIGHT> {
    fn read(value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        let words = match WORDS {
            0 => SizeKeyword::Stretch,
            1 => SizeKeyword::StretchContent,
            _ => SizeKeyword::All,
        };
        call.size_of(&value, parameter, words).map(Self)
    }

    fn kinds() -> Vec<&'static str> {
        let mut kinds = vec!["int", "'stretch'", "'content'", "'auto'"];
        kinds.truncate(2 + usize::from(WORDS));
        kinds
    }

    const DOC: &'static str = match (WORDS, IS_HEIGHT) {
        (0, false) => {
            "How wide it is, in CSS pixels; `'stretch'` fills the container. In a narrow tab it shrinks with the container."
        }
        (_, false) => {
            "How wide it is, in CSS pixels: `'stretch'` fills the container, `'content'` takes what it needs. In a narrow tab it shrinks with the container."
        }
        (0, true) => "How high it is, in CSS pixels; `'stretch'` fills the container.",
        (2, true) => {
            "How high it is, in CSS pixels: `'auto'` shows up to ten rows, `'content'` all, `'stretch'` fills the container."
        }
        (_, true) => {
            "How high it is, in CSS pixels: `'stretch'` fills the container, `'content'` takes what it needs."
        }
    };
}

/// Whether the reader cannot use the element.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Disabled(pub(crate) bool);

impl Argument for Disabled {
    fn read(value: PyObjectRef, _parameter: &'static str, call: &Call) -> PyResult<Self> {
        value.is_true(call.vm).map(Self)
    }

    fn kinds() -> Vec<&'static str> {
        vec!["bool"]
    }

    const DOC: &'static str = "Whether it is drawn in grey and the reader cannot use it.";
}

/// What keeps the value of a widget that is not drawn; it is read when the widget is registered.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PersistState;

impl Argument for PersistState {
    fn read(_value: PyObjectRef, _parameter: &'static str, _call: &Call) -> PyResult<Self> {
        Ok(Self)
    }

    fn kinds() -> Vec<&'static str> {
        vec!["'page'", "'session'", "None"]
    }

    const DOC: &'static str = "How long the value stays when the widget is not drawn: until the reader leaves the page, or as long as the tab lives. It needs a `key`.";
}

/// Whether the value of a widget stands in the address; it is asked for when the widget is
/// registered.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bind(pub(crate) bool);

impl Argument for Bind {
    fn read(value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        if call.vm.is_none(&value) {
            return Ok(Self(false));
        }
        let words = [("query-params", true)];
        call.one_of(&value, parameter, &words).map(Self)
    }

    fn kinds() -> Vec<&'static str> {
        vec!["'query-params'", "None"]
    }

    const DOC: &'static str = "Whether the value stands in the address of the page, so that a link to it leads to the same value: as a parameter that is called like the `key`, unless it is the default.";
}

/// The older way to say how wide an element is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ContainerWidth(pub(crate) Option<bool>);

impl ContainerWidth {
    /// The width that it says, if it is given.
    pub(crate) fn extent(self) -> Option<Size> {
        self.0.map(|stretches| {
            if stretches {
                Size::Stretch
            } else {
                Size::Content
            }
        })
    }
}

impl Argument for ContainerWidth {
    fn read(value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        Argument::read(value, parameter, call).map(Self)
    }

    fn kinds() -> Vec<&'static str> {
        vec!["bool", "None"]
    }

    const DOC: &'static str =
        "An older form of `width`, which it outdoes: `True` is `'stretch'`, `False` `'content'`.";
}

/// What an element shows, in words.
#[derive(Debug, Clone)]
pub(crate) struct Alt(pub(crate) Option<String>);

impl Argument for Alt {
    fn read(value: PyObjectRef, _parameter: &'static str, call: &Call) -> PyResult<Self> {
        if call.vm.is_none(&value) {
            return Ok(Self(None));
        }
        let text = text_of(&value, call.vm)?.trim().to_owned();
        Ok(Self(Some(text).filter(|text| !text.is_empty())))
    }

    fn kinds() -> Vec<&'static str> {
        vec!["str", "None"]
    }

    const DOC: &'static str = "What it shows, in words, for those who have the page read to them.";
}

/// A place in the order of the Tab key.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TabIndex(pub(crate) Option<i32>);

impl Argument for TabIndex {
    fn read(value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        if call.vm.is_none(&value) {
            return Ok(Self(None));
        }
        let index = as_i64(&value, call.vm).filter(|_| type_name(&value) != "bool");
        match index {
            None => call.invalid_type(parameter, "an int or None", &value),
            Some(index) if index < -1 => {
                call.invalid_item(parameter, &value, "None, or a number from -1 on")
            }
            Some(index) => Ok(Self(Some(i32::try_from(index).unwrap_or(i32::MAX)))),
        }
    }

    fn kinds() -> Vec<&'static str> {
        vec!["int", "None"]
    }

    const DOC: &'static str = "When the Tab key comes to the frame: `0` in the order of the page, more before the rest of it, `-1` never.";
}

words! {
    LabelVisibility ["Whether the label is shown, leaves its place empty, or takes no place."] {
        "visible" => LabelVisibility::Visible,
        "hidden" => LabelVisibility::Hidden,
        "collapsed" => LabelVisibility::Collapsed,
    }
    TextAlignment ["Where the lines stand in the width of the element; `'justify'` makes them equally long."] {
        "left" => TextAlignment::Left,
        "center" => TextAlignment::Center,
        "right" => TextAlignment::Right,
        "justify" => TextAlignment::Justify,
    }
}
