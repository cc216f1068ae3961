//! `st.button` on the page.

use brooklet_protocol::Element;
use brooklet_protocol::element::Button;
use web_sys::HtmlElement;

use super::button_content::ButtonContent;
use crate::view::{Context, View};

/// The style of all buttons.
pub const STYLE: &str = include_str!("button.css");

struct ButtonView {
    content: ButtonContent,
    shown: Button,
    context: Context,
}

/// A view for it.
pub fn view(element: &Button, context: &Context) -> Box<dyn View> {
    let base = "stBaseButton-";
    let content = if element.is_form_submitter {
        ButtonContent::new("stFormSubmitButton", "button", base, context).with_suffix("FormSubmit")
    } else {
        ButtonContent::new("stButton", "button", base, context)
    };
    let mut view = ButtonView {
        content,
        shown: element.clone(),
        context: context.clone(),
    };
    view.paint();
    Box::new(view)
}

impl ButtonView {
    fn paint(&mut self) {
        let (id, widgets) = (self.shown.id.clone(), self.context.widgets.clone());
        self.content
            .paint(&self.shown.props, move || widgets.trigger(&id));
    }
}

impl View for ButtonView {
    fn node(&self) -> &HtmlElement {
        &self.content.node
    }

    fn update(&mut self, element: &Element) -> bool {
        let Element::Button(element) = element else {
            return false;
        };
        if self.shown.id != element.id || self.shown.is_form_submitter != element.is_form_submitter
        {
            return false;
        }
        if self.shown != *element {
            self.shown = element.clone();
            self.paint();
        }
        true
    }
}
