//! Texts in a real browser: what a reader sees of Markdown, labels, JSON and exceptions.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::rc::Rc;

use brooklet_client::Widgets;
use brooklet_page::dom::clear;
use brooklet_page::element::build;
use brooklet_page::media::Media;
use brooklet_page::text::{label, markdown};
use brooklet_page::uploads::Uploads;
use brooklet_page::view::{Context, View};
use brooklet_protocol::Element;
use brooklet_protocol::element::{Code, Exception, Json};
use brooklet_protocol::widget::Label;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Event, HtmlElement, KeyboardEvent, KeyboardEventInit};

wasm_bindgen_test_configure!(run_in_browser);

fn context() -> Context {
    let document = web_sys::window().unwrap().document().unwrap();
    let root: HtmlElement = document.create_element("div").unwrap().unchecked_into();
    document.body().unwrap().append_child(&root).unwrap();
    Context {
        document,
        root,
        widgets: Rc::new(Widgets::new(Box::new(|_| {}))),
        media: Rc::new(Media::new(Box::new(|_| {}))),
        uploads: Rc::new(Uploads::new(Box::new(|_| {}))),
        stop: Rc::new(|| {}),
    }
}

fn show(context: &Context, element: &Element) -> Box<dyn View> {
    let view = build(element, context);
    context.root.append_child(view.node()).unwrap();
    view
}

/// The text of an element without white space.
fn letters(node: &HtmlElement) -> String {
    node.text_content().unwrap().split_whitespace().collect()
}

fn json(body: &str, expanded: bool, max_expand_depth: Option<u32>) -> Element {
    Element::Json(Json {
        body: body.to_owned(),
        expanded,
        max_expand_depth,
    })
}

fn shown(body: &str, expanded: bool, max_expand_depth: Option<u32>) -> String {
    let context = context();
    letters(show(&context, &json(body, expanded, max_expand_depth)).node())
}

fn inline(source: &str) -> String {
    let context = context();
    markdown::inline(&context.document, &context.root, source);
    context.root.inner_html()
}

