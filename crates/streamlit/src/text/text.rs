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
        /// A text, as Markdown, behind a small question mark that the reader points at.
        help: Help = None,
        /// How wide the element is, in CSS pixels: `'stretch'` fills the container, `'content'` takes
        /// what it needs. In a narrow tab it shrinks with the container.
        width: StretchContent = "content",
        /// Where the lines stand in the width of the element; `'justify'` makes them equally long.
        text_alignment: TextAlignment = "left",
        /// Whether the text goes on in the next line where its own is full; otherwise it is cut off with
        /// an ellipsis.
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
