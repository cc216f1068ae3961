// Tables and charts: scrolled, sorted, selected, copied and drawn.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { bench, eventually, root } from "./harness.mjs";

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

const ORDER = `
import streamlit as st
st.dataframe({
    "text": ["b", "B", "a", "_", "10", "9", None, "A"],
    "letters": ["z", "ö", "o", "Z", "ä", "a", None, "é"],
    "large": [2**62 + 1, 2**62, 2**62 + 2, 2**62, 5, 5, -1, 7],
    "list": [[2], [10], [1, 2], None, [], [3], [1], [2]],
}, alt="Order")
`;

test("texts are sorted as browsers do, and numbers to the last digit", async () => {
  const app = await on.open(ORDER);
  const grid = app.page.getByRole("grid", { name: "Order" });
  const sorted = async (name) => {
    await grid.getByRole("columnheader", { name }).click();
    const column = await grid.getByRole("columnheader", { name }).getAttribute("aria-colindex");
    return grid.locator(`[role=gridcell][aria-colindex="${column}"]`).allTextContents();
  };
  assert.deepEqual(await sorted("text"), ["_", "10", "9", "a", "A", "b", "B", ""]);
  assert.deepEqual(await sorted("text"), ["B", "b", "A", "a", "9", "10", "_", ""]);
  assert.deepEqual(await sorted("letters"), ["a", "ä", "é", "o", "ö", "z", "Z", ""]);
  const large = 2n ** 62n;
  assert.deepEqual(await sorted("large"), ["-1", "5", "5", "7", `${large}`, `${large}`, `${large + 1n}`, `${large + 2n}`]);
  assert.deepEqual(await sorted("list"), ["", "1", "1,2", "10", "2", "2", "3", ""]);
  app.hasNoProblems();
  await app.close();
});

const STATIC = `
import streamlit as st
with st.container(height=220):
    st.table([{"name": "Ada", "born": "1815-12-10", "works": "essays, letters and unabbreviated"}] * 14, height="stretch")
st.dataframe([{"a": 1}, {"a": 2}], height=250, alt="Short")
`;

test("a table that fills its place is scrolled in it, and breaks no word", async () => {
  const app = await on.open(STATIC, { context: { viewport: { width: 390, height: 800 } } });
  const table = app.page.getByTestId("stTable");
  const [frame, inner, line] = await table.evaluate((node) => {
    const frame = node.querySelector(".bk-table-frame");
    return [node.clientHeight, frame.clientHeight, frame.querySelector("th").clientHeight];
  });
  assert.ok(frame < 220 && inner <= frame, `${inner} in ${frame} of 220`);
  assert.ok(await table.locator(".bk-table-frame").evaluate((node) => node.scrollHeight > node.clientHeight));
  assert.ok(line < 40, "the head is one line");
  const short = app.page.getByRole("grid", { name: "Short" });
  const blank = short.locator(".bk-grid-blank td");
  assert.equal(Math.round((await blank.boundingBox()).height), 248 - 3 * 35);
  app.hasNoProblems();
  await app.close();
});

test("a table is as wide as the script says", async () => {
  const app = await on.open("import streamlit as st\nst.dataframe([{'a': 1}], width=400)\nst.map({'lat': [1], 'lon': [2]}, width=300)\n");
  const width = (id) => app.page.getByTestId(id).evaluate((node) => Math.round(node.getBoundingClientRect().width));
  assert.equal(await width("stDataFrame"), 400);
  assert.equal(await width("stDeckGlJsonChart"), 300);
  app.hasNoProblems();
  await app.close();
});

