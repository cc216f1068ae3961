// Graphs in the language of Graphviz. Loaded when a page first has one.

import { instance } from "@viz-js/viz";

let viz;

/** Draws a graph into an element; what is none is shown with its reason. */
export async function draw(node, source, engine) {
  viz ??= instance();
  const made = await viz;
  try {
    node.replaceChildren(made.renderSVGElement(source, { engine }));
  } catch (error) {
    node.textContent = `This graph cannot be drawn: ${error.message}`;
  }
}
