import streamlit as st


def show():
    st.header("Colour")
    color = st.color_picker("Ink", "#c53948", help="The colour of the line below")
    st.markdown(f"The ink is `{color}`.")
    st.color_picker("Disabled", "#808080", disabled=True)

    st.header("Rating")
    for kind in ("thumbs", "faces", "stars"):
        with st.container(horizontal=True):
            choice = st.feedback(kind)
            st.write("Chosen:", choice)
    st.feedback("stars", default=3, key="default")
    st.feedback("stars", default=3, disabled=True, key="disabled")
