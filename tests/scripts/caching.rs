//! Cached functions: keys, values, limits, and what they draw.

use brooklet_protocol::{Outcome, ToEngine};
use brooklet_tests::App;
use expect_test::{Expect, expect};

use crate::assertions::tells;

/// A script that runs `body` with a list `calls`, which is shown at its end. The list lives as long
/// as the app.
fn counted(body: &str) -> String {
    format!(
        "import streamlit as st\nimport sys\nif not hasattr(sys, 'calls'):\n    sys.calls = []\ncalls = sys.calls\n{body}\nst.text(str(calls))\n"
    )
}

#[track_caller]
fn check(body: &str, expected: &Expect) {
    expected.assert_eq(&App::new(&counted(body)).outline());
}

#[test]
fn rules_155_174_186_a_result_is_remembered_by_its_arguments() {
    let mut app = App::new(&counted(
        "@st.cache_data\ndef square(n):\n    calls.append(n)\n    return n * n\nst.text((square(2), square(3), square(n=2)))",
    ));
    let expected = "text: (4, 9, 4)\ntext: [2, 3]\n";
    assert_eq!(app.outline(), expected);
    app.rerun();
    assert_eq!(app.outline(), expected);
}

#[test]
fn rules_156_157_another_source_is_another_function() {
    let script = |factor: u32| {
        counted(&format!(
            "@st.cache_data\ndef scale(n):\n    calls.append({factor})\n    return n * {factor}\nst.text(scale(2))"
        ))
    };
    let mut app = App::new(&script(2));
    assert_eq!(app.outline(), "text: 4\ntext: [2]\n");
    for (factor, expected) in [
        (3, "text: 6\ntext: [2, 3]\n"),
        (2, "text: 4\ntext: [2, 3]\n"),
    ] {
        app.edit(&script(factor));
        assert_eq!(app.outline(), expected);
    }
}

#[test]
fn rule_159_an_underscored_argument_does_not_count() {
    check(
        "@st.cache_data\ndef f(_handle, n):\n    calls.append(n)\n    return n\nf(object(), 1)\nf(lambda: 0, 1)\nf(_handle=3, n=1)",
        &expect!["text: [1]\n"],
    );
}

