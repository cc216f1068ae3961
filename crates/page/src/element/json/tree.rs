//! The tree of a JSON value. What is folded is not in the document; a path of places leads to it.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlElement, Node};

use super::text::{atom, escaped};
use crate::dom::{FocusExt, NodeExt, append, make_with, set};

/// Longer lists are shown in groups of this many.
const GROUP: u32 = 100;

/// Where a value stands. Lists and objects are unfolded down to `depth`.
struct Spot<'a> {
    document: &'a Document,
    /// The name of the entry that it is, with a colon.
    name: Option<Node>,
    /// What leads to it from the root: the place of each entry, and `g` with the number of a group,
    /// joined by `/`.
    path: &'a str,
    depth: u32,
    /// Whether the reader wants to see it unfolded: what is empty is folded by itself.
    is_asked: bool,
}

/// The tree of a value.
pub(super) fn tree(document: &Document, value: &JsValue, depth: u32) -> HtmlElement {
    let spot = Spot {
        document,
        name: None,
        path: "",
        depth,
        is_asked: false,
    };
    node(spot, value)
}

fn node(spot: Spot, value: &JsValue) -> HtmlElement {
    if !value.is_object() {
        let (kind, text) = atom(value);
        let value = span(spot.document, &format!("bk-json-{kind}"), &text);
        return spot.leaf(&value);
    }
    let entries = Entries::of(value);
    if Array::is_array(value) && entries.count() > GROUP {
        return groups(&spot, entries.count());
    }
    branch(spot, &entries)
}

impl Spot<'_> {
    /// What has nothing to unfold, behind its name.
    fn leaf(self, value: &HtmlElement) -> HtmlElement {
        let node = make_with(self.document, "div", "", "");
        if let Some(name) = self.name {
            node.add(&name);
        }
        append(&node, value);
        node
    }
}

/// What stands in place of a value that is no tree.
pub(super) fn no_tree(document: &Document) -> HtmlElement {
    let value = Object::new();
    let message = JsValue::from("src property must be a valid json object");
    // Setting a property of a new object does not fail.
    let _ = Reflect::set(&value, &"message".into(), &message);
    let spot = Spot {
        document,
        name: Some(name(document, "bk-json-key", "\"ERROR\"")),
        path: "",
        depth: u32::MAX,
        is_asked: false,
    };
    branch(spot, &Entries::of(&value))
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
    let name = branch_node
        .query_selector(":scope > .bk-json-fold > .bk-json-name")
        .ok()
        .flatten();
    let spot = Spot {
        document,
        name: name.map(Into::into),
        path: &path,
        depth,
        is_asked: !is_open,
    };
    let new = match (entries.group, is_open) {
        (Some(group), true) => folded_group(document, group, entries.length, &path),
        _ => branch(spot, &entries),
    };
    // The branch is in the document: it was just clicked.
    let _ = branch_node.replace_with_with_node_1(&new);
    if let Ok(Some(fold)) = new.query_selector(".bk-json-fold") {
        fold.unchecked_into::<HtmlElement>().take_focus();
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

fn branch(spot: Spot, entries: &Entries) -> HtmlElement {
    let document = spot.document;
    let (open, close) = if entries.names.is_some() {
        ("{", "}")
    } else {
        ("[", "]")
    };
    let is_open = spot.depth > 0 && (entries.count() > 0 || spot.is_asked);
    let node = make_with(document, "div", "", "");
    set(&node, "data-path", spot.path);
    append(&node, &fold(document, spot.name, open, is_open));
    if !is_open {
        if entries.count() > 0 {
            append(&node, &span(document, "bk-json-more", "..."));
        }
        append(&node, &span(document, "bk-json-bracket", close));
        return node;
    }
    let start = entries.group.unwrap_or_default() * GROUP;
    for index in 0..entries.count() {
        let row = make_with(document, "div", "bk-json-row", "");
        let name = match &entries.names {
            Some(names) => {
                let key = names.get(index).as_string().unwrap_or_default();
                name(document, "bk-json-key", &format!("\"{}\"", escaped(&key)))
            }
            None => name(document, "bk-json-place", &(start + index).to_string()),
        };
        let spot = Spot {
            document,
            name: Some(name),
            path: &join(spot.path, &index.to_string()),
            depth: spot.depth - 1,
            is_asked: false,
        };
        append(&row, &self::node(spot, &entries.list.get(index)));
        append(&node, &row);
    }
    append(&node, &span(document, "bk-json-bracket bk-json-end", close));
    node
}

/// The name of an entry.
fn name(document: &Document, class: &str, text: &str) -> Node {
    let name = make_with(document, "span", "bk-json-name", "");
    append(&name, &span(document, class, text));
    append(&name, &span(document, "bk-json-colon", ":"));
    name.into()
}

/// A long list as groups, all of them folded.
fn groups(spot: &Spot, length: u32) -> HtmlElement {
    let document = spot.document;
    let node = make_with(document, "div", "", "");
    if let Some(name) = &spot.name {
        node.add(name);
    }
    for group in 0..length.div_ceil(GROUP) {
        let row = make_with(document, "div", "bk-json-row", "");
        let way = join(spot.path, &format!("g{group}"));
        append(&row, &folded_group(document, group, length, &way));
        append(&node, &row);
    }
    node
}

fn folded_group(document: &Document, group: u32, length: u32, path: &str) -> HtmlElement {
    let node = make_with(document, "div", "", "");
    set(&node, "data-path", path);
    let start = group * GROUP;
    let last = (start + GROUP).min(length) - 1;
    let fold = fold(document, None, "[", false);
    append(
        &fold,
        &span(document, "bk-json-range", &format!("{start} - {last}")),
    );
    append(&node, &fold);
    append(&node, &span(document, "bk-json-bracket", "]"));
    node
}

fn fold(document: &Document, name: Option<Node>, bracket: &str, is_open: bool) -> HtmlElement {
    let fold = make_with(document, "button", "bk-json-fold", "");
    set(&fold, "type", "button");
    set(
        &fold,
        "aria-expanded",
        if is_open { "true" } else { "false" },
    );
    if let Some(name) = name {
        fold.add(&name);
    }
    append(&fold, &span(document, "bk-json-bracket", bracket));
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
