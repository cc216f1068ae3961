// Data for those who do not see the page or have no pointer: what axe-core finds, what cells are called,
// and grids and editors by keys alone.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { bench, eventually, root } from "./harness.mjs";

const AXE = join(root, "tests/node_modules/axe-core/axe.min.js");
const FAMILIES = ["tables", "columns", "editors", "figures", "charts", "libraries", "maps"];

let on;
before(async () => (on = await bench()));
after(() => on?.close());

/** What axe-core finds wrong in an app, each with its first element. */
async function violations(app) {
  await app.page.addScriptTag({ path: AXE });
  return app.page.evaluate(async () => {
    // How pale captions and labels of axes are is the theme's matter, which an app may change.
    const exclude = [["[data-testid=stCaptionContainer]"], [".bk-chart svg"]];
    const { violations: found } = await window.axe.run({ include: [["body"]], exclude }, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] });
    return found.map(({ id, nodes }) => `${id}: ${nodes.length}, first ${nodes[0].html.slice(0, 200)}`);
  });
}

for (const family of FAMILIES) {
  for (const colorScheme of ["light", "dark"]) {
    test(`axe-core finds nothing in the gallery's ${family}, ${colorScheme}`, async () => {
      const folder = join(root, "examples", "gallery");
      const names = (await readdir(folder)).filter((name) => name.endsWith(".py"));
      const sources = names.map(async (name) => [name, await readFile(join(folder, name), "utf8")]);
      const files = Object.fromEntries(await Promise.all(sources));
      files["app.py"] = `import streamlit as st\nimport ${family}\nst.title("Data")\n${family}.show()\n`;
      const app = await on.open(files["app.py"], { files, context: { colorScheme } });
      await app.page.waitForLoadState("networkidle");
      assert.deepEqual(await violations(app), []);
      await app.close();
    });
  }
}

const CELLS = `
import datetime
import streamlit as st
column = st.column_config
st.set_page_config(layout="wide")
st.dataframe(
    [{"name": "Ada", "done": True, "share": 0.5, "born": datetime.date(1815, 12, 10), "tags": ["a", "b"], "trend": [1, 2],
      "page": "https://example.org/ada", "icon": "https://example.org/icon", "sound": "https://example.org/a.wav", "none": None}],
    alt="People",
    column_config={"share": column.ProgressColumn(), "trend": column.LineChartColumn(), "page": column.LinkColumn(display_text="Page"),
                   "icon": column.LinkColumn(display_text=":material/open_in_new:"), "sound": column.AudioColumn()},
)
`;

test("a screen reader hears what cells hold", async () => {
  const app = await on.open(CELLS, { context: { viewport: { width: 1800, height: 600 } } });
  const grid = app.page.getByRole("grid", { name: "People" });
  await grid.getByRole("columnheader", { name: "none" }).waitFor();
  const heads = await grid.getByRole("columnheader").allInnerTexts();
  assert.deepEqual(heads.map((text) => text.trim()), ["name", "done", "share", "born", "tags", "trend", "page", "icon", "sound", "none"]);
  for (const name of ["Ada", "true", "50%", "1815-12-10", "a , b", "1, 2", "Page", "https://example.org/icon", "audio file icon"]) {
    await grid.getByRole("gridcell", { name, exact: true }).waitFor();
  }
  assert.equal(await grid.getByRole("gridcell").count(), 10);
  await grid.focus();
  await app.page.keyboard.press("ArrowDown");
  const active = () => grid.evaluate((node) => document.getElementById(node.getAttribute("aria-activedescendant"))?.textContent);
  assert.equal(await active(), "Ada");
  await app.page.keyboard.press("End");
  await app.page.keyboard.press("ArrowLeft");
  await app.page.keyboard.press("ArrowLeft");
  assert.match(await active(), /open_in_new/);
  app.hasNoProblems();
  await app.close();
});

const KEYS = `
import streamlit as st
event = st.dataframe(
    [{"name": n, "count": c} for n, c in [("Cleo", 3), ("Ada", 1), ("Ben", 2)]],
    alt="People", on_select="rerun", selection_mode=["multi-row", "multi-cell"], key="grid",
)
st.text(event.selection)
st.button("after")
`;

test("a grid is sorted, searched, selected and left by keys alone", async () => {
  const app = await on.open(KEYS);
  const { keyboard } = app.page;
  const grid = app.page.getByRole("grid", { name: "People" });
  const first = () => grid.getByRole("gridcell").first().innerText();
  await grid.focus();
  await keyboard.press("Control+Home");
  await keyboard.press("ArrowUp");
  await keyboard.press("Enter");
  assert.equal(await grid.getByRole("columnheader", { name: "name" }).getAttribute("aria-sort"), "ascending");
  assert.equal(await first(), "Ada");
  await keyboard.press("Control+f");
  await keyboard.type("Cleo");
  await app.sees("1 of 1");
  await keyboard.press("Escape");
  await grid.focus();
  await keyboard.press("Control+Home");
  await keyboard.press("Shift+ ");
  await app.sees("'rows': [1]");
  await keyboard.press("Tab");
  const isOutside = () => grid.evaluate((node) => !node.contains(document.activeElement) && node !== document.activeElement);
  assert.ok(await isOutside(), "the Tab key leaves the grid");
  app.hasNoProblems();
  await app.close();
});

