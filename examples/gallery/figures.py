"""Single figures and values: metrics with all that can be said of them, and JSON."""

import collections
import dataclasses

import streamlit as st


@dataclasses.dataclass
class Person:
    name: str
    letters: int


def changes():
    for column, (delta, color, arrow) in zip(
        st.columns(5),
        [(3, "normal", "auto"), (-3, "inverse", "auto"), ("-2 %", "off", "up"), (4.5, "violet", "down"), ("even", "orange", "off")],
    ):
        column.metric(f"{color}, {arrow}", 42, delta, delta_color=color, delta_arrow=arrow, delta_description="since May")


def shapes():
    column, other, third = st.columns(3)
    for place, kind in zip([column, other, third], ["line", "bar", "area"]):
        place.metric(
            f"A chart of :blue[{kind}]",
            1234567.891,
            -12.5,
            help="How **many** there are",
            icon=":material/trending_up:",
            border=True,
            chart_data=[3, 5, 2, 4, 8, 7, 9, 4],
            chart_type=kind,
            format="compact",
            height=220,
        )


def sizes():
    st.metric("Hidden", "no label", label_visibility="hidden", width=200, border=True)
    st.metric("Collapsed", None, label_visibility="collapsed", width="content", height="content", border=True)
    with st.container(height=250, border=False):
        st.metric("Stretched", 0.256, 0.01, format="percent", width="stretch", height="stretch", border=True)
    for format in ["plain", "localized", "dollar", "euro", "yen", "accounting", "bytes", "scientific", "engineering", "%.1f km"]:
        st.metric(format, 9876.54321, 1.5, format=format)


def values():
    value = {
        "text": "a", "number": 1.5, "large": 2**60, "truth": True, "nothing": None,
        "list": [1, [2, [3, {"deep": "x"}]]], "empty": {}, "none of it": [],
    }  # fmt: skip
    st.json(value)
    st.json(value, expanded=2, width=300)
    st.json(value, expanded=False, width="stretch")
    st.json('[1, {"written": "as a text"}]')
    st.json([Person("Ada", 3).__dict__, dict(collections.Counter("tea"))])


def written():
    st.write({"a": [1, 2]}, [1, "x"], "**text**", 3.5, None)
    st.write([{"name": "Ada", "letters": 3}, {"name": "Ben", "letters": 0}])
    st.write(Person("Ada", 3))
    st.write(("a", 1), {1, 2}, collections.Counter("tea"))


def show():
    for title, part in [("Changes", changes), ("Charts", shapes), ("Sizes and formats", sizes), ("JSON", values), ("Written", written)]:
        st.subheader(title)
        part()