const CONTENT = `
import streamlit as st
st.dataframe([{"a": 1, "b": "x"}, {"a": 2, "b": "y"}], width="content", height="content", row_height=50, alt="Small")
st.plotly_chart({"data": [{"type": "pie", "labels": ["a", "b"], "values": [1, 2]}]}, width="content", alt="Pie")
st.vega_lite_chart([{"a": "x", "b": 3}], {"mark": "bar", "encoding": {"x": {"field": "a"}, "y": {"field": "b", "type": "quantitative"}}}, width="content", alt="Bar")
st.echarts_chart({"series": [{"type": "pie", "data": [{"name": "a", "value": 3}]}]}, width="content", renderer="svg", alt="Circle")
`;

test("what is as wide as its content is drawn, and fits into a narrow window", async () => {
  for (const width of [1280, 390]) {
    const app = await on.open(CONTENT, { context: { viewport: { width, height: 800 } } });
    const grid = app.page.getByRole("grid", { name: "Small" });
    await grid.getByText("y", { exact: true }).waitFor();
    assert.equal(await grid.getByRole("gridcell").first().evaluate((cell) => cell.clientHeight), 49);
    for (const [name, what] of [["Pie", ".slice"], ["Bar", ".role-mark path"], ["Circle", "svg path"]]) {
      const figure = app.page.getByRole("figure", { name });
      await figure.locator(what).first().waitFor();
      assert.ok((await figure.boundingBox()).width <= width, name);
    }
    app.hasNoProblems();
    await app.close();
  }
});

test("names with several levels stand above each other", async () => {
  const app = await on.open("import streamlit as st\nst.dataframe({('a', 'x'): [1], ('a', 'y'): [2], ('b', 'z'): [3]}, alt='Levels')\n");
  const grid = app.page.getByRole("grid", { name: "Levels" });
  await grid.getByRole("columnheader", { name: "a / y" }).waitFor();
  assert.deepEqual(await grid.locator(".bk-grid-group").allInnerTexts(), ["a", "b"]);
  assert.equal(await grid.locator("thead tr").evaluate((row) => row.clientHeight), 70);
  app.hasNoProblems();
  await app.close();
});

const BUTTONS = `
import streamlit as st
def clicked():
    st.session_state.seen = st.session_state.go.row, st.session_state.go.label
column = st.column_config.ButtonColumn("Do", on_click=clicked, key="go")
st.dataframe({"name": ["Ada", "Ben"], "do": [["open", "close"], ["open"]]}, column_config={"do": column}, alt="People")
st.text(f"seen {st.session_state.get('seen')}")
`;

test("buttons in cells are pressed, one by one or from their list", async () => {
  const app = await on.open(BUTTONS);
  await app.page.locator(".bk-grid-button").nth(1).click();
  await app.sees("seen (1, 'open')");
  const grid = app.page.getByRole("grid", { name: "People" });
  await grid.focus();
  await app.page.keyboard.press("Control+Home");
  await app.page.keyboard.press("ArrowRight");
  await app.page.keyboard.press("Enter");
  await app.page.getByRole("menuitem", { name: "close" }).click();
  await app.sees("seen (0, 'close')");
  app.hasNoProblems();
  await app.close();
});

const MORE = `
import streamlit as st
st.map([{"lat": 59.9, "lon": 10.7}, {"lat": -12.0, "lon": -77.0}], alt="Cities")
st.mermaid_chart("graph LR; tea --> cake", alt="Order")
event = st.echarts_chart(
    {"xAxis": {"type": "category", "data": ["a", "b"]}, "yAxis": {}, "series": [{"type": "bar", "data": [1, 2], "selectedMode": "multiple"}]},
    renderer="svg", on_select="rerun", alt="Bars",
)
st.text(event.selection.selected)
`;

test("maps, diagrams and bars are drawn without a network, and say what is selected", async () => {
  const app = await on.open(MORE);
  await app.page.getByRole("figure", { name: "Cities" }).locator("canvas").waitFor();
  await app.page.getByRole("figure", { name: "Order" }).locator("svg", { hasText: "cake" }).waitFor();
  const bars = app.page.getByRole("figure", { name: "Bars" });
  await bars.locator("svg path[fill='#0068c9']").last().click();
  await app.sees("'data_indices': [1]");
  const hosts = await app.page.evaluate(() => performance.getEntriesByType("resource").map((entry) => new URL(entry.name).host));
  assert.deepEqual([...new Set(hosts)], [new URL(app.page.url()).host]);
  app.hasNoProblems();
  await app.close();
});

