//! Which table a script shows. The expected columns, types and indices were taken from Streamlit 1.67.

use brooklet_protocol::{Element, WidgetValue};
use brooklet_tests::App;

use crate::assertions::{raises, tells};

/// The table that `st.dataframe` makes of a value.
fn table(value: &str) -> String {
    let script = format!(
        "import streamlit as st, collections, dataclasses, datetime, decimal, enum, types\n\
         @dataclasses.dataclass\nclass P:\n    x: int\n    y: str\n\
         NT = collections.namedtuple('NT', 'a b')\n\
         class E(enum.Enum):\n    A = 1\n    B = 2\n\
         st.dataframe({value})\n"
    );
    let app = App::new(&script);
    app.tables().pop().unwrap_or_else(|| app.outline())
}

#[test]
fn rows_are_added_to_what_was_drawn() {
    let grown = |value: &str, more: &str| {
        let script = format!("import streamlit as st\nst.dataframe({value}).add_rows({more})\n");
        let app = App::new(&script);
        app.tables().pop().unwrap_or_else(|| app.outline())
    };
    for (value, more, shown) in [
        ("{'a': [1]}", "{'a': [2, 3]}", "a:Int64\n1\n2\n3"),
        ("[{'a': 1}]", "[{'b': 'x'}, {'b': 'y'}]", "a:Text\n1\nx\ny"),
        (
            "[{'a': 1}]",
            "[{'a': 2, 'b': 3}]",
            "a:Int64 b:Float64\n1 -\n2 3.0",
        ),
        ("", "[1, 2]", "value:Int64\n1\n2"),
        ("{'x': 1}", "{'y': 2}", "value:Int64\nx | 1\ny | 2"),
    ] {
        assert_eq!(grown(value, more), shown, "{value} {more}");
    }
    let app = App::new(
        "import streamlit as st\nchart = st.line_chart({'a': [1]}, height=200)\nchart.add_rows({'a': [2]})\nst.text('end')\n",
    );
    assert_eq!(app.outline().lines().count(), 2, "{}", app.outline());
    assert!(
        App::new("import streamlit as st\nst.text('a').add_rows([1])\n")
            .outline()
            .contains("StreamlitAPIException")
    );
}

#[test]
fn every_shape_of_plain_data_becomes_a_table() {
    for (value, shown) in [
        ("None", ""),
        ("[]", ""),
        ("{}", ""),
        ("[1, 2]", "value:Int64\n1\n2"),
        ("(1, 2)", "value:Int64\n1\n2"),
        ("{3}", "value:Int64\n3"),
        ("range(2)", "value:Int64\n0\n1"),
        ("{'a': 1, 'b': 2}", "value:Int64\na | 1\nb | 2"),
        ("{'a': [1, 2], 'b': ['x', 'y']}", "a:Int64 b:Text\n1 x\n2 y"),
        ("{'a': (1, 2)}", "a:Int64\n1\n2"),
        (
            "{'a': [1, 2], 'b': [1]}",
            "0:Int64 1:Float64\na | 1 2.0\nb | 1 -",
        ),
        (
            "{'a': {'x': 1, 'y': 2}, 'b': {'x': 3}}",
            "a:Int64 b:Float64\nx | 1 3.0\ny | 2 -",
        ),
        ("{'a': 1, 'b': [1, 2]}", "a:Int64 b:Int64\n1 1\n1 2"),
        (
            "[{'a': 1, 'b': 2}, {'a': 3, 'c': 4}]",
            "a:Int64 b:Float64 c:Float64\n1 2.0 -\n3 - 4.0",
        ),
        ("[[1, 2], [3]]", "0:Int64 1:Float64\n1 2.0\n3 -"),
        ("[(1, 'a'), (2, 'b')]", "0:Int64 1:Text\n1 a\n2 b"),
        ("[P(1, 'a'), P(2, 'b')]", "x:Int64 y:Text\n1 a\n2 b"),
        ("P(1, 'a')", "value:Text\nx | 1\ny | a"),
        ("[NT(1, 2)]", "a:Int64 b:Int64\n1 2"),
        ("NT(1, 2)", "value:Int64\na | 1\nb | 2"),
        ("collections.Counter('aab')", "value:Int64\na | 2\nb | 1"),
        ("collections.deque([1])", "value:Int64\n1"),
        ("(i for i in range(2))", "value:Int64\n0\n1"),
        ("map(str, [1])", "value:Text\n1"),
        ("{'a': 1}.items()", "0:Text 1:Int64\na 1"),
        ("E", "value:Int64\n1\n2"),
        ("types.MappingProxyType({'a': 1})", "value:Int64\na | 1"),
        ("collections.UserDict({'a': [1]})", "a:Int64\n1"),
        ("zip([1], [2])", "0:Int64 1:Int64\n1 2"),
        (
            "{('a', 'x'): [1], ('a', 'y'): [2]}",
            "a/x:Int64 a/y:Int64\n1 2",
        ),
        ("{'a': {('x', 1): 5}}", "a:Int64\nx/1 | 5"),
    ] {
        assert_eq!(table(value), shown, "{value}");
    }
}

