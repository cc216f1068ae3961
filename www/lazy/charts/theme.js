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

/** A colour as libraries read it that reckon with colours themselves. */
export function plainColor(color) {
  const context = new OffscreenCanvas(1, 1).getContext("2d");
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = context.getImageData(0, 0, 1, 1).data;
  if (alpha < 255) return `rgba(${red}, ${green}, ${blue}, ${(alpha / 255).toFixed(2)})`;
  return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}
