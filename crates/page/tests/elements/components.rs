//! Components of the author: what they are told and what they say, in a page of their own and in
//! that of the app.

use brooklet_protocol::element::{BidiComponent, Component};
use brooklet_protocol::{Element, MediaId, MediaSource, WidgetId, WidgetValue};
use js_sys::{Array, Promise};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Blob, BlobPropertyBag, HtmlElement};

use crate::fixture::Fixture;

/// Waits until something is so; a test in which it never is fails.
async fn until(is_so: impl Fn() -> bool) {
    for _ in 0..500 {
        if is_so() {
            return;
        }
        let pause = Promise::new(&mut |done, _| {
            let window = web_sys::window().unwrap();
            let asked = window.set_timeout_with_callback_and_timeout_and_arguments_0(&done, 10);
            asked.unwrap();
        });
        JsFuture::from(pause).await.unwrap();
    }
    panic!("it has never come true");
}

fn json(text: &str) -> WidgetValue {
    WidgetValue::Json(text.to_owned())
}

/// Whether a component has said this last.
fn said(fixture: &Fixture, id: &str, text: &str) -> bool {
    fixture.last(id) == Some(json(text))
}

const PAGE: &str = "<script>
    const tell = (type, more) => parent.postMessage({ isStreamlitMessage: true, type: 'streamlit:' + type, ...more }, '*');
    addEventListener('message', ({ data }) => {
        if (data.type !== 'streamlit:render') return;
        const { n, bytes } = data.args;
        tell('setFrameHeight', { height: 70 + n });
        let stored = 'kept apart';
        try { stored = String(localStorage.length) } catch {}
        tell('setComponentValue', { dataType: 'json', value: [n + 1, [...bytes], typeof data.theme.base, stored] });
    });
    tell('componentReady', { apiVersion: 1 });
</script>";

fn component(args: &str) -> Element {
    Element::Component(Component {
        id: WidgetId::from("c"),
        name: "app.c".to_owned(),
        source: MediaSource::Bytes(MediaId("page".to_owned())),
        args: args.to_owned(),
        bytes: vec![("bytes".to_owned(), "AP8=".to_owned())],
        tab_index: Some(-1),
    })
}

#[wasm_bindgen_test]
async fn a_component_in_a_page_of_its_own_is_given_arguments_and_answers() {
    let fixture = Fixture::new();
    let bag = BlobPropertyBag::new();
    bag.set_type("text/html");
    let page = Blob::new_with_str_sequence_and_options(&Array::of1(&PAGE.into()), &bag).unwrap();
    let id = MediaId("page".to_owned());
    fixture.context.media.take(id.clone(), page.into());
    fixture.context.media.name(id);
    let mut view = fixture.show(&component("{\"n\": 1}"));
    let frame: HtmlElement = fixture.find("iframe[data-testid=stCustomComponentV1][title='app.c']");
    assert_eq!(frame.get_attribute("height").as_deref(), Some("0"));
    assert_eq!(frame.get_attribute("tabindex").as_deref(), Some("-1"));
    until(|| said(&fixture, "c", "[2,[0,255],\"string\",\"kept apart\"]")).await;
    assert_eq!(frame.get_attribute("height").as_deref(), Some("71"));
    assert!(
        view.update(&component("{\"n\": 5}")),
        "the page within stays"
    );
    until(|| said(&fixture, "c", "[6,[0,255],\"string\",\"kept apart\"]")).await;
    let window = web_sys::window().unwrap();
    let foreign = js_sys::Object::new();
    for (name, value) in [("type", "streamlit:setComponentValue"), ("value", "no")] {
        js_sys::Reflect::set(&foreign, &name.into(), &value.into()).unwrap();
    }
    let count = fixture.reported.borrow().len();
    window.post_message(&foreign, "*").unwrap();
    view.update(&component("{\"n\": 6}"));
    until(|| said(&fixture, "c", "[7,[0,255],\"string\",\"kept apart\"]")).await;
    assert_eq!(
        fixture.reported.borrow().len(),
        count + 1,
        "others are not heard"
    );
}

fn bidi(js: &str, data: &str) -> Element {
    Element::BidiComponent(BidiComponent {
        id: WidgetId::from("b"),
        name: "b".to_owned(),
        key: Some("k".to_owned()),
        html: "<p onclick='alert(1)'>Hello <b>you</b></p>".to_owned(),
        css: "p { color: rgb(1, 2, 3); }".to_owned(),
        js: js.to_owned(),
        isolate_styles: true,
        data: data.to_owned(),
    })
}

const MODULE: &str =
    "export default ({ parentElement, data, key, name, setStateValue, setTriggerValue }) => {
    parentElement.querySelector('b').textContent = `${data.who} ${key} ${name}`;
    parentElement.host.onclick = () => setTriggerValue('click', { x: 1 });
    setStateValue('who', data.who);
    setStateValue('size', 2);
    return () => { parentElement.host.dataset.over = 'yes' };
}";

#[wasm_bindgen_test]
async fn a_component_in_the_page_is_brought_to_life_and_ends() {
    let fixture = Fixture::new();
    let mut view = fixture.show(&bidi(MODULE, "{\"who\": \"me\"}"));
    let host: HtmlElement = fixture.find("[data-testid=stBidiComponentIsolated]");
    let root = host.shadow_root().expect("styles of its own");
    let text = || root.text_content().unwrap();
    until(|| text().ends_with("Hello me k b")).await;
    let paragraph = root.query_selector("p").unwrap().unwrap();
    assert!(!paragraph.has_attribute("onclick"));
    let window = web_sys::window().unwrap();
    let style = window.get_computed_style(&paragraph).unwrap().unwrap();
    let color = style.get_property_value("color").unwrap();
    assert_eq!(color, "rgb(1, 2, 3)");
    assert!(said(&fixture, "b", "{\"size\":2,\"who\":\"me\"}"));
    host.click();
    let trigger_value = WidgetValue::TriggerValue(Box::new(json("{\"click\":{\"x\":1}}")));
    until(|| fixture.last("b-events").is_some()).await;
    assert_eq!(fixture.last("b-events"), Some(trigger_value));
    let other = bidi(MODULE, "{\"who\": \"you\"}");
    assert!(view.update(&other) && view.update(&other));
    assert!(text().ends_with("Hello you k b"));
    until(|| said(&fixture, "b", "{\"size\":2,\"who\":\"you\"}")).await;
    view.dispose();
    assert_eq!(host.get_attribute("data-over").as_deref(), Some("yes"));
    let count = fixture.reported.borrow().len();
    host.click();
    assert_eq!(fixture.reported.borrow().len(), count, "it has ended");
}

#[wasm_bindgen_test]
async fn a_module_that_cannot_be_loaded_is_said_to_be_so() {
    let fixture = Fixture::new();
    let _view = fixture.show(&bidi("this is no module", "null"));
    let host: HtmlElement = fixture.find("[data-testid=stBidiComponentIsolated]");
    until(|| host.get_attribute("role").as_deref() == Some("alert")).await;
}
