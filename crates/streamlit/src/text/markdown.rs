//! `st.markdown`, `st.caption`, `st.divider`, `st.badge`, `st.latex`.

use brooklet_protocol::element::{Markdown, MarkdownKind};
use brooklet_protocol::layout::TextAlignment;
use brooklet_protocol::{Element, Layout};
use brooklet_python::vm::{PyObject, PyObjectRef, PyResult, VirtualMachine};

use crate::argument::{dedent, is_of, text_of};
use crate::call::args::{
    AnySize, Argument, Dedented, Help, Icon, SizeArg, Stretch, StretchContent, Text, Wrap,
    arguments,
};
use crate::command::{Call, Command, Place};
use crate::error::LayoutError;

arguments! {
    /// The arguments of `st.markdown`.
    pub(crate) struct MarkdownArgs {
        /// The text.
        body: Dedented,
        /// Whether tags of HTML in the text are drawn, those that are safe, rather than shown as letters.
        unsafe_allow_html: bool = False,
        *,
        help: Help = None,
        width: MarkdownWidth = "auto",
        text_alignment: TextAlignment = "left",
        /// Whether the headings in it have addresses of their own, with a link beside them.
        anchors: bool = True,
        wrap: Wrap = True,
    }
}

arguments! {
    /// The arguments of `st.caption`.
    pub(crate) struct Caption {
        /// What it says, as Markdown; blanks common to all lines go.
        body: Dedented,
        /// Whether tags of HTML in the text are drawn, those that are safe, rather than shown as letters.
        unsafe_allow_html: bool = False,
        *,
        help: Help = None,
        width: StretchContent = "stretch",
        text_alignment: TextAlignment = "left",
        wrap: Wrap = True,
    }
}

arguments! {
    /// The arguments of `st.divider`.
    pub(crate) struct Divider {
        *,
        /// How long the line is, in CSS pixels; `'stretch'` goes across the container.
        width: Stretch = "stretch",
    }
}

arguments! {
    /// The arguments of `st.badge`.
    pub(crate) struct Badge {
        /// What it says, as Markdown on one line; blanks common to all lines go.
        label: Text,
        *,
        icon: Icon = None,
        /// The colour of the letters and, paler, of the ground: a name such as `'blue'`, or `'primary'`.
        color: Text = "blue",
        width: StretchContent = "content",
        help: Help = None,
    }
}

arguments! {
    /// The arguments of `st.latex`.
    pub(crate) struct Latex {
        /// The formula: a str in LaTeX, or an expression of `sympy`.
        body: PyObjectRef,
        *,
        help: Help = None,
        width: StretchContent = "stretch",
    }
}

/// `st.markdown`.
pub(crate) const MARKDOWN: Command = Command {
    name: "markdown",
    place: Place::Container("MarkdownMixin"),
    signature: MarkdownArgs::SIGNATURE,
    doc: "Show a text with Markdown in it: emphasis, links, lists, tables, code, formulas, colours, symbols.",
    run: |call| {
        let args = MarkdownArgs::read(call)?;
        let markdown = Markdown {
            allow_html: args.unsafe_allow_html,
            hide_anchors: !args.anchors,
            help: args.help.0,
            ..body(args.body.0, MarkdownKind::Native)
        };
        let layout = args.width.0.text_layout(args.text_alignment, args.wrap);
        draw(call, markdown, layout)
    },
};

/// `st.caption`.
pub(crate) const CAPTION: Command = Command {
    name: "caption",
    place: Place::Container("MarkdownMixin"),
    signature: Caption::SIGNATURE,
    doc: "Show a text in small, pale type, with Markdown in it.",
    run: |call| {
        let args = Caption::read(call)?;
        let caption = Markdown {
            allow_html: args.unsafe_allow_html,
            help: args.help.0,
            ..body(args.body.0, MarkdownKind::Caption)
        };
        let layout = args.width.text_layout(args.text_alignment, args.wrap);
        draw(call, caption, layout)
    },
};

/// `st.divider`.
pub(crate) const DIVIDER: Command = Command {
    name: "divider",
    place: Place::Container("MarkdownMixin"),
    signature: Divider::SIGNATURE,
    doc: "Draw a line across the container.",
    run: |call| {
        let layout = Divider::read(call)?.width.layout();
        let rule = body("---".to_owned(), MarkdownKind::Divider);
        Ok(call.draw(Element::Markdown(rule), layout))
    },
};

/// `st.badge`.
pub(crate) const BADGE: Command = Command {
    name: "badge",
    place: Place::Container("MarkdownMixin"),
    signature: Badge::SIGNATURE,
    doc: "Show a short text in a coloured pill, with a symbol before it.",
    run: |call| {
        let args = Badge::read(call)?;
        let icon = args.icon.0.map(|icon| icon + " ").unwrap_or_default();
        let label = args.label.0.replace('[', "\\[").replace(']', "\\]");
        let text = format!(":{}-badge[{icon}{label}]", args.color.0);
        let badge = Markdown {
            help: args.help.0,
            ..body(text, MarkdownKind::Native)
        };
        Ok(call.draw(Element::Markdown(badge), args.width.layout()))
    },
};

/// `st.latex`.
pub(crate) const LATEX: Command = Command {
    name: "latex",
    place: Place::Container("MarkdownMixin"),
    signature: Latex::SIGNATURE,
    doc: "Show a formula that is written in LaTeX.",
    run: |call| {
        let args = Latex::read(call)?;
        let text = match of_sympy(&args.body, call.vm)? {
            Some(text) => text,
            None => dedent(&text_of(&args.body, call.vm)?),
        };
        Ok(call.draw(formula(&text, args.help.0), args.width.layout()))
    },
};

/// A width that may also be `"auto"`, a word which the error text does not name.
#[derive(Debug)]
pub(crate) struct MarkdownWidth(AnySize);

impl Argument for MarkdownWidth {
    fn read(value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        if text_of(&value, call.vm)? == "auto" {
            return Argument::read(value, parameter, call).map(Self);
        }
        let size = StretchContent::read(value, parameter, call)?;
        Ok(Self(SizeArg(size.0)))
    }

    fn kinds() -> Vec<&'static str> {
        AnySize::kinds()
    }

    const DOC: &'static str = AnySize::DOC;
}

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
    Ok(Some(dedent(&text)))
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

fn draw(call: &Call, markdown: Markdown, layout: Layout) -> PyResult {
    if layout.one_line && markdown.allow_html {
        return Err(call.error(LayoutError::HtmlInOneLine {}));
    }
    let markdown = Markdown {
        one_line: layout.one_line,
        ..markdown
    };
    Ok(call.draw(Element::Markdown(markdown), layout))
}
