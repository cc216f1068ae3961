//! Components of the author: what they are given, what they say, what is refused.

use brooklet_protocol::{Element, MediaSource, WidgetValue};
use brooklet_tests::App;

use crate::assertions::{app, raises, shows, tells};

fn json(text: &str) -> WidgetValue {
    WidgetValue::Json(text.to_owned())
}

const FIRST: &str = "import streamlit.components.v1 as components\nf = components.declare_component('c', url='https://a.b')\n";

#[test]
fn a_component_is_its_default_until_it_says_something() {
    let mut app = app(&format!(
        "{FIRST}st.text(f(size=[1, 2], default=5, key='k', on_change=lambda: print(st.session_state.k)))"
    ));
    assert_eq!(
        app.outline(),
        "component \"app.c\" with {\"size\": [1, 2], \"default\": 5, \"key\": \"k\"}\ntext: 5\n"
    );
    app.set("app.c", json("{\"a\": [1, null]}"));
    assert!(app.outline().ends_with("text: {'a': [1, None]}\n"));
    assert_eq!(app.printed(), "{'a': [1, None]}\n");
    app.set("app.c", json("null"));
    assert!(app.outline().ends_with("text: 5\n"));
}

#[test]
fn the_files_of_a_component_come_with_its_page() {
    let script = "import streamlit.components.v1 as components\ncomponents.declare_component('c', path='front')(a=1)\n";
    let files = [
        (
            "front/index.html",
            "<link rel=\"stylesheet\" href=\"./css/a.css\"><script src='/main.js?v=1'></script><a href=\"https://x.y/z\">z</a><img src=\"gone.png\">",
        ),
        ("front/css/a.css", "p { background: url('../dot.svg') }"),
        ("front/dot.svg", "<svg/>"),
        ("front/main.js", "1"),
    ];
    let app = App::with_files(&format!("import streamlit as st\n{script}"), &files);
    let source = app.element(|element| match element {
        Element::Component(component) => Some(component.source.clone()),
        _ => None,
    });
    let Some(MediaSource::Bytes(id)) = source else {
        panic!("no page in\n{}", app.outline());
    };
    let (mime, bytes) = app.media(&id).unwrap();
    assert_eq!(mime, "text/html;charset=utf-8");
    // What stands in base64: `p { background: url(data:image/svg+xml;base64,PHN2Zy8+) }` and `1`.
    assert_eq!(
        String::from_utf8(bytes).unwrap(),
        "<link rel=\"stylesheet\" href=\"data:text/css;base64,cCB7IGJhY2tncm91bmQ6IHVybChkYXRhOmltYWdlL3N2Zyt4bWw7YmFzZTY0LFBITjJaeTgrKSB9\"><script src='data:text/javascript;base64,MQ=='></script><a href=\"https://x.y/z\">z</a><img src=\"gone.png\">"
    );
}

#[test]
fn a_component_knows_its_name() {
    shows(
        &format!("{FIRST}st.text([repr(f), str(f), f.name, f.url, f == f])"),
        "text: [\"CustomComponent(_name='app.c', _url='https://a.b', _module_name='app')\", \"'app.c': https://a.b\", 'app.c', 'https://a.b', True]\n",
    );
}

#[test]
fn bytes_go_beside_the_other_arguments() {
    let app = app(&format!("{FIRST}f(data=b'abc')"));
    let bytes = app.element(|element| match element {
        Element::Component(component) => Some(component.bytes.clone()),
        _ => None,
    });
    assert_eq!(bytes.unwrap(), [("data".to_owned(), "YWJj".to_owned())]);
}

