// How charts are laid out. What is expected was measured in Streamlit 1.67.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { bench, eventually } from "./harness.mjs";

let on;
before(async () => (on = await bench()));
after(() => on?.close());

const CHARTS = `
import streamlit as st
few = [{"a": "x", "b": 3}, {"a": "y", "b": 5}, {"a": "z", "b": 2}]
bar = {"mark": "bar", "encoding": {"x": {"field": "a", "type": "nominal"}, "y": {"field": "b", "type": "quantitative"}}}
st.vega_lite_chart(few, {**bar, "title": "A title in content"}, width="content", alt="Content")
st.vega_lite_chart({"data": {"values": few}, **bar, "title": "Plain"}, theme=None, alt="Plain")
st.vega_lite_chart(few, {"vconcat": [{**bar, "height": 60, "width": 100}, {**bar, "height": 60}]}, alt="Below")
st.vega_lite_chart(few, {"concat": [{**bar, "height": 60}, {**bar, "height": 60}], "columns": 2}, alt="Beside")
st.vega_lite_chart(few, {"params": [{"name": "least", "value": 3, "bind": {"input": "range", "min": 0, "max": 10, "step": 1, "name": "Least "}}],
    "transform": [{"filter": "datum.b >= least"}], **bar}, alt="Bound")
st.line_chart({"a": [1, 2], "b": [2, 1]}, alt="Legend")
`;

/** Texts of a chart, each with its place in it. */
const texts = (figure, selector) =>
  figure.locator(selector).evaluateAll((nodes) => {
    const [root] = [nodes[0].closest("[role=figure]").getBoundingClientRect()];
    return nodes.map((node) => {
      const box = node.getBoundingClientRect();
      return { text: node.textContent, left: Math.round(box.left - root.left), right: Math.round(box.right - root.left), style: getComputedStyle(node).fontFamily };
    });
  });