#[test]
fn rules_158_160_161_what_has_no_digest_is_refused() {
    check(
        r"
class Own:
    def __init__(self, n): self.n = n
    @st.cache_data
    def method(self): return 1
@st.cache_data
def f(obj): return 1
for act in [lambda: f(Own(1)), lambda: f(obj=lambda: 0), lambda: f([Own(1)]), Own(1).method]:
    try:
        act()
    except st.errors.StreamlitAPIException as error:
        st.text(type(error).__module__ + '.' + type(error).__name__)
        st.text(str(error).splitlines()[0])",
        &expect![[r"
            text: streamlit.runtime.caching.cache_errors.UnhashableParamError
            text: The argument `obj` of `f` is of the type `__main__.Own`, by which a result cannot be found again.
            text: streamlit.runtime.caching.cache_errors.UnhashableParamError
            text: The argument `obj` of `f` is of the type `builtins.function`, by which a result cannot be found again.
            text: streamlit.runtime.caching.cache_errors.UnhashableParamError
            text: The argument `obj` of `f` is of the type `builtins.list`, by which a result cannot be found again.
            text: streamlit.runtime.caching.cache_errors.UnhashableParamError
            text: The argument `self` of `method` is of the type `__main__.Own`, by which a result cannot be found again.
            text: []
        "]],
    );
}

#[test]
fn rules_163_to_166_functions_of_the_script_hash_its_types() {
    check(
        r"
import datetime
class Own:
    def __init__(self, n): self.n = n
@st.cache_data(hash_funcs={Own: lambda own: own.n, datetime.date: lambda day: day.year})
def by_type(obj):
    calls.append(1)
@st.cache_data(hash_funcs={'__main__.Own': lambda own: own.n})
def by_name(obj):
    calls.append(2)
for n in [1, 1, 2]:
    by_type(Own(n))
    by_name(Own(n))
for month in [1, 5]:
    by_type(datetime.date(2024, month, 1))
@st.cache_data(hash_funcs={Own: lambda own: 1 / 0})
def wrong(obj): pass
try:
    wrong(Own(1))
except Exception as error:
    st.text(type(error).__name__ + ': ' + str(error).splitlines()[0])",
        &expect![[r"
            text: UserHashError: `<lambda>`, which `hash_funcs` of `@st.cache_data` has for `__main__.Own`, raised for an argument of `wrong`: division by zero.
            text: [1, 2, 1, 2, 1]
        "]],
    );
}

#[test]
fn rules_168_170_171_many_types_have_a_digest() {
    check(
        r"
import dataclasses, datetime, decimal, enum, fractions, functools, io, pathlib, re, uuid
@dataclasses.dataclass
class Point:
    x: int
class Color(enum.Enum):
    RED = 1
    BLUE = 2
cycle = []
cycle.append(cycle)
values = lambda: [
    None, True, 1, 1.0, '1', b'1', bytearray(b'2'), [1], (1,), {'a': 1}, {1, 2}, frozenset([1]), 2 ** 100, -1,
    Point(1), Point(2), Color.RED, Color.BLUE, datetime.date(2024, 1, 1), datetime.datetime(2024, 1, 1),
    datetime.datetime(2024, 1, 1, tzinfo=datetime.timezone.utc), datetime.timedelta(1), decimal.Decimal('1'),
    fractions.Fraction(1, 2), pathlib.PurePosixPath('a'), re.compile('a'), uuid.UUID(int=1), len, int, dataclasses,
    io.BytesIO(b'a'), io.StringIO('a'), range(3), range(4), slice(1), functools.partial(int, base=2), ..., cycle, [[1], 2], [1, [2]],
]
@st.cache_data
def f(value):
    calls.append(1)
for _ in range(2):
    for value in values():
        f(value)
st.text(len(values()) == len(calls))
calls.clear()",
        &expect!["text: True\ntext: []\n"],
    );
}

#[test]
fn rule_175_methods_of_classes_are_cached() {
    check(
        r"
class Tool:
    @st.cache_data
    def plain(_self, n):
        calls.append('plain')
        return n
    @staticmethod
    @st.cache_data
    def inner(n):
        calls.append('inner')
        return n
    @st.cache_resource
    @staticmethod
    def outer(n):
        calls.append('outer')
        return n
for _ in range(2):
    st.text((Tool().plain(1), Tool.inner(2), Tool().inner(2), Tool.outer(3)))
Tool().plain.clear()
Tool().plain(1)",
        &expect![[r"
            text: (1, 2, 2, 3)
            text: (1, 2, 2, 3)
            text: ['plain', 'inner', 'outer', 'plain']
        "]],
    );
}

#[test]
fn rules_176_181_data_is_copied_for_each_call() {
    check(
        "@st.cache_data\ndef f():\n    return [1, {'a': {2}}]\nfirst = f()\nfirst[0] = 9\nfirst[1]['a'].add(3)\nf().append(4)\nst.text(f())",
        &expect!["text: [1, {'a': {2}}]\ntext: []\n"],
    );
}

#[test]
fn objects_of_the_script_come_back_as_of_its_class() {
    check(
        "class Own:\n    def __init__(self): self.n = [1]\n@st.cache_data\ndef f(): return Own()\nst.text((type(f()) is Own, f().n, f() is f()))",
        &expect!["text: (True, [1], False)\ntext: []\n"],
    );
}

#[test]
fn rule_177_a_result_that_cannot_be_kept_is_refused() {
    check(
        r"
@st.cache_data
def f(): return lambda: 1
try:
    f()
except Exception as error:
    st.text(type(error).__module__ + '.' + type(error).__name__)
    st.text(str(error))",
        &expect![[r"
            text: streamlit.runtime.caching.cache_errors.UnserializableReturnValueError
            text: `f()` returned a value of the type `builtins.function`, which `pickle` cannot copy, and `st.cache_data` gives each caller a copy.

            Return plain data, or share one object among all callers by `st.cache_resource`.
            text: []
        "]],
    );
}

#[test]
fn rules_178_to_180_a_resource_is_one_object() {
    let mut app = App::new(&counted(
        "@st.cache_resource\ndef f():\n    calls.append(1)\n    return [1, 2, 3]\nf()[0] += 1\nst.text((f(), f() is f()))",
    ));
    assert_eq!(app.outline(), "text: ([2, 2, 3], True)\ntext: [1]\n");
    app.rerun();
    assert_eq!(app.outline(), "text: ([3, 2, 3], True)\ntext: [1]\n");
}

#[test]
fn rule_187_a_recursive_function_remembers_each_step() {
    check(
        "@st.cache_data\ndef factorial(n):\n    calls.append(n)\n    return n * factorial(n - 1) if n else 1\nst.text((factorial(4), factorial(3), factorial(5)))",
        &expect!["text: (24, 6, 120)\ntext: [4, 3, 2, 1, 0, 5]\n"],
    );
}

#[test]
fn rules_188_189_a_result_grows_old() {
    for ttl in ["60", "timedelta(minutes=1)", "'1m'", "'0h60s'"] {
        let mut app = App::new(&counted(&format!(
            "from datetime import timedelta\n@st.cache_data(ttl={ttl})\ndef f():\n    calls.append(1)\nf()"
        )));
        app.pass(59.0);
        app.rerun();
        assert_eq!(app.outline(), "text: [1]\n", "{ttl}");
        app.pass(2.0);
        app.rerun();
        assert_eq!(app.outline(), "text: [1, 1]\n", "{ttl}");
    }
}

#[test]
fn rules_191_192_there_are_no_more_results_than_allowed() {
    for decorator in ["cache_data", "cache_resource"] {
        check(
            &format!(
                "@st.{decorator}(max_entries=2)\ndef f(n):\n    calls.append(n)\nfor n in [1, 2, 1, 3, 1, 2]:\n    f(n)"
            ),
            &expect!["text: [1, 2, 3, 2]\n"],
        );
    }
    check(
        "@st.cache_data(max_size='1KB')\ndef f(n):\n    calls.append(n)\n    return ['x' * 700]\nfor n in [1, 2, 1]:\n    f(n)",
        &expect!["text: [1, 2, 1]\n"],
    );
}

#[test]
fn rules_195_to_198_results_are_forgotten_when_asked() {
    let body = "@st.cache_data\ndef data(n):\n    calls.append(n)\n@st.cache_resource\ndef thing(n):\n    calls.append(-n)\n";
    let calls = "_ = data(1), data(2), thing(1)\n";
    for (clear, expected) in [
        ("data.clear()", "text: [1, 2, -1, 1, 2]\n"),
        ("data.clear(1)", "text: [1, 2, -1, 1]\n"),
        ("data.clear(n=2)", "text: [1, 2, -1, 2]\n"),
        ("st.cache_data.clear()", "text: [1, 2, -1, 1, 2]\n"),
        ("st.cache_resource.clear()", "text: [1, 2, -1, -1]\n"),
    ] {
        let script = counted(&format!("{body}{calls}{clear}\n{calls}"));
        assert_eq!(App::new(&script).outline(), expected, "{clear}");
    }
    let mut app = App::new(&counted(&format!("{body}{calls}")));
    app.send([ToEngine::ClearCaches]);
    app.rerun();
    assert_eq!(app.outline(), "text: [1, 2, -1, 1, 2, -1]\n");
}

#[test]
fn rule_200_a_resource_is_asked_whether_it_is_good() {
    check(
        "@st.cache_resource(validate=lambda value: value != 3, on_release=lambda value: calls.append(('gone', value)))\ndef f():\n    calls.append(1)\n    return len(calls)\nfor _ in range(2):\n    f()\nf.clear()\nfor _ in range(2):\n    f()",
        &expect!["text: [1, ('gone', 1), 1, ('gone', 3), 1]\n"],
    );
}

#[test]
fn rules_202_203_what_was_drawn_is_drawn_again() {
    let mut app = App::new(&counted(
        r"
@st.cache_data(show_spinner=False)
def f(n):
    calls.append(n)
    st.text(f'n is {n}')
    with st.container():
        left, right = st.columns(2)
        left.text('left')
        with right:
            st.text('right')
    place = st.empty()
    place.text('old')
    place.text('new')
    st.sidebar.text('aside')
    return n
with st.container(border=True):
    f(1)
f(1)",
    ));
    let expected = expect![[r"
        container border
          text: n is 1
          container
            row
              column 0.50
                text: left
              column 0.50
                text: right
          text: new
        text: n is 1
        container
          row
            column 0.50
              text: left
            column 0.50
              text: right
        text: new
        text: [1]
        sidebar text: aside
        sidebar text: aside
    "]];
    expected.assert_eq(&app.outline());
    app.rerun();
    expected.assert_eq(&app.outline());
}

#[test]
fn a_container_from_outside_cannot_be_drawn_to_again() {
    check(
        r"
outside = st.container()
@st.cache_data(show_spinner=False)
def f():
    outside.text('in')
f()
try:
    f()
except Exception as error:
    st.text(type(error).__name__ + ': ' + str(error).splitlines()[0])",
        &expect![[r"
            container
              text: in
            text: CacheReplayClosureError: `f()` draws into a container made outside of it, which cannot be drawn again with a remembered result.
            text: []
        "]],
    );
}

#[test]
fn rule_204_a_widget_in_a_cached_function_is_warned_of() {
    let app = App::new(&counted(
        "@st.cache_data(show_spinner=False)\ndef f():\n    st.text('static')\n    return st.checkbox('Box')\nf()",
    ));
    let outline = app.outline();
    assert!(outline.contains("CachedWidgetWarning"), "{outline}");
}

#[test]
fn nested_functions_keep_what_the_inner_ones_draw() {
    let mut app = App::new(&counted(
        "@st.cache_data\ndef inner():\n    calls.append('inner')\n    st.text('inner')\n@st.cache_data\ndef outer():\n    calls.append('outer')\n    inner()\n    st.text('outer')\nouter()",
    ));
    let expected = "text: inner\ntext: outer\ntext: ['outer', 'inner']\n";
    assert_eq!(app.outline(), expected);
    app.rerun();
    assert_eq!(app.outline(), expected);
}

#[test]
fn an_error_is_not_remembered() {
    check(
        "@st.cache_data\ndef f():\n    calls.append(1)\n    st.text('before')\n    raise ValueError('no')\nfor _ in range(2):\n    try:\n        f()\n    except ValueError as error:\n        st.text(error)",
        &expect!["text: before\ntext: no\ntext: before\ntext: no\ntext: [1, 1]\n"],
    );
}

#[test]
fn a_cached_function_looks_like_the_function() {
    check(
        "@st.cache_data\ndef f(a, b=1):\n    'Adds.'\nst.text((f.__name__, f.__doc__, f.__wrapped__.__name__, repr(f)[:24]))\nimport inspect\nst.text(inspect.signature(f))",
        &expect![
            "text: ('f', 'Adds.', 'f', '<CachedFunc: <function f')\ntext: (a, b=1)\ntext: []\n"
        ],
    );
}

#[test]
fn wrong_parameters_are_called_wrong() {
    check(
        r"
for options in [dict(persist='cloud'), dict(scope='town'), dict(refresh_mode='later'), dict(ttl='soon'), dict(max_size='big'),
                dict(max_size=1.5), dict(refresh_mode='background'), dict(refresh_mode='background', ttl=0), dict(nothing=1)]:
    try:
        st.cache_data(**options)
    except Exception as error:
        st.text(f'{type(error).__name__}: {error}'.split('. ')[0])",
        &expect![[r"
            text: StreamlitValueError: `persist` cannot be `'cloud'`
            text: StreamlitValueError: `scope` cannot be `'town'`
            text: StreamlitValueError: `refresh_mode` cannot be `'later'`
            text: StreamlitBadTimeStringError: `ttl` is `'soon'`, which is no span of time
            text: StreamlitValueError: `max_size` cannot be `'big'`
            text: StreamlitInvalidParameterTypeError: `max_size` cannot be of the type `float`
            text: StreamlitMissingRequiredParameterError: `ttl` is missing
            text: StreamlitValueError: `ttl` cannot be `0` with `refresh_mode='background'`
            text: TypeError: cache_data() has no parameter 'nothing'.
            text: []
        "]],
    );
}

#[test]
fn a_run_that_is_ended_in_a_cached_function_leaves_nothing_behind() {
    let mut app = App::new(&counted(
        "@st.cache_data\ndef f():\n    calls.append(1)\n    st.stop()\nst.text(str(calls))\nf()",
    ));
    assert_eq!(app.outcomes(), [Outcome::CutShort]);
    app.rerun();
    assert_eq!(app.outline().lines().next(), Some("text: [1]"));
}

#[test]
fn the_older_names_work_and_say_so() {
    for (name, new) in [
        ("experimental_memo", "cache_data"),
        ("experimental_singleton", "cache_resource"),
    ] {
        let app = App::new(&counted(&format!(
            "@st.{name}\ndef f(n):\n    calls.append(n)\n    return [n]\nst.text((f(1), f(1)))\nf.clear()\nst.{name}.clear()"
        )));
        let outline = app.outline();
        assert!(
            outline.contains(&format!("`st.{name}`")) && outline.contains(new),
            "{outline}"
        );
        assert!(
            outline.ends_with("text: ([1], [1])\ntext: [1]\n"),
            "{outline}"
        );
    }
    let app = App::new(&counted(
        "@st.cache(allow_output_mutation=True)\ndef f(n):\n    calls.append(n)\n    return [n]\nst.text((f(1) is f(1)))",
    ));
    let outline = app.outline();
    tells(
        &outline,
        "`st.cache` | `st.cache_data` | `st.cache_resource`",
    );
    assert!(outline.ends_with("text: True\ntext: [1]\n"), "{outline}");
}

#[test]
fn a_coroutine_function_is_cached_by_what_it_gives() {
    for decorator in ["st.cache_data", "st.cache_resource"] {
        let mut app = App::new(&counted(&format!(
            "import asyncio\n@{decorator}\nasync def f(n):\n    calls.append(n)\n    await asyncio.sleep(0.01 * n)\n    st.text(f'in f({{n}})')\n    return [n]\nasync def main():\n    both = await asyncio.gather(f(2), f(1), f(2))\n    return both, await f(1)\nst.text(asyncio.run(main()))"
        )));
        let outline = app.outline();
        assert!(
            outline.ends_with("text: ([[2], [1], [2]], [1])\ntext: [2, 1]\n"),
            "{outline}"
        );
        let drawn = |name: &str| outline.matches(name).count();
        assert_eq!((drawn("in f(1)"), drawn("in f(2)")), (2, 2), "{outline}");
        app.rerun();
        assert!(
            app.outline()
                .ends_with("text: ([[2], [1], [2]], [1])\ntext: [2, 1]\n")
        );
    }
}

#[test]
fn a_coroutine_function_that_fails_is_not_remembered() {
    check(
        "import asyncio\n@st.cache_data(show_spinner=False)\nasync def f():\n    calls.append(1)\n    if len(calls) < 3:\n        raise ValueError('tea')\n    return 7\nasync def main():\n    return await asyncio.gather(f(), f(), f(), return_exceptions=True)\nst.text(asyncio.run(main()))",
        &expect!["text: [ValueError('tea'), ValueError('tea'), 7]\ntext: [1, 1, 1]\n"],
    );
}
