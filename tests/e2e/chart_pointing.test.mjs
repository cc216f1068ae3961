// What charts say of what the pointer is over, and how their expressions are worked out.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { bench, eventually } from "./harness.mjs";

let on;
before(async () => (on = await bench()));
after(() => on?.close());

/** What the tooltip of charts says, line by line. */
const told = (app) => app.page.locator("#vg-tooltip-element.visible tr").evaluateAll((rows) => rows.map((row) => row.textContent));

test("expressions of a chart are worked out for each row", async () => {
  const expressions = {
    numbers: ["-datum.a + 2 * datum.b % 3 + pow(datum.a, 2)", ["1", "4"]],
    choices: ["datum.a > 1 && datum.b != 9 ? 'many' : if(datum.a <= 1, 'one', 'none')", ["one", "many"]],
    members: ["datum['c'].d[1] + length(datum.c.d)", ["22", "24"]],
    texts: ["upper(datum.e) + format(datum.a / 3, '.2f')", ["TEA0.33", "CAKE0.67"]],
    patterns: ["replace(datum.e, /[ae]/g, '_')", ["t__", "c_k_"]],
    lists: ["isValid(datum.f) || join([datum.a, !datum.b, {g: datum.a}.g], '-')", ["1-false-1", "2-false-2"]],
    constants: ["round(PI * datum.a)", ["3", "6"]],
    parameters: ["datum.a * more", ["10", "20"]],
  };
  const values = [{ a: 1, b: 2, c: { d: [5, 20] }, e: "tea" }, { a: 2, b: 4, c: { d: [5, 22] }, e: "cake" }];
  const draw = ([name, [calculate]]) => {
    const spec = { data: { values }, params: [{ name: "more", value: 10 }], transform: [{ calculate, as: "said" }], mark: "text", height: 60, encoding: { x: { field: "a", type: "ordinal" }, text: { field: "said", type: "nominal" } } };
    return `st.vega_lite_chart(json.loads(r'''${JSON.stringify(spec)}'''), alt="${name}")`;
  };
  const app = await on.open(`import json\nimport streamlit as st\n${Object.entries(expressions).map(draw).join("\n")}\n`);
  for (const [name, [, expected]] of Object.entries(expressions)) {
    const texts = app.page.getByRole("figure", { name, exact: true }).locator(".mark-text.role-mark text");
    await texts.nth(1).waitFor();
    assert.deepEqual(await texts.allTextContents(), expected, name);
  }
  app.hasNoProblems();
  await app.close();
});

const MANY = `
import streamlit as st
encoding = {"x": {"field": "a", "type": "quantitative", "scale": {"domain": [0, 10]}, "axis": None}, "y": {"field": "b", "type": "quantitative", "scale": {"domain": [0, 10]}, "axis": None}}
for count in [1, 6000]:
    rows = [{"a": 5, "b": 5, "day": 1704067200000 + 86400000 * 40}] + [{"a": 20, "b": 20}] * count
    tooltip = [{"field": "b", "title": "height"}, {"field": "day", "type": "temporal"}, {"field": "a", "format": ".3f", "title": "a"}]
    st.vega_lite_chart(rows, {"mark": {"type": "circle", "clip": True}, "width": 400, "height": 200, "encoding": {**encoding, "size": {"value": 900}, "tooltip": tooltip}}, width="content", alt=f"Of {count}")
st.button("Over")
`;

test("a chart of few points and one of many say the same of a point", async () => {
  const app = await on.open(MANY, { context: { timezoneId: "UTC" } });
  for (const name of ["Of 1", "Of 6000"]) {
    const figure = app.page.getByRole("figure", { name, exact: true });
    const drawn = figure.locator(name === "Of 1" ? "svg.marks" : "canvas.marks");
    await drawn.waitFor();
    await drawn.scrollIntoViewIfNeeded();
    const { x, y } = await drawn.boundingBox();
    await app.page.mouse.move(x + 196, y + 98);
    await app.page.mouse.move(x + 200, y + 100);
    await eventually(app.page, async () => (await told(app)).join() === "height5,dayFeb 10, 2024,a5.000", `what ${name} says`);
    await app.button("Over").hover();
    await app.page.locator("#vg-tooltip-element:not(.visible)").waitFor({ state: "attached" });
  }
  app.hasNoProblems();
  await app.close();
});

const SHOWN = `
import streamlit as st
st.bar_chart({"name": ["tea", "cake"], "sold": [3, 5]}, x="name", y="sold", alt="Bars")
@st.dialog("Order")
def order():
    st.bar_chart({"name": ["tea", "cake"], "sold": [3, 5]}, x="name", y="sold", alt="Bars of the dialog")
st.button("Order", on_click=order)
`;

