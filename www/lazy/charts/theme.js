// Colours of the app's theme, for libraries that paint by themselves.

/** What works out colours of the app by their names, mixed from others or not. */
export function colorsOf(node) {
  const probe = document.createElement("span");
  return (name) => {
    node.append(probe);
    probe.style.color = `var(--bk-${name})`;
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  };
}
