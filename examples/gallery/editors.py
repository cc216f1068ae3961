"""Editors: every type of column that can be edited, rows that come and go, and what a script hears of it."""

import datetime

import streamlit as st

ROWS = [
    {
        "name": name,
        "height": 1.5 + number / 10,
        "letters": 1000 * number,
        "famous": number % 2 == 0,
        "born": datetime.date(1815 + number, 12, 10),
        "rises": datetime.time(6, 10 * number),
        "seen": datetime.datetime(2024, 5, 17, 8, 45),
        "level": ["low", "high"][number % 2],
        "works": ["essays", "letters", "maps"][: number % 4],
        "site": f"https://example.org/{name.lower()}",
        "trend": [(number * step) % 7 for step in range(1, 9)],
    }
    for number, name in enumerate(["Ada", "Ben", "Cleo", "Dan"])
]


def types():
    column = st.column_config
    edited = st.data_editor(
        ROWS,
        key="types",
        alt="People",
        column_config={
            "name": column.TextColumn("Name", required=True, max_chars=12, validate=r"^[A-Z]\w*$", pinned=True),
            "height": column.NumberColumn("Height", min_value=0.5, max_value=2.5, step=0.01, format="%.2f m"),
            "letters": column.NumberColumn(step=1, help="How many are known"),
            "famous": column.CheckboxColumn(),
            "born": column.DateColumn(max_value=datetime.date(2000, 1, 1)),
            "rises": column.TimeColumn(),
            "seen": column.DatetimeColumn(format="D MMM YYYY, HH:mm"),
            "level": column.SelectboxColumn(options=["low", "high"]),
            "works": column.MultiselectColumn(options=["essays", "letters", "maps"], color=["red", "blue", "green"]),
            "site": column.LinkColumn(),
            "trend": column.LineChartColumn(),
        },
    )
    st.json(edited[0], expanded=False)
    st.write(st.session_state.types)


def changed(key, *, verb):
    st.session_state.told = f"{key} was {verb}: {st.session_state[key]['edited_rows']}"


def rows():
    for mode in ["fixed", "dynamic", "add", "delete"]:
        st.caption(mode)
        st.data_editor({"a": [1, 2], "b": ["x", "y"]}, num_rows=mode, key=mode, disabled=["b"] if mode == "fixed" else False)
    st.caption("Nothing can be changed")
    st.data_editor({"a": [1, 2]}, disabled=True, key="off")
    st.caption("Rows with names of their own")
    st.write(st.data_editor({"ada": 1, "ben": 2}, num_rows="dynamic", key="named"))
    st.caption("What was changed last")
    st.data_editor({"a": [1, 2]}, key="heard", on_change=changed, args=("heard",), kwargs={"verb": "changed"}, use_container_width=True)
    st.text(st.session_state.get("told", "nothing was changed"))
    st.caption("Nothing to begin with")
    st.write(st.data_editor({"a": []}, num_rows="dynamic", key="empty"))


def fed_back():
    if "todo" not in st.session_state:
        st.session_state.todo = [{"task": "write", "done": True}, {"task": "read", "done": False}]
    st.session_state.todo = st.data_editor(
        st.session_state.todo,
        num_rows="dynamic",
        column_order=["done", "task"],
        column_config={"task": st.column_config.TextColumn(default="new")},
        placeholder="–",
        row_height=40,
        width=400,
        height=220,
    )
    st.progress(sum(bool(row["done"]) for row in st.session_state.todo) / max(1, len(st.session_state.todo)))


def forms():
    with st.form("order", clear_on_submit=True):
        order = st.data_editor({"what": ["tea", "cake"], "count": [0, 0]}, hide_index=True, on_change="ignore")
        if st.form_submit_button("Order"):
            st.write(order)


def show():
    for title, part in [("Types", types), ("Rows", rows), ("Handed back", fed_back), ("In a form", forms)]:
        st.subheader(title)
        part()
