// Cells of grids looked at closely and edited: trees of JSON, new options, new rows; by keys, pointer and finger.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Grid } from "./grid.mjs";
import { bench, eventually } from "./harness.mjs";

let on;
before(async () => (on = await bench()));
after(() => on?.close());

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

const TREES = `
import streamlit as st
rows = [{"deep": '{"a": {"b": {"c": [1, null]}}, "n": 2}', "own": {"it's": None, "list": [True, 2]}}, {"deep": "no tree", "own": {}}]
st.dataframe(rows, column_config={"deep": st.column_config.JsonColumn(), "own": st.column_config.JsonColumn()}, alt="Trees")
`;

test("a cell of JSON opens as a tree that keys and the pointer unfold", async () => {
  const app = await on.open(TREES);
  const { keyboard } = app.page;
  const grid = new Grid(app, "Trees");
  const cell = app.page.getByRole("dialog", { name: "Cell" });
  const text = async () => (await cell.innerText()).replaceAll(/\s+/g, "");
  await grid.cell(0, 0).dblclick();
  assert.equal(await text(), '{"a":{"b":{...}}"n":2}');
  const [over, under] = [await cell.boundingBox(), await grid.cell(0, 0).boundingBox()];
  assert.ok(Math.abs(over.x - under.x) < 2 && Math.abs(over.y - under.y) < 2, "it stands over its cell");
  await cell.getByRole("button", { expanded: false }).click();
  assert.equal(await text(), '{"a":{"b":{"c":[...]}}"n":2}');
  await keyboard.press("Escape");
  await cell.waitFor({ state: "hidden" });
  await keyboard.press("ArrowRight");
  await keyboard.press("Enter");
  assert.equal(await text(), '{"it\'s":NULL"list":[0:true1:2]}');
  await keyboard.press("Tab");
  await keyboard.press("Tab");
  await keyboard.press("Enter");
  assert.equal(await text(), '{"it\'s":NULL"list":[...]}');
  await keyboard.press("Enter");
  assert.equal(await text(), '{"it\'s":NULL"list":[0:true1:2]}');
  await keyboard.press("Escape");
  await keyboard.press("Home");
  await keyboard.press("ArrowDown");
  await keyboard.press("Enter");
  assert.equal(await text(), "notree");
  await keyboard.press("Enter");
  await cell.waitFor({ state: "hidden" });
  app.hasNoProblems();
  await app.close();
});

const OPTIONS = `
import json
import streamlit as st
column = st.column_config
out = st.data_editor(
    [{"tags": ["x"], "free": None}], alt="Options",
    column_config={"tags": column.MultiselectColumn(options=["x", "y"], accept_new_options=True), "free": column.MultiselectColumn(accept_new_options=True)},
)
st.text(json.dumps(list(out[0].values())))
`;

test("a cell takes options that are not in its list where it may", async () => {
  const app = await on.open(OPTIONS);
  const { keyboard } = app.page;
  const grid = new Grid(app, "Options");
  const options = () => app.page.getByRole("option").evaluateAll((nodes) => nodes.map((node) => `${node.textContent} ${node.ariaSelected}`));
  await grid.cell(0, 0).dblclick();
  await keyboard.type("late tea");
  await keyboard.press("Enter");
  await keyboard.type("y");
  await keyboard.press("Enter");
  assert.deepEqual(await options(), ["x true", "y true", "late tea true"]);
  await keyboard.press("ArrowDown");
  await keyboard.press(" ");
  await keyboard.press("Enter");
  await app.sees('[["y", "late tea"], null]');
  await grid.cell(0, 1).click();
  await keyboard.type("a,b");
  await grid.cell(0, 0).click();
  await app.sees('[["y", "late tea"], ["a,b"]]');
  app.hasNoProblems();
  await app.close();
});

const LISTS = `
import json
import streamlit as st
out = st.data_editor([{"names": ["a", "b, c"], "numbers": [1, 2]}, {"names": None, "numbers": []}], alt="Lists")
st.code(json.dumps([list(row.values()) for row in out]), language=None)
`;