#[wasm_bindgen_test]
fn json_is_shown_as_streamlit_shows_it() {
    for (body, text) in [
        ("{}", "{}"),
        ("[]", "[]"),
        (
            r#"{"a": {"b": [1, 2, {"c": null}]}, "t": true, "f": 1.5, "s": "q\"u\n"}"#,
            r#"{"a":{"b":[0:11:22:{"c":NULL}]}"t":true"f":1.5"s":"q"u\n"}"#,
        ),
        (
            r#"{"b": 1, "2": 2, "1": 3, "": 4}"#,
            r#"{"1":3"2":2"b":1"":4}"#,
        ),
        (
            r#"{"e": 1e20, "big": 12345678901234567890, "f": 1.0, "n": -0.0, "h": 1e-7}"#,
            r#"{"e":100000000000000000000"big":12345678901234567000"f":1"n":0"h":1e-7}"#,
        ),
        (r#"{"n": NaN, "i": -Infinity}"#, r#"{"n":NaN"i":-Infinity}"#),
        ("[[], {}]", "[0:[]1:{}]"),
        ("[1,]", "[0:1]"),
        (
            "1",
            r#""ERROR":{"message":"srcpropertymustbeavalidjsonobject"}"#,
        ),
    ] {
        assert_eq!(shown(body, true, None), text, "{body}");
    }
}

#[wasm_bindgen_test]
fn json_is_folded_below_its_depth() {
    let body = r#"{"a": {"b": {"c": 1}}, "d": {}}"#;
    assert_eq!(shown(body, false, None), "{...}");
    assert_eq!(shown(body, true, Some(1)), r#"{"a":{...}"d":{}}"#);
    assert_eq!(shown(body, true, Some(2)), r#"{"a":{"b":{...}}"d":{}}"#);
    assert_eq!(shown("[]", false, None), "[]");
}

#[wasm_bindgen_test]
fn what_is_empty_is_folded_until_it_is_asked_for() {
    let context = context();
    let view = show(&context, &json(r#"{"a": {}}"#, true, None));
    let fold = || -> HtmlElement {
        let folds = view.node().query_selector_all(".bk-json-fold").unwrap();
        assert_eq!(folds.length(), 2);
        folds.item(1).unwrap().unchecked_into()
    };
    for state in ["false", "true", "false"] {
        let expanded = fold().get_attribute("aria-expanded").unwrap();
        assert_eq!(expanded, state);
        assert_eq!(letters(view.node()), r#"{"a":{}}"#);
        fold().click();
    }
}

#[wasm_bindgen_test]
fn a_long_list_is_shown_in_groups_that_unfold() {
    let body = format!("{{\"a\": {:?}}}", (0..150).collect::<Vec<_>>());
    let context = context();
    let view = show(&context, &json(&body, true, None));
    assert_eq!(letters(view.node()), "{\"a\":[0-99][100-149]}");
    let folds = view.node().query_selector_all(".bk-json-fold").unwrap();
    folds
        .item(2)
        .unwrap()
        .unchecked_into::<HtmlElement>()
        .click();
    assert!(letters(view.node()).starts_with("{\"a\":[0-99][100:100101:101"));
    let folds = view.node().query_selector_all(".bk-json-fold").unwrap();
    folds
        .item(2)
        .unwrap()
        .unchecked_into::<HtmlElement>()
        .click();
    assert_eq!(letters(view.node()), "{\"a\":[0-99][100-149]}");
}

#[wasm_bindgen_test]
fn a_fold_opens_one_level_and_keeps_the_focus() {
    let context = context();
    let view = show(&context, &json(r#"{"a": {"b": [1]}}"#, false, None));
    let click = |place: u32| {
        let folds = view.node().query_selector_all(".bk-json-fold").unwrap();
        let fold: HtmlElement = folds.item(place).unwrap().unchecked_into();
        fold.click();
    };
    click(0);
    assert_eq!(letters(view.node()), r#"{"a":{...}}"#);
    let more = view
        .node()
        .query_selector(".bk-json-more")
        .unwrap()
        .unwrap();
    more.unchecked_into::<HtmlElement>().click();
    assert_eq!(letters(view.node()), r#"{"a":{"b":[...]}}"#);
    let focused = context.document.active_element().unwrap();
    assert_eq!(focused.class_name(), "bk-json-fold");
    click(0);
    assert_eq!(letters(view.node()), "{...}");
}

#[wasm_bindgen_test]
fn what_is_no_json_is_explained() {
    let context = context();
    let view = show(&context, &json("{bad", true, None));
    let text = view.node().text_content().unwrap();
    assert!(text.starts_with("Json Parse Error: "), "{text}");
    assert!(text.ends_with("{bad ← here"), "{text}");
}

#[wasm_bindgen_test]
fn a_label_holds_no_blocks() {
    assert_eq!(inline("# x\n- y"), "# x\n- y");
    assert_eq!(
        inline("1. x **b** `c`"),
        "1. x <strong>b</strong> <code>c</code>"
    );
    assert_eq!(inline("**\"b\"** _c_"), "<strong>\"b\"</strong> <em>c</em>");
    assert_eq!(
        inline("a :red[b] -> c"),
        "a <span class=\"stMarkdownColoredText bk-ink-red\">b</span> → c"
    );
    assert_eq!(inline(""), "");
}

#[wasm_bindgen_test]
fn code_in_a_text_has_no_empty_last_line() {
    let context = context();
    for node in markdown::block(&context.document, "```python\nx = 1\n\ny = 2\n```\n\nz") {
        context.root.append_child(&node).unwrap();
    }
    let code = context
        .root
        .query_selector("[data-testid=stMarkdownPre] > [data-testid=stCode] > pre > code")
        .unwrap()
        .unwrap();
    assert_eq!(code.text_content().unwrap(), "x = 1\n\ny = 2");
    assert_eq!(code.class_name(), "language-python");
    let last = context.root.last_element_child().unwrap();
    assert_eq!(last.tag_name(), "P", "what follows stands beside the code");
}

#[wasm_bindgen_test]
fn an_exception_names_its_class_as_it_is_told() {
    let context = context();
    let mut exception = Exception {
        type_name: "json.decoder.JSONDecodeError".to_owned(),
        message: "a *b*".to_owned(),
        message_is_markdown: false,
        stack_trace: vec!["File \"app.py\", line 1, in <module>\n    f()".to_owned()],
        is_warning: false,
    };
    let mut view = show(&context, &Element::Exception(exception.clone()));
    let message = |view: &dyn View| {
        let node = view.node();
        let message = node.query_selector("[data-testid=stExceptionMessage]");
        message.unwrap().unwrap().text_content().unwrap()
    };
    assert_eq!(message(&*view), "json.decoder.JSONDecodeError: a *b*");
    let row = view
        .node()
        .query_selector("[data-testid=stExceptionTraceRow]");
    assert!(row.unwrap().is_some());
    exception.message.clear();
    assert!(view.update(&Element::Exception(exception)));
    assert_eq!(message(&*view), "json.decoder.JSONDecodeError: ");
}

#[wasm_bindgen_test]
fn help_opens_at_focus_and_closes_at_escape() {
    let context = context();
    let label = Label {
        text: "L".to_owned(),
        help: Some("**why**".to_owned()),
        ..Label::default()
    };
    let label = label::Label::new(&label, &context);
    context.root.append_child(&label.node).unwrap();
    let mark = label.node.query_selector("button").unwrap().unwrap();
    let tip = || {
        let tip = context
            .root
            .query_selector("[data-testid=stTooltipContent]");
        tip.unwrap()
    };
    assert!(tip().is_none());
    mark.dispatch_event(&Event::new("focus").unwrap()).unwrap();
    let shown = tip().unwrap();
    assert_eq!(shown.text_content().unwrap(), "why");
    assert_eq!(mark.get_attribute("aria-describedby"), Some(shown.id()));
    let options = KeyboardEventInit::new();
    options.set_key("Escape");
    let escape = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &options).unwrap();
    mark.dispatch_event(&escape).unwrap();
    assert!(tip().is_none());
}

#[wasm_bindgen_test]
fn a_heading_has_an_anchor() {
    let context = context();
    for node in markdown::block(&context.document, "## Über *uns*") {
        context.root.append_child(&node).unwrap();
    }
    let heading = context.root.query_selector("h2#ueber-uns").unwrap();
    assert_eq!(letters(&heading.unwrap().unchecked_into()), "Überuns");
    let link = context.root.query_selector("a[href='#ueber-uns']");
    let name = link.unwrap().unwrap().get_attribute("aria-label");
    assert_eq!(name.as_deref(), Some("Link to heading"));
}

#[wasm_bindgen_test]
fn code_is_coloured_and_its_lines_are_numbered() {
    let context = context();
    let code = Code {
        body: "def f():\n    return \"\"\"a\nb\"\"\"".to_owned(),
        language: Some("python".to_owned()),
        line_numbers: true,
        wrap_lines: false,
    };
    let view = show(&context, &Element::Code(code));
    let texts = |selector: &str| -> Vec<String> {
        let found = view.node().query_selector_all(selector).unwrap();
        (0..found.length())
            .map(|place| found.item(place).unwrap().text_content().unwrap())
            .collect()
    };
    assert_eq!(texts(".linenumber"), ["1", "2", "3"]);
    assert_eq!(texts(".token.keyword"), ["def", "return"]);
    assert_eq!(texts(".token.function"), ["f"]);
    assert_eq!(texts(".token.string"), ["\"\"\"a\n", "b\"\"\""]);
    assert_eq!(texts("button[aria-label='Copy to clipboard']").len(), 1);
}

#[wasm_bindgen_test]
async fn a_formula_waits_as_its_source_for_its_script() {
    assert_eq!(
        inline("a $x^2$ for $5 and $6"),
        "a <span data-later=\"formula\">x^2</span> for $5 and $6"
    );
    let context = context();
    for node in markdown::block(&context.document, "$$\nx\n$$\n\nb $$y$$\n\nc $d\ne$") {
        context.root.append_child(&node).unwrap();
    }
    assert_eq!(
        context.root.inner_html(),
        "<span data-later=\"display\">x</span><p dir=\"auto\">b <span data-later=\"formula\">y</span></p><p dir=\"auto\">c $d\ne$</p>"
    );
    let code =
        "return Promise.resolve({ draw(node, source) { node.textContent = `[${source}]` } })";
    brooklet_page::lazy::open(js_sys::Function::new_with_args("name", code));
    clear(&context.root);
    markdown::inline(&context.document, &context.root, "$x$");
    assert_eq!(context.root.text_content().unwrap(), "x");
    let turn = js_sys::Promise::resolve(&wasm_bindgen::JsValue::UNDEFINED);
    for _ in 0..3 {
        let _ = wasm_bindgen_futures::JsFuture::from(turn.clone()).await;
    }
    assert_eq!(context.root.text_content().unwrap(), "[x]");
}

#[wasm_bindgen_test]
fn notes_stand_below_the_text_in_the_order_of_their_marks() {
    let context = context();
    let source = "a[^2] b[^1] c[^2]\n\n[^1]: One\n\n[^2]: Two\n\n[^3]: None";
    for node in markdown::block(&context.document, source) {
        context.root.append_child(&node).unwrap();
    }
    assert_eq!(letters(&context.root), "a1b2c1FootnotesTwo↩One↩");
}

#[wasm_bindgen_test]
fn html_that_only_styles_takes_no_place() {
    let context = context();
    let html = |body: &str, runs_scripts| {
        Element::Html(brooklet_protocol::element::Html {
            body: body.to_owned(),
            runs_scripts,
        })
    };
    let view = show(&context, &html("<style>b { color: red }</style>", false));
    assert!(view.node().has_attribute("data-only-styles"));
    let view = show(&context, &html("<p>a</p><style>b {}</style>", false));
    assert!(!view.node().has_attribute("data-only-styles"));
}

#[wasm_bindgen_test]
fn a_script_of_html_runs_only_where_it_is_asked_for() {
    let context = context();
    for runs_scripts in [false, true] {
        let element = Element::Html(brooklet_protocol::element::Html {
            body: "<b>a</b><script>document.body.dataset.ran = 'yes'</script>".to_owned(),
            runs_scripts,
        });
        let view = show(&context, &element);
        assert!(view.node().text_content().unwrap().starts_with('a'));
        let ran = context.document.body().unwrap().has_attribute("data-ran");
        assert_eq!(ran, runs_scripts);
    }
}
