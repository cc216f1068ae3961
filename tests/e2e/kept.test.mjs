// What a script writes below its folder, the user's home and /persistent outlives the tab.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { bench, eventually } from "./harness.mjs";

let on;
before(async () => (on = await bench()));
after(() => on?.close());

const NOTES = `
import pathlib
import streamlit as st
note = pathlib.Path("/persistent/notes/note.txt")
note.parent.mkdir(exist_ok=True)
st.write("Kept:", note.read_text() if note.exists() else "nothing")
if st.button("Write"):
    note.write_text("milk ä")
    st.write("written")
if st.button("Remove"):
    note.unlink()
    st.write("removed")
`;

test("a file is there after a reload and in another tab, and gone when it was removed", async () => {
  const app = await on.open(NOTES);
  await app.sees("Kept: nothing");
  await app.button("Write").click();
  await app.sees("written");
  await app.idle();
  await app.page.reload();
  await app.sees("Kept: milk ä");
  const other = await app.page.context().newPage();
  await other.goto(app.page.url());
  await other.getByText("Kept: milk ä").waitFor();
  await other.close();
  await app.button("Remove").click();
  await app.sees("removed");
  await app.idle();
  await app.page.reload();
  await app.sees("Kept: nothing");
  app.hasNoProblems();
  await app.close();
});

test("another app has files of its own", async () => {
  const one = await on.open(NOTES, { appId: "one" });
  await one.button("Write").click();
  await one.sees("written");
  await one.idle();
  const address = "/other-app";
  on.server.mounts[address] = on.server.mounts[new URL(one.page.url()).pathname].replace('"one"', '"two"');
  await one.page.goto(on.server.url + address);
  await one.sees("Kept: nothing");
  await one.close();
});

/** Does what its text field says, and shows the files of the app's folder with their sizes. */
const SHELL = `import os, time
import streamlit as st
with st.form("f"):
    source = st.text_area("do")
    go = st.form_submit_button("go")
if go: exec(source)
st.text(" ".join(f"{name}:{os.path.getsize(name)}" for name in sorted(os.listdir()) if name != "app.py") + ".")
`;

async function run(app, source) {
  await app.app.getByRole("textbox", { name: "do" }).fill(source);
  await app.button("go").click();
}

for (const jspi of [true, false]) {
  test(`files beside the script are there after a reload ${jspi ? "with" : "without"} JSPI`, async () => {
    const app = await on.open(SHELL, jspi ? {} : { jspi });
    await run(app, "open('a.txt', 'w').write('abc'); open('b', 'wb').write(bytes(300_000)); st.text('did')");
    await app.sees("did");
    await app.idle();
    await app.page.reload();
    await app.sees("a.txt:3 b:300000.");
    await run(app, "os.rename('a.txt', 'c.txt'); os.remove('b'); st.text('did')");
    await app.sees("c.txt:3.");
    await app.idle();
    await app.page.reload();
    await app.sees("c.txt:3.");
    app.hasNoProblems();
    await app.close();
  });
}

test("what a run has closed is stored though the run goes on and its worker is ended", async () => {
  const app = await on.open(SHELL);
  await run(app, "import re\nst.text('begun')\ntime.sleep(0.1)\nopen('a', 'w').write('abc')\nre.match('(a*)*b', 'a' * 50)");
  await app.sees("begun");
  await app.stopButton.click();
  await app.sees("did not answer and was ended");
  await app.rerun();
  await app.idle();
  await app.sees("a:3.");
  app.hasNoProblems();
  await app.close();
});

test("a file that stays open is stored within a second", async () => {
  const app = await on.open(SHELL);
  await run(app, "f = open('log', 'wb', 0); f.write(b'12345'); st.text('wrote'); time.sleep(1); st.text('waited'); time.sleep(60)");
  await app.sees("waited");
  await app.page.reload();
  await app.sees("log:5.");
  await app.close();
});

test("another tab sees a file when it next looks, and no file is torn or lost", async () => {
  const one = await on.open(SHELL);
  const two = await one.anotherTab();
  await run(one, "open('shared', 'w').write('x' * 1000); st.text('did')");
  await one.sees("did");
  await one.idle();
  await run(two, "st.text('looked')");
  await two.sees("shared:1000.");
  // Both write at once: each file whole, each there.
  const write = (name, length) =>
    `for i in range(30):\n  open('${name}' + str(i), 'w').write('y')\n  open('shared', 'w').write('${name}' * ${length})\n  time.sleep(0.01)\nst.text('all')`;
  await Promise.all([run(one, write("p", 2000)), run(two, write("q", 3000))]);
  await Promise.all([one.sees("all"), two.sees("all")]);
  await Promise.all([one.idle(), two.idle()]);
  await one.page.reload();
  await one.idle();
  await run(one, "n = len(os.listdir()); t = open('shared').read(); st.text(f'{n} files, {t in (\"p\" * 2000, \"q\" * 3000)}')");
  await one.sees("62 files, True");
  one.hasNoProblems();
  two.hasNoProblems();
  await one.close();
});

