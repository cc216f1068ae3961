"""Two components that this app brings along: one in a page of its own, one in the app's page."""

import streamlit as st
import streamlit.components.v1 as components

st.title("Components")

st.header("In a page of its own")
st.caption("The folder `rating` holds its page. It speaks with the app by messages.")
rating = components.declare_component("rating", path="rating")
stars = rating(most=st.slider("Most stars", 3, 9, 5), default=0, key="stars")
st.write(f"{stars} stars")

st.header("In the page of the app")
st.caption("HTML, a style and a module; what it keeps and what it fires come back to Python.")
COUNTER = st.components.v2.component(
    "counter",
    html="<button class='add'>+1</button> <button class='cheer'>Cheer</button> <output></output>",
    css="""
        button { padding: .25rem .75rem; border: 1px solid var(--st-border-color);
                 border-radius: var(--st-button-radius); background: none; color: inherit; }
        output { color: var(--st-primary-color); }
    """,
    js="""
        export default ({ parentElement, data, setStateValue, setTriggerValue }) => {
            const find = (name) => parentElement.querySelector(name);
            find("output").textContent = `${data.count} counted`;
            find(".add").onclick = () => setStateValue("count", data.count + 1);
            find(".cheer").onclick = () => setTriggerValue("cheer", "Hooray");
        };
    """,
)
count = st.session_state.get("counter", {}).get("count", 0)
said = COUNTER(
    key="counter",
    data={"count": count},
    default={"count": 0},
    on_count_change=lambda: None,
    on_cheer_change=lambda: st.toast("A cheer!"),
)
st.write(f"Python has {said.count} and hears {said.cheer}")
