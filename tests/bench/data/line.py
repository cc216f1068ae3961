# A long line, which every press redraws.
import math

import streamlit as st

if st.button("Draw"):
    st.session_state.turn = st.session_state.get("turn", 0) + 1
turn = st.session_state.get("turn", 0)
if turn:
    st.line_chart([math.sin(step / 5000) * turn + step % 17 / 40 for step in range(100_000)], y_label=f"turn {turn}")