test("columns are sized, moved, pinned, hidden and copied by keys alone", async () => {
  const app = await on.open(`
import streamlit as st
st.dataframe([{"name": n, "count": c, "share": c / 4} for n, c in [("Cleo", 3), ("Ada", 1)]], alt="People")
`);
  const { keyboard } = app.page;
  const grid = app.page.getByRole("grid", { name: "People" });
  const heads = () => grid.getByRole("columnheader").allInnerTexts();
  const hasHeads = (...names) => eventually(app.page, async () => (await heads()).map((text) => text.trim()).join() === names.join(), names.join());
  const width = () => grid.getByRole("columnheader", { name: "name" }).evaluate((node) => node.offsetWidth);
  await hasHeads("name", "count", "share");
  await grid.focus();
  await keyboard.press("Control+Home");
  await keyboard.press("ArrowUp");
  const before = await width();
  await keyboard.press("Alt+ArrowLeft");
  assert.equal(await width(), before - 10);
  await keyboard.press("Alt+Shift+ArrowRight");
  await hasHeads("count", "name", "share");
  // The head that was moved keeps the focus, and has a menu.
  await keyboard.press("Shift+F10");
  const menu = app.page.getByRole("menu", { name: "Column name" });
  assert.equal(await menu.getByRole("menuitem").first().evaluate((node) => node === document.activeElement), true);
  await keyboard.press("Escape");
  await menu.waitFor({ state: "hidden" });
  const choose = async (name) => {
    await keyboard.press("Alt+ArrowDown");
    const entries = await menu.getByRole("menuitem").allInnerTexts();
    for (let at = 0; at < entries.indexOf(name); at += 1) await keyboard.press("ArrowDown");
    await keyboard.press("Enter");
  };
  await choose("Pin column");
  await hasHeads("name", "count", "share");
  await keyboard.press("Control+Home");
  await keyboard.press("Shift+End");
  await keyboard.press("Shift+ArrowDown");
  const copied = await grid.evaluate((table) => {
    const clipboardData = new DataTransfer();
    table.dispatchEvent(new ClipboardEvent("copy", { clipboardData, bubbles: true, cancelable: true }));
    return [clipboardData.getData("text/plain"), clipboardData.getData("text/html")];
  });
  assert.equal(copied[0], "Cleo\t3\t0.75\nAda\t1\t0.25");
  assert.match(copied[1], /<td>Cleo<\/td>/);
  await keyboard.press("Control+Home");
  await keyboard.press("ArrowUp");
  await choose("Hide column");
  await hasHeads("count", "share");
  app.hasNoProblems();
  await app.close();
});

const PARTS = `
import datetime
import streamlit as st
column = st.column_config
rows = {name: [{"word": "tea", "number": 2.5, "day": datetime.date(2024, 5, 17), "level": "low", "tags": ["x"], "list": ["a", "b"], "json": {"a": 1}}] * 3
        for name in ("Grid", "Editor")}
config = {"level": column.SelectboxColumn(options=["low", "high"]), "tags": column.MultiselectColumn(options=["x", "y"])}
st.dataframe(rows["Grid"], alt="Grid", column_config=config, on_select="rerun", selection_mode=["multi-row", "multi-column"])
st.data_editor({"first": rows["Editor"][0], "second": rows["Editor"][1]}, alt="Numbers of rows")
st.data_editor(rows["Editor"], alt="Editor", column_config=config, num_rows="dynamic")
`;

