// Results of cached functions outlive the tab, in a real database of the browser, whatever happens to it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { bench, literal } from "./harness.mjs";

let on;
before(async () => (on = await bench()));
after(() => on?.close());

const SQUARE = `
import streamlit as st
computed = []
@st.cache_data(persist="disk", show_spinner=False)
def square(n):
    computed.append(n)
    return {"n": n, "square": n * n, "text": "ä" * n}
n = st.number_input("n", value=3)
st.write(f"{n}² is {square(n)['square']}, computed: {computed}")
if st.button("Clear"):
    st.cache_data.clear()
    st.write("cleared")
`;

/** Runs something in the page with the app's database open. */
function inDatabase(app, act, argument) {
  return app.page.evaluate(async ([act, argument]) => {
    const name = (await indexedDB.databases()).find(({ name }) => name.startsWith("brooklet-cache:")).name;
    const done = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const database = await done(indexedDB.open(name));
    const transaction = database.transaction(["labels", "contents"], "readwrite");
    const result = await new Function("labels", "contents", "done", "argument", `return (${act})(labels, contents, done, argument)`)(
      transaction.objectStore("labels"), transaction.objectStore("contents"), done, argument);
    database.close();
    return result;
  }, [String(act), argument]);
}

const count = (app) => inDatabase(app, async (labels, contents, done) => [await done(labels.count()), await done(contents.count())]);

/** Waits until that many records are written. */
async function written(app, number) {
  for (const end = Date.now() + 10_000; Date.now() < end;) {
    const [labels, contents] = await count(app).catch(() => [0, 0]);
    if (labels === number && contents === number) return;
    await app.page.waitForTimeout(50);
  }
  assert.deepEqual(await count(app), [number, number]);
}

for (const options of [{}, { jspi: false }]) {
  const way = options.jspi === false ? "without suspension" : "with suspension";

  test(`a result is there after a reload, ${way}`, async () => {
    const app = await on.open(SQUARE, options);
    await app.sees("3² is 9, computed: [3]");
    await written(app, 1);
    await app.page.reload();
    await app.sees("3² is 9, computed: []");
    await app.button("Clear").click();
    await app.sees("cleared");
    await written(app, 0);
    await app.page.reload();
    await app.sees("3² is 9, computed: [3]");
    app.hasNoProblems();
    await app.close();
  });
}

test("tabs share results, and what one clears is clear for all", async () => {
  const app = await on.open(SQUARE);
  await app.sees("3² is 9, computed: [3]");
  const other = await app.page.context().newPage();
  await other.goto(app.page.url());
  await other.getByText("3² is 9, computed: []").waitFor();
  await other.getByLabel("n", { exact: true }).fill("4");
  await other.keyboard.press("Enter");
  await other.getByText("4² is 16, computed: [4]").waitFor();
  await written(app, 2);
  await app.page.getByLabel("n", { exact: true }).fill("4");
  await app.page.keyboard.press("Enter");
  await app.sees("4² is 16, computed: []");
  await other.getByRole("button", { name: "Clear" }).click();
  await other.getByText("cleared").waitFor();
  await written(app, 0);
  await app.page.getByLabel("n", { exact: true }).fill("3");
  await app.page.keyboard.press("Enter");
  await app.sees("3² is 9, computed: [3]");
  app.hasNoProblems();
  await app.close();
});

