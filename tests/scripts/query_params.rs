//! `st.query_params` and its forerunners.

use brooklet_tests::App;

use crate::assertions::tells;

/// An app that was opened at this query.
fn at(query: &str, script: &str) -> App {
    let mut app = App::new(&format!(
        "import streamlit as st\nq = st.query_params\n{script}"
    ));
    app.visit("", query);
    app
}

#[test]
fn rule_329_and_330_values_are_texts_and_the_last_of_a_key_counts() {
    let app = at(
        "a=1&a=2&b=x%20y",
        "st.text(f\"{q.get('a')} {q.get_all('a')} {q.get('b')} {q.get('c')} {len(q)} {list(q)} {'a' in q}\")\n",
    );
    assert_eq!(
        app.outline(),
        "text: 2 ['1', '2'] x y None 2 ['a', 'b'] True\n"
    );
}

#[test]
fn rule_330_a_list_is_written_as_a_repeated_key() {
    let app = at("", "q['k'] = ['a', 'b c']\nq.n = 5\n");
    assert_eq!(app.query(), "k=a&k=b+c&n=5");
}

#[test]
fn rule_331_keys_and_attributes_are_the_same() {
    let app = at(
        "a=1",
        "q.b = q.a + q['a']\nst.text(q['b'])\ndel q.a\ndel q['b']\nst.text(q.to_dict())\n",
    );
    assert_eq!(app.outline(), "text: 11\ntext: {}\n");
    assert_eq!(app.query(), "");
}

#[test]
fn rule_332_embedding_is_neither_read_nor_set() {
    for (script, error) in [
        ("q.embed", "AttributeError | 'embed'"),
        (
            "q['embed_options']",
            "KeyError | st.query_params has no key 'embed_options'. Ask with `st.query_params.get('embed_options')` where it may be missing.",
        ),
        ("q['Embed'] = 'x'", "StreamlitAPIException | `Embed`"),
        (
            "q.from_dict({'embed': '1'})",
            "StreamlitAPIException | `embed`",
        ),
    ] {
        let app = at(
            "embed=true&embed_options=dark_theme&a=1",
            &format!("if q: {script}\n"),
        );
        tells(&app.outline(), error);
    }
    let app = at("embed=true&a=1", "q.clear()\n");
    assert_eq!(app.query(), "embed=true");
}

#[test]
fn rule_334_empty_values_are_allowed() {
    let app = at(
        "a=&b",
        "q.c = ''\nst.text(f\"{q['a']!r} {q['b']!r} {q.c!r}\")\n",
    );
    assert_eq!(app.outline(), "text: '' '' ''\n");
    assert_eq!(app.query(), "a=&b=&c=");
}

#[test]
fn rule_335_they_can_be_printed() {
    let app = at("a=1", "q.b = 'x'\nst.text(q)\n");
    assert_eq!(app.outline(), "text: {'a': '1', 'b': 'x'}\n");
}

#[test]
fn many_are_set_at_once() {
    let app = at(
        "a=1",
        "q.update({'b': '2'}, c=['3', '4'])\nst.text(q == {'a': '1', 'b': '2', 'c': '4'})\nq.from_dict([('z', 1)])\nst.text(q.pop('z'))\nst.text(q.setdefault('y', 'new'))\nst.text(sorted(q.items()))\n",
    );
    assert_eq!(
        app.outline(),
        "text: True\ntext: 1\ntext: new\ntext: [('y', 'new')]\n"
    );
    assert_eq!(app.query(), "y=new");
}

#[test]
fn a_dictionary_is_no_value() {
    let app = at("", "q.a = {}\n");
    tells(&app.outline(), "StreamlitQueryParamDictValueError | `a`");
}

#[test]
fn they_stay_over_runs_and_change_with_the_address() {
    let mut app = at(
        "a=1",
        "st.button('go')\nst.text(q.to_dict())\nif 'b' not in q: st.rerun() if q.update(b='2') else None\n",
    );
    app.click("go");
    assert!(
        app.outline().contains("{'a': '1', 'b': '2'}"),
        "{}",
        app.outline()
    );
    app.visit("", "b=9");
    assert!(app.outline().contains("{'b': '9'}"));
}

#[test]
fn rule_336_the_older_commands_speak_of_lists() {
    let app = at(
        "a=1&a=2&embed=true",
        "st.text(st.experimental_get_query_params())\nst.experimental_set_query_params(show=[True, 'x'], n=1)\nst.text(st.experimental_get_query_params())\n",
    );
    assert_eq!(
        app.outline(),
        "text: {'a': ['1', '2']}\ntext: {'show': ['True', 'x'], 'n': ['1']}\n"
    );
    assert_eq!(app.query(), "embed=true&show=True&show=x&n=1");
}

#[test]
fn as_a_text_a_key_that_stands_once_has_its_text() {
    let app = at("x=y&a=1&a=2", "st.text(str(q))\n");
    assert_eq!(app.outline(), "text: {'x': 'y', 'a': ['1', '2']}\n");
}
