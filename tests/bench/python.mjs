// Pure Python: the kernels in an app of ours and in Pyodide, turn by turn, each one's best time.

import { readFile } from "node:fs/promises";
import { openTab } from "./browser.mjs";

const PATIENCE = 600_000;
const kernels = await readFile(new URL("kernels.py", import.meta.url), "utf8");

/** The best time of each kernel on both sides, `[{name, ours, peer}]`, in milliseconds. */
export async function compare(browser, server, turns) {
  const context = await browser.newContext();
  const ours = await openOurs(context, server);
  const peer = await openPeer(context, server);
  const results = { ours: {}, peer: {} };
  for (let turn = 0; turn < turns; turn++) {
    keepBest(results.ours, await ours());
    keepBest(results.peer, await peer());
  }
  await context.close();
  return Object.keys(results.peer).map((name) => ({ name, ours: results.ours[name], peer: results.peer[name] }));
}

async function openOurs(context, server) {
  const page = await openTab(context);
  await page.goto(`${server.url}/kernels/`);
  const button = page.getByTestId("stButton").getByRole("button", { name: "Measure" });
  await button.waitFor({ timeout: PATIENCE });
  await page.evaluate(async () => {
    const element = document.querySelector("brooklet-app");
    element.addEventListener("console", ({ detail }) => {
      if (detail.text.startsWith("kernels:")) window.measured = detail.text.slice("kernels:".length);
    });
  });
  return async () => {
    await page.bringToFront();
    await page.evaluate(() => (window.measured = undefined));
    await button.click();
    await page.waitForFunction(() => window.measured, null, { polling: 100, timeout: PATIENCE });
    return JSON.parse(await page.evaluate(() => window.measured));
  };
}

async function openPeer(context, server) {
  const page = await openTab(context);
  await page.goto(`${server.url}/peer/`);
  await page.waitForFunction(() => window.python && document.getElementById("out").textContent, null, { timeout: PATIENCE });
  await page.evaluate((source) => {
    window.python.FS.writeFile("/home/pyodide/kernels.py", source);
    window.python.runPython("import sys; sys.path.insert(0, '/home/pyodide'); import kernels");
  }, kernels);
  return async () => {
    await page.bringToFront();
    return JSON.parse(await page.evaluate(() => window.python.runPython("kernels.measure()")));
  };
}

function keepBest(all, turn) {
  for (const [name, value] of Object.entries(turn)) {
    if (typeof all[name] === "number" && typeof value === "number") all[name] = Math.min(all[name], value);
    else all[name] ??= value;
  }
}
