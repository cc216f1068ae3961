"""Maps: points of a table, and layers of deck.gl."""

import json

import streamlit as st

CITIES = [
    {"lat": 59.9, "lon": 10.7, "name": "Oslo", "people": 700_000, "color": "#0068c9"},
    {"lat": -12.0, "lon": -77.0, "name": "Lima", "people": 10_000_000, "color": "#ff2b2b"},
    {"lat": 46.9, "lon": 7.4, "name": "Bern", "people": 130_000, "color": "#29b09d80"},
]
for city in CITIES:
    city["size"] = city["people"] / 20


class Deck:
    """What a `pydeck.Deck` tells of itself."""

    def __init__(self, tooltip=None, **spec):
        self.spec = spec
        self._tooltip = tooltip
        self.mapbox_key = None

    def to_json(self):
        return json.dumps(self.spec)


VIEW = {"latitude": 46.9, "longitude": 7.4, "zoom": 4, "pitch": 40, "bearing": 10}


def layer(kind, **said):
    return {"@@type": kind, "id": kind, "data": CITIES, "getPosition": "@@=[lon, lat]", "pickable": True, **said}


def points():
    st.map(CITIES, alt="Three cities")
    st.map(CITIES, latitude="lat", longitude="lon", size="size", color="color", zoom=1, height=300, width=400)
    st.map({"north": [60.1, 60.2], "east": [24.9, 25.0]}, latitude="north", longitude="east", size=2000, color="#e0682b80", height=250, width="stretch")


def layers():
    circles = layer("ScatterplotLayer", getRadius=80_000, getFillColor=[224, 104, 43, 180], autoHighlight=True)
    st.pydeck_chart(Deck(initialViewState=VIEW, layers=[circles], tooltip={"text": "{name}: {people}"}), alt="Circles", height=300)
    columns = layer("ColumnLayer", getElevation="@@=people / 20", radius=30_000, extruded=True, getFillColor=[0, 104, 201])
    words = layer("TextLayer", getText="@@=name", getSize=18, getColor=[200, 30, 30])
    event = st.pydeck_chart(
        Deck(initialViewState=VIEW, layers=[columns, words], tooltip=True),
        width=500,
        height=350,
        on_select="rerun",
        selection_mode="multi-object",
        key="deck",
    )
    st.write(event)
    ways = {"@@type": "ArcLayer", "id": "ways", "data": [{"from": [10.7, 59.9], "to": [7.4, 46.9]}], "getSourcePosition": "@@=from", "getTargetPosition": "@@=to", "getWidth": 4}
    st.pydeck_chart(Deck(initialViewState={**VIEW, "latitude": 53}, layers=[ways, layer("HexagonLayer", radius=100_000, extruded=True, elevationScale=500)]), width="stretch")


def show():
    st.subheader("Points")
    points()
    st.subheader("Layers")
    layers()
