//! The main menu.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent, Node};

use super::Action;
use super::about::About;
use crate::dom::{Listener, append, listen, make_with, set, svg};
use crate::style::{Choice, Theme};
use crate::view::Context;

/// The style.
pub(super) const STYLE: &str = include_str!("menu.css");

const DOTS: &str = "M12 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4m0 2a2 2 0 1 0 0 4 2 2 0 0 0 0-4m0 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4";

pub(super) struct Menu {
    pub(super) node: HtmlElement,
    _listeners: Vec<Listener>,
}

type Item = (&'static str, Rc<dyn Fn()>);

impl Menu {
    pub(super) fn new(context: &Context, act: &Rc<dyn Fn(Action)>, theme: &Rc<Theme>) -> Self {
        let document = &context.document;
        let node = make_with(document, "span", "stMainMenu bk-menu", "stMainMenu");
        let button = make_with(document, "button", "bk-menu-button", "stMainMenuButton");
        set(&button, "type", "button");
        set(&button, "aria-label", "Main menu");
        set(&button, "aria-haspopup", "menu");
        set(&button, "aria-expanded", "false");
        append(&button, &svg(document, DOTS, "bk-icon"));
        let list = make_with(document, "div", "bk-menu-list", "stMainMenuList");
        set(&list, "role", "menu");
        list.set_hidden(true);
        let mut listeners = Vec::new();
        let about = Rc::new(About::new(context, &node));
        for (label, run) in items(act, theme, about) {
            let item = make_with(document, "button", "bk-menu-item", "");
            set(&item, "type", "button");
            set(&item, "role", "menuitem");
            item.set_text_content(Some(label));
            let (list, button) = (list.clone(), button.clone());
            append(&list, &item);
            listeners.push(listen(&item, "click", move |_| {
                show(&list, &button, false);
                run();
            }));
        }
        append(&node, &button);
        append(&node, &list);
        listeners.extend(opening(context, &node, &button, &list));
        Self {
            node,
            _listeners: listeners,
        }
    }
}

fn items(act: &Rc<dyn Fn(Action)>, theme: &Rc<Theme>, about: Rc<About>) -> Vec<Item> {
    let action = |action| {
        let act = act.clone();
        Rc::new(move || act(action)) as Rc<dyn Fn()>
    };
    let choose = |choice| {
        let theme = theme.clone();
        Rc::new(move || theme.choose(choice)) as Rc<dyn Fn()>
    };
    vec![
        ("Rerun", action(Action::Rerun)),
        ("Clear cache", action(Action::ClearCaches)),
        ("Light theme", choose(Choice::Light)),
        ("Dark theme", choose(Choice::Dark)),
        ("System theme", choose(Choice::System)),
        (
            "Print",
            Rc::new(|| {
                // Browsers without printing have nothing to do here.
                let _ = web_sys::window().map(|window| window.print());
            }),
        ),
        ("About", Rc::new(move || about.show())),
    ]
}

fn show(list: &HtmlElement, button: &HtmlElement, shown: bool) {
    list.set_hidden(!shown);
    set(
        button,
        "aria-expanded",
        if shown { "true" } else { "false" },
    );
    let target = if shown {
        list.first_element_child()
            .and_then(|item| item.dyn_into::<HtmlElement>().ok())
    } else {
        Some(button.clone())
    };
    if let Some(target) = target {
        let _ = target.focus();
    }
}

fn opening(
    context: &Context,
    node: &HtmlElement,
    button: &HtmlElement,
    list: &HtmlElement,
) -> Vec<Listener> {
    let toggle = {
        let (list, button) = (list.clone(), button.clone());
        listen(&button.clone(), "click", move |_| {
            show(&list, &button, list.hidden());
        })
    };
    let keys = {
        let (list, button) = (list.clone(), button.clone());
        listen(&list.clone(), "keydown", move |event| {
            let Some(key) = event.dyn_ref::<KeyboardEvent>() else {
                return;
            };
            let focused = event
                .target()
                .and_then(|target| target.dyn_into::<HtmlElement>().ok());
            let next = match key.key().as_str() {
                "Escape" => {
                    show(&list, &button, false);
                    None
                }
                "ArrowDown" => focused.and_then(|item| item.next_element_sibling()),
                "ArrowUp" => focused.and_then(|item| item.previous_element_sibling()),
                "Home" => list.first_element_child(),
                "End" => list.last_element_child(),
                _ => return,
            };
            event.prevent_default();
            event.stop_propagation();
            if let Some(next) = next.and_then(|item| item.dyn_into::<HtmlElement>().ok()) {
                let _ = next.focus();
            }
        })
    };
    let outside = {
        let (node, list, button) = (node.clone(), list.clone(), button.clone());
        listen(&context.root, "pointerdown", move |event| {
            let target = event
                .target()
                .and_then(|target| target.dyn_into::<Node>().ok());
            if !list.hidden() && !node.contains(target.as_ref()) {
                list.set_hidden(true);
                set(&button, "aria-expanded", "false");
            }
        })
    };
    vec![toggle, keys, outside]
}
