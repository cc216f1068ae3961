// Formulas. Loaded when a text first holds one.

import katex from "katex";
import css from "katex/dist/katex.css";

/** Makes the style and the fonts known; `at` tells where a file of the package is. */
export function prepare(at) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css.replace(/src:[^;}]*?fonts\/([\w-]+)\.woff2[^;}]*/g, (_, font) => `src:url("${at(`fonts/${font}.woff2`)}") format("woff2")`));
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

/** Draws a formula into an element; what is none is shown in red, with its reason. */
export function draw(node, formula, displayMode) {
  katex.render(formula, node, { displayMode, throwOnError: false, strict: false });
}
