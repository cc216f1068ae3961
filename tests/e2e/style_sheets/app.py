"""Something of everything that people style, under the sheet of the address."""

import json
import pathlib

import streamlit as st

sheets = json.loads(pathlib.Path(__file__).with_name("sheets.json").read_text())
number = int(st.query_params.get("n", 0))
sheet = sheets[number]
css = f"<style data-of=\"{number}\">{sheet['css']}</style>"
if sheet.get("by") == "html":
    st.html(css)
else:
    st.markdown(css, unsafe_allow_html=True)

with st.sidebar:
    st.header("Menu")
    st.markdown("A [link](#a) and a word")
    st.button("Beside", key="beside")
    st.selectbox("Place", ["Here", "There"])
st.title("Shop")
st.header("Fruit")
st.subheader("Apples")
st.markdown("A **bold** word, `code` and a [link](https://example.org)\n\n- one\n- two")
st.caption("small print")
st.markdown("<div class='card' id='mine'>a card</div>", unsafe_allow_html=True)
st.markdown("<footer id='foot'>made by hand</footer>", unsafe_allow_html=True)
st.metric("Sales", "1,204", "12 %")
first, second = st.columns(2)
first.button("Order", key="order")
first.button("Star", icon=":material/star:", key="star")
second.button("Buy", type="primary", key="buy")
st.text_input("Code", key="code")
st.text_area("Note")
st.number_input("Amount", 0, 9)
st.selectbox("Colour", ["Red", "Blue"])
st.slider("Ripeness")
st.checkbox("Gift")
st.radio("Size", ["S", "M"])
st.info("For your information")
tabs = st.tabs(["Cats", "Dogs"])
tabs[0].write("Meow")
with st.expander("More", icon=":material/star:"):
    st.write("of it")
with st.container(border=True, key="total"):
    st.write("in all")
with st.form("order-form"):
    st.text_input("Name")
    st.form_submit_button("Send")
st.progress(40)
st.download_button("Save", "x")
st.code("x = 1")
st.table({"a": [1, 2]})
