//! `st.menu_button` on the page.

use std::rc::Rc;

use brooklet_protocol::element::MenuButton;
use brooklet_protocol::{Element, WidgetValue};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use super::button_content::{ButtonContent, label};
use crate::dom::{FocusExt, Listener, append, listen, make_with, set};
use crate::float::Float;
use crate::text::{icon, markdown};
use crate::view::{Context, View};

/// The style.
pub const STYLE: &str = include_str!("menu_button.css");

struct MenuButtonView {
    content: ButtonContent,
    shown: MenuButton,
    context: Context,
    menu: Option<Rc<Menu>>,
    listeners: Vec<Listener>,
}

/// A view for it.
pub fn view(element: &MenuButton, context: &Context) -> Box<dyn View> {
    let mut view = MenuButtonView {
        content: ButtonContent::new("stMenuButton", "button", "stMenuButtonButton", context),
        shown: element.clone(),
        context: context.clone(),
        menu: None,
        listeners: Vec::new(),
    };
    view.paint();
    Box::new(view)
}

impl MenuButtonView {
    fn paint(&mut self) {
        self.listeners.clear();
        self.menu = None;
        self.content.paint(&self.shown.props, || {});
        let button = self.content.button.clone();
        set(&button, "aria-haspopup", "menu");
        let arrow = icon::icon(&self.context.document, ":material/expand_more:");
        append(&button, &arrow);
        if self.shown.props.disabled {
            return;
        }
        let (menu, outside) = Menu::new(&self.shown, &button, &self.context);
        self.listeners.push(outside);
        let click = menu.clone();
        self.listeners.push(listen(&button, "click", move |_| {
            if click.float.is_open() {
                click.float.close();
            } else {
                click.open(0);
            }
        }));
        let arrows = menu.clone();
        self.listeners
            .push(listen(&button, "keydown", move |event| {
                let key = event.dyn_ref::<KeyboardEvent>().map(KeyboardEvent::key);
                let place = match key.as_deref() {
                    Some("ArrowDown") => 0,
                    Some("ArrowUp") => arrows.items.len() - 1,
                    _ => return,
                };
                event.prevent_default();
                arrows.open(place);
            }));
        let (keys, id) = (menu.clone(), self.shown.id.clone());
        self.listeners
            .push(listen(&menu.float.node, "keydown", move |event| {
                if let Some(key) = event.dyn_ref::<KeyboardEvent>() {
                    keys.key(key);
                }
            }));
        for (item, option) in menu.items.iter().zip(&self.shown.options) {
            let (menu, widgets) = (menu.clone(), self.context.widgets.clone());
            let (id, option) = (id.clone(), option.clone());
            self.listeners.push(listen(item, "click", move |_| {
                menu.float.leave();
                widgets.fire(&id, WidgetValue::Text(option.clone()));
            }));
        }
        self.menu = Some(menu);
    }
}

impl View for MenuButtonView {
    fn node(&self) -> &HtmlElement {
        &self.content.node
    }

    fn update(&mut self, element: &Element) -> bool {
        let Element::MenuButton(element) = element else {
            return false;
        };
        if self.shown.id != element.id {
            return false;
        }
        if self.shown != *element {
            self.shown = element.clone();
            self.paint();
        }
        true
    }

    fn dispose(&mut self) {
        if let Some(menu) = &self.menu {
            menu.float.close();
        }
    }
}

/// The list of choices.
struct Menu {
    float: Rc<Float>,
    items: Vec<HtmlElement>,
    /// What a reader hears of each choice, in small letters.
    names: Vec<String>,
    context: Context,
}

impl Menu {
    fn new(element: &MenuButton, button: &HtmlElement, context: &Context) -> (Rc<Self>, Listener) {
        let document = &context.document;
        let node = make_with(document, "div", "bk-choices", "stMenuButtonBody");
        set(&node, "role", "menu");
        set(&node, "aria-label", &markdown::plain(&element.props.label));
        let item = |option: &String| {
            let item = make_with(document, "div", "bk-choice", "");
            set(&item, "role", "menuitem");
            set(&item, "tabindex", "-1");
            append(&item, &label(option, context));
            append(&node, &item);
            item
        };
        let items = element.options.iter().map(item).collect();
        let name = |option: &String| markdown::plain(option).to_lowercase();
        let names = element.options.iter().map(name).collect();
        let (float, outside) = Float::new(node, button, context);
        let menu = Rc::new(Self {
            float,
            items,
            names,
            context: context.clone(),
        });
        (menu, outside)
    }

    fn open(&self, place: usize) {
        self.float.open();
        self.items[place].take_focus();
    }

    fn key(&self, event: &KeyboardEvent) {
        let focused = self.context.document.active_element();
        let is_focused = |item: &HtmlElement| Some(item.as_ref()) == focused.as_ref();
        let index = self.items.iter().position(is_focused).unwrap_or(0);
        let count = self.items.len();
        let next = match event.key().as_str() {
            "ArrowDown" => (index + 1) % count,
            "ArrowUp" => (index + count - 1) % count,
            "Home" => 0,
            "End" => count - 1,
            "Enter" | " " => {
                event.prevent_default();
                return self.items[index].click();
            }
            "Escape" => {
                event.prevent_default();
                return self.float.leave();
            }
            "Tab" => return self.float.close(),
            key => {
                let letter = key.to_lowercase();
                let begins =
                    |offset: &usize| self.names[(index + offset) % count].starts_with(&letter);
                match (1..=count).find(begins) {
                    Some(offset) if letter.chars().count() == 1 => (index + offset) % count,
                    _ => return,
                }
            }
        };
        event.prevent_default();
        event.stop_propagation();
        self.items[next].take_focus();
    }
}
