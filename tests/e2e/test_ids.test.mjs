// The names (`data-testid`) that the parts of elements bear, against those of the original for the same script.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { bench, root } from "./harness.mjs";

// What the original has and an app in a tab does not: the way to its hosting, recording of the screen, and
// what its libraries need for themselves.
const ELSEWHERE = new Set([
  "hidden-dateinput-container", "portal", "stAppDeployButton", "stAppScrollToBottomContainer", "stBaseButton-header",
  "stChatInputWaveform", "stElementToolbarButtonContainer", "stElementToolbarButtonIcon", "stScreencast",
  "stToolbarActions",
]);

const folder = join(root, "tests", "e2e", "test_ids");
const [source, list] = await Promise.all(["app.py", "test_ids.txt"].map((name) => readFile(join(folder, name), "utf8")));

let on;
before(async () => (on = await bench()));
after(() => on?.close());

test("the parts of all elements bear the names of the original", async () => {
  const app = await on.open(source);
  await app.page.getByTestId("stToast").waitFor();
  const present = new Set(await app.page.evaluate(() =>
    [...document.querySelectorAll("[data-testid]")].map((element) => element.dataset.testid)));
  const names = list.trim().split("\n");
  assert.ok(names.length > 100);
  assert.deepEqual(names.filter((name) => !present.has(name) && !ELSEWHERE.has(name)), []);
  for (const name of ELSEWHERE) assert.ok(!present.has(name), `${name} is here by now`);
  app.hasNoProblems();
  await app.close();
});