const CHARTS = `
import streamlit as st
st.line_chart({"a": [1, 3, 2], "b": [2, 1, 3]})
st.bar_chart({"x": 1, "y": 2}, color="violet")
st.graphviz_chart("digraph { first -> second }")
`;

test("charts are drawn by scripts that are loaded for them", async () => {
  const app = await on.open(CHARTS);
  const charts = app.page.getByTestId("stVegaLiteChart");
  await eventually(app.page, async () => (await charts.locator("svg .role-mark").count()) > 2, "charts");
  assert.ok((await charts.first().locator("svg path[stroke='#0068c9']").count()) > 0);
  const violet = await app.app.evaluate((node) => getComputedStyle(node).getPropertyValue("--bk-violet").trim());
  const bar = charts.last().locator("svg .mark-rect path").first();
  const [red, green, blue] = (await bar.evaluate((path) => getComputedStyle(path).fill)).match(/\d+/g).map(Number);
  assert.equal(`#${[red, green, blue].map((part) => part.toString(16).padStart(2, "0")).join("")}`, violet);
  await app.page.getByTestId("stGraphVizChart").locator("text", { hasText: "second" }).waitFor();
  app.hasNoProblems();
  await app.close();
});

test("a text of the data is none of the colours of the theme", async () => {
  const script = `
import streamlit as st
st.bar_chart({"n": ["theme:red", "red"], "v": [1, 2]}, x="n", y="v", color="red")
st.vega_lite_chart({"data": {"values": [{"n": "theme:red", "v": 1}]}, "mark": "bar", "encoding": {"x": {"field": "n", "type": "nominal"}}})
`;
  const app = await on.open(script);
  const red = await app.app.evaluate((node) => getComputedStyle(node).getPropertyValue("--bk-red").trim());
  const charts = app.page.getByTestId("stVegaLiteChart");
  const bar = charts.first().locator("svg .mark-rect path").first();
  const [first, ...rest] = (await bar.evaluate((path) => getComputedStyle(path).fill)).match(/\d+/g).map(Number);
  assert.equal(`#${[first, ...rest].map((part) => part.toString(16).padStart(2, "0")).join("")}`, red);
  for (const chart of await charts.all()) await chart.locator("text", { hasText: /^theme:red$/ }).waitFor();
  app.hasNoProblems();
  await app.close();
});

const LONG = `
import math
import streamlit as st
n = st.session_state.get("n", 1)
if st.button("more"):
    st.session_state.n = n = n + 1
many = [math.sin(k / 5000) * n for k in range(50_000)]
many[1234] = 3.0 * n
st.line_chart({"a.b": many, "other": [-value for value in many]}, alt="Long", height=300)
st.text(f"run {n}")
`;

test("a long line shows its highest point, says what is under the pointer, and more where it is looked at closer", async () => {
  const app = await on.open(LONG);
  const line = app.page.getByRole("figure", { name: "Long" });
  const paths = line.locator(".mark-line path");
  await paths.nth(1).waitFor();
  const points = async () => (await paths.first().getAttribute("d")).split("L").length;
  assert.ok((await points()) < 6000);
  const labels = () => line.locator(".role-axis-label text").allTextContents();
  assert.ok((await labels()).includes("3.0") || (await labels()).includes("3"));
  await line.locator("svg").first().evaluate((svg) => { svg.dataset.seen = "yes"; });
  const box = await line.locator(".mark-group.role-frame .background").first().boundingBox();
  // The point that stands out is a fortieth of the way, and at the top.
  await app.page.mouse.move(box.x + box.width * 1234 / 50_000 + 2, box.y + 3);
  const told = app.page.locator("#vg-tooltip-element.visible");
  await told.waitFor();
  assert.deepEqual(await told.locator("td.value").allTextContents(), ["1234", "3", "a.b"]);
  await line.locator(".bk-chart-point").waitFor();
  const before = await paths.first().getAttribute("d");
  await app.page.mouse.wheel(0, -500);
  await eventually(app.page, async () => (await paths.first().getAttribute("d")) !== before, "another line");
  await app.button("more").click();
  await app.sees("run 2");
  await eventually(app.page, async () => (await paths.first().getAttribute("d")) !== before, "other data");
  assert.equal(await line.locator("svg").first().getAttribute("data-seen"), "yes");
  app.hasNoProblems();
  await app.close();
});

