// Buttons above a chart, before the one that shows it over the whole window.

const DOWNLOAD = "M18 15v3H6v-3H4v3c0 1.1.9 2 2 2h12c1.1 0 2-.9 2-2v-3h-2zm-1-4l-1.41-1.41L13 12.17V4h-2v8.17L8.41 9.59 7 11l5 5 5-5z";
const COPY = "M16 1H4a2 2 0 0 0-2 2v14h2V3h12zm3 4H8a2 2 0 0 0-2 2v14c0 1.1.9 2 2 2h11a2 2 0 0 0 2-2V7a2 2 0 0 0-2-2m0 16H8V7h11z";
const CHECK = "M9 16.17 4.83 12l-1.42 1.41L9 19 21 7l-1.41-1.41z";
/** How long a button says that it has copied. */
const SAID_MS = 2000;
const NAMESPACE = "http://www.w3.org/2000/svg";

/** The toolbar of the frame around an element. */
export const toolbarOf = (node) => node.closest(".bk-full")?.querySelector(":scope > .bk-full-tools");

/** What each button does now, by its name: a chart that is drawn anew keeps its buttons. */
const acts = new WeakMap();

function icon(path) {
  const svg = document.createElementNS(NAMESPACE, "svg");
  for (const [name, value] of Object.entries({ viewBox: "0 0 24 24", fill: "currentColor", "aria-hidden": "true" })) svg.setAttribute(name, value);
  const shape = document.createElementNS(NAMESPACE, "path");
  shape.setAttribute("d", path);
  svg.append(shape);
  return svg;
}

/** Adds a button, or gives another meaning to the one of this name. */
function tool(node, name, label, path, act) {
  const bar = toolbarOf(node);
  if (!bar) return;
  const known = acts.get(bar) ?? acts.set(bar, new Map()).get(bar);
  let own = known.get(name);
  if (!own) {
    const place = document.createElement("div");
    place.dataset.testid = "stElementToolbarButton";
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.testid = "stBaseButton-elementToolbar";
    button.append(icon(path));
    button.addEventListener("click", () => known.get(name).act(button));
    place.append(button);
    bar.lastElementChild.before(place);
    own = { button };
    known.set(name, own);
  }
  own.act = act;
  own.button.setAttribute("aria-label", label);
}

/** The moment in the names of files. */
const moment = () => new Date().toISOString().slice(0, 16).replace(":", "-");

/** Saves what stands at an address. */
function save(address, name) {
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.download = name;
  anchor.click();
}

/** A button that saves a chart as a picture: `picture` gives its address. */
export function downloadTool(node, kind, picture, name) {
  tool(node, "download", `Download as ${kind.toUpperCase()}`, DOWNLOAD, async () => {
    const address = await picture();
    if (address) save(address, name ?? `${moment()}_chart.${kind}`);
  });
}

/** A button that copies a text. */
export function copyTool(node, label, text) {
  tool(node, "copy", label, COPY, async (button) => {
    await navigator.clipboard.writeText(text());
    button.replaceChildren(icon(CHECK));
    setTimeout(() => button.replaceChildren(icon(COPY)), SAID_MS);
  });
}
