// Diagrams of Mermaid. Loaded when a page first has one.

import mermaid from "mermaid";

import { colorsOf, plainColor } from "./charts/theme.js";
import { copyTool, downloadTool } from "./charts/tools.js";

/** What parts are filled with, by the names of colours of the theme. */
const PAPERS = ["blue", "green", "orange", "violet", "red", "yellow", "gray"];
/** How wide texts in nodes of graphs and states are: what is longer has more lines. */
const LABEL_WIDTH = 120;
/** How many slices of a pie have a colour of their own. */
const SLICES = 12;

let count = 0;
// Its settings are those of the whole page: drawings come one after the other.
let last = Promise.resolve();

/** @returns {import("mermaid").MermaidConfig} */
function settings(node) {
  const style = getComputedStyle(node);
  const paint = colorsOf(node);
  const color = (name) => plainColor(paint(name));
  const background = color("background");
  const [text, edge, papers] = [color("text"), color("border"), PAPERS.map((name) => color(`${name}-background`))];
  const [faded, bright, deep, paper] = [color("fade60"), color("red-text"), color("blue-text"), color("secondary-background")];
  const [, green, orange, , red, yellow] = papers;
  const slices = Object.fromEntries(Array.from({ length: SLICES }, (_, place) => [`pie${place + 1}`, papers[place % papers.length]]));
  const sections = Object.fromEntries(papers.flatMap((fill, place) => [[`cScale${place}`, fill], [`cScaleLabel${place}`, text]]));
  const [reds, greens, blues] = [1, 3, 5].map((at) => parseInt(background.slice(at, at + 2), 16));
  const size = { wrappingWidth: LABEL_WIDTH, nodeSpacing: 40, rankSpacing: 40, curve: /** @type {const} */ ("rounded") };
  return {
    startOnLoad: false,
    securityLevel: "strict",
    theme: "base",
    fontFamily: style.fontFamily,
    flowchart: size,
    themeCSS: `.node[id*=flowchart-] .label foreignObject div, .statediagram-state .label foreignObject div { min-width: ${LABEL_WIDTH}px; }`,
    themeVariables: {
      background,
      primaryColor: paper,
      primaryTextColor: text,
      primaryBorderColor: edge,
      secondaryColor: green,
      secondaryTextColor: text,
      tertiaryColor: orange,
      tertiaryTextColor: text,
      lineColor: faded,
      textColor: text,
      signalColor: text,
      signalTextColor: text,
      noteBkgColor: yellow,
      noteTextColor: text,
      errorBkgColor: red,
      errorTextColor: bright,
      ...slices,
      ...sections,
      git0: deep,
      xyChart: { backgroundColor: background, plotColorPalette: [deep, ...papers].join() },
      pieStrokeColor: edge,
      pieOuterStrokeColor: edge,
      darkMode: reds + greens + blues < 384,
      fontFamily: style.fontFamily,
      fontSize: "14px",
    },
  };
}

/** Gives a diagram the size that it was drawn in; a narrower place makes it smaller. */
function asDrawn(svg) {
  const [, , width, height] = svg.getAttribute("viewBox")?.split(/[\s,]+/) ?? [];
  if (!height) return;
  svg.setAttribute("width", width);
  svg.setAttribute("height", height);
  svg.style.maxWidth = "";
}

/** How many pixels of a picture that is saved stand for one of CSS. */
const SAVED_SCALE = 2;

/** The address of a picture of a diagram, on the ground of the app. */
async function picture(node) {
  const svg = node.querySelector("svg");
  if (!svg) return undefined;
  const { width, height } = svg.getBoundingClientRect();
  const copy = svg.cloneNode(true);
  copy.setAttribute("width", width);
  copy.setAttribute("height", height);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width * SAVED_SCALE, height * SAVED_SCALE];
  const context = canvas.getContext("2d");
  context.fillStyle = getComputedStyle(node).getPropertyValue("--bk-background");
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/png");
}

/** Draws a diagram into an element; what is none is shown with its reason. */
export function draw(node, source) {
  let turn = 0;
  downloadTool(node, "png", () => picture(node), "mermaid-diagram.png");
  copyTool(node, "Copy to clipboard", () => source);
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
      asDrawn(made);
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
