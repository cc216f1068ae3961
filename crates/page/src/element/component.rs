//! `st.components.v1.declare_component` on the page: a page of its own, which speaks by messages.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use brooklet_protocol::element::Component;
use brooklet_protocol::{Element, WidgetValue};
use js_sys::{Array, JSON, Object, Reflect, Uint8Array, encode_uri_component};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlElement, Location, MessageEvent, Window};

use crate::address::is_frame_source;
use crate::dom::{Listener, listen, make_with, put, set, set_optional};
use crate::media::MediaExt;
use crate::view::{Context, View};

/// What it may do. It is kept from the app's own origin, for there it could reach everything that
/// the reader has stored.
const MAY: &str = "allow-forms allow-modals allow-popups allow-popups-to-escape-sandbox allow-downloads allow-scripts";

struct ComponentView {
    node: HtmlElement,
    view_state: Rc<ViewState>,
    _listener: Option<Listener>,
}

struct ViewState {
    node: HtmlElement,
    shown: RefCell<Component>,
    is_ready: Cell<bool>,
    context: Context,
}

/// A view for it.
pub fn view(element: &Component, context: &Context) -> Box<dyn View> {
    let test_id = "stCustomComponentV1";
    let node = make_with(
        &context.document,
        "iframe",
        "stCustomComponentV1 bk-iframe",
        test_id,
    );
    let address = context.media.address(&element.source);
    let address = address.filter(|address| is_frame_source(address));
    let is_elsewhere = address
        .as_ref()
        .is_some_and(|address| address.starts_with("http"));
    let may = if is_elsewhere {
        format!("{MAY} allow-same-origin")
    } else {
        MAY.to_owned()
    };
    for (name, value) in [
        ("sandbox", may.as_str()),
        ("title", &element.name),
        ("scrolling", "no"),
        ("height", "0"),
        ("allow", "autoplay; clipboard-write; fullscreen"),
    ] {
        set(&node, name, value);
    }
    let address = address.map(|address| with_own_address(&address, is_elsewhere));
    set_optional(&node, "src", address.as_deref());
    let view_state = Rc::new(ViewState {
        node: node.clone(),
        shown: RefCell::new(element.clone()),
        is_ready: Cell::default(),
        context: context.clone(),
    });
    let heard = view_state.clone();
    let listener = web_sys::window().map(|window| {
        listen(&window, "message", move |event| {
            if let Some(event) = event.dyn_ref::<MessageEvent>() {
                heard.hear(event);
            }
        })
    });
    let view = ComponentView {
        node,
        view_state,
        _listener: listener,
    };
    view.take(element);
    Box::new(view)
}

/// The address of a component, which tells it the address of the app. A page that the app itself holds
/// has no query: it is told in the fragment.
fn with_own_address(address: &str, is_elsewhere: bool) -> String {
    let location = web_sys::window().map(|window| window.location());
    let part = |read: fn(&Location) -> Result<String, JsValue>| {
        let part = location.as_ref().and_then(|location| read(location).ok());
        part.unwrap_or_default()
    };
    let own = part(Location::origin) + &part(Location::pathname);
    with_parameter(
        address,
        &String::from(encode_uri_component(&own)),
        is_elsewhere,
    )
}

fn with_parameter(address: &str, own: &str, has_query: bool) -> String {
    if !has_query {
        return format!("{address}#?streamlitUrl={own}");
    }
    let (address, fragment) = match address.find('#') {
        Some(mark) => address.split_at(mark),
        None => (address, ""),
    };
    let joint = if address.contains('?') { '&' } else { '?' };
    format!("{address}{joint}streamlitUrl={own}{fragment}")
}

impl ViewState {
    /// The window of the page within.
    fn window(&self) -> Option<Window> {
        let window = Reflect::get(&self.node, &"contentWindow".into()).ok()?;
        (!window.is_null() && !window.is_undefined()).then(|| window.unchecked_into())
    }

