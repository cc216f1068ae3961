// The page of `brooklet run`: mounts the app and keeps it up to date with the files on disk.
// A changed file is written into the running app, which then runs again: the session is kept.

import { mount } from "./pkg/brooklet.js";

const root = document.getElementById("app");
/** What happened to files and has not reached the app, in order. */
const changes = [];
let app;
let settling = false;
let wasCut = false;

const news = new EventSource(new URL("news", import.meta.url));
news.addEventListener("files", (event) => {
  changes.push(JSON.parse(event.data));
  settle();
});
news.addEventListener("settings", () => location.reload());
news.addEventListener("error", () => {
  wasCut = true;
});
// What changed while nobody told is unknown: after the line was cut, begin again.
news.addEventListener("open", () => wasCut && location.reload());

const description = await (await fetch(new URL("app.json", import.meta.url))).json();
if (description.failure) {
  root.textContent = description.failure;
} else {
  await mount(root, { ...description, started });
}

function started(running) {
  app = running;
  globalThis.brooklet = app;
  settle();
}

/** Brings the app up to date, one change after the other. */
async function settle() {
  if (!app || settling) return;
  settling = true;
  try {
    let changed = false;
    for (let change; (change = changes.shift()); changed = true) await apply(change);
    if (changed) app.rerun();
  } finally {
    settling = false;
  }
}

async function apply({ written, removed }) {
  for (const [path, address] of written) {
    const response = await fetch(address, { cache: "no-store" });
    // A file may be gone again already; then the next change says so.
    if (response.ok) app.writeFile(path, new Uint8Array(await response.arrayBuffer()));
  }
  for (const path of removed) app.removeFile(path);
}
