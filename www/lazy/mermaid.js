// Diagrams of Mermaid. Loaded when a page first has one.

import mermaid from "mermaid";

let count = 0;
// Its settings are those of the whole page: drawings come one after the other.
let last = Promise.resolve();

/** @returns {import("mermaid").MermaidConfig} */
function settings(node) {
  const style = getComputedStyle(node);
  const probe = document.createElement("span");
  node.append(probe);
  const color = (name) => {
    probe.style.color = `var(--bk-${name})`;
    return hex(getComputedStyle(probe).color);
  };
  const background = color("background");
  const colors = {
    background,
    primaryColor: color("secondary-background"),
    primaryTextColor: color("text"),
    primaryBorderColor: color("border"),
    lineColor: color("fade60"),
    textColor: color("text"),
  };
  probe.remove();
  const categories = style.getPropertyValue("--bk-chart-categories").trim().split(/\s+/).filter(Boolean);
  const slices = Object.fromEntries(categories.map((made, place) => [`pie${place + 1}`, made]));
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(background.slice(at, at + 2), 16));
  return {
    startOnLoad: false,
    securityLevel: "strict",
    theme: "base",
    fontFamily: style.fontFamily,
    themeVariables: { ...colors, ...slices, pieOpacity: "1", pieStrokeColor: background, pieOuterStrokeWidth: "0", darkMode: red + green + blue < 384, fontFamily: style.fontFamily, fontSize: "14px" },
  };
}

/** Mermaid reckons with colours itself, and reads them in this form only. */
function hex(color) {
  const canvas = new OffscreenCanvas(1, 1);
  const context = canvas.getContext("2d");
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
  return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

/** Draws a diagram into an element; what is none is shown with its reason. */
export function draw(node, source) {
  let turn = 0;
  const paint = async () => {
    turn += 1;
    const mine = turn;
    const id = `bk-mermaid-${(count += 1)}`;
    try {
      mermaid.initialize(settings(node));
      const { svg } = await mermaid.render(id, source);
      if (mine !== turn) return;
      // The library has cleaned it of all that could run.
      const made = new DOMParser().parseFromString(svg, "text/html").querySelector("svg");
      node.replaceChildren(made);
    } catch (error) {
      document.getElementById(`d${id}`)?.remove();
      if (mine === turn) node.textContent = `This diagram cannot be drawn: ${error.message}`;
    }
  };
  return {
    paint: () => (last = last.then(paint, paint)),
    stop: () => (turn += 1),
  };
}
