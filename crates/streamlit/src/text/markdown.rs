//! `st.markdown`, `st.caption`, `st.divider`.

use brooklet_protocol::element::{Markdown, MarkdownKind};
use brooklet_protocol::{Element, Layout};
use brooklet_python::vm::PyResult;

use crate::argument::{Words, text_of};
use crate::command::{Call, Command, Place};

/// `st.markdown`.
pub(crate) const MARKDOWN: Command = Command {
    name: "markdown",
    place: Place::Container("MarkdownMixin"),
    signature: "body, unsafe_allow_html=False, *, help=None, width='auto', text_alignment='left', anchors=True, wrap=True",
    doc: "Display string formatted as Markdown.",
    run: |call| {
        // "auto" is not among the words that the error text names.
        let is_auto = call.value("width").str(call.vm)?.to_string_lossy() == "auto";
        let words = if is_auto {
            Words::All
        } else {
            Words::StretchContent
        };
        draw(call, MarkdownKind::Native, words)
    },
};

/// `st.caption`.
pub(crate) const CAPTION: Command = Command {
    name: "caption",
    place: Place::Container("MarkdownMixin"),
    signature: "body, unsafe_allow_html=False, *, help=None, width='stretch', text_alignment='left', wrap=True",
    doc: "Display text in small font.",
    run: |call| draw(call, MarkdownKind::Caption, Words::StretchContent),
};

/// `st.divider`.
pub(crate) const DIVIDER: Command = Command {
    name: "divider",
    place: Place::Container("MarkdownMixin"),
    signature: "*, width='stretch'",
    doc: "Display a horizontal rule.",
    run: |call| {
        let layout = call.layout(Words::Stretch)?;
        Ok(call.draw(
            Element::Markdown(body("---".to_owned(), MarkdownKind::Divider)),
            layout,
        ))
    },
};

/// `st.badge`.
pub(crate) const BADGE: Command = Command {
    name: "badge",
    place: Place::Container("MarkdownMixin"),
    signature: "label, *, icon=None, color='blue', width='content', help=None",
    doc: "Display a colored badge with an icon and label.",
    run: |call| {
        let icon = call.icon()?.map(|icon| icon + " ").unwrap_or_default();
        let color = text_of(&call.value("color"), call.vm)?;
        let label = call.label()?.replace('[', "\\[").replace(']', "\\]");
        let text = format!(":{color}-badge[{icon}{label}]");
        let layout = call.layout(Words::StretchContent)?;
        let badge = Markdown {
            help: call.help()?,
            ..body(text, MarkdownKind::Native)
        };
        Ok(call.draw(Element::Markdown(badge), layout))
    },
};

/// `st.latex`.
pub(crate) const LATEX: Command = Command {
    name: "latex",
    place: Place::Container("MarkdownMixin"),
    signature: "body, *, help=None, width='stretch'",
    doc: "Display mathematical expressions formatted as LaTeX.",
    run: |call| {
        let layout = call.layout(Words::StretchContent)?;
        let text = format!("$$\n{}\n$$", call.body("body")?);
        let formula = Markdown {
            help: call.help()?,
            ..body(text, MarkdownKind::Latex)
        };
        Ok(call.draw(Element::Markdown(formula), layout))
    },
};

/// A Markdown element without HTML and help.
fn body(body: String, kind: MarkdownKind) -> Markdown {
    Markdown {
        body,
        kind,
        allow_html: false,
        help: None,
    }
}

/// Body text, as `st.write` draws it.
pub(crate) fn native(text: String, allow_html: bool) -> Element {
    Element::Markdown(Markdown {
        allow_html,
        ..body(text, MarkdownKind::Native)
    })
}

fn draw(call: &Call, kind: MarkdownKind, words: Words) -> PyResult {
    let layout: Layout = call.text_layout(words)?;
    let markdown = Markdown {
        body: call.body("body")?,
        kind,
        allow_html: call.flag("unsafe_allow_html")?,
        help: call.help()?,
    };
    Ok(call.draw(Element::Markdown(markdown), layout))
}
