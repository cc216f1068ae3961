//! `st.text`.

use brooklet_protocol::layout::TextAlignment;
use brooklet_protocol::{Element, element};

use crate::call::args::{Dedented, Help, StretchContent, Wrap, arguments};
use crate::command::{Command, Place};

arguments! {
    /// The arguments of `st.text`.
    pub(crate) struct Text {
        /// What is shown, character by character, without Markdown.
        body: Dedented,
        *,
        help: Help = None,
        width: StretchContent = "content",
        text_alignment: TextAlignment = "left",
        wrap: Wrap = True,
    }
}

/// `st.text`.
pub(crate) const TEXT: Command = Command {
    name: "text",
    place: Place::Container("TextMixin"),
    signature: Text::SIGNATURE,
    doc: "Show a text as it is, in letters of equal width, without Markdown.",
    run: |call| {
        let args = Text::read(call)?;
        let text = element::Text {
            body: args.body.0,
            help: args.help.0,
        };
        let layout = args.width.text_layout(args.text_alignment, args.wrap);
        Ok(call.draw(Element::Text(text), layout))
    },
};
