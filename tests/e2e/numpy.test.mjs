// NumPy: an app that imports it gets the engine with data, others do not.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { AppPage, bench, example, pkg, root, serve } from "./harness.mjs";

const SCRIPT = `
import numpy as np
import streamlit as st

scale = st.slider("Scale", 1.0, 3.0, np.float64(1.5), np.float64(0.5))
a = np.arange(6).reshape(2, 3)
st.text(f"sum {(a * scale).sum()}")
st.text(f"random {np.random.default_rng(0).random():.6f}")
np.random.seed(0)
st.text(f"seeded {np.random.randn():.6f}")
st.text(f"det {np.linalg.det(np.eye(2) * 3):.1f}")
st.text(f"fft {np.fft.fft([1, 0, 0, 0]).real.sum():.1f}")
st.write(a)
st.dataframe(np.linspace(0, 1, 5))
st.line_chart(np.random.randn(20, 3))
st.image(np.zeros((4, 4, 3), np.uint8))
`;

/** Its import is not seen in the script. */
const HIDDEN = `
import importlib
import streamlit as st

st.session_state.setdefault("visits", []).append("once")
st.text_input("Name")
if st.button("Compute"):
    np = importlib.import_module("num" + "py")
    st.text(f"sum {np.arange(4).sum()} for {st.session_state.get('who')}")
else:
    st.session_state.who = "everybody"
`;

/** Where the wheels could not be had when the package was built, there is no engine for these tests. */
const skip = existsSync(join(pkg, "engine-data_bg.wasm")) ? false : "the package has no engine with data";

let on, folder;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "brooklet-numpy-"));
  on = await bench();
});

after(async () => {
  await on?.close();
  await rm(folder, { recursive: true, force: true });
});

/** The names of the files that a page has fetched, its worker's left out. */
const fetched = (page) =>
  page.evaluate(() => performance.getEntriesByType("resource").map((entry) => entry.name.split("/").pop()));

async function computes(app) {
  await app.sees("sum 22.5");
  await app.sees("random 0.636962");
  await app.sees("seeded 1.764052");
  await app.sees("det 9.0");
  await app.sees("fft 4.0");
  await app.app.getByTestId("stDataFrame").nth(1).waitFor();
  await app.app.getByTestId("stVegaLiteChart").locator("svg, canvas").first().waitFor();
  await app.app.getByTestId("stImage").locator("img").first().waitFor();
}

for (const [how, options] of [["", {}], [" where nothing can be suspended", { jspi: false }]]) {
  test(`a script computes with arrays and shows them${how}`, { skip }, async () => {
    const app = await on.open(SCRIPT, options);
    await computes(app);
    await app.slider("Scale").focus();
    await app.page.keyboard.press("End");
    await app.sees("sum 45.0");
    assert.ok((await fetched(app.page)).includes("engine-data_bg.wasm"));
    assert.equal(await app.exception().count(), 0);
    app.hasNoProblems();
    await app.close();
  });
}

test("what NumPy imports comes with it, and no other archive", { skip }, async () => {
  const app = await on.open("import numpy as np\nimport streamlit as st\nst.text(np.random.default_rng(0).integers(9, 10))");
  await app.sees("9");
  const archives = await Promise.all(app.page.workers().map((worker) => worker.evaluate(() => {
    const names = performance.getEntriesByType("resource").map((entry) => entry.name.split("/").pop());
    return names.filter((name) => /^(data|library)/.test(name));
  })));
  assert.deepEqual(archives.flat(), ["data.wasm"]);
  await app.close();
});

test("an import that is only found while the script runs changes the engine and loses nothing", { skip }, async () => {
  const app = await on.open(HIDDEN);
  assert.ok(!(await fetched(app.page)).includes("engine-data_bg.wasm"));
  await app.type("Name", "Ada");
  await app.idle();
  // Whatever was ever shown as an exception or a notice.
  await app.page.evaluate(() => {
    window.alarms = [];
    const look = () => {
      const alarms = document.querySelectorAll('[data-testid="stException"], [role="alert"]');
      window.alarms.push(...[...alarms].filter((alarm) => alarm.checkVisibility()).map((alarm) => alarm.textContent));
    };
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
  });
  await app.button("Compute").click();
  await app.sees("sum 6 for everybody");
  assert.equal(await app.input("Name").inputValue(), "Ada");
  assert.deepEqual(await app.page.evaluate(() => window.alarms), []);
  assert.ok((await fetched(app.page)).includes("engine-data_bg.wasm"));
  await app.close();
});

test("an app without data fetches nothing of it", async () => {
  const before = on.server.requests.length;
  const app = await on.open("import streamlit as st\nst.write([1, 2])\nst.line_chart([1, 2])\n");
  const since = on.server.requests.slice(before);
  assert.deepEqual(since.filter((path) => /\/(engine-)?data[._-]/.test(path)), []);
  await app.close();
});

test("a built app with arrays loads its engine at once, and works with the network cut", { skip }, async () => {
  await mkdir(join(folder, "app"));
  await writeFile(join(folder, "app/app.py"), SCRIPT);
  const cli = process.env.BROOKLET_CLI ?? "brooklet";
  await promisify(execFile)(cli, ["build", join(folder, "app/app.py"), "-o", join(folder, "out")]);
  const server = await serve({ "/": join(folder, "out") });
  const context = await on.browser.newContext();
  const visit = async () => {
    const app = new AppPage(await context.newPage());
    await app.page.goto(`${server.url}/`);
    await app.idle();
    return app;
  };
  const first = await visit();
  await computes(first);
  assert.deepEqual(server.requests.filter((path) => /\/engine(_bg)?\./.test(path)), []);
  await first.page.evaluate(() => navigator.serviceWorker.ready);
  await first.page.close();
  server.close();
  const app = await visit();
  await computes(app);
  app.hasNoProblems();
  await app.close();
});

test("the playground runs a script with arrays after one without", { skip }, async () => {
  const server = await serve({ "/play/": join(root, "www"), "/play/pkg/": pkg });
  const context = await on.browser.newContext({ viewport: { width: 1280, height: 800 } });
  const app = new AppPage(await context.newPage());
  await app.page.goto(`${server.url}/play/`);
  await app.idle();
  await app.page.getByRole("textbox", { name: "Script" }).click();
  await app.page.keyboard.press("ControlOrMeta+a");
  await app.page.keyboard.insertText(SCRIPT);
  await app.page.keyboard.press("Control+Enter");
  await computes(app);
  await app.close();
  server.close();
});

test("the example arrays runs", { skip }, async () => {
  const app = await on.open(await example("arrays"));
  await app.app.getByTestId("stVegaLiteChart").first().waitFor();
  assert.equal(await app.exception().count(), 0);
  app.hasNoProblems();
  await app.close();
});
