//! The main menu: the theme, and what can be done with the app.

use std::cell::RefCell;
use std::rc::Rc;

use brooklet_protocol::message::{MenuItems, StoredFilesRequest};
use wasm_bindgen::JsCast;
use web_sys::{Document, HtmlElement, KeyboardEvent, Node};

use super::Action;
use super::about::About;
use crate::dom::{FocusExt, Listener, NodeExt, append, listen, make_with, set, svg};
use crate::style::{Choice, Theme};
use crate::view::Context;

/// The style.
pub(super) const STYLE: &str = include_str!("menu.css");

const DOTS: &str = "M12 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4m0 2a2 2 0 1 0 0 4 2 2 0 0 0 0-4m0 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4";
const CONTRAST: &str = "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20m0 18V4a8 8 0 0 1 0 16";
const SUN: &str = "M12 7a5 5 0 1 0 0 10 5 5 0 0 0 0-10m0 2a3 3 0 1 1 0 6 3 3 0 0 1 0-6M11 1h2v4h-2zm0 18h2v4h-2zM1 11h4v2H1zm18 0h4v2h-4zM4.2 5.6l1.4-1.4L8.4 7 7 8.4zM15.6 17l1.4-1.4 2.8 2.8-1.4 1.4zM4.2 18.4 7 15.6 8.4 17l-2.8 2.8zM15.6 7l2.8-2.8 1.4 1.4L17 8.4z";
const MOON: &str = "M12 21a9 9 0 0 1 0-18c.35 0 .7.02 1.03.06a5.5 5.5 0 0 0 7.91 7.91c.04.33.06.68.06 1.03a9 9 0 0 1-9 9m0-2a7 7 0 0 0 6.5-4.38A7.5 7.5 0 0 1 9.38 5.5 7 7 0 0 0 12 19";

/// The themes to choose from: name, drawing, choice.
const THEMES: [(&str, &str, Choice); 3] = [
    ("System", CONTRAST, Choice::System),
    ("Light", SUN, Choice::Light),
    ("Dark", MOON, Choice::Dark),
];

pub(super) struct Menu {
    pub(super) node: HtmlElement,
    parts: Rc<Parts>,
    about: Rc<About>,
    /// What the script has put into the menu.
    own: RefCell<Vec<(HtmlElement, Listener)>>,
    _listeners: Vec<Listener>,
}

/// A label, a key that does the same or nothing, and what is done.
type Entry = (&'static str, &'static str, Rc<dyn Fn()>);

/// The parts of an open or closed menu. Its list stands in the page while it is open.
struct Parts {
    document: Document,
    node: HtmlElement,
    button: HtmlElement,
    list: HtmlElement,
    themes: Vec<(HtmlElement, Choice)>,
    theme: Rc<Theme>,
    /// Whether a reload goes on with the session. It stands in the list where there is a choice.
    keeping: HtmlElement,
}

impl Menu {
    pub(super) fn new(context: &Context, act: &Rc<dyn Fn(Action)>, theme: &Rc<Theme>) -> Self {
        let document = &context.document;
        let node = make_with(document, "span", "stMainMenu bk-menu", "stMainMenu");
        // Style sheets hide it by its id, which one app of the page can have.
        if document.get_element_by_id("MainMenu").is_none() {
            set(&node, "id", "MainMenu");
        }
        let button = make_with(document, "button", "bk-menu-button", "stMainMenuButton");
        for (name, value) in [
            ("type", "button"),
            ("aria-label", "Main menu"),
            ("aria-haspopup", "menu"),
            ("aria-expanded", "false"),
        ] {
            set(&button, name, value);
        }
        append(&button, &svg(document, DOTS, "bk-icon"));
        let list = make_with(document, "div", "bk-menu-list", "stMainMenuList");
        set(&list, "role", "menu");
        set(&list, "aria-label", "Main menu");
        append(&node, &button);
        let keeping = item(document, &list, "menuitemcheckbox", "Keep my session");
        set(
            &keeping,
            "title",
            "A reload of this tab goes on where it was.",
        );
        keeping.remove();
        let parts = Rc::new(Parts {
            document: document.clone(),
            themes: themes(document, &list),
            node: node.clone(),
            button,
            list,
            theme: theme.clone(),
            keeping,
        });
        let about = Rc::new(About::new(context, &node));
        let mut listeners = parts.choices();
        listeners.extend(parts.actions(act, about.clone()));
        listeners.push(parts.keeping(act));
        listeners.extend(parts.opening(context));
        Self {
            node,
            parts,
            about,
            own: RefCell::default(),
            _listeners: listeners,
        }
    }

