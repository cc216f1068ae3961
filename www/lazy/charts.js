// Charts of Vega-Lite. Loaded when a page first has one.

import embed from "vega-embed";
import { Handler } from "vega-tooltip";

import { expressions, told } from "./charts/expressions.js";
import { follow, longLine, thinned, withoutShapes, zoomedTo } from "./charts/long_lines.js";
import { letReach } from "./charts/scroll.js";
import { hear, namePoints } from "./charts/selections.js";
import { colorsOf } from "./charts/theme.js";
import { copyTool, downloadTool } from "./charts/tools.js";

/** Sets colours and fonts to those of the app, for all that a specification does not say itself. */
function themed(node) {
  const style = getComputedStyle(node);
  const value = (name) => style.getPropertyValue(`--bk-${name}`).trim();
  const color = colorsOf(node);
  const text = color("text");
  const faded = color("chart-text");
  const line = color("chart-line");
  const names = value("chart-categories").split(/\s+/).filter(Boolean);
  const ramp = value("chart-ramp").split(/\s+/).filter(Boolean);
  const font = style.fontFamily;
  return {
    background: "transparent",
    font,
    title: { align: "left", anchor: "start", color: text, titleFontStyle: "normal", fontWeight: 600, fontSize: 16, orient: "top", offset: 26 },
    header: { titleFontWeight: 400, titleFontSize: 16, titleColor: faded, titleFontStyle: "normal", labelFontSize: 12, labelFontWeight: 400, labelColor: faded },
    axis: {
      labelFontSize: 12, labelFontWeight: 400, labelColor: faded, labelFontStyle: "normal", titleFontWeight: 400, titleFontSize: 14, titleColor: faded, titleFontStyle: "normal",
      ticks: false, gridColor: line, domain: false, domainWidth: 1, domainColor: line, labelFlush: true, labelFlushOffset: 1, labelBound: false, labelLimit: 100, titlePadding: 16, labelPadding: 16, labelSeparation: 4, labelOverlap: true,
    },
    legend: {
      labelFontSize: 14, labelFontWeight: 400, labelColor: faded, titleFontSize: 14, titleFontWeight: 400, titleFontStyle: "normal", titleColor: faded, titlePadding: 8, labelPadding: 16,
      columnPadding: 8, rowPadding: 4, padding: 8, symbolStrokeWidth: 4,
    },
    range: { category: names, diverging: ramp, ramp, heatmap: ramp },
    view: { columns: 1, strokeWidth: 0, stroke: "transparent", continuousHeight: 350, continuousWidth: 400 },
    concat: { columns: 1 },
    facet: { columns: 1 },
    mark: { tooltip: true, color: names[0] },
    bar: { binSpacing: 4, discreteBandSize: { band: 0.85 } },
    axisDiscrete: { grid: false },
    axisXPoint: { grid: false },
    axisTemporal: { grid: false },
    axisXBand: { grid: false },
  };
}

/** The look of Vega-Lite itself, with texts and lines that can be read on the ground of the app. */
function plainLook(node) {
  const font = getComputedStyle(node).fontFamily;
  const color = colorsOf(node);
  const [text, line] = [color("text"), color("chart-line")];
  const texts = { labelFont: font, titleFont: font, labelFontSize: 12, titleFontSize: 12, labelColor: text, titleColor: text };
  return {
    background: "transparent",
    axis: { ...texts, gridColor: line },
    legend: texts,
    header: texts,
    title: { color: text, subtitleColor: text },
    view: { stroke: line, continuousHeight: 350 },
  };
}

/** Room around a chart: what stands below it keeps away from its legend. */
const PADDING = { left: 0, top: 0, right: 0, bottom: 20 };

/** How many rows are drawn as shapes of the document. */
const MOST_SHAPES = 5000;

/** What the data are called that stand in a specification. */
const OWN_DATA = "bk-data";

/** How many columns of pixels a long line is drawn in at most. */
const MOST_PIXELS = 4000;

/** Rows as Vega has them, of columns by name: all, or those of these numbers. */
function rowsOf(columns, numbers) {
  const names = Object.keys(columns);
  const count = numbers?.length ?? columns[names[0]]?.length ?? 0;
  const rows = new Array(count);
  for (let at = 0; at < count; at += 1) {
    const row = numbers ? numbers[at] : at;
    const record = {};
    for (const name of names) record[name] = columns[name][row];
    rows[at] = record;
  }
  return rows;
}