const SPOILERS = {
  "a content that was cut off": (labels, contents, done) => done(contents.openCursor())
    .then((cursor) => done(cursor.update(cursor.value.slice(0, -3)))),
  "a content with another byte": (labels, contents, done) => done(contents.openCursor())
    .then((cursor) => (cursor.value[5] ^= 1, done(cursor.update(cursor.value)))),
  "a content that is none": (labels, contents, done) => done(contents.openCursor())
    .then((cursor) => done(cursor.update({ pickle: "cos\nsystem\n(S'ls'\ntR." }))),
  "a content that is not there": (labels, contents, done) => done(contents.clear()),
  "a label of a later version": (labels, contents, done) => done(labels.openCursor())
    .then((cursor) => (cursor.value[0] += 1, done(cursor.update(cursor.value)))),
  "a label that is none": (labels, contents, done) => done(labels.openCursor())
    .then((cursor) => done(cursor.update("label"))),
  "a record of somebody else": (labels, contents, done) => done(labels.put(new Uint8Array([1, 2, 3]), "mine"))
    .then(() => done(labels.clear())),
};

for (const [what, spoil] of Object.entries(SPOILERS)) {
  test(`${what} is computed anew`, async () => {
    const app = await on.open(SQUARE);
    await app.sees("3² is 9, computed: [3]");
    await written(app, 1);
    await inDatabase(app, spoil);
    await app.page.reload();
    await app.sees("3² is 9, computed: [3]");
    await written(app, 1);
    await app.page.reload();
    await app.sees("3² is 9, computed: []");
    app.hasNoProblems();
    await app.close();
  });
}

test("a database that is deleted while the app runs is made anew", async () => {
  const app = await on.open(SQUARE);
  await app.sees("3² is 9, computed: [3]");
  await written(app, 1);
  await app.page.evaluate(async () => {
    const name = (await indexedDB.databases()).find(({ name }) => name.startsWith("brooklet-cache:")).name;
    await new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase(name);
      request.onsuccess = resolve;
      request.onerror = request.onblocked = reject;
    });
  });
  await app.page.getByLabel("n", { exact: true }).fill("5");
  await app.page.keyboard.press("Enter");
  await app.sees("5² is 25, computed: [5]");
  await written(app, 1);
  await app.page.reload();
  await app.sees("3² is 9, computed: [3]");
  app.hasNoProblems();
  await app.close();
});

test("a database of a later version is left alone; memory takes over, with one warning", async () => {
  const app = await on.open(SQUARE);
  await app.sees("3² is 9, computed: [3]");
  await written(app, 1);
  const warnings = [];
  app.page.on("console", (message) => message.text().includes("kept in memory only") && warnings.push(message.text()));
  const upgrade = () => app.page.evaluate(async () => {
    const { name, version } = (await indexedDB.databases()).find(({ name }) => name.startsWith("brooklet-cache:"));
    await new Promise((resolve, reject) => {
      const request = indexedDB.open(name, version + 1);
      request.onsuccess = () => resolve(request.result.close());
      request.onerror = request.onblocked = reject;
    });
  });
  await upgrade();
  for (const n of [4, 3]) {
    await app.page.getByLabel("n", { exact: true }).fill(String(n));
    await app.page.keyboard.press("Enter");
    await app.sees(`${n}² is ${n * n}, computed: [`);
  }
  assert.equal(warnings.length, 1, "the tab that was open says so");
  warnings.length = 0;
  await app.page.reload();
  await app.sees("3² is 9, computed: [3]");
  for (const n of [4, 3]) {
    await app.page.getByLabel("n", { exact: true }).fill(String(n));
    await app.page.keyboard.press("Enter");
    await app.sees(`${n}² is ${n * n}, computed: [`);
  }
  await app.button("Clear").click();
  await app.sees("cleared");
  assert.equal(warnings.length, 1, warnings.join("\n"));
  assert.deepEqual(await count(app), [1, 1]);
  await app.close();
});

const MANY = `
import streamlit as st
computed = []
@st.cache_data(persist="disk", show_spinner=False)
def text(n):
    computed.append(n)
    return "x" * 100 + str(n)
total = sum(len(text(n)) for n in range(10_000))
st.write(f"total {total}, computed {len(computed)}")
`;

test("ten thousand results are there after a reload", async () => {
  const app = await on.open(MANY);
  await app.sees("total 1038890, computed 10000");
  await written(app, 10_000);
  await app.page.reload();
  await app.sees("total 1038890, computed 0");
  app.hasNoProblems();
  await app.close();
});

