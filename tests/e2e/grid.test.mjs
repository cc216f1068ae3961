// What the pointer does in grids: ranges, edges, fills, rows and columns with Shift, and what is searched for.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Grid } from "./grid.mjs";
import { bench, eventually } from "./harness.mjs";

let on;
before(async () => (on = await bench()));
after(() => on?.close());

const color = (locator) => locator.evaluate((node) => getComputedStyle(node).backgroundColor);

const NUMBERS = `
import streamlit as st
st.dataframe([{f"c{column}": row * column for column in range(20)} for row in range(60)], width=600, height=300, alt="Numbers")
`;

test("a range keeps the ring where it begins, and goes on beyond the edge of the grid", async () => {
  const app = await on.open(NUMBERS);
  const grid = new Grid(app, "Numbers");
  await grid.drag(grid.cell(1, 1), grid.cell(2, 3));
  assert.deepEqual(await grid.ring(), ["glide-cell-1-1"]);
  assert.deepEqual(await grid.selected(), ["1-1", "2-1", "3-1", "1-2", "2-2", "3-2"]);
  assert.ok(await grid.table.locator(".bk-grid-outline").isVisible());
  const { x, y, width, height } = await app.page.getByTestId("stDataFrameResizable").boundingBox();
  await grid.press(grid.cell(0, 1));
  await grid.to(x + 150, y + height + 30);
  await grid.cell(59, 2).waitFor();
  await grid.to(x + width + 40, y + height + 30);
  await grid.cell(59, 19).waitFor();
  await grid.mouse.up();
  const copied = await grid.copied();
  assert.deepEqual([copied.length, copied[0].length, copied.at(-1).at(-1)], [60, 19, String(59 * 19)]);
  await grid.press(grid.cell(59, 19));
  await grid.to(x + width / 2, y - 20);
  await grid.cell(0, 15).waitFor();
  await grid.mouse.up();
  const scroll = app.page.getByTestId("stDataFrameGlideDataEditor");
  await scroll.evaluate((node) => node.scrollTo(0, 500));
  await grid.to(x + width / 2, y - 40);
  await app.page.waitForTimeout(100);
  assert.equal(await scroll.evaluate((node) => node.scrollTop), 500, "nothing scrolls after the drag");
  app.hasNoProblems();
  await app.close();
});

const WORDS = `
import streamlit as st
st.dataframe([{"number": row, "word": f"w{row % 7}", "share": row / 4} for row in range(40)], width=600, height=300, alt="Words")
`;

test("a press of the pointer marks its cell and the head above, and brings no ring around the grid", async () => {
  const app = await on.open(WORDS);
  const grid = new Grid(app, "Words");
  await grid.cell(1, 1).click();
  assert.deepEqual(await grid.ring(), ["glide-cell-1-1"]);
  assert.equal(await grid.table.evaluate((table) => document.activeElement === table), true);
  assert.equal(await app.page.locator(".bk-grid-frame[data-focused]").count(), 0);
  assert.notEqual(await color(grid.cell(1, 1)), await color(grid.cell(1, 0)), "what is marked shows below the pointer");
  assert.notEqual(await color(grid.head(1)), await color(grid.head(0)));
  await app.page.keyboard.press("Shift+ArrowDown");
  await app.page.keyboard.press("Escape");
  assert.deepEqual(await grid.selected(), []);
  app.hasNoProblems();
  await app.close();
});

test("columns are sized from both sides of an edge, and by a double click", async () => {
  const app = await on.open(WORDS);
  const grid = new Grid(app, "Words");
  const width = async () => (await grid.head(0).boundingBox()).width;
  const first = await width();
  for (const [beside, by] of [[-2, 60], [2, -40]]) {
    const { x, y, width: before, height } = await grid.head(0).boundingBox();
    const at = [x + before + beside, y + height / 2];
    await grid.mouse.move(...at);
    await grid.mouse.down();
    await grid.to(at[0] + by, at[1]);
    await grid.mouse.up();
    assert.equal(Math.round((await width()) - before), by);
  }
  assert.equal(Math.round((await width()) - first), 20);
  const { x, y, width: wide, height } = await grid.head(0).boundingBox();
  await grid.mouse.dblclick(x + wide - 2, y + height / 2);
  assert.ok((await width()) < first, "as wide as its texts");
  assert.equal(await grid.head(0).getAttribute("aria-sort"), null);
  app.hasNoProblems();
  await app.close();
});