/** The rows of all tables; of long lines only so many as are seen. */
function rowsByName(spec, datasets, long, state) {
  if (!long) return Object.fromEntries(Object.entries(datasets).map(([name, columns]) => [name, rowsOf(columns)]));
  const pixels = Math.min(Math.ceil((spec.width || 700) * devicePixelRatio), MOST_PIXELS);
  return { [spec.data.name]: rowsOf(long.columns, thinned(long, state.domain, pixels)) };
}

function merged(under, over) {
  const both = { ...under };
  for (const [name, value] of Object.entries(over ?? {})) {
    const isObject = value && typeof value === "object" && !Array.isArray(value);
    both[name] = isObject && typeof both[name] === "object" ? merged(both[name], value) : value;
  }
  return both;
}

/** What stands in each element: a chart whose data alone change is not made anew. */
const shown = new WeakMap();

const isComposed = (spec) => spec.hconcat || spec.vconcat || spec.concat || spec.facet || spec.repeat || spec.encoding?.row || spec.encoding?.column || spec.encoding?.facet;

/** Puts colours of the theme where the specification names them: `names` by the JSON pointers of their places. */
function paintNames(spec, names, color) {
  for (const [pointer, name] of Object.entries(names)) {
    const steps = pointer.split("/").slice(1);
    const last = steps.pop();
    const holder = steps.reduce((at, step) => at?.[step], spec);
    if (holder) holder[last] = color(name);
  }
}

/** The specification as the script has said it, with colours of the theme by their values. */
function said(node, text, names) {
  const spec = JSON.parse(text);
  paintNames(spec, names, colorsOf(node));
  return spec;
}

/** How many pixels of a picture that is saved stand for one of CSS. */
const SAVED_SCALE = 2;

/** Makes charts that stand below each other as wide as this. */
function widen(spec, width) {
  const charts = spec.vconcat ?? [];
  if (!charts.some(isComposed)) for (const chart of charts) chart.width = width;
}

/** The specification as it is drawn here: with the look of the app, in the size of its place. */
function sized(node, text, names, usesTheme, width, height) {
  const spec = said(node, text, names);
  const look = usesTheme ? themed(node) : plainLook(node);
  spec.config = merged({ ...look, padding: PADDING }, spec.config);
  if (width && !isComposed(spec)) spec.width = width;
  if (width) widen(spec, width);
  if (height && !isComposed(spec)) spec.height = height;
  return spec;
}

