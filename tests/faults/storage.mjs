// Browsers that refuse to store, have no room, or forget.

import assert from "node:assert/strict";

/** Does what its text field says, and lists its files with their sizes. */
const SHELL = `
import os, time
import streamlit as st

@st.cache_data(persist="disk", show_spinner=False)
def square(n):
    return n * n

with st.form("form"):
    source = st.text_area("do")
    if st.form_submit_button("go"):
        exec(source)
st.text(f"files: {' '.join(f'{name}:{os.path.getsize(name)}' for name in sorted(os.listdir()) if name != 'app.py')};")
`;

async function perform(app, source, sees) {
  await app.app.getByRole("textbox", { name: "do" }).fill(source);
  await app.button("go").click();
  await app.sees(sees);
  await app.idle();
}

/** Every worker begins with this source: workers have a scope of their own, which a page cannot reach. */
function intoWorkers(source) {
  return `{
    const Native = Worker;
    window.Worker = class extends Native {
      constructor(url, options) {
        // What the page sends before the worker's own source listens is kept for it.
        const early = "const early = []; const keep = (event) => self.onmessage ?? early.push(event); addEventListener('message', keep);";
        const late = "removeEventListener('message', keep); for (const event of early) self.onmessage(event);";
        const source = early + ${JSON.stringify(source)} + "\\nawait import(" + JSON.stringify(String(url)) + ");" + late;
        super(URL.createObjectURL(new Blob([source], { type: "text/javascript" })), options);
      }
    };
  }`;
}

async function open(on, source) {
  const app = await on.open(SHELL, { wait: false });
  await app.page.addInitScript(intoWorkers(source));
  await app.page.reload();
  await app.idle();
  return app;
}

async function fullDisk(on, rounds) {
  let refused = 0;
  for (let round = 0; round < rounds; round += 1) {
    const app = await on.open(SHELL);
    const devtools = await app.page.context().newCDPSession(app.page);
    await devtools.send("Storage.overrideQuotaForOrigin", { origin: on.server.url, quotaSize: 3_000_000 });
    await perform(app, "open('small', 'w').write('kept'); st.text('did')", "did");
    const size = 4_000_000 + 1_000_000 * (round % 5);
    await perform(app, `try:\n  with open('big', 'wb') as f: f.write(os.urandom(${size}))\nexcept OSError as e: st.text(f'errno {e.errno}')\nopen('later', 'w').write('fits')`, "errno 28");
    refused += 1;
    await app.page.reload();
    await app.sees("later:4 small:4;");
    app.hasNoProblems();
    await app.close();
  }
  return `${refused} writes beyond the quota: each raised \`OSError\` (ENOSPC); 0 of ${2 * rounds} files lost that were stored before and after`;
}

async function refused(on, rounds) {
  const refuse = "{ const refuse = () => { throw new DOMException('refused here', 'SecurityError'); }; IDBFactory.prototype.open = refuse; if (self.StorageManager) StorageManager.prototype.getDirectory = refuse; }";
  for (let round = 0; round < rounds; round += 1) {
    const app = await open(on, refuse);
    await perform(app, "open('a', 'w').write('abc'); st.text(f'square {square(7)}')", "square 49");
    await app.sees("a:3;");
    assert.match(await app.printed(), /last until this tab is closed/);
    app.hasNoProblems();
    await app.close();
  }
  return `${rounds} apps: all ran, all said so on the console`;
}

async function cleared(on, rounds) {
  for (let round = 0; round < rounds; round += 1) {
    const app = await on.open(SHELL);
    await perform(app, "open('a', 'w').write('abc'); st.text(f'square {square(7)}')", "square 49");
    const devtools = await app.page.context().newCDPSession(app.page);
    await devtools.send("Storage.clearDataForOrigin", { origin: on.server.url, storageTypes: "all" });
    await perform(app, "open('b', 'w').write('later'); st.text(f'square {square(8)}')", "square 64");
    await app.sees("a:3 b:5;");
    await app.page.reload();
    await app.sees("b:5;");
    await perform(app, "st.text(f'square {square(8)}')", "square 64");
    app.hasNoProblems();
    await app.close();
  }
  return `${rounds} times: the run went on, and ${rounds} of ${rounds} files written afterwards were there after a reload`;
}

async function clockSetBack(on, rounds) {
  let recomputed = 0;
  for (let round = 0; round < rounds; round += 1) {
    const app = await on.open(`import streamlit as st\ncomputed = []\n@st.cache_data(persist="disk", ttl=3600)\ndef f(n):\n    computed.append(n)\n    return n + 1\nst.text(f"{f(1)} computed {len(computed)};")\nopen("a", "w").write("abc")\n`);
    await app.sees("2 computed 1;");
    await app.page.waitForTimeout(500);
    await app.page.addInitScript(intoWorkers("{ const now = Date.now; Date.now = () => now() - 86_400_000; }"));
    await app.page.reload();
    const line = app.app.getByText(/computed \d;/);
    await line.waitFor();
    await app.idle();
    recomputed += (await line.textContent()).includes("computed 1") ? 1 : 0;
    await app.page.reload();
    await app.sees("2 computed");
    app.hasNoProblems();
    await app.close();
  }
  return `${rounds} clocks set back by a day: ${recomputed} results computed anew, 0 wrong`;
}

async function twoTabs(on, rounds) {
  let files = 0;
  for (let round = 0; round < rounds; round += 1) {
    const one = await on.open(SHELL);
    const page = await one.page.context().newPage();
    const two = new one.constructor(page);
    await page.goto(one.page.url());
    await two.idle();
    const write = (name, length) => `for i in range(20):\n  open('${name}' + str(i), 'w').write('y' * 9)\n  open('shared', 'w').write('${name}' * ${length})\n  time.sleep(0.01)\nst.text('all')`;
    await Promise.all([perform(one, write("p", 2000), "all"), perform(two, write("q", 3000), "all")]);
    await one.page.reload();
    await one.idle();
    const look = "n = sum(os.path.getsize(f) == 9 for f in os.listdir() if f[0] in 'pq'); t = open('shared').read(); st.text(f'{n} whole, {t in (\"p\" * 2000, \"q\" * 3000)}')";
    await perform(one, look, "40 whole, True");
    files += 41;
    one.hasNoProblems();
    two.hasNoProblems();
    await one.close();
  }
  return `${files} files of ${rounds} pairs of tabs: 0 lost, 0 torn`;
}

export const storage = [
  { name: "the disk is full", promised: "the script is told by `OSError` (ENOSPC), and what was stored stays", run: fullDisk },
  { name: "IndexedDB and OPFS are refused", promised: "the app runs in memory, and the console says so", run: refused },
  { name: "the storage is cleared while the app runs", promised: "the app goes on, and what it writes then is stored", run: cleared },
  { name: "the clock is set back", promised: "no wrong result; what seems to be of the future may be computed anew", run: clockSetBack },
  { name: "two tabs write at once", promised: "no file lost or torn; of the same file the later one wins", run: twoTabs },
];
