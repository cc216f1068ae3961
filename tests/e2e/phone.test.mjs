// What a reader with a phone meets: a narrow window, fingers, and a sidebar that lies over the page.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { bench, root } from "./harness.mjs";

let on;
before(async () => (on = await bench()));
after(() => on?.close());

const phone = (width) => ({ viewport: { width, height: 800 }, hasTouch: true, isMobile: true });

const PAGES = `import streamlit as st
def tides(): st.write("High water at noon")
def winds():
    st.write("Calm, later gusts")
    st.sidebar.page_link(first, label="Back to the tides")
first = st.Page(tides, title="Tides")
st.navigation([first, st.Page(winds, title="Winds")]).run()
`;

test("the menu is opened, choosing a page closes it, and the page can be read", async () => {
  const app = await on.open(PAGES, { context: phone(390) });
  await app.sees("High water at noon");
  const sidebar = app.page.getByTestId("stSidebar");
  const open = app.page.getByTestId("stExpandSidebarButton");
  const isOnTop = (text) => app.page.evaluate((text) => {
    const line = [...document.querySelectorAll("p")].find((line) => line.innerText === text);
    const { left, top, height } = line.getBoundingClientRect();
    return line.contains(document.elementFromPoint(left + 5, top + height / 2));
  }, text);
  await open.tap();
  assert.ok(await sidebar.isVisible());
  await sidebar.getByTestId("stSidebarCollapseButton").getByRole("button").tap();
  await sidebar.waitFor({ state: "hidden" });
  await open.tap();
  await sidebar.getByText("Winds").tap();
  await sidebar.waitFor({ state: "hidden" });
  await app.sees("Calm, later gusts");
  assert.ok(await isOnTop("Calm, later gusts"));
  await open.tap();
  await sidebar.getByText("Back to the tides").tap();
  await sidebar.waitFor({ state: "hidden" });
  await app.sees("High water at noon");
  app.hasNoProblems();
  await app.close();
});

test("on a wide screen the menu stays when a page is chosen", async () => {
  const app = await on.open(PAGES);
  const sidebar = app.page.getByTestId("stSidebar");
  await sidebar.getByText("Winds").click();
  await app.sees("Calm, later gusts");
  assert.ok(await sidebar.isVisible());
  await app.close();
});

for (const width of [320, 390]) {
  test(`no page of the gallery is wider than ${width} pixels`, async (context) => {
    const folder = join(root, "examples", "gallery");
    const names = (await readdir(folder)).filter((name) => name.endsWith(".py"));
    const sources = names.map(async (name) => [name, await readFile(join(folder, name), "utf8")]);
    const files = Object.fromEntries(await Promise.all(sources));
    const families = [...files["app.py"].matchAll(/^ {4}"([^"]+)": "/gm)].map(([, family]) => family);
    assert.ok(families.length > 10);
    for (const family of families) {
      await context.test(family, async () => {
        const source = files["app.py"].replace(/^family = .*$/m, `family = ${JSON.stringify(family)}`);
        const app = await on.open(source, { files: { ...files, "app.py": source }, context: phone(width) });
        await app.sees(family);
        const wide = await app.page.evaluate(() => {
          const main = document.querySelector("[data-testid=stMain]");
          return [document.documentElement.scrollWidth, main.scrollWidth];
        });
        assert.deepEqual(wide, [width, width]);
        app.hasNoProblems();
        await app.close();
      });
    }
  });
}
