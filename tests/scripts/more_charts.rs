//! Charts that libraries of the package draw: what they are handed, and what a script hears.

use brooklet_protocol::{Element, WidgetValue};
use brooklet_tests::App;

use crate::assertions::raises;

fn outline(call: &str) -> String {
    App::new(&format!("import streamlit as st\n{call}\n")).outline()
}

#[test]
fn a_map_shows_all_of_its_points() {
    // Centre and zoom are those of Streamlit 1.67.
    let shown = outline("st.map([{'lat': 1, 'lon': 2}, {'lat': 3, 'lon': 9}])");
    for part in [
        r#""latitude": 2.0"#,
        r#""longitude": 5.5"#,
        r#""zoom": 5"#,
        r#""getFillColor": "primary""#,
        r#""getRadius": 100"#,
    ] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    let said = outline(
        "st.map({'a': [1], 'b': [2], 's': [5], 'c': ['#f00']}, latitude='a', longitude='b', size='s', color='c', zoom=3)",
    );
    assert!(
        said.contains(r#"{"at": [2.0, 1.0], "size": 5, "color": [255, 0, 0, 255]}"#),
        "{said}"
    );
    assert!(outline("st.map({'a': [1]})").contains("StreamlitAPIException"));
    assert!(outline("st.map({'lat': [1, None], 'lon': [1, 2]})").contains("StreamlitAPIException"));
    assert!(
        outline("st.map({'lat': [1], 'lon': [1]}, color='mauve')")
            .contains("StreamlitInvalidColorError")
    );
    assert!(outline("st.map()").contains("Deck"));
}

#[test]
fn libraries_are_handed_what_the_script_says() {
    assert!(outline("st.mermaid_chart('graph LR; a --> b')").contains("Mermaid graph LR; a --> b"));
    assert!(
        outline("st.echarts_chart({'series': [{'data': (1, 2)}]})")
            .contains(r#"ECharts {"series": [{"data": [1, 2]}]}"#)
    );
    assert!(outline("st.echarts_chart('{')").contains("StreamlitAPIException"));
    let is_refused = outline("st.echarts_chart([1])");
    assert!(is_refused.contains("StreamlitInvalidParameterTypeError"));
    assert!(outline("st.bokeh_chart({'root_id': 'p1'})").contains("Bokeh {"));
    assert!(outline("st.bokeh_chart(1)").contains("needs the package `bokeh`"));
    assert!(outline("st.pyplot(None)").contains("Matplotlib"));
    assert!(outline("st.pydeck_chart(1)").contains("StreamlitAPIException"));
    assert!(outline("st.pydeck_chart()").contains("Deck {"));
}

#[test]
fn a_figure_of_bokeh_is_as_wide_as_it_says_until_the_script_says_otherwise() {
    let fits = |arguments: &str| {
        let script = format!("import streamlit as st\nst.bokeh_chart({{}}{arguments})\n");
        let options = App::new(&script).element(|element| match element {
            Element::LibraryChart(chart) => Some(chart.options.clone()),
            _ => None,
        });
        options.expect("a chart") == r#"{"fits":true}"#
    };
    for arguments in ["", ", use_container_width=False", ", width='content'"] {
        assert!(!fits(arguments), "{arguments}");
    }
    for arguments in [
        ", use_container_width=True",
        ", width='stretch'",
        ", width=300",
    ] {
        assert!(fits(arguments), "{arguments}");
    }
}

#[test]
fn what_is_selected_is_the_readers_to_say() {
    for chart in [
        "st.plotly_chart({'data': []}, on_select='rerun', key='k')",
        "st.vega_lite_chart([1], {'mark': 'point', 'params': [{'name': 'p', 'select': 'point'}]}, on_select='rerun', key='k')",
        "st.pydeck_chart(on_select='rerun', key='k')",
    ] {
        let shown = outline(&format!(
            "st.session_state.k = {{'selection': {{}}}}\n{chart}"
        ));
        let error = "StreamlitValueAssignmentNotAllowedError";
        assert!(shown.contains(error), "{shown}");
        let called = chart.replace("'rerun'", "print");
        let shown = outline(&format!("with st.form('f'):\n    {called}"));
        let error = "StreamlitInvalidFormCallbackError";
        assert!(shown.contains(error), "{shown}");
    }
    for (mode, error) in [
        ("['single-object']", "StreamlitInvalidParameterTypeError"),
        ("None", "StreamlitInvalidParameterTypeError"),
        ("'both'", "StreamlitValueError"),
    ] {
        let shown = outline(&format!(
            "st.pydeck_chart(on_select='rerun', selection_mode={mode})"
        ));
        assert!(shown.contains(error), "{shown}");
    }
}

#[test]
fn a_script_hears_what_is_selected() {
    let mut app = App::new(
        "import streamlit as st\n\
         state = st.echarts_chart({'series': []}, on_select='rerun', key='e', alt='chart')\n\
         st.text(state.selection.selected)\n\
         class Deck:\n    def to_json(self):\n        return '{}'\n\
         state = st.pydeck_chart(Deck(), on_select='rerun', alt='map', selection_mode='multi-object')\n\
         st.text(state.selection.indices)\n",
    );
    assert!(app.outline().contains("text: []"));
    assert!(app.outline().contains("text: {}"));
    app.set(
        "chart",
        WidgetValue::Json(
            r#"{"selection": {"selected": [{"series_index": 0}], "areas": []}}"#.to_owned(),
        ),
    );
    app.set(
        "map",
        WidgetValue::Json(r#"{"selection": {"indices": {"a": [1]}, "objects": {}}}"#.to_owned()),
    );
    assert!(app.outline().contains("text: [{'series_index': 0}]"));
    assert!(app.outline().contains("text: {'a': [1]}"));
}

#[test]
fn what_is_selected_is_of_the_classes_of_its_chart() {
    // Names, texts and refusals are those of Streamlit 1.67.
    let vega = "st.vega_lite_chart([1], {'mark': 'point', 'params': [{'name': 'p', 'select': 'point'}]}, on_select='rerun')";
    for (chart, name, module) in [
        (
            "st.plotly_chart({'data': []}, on_select='rerun')",
            "PlotlyState",
            "streamlit.elements.plotly_chart",
        ),
        (
            "st.pydeck_chart(on_select='rerun')",
            "PydeckState",
            "streamlit.elements.deck_gl_json_chart",
        ),
        (
            "st.echarts_chart({}, on_select='rerun')",
            "EChartsState",
            "streamlit.elements.echarts_chart",
        ),
        (
            "st.dataframe([1], on_select='rerun')",
            "DataframeState",
            "streamlit.elements.arrow",
        ),
        (vega, "VegaLiteState", "streamlit.elements.vega_charts"),
    ] {
        let shown = outline(&format!(
            "import copy, pickle\n\
             from {module} import {name}\n\
             from streamlit.util import ReadOnlyAttributeDictionary\n\
             s = {chart}\n\
             def refused(change):\n  try:\n    change()\n  except TypeError:\n    return True\n\
             part = s.selection\n\
             st.text([type(s) is {name}, isinstance(s, dict), type(s).__module__ == '{module}', isinstance(part, ReadOnlyAttributeDictionary), part == s['selection']])\n\
             st.text([refused(lambda: s.update(a=1)), refused(lambda: setattr(s, 'selection', 1)), refused(lambda: part.clear()), refused(lambda: part.__setitem__('a', 1)), refused(lambda: s.__delitem__('selection'))])\n\
             st.text([hasattr(s, 'other'), pickle.loads(pickle.dumps(s)) == s, copy.deepcopy(s) == s])",
        ));
        for line in [
            "text: [True, True, True, True, True]",
            "text: [True, True, True, True, True]",
            "text: [False, True, True]",
        ] {
            assert!(shown.contains(line), "{chart}: {shown}");
        }
    }
}

#[test]
fn numbers_that_json_does_not_have_are_gaps() {
    let rows = "[{'a': 1, 'b': float('nan')}, {'a': 2, 'b': float('inf')}]";
    for chart in [
        format!("st.vega_lite_chart({{'data': {{'values': {rows}}}, 'mark': 'point'}})"),
        format!("st.plotly_chart({{'data': [{{'y': [1, float('nan')], 'customdata': {rows}}}]}})"),
        format!("st.echarts_chart({{'series': [{{'data': [1, float('nan')], 'more': {rows}}}]}})"),
    ] {
        let shown = outline(&chart);
        assert!(
            !shown.contains("NaN") && !shown.contains("Infinity"),
            "{shown}"
        );
        assert!(
            !shown.contains("Exception") && shown.contains("null"),
            "{shown}"
        );
    }
}

#[test]
fn write_draws_the_charts_of_other_packages() {
    let made = |class: &str, module: &str, body: &str| {
        outline(&format!(
            "class {class}:\n  __module__ = '{module}'\n  {body}\nst.write('before', {class}(), 'after')"
        ))
    };
    let graph = made(
        "Digraph",
        "graphviz.graphs",
        "source, engine = 'digraph { a -> b }', 'dot'",
    );
    assert!(graph.contains("digraph { a -> b }"), "{graph}");
    assert!(
        graph.contains("before") && graph.contains("after"),
        "{graph}"
    );
    let map = made(
        "Deck",
        "pydeck.bindings.deck",
        "to_json = lambda self: '{\"layers\": []}'",
    );
    assert!(map.contains(r#"Deck {"layers": []}"#), "{map}");
    let chart = made(
        "LayerChart",
        "altair.vegalite.v6.api",
        "to_dict = lambda self, **_: {'mark': 'bar', 'data': {'values': []}}",
    );
    assert!(chart.contains(r#""mark":"bar""#), "{chart}");
    let figure = made(
        "Figure",
        "plotly.graph_objs._figure",
        "to_plotly_json = lambda self: {'data': [], 'layout': {}}",
    );
    assert!(figure.contains("plotly {"), "{figure}");
}

/// Calls, and what the original raises for them.
const REFUSED: [(&str, &str); 24] = [
    (
        "line_chart({'a': [1]}, x_label=3)",
        "StreamlitInvalidParameterTypeError | `x_label` | int",
    ),
    (
        "bar_chart({'a': [1]}, y_label=['a'])",
        "StreamlitInvalidParameterTypeError | `y_label` | list",
    ),
    (
        "scatter_chart({'a': [1]}, size=True)",
        "StreamlitValueError | `size`",
    ),
    ("plotly_chart('bars')", "StreamlitAPIException | `str`"),
    (
        "plotly_chart(({'x': [1]},))",
        "StreamlitAPIException | `tuple`",
    ),
    ("plotly_chart([1])", "StreamlitAPIException | `list of int`"),
    (
        "plotly_chart({'data': []}, config={'a': {1}})",
        "TypeError | {1}",
    ),
    (
        "plotly_chart({'data': []}, width=None)",
        "StreamlitInvalidWidthError | `None`",
    ),
    (
        "plotly_chart({'data': []}, sharing='streamlit')",
        "TypeError | sharing",
    ),
    (
        "plotly_chart({'data': []}, on_select='rerun', selection_mode='lens')",
        "StreamlitValueError | lens",
    ),
    (
        "pydeck_chart(None, on_select='rerun', selection_mode=1)",
        "StreamlitInvalidParameterTypeError | `selection_mode`",
    ),
    (
        "graphviz_chart('graph {}', width=None)",
        "StreamlitInvalidWidthError | `None`",
    ),
    (
        "echarts_chart([1])",
        "StreamlitInvalidParameterTypeError | `list`",
    ),
    ("mermaid_chart(5)", "TypeError | `body` | int"),
    ("map([])", "StreamlitAPIException | latitude"),
    ("map({})", "StreamlitAPIException | latitude"),
    ("map([[]])", "StreamlitAPIException | latitude"),
    (
        "map({'lat': [1], 'lon': [2]}, latitude='lon', longitude=['lat'], size=b'x')",
        "TypeError | b'x'",
    ),
    ("map({'lat': [1], 'lon': [2]}, zoom={1})", "TypeError | {1}"),
    ("map({'lat': ['north'], 'lon': [2]})", "TypeError | 'north'"),
    (
        "metric('a', 1, chart_data='')",
        "StreamlitAPIException | ''",
    ),
    (
        "metric('a', 1, chart_data=len)",
        "StreamlitAPIException | len",
    ),
    (
        "echarts_chart({}, key='k'); st.plotly_chart({'data': []}, key='k')",
        "StreamlitDuplicateElementKey | `k`",
    ),
    (
        "plotly_chart({'data': []}, key='k'); st.button('b', key='k')",
        "StreamlitDuplicateElementKey | `k`",
    ),
];

#[test]
fn what_the_original_refuses_is_refused_by_the_same_type() {
    for (call, facts) in REFUSED {
        raises(&format!("st.{call}"), facts);
    }
}

#[test]
fn what_the_original_takes_is_taken() {
    for call in [
        "plotly_chart({'data': []}, selection_mode='lens')",
        "pydeck_chart(None, selection_mode=1)",
        "pydeck_chart(None, key='k'); st.vega_lite_chart([1], {'mark': 'bar'}, key='k')",
        "map(None)",
        "map({'lat': [], 'lon': []})",
        "map({'lat': [1], 'lon': [2]}, latitude=['a'], longitude={})",
        "metric('a', 1, chart_data=5)",
        "line_chart({'a': [1]}, x_label='', y_label=None)",
    ] {
        let app = App::new(&format!("import streamlit as st\nst.{call}\n"));
        let outline = app.outline();
        assert!(!outline.contains("exception"), "{call}: {outline}");
    }
}
