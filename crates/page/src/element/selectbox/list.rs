//! The list of options: it floats over the page and draws only what can be seen.

use std::rc::Rc;

use brooklet_protocol::element::selectbox::FilterMode;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::dom::{Listener, append, clear, fresh_id, listen, listen_below, make_with, set};
use crate::view::Context;

/// The height of an option in CSS pixels.
const ROW: f64 = 40.0;

/// How many options can be seen at once.
const VISIBLE: usize = 8;

/// The list of options.
pub(super) struct List {
    node: HtmlElement,
    inner: HtmlElement,
    id: String,
    options: Rc<Vec<String>>,
    /// The place of the option that the app knows.
    chosen: Option<usize>,
    active: usize,
    is_new: bool,
    context: Context,
    _listeners: Vec<Listener>,
    scroll: Option<Listener>,
}

impl List {
    /// An empty list below (or above) its frame; it stays there when the page is scrolled.
    pub(super) fn new(context: &Context, frame: &HtmlElement, choose: Rc<dyn Fn(String)>) -> Self {
        let document = &context.document;
        let id = fresh_id("bk-list");
        let node = make_with(document, "div", "bk-list", "stSelectboxVirtualDropdown");
        set(&node, "role", "listbox");
        set(&node, "id", &id);
        let inner = make_with(document, "div", "bk-list-inner", "");
        append(&node, &inner);
        append(&context.root, &node);
        place(&node, frame, &context.root);
        // The field keeps the focus: pressing in the list must not take it.
        let press = listen(&node, "pointerdown", |event| event.prevent_default());
        let mouse = listen(&node, "mousedown", |event| event.prevent_default());
        let click = listen(&node, "click", move |event| {
            let option = event
                .target()
                .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
                .and_then(|target| target.closest("[role=option]").ok().flatten())
                .and_then(|option| option.get_attribute("data-value"));
            if let Some(option) = option {
                choose(option);
            }
        });
        let follow = {
            let (node, frame, root) = (node.clone(), frame.clone(), context.root.clone());
            listen_below(&context.root, "scroll", move |event| {
                if event.target().as_ref() != Some(node.as_ref()) {
                    place(&node, &frame, &root);
                }
            })
        };
        Self {
            node,
            inner,
            id,
            options: Rc::default(),
            chosen: None,
            active: 0,
            is_new: false,
            context: context.clone(),
            _listeners: vec![press, mouse, click, follow],
            scroll: None,
        }
    }

    pub(super) fn id(&self) -> &str {
        &self.id
    }

    /// The id of the option that Enter chooses.
    pub(super) fn active_id(&self) -> String {
        format!("{}-{}", self.id, self.active)
    }

    /// The option that Enter chooses.
    pub(super) fn active(&self) -> Option<String> {
        self.options.get(self.active).cloned()
    }

    /// Replaces the options; the one that is chosen now is marked.
    pub(super) fn fill(&mut self, options: Vec<String>, present: Option<&str>, is_new: bool) {
        self.chosen = options
            .iter()
            .position(|option| Some(option.as_str()) == present);
        self.active = self.chosen.unwrap_or(0);
        self.options = Rc::new(options);
        self.is_new = is_new;
        let rows = self.options.len().clamp(1, VISIBLE);
        let _ = self
            .node
            .style()
            .set_property("height", &format!("{}px", rows as f64 * ROW + 2.0));
        self.reveal();
        self.paint();
    }

    /// Makes another option the active one.
    pub(super) fn move_by(&mut self, distance: isize) {
        let last = self.options.len().saturating_sub(1);
        let next = (self.active as isize).saturating_add(distance);
        self.active = usize::try_from(next).unwrap_or(0).min(last);
        self.reveal();
        self.paint();
    }

    fn reveal(&self) {
        let top = self.active as f64 * ROW;
        let seen = f64::from(self.node.scroll_top());
        let height = VISIBLE as f64 * ROW;
        if top < seen {
            self.node.set_scroll_top(top as i32);
        } else if top + ROW > seen + height {
            self.node.set_scroll_top((top + ROW - height) as i32);
        }
    }

    fn paint(&mut self) {
        let painter = Painter {
            inner: self.inner.clone(),
            node: self.node.clone(),
            id: self.id.clone(),
            options: self.options.clone(),
            chosen: self.chosen,
            active: self.active,
            is_new: self.is_new,
            context: self.context.clone(),
        };
        painter.paint();
        self.scroll = Some(listen(&self.node, "scroll", move |_| painter.paint()));
    }
}

impl Drop for List {
    fn drop(&mut self) {
        self.node.remove();
    }
}

/// Draws the options that can be seen.
struct Painter {
    inner: HtmlElement,
    node: HtmlElement,
    id: String,
    options: Rc<Vec<String>>,
    chosen: Option<usize>,
    active: usize,
    is_new: bool,
    context: Context,
}