const LARGE = `
import os
import streamlit as st
computed = []
@st.cache_data(persist="disk", show_spinner=False)
def large(n):
    computed.append(n)
    return os.urandom(4_000_000) + n.to_bytes(1, "little")
n = st.number_input("n", value=0)
st.write(f"{n}: {large(n)[-1]} of {len(large(n))}, computed: {computed}")
`;

test("a tab that is killed while it writes leaves whole results only", async () => {
  const app = await on.open(LARGE);
  for (let n = 1; n < 6; n++) {
    await app.page.getByLabel("n", { exact: true }).fill(String(n));
    await app.page.keyboard.press("Enter");
    await app.sees(`${n}: ${n} of 4000001`);
  }
  const address = app.page.url();
  const context = app.page.context();
  await app.page.close();
  const again = await context.newPage();
  await again.goto(address);
  for (let n = 0; n < 6; n++) {
    await again.getByLabel("n", { exact: true }).fill(String(n));
    await again.keyboard.press("Enter");
    await again.getByText(`${n}: ${n} of 4000001`).waitFor();
  }
  await context.close();
});

test("where the disk is full, others make room, and nothing is wrong", async () => {
  // The browser notices another quota only where nothing was stored yet.
  const app = await on.open("import streamlit as st");
  const session = await app.page.context().newCDPSession(app.page);
  await session.send("Storage.overrideQuotaForOrigin", { origin: on.server.url, quotaSize: 10_000_000 });
  const address = new URL(app.page.url()).pathname;
  on.server.mounts[address] = on.server.mounts[address].replace('"import streamlit as st"', literal(LARGE));
  await app.page.reload();
  await app.sees("0: 0 of 4000001, computed: [0]");
  for (let n = 1; n < 8; n++) {
    await app.page.getByLabel("n", { exact: true }).fill(String(n));
    await app.page.keyboard.press("Enter");
    await app.sees(`${n}: ${n} of 4000001`);
    await app.idle();
    await app.page.waitForTimeout(100);
  }
  const [labels, contents] = await count(app);
  assert.equal(labels, contents);
  assert.ok(labels === 1 || labels === 2, `${labels} records`);
  await app.page.reload();
  await app.page.getByLabel("n", { exact: true }).fill("7");
  await app.page.keyboard.press("Enter");
  await app.sees("7: 7 of 4000001");
  await session.send("Storage.overrideQuotaForOrigin", { origin: on.server.url });
  await app.close();
});

const DRAWN = `
import streamlit as st
@st.cache_data
def report(n):
    st.metric("Sold", n)
    with st.expander("More", expanded=True):
        st.write("**bold** inside")
        st.image("<svg xmlns='http://www.w3.org/2000/svg' width='40' height='20'><rect width='40' height='20' fill='red'/></svg>")
    st.session_state.computed = True
    return n
report(7)
st.write("computed" if "computed" in st.session_state else "remembered")
`;

test("what a function draws is drawn again after a reload", async () => {
  const app = await on.open(DRAWN);
  await app.sees("computed");
  await written(app, 1);
  await app.page.reload();
  await app.sees("remembered");
  await app.sees("bold inside");
  await app.sees("Sold");
  await app.page.locator("img[src]").waitFor();
  app.hasNoProblems();
  await app.close();
});

test("a call that takes its time is among the timings of the browser's tools", async () => {
  const app = await on.open(`
import time
import streamlit as st
@st.cache_data
def slow():
    time.sleep(0.05)
    return 1
st.write(slow())
`);
  const [worker] = app.page.workers();
  const names = await worker.evaluate(() => performance.getEntriesByType("measure").map(({ name, duration }) => [name, duration >= 50]));
  assert.deepEqual(names, [["cache_data __main__.slow computed", true]]);
  await app.close();
});
