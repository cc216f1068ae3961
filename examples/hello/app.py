"""The first app: what Streamlit is, in forty lines. The script runs again at every change of a widget."""

import time

import streamlit as st

st.title("Hello, Brooklet")

with st.sidebar:
    st.header("Settings")
    greeting = st.selectbox("Greeting", ["Hello", "Hallo", "Bonjour", "こんにちは"])
    loud = st.checkbox("Loudly")

name = st.text_input("Your name", "world")
times = st.slider("How many times?", 1, 10, 3)

text = f"{greeting}, {name}!"
if loud:
    text = text.upper()
st.write(" ".join([text] * times))

# What has to outlive a run stands in st.session_state.
if "clicks" not in st.session_state:
    st.session_state.clicks = 0
if st.button("Count"):
    st.session_state.clicks += 1
st.write(f"The button was clicked **{st.session_state.clicks}** times.")

# Everything is drawn while the script runs, and it may sleep.
if st.button("Work", type="primary"):
    bar = st.progress(0, text="Starting …")
    for step in range(1, 21):
        time.sleep(0.1)
        bar.progress(step / 20, text=f"Step {step} of 20")
    st.success("Done.")
