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

const NARROW = `
import datetime
import math
import streamlit as st
rows = [{"a": size, "year": 2018 + size % 6, "sold": 3 + size} for size in range(1, 12)]
st.scatter_chart(rows, x="sold", y=["a", "year"], alt="Points")
days = [{"day": datetime.date(2024, 1, 1) + datetime.timedelta(days=step), "value": 1 + math.sin(step / 5)} for step in range(50)]
st.area_chart(days, x="day", y="value", alt="Days")
`;

test("labels of axes take the room that they need, and no more", async () => {
  const app = await on.open(NARROW, { context: { viewport: { width: 390, height: 844 } } });
  const points = app.page.getByRole("figure", { name: "Points" });
  await points.locator(".mark-symbol path").first().waitFor();
  // The plot begins at the top of the chart: no label stands above it.
  await eventually(app.page, async () => /^translate\(\d+,0\)$/.test(await points.locator("svg > g").getAttribute("transform")), "a plot at the top");
  const days = app.page.getByRole("figure", { name: "Days" });
  const last = days.locator(".role-axis-label text", { hasText: "Feb 18" });
  await last.waitFor();
  const ends = await last.evaluate((node) => node.closest("svg").getBoundingClientRect().right - node.getBoundingClientRect().right);
  assert.ok(Math.round(ends) >= 0, `a label that ends ${ends} before the chart does`);
  app.hasNoProblems();
  await app.close();
});

test("titles of ECharts stand where those of the original do", async () => {
  const script = `
import streamlit as st
axes = {"xAxis": {"type": "category", "data": ["a", "b"]}, "yAxis": {}, "series": [{"type": "bar", "data": [2, 3]}]}
st.echarts_chart({**axes, "title": {"text": "Title"}}, renderer="svg", alt="Centre")
st.echarts_chart({**axes, "title": {"text": "Title", "left": 40, "top": 7}}, renderer="svg", alt="Own")
`;
  const app = await on.open(script);
  const at = (name) => app.page.getByRole("figure", { name }).locator("text", { hasText: "Title" }).getAttribute("transform");
  assert.equal(await at("Centre"), "translate(352 15)");
  assert.equal(await at("Own"), "translate(40 7)");
  await app.close();
});

test("a figure of Plotly is no wider than its place", async () => {
  const script = 'import streamlit as st\nst.plotly_chart({"data": [{"x": [1], "y": [2]}], "layout": {"width": 900, "height": 200}}, width="content", alt="Wide")\n';
  for (const [width, expected] of [[390, 358], [1600, 704]]) {
    const app = await on.open(script, { context: { viewport: { width, height: 844 } } });
    const figure = app.page.getByRole("figure", { name: "Wide" }).locator(".main-svg").first();
    await figure.waitFor();
    assert.equal((await figure.boundingBox()).width, expected);
    await app.close();
  }
});

const WIDE = `
import streamlit as st
bars = {"mark": "bar", "encoding": {"x": {"field": "a", "type": "nominal"}, "y": {"field": "b", "type": "quantitative"}}, "height": 100}
rows = [{"a": "x", "b": 3}, {"a": "y", "b": 5}]
st.vega_lite_chart(rows, {**bars, "width": 900}, width="content", alt="Wide")
st.vega_lite_chart(rows, {"hconcat": [{**bars, "width": 250}, {**bars, "width": 250}]}, alt="Two")
st.vega_lite_chart(rows, bars, alt="Narrow")
`;

