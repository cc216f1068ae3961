// Days and times: typed in parts, turned by arrow keys, chosen from a calendar.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { bench } from "./harness.mjs";

let on;
before(async () => (on = await bench()));
after(() => on?.close());

const DAYS = `
import streamlit as st
from datetime import date, datetime, time
d = date(2024, 5, 17)
day = st.date_input("Day", d, min_value=date(2024, 1, 10), max_value=date(2026, 1, 1))
days = st.date_input("Range", (d, date(2024, 5, 20)))
none = st.date_input("None", None, format="DD.MM.YYYY")
clock = st.time_input("Time", time(8, 50))
half = st.time_input("Half", time(15, 30), format="12h")
both = st.datetime_input("Both", datetime(2024, 5, 17, 8, 45))
st.date_input("Off", d, disabled=True)
st.text(" | ".join(str(value) for value in (day, ", ".join(map(str, days)), none, clock, half, both)))
`;

const part = (app, field, unit) => app.page.getByRole("spinbutton", { name: `${unit}, ${field}`, exact: true });

test("a day is typed, applied by Enter, and refused outside of its bounds", async () => {
  const app = await on.open(DAYS);
  await part(app, "Day", "year").click();
  await app.page.keyboard.type("20250102");
  await app.page.keyboard.press("Enter");
  await app.sees("2025-01-02 | 2024-05-17");
  await part(app, "Day", "year").click();
  await app.page.keyboard.type("2027");
  await app.page.keyboard.press("Enter");
  await app.sees("Choose a value from 2024-01-10 to 2026-01-01.");
  await app.page.keyboard.press("Escape");
  assert.equal(await part(app, "Day", "year").innerText(), "2025");
  // A part that is missing brings the former day back.
  await part(app, "Day", "month").click();
  for (let count = 0; count < 2; count++) await app.page.keyboard.press("Backspace");
  assert.equal(await part(app, "Day", "month").innerText(), "mm");
  await part(app, "Time", "hour").click();
  assert.equal(await part(app, "Day", "month").innerText(), "01");
  app.hasNoProblems();
  await app.close();
});

test("a calendar is used by pointer and by keyboard alone", async () => {
  const app = await on.open(DAYS);
  const open = app.page.getByTestId("stDateInputCalendarButton");
  await open.first().press("Enter");
  for (const key of ["ArrowRight", "ArrowDown", "PageDown", "Enter"]) await app.page.keyboard.press(key);
  await app.sees("2024-06-25 | 2024-05-17");
  assert.equal(await app.page.getByTestId("stDateInputCalendar").count(), 0);
  assert.equal(await open.first().evaluate((button) => button.getRootNode().activeElement === button), true);
  await open.first().click();
  await app.page.getByLabel("month", { exact: true }).selectOption("January");
  assert.equal(await app.page.getByRole("button", { name: "Tuesday, January 9, 2024" }).getAttribute("aria-disabled"), "true");
  assert.equal(await app.page.getByRole("button", { name: "Previous month" }).isDisabled(), true);
  await app.page.keyboard.press("Escape");
  await open.nth(1).click();
  await app.page.getByRole("button", { name: "Thursday, May 9, 2024" }).click();
  await app.sees("| 2024-05-09 |");
  await app.page.getByRole("button", { name: "Tuesday, May 7, 2024" }).click();
  await app.sees("| 2024-05-07, 2024-05-09 |");
  assert.equal(await app.page.getByTestId("stDateInputCalendar").count(), 0);
  await open.nth(1).click();
  await app.page.getByTestId("stDateInputQuickSelect").selectOption("Past Week");
  await app.idle();
  assert.doesNotMatch(await app.app.innerText(), /2024-05-07, 2024-05-09/);
  assert.equal(await open.nth(3).isDisabled(), true);
  app.hasNoProblems();
  await app.close();
});

test("an empty field is filled and emptied", async () => {
  const app = await on.open(DAYS);
  await part(app, "None", "day").click();
  await app.page.keyboard.type("24122025");
  await part(app, "Time", "hour").click();
  await app.sees("| 2025-12-24 |");
  await app.page.getByTestId("stDateInputClearButton").nth(2).click();
  await app.sees("| None |");
  assert.equal(await part(app, "None", "day").innerText(), "dd");
  app.hasNoProblems();
  await app.close();
});

test("times are turned by their step and typed", async () => {
  const app = await on.open(DAYS);
  await part(app, "Time", "minute").press("ArrowUp");
  await app.sees("| 09:00:00 |");
  await part(app, "Time", "minute").press("ArrowDown");
  await app.sees("| 08:45:00 |");
  await part(app, "Time", "hour").click();
  await app.page.keyboard.type("2359");
  await app.page.keyboard.press("Enter");
  await app.sees("| 23:59:00 |");
  assert.equal(await part(app, "Half", "hour").innerText(), "03");
  await part(app, "Half", "AM/PM").press("a");
  await app.sees("| 03:30:00 |");
  await app.page.getByTestId("stDateTimeInputCalendarButton").click();
  await app.page.getByRole("button", { name: "Monday, May 20, 2024" }).click();
  await app.sees("| 2024-05-20 08:45:00");
  app.hasNoProblems();
  await app.close();
});

const FORM = `
import streamlit as st
from datetime import date
def move():
    st.session_state.d = date(2030, 1, 1)
st.button("Move", on_click=move)
with st.form("f"):
    day = st.date_input("Day", date(2024, 5, 17), key="d")
    st.form_submit_button("Send")
st.text(day)
`;

test("in a form a day waits for the submission; a callback sets it", async () => {
  const app = await on.open(FORM);
  await part(app, "Day", "year").click();
  await app.page.keyboard.type("20250102");
  await part(app, "Day", "year").click();
  await app.idle();
  await app.sees("2024-05-17");
  await app.page.keyboard.press("Enter");
  await app.sees("2025-01-02");
  await app.button("Move").click();
  await app.sees("2030-01-01");
  assert.equal(await part(app, "Day", "year").innerText(), "2030");
  app.hasNoProblems();
  await app.close();
});
