//! What charts are made of. The expected channels were taken from Streamlit 1.67.

use brooklet_protocol::Element;
use brooklet_tests::App;
use serde_json::{Value, json};

use crate::assertions::raises;

/// The specification of the only chart, and its data.
fn chart(call: &str) -> (Value, String) {
    let app = App::new(&format!("import streamlit as st, datetime\nst.{call}\n"));
    let spec = app.element(|element| match element {
        Element::VegaLite(chart) => Some(chart.spec.clone()),
        _ => None,
    });
    let spec = spec.unwrap_or_else(|| panic!("{}", app.outline()));
    let spec = serde_json::from_str(&spec).expect("a specification");
    (spec, app.tables().pop().unwrap_or_default())
}

#[test]
fn a_line_for_each_column() {
    let (spec, data) = chart("line_chart({'a': [1, 2], 'b': [3, 4]})");
    let line = &spec["layer"][0];
    assert_eq!(line["mark"]["type"], "line");
    assert_eq!(
        line["encoding"]["x"]["field"],
        "index -- streamlit-generated"
    );
    assert_eq!(
        line["encoding"]["x"]["axis"],
        json!({"grid": false, "tickMinStep": 1})
    );
    assert_eq!(line["encoding"]["y"]["title"], "");
    assert_eq!(line["encoding"]["color"]["title"], " ");
    assert_eq!(
        data,
        "index -- streamlit-generated:Int64 color -- streamlit-generated:Text value -- streamlit-generated:Int64\n0 a 1\n1 a 2\n0 b 3\n1 b 4"
    );
}

#[test]
fn axes_are_what_the_script_names() {
    let rows = "[{'x': 1, 'y': 2, 'z': 'q'}]";
    let (spec, data) = chart(&format!(
        "line_chart({rows}, x='x', y='y', color='z', x_label='X')"
    ));
    let encoding = &spec["layer"][0]["encoding"];
    assert_eq!(encoding["x"]["title"], "X");
    assert_eq!(encoding["y"]["title"], "y");
    assert_eq!(encoding["color"]["type"], "nominal");
    assert_eq!(data, "x:Int64 z:Text y:Int64\n1 q 2");
}

#[test]
fn days_are_on_an_axis_of_time() {
    let (spec, _) = chart("line_chart([{'d': datetime.date(2024, 1, 1), 'y': 1}], x='d')");
    assert_eq!(spec["layer"][0]["encoding"]["x"]["type"], "temporal");
}

#[test]
fn bars_lie_stand_stack_and_sort() {
    let rows = "[{'n': 'x', 'v': 1, 'w': 2}]";
    let (spec, _) = chart(&format!("bar_chart({rows}, x='n', y='v', horizontal=True)"));
    assert_eq!(spec["encoding"]["y"]["type"], "ordinal");
    assert_eq!(spec["encoding"]["x"]["field"], "v");
    let (spec, _) = chart(&format!(
        "bar_chart({rows}, x='n', y=['v', 'w'], stack=False)"
    ));
    assert_eq!(
        spec["encoding"]["xOffset"]["field"],
        "color -- streamlit-generated"
    );
    assert_eq!(spec["encoding"]["y"]["stack"], false);
    let (spec, _) = chart(&format!("bar_chart({rows}, x='n', y='v', sort='-v')"));
    assert_eq!(
        spec["encoding"]["x"]["sort"],
        json!({"field": "v", "order": "descending"})
    );
    let sorted = format!("bar_chart({rows}, x='n', y=['v', 'w'], sort='-v')");
    let head = chart(&sorted).1.lines().next().map(str::to_owned);
    assert!(
        head.is_some_and(|head| head.contains("v:")),
        "sorted by what is drawn"
    );
}

#[test]
fn points_have_sizes_and_colours() {
    let rows = "[{'x': 1, 'y': 2, 's': 3, 'c': 5}]";
    let (spec, _) = chart(&format!(
        "scatter_chart({rows}, x='x', y='y', size='s', color='c')"
    ));
    assert_eq!(spec["encoding"]["size"]["field"], "s");
    assert_eq!(spec["encoding"]["color"]["type"], "quantitative");
    let (spec, _) = chart("scatter_chart({'a': [1]}, size=50, color=(255, 0, 0))");
    assert_eq!(spec["encoding"]["size"], json!({"value": 50.0}));
    assert_eq!(
        spec["encoding"]["color"],
        json!({"value": "rgb(255, 0, 0)"})
    );
}

