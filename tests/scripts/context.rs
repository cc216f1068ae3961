//! `st.context`, `st.user`, `st.secrets`, options.

use brooklet_tests::App;

use crate::assertions::tells;

/// What the script prints for each of these expressions, or the error it raises.
fn answers(files: &[(&str, &str)], expressions: &[(&str, &str)]) {
    let list: Vec<String> = expressions
        .iter()
        .map(|(code, _)| format!("{code:?}"))
        .collect();
    let script = format!(
        "import os\nimport streamlit as st\nfor code in [{}]:\n    try:\n        print(repr(eval(code)))\n    except Exception as error:\n        print(type(error).__name__, error)\n",
        list.join(", ")
    );
    let app = App::with_files(&script, files);
    let printed = app.printed();
    let lines: Vec<&str> = printed.lines().collect();
    for ((code, expected), line) in expressions.iter().zip(lines) {
        if expected.contains(" | ") || expected.ends_with("Error") {
            tells(line, expected);
        } else {
            assert_eq!(&line, expected, "{code}");
        }
    }
}

#[test]
fn secrets_are_those_of_the_file() {
    let toml = "k = 'v'\nl = [1, 2]\nn = 5\n[db]\nuser = 'u'\nn = 1\n";
    answers(
        &[(".streamlit/secrets.toml", toml)],
        &[
            ("st.secrets['k']", "'v'"),
            ("st.secrets.db.user", "'u'"),
            ("st.secrets['db']['n']", "1"),
            ("st.secrets.db", "{'user': 'u', 'n': 1}"),
            ("list(st.secrets)", "['k', 'l', 'n', 'db']"),
            (
                "st.secrets.to_dict()",
                "{'k': 'v', 'l': [1, 2], 'n': 5, 'db': {'user': 'u', 'n': 1}}",
            ),
            ("st.secrets.get('zz', 3)", "3"),
            ("'db' in st.secrets", "True"),
            ("dict(**st.secrets.db)", "{'user': 'u', 'n': 1}"),
            ("type(st.secrets.db).__name__", "'AttrDict'"),
            ("os.environ['k'], os.environ['n']", "('v', '5')"),
            ("st.secrets.zz", "AttributeError | 'zz'"),
            ("st.secrets.__setitem__('k', 1)", "TypeError | 'k'"),
            ("setattr(st.secrets, 'k', 1)", "TypeError | 'k'"),
            ("st.secrets.__delitem__('k')", "TypeError | 'k'"),
            ("delattr(st.secrets, 'k')", "TypeError | 'k'"),
            (
                "st.secrets['db']['zz']",
                "KeyError | st.secrets has no key 'zz'. Add it to `.streamlit/secrets.toml` of the app.",
            ),
        ],
    );
}

#[test]
fn without_secrets_asking_for_one_is_an_error() {
    let none = "StreamlitSecretNotFoundError | `/app/.streamlit/secrets.toml`";
    answers(
        &[],
        &[
            ("st.secrets['a']", none),
            ("'a' in st.secrets", none),
            ("str(st.secrets)", none),
        ],
    );
}

#[test]
fn options_are_read_and_some_are_set() {
    answers(
        &[],
        &[
            ("st.get_option('server.port')", "8501"),
            ("st.get_option('theme.base')", "None"),
            ("st.get_option('runner.enumCoercion')", "'nameOnly'"),
            ("st.get_option('nope.x')", "RuntimeError | `nope.x`"),
            ("st.set_option('client.toolbarMode', 'viewer')", "None"),
            ("st.get_option('client.toolbarMode')", "'viewer'"),
            (
                "st.set_option('server.port', 3)",
                "StreamlitAPIException | `server.port` | config.toml",
            ),
            (
                "st.set_option('nope.x', 3)",
                "StreamlitAPIException | `nope.x`",
            ),
        ],
    );
}

#[test]
fn rule_385_the_user_is_a_test_user_who_is_not_logged_in() {
    answers(
        &[],
        &[
            ("st.user.email", "'test@example.com'"),
            ("st.experimental_user['email']", "'test@example.com'"),
            ("st.user.is_logged_in", "False"),
            ("st.user.get('name')", "None"),
            ("st.user.nope", "AttributeError | 'nope'"),
            (
                "setattr(st.user, 'x', 1)",
                "StreamlitAPIException | `st.user` | 'x'",
            ),
            ("st.logout()", "None"),
        ],
    );
    let app = App::new("import streamlit as st\nst.login()\n");
    assert!(
        app.outline()
            .contains("StreamlitAuthError: `st.login()` is not available")
    );
}

#[test]
fn the_context_says_what_the_page_knows() {
    answers(
        &[],
        &[
            ("st.context.is_embedded", "False"),
            ("st.context.timezone_offset", "0"),
            ("st.context.ip_address", "None"),
            (
                "dict(st.context.headers), dict(st.context.cookies)",
                "({}, {})",
            ),
            ("st.context.headers.get('Host')", "None"),
            (
                "st.context.theme.type, st.context.theme['type']",
                "(None, None)",
            ),
            ("'url' in st.context, st.context['locale']", "(True, None)"),
            ("st.context['x']", "KeyError"),
            (
                "iter(st.context)",
                "TypeError 'ContextProxy' object is not iterable",
            ),
            ("st.nonsense", "AttributeError | 'streamlit' | 'nonsense'"),
        ],
    );
}
