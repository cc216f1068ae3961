//! `st.pills` and `st.segmented_control` on the page: buttons of which one or several are chosen.

use std::cell::RefCell;
use std::rc::Rc;

use brooklet_protocol::element::button_group::Amount;
use brooklet_protocol::element::{ButtonGroup, ButtonGroupLook, ButtonOption};
use brooklet_protocol::widget::Widget;
use brooklet_protocol::{Element, WidgetValue};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent, Node};

use super::{button_content, roving_tabindex};
use crate::dom::{Listener, append, clear, listen, make_with, set, set_optional};
use crate::text::icon;
use crate::text::label::Label;
use crate::view::{Context, View};

/// The style.
pub const STYLE: &str = include_str!("button_group.css");

struct ButtonGroupView {
    node: HtmlElement,
    label: Label,
    view_state: Rc<ViewState>,
    _listeners: Vec<Listener>,
}

struct ViewState {
    group: HtmlElement,
    shown: RefCell<Widget<ButtonGroup>>,
    buttons: RefCell<Vec<HtmlElement>>,
    context: Context,
}

/// A view for it.
pub fn view(element: &Widget<ButtonGroup>, context: &Context) -> Box<dyn View> {
    let document = &context.document;
    let node = make_with(document, "div", "stButtonGroup", "stButtonGroup");
    let label = Label::new(&element.label, context);
    let class = match element.look {
        ButtonGroupLook::Pills => "bk-group",
        ButtonGroupLook::Segments => "bk-group bk-segments",
    };
    let group = make_with(document, "div", class, "");
    let role = if element.amount == Amount::Several {
        "toolbar"
    } else {
        "radiogroup"
    };
    set(&group, "role", role);
    set(&group, "aria-orientation", "horizontal");
    append(&node, &label.node);
    append(&node, &group);
    let view_state = Rc::new(ViewState {
        group,
        shown: RefCell::new(element.clone()),
        buttons: RefCell::default(),
        context: context.clone(),
    });
    view_state.draw(element);
    let pressed = view_state.clone();
    let click = listen(&view_state.group, "click", move |event| {
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<Node>().ok());
        pressed.press(target.as_ref());
    });
    let walked = view_state.clone();
    let keys = listen(&view_state.group, "keydown", move |event| {
        if let Some(key) = event.dyn_ref::<KeyboardEvent>() {
            roving_tabindex::walk(&walked.buttons.borrow(), key);
        }
    });
    let mut view = ButtonGroupView {
        node,
        label,
        view_state,
        _listeners: vec![click, keys],
    };
    view.paint(element);
    Box::new(view)
}

impl ViewState {
    fn draw(&self, element: &Widget<ButtonGroup>) {
        let document = &self.context.document;
        clear(&self.group);
        let (role, variant) = (
            (element.amount != Amount::Several).then_some("radio"),
            match element.look {
                ButtonGroupLook::Pills => "pills",
                ButtonGroupLook::Segments => "segmented_control",
            },
        );
        let button = |option: &ButtonOption| {
            let button = make_with(document, "button", "", "");
            set(&button, "type", "button");
            set(&button, "data-variant", variant);
            set_optional(&button, "role", role);
            if let Some(sign) = &option.icon {
                append(&button, &icon::icon(document, sign));
                if option.content.is_empty() {
                    let name = make_with(document, "span", "bk-hidden", "");
                    name.set_text_content(Some(&icon::spoken(sign)));
                    append(&button, &name);
                }
            }
            if !option.content.is_empty() {
                append(
                    &button,
                    &button_content::label(&option.content, &self.context),
                );
            }
            append(&self.group, &button);
            button
        };
        let buttons = element.options.iter().map(button).collect();
        self.buttons.replace(buttons);
    }

    /// The names of the options that are chosen, as the page has them.
    fn chosen(&self) -> Vec<String> {
        let shown = self.shown.borrow();
        match self.context.widgets.get(&shown.id) {
            Some(WidgetValue::Texts(texts)) => texts,
            _ => {
                let name = |place: &u32| Some(shown.options.get(*place as usize)?.name.clone());
                shown.default.iter().filter_map(name).collect()
            }
        }
    }

    fn press(&self, target: Option<&Node>) {
        let is_pressed = |button: &HtmlElement| button.contains(target);
        let Some(index) = self.buttons.borrow().iter().position(is_pressed) else {
            return;
        };
        let mut chosen = self.chosen();
        {
            let shown = self.shown.borrow();
            let name = &shown.options[index].name;
            let is_chosen = chosen.contains(name);
            if is_chosen && shown.amount == Amount::ExactlyOne {
                return;
            }
            if is_chosen {
                // The choice made once more is taken back.
                chosen.retain(|other| other != name);
            } else if shown.amount == Amount::Several {
                chosen.push(name.clone());
            } else {
                chosen = vec![name.clone()];
            }
            let value = WidgetValue::Texts(chosen);
            let (id, reruns) = (&shown.id, shown.reruns);
            self.context.widgets.commit(id, value, reruns);
        }
        self.show();
    }

    fn show(&self) {
        let shown = self.shown.borrow();
        let buttons = self.buttons.borrow();
        let chosen = self.chosen();
        let is_chosen = |place: usize| chosen.contains(&shown.options[place].name);
        let state = if shown.amount == Amount::Several {
            "aria-pressed"
        } else {
            "aria-checked"
        };
        for (place, button) in buttons.iter().enumerate() {
            let is_chosen = is_chosen(place);
            set(button, state, if is_chosen { "true" } else { "false" });
            set_optional(button, "data-selected", is_chosen.then_some("true"));
            set_optional(button, "disabled", shown.disabled.then_some(""));
        }
        let has_focus = |button: &HtmlElement| button.matches(":focus").unwrap_or(false);
        if !buttons.iter().any(has_focus) {
            let stop = (0..buttons.len()).find(|place| is_chosen(*place));
            roving_tabindex::stop_at(&buttons, stop.unwrap_or(0));
        }
    }
}

impl ButtonGroupView {
    fn paint(&mut self, element: &Widget<ButtonGroup>) {
        let view_state = &self.view_state;
        let has_other_options = view_state.shown.borrow().options != element.options;
        view_state.shown.replace(element.clone());
        if has_other_options {
            view_state.draw(element);
        }
        self.label.update(&element.label);
        self.label.name(&view_state.group);
        let disabled = element.disabled.then_some("true");
        set_optional(&self.node, "data-disabled", disabled);
        set(
            &view_state.group,
            "aria-disabled",
            disabled.unwrap_or("false"),
        );
        let wrap = element.wrap.map(|wrap| if wrap { "true" } else { "false" });
        set_optional(&view_state.group, "data-wrap", wrap);
        view_state.show();
    }
}

impl View for ButtonGroupView {
    fn node(&self) -> &HtmlElement {
        &self.node
    }

    fn update(&mut self, element: &Element) -> bool {
        let Element::ButtonGroup(element) = element else {
            return false;
        };
        let is_same = {
            let shown = self.view_state.shown.borrow();
            shown.id == element.id && shown.look == element.look
        };
        if is_same {
            self.paint(element);
        }
        is_same
    }
}
