import streamlit as st

st.title("Hello")

name = st.text_input("Your name", "world")
times = st.slider("How often", 1, 10, 3)

for _ in range(times):
    st.write(f"Hello, {name}!")

if "clicks" not in st.session_state:
    st.session_state.clicks = 0

if st.button("Click me"):
    st.session_state.clicks += 1

st.caption(f"Clicked {st.session_state.clicks} times.")
