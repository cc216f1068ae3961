"""Figures of chart libraries as plain dicts: Vega-Lite, Plotly, Graphviz, Mermaid, ECharts, Bokeh."""

import itertools

import streamlit as st

SALES = [
    {"city": city, "year": year, "sold": (len(city) * year) % 17 + 3} for city in ["Oslo", "Lima", "Bern"] for year in range(2018, 2024)
]
BARS = {"mark": "bar", "encoding": {"x": {"field": "a", "type": "nominal"}, "y": {"field": "b", "type": "quantitative"}}}
POINTS = {
    "mark": "circle",
    "params": [
        {"name": "brush", "select": "interval"},
        {"name": "point", "select": {"type": "point", "fields": ["city"]}},
    ],
    "encoding": {
        "x": {"field": "year", "type": "ordinal"},
        "y": {"field": "sold", "type": "quantitative"},
        "color": {"condition": {"param": "brush", "field": "city"}, "value": "gray"},
    },
}
FEW = [{"a": "x", "b": 3}, {"a": "y", "b": 5}]


class Chart:
    """What any chart of Altair has."""

    def __init__(self, spec):
        self.spec = spec

    def to_dict(self, **_):
        return self.spec

    def save(self, *_):
        raise NotImplementedError


def vega_lite():
    st.vega_lite_chart(FEW, BARS, width="stretch", height=200, alt="Two bars")
    st.vega_lite_chart(FEW, BARS, width=300, height="content", theme=None)
    st.vega_lite_chart({"data": {"values": FEW}, "title": "Own data", "height": 120, **BARS}, width="content")
    st.vega_lite_chart(data=FEW, spec=BARS, use_container_width=True, height=150)
    event = st.vega_lite_chart(SALES, POINTS, key="vega", on_select="rerun", selection_mode=["brush", "point"])
    st.write(event)
    st.vega_lite_chart(
        SALES,
        {
            "hconcat": [
                {"mark": "bar", "encoding": {"x": {"field": "city"}, "y": {"aggregate": "sum", "field": "sold"}}, "width": 150},
                {"mark": {"type": "arc", "innerRadius": 40}, "encoding": {"theta": {"field": "sold", "aggregate": "sum"}, "color": {"field": "city"}}},
            ]
        },
    )
    st.vega_lite_chart(
        SALES,
        {"mark": "line", "encoding": {"x": {"field": "year", "type": "ordinal"}, "y": {"field": "sold", "type": "quantitative"}, "facet": {"field": "city", "columns": 3}}, "width": 120, "height": 100},
    )


def plotly():
    line = {"type": "scatter", "mode": "lines+markers", "name": "first", "x": [1, 2, 3, 4], "y": [2, 5, 3, 6]}
    other = {"type": "scatter", "mode": "lines+markers", "name": "second", "x": [1, 2, 3, 4], "y": [4, 1, 5, 2]}
    layout = {"title": {"text": "Plotly"}, "xaxis": {"title": {"text": "x"}}, "yaxis": {"title": {"text": "y"}}}
    st.plotly_chart({"data": [line, other], "layout": layout}, width="stretch", height=300, alt="Two lines")
    st.plotly_chart({"data": [line], "layout": layout}, theme=None, width=400, height=300, config={"displayModeBar": True, "scrollZoom": False})
    st.plotly_chart([{"type": "pie", "labels": ["Oslo", "Lima"], "values": [3, 5]}], width="content", height="content")
    st.plotly_chart([line], use_container_width=False, height=200)
    st.plotly_chart({"data": [{"type": "heatmap", "z": [[1, 2, 3], [3, 1, 2]]}], "layout": {"height": 250}})
    st.plotly_chart({"data": [{"type": "scatter3d", "mode": "markers", "x": [1, 2, 3], "y": [1, 3, 2], "z": [2, 1, 3]}]}, height=300)
    event = st.plotly_chart({"data": [line, other]}, key="plotly", on_select="rerun", selection_mode=("points", "box", "lasso"), height=300)
    st.write(event)


def graphs():
    st.graphviz_chart("digraph { run -> draw; draw -> wait; wait -> run [label=click] }")
    st.graphviz_chart("graph { rankdir=LR; tea -- cake -- plate; tea -- cup [color=red] }", width="stretch", height=200, alt="What goes with tea")
    st.graphviz_chart("graph { rankdir=LR; tea -- cake }", use_container_width=True)
    st.graphviz_chart('digraph { node [shape=box, style=filled, fillcolor="#cce5ff"]; a -> {b c} }', width=200, height="content")
    if hasattr(st, "mermaid_chart"):
        st.mermaid_chart("graph LR; run[Run] --> draw(Draw); draw --> wait{Wait}; wait -->|click| run", alt="How a run goes")
        st.mermaid_chart("sequenceDiagram\n  Reader->>Page: click\n  Page->>Engine: rerun\n  Engine-->>Page: deltas", width="content")
        st.mermaid_chart('pie title Tea\n  "green" : 3\n  "black" : 5', width=300)


