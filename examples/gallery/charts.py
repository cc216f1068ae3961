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


def areas():
    st.area_chart({name: [value + 1 for value in values] for name, values in WAVES.items()}, stack=True)


def bars():
    st.bar_chart({"Oslo": 3, "Lima": 5, "Bern": 2})
    st.bar_chart(SALES, x="year", y="sold", color="city")
    st.bar_chart(SALES, x="year", y="sold", color="city", stack=False, horizontal=True)
    st.bar_chart(SALES[:6], x="year", y=["sold", "size"], color=["#0068c9", "#ff8700"], sort="-sold")


def points():
    st.scatter_chart(SALES, x="year", y="sold", color="city", size="size")


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


def show():
    for title, part in [
        ("Lines", lines),
        ("Areas", areas),
        ("Bars", bars),
        ("Points", points),
        ("Libraries", libraries),
    ]:
        st.subheader(title)
        part()
