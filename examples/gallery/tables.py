"""Tables: every type of column, what a script can say of columns, and what can be selected."""

import datetime
import decimal

import streamlit as st

PEOPLE = [
    {
        "name": name,
        "born": datetime.date(1800 + number * 7, number % 12 + 1, number % 28 + 1),
        "height": 1.5 + number % 40 / 100,
        "letters": 1000 * number,
        "famous": number % 3 == 0,
        "works": ["essays", "letters", "maps"][: number % 4],
    }
    for number, name in enumerate(
        ["Ada", "Ben", "Cleo", "Dan", "Eve", "Finn", "Gro", "Hal", "Ida", "Jon", "Kim", "Lea", "Max", "Nora"]
    )
]


def types():
    moment = datetime.datetime(2024, 5, 17, 8, 45)
    zone = datetime.timezone(datetime.timedelta(hours=2))
    st.dataframe(
        {
            "text": ["plain", "with, comma", None],
            "whole": [1, -20, 300_000],
            "decimal": [1.5, 2.123456, None],
            "exact": [decimal.Decimal("1.50"), decimal.Decimal("20"), None],
            "large": [2**62, 1, 2],
            "truth": [True, False, None],
            "day": [datetime.date(2024, 5, day) for day in (1, 17, 31)],
            "time": [datetime.time(8, minute) for minute in (0, 30, 45)],
            "moment": [moment, moment + datetime.timedelta(days=1), None],
            "zoned": [moment.replace(tzinfo=zone)] * 3,
            "span": [datetime.timedelta(hours=hours) for hours in (1, 30, 900)],
            "list": [["a", "b"], [], None],
            "nested": [{"a": [1, 2]}, {}, None],
            "bytes": [b"ab", b"", None],
        }
    )


def columns():
    column = st.column_config
    st.dataframe(
        [
            {
                "Name": person["name"],
                "Site": f"https://example.org/{person['name'].lower()}",
                "Share": (number + 1) / 14,
                "Price": 1234.5 * number,
                "Seen": datetime.datetime(2024, 5, 17, 8, 45) + datetime.timedelta(hours=number),
                "Trend": [(number * step) % 7 for step in range(1, 9)],
                "Days": [(number + step) % 5 for step in range(7)],
                "Area": [(number * step) % 4 for step in range(6)],
                "Level": ["low", "high"][number % 2],
                "Tags": person["works"],
                "Note": f"*{person['name']}* wrote **much**",
                "Raw": {"number": number},
                "Hidden": number,
            }
            for number, person in enumerate(PEOPLE)
        ],
        column_config={
            "Name": column.TextColumn("Person", help="Who it is", pinned=True),
            "Site": column.LinkColumn(display_text=r"https://example\.org/(.*)"),
            "Share": column.ProgressColumn(format="percent"),
            "Price": column.NumberColumn(format="dollar"),
            "Seen": column.DatetimeColumn(format="D MMM YYYY, h:mm a", width="medium"),
            "Trend": column.LineChartColumn(y_min=0, y_max=7),
            "Days": column.BarChartColumn(),
            "Area": column.AreaChartColumn(color="green"),
            "Level": column.SelectboxColumn(options=["low", "high"]),
            "Tags": column.MultiselectColumn(options=["essays", "letters", "maps"], color=["red", "blue", "green"]),
            "Note": column.MarkdownColumn(),
            "Raw": column.JsonColumn(),
            "Hidden": None,
        },
    )


def selections():
    for mode in ["multi-row", "single-column", "multi-cell"]:
        event = st.dataframe(PEOPLE[:4], on_select="rerun", selection_mode=mode, key=mode)
        st.write(f"{mode}: {event.selection}")
    chosen = {"selection": {"rows": [1, 2], "columns": ["letters"]}}
    modes = ["multi-row", "multi-column"]
    event = st.dataframe(PEOPLE[:4], on_select="rerun", selection_mode=modes, selection_default=chosen, key="chosen", alt="Two of four people")
    st.write(f"chosen: {event.selection}")


def sizes():
    st.caption("Narrow, low, with high rows, in its own order, with its index")
    st.dataframe(PEOPLE, width=300, height=150)
    st.dataframe(PEOPLE, width="content", height="content", column_order=["letters", "name"], row_height=60)
    st.dataframe({"a": {"x": 1, "y": None}}, placeholder="–")
    st.dataframe({"a": {"x": 1, "y": None}}, hide_index=True)
    st.dataframe(PEOPLE[:2], hide_index=False, lazy=False, use_container_width=False)
    st.dataframe([])


def large():
    rows = range(100_000)
    st.dataframe({f"column {number}": [row * number for row in rows] for number in range(6)})


def static():
    st.table(PEOPLE[:3])
    st.table({"a": 1, "b": 2}, border="horizontal")
    st.table(PEOPLE[:3], border=False, hide_index=False, width="content", alt="Three people")
    st.table(PEOPLE, width=320, height=160, hide_index=False)
    st.table([[1, 2], [3, 4]], hide_header=True, hide_index=True, width=200)
    st.table([[1, 2], [3, 4]], hide_header=False)
    with st.container(height=220):
        st.table(PEOPLE, height="stretch")


def show():
    for title, part in [
        ("Types", types),
        ("Columns", columns),
        ("Selections", selections),
        ("Sizes", sizes),
    ]:
        st.subheader(title)
        part()
    if st.toggle("100,000 rows"):
        large()
    st.subheader("Static")
    static()