test("what is found is marked as what is selected is, and the ring goes from one to the next", async () => {
  const app = await on.open(WORDS);
  const grid = new Grid(app, "Words");
  await grid.cell(1, 1).click();
  await app.page.keyboard.press("Control+f");
  await app.page.keyboard.type("w3");
  await app.sees("1 of 6");
  assert.deepEqual(await grid.ring(), ["glide-cell-1-3"]);
  await app.page.keyboard.press("Enter");
  await app.sees("2 of 6");
  const found = await color(grid.cell(3, 1));
  await app.page.keyboard.press("Escape");
  assert.deepEqual(await grid.ring(), ["glide-cell-1-10"]);
  assert.equal(await color(grid.cell(10, 1)), found);
  assert.notEqual(await color(grid.cell(3, 1)), found);
  app.hasNoProblems();
  await app.close();
});

const EDITOR = `
import json
import streamlit as st
out = st.data_editor([{"a": n, "b": f"x{n}", "c": n / 2} for n in range(8)], num_rows="dynamic", width=600, alt="Rows")
st.text(json.dumps([row["a"] for row in out]))
st.text(json.dumps([row["b"] for row in out]))
`;

test("a fill goes down or across, and what is typed goes to where a range begins", async () => {
  const app = await on.open(EDITOR);
  const grid = new Grid(app, "Rows");
  const corner = grid.table.locator(".bk-grid-fill");
  await grid.cell(1, 0).click();
  await grid.press(corner);
  await grid.to(...(await grid.middle(grid.cell(4, 0))));
  assert.deepEqual(await grid.selected(), ["0-1"], "nothing more is marked before the end");
  assert.ok(await grid.table.locator(".bk-grid-outline[data-fill]").isVisible());
  await grid.mouse.up();
  await app.sees("[0, 1, 1, 1, 1, 5, 6, 7]");
  assert.deepEqual(await grid.selected(), ["0-1", "0-2", "0-3", "0-4"]);
  await grid.drag(corner, grid.cell(5, 1));
  await app.sees('["x0", "1", "1", "1", "1", "x5", "x6", "x7"]');
  await grid.drag(grid.cell(6, 1), grid.cell(7, 2));
  await app.page.keyboard.type("tea");
  await app.page.keyboard.press("Enter");
  await app.sees('"x5", "tea", "x7"]');
  assert.deepEqual(await grid.ring(), ["glide-cell-1-7"]);
  app.hasNoProblems();
  await app.close();
});

test("rows of an editor are selected by Shift and by a drag, and the tools follow", async () => {
  const app = await on.open(EDITOR);
  const grid = new Grid(app, "Rows");
  const tool = (name) => app.page.getByTestId("stElementToolbar").getByRole("button", { name, exact: true });
  assert.equal(await tool("Delete row(s)").count(), 0);
  await grid.marker(1).click();
  await grid.marker(4).click({ modifiers: ["Shift"] });
  await grid.marker(2).click();
  assert.equal(await tool("Add row").count(), 0);
  await tool("Delete row(s)").click();
  await app.sees("[0, 2, 5, 6, 7]");
  assert.equal(await tool("Add row").count(), 1);
  await grid.drag(grid.marker(0), grid.marker(2));
  await app.page.keyboard.press("Delete");
  await app.sees("[6, 7]");
  app.hasNoProblems();
  await app.close();
});

const SELECT = (mode) => `
import json
import streamlit as st
event = st.dataframe([{"a": n, "b": f"x{n}", "c": n / 2} for n in range(8)], on_select="rerun", selection_mode="${mode}", width=600, alt="Grid")
st.text(json.dumps(event.selection))
`;

test("Shift selects all between two rows, and Escape lets go of them", async () => {
  const app = await on.open(SELECT("multi-row"));
  const grid = new Grid(app, "Grid");
  await grid.marker(1).click();
  await grid.marker(4).click({ modifiers: ["Shift"] });
  await app.sees('"rows": [1, 2, 3, 4]');
  await grid.drag(grid.marker(5), grid.marker(7));
  await app.sees('"rows": [5, 6, 7]');
  await app.page.keyboard.press("Escape");
  await app.sees('"rows": []');
  const clear = app.page.getByRole("button", { name: "Clear selection" });
  assert.equal(await clear.count(), 0, "nothing is selected");
  await grid.marker(3).click();
  await app.sees('"rows": [3]');
  await clear.click();
  await app.sees('"rows": []');
  app.hasNoProblems();
  await app.close();
});

