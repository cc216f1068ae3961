"""Where things go: columns, containers, expanders and the sidebar."""

import streamlit as st

st.title("Layout")
st.caption("Each part of the page is an object that has the same commands as `st`.")

st.sidebar.header("The sidebar")
boxes = st.sidebar.slider("Columns", 2, 4, 3)
border = st.sidebar.checkbox("Borders", value=True)

st.header("Columns", divider="blue")
for number, column in enumerate(st.columns(boxes, border=border), start=1):
    column.subheader(f"Column {number}")
    column.write("Shares the width with its neighbours.")

wide, narrow = st.columns([3, 1])
wide.info("Three parts of four")
narrow.warning("One")

st.header("A container keeps a place free", divider="green")
above = st.container(border=True)
st.write("This is written first, and stands below.")
above.write("This is written second, and stands above.")

st.header("Expanders", divider="orange")
with st.expander("What is the answer?"):
    st.write("Folded away until somebody asks:")
    st.code("answer = 6 * 7", language="python")

with st.expander("Columns in an expander", expanded=True):
    left, right = st.columns(2)
    amount = left.number_input("Amount", min_value=1, max_value=9, value=3)
    right.write({"amount": amount, "squares": [n * n for n in range(1, amount + 1)]})