test("a list is edited as items that keys and the pointer add and remove", async () => {
  const app = await on.open(LISTS);
  const { keyboard } = app.page;
  const grid = new Grid(app, "Lists");
  const editor = app.page.getByTestId("stDataFrameCellEditor");
  const items = () => editor.locator(".bk-tag").evaluateAll((tags) => tags.map((tag) => tag.ariaLabel));
  await grid.cell(0, 0).dblclick();
  assert.deepEqual(await items(), ["a", "b, c"]);
  await keyboard.type("d, e");
  await keyboard.press("Enter");
  assert.deepEqual(await items(), ["a", "b, c", "d, e"]);
  await editor.getByRole("button", { name: "Remove a" }).click();
  await keyboard.press("Backspace");
  assert.deepEqual(await items(), ["b, c"]);
  await keyboard.type("f");
  await keyboard.press("Enter");
  await keyboard.press("ArrowLeft");
  await keyboard.press("ArrowLeft");
  await keyboard.press("Delete");
  assert.deepEqual(await items(), ["f"]);
  await keyboard.press("ArrowRight");
  await keyboard.type("last");
  await keyboard.press("Tab");
  await app.sees('[[["f", "last"], [1, 2]], [null, []]]');
  await keyboard.type("tea");
  await keyboard.press("Tab");
  const field = editor.getByRole("textbox", { name: "numbers" });
  assert.equal(await field.getAttribute("aria-invalid"), "true", "of numbers are only numbers items");
  await field.fill("3.5");
  await grid.cell(1, 1).click();
  await app.sees('[[["f", "last"], [1, 2, 3.5]], [null, []]]');
  await keyboard.press("Control+End");
  await keyboard.press("Home");
  await keyboard.type("x");
  await keyboard.press("Enter");
  await keyboard.press("Enter");
  await app.sees('[["x"], []]]');
  await keyboard.press("Control+z");
  await keyboard.press("Control+z");
  await keyboard.press("Control+z");
  await app.sees('[[["a", "b, c"], [1, 2]], [null, []]]');
  app.hasNoProblems();
  await app.close();
});

const TEXTS = `
import streamlit as st
st.data_editor([{"a": "a", "b": "b", "c": "c"}] * 3, alt="Texts")
`;

test("a press that ends an edit selects what is pressed", async () => {
  const app = await on.open(TEXTS);
  const grid = new Grid(app, "Texts");
  for (const [row, column] of [[1, 0], [2, 2], [1, 2], [2, 0], [1, 1], [2, 1]]) {
    await grid.cell(0, 1).dblclick();
    await app.page.keyboard.type(`${row} ${column}`);
    await grid.cell(row, column).click();
    assert.deepEqual(await grid.ring(), [`glide-cell-${column}-${row}`]);
    assert.equal(await grid.cell(0, 1).innerText(), `${row} ${column}`);
  }
  app.hasNoProblems();
  await app.close();
});

const CHARTS = `
import streamlit as st
column = st.column_config
st.dataframe(
    [{"line": [1, 5, 2.123456, -3], "area": [7, 8], "bar": [1, 2]}], alt="Charts",
    column_config={"line": column.LineChartColumn(), "area": column.AreaChartColumn(), "bar": column.BarChartColumn()},
)
`;

test("a chart in a cell tells the value under the pointer", async () => {
  const app = await on.open(CHARTS);
  const grid = new Grid(app, "Charts");
  const mark = app.page.locator(".bk-spark-mark");
  const at = async (column, share) => {
    const { x, y, width, height } = await grid.cell(0, column).locator("svg").boundingBox();
    await grid.to(x + width * share, y + height / 2);
  };
  for (const [column, share, value] of [[0, 0.1, "1"], [0, 0.3, "5"], [0, 0.7, "2.1235"], [0, 0.9, "-3"], [1, 0.4, "7"], [1, 0.6, "8"]]) {
    await at(column, share);
    await eventually(app.page, async () => (await mark.allInnerTexts()).join("|") === value, `${value} at ${share}`);
  }
  await at(2, 0.5);
  assert.equal(await mark.count(), 0, "bars tell nothing, as in the original");
  app.hasNoProblems();
  await app.close();
});