test("a tooltip has the colours of the app, and lies above what covers the window", async () => {
  for (const [colorScheme, ground, key] of [["light", /^color\(srgb 1 1 1 \/ 0\.95\)$/, /^color\(srgb 0\.18\d* 0\.17\d* 0\.16\d* \/ 0\.7\)$/], ["dark", /^color\(srgb 0\.09\d* 0\.08\d* 0\.07\d* \/ 0\.95\)$/, /^color\(srgb 0\.92\d* 0\.92\d* 0\.90\d* \/ 0\.7\)$/]]) {
    const app = await on.open(SHOWN, { context: { colorScheme } });
    const tooltip = app.page.locator("#vg-tooltip-element.visible");
    const isOnTop = () =>
      tooltip.evaluate((element) => {
        const { x, y } = element.getBoundingClientRect();
        element.style.pointerEvents = "auto";
        const isOver = element.contains(document.elementFromPoint(x + 4, y + 4));
        element.style.pointerEvents = "";
        return isOver;
      });
    const point = async (name) => {
      const bar = app.page.getByRole("figure", { name, exact: true }).locator(".mark-rect.role-mark path").first();
      const { x, y, width, height } = await bar.boundingBox();
      await app.page.mouse.move(x + width / 2 - 4, y + height / 2);
      await app.page.mouse.move(x + width / 2, y + height / 2);
      await tooltip.waitFor();
      assert.ok(await isOnTop(), name);
    };
    await point("Bars");
    const styles = await tooltip.evaluate((element) => [getComputedStyle(element), getComputedStyle(element.querySelector(".key"))].flatMap((style) => [style.backgroundColor, style.color, style.fontSize]));
    assert.match(styles[0], ground);
    assert.match(styles[4], key);
    assert.equal(styles[5], "12px");
    const frame = app.page.getByTestId("stFullScreenFrame").first();
    await frame.getByRole("button", { name: "Fullscreen" }).click();
    await eventually(app.page, async () => (await app.page.getByRole("figure", { name: "Bars", exact: true }).boundingBox()).height > 600, "a large chart");
    await point("Bars");
    await app.page.keyboard.press("Escape");
    await app.button("Order").click();
    await app.page.getByRole("figure", { name: "Bars of the dialog" }).locator(".mark-rect.role-mark path").first().waitFor();
    await app.page.waitForFunction(() => document.getAnimations().every((animation) => animation.playState !== "running"));
    await point("Bars of the dialog");
    app.hasNoProblems();
    await app.close();
  }
});

test("a chart over the whole window leaves room for its buttons only, and on a phone one touch opens it", async () => {
  const app = await on.open(SHOWN, { context: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } });
  const figure = app.page.getByRole("figure", { name: "Bars", exact: true });
  await figure.locator("svg.marks").waitFor();
  const frame = app.page.getByTestId("stFullScreenFrame").first();
  const bar = frame.getByTestId("stElementToolbar");
  assert.equal(await bar.evaluate((node) => getComputedStyle(node).opacity), "0");
  await figure.tap({ position: { x: 100, y: 100 } });
  await eventually(app.page, async () => (await bar.evaluate((node) => getComputedStyle(node).opacity)) === "1", "buttons after a touch");
  await frame.getByRole("button", { name: "Fullscreen" }).tap();
  await eventually(app.page, async () => (await figure.boundingBox()).height === 844 - 46 - 12, "a chart as high as the window");
  await frame.getByRole("button", { name: "Close fullscreen" }).tap();
  await eventually(app.page, async () => (await figure.boundingBox()).height < 400, "a chart as before");
  app.hasNoProblems();
  await app.close();
});

test("a chart that is wider than a phone keeps its size, and is moved sideways", async () => {
  const script = 'import streamlit as st\nst.line_chart({"a": [1, 3, 2]}, width="content", alt="Wide")\nst.graphviz_chart("digraph { graph [fontsize=20]; node [fontsize=30, fontname=Helvetica]; tea -> cake }", alt="Graph")\n';
  const app = await on.open(script, { context: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } });
  const figure = app.page.getByRole("figure", { name: "Wide" });
  await figure.locator("svg.marks").waitFor();
  const [seen, whole, drawn] = await figure.evaluate((node) => [node.clientWidth, node.scrollWidth, node.querySelector("svg").clientWidth]);
  assert.ok(seen <= 358 && whole > seen && drawn === whole, `${seen} of ${whole}, ${drawn}`);
  assert.equal(await app.page.evaluate(() => document.documentElement.scrollWidth), 390);
  const text = app.page.getByRole("figure", { name: "Graph" }).locator("text").first();
  assert.deepEqual(await text.evaluate((node) => [getComputedStyle(node).fontSize, getComputedStyle(node).fontFamily.split(",")[0]]), ["9.6px", '"Source Sans"']);
  await app.close();
});