#[test]
fn columns_have_the_type_of_their_values() {
    for (values, shown) in [
        ("[1, None]", "Float64\n1.0\n-"),
        ("[True, None]", "Bool\ntrue\n-"),
        ("['x', None]", "Text\nx\n-"),
        ("[1, 2.5]", "Float64\n1.0\n2.5"),
        ("[1, 'a', None]", "Text\n1\na\n-"),
        ("[[1, 'a'], []]", "Text\n[1, 'a']\n[]"),
        ("[(1, 'x'), (2,)]", "Text\n(1, 'x')\n(2,)"),
        ("[[[1], ['a']]]", "Text\n[[1], ['a']]"),
        ("[None, None]", "Null\n-\n-"),
        ("[2**70]", "Decimal { scale: 0 }\n1180591620717411303424"),
        (
            "[decimal.Decimal('1.50'), decimal.Decimal('2')]",
            "Decimal { scale: 2 }\n1.50\n2.00",
        ),
        (
            "[decimal.Decimal('1.5'), decimal.Decimal('NaN')]",
            "Decimal { scale: 1 }\n1.5\n-",
        ),
        ("[datetime.date(1970, 1, 2)]", "Date\nDate(1)"),
        ("[datetime.time(0, 0, 1)]", "Time\nTime(1000000)"),
        (
            "[datetime.datetime(1970, 1, 1, 0, 0, 1)]",
            "Timestamp { unit: Microsecond, zone: None }\nTimestamp { ticks: 1000000, unit: Microsecond, zone: None }",
        ),
        (
            "[datetime.datetime(1970, 1, 1, 2, tzinfo=datetime.timezone(datetime.timedelta(hours=2)))]",
            "Timestamp { unit: Microsecond, zone: Some(\"+02:00\") }\nTimestamp { ticks: 0, unit: Microsecond, zone: Some(\"+02:00\") }",
        ),
        (
            "[datetime.timedelta(seconds=2)]",
            "Duration { unit: Microsecond }\nDuration { ticks: 2000000, unit: Microsecond }",
        ),
        ("[{'k': [1, None]}]", "Json\n{\"k\":[1,null]}"),
        ("[b'ab', None]", "Binary\nBinary([97, 98])\n-"),
        ("[[1, 2], None]", "List(Int64)\n[1,2]\n-"),
        ("[['a'], []]", "List(Text)\n[a]\n[]"),
    ] {
        let shown = format!("c:{shown}");
        assert_eq!(table(&format!("{{'c': {values}}}")), shown, "{values}");
    }
}

