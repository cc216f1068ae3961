// What the script prints, below the app.

/** More lines than this are forgotten, the oldest first. */
const MOST_LINES = 1000;

const pane = document.getElementById("console");
const lines = document.getElementById("console-lines");
const shown = /** @type {HTMLInputElement} */ (document.getElementById("console-shown"));

shown.addEventListener("change", () => (pane.hidden = !shown.checked));
document.getElementById("console-clear").addEventListener("click", clear);

/** Adds what was printed; a failure opens the console. */
export function print(level, text) {
  const isLow = lines.scrollTop + lines.clientHeight >= lines.scrollHeight - 8;
  for (const line of text.replace(/\n$/, "").split("\n")) {
    const item = document.createElement("li");
    item.dataset.level = level;
    item.textContent = line;
    lines.append(item);
  }
  while (lines.children.length > MOST_LINES) lines.firstChild.remove();
  if (isLow) lines.scrollTop = lines.scrollHeight;
}

export function clear() {
  lines.replaceChildren();
}
