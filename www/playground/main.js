// The playground: files on the left, the app that they are on the right.

import { buildZip } from "./build.js";
import { clear, print } from "./console.js";
import { createEditor } from "./editor.js";
import { examples } from "./examples.js";
import { createFiles } from "./files.js";
import { canWriteBack, fromFiles, pickFolder } from "./folder.js";
import { show } from "./panes.js";
import { keep, kept, Project } from "./project.js";
import { isShared, link, shared, strangerId } from "./share.js";

const OWN = "playground";
const runtime = import(new URL("pkg/brooklet.js", document.baseURI).href);
/** @type {(id: string) => Control} */
const find = (id) => /** @type {any} */ (document.getElementById(id));
const status = find("status");
const pane = find("app");
const gate = find("gate");

const words = {
  loading: "Loading …",
  initial: "Starting …",
  running: "Running …",
  notRunning: "Ready",
  compilationError: "Syntax error",
};

let project;
let shown;
let app;
let appId = OWN;
let openings = 0;
let stale = new Set();
let writeBack;

const editor = createEditor(find("editor"), { run, save, change });
const strip = createFiles(find("files"), { show: showFile, add, rename, remove });

for (const name of Object.keys(examples)) find("example").add(new Option(name));
find("example").addEventListener("change", () => begin(new Project({ "app.py": examples[find("example").value] })));
find("run").addEventListener("click", run);
find("stop").addEventListener("click", () => app?.stop());
find("share").addEventListener("click", share);
find("save").addEventListener("click", save);
find("download").addEventListener("click", download);
find("open-folder").addEventListener("click", openFolder);
find("phone").addEventListener("change", () => (pane.dataset.phone = String(find("phone").checked)));
find("theme").addEventListener("change", () => project && !isWaiting() && start());
for (const input of [find("file"), find("folder")]) {
  input.addEventListener("change", async () => {
    const chosen = [...input.files];
    input.value = "";
    await openFiles(chosen);
  });
}
document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
  const act = { Enter: run, s: save }[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});
addEventListener("dragover", (event) => event.preventDefault());
addEventListener("drop", (event) => {
  event.preventDefault();
  openFiles(event.dataTransfer.files);
});
addEventListener("hashchange", openFirst);
find("gate-run").addEventListener("click", runStranger);
find("gate-leave").addEventListener("click", () => {
  history.replaceState(null, "", location.pathname);
  openFirst();
});
openFirst();
navigator.serviceWorker?.register("sw.js").catch(() => {});

/** The app of the address, that of the last visit, or the first example. */
async function openFirst() {
  if (!isShared()) return begin(kept() ?? new Project({ "app.py": examples[find("example").value] }));
  end();
  try {
    project = await shared();
  } catch {
    return fail(new Error("the link is damaged or was cut short"));
  }
  gate.hidden = false;
  writeBack = undefined;
  editor.forget();
  showFile(project.entrypoint);
  show("editor");
  status.textContent = "Not started";
  find("gate-run").focus();
}

/** Whether an app of somebody else waits for the reader's word. */
function isWaiting() {
  return !gate.hidden;
}

async function runStranger() {
  appId = await strangerId(project);
  gate.hidden = true;
  show("app");
  start();
}

/** Opens a project of the reader's own and runs it; `write` saves it where it came from. */
function begin(opened, write) {
  gate.hidden = true;
  project = opened;
  appId = OWN;
  writeBack = write;
  editor.forget();
  showFile(project.entrypoint);
  keep(project);
  return start();
}

function showFile(path) {
  shown = path;
  editor.show(path, project.files.get(path));
  strip.draw(project, path);
}

function change(text) {
  project.files.set(shown, text);
  stale.add(shown);
  if (isWaiting()) return;
  if (appId === OWN) keep(project);
  status.textContent = "Changed: Ctrl+Enter runs it";
}

function add() {
  const path = prompt("Name of the new file", project.files.has("helpers.py") ? "data.csv" : "helpers.py");
  if (path === null) return;
  const objection = project.objection(path);
  if (objection) return alert(objection);
  project.files.set(path, "");
  stale.add(path);
  showFile(path);
  editor.focus();
}

