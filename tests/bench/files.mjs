// Files that a script writes and reads again after a reload, beside Pyodide's IDBFS.

import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { median, openTab } from "./browser.mjs";
import { build, here } from "./sides.mjs";

const PATIENCE = 180_000;
const WORKLOADS = { "one file of 10 MB": 10_000_000, "1,000 files of 1 KB": 1_000_000 };

const APP = `
import os
import files
import streamlit as st

os.makedirs("kept", exist_ok=True)
st.text(f"read {files.read('kept')} bytes")
for workload in files.WORKLOADS:
    if st.button(workload):
        print("files:", files.write("kept", workload, lambda: files.sync("kept")))
`;

const PEER = `<!doctype html><meta charset="utf-8"><title>Pyodide</title><link rel="icon" href="data:,"><p></p>
<script type="module">
import { loadPyodide } from "/pyodide/pyodide.mjs";
const python = await loadPyodide({ indexURL: "/pyodide/" });
const sync = (populate) => new Promise((resolve, reject) => python.FS.syncfs(populate, (error) => (error ? reject(error) : resolve())));
python.FS.mkdir("/kept");
python.FS.mount(python.FS.filesystems.IDBFS, {}, "/kept");
const source = fetch("files.py").then((answer) => answer.text());
await sync(true);
python.FS.writeFile("/home/pyodide/files.py", await source);
const read = python.runPython("import files; files.read('/kept')");
window.write = async (workload) => {
  const written = python.runPython("files.write('/kept', " + JSON.stringify(workload) + ")");
  const begin = performance.now();
  await sync(false);
  return written + performance.now() - begin;
};
document.querySelector("p").textContent = "read " + read + " bytes";
</script>`;

/** Makes the pages of both sides; gives what serves them. */
export async function prepareFiles(folder) {
  const app = join(folder, "files-app");
  const peer = join(folder, "files-peer");
  await Promise.all([mkdir(app), mkdir(peer)]);
  await Promise.all([app, peer].map((folder) => copyFile(join(here, "files.py"), join(folder, "files.py"))));
  await writeFile(join(app, "app.py"), APP);
  await writeFile(join(peer, "index.html"), PEER);
  await build(join(app, "app.py"), join(folder, "files"));
  return { "/files/": join(folder, "files"), "/files-peer/": peer };
}

/** Medians in milliseconds, `[{name, ours, peer}]`: of writing until it is stored, and from a reload until all is read. */
export async function compareFiles(browser, server, turns) {
  const rows = [];
  for (const [workload, bytes] of Object.entries(WORKLOADS)) {
    const taken = { ours: { written: [], read: [] }, peer: { written: [], read: [] } };
    for (let turn = 0; turn < turns; turn++) {
      await visit(browser, `${server.url}/files/`, writeOurs, workload, bytes, taken.ours);
      await visit(browser, `${server.url}/files-peer/`, writePeer, workload, bytes, taken.peer);
    }
    rows.push({ name: `${workload}: written and stored`, ours: median(taken.ours.written), peer: median(taken.peer.written) });
    rows.push({ name: `${workload}: from a reload until read`, ours: median(taken.ours.read), peer: median(taken.peer.read) });
  }
  return rows;
}

async function visit(browser, address, write, workload, bytes, taken) {
  const context = await browser.newContext();
  await context.addInitScript(`
    const look = () => {
      const found = /read (\\d+) bytes/.exec(document.body?.innerText);
      if (found && window.found === undefined) window.found = { bytes: Number(found[1]), ms: performance.now() };
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
  `);
  const page = await openTab(context);
  await page.goto(address);
  await found(page, 0);
  taken.written.push(await write(page, workload));
  await page.reload();
  taken.read.push(await found(page, bytes));
  await context.close();
}

async function found(page, bytes) {
  await page.waitForFunction(() => window.found, null, { polling: 50, timeout: PATIENCE });
  const found = await page.evaluate(() => window.found);
  if (found.bytes !== bytes) throw new Error(`${found.bytes} bytes are there instead of ${bytes}`);
  return found.ms;
}

async function writeOurs(page, workload) {
  const button = page.getByTestId("stButton").getByRole("button", { name: workload });
  await button.waitFor({ timeout: PATIENCE });
  await page.evaluate(() => {
    document.querySelector("brooklet-app").addEventListener("console", ({ detail }) => {
      if (detail.text.startsWith("files:")) window.written = Number(detail.text.slice("files:".length));
    });
  });
  await button.click();
  await page.waitForFunction(() => window.written, null, { polling: 50, timeout: PATIENCE });
  return page.evaluate(() => window.written);
}

const writePeer = (page, workload) => page.evaluate((workload) => window.write(workload), workload);
