"""Charts of Altair and Bokeh, from the packages' own wheels."""

import altair as alt
import streamlit as st
from bokeh.plotting import figure

rows = [{"town": "Oslo", "sold": 3}, {"town": "Lima", "sold": 5}, {"town": "Bern", "sold": 2}]
picked = alt.selection_point(name="picked", encodings=["x"])
bars = (
    alt.Chart(alt.Data(values=rows), title="Letters")
    .mark_bar()
    .encode(x="town:N", y="sold:Q", opacity=alt.condition(picked, alt.value(1), alt.value(0.3)))
    .add_params(picked)
)
event = st.altair_chart(bars, on_select="rerun", key="bars", alt="Bars")
st.text(f"picked {event.selection.picked}")

line = alt.Chart(alt.Data(values=rows)).mark_line(point=True).encode(x="town:N", y="sold:Q")
brush = alt.selection_interval(name="brush", encodings=["y"])
layered = line + line.mark_circle(size=200).add_params(brush)
event = st.altair_chart(layered, on_select="rerun", key="layered", alt="Layers")
st.text(f"brushed {list(event.selection.brush)}")

trend = figure(title="Trend", x_axis_label="x", y_axis_label="y", height=250)
trend.line([1, 2, 3, 4, 5], [6, 7, 2, 4, 5], legend_label="Trend", line_width=2)
st.bokeh_chart(trend, use_container_width=True, alt="As wide as its place")
st.bokeh_chart(trend, alt="As wide as it says")