    fn hear(&self, event: &MessageEvent) {
        let source = Reflect::get(event, &"source".into()).ok();
        let own = self.window().map(JsValue::from);
        if source.is_none() || source != own {
            return;
        }
        let data = event.data();
        let part = |name: &str| Reflect::get(&data, &name.into()).unwrap_or_default();
        match part("type").as_string().as_deref() {
            Some("streamlit:componentReady") => {
                self.is_ready.set(true);
                self.render();
            }
            Some("streamlit:setFrameHeight") => {
                if let Some(height) = part("height").as_f64() {
                    set(&self.node, "height", &height.max(0.0).to_string());
                }
            }
            Some("streamlit:setComponentValue") if self.is_ready.get() => {
                let text = JSON::stringify(&part("value")).ok();
                let json = text.and_then(|text| text.as_string());
                let id = self.shown.borrow().id.clone();
                let value = WidgetValue::Json(json.unwrap_or_else(|| "null".to_owned()));
                self.context.widgets.set(&id, value);
            }
            _ => {}
        }
    }

    /// Gives the page within what the script gives.
    fn render(&self) {
        let Some(window) = self.window().filter(|_| self.is_ready.get()) else {
            return;
        };
        let shown = self.shown.borrow();
        let args: Object = JSON::parse(&shown.args)
            .ok()
            .and_then(|args| args.dyn_into().ok())
            .unwrap_or_default();
        for (name, base64) in &shown.bytes {
            put(&args, name.as_str(), &bytes(base64));
        }
        let message = Object::new();
        for (name, value) in [
            ("type", "streamlit:render".into()),
            ("args", args.into()),
            ("dfs", Array::new().into()),
            ("disabled", false.into()),
            ("theme", theme(&self.context).into()),
        ] {
            put(&message, name, &value);
        }
        // What cannot be sent is not there: all of it comes from JSON.
        let _ = window.post_message(&message, "*");
    }
}

fn bytes(base64: &str) -> JsValue {
    let text = web_sys::window().and_then(|window| window.atob(base64).ok());
    let bytes: Vec<u8> = text
        .unwrap_or_default()
        .chars()
        .map(|letter| letter as u8)
        .collect();
    Uint8Array::from(bytes.as_slice()).into()
}

/// The colours of the app, as components know them.
fn theme(context: &Context) -> Object {
    let theme = Object::new();
    let style = web_sys::window()
        .and_then(|window| window.get_computed_style(&context.root).ok())
        .flatten();
    let of = |name: &str| {
        let value = style.as_ref().map(|style| style.get_property_value(name));
        value
            .and_then(Result::ok)
            .unwrap_or_default()
            .trim()
            .to_owned()
    };
    let palette = context.root.get_attribute("data-palette");
    let base = palette.unwrap_or_else(|| "light".to_owned());
    for (name, value) in [
        ("base", base),
        ("primaryColor", of("--bk-primary")),
        ("backgroundColor", of("--bk-background")),
        ("secondaryBackgroundColor", of("--bk-secondary-background")),
        ("textColor", of("--bk-text")),
        ("font", of("--bk-font")),
    ] {
        put(&theme, name, &value.into());
    }
    theme
}

impl ComponentView {
    fn take(&self, element: &Component) {
        let tab_index = element.tab_index.map(|index| index.to_string());
        set_optional(&self.node, "tabindex", tab_index.as_deref());
        self.view_state.shown.replace(element.clone());
        self.view_state.render();
    }
}

impl View for ComponentView {
    fn node(&self) -> &HtmlElement {
        &self.node
    }

    fn update(&mut self, element: &Element) -> bool {
        let Element::Component(element) = element else {
            return false;
        };
        let is_same = {
            let shown = self.view_state.shown.borrow();
            shown.id == element.id && shown.source == element.source
        };
        if is_same {
            self.take(element);
        }
        is_same
    }
}

#[cfg(test)]
mod tests {
    use super::with_parameter;

    #[test]
    fn a_component_is_told_the_address_of_the_app() {
        for (address, told) in [
            ("http://a.b/c", "http://a.b/c?streamlitUrl=x"),
            ("http://a.b/c?d=1#e", "http://a.b/c?d=1&streamlitUrl=x#e"),
        ] {
            assert_eq!(with_parameter(address, "x", true), told);
        }
        assert_eq!(
            with_parameter("blob:q", "x", false),
            "blob:q#?streamlitUrl=x"
        );
    }
}