#[test]
fn what_a_component_cannot_take_is_refused() {
    let declare = "streamlit.components.v1.declare_component";
    for (call, error) in [
        (
            format!("import streamlit.components.v1\n{declare}('x')"),
            "StreamlitAPIException | `path` | `url`",
        ),
        (
            format!("import streamlit.components.v1\n{declare}('x', path='/nope/q')"),
            "StreamlitAPIException | `/nope/q`",
        ),
        (
            format!("{FIRST}f('lab')"),
            "MarshallComponentException | `'lab'`",
        ),
        (
            format!("{FIRST}f(a=object())"),
            "MarshallComponentException",
        ),
        (
            format!("{FIRST}f(tab_index='x')"),
            "StreamlitInvalidParameterTypeError | `tab_index` | `str`",
        ),
        (
            format!("{FIRST}f(tab_index=-3)"),
            "StreamlitValueError | `tab_index` | -1",
        ),
        (
            format!("{FIRST}f(on_change='rerun')"),
            "StreamlitAPIException | `on_change` | `'rerun'`",
        ),
    ] {
        raises(&call, error);
    }
    let twice = app(&format!("{FIRST}f(a=1)\nf(a=1)")).outline();
    tells(
        &twice,
        "StreamlitDuplicateElementId | `st.component_instance`",
    );
}

const SECOND: &str =
    "f = st.components.v2.component('c', html='<p>', css='p {}', js='export default () => {}')\n";

#[test]
fn a_component_in_the_page_keeps_its_state() {
    let mut app = app(&format!(
        "{SECOND}r = f(key='k', data={{'a': 1}}, default={{'v': 3}}, on_v_change=lambda: print('v', st.session_state.k), on_w_change=lambda: print('w'))\nst.text([r, r.v, r['w']])\nst.text(st.session_state.k)"
    ));
    assert_eq!(
        app.outline(),
        "component \"c\" with {\"a\": 1}\ntext: [{'v': 3, 'w': None}, 3, None]\ntext: {'v': 3}\n"
    );
    app.set("c", json("{\"w\": [2]}"));
    assert!(
        app.outline()
            .contains("text: [{'v': 3, 'w': [2]}, 3, [2]]\n")
    );
    assert_eq!(app.printed(), "w\n");
    app.set("c", json("{\"w\": [2], \"v\": 4}"));
    assert_eq!(app.printed(), "w\nv {'v': 4, 'w': [2]}\n");
    app.rerun();
    assert!(
        app.outline()
            .contains("text: [{'v': 4, 'w': [2]}, 4, [2]]\n")
    );
    assert_eq!(app.printed(), "w\nv {'v': 4, 'w': [2]}\n");
}

#[test]
fn what_a_component_fires_holds_for_one_run() {
    let mut app = app(&format!(
        "{SECOND}r = f(on_click_change=lambda: print('click'))\nst.text(r.click)"
    ));
    assert!(app.outline().ends_with("text: None\n"));
    app.tell("c", "{\"click\": {\"x\": 1}}");
    assert!(app.outline().ends_with("text: {'x': 1}\n"));
    assert_eq!(app.printed(), "click\n");
    app.rerun();
    assert!(app.outline().ends_with("text: None\n"));
    app.tell("c", "{\"click\": {\"x\": 1}}");
    assert_eq!(app.printed(), "click\nclick\n");
}

#[test]
fn what_a_component_in_the_page_cannot_take_is_refused() {
    for (call, error) in [
        (
            "default={'v': 1}",
            "BidiComponentInvalidDefaultKeyError | `default` | `v`",
        ),
        (
            "default={'v': 1}, on_w_change=print",
            "BidiComponentInvalidDefaultKeyError | `default` | `v`",
        ),
        (
            "on___change=print",
            "BidiComponentInvalidCallbackNameError | `on___change` | `on_` | `_change`",
        ),
        (
            "data=object()",
            "BidiComponentUnserializableDataError | `data`",
        ),
        (
            "width='x'",
            "StreamlitInvalidWidthError | `width` | `'x'` | 'stretch' | 'content'",
        ),
    ] {
        raises(&format!("{SECOND}f({call})"), error);
    }
    raises(
        "st.components.v2.component('x', js='a.js')",
        "StreamlitAPIException | `js` | 'x'",
    );
    raises(
        "st.components.v2.component('x', css=3)",
        "StreamlitInvalidParameterTypeError | `css` | `int`",
    );
}
