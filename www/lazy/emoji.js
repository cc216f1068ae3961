// All emoji by their short names. Loaded when a text first holds a name that is not a common one.

import { lib } from "emojilib";

/** The emoji of a name, or nothing. */
export function named(name) {
  return Object.hasOwn(lib, name) ? lib[name].char : undefined;
}
