// Altair and Bokeh as they are published, in an app that was built with them.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { AppPage, bench, eventually, root, serve } from "./harness.mjs";

const run = promisify(execFile);

let folder;
let on;
let server;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "brooklet-charts-"));
  await cp(join(root, "tests/e2e/chart_wheels"), join(folder, "app"), { recursive: true });
  // What the lock names has been fetched before, and nothing else is.
  await run(process.env.BROOKLET_CLI ?? "brooklet", ["build", join(folder, "app/app.py"), "-o", join(folder, "out")], {
    env: { ...process.env, PIP_NO_INDEX: "1", PIP_FIND_LINKS: process.env.BROOKLET_CHART_WHEELS, XDG_CACHE_HOME: join(folder, "cache") },
  });
  on = await bench();
  server = await serve({ "/charts/": join(folder, "out") });
});
after(async () => {
  await on?.close();
  server?.close();
  await rm(folder, { recursive: true, force: true });
});

/** The app, on a page of its own. */
async function visit() {
  const context = await on.browser.newContext({ viewport: { width: 1280, height: 2000 } });
  const app = new AppPage(await context.newPage());
  await app.page.goto(`${server.url}/charts/`);
  await app.idle();
  return app;
}

test("charts of Altair are drawn, and what is selected in them is told", async () => {
  const app = await visit();
  const bars = app.page.getByRole("figure", { name: "Bars" });
  const oslo = bars.locator(".mark-rect.role-mark path[aria-label*=Oslo]");
  await oslo.waitFor();
  await app.sees("picked {}");
  await oslo.click();
  await app.sees("picked [{'town': 'Oslo'}]");
  assert.equal(await bars.locator(".role-title text").first().textContent(), "Letters");
  await oslo.click({ modifiers: ["Shift"] });
  await app.sees("picked {}");
  const plot = app.page.getByRole("figure", { name: "Layers" }).locator("path.background").first();
  const { x, y, width, height } = await plot.boundingBox();
  await app.page.mouse.move(x + width * 0.4, y + height * 0.3);
  await app.page.mouse.down();
  await app.page.mouse.move(x + width * 0.5, y + height * 0.7, { steps: 5 });
  await app.page.mouse.up();
  await app.sees("brushed ['sold']");
  app.hasNoProblems();
  await app.close();
});

test("figures of Bokeh are drawn as wide as the script says", async () => {
  const app = await visit();
  const figure = (name) => app.page.getByRole("figure", { name }).locator(".bk-Figure").first();
  for (const [name, width] of [["As wide as its place", 704], ["As wide as it says", 600]]) {
    await figure(name).locator("canvas").first().waitFor();
    const box = await figure(name).boundingBox();
    assert.deepEqual([name, box.width, box.height], [name, width, 250]);
  }
  await app.page.setViewportSize({ width: 600, height: 2000 });
  await eventually(app.page, async () => (await figure("As wide as its place").boundingBox()).width === 568, "a narrower figure");
  const wide = app.page.getByRole("figure", { name: "As wide as it says" });
  await eventually(app.page, async () => (await wide.getAttribute("tabindex")) === "0", "a figure that can be scrolled");
  app.hasNoProblems();
  await app.close();
});
