//! The list of options of a drop-down: it floats over the page and draws only what can be seen.

mod combobox;
pub(super) mod filter;

pub(super) use combobox::Combobox;

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use brooklet_protocol::option_name;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use crate::dom::{
    Listener, StyleExt, append, clear, fresh_id, listen, listen_below, make_with, set, set_optional,
};
use crate::float::window_height;
use crate::view::Context;

/// The style.
pub(super) const STYLE: &str = include_str!("drop_down.css");

/// The mark that a field opens a list.
pub(super) const CHEVRON: &str = "M7.41 8.59 12 13.17l4.59-4.58L18 10l-6 6-6-6z";

/// The height of a line in CSS pixels.
const ROW: f64 = 40.0;

/// How many lines can be seen at once.
const VISIBLE: usize = 8;

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Row {
    /// An option by its place.
    Option(usize),
    /// What is typed, as a new option.
    Add(String),
    /// All options of the list at once; some were left out by what is typed, or none.
    All { are_some: bool },
}

/// What is to be seen in a list.
#[derive(Default)]
pub(super) struct Contents {
    pub(super) rows: Vec<Row>,
    /// The options by their places.
    pub(super) options: Rc<Vec<String>>,
    /// The line that is chosen now.
    pub(super) chosen: Option<usize>,
    /// What is said where there are no lines.
    pub(super) empty: String,
    /// What is typed: the lines are those that fit it.
    pub(super) typed: String,
}

/// What the list belongs to.
struct Owner<'a> {
    frame: &'a HtmlElement,
    name: &'a str,
    test_id: &'a str,
    is_multi: bool,
}

/// The list of options.
struct List {
    sheet: Rc<Sheet>,
    frame: HtmlElement,
    root: HtmlElement,
    _listeners: Vec<Listener>,
}

struct Sheet {
    node: HtmlElement,
    inner: HtmlElement,
    id: String,
    contents: RefCell<Contents>,
    active: RefCell<usize>,
    context: Context,
}

impl List {
    /// An empty list below (or above) its frame; it stays there when the page is scrolled.
    fn new(context: &Context, owner: &Owner, choose: impl Fn(Row) + 'static) -> Self {
        let document = &context.document;
        let id = fresh_id("bk-list");
        let node = make_with(document, "div", "bk-list", owner.test_id);
        for (name, value) in [("role", "listbox"), ("id", &id), ("aria-label", owner.name)] {
            set(&node, name, value);
        }
        set_optional(
            &node,
            "aria-multiselectable",
            owner.is_multi.then_some("true"),
        );
        let inner = make_with(document, "div", "bk-list-inner", "");
        append(&node, &inner);
        append(&context.root, &node);
        let sheet = Rc::new(Sheet {
            node: node.clone(),
            inner,
            id,
            contents: RefCell::default(),
            active: RefCell::default(),
            context: context.clone(),
        });
        // The field keeps the focus: pressing in the list must not take it.
        let press = listen(&node, "pointerdown", |event| event.prevent_default());
        let mouse = listen(&node, "mousedown", |event| event.prevent_default());
        let at_click = sheet.clone();
        let click = listen(&node, "click", move |event| {
            let place = event
                .target()
                .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
                .and_then(|target| target.closest("[data-row]").ok().flatten())
                .and_then(|line| line.get_attribute("data-row")?.parse().ok());
            let row = place.and_then(|place: usize| at_click.row(place));
            if let Some(row) = row {
                choose(row);
            }
        });
        let at_scroll = sheet.clone();
        let scroll = listen(&node, "scroll", move |_| at_scroll.paint());
        let (frame, root) = (owner.frame.clone(), context.root.clone());
        let follow = {
            let (node, frame, root) = (node.clone(), frame.clone(), root.clone());
            listen_below(&context.root, "scroll", move |event| {
                if event.target().as_ref() != Some(node.as_ref()) {
                    place(&node, &frame, &root);
                }
            })
        };
        Self {
            sheet,
            frame,
            root,
            _listeners: vec![press, mouse, click, scroll, follow],
        }
    }

    fn id(&self) -> &str {
        &self.sheet.id
    }

    /// The id of the line that Enter chooses.
    fn active_id(&self) -> String {
        format!("{}-{}", self.sheet.id, self.sheet.active.borrow())
    }

    /// The line that Enter chooses.
    fn active(&self) -> Option<Row> {
        let active = *self.sheet.active.borrow();
        self.sheet.row(active)
    }

    /// Replaces the lines. The active one stays as long as nothing else is typed; then, and at
    /// first, it is the chosen one.
    fn fill(&self, contents: Contents) {
        let sheet = &self.sheet;
        let kept = contents.active_after(&sheet.contents.borrow(), *sheet.active.borrow());
        sheet.active.replace(kept.or(contents.chosen).unwrap_or(0));
        let count = contents.rows.len().max(1);
        sheet.contents.replace(contents);
        let height = |node: &HtmlElement, pixels: f64| {
            node.style().put("height", &format!("{pixels}px"));
        };
        height(&sheet.node, count.min(VISIBLE) as f64 * ROW + 2.0);
        height(&sheet.inner, count as f64 * ROW);
        place(&sheet.node, &self.frame, &self.root);
        if kept.is_none() {
            sheet.reveal();
        }
        sheet.paint();
    }

    /// Makes another line the active one, if the key is one that does, and says whether it is.
    fn walk(&self, key: &KeyboardEvent) -> bool {
        let last = self.sheet.contents.borrow().rows.len().saturating_sub(1);
        let now = *self.sheet.active.borrow();
        let next = match key.key().as_str() {
            "ArrowDown" => now + 1,
            "ArrowUp" => now.saturating_sub(1),
            "PageDown" => now + VISIBLE,
            "PageUp" => now.saturating_sub(VISIBLE),
            "Home" => 0,
            "End" => last,
            _ => return false,
        };
        self.sheet.active.replace(next.min(last));
        self.sheet.reveal();
        self.sheet.paint();
        true
    }
}