/** What only a specification that has its data in itself can say: that texts are moments, or how they are read. */
const READS = /"temporal"|"timeUnit"|"parse"|"format":\{/;

/** A specification, and the data that stood in it, by name. */
function apart(spec) {
  const { values } = spec.data ?? {};
  const tables = Object.entries(spec.datasets ?? {});
  const isPlain = [values ?? [], ...tables.map(([, rows]) => rows)].every(Array.isArray) && !READS.test(JSON.stringify(spec));
  if (!isPlain || spec.$schema?.includes("/vega/")) return [spec, {}];
  const rest = { ...spec, datasets: {} };
  if (values) rest.data = { name: OWN_DATA };
  return [rest, { ...Object.fromEntries(tables), ...(values && { [OWN_DATA]: values }) }];
}

const TOOLTIP = "vg-tooltip-element";
/** The one tooltip of all charts. */
const tooltip = new Handler({ disableDefaultStyle: true, id: TOOLTIP });

/** Says something of an item beside the pointer: in the look of the app, and above what covers the rest of it. */
function tell(handler, event, item, value) {
  const holder = event?.target?.closest("dialog, [popover], .brooklet");
  const element = document.getElementById(TOOLTIP) ?? Object.assign(document.createElement("div"), { id: TOOLTIP, className: "vg-tooltip" });
  if (holder && element.parentElement !== holder) holder.append(element);
  tooltip.call(handler, event, item, told(item, value));
}

/** Draws a specification into an element of its own. */
async function made(spec, data, renderer) {
  const inner = document.createElement("div");
  const nothing = Object.fromEntries(Object.keys(data).map((name) => [name, []]));
  const drawn = await embed(inner, { ...spec, datasets: { ...spec.datasets, ...nothing } }, {
    mode: spec.$schema?.includes("/vega/") ? "vega" : "vega-lite",
    renderer,
    actions: false,
    defaultStyle: false,
    // A layer that shows nothing yet is no reason for a warning.
    logLevel: 1,
    tooltip: tell,
    ast: true,
    expr: expressions,
  });
  // Titles and legends leave less room for axes, which then have fewer labels: an empty chart is laid out
  // first, and again for the labels that it has with its data.
  const known = namesIn(drawn.view, data);
  await feed(drawn.view, Object.fromEntries(known.map((name) => [name, data[name]])));
  // Groups of marks without a name say nothing to a reader who does not see them.
  for (const group of inner.querySelectorAll("[role='graphics-symbol']:not([aria-label])")) group.setAttribute("aria-hidden", "true");
  return { inner, drawn };
}

/** Draws charts that stand below each other again where their axes and legends make them too wide. */
async function fitted(spec, width, make) {
  const first = await make(spec);
  const over = Math.ceil(Number(first.inner.querySelector("svg")?.getAttribute("width")) - width);
  if (!width || !spec.vconcat || !(over > 0) || over >= width / 2) return first;
  first.drawn.finalize();
  widen(spec, width - over);
  return make(spec);
}

/** Which of these data a chart knows by their names. */
const namesIn = (view, data) => Object.keys(view.getState({ data: (name) => name in data, signals: () => false }).data);

/** Gives other data to a chart; false where it has none of these names. */
async function feed(view, data) {
  const known = namesIn(view, data);
  if (!known.length || Object.keys(data).some((name) => !known.includes(name))) return false;
  for (const [name, rows] of Object.entries(data)) view.data(name, rows);
  // How much room labels need depends on how large the plot is, and that on the room that they leave.
  await view.resize().runAsync();
  await view.resize().runAsync();
  return true;
}

/** Shows the points of long lines, and more of them where the reader looks closer. */
function followLong(inner, spec, state) {
  const { view } = state.drawn;
  follow(inner, view, () => state.long, spec.config.mark?.color);
  let turn = 0;
  view.addSignalListener("pan", (_, value) => {
    cancelAnimationFrame(turn);
    turn = requestAnimationFrame(() => {
      if (!state.long || state.drawn.view !== view) return;
      state.domain = zoomedTo(state.long, value);
      feed(view, rowsByName(spec, {}, state.long, state));
    });
  });
}

/**
 * Draws a specification into an element. `names` are colours of the theme by the JSON pointers of their
 * places in it, `datasets` columns by name of the data; `params` are the selections that `select` hears of.
 * What is returned draws anew, and ends it.
 */
export function draw(node, text, names, datasets, usesTheme, params, select) {
  const state = shown.get(node) ?? {};
  shown.set(node, state);
  const mine = {};
  state.owner = mine;
  let latest = 0;
  downloadTool(node, "png", () => state.drawn?.view.toImageURL("png", SAVED_SCALE));
  copyTool(node, "Copy Vega-Lite spec", () => JSON.stringify(said(node, text, names), null, 2));
  const stop = () => {
    // The one that came after it may have taken over what is drawn.
    if (state.owner !== mine) return;
    state.drawn?.finalize();
    shown.delete(node);
  };
  const paint = async (width, height) => {
    latest += 1;
    const turn = latest;
    const [whole, own] = apart(sized(node, text, names, usesTheme, width, height));
    const long = params.length ? undefined : longLine(whole, datasets, MOST_SHAPES);
    const spec = long ? withoutShapes(whole) : whole;
    namePoints(spec, params);
    const data = { ...own, ...rowsByName(spec, datasets, long, state) };
    // A shape for each of many points is more than a document can hold.
    const renderer = Object.values(data).some((rows) => rows.length > MOST_SHAPES) ? "canvas" : "svg";
    // Nobody reads what pixels are called.
    if (renderer === "canvas") spec.config.aria = false;
    const key = JSON.stringify([spec, renderer, Object.keys(data), [...params]]);
    state.long = long;
    if (state.key === key && !params.length && (await feed(state.drawn.view, data))) return;
    state.domain = undefined;
    const rows = long ? rowsByName(spec, datasets, long, state) : data;
    const { inner, drawn } = await fitted(spec, width, (shaped) => made(shaped, rows, renderer));
    if (turn !== latest || state.owner !== mine) return drawn.finalize();
    state.drawn?.finalize();
    Object.assign(state, { drawn, key });
    node.replaceChildren(inner);
    if (long) followLong(inner, spec, state);
    for (const name of params) hear(drawn.view, name, select);
  };
  return {
    paint: (width, height) => paint(width, height).catch((error) => {
      state.key = undefined;
      node.textContent = `This chart cannot be drawn: ${error.message}`;
    }).then(() => letReach(node)),
    stop,
  };
}
