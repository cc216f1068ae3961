//! Short ways to make DOM elements. No text ever becomes markup here.

use js_sys::{Object, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{
    CssStyleDeclaration, CssStyleSheet, Document, Element, Event, EventTarget, HtmlElement,
    HtmlMediaElement, MutationObserver, MutationObserverInit, Node, PointerEvent, Url,
};

const SVG: &str = "http://www.w3.org/2000/svg";

/// A new element.
///
/// # Panics
/// If `tag` is no name of an element: all are constants of this crate.
pub fn make(document: &Document, tag: &str) -> HtmlElement {
    let node = document
        .create_element(tag)
        .expect("a constant name of an element")
        .unchecked_into::<HtmlElement>();
    if TEXTS.contains(&tag) {
        set(&node, "dir", "auto");
    }
    node
}

/// Elements that hold a text of its own, which reads in the direction of its first letter.
const TEXTS: [&str; 13] = [
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "caption", "input", "textarea",
];

/// A sheet of styles that is in no document. It needs no `style` element, which a content security
/// policy may forbid; nothing where the browser cannot make one.
pub(crate) fn constructed_sheet(css: &str) -> Option<CssStyleSheet> {
    let sheet = CssStyleSheet::new().ok()?;
    let replace = Reflect::get(&sheet, &"replaceSync".into()).ok()?;
    replace
        .dyn_ref::<js_sys::Function>()?
        .call1(&sheet, &css.into())
        .ok()?;
    Some(sheet)
}

/// Nodes that are put into others. The browser refuses what would be in itself, which no place of this
/// crate builds.
pub(crate) trait NodeExt {
    /// Puts a node at the end.
    fn add(&self, child: &Node);

    /// Puts a node before one that is here, or at the end.
    fn add_before(&self, child: &Node, next: Option<&Node>);
}

impl NodeExt for Node {
    fn add(&self, child: &Node) {
        // See above.
        let _ = self.append_child(child);
    }

    fn add_before(&self, child: &Node, next: Option<&Node>) {
        // See above.
        let _ = self.insert_before(child, next);
    }
}

/// Classes of an element. The browser refuses names that are empty or have spaces, and all are constants
/// of this crate.
pub(crate) trait ClassExt {
    /// Gives it a class.
    fn add_class(&self, name: &str);

    /// Gives it a class, or takes it away.
    fn set_class(&self, name: &str, on: bool);
}

impl ClassExt for Element {
    fn add_class(&self, name: &str) {
        // See above.
        let _ = self.class_list().add_1(name);
    }

    fn set_class(&self, name: &str, on: bool) {
        // See above.
        let _ = self.class_list().toggle_with_force(name, on);
    }
}

/// The style of an element. The browser passes over what is no value, and refuses only computed styles.
pub(crate) trait StyleExt {
    /// Sets a property.
    fn put(&self, property: &str, value: &str);

    /// Takes a property away.
    fn unset(&self, property: &str);
}

impl StyleExt for CssStyleDeclaration {
    fn put(&self, property: &str, value: &str) {
        // See above.
        let _ = self.set_property(property, value);
    }

    fn unset(&self, property: &str) {
        // See above.
        let _ = self.remove_property(property);
    }
}

/// The focus. The browser passes over what cannot have it.
pub(crate) trait FocusExt {
    /// Takes the focus.
    fn take_focus(&self);
}

impl FocusExt for HtmlElement {
    fn take_focus(&self) {
        // See above.
        let _ = self.focus();
    }
}

/// Lets go of an address that the browser has made for bytes.
pub(crate) fn revoke(address: &str) {
    // It fails for no text.
    let _ = Url::revoke_object_url(address);
}

/// Has an element hear of a pointer wherever it moves, until it is let go.
pub(crate) fn capture_pointer(element: &Element, event: &PointerEvent) {
    // It fails only for a pointer that is gone already.
    let _ = element.set_pointer_capture(event.pointer_id());
}

/// Has a player stand still.
pub(crate) fn halt(player: &HtmlMediaElement) {
    // It does not fail.
    let _ = player.pause();
}

/// Sets a field of a plain object.
pub(crate) fn put(object: &Object, name: &str, value: &JsValue) {
    // It takes all.
    let _ = Reflect::set(object, &name.into(), value);
}

/// A new element with a class and, unless empty, a test id.
pub fn make_with(document: &Document, tag: &str, class: &str, test_id: &str) -> HtmlElement {
    let node = make(document, tag);
    if !class.is_empty() {
        node.set_class_name(class);
    }
    if !test_id.is_empty() {
        set(&node, "data-testid", test_id);
    }
    node
}

/// Sets an attribute.
pub fn set(node: &Element, name: &str, value: &str) {
    // It fails only for names that are none, and all are constants.
    let _ = node.set_attribute(name, value);
}

/// Sets an attribute, or takes it away.
pub fn set_optional(node: &Element, name: &str, value: Option<&str>) {
    match value {
        Some(value) => set(node, name, value),
        None => unset(node, name),
    }
}

/// Takes an attribute away.
pub fn unset(node: &Element, name: &str) {
    let _ = node.remove_attribute(name);
}

/// Puts a child at the end.
pub fn append(parent: &Element, child: &Element) {
    // It fails only where the child holds the parent.
    let _ = parent.append_child(child);
}

/// Removes all children.
pub fn clear(node: &Element) {
    node.set_text_content(None);
}

/// A name for an element that no other one has.
pub fn fresh_id(prefix: &str) -> String {
    format!("{prefix}-{:x}", js_sys::Math::random().to_bits())
}

/// An icon drawn from SVG path data in a square of 24.
///
/// # Panics
/// Never: the names of the elements are constants.
pub fn svg(document: &Document, path: &str, class: &str) -> Element {
    let make = |tag| {
        document
            .create_element_ns(Some(SVG), tag)
            .expect("a constant name")
    };
    let icon = make("svg");
    for (name, value) in [
        ("viewBox", "0 0 24 24"),
        ("aria-hidden", "true"),
        ("fill", "currentColor"),
        ("class", class),
    ] {
        set(&icon, name, value);
    }
    let shape = make("path");
    set(&shape, "d", path);
    append(&icon, &shape);
    icon
}

/// A listener that ends with its value.
pub struct Listener {
    target: EventTarget,
    name: &'static str,
    captures: bool,
    closure: Closure<dyn FnMut(Event)>,
}

impl Drop for Listener {
    fn drop(&mut self) {
        let function = self.closure.as_ref().unchecked_ref();
        // What is not there need not be removed.
        let _ = self.target.remove_event_listener_with_callback_and_bool(
            self.name,
            function,
            self.captures,
        );
    }
}

/// Listens to an event until the returned value is dropped.
pub fn listen(
    target: &EventTarget,
    name: &'static str,
    handler: impl FnMut(Event) + 'static,
) -> Listener {
    add(target, name, false, handler)
}

/// Listens to an event on its way down, so also to those below `target` that do not bubble.
pub fn listen_below(
    target: &EventTarget,
    name: &'static str,
    handler: impl FnMut(Event) + 'static,
) -> Listener {
    add(target, name, true, handler)
}

fn add(
    target: &EventTarget,
    name: &'static str,
    captures: bool,
    handler: impl FnMut(Event) + 'static,
) -> Listener {
    let closure = Closure::wrap(Box::new(handler) as Box<dyn FnMut(Event)>);
    let function = closure.as_ref().unchecked_ref();
    // It does not fail.
    let _ = target.add_event_listener_with_callback_and_bool(name, function, captures);
    Listener {
        target: target.clone(),
        name,
        captures,
        closure,
    }
}

/// Follows what happens to the children of an element until it is dropped.
pub struct Watcher {
    observer: MutationObserver,
    _closure: Closure<dyn FnMut()>,
}

impl Drop for Watcher {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Calls `handler` after children have come or gone.
pub fn watch_children(node: &Element, handler: impl FnMut() + 'static) -> Watcher {
    observe(node, false, handler)
}

/// Calls `handler` after anything below `node` has come, gone or changed its text.
pub fn watch(node: &Element, handler: impl FnMut() + 'static) -> Watcher {
    observe(node, true, handler)
}

fn observe(node: &Element, below: bool, handler: impl FnMut() + 'static) -> Watcher {
    let closure = Closure::wrap(Box::new(handler) as Box<dyn FnMut()>);
    let observer = MutationObserver::new(closure.as_ref().unchecked_ref())
        .expect("a function is all that an observer needs");
    let options = MutationObserverInit::new();
    options.set_child_list(true);
    options.set_subtree(below);
    options.set_character_data(below);
    // It fails only where there is nothing to be observed.
    let _ = observer.observe_with_options(node, &options);
    Watcher {
        observer,
        _closure: closure,
    }
}