const VALUES = `
import datetime as dt, decimal, json, zoneinfo
import streamlit as st
column = st.column_config
vienna = zoneinfo.ZoneInfo("Europe/Vienna")
row = {
    "text": ' say "x",\\ttea ', "empty": "", "whole": 7, "large": 2**60, "float": 1.23456789012, "truth": False, "day": dt.date(2024, 5, 17),
    "time": dt.time(8, 45, 30, 123456), "moment": dt.datetime(2024, 5, 17, 8, 45, 30, 123456), "zoned": dt.datetime(2024, 5, 17, 8, 45, tzinfo=vienna),
    "span": dt.timedelta(hours=3, minutes=4, seconds=5.25), "decimal": decimal.Decimal("12345678901234567890.12"),
    "list": ["a,b", " c", ""], "none": [], "numbers": [1, 2], "level": 2.0, "tags": ["x", "y"],
}
out = st.data_editor([row, {name: None for name in row}, row], alt="Values", column_config={
    "level": column.SelectboxColumn(options=[1.0, 2.0]), "tags": column.MultiselectColumn(options=["x", "y"]),
})
same = [name for name in row if type(out[1][name]) == type(row[name]) or isinstance(row[name], int)]
st.text(f"{[name for name in row if out[1][name] != row[name]]} differ, {len(same)} are alike; {sum(value is None for value in out[2].values())} are none")
`;

test("values of each type are pasted as they were copied", async () => {
  const app = await on.open(VALUES);
  const { keyboard } = app.page;
  const grid = new Grid(app, "Values");
  await grid.cell(0, 0).click();
  await keyboard.press("Shift+End");
  await keyboard.press("Control+c");
  await keyboard.press("Home");
  await keyboard.press("ArrowDown");
  await keyboard.press("Control+v");
  await app.sees("[] differ, 17 are alike; 0 are none");
  await keyboard.press("Control+z");
  await keyboard.press("Home");
  await keyboard.press("Shift+End");
  await keyboard.press("Control+c");
  await keyboard.press("Home");
  await keyboard.press("ArrowDown");
  await keyboard.press("Control+v");
  await app.sees("17 are none");
  app.hasNoProblems();
  await app.close();
});

const LOOKS = `
import streamlit as st
column = st.column_config
st.dataframe([{"i": "data:,", "share": 1.5, "half": 5}, {"i": None, "share": -1, "half": 6}], width="content", alt="Looks", column_config={
    "i": column.ImageColumn(), "share": column.ProgressColumn(), "half": column.ProgressColumn(max_value=10, color="auto-inverse", format="%d"),
})
`;

test("a bar is full where its number goes on, and a picture needs little room", async () => {
  const app = await on.open(LOOKS);
  const grid = new Grid(app, "Looks");
  await grid.cell(1, 2).waitFor();
  assert.deepEqual(await grid.table.locator('td[data-column="1"]').allInnerTexts(), ["150%", "-100%"]);
  const colors = grid.table.locator('td[data-column="2"] .bk-grid-track > span');
  assert.deepEqual(await colors.evaluateAll((bars) => bars.map((bar) => bar.style.background)), ["var(--bk-green)", "var(--bk-red)"]);
  assert.equal((await grid.head(0).boundingBox()).width, 50);
  app.hasNoProblems();
  await app.close();
});

const ROWS = `
import streamlit as st
out = st.data_editor([{"a": n, "b": "x", "k": False} for n in range(30)], num_rows="dynamic", height=300, alt="Rows")
st.text(f'{len(out)} rows, {sum(row["k"] or False for row in out)} true, first {out[0]["a"]}')
`;

