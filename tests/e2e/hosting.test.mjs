// A built app on a dumb file server below a sub-path, and with the network cut after the first visit.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { AppPage, launch, launchIn, pkg, root, serve } from "./harness.mjs";

const SHOP = `
import streamlit as st
from prices import PRICE

st.title("Tea shop")
cups = st.number_input("Cups", 1, 9, 2)
st.write(f"{open('data/kind.txt').read().strip()}: {cups * PRICE} coins")
if st.button("Convert"):
    import colorsys
    st.write("hue", colorsys.rgb_to_hsv(0, 1, 0)[0])
`;

let folder, browser, server;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "brooklet-hosting-"));
  await mkdir(join(folder, "shop/data"), { recursive: true });
  await mkdir(join(folder, "shop/.streamlit"));
  await writeFile(join(folder, "shop/app.py"), SHOP);
  await writeFile(join(folder, "shop/prices.py"), "PRICE = 3\n");
  await writeFile(join(folder, "shop/data/kind.txt"), "green\n");
  await writeFile(join(folder, "shop/.streamlit/config.toml"), '[theme]\nbase = "dark"\n');
  await build(join(folder, "shop/app.py"), join(folder, "out-shop"));
  await build(join(root, "examples/hello/app.py"), join(folder, "out-hello"));
  browser = await launch();
});

after(async () => {
  await browser?.close();
  server?.close();
  await rm(folder, { recursive: true, force: true });
});

const build = (script, output) =>
  promisify(execFile)(process.env.BROOKLET_CLI ?? "brooklet", ["build", script, "-o", output]);

/** Opens an address in a browser profile of its own. */
async function visit(address, context) {
  context ??= await browser.newContext();
  const app = new AppPage(await context.newPage());
  app.missing = [];
  app.page.on("response", (response) => response.status() >= 400 && app.missing.push(response.url()));
  await app.page.goto(address);
  await app.idle();
  return app;
}

test("a built app works below a sub-path, and asks for nothing outside of it", async () => {
  server = await serve({ "/some/where/shop/": join(folder, "out-shop") });
  const app = await visit(`${server.url}/some/where/shop/`);
  await app.sees("green: 6 coins");
  await app.app.getByTestId("stNumberInputStepUp").click();
  await app.sees("green: 9 coins");
  await app.button("Convert").click();
  await app.sees("hue 0.3333");
  assert.equal(await app.page.title(), "shop");
  assert.deepEqual(app.missing, []);
  assert.deepEqual(server.requests.filter((path) => !path.startsWith("/some/where/shop/")), []);
  app.hasNoProblems();
  await app.close();
  server.close();
});

test("a download that takes its time tells how far it is", async () => {
  const site = await serve({ "/": join(folder, "out-hello") });
  const page = await (await browser.newContext()).newPage();
  const network = await page.context().newCDPSession(page);
  await network.send("Network.enable");
  const limits = { offline: false, latency: 50, downloadThroughput: 4 << 20, uploadThroughput: 1 << 20 };
  await network.send("Network.emulateNetworkConditions", limits);
  await page.goto(`${site.url}/`);
  const bar = page.getByRole("progressbar", { name: "Loading Python" });
  await bar.and(page.locator('[aria-valuenow="50"], [aria-valuenow^="6"], [aria-valuenow^="7"]')).first().waitFor({ state: "attached" });
  const app = new AppPage(page);
  await app.idle();
  app.hasNoProblems();
  await app.close();
  site.close();
});

test("the hello app opens and works with the network cut after its first visit", async () => {
  server = await serve({ "/hello/": join(folder, "out-hello") });
  const address = `${server.url}/hello/`;
  const context = await browser.newContext();
  const first = await visit(address, context);
  await first.page.evaluate(() => navigator.serviceWorker.ready);
  await first.page.close();
  server.close();
  const app = await visit(address, context);
  await app.type("Your name", "Ada");
  await app.sees("Hello, Ada! Hello, Ada! Hello, Ada!");
  await app.button("Count").click();
  await app.sees("The button was clicked 1 times.");
  app.hasNoProblems();
  await app.close();
});

test("with the network cut an import still finds the rest of the standard library", async () => {
  server = await serve({ "/shop/": join(folder, "out-shop") });
  const address = `${server.url}/shop/`;
  const context = await browser.newContext();
  const first = await visit(address, context);
  await first.page.evaluate(() => navigator.serviceWorker.ready);
  await first.page.close();
  server.close();
  const app = await visit(address, context);
  await app.button("Convert").click();
  await app.sees("hue 0.3333");
  await app.close();
});