impl Drop for List {
    fn drop(&mut self) {
        self.sheet.node.remove();
    }
}

impl Sheet {
    fn row(&self, place: usize) -> Option<Row> {
        self.contents.borrow().rows.get(place).cloned()
    }

    fn reveal(&self) {
        let top = *self.active.borrow() as f64 * ROW;
        let seen = f64::from(self.node.scroll_top());
        let height = VISIBLE as f64 * ROW;
        if top < seen {
            self.node.set_scroll_top(top as i32);
        } else if top + ROW > seen + height {
            self.node.set_scroll_top((top + ROW - height) as i32);
        }
    }

    /// Draws the lines that can be seen. Those that are there stay: a pointer that is down on one has it when it
    /// is up again.
    fn paint(&self) {
        let document = &self.context.document;
        let contents = self.contents.borrow();
        let count = contents.rows.len();
        if count == 0 {
            clear(&self.inner);
            let none = make_with(document, "div", "bk-option bk-option-none", "");
            set(&none, "role", "option");
            set(&none, "aria-disabled", "true");
            none.set_text_content(Some(&contents.empty));
            return append(&self.inner, &none);
        }
        let first = (f64::from(self.node.scroll_top()) / ROW) as usize;
        let first = first.saturating_sub(2);
        let last = (first + VISIBLE + 5).min(count);
        let active = *self.active.borrow();
        let mut next = self.keep(first..last);
        for index in first..last {
            let mut class = "bk-option".to_owned();
            if index == active {
                class.push_str(" bk-option-active");
            }
            if matches!(contents.rows[index], Row::All { .. }) {
                class.push_str(" bk-option-all");
            }
            let there = next.clone().filter(|line| line_of(line) == Some(index));
            let line = there
                .clone()
                .unwrap_or_else(|| make_with(document, "div", "", ""));
            line.set_class_name(&class);
            let is_chosen = Some(index) == contents.chosen;
            for (name, value) in [
                ("role", "option"),
                ("id", &*format!("{}-{index}", self.id)),
                ("data-row", &index.to_string()),
                ("aria-selected", if is_chosen { "true" } else { "false" }),
                ("aria-setsize", &count.to_string()),
                ("aria-posinset", &(index + 1).to_string()),
            ] {
                set(&line, name, value);
            }
            line.set_text_content(Some(&contents.text(index)));
            let top = format!("{}px", index as f64 * ROW);
            line.style().put("top", &top);
            if there.is_some() {
                next = after(&line);
            } else {
                // It fails only where the child holds the parent.
                let _ = self
                    .inner
                    .insert_before(&line, next.as_deref().map(AsRef::as_ref));
            }
        }
    }

    /// Removes the lines that are not among these, and gives the first that is.
    fn keep(&self, lines: Range<usize>) -> Option<HtmlElement> {
        let mut kept = None;
        let mut line = first_in(&self.inner);
        while let Some(here) = line {
            line = after(&here);
            if !line_of(&here).is_some_and(|place| lines.contains(&place)) {
                here.remove();
            } else if kept.is_none() {
                kept = Some(here);
            }
        }
        kept
    }
}

/// The place of the option that a line shows.
fn line_of(line: &HtmlElement) -> Option<usize> {
    line.get_attribute("data-row")?.parse().ok()
}

fn first_in(node: &HtmlElement) -> Option<HtmlElement> {
    node.first_element_child()?.dyn_into().ok()
}

fn after(line: &HtmlElement) -> Option<HtmlElement> {
    line.next_element_sibling()?.dyn_into().ok()
}

impl Contents {
    /// The line that stays the active one where these follow `former`: the same as there, or what
    /// has moved to its place. `None` where something else is typed now.
    fn active_after(&self, former: &Self, active: usize) -> Option<usize> {
        if former.rows.is_empty() || former.typed != self.typed {
            return None;
        }
        let text = former.text(active);
        let is_same = |place: &usize| self.text(*place) == text;
        let places = 0..self.rows.len();
        // A list that is the same is the rule.
        let at_once = Some(active).filter(|place| places.contains(place) && is_same(place));
        at_once
            .or_else(|| places.clone().find(is_same))
            .or_else(|| places.end.checked_sub(1).map(|last| active.min(last)))
    }

    fn text(&self, place: usize) -> String {
        match &self.rows[place] {
            Row::Option(option) => option_name::text(&self.options[*option]).to_owned(),
            Row::Add(text) => format!("Add: {text}"),
            Row::All { are_some: false } => "Select all".to_owned(),
            Row::All { are_some: true } => {
                let is_option = |row: &&Row| matches!(row, Row::Option(_));
                let count = self.rows.iter().filter(is_option).count();
                format!("Select {count} matches")
            }
        }
    }
}

/// Below the frame, or above it where there is no room.
fn place(node: &HtmlElement, frame: &HtmlElement, root: &HtmlElement) {
    let rect = frame.get_bounding_client_rect();
    let origin = root.get_bounding_client_rect();
    let needed = f64::from(node.offset_height()) + 16.0;
    let room = window_height() - rect.bottom();
    let style = node.style();
    style.put("left", &format!("{}px", rect.left() - origin.left()));
    style.put("width", &format!("{}px", rect.width()));
    let (side, other, distance) = if room < needed && rect.top() > room {
        ("bottom", "top", origin.bottom() - rect.top())
    } else {
        ("top", "bottom", rect.bottom() - origin.top())
    };
    style.put(side, &format!("{}px", distance + 4.0));
    style.unset(other);
}
