// Diagrams of Mermaid. Loaded when a page first has one.

import mermaid from "mermaid";

import { colorsOf, plainColor } from "./charts/theme.js";
import { copyTool, downloadTool } from "./charts/tools.js";

/** The colours of parts, by their names in the theme. */
const HUES = ["blue", "green", "orange", "red", "violet", "yellow", "gray"];
/** How large texts are in pixels. */
const FONT_SIZE = 14;
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
  const [text, edge, faded, primary, paper] = [color("text"), color("border"), color("fade60"), color("primary"), color("secondary-background")];
  const [papers, inks] = [HUES.map((name) => color(`${name}-background`)), HUES.map((name) => color(`${name}-text`))];
  const [blue, green, orange, red, , yellow] = papers;
  const [, greenInk, , redInk] = inks;
  const slices = Object.fromEntries(Array.from({ length: SLICES }, (_, place) => [`pie${place + 1}`, papers[place % papers.length]]));
  const sections = Object.fromEntries(papers.flatMap((fill, place) => [[`cScale${place}`, fill], [`cScaleLabel${place}`, text], [`fillType${place}`, fill]]));
  const branches = Object.fromEntries([...inks, primary].flatMap((ink, place) => [[`git${place}`, ink], [`gitBranchLabel${place}`, background]]));
  const tasks = { doneTaskBkgColor: green, doneTaskBorderColor: greenInk, critBkgColor: red, critBorderColor: redInk, gridColor: edge, sectionBkgColor: paper, altSectionBkgColor: background, todayLineColor: primary };
  const [reds, greens, blues] = [1, 3, 5].map((at) => parseInt(background.slice(at, at + 2), 16));
  return {
    startOnLoad: false,
    securityLevel: "strict",
    theme: "base",
    look: "classic",
    fontFamily: style.fontFamily,
    fontSize: FONT_SIZE,
    // Texts of the drawing itself are there in a picture that is saved, too.
    htmlLabels: false,
    themeVariables: {
      background,
      primaryColor: blue,
      mainBkg: paper,
      primaryTextColor: text,
      primaryBorderColor: edge,
      secondaryColor: green,
      tertiaryColor: orange,
      lineColor: faded,
      textColor: text,
      signalColor: text,
      signalTextColor: text,
      noteBkgColor: yellow,
      noteTextColor: text,
      errorBkgColor: red,
      errorTextColor: redInk,
      ...tasks,
      ...slices,
      ...sections,
      fillType7: paper,
      ...branches,
      xyChart: { backgroundColor: background, plotColorPalette: inks.join() },
      pieStrokeColor: edge,
      pieOuterStrokeColor: edge,
      darkMode: reds + greens + blues < 384,
      fontFamily: style.fontFamily,
      fontSize: `${FONT_SIZE}px`,
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
