// Charts of Plotly. Loaded when a page first has one.

import Plotly from "plotly.js-dist-min";

import { colorsOf, plainColor } from "./charts/theme.js";
import { toolbarOf } from "./charts/tools.js";

/** The button that sends a figure to a service: no data leave the page. */
const CLOUD = "sendChartToCloud";
const WIDTH = 700;
/** What Plotly's own Python library paints with. */
const COLORS = ["#636efa", "#EF553B", "#00cc96", "#ab63fa", "#FFA15A", "#19d3f3", "#FF6692", "#B6E880", "#FF97FF", "#FECB52"];

/** Titles that are said as texts alone, as objects: the library knows no others. */
function withTitles(part) {
  if (!part || typeof part !== "object") return part;
  for (const [name, value] of Object.entries(part)) {
    if (name === "title" && typeof value === "string") part[name] = { text: value };
    else if (typeof value === "object" && !(Array.isArray(value) && typeof value[0] !== "object")) withTitles(value);
  }
  return part;
}

/** Shows a figure over the whole window, or in its place again: a button beside those of Plotly. */
function fullscreenButton(node) {
  const bar = toolbarOf(node);
  const isFull = bar?.parentElement.hasAttribute("popover");
  const path = isFull ? "M5 16h3v3h2v-5H5zm3-8H5v2h5V5H8zm6 11h2v-3h3v-2h-5zm2-11V5h-2v5h5V8z" : "M7 14H5v5h5v-2H7zm-2-4h2V7h3V5H5zm12 7h-3v2h5v-5h-2zM14 5v2h3v3h2V5z";
  const name = isFull ? "Close fullscreen" : "Fullscreen";
  return { name, title: name, icon: { width: 24, height: 24, path }, click: () => bar?.querySelector("button").click() };
}

/** How wide a figure is that would be so wide: no wider than there is room for. */
const widthOf = (node, wanted) => Math.min(wanted, node.closest(".stElementContainer")?.parentElement?.clientWidth || wanted);

/** Says how high a figure is of itself, where its place may be as high as it likes. */
function sayHeight(node, text) {
  const frame = node.closest("[data-height='stretch'] > .bk-full");
  const height = frame && JSON.parse(text).layout?.height;
  frame?.style.setProperty("--bk-figure-height", height ? `${height}px` : null);
}

/**
 * Draws a figure into an element. `selections` names how the reader selects, in words between blanks;
 * `tell` hears of it. What is returned draws anew, and ends it.
 */
export function draw(node, text, config, usesTheme, selections, tell) {
  const options = JSON.parse(config);
  const modes = selections.split(" ").filter(Boolean);
  sayHeight(node, text);
  const paint = (width, height) => {
    const figure = JSON.parse(text);
    const layout = withTitles(figure.layout) ?? {};
    withTitles(figure.data);
    if (usesTheme) theme(node, layout);
    else if (!isOwn(layout.template)) layout.template = { layout: { colorway: COLORS } };
    layout.width = width || widthOf(node, layout.width ?? WIDTH);
    if (height) layout.height = height;
    if (modes.length) followSelections(layout, modes);
    const unused = [["box", "select2d"], ["lasso", "lasso2d"]].filter(([mode]) => !modes.includes(mode));
    const removed = unused.map(([, button]) => button);
    const modeBarButtonsToAdd = [...(options.modeBarButtonsToAdd ?? []), fullscreenButton(node)];
    const modeBarButtonsToRemove = [CLOUD, ...removed, ...(options.modeBarButtonsToRemove ?? [])];
    /** @type {any} */
    const whole = { ...figure, data: figure.data ?? [], layout, config: { displaylogo: false, responsive: false, ...options, modeBarButtonsToAdd, modeBarButtonsToRemove } };
    const drawn = Plotly.react(node, whole);
    return Promise.resolve(drawn).then(() => listen(node, modes.length > 0, tell)).catch((error) => {
      node.textContent = `This chart cannot be drawn: ${error.message}`;
    });
  };
  return { paint, stop: () => Plotly.purge(node) };
}

/** What a click and a drag do: they select, in the ways that the script asks for. */
function followSelections(layout, modes) {
  if (modes.includes("points")) {
    layout.clickmode = "event+select";
    layout.hovermode ??= "closest";
  }
  const drags = [["box", "select"], ["lasso", "lasso"], ["points", "pan"]];
  const [, dragmode] = drags.find(([mode]) => modes.includes(mode));
  layout.dragmode = dragmode;
}

/** What the script hears of a point: all that the library says of it, less what it is drawn with. */
function toldOf(point) {
  const told = Object.entries(point).filter(([name, value]) => name === "customdata" || Array.isArray(value) || typeof value !== "object");
  return Object.fromEntries(told.map(([name, value]) => [name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), value]));
}

const boxOf = ({ xref, yref, x0, x1, y0, y1 }) => ({ xref, yref, x: [x0, x1], y: [y0, y1] });

/** A region that was drawn by hand, of a path such as `M1,2L3,4Z` or `M2024-01-16_12:00,2Z`. */
function lassoOf({ xref, yref, path }) {
  const corners = path.replace(/^M|Z$/g, "").split("L").map((corner) => corner.split(",").map((at) => (Number.isNaN(Number(at)) ? at.replace("_", " ") : Number(at))));
  return { xref, yref, x: corners.map(([x]) => x), y: corners.map(([, y]) => y) };
}

