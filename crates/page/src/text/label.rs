//! The label of a widget.

use brooklet_protocol::widget::{self, LabelVisibility};
use web_sys::HtmlElement;

use super::help::Help;
use super::markdown;
use crate::dom::{append, clear, make_with, set, unset};
use crate::view::Context;

/// The style.
pub const STYLE: &str = include_str!("label.css");

/// The label of a widget with its help mark.
pub struct Label {
    /// The `label` element.
    pub node: HtmlElement,
    /// What a reader hears of it.
    pub name: String,
    shown: widget::Label,
    help: Option<Help>,
    context: Context,
}

impl Label {
    /// A label.
    pub fn new(label: &widget::Label, context: &Context) -> Self {
        let node = make_with(&context.document, "label", "bk-label", "stWidgetLabel");
        let mut this = Self {
            node,
            name: String::new(),
            shown: widget::Label::default(),
            help: None,
            context: context.clone(),
        };
        this.paint(label);
        this
    }

    /// Takes over another label.
    pub fn update(&mut self, label: &widget::Label) {
        if self.shown != *label {
            self.paint(label);
        }
    }

    /// Names a control: a screen reader hears the label's text whether or not it can be seen.
    pub fn name(&self, control: &HtmlElement) {
        set(control, "aria-label", &self.name);
    }

    fn paint(&mut self, label: &widget::Label) {
        clear(&self.node);
        let document = &self.context.document;
        let text = make_with(document, "div", "bk-inline", "stMarkdownContainer");
        let paragraph = make_with(document, "p", "", "");
        markdown::inline(document, &paragraph, &label.text);
        append(&text, &paragraph);
        append(&self.node, &text);
        self.name = markdown::plain(&label.text);
        self.help = label
            .help
            .as_ref()
            .filter(|help| !help.is_empty())
            .map(|help| {
                let help = Help::mark(help, Some(&self.name), &self.context);
                append(&self.node, &help.node);
                help
            });
        match label.visibility {
            LabelVisibility::Visible => unset(&self.node, "data-visibility"),
            LabelVisibility::Hidden => set(&self.node, "data-visibility", "hidden"),
            LabelVisibility::Collapsed => set(&self.node, "data-visibility", "collapsed"),
        }
        self.shown = label.clone();
    }
}
