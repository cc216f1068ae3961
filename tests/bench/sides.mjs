// What is compared: an app of ours as it is deployed, and Pyodide as its documentation shows it.

import { execFile } from "node:child_process";
import { copyFile, mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const here = fileURLToPath(new URL(".", import.meta.url));
const root = join(here, "../..");

/** When the hello app can be used: its script has ended and its button is there. */
const OURS_IS_READY = `() => {
  const app = document.querySelector('[data-testid="stApp"][data-test-script-state="notRunning"]');
  return app && [...app.querySelectorAll('[data-testid="stButton"] button')].some((b) => b.textContent.trim() === "Count");
}`;

const PEER_PAGE = `<!doctype html><meta charset="utf-8"><title>Pyodide</title><link rel="icon" href="data:,"><pre id="out"></pre>
<script type="module">
import { loadPyodide } from "/pyodide/pyodide.mjs";
const out = document.getElementById("out");
window.python = await loadPyodide({ indexURL: "/pyodide/", stdout: (line) => (out.textContent += line + "\\n") });
window.python.runPython("print('hello')");
</script>`;

const PEER_IS_READY = `() => document.getElementById("out")?.textContent.startsWith("hello")`;

const KERNEL_APP = `
import kernels
import streamlit as st

st.title("Kernels")
if st.button("Measure"):
    print("kernels:" + kernels.measure())
st.write("idle")
`;

/** Makes the folders that are served, and tells what each side's pages are. */
export async function prepare() {
  const folder = await mkdtemp(join(tmpdir(), "brooklet-bench-"));
  await build(join(root, "examples/hello/app.py"), join(folder, "hello"));
  await mkdir(join(folder, "kernels-app"));
  await writeFile(join(folder, "kernels-app/app.py"), KERNEL_APP);
  await copyFile(join(here, "kernels.py"), join(folder, "kernels-app/kernels.py"));
  await build(join(folder, "kernels-app/app.py"), join(folder, "kernels"));
  await mkdir(join(folder, "peer"));
  await writeFile(join(folder, "peer/index.html"), PEER_PAGE);
  const pyodide = join(root, "tests/node_modules/pyodide");
  const { version } = JSON.parse(await readFile(join(pyodide, "package.json"), "utf8"));
  return {
    folder,
    mounts: {
      "/hello/": join(folder, "hello"),
      "/kernels/": join(folder, "kernels"),
      "/peer/": join(folder, "peer"),
      "/pyodide/": pyodide,
    },
    ours: { name: "Brooklet", path: "/hello/", ready: OURS_IS_READY },
    peer: { name: `Pyodide ${version}`, path: "/peer/", ready: PEER_IS_READY },
  };
}

async function build(script, output) {
  const command = process.env.BROOKLET_CLI;
  if (!command) throw new Error("BROOKLET_CLI names the brooklet command; `cargo xtask bench` sets it");
  await promisify(execFile)(command, ["build", script, "-o", output]);
}
