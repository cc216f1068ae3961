//! `st.tabs` on the page.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use brooklet_protocol::block::Tabs;
use brooklet_protocol::{Block, WidgetId, WidgetValue};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use super::{BlockView, vertical, wrapper};
use crate::dom::{
    FocusExt, Listener, Watcher, append, clear, fresh_id, listen, make_with, set, set_optional,
    watch_children,
};
use crate::text::markdown;
use crate::view::Context;

/// The style.
pub(super) const STYLE: &str = include_str!("tabs.css");

struct TabsView {
    frame: HtmlElement,
    parts: Rc<Parts>,
    shown: Option<Tabs>,
    listeners: Vec<Listener>,
    _watcher: Watcher,
}

/// What a click changes.
struct Parts {
    context: Context,
    /// Names the buttons and panels to each other.
    name: String,
    list: HtmlElement,
    body: HtmlElement,
    buttons: RefCell<Vec<(HtmlElement, String)>>,
    open: Cell<usize>,
    id: RefCell<Option<WidgetId>>,
}

/// A view for it.
pub(super) fn view(context: &Context) -> Box<dyn BlockView> {
    let make = |class: &str, test_id: &str| make_with(&context.document, "div", class, test_id);
    let frame = wrapper(context);
    let node = make("stTabs bk-tabs", "stTabs");
    let list = make("bk-tab-list", "");
    set(&list, "role", "tablist");
    let body = make("bk-tab-panels", "");
    append(&node, &list);
    append(&node, &body);
    append(&frame, &node);
    let parts = Rc::new(Parts {
        context: context.clone(),
        name: fresh_id("bk-tabs"),
        list,
        body,
        buttons: RefCell::default(),
        open: Cell::new(0),
        id: RefCell::default(),
    });
    let watcher = {
        let parts = parts.clone();
        watch_children(&parts.body.clone(), move || parts.paint())
    };
    let keys = {
        let parts = parts.clone();
        listen(&parts.list.clone(), "keydown", move |event| {
            if let Some(key) = event.dyn_ref::<KeyboardEvent>() {
                parts.key(key);
            }
        })
    };
    Box::new(TabsView {
        frame,
        parts,
        shown: None,
        listeners: vec![keys],
        _watcher: watcher,
    })
}

impl TabsView {
    fn label(&mut self, labels: &[String]) {
        let document = &self.parts.context.document;
        let had_focus = self.parts.focused();
        clear(&self.parts.list);
        self.listeners.truncate(1);
        let mut buttons = Vec::new();
        for (index, label) in labels.iter().enumerate() {
            let button = make_with(document, "button", "bk-tab", "stTab");
            set(&button, "type", "button");
            set(&button, "role", "tab");
            set(&button, "id", &format!("{}-tab-{index}", self.parts.name));
            let text = make_with(document, "div", "bk-inline", "stMarkdownContainer");
            let paragraph = make_with(document, "p", "", "");
            markdown::inline(document, &paragraph, label);
            append(&text, &paragraph);
            append(&button, &text);
            append(&self.parts.list, &button);
            let parts = self.parts.clone();
            self.listeners
                .push(listen(&button, "click", move |_| parts.choose(index)));
            buttons.push((button, label.clone()));
        }
        self.parts.buttons.replace(buttons);
        if had_focus {
            self.parts.focus(self.parts.open.get());
        }
    }
}

impl Parts {
    fn focused(&self) -> bool {
        let active = self.context.document.active_element();
        active.is_some_and(|active| self.list.contains(Some(&active)))
    }

    fn focus(&self, place: usize) {
        if let Some((button, _)) = self.buttons.borrow().get(place) {
            button.take_focus();
        }
    }

    /// The reader opens a tab.
    fn choose(&self, place: usize) {
        if self.open.replace(place) == place {
            return;
        }
        self.paint();
        let label = self
            .buttons
            .borrow()
            .get(place)
            .map(|(_, label)| label.clone());
        if let (Some(id), Some(label)) = (&*self.id.borrow(), label) {
            self.context.widgets.set(id, WidgetValue::Text(label));
        }
    }

    fn key(&self, event: &KeyboardEvent) {
        let count = self.buttons.borrow().len();
        let open = self.open.get();
        let next = match event.key().as_str() {
            "ArrowRight" => (open + 1) % count,
            "ArrowLeft" => (open + count - 1) % count,
            "Home" => 0,
            "End" => count - 1,
            _ => return,
        };
        event.prevent_default();
        self.choose(next);
        self.focus(next);
    }

    /// Shows the open tab and its content.
    fn paint(&self) {
        let open = self.open.get();
        let name = |kind, index| format!("{}-{kind}-{index}", self.name);
        for (index, (button, _)) in self.buttons.borrow().iter().enumerate() {
            let is_open = index == open;
            set(
                button,
                "aria-selected",
                if is_open { "true" } else { "false" },
            );
            set(button, "tabindex", if is_open { "0" } else { "-1" });
            let panel = name("panel", index);
            set_optional(button, "aria-controls", is_open.then_some(panel.as_str()));
        }
        let panels = self.body.children();
        for index in 0..panels.length() {
            let Some(panel) = panels.item(index) else {
                continue;
            };
            let is_open = index as usize == open;
            set(&panel, "id", &name("panel", index as usize));
            set(&panel, "aria-labelledby", &name("tab", index as usize));
            set_optional(&panel, "hidden", (!is_open).then_some(""));
        }
    }
}

impl BlockView for TabsView {
    fn frame(&self) -> &HtmlElement {
        &self.frame
    }

    fn body(&self) -> &HtmlElement {
        &self.parts.body
    }

    fn update(&mut self, block: &Block) -> bool {
        let Block::Tabs(tabs) = block else {
            return false;
        };
        let known = self.shown.as_ref();
        let is_in = |label: &String| tabs.labels.contains(label);
        if known.is_some_and(|shown| !shown.labels.iter().any(is_in)) {
            return false;
        }
        if known.map(|shown| &shown.labels) != Some(&tabs.labels) {
            // The tab that is open stays so where its label does.
            let open = known.and_then(|shown| {
                let label = shown.labels.get(self.parts.open.get())?;
                tabs.labels.iter().position(|other| other == label)
            });
            self.parts.open.set(open.unwrap_or(tabs.open));
            self.label(&tabs.labels);
        } else if known.map(|shown| shown.open) != Some(tabs.open) {
            self.parts.open.set(tabs.open);
        }
        if let Some(open) = tabs.set_open {
            self.parts.open.set(open);
        }
        self.parts.id.replace(tabs.id.clone());
        self.shown = Some(tabs.clone());
        self.parts.paint();
        true
    }
}

struct Panel {
    frame: HtmlElement,
    body: HtmlElement,
}

/// What one tab shows.
pub(super) fn panel(context: &Context) -> Box<dyn BlockView> {
    let frame = make_with(&context.document, "div", "bk-tab-panel", "stTabPanel");
    set(&frame, "role", "tabpanel");
    set(&frame, "tabindex", "0");
    let body = vertical(context);
    append(&frame, &body);
    Box::new(Panel { frame, body })
}

impl BlockView for Panel {
    fn frame(&self) -> &HtmlElement {
        &self.frame
    }

    fn body(&self) -> &HtmlElement {
        &self.body
    }

    fn update(&mut self, block: &Block) -> bool {
        *block == Block::Tab
    }
}
