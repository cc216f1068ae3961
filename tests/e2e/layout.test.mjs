// What opens, closes and floats, used by keyboard alone.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { bench, eventually, root } from "./harness.mjs";

let on;
before(async () => (on = await bench()));
after(() => on?.close());

const focused = (app) => app.page.evaluate(() => document.activeElement.textContent.trim());

test("the gallery shows its first page", async () => {
  const folder = join(root, "examples", "gallery");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".py"));
  const sources = names.map(async (name) => [name, await readFile(join(folder, name), "utf8")]);
  const files = Object.fromEntries(await Promise.all(sources));
  const app = await on.open(files["app.py"], { files });
  await app.sees("Meow! That was the Cat.");
  app.hasNoProblems();
  await app.close();
});

test("tabs are walked with the arrow keys, and the script hears of it", async () => {
  const app = await on.open(
    'import streamlit as st\nfor t, n in zip(st.tabs(["A", "B", "C"], on_change="rerun"), "abc"):\n    if t.open: t.write("in " + n)\n');
  await app.sees("in a");
  await app.app.getByRole("tab", { name: "A" }).focus();
  await app.page.keyboard.press("ArrowRight");
  await app.sees("in b");
  assert.equal(await focused(app), "B");
  await app.page.keyboard.press("End");
  await app.sees("in c");
  assert.equal(await app.app.getByRole("tab", { name: "C" }).getAttribute("aria-selected"), "true");
  app.hasNoProblems();
  await app.close();
});

test("a popover opens and closes by keyboard and gives the focus back", async () => {
  const app = await on.open(
    'import streamlit as st\nwith st.popover("Open"):\n    n = st.text_input("Name")\nst.write("Hi", n)\n');
  const button = app.app.getByRole("button", { name: "Open" });
  await button.focus();
  await app.page.keyboard.press("Enter");
  const body = app.page.getByTestId("stPopoverBody");
  await body.waitFor();
  await app.page.keyboard.press("Tab");
  await app.page.keyboard.type("Ada");
  await app.page.keyboard.press("Enter");
  await app.sees("Hi Ada");
  assert.ok(await body.isVisible(), "it stays open while the script runs");
  await app.page.keyboard.press("Escape");
  await body.waitFor({ state: "detached" });
  assert.equal(await focused(app), "Open");
  await app.close();
});

test("a dialog keeps the focus, runs by itself and closes", async () => {
  const app = await on.open(
    `import streamlit as st
st.session_state.runs = st.session_state.get("runs", 0) + 1
@st.dialog("Question")
def ask():
    st.write("said", st.text_input("Answer"))
    if st.button("Send"): st.rerun()
if st.button("Ask"): ask()
st.write("runs", st.session_state.runs)
`);
  await app.button("Ask").focus();
  await app.page.keyboard.press("Enter");
  const dialog = app.page.getByRole("dialog", { name: "Question" });
  await dialog.waitFor();
  await app.sees("runs 2");
  const field = dialog.getByLabel("Answer");
  await field.fill("yes");
  await field.press("Enter");
  await eventually(app.page, async () => (await dialog.innerText()).includes("said yes"), "the answer");
  await app.sees("runs 2");
  for (let step = 0; step < 5; step++) {
    await app.page.keyboard.press("Tab");
    assert.ok(await dialog.evaluate((node) => node.contains(document.activeElement)), "the focus left the dialog");
  }
  await app.page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  await app.button("Ask").click();
  await dialog.waitFor();
  await dialog.getByRole("button", { name: "Send" }).click();
  await app.sees("runs 4");
  await dialog.waitFor({ state: "hidden" });
  app.hasNoProblems();
  await app.close();
});

test("a toast comes, can be changed, and is closed", async () => {
  const app = await on.open(
    'import streamlit as st\nif st.button("Go"):\n    t = st.toast("first")\n    t.toast("second", duration="infinite")\n');
  await app.button("Go").click();
  const toast = app.page.getByTestId("stToast");
  await toast.waitFor();
  assert.equal(await toast.innerText(), "second");
  await toast.getByRole("button", { name: "Close" }).click();
  await toast.waitFor({ state: "detached" });
  await app.close();
});

test("an embedded app leaves its menu out", async () => {
  const app = await on.open('import streamlit as st\nst.write("inside")\n', { query: "?embed=true" });
  await app.sees("inside");
  assert.ok(!(await app.page.getByTestId("stMainMenu").isVisible()));
  await app.close();
});
