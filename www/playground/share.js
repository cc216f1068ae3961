// An app as a link: it stands whole, compressed, in the part of the address that no server ever sees.

import { fromBase64, Project, toBase64 } from "./project.js";

const MARK = "#app=";

/** The address that opens this app. */
export async function link(project) {
  const packed = await through(new CompressionStream("deflate-raw"), new TextEncoder().encode(JSON.stringify(project)));
  const letters = toBase64(packed).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  return `${location.origin}${location.pathname}${MARK}${letters}`;
}

/** Whether the address carries an app. */
export function isShared() {
  return location.hash.startsWith(MARK);
}

/** The app in the address. */
export async function shared() {
  const letters = location.hash.slice(MARK.length).replaceAll("-", "+").replaceAll("_", "/");
  const text = await through(new DecompressionStream("deflate-raw"), fromBase64(letters));
  return Project.from(JSON.parse(new TextDecoder().decode(text)));
}

/** A name for the storage of somebody else's app: it never meets that of the reader's own. */
export async function strangerId(project) {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(JSON.stringify(project)));
  return `shared-${[...new Uint8Array(hash, 0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

/** Bytes after they went through a stream. */
export async function through(stream, bytes) {
  const body = new Blob([bytes]).stream().pipeThrough(stream);
  return new Uint8Array(await new Response(body).arrayBuffer());
}