test("permission bits and times are there after a reload, and a folder that was moved is gone from another tab", async () => {
  const one = await on.open(SHELL);
  await run(one, "open('a', 'w').write('abc'); os.makedirs('old/in'); open('old/in/x', 'w').write('x'); st.text('made')");
  await one.sees("made");
  await one.idle();
  const two = await one.anotherTab();
  await run(two, "st.text(f'{os.listdir()}')");
  await two.sees("'old'");
  await run(one, "os.chmod('a', 0o640); os.utime('a', ns=(5, 6)); os.rename('old', 'new'); st.text('did')");
  await one.sees("did");
  await one.idle();
  await run(two, "st.text(f'old {os.path.exists(\"old\")}, new {open(\"new/in/x\").read()}, mode {os.stat(\"a\").st_mode:o}')");
  await two.sees("old False, new x, mode 100640");
  await one.page.reload();
  await one.idle();
  await run(one, "s = os.stat('a'); st.text(f'mode {s.st_mode:o}, {s.st_atime_ns}, {s.st_mtime_ns}, {sorted(os.listdir())}')");
  await one.sees("mode 100640, 5, 6, ['a', 'app.py', 'new']");
  one.hasNoProblems();
  two.hasNoProblems();
  await one.close();
});

test("a full disk is an OSError in the script, and what was stored stays", async () => {
  const app = await on.open(SHELL);
  const devtools = await app.page.context().newCDPSession(app.page);
  await devtools.send("Storage.overrideQuotaForOrigin", { origin: on.server.url, quotaSize: 3_000_000 });
  await run(app, "open('small', 'w').write('kept'); st.text('did')");
  await app.sees("did");
  await app.idle();
  await run(
    app,
    "try:\n  with open('big', 'wb') as f: f.write(os.urandom(9_000_000))\nexcept OSError as e: st.text(f'{e.errno} {e.strerror}')\nopen('other', 'w').write('fits')",
  );
  await app.sees("28 No space left on device");
  await app.idle();
  await app.page.reload();
  await app.sees("other:4 small:4.");
  app.hasNoProblems();
  await app.close();
});

test("a new version of the app brings its files, but not over one that was changed, and says so once", async () => {
  const app = await on.open(SHELL, { files: { "app.py": SHELL, "a.txt": "a1", "b.txt": "b1" } });
  await app.sees("a.txt:2 b.txt:2.");
  await run(app, "open('a.txt', 'w').write('mine'); st.text('did')");
  await app.sees("did");
  await app.idle();
  const address = new URL(app.page.url()).pathname;
  on.server.mounts[address] = on.server.mounts[address].replace('"a1"', '"a second"').replace('"b1"', '"b second"');
  await app.page.reload();
  await app.sees("a.txt:4 b.txt:8.");
  assert.match(await app.printed(), /new version of \/app\/a\.txt/);
  await eventually(app.page, async () => true, "stored");
  await app.page.reload();
  await app.sees("a.txt:4 b.txt:8.");
  assert.doesNotMatch(await app.printed(), /new version/);
  app.hasNoProblems();
  await app.close();
});

test("where the browser stores nothing the script runs and the console says so", async () => {
  const app = await on.open(SHELL, { wait: false });
  await app.page.addInitScript(() => {
    const refuse = () => {
      throw new DOMException("refused here", "SecurityError");
    };
    // Workers have a scope of their own: theirs is opened through a wrapped constructor.
    const Native = Worker;
    window.Worker = class extends Native {
      constructor(url, options) {
        const source = `IDBFactory.prototype.open = ${refuse}; await import(${JSON.stringify(String(url))});`;
        super(URL.createObjectURL(new Blob([source], { type: "text/javascript" })), options);
      }
    };
  });
  await app.page.reload();
  await app.idle();
  await run(app, "open('a', 'w').write('abc')");
  await app.sees("a:3.");
  await app.idle();
  assert.match(await app.printed(), /last until this tab is closed/);
  app.hasNoProblems();
  await app.close();
});

test("the menu shows what is stored, saves it and forgets it", async () => {
  const app = await on.open(SHELL, { files: { "app.py": SHELL, "a.txt": "a1" } });
  await run(app, "open('a.txt', 'w').write('mine'); open('b', 'wb').write(bytes(2500)); st.text('did')");
  await app.sees("did");
  await app.idle();
  const open = async () => {
    await app.page.getByTestId("stMainMenuButton").click();
    await app.page.getByRole("menuitem", { name: "Stored files" }).click();
    return app.page.getByTestId("bkStoredFiles");
  };
  const dialog = await open();
  await dialog.getByRole("row", { name: "/app/a.txt 4.0B" }).waitFor();
  await dialog.getByRole("row", { name: "/app/b 2.5KB" }).waitFor();
  const [saved] = await Promise.all([
    app.page.waitForEvent("download"),
    dialog.getByRole("button", { name: "Download all" }).click(),
  ]);
  assert.equal(saved.suggestedFilename(), "stored-files.zip");
  assert.equal((await readFile(await saved.path())).subarray(0, 4).toString("latin1"), "PK\x03\x04");
  await dialog.getByRole("button", { name: "Reset" }).click();
  await dialog.getByRole("button", { name: "Really remove all?" }).click();
  await app.sees("a.txt:2.");
  await app.idle();
  await app.page.reload();
  await app.sees("a.txt:2.");
  app.hasNoProblems();
  await app.close();
});
