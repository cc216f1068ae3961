// Charts of Bokeh. Loaded when a page first has one. It knows its models by the names of their classes,
// which therefore are kept when this is bundled.

import * as Bokeh from "@bokeh/bokehjs/build/js/bokeh.esm.min.js";

import { letReach } from "./charts/scroll.js";

const library = Bokeh.default ?? Bokeh;

/** Draws a figure into an element. */
export function draw(node, text, options) {
  const { fits } = JSON.parse(options);
  let views;
  const roots = () => [...(views?.roots ?? views ?? [])];
  const stop = () => {
    for (const view of roots()) view.remove?.();
    views = undefined;
  };
  let latest = 0;
  const paint = async (width, height) => {
    latest += 1;
    const turn = latest;
    /** @type {{ width?: number, height?: number }} */
    const size = { ...(fits && width && { width }), ...(height && { height }) };
    if (views) {
      // Beside the figure there is what shows messages, which has no size.
      for (const { model } of roots()) if ("width" in model.properties) model.setv(size);
      return letReach(node);
    }
    const inner = document.createElement("div");
    node.replaceChildren(inner);
    try {
      const item = JSON.parse(text);
      for (const root of item.doc?.roots ?? []) Object.assign(root.attributes ?? {}, size);
      const made = await library.embed.embed_item(item, inner);
      if (turn === latest) views = made;
      letReach(node);
    } catch (error) {
      node.textContent = `This chart cannot be drawn: ${error.message}`;
    }
  };
  return { paint, stop };
}
