//! `st.title`, `st.header`, `st.subheader`.

use brooklet_protocol::Element;
use brooklet_protocol::element::{Heading, HeadingLevel};
use brooklet_protocol::layout::TextAlignment;
use brooklet_python::vm::builtins::PyStr;
use brooklet_python::vm::{AsObject, PyObjectRef, PyResult};

use crate::argument::to_string_lossy;
use crate::call::args::{Argument, Dedented, Help, Icon, StretchContent, Wrap, arguments};
use crate::command::{Call, Command, Place};
use crate::error::either_text;

arguments! {
    /// The arguments of `st.title`.
    pub(crate) struct Title {
        /// What it says, as Markdown on one line; blanks common to all lines go.
        body: Dedented,
        /// The name after `#` in the address that leads to it. `None` makes one of the text, `False`
        /// leaves it without.
        anchor: Anchor = None,
        *,
        help: Help = None,
        icon: Icon = None,
        width: StretchContent = "stretch",
        text_alignment: TextAlignment = "left",
        wrap: Wrap = True,
    }
}

arguments! {
    /// The arguments of `st.header` and `st.subheader`.
    pub(crate) struct Header {
        /// What it says, as Markdown on one line; blanks common to all lines go.
        body: Dedented,
        /// The name after `#` in the address that leads to it. `None` makes one of the text, `False`
        /// leaves it without.
        anchor: Anchor = None,
        *,
        help: Help = None,
        icon: Icon = None,
        /// A line below the heading: a colour such as `'blue'`, or `True` for the next colour in turn.
        divider: Divider = False,
        width: StretchContent = "stretch",
        text_alignment: TextAlignment = "left",
        wrap: Wrap = True,
    }
}

/// `st.title`.
pub(crate) const TITLE: Command = Command {
    name: "title",
    place: Place::Container("HeadingMixin"),
    signature: Title::SIGNATURE,
    doc: "Show the heading of the page, in the largest type.",
    run: |call| {
        let args = Title::read(call)?;
        let layout = args.width.text_layout(args.text_alignment, args.wrap);
        let Anchor(anchor, hide_anchor) = args.anchor;
        let title = Heading {
            level: HeadingLevel::Title,
            body: args.body.0,
            anchor,
            hide_anchor,
            help: args.help.0,
            icon: args.icon.0,
            divider: None,
        };
        Ok(call.draw(Element::Heading(title), layout))
    },
};

/// `st.header`.
pub(crate) const HEADER: Command = Command {
    name: "header",
    place: Place::Container("HeadingMixin"),
    signature: Header::SIGNATURE,
    doc: "Show the heading of a section.",
    run: |call| Ok(draw(call, Header::read(call)?, HeadingLevel::Header)),
};

/// `st.subheader`.
pub(crate) const SUBHEADER: Command = Command {
    name: "subheader",
    place: Place::Container("HeadingMixin"),
    signature: Header::SIGNATURE,
    doc: "Show the heading of a part of a section.",
    run: |call| Ok(draw(call, Header::read(call)?, HeadingLevel::Subheader)),
};

fn draw(call: &Call, args: Header, level: HeadingLevel) -> PyObjectRef {
    let layout = args.width.text_layout(args.text_alignment, args.wrap);
    let Anchor(anchor, hide_anchor) = args.anchor;
    let heading = Heading {
        level,
        body: args.body.0,
        anchor,
        hide_anchor,
        help: args.help.0,
        icon: args.icon.0,
        divider: args.divider.0,
    };
    call.draw(Element::Heading(heading), layout)
}

/// The anchor of a heading, and whether it has none.
#[derive(Debug)]
pub(crate) struct Anchor(Option<String>, bool);

impl Argument for Anchor {
    fn read(value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        if call.vm.is_none(&value) {
            return Ok(Self(None, false));
        }
        if value.is(&call.vm.ctx.false_value) {
            return Ok(Self(None, true));
        }
        if value.is(&call.vm.ctx.true_value) {
            return call.invalid_item(parameter, &value, "a text, False or None");
        }
        match value.downcast_ref::<PyStr>() {
            Some(text) => Ok(Self(Some(to_string_lossy(text)), false)),
            None => call.invalid_type(parameter, "a str, False or None", &value),
        }
    }

    fn kinds() -> Vec<&'static str> {
        vec!["str", "False", "None"]
    }
}

const COLORS: &[&str] = &[
    "gray", "grey", "red", "orange", "yellow", "green", "blue", "violet", "rainbow",
];

/// The colour of the line below a heading.
#[derive(Debug)]
pub(crate) struct Divider(Option<String>);

impl Argument for Divider {
    fn read(value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        if call.vm.is_none(&value) || value.is(&call.vm.ctx.false_value) {
            return Ok(Self(None));
        }
        if value.is(&call.vm.ctx.true_value) {
            return Ok(Self(Some("auto".to_owned())));
        }
        let color = value.downcast_ref::<PyStr>().map(to_string_lossy);
        match color.filter(|color| COLORS.contains(&color.as_str())) {
            Some(color) => Ok(Self(Some(color))),
            None => {
                let colors = either_text(COLORS.iter().copied());
                call.invalid_item(parameter, &value, &format!("a bool, {colors}"))
            }
        }
    }

    fn kinds() -> Vec<&'static str> {
        vec!["bool", "str"]
    }
}