#[test]
fn a_colour_of_the_theme_is_told_with_its_place() {
    let colors = |call: &str| {
        let app = App::new(&format!("import streamlit as st\nst.{call}\n"));
        app.element(|element| match element {
            Element::VegaLite(chart) => Some(chart.theme_colors.clone()),
            _ => None,
        })
    };
    let told = |places: &[(&str, &str)]| {
        let pairs = places
            .iter()
            .map(|(place, name)| ((*place).to_owned(), (*name).to_owned()));
        Some(pairs.collect::<Vec<_>>())
    };
    assert_eq!(
        colors("scatter_chart({'a': [1]}, color='grey')"),
        told(&[("/encoding/color/value", "gray")])
    );
    assert_eq!(
        colors("bar_chart({'red': [1], 'b': [2]}, color=['#ff0000', 'red'])"),
        told(&[("/encoding/color/scale/range/1", "red")])
    );
    assert_eq!(
        colors("line_chart({'a': [1]}, color='violet')"),
        told(
            &[0, 1, 2]
                .map(|layer| format!("/layer/{layer}/encoding/color/value"))
                .each_ref()
                .map(|place| (place.as_str(), "violet"))
        )
    );
    assert_eq!(
        colors("scatter_chart({'red': [1]}, color='#f00')"),
        told(&[])
    );
}

#[test]
fn a_column_is_drawn_once_and_not_where_it_stands_for_something_else() {
    let rows = "[{'x': 1, 'y': 2, 's': 3}]";
    let drawn = |call: &str| chart(&format!("scatter_chart({rows}, x='x', {call})")).1;
    let names = "color -- streamlit-generated:Text value -- streamlit-generated:Int64";
    assert_eq!(drawn("y=['x', 'y']"), format!("x:Int64 {names}\n1 y 2"));
    assert_eq!(drawn("y=['y', 'y']"), "x:Int64 y:Int64\n1 2");
    let sized = format!("x:Int64 s:Int64 {names}\n1 3 y 2");
    assert_eq!(drawn("y=['y', 's'], size='s'"), sized);
    let colors = "color=['#f00', '#00f']";
    assert_eq!(drawn(&format!("y=['y', 's'], size='s', {colors}")), sized);
}

#[test]
fn names_with_signs_of_paths_are_names() {
    let rows = "{'a.b': [1], 'c[0]': [2], 'd:Q': ['t']}";
    let (spec, _) = chart(&format!("line_chart({rows}, x='a.b', y='c[0]')"));
    assert_eq!(spec["layer"][0]["encoding"]["y"]["field"], "c\\[0\\]");
    assert_eq!(spec["params"][0]["select"]["fields"], json!(["a\\.b"]));
    let (spec, _) = chart(&format!("bar_chart({rows}, x='d:Q', y='a.b', sort='-a.b')"));
    assert_eq!(spec["encoding"]["x"]["sort"]["field"], "a\\.b");
}

#[test]
fn what_lies_alone_is_not_seen_through() {
    let rows = "[{'x': 1, 'y': 2, 'z': 'q'}]";
    let opacity = |call: &str| chart(call).0["encoding"]["opacity"].clone();
    let area = format!("area_chart({rows}, x='x', y='y'");
    assert_eq!(opacity(&format!("{area})")), Value::Null);
    assert_eq!(
        opacity(&format!("{area}, color='z')")),
        json!({"value": 0.7})
    );
    let bar = format!("bar_chart({rows}, x='x', y='y', stack='layered')");
    assert_eq!(opacity(&bar), Value::Null);
}

#[test]
fn labels_go_with_the_columns_of_lying_bars() {
    let (spec, _) = chart("bar_chart({'a': [1]}, horizontal=True, x_label='X', y_label='Y')");
    assert_eq!(spec["encoding"]["x"]["title"], "Y");
    assert_eq!(spec["encoding"]["y"]["title"], "X");
}

#[test]
fn cells_may_be_colours_in_numbers() {
    let rows = "[{'x': 1, 'c': (255, 0, 0)}, {'x': 2, 'c': (0, 128, 255)}]";
    let (spec, data) = chart(&format!("bar_chart({rows}, y='x', color='c')"));
    let colors = json!(["rgb(255, 0, 0)", "rgb(0, 128, 255)"]);
    assert_eq!(spec["encoding"]["color"]["scale"]["range"], colors);
    assert_eq!(spec["encoding"]["color"]["legend"], Value::Null);
    assert!(
        data.ends_with("0 rgb(255, 0, 0) 1\n1 rgb(0, 128, 255) 2"),
        "{data}"
    );
    let (spec, _) = chart("bar_chart({'a': [1]}, color=(1.0, 0.5, 0.0))");
    assert_eq!(spec["encoding"]["color"]["value"], "rgb(255, 127, 0)");
}

