//! `st.components.v2.component` on the page: HTML, a style, and a module that brings them to life.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::{Rc, Weak};

use brooklet_protocol::element::BidiComponent;
use brooklet_protocol::{Element, WidgetId, WidgetValue};
use js_sys::{Array, Function, JSON, Object};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{
    Blob, BlobPropertyBag, CustomEvent, HtmlElement, Node, ShadowRootInit, ShadowRootMode, Url,
};

use crate::dom::{Listener, NodeExt, append, fresh_id, listen, make, make_with, put, revoke, set};
use crate::text::html;
use crate::view::{Context, View};

/// The style.
pub const STYLE: &str = include_str!("bidi_component.css");

const NO_FUNCTION: &str = "The default export of this component's module is no function.";

/// What a module says when it has been loaded.
const LOADED: &str = "brooklet:component";

struct BidiComponentView {
    node: HtmlElement,
    view_state: Rc<ViewState>,
    _listeners: Vec<Listener>,
}

struct ViewState {
    /// What the component fills: the root of its own styles, or a plain element.
    parent: Node,
    shown: RefCell<BidiComponent>,
    /// What the module exports, once it is there.
    run: RefCell<Option<Function>>,
    /// What the module wants to be called at the end.
    clean_up: RefCell<Option<Function>>,
    addresses: RefCell<Vec<String>>,
    /// The ways to speak that the component has been given.
    tell: RefCell<Option<[Tell; 2]>>,
    /// What it has said since the script heard of it last: what it keeps, and what it says once. What is
    /// said in one breath is one change.
    unsaid: RefCell<[BTreeMap<String, String>; 2]>,
    this: Weak<ViewState>,
    is_over: Cell<bool>,
    context: Context,
}

/// The lists of what a component tells.
const KEPT: usize = 0;
const SAID: usize = 1;

type Tell = Closure<dyn FnMut(String, JsValue)>;

/// A view for it.
pub fn view(element: &BidiComponent, context: &Context) -> Box<dyn View> {
    let document = &context.document;
    let test_id = if element.isolate_styles {
        "stBidiComponentIsolated"
    } else {
        "stBidiComponentRegular"
    };
    let node = make_with(
        document,
        "div",
        &format!("stBidiComponent bk-bidi {test_id}"),
        test_id,
    );
    let parent = parent(&node, element.isolate_styles);
    if !element.css.is_empty() {
        let style = make(document, "style");
        style.set_text_content(Some(&element.css));
        parent.add(&style);
    }
    for part in html::clean(document, &element.html) {
        parent.add(&part);
    }
    let view_state = Rc::new_cyclic(|this| ViewState {
        parent,
        shown: RefCell::new(element.clone()),
        run: RefCell::default(),
        clean_up: RefCell::default(),
        addresses: RefCell::default(),
        tell: RefCell::default(),
        unsaid: RefCell::default(),
        this: this.clone(),
        is_over: Cell::default(),
        context: context.clone(),
    });
    view_state.tell.replace(Some(ways_to_tell(&view_state)));
    let mut listeners = Vec::new();
    if !element.js.is_empty() {
        load(&view_state, &node, &element.js, &mut listeners);
    }
    Box::new(BidiComponentView {
        node,
        view_state,
        _listeners: listeners,
    })
}

/// What the component fills.
fn parent(node: &HtmlElement, isolate_styles: bool) -> Node {
    if !isolate_styles {
        return node.clone().unchecked_into();
    }
    let options = ShadowRootInit::new(ShadowRootMode::Open);
    match node.attach_shadow(&options) {
        Ok(root) => root.into(),
        Err(_) => node.clone().unchecked_into(),
    }
}

/// A text as JavaScript writes it.
fn literal(text: &str) -> Option<String> {
    JSON::stringify(&text.into()).ok().map(String::from)
}

/// Lets the browser load the module, and hears of what it exports. There is no other way to a
/// module from here: a page may forbid to evaluate text.
fn load(view_state: &Rc<ViewState>, node: &HtmlElement, js: &str, listeners: &mut Vec<Listener>) {
    let name = fresh_id("bk-component");
    let Some(own) = address_of(js) else { return };
    let literals = [LOADED, &name, &own].map(literal);
    let [Some(loaded), Some(this), Some(module)] = literals else {
        return;
    };
    let teller = format!(
        "const tell=found=>document.dispatchEvent(new CustomEvent({loaded},{{detail:[{this},found]}}));import({module}).then(all=>tell(all.default),error=>tell(String(error)))"
    );
    let Some(address) = address_of(&teller) else {
        return;
    };
    let document = &view_state.context.document;
    let script = make(document, "script");
    set(&script, "type", "module");
    set(&script, "src", &address);
    view_state.addresses.replace(vec![own, address]);
    let (heard, told, node) = (view_state.clone(), script.clone(), node.clone());
    listeners.push(listen(document, LOADED, move |event| {
        let detail = event.dyn_ref::<CustomEvent>().map(CustomEvent::detail);
        let detail: Option<Array> = detail.and_then(|detail| detail.dyn_into().ok());
        let detail = detail.filter(|detail| detail.get(0).as_string().as_ref() == Some(&name));
        let Some(detail) = detail else { return };
        told.remove();
        match detail.get(1).dyn_into::<Function>() {
            Ok(run) => heard.loaded(run),
            Err(error) => complain(&node, error.as_string().as_deref().unwrap_or(NO_FUNCTION)),
        }
    }));
    if let Some(head) = document.head() {
        append(&head, &script);
    }
}

/// Says what is wrong in place of the component.
fn complain(node: &HtmlElement, words: &str) {
    set(node, "role", "alert");
    let place: &Node = match node.shadow_root().as_ref() {
        Some(root) => &root.clone().into(),
        None => node,
    };
    place.set_text_content(Some(words));
}

