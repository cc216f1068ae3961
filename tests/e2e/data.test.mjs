// Tables and charts: scrolled, sorted, selected, copied and drawn.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { bench, eventually } from "./harness.mjs";

let on;
before(async () => (on = await bench()));
after(() => on?.close());

const TABLE = `
import streamlit as st
rows = [{"number": n, "word": f"w{n % 7}"} for n in range(20_000)]
event = st.dataframe(rows, on_select="rerun", key="grid", alt="Words")
st.text(f"rows {event.selection.rows}")
`;

test("a large table is scrolled, sorted and selected by keys alone", async () => {
  const app = await on.open(TABLE);
  const grid = app.page.getByRole("grid", { name: "Words" });
  assert.equal(await grid.getAttribute("aria-rowcount"), "20001");
  assert.ok((await grid.getByRole("row").count()) < 40);
  await grid.focus();
  await app.page.keyboard.press("ArrowDown");
  await app.page.keyboard.press("Control+End");
  await eventually(app.page, () => grid.getByText("19999", { exact: true }).isVisible(), "the last row");
  await app.page.keyboard.press("Control+Home");
  await app.page.keyboard.press("ArrowUp");
  await app.page.keyboard.press("Enter");
  await app.page.keyboard.press("Enter");
  assert.equal(await grid.getByRole("columnheader", { name: "number" }).getAttribute("aria-sort"), "descending");
  await app.page.keyboard.press("ArrowDown");
  await app.page.keyboard.press(" ");
  await app.sees("rows [19999]");
  app.hasNoProblems();
  await app.close();
});

const CHARTS = `
import streamlit as st
st.line_chart({"a": [1, 3, 2], "b": [2, 1, 3]})
st.bar_chart({"x": 1, "y": 2})
st.graphviz_chart("digraph { first -> second }")
`;

test("charts are drawn by scripts that are loaded for them", async () => {
  const app = await on.open(CHARTS);
  const charts = app.page.getByTestId("stVegaLiteChart");
  await eventually(app.page, async () => (await charts.locator("svg .role-mark").count()) > 2, "charts");
  assert.ok((await charts.first().locator("svg path[stroke='#0068c9']").count()) > 0);
  await app.page.getByTestId("stGraphVizChart").locator("text", { hasText: "second" }).waitFor();
  app.hasNoProblems();
  await app.close();
});

test("a page without charts loads none of their scripts", async () => {
  const app = await on.open("import streamlit as st\nst.dataframe([1, 2])\n");
  await app.page.getByTestId("stDataFrame").waitFor();
  const loaded = await app.page.evaluate(() => performance.getEntriesByType("resource").map((entry) => entry.name));
  assert.deepEqual(loaded.filter((name) => name.includes("/lazy/")), []);
  await app.close();
});
