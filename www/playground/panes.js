// The two panes: a splitter between them where there is room, tabs where there is not.

const panes = document.getElementById("panes");
const splitter = document.getElementById("splitter");
const tabs = { editor: document.getElementById("tab-editor"), app: document.getElementById("tab-app") };

/** Shows the editor or the app on a narrow screen. */
export function show(view) {
  panes.dataset.view = view;
  for (const [name, tab] of Object.entries(tabs)) {
    tab.setAttribute("aria-selected", String(name === view));
    tab.tabIndex = name === view ? 0 : -1;
  }
}

function resize(percent) {
  const bounded = Math.round(Math.min(85, Math.max(15, percent)));
  panes.style.setProperty("--share", `${bounded}%`);
  splitter.setAttribute("aria-valuenow", String(bounded));
}

function drag(event) {
  if (!splitter.hasPointerCapture(event.pointerId)) return;
  const { left, width } = panes.getBoundingClientRect();
  resize(((event.clientX - left) / width) * 100);
}

function step(event) {
  const now = Number(splitter.getAttribute("aria-valuenow"));
  const target = { ArrowLeft: now - 2, ArrowRight: now + 2, Home: 15, End: 85 }[event.key];
  if (target === undefined) return;
  event.preventDefault();
  resize(target);
}

function turn(event) {
  if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
  const other = panes.dataset.view === "app" ? "editor" : "app";
  show(other);
  tabs[other].focus();
}

splitter.addEventListener("pointerdown", (event) => {
  event.preventDefault();
  splitter.setPointerCapture(event.pointerId);
});
splitter.addEventListener("pointermove", drag);
splitter.addEventListener("keydown", step);
for (const [name, tab] of Object.entries(tabs)) {
  tab.addEventListener("click", () => show(name));
  tab.addEventListener("keydown", turn);
}
show("app");