fn address_of(js: &str) -> Option<String> {
    let bag = BlobPropertyBag::new();
    bag.set_type("text/javascript");
    let parts = Array::of1(&js.into());
    let blob = Blob::new_with_str_sequence_and_options(&parts, &bag).ok()?;
    Url::create_object_url_with_blob(&blob).ok()
}

/// `setStateValue(name, value)` and `setTriggerValue(name, value)`.
fn ways_to_tell(view_state: &Rc<ViewState>) -> [Tell; 2] {
    let way = |list: usize| {
        let view_state = Rc::downgrade(view_state);
        Closure::wrap(Box::new(move |name: String, value: JsValue| {
            if let Some(view_state) = view_state
                .upgrade()
                .filter(|view_state| !view_state.is_over.get())
            {
                view_state.note(list, name, &value);
            }
        }) as Box<dyn FnMut(String, JsValue)>)
    };
    [way(KEPT), way(SAID)]
}

impl ViewState {
    fn loaded(&self, run: Function) {
        self.run.replace(Some(run));
        self.render();
    }

    /// Calls the module with what the script gives.
    fn render(&self) {
        let Some(run) = self.run.borrow().clone() else {
            return;
        };
        let component = Object::new();
        {
            let (shown, tell) = (self.shown.borrow(), self.tell.borrow());
            let Some([keep, fire]) = tell.as_ref() else {
                return;
            };
            let data = JSON::parse(&shown.data).unwrap_or(JsValue::NULL);
            let key = shown.key.as_deref();
            for (name, value) in [
                ("name", shown.name.as_str().into()),
                ("key", key.unwrap_or(shown.id.as_str()).into()),
                ("data", data),
                ("parentElement", self.parent.clone().into()),
                ("setStateValue", keep.as_ref().clone()),
                ("setTriggerValue", fire.as_ref().clone()),
            ] {
                put(&component, name, &value);
            }
        }
        match run.call1(&JsValue::UNDEFINED, &component) {
            Ok(answer) => {
                if let Ok(clean_up) = answer.dyn_into::<Function>() {
                    self.clean_up.replace(Some(clean_up));
                }
            }
            Err(error) => web_sys::console::error_1(&error),
        }
    }

    /// Notes what the component tells; the script hears of it when the component's code rests.
    fn note(&self, list: usize, name: String, value: &JsValue) {
        let is_first = {
            let mut unsaid = self.unsaid.borrow_mut();
            let is_first = unsaid.iter().all(BTreeMap::is_empty);
            unsaid[list].insert(name, json(value));
            is_first
        };
        let this = self.this.clone();
        if is_first {
            spawn_local(async move {
                if let Some(view_state) = this
                    .upgrade()
                    .filter(|view_state| !view_state.is_over.get())
                {
                    view_state.tell_script();
                }
            });
        }
    }

    fn tell_script(&self) {
        let [kept, said] = self.unsaid.take();
        let id = self.shown.borrow().id.clone();
        let widgets = &self.context.widgets;
        if !kept.is_empty() {
            let mut all = match widgets.get(&id) {
                Some(WidgetValue::Json(all)) => parts(&all),
                _ => BTreeMap::new(),
            };
            all.extend(kept);
            let value = WidgetValue::Json(joined(&all));
            if said.is_empty() {
                widgets.set(&id, value);
            } else {
                // It goes along with what is said once.
                widgets.set_without_rerun(&id, value);
            }
        }
        if !said.is_empty() {
            let events = WidgetId(format!("{}-events", id.as_str()));
            widgets.fire_with(&id, events, WidgetValue::Json(joined(&said)));
        }
    }
}

fn json(value: &JsValue) -> String {
    let text = JSON::stringify(value)
        .ok()
        .and_then(|text| text.as_string());
    text.unwrap_or_else(|| "null".to_owned())
}

/// The parts of a JSON object.
fn parts(json: &str) -> BTreeMap<String, String> {
    let object: Option<Object> = JSON::parse(json).ok().and_then(|json| json.dyn_into().ok());
    let entries = object.map(|object| Object::entries(&object));
    let entries = entries.iter().flat_map(Array::iter);
    entries
        .filter_map(|entry| {
            let entry: Array = entry.dyn_into().ok()?;
            Some((entry.get(0).as_string()?, self::json(&entry.get(1))))
        })
        .collect()
}

fn joined(parts: &BTreeMap<String, String>) -> String {
    let part = |(name, value): (&String, &String)| format!("{}:{value}", json(&name.into()));
    let parts: Vec<String> = parts.iter().map(part).collect();
    format!("{{{}}}", parts.join(","))
}

impl View for BidiComponentView {
    fn node(&self) -> &HtmlElement {
        &self.node
    }

    fn update(&mut self, element: &Element) -> bool {
        let Element::BidiComponent(element) = element else {
            return false;
        };
        let (is_same, has_other_data) = {
            let shown = self.view_state.shown.borrow();
            let parts = |component: &BidiComponent| {
                let BidiComponent { html, css, js, .. } = component;
                (html.clone(), css.clone(), js.clone())
            };
            (
                shown.id == element.id && parts(&shown) == parts(element),
                shown.data != element.data,
            )
        };
        if is_same && has_other_data {
            self.view_state.shown.replace(element.clone());
            self.view_state.render();
        }
        is_same
    }

    fn dispose(&mut self) {
        self.view_state.is_over.set(true);
        if let Some(clean_up) = self.view_state.clean_up.take()
            && let Err(error) = clean_up.call0(&JsValue::UNDEFINED)
        {
            web_sys::console::error_1(&error);
        }
        for address in self.view_state.addresses.take() {
            revoke(&address);
        }
    }
}