    /// Shows whether the reader has chosen that a reload goes on with the session; `None` where
    /// there is no choice.
    pub(super) fn show_keeping(&self, choice: Option<bool>) {
        let Parts { keeping, list, .. } = &*self.parts;
        let Some(is_chosen) = choice else {
            return keeping.remove();
        };
        set(
            keeping,
            "aria-checked",
            if is_chosen { "true" } else { "false" },
        );
        if keeping.parent_node().is_none() {
            append(list, keeping);
        }
    }

    /// Takes over what the script offers besides.
    pub(super) fn set_items(&self, items: &MenuItems) {
        for (node, _) in self.own.take() {
            node.remove();
        }
        let links = [("Get help", &items.help), ("Report a bug", &items.report)];
        let own = links.into_iter().filter_map(|(label, address)| {
            let address = address.clone()?;
            let item = item(&self.parts.document, &self.parts.list, "menuitem", label);
            let parts = self.parts.clone();
            let listener = listen(&item, "click", move |_| {
                parts.show(false);
                // A browser that opens no window says so itself.
                let _ = web_sys::window()
                    .map(|window| window.open_with_url_and_target(&address, "_blank"));
            });
            Some((item, listener))
        });
        self.own.replace(own.collect());
        self.about.set_text(items.about.as_deref());
    }
}

/// The themes, side by side at the top.
fn themes(document: &Document, list: &HtmlElement) -> Vec<(HtmlElement, Choice)> {
    let group = make_with(document, "div", "bk-menu-themes", "stThemeSwitcher");
    set(&group, "role", "group");
    set(&group, "aria-label", "Theme");
    append(list, &group);
    let make = |(name, drawing, choice)| {
        let item = item(document, &group, "menuitemradio", name);
        item.add_before(
            &svg(document, drawing, "bk-icon"),
            item.first_child().as_ref(),
        );
        (item, choice)
    };
    THEMES.into_iter().map(make).collect()
}

fn item(document: &Document, parent: &HtmlElement, role: &str, label: &str) -> HtmlElement {
    let item = make_with(document, "button", "bk-menu-item", "stMainMenuItem");
    set(&item, "type", "button");
    set(&item, "role", role);
    set(&item, "tabindex", "-1");
    let text = make_with(document, "span", "", "stMainMenuItemLabel");
    text.set_text_content(Some(label));
    append(&item, &text);
    append(parent, &item);
    item
}

impl Parts {
    fn choices(self: &Rc<Self>) -> Vec<Listener> {
        let listen_to = |(item, choice): &(HtmlElement, Choice)| {
            let (parts, choice) = (self.clone(), *choice);
            listen(item, "click", move |_| {
                parts.theme.choose(choice);
                parts.mark_theme();
            })
        };
        self.themes.iter().map(listen_to).collect()
    }