function listen(node, isSelectable, tell) {
  if (!isSelectable || node.brookletListens) return;
  node.brookletListens = true;
  const said = (event) => {
    const points = (event?.points ?? []).map(toldOf);
    const indices = points.flatMap((point) => point.point_indices ?? point.point_index ?? []);
    const regions = event?.selections ?? [];
    const box = regions.filter(({ path }) => !path).map(boxOf);
    const lasso = regions.filter(({ path }) => path).map(lassoOf);
    tell(JSON.stringify({ selection: { points, point_indices: [...new Set(indices)], box, lasso } }));
  };
  node.on("plotly_selected", said);
  node.on("plotly_deselect", () => said(undefined));
}

/** The ground of the template that Plotly's Python library gives every figure. */
const GIVEN_GROUND = "#e5ecf6";

/** Whether a template is one that the script has chosen. */
const isOwn = (template) => typeof template === "object" && template !== null && template.layout?.plot_bgcolor?.toLowerCase() !== GIVEN_GROUND;

function merged(under, over) {
  const both = { ...under };
  for (const [name, value] of Object.entries(over ?? {})) {
    const isObject = value && typeof value === "object" && !Array.isArray(value);
    both[name] = isObject && typeof both[name] === "object" ? merged(both[name], value) : value;
  }
  return both;
}

/** A template of the script with texts, lines and grounds of the app: what its traces are painted with stays. */
function worn(look, template) {
  const { colorway, colorscale, coloraxis, ...rest } = look.layout;
  return { ...template, layout: merged({ colorway, colorscale, ...template.layout }, { ...rest, coloraxis: { colorbar: coloraxis.colorbar } }) };
}

/** Colours and fonts of the app, where the figure leaves them to its template. */
function theme(node, layout) {
  const style = getComputedStyle(node);
  const [text, faded, line, legend, ground, paper] = ["text", "chart-text", "chart-line", "chart-legend", "background", "opened"].map(colorsOf(node)).map(plainColor);
  const names = style.getPropertyValue("--bk-chart-categories").trim().split(/\s+/).filter(Boolean);
  const ramp = style.getPropertyValue("--bk-chart-ramp").trim().split(/\s+/).filter(Boolean);
  const scale = ramp.map((step, place) => [place / (ramp.length - 1), step]);
  const bar = { ticks: "", tickfont: { color: faded } };
  const scaled = ["heatmap", "contour", "histogram2d", "histogram2dcontour", "surface", "choropleth"];
  const axis = { gridcolor: line, zerolinecolor: line, linecolor: line, tickcolor: line, tickfont: { color: faded, size: 12 }, title: { font: { color: faded, size: 14 }, standoff: 20 }, automargin: true, ticklabelposition: "outside" };
  const edged = { marker: { line: { color: ground } } };
  const moved = { increasing: { line: { color: names[4] } }, decreasing: { line: { color: names[2] } } };
  const steps = Object.fromEntries([["increasing", 4], ["decreasing", 2], ["totals", 0]].map(([step, place]) => [step, { marker: { color: names[place] } }]));
  const look = {
    layout: {
      font: { family: style.fontFamily, color: faded, size: 12 },
      title: { font: { family: style.fontFamily, color: text, size: 16, weight: 700 }, x: 0, xanchor: "left", pad: { l: 4 } },
      colorway: names,
      colorscale: { sequential: scale, sequentialminus: scale, diverging: scale },
      coloraxis: { colorscale: scale, colorbar: bar },
      modebar: { bgcolor: "transparent", color: faded, activecolor: text },
      paper_bgcolor: ground,
      plot_bgcolor: ground,
      legend: { title: { font: { color: faded, size: 12 } }, font: { color: legend, size: 12 } },
      xaxis: { ...axis, showgrid: false, zeroline: false },
      yaxis: { ...axis, title: { ...axis.title, standoff: 24 } },
      scene: Object.fromEntries(["xaxis", "yaxis", "zaxis"].map((name) => [name, { gridcolor: line, zerolinecolor: line, tickfont: { color: faded }, title: { font: { color: faded } } }])),
      margin: { t: 100, r: 0, b: 80, l: 0, pad: 8 },
      hoverlabel: { font: { family: style.fontFamily } },
    },
    data: {
      ...Object.fromEntries(scaled.map((type) => [type, [{ type, colorscale: scale, colorbar: bar }]])),
      ...Object.fromEntries(["sunburst", "treemap", "icicle"].map((type) => [type, [{ type, ...edged }]])),
      ...Object.fromEntries(["candlestick", "ohlc"].map((type) => [type, [{ type, ...moved }]])),
      waterfall: [{ type: "waterfall", ...steps, connector: { line: { color: faded } } }],
      table: [{ type: "table", header: { fill: { color: paper }, font: { color: faded }, line: { color: text } }, cells: { fill: { color: ground }, font: { color: legend }, line: { color: text } } }],
    },
  };
  layout.template = isOwn(layout.template) ? worn(look, layout.template) : look;
}
