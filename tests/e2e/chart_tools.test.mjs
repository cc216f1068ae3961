// The buttons of charts: their data, their picture, their source, and the whole window.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { bench, eventually } from "./harness.mjs";

let on;
before(async () => (on = await bench()));
after(() => on?.close());

const CHARTS = `
import streamlit as st
n = st.session_state.get("n", 1)
if st.button("more"):
    st.session_state.n = n = n + 1
st.line_chart({"a": [n, 3 * n, 2 * n]}, alt="Line")
st.vega_lite_chart({"data": {"url": "none.json"}, "mark": "bar"}, alt="Elsewhere")
st.mermaid_chart("graph LR; tea --> cake", alt="Order")
st.echarts_chart({"xAxis": {"type": "category", "data": ["a"]}, "yAxis": {}, "series": [{"type": "bar", "data": [1]}]}, alt="Pixels")
st.echarts_chart({"xAxis": {"type": "category", "data": ["a"]}, "yAxis": {}, "series": [{"type": "bar", "data": [1]}]}, renderer="svg", alt="Shapes")
st.text(f"run {n}")
`;

/** The frame around a chart, and what its buttons are called. */
function frameOf(app, name) {
  const frame = app.page.getByTestId("stFullScreenFrame").filter({ has: app.page.getByRole("figure", { name, exact: true }) });
  const names = () => frame.getByRole("button").evaluateAll((buttons) => buttons.filter((button) => button.checkVisibility()).map((button) => button.getAttribute("aria-label")));
  return { frame, names };
}

/** A file that a button saves. */
async function saved(app, frame, label) {
  await frame.hover();
  const [download] = await Promise.all([app.page.waitForEvent("download"), frame.getByRole("button", { name: label }).click()]);
  return [download.suggestedFilename(), await readFile(await download.path())];
}

test("charts have the buttons of their kind", async () => {
  const app = await on.open(CHARTS);
  for (const [name, expected] of [
    ["Line", ["Show data", "Download as PNG", "Copy Vega-Lite spec", "Fullscreen"]],
    ["Elsewhere", ["Download as PNG", "Copy Vega-Lite spec", "Fullscreen"]],
    ["Order", ["Download as PNG", "Copy to clipboard", "Fullscreen"]],
    ["Pixels", ["Download as PNG", "Fullscreen"]],
    ["Shapes", ["Download as SVG", "Fullscreen"]],
  ]) {
    const { names } = frameOf(app, name);
    await eventually(app.page, async () => (await names()).join() === expected.join(), `${name}: ${expected}`);
  }
  app.hasNoProblems();
  await app.close();
});

test("the data of a chart are shown in its place, and follow the script", async () => {
  const app = await on.open(CHARTS);
  const { frame } = frameOf(app, "Line");
  await frame.locator("svg.marks").waitFor();
  const height = (await frame.boundingBox()).height;
  await frame.hover();
  await frame.getByRole("button", { name: "Show data" }).click();
  const grid = app.page.getByRole("grid").first();
  await grid.getByRole("gridcell", { name: "3", exact: true }).waitFor();
  await grid.getByRole("columnheader", { name: "a", exact: true }).waitFor();
  const around = app.page.getByTestId("stFullScreenFrame").first();
  assert.equal((await around.boundingBox()).height, height);
  assert.equal(await app.page.getByRole("figure", { name: "Line" }).isVisible(), false);
  await app.button("more").click();
  await grid.getByRole("gridcell", { name: "6", exact: true }).waitFor();
  await around.hover();
  const labels = await around.getByRole("button").evaluateAll((buttons) => buttons.filter((button) => button.checkVisibility()).map((button) => button.getAttribute("aria-label")));
  assert.equal(labels[0], "Show chart");
  await around.getByRole("button", { name: "Show chart" }).click();
  await app.page.getByRole("figure", { name: "Line" }).waitFor();
  assert.equal(await app.page.getByRole("grid").count(), 0);
  app.hasNoProblems();
  await app.close();
});

test("pictures of charts are saved", async () => {
  const app = await on.open(CHARTS);
  await app.page.getByRole("figure", { name: "Line" }).locator("svg.marks").waitFor();
  const [name, picture] = await saved(app, frameOf(app, "Line").frame, "Download as PNG");
  assert.match(name, /^\d{4}-\d\d-\d\dT\d\d-\d\d_chart\.png$/);
  const { width } = await app.page.getByRole("figure", { name: "Line" }).boundingBox();
  // The header of a PNG says how wide it is.
  assert.equal(picture.readUInt32BE(16), 2 * width);
  await app.page.getByRole("figure", { name: "Order" }).locator(".node").first().waitFor();
  const [order, diagram] = await saved(app, frameOf(app, "Order").frame, "Download as PNG");
  assert.equal(order, "mermaid-diagram.png");
  assert.ok(diagram.readUInt32BE(16) > 100);
  await app.page.getByRole("figure", { name: "Shapes" }).locator("svg").first().waitFor();
  const [shapes, text] = await saved(app, frameOf(app, "Shapes").frame, "Download as SVG");
  assert.match(shapes, /_chart\.svg$/);
  assert.match(text.toString(), /^<svg/);
  app.hasNoProblems();
  await app.close();
});

test("the source of a chart is copied", async () => {
  const app = await on.open(CHARTS, { context: { permissions: ["clipboard-read", "clipboard-write"] } });
  const copied = async (name, label) => {
    const { frame } = frameOf(app, name);
    await frame.hover();
    await frame.getByRole("button", { name: label }).click();
    await frame.locator("button path[d^='M9 16']").waitFor();
    return app.page.evaluate(() => navigator.clipboard.readText());
  };
  await app.page.getByRole("figure", { name: "Line" }).locator("svg.marks").waitFor();
  const spec = JSON.parse(await copied("Line", "Copy Vega-Lite spec"));
  assert.equal(spec.layer[0].mark.type, "line");
  assert.equal(await copied("Order", "Copy to clipboard"), "graph LR; tea --> cake");
  app.hasNoProblems();
  await app.close();
});

test("a figure of Plotly has the button for the whole window beside its own", async () => {
  const app = await on.open('import streamlit as st\nst.plotly_chart({"data": [{"x": [1], "y": [2]}]}, alt="Figure", height=300)\n');
  const figure = app.page.getByRole("figure", { name: "Figure" });
  const { names } = frameOf(app, "Figure");
  await figure.locator(".main-svg").first().waitFor();
  await figure.hover();
  await eventually(app.page, async () => (await names()).at(-1) === "Fullscreen", "the last button");
  assert.equal((await names()).filter((name) => name === "Fullscreen").length, 1);
  await figure.locator("[data-title='Fullscreen']").click();
  await eventually(app.page, async () => (await figure.boundingBox()).height > 500, "a large figure");
  await figure.locator("[data-title='Close fullscreen']").click();
  await eventually(app.page, async () => (await figure.boundingBox()).height === 300, "a figure as before");
  app.hasNoProblems();
  await app.close();
});
