//! Numbers, tables, pictures and players. The expected texts were taken from Streamlit 1.67.

use brooklet_protocol::{Element, Sign};
use brooklet_tests::App;

fn page(script: &str) -> String {
    App::new(&format!("import streamlit as st\n{script}\n")).outline()
}

#[test]
fn a_metric_says_how_its_value_changed() {
    for (arguments, shown) in [
        ("'T', 70, 1.5", r#"metric "T" 70 "1.5" green Up"#),
        ("'T', 70, '-3 °F'", r#"metric "T" 70 "-3 °F" red Down"#),
        ("'T', None, 0", r#"metric "T" — "0" gray Off"#),
        ("'T', 'x'", r#"metric "T" x "" gray Off"#),
        (
            "'T', 1, -1, delta_color='inverse'",
            r#"metric "T" 1 "-1" green Down"#,
        ),
        (
            "'T', 1, -1, delta_color='blue', delta_arrow='off'",
            r#"metric "T" 1 "-1" blue Off"#,
        ),
    ] {
        let script = format!("st.metric({arguments})");
        assert_eq!(page(&script), format!("{shown}\n"), "{arguments}");
    }
}

#[test]
fn a_metric_refuses_what_it_cannot_show() {
    for (arguments, text) in [
        (
            "'T', 1, delta_color='pink'",
            "Invalid `delta_color` value. Supported values: 'normal', 'inverse', 'off', 'red'",
        ),
        (
            "'T', 1, delta_arrow='left'",
            "Invalid `delta_arrow` value. Supported values: 'auto', 'up', 'down', 'off'.",
        ),
        (
            "'T', 1, chart_data=[1, 'x']",
            "The value 'x' is of type <class 'str'> and cannot be converted to float.",
        ),
        (
            "'T', [1]",
            "Provided type: list. Convert the value to a number type.",
        ),
    ] {
        let shown = page(&format!("st.metric({arguments})"));
        assert!(shown.contains(text), "{arguments}: {shown}");
    }
}

#[test]
fn a_table_shows_what_it_is_given() {
    for (data, shown) in [
        (
            "{'a': [1, 2], 'b': ['x', None]}",
            r#"Some(["a", "b"]) [["1", "x"], ["2", ""]]"#,
        ),
        (
            "[{'a': 1}, {'b': 'q'}]",
            r#"Some(["a", "b"]) [["1.0000", ""], ["", "q"]]"#,
        ),
        ("[[1, 2], [3]]", r#"None [["1", "2.0000"], ["3", ""]]"#),
        (
            "{'a': 1, 'b': [1, 2]}",
            r#"Some(["a", "b"]) [["1", "1"], ["1", "2"]]"#,
        ),
        (
            "{'a': {'x': 1, 'y': 2}, 'b': {'x': 3}}",
            r#"Some(["", "a", "b"]) [["x", "1", "3.0000"], ["y", "2", ""]]"#,
        ),
        ("[True, 'a']", r#"None [["True"], ["a"]]"#),
        ("range(2)", r#"None [["0"], ["1"]]"#),
        ("None", "Some([]) []"),
    ] {
        let script = format!("st.table({data})");
        assert_eq!(page(&script), format!("table {shown}\n"), "{data}");
    }
    assert!(page("st.table(5)").contains("A value of type `int` cannot be shown as a table."));
    assert!(
        page("st.table([], border=1.5)")
            .contains("Invalid `border` value. Supported values: True, False, 'horizontal'.")
    );
}

#[test]
fn pictures_come_from_texts_bytes_and_addresses() {
    let app = App::new(
        "import streamlit as st\nst.image(['<svg width=\"9\"></svg>', b'\\x89PNG\\r\\n\\x1a\\n', 'https://a.b/c.png'], caption=['a', 'b', 'c'])\n",
    );
    assert_eq!(app.outline(), "images: 3\n");
    for (arguments, text) in [
        (
            "['https://a.b'] * 2, caption='x'",
            "Cannot pair 1 captions with 2 images.",
        ),
        (
            "['https://a.b'] * 2, link='https://a.b'",
            "The `link` parameter is only supported when displaying a single image. You passed 2 images.",
        ),
        ("'none.png'", "Error opening 'none.png'"),
    ] {
        let shown = page(&format!("st.image({arguments})"));
        assert!(shown.contains(text), "{arguments}: {shown}");
    }
}

#[test]
fn players_start_and_stop_where_they_are_told() {
    let app = App::new(
        "import streamlit as st\nst.video('https://a.b/c.mp4', start_time='1m', end_time=90, subtitles='1\\n00:00:01,000 --> 00:00:02,000\\nx')\n",
    );
    let player = app.element(|element| match element {
        Element::Player(player) => Some(player.clone()),
        _ => None,
    });
    let player = player.expect("a player");
    assert_eq!((player.start_secs, player.end_secs), (60, Some(90)));
    assert_eq!(player.subtitles.len(), 1);
    assert_eq!(
        page("st.video('https://youtu.be/B2iAodr0fOo')\nst.audio(b'abc')"),
        "YouTube\nAudio\n"
    );
    assert!(
        page("st.video(b'', start_time=3, end_time=2)")
            .contains("Invalid start_time and end_time combination.")
    );
    assert!(
        page("st.audio(b'', start_time='x')")
            .contains("Failed to convert 'start_time' to a timedelta.")
    );
}

#[test]
fn frames_hold_html_or_a_page() {
    assert_eq!(
        page(
            "import streamlit.components.v1 as components\ncomponents.html('<b>x</b>', height=60)\nst.iframe('https://a.b')"
        ),
        "iframe: Html(\"<b>x</b>\")\niframe: Source(Address(\"https://a.b\"))\n"
    );
}

#[test]
fn help_says_what_an_object_is() {
    assert_eq!(
        page("def f(x, y=1):\n    'Adds.'\nst.help(f)"),
        "help Some(\"f\") function Some(\"__main__.f(x, y=1)\") Some(\"Adds.\")\n"
    );
    assert!(page("st.help(5)").starts_with("help None int Some(\"5\")"));
}

#[test]
fn echo_shows_the_code_of_its_block() {
    let shown = page("with st.echo():\n    # a note\n    x = 1\n\n    st.text(x)\nst.text('end')");
    assert!(shown.contains("x = 1\n\nst.text(x)"), "{shown}");
    assert!(!shown.contains("note"), "{shown}");
}

#[test]
fn badges_formulas_and_html_are_drawn() {
    assert_eq!(
        page(
            "st.badge('N[1]', icon=':material/check:', color='green')\nst.latex('a^2')\nst.html('<b>x</b>')"
        ),
        "markdown: :green-badge[:material/check: N\\[1\\]]\nmarkdown: $$\na^2\n$$\nhtml: <b>x</b>\n"
    );
    assert!(page("st.html('')").contains("The `body` parameter is required."));
}

#[test]
fn a_logo_refuses_what_it_cannot_show() {
    const INVALID: &str = "passed to st.logo is invalid - See [documentation](https://docs.streamlit.io/develop/api-reference/media/st.logo) for more information on valid types";
    for (arguments, text) in [
        ("1", format!("The image {INVALID}")),
        ("'nope.png'", format!("The image {INVALID}")),
        ("'🏠', icon_image='nope'", format!("The icon_image {INVALID}")),
        (
            "'🏠', link='ftp://x'",
            "\"ftp://x\" is not a valid URL. You must use a fully qualified domain beginning with \"http://\" or \"https://\".".to_owned(),
        ),
        (
            "'🏠', size='huge'",
            "Invalid `size` value. Supported values: 'small', 'medium', 'large'.".to_owned(),
        ),
    ] {
        let shown = page(&format!("st.logo({arguments})"));
        assert!(shown.ends_with(&format!("{text}\n")), "{arguments}: {shown}");
    }
    let app = App::new(
        "import streamlit as st\nst.logo('🏠', size='LARGE', icon_image=':material/home:')",
    );
    let logo = app.page_change().logo.unwrap();
    assert_eq!(logo.height, 32);
    assert_eq!(logo.image, Sign::Text("🏠".to_owned()));
}

#[test]
fn a_pdf_comes_from_bytes_files_and_addresses() {
    let shown = page("st.pdf(b'%PDF-1.4')\nst.pdf('https://a.b/c.pdf', height=200)");
    let lines: Vec<&str> = shown.lines().collect();
    assert!(lines[0].starts_with("iframe: Pdf(Bytes("), "{shown}");
    assert_eq!(lines[1], r#"iframe: Pdf(Address("https://a.b/c.pdf"))"#);
    for (argument, text) in [
        (
            "None",
            "The `data` parameter is required. Please provide a valid PDF file path, URL, bytes data, or file-like object.",
        ),
        (
            "1",
            "Invalid `data` type. Expected one of: str, Path, bytes, file-like object. Provided type: int. A str can be a file path or a URL.",
        ),
        (
            "'no.pdf'",
            "Unable to read file 'no.pdf': [Errno 2] No such file or directory: 'no.pdf'",
        ),
    ] {
        let shown = page(&format!("st.pdf({argument})"));
        assert!(shown.contains(text), "{argument}: {shown}");
    }
}

#[test]
fn a_picture_tells_of_parameters_that_are_gone() {
    let svg = "'<svg xmlns=\"http://www.w3.org/2000/svg\"/>'";
    assert_eq!(
        page(&format!("st.image({svg}, use_column_width=True)")),
        "warning: `use_column_width` was removed and has no effect. use `width='stretch'`, `width='content'`, or an integer pixel value instead.\nimages: 1\n"
    );
    let shown = page("st.image('no.png', width=0)");
    assert!(shown.contains("Invalid width value: 0."), "{shown}");
}

#[test]
fn a_picture_may_be_an_array_of_numbers() {
    let array = "class Array:\n    \
        def __init__(self, shape, kind, data):\n        \
        self.shape, self.data = shape, data\n        \
        self.__array_interface__ = {'typestr': kind}\n    \
        def tobytes(self): return self.data\n";
    for (image, shown) in [
        ("Array((1, 2), '|u1', b'ab')", "images: 1"),
        ("Array((1, 1, 4), '|u1', b'abcd')", "images: 1"),
        (
            "Array((1, 1, 3), '|u1', b'abc'), channels='BGR'",
            "images: 1",
        ),
        (
            "Array((1, 1), '<i2', bytes([0, 2])), clamp=True",
            "images: 1",
        ),
        (
            "Array((1, 1), '<i2', bytes([0, 2]))",
            "Data is outside [0, 255] and clamp is not set.",
        ),
        (
            "Array((1, 1), '<f4', bytes([0, 0, 0, 64]))",
            "Data is outside [0.0, 1.0] and clamp is not set.",
        ),
        (
            "Array((1, 1, 2), '|u1', b'ab')",
            "Channel can only be 1, 3, or 4 got 2. Shape is (1, 1, 2)",
        ),
        (
            "Array((1,), '|u1', b'a')",
            "Invalid `image` value. Supported values: a 2D or 3D NumPy array.",
        ),
        (
            "Array((1, 1), '|u1', b'a'), channels='BGR'",
            "When using `channels=\"BGR\"`, the input image should have exactly 3 color channels",
        ),
    ] {
        let page = page(&format!("{array}st.image({image})"));
        assert!(page.contains(shown), "{image}: {page}");
    }
}
