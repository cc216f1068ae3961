// Grids and charts of a page, beside the real Streamlit, which runs on this machine: the same scripts in one browser.

import { spawn } from "node:child_process";
import { access, copyFile, mkdir } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { median, openTab, usage } from "./browser.mjs";
import { build, execute, here } from "./sides.mjs";
import { ms } from "./table.mjs";

const PEER = "streamlit==1.67.0";
const PATIENCE = 180_000;
/** The grids: what they are called, the bytes of their values, what is searched for, and whether the peer sorts as many rows. */
const GRIDS = {
  plain: { title: "100,000 x 20 of lists", bytes: 16e6, wanted: "98989", peerSorts: true },
  // Of so many cells the first thousand are looked for: the peer takes minutes for all.
  million: { title: "1,000,000 x 20 of buffers", bytes: 160e6, wanted: "9", peerSorts: false },
  ten_megabytes: { title: "10 MB of buffers", bytes: 10e6, wanted: "98989", peerSorts: true },
};
const CHARTS = {
  charts: { title: "50 small charts", drawn: 50 },
  line: { title: "a line of 100,000 points", drawn: 1 },
};
const FRAMES = "frames a second while scrolling";
const MEMORY = "memory that the page takes, for each byte of data";
/** How long a reader scrolls, and how often the wheel turns. */
const SCROLLING = 3000;
const NOTCH = 16;

/** A figure as people read it. */
export const inItsUnit = (name, value) => ([FRAMES, MEMORY].includes(name) ? value.toFixed(name === FRAMES ? 0 : 2) : ms(value));

/** Builds our pages of all scripts and installs the peer; gives what serves ours, and how the peer is started. */
export async function prepareData(folder, cache) {
  const mounts = {};
  for (const name of [...Object.keys(GRIDS), ...Object.keys(CHARTS)]) {
    const app = join(folder, `data-${name}-app`);
    await mkdir(app);
    await copyFile(join(here, "data", `${name}.py`), join(app, "app.py"));
    await build(join(app, "app.py"), join(folder, `data-${name}`));
    mounts[`/data-${name}/`] = join(folder, `data-${name}`);
  }
  return { mounts, python: await installPeer(join(cache, "bench", PEER)) };
}

async function installPeer(venv) {
  const python = join(venv, "bin/python");
  if (await access(join(venv, "bin/streamlit")).catch(() => true)) {
    await execute("python3", ["-m", "venv", venv]);
    await execute(python, ["-m", "pip", "install", "--quiet", PEER]);
  }
  return python;
}

/** Medians of all scripts: `[{title, rows: [{name, ours, peer, unit}]}]`. */
export async function compareData(browser, server, python, turns) {
  const compared = [];
  for (const [scripts, measure] of [[GRIDS, measureGrid], [CHARTS, measureChart]]) {
    for (const [name, facts] of Object.entries(scripts)) {
      const peer = await startPeer(python, join(here, "data", `${name}.py`));
      const addresses = { ours: `${server.url}/data-${name}/`, peer: peer.url };
      const taken = { ours: [], peer: [] };
      try {
        // The first visits warm up both servers and are not counted.
        for (let turn = -1; turn < turns; turn++) {
          for (const [side, address] of Object.entries(addresses)) {
            const figures = await visit(browser, address, (page) => measure(page, facts, browser, side));
            if (turn >= 0) taken[side].push(figures);
          }
        }
      } finally {
        peer.stop();
      }
      const of = (side, key) => median(taken[side].map((figures) => figures[key]));
      const rows = Object.keys(taken.ours[0]).map((key) => ({ name: key, ours: of("ours", key), peer: of("peer", key) }));
      compared.push({ title: facts.title, bytes: facts.bytes, rows });
    }
  }
  return compared;
}

