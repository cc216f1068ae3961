//! `st.markdown`, `st.caption`, `st.divider`.

use brooklet_protocol::element::{Markdown, MarkdownKind};
use brooklet_protocol::{Element, Layout};
use brooklet_python::vm::{PyObject, PyResult, VirtualMachine};

use crate::argument::{Words, clean, is_of, text_of};
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
        let text = match of_sympy(&call.value("body"), call.vm)? {
            Some(text) => text,
            None => call.body("body")?,
        };
        Ok(call.draw(formula(&text, call.help()?), layout))
    },
};

/// A formula in LaTeX.
pub(crate) fn formula(latex: &str, help: Option<String>) -> Element {
    Element::Markdown(Markdown {
        help,
        ..body(format!("$$\n{latex}\n$$"), MarkdownKind::Latex)
    })
}

/// What an expression of `sympy` is in LaTeX.
pub(crate) fn of_sympy(value: &PyObject, vm: &VirtualMachine) -> PyResult<Option<String>> {
    if !is_of(value, "sympy", vm)? {
        return Ok(None);
    }
    let latex = vm.import("sympy", 0)?.get_attr("latex", vm)?;
    let text = text_of(&*latex.call((value.to_owned(),), vm)?, vm)?;
    Ok(Some(clean(&text)))
}

/// A Markdown element without HTML and help.
fn body(body: String, kind: MarkdownKind) -> Markdown {
    Markdown {
        body,
        kind,
        allow_html: false,
        one_line: false,
        hide_anchors: false,
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
    let allow_html = call.flag("unsafe_allow_html")?;
    if layout.one_line && allow_html {
        let text = "`wrap=False` and `unsafe_allow_html=True` cannot be used together. One-line markdown cannot ellipsize raw HTML. Pass `wrap=True` to render HTML, or omit `unsafe_allow_html` to truncate.";
        return Err(call.error("StreamlitIncompatibleParametersError", text));
    }
    let markdown = Markdown {
        body: call.body("body")?,
        kind,
        allow_html,
        one_line: layout.one_line,
        hide_anchors: kind == MarkdownKind::Native && !call.flag("anchors")?,
        help: call.help()?,
    };
    Ok(call.draw(Element::Markdown(markdown), layout))
}