function rename(path) {
  const name = prompt(`New name of ${path}`, path);
  if (name === null || name === path) return;
  const objection = project.objection(name) ?? (path === project.entrypoint && !name.endsWith(".py") ? "A script ends in .py." : undefined);
  if (objection) return alert(objection);
  project.files.set(name, project.files.get(path));
  project.files.delete(path);
  if (path === project.entrypoint) {
    project.entrypoint = name;
    showFile(name);
    keep(project);
    if (!isWaiting()) start();
    return;
  }
  app?.removeFile(path);
  stale.delete(path);
  stale.add(name);
  showFile(name);
  keep(project);
}

function remove(path) {
  if (!confirm(`Remove ${path}?`)) return;
  project.files.delete(path);
  stale.delete(path);
  app?.removeFile(path);
  showFile(project.entrypoint);
  keep(project);
}

/** Runs what the editor holds. The session of the app that already runs is kept. */
function run() {
  if (isWaiting()) return runStranger();
  if (!app) return start();
  show("app");
  editor.complain();
  for (const path of stale) app.writeFile(path, project.files.get(path));
  stale = new Set();
  app.rerun();
}

function end() {
  openings++;
  app?.dispose();
  app = undefined;
  stale = new Set();
  pane.replaceChildren();
  clear();
}

/** Starts the project anew. */
async function start() {
  end();
  const opening = openings;
  say("loading");
  const root = document.createElement("div");
  root.className = "root";
  pane.replaceChildren(root);
  const isNow = () => opening === openings;
  const started = (handle) => {
    if (!isNow()) return handle.dispose();
    app = handle;
    app.addEventListener("state", ({ detail }) => isNow() && say(detail.state));
    app.addEventListener("console", ({ detail }) => isNow() && print(detail.level, detail.text));
    app.addEventListener("compileError", ({ detail }) => isNow() && complain(detail.text));
  };
  const base = find("theme").value;
  const config = base ? { theme: { base } } : {};
  const files = Object.fromEntries(project.files);
  try {
    const { mount } = await runtime;
    if (isNow()) await mount(root, { entrypoint: project.entrypoint, files, appId, config, started });
  } catch (error) {
    if (isNow()) fail(error);
  }
}

/** Shows where a source does not compile, as Python words it. */
function complain(text) {
  const place = /File "\/app\/([^"]+)", line (\d+)/.exec(text);
  const message = text.trimEnd().split("\n").pop();
  if (!place || !project.files.has(place[1])) return;
  if (place[1] !== shown) showFile(place[1]);
  editor.complain(Number(place[2]), message);
}

async function openFiles(list) {
  if (list.length === 0) return;
  find("menu").hidePopover();
  try {
    const opened = await fromFiles(list);
    named(opened.name);
    begin(opened);
  } catch (error) {
    alert(error.message);
  }
}

async function openFolder() {
  find("menu").hidePopover();
  if (!canWriteBack) return find("folder").click();
  try {
    const { project: opened, save: write } = await pickFolder();
    named(opened.name);
    begin(opened, write);
  } catch (error) {
    if (error.name !== "AbortError") alert(error.message);
  }
}

/** The list of examples says what is open instead. */
function named(name) {
  const list = find("example");
  let option = [...list.options].find(({ dataset }) => dataset.own);
  if (!option) {
    option = new Option();
    option.dataset.own = "yes";
    list.add(option);
  }
  option.text = option.value = name;
  option.disabled = true;
  list.value = name;
}

async function save() {
  if (writeBack) {
    await writeBack(project.files);
    return tell("Saved to the folder");
  }
  tell(keep(project) ? "Saved in this browser" : "This browser keeps nothing: download the app instead");
}

async function share() {
  const address = await link(project);
  try {
    await navigator.clipboard.writeText(address);
    tell("The link is on the clipboard");
  } catch {
    prompt("The link to this app", address);
  }
}

async function download() {
  find("menu").hidePopover();
  tell("Packing …");
  try {
    const anchor = document.createElement("a");
    anchor.href = URL.createObjectURL(await buildZip(project));
    anchor.download = `${project.name}.zip`;
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(anchor.href), 60_000);
    tell("Downloaded: unpack it on any web server");
  } catch (error) {
    tell(`It could not be packed: ${error.message}`);
  }
}

function say(state) {
  find("stop").disabled = state !== "running";
  if (stale.size > 0 && state === "notRunning") return;
  status.dataset.state = state;
  status.textContent = words[state] ?? state;
}

function tell(text) {
  status.textContent = text;
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
