// Chromium, and what the operating system says of the process that shows a page.

import { readFile } from "node:fs/promises";
import { chromium } from "playwright-core";

const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-extensions",
  "--no-first-run",
];

/** Clock ticks per second in /proc, on every Linux of today. */
const TICKS = 100;

export const NETWORKS = {
  localhost: undefined,
  "20 Mbit/s": { latency: 20, downloadThroughput: 20e6 / 8, uploadThroughput: 5e6 / 8 },
};

const CHROMIUM = { executablePath: process.env.BROOKLET_CHROMIUM ?? "/usr/bin/chromium", args: ARGUMENTS };

export async function launch() {
  return chromium.launch(CHROMIUM);
}

/** A browser as a reader has it: what it keeps is in a folder, compiled code with it. It is closed as a page is. */
export async function launchIn(folder) {
  return chromium.launchPersistentContext(folder, { ...CHROMIUM, viewport: { width: 1000, height: 800 } });
}

/** A new tab; `network` names one of NETWORKS. */
export async function openTab(context, network) {
  const page = await context.newPage();
  page.on("pageerror", (error) => console.error(`page error: ${error.message}`));
  const conditions = NETWORKS[network];
  if (conditions) {
    const session = await context.newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", { offline: false, ...conditions });
  }
  return page;
}

/**
 * Memory in bytes and CPU seconds of the busiest renderer, which is the measured page's when only one
 * is open; undefined where the system has no /proc.
 */
export async function usage(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  const renderers = processInfo.filter(({ type }) => type === "renderer");
  const all = await Promise.all(renderers.map(({ id }) => usageOf(id).catch(() => undefined)));
  return all.filter(Boolean).sort((a, b) => b.memory - a.memory)[0];
}

async function usageOf(id) {
  const status = await readFile(`/proc/${id}/status`, "utf8");
  const memory = Number(/VmRSS:\s+(\d+)/.exec(status)[1]) * 1024;
  const fields = (await readFile(`/proc/${id}/stat`, "utf8")).split(") ")[1].split(" ");
  return { memory, cpu: (Number(fields[11]) + Number(fields[12])) / TICKS };
}

export function median(numbers) {
  const sorted = numbers.filter((number) => number !== undefined).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

export const best = (numbers) => Math.min(...numbers.filter((number) => number !== undefined));