/// Arrow has dicts as structs. Where one column of a table is none of Arrow's, Streamlit prints all dicts.
#[test]
fn dicts_are_json_unless_some_column_has_to_be_printed() {
    for (value, shown) in [
        (
            "{'c': [{'k': 1}, {'m': 'x'}], 'd': [1, 2]}",
            "c:Json d:Int64\n{\"k\":1} 1\n{\"m\":\"x\"} 2",
        ),
        (
            "{'c': [{'k': 1}, None], 'd': [1, 'a']}",
            "c:Text d:Text\n{'k': 1} 1\n- a",
        ),
        ("{'c': [{'k': [1, 'a']}]}", "c:Text\n{'k': [1, 'a']}"),
        (
            "{'c': [{'k': 1}, {'k': 'a'}]}",
            "c:Text\n{'k': 1}\n{'k': 'a'}",
        ),
        ("{'c': [{1: 1}]}", "c:Text\n{1: 1}"),
        ("{'c': [[{'k': 1}]]}", "c:List(Json)\n[{\"k\":1}]"),
    ] {
        assert_eq!(table(value), shown, "{value}");
    }
    let editor = App::new("import streamlit as st\nst.data_editor({'c': [{'k': 1}]})\n");
    assert_eq!(editor.tables(), ["c:Text\n{'k': 1}"]);
}

#[test]
fn what_only_gives_rows_is_shown_with_their_numbers() {
    for (value, hides_index) in [
        ("[1, 2]", true),
        ("({'a': 1},)", true),
        ("range(2)", true),
        ("collections.deque([1])", true),
        ("{'a': 1}.items()", true),
        ("(i for i in range(2))", false),
        ("zip([1], [2])", false),
        ("csv.DictReader(['a,b', '1,2'])", false),
        ("[P(1), P(2)]", false),
    ] {
        let app = App::new(&format!(
            "import streamlit as st, collections, csv, dataclasses\n\
             @dataclasses.dataclass\nclass P:\n    x: int\n\
             st.dataframe({value})\n"
        ));
        let found = app.element(|element| match element {
            Element::DataFrame(frame) => Some(frame.hide_index),
            _ => None,
        });
        assert_eq!(found, Some(hides_index), "{value}");
    }
}

#[test]
fn rows_of_a_database_are_a_table() {
    let script = "import streamlit as st\n\
        class Cursor:\n    description = [('i', None), ('s', None)]\n    def fetchall(self):\n        return [(1, 'x')]\n\
        st.dataframe(Cursor())\n\
        st.write(Cursor())\n";
    assert_eq!(
        App::new(script).tables(),
        ["i:Int64 s:Text\n1 x", "i:Int64 s:Text\n1 x"]
    );
    let of_dicts = "import streamlit as st\n\
        class Cursor:\n    description = [('i', None), ('s', None)]\n    \
        def fetchall(self):\n        return [{'s': 'x', 'i': 1}, {'i': 2}]\n\
        st.dataframe(Cursor())\n";
    assert_eq!(App::new(of_dicts).tables(), ["i:Int64 s:Text\n1 x\n2 -"]);
}

#[test]
fn rows_of_a_csv_file_are_a_table() {
    assert_eq!(
        table("__import__('csv').DictReader(['a,b', '1,2'])"),
        "a:Text b:Text\n1 2"
    );
}

#[test]
fn what_is_no_table_is_refused() {
    for value in ["5", "'abc'", "b'x'", "object()", "len", "[{'a': 1}, [1]]"] {
        tells(&table(value), "StreamlitDataframeConversionError | type");
    }
    raises(
        "class L:\n    def to_pandas(self): pass\nst.dataframe(L())",
        "StreamlitDataframeConversionError | `L` | `to_pandas`",
    );
}

#[test]
fn the_same_table_is_given_to_the_page_once() {
    let mut app = App::new("import streamlit as st\nst.dataframe([1])\nst.dataframe([1])\n");
    assert_eq!(app.tables(), ["value:Int64\n1", "value:Int64\n1"]);
    app.rerun();
    assert_eq!(app.tables().len(), 2);
}

