// The menus of a grid. That of a column: what can be done with it, its formats, and what it holds in figures; which
// columns are shown; what a button can do. And the value of a small chart under the pointer. Loaded when a reader first
// opens a menu or points at a chart.
//
// What is chosen stands in `data-choice` of the menu's frame when it is told of it by an event `choose`.

import { figures } from "./grid/figures.js";
import css from "./grid/column_menu.css";

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

/** The symbols of kinds of columns. */
const SYMBOLS = {
  number: "tag", duration: "timelapse", checkbox: "check_box", date: "calendar_month", time: "access_time", datetime: "calendar_today", list: "list",
  multiselect: "checklist", json: "code_blocks", link: "link", image: "image", audio: "audio_file", video: "video_file",
  button: "smart_button", markdown: "markdown", progress: "commit", selectbox: "arrow_drop_down_circle",
  line_chart: "show_chart", area_chart: "area_chart", bar_chart: "bar_chart",
};

/** Formats: their names, what they are called, and their symbols. */
const AUTOMATIC = ["", "Automatic"];
const LOCALIZED = ["localized", "Localized", "translate"];
const DISTANCE = ["distance", "Distance", "search_activity"];
const NUMBERS = [
  [...AUTOMATIC, "123"], LOCALIZED, ["plain", "Plain", "speed_1_75"], ["compact", "Compact", "1k"], ["dollar", "Dollar", "attach_money"],
  ["euro", "Euro", "euro"], ["yen", "Yen", "currency_yen"], ["percent", "Percent", "percent"], ["scientific", "Scientific", "experiment"],
  ["accounting", "Accounting", "finance_chip"],
];
const TIMES = [[...AUTOMATIC, "schedule"], LOCALIZED];
const LENGTHS = [...NUMBERS, ["duration", "Duration", "timelapse"]];
const FORMATS = {
  number: LENGTHS,
  duration: LENGTHS,
  progress: NUMBERS,
  time: TIMES,
  date: [...TIMES, DISTANCE],
  datetime: [...TIMES, DISTANCE, ["calendar", "Calendar", "today"]],
};

/** What an entry does. */
const acts = new WeakMap();
/** Where figures of a frame are shown, and of which kind they are. */
const shown = new WeakMap();

/** Kinds of columns of which figures can be shown. */
const COUNTED = { number: "number", duration: "number", progress: "number", text: "text", date: "date", datetime: "datetime", checkbox: "checkbox" };

/** What opens beside an entry of the menu, one at a time. */
class Submenus {
  constructor(frame) {
    this.frame = frame;
  }

  under(entry, testId, fill) {
    entry.setAttribute("aria-haspopup", "true");
    entry.setAttribute("aria-expanded", "false");
    acts.set(entry, () => this.open(entry, testId, fill));
    entry.addEventListener("pointerenter", ({ pointerType }) => pointerType === "mouse" && this.open(entry, testId, fill));
    // What the pointer passes on its way to the panel leaves it open.
    for (const other of entry.parentElement.children) {
      if (other !== entry) other.addEventListener("pointerenter", () => this.entry === entry && this.close());
    }
  }

  open(entry, testId, fill) {
    if (this.entry === entry) return;
    this.close();
    this.entry = entry;
    this.panel = make("div", "bk-choices bk-column-panel", { "data-testid": testId });
    entry.setAttribute("aria-expanded", "true");
    this.frame.append(this.panel);
    fill(this.panel);
    this.place();
  }

  /** Beside the menu where there is room, else over it. */
  place() {
    const { panel, entry, frame } = this;
    const own = frame.getBoundingClientRect();
    const size = panel.getBoundingClientRect();
    const room = document.documentElement.clientWidth;
    if (own.right + size.width <= room) panel.style.left = "calc(100% + 2px)";
    else if (own.left >= size.width) panel.style.right = "calc(100% + 2px)";
    else panel.style.left = `${Math.max(0, room - size.width) / 2 - own.left}px`;
    const at = entry.getBoundingClientRect();
    const top = Math.min(at.top + (at.height - size.height) / 2, innerHeight - size.height - 4);
    panel.style.top = `${Math.max(4, top) - own.top}px`;
  }

