// Charts that are wider than their place.

/** Lets the keyboard reach a chart that has more than is seen of it, as all scrolling is reached. */
export function letReach(node) {
  if (node.scrollWidth > node.clientWidth) node.tabIndex = 0;
  else node.removeAttribute("tabindex");
}