    /// What can be done, in groups; a key that does the same stands beside it.
    fn actions(self: &Rc<Self>, act: &Rc<dyn Fn(Action)>, about: Rc<About>) -> Vec<Listener> {
        let action = |action| {
            let act = act.clone();
            Rc::new(move || act(action)) as Rc<dyn Fn()>
        };
        let print = Rc::new(|| {
            // Browsers without printing have nothing to do here.
            let _ = web_sys::window().map(|window| window.print());
        });
        let groups: [Vec<Entry>; 3] = [
            vec![("Rerun", "R", action(Action::Rerun))],
            vec![
                ("Clear cache", "C", action(Action::ClearCaches)),
                (
                    "Stored files",
                    "",
                    action(Action::StoredFiles(StoredFilesRequest::List)),
                ),
            ],
            vec![
                ("Print", "", print),
                ("About", "", Rc::new(move || about.show())),
            ],
        ];
        let mut listeners = Vec::new();
        for group in groups {
            let line = make_with(&self.document, "hr", "", "stMainMenuDivider");
            append(&self.list, &line);
            for (label, key, run) in group {
                let item = item(&self.document, &self.list, "menuitem", label);
                if !key.is_empty() {
                    let sign = make_with(&self.document, "kbd", "", "");
                    sign.set_text_content(Some(key));
                    set(&sign, "aria-hidden", "true");
                    set(&item, "aria-keyshortcuts", key);
                    append(&item, &sign);
                }
                let parts = self.clone();
                listeners.push(listen(&item, "click", move |_| {
                    parts.show(false);
                    run();
                }));
            }
        }
        listeners
    }

    fn keeping(self: &Rc<Self>, act: &Rc<dyn Fn(Action)>) -> Listener {
        let (parts, act) = (self.clone(), act.clone());
        listen(&self.keeping, "click", move |_| {
            act(Action::ToggleKeeping);
            parts.show(false);
        })
    }

    fn opening(self: &Rc<Self>, context: &Context) -> [Listener; 3] {
        let toggle = {
            let parts = self.clone();
            listen(&self.button, "click", move |_| {
                parts.show(!parts.is_open());
            })
        };
        let keys = {
            let parts = self.clone();
            listen(&self.list, "keydown", move |event| {
                if let Some(key) = event.dyn_ref::<KeyboardEvent>() {
                    parts.key(key);
                }
            })
        };
        let outside = {
            let parts = self.clone();
            listen(&context.root, "pointerdown", move |event| {
                let target = event
                    .target()
                    .and_then(|target| target.dyn_into::<Node>().ok());
                if parts.is_open() && !parts.node.contains(target.as_ref()) {
                    parts.close();
                }
            })
        };
        [toggle, keys, outside]
    }

    fn key(&self, event: &KeyboardEvent) {
        let items = self.items();
        let focused = self.document.active_element();
        let index = items
            .iter()
            .position(|item| Some(item.as_ref()) == focused.as_ref())
            .unwrap_or(0);
        let next = match event.key().as_str() {
            "ArrowDown" | "ArrowRight" => (index + 1) % items.len(),
            "ArrowUp" | "ArrowLeft" => (index + items.len() - 1) % items.len(),
            "Home" => 0,
            "End" => items.len() - 1,
            "Escape" => {
                event.prevent_default();
                return self.show(false);
            }
            "Tab" => return self.close(),
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        items[next].take_focus();
    }

    fn items(&self) -> Vec<HtmlElement> {
        let themes = self.themes.iter().map(|(item, _)| item.clone());
        let children = self.list.children();
        let others = (0..children.length())
            .filter_map(|place| children.item(place)?.dyn_into::<HtmlElement>().ok())
            .filter(|child| child.tag_name() == "BUTTON");
        themes.chain(others).collect()
    }

    fn show(&self, shown: bool) {
        if !shown {
            self.close();
            self.button.take_focus();
            return;
        }
        self.mark_theme();
        append(&self.node, &self.list);
        set(&self.button, "aria-expanded", "true");
        if let Some(first) = self.items().first() {
            first.take_focus();
        }
    }

    fn is_open(&self) -> bool {
        self.list.parent_node().is_some()
    }

    fn close(&self) {
        self.list.remove();
        set(&self.button, "aria-expanded", "false");
    }

    fn mark_theme(&self) {
        let chosen = Theme::chosen();
        for (item, choice) in &self.themes {
            let is_chosen = *choice == chosen;
            set(
                item,
                "aria-checked",
                if is_chosen { "true" } else { "false" },
            );
        }
    }
}