test("Shift selects all between two columns", async () => {
  const app = await on.open(SELECT("multi-column"));
  const grid = new Grid(app, "Grid");
  await grid.head(2).click({ position: { x: 30, y: 15 } });
  await grid.head(0).click({ position: { x: 30, y: 15 }, modifiers: ["Shift"] });
  await app.sees('"columns": ["a", "b", "c"]');
  app.hasNoProblems();
  await app.close();
});

test("where one cell can be selected a drag selects the one where it begins", async () => {
  const app = await on.open(SELECT("single-cell"));
  const grid = new Grid(app, "Grid");
  await grid.drag(grid.cell(2, 0), grid.cell(3, 2));
  await app.sees('"cells": [[2, "a"]]');
  await grid.cell(5, 1).click();
  await app.sees('"cells": [[5, "b"]]');
  app.hasNoProblems();
  await app.close();
});

const READ = `
import streamlit as st
column = st.column_config
st.dataframe(
    {"number": ["1", "x", None], "truth": ["yes", "off", "maybe"], "moment": ["1715935530", "tea", None], "share": [0.5, 1, None]},
    column_config={"number": column.NumberColumn(format="euro"), "truth": column.CheckboxColumn(), "moment": column.DatetimeColumn(), "share": column.ProgressColumn()},
    alt="Read",
)
st.table([{"word": "a", "number": 1}], border=False)
`;

test("what a column cannot read stands there as it is, and says so", async () => {
  const app = await on.open(READ);
  const { table } = new Grid(app, "Read");
  const texts = (selector) => table.locator(selector).allTextContents();
  assert.deepEqual(await texts("td[data-invalid]"), ["x", "tea", "maybe"]);
  assert.deepEqual(await texts('td[data-column="0"]'), ["€1.00", "x", ""]);
  assert.deepEqual(await texts('td[data-column="2"]'), ["2024-05-17 08:45:30", "tea", ""]);
  assert.equal(await table.getByTestId("glide-cell-3-2").getAttribute("data-missing"), null, "no progress is blank");
  const align = (selector) => app.page.getByTestId("stTable").locator(selector).evaluate((cell) => getComputedStyle(cell).textAlign);
  assert.deepEqual([await align("th:nth-child(1)"), await align("th:nth-child(2)")], ["start", "right"]);
  app.hasNoProblems();
  await app.close();
});

const FIGURES = `
import datetime
import streamlit as st
rows = [{
    "number": None if n == 3 else n * 1.5, "word": ["tea", "a", "tea", "", None][n % 5], "day": datetime.date(2024, 5, 17 + n),
    "ok": [True, True, False, None][n % 4], "list": [n],
} for n in range(10)]
st.dataframe(rows, alt="Figures", width=1000)
st.data_editor(rows, alt="Editor", width=1000)
`;

test("the menu of a column says what it holds", async () => {
  const app = await on.open(FIGURES);
  const grid = new Grid(app, "Figures");
  const menu = app.page.getByTestId("stDataFrameColumnMenu");
  const open = async (column) => {
    await grid.head(column).hover();
    await grid.head(column).getByTestId("stDataFrameColumnMenuTarget").click();
  };
  const figures = async (column) => {
    await open(column);
    await menu.getByRole("menuitem", { name: "Statistics" }).hover();
    const panel = app.page.getByRole("group", { name: "Statistics of" });
    const lines = await panel.locator("dl > div").evaluateAll((lines) => lines.map((line) => [...line.children].map((part) => part.innerText).join(" ")));
    const chart = await panel.locator("[role=img]").getAttribute("aria-label");
    await app.page.keyboard.press("Escape");
    await menu.waitFor({ state: "hidden" });
    return [chart, ...lines];
  };
  const [chart, ...numbers] = await figures(0);
  assert.match(chart, /0 – 4.5: 3; 4.5 – 9: 2; 9 – 13.5: 4/);
  assert.deepEqual(numbers, [
    "Values 9", "Empty 1 (10%)", "Distinct 9", "Average 7", "Standard deviation 4.47", "Minimum 0", "25th percentile 3", "Median 7.5",
    "75th percentile 10.5", "Maximum 13.5", "Sum 63",
  ]);
  assert.deepEqual((await figures(1)).slice(1), ["Values 6", "Empty 4 (40%)", "Distinct 2", "Minimum length 1", "Maximum length 3", "Average length 2.3"]);
  assert.deepEqual((await figures(2)).slice(1), [
    "Values 10", "Empty 0 (0%)", "Minimum May 17, 2024", "25th percentile May 19, 2024", "Median May 21, 2024", "75th percentile May 23, 2024",
    "Maximum May 26, 2024", "Average May 21, 2024", "Range 1 week",
  ]);
  const [shares, ...truths] = await figures(3);
  assert.match(shares, /True: 6 \(75%\); False: 2 \(25%\)/);
  assert.deepEqual(truths, ["Values 8", "Empty 2 (20%)"]);
  await open(4);
  assert.equal(await menu.getByRole("menuitem", { name: "Statistics" }).count(), 0, "lists are not counted");
  await app.page.keyboard.press("Escape");
  const editor = new Grid(app, "Editor");
  await editor.head(0).click({ button: "right" });
  assert.deepEqual(await menu.getByRole("menuitem").evaluateAll((items) => items.map((item) => item.ariaLabel ?? item.textContent)), [
    "Sort ascending", "Sort descending", "Format", "Autosize", "Pin column", "Hide column", "Copy column name",
  ]);
  app.hasNoProblems();
  await app.close();
});

