// Charts of ECharts. Loaded when a page first has one.

import * as echarts from "echarts";

const HEIGHT = 350;
const WIDTH = 600;

/** How wide a chart is that is as wide as it likes: no wider than there is room for. */
const widthOf = (node) => Math.min(WIDTH, node.closest(".stElementContainer")?.parentElement?.clientWidth || WIDTH);

/** Draws an option into an element; `tell` hears what is selected. */
export function draw(node, text, options, tell) {
  const { usesTheme, renderer, isSelectable } = JSON.parse(options);
  let chart;
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
      chart.setOption({ backgroundColor: "transparent", ...JSON.parse(text) });
      if (isSelectable) follow(chart, tell);
    } catch (error) {
      stop();
      node.textContent = `This chart cannot be drawn: ${error.message}`;
    }
  };
  return { paint, stop };
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
  const probe = document.createElement("span");
  node.append(probe);
  const color = (name) => {
    probe.style.color = `var(--bk-${name})`;
    return getComputedStyle(probe).color;
  };
  const [text, faded, line] = ["text", "fade60", "line"].map(color);
  probe.remove();
  const names = style.getPropertyValue("--bk-chart-categories").trim().split(/\s+/).filter(Boolean);
  const axis = {
    axisLine: { show: false, lineStyle: { color: line } },
    axisTick: { show: false },
    axisLabel: { color: faded, fontSize: 12 },
    nameTextStyle: { color: faded, fontSize: 14 },
    splitLine: { lineStyle: { color: line } },
  };
  return {
    color: names,
    textStyle: { fontFamily: style.fontFamily },
    title: { textStyle: { color: text, fontWeight: 600, fontSize: 16 }, subtextStyle: { color: faded } },
    legend: { textStyle: { color: faded } },
    categoryAxis: { ...axis, splitLine: { show: false } },
    valueAxis: axis,
    logAxis: axis,
    timeAxis: { ...axis, splitLine: { show: false } },
  };
}
