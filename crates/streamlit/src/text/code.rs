//! `st.code`.

use brooklet_protocol::element::Code;
use brooklet_protocol::{Element, Layout};

use crate::argument::{Words, text_of};
use crate::command::{Command, Place};

/// `st.code`.
pub(crate) const CODE: Command = Command {
    name: "code",
    place: Place::Container("CodeMixin"),
    signature: "body, language='python', *, line_numbers=False, wrap_lines=False, height='content', width='stretch'",
    doc: "Display a code block with optional syntax highlighting.",
    run: |call| {
        let height = match call.object("height") {
            Some(_) => call.height(Words::StretchContent)?,
            None => brooklet_protocol::layout::Extent::Content,
        };
        let layout = Layout {
            height,
            ..call.layout(Words::StretchContent)?
        };
        let body = text_of(&call.value("body"), call.vm)?;
        let code = Code {
            body: body.trim_matches('\n').to_owned(),
            language: call.text("language")?,
            line_numbers: call.flag("line_numbers")?,
            wrap_lines: call.flag("wrap_lines")?,
        };
        Ok(call.draw(Element::Code(code), layout))
    },
};