const THEMED = `
import streamlit as st
st.line_chart({"a": [1, 3, 2]}, alt="Line")
st.plotly_chart({"data": [{"type": "bar", "x": ["a"], "y": [1]}]}, alt="Bars")
st.echarts_chart({"xAxis": {"type": "category", "data": ["a"]}, "yAxis": {}, "series": [{"type": "bar", "data": [1]}]}, renderer="svg", alt="More bars")
st.mermaid_chart("graph LR; tea --> cake", alt="Order")
`;

test("charts that are there take over another theme", async () => {
  const app = await on.open(THEMED, { context: { colorScheme: "light" } });
  const label = (name, selector) => app.page.getByRole("figure", { name, exact: true }).locator(selector).first();
  const labels = [label("Line", ".role-axis-label text"), label("Bars", ".xtick text"), label("More bars", "svg text")];
  const colors = () => Promise.all(labels.map((text) => text.evaluate((node) => getComputedStyle(node).fill)));
  const boxes = () => label("Order", ".node rect").evaluate((node) => getComputedStyle(node).fill);
  await Promise.all([...labels, label("Order", ".node rect")].map((part) => part.waitFor({ state: "attached" })));
  assert.deepEqual(await colors(), ["rgb(128, 132, 149)", "rgb(128, 132, 149)", "rgb(128, 132, 149)"]);
  const box = await boxes();
  await app.page.emulateMedia({ colorScheme: "dark" });
  await eventually(app.page, async () => (await colors()).every((color) => color === "rgb(230, 234, 241)"), "pale labels");
  await eventually(app.page, async () => (await boxes()) !== box, "dark boxes");
  app.hasNoProblems();
  await app.close();
});

test("a figure of Bokeh is drawn", async () => {
  const libraries = await readFile(join(root, "examples/gallery/libraries.py"), "utf8");
  for (const colorScheme of ["light", "dark"]) {
    const app = await on.open("", { files: { "app.py": "import libraries\nlibraries.bokeh()\n", "libraries.py": libraries }, context: { colorScheme } });
    await app.page.getByRole("figure", { name: "A line of Bokeh" }).locator("canvas").first().waitFor();
    await app.close();
  }
});

const AGAIN = `
import streamlit as st
n = st.session_state.get("n", 1)
if st.button("more"):
    st.session_state.n = n = n + 1
st.line_chart({"a": [n, 3 * n, 2 * n]}, alt="Line")
st.text(f"run {n}")
`;

test("a chart with other data stays where it is", async () => {
  const app = await on.open(AGAIN);
  const line = app.page.getByRole("figure", { name: "Line" });
  const labels = () => line.locator(".role-axis-label text").allTextContents();
  await eventually(app.page, async () => (await labels()).some((label) => Number(label) === 3), "an axis to 3");
  await line.locator("svg").first().evaluate((svg) => { svg.dataset.seen = "yes"; });
  await app.button("more").click();
  await app.sees("run 2");
  await eventually(app.page, async () => (await labels()).some((label) => Number(label) > 5), "an axis to 6");
  assert.equal(await line.locator("svg").first().getAttribute("data-seen"), "yes");
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
