// The playground: a script on the left, the app that it is on the right.

import { createEditor } from "./editor.js";
import { examples } from "./examples.js";
import { show } from "./panes.js";

const runtime = import(new URL("pkg/brooklet.js", document.baseURI).href);
const example = document.getElementById("example");
const file = document.getElementById("file");
const status = document.getElementById("status");
const pane = document.getElementById("app");

const words = {
  loading: "Loading …",
  initial: "Starting …",
  running: "Running …",
  notRunning: "Ready",
  compilationError: "Syntax error",
};

let app;
let openings = 0;
let stale = false;

const editor = createEditor(document.getElementById("editor"), { run, change });

for (const name of Object.keys(examples)) example.add(new Option(name));
example.addEventListener("change", () => open(examples[example.value]));
file.addEventListener("change", openFile);
document.getElementById("run").addEventListener("click", run);
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
  event.preventDefault();
  run();
});
addEventListener("dragover", (event) => event.preventDefault());
addEventListener("drop", (event) => {
  event.preventDefault();
  openText(event.dataTransfer.files[0]);
});
open(examples[example.value]);
navigator.serviceWorker?.register("sw.js").catch(() => {});

/** Runs what the editor holds. The session of the app that already runs is kept. */
function run() {
  if (!app) return open(editor.text);
  stale = false;
  show("app");
  app.writeFile("app.py", editor.text);
  app.rerun();
}

/** Starts a new app from `text`. */
async function open(text) {
  const opening = ++openings;
  if (editor.text !== text) editor.text = text;
  app?.dispose();
  app = undefined;
  stale = false;
  say("loading");
  const root = document.createElement("div");
  root.className = "root";
  pane.replaceChildren(root);
  const started = (handle) => {
    if (opening !== openings) return handle.dispose();
    app = handle;
    app.addEventListener("state", ({ detail }) => opening === openings && say(detail.state));
  };
  try {
    const { mount } = await runtime;
    if (opening !== openings) return;
    await mount(root, { entrypoint: "app.py", files: { "app.py": text }, appId: "playground", started });
  } catch (error) {
    if (opening === openings) fail(error);
  }
}

function openFile() {
  openText(file.files[0]);
  file.value = "";
}

async function openText(chosen) {
  if (!chosen) return;
  const text = await chosen.text();
  let option = [...example.options].find(({ dataset }) => dataset.file);
  if (!option) {
    option = new Option();
    option.dataset.file = "yes";
    example.add(option);
  }
  option.value = option.text = chosen.name;
  examples[chosen.name] = text;
  example.value = chosen.name;
  open(text);
}

function change() {
  if (!stale) status.textContent = "Changed: Ctrl+Enter runs it";
  stale = true;
}

function say(state) {
  if (stale && state === "notRunning") return;
  status.dataset.state = state;
  status.textContent = words[state] ?? state;
}

function fail(error) {
  status.dataset.state = "failed";
  status.textContent = "Failed";
  const message = document.createElement("p");
  message.className = "failure";
  message.setAttribute("role", "alert");
  message.textContent = `The app could not be started: ${error?.message ?? error}`;
  pane.replaceChildren(message);
}
