//! `st.code`.

use brooklet_protocol::layout::Size;
use brooklet_protocol::{Element, Layout, element};

use crate::call::args::{StretchContent, StretchContentHeight, Text, arguments};
use crate::command::{Command, Place};

arguments! {
    /// The arguments of `st.code`.
    pub(crate) struct Code {
        /// The text.
        body: Text,
        /// The language whose words are coloured, such as `'python'` or `'sql'`; `None` leaves it plain.
        language: Option<String> = "python",
        *,
        /// Whether a number stands before each line, counted from 1.
        line_numbers: bool = False,
        /// Whether long lines go on in the next one; otherwise they are scrolled to.
        wrap_lines: bool = False,
        height: Option<StretchContentHeight> = "content",
        width: StretchContent = "stretch",
    }
}

/// `st.code`.
pub(crate) const CODE: Command = Command {
    name: "code",
    place: Place::Container("CodeMixin"),
    signature: Code::SIGNATURE,
    doc: "Show a text as code, in colours of its language, with a button that copies it.",
    run: |call| {
        let args = Code::read(call)?;
        let layout = Layout {
            height: args.height.map_or(Size::Content, |height| height.0),
            ..args.width.layout()
        };
        let code = element::Code {
            body: args.body.0.trim_matches('\n').to_owned(),
            language: args.language,
            line_numbers: args.line_numbers,
            wrap_lines: args.wrap_lines,
        };
        Ok(call.draw(Element::Code(code), layout))
    },
};
