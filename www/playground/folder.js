// Apps from the disk: a script, or a whole folder, which is written back where the browser allows it.

import { Project } from "./project.js";

/** Larger files stay on the disk. */
const MOST_BYTES = 5_000_000;

const LEFT_OUT = /(^|\/)(\.(?!streamlit\/)|__pycache__\/|node_modules\/|venv\/)/;

/** Whether a folder can be opened so that changes can be written back. */
export const canWriteBack = "showDirectoryPicker" in window;

/** A project from a list of files as an input or a drop gives them. */
export async function fromFiles(list) {
  const entries = await Promise.all([...list].map(async (file) => [file.webkitRelativePath || file.name, file]));
  return collect(entries, entries.length === 1 ? entries[0][1].name.replace(/\.py$/, "") : undefined);
}

/** A folder that the reader picks, and how to write to it. */
export async function pickFolder() {
  const folder = await window.showDirectoryPicker({ mode: "readwrite" });
  const entries = [];
  await walk(folder, "", entries);
  const project = await collect(entries, folder.name);
  return { project, save: (files) => write(folder, files) };
}

async function walk(folder, prefix, entries) {
  for await (const [name, handle] of folder.entries()) {
    const path = prefix + name;
    if (LEFT_OUT.test(handle.kind === "directory" ? `${path}/` : path)) continue;
    if (handle.kind === "directory") await walk(handle, `${path}/`, entries);
    else entries.push([path, await handle.getFile()]);
  }
}

async function collect(entries, name) {
  const top = entries.every(([path]) => path.includes("/")) ? commonFolder(entries.map(([path]) => path)) : "";
  const files = {};
  for (const [path, file] of entries) {
    const inside = path.slice(top.length);
    if (LEFT_OUT.test(inside) || file.size > MOST_BYTES) continue;
    files[inside] = await content(file);
  }
  return new Project(files, { name: name ?? (top.replaceAll("/", "") || "app") });
}

function commonFolder(paths) {
  const first = paths[0]?.slice(0, paths[0].indexOf("/") + 1) ?? "";
  return paths.every((path) => path.startsWith(first)) ? first : "";
}

/** Text where it is text, bytes where it is not. */
async function content(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return bytes;
  }
}

async function write(folder, files) {
  for (const [path, data] of files) {
    const parts = path.split("/");
    const name = parts.pop();
    let place = folder;
    for (const part of parts) place = await place.getDirectoryHandle(part, { create: true });
    const stream = await (await place.getFileHandle(name, { create: true })).createWritable();
    await stream.write(data);
    await stream.close();
  }
}