test("a chart that is wider than its place is scrolled by the keyboard", async () => {
  const app = await on.open(WIDE, { context: { viewport: { width: 390, height: 844 } } });
  const figure = (name) => app.page.getByRole("figure", { name, exact: true });
  for (const name of ["Wide", "Two", "Narrow"]) await figure(name).locator("svg .mark-rect path").first().waitFor();
  const stops = () => app.page.locator("[role=figure]").evaluateAll((nodes) => nodes.filter((node) => node.tabIndex === 0).map((node) => node.getAttribute("aria-label")));
  await eventually(app.page, async () => (await stops()).join() === "Wide,Two", "two charts that can be reached");
  await app.page.keyboard.press("Tab");
  for (let presses = 0; presses < 20; presses += 1) {
    if (await figure("Wide").evaluate((node) => node === document.activeElement)) break;
    await app.page.keyboard.press("Tab");
  }
  await app.page.keyboard.press("ArrowRight");
  await eventually(app.page, () => figure("Wide").evaluate((node) => node === document.activeElement && node.scrollLeft > 0), "a chart that has moved");
  assert.notEqual(await figure("Wide").evaluate((node) => getComputedStyle(node).outlineStyle), "none");
  await app.page.setViewportSize({ width: 1400, height: 844 });
  await eventually(app.page, async () => (await stops()).join() === "Wide", "one chart that is still too wide");
  app.hasNoProblems();
  await app.close();
});

/** Diagrams, and how large the drawing of each is, as Streamlit 1.67 has it. */
const DIAGRAMS = {
  "graph TD; a-->b": "196 154",
  "flowchart LR\n A[Start here now] --> B{Is it?}\n B -- Yes --> C[OK]\n B -- No --> D[A much longer text that will be wrapped]": "689.0333862304688 185",
  "classDiagram\n Animal <|-- Duck\n Animal : +int age\n Animal: +mate()\n class Duck{\n +String beak\n +swim()\n }": "128.9051513671875 314",
  "stateDiagram-v2\n [*] --> Still\n Still --> Moving : go\n Moving --> [*]": "152 297",
  "sequenceDiagram\n Alice->>John: Hello John, how are you?\n John-->>Alice: Great!\n Note over Alice: a note": "467 316",
  "erDiagram\n CUSTOMER ||--o{ ORDER : places\n ORDER { string id }": "128.7376251220703 273.5",
  "timeline\n title T\n 2002 : A\n 2004 : B": "895 470.3999938964844",
};

test("diagrams of Mermaid are as large as those of the original, in every kind", async () => {
  const drawn = Object.keys(DIAGRAMS).map((body, place) => `st.mermaid_chart(${JSON.stringify(body)}, alt="Diagram ${place}")`);
  const app = await on.open(`import streamlit as st\n${drawn.join("\n")}\n`);
  for (const [place, size] of Object.values(DIAGRAMS).entries()) {
    const svg = app.page.getByRole("figure", { name: `Diagram ${place}`, exact: true }).locator("svg");
    const [, , ...sides] = (await svg.getAttribute("viewBox")).split(" ");
    assert.equal(sides.join(" "), size, Object.keys(DIAGRAMS)[place]);
  }
  await app.close();
});

const HIGH = `
import streamlit as st
class Deck:
    _tooltip = None
    def to_json(self): return '{"initialViewState": {"latitude": 0, "longitude": 0, "zoom": 1}, "layers": []}'
values = {"a": [1, 2], "b": [2, 1]}
figure = {"data": [{"type": "bar", "x": [1, 2], "y": [2, 1]}]}
option = {"xAxis": {"type": "category", "data": ["a"]}, "yAxis": {}, "series": [{"type": "bar", "data": [1]}]}
def draw(place):
    st.line_chart(values, height="stretch", alt=f"Line {place}")
    st.plotly_chart(figure, height="stretch", alt=f"Figure {place}", key=f"figure {place}")
    st.plotly_chart({**figure, "layout": {"height": 240}}, height="stretch", alt=f"Low figure {place}", key=f"low {place}")
    st.echarts_chart(option, height="stretch", alt=f"Option {place}", key=f"option {place}")
    st.pydeck_chart(Deck(), height="stretch", alt=f"Map {place}", key=f"map {place}")
draw("free")
for kind, chart in {"Line": lambda **k: st.line_chart(values, **k), "Figure": lambda **k: st.plotly_chart(figure, key="box", **k), "Option": lambda **k: st.echarts_chart(option, key="box option", **k), "Graph": lambda **k: st.graphviz_chart("digraph { a -> b -> c }", **k)}.items():
    with st.container(height=200):
        chart(height="stretch", alt=f"{kind} boxed")
with st.container(height=250, horizontal=True):
    st.line_chart(values, height="stretch", alt="Line across")
`;

