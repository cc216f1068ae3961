"""A page for each family of elements, to look at all of their states."""

import importlib

import streamlit as st

FAMILIES = {
    "Layouts": "layouts",
    "Texts": "texts",
    "Tables": "tables",
    "Columns": "columns",
    "Editors": "editors",
    "Figures and JSON": "figures",
    "Charts": "charts",
    "Chart libraries": "libraries",
    "Maps": "maps",
    "Media": "media",
    "Status and live output": "live",
    "Buttons": "buttons",
    "Files": "files",
    "Chat": "chat",
    "Choices, colours and ratings": "choices",
    "Days and times": "moments",
    "Camera and microphone": "devices",
}

family = st.sidebar.selectbox("Family", list(FAMILIES))
st.title(family)
importlib.import_module(FAMILIES[family]).show()
