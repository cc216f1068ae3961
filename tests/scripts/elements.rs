//! What elements show. The expected texts were taken from Streamlit 1.67.

use brooklet_tests::App;

use crate::assertions::tells;

fn page(script: &str) -> String {
    App::new(&format!("import streamlit as st\n{script}\n")).outline()
}

#[test]
fn write_suits_each_value() {
    for (value, shown) in [
        ("1", "markdown: `1`"),
        ("1.5", "markdown: `1.5`"),
        ("None", "markdown: `None`"),
        ("'a'", "markdown: a"),
        ("'a', 'b', 1", "markdown: a b `1`"),
        ("(1, 2)", "markdown: `(1, 2)`"),
        ("{1, 2}", "markdown: `{1, 2}`"),
        ("[1, 2]", "json: [1, 2]"),
        ("{'a': 1}", "json: {\"a\": 1}"),
        ("[]", "json: []"),
        ("b'abc'", "markdown: `b'abc'`"),
        ("range(3)", "markdown: `range(0, 3)`"),
        ("1+2j", "markdown: `(1+2j)`"),
        ("map(str, [1])", "json: [\"1\"]"),
        ("{'a': 1}.items()", "json: [[\"a\", 1]]"),
        ("ValueError('x')", "exception: ValueError: x"),
        ("[{1: 2}]", "json: [{\"1\": 2}]"),
        (
            "{'a': {1, 2}, 'b': (1,), 'c': b'x', 'e': None, 'f': 1.0, 'g': float('nan')}",
            "json: {\"a\": [1, 2], \"b\": [1], \"c\": \"b'x'\", \"e\": null, \"f\": 1.0, \"g\": NaN}",
        ),
    ] {
        assert_eq!(
            page(&format!("st.write({value})")),
            format!("{shown}\n"),
            "{value}"
        );
    }
}

#[test]
fn write_splits_at_what_is_no_text() {
    assert_eq!(
        page("st.write('a', {'x': 1}, 'b')"),
        "markdown: a\njson: {\"x\": 1}\nmarkdown: b\n"
    );
    assert_eq!(
        page("st.write(i for i in range(2))"),
        "markdown: `0`\nmarkdown: `1`\n"
    );
}

#[test]
fn write_shows_named_tuples_and_the_session_state() {
    assert_eq!(
        page("from collections import namedtuple\nst.write(namedtuple('P', 'x y')(1, 2))"),
        "json: {\"x\": 1, \"y\": 2}\n"
    );
    assert_eq!(
        page("st.session_state.a = 1\nst.write(st.session_state)"),
        "json: {\"a\": 1}\n"
    );
}

#[test]
fn texts_lose_their_indentation() {
    assert_eq!(page("st.text('  a\\n    b')"), "text: a\n  b\n");
    assert_eq!(
        page("st.markdown('''\n  a\n   b\n''')"),
        "markdown: a\n b\n"
    );
}

#[test]
fn a_part_of_one_becomes_percents() {
    assert_eq!(page("st.progress(0.57)"), "progress: 56\n");
    // Sums of parts miss one, and nothing, by a little.
    assert_eq!(page("st.progress(1.0000000000000002)"), "progress: 100\n");
    assert_eq!(page("st.progress(-1e-17)"), "progress: 0\n");
}

#[test]
fn a_range_is_a_list_as_json() {
    assert_eq!(page("st.json(range(3))"), page("st.json([0, 1, 2])"));
}

#[test]
fn what_is_like_a_list_is_one_as_json_unless_it_lies_within_another() {
    let json = |value: &str| {
        page(&format!(
            "import array, collections, enum\n\
             P = collections.namedtuple('P', 'x y')\n\
             class E(enum.Enum):\n    A = 1\n\
             st.json({value})"
        ))
    };
    for (value, shown) in [
        ("P(1, 2)", r#"{"x": 1, "y": 2}"#),
        ("[P(1, 2)]", "[[1, 2]]"),
        ("{'p': P(1, P(2, 3))}", r#"{"p": [1, [2, 3]]}"#),
        ("collections.deque([1])", "[1]"),
        ("[collections.deque([1])]", r#"["deque([1])"]"#),
        ("array.array('i', [1, 2])", "[1, 2]"),
        ("E", r#"["<E.A: 1>"]"#),
        ("frozenset({1})", "[1]"),
        ("[frozenset({1}), {2}]", r#"["frozenset({1})", [2]]"#),
        ("{'a': 1}.items()", r#"[["a", 1]]"#),
        ("[{'a': 1}.keys()]", r#"["dict_keys(['a'])"]"#),
    ] {
        assert_eq!(json(value), format!("json: {shown}\n"), "{value}");
    }
    assert!(json("zip([1], [2])").starts_with("json: \"<zip object"));
}

#[test]
fn a_value_in_a_circle_is_an_error() {
    let outline = page("a = []\na.append(a)\nst.json(a)");
    tells(&outline, "ValueError");
}

#[test]
fn write_explains_what_says_nothing_of_itself() {
    let classes = "import dataclasses, enum\n\
        @dataclasses.dataclass\nclass Point:\n    x: int = 1\n\
        class Bare: pass\n\
        class Html:\n    def _repr_html_(self): return '<b>x</b>'\n\
        class Kind(enum.Enum):\n    A = 1\n";
    for (value, shown) in [
        ("Point()", "help"),
        ("Point", "help"),
        ("Bare()", "help"),
        ("Html()", "help"),
        ("Kind.A", "markdown: `Kind.A`"),
        ("len", "help"),
        ("lambda x: x", "help"),
        ("zip([1], [2])", "help"),
        ("memoryview(b'x')", "help"),
        ("st.write", "help"),
    ] {
        let page = page(&format!("{classes}st.write({value})"));
        assert!(page.starts_with(shown), "{value}: {page}");
    }
    assert_eq!(
        page(&format!(
            "{classes}st.write(Html(), unsafe_allow_html=True)"
        )),
        "html: <b>x</b>\n"
    );
}

#[test]
fn write_lists_what_is_like_a_list_or_a_dict() {
    for (value, shown) in [
        ("collections.Counter('aab')", r#"{"a": 2, "b": 1}"#),
        ("collections.ChainMap({'a': 1})", r#"{"a": 1}"#),
        ("collections.UserDict(a=1)", r#"{"a": 1}"#),
        ("collections.UserList([1])", "[1]"),
        ("types.MappingProxyType({'a': 1})", r#"{"a": 1}"#),
        ("enumerate('ab')", r#"[[0, "a"], [1, "b"]]"#),
    ] {
        assert_eq!(
            page(&format!("import collections, types\nst.write({value})")),
            format!("json: {shown}\n"),
            "{value}"
        );
    }
    assert_eq!(
        page("import io\nst.write(io.StringIO('abc'))"),
        "markdown: abc\n"
    );
    assert_eq!(
        page("import decimal\nst.write('a', decimal.Decimal('1.5'))"),
        "markdown: a `1.5`\n"
    );
}
