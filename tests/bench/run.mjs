// Measures beside a peer, in one browser and one run: `cargo xtask bench`.
//
//   --runs N      how many times each start is measured (5)
//   --only WHAT   start, network, python, numpy, files, stores or data; may be given more than once
//   --json FILE   writes all figures there
//
// A ratio below 1 is in our favour. Times alone say little: this machine may be busy.

import { rm, writeFile } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { best, launch, median, usage } from "./browser.mjs";
import { clickTimes } from "./clicks.mjs";
import { compareData, inItsUnit, prepareData } from "./data.mjs";
import { compareFiles, prepareFiles } from "./files.mjs";
import { compare } from "./python.mjs";
import { serve } from "./server.mjs";
import { prepare, prepareNumpy } from "./sides.mjs";
import { visitTwice } from "./start.mjs";
import { compareStores, prepareStores } from "./stores.mjs";
import { geometricMean, mb, ms, ratio, seconds, table } from "./table.mjs";

const { values } = parseArgs({
  options: { runs: { type: "string", default: "5" }, only: { type: "string", multiple: true }, json: { type: "string" } },
});
const runs = Number(values.runs);
const wants = (what) => !values.only || values.only.includes(what);
const cache = process.env.BROOKLET_CACHE ?? join(tmpdir(), "brooklet");
const store = join(cache, "compressed");
const sides = await prepare();
const browser = await launch();
const figures = { browser: browser.version(), peer: sides.peer.name, runs };

try {
  if (wants("start")) figures.start = await starts(sides, "localhost", runs);
  if (wants("network")) figures.network = await starts(sides, "20 Mbit/s", Math.min(runs, 3));
  if (wants("python")) figures.python = await python(sides, "pure Python, best");
  if (wants("numpy")) figures.numpy = await numpy();
  if (wants("files")) figures.files = await files();
  if (wants("stores")) figures.stores = await stores();
  if (wants("data")) figures.data = await data();
} finally {
  await browser.close();
  await rm(sides.folder, { recursive: true, force: true });
}
figures.load = loadavg()[0];
if (values.json) await writeFile(values.json, `${JSON.stringify(figures, null, 1)}\n`);

/** Visits of both sides in turn; the first of all warms the server up and is not counted. */
async function starts(sides, network, count) {
  const server = await serve(sides.mounts, { store });
  const after = sides.ours.path === "/hello/" ? afterStart : undefined;
  const ours = { ...sides.ours, after };
  const visits = { ours: [], peer: [] };
  for (let run = -1; run < count; run++) {
    for (const [key, side] of Object.entries({ ours, peer: sides.peer })) {
      const pair = await visitTwice(server, side, network);
      if (run >= 0) visits[key].push(pair);
    }
  }
  server.close();
  const summary = { network, ours: summarise(visits.ours), peer: summarise(visits.peer) };
  summary.gzip = await gzipBytes(sides);
  summary.files = visits.ours[0][0].sent;
  print(sides, summary);
  return summary;
}

/** What is measured on our page once it is there. */
async function afterStart(page, browser) {
  const clicks = await clickTimes(page);
  await page.waitForTimeout(1000);
  return { clicks, later: (await usage(browser))?.memory };
}

function summarise(pairs) {
  const of = (index, key, choose = median) => choose(pairs.map((pair) => pair[index][key]));
  const clicks = pairs.flatMap(([cold]) => cold.clicks ?? []).sort((a, b) => a - b);
  return {
    cold: of(0, "ms"), coldBest: of(0, "ms", best), warm: of(1, "ms"), warmBest: of(1, "ms", best),
    cpu: of(0, "cpu"), memory: of(0, "memory"), later: of(0, "later"),
    bytes: of(0, "bytes"), requests: of(0, "requests"),
    click: median(clicks), click95: clicks[Math.floor(clicks.length * 0.95)],
  };
}