impl Painter {
    fn paint(&self) {
        let document = &self.context.document;
        clear(&self.inner);
        let height = self.options.len().max(1) as f64 * ROW;
        let _ = self
            .inner
            .style()
            .set_property("height", &format!("{height}px"));
        if self.options.is_empty() {
            let none = make_with(document, "div", "bk-option bk-option-none", "");
            none.set_text_content(Some("No results"));
            return append(&self.inner, &none);
        }
        let first = (f64::from(self.node.scroll_top()) / ROW) as usize;
        let first = first.saturating_sub(2);
        let last = (first + VISIBLE + 5).min(self.options.len());
        for place in first..last {
            let option = &self.options[place];
            let class = if place == self.active {
                "bk-option bk-option-active"
            } else {
                "bk-option"
            };
            let row = make_with(document, "div", class, "stSelectboxOption");
            let is_chosen = Some(place) == self.chosen;
            for (name, value) in [
                ("role", "option"),
                ("id", &*format!("{}-{place}", self.id)),
                ("data-value", option),
                ("aria-selected", if is_chosen { "true" } else { "false" }),
                ("aria-setsize", &self.options.len().to_string()),
                ("aria-posinset", &(place + 1).to_string()),
            ] {
                set(&row, name, value);
            }
            let text = if self.is_new && place == 0 {
                format!("Add: {option}")
            } else {
                option.clone()
            };
            row.set_text_content(Some(&text));
            let _ = row
                .style()
                .set_property("top", &format!("{}px", place as f64 * ROW));
            append(&self.inner, &row);
        }
    }
}

/// Below the frame, or above it where there is no room.
fn place(node: &HtmlElement, frame: &HtmlElement, root: &HtmlElement) {
    let rect = frame.get_bounding_client_rect();
    let origin = root.get_bounding_client_rect();
    let needed = VISIBLE as f64 * ROW + 16.0;
    let room = web_sys::window()
        .and_then(|window| window.inner_height().ok())
        .and_then(|height| height.as_f64())
        .unwrap_or(f64::INFINITY)
        - rect.bottom();
    let style = node.style();
    let _ = style.set_property("left", &format!("{}px", rect.left() - origin.left()));
    let _ = style.set_property("width", &format!("{}px", rect.width()));
    let (side, other, distance) = if room < needed && rect.top() > room {
        ("bottom", "top", origin.bottom() - rect.top())
    } else {
        ("top", "bottom", rect.bottom() - origin.top())
    };
    let _ = style.set_property(side, &format!("{}px", distance + 4.0));
    let _ = style.remove_property(other);
}

/// The options that fit what is typed, those that fit best first.
pub(super) fn matching(options: &[String], typed: &str, filter: Option<FilterMode>) -> Vec<String> {
    let typed = typed.to_lowercase();
    let Some(filter) = filter.filter(|_| !typed.is_empty()) else {
        return options.to_vec();
    };
    let mut found: Vec<(usize, &String)> = options
        .iter()
        .filter_map(|option| {
            let lower = option.to_lowercase();
            let rank = match filter {
                FilterMode::Prefix => lower.starts_with(&typed).then_some(0),
                FilterMode::Contains => lower.find(&typed),
                FilterMode::Fuzzy => fuzzy(&lower, &typed),
            };
            rank.map(|rank| (rank, option))
        })
        .collect();
    if filter == FilterMode::Fuzzy {
        found.sort_by_key(|(rank, _)| *rank);
    }
    found
        .into_iter()
        .map(|(_, option)| option.clone())
        .collect()
}

/// How far apart the letters typed stand in an option; `None` if they do not stand there in order.
fn fuzzy(option: &str, typed: &str) -> Option<usize> {
    if let Some(place) = option.find(typed) {
        return Some(place);
    }
    let mut letters = option.chars().enumerate();
    let mut last = 0;
    for wanted in typed.chars() {
        last = letters.find(|(_, letter)| *letter == wanted)?.0;
    }
    Some(1000 + last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(typed: &str, filter: FilterMode) -> Vec<String> {
        let options = ["Apple", "Pineapple", "Maple", "Plum"].map(str::to_owned);
        matching(&options, typed, Some(filter))
    }

    #[test]
    fn typing_narrows_the_list() {
        assert_eq!(found("apple", FilterMode::Contains), ["Apple", "Pineapple"]);
        assert_eq!(found("p", FilterMode::Prefix), ["Pineapple", "Plum"]);
        assert_eq!(
            found("ple", FilterMode::Fuzzy),
            ["Apple", "Maple", "Pineapple"]
        );
        assert_eq!(found("pm", FilterMode::Fuzzy), ["Plum"]);
        assert_eq!(found("", FilterMode::Fuzzy).len(), 4);
        assert!(found("xyz", FilterMode::Fuzzy).is_empty());
    }
}
