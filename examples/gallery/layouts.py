"""Containers: what stands beside, below, behind and above what."""

import streamlit as st


def show():
    st.header("Tabs")
    # Only the open tab's content is computed: `open` says which one that is.
    tabs = st.tabs(["Cat", "Dog :material/pets:", "Owl"], on_change="rerun", key="animal")
    for tab, sound in zip(tabs, ["Meow", "Woof", "Hoo"]):
        if tab.open:
            tab.write(f"{sound}! That was the {st.session_state.animal}.")

    st.header("Columns and grids")
    for column, share in zip(st.columns([1, 2, 1], border=True), ["a quarter", "a half", "a quarter"]):
        column.write(share)
    grid = st.grid(3, border=True)
    with grid.cell(column_span=2):
        st.write("**A wide cell**")
        st.caption("It holds several elements.")
    for number in range(4):
        grid.write(f"Cell {number}")

    st.header("Containers")
    with st.container(horizontal=True, horizontal_alignment="distribute", border=True):
        for name in ["Left", "Middle", "Right"]:
            st.button(name)
    with st.container(height=120):
        for number in range(20):
            st.write(f"Line {number} of a container that scrolls")

    st.header("What opens and closes")
    with st.container(horizontal=True):
        with st.popover("Settings", icon=":material/settings:"):
            st.text_input("Name", key="name")
            st.checkbox("Loudly", key="loud")
        if st.button("Ask", type="primary"):

            @st.dialog("A question", icon=":material/help:")
            def ask():
                st.session_state.answer = st.selectbox("Tea or coffee?", ["Tea", "Coffee"])
                if st.button("Done"):
                    st.rerun()

            ask()
    if st.session_state.get("name"):
        greeting = f"Hello, {st.session_state.name}!"
        st.write(greeting.upper() if st.session_state.loud else greeting)
    if "answer" in st.session_state:
        st.write("You want", st.session_state.answer)
    with st.expander("An expander", icon="🔥"):
        st.write("Its content.")
    with st.expander("A compact one", type="compact"):
        st.write("Its content.")

    st.space("medium")
    st.caption("Above this line is space.")
