//! Numbers, tables, pictures and players. The expected texts were taken from Streamlit 1.67.

use brooklet_protocol::{Element, Icon};
use brooklet_tests::App;

use crate::assertions::tells;

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
            "StreamlitValueError | 'normal' | 'inverse' | 'off' | 'red'",
        ),
        (
            "'T', 1, delta_arrow='left'",
            "StreamlitValueError | 'auto' | 'up' | 'down' | 'off'",
        ),
        (
            "'T', 1, chart_data=[1, 'x']",
            "StreamlitAPIException | `'x'` | `str`",
        ),
        (
            "'T', [1]",
            "StreamlitInvalidParameterTypeError | `value` | `list`",
        ),
    ] {
        let shown = page(&format!("st.metric({arguments})"));
        tells(&shown, text);
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
        (
            "{'f': [-1234567.5, float('inf')], 'd': [decimal.Decimal('1.50'), decimal.Decimal('NaN')], 'l': [[1, None], [2.5]]}",
            r#"Some(["f", "d", "l"]) [["-1,234,567.5000", "1.5", "[1,null]"], ["Infinity", "", "[2.5]"]]"#,
        ),
        (
            "{'s': [datetime.timedelta(hours=-3)], 't': [datetime.time(1, 2, 3, 500000)], 'm': [datetime.datetime(2024, 7, 1, 1, 2, 3, 500000)]}",
            r#"Some(["s", "t", "m"]) [["-3 hours", "01:02:03.500", "2024-07-01 01:02:03"]]"#,
        ),
        (
            "{z: [datetime.datetime(2024, 7, 1, 1, 2, 3, tzinfo=zoneinfo.ZoneInfo(z))] for z in ['Europe/Berlin', 'UTC', 'America/Lima']}",
            r#"Some(["Europe/Berlin", "UTC", "America/Lima"]) [["2024-07-01 01:02:03+02:00", "2024-07-01 01:02:03+00:00", "2024-07-01 01:02:03-05:00"]]"#,
        ),
        (
            "{('g', 'a'): [1], ('g', 'b'): ['x']}",
            r#"Some(["g", "g", "a", "b"]) [["1", "x"]]"#,
        ),
        (
            "{'a': {(1, 'x'): 1}}",
            r#"Some(["", "", "a"]) [["1", "x", "1"]]"#,
        ),
    ] {
        let script = format!("import datetime, decimal, zoneinfo\nst.table({data})");
        assert_eq!(page(&script), format!("table {shown}\n"), "{data}");
    }
    tells(
        &page("st.table(5)"),
        "StreamlitDataframeConversionError | `int`",
    );
    tells(
        &page("st.table([], border=1.5)"),
        "StreamlitValueError | 'horizontal'",
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
            "StreamlitAPIException | `caption` | 1 | 2",
        ),
        (
            "['https://a.b'] * 2, link='https://a.b'",
            "StreamlitAPIException | `link` | 2",
        ),
        ("'none.png'", "MediaFileStorageError | `none.png`"),
    ] {
        let shown = page(&format!("st.image({arguments})"));
        tells(&shown, text);
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
    tells(
        &page("st.video(b'', start_time=3, end_time=2)"),
        "StreamlitAPIException | `start_time` | `end_time`",
    );
    tells(
        &page("st.audio(b'', start_time='x')"),
        "StreamlitAPIException | `start_time` | `'x'`",
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
    tells(
        &page("st.html('')"),
        "StreamlitMissingRequiredParameterError | `body`",
    );
}

#[test]
fn a_logo_refuses_what_it_cannot_show() {
    for (arguments, text) in [
        ("1", "StreamlitAPIException | `image` | st.logo".to_owned()),
        (
            "'nope.png'",
            "StreamlitAPIException | `image` | st.logo".to_owned(),
        ),
        (
            "'🏠', icon_image='nope'",
            "StreamlitAPIException | `icon_image` | st.logo".to_owned(),
        ),
        (
            "'🏠', link='ftp://x'",
            "StreamlitInvalidURLError | `ftp://x` | `http://` | `https://`".to_owned(),
        ),
        (
            "'🏠', size='huge'",
            "StreamlitValueError | 'small' | 'medium' | 'large'".to_owned(),
        ),
    ] {
        let shown = page(&format!("st.logo({arguments})"));
        tells(&shown, &text);
    }
    let app = App::new(
        "import streamlit as st\nst.logo('🏠', size='LARGE', icon_image=':material/home:')",
    );
    let logo = app.page_change().logo.unwrap();
    assert_eq!(logo.height, 32);
    assert_eq!(logo.image, Icon::Text("🏠".to_owned()));
}

#[test]
fn a_pdf_comes_from_bytes_files_and_addresses() {
    let shown = page("st.pdf(b'%PDF-1.4')\nst.pdf('https://a.b/c.pdf', height=200)");
    let lines: Vec<&str> = shown.lines().collect();
    assert!(lines[0].starts_with("iframe: Pdf(Bytes("), "{shown}");
    assert_eq!(lines[1], r#"iframe: Pdf(Address("https://a.b/c.pdf"))"#);
    for (argument, text) in [
        ("None", "StreamlitMissingRequiredParameterError | `data`"),
        ("1", "StreamlitInvalidParameterTypeError | `int`"),
        ("'no.pdf'", "StreamlitAPIException | `no.pdf`"),
    ] {
        let shown = page(&format!("st.pdf({argument})"));
        tells(&shown, text);
    }
}

#[test]
fn a_picture_tells_of_parameters_that_are_gone() {
    let svg = "'<svg xmlns=\"http://www.w3.org/2000/svg\"/>'";
    let shown = page(&format!("st.image({svg}, use_column_width=True)"));
    tells(&shown, "warning: | `use_column_width` | images: 1");
    let shown = page("st.image('no.png', width=0)");
    tells(&shown, "StreamlitInvalidWidthError | `width` | `0`");
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
            "StreamlitAPIException | `clamp=True` | 0 | 255",
        ),
        (
            "Array((1, 1), '<f4', bytes([0, 0, 0, 64]))",
            "StreamlitAPIException | `clamp=True` | 0.0 | 1.0",
        ),
        (
            "Array((1, 1, 2), '|u1', b'ab')",
            "StreamlitAPIException | 1 | 2",
        ),
        (
            "Array((1,), '|u1', b'a')",
            "StreamlitValueError | `image` | 2 | 3",
        ),
        (
            "Array((1, 1), '|u1', b'a'), channels='BGR'",
            "StreamlitAPIException | `channels='BGR'` | 3",
        ),
    ] {
        let page = page(&format!("{array}st.image({image})"));
        tells(&page, shown);
    }
}

#[test]
fn help_says_what_the_parameters_of_a_command_are() {
    let outline = page("st.help(st.badge)");
    for part in [
        "badge(label, *, icon=None, color='blue', width='content', help=None)",
        "Parameters:",
        "icon (str or None; default None)",
        "width (int, 'stretch' or 'content'; default 'content')",
        "CSS pixels",
    ] {
        assert!(outline.contains(part), "{part}: {outline}");
    }
    let printed = page("st.text(st.badge.__doc__.count('default'))");
    assert_eq!(printed, "text: 4\n");
}
