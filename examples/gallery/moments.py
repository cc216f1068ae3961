import datetime

import streamlit as st

DAY = datetime.date(2024, 5, 17)
NOON = datetime.time(12, 0)


def show():
    left, right = st.columns(2)
    with left:
        days()
    with right:
        times()


def days():
    st.header("Days")
    st.write(st.date_input("Day", DAY, help="Type it, or press Alt and the arrow down."))
    st.write(st.date_input("Vacation", (DAY, DAY + datetime.timedelta(days=9)), format="DD.MM.YYYY"))
    first, last = datetime.date(2024, 1, 1), datetime.date(2024, 12, 31)
    st.write(st.date_input("Day of 2024", DAY, min_value=first, max_value=last))
    st.write(st.date_input("Birthday", None, format="MM/DD/YYYY"))
    st.write(st.date_input("Fixed day", DAY, disabled=True))


def times():
    st.header("Times")
    st.write(st.time_input("Alarm", NOON))
    st.write(st.time_input("Lap", datetime.time(0, 1, 30), step=1))
    st.write(st.time_input("Tea", datetime.time(16, 30), format="12h"))
    st.write(st.time_input("Any time", None))
    st.write(st.time_input("Fixed time", NOON, disabled=True))
    st.header("Both")
    st.write(st.datetime_input("Meeting", datetime.datetime.combine(DAY, NOON), step=300))
    st.header("On a scale")
    st.write(st.slider("Day", value=DAY, format="ddd, MMM D"))
    st.write(st.slider("Open", value=(datetime.time(9, 30), datetime.time(17, 0))))
