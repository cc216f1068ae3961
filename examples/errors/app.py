"""What happens when something goes wrong: the page says what, where, and lives on."""

import json

import streamlit as st

st.title("Errors")

st.header("Said by the app")
age = st.number_input("Your age", value=30)
if age < 0:
    st.error("Nobody is younger than 0 years.")
elif age > 120:
    st.warning(f"{age} years is rather old.")
else:
    st.info("A plausible age.")

st.header("Caught by the app")
text = st.text_input("Some JSON", '{"a": [1, 2, 3]}')
try:
    st.json(json.loads(text))
except ValueError as problem:
    st.exception(problem)

st.header("Not caught")
kind = st.selectbox(
    "What shall go wrong?",
    ["Nothing", "A division by zero", "A missing key", "A recursion without end", "A loop without end"],
)


def fall(depth):
    return fall(depth + 1)


if kind == "A division by zero":
    1 / 0
elif kind == "A missing key":
    {"a": 1}["b"]
elif kind == "A recursion without end":
    fall(0)
elif kind == "A loop without end":
    st.write("Press Stop in the upper right corner, or choose something else.")
    while True:
        pass

if kind != "Nothing":
    st.stop()
st.success("Nothing went wrong, the script has come to its end.")