for (const colorScheme of ["light", "dark"]) {
  test(`axe-core finds nothing while something is open over a grid, ${colorScheme}`, async () => {
    const app = await on.open(PARTS, { context: { colorScheme } });
    const { keyboard } = app.page;
    const at = async (name, ...keys) => {
      await app.page.getByRole("grid", { name, exact: true }).focus();
      await keyboard.press("Control+Home");
      for (const key of keys) await keyboard.press(key);
    };
    const right = (count, ...keys) => [...Array(count).fill("ArrowRight"), ...keys];
    const tool = async (name) => {
      await app.page.getByRole("grid", { name: "Grid", exact: true }).focus();
      await app.page.getByTestId("stElementToolbar").first().getByRole("button", { name }).press("Enter");
    };
    const states = [
      ["the menu of a column", () => at("Grid", "ArrowUp", "Alt+ArrowDown"), ".bk-column-menu"],
      ["what a column holds", () => at("Grid", "ArrowUp", "ArrowRight", "Alt+ArrowDown", "s", "ArrowDown", "Enter"), "[data-testid=stDataFrameStatisticsMenu] dl"],
      ["formats", () => at("Grid", "ArrowUp", "ArrowRight", "Alt+ArrowDown", "f", "Enter"), "[data-testid=stDataFrameColumnFormattingMenu]"],
      ["a cell", () => at("Grid", "Enter"), ".bk-grid-overlay"],
      ["a list", () => at("Grid", ...right(5, "Enter")), ".bk-grid-overlay"],
      ["the list of columns", () => tool("Show/hide columns"), "[data-testid=stDataFrameColumnVisibilityMenu]"],
      ["a search", () => at("Grid", "Control+f"), "[data-testid=stDataFrameSearch]"],
      ...[["a text", 0], ["a number", 1], ["a day", 2], ["a choice", 3], ["choices", 4], ["the items of a list", 5]].map(([name, column]) => (
        [name, () => at("Editor", ...right(column, "Enter")), "[data-testid=stDataFrameCellEditor]"]
      )),
      ["selected rows", () => at("Grid", "Control+Shift+ "), "tr[aria-selected=true]"],
      ["the whole window", () => tool("Fullscreen"), ".bk-full[popover]"],
    ];
    for (const [name, open, selector] of states) {
      await open();
      await app.page.locator(selector).first().waitFor();
      assert.deepEqual(await violations(app), [], name);
      await keyboard.press("Escape");
      if (name.startsWith("what") || name === "formats") await keyboard.press("Escape");
      await app.page.locator(selector).first().waitFor({ state: "hidden" });
    }
    app.hasNoProblems();
    await app.close();
  });
}

test("the tools of a grid are reached by keys alone, and rows are added, selected and deleted", async () => {
  const app = await on.open(`
import json
import streamlit as st
out = st.data_editor([{"name": "Ada", "count": 1}, {"name": "Ben", "count": 2}], alt="People", num_rows="dynamic")
st.text(json.dumps([row["name"] for row in out]))
`);
  const { keyboard } = app.page;
  const grid = app.page.getByRole("grid", { name: "People" });
  const label = () => app.page.evaluate(() => document.activeElement.ariaLabel);
  const back = async (name) => {
    for (let at = 0; at < 8 && (await label()) !== name; at += 1) await keyboard.press("Shift+Tab");
    assert.equal(await label(), name);
  };
  await grid.focus();
  await keyboard.press("Control+Home");
  await back("Download as CSV");
  const [download] = await Promise.all([app.page.waitForEvent("download"), keyboard.press("Enter")]);
  assert.match(download.suggestedFilename(), /_export\.csv$/);
  await back("Add row");
  await keyboard.press("Enter");
  await app.sees('["Ada", "Ben", null]');
  assert.equal(await label(), "Add row");
  await grid.focus();
  await keyboard.press("Control+End");
  await keyboard.press("Enter");
  await app.sees('["Ada", "Ben", null, null]');
  await keyboard.press("Home");
  await keyboard.type("Cleo");
  await keyboard.press("Enter");
  await app.sees('["Ada", "Ben", null, "Cleo"]');
  await keyboard.press("Control+Home");
  await keyboard.press("ArrowDown");
  await keyboard.press("Shift+ ");
  await keyboard.press("ArrowDown");
  await keyboard.press("Shift+ ");
  await keyboard.press("Delete");
  await app.sees('["Ada", "Cleo"]');
  await keyboard.press("Control+Shift+ ");
  await back("Delete row(s)");
  await keyboard.press("Enter");
  await app.sees("[]");
  await back("Fullscreen");
  await keyboard.press("Enter");
  assert.equal(await label(), "Close fullscreen");
  await keyboard.press("Escape");
  assert.equal(await label(), "Fullscreen");
  app.hasNoProblems();
  await app.close();
});

test("cells are known by their columns and rows", async () => {
  const app = await on.open(`
import streamlit as st
st.dataframe({"born": {"Ada": 1815, "Ben": 1816}, "works": {"Ada": "essays", "Ben": None}}, alt="People")
`);
  const grid = app.page.getByRole("grid", { name: "People" });
  await grid.getByRole("rowheader", { name: "Ben" }).waitFor();
  const session = await app.page.context().newCDPSession(app.page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  const names = (role) => nodes.filter((node) => node.role?.value === role).map((node) => node.name.value);
  assert.deepEqual(names("columnheader").map((name) => name.trim()), ["Index", "born", "works"]);
  assert.deepEqual(names("rowheader"), ["Ada", "Ben"]);
  assert.deepEqual(names("gridcell"), ["1815", "essays", "1816", "None"]);
  const places = await grid.locator("tbody [aria-colindex]").evaluateAll((cells) => cells.map((cell) => `${cell.ariaColIndex} ${cell.closest("tr").ariaRowIndex}`));
  assert.deepEqual(places, ["1 2", "2 2", "3 2", "1 3", "2 3", "3 3"]);
  app.hasNoProblems();
  await app.close();
});
