// Style sheets of the kinds that authors write, and what the original shows under each of them.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { bench, root } from "./harness.mjs";

const folder = join(root, "tests", "e2e", "style_sheets");
const [source, list] = await Promise.all(["app.py", "sheets.json"].map((name) => readFile(join(folder, name), "utf8")));
const sheets = JSON.parse(list);

let on;
before(async () => (on = await bench()));
after(() => on?.close());

const computed = ({ page }, { selector, property }) => page.evaluate(([selector, property]) => {
  const element = document.querySelector(selector);
  return element && getComputedStyle(element).getPropertyValue(property);
}, [selector, property]);

test(`${sheets.length} style sheets take hold as in the original`, async (context) => {
  const app = await on.open(source, { files: { "app.py": source, "sheets.json": list } });
  for (const [at, sheet] of sheets.entries()) {
    await context.test(sheet.name, async () => {
      await app.page.evaluate((at) => {
        history.replaceState(null, "", `?n=${at}`);
        window.app.rerun();
      }, at);
      await app.page.waitForFunction((css) =>
        [...document.querySelectorAll("style")].some((style) => style.dataset.of === css), String(at));
      await app.idle();
      if (sheet.pseudo === "hover") await app.page.hover(sheet.selector);
      // A rule may come with a transition of ours.
      for (const end = Date.now() + 2_000; await computed(app, sheet) !== sheet.value && Date.now() < end;) {
        await app.page.waitForTimeout(50);
      }
      assert.equal(await computed(app, sheet), sheet.value);
      await app.page.mouse.move(0, 0);
    });
  }
  app.hasNoProblems();
  await app.close();
});
