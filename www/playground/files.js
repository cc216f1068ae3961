// The strip of files above the editor.

/** A strip inside `nav`; `act` has `show`, `add`, `rename` and `remove`, each taking paths. */
export function createFiles(nav, act) {
  return {
    /** Draws the strip for a project with one file shown. */
    draw(project, shown) {
      const active = document.activeElement;
      const focused = active instanceof HTMLElement && nav.contains(active) ? active.dataset.path : undefined;
      nav.replaceChildren(...project.paths.map((path) => tab(path, path === shown, path === project.entrypoint)), adder());
      if (focused !== undefined) nav.querySelector(`[data-path="${CSS.escape(focused)}"]`)?.focus();
    },
  };

  function tab(path, isShown, isEntry) {
    const item = document.createElement("span");
    item.className = "file";
    const name = button(path, () => act.show(path));
    name.dataset.path = path;
    if (isShown) name.setAttribute("aria-current", "true");
    item.append(name);
    if (!isShown) return item;
    name.title = "Rename with a double click or F2";
    name.addEventListener("dblclick", () => act.rename(path));
    name.addEventListener("keydown", (event) => {
      if (event.key === "F2") act.rename(path);
      if (event.key === "Delete" && !isEntry) act.remove(path);
    });
    if (!isEntry) {
      const remove = button("×", () => act.remove(path));
      remove.setAttribute("aria-label", `Remove ${path}`);
      item.append(remove);
    }
    return item;
  }

  function adder() {
    const add = button("+", act.add);
    add.setAttribute("aria-label", "New file");
    add.title = "New file";
    return add;
  }
}

function button(text, press) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.addEventListener("click", press);
  return made;
}