#[test]
fn texts_may_say_sizes() {
    let (spec, _) = chart("scatter_chart([{'x': 1, 'y': 2, 's': 'big'}], x='x', y='y', size='s')");
    assert_eq!(spec["encoding"]["size"]["type"], "nominal");
    raises(
        "st.scatter_chart({'a': [1]}, size='zz')",
        "StreamlitValueError | `size` | 'zz'",
    );
}

#[test]
fn a_chart_of_no_column_keeps_its_axis() {
    let (spec, data) = chart("line_chart({'a': [1, 2], 'b': [3, 4]}, x='a', y=[])");
    let encoding = &spec["layer"][0]["encoding"];
    assert_eq!(encoding["x"]["field"], "a");
    assert_eq!(encoding["y"]["title"], "");
    assert_eq!(encoding["y"]["type"], "quantitative");
    assert_eq!(data, "a:Int64\n1\n2");
}

#[test]
fn columns_may_stand_in_any_collection() {
    let (_, of_set) = chart("line_chart({'a': [1, 2], 'b': [3, 4]}, x='a', y={'b'})");
    let (_, of_list) = chart("line_chart({'a': [1, 2], 'b': [3, 4]}, x='a', y=['b'])");
    assert_eq!(of_set, of_list);
}

#[test]
fn mistakes_are_told() {
    for (call, facts) in [
        ("line_chart({'a': [1]}, x='z')", "`z` | a."),
        ("line_chart({'a': [1]}, color='zz')", "`color` | `'zz'`"),
        (
            "line_chart({'a': [1], 'b': [2]}, color=['#f00'])",
            "`color` | 1 | 2 | a, b",
        ),
        (
            "line_chart({'a': [1]}, color=['#f00', '#0f0'])",
            "`color` | 2 | 1 | a.",
        ),
        (
            "line_chart({'a': [1], 'b': [2]}, color=['loud'])",
            "`color` | 1 | 2 | a, b",
        ),
        (
            "vega_lite_chart({'mark': 'bar'}, on_select='rerun')",
            "`on_select` | `params` | `select`",
        ),
        ("altair_chart(5)", "`int`"),
        ("plotly_chart(None)", "`NoneType`"),
    ] {
        raises(
            &format!("st.{call}"),
            &format!("StreamlitAPIException | {facts}"),
        );
    }
    let wrong_type = "StreamlitInvalidParameterTypeError";
    for call in ["vega_lite_chart()", "vega_lite_chart([1], {})"] {
        let facts = "StreamlitMissingRequiredParameterError | `spec`";
        raises(&format!("st.{call}"), facts);
    }
    raises(
        "st.graphviz_chart(5)",
        &format!("{wrong_type} | `figure_or_dot` | `int`"),
    );
    raises(
        "st.line_chart([[1, 2]], x=0)",
        &format!("{wrong_type} | `x` | str"),
    );
    raises(
        "st.line_chart({'a': [1], 'b': [2]}, color=['#f00', 'mauve'])",
        "StreamlitInvalidColorError | `'mauve'`",
    );
}

#[test]
fn specifications_keep_what_they_say_and_take_data() {
    let (spec, data) =
        chart("vega_lite_chart([{'a': 1}], {'mark': 'bar', 'encoding': {'x': {'field': 'a'}}})");
    assert_eq!(spec["data"], json!({"name": "data"}));
    assert_eq!(spec["mark"], "bar");
    assert_eq!(data, "a:Int64\n1");
    let (spec, _) = chart("vega_lite_chart({'data': {'values': [{'a': 1}]}, 'mark': 'point'})");
    assert_eq!(spec["data"], json!({"values": [{"a": 1}]}));
    let class =
        "type('C', (), {'to_dict': lambda self: {'mark': 'area', 'data': {'values': []}}})()";
    let (spec, _) = chart(&format!("altair_chart({class})"));
    assert_eq!(spec["mark"], "area");
}

#[test]
fn a_chart_of_altair_has_no_look_that_the_script_has_not_chosen() {
    let drawn = |first: &str| {
        let app = App::new(&format!(
            r#"
import sys, types
from contextlib import contextmanager
class Registry:
    active = "default"
    @contextmanager
    def enable(self, name, **options):
        before, self.active = self.active, name
        yield
        self.active = before
altair = types.ModuleType("altair")
altair.theme, altair.data_transformers = Registry(), Registry()
sys.modules["altair"] = altair
class Chart:
    def to_dict(self):
        return {{"mark": "bar", "title": altair.theme.active}}
import streamlit as st
{first}
st.altair_chart(Chart())
st.text(altair.theme.active)
"#
        ));
        let spec = app.element(|element| match element {
            Element::VegaLite(chart) => Some(chart.spec.clone()),
            _ => None,
        });
        let spec: Value = serde_json::from_str(&spec.expect("a chart")).expect("a specification");
        (spec["title"].clone(), app.outline())
    };
    let (look, outline) = drawn("");
    assert_eq!(look, "none");
    assert!(outline.ends_with("text: default\n"), "{outline}");
    let (look, _) = drawn("altair.theme.active = 'dark'");
    assert_eq!(look, "dark");
}