def echarts():
    option = {
        "title": {"text": "Letters"},
        "legend": {"top": 30},
        "tooltip": {},
        "xAxis": {"type": "category", "data": ["Oslo", "Lima", "Bern"]},
        "yAxis": {"type": "value", "name": "sent"},
        "series": [
            {"type": "bar", "name": "first", "data": [3, 5, 2], "selectedMode": "multiple"},
            {"type": "line", "name": "second", "data": [2, 3, 6], "smooth": True},
        ],
    }
    st.echarts_chart(option, width="stretch", height=300, alt="Bars and a line")
    st.echarts_chart(option, width=350, height="content", theme=None)
    for renderer in ["canvas", "svg"]:
        event = st.echarts_chart(option, renderer=renderer, on_select="rerun", height=300, key=renderer)
        st.write(event)
    st.echarts_chart({"series": [{"type": "pie", "radius": ["40%", "70%"], "data": [{"name": "a", "value": 3}, {"name": "b", "value": 5}]}]}, height=250)


def bokeh_figure():
    """What `bokeh.embed.json_item` makes of a figure with a line and its points."""
    numbers = itertools.count(1)

    def model(kind, **attributes):
        return {"type": "object", "name": kind, "id": f"p{next(numbers)}", "attributes": attributes}

    def glyph(kind, **attributes):
        fields = {name: {"type": "field", "field": name} for name in "xy"}
        return model("GlyphRenderer", data_source=source, view=model("CDSView", filter=model("AllIndices")), glyph=model(kind, **fields, **attributes))

    def axis(label):
        return model("LinearAxis", axis_label=label, ticker=model("BasicTicker", mantissas=[1, 2, 5]), formatter=model("BasicTickFormatter"), major_label_policy=model("AllLabels"))

    data = {"type": "map", "entries": [["x", [1, 2, 3, 4]], ["y", [2, 5, 3, 6]]]}
    source = model("ColumnDataSource", selected=model("Selection", indices=[], line_indices=[]), selection_policy=model("UnionRenderers"), data=data)
    below, left = axis("x"), axis("y")
    figure = model(
        "Figure",
        height=250,
        sizing_mode="stretch_width",
        title=model("Title", text="Bokeh"),
        x_range=model("DataRange1d"),
        y_range=model("DataRange1d"),
        x_scale=model("LinearScale"),
        y_scale=model("LinearScale"),
        renderers=[glyph("Line", line_color="#0068c9", line_width=2), glyph("Scatter", size={"type": "value", "value": 8})],
        toolbar=model("Toolbar", tools=[model("PanTool"), model("WheelZoomTool", renderers="auto"), model("ResetTool")]),
        below=[below],
        left=[left],
        center=[model("Grid", axis={"id": below["id"]}), model("Grid", dimension=1, axis={"id": left["id"]})],
    )
    # What stands for a model that was said before is said once only.
    figure["attributes"]["renderers"][1]["attributes"]["data_source"] = {"id": source["id"]}
    return {"target_id": None, "root_id": figure["id"], "doc": {"version": "3.9.0", "title": "", "roots": [figure]}, "version": "3.9.0"}


def bokeh():
    st.bokeh_chart(bokeh_figure(), use_container_width=True)
    st.bokeh_chart(bokeh_figure(), width=400, height=250, alt="A line of Bokeh")


def altair():
    st.altair_chart(Chart({"data": {"values": FEW}, **BARS}), width="stretch", height=200, theme="streamlit", alt="Two bars")
    st.altair_chart(Chart({"data": {"values": FEW}, **BARS}), width=250, theme=None)
    event = st.altair_chart(Chart({"data": {"values": SALES}, **POINTS}), key="altair", on_select="rerun", selection_mode="brush")
    st.write(event)
    st.altair_chart(Chart({"data": {"values": FEW}, **BARS}), use_container_width=True, height="content")


def show():
    parts = [("Vega-Lite", vega_lite), ("Plotly", plotly), ("Graphs and diagrams", graphs)]
    if hasattr(st, "echarts_chart"):
        parts.append(("ECharts", echarts))
    for title, part in parts:
        st.subheader(title)
        part()
    if hasattr(st, "bokeh_chart"):
        st.subheader("Bokeh")
        bokeh()
        st.subheader("Charts of any class with to_dict")
        altair()