test("the row for new ones shows its sign under the pointer, and a press adds a row", async () => {
  const app = await on.open(ROWS);
  const grid = new Grid(app, "Rows");
  await grid.table.focus();
  await app.page.keyboard.press("Control+End");
  await grid.cell(30, 1).waitFor();
  const sign = (column) => grid.cell(30, column).locator(".bk-grid-new");
  assert.deepEqual([await sign(0).isVisible(), await sign(2).isVisible()], [false, true], "where the cursor is");
  await app.page.keyboard.press("Control+Home");
  await app.page.getByTestId("stDataFrameGlideDataEditor").evaluate((node) => node.scrollTo(0, node.scrollHeight));
  await grid.cell(30, 0).waitFor();
  assert.deepEqual([await sign(0).isVisible(), await sign(1).isVisible()], [false, false]);
  await grid.cell(30, 1).hover();
  assert.deepEqual([await sign(0).isVisible(), await sign(1).isVisible()], [false, true]);
  await grid.cell(30, 1).click();
  await app.sees("31 rows");
  await app.page.keyboard.type("tea");
  await app.page.keyboard.press("Enter");
  assert.equal(await grid.cell(30, 1).innerText(), "tea", "typing goes on in it");
  app.hasNoProblems();
  await app.close();
});

/** A finger that is put down, moved and lifted. */
const swipe = async (page, [x, y], by) => {
  const session = await page.context().newCDPSession(page);
  const touch = (type, ...touchPoints) => session.send("Input.dispatchTouchEvent", { type, touchPoints });
  await touch("touchStart", { x, y });
  for (let step = 1; step <= 8; step += 1) await touch("touchMove", { x, y: y + (by * step) / 8 });
  await touch("touchEnd");
  await session.detach();
};

test("a finger that scrolls changes nothing, one that taps selects, ticks, adds and edits", async () => {
  const app = await on.open(ROWS, { context: PHONE });
  const grid = new Grid(app, "Rows");
  const scroll = app.page.getByTestId("stDataFrameGlideDataEditor");
  const top = () => scroll.evaluate((node) => node.scrollTop);
  // The tools are there without a pointer over the grid.
  await app.page.getByRole("button", { name: "Search" }).tap({ trial: true });
  await swipe(app.page, await grid.middle(grid.cell(5, 2).locator(".bk-grid-check")), -100);
  await eventually(app.page, async () => (await top()) > 80, "the grid scrolls");
  await swipe(app.page, await grid.middle(grid.marker(6)), 400);
  await eventually(app.page, async () => (await top()) === 0, "and back");
  assert.deepEqual([await grid.ring(), await grid.selected()], [[], []]);
  await app.sees("30 rows, 0 true, first 0");
  await grid.cell(1, 2).locator(".bk-grid-check").tap();
  await app.sees("30 rows, 1 true, first 0");
  await grid.marker(3).tap();
  assert.deepEqual(await grid.table.locator("tbody tr[aria-selected=true]").evaluateAll((rows) => rows.map((row) => row.ariaRowIndex)), ["5"]);
  await grid.marker(3).tap();
  const [x, y] = await grid.middle(grid.cell(0, 0));
  await app.page.touchscreen.tap(x, y);
  assert.deepEqual(await grid.ring(), ["glide-cell-0-0"]);
  await app.page.touchscreen.tap(x, y);
  await app.page.touchscreen.tap(x, y);
  await app.page.getByRole("textbox", { name: "a" }).fill("7");
  await app.page.keyboard.press("Enter");
  await app.sees("30 rows, 1 true, first 7");
  await scroll.evaluate((node) => node.scrollTo(0, node.scrollHeight));
  const sign = grid.cell(30, 0).locator(".bk-grid-new");
  await sign.waitFor();
  await swipe(app.page, await grid.middle(sign), 40);
  await sign.tap();
  await app.sees("31 rows, 1 true, first 7");
  app.hasNoProblems();
  await app.close();
});
