"""Columns of tables: every type with all that a script can say of it, to be read and to be edited."""

import base64
import datetime
import io
import math
import struct
import wave

import streamlit as st

column = st.column_config
MOMENT = datetime.datetime(2024, 5, 17, 8, 45, 30)
COUNT = 4


def picture(color):
    """A small picture as an address that holds it."""
    drawn = f'<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><rect width="60" height="40" fill="{color}"/></svg>'
    return "data:image/svg+xml;base64," + base64.b64encode(drawn.encode()).decode()


def tone(pitch):
    """A short tone as an address that holds it."""
    rate = 4000
    samples = (round(9000 * math.sin(2 * math.pi * pitch * step / rate)) for step in range(rate // 4))
    with io.BytesIO() as file:
        with wave.open(file, "wb") as sound:
            sound.setnchannels(1)
            sound.setsampwidth(2)
            sound.setframerate(rate)
            sound.writeframes(b"".join(struct.pack("<h", sample) for sample in samples))
        return "data:audio/wav;base64," + base64.b64encode(file.getvalue()).decode()


def rows(**columns):
    """Rows of what functions make of their number."""
    return [{name: make(number) for name, make in columns.items()} for number in range(COUNT)]


def texts():
    st.data_editor(
        rows(
            plain=lambda number: ["Ada", "Ben", None, "Dan"][number],
            text=lambda number: f"T{number}",
            link=lambda number: f"https://example.org/page-{number}?q=1",
            icon=lambda number: f"https://example.org/{number}",
            markdown=lambda number: f"*slanted* **bold** `code` :red[{number}]",
            marked=lambda number: ["One", "Two", "Three", "Four"][number],
            site=lambda number: f"https://example.org/site-{number}",
            fixed=lambda number: f"cannot be edited {number}",
        ),
        key="texts",
        num_rows="dynamic",
        column_config={
            "plain": column.Column("Column", width="small", help="Of any type", disabled=False, required=True, pinned=True, alignment="right"),
            "text": column.TextColumn(
                "Text", width=120, help="**T** and a digit", disabled=False, required=True, pinned=False, alignment="center", default="T9", max_chars=2, validate=r"^T\d$"
            ),
            "link": column.LinkColumn(
                "Link", width="medium", help="A page", required=False, alignment="left", default="https://example.org", max_chars=60, validate=r"^https://", display_text=r"org/(.*?)\?"
            ),
            "icon": column.LinkColumn("Icon", display_text=":material/open_in_new:", width=70),
            "markdown": column.MarkdownColumn("Markdown", width="large", help="With marks", default="*new*", alignment="left"),
            "marked": column.MarkdownColumn("Needed", disabled=True, required=True, pinned=False),
            "site": column.LinkColumn("Site", disabled=True, pinned=False),
            "fixed": column.TextColumn("Fixed", disabled=True),
        },
    )


def numbers():
    formats = [
        "accounting", "bytes", "compact", "dollar", "engineering", "euro", "localized", "percent", "plain", "scientific", "yen", "%.3f", "%d kg", "%+.1e", "%05d"
    ]  # fmt: skip
    st.dataframe(
        rows(**{name: lambda number: [0.25, -1234.5678, 9876543, 12][number] for name in formats}),
        column_config={name: column.NumberColumn(name, format=name) for name in formats},
    )
    st.data_editor(
        rows(number=lambda number: number * 1.25, share=lambda number: number / 3, percent=lambda number: number / 4, whole=lambda number: number * 30),
        key="numbers",
        num_rows="dynamic",
        column_config={
            "number": column.NumberColumn(
                "Number", width="medium", help="In halves", disabled=False, required=True, pinned=True, alignment="left", default=1.5, format="%.2f m", min_value=0, max_value=10, step=0.25
            ),
            "share": column.ProgressColumn("Progress", width="medium", help="How far", pinned=False, format="percent", min_value=0, max_value=1, step=0.01, color="auto"),
            "percent": column.ProgressColumn("Green", format="%.2f", color="green"),
            "whole": column.ProgressColumn("Of 100", format="%d", min_value=0, max_value=100, color="#e0682b"),
        },
    )


def choices():
    st.data_editor(
        rows(
            truth=lambda number: [True, False, None, True][number],
            level=lambda number: ["low", "high", None, "low"][number],
            number=lambda number: number % 3,
            tags=lambda number: ["essays", "letters", "maps"][:number],
            free=lambda number: [f"tag {number}"],
            list=lambda number: ["a", "b", "c"][:number],
            fixed=lambda number: ["x"] * number,
            one=lambda number: ["x", "y"][number % 2],
        ),
        key="choices",
        num_rows="dynamic",
        column_config={
            "truth": column.CheckboxColumn("Checkbox", width="small", help="Yes or no", disabled=False, required=True, pinned=True, alignment="center", default=True),
            "level": column.SelectboxColumn("Selectbox", width="medium", help="One", required=False, default="low", options=["low", "high"], format_func=str.upper),
            "number": column.SelectboxColumn("Of numbers", options=[0, 1, 2], default=1, required=True),
            "tags": column.MultiselectColumn(
                "Multiselect", width="medium", help="Several", default=["maps"], options=["essays", "letters", "maps"], color=["red", "blue", "#29b09d"], format_func=str.title
            ),
            "free": column.MultiselectColumn("New ones", options=["tag 0", "tag 1"], accept_new_options=True, color="auto"),
            "list": column.ListColumn("List", width="medium", help="Texts", pinned=False, disabled=False, required=False, default=["new"]),
            "fixed": column.MultiselectColumn("Fixed", options=["x"], disabled=True, required=True, pinned=False),
            "one": column.SelectboxColumn("Fixed too", options=["x", "y"], disabled=True, pinned=False),
        },
    )


def moments():
    st.data_editor(
        rows(
            moment=lambda number: MOMENT + datetime.timedelta(hours=number),
            zoned=lambda number: (MOMENT + datetime.timedelta(days=number)).replace(tzinfo=datetime.timezone.utc),
            day=lambda number: MOMENT.date() + datetime.timedelta(days=number),
            time=lambda number: datetime.time(8 + number, 15 * number),
        ),
        key="moments",
        num_rows="dynamic",
        column_config={
            "moment": column.DatetimeColumn(
                "Datetime", width="medium", help="When", required=True, pinned=True, alignment="right", default=MOMENT, format="D MMM YYYY, HH:mm",
                min_value=datetime.datetime(2024, 1, 1), max_value=datetime.datetime(2024, 12, 31), step=60,
            ),
            "zoned": column.DatetimeColumn("In Tokyo", timezone="Asia/Tokyo", disabled=True),
            "day": column.DateColumn(
                "Date", width="medium", help="On which day", required=False, alignment="center", default=MOMENT.date(), format="DD.MM.YYYY",
                min_value=datetime.date(2024, 1, 1), max_value=datetime.date(2024, 12, 31), step=1, disabled=False, pinned=False,
            ),
            "time": column.TimeColumn(
                "Time", width="small", help="At what time", disabled=False, required=False, pinned=False, alignment="left", default=datetime.time(12), format="hh:mm a",
                min_value=datetime.time(6), max_value=datetime.time(22), step=datetime.timedelta(minutes=15),
            ),
        },
    )  # fmt: skip
    formats = ["localized", "calendar", "iso8601", "YYYY-MM-DD [at] HH:mm:ss.SSS", "dddd, MMMM Do"]
    st.dataframe(
        rows(**{name: lambda number: MOMENT + datetime.timedelta(days=number) for name in formats}),
        column_config={name: column.DatetimeColumn(name, format=name) for name in formats},
    )


def media():
    colors = ["#0068c9", "#29b09d", "#ff8700", "#7d353b"]
    st.dataframe(
        rows(
            image=lambda number: picture(colors[number]),
            audio=lambda number: tone(220 * (number + 1)),
            video=lambda number: f"https://example.org/film-{number}.mp4",
            json=lambda number: {"number": number, "list": list(range(number))},
            line=lambda number: [(number * step) % 7 - 2 for step in range(1, 9)],
            bar=lambda number: [(number + step) % 5 for step in range(7)],
            area=lambda number: [(number * step) % 4 for step in range(6)],
        ),
        row_height=60,
        column_config={
            "image": column.ImageColumn("Image", width="small", help="A picture", pinned=True, alignment="center"),
            "audio": column.AudioColumn("Audio", width="medium", help="A sound", pinned=False, alignment="left"),
            "video": column.VideoColumn("Video", width="medium", help="A film", pinned=False, alignment="right"),
            "json": column.JsonColumn("JSON", width="medium", help="A value", pinned=False, alignment="left"),
            "line": column.LineChartColumn("Line", width="medium", help="How it went", pinned=False, y_min=-2, y_max=6, color="auto"),
            "bar": column.BarChartColumn("Bars", width="medium", help="How many", pinned=False, y_min=0, y_max=5, color="violet"),
            "area": column.AreaChartColumn("Area", width=150, help="How much", pinned=False, y_min=0, y_max=3, color="auto-inverse"),
        },
    )


def clicked(word, mark="!"):
    pressed = st.session_state.pressed
    st.session_state.told = f"{word} {pressed.row} {pressed.label}{mark}"


def buttons():
    st.dataframe(
        rows(name=lambda number: f"row {number}", do=lambda number: [["Open"], None, ["Open", "Close"], ["Close"]][number]),
        column_config={
            "do": column.ButtonColumn(
                "Button", width="medium", help="Does it", pinned=False, alignment="center", type="primary", on_click=clicked, args=("pressed",), kwargs={"mark": "."}, key="pressed"
            )
        },
    )
    st.caption(st.session_state.get("told", "nothing is pressed"))


PARTS = {"Texts": texts, "Numbers": numbers, "Choices": choices, "Moments": moments, "Media and charts": media, "Buttons": buttons}


def show():
    for title, part in PARTS.items():
        st.subheader(title)
        part()
