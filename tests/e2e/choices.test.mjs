// Choosing among options, and components that the author has written, in a whole app.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { bench, example, root } from "./harness.mjs";

let on;
before(async () => (on = await bench()));
after(() => on?.close());

test("an option is chosen also where the list is drawn anew while the pointer is down", async () => {
  const app = await on.open(
    'import streamlit as st\nst.write("Chosen:", st.selectbox("Place", [f"Place {n}" for n in range(100)]))\n');
  await app.app.getByRole("combobox", { name: "Place" }).click();
  const option = app.page.getByRole("option", { name: "Place 3", exact: true });
  const { x, y, width, height } = await option.boundingBox();
  await app.page.mouse.move(x + width / 2, y + height / 2);
  await app.page.mouse.down();
  await app.page.getByRole("listbox").evaluate((list) => new Promise((painted) => {
    list.addEventListener("scroll", () => requestAnimationFrame(painted));
    list.scrollTop += 4;
  }));
  await app.page.mouse.up();
  await app.sees("Chosen: Place 3");
  app.hasNoProblems();
  await app.close();
});

test("several of many options are chosen by keyboard alone", async () => {
  const app = await on.open(
    'import streamlit as st\nst.write("Chosen:", ", ".join(st.multiselect("Places", [f"Place {n}" for n in range(100_000)])))\n');
  const field = app.app.getByRole("combobox", { name: "Places" });
  const atHand = async () =>
    app.page.locator(`#${await field.getAttribute("aria-activedescendant")}`).textContent();
  await field.focus();
  for (const typed of ["99999", "4242"]) {
    await app.page.keyboard.type(typed);
    await app.page.getByRole("option", { name: `Place ${typed}`, exact: true }).waitFor();
    // All that fit can be chosen at once, in the line above the first of them.
    while ((await atHand()) !== `Place ${typed}`) await app.page.keyboard.press("ArrowDown");
    await app.page.keyboard.press("Enter");
  }
  await app.sees("Chosen: Place 99999, Place 4242");
  await app.page.keyboard.press("Escape");
  await app.page.keyboard.press("Backspace");
  await app.sees("Chosen: Place 99999");
  await app.misses("Place 4242");
  app.hasNoProblems();
  await app.close();
});

test("choices change while a script runs, and a callback sets them", async () => {
  const app = await on.open(`import time
import streamlit as st
def swap():
    st.session_state.view = "Month"
    st.session_state.mood = ("fair", "great")
    st.session_state.page = 9
st.button("Swap", on_click=swap)
view = st.segmented_control("View", ["Day", "Week", "Month"], default="Day", key="view")
mood = st.select_slider("Mood", ["low", "fair", "good", "great"], ("low", "good"), key="mood")
page = st.pagination(12, key="page")
st.write("Now", view, *mood, page)
if view == "Week":
    time.sleep(60)
`);
  await app.sees("Now Day low good 1");
  await app.app.getByRole("radio", { name: "Week" }).click();
  await app.sees("Now Week low good 1");
  await app.app.getByRole("button", { name: "Page 3" }).click();
  await app.sees("Now Week low good 3");
  await app.button("Swap").click();
  await app.sees("Now Month fair great 9");
  assert.equal(await app.app.getByRole("radio", { name: "Month" }).getAttribute("aria-checked"), "true");
  assert.equal(await app.slider("Mood").first().getAttribute("aria-valuetext"), "fair");
  assert.equal(await app.app.locator("[aria-current=page]").textContent(), "9");
  await app.idle();
  app.hasNoProblems();
  await app.close();
});

test("components of the author answer to the app", async () => {
  const names = ["index.html", "rating.css", "rating.js"];
  const files = { "app.py": await example("components") };
  for (const name of names)
    files[`rating/${name}`] = await readFile(join(root, "examples", "components", "rating", name), "utf8");
  const app = await on.open("", { files });
  await app.sees("0 stars");
  const frame = app.app.frameLocator("[data-testid=stCustomComponentV1]");
  await frame.getByRole("button", { name: "4 of 5" }).click();
  await app.sees("4 stars");
  assert.equal(await frame.getByText("★").count(), 4);
  await app.slider("Most stars").focus();
  await app.page.keyboard.press("ArrowRight");
  await frame.getByRole("button", { name: "6 of 6" }).waitFor();

  await app.sees("Python has 0 and hears None");
  await app.app.getByRole("button", { name: "+1" }).click();
  await app.sees("1 counted");
  await app.app.getByRole("button", { name: "+1" }).click();
  await app.sees("Python has 2 and hears None");
  await app.app.getByRole("button", { name: "Cheer" }).click();
  await app.sees("Python has 2 and hears Hooray");
  await app.page.getByTestId("stToast").getByText("A cheer!").waitFor();
  app.hasNoProblems();
  await app.close();
});

test("options of equal text are told apart, and look alike", async () => {
  const app = await on.open(`import streamlit as st
class Thing:
    def __init__(self, text, number): self.text, self.number = text, number
things = [Thing("tea", 1), Thing("tea", 2), Thing("milk", 3)]
f = lambda thing: thing.text
chosen = [
    st.radio("Radio", things, 2, f), st.selectbox("Box", things, 2, f), st.pills("Pills", things, default=things[2], format_func=f),
    *st.multiselect("Many", things, [things[2]], f), st.select_slider("Slider", things, things[2], f),
]
st.write("numbers", "-".join(str(thing.number) for thing in chosen))
`);
  await app.sees("numbers 3-3-3-3-3");
  const radios = app.page.getByTestId("stRadio").getByRole("radio", { name: "tea" });
  await radios.nth(1).check({ force: true });
  await app.sees("numbers 2-3-3-3-3");
  await app.page.getByRole("combobox", { name: "Box" }).click();
  const options = app.page.getByRole("option");
  assert.deepEqual(await options.allInnerTexts(), ["tea", "tea", "milk"]);
  await options.nth(1).click();
  await app.sees("numbers 2-2-3-3-3");
  assert.equal(await app.page.getByRole("combobox", { name: "Box" }).inputValue(), "tea");
  await app.page.getByTestId("stButtonGroup").getByRole("radio").nth(1).click();
  await app.sees("numbers 2-2-2-3-3");
  await app.page.getByRole("combobox", { name: "Many" }).click();
  // The first line chooses all.
  assert.deepEqual((await options.allInnerTexts()).slice(1), ["tea", "tea"]);
  await options.nth(2).click();
  await app.sees("numbers 2-2-2-3-2-3");
  await app.page.keyboard.press("Escape");
  await app.page.getByRole("slider").press("ArrowLeft");
  await app.sees("numbers 2-2-2-3-2-2");
  await radios.nth(0).check({ force: true });
  await app.sees("numbers 1-2-2-3-2-2");
  app.hasNoProblems();
  await app.close();
});
