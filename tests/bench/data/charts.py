# Many small charts, which every press redraws.
import streamlit as st

if st.button("Draw"):
    st.session_state.turn = st.session_state.get("turn", 0) + 1
turn = st.session_state.get("turn", 0)
if turn:
    for n in range(50):
        st.line_chart([(step * (n + 3)) % (7 + turn) for step in range(40)], height=120, y_label=f"turn {turn}")
