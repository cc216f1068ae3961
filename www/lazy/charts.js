// Charts of Vega-Lite. Loaded when a page first has one.

import embed from "vega-embed";

/** Sets colours and fonts to those of the app, for all that a specification does not say itself. */
function themed(node) {
  const style = getComputedStyle(node);
  const value = (name) => style.getPropertyValue(`--bk-${name}`).trim();
  // A colour that is mixed from others is worked out by the browser.
  const probe = document.createElement("span");
  node.append(probe);
  const color = (name) => {
    probe.style.color = `var(--bk-${name})`;
    return getComputedStyle(probe).color;
  };
  const text = color("text");
  const faded = color("fade60");
  const line = color("line");
  const names = value("chart-categories").split(/\s+/).filter(Boolean);
  const ramp = value("chart-ramp").split(/\s+/).filter(Boolean);
  probe.remove();
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
    axisY: { labelPadding: 8 },
    legend: {
      labelFontSize: 14, labelFontWeight: 400, labelColor: faded, titleFontSize: 14, titleFontWeight: 400, titleFontStyle: "normal", titleColor: faded, titlePadding: 5, labelPadding: 16,
      columnPadding: 8, rowPadding: 4, padding: 7, symbolStrokeWidth: 4,
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

/** How many rows are drawn as shapes of the document. */
const MOST_SHAPES = 5000;

/** How many rows the largest table has. */
function countOf(datasets) {
  const counts = Object.values(datasets).map((columns) => Object.values(columns)[0]?.length ?? 0);
  return Math.max(0, ...counts);
}

/** Rows as Vega has them, of columns by name. */
function rowsOf(columns) {
  const names = Object.keys(columns);
  const count = names.length ? columns[names[0]].length : 0;
  const rows = new Array(count);
  for (let row = 0; row < count; row += 1) {
    const made = {};
    for (const name of names) made[name] = columns[name][row];
    rows[row] = made;
  }
  return rows;
}

function merged(under, over) {
  const both = { ...under };
  for (const [name, value] of Object.entries(over ?? {})) {
    const isObject = value && typeof value === "object" && !Array.isArray(value);
    both[name] = isObject && typeof both[name] === "object" ? merged(both[name], value) : value;
  }
  return both;
}

/**
 * Draws a specification into an element. `datasets` are columns by name of the data; `params` are the
 * selections that `tell` hears of. What is returned draws anew, and ends it.
 */
export function draw(node, text, datasets, usesTheme, params, tell) {
  let view;
  let latest = 0;
  const stop = () => {
    view?.finalize();
    view = undefined;
  };
  const paint = async (width, height) => {
    latest += 1;
    const turn = latest;
    const spec = JSON.parse(text);
    if (usesTheme) spec.config = merged(themed(node), spec.config);
    else spec.config = merged({ background: "transparent" }, spec.config);
    const data = Object.fromEntries(Object.entries(datasets).map(([name, columns]) => [name, rowsOf(columns)]));
    spec.datasets = { ...spec.datasets, ...data };
    const isComposed = spec.hconcat || spec.vconcat || spec.concat || spec.facet || spec.repeat || spec.encoding?.row || spec.encoding?.column || spec.encoding?.facet;
    if (width && !isComposed) spec.width = width;
    if (height && !isComposed) spec.height = height;
    const inner = document.createElement("div");
    const made = await embed(inner, spec, {
      mode: spec.$schema?.includes("/vega/") ? "vega" : undefined,
      // A shape for each of many points is more than a document can hold.
      renderer: countOf(datasets) > MOST_SHAPES ? "canvas" : "svg",
      actions: false,
      defaultStyle: false,
      // A layer that shows nothing yet is no reason for a warning.
      logLevel: 1,
      tooltip: { disableDefaultStyle: true },
      ast: true,
    });
    if (turn !== latest) return made.finalize();
    // Groups of marks without a name say nothing to a reader who does not see them.
    for (const group of inner.querySelectorAll("[role='graphics-symbol']:not([aria-label])")) group.setAttribute("aria-hidden", "true");
    stop();
    view = made;
    node.replaceChildren(inner);
    for (const name of params) {
      made.view.addSignalListener(name, (_, value) => {
        const store = made.view.data(`${name}_store`);
        tell(name, JSON.stringify(chosen(value, store) ?? {}));
      });
    }
  };
  return {
    paint: (width, height) => paint(width, height).catch((error) => {
      node.textContent = `This chart cannot be drawn: ${error.message}`;
    }),
    stop,
  };
}

/** What a selection holds: points as records, intervals as ends. */
function chosen(value, store) {
  if (!store?.length) return {};
  const points = value?.vlPoint?.or;
  if (points) return points;
  return value;
}
