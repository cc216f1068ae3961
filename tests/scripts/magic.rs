//! Magic: what stands alone is written.

use brooklet_tests::App;

/// What a script writes.
fn written(script: &str) -> String {
    App::new(script).outline()
}

#[test]
fn rule_248_a_text_is_written_also_one_of_several_lines() {
    assert_eq!(
        written("x = 1\n'one'\n'''\ntwo\nlines\n'''\n"),
        "markdown: one\nmarkdown: two\nlines\n"
    );
}

#[test]
fn rule_249_a_variable_is_written_and_several_in_one_line() {
    assert_eq!(
        written("x, y = 1, 'two'\nx\nx, y\n(y, x)\n"),
        "markdown: `1`\nmarkdown: `1` two\nmarkdown: two `1`\n"
    );
}

#[test]
fn rule_250_attributes_comparisons_and_choices_are_written() {
    assert_eq!(
        written("a = 3j\na.imag\na == 3j\nif a:\n    'yes' if a else 'no'\n"),
        "markdown: `3.0`\nmarkdown: `True`\nmarkdown: yes\n"
    );
}

#[test]
fn rule_251_a_call_is_done_and_not_written() {
    assert_eq!(
        written("def f():\n    return 'x'\nf()\nlen('abc')\n-len('abc')\n"),
        "markdown: `-3`\n"
    );
}

#[test]
fn rule_252_docstrings_are_not_written() {
    assert_eq!(
        written(
            "'module'\ndef f():\n    'function'\n    'text'\nasync def g():\n    'async'\n\
             class C:\n    'class'\n    def m(self):\n        'method'\n        'in it'\n\
             f()\nC().m()\ntry: g().send(None)\nexcept StopIteration: pass\n"
        ),
        "markdown: text\nmarkdown: in it\n"
    );
}

#[test]
fn rule_253_a_text_at_the_very_beginning_is_a_docstring_unless_set_otherwise() {
    let script = "'''first'''\n'second'\n";
    assert_eq!(written(script), "markdown: second\n");
    let set = App::with_config(script, &[("magic.displayRootDocString", "true")]);
    assert_eq!(set.outline(), "markdown: first\nmarkdown: second\n");
}

#[test]
fn rule_254_modules_have_no_magic() {
    let app = App::with_files(
        "import tea\ntea.kind\n",
        &[("tea.py", "kind = 'green'\nkind\n")],
    );
    assert_eq!(app.outline(), "markdown: green\n");
}

#[test]
fn rule_255_magic_can_be_turned_off() {
    let app = App::with_config("'x'\n1\n2\n", &[("runner.magicEnabled", "false")]);
    assert_eq!(app.outline(), "");
}

#[test]
fn none_is_written_and_an_empty_tuple_is_not() {
    assert_eq!(written("None\n()\n"), "markdown: `None`\n");
}

#[test]
fn an_error_in_what_is_written_names_the_line() {
    assert_eq!(
        written("x = 1\nx\nmissing\n"),
        "markdown: `1`\nexception: NameError: name 'missing' is not defined\n"
    );
}

#[test]
fn magic_needs_no_import() {
    assert_eq!(written("'docs'; 1\n"), "markdown: `1`\n");
}