  close() {
    this.entry?.setAttribute("aria-expanded", "false");
    this.panel?.remove();
    this.entry = this.panel = undefined;
  }

  /** Back from the panel to what has opened it. */
  leave() {
    const { entry } = this;
    this.close();
    entry?.focus();
  }
}

/** Draws the menu of a column, whose head is `place`. `hasFigures` says whether its figures may be shown. */
export function draw(frame, place, [title, kind, format, isPinned, hasFigures]) {
  const { menu, choose, opened } = menuIn(frame, place, `Column ${title}`);
  const item = (symbol, label, choice) => {
    const entry = entryOf("menuitem", symbol, label);
    if (choice) acts.set(entry, () => choose(choice));
    menu.append(entry);
    return entry;
  };
  const line = () => menu.append(make("div", "bk-column-line", { role: "separator" }));
  item("arrow_upward", "Sort ascending", "ascending");
  item("arrow_downward", "Sort descending", "descending");
  line();
  if (hasFigures && COUNTED[kind]) {
    opened.under(item("bar_chart", "Statistics"), "stDataFrameStatisticsMenu", (panel) => {
      panel.tabIndex = -1;
      panel.setAttribute("role", "group");
      panel.setAttribute("aria-label", `Statistics of ${title}`);
      // What the column holds is asked for, and comes back to `show`.
      shown.set(frame, { panel, kind: COUNTED[kind] });
      choose("statistics");
    });
  }
  if (FORMATS[kind]) {
    opened.under(item("format_list_numbered", "Format"), "stDataFrameColumnFormattingMenu", (panel) => {
      panel.setAttribute("role", "menu");
      panel.setAttribute("aria-label", "Format");
      for (const [name, label, symbol] of FORMATS[kind]) {
        const entry = entryOf("menuitemradio", symbol, label);
        entry.setAttribute("aria-checked", String(name === format));
        acts.set(entry, () => choose(`format:${name}`));
        panel.append(entry);
      }
    });
  }
  item("arrows_outward", "Autosize", "autosize");
  item(isPinned ? "keep_off" : "keep", `${isPinned ? "Unpin" : "Pin"} column`, "pin");
  item("visibility_off", "Hide column", "hide");
  menu.append(head(title, kind));
}

/** Draws a list of entries; with `checks`, each of them is on or off, and the list stays open. */
export function list(frame, place, [label, entries, checks]) {
  const { menu, choose } = menuIn(frame, place, label);
  const nodes = entries.map((entry) => make("div", "bk-choice bk-column-choice", { role: checks ? "menuitemcheckbox" : "menuitem", tabindex: "-1" }, entry));
  nodes.forEach((node, index) => acts.set(node, () => choose(String(index))));
  if (!checks) return void menu.append(...nodes);
  const all = make("div", "bk-choice bk-column-choice", { role: "menuitemcheckbox", tabindex: "-1" }, "Select all");
  const isOn = (node) => node.ariaChecked === "true";
  const tell = () => check(all, nodes.every(isOn) || (nodes.some(isOn) ? "mixed" : false));
  const toggle = (node, index) => {
    check(node, !isOn(node));
    choose(String(index));
    tell();
  };
  nodes.forEach((node, index) => {
    check(node, checks[index]);
    acts.set(node, () => toggle(node, index));
  });
  acts.set(all, () => {
    const wanted = !isOn(all);
    nodes.forEach((node, index) => isOn(node) !== wanted && toggle(node, index));
  });
  tell();
  menu.append(all, make("div", "bk-column-line", { role: "separator" }), ...nodes);
}

function check(node, state) {
  node.setAttribute("aria-checked", String(state));
}

/** A menu in its frame, which tells what is chosen; once it stands below its place, it ends where that does. */
function menuIn(frame, place, label) {
  const menu = make("div", "bk-choices", { role: "menu", "aria-label": label });
  frame.append(menu);
  const choose = (choice) => {
    frame.dataset.choice = choice;
    frame.dispatchEvent(new Event("choose"));
  };
  const opened = new Submenus(frame);
  frame.addEventListener("keydown", (event) => press(event, opened, choose));
  frame.addEventListener("click", ({ target }) => acts.get(target.closest("[role^=menuitem]"))?.());
  queueMicrotask(() => {
    const by = place.getBoundingClientRect().right - frame.getBoundingClientRect().right;
    frame.style.left = `${Math.max(8, frame.offsetLeft + Math.min(0, by))}px`;
  });
  return { menu, choose, opened };
}

