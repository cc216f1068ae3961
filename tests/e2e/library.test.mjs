// Python's standard library in a browser: what its table says holds here, too.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { bench, root } from "./harness.mjs";

let on;
before(async () => (on = await bench()));
after(() => on?.close());

/** What a script prints. */
async function printed(script) {
  const app = await on.open(script);
  const text = await app.printed();
  app.hasNoProblems();
  await app.close();
  return text.trim();
}

test("every module of the table is as it says", async () => {
  const table = await readFile(join(root, "crates/stdlib/README.md"), "utf8");
  const rows = [...table.matchAll(/^\| `(\S+)` \| (\w+) \|/gm)];
  const names = rows.map(([, name]) => name);
  const missing = rows.filter(([, , state]) => state === "cannot").map(([, name]) => name);
  assert.ok(names.length > 250);
  const script = `
import contextlib, io, warnings
warnings.simplefilter("ignore")
for name in ${JSON.stringify(names)}:
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            __import__(name)
    except ModuleNotFoundError as error:
        print(error.name)
`;
  assert.deepEqual((await printed(script)).split("\n"), missing);
});
