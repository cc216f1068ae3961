//! `st.text`.

use brooklet_protocol::Element;
use brooklet_protocol::element::Text;

use crate::argument::Words;
use crate::command::{Command, Place};

/// `st.text`.
pub(crate) const TEXT: Command = Command {
    name: "text",
    place: Place::Container("TextMixin"),
    signature: "body, *, help=None, width='content', text_alignment='left', wrap=True",
    doc: "Write text without Markdown or HTML parsing.",
    run: |call| {
        let layout = call.text_layout(Words::StretchContent)?;
        let text = Text {
            body: call.body("body")?,
            help: call.help()?,
        };
        Ok(call.draw(Element::Text(text), layout))
    },
};