test("what a column holds and its formats are reached by keys alone", async () => {
  const app = await on.open(FIGURES, { context: { permissions: ["clipboard-read", "clipboard-write"] } });
  const { keyboard } = app.page;
  const grid = new Grid(app, "Figures");
  const focused = () => app.page.evaluate(() => document.activeElement.ariaLabel ?? document.activeElement.innerText);
  await grid.table.focus();
  await keyboard.press("Control+Home");
  await keyboard.press("ArrowUp");
  await keyboard.press("Alt+ArrowDown");
  const menu = app.page.getByRole("menu", { name: "Column number" });
  await menu.waitFor();
  await keyboard.press("s");
  await keyboard.press("ArrowDown");
  await keyboard.press("ArrowRight");
  assert.equal(await focused(), "Statistics of number");
  await keyboard.press("ArrowLeft");
  assert.equal(await focused(), "Statistics");
  await keyboard.press("ArrowDown");
  await keyboard.press("Enter");
  assert.equal(await app.page.getByRole("menuitemradio", { name: "Automatic" }).getAttribute("aria-checked"), "true");
  await keyboard.press("p");
  await keyboard.press("p");
  await keyboard.press("Enter");
  await grid.table.getByText("300%").waitFor();
  await keyboard.press("Alt+ArrowDown");
  await keyboard.press("ArrowUp");
  assert.equal(await focused(), "Copy column name");
  await keyboard.press("Enter");
  assert.equal(await app.page.evaluate(() => navigator.clipboard.readText()), "number");
  await keyboard.press("Tab");
  await menu.waitFor({ state: "hidden" });
  assert.equal(await grid.table.evaluate((table) => table === document.activeElement), true);
  app.hasNoProblems();
  await app.close();
});

test("what floats over a grid in full screen can be seen and used", async () => {
  const app = await on.open(EDITOR);
  const { keyboard } = app.page;
  const grid = new Grid(app, "Rows");
  await grid.cell(1, 1).hover();
  await app.page.getByRole("button", { name: "Fullscreen" }).click();
  await grid.head(0).click({ button: "right" });
  await app.page.getByRole("menuitem", { name: "Sort descending" }).click();
  await grid.table.locator("th[aria-sort=descending]").waitFor();
  await grid.cell(1, 1).dblclick();
  const field = app.page.getByRole("textbox", { name: "b" });
  const [over, under] = [await field.boundingBox(), await grid.cell(1, 1).boundingBox()];
  assert.ok(Math.abs(over.x - under.x) < 2 && Math.abs(over.y - under.y) < 2, "the field stands over its cell");
  assert.equal(await field.evaluate((field) => {
    const { x, y } = field.getBoundingClientRect();
    return document.elementFromPoint(x + 9, y + 9) === field;
  }), true);
  await keyboard.type("high");
  await keyboard.press("Enter");
  await app.page.getByRole("button", { name: "Close fullscreen" }).click();
  await app.sees('"x5", "high", "x7"]');
  app.hasNoProblems();
  await app.close();
});