#[test]
fn a_chart_tells_what_is_selected() {
    let spec = "{'mark': 'point', 'params': [{'name': 'p', 'select': 'point'}]}";
    let script = format!(
        "import streamlit as st\nst.text(st.vega_lite_chart([1], {spec}, on_select='rerun'))\n"
    );
    assert!(
        App::new(&script)
            .outline()
            .ends_with("text: {'selection': {'p': {}}}\n")
    );
}

#[test]
fn selections_of_parts_of_a_chart_are_known() {
    let select = "'params': [{'name': 'p', 'select': 'interval'}]";
    for spec in [
        format!("{{'layer': [{{'mark': 'line'}}, {{'mark': 'point', {select}}}]}}"),
        format!("{{'vconcat': [{{'hconcat': [{{'mark': 'point', {select}}}]}}]}}"),
        format!("{{'facet': {{'field': 'a'}}, 'spec': {{'mark': 'point', {select}}}}}"),
    ] {
        let script = format!(
            "import streamlit as st\nst.text(st.vega_lite_chart([1], {spec}, on_select='rerun'))\n"
        );
        let outline = App::new(&script).outline();
        assert!(
            outline.ends_with("text: {'selection': {'p': {}}}\n"),
            "{outline}"
        );
    }
}

#[test]
fn figures_of_plotly_are_dicts_or_say_what_they_are() {
    let figure = |call: &str| {
        let app = App::new(&format!(
            "import streamlit as st\nst.plotly_chart({call})\n"
        ));
        app.outline()
    };
    assert_eq!(
        figure("{'data': [{'y': [1]}]}"),
        "plotly {\"data\": [{\"y\": [1]}]}\n"
    );
    let class = "type('F', (), {'to_plotly_json': lambda self: {'data': [], 'layout': {}}})()";
    assert_eq!(figure(class), "plotly {\"data\": [], \"layout\": {}}\n");
    let selected = App::new(
        "import streamlit as st\nst.text(st.plotly_chart({'data': []}, on_select='rerun'))\n",
    );
    assert!(selected.outline().ends_with(
        "text: {'selection': {'points': [], 'point_indices': [], 'box': [], 'lasso': []}}\n"
    ));
}

#[test]
fn graphs_are_text_or_have_a_source() {
    let outline = |call: &str| {
        App::new(&format!(
            "import streamlit as st\nst.graphviz_chart({call})\n"
        ))
        .outline()
    };
    assert_eq!(outline("'graph { a }'"), "graph graph { a }\n");
    assert_eq!(
        outline("type('G', (), {'source': 'graph { b }'})()"),
        "graph graph { b }\n"
    );
}

#[test]
fn bars_are_sorted_by_a_column_that_then_has_none_of_its_own() {
    let rows = "[{'n': 'a', 'v': 3, 'w': 1}, {'n': 'b', 'v': 1, 'w': 4}]";
    let names = "color -- streamlit-generated:Text value -- streamlit-generated:Int64";
    for (more, axis) in [("", "x"), (", horizontal=True", "y")] {
        let call = format!("bar_chart({rows}, x='n', y=['v', 'w'], sort='-v'{more})");
        let (spec, data) = chart(&call);
        let sort = json!({"field": "v", "order": "descending"});
        assert_eq!(spec["encoding"][axis]["sort"], sort);
        assert_eq!(data, format!("n:Text v:Int64 {names}\na 3 w 1\nb 1 w 4"));
    }
}

#[test]
fn a_column_without_a_value_is_no_measure() {
    let kinds = |call: &str| {
        let encoding = chart(call).0["encoding"].clone();
        ["x", "y"].map(|axis| encoding[axis]["type"].as_str().unwrap_or("").to_owned())
    };
    let rows = "{'a': [None, None], 'b': [1, 2]}";
    let drawn = |call: &str| kinds(&format!("scatter_chart({rows}, {call})"));
    assert_eq!(drawn("y='a'"), ["quantitative", "nominal"]);
    assert_eq!(drawn("x='a', y='b'"), ["nominal", "quantitative"]);
    let all = kinds("area_chart({'a': [None], 'b': [None]})");
    assert_eq!(all, ["quantitative", "nominal"]);
    assert_eq!(kinds("area_chart([])"), ["quantitative", "quantitative"]);
    assert_eq!(chart("area_chart([])").0["encoding"]["y"]["stack"], false);
}