test("charts are laid out around their titles, legends and neighbours", async () => {
  const app = await on.open(CHARTS);
  const figure = (name) => app.page.getByRole("figure", { name, exact: true });
  for (const name of ["Content", "Plain", "Below", "Beside", "Bound", "Legend"]) await figure(name).locator(".mark-text text").first().waitFor();
  const content = await figure("Content").boundingBox();
  const [title] = await texts(figure("Content"), ".role-title text");
  assert.ok(title.left >= -1 && title.right <= content.width, `a title from ${title.left} to ${title.right} of ${content.width}`);
  const plain = await texts(figure("Plain"), ".role-axis-label text");
  assert.deepEqual(plain.map(({ text }) => text), ["x", "y", "z", "0", "1", "2", "3", "4", "5"]);
  assert.match(plain[0].style, /^"?Source Sans/);
  const grounds = await figure("Below").locator(".role-scope > g > .background").evaluateAll((nodes) => nodes.map((node) => Math.round(node.getBoundingClientRect().width)));
  assert.equal(grounds.length, 2);
  for (const width of grounds) assert.ok(width > 600, `${width} of 704`);
  assert.equal(await figure("Beside").locator(".mark-rect.role-mark").count(), 2);
  const [, name] = await texts(figure("Legend"), ".role-legend-label text");
  assert.equal(name.text, "b");
  const symbols = await figure("Legend").locator(".role-legend-symbol path").evaluateAll((nodes) => nodes.map((node) => Math.round(node.getBoundingClientRect().left - node.closest("[role=figure]").getBoundingClientRect().left)));
  assert.ok(symbols[0] >= 30, `a legend at ${symbols[0]}`);
  app.hasNoProblems();
  await app.close();
});

test("what a chart is bound to stands below it, and changes it", async () => {
  const app = await on.open(CHARTS);
  const figure = app.page.getByRole("figure", { name: "Bound", exact: true });
  const bars = figure.locator(".mark-rect path");
  await bars.nth(1).waitFor();
  const slider = figure.getByRole("slider");
  const name = await figure.locator(".vega-bind-name").boundingBox();
  assert.equal(Math.round(name.width), 112);
  assert.equal(Math.round((await slider.boundingBox()).width), 168);
  await slider.fill("4");
  await bars.nth(1).waitFor({ state: "detached" });
  assert.equal(await bars.count(), 1);
  app.hasNoProblems();
  await app.close();
});

const LIBRARIES = `
import streamlit as st
axes = {"xAxis": {"type": "category", "data": ["a", "b"]}, "yAxis": {"type": "value"}}
bars = {"type": "bar", "name": "first", "data": [3, 5]}
st.echarts_chart({**axes, "series": [bars]}, renderer="svg", alt="Bars")
st.echarts_chart({**axes, "series": [bars], "dataZoom": [{"type": "slider"}]}, renderer="svg", alt="Slider")
st.echarts_chart({"series": [{"type": "gauge", "data": [{"value": 42, "name": "Score"}]}]}, renderer="svg", alt="Gauge")
figure = {"data": [{"type": "scatter", "x": [1, 2], "y": [2, 1]}], "layout": {"title": "Short", "template": {"layout": {"colorway": ["purple"]}}}}
st.plotly_chart(figure, alt="Figure")
`;

test("charts of other libraries leave room for what stands below, and have the colours of the app", async () => {
  const app = await on.open(LIBRARIES, { context: { colorScheme: "light" } });
  const figure = (name) => app.page.getByRole("figure", { name, exact: true });
  // The lines of the axes, from the top of the chart.
  const ground = async (name) => {
    await figure(name).locator("svg text").first().waitFor();
    const tops = await figure(name).locator("svg path").evaluateAll((nodes) =>
      nodes.filter((node) => getComputedStyle(node).stroke === "rgb(230, 234, 241)").map((node) => Math.round(node.getBoundingClientRect().top - node.closest("[role=figure]").getBoundingClientRect().top)));
    return Math.max(...tops);
  };
  assert.ok(Math.abs((await ground("Bars")) - 325) <= 1);
  assert.ok(Math.abs((await ground("Slider")) - 253) <= 1);
  const score = figure("Gauge").locator("text", { hasText: "Score" });
  assert.equal(await score.evaluate((node) => getComputedStyle(node).fill), "rgb(128, 132, 149)");
  await figure("Figure").locator(".gtitle", { hasText: "Short" }).waitFor();
  const stroke = await figure("Figure").locator(".js-line").first().evaluate((node) => getComputedStyle(node).stroke);
  assert.equal(stroke, "rgb(128, 0, 128)");
  app.hasNoProblems();
  await app.close();
});

test("the head of a table of Plotly stands out from the ground", async () => {
  const script = 'import streamlit as st\nst.plotly_chart([{"type": "table", "header": {"values": ["A"]}, "cells": {"values": [[1]]}}], height=220, alt="Table")\n';
  const app = await on.open(script, { context: { colorScheme: "dark" } });
  const cells = app.page.getByRole("figure", { name: "Table" }).locator(".cell-rect");
  await cells.nth(1).waitFor();
  const fills = await cells.evaluateAll((nodes) => [...new Set(nodes.map((node) => getComputedStyle(node).fill))]);
  // Halves are rounded in one way or the other.
  const expected = [[23, 22, 20], [34, 33, 30]];
  const parts = fills.sort().map((fill) => fill.match(/\d+/g).map(Number));
  assert.equal(parts.length, expected.length);
  assert.ok(parts.every((color, at) => color.every((part, channel) => Math.abs(part - expected[at][channel]) <= 1)), fills.join());
  await app.close();
});

test("a graph of a given height is as wide as it is drawn", async () => {
  const app = await on.open('import streamlit as st\nst.graphviz_chart("graph { tea -- cake -- a -- b -- c }", height=150, alt="High")\n');
  const graph = app.page.getByRole("figure", { name: "High" }).locator("svg");
  await graph.waitFor();
  const { width, height } = await graph.boundingBox();
  assert.deepEqual([Math.round(width), height], [29, 150]);
  await app.close();
});

test("points of a line of ECharts are full on a dark ground", async () => {
  const script = 'import streamlit as st\nst.echarts_chart({"xAxis": {"type": "category", "data": ["a", "b"]}, "yAxis": {}, "series": [{"type": "line", "data": [2, 3]}]}, renderer="svg", alt="Line")\n';
  for (const [colorScheme, fills] of [["light", ["rgb(255, 255, 255)", "rgb(255, 255, 255)"]], ["dark", ["rgb(131, 201, 255)", "rgb(131, 201, 255)"]]]) {
    const app = await on.open(script, { context: { colorScheme } });
    const figure = app.page.getByRole("figure", { name: "Line" });
    await figure.locator("svg text").first().waitFor();
    // They grow until they are there.
    const seen = () => figure.locator("svg path").evaluateAll((nodes) => nodes.filter((node) => node.getBoundingClientRect().width < 10 && node.getBoundingClientRect().height > 3).map((node) => getComputedStyle(node).fill));
    await eventually(app.page, async () => (await seen()).join() === fills.join(), `points of ${fills[0]}`);
    await app.close();
  }
});
