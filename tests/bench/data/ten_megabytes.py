# A frame of 10 MB on its way to the page.
import time

import numpy as np
import streamlit as st

ROWS = 62_500


@st.cache_resource
def columns():
    return {f"c{n}": np.arange(ROWS, 0, -1, dtype=float) * (n + 1) for n in range(20)}


data = columns()
if st.toggle("Draw"):
    st.dataframe(data, height=400)
    st.text(f"ended {time.time():.4f}")