test("a chart that stretches has its own height where its place has none", async () => {
  const app = await on.open(HIGH);
  const heights = { "Line free": 350, "Figure free": 450, "Low figure free": 240, "Option free": 350, "Map free": 100, "Line boxed": 168, "Figure boxed": 168, "Option boxed": 350, "Graph boxed": 168, "Line across": 218 };
  for (const [name, height] of Object.entries(heights)) {
    const figure = app.page.getByRole("figure", { name, exact: true });
    await figure.locator("svg, canvas").first().waitFor();
    const tall = () => figure.evaluate((node) => Math.round(node.parentElement.getBoundingClientRect().height));
    await eventually(app.page, async () => (await tall()) === height, `${name} of ${height} pixels, not ${await tall()}`);
  }
  await app.close();
});

const TEMPLATES = `
import streamlit as st
bars = [{"type": "bar", "x": ["a", "b"], "y": [1, 3]}]
chosen = {"layout": {"colorway": ["#f8766d"], "plot_bgcolor": "rgb(237, 237, 237)", "yaxis": {"gridcolor": "white"}}, "data": {"bar": [{"type": "bar", "marker": {"line": {"color": "#00ff00", "width": 2}}}]}}
given = {"layout": {"colorway": ["#636efa"], "plot_bgcolor": "#E5ECF6", "yaxis": {"gridcolor": "white"}}, "data": {"bar": [{"type": "bar", "marker": {"line": {"color": "#E5ECF6", "width": 2}}}]}}
for name, template, theme in [("Chosen", chosen, "streamlit"), ("Given", given, "streamlit"), ("Given alone", given, None), ("Chosen alone", chosen, None)]:
    st.plotly_chart({"data": bars, "layout": {"template": template}}, theme=theme, alt=name, key=name)
st.plotly_chart([{"type": "waterfall", "x": ["a", "b"], "y": [3, -1]}], alt="Steps")
`;

test("a template of Plotly keeps what its traces are painted with, and has lines of the app", async () => {
  const app = await on.open(TEMPLATES, { context: { colorScheme: "light" } });
  const looks = async (name) => {
    const figure = app.page.getByRole("figure", { name, exact: true });
    await figure.locator(".points path").first().waitFor();
    const style = (selector) => figure.locator(selector).first().evaluate((node) => [getComputedStyle(node).fill, getComputedStyle(node).stroke]);
    return [...(await style(".points path")), (await style(".ygrid"))[1], await figure.locator(".yzl").count()];
  };
  assert.deepEqual(await looks("Chosen"), ["rgb(248, 118, 109)", "rgb(0, 255, 0)", "rgb(230, 234, 241)", 1]);
  assert.deepEqual(await looks("Given"), ["rgb(0, 104, 201)", "none", "rgb(230, 234, 241)", 1]);
  assert.deepEqual(await looks("Given alone"), ["rgb(99, 110, 250)", "none", "rgb(238, 238, 238)", 1]);
  assert.deepEqual(await looks("Chosen alone"), ["rgb(248, 118, 109)", "rgb(0, 255, 0)", "rgb(255, 255, 255)", 1]);
  const steps = app.page.getByRole("figure", { name: "Steps" }).locator(".points path");
  await steps.nth(1).waitFor();
  assert.deepEqual(await steps.evaluateAll((nodes) => nodes.map((node) => getComputedStyle(node).fill)), ["rgb(41, 176, 157)", "rgb(255, 43, 43)"]);
  app.hasNoProblems();
  await app.close();
});
