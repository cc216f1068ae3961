//! `st.title`, `st.header`, `st.subheader`.

use brooklet_protocol::Element;
use brooklet_protocol::element::{Heading, HeadingLevel};
use brooklet_python::vm::builtins::PyStr;
use brooklet_python::vm::{AsObject, PyResult};

use crate::argument::{Words, plain, type_name};
use crate::command::{Call, Command, Place};

/// `st.title`.
pub(crate) const TITLE: Command = Command {
    name: "title",
    place: Place::Container("HeadingMixin"),
    signature: "body, anchor=None, *, help=None, icon=None, width='stretch', text_alignment='left', wrap=True",
    doc: "Display text in title formatting.",
    run: |call| draw(call, HeadingLevel::Title, None),
};

/// `st.header`.
pub(crate) const HEADER: Command = Command {
    name: "header",
    place: Place::Container("HeadingMixin"),
    signature: "body, anchor=None, *, help=None, icon=None, divider=False, width='stretch', text_alignment='left', wrap=True",
    doc: "Display text in header formatting.",
    run: |call| draw(call, HeadingLevel::Header, divider(call)?),
};

/// `st.subheader`.
pub(crate) const SUBHEADER: Command = Command {
    name: "subheader",
    place: Place::Container("HeadingMixin"),
    signature: "body, anchor=None, *, help=None, icon=None, divider=False, width='stretch', text_alignment='left', wrap=True",
    doc: "Display text in subheader formatting.",
    run: |call| draw(call, HeadingLevel::Subheader, divider(call)?),
};

fn draw(call: &Call, level: HeadingLevel, divider: Option<String>) -> PyResult {
    let (anchor, hide_anchor) = anchor(call)?;
    let layout = call.text_layout(Words::StretchContent)?;
    let heading = Heading {
        level,
        body: call.body("body")?,
        anchor,
        hide_anchor,
        help: call.help()?,
        icon: call.icon()?,
        divider,
    };
    Ok(call.draw(Element::Heading(heading), layout))
}

fn anchor(call: &Call) -> PyResult<(Option<String>, bool)> {
    let Some(value) = call.object("anchor") else {
        return Ok((None, false));
    };
    if value.is(&call.vm.ctx.false_value) {
        return Ok((None, true));
    }
    if value.is(&call.vm.ctx.true_value) {
        return call.invalid_value("anchor", "None, False, any string");
    }
    match value.downcast_ref::<PyStr>() {
        Some(text) => Ok((Some(plain(text)), false)),
        None => call.invalid_type("anchor", "str, None, False", &type_name(&value)),
    }
}

const COLORS: &[&str] = &[
    "red", "orange", "yellow", "blue", "green", "violet", "gray", "grey", "rainbow",
];

fn divider(call: &Call) -> PyResult<Option<String>> {
    let Some(value) = call.object("divider") else {
        return Ok(None);
    };
    if value.is(&call.vm.ctx.false_value) {
        return Ok(None);
    }
    if value.is(&call.vm.ctx.true_value) {
        return Ok(Some("auto".to_owned()));
    }
    let color = value.downcast_ref::<PyStr>().map(plain);
    match color.filter(|color| COLORS.contains(&color.as_str())) {
        Some(color) => Ok(Some(color)),
        None => {
            let colors: Vec<String> = COLORS.iter().map(|color| format!("'{color}'")).collect();
            call.invalid_value("divider", &format!("True, {}", colors.join(", ")))
        }
    }
}
