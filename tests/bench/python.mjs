// Kernels of Python in an app of ours and in Pyodide, turn by turn, each one's best time.

import { readFile } from "node:fs/promises";
import { openTab } from "./browser.mjs";

const PATIENCE = 600_000;

/**
 * The best time of each kernel on both sides, `[{name, ours, peer}]`, in milliseconds. `program` has the paths of
 * both pages, `ours` and `peer`, the names of the `modules`, and the `call` that measures.
 */
export async function compare(browser, server, program, turns) {
  const context = await browser.newContext();
  const ours = await openOurs(context, server, program);
  const peer = await openPeer(context, server, program);
  const results = { ours: {}, peer: {} };
  for (let turn = 0; turn < turns; turn++) {
    keepBest(results.ours, await ours());
    keepBest(results.peer, await peer());
  }
  await context.close();
  return Object.keys(results.peer).map((name) => ({ name, ours: results.ours[name], peer: results.peer[name] }));
}

async function openOurs(context, server, program) {
  const page = await openTab(context);
  await page.goto(server.url + program.ours);
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

async function openPeer(context, server, program) {
  const page = await openTab(context);
  await page.goto(server.url + program.peer);
  await page.waitForFunction(() => document.getElementById("out")?.textContent, null, { timeout: PATIENCE });
  for (const module of program.modules) {
    const source = await readFile(new URL(`${module}.py`, import.meta.url), "utf8");
    await page.evaluate(([name, text]) => window.python.FS.writeFile(`/home/pyodide/${name}.py`, text), [module, source]);
  }
  const imports = program.modules.map((module) => `import ${module}`).join("\n");
  await page.evaluate((code) => window.python.runPython(code), `import sys; sys.path.insert(0, "/home/pyodide")\n${imports}`);
  return async () => {
    await page.bringToFront();
    return JSON.parse(await page.evaluate((call) => window.python.runPython(call), program.call));
  };
}

function keepBest(all, turn) {
  for (const [name, value] of Object.entries(turn)) {
    if (typeof all[name] === "number" && typeof value === "number") all[name] = Math.min(all[name], value);
    else all[name] ??= value;
  }
}