#[test]
fn configurations_of_columns_are_plain_dicts() {
    let script = "import streamlit as st, datetime\n\
        c = st.column_config\n\
        st.text(c.NumberColumn('A', format='%d', step=1))\n\
        st.text(c.SelectboxColumn(options=['a'], format_func=str.upper)['type_config'])\n\
        st.text([option['color'] for option in c.MultiselectColumn(options='xyz', color=['red', 'blue'])['type_config']['options']])\n\
        st.text(c.DateColumn(min_value=datetime.date(2024, 1, 1))['type_config']['min_value'])\n\
        st.text(len(dir(c)))\n\
        st.dataframe([{'a': 1}], column_config={'a': 'Name', '_index': None, 0: c.Column(width='small')})\n";
    assert_eq!(
        App::new(script).outline(),
        "text: {'label': 'A', 'width': None, 'help': None, 'disabled': None, 'required': None, 'pinned': None, 'alignment': None, 'default': None, 'type_config': {'type': 'number', 'min_value': None, 'max_value': None, 'format': '%d', 'step': 1}}\n\
         text: {'type': 'selectbox', 'options': [{'value': 'a', 'label': 'A'}]}\n\
         text: ['red', 'blue', 'red']\n\
         text: 2024-01-01\n\
         text: 21\n\
         grid [[\"a\", {\"label\": \"Name\"}], [\"_index\", {\"hidden\": true}], [0, {\"label\": null, \"width\": \"small\", \"help\": null, \"disabled\": null, \"required\": null, \"pinned\": null, \"alignment\": null}]]\n"
    );
}

#[test]
fn a_selection_is_what_the_call_returns() {
    let script = "import streamlit as st\n\
        event = st.dataframe([1, 2], on_select='rerun', key='k')\n\
        st.text(event)\n\
        st.text(event.selection.rows == st.session_state.k['selection']['rows'])\n";
    let app = App::new(script);
    assert_eq!(
        app.outline(),
        "grid []\ntext: {'selection': {'rows': [], 'columns': [], 'cells': []}}\ntext: True\n"
    );
}

#[test]
fn modes_of_selection_that_exclude_each_other_are_refused() {
    raises(
        "st.dataframe([1], on_select='rerun', selection_mode=['multi-row', 'single-row'])",
        "StreamlitIncompatibleParametersError | 'multi-row' | 'single-row' | rows",
    );
    raises(
        "st.dataframe([1], on_select='rerun', selection_mode='rows')",
        "StreamlitValueError | `selection_mode` | `'rows'` | 'multi-row'",
    );
}

#[test]
fn a_column_of_buttons_says_which_was_clicked() {
    let mut app = App::new(
        "import streamlit as st\n\
         def clicked(what):\n    st.session_state.seen = (what, st.session_state.go.row, st.session_state.go['label'])\n\
         column = st.column_config.ButtonColumn('Go', on_click=clicked, args=('tea',), key='go')\n\
         st.dataframe({'a': [1, 2], 'b': ['x', 'y']}, column_config={'b': column}, alt='grid')\n\
         st.text(st.session_state.get('seen'))\n\
         st.text(st.session_state.go)\n",
    );
    let id = app.widget("grid");
    let click = WidgetValue::Json(r#"{"row": 1, "label": "y"}"#.to_owned());
    let request = app.request(&[(id, WidgetValue::TriggerValue(Box::new(click)))]);
    app.send([request]);
    assert!(
        app.outline().contains("text: ('tea', 1, 'y')"),
        "{}",
        app.outline()
    );
    assert!(
        app.outline().contains("text: {'row': 1, 'label': 'y'}"),
        "{}",
        app.outline()
    );
    app.rerun();
    assert!(app.outline().contains("text: None"), "{}", app.outline());
    let missing =
        App::new("import streamlit as st\nst.column_config.ButtonColumn(on_click=print)\n");
    assert!(
        missing
            .outline()
            .contains("StreamlitMissingRequiredParameterError")
    );
}
