// What is selected in charts of Vega-Lite.

/** How long a region that is drawn has to rest until the script hears of it, in milliseconds. */
const REST = 150;

/** Lets points be told by what the chart shows of them, where it does not say by what: by themselves they are told by numbers. */
export function namePoints(spec, names) {
  const channels = Object.entries(spec.encoding ?? {}).filter(([, channel]) => channel?.field ?? channel?.condition?.field);
  if (!channels.length) return;
  for (const param of spec.params ?? []) {
    const select = typeof param.select === "string" ? { type: param.select } : param.select;
    if (!names.includes(param.name) || select?.type !== "point" || select.encodings || select.fields) continue;
    param.select = { ...select, encodings: channels.map(([name]) => name) };
  }
}

/** What a selection holds: points as records, intervals as ends. */
function chosen(value, store) {
  if (!store?.length) return {};
  return value?.vlPoint?.or ?? value;
}

/** Hears of a selection: at once of points, and of a region when it rests. */
export function hear(view, name, tell) {
  let rest;
  view.addSignalListener(name, (_, value) => {
    clearTimeout(rest);
    const text = JSON.stringify(chosen(value, view.data(`${name}_store`)) ?? {});
    const isRegion = text !== "{}" && !value?.vlPoint;
    if (isRegion) rest = setTimeout(tell, REST, name, text);
    else tell(name, text);
  });
}
