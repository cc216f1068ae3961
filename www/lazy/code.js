// Colours for the languages that the page does not know by itself. Loaded when a text first names one.

import { refractor } from "refractor/all";

/** A code as pieces: pairs of a class, empty for plain ones, and a text. */
export function pieces(language, code) {
  const found = [];
  if (refractor.registered(language)) gather(refractor.highlight(code, language), "", found);
  else found.push(["", code]);
  return found;
}

function gather(node, className, found) {
  if (node.type === "text") return void found.push([className, node.value]);
  const own = node.properties?.className?.join(" ") ?? className;
  for (const child of node.children) gather(child, own, found);
}
