"""What outlives a run: session state, keys and callbacks."""

import streamlit as st

st.title("A to-do list")

st.session_state.setdefault("tasks", ["Read the script", "Change the script"])
st.session_state.setdefault("done", 0)


def add():
    """Runs before the script does, so it may still change what the widgets show."""
    task = st.session_state.new_task.strip()
    if task and task not in st.session_state.tasks:
        st.session_state.tasks.append(task)
    st.session_state.new_task = ""


def finish(task, points=1):
    st.session_state.tasks.remove(task)
    st.session_state.done += points


st.text_input("New task", key="new_task", on_change=add)

for task in list(st.session_state.tasks):
    text, button = st.columns([4, 1])
    text.write(task)
    button.button("Done", key=f"done {task}", on_click=finish, args=(task,), kwargs={"points": 10})

if not st.session_state.tasks:
    st.success("Nothing left to do.")
st.write(f"Points: {st.session_state.done}")

st.header("Two widgets, one value")


def to_fahrenheit():
    st.session_state.fahrenheit = st.session_state.celsius * 9 / 5 + 32


def to_celsius():
    st.session_state.celsius = (st.session_state.fahrenheit - 32) * 5 / 9


st.session_state.setdefault("celsius", 20.0)
st.session_state.setdefault("fahrenheit", 68.0)
left, right = st.columns(2)
left.number_input("Celsius", key="celsius", on_change=to_fahrenheit)
right.number_input("Fahrenheit", key="fahrenheit", on_change=to_celsius)

if st.button("Start over"):
    st.session_state.clear()
    st.rerun()
