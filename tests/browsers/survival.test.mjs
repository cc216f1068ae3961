// What outlives a reload, a lost network and a script without end, in the browser that BROOKLET_BROWSER names.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { root, serve } from "../e2e/site.mjs";
import { Bench, browser, eventually } from "./fixture.mjs";
import { KEYS } from "./webdriver.mjs";

let on;
before(async () => (on = await Bench.open()));
after(() => on?.close());

test(`${browser}: the result of a cached function is there after a reload`, async () => {
  const app = await on.show(`import streamlit as st
computed = []
@st.cache_data(persist="disk", show_spinner=False)
def square(n):
    computed.append(n)
    return {"n": n, "square": n * n}
st.write(f"square {square(7)['square']}, computed {computed}")
`, { afresh: true });
  await app.sees("square 49, computed [7]");
  const stored = () => on.session.evaluate(async () => {
    const known = (await indexedDB.databases()).find(({ name }) => name.startsWith("brooklet-cache:"));
    if (!known) return 0;
    const done = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const database = await done(indexedDB.open(known.name));
    const count = await done(database.transaction("contents").objectStore("contents").count());
    database.close();
    return count;
  });
  await eventually(stored, "a stored result");
  await app.session.reload();
  await app.sees("square 49, computed []");
  await app.hasNoProblems();
});

test(`${browser}: a built app opens and works without its server`, async () => {
  const output = join(on.folder, "hello");
  await promisify(execFile)(process.env.BROOKLET_CLI ?? "brooklet",
    ["build", join(root, "examples/hello/app.py"), "-o", output]);
  const server = await serve({ "/hello/": output });
  const first = await on.visit(`${server.url}/hello/`);
  await first.sees("Hello, Brooklet");
  await on.session.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await on.session.go("about:blank");
  server.close();
  await assert.rejects(fetch(`${server.url}/hello/`));
  const app = await on.visit(`${server.url}/hello/`);
  await app.sees("The button was clicked 0 times.");
  await app.press("Count");
  await app.sees("The button was clicked 1 times.");
  await app.hasNoProblems();
});

const ENDLESS = {
  "a loop": "while True: pass",
  "a loop that draws and sleeps": "place = st.empty()\nfor i in count():\n    place.write(f'at {i}')\n    time.sleep(0.01)",
  "a long sleep": "time.sleep(1000)",
};

// Where the browser cannot suspend a run, too: it asks the page then.
for (const [name, source] of Object.entries(ENDLESS)) {
  test(`${browser}: ${name} without end is left for a click, and stopped`, async () => {
    const app = await on.show(`import streamlit as st, time
from itertools import count
if st.button("Count"): st.session_state.n = st.session_state.get("n", 0) + 1
name = st.text_input("Name")
st.write(f"{name or 'nobody'} clicked {st.session_state.get('n', 0)} times")
if st.button("Go"):
${source.replaceAll(/^/gm, "    ")}
`);
    await app.type("Name", "Ada");
    await app.session.press(KEYS.Enter);
    await app.sees("Ada clicked 0 times");
    await app.idle();
    await app.press("Go");
    await app.running();
    await app.press("Count");
    await app.sees("Ada clicked 1 times");
    await app.idle();
    await app.press("Go");
    await app.running();
    await app.press("Stop");
    await app.idle();
    await app.press("Count");
    await app.sees("Ada clicked 2 times");
    await app.idle();
    assert.ok(!(await app.text()).includes("did not answer"));
    await app.hasNoProblems();
  });
}
