"""Charts: lines, areas, bars and points, specifications of Vega-Lite, figures of Plotly, graphs."""

import datetime
import math

import streamlit as st

WAVES = {
    "sine": [math.sin(step / 5) for step in range(50)],
    "cosine": [math.cos(step / 5) for step in range(50)],
}
SALES = [
    {"city": city, "year": year, "sold": (len(city) * year) % 17 + 3, "size": (year * 3) % 11 + 1}
    for city in ["Oslo", "Lima", "Bern"]
    for year in range(2018, 2024)
]


def lines():
    st.line_chart(WAVES)
    days = [datetime.date(2024, 1, 1) + datetime.timedelta(days=step) for step in range(50)]
    rows = [{"day": day, "value": value} for day, value in zip(days, WAVES["sine"])]
    st.line_chart(rows, x="day", y="value", color="#e0682b", x_label="Day", y_label="Height", height=200)
    st.line_chart(rows, x="day", y="value", width=300, height=200, alt="A wave")
    table = {"step": list(range(50)), **WAVES}
    st.line_chart(table, x="step", y=["sine", "cosine"], color=["#29b09d", "violet"], width="content", height="content", use_container_width=True)


def areas():
    above = {name: [value + 1 for value in values] for name, values in WAVES.items()}
    st.area_chart(above, stack=True)
    table = {"step": list(range(50)), **above}
    st.area_chart(table, x="step", y=["sine", "cosine"], color=["red", "#0068c9"], x_label="Step", y_label="Height", stack=False, height=200, alt="Two waves")
    st.area_chart(SALES, x="year", y="sold", color="city", stack="normalize", width=350)
    st.area_chart(SALES, x="year", y="sold", color="city", stack="center", width="stretch", height=200, use_container_width=True)


def bars():
    st.bar_chart({"Oslo": 3, "Lima": 5, "Bern": 2})
    st.bar_chart(SALES, x="year", y="sold", color="city")
    st.bar_chart(SALES, x="year", y="sold", color="city", stack=False, horizontal=True)
    st.bar_chart(SALES[:6], x="year", y=["sold", "size"], color=["#0068c9", "#ff8700"], sort=False)
    st.bar_chart(SALES, x="city", y="sold", sort="-sold", x_label="City", y_label="Letters sold", width=350, height=250, alt="Letters by city")
    st.bar_chart(SALES, x="year", y="sold", color="city", stack="normalize", width="stretch", height="content", use_container_width=True)


def points():
    st.scatter_chart(SALES, x="year", y="sold", color="city", size="size")
    st.scatter_chart(WAVES, x="sine", y="cosine", color="#e0682b", size=20, x_label="Sine", y_label="Cosine", width=350, height=350, alt="A circle")
    st.scatter_chart(SALES, x="sold", y=["size", "year"], color=["blue", "green"], width="stretch", height="content", use_container_width=True)


def libraries():
    event = st.vega_lite_chart(
        SALES,
        {
            "mark": "circle",
            "params": [{"name": "brush", "select": "interval"}],
            "encoding": {
                "x": {"field": "year", "type": "ordinal"},
                "y": {"field": "sold", "type": "quantitative"},
                "color": {"condition": {"param": "brush", "field": "city"}, "value": "gray"},
            },
        },
        on_select="rerun",
    )
    st.write(event)
    st.plotly_chart({"data": [{"type": "bar", "x": ["a", "b"], "y": [1, 3]}], "layout": {"title": {"text": "Plotly"}}})
    st.graphviz_chart("digraph { run -> draw; draw -> wait; wait -> run [label=click] }")


def maps():
    cities = [
        {"lat": 59.9, "lon": 10.7, "people": 700_000, "color": "#0068c9"},
        {"lat": -12.0, "lon": -77.0, "people": 10_000_000, "color": "#ff2b2b"},
        {"lat": 46.9, "lon": 7.4, "people": 130_000, "color": "#29b09d80"},
    ]
    for city in cities:
        city["size"] = city["people"] / 20
    st.map(cities, alt="Three cities")
    st.map(cities, latitude="lat", longitude="lon", size="size", color="color", zoom=1, height=300, width=400)


def more_libraries():
    st.mermaid_chart("graph LR; run[Run] --> draw(Draw); draw --> wait{Wait}; wait -->|click| run", alt="How a run goes")
    for renderer in ["canvas", "svg"]:
        event = st.echarts_chart(
            {
                "title": {"text": renderer},
                "tooltip": {},
                "xAxis": {"type": "category", "data": ["Oslo", "Lima", "Bern"]},
                "yAxis": {"type": "value"},
                "series": [{"type": "bar", "data": [3, 5, 2], "selectedMode": "multiple"}],
            },
            renderer=renderer,
            on_select="rerun",
            height=250,
            key=renderer,
        )
        st.write(event)


def show():
    for title, part in [
        ("Lines", lines),
        ("Areas", areas),
        ("Bars", bars),
        ("Points", points),
        ("Libraries", libraries),
        ("Maps", maps),
        ("More libraries", more_libraries),
    ]:
        st.subheader(title)
        part()