async function startPeer(python, script) {
  const port = await freePort();
  const options = { "server.headless": true, "server.port": port, "server.fileWatcherType": "none", "browser.gatherUsageStats": false };
  const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const process = spawn(python, ["-m", "streamlit", "run", script, ...flags], { stdio: "ignore" });
  const url = `http://localhost:${port}/`;
  for (const end = Date.now() + PATIENCE; ; ) {
    const answer = await fetch(`${url}_stcore/health`).catch(() => undefined);
    if (answer?.ok) return { url, stop: () => process.kill() };
    if (Date.now() > end) throw new Error("Streamlit does not start");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function visit(browser, address, measure) {
  const context = await browser.newContext({ viewport: { width: 1000, height: 800 } });
  await context.addInitScript(LOOKING);
  const page = await openTab(context);
  page.setDefaultTimeout(PATIENCE);
  await page.goto(address);
  await page.getByText("Draw").waitFor();
  // What both sides do when a page is new is over.
  await page.waitForTimeout(3000);
  try {
    return await measure(page);
  } finally {
    await context.close();
  }
}

/**
 * In the page: `seen(test)` is the time at the first frame for which `test` is true. A cell is told by what is
 * painted at a point: in our grid its text, in the peer's, which is a canvas, the dark pixels around it.
 */
const LOOKING = () => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  window.seen = async (test) => {
    const end = Date.now() + 120_000;
    while (!test()) {
      if (Date.now() > end) throw new Error("what was waited for is not to be seen");
      await frame();
    }
    return Date.now();
  };
  window.firstCell = () => {
    const box = document.querySelector('[data-testid="stDataFrameResizable"]')?.getBoundingClientRect();
    return box && { x: box.x + 90, y: box.y + 35 + 17 };
  };
  window.painted = (x, y) => {
    const canvas = document.querySelector('[data-testid="data-grid-canvas"]');
    if (!canvas) return document.elementFromPoint(x, y)?.closest("td")?.innerText.trim() ?? "";
    const { left, top, width } = canvas.getBoundingClientRect();
    if (!(width > 0 && canvas.width > 0)) return "";
    const scale = canvas.width / width;
    const [wide, high] = [50 * scale, 16 * scale];
    const { data } = canvas.getContext("2d").getImageData((x - left) * scale - wide / 2, (y - top) * scale - high / 2, wide, high);
    const dark = Array.from({ length: data.length / 4 }, (_, at) => data[at * 4 + 3] > 0 && data[at * 4] < 128);
    return dark.includes(true) ? dark.map(Number).join("") : "";
  };
  /** The time of the last change within an element, once it has rested. */
  window.rested = (element, rest) =>
    new Promise((resolve) => {
      let last = Date.now();
      const observer = new MutationObserver(() => (last = Date.now()));
      observer.observe(element, { subtree: true, childList: true, attributes: true, characterData: true });
      const look = setInterval(() => {
        if (Date.now() - last < rest) return;
        clearInterval(look);
        observer.disconnect();
        resolve(last);
      }, 50);
    });
  addEventListener("pointerdown", () => (window.pressedAt = Date.now()), { capture: true });
};

/** What readers do with a grid, in milliseconds, frames and bytes. */
async function measureGrid(page, { bytes, wanted, peerSorts }, browser, side) {
  const before = (await usage(browser))?.memory;
  const shown = await started(page, () => {
    const cell = window.firstCell();
    return cell && window.painted(cell.x, cell.y) !== "";
  });
  await page.getByText("Draw").click();
  const first = await shown();
  const cell = await page.evaluate(() => window.firstCell());
  const ended = Number((await page.getByText(/^ended [\d.]+$/).innerText()).slice(6)) * 1000;
  await page.waitForTimeout(2000);
  const after = (await usage(browser))?.memory;
  return {
    "from the press to the first cells": first.took,
    "from the end of the run to the first cells": first.at - ended,
    [MEMORY]: (after - before) / bytes,
    ...(await scrolled(page, cell)),
    sort: peerSorts || side === "ours" ? await sorted(page, cell) : undefined,
    search: await searched(page, cell, wanted),
  };
}

/**
 * Begins to wait in the page for what is to be seen there after a press, and gives what ends it: when it was
 * seen, and how long after the press. The page waits before the press is made, which might overtake it.
 */
async function started(page, test, argument) {
  await page.evaluate(`{ const test = ${test}; const argument = ${JSON.stringify(argument)}; window.awaited = window.seen(() => test(argument)); } undefined`);
  return () => page.evaluate(async () => ({ at: await window.awaited, took: (await window.awaited) - window.pressedAt }));
}

/** Frames a second while the wheel turns, and the longest frame. */
async function scrolled(page, { x, y }) {
  await page.mouse.move(x, y + 100);
  const frames = page.evaluate(async (duration) => {
    const times = [performance.now()];
    while (times.at(-1) - times[0] < duration) times.push(await new Promise(requestAnimationFrame));
    return times;
  }, SCROLLING);
  const first = await page.evaluate(({ x, y }) => window.painted(x, y), { x, y });
  for (const end = Date.now() + SCROLLING; Date.now() < end; ) {
    await page.mouse.wheel(0, 200);
    await page.waitForTimeout(NOTCH);
  }
  const times = await frames;
  const last = await page.evaluate(({ x, y }) => window.painted(x, y), { x, y });
  if (first === last) throw new Error("the grid did not scroll");
  const gaps = times.slice(2).map((time, at) => time - times[at + 1]);
  await page.mouse.wheel(0, -1e9);
  await page.waitForTimeout(500);
  return { [FRAMES]: 1000 / (gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length), "longest frame": Math.max(...gaps) };
}

/** From a press on a head until the first row is another. */
async function sorted(page, { x, y }) {
  // On the name, not on what opens the menu.
  const head = [x - 20, y - 35];
  await page.mouse.move(...head);
  await page.waitForTimeout(300);
  const before = await page.evaluate(({ x, y }) => window.painted(x, y), { x, y });
  const another = await started(page, ({ x, y, before }) => !["", before].includes(window.painted(x, y)), { x, y, before });
  await page.mouse.click(...head);
  return (await another()).took;
}

/** From a text, which some cells have, until the last of them is told. */
async function searched(page, { x, y }, wanted) {
  await page.mouse.click(x, y);
  await page.keyboard.press("Control+f");
  const input = page.locator(".gdg-search-bar input, [data-testid=stDataFrameSearch] input");
  await input.waitFor();
  await page.waitForTimeout(500);
  await input.evaluate((input) => {
    input.addEventListener("input", () => (window.pressedAt = Date.now()), { once: true });
    window.told = window.rested(input.closest(".gdg-search-bar, [data-testid=stDataFrameSearch]"), 3000);
  });
  await page.keyboard.insertText(wanted);
  return page.evaluate(async () => (await window.told) - window.pressedAt);
}

/** Charts drawn for the first time, and again at the next two presses. */
async function measureChart(page, { drawn }) {
  const times = [];
  for (const turn of [1, 2, 3]) {
    const all = ({ drawn, words }) => {
      const texts = [...document.querySelectorAll('[data-testid="stVegaLiteChart"] svg text')];
      return texts.filter((text) => text.textContent === words).length === drawn;
    };
    const shown = await started(page, all, { drawn, words: `turn ${turn}` });
    await page.getByRole("button", { name: "Draw" }).click();
    times.push((await shown()).took);
    await page.waitForTimeout(2000);
  }
  return { "first drawn": times[0], "drawn again": Math.min(...times.slice(1)) };
}
