// Charts of ECharts. Loaded when a page first has one.

import * as echarts from "echarts";

import { colorsOf } from "./charts/theme.js";
import { downloadTool } from "./charts/tools.js";

const HEIGHT = 350;
const WIDTH = 700;

/** How wide a chart is that is as wide as it likes: no wider than there is room for. */
const widthOf = (node) => Math.min(WIDTH, node.closest(".stElementContainer")?.parentElement?.clientWidth || WIDTH);

/** Draws an option into an element; `tell` hears what is selected. */
export function draw(node, text, options, tell) {
  const { usesTheme, renderer, isSelectable } = JSON.parse(options);
  let chart;
  downloadTool(node, renderer === "svg" ? "svg" : "png", () => chart?.getDataURL({ type: renderer === "svg" ? "svg" : "png", pixelRatio: 2 }));
  const stop = () => {
    chart?.dispose();
    chart = undefined;
  };
  const paint = (width, height) => {
    try {
      if (chart) return chart.resize({ width: width || widthOf(node), height: height || HEIGHT });
      const inner = document.createElement("div");
      inner.style.height = `${height || HEIGHT}px`;
      node.replaceChildren(inner);
      chart = echarts.init(inner, usesTheme ? theme(node) : node.closest("[data-palette='dark']") && "dark", { renderer, width: width || widthOf(node), height: height || HEIGHT });
      const option = JSON.parse(text);
      if (usesTheme) spread(option);
      chart.setOption({ backgroundColor: "transparent", ...option });
      if (isSelectable) follow(chart, tell);
    } catch (error) {
      stop();
      node.textContent = `This chart cannot be drawn: ${error.message}`;
    }
  };
  return { paint, restyle: stop, stop };
}

/** Lets axes reach the edges of their place, less what a title and a legend need. */
function spread(option) {
  const one = (part) => (Array.isArray(part) ? part : [part]).filter(Boolean);
  const legends = one(option.legend).filter(({ show }) => show !== false);
  const isAbove = legends.some(({ top }) => top !== undefined) || one(option.title).some(({ text: title }) => title);
  const sliders = [...one(option.dataZoom).filter(({ type }) => type === "slider"), ...one(option.visualMap)];
  const isBelow = legends.some(({ top }) => top === undefined) || sliders.some(({ orient, type }) => orient === "horizontal" || (type === "slider" && orient !== "vertical"));
  if (Array.isArray(option.grid)) return;
  option.grid = { left: 9, right: 24, top: isAbove ? 68 : 19, bottom: isBelow ? 84 : 12, outerBoundsMode: "same", outerBoundsContain: "all", ...option.grid };
}

/** Hears of what is pressed, and of what lies in a brush. */
function follow(chart, tell) {
  const native = new Map();
  let brushed = new Map();
  let areas = [];
  const say = () => {
    const groups = new Map();
    for (const [key, indices] of [...native, ...brushed]) {
      groups.set(key, new Set([...(groups.get(key) ?? []), ...indices]));
    }
    const series = chart.getOption().series ?? [];
    const selected = [...groups].filter(([, indices]) => indices.size).map(([key, indices]) => {
      const [index, type] = key.split("/");
      const own = series[Number(index)] ?? {};
      return {
        series_index: Number(index),
        series_id: own.id ?? null,
        series_name: own.name ?? null,
        data_type: type,
        data_indices: [...indices].sort((one, other) => one - other),
      };
    });
    tell(JSON.stringify({ selection: { selected, areas } }));
  };
  chart.on("selectchanged", (event) => {
    native.clear();
    for (const { seriesIndex, dataType, dataIndex } of event.selected) native.set(`${seriesIndex}/${dataType ?? "main"}`, new Set(dataIndex));
    say();
  });
  chart.on("brushselected", (event) => {
    brushed = new Map();
    for (const batch of event.batch) {
      for (const { seriesIndex, dataIndex } of batch.selected) if (dataIndex.length) brushed.set(`${seriesIndex}/main`, new Set(dataIndex));
    }
  });
  chart.on("brushEnd", (event) => {
    areas = event.areas.filter((area) => area.coordRange).map((area, index) => ({ brush_index: index, brush_type: area.brushType, coord_range: area.coordRange }));
    say();
  });
}

function theme(node) {
  const style = getComputedStyle(node);
  const [text, faded, line, primary, border, ground] = ["text", "chart-text", "chart-line", "primary", "border", "background"].map(colorsOf(node));
  const isDark = Boolean(node.closest("[data-palette='dark']"));
  const pale = (paint, share) => paint.replace(/^rgb\((.*)\)$/, `rgba($1, ${share})`);
  const names = style.getPropertyValue("--bk-chart-categories").trim().split(/\s+/).filter(Boolean);
  const ramp = style.getPropertyValue("--bk-chart-ramp").trim().split(/\s+/).filter(Boolean);
  const axis = {
    axisLine: { show: false, lineStyle: { color: line } },
    axisTick: { show: false },
    axisLabel: { color: faded, fontSize: 12 },
    nameTextStyle: { color: faded, fontSize: 12 },
    splitLine: { lineStyle: { color: line } },
  };
  return {
    color: names,
    textStyle: { fontFamily: style.fontFamily },
    title: { padding: 0, textStyle: { color: text, fontWeight: 400, fontSize: 14 }, subtextStyle: { color: text } },
    toolbox: { iconStyle: { borderColor: faded } },
    dataZoom: {
      dataBackground: { lineStyle: { color: faded }, areaStyle: { color: faded } },
      fillerColor: pale(primary, 0.15),
      borderColor: border,
      handleStyle: { color: ground, borderColor: faded },
    },
    legend: { textStyle: { color: faded } },
    pie: { label: { color: faded } },
    visualMap: { color: [...ramp].reverse(), textStyle: { color: faded } },
    radar: {
      axisName: { color: faded },
      axisLine: { lineStyle: { color: line } },
      splitLine: { lineStyle: { color: line } },
      splitArea: { areaStyle: { color: [pale(faded, 0.03), pale(faded, 0.07)] } },
    },
    gauge: {
      axisLine: { lineStyle: { color: [[1, line]] } },
      axisTick: { lineStyle: { color: line } },
      splitLine: { lineStyle: { color: faded } },
      axisLabel: { color: faded },
      title: { color: faded },
      detail: { color: text },
    },
    // Hollow points would show white on a dark ground.
    ...(isDark && { line: { symbol: "circle" } }),
    sankey: { color: ramp, label: { color: faded }, lineStyle: { color: faded, opacity: isDark ? 0.35 : 0.2 } },
    categoryAxis: { ...axis, axisLine: { ...axis.axisLine, show: true }, splitLine: { show: false } },
    valueAxis: axis,
    logAxis: axis,
    timeAxis: { ...axis, axisLine: { ...axis.axisLine, show: true }, axisTick: { lineStyle: { color: line } }, splitLine: { show: false } },
  };
}
