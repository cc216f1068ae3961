// Charts of Bokeh. Loaded when a page first has one. It knows its models by the names of their classes,
// which therefore are kept when this is bundled.

import * as Bokeh from "@bokeh/bokehjs/build/js/bokeh.esm.min.js";

const library = Bokeh.default ?? Bokeh;

/** Draws a figure into an element. */
export function draw(node, text) {
  let views;
  const stop = () => {
    for (const view of views?.roots ?? views ?? []) view.remove?.();
    views = undefined;
  };
  let latest = 0;
  const paint = async () => {
    latest += 1;
    const turn = latest;
    if (views) return;
    const inner = document.createElement("div");
    node.replaceChildren(inner);
    try {
      const made = await library.embed.embed_item(JSON.parse(text), inner);
      if (turn === latest) views = made;
    } catch (error) {
      node.textContent = `This chart cannot be drawn: ${error.message}`;
    }
  };
  return { paint, stop };
}