/** The bytes of a first visit when the server knows gzip only. */
async function gzipBytes(sides) {
  const server = await serve(sides.mounts, { store, encoding: "gzip" });
  const bytes = {};
  for (const key of ["ours", "peer"]) {
    const [cold] = await visitTwice(server, sides[key]);
    bytes[key] = cold.bytes;
  }
  server.close();
  return bytes;
}

function print(sides, { network, ours, peer, gzip }) {
  const row = (name, show, key) => [name, show(ours[key]), show(peer[key]), ratio(ours[key], peer[key])];
  const rows = [
    [`start, ${network}`, sides.ours.name, sides.peer.name, "ratio"],
    row("cold, median", ms, "cold"),
    row("cold, best", ms, "coldBest"),
    row("warm, median", ms, "warm"),
    row("warm, best", ms, "warmBest"),
    row("CPU until usable", seconds, "cpu"),
    row("memory when usable", mb, "memory"),
    row("wire, brotli", mb, "bytes"),
    ["wire, gzip", mb(gzip.ours), mb(gzip.peer), ratio(gzip.ours, gzip.peer)],
    ["requests", ours.requests, peer.requests, ratio(ours.requests, peer.requests)],
  ];
  if (ours.click !== undefined) {
    rows.push(["click to DOM, median", ms(ours.click), "–", "–"]);
    rows.push(["click to DOM, 95 %", ms(ours.click95), "–", "–"]);
    rows.push(["memory after 40 clicks", mb(ours.later), "–", "–"]);
  }
  console.log(`\n${table(rows)}\n`);
}

/** The start of an app that imports NumPy, and kernels of it. */
async function numpy() {
  const sidesOfNumpy = await prepareNumpy(sides.folder, cache);
  return { start: await starts(sidesOfNumpy, "localhost", runs), ...(await python(sidesOfNumpy, "NumPy, best")) };
}

/** What a script writes, until it is stored and until it is there after a reload. */
async function files() {
  const server = await serve({ ...sides.mounts, ...(await prepareFiles(sides.folder)) }, { store });
  const pairs = await compareFiles(browser, server, runs);
  server.close();
  const rows = pairs.map(({ name, ours, peer }) => [name, ms(ours), ms(peer), ratio(ours, peer)]);
  console.log(`\n${table([["files, median", sides.ours.name, `${sides.peer.name}, IDBFS`, "ratio"], ...rows])}\n`);
  return pairs;
}

/** The stores of a browser, which hold what a script writes. */
async function stores() {
  const server = await serve(await prepareStores(sides.folder), { store });
  const rows = await compareStores(browser, server, runs);
  server.close();
  const shown = rows.map(({ name, database, files }) => [name, ms(database), ms(files), ratio(database, files)]);
  console.log(`\n${table([["stores, median", "IndexedDB", "OPFS", "ratio"], ...shown])}\n`);
  return rows;
}

/** Grids and charts, beside the real Streamlit on this machine. */
async function data() {
  const { mounts, python } = await prepareData(sides.folder, cache);
  const server = await serve(mounts, { store });
  const compared = await compareData(browser, server, python, runs);
  server.close();
  for (const { title, rows } of compared) {
    const shown = rows.map(({ name, ours, peer }) => [name, inItsUnit(name, ours), inItsUnit(name, peer), ratio(ours, peer)]);
    console.log(`\n${table([[title, sides.ours.name, "Streamlit", "ratio"], ...shown])}\n`);
  }
  return compared;
}

async function python(sides, title) {
  const server = await serve(sides.mounts, { store });
  const pairs = await compare(browser, server, sides.kernels, Math.max(2, Math.min(runs, 5)));
  server.close();
  const mean = geometricMean(pairs);
  const show = (value) => (typeof value === "number" ? ms(value) : String(value ?? "–").slice(0, 40));
  const rows = pairs.map(({ name, ours, peer }) => [name, show(ours), show(peer), ratio(ours, peer)]);
  console.log(`\n${table([[title, sides.ours.name, sides.peer.name, "ratio"], ...rows, ["geometric mean", "", "", mean.toFixed(2)]])}\n`);
  return { kernels: pairs, mean };
}
