// Records in the browser's databases that are not as they were written.

import assert from "node:assert/strict";

const APP = `
import os
import streamlit as st
computed = []
@st.cache_data(persist="disk", show_spinner=False)
def square(n):
    computed.append(n)
    return n * n
total = sum(square(n) for n in range(20))
kept = sum(os.path.exists(f"f{n}") for n in range(20))
half = sum(open(f"f{n}").read() != f"{n}" * 50 for n in range(20) if os.path.exists(f"f{n}"))
st.text(f"total {total}, computed {len(computed)}, kept {kept}, half {half};")
if st.button("Write"):
    for n in range(20):
        open(f"f{n}", "w").write(f"{n}" * 50)
    st.text("written")
`;

/** Does something to every record of a database of the app whose key fits. */
function spoil(app, prefix, act, version) {
  return app.page.evaluate(async ([prefix, act, version]) => {
    const done = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
      request.onblocked = () => reject(new Error("blocked"));
    });
    const found = (await indexedDB.databases()).find(({ name }) => name.startsWith(prefix));
    if (version) return (await done(indexedDB.open(found.name, found.version + 1))).close();
    const database = await done(indexedDB.open(found.name));
    const names = [...database.objectStoreNames];
    const transaction = database.transaction(names, "readwrite");
    for (const name of names) {
      const store = transaction.objectStore(name);
      for (const key of await done(store.getAllKeys())) {
        const value = await done(store.get(key));
        const other = new Function("value", "store", `return (${act})(value, store)`)(value, name);
        if (other !== undefined) await done(store.put(other, key));
      }
    }
    database.close();
  }, [prefix, String(act), version]);
}

const SPOILERS = {
  "cut off": (value) => value.slice(0, Math.floor(value.length / 2)),
  "with another byte": (value) => {
    value[Math.floor(value.length / 2)] ^= 0x55;
    return value;
  },
  "of another type": () => ({ mine: true }),
  empty: () => new Uint8Array(0),
};

async function line(app) {
  const found = app.app.getByText(/^total .*;$/);
  await found.waitFor();
  await app.idle();
  const [total, computed, kept, half] = (await found.textContent()).match(/\d+/g).map(Number);
  return { total, computed, kept, half };
}

async function filled(on) {
  const app = await on.open(APP);
  await app.button("Write").click();
  await app.sees("written");
  await app.idle();
  await app.page.waitForTimeout(500);
  return app;
}

async function corruptResults(on, rounds) {
  let computed = 0;
  for (let round = 0; round < rounds; round += 1) {
    for (const act of Object.values(SPOILERS)) {
      const app = await filled(on);
      await spoil(app, "brooklet-cache:", act);
      await app.page.reload();
      const now = await line(app);
      assert.equal(now.total, 2470, "a result is wrong");
      computed += now.computed;
      app.hasNoProblems();
      await app.close();
    }
  }
  return `${20 * rounds * Object.keys(SPOILERS).length} records spoilt in 4 ways: ${computed} computed anew, 0 wrong`;
}

async function corruptFiles(on, rounds) {
  let lost = 0;
  let half = 0;
  let told = 0;
  for (let round = 0; round < rounds; round += 1) {
    for (const act of Object.values(SPOILERS)) {
      const app = await filled(on);
      await spoil(app, "brooklet:", act);
      await app.page.reload();
      const now = await line(app);
      lost += 20 - now.kept;
      half += now.half;
      told += (await app.printed()).match(/is damaged/g)?.length ?? 0;
      await app.button("Write").click();
      await app.sees("written");
      await app.idle();
      await app.page.reload();
      const later = await line(app);
      assert.deepEqual([later.kept, later.half], [20, 0], "what is written afterwards is there");
      app.hasNoProblems();
      await app.close();
    }
  }
  assert.equal(half, 0, `${half} files were read in part`);
  return `${20 * rounds * Object.keys(SPOILERS).length} records spoilt in 4 ways: ${lost} files were dropped, ${told} of them told of, ${half} read in part; all could be written anew`;
}

async function newerSchema(on, rounds) {
  for (let round = 0; round < rounds; round += 1) {
    const app = await filled(on);
    for (const prefix of ["brooklet-cache:", "brooklet:"]) await spoil(app, prefix, () => undefined, true);
    await app.page.reload();
    const now = await line(app);
    assert.equal(now.total, 2470);
    assert.match(await app.printed(), /last until this tab is closed/);
    app.hasNoProblems();
    await app.close();
  }
  return `${rounds} apps: all ran in memory, said so, and left the database alone`;
}

const MANY = `
import streamlit as st
computed = []
@st.cache_data(persist="disk", show_spinner=False)
def text(n):
    computed.append(n)
    return "x" * 100 + str(n)
total = sum(len(text(n)) for n in range(10_000))
st.text(f"total {total}, computed {len(computed)};")
`;

/** How many records of results there are. */
const COUNT = `(async () => {
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const { name } = (await indexedDB.databases()).find(({ name }) => name.startsWith("brooklet-cache:"));
  const database = await done(indexedDB.open(name));
  const count = await done(database.transaction("contents").objectStore("contents").count());
  database.close();
  return count;
})()`;

async function manyResults(on) {
  const app = await on.open(MANY, { wait: false });
  app.page.setDefaultTimeout(180_000);
  await app.sees("total 1038890, computed 10000;");
  let written = 0;
  for (const end = Date.now() + 180_000; written < 10_000 && Date.now() < end;) {
    await app.page.waitForTimeout(200);
    written = await app.page.evaluate(COUNT);
  }
  const times = [];
  for (let round = 0; round < 3; round += 1) {
    const begin = Date.now();
    await app.page.reload();
    await app.sees("total 1038890, computed 0;");
    times.push(Date.now() - begin);
  }
  app.hasNoProblems();
  await app.close();
  return `10,000 of 10,000 results are there after each of 3 reloads; the app stands after ${Math.min(...times)} ms at best`;
}

export const records = [
  { name: "records of results are spoilt", promised: "they are computed anew", run: corruptResults },
  { name: "records of files are spoilt", promised: "what is damaged is dropped with a word on the console, what is none of ours is left alone, nothing is read in part", run: corruptFiles },
  { name: "a database is of a newer version of Brooklet", promised: "it is left alone, the app runs in memory and says so", run: newerSchema },
  { name: "10,000 results are cached", promised: "all are there after a reload", run: manyResults },
];
