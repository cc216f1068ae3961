# A grid of plain lists.
import time

import streamlit as st

ROWS = 100_000


@st.cache_resource
def columns():
    return {f"c{n}": [(ROWS - row) * (n + 1) for row in range(ROWS)] for n in range(20)}


data = columns()
if st.toggle("Draw"):
    st.dataframe(data, height=400)
    st.text(f"ended {time.time():.4f}")
