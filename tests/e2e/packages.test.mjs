// Packages as wheels: from requirements.txt into a built app, and by their address into a page.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { AppPage, bench, root, serve } from "./harness.mjs";

const run = promisify(execFile);
const WHEEL = "tea_leaf-1.2-py3-none-any.whl";

// Wheels are zip archives, which Python writes.
const PACK = `
import sys, zipfile
folder = sys.argv[1]
for name, needs in (("tea_leaf", "water"), ("water", "")):
    with zipfile.ZipFile(f"{folder}/{name}-1.2-py3-none-any.whl", "w", zipfile.ZIP_DEFLATED) as wheel:
        info = f"{name}-1.2.dist-info"
        body = "from water import boil\\n" if needs else "def boil(): return 'boiled'\\n"
        wheel.writestr(f"{name}/__init__.py", body)
        need = f"Requires-Dist: {needs}\\n" if needs else ""
        wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\\nName: {name}\\nVersion: 1.2\\n{need}")
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr(f"{info}/RECORD", "")
`;

const APP = `
import importlib.metadata
import streamlit as st
from shop.menu import order
st.write(order(), importlib.metadata.version("tea-leaf"))
`;

let folder;
let on;
let wheels;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "brooklet-packages-"));
  wheels = join(folder, "wheels");
  await mkdir(wheels);
  await run("python3", ["-c", PACK, wheels]);
  await mkdir(join(folder, "app/shop"), { recursive: true });
  await writeFile(join(folder, "app/app.py"), APP);
  await writeFile(join(folder, "app/shop/__init__.py"), "");
  await writeFile(join(folder, "app/shop/kettle.py"), "from tea_leaf import boil\n");
  await writeFile(join(folder, "app/shop/menu.py"), "from .kettle import boil\ndef order(): return boil() + ' tea'\n");
  await writeFile(join(folder, "app/requirements.txt"), "streamlit\ntea-leaf>=1\n");
  on = await bench();
});
after(async () => {
  await on?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Builds the app with packages from the folder of wheels, and from nowhere else. */
const build = (from = wheels) =>
  run(process.env.BROOKLET_CLI ?? "brooklet", ["build", join(folder, "app/app.py"), "-o", join(folder, "out")], {
    env: { ...process.env, PIP_NO_INDEX: "1", PIP_FIND_LINKS: from, XDG_CACHE_HOME: join(folder, "cache") },
  });

async function visit(address, context) {
  const app = new AppPage(await context.newPage());
  await app.page.goto(address);
  await app.idle();
  return app;
}

test("an app is built with the packages that it requires, and works offline", async () => {
  await build();
  const lock = await readFile(join(folder, "app/requirements.lock"), "utf8");
  assert.match(lock, /\ntea-leaf==1\.2 --hash=sha256:[0-9a-f]{64}\nwater==1\.2 --hash=sha256:[0-9a-f]{64}\n$/);

  const server = await serve({ "/tea/": join(folder, "out") });
  const context = await on.browser.newContext();
  const first = await visit(`${server.url}/tea/`, context);
  await first.sees("boiled tea 1.2");
  first.hasNoProblems();
  await first.page.evaluate(() => navigator.serviceWorker.ready);
  await first.page.close();
  server.close();
  const again = await visit(`${server.url}/tea/`, context);
  await again.sees("boiled tea 1.2");
  await again.close();
});

test("a build repeats itself from its lock, without asking for packages again", async () => {
  await build();
  const before = await readdir(join(folder, "out"));
  await build("/nowhere");
  assert.deepEqual(await readdir(join(folder, "out")), before);
});

test("packages come by their address, too", async () => {
  on.server.mounts["/wheels/"] = wheels;
  const requirements = [`/wheels/${WHEEL}`, { url: "/wheels/water-1.2-py3-none-any.whl" }];
  const app = await on.open("import tea_leaf\nprint(tea_leaf.boil())", { requirements });
  assert.equal((await app.printed()).trim(), "boiled");
  await app.close();
});

test("the pantry of the examples reads, keeps and asks, and opens offline", async () => {
  const out = join(folder, "pantry");
  await run(process.env.BROOKLET_CLI ?? "brooklet", ["build", join(root, "examples/pantry/app.py"), "-o", out]);
  const server = await serve({ "/pantry/": out, "/prices/": folder });
  await writeFile(join(folder, "prices.json"), '{"rice": 2, "beans": 1}');
  const context = await on.browser.newContext();
  const app = await visit(`${server.url}/pantry/`, context);
  await app.sees("3 rice, 5 beans");
  await app.sees("| beans");
  await app.type("Address of a price list (JSON)", `${server.url}/prices/prices.json`);
  await app.sees("Worth 11 coins");
  await app.type("Note", "more tea");
  await app.button("Keep the note").click();
  await app.sees("The note is kept in this browser.");
  await app.idle();
  app.hasNoProblems();
  await app.page.evaluate(() => navigator.serviceWorker.ready);
  await app.page.close();
  server.close();
  const again = await visit(`${server.url}/pantry/`, context);
  await again.sees("3 rice, 5 beans");
  assert.equal(await again.page.getByLabel("Note").inputValue(), "more tea");
  await again.close();
});