test("a second visit takes the engine from the browser's cache, which keeps its compiled code, or from what is stored", async () => {
  server = await serve({ "/hello/": join(folder, "out-hello") }, { "Cache-Control": "public, max-age=31536000, immutable" });
  const address = `${server.url}/hello/`;
  // A private window has no room for an engine.
  const context = await launchIn(join(folder, "profile"));
  const first = await visit(address, context);
  await first.page.evaluate(() => navigator.serviceWorker.ready);
  await first.page.close();
  server.requests.length = 0;
  const again = await visit(address, context);
  const engines = await again.page.evaluate(() => performance.getEntriesByType("resource").flatMap(({ name, deliveryType }) =>
    (/\/engine[^/]*\.wasm$/.test(name) ? [deliveryType] : [])));
  assert.deepEqual(engines, ["cache"]);
  assert.deepEqual(server.requests.filter((path) => path.endsWith(".wasm")), []);
  again.hasNoProblems();
  const devtools = await context.newCDPSession(again.page);
  await devtools.send("Network.clearBrowserCache");
  await again.page.close();
  server.close();
  const last = await visit(address, context);
  await last.type("Your name", "Ada");
  await last.sees("Hello, Ada! Hello, Ada! Hello, Ada!");
  await context.close();
});

test("a newer build replaces what was stored", async () => {
  const output = join(folder, "out-news");
  await mkdir(join(folder, "news"));
  const publish = async (text) => {
    await writeFile(join(folder, "news/app.py"), `import streamlit as st\nst.write("${text}")\n`);
    await rm(output, { recursive: true, force: true });
    await build(join(folder, "news/app.py"), output);
  };
  await publish("old news");
  server = await serve({ "/news/": output });
  const context = await browser.newContext();
  const first = await visit(`${server.url}/news/`, context);
  await first.page.evaluate(() => navigator.serviceWorker.ready);
  await first.page.close();
  await publish("fresh news");
  const app = await visit(`${server.url}/news/`, context);
  await app.sees("fresh news");
  await app.close();
  server.close();
});

test("two tabs of one app have a session each", async () => {
  server = await serve({ "/hello/": join(folder, "out-hello") });
  const context = await browser.newContext();
  const [one, other] = [await visit(`${server.url}/hello/`, context), await visit(`${server.url}/hello/`, context)];
  await one.button("Count").click();
  await one.sees("The button was clicked 1 times.");
  await other.sees("The button was clicked 0 times.");
  await one.page.close();
  await other.button("Count").click();
  await other.sees("The button was clicked 1 times.");
  await other.close();
  server.close();
});

test("the element brooklet-app shows an app, with files beside it, in a page of one's own", async () => {
  server = await serve({
    "/pkg/": pkg,
    "/shop/": join(folder, "shop"),
    "/": `<!doctype html><html lang="en"><meta charset="utf-8"><title>My page</title>
<script type="module" src="pkg/brooklet.js"></script>
<h1>My page</h1><brooklet-app src="shop/app.py" files="prices.py data/kind.txt" style="display:block;height:500px"></brooklet-app>`,
  });
  const app = await visit(`${server.url}/`);
  await app.sees("green: 6 coins");
  assert.equal(await app.page.locator("brooklet-app").getByTestId("stApp").count(), 1);
  assert.equal(await app.page.getByRole("heading", { name: "My page" }).count(), 1);
  await app.page.evaluate(() => document.querySelector("brooklet-app").remove());
  assert.equal(await app.page.getByTestId("stApp").count(), 0);
  app.hasNoProblems();
  await app.close();
  server.close();
});

test("only the page of a built app, its service worker and what hosts read may change under its address", async () => {
  const top = await readdir(join(folder, "out-shop"));
  const bare = top.filter((name) => !/-[0-9a-f]{8,}/.test(name));
  assert.deepEqual(bare.sort(), [".nojekyll", "_headers", "index.html", "sw.js"]);
});

test("an app in one file opens from a disk", async () => {
  const file = join(folder, "shop.html");
  await promisify(execFile)(process.env.BROOKLET_CLI ?? "brooklet",
    ["build", join(folder, "shop/app.py"), "--single-file", "-o", file]);
  const context = await browser.newContext({ offline: true });
  const app = await visit(`file://${file}`, context);
  await app.sees("green: 6 coins");
  await app.app.getByTestId("stNumberInputStepUp").click();
  await app.sees("green: 9 coins");
  await app.button("Convert").click();
  await app.sees("hue 0.3333");
  const font = () => app.page.evaluate(() => document.fonts.check("16px 'Source Sans'"));
  assert.equal(await font(), true);
  app.hasNoProblems();
  await app.close();
});
