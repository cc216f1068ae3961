//! The tree of a JSON value. What is folded is not in the document; a path of places leads to it.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlElement};

use super::text::{atom, escaped};
use crate::dom::{append, make_with, set};

/// Longer lists are shown in groups of this many.
const GROUP: u32 = 100;

/// A value; lists and objects are unfolded down to `depth`. `path` leads to it from the root: the
/// place of each entry, and `g` with the number of a group, joined by `/`.
pub(super) fn node(document: &Document, value: &JsValue, path: &str, depth: u32) -> HtmlElement {
    if !value.is_object() {
        let (kind, text) = atom(value);
        return span(document, &format!("bk-json-{kind}"), &text);
    }
    let entries = Entries::of(value);
    if Array::is_array(value) && entries.count() > GROUP {
        return groups(document, entries.count(), path);
    }
    branch(document, &entries, path, depth)
}

/// What stands in place of a value that is no tree.
pub(super) fn no_tree(document: &Document) -> HtmlElement {
    let value = Object::new();
    let message = JsValue::from("src property must be a valid json object");
    // Setting a property of a new object does not fail.
    let _ = Reflect::set(&value, &"message".into(), &message);
    let row = make_with(document, "div", "", "");
    append(&row, &span(document, "bk-json-key", "\"ERROR\":"));
    append(&row, &branch(document, &Entries::of(&value), "", u32::MAX));
    row
}

/// Folds or unfolds the branch or group that `fold` belongs to.
pub(super) fn toggle(document: &Document, root: &JsValue, depth: u32, fold: &Element) {
    let Some(branch_node) = fold.closest("[data-path]").ok().flatten() else {
        return;
    };
    let path = branch_node.get_attribute("data-path").unwrap_or_default();
    let is_open = fold.get_attribute("aria-expanded").as_deref() == Some("true");
    let Some(entries) = at(root, &path) else {
        return;
    };
    let level = path.split('/').filter(|place| is_place(place)).count() as u32;
    let depth = if is_open {
        0
    } else {
        depth.saturating_sub(level).max(1)
    };
    let new = match (entries.group, is_open) {
        (Some(group), true) => folded_group(document, group, entries.length, &path),
        _ => branch(document, &entries, &path, depth),
    };
    // The branch is in the document: it was just clicked.
    let _ = branch_node.replace_with_with_node_1(&new);
    if let Ok(Some(fold)) = new.query_selector(".bk-json-fold") {
        let _ = fold.unchecked_into::<HtmlElement>().focus();
    }
}

fn is_place(place: &str) -> bool {
    !place.is_empty() && !place.starts_with('g')
}

/// The entries of an object or a list, or of a group of a list.
struct Entries {
    list: Array,
    /// The names, for an object.
    names: Option<Array>,
    /// The number of the group that this is.
    group: Option<u32>,
    /// How many entries the whole list has.
    length: u32,
}

impl Entries {
    fn of(value: &JsValue) -> Self {
        let (list, names) = if let Some(list) = value.dyn_ref::<Array>() {
            (list.clone(), None)
        } else {
            let object: &Object = value.unchecked_ref();
            (Object::values(object), Some(Object::keys(object)))
        };
        let length = list.length();
        Self {
            list,
            names,
            group: None,
            length,
        }
    }

    fn group(self, group: u32) -> Self {
        let start = group * GROUP;
        Self {
            list: self.list.slice(start, (start + GROUP).min(self.length)),
            group: Some(group),
            ..self
        }
    }

    fn count(&self) -> u32 {
        self.list.length()
    }
}

/// The entries at the end of a path.
fn at(root: &JsValue, path: &str) -> Option<Entries> {
    let mut entries = Entries::of(root);
    for place in path.split('/').filter(|place| !place.is_empty()) {
        entries = match place.strip_prefix('g') {
            Some(group) => entries.group(group.parse().ok()?),
            None => Entries::of(&entries.list.get(place.parse().ok()?)),
        };
    }
    Some(entries)
}

fn branch(document: &Document, entries: &Entries, path: &str, depth: u32) -> HtmlElement {
    let (open, close) = if entries.names.is_some() {
        ("{", "}")
    } else {
        ("[", "]")
    };
    if entries.count() == 0 {
        return span(document, "bk-json-bracket", &format!("{open}{close}"));
    }
    let node = make_with(document, "div", "bk-json-node", "");
    set(&node, "data-path", path);
    append(&node, &fold(document, open, depth > 0));
    if depth == 0 {
        append(&node, &span(document, "bk-json-more", "..."));
        append(&node, &span(document, "bk-json-bracket", close));
        return node;
    }
    let start = entries.group.unwrap_or_default() * GROUP;
    for place in 0..entries.count() {
        let row = make_with(document, "div", "bk-json-row", "");
        let (class, name) = match &entries.names {
            Some(names) => {
                let name = names.get(place).as_string().unwrap_or_default();
                ("bk-json-key", format!("\"{}\":", escaped(&name)))
            }
            None => ("bk-json-place", format!("{}:", start + place)),
        };
        append(&row, &span(document, class, &name));
        let way = join(path, &place.to_string());
        append(
            &row,
            &self::node(document, &entries.list.get(place), &way, depth - 1),
        );
        append(&node, &row);
    }
    append(&node, &span(document, "bk-json-bracket", close));
    node
}

/// A long list as groups, all of them folded.
fn groups(document: &Document, length: u32, path: &str) -> HtmlElement {
    let node = make_with(document, "div", "bk-json-node", "");
    for group in 0..length.div_ceil(GROUP) {
        let row = make_with(document, "div", "bk-json-row", "");
        let way = join(path, &format!("g{group}"));
        append(&row, &folded_group(document, group, length, &way));
        append(&node, &row);
    }
    node
}

fn folded_group(document: &Document, group: u32, length: u32, path: &str) -> HtmlElement {
    let node = make_with(document, "div", "bk-json-node", "");
    set(&node, "data-path", path);
    let start = group * GROUP;
    let last = (start + GROUP).min(length) - 1;
    let fold = fold(document, "[", false);
    append(
        &fold,
        &span(document, "bk-json-range", &format!("{start} - {last}")),
    );
    append(&node, &fold);
    append(&node, &span(document, "bk-json-bracket", "]"));
    node
}

fn fold(document: &Document, bracket: &str, is_open: bool) -> HtmlElement {
    let fold = make_with(document, "button", "bk-json-fold bk-json-bracket", "");
    set(&fold, "type", "button");
    set(
        &fold,
        "aria-expanded",
        if is_open { "true" } else { "false" },
    );
    fold.set_text_content(Some(bracket));
    fold
}

fn join(path: &str, place: &str) -> String {
    if path.is_empty() {
        place.to_owned()
    } else {
        format!("{path}/{place}")
    }
}

fn span(document: &Document, class: &str, text: &str) -> HtmlElement {
    let node = make_with(document, "span", class, "");
    node.set_text_content(Some(text));
    node
}
