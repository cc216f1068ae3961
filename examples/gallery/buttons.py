import streamlit as st


def show():
    st.header("Button")
    for kind in ("primary", "secondary", "tertiary"):
        with st.container(horizontal=True):
            st.button(kind.title(), type=kind)
            st.button("With an icon", type=kind, icon=":material/thumb_up:", key=f"icon {kind}")
            st.button("Emoji behind", type=kind, icon="🔥", icon_position="right", key=f"emoji {kind}")
            st.button("Explained", type=kind, help="What it *does*", key=f"help {kind}")
            st.button("Disabled", type=kind, disabled=True, key=f"disabled {kind}")
    if st.button("Press a key instead", shortcut="Ctrl+K"):
        st.success("Pressed")
    st.button("As wide as the page", width="stretch")
    st.button("300 pixels", width=300)
    one, two = st.columns(2)
    one.button("A long label stands in one line where the button is directly in a column")
    two.button("A long label wraps where it is told to, so that the whole of it can be read", wrap=True)

    st.header("Download button")
    st.download_button("A text", "Hello!", "hello.txt", icon=":material/download:")
    st.download_button("Made when it is asked for", lambda: "a,b\n1,2\n", "table.csv", on_click="ignore")

    st.header("Link button")
    st.link_button("To the documentation", "https://docs.streamlit.io", icon=":material/link:")
    st.link_button("Disabled", "https://docs.streamlit.io", disabled=True)

    st.header("Menu button")
    action = st.menu_button("Export", ["CSV", "JSON", ":material/print: Print"], help="Choose a format")
    st.write("Chosen in this run:", action)
    st.menu_button("Primary", ["One", "Two"], type="primary", icon=":material/menu:")
    st.menu_button("Disabled", ["One"], disabled=True)
