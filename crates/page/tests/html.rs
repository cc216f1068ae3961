//! HTML of a script in a real browser: what is drawn of it, and that nothing of it runs.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use brooklet_page::text::markdown;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::Element;

wasm_bindgen_test_configure!(run_in_browser);

/// The element that holds what a text becomes on the page.
fn draw(source: &str) -> Element {
    let document = web_sys::window().unwrap().document().unwrap();
    let root = document.create_element("div").unwrap();
    document.body().unwrap().append_child(&root).unwrap();
    for node in markdown::block_with_html(&document, source) {
        root.append_child(&node).unwrap();
    }
    root
}

fn drawn(source: &str) -> String {
    draw(source).inner_html()
}

/// Elements that run something, load something to run, or send the reader away.
const RUNS: [&str; 14] = [
    "script", "noscript", "template", "iframe", "object", "embed", "form", "base", "meta", "link",
    "math", "set", "animate", "use",
];

// What is kept is what Streamlit 1.67 shows for these texts.
#[wasm_bindgen_test]
fn html_and_markdown_go_together() {
    for (source, expected) in [
        (
            "<div class='x' style='color: red'>a <b>b</b></div>",
            "<div class=\"x\" style=\"color: red\">a <b>b</b></div>",
        ),
        (
            "line with <b>bold and `code` *em*</b>",
            "<p dir=\"auto\">line with <b>bold and <code>code</code> <em>em</em></b></p>",
        ),
        (
            "<div>\n\n**md inside**\n\n</div>",
            "<div>\n<p dir=\"auto\"><strong>md inside</strong></p></div>",
        ),
        (
            "<style>\n.x { color: red }\n\n.y > b {}\n</style>",
            "<style>\n.x { color: red }\n\n.y > b {}\n</style>",
        ),
        (
            "<details><summary>s</summary>body</details>",
            "<details><summary>s</summary>body</details>",
        ),
        (
            "<svg viewBox='0 0 9 9'><circle r='4' fill='red'/></svg>|",
            "<p dir=\"auto\"><svg viewBox=\"0 0 9 9\"><circle r=\"4\" fill=\"red\"></circle></svg>|</p>",
        ),
        (
            "<a href='https://x.y'>a</a> <a href='#z'>b</a>",
            "<p dir=\"auto\"><a href=\"https://x.y\" target=\"_blank\" rel=\"noopener noreferrer\">a</a> <a href=\"#z\">b</a></p>",
        ),
        ("<!-- c -->c &lt;d&gt;", "c &lt;d&gt;"),
        ("a < b & c", "<p dir=\"auto\">a &lt; b &amp; c</p>"),
    ] {
        assert_eq!(drawn(source).trim_end(), expected, "{source}");
    }
}

#[wasm_bindgen_test]
fn nothing_of_it_runs() {
    for source in [
        "<script>window.ran = 1</script>",
        "x <img src='no:where' onerror='window.ran = 1'>",
        "<svg onload='window.ran = 1'><script>window.ran = 1</script></svg>",
        "<svg><a xlink:href='javascript:1'><set attributeName='href' to='javascript:1'/></a></svg>",
        "<a href='javascript:window.ran = 1'>x</a>",
        "<a href='java\nscript:1'>x</a>",
        "<iframe src='javascript:parent.ran = 1'></iframe>",
        "<iframe srcdoc='<script>parent.ran = 1</script>'></iframe>",
        "<form action='javascript:1'><button formaction='javascript:1'>x</button></form>",
        "<math><mi xlink:href='javascript:1'>x</mi></math>",
        "<template><script>window.ran = 1</script></template>",
        "<noscript><p title=\"</noscript><img src=x onerror=window.ran=1>\">",
        "<object data='javascript:1'></object><embed src='javascript:1'>",
        "<meta http-equiv='refresh' content='0;javascript:1'><base href='x'>",
        "![<b title='\"><script>window.ran = 1</script>'>](x)",
    ] {
        let all = draw(source).query_selector_all("*").unwrap();
        for index in 0..all.length() {
            let element: Element = all.item(index).unwrap().unchecked_into();
            let name = element.local_name();
            assert!(!RUNS.contains(&&*name), "{source} drew {name}");
            for attribute in element.get_attribute_names() {
                let attribute = attribute.as_string().unwrap();
                let value = element.get_attribute(&attribute).unwrap();
                let is_address = matches!(&*attribute, "href" | "src" | "xlink:href");
                assert!(!attribute.starts_with("on"), "{source} has {attribute}");
                assert!(
                    !(is_address && value.contains("script:")),
                    "{source}: {value}"
                );
            }
        }
    }
    let window = web_sys::window().unwrap();
    let ran = js_sys::Reflect::get(&window, &"ran".into()).unwrap();
    assert!(ran.is_undefined());
}

#[wasm_bindgen_test]
fn a_frame_of_another_site_is_shown() {
    let source = "<iframe src='https://video.example/embed' allowfullscreen></iframe>";
    assert!(drawn(source).contains("<iframe src=\"https://video.example/embed\""));
}