test("a short grid in full screen is as high as its rows, one of its own width stands in the middle", async () => {
  const app = await on.open(`
import streamlit as st
rows = [{"a": n, "b": "x"} for n in range(3)]
st.dataframe(rows, alt="Wide")
st.dataframe(rows, alt="Narrow", width="content")
st.dataframe(rows * 100, alt="Long", height=200)
`);
  const boxes = [];
  for (const name of ["Wide", "Narrow", "Long"]) {
    const { table } = new Grid(app, name);
    await table.hover();
    const frame = app.page.locator(".bk-full", { has: table });
    await frame.getByRole("button", { name: "Fullscreen" }).click();
    await frame.getByRole("button", { name: "Close fullscreen" }).waitFor();
    const { x, y, width, height } = await frame.getByTestId("stDataFrameResizable").boundingBox();
    boxes.push([y, height, Math.round(x + width / 2), width > 1200]);
    await frame.getByRole("button", { name: "Close fullscreen" }).click();
  }
  assert.deepEqual(boxes, [[46, 142, 640, true], [46, 142, 640, false], [46, 742, 640, true]]);
  app.hasNoProblems();
  await app.close();
});

test("the menu of a column hides it, and the list shows it again", async () => {
  const app = await on.open(`
import streamlit as st
st.dataframe({"number": [1, 2], "name": ["n1", "n2"], "gap": [None, 0.5]}, alt="Hidden")
`);
  const grid = new Grid(app, "Hidden");
  const { table } = grid;
  const head = table.getByRole("columnheader", { name: "number" });
  await head.hover();
  await head.getByTestId("stDataFrameColumnMenuTarget").click();
  await app.page.getByRole("menuitem", { name: "Hide column" }).click();
  await eventually(app.page, async () => (await grid.heads()).join() === "name,gap", "two columns");
  await table.hover();
  await app.page.getByRole("button", { name: "Show/hide columns" }).click();
  await app.page.getByRole("menuitemcheckbox", { name: "number" }).click();
  await eventually(app.page, async () => (await grid.heads()).join() === "number,name,gap", "all columns");
  app.hasNoProblems();
  await app.close();
});

test("columns named twice are shown twice, and all of them chosen at once", async () => {
  const app = await on.open(`
import streamlit as st
st.dataframe([{"a": 1, "b": "x"}], column_order=["b", "a", "b"], column_config={"a": None}, alt="Twice")
`);
  const grid = new Grid(app, "Twice");
  const { table } = grid;
  assert.deepEqual(await grid.heads(), ["b", "b"]);
  await table.hover();
  await app.page.getByRole("button", { name: "Show/hide columns" }).click();
  const menu = app.page.getByRole("menu", { name: "Columns" });
  await menu.waitFor();
  const states = () => menu.getByRole("menuitemcheckbox").evaluateAll((items) => items.map((item) => `${item.textContent} ${item.ariaChecked}`));
  assert.deepEqual(await states(), ["Select all mixed", "(index) false", "b true", "a false", "b true"]);
  await menu.getByRole("menuitemcheckbox", { name: "Select all" }).click();
  assert.deepEqual(await states(), ["Select all true", "(index) true", "b true", "a true", "b true"]);
  assert.deepEqual(await grid.heads(), ["", "b", "a", "b"]);
  await menu.getByRole("menuitemcheckbox", { name: "a", exact: true }).click();
  assert.deepEqual(await grid.heads(), ["", "b", "b"]);
  await app.page.keyboard.press("Escape");
  await menu.waitFor({ state: "hidden" });
  app.hasNoProblems();
  await app.close();
});

test("on a phone the tools of a grid stand above it, and its menu within the window", async () => {
  const app = await on.open(FIGURES, { context: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } });
  const grid = new Grid(app, "Figures");
  const bar = app.page.getByTestId("stElementToolbar").first();
  const [tools, box] = [await bar.boundingBox(), await grid.table.boundingBox()];
  assert.ok(tools.y + tools.height <= box.y + 2, "no head is covered");
  await grid.cell(0, 0).tap();
  await eventually(app.page, async () => (await bar.evaluate((node) => getComputedStyle(node).opacity)) === "1", "tools after a touch");
  await grid.head(1).getByTestId("stDataFrameColumnMenuTarget").tap();
  const menu = app.page.getByTestId("stDataFrameColumnMenu");
  await menu.getByRole("menuitem", { name: "Statistics" }).tap();
  const panel = app.page.getByTestId("stDataFrameStatisticsMenu");
  await panel.getByText("Average length").waitFor();
  for (const part of [menu.getByRole("menu"), panel]) {
    const { x, y, width, height } = await part.boundingBox();
    assert.ok(x >= 0 && y >= 0 && x + width <= 390 && y + height <= 844, `${x} ${y} ${width} ${height}`);
  }
  await grid.cell(0, 0).tap();
  await menu.waitFor({ state: "hidden" });
  app.hasNoProblems();
  await app.close();
});