/** Shows what a column holds: its values as numbers (milliseconds for moments), texts, truths, `null` where there is none. */
export function show(frame, values, isSampled) {
  const { panel, kind } = shown.get(frame);
  panel.replaceChildren(...figures(kind, values, isSampled));
}

/** What the column is called, and a button that copies it. It is read last, and stands above all. */
function head(title, kind) {
  const line = make("div", "bk-column-head");
  const sign = make("span", "bk-column-kind", { title: kind, "data-symbol": SYMBOLS[kind] ?? "notes" });
  const box = make("span", "bk-column-name", { title });
  box.append(make("span", "", {}, title));
  const label = "Copy column name";
  const copy = make("span", "bk-column-copy", { role: "menuitem", tabindex: "-1", "aria-label": label, title: label, "data-symbol": "content_copy" });
  acts.set(copy, async () => {
    await navigator.clipboard?.writeText(title);
    copy.dataset.symbol = "check";
  });
  box.append(copy);
  line.append(sign, box);
  return line;
}

function press(event, opened, choose) {
  const { key, target } = event;
  const own = target.closest("[role=menu]");
  const entries = [...(own?.querySelectorAll("[role^=menuitem]") ?? [])];
  const at = entries.indexOf(target);
  const isInside = opened.panel?.contains(target);
  const step = { ArrowDown: at + 1, ArrowUp: at - 1 + entries.length, Home: 0, End: entries.length - 1 }[key];
  if (step !== undefined && entries.length) entries[step % entries.length].focus();
  else if (key === "ArrowLeft" && isInside) opened.leave();
  else if (key === "Escape" && isInside) opened.leave();
  else if (key === "Escape" || key === "Tab") choose("close");
  else if (key === "Enter" || key === " " || (key === "ArrowRight" && target.hasAttribute("aria-haspopup"))) {
    acts.get(target)?.();
    const panel = opened.entry === target && opened.panel;
    if (panel) (panel.querySelector("[aria-checked=true]") ?? panel.querySelector("[role^=menuitem]") ?? panel).focus();
  } else if (key.length === 1) {
    const next = [...entries.slice(at + 1), ...entries].find((entry) => entry.textContent.toLowerCase().startsWith(key.toLowerCase()));
    next?.focus();
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

/** An entry with a symbol, which the style draws. */
function entryOf(role, symbol, label) {
  return make("div", "bk-choice bk-column-choice", { role, tabindex: "-1", "data-symbol": symbol }, label);
}

function make(tag, className = "", attributes = {}, text = "") {
  const node = document.createElement(tag);
  node.className = className;
  node.textContent = text;
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}

/** Shows the value of a chart in a cell that is nearest to a place of the window, and a line through it. */
export const point = (cell, x) => {
  const chart = cell.querySelector(".bk-grid-chart");
  if (!chart) return;
  const values = chart.getAttribute("aria-label").split(", ");
  const { left, width } = chart.getBoundingClientRect();
  const steps = values.length - 1 || 1;
  const at = Math.min(values.length - 1, Math.max(0, Math.round(((x - left) / width) * steps)));
  let mark = cell.querySelector(".bk-spark-mark");
  if (!mark) {
    mark = document.createElement("span");
    mark.className = "bk-spark-mark";
    mark.ariaHidden = "true";
    cell.append(mark);
    cell.addEventListener("pointerleave", () => mark.remove(), { once: true });
  }
  const value = Number(values[at]);
  mark.textContent = Number.isFinite(value) ? value.toLocaleString("en", { maximumFractionDigits: 4, useGrouping: false }) : "";
  mark.style.setProperty("--bk-at", `${left - cell.getBoundingClientRect().left + (at / steps) * width}px`);
};
