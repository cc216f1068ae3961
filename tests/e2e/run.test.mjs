// `brooklet run`: the page follows the files on disk and keeps the session.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import { AppPage, launch } from "./harness.mjs";

const SCRIPT = `
import streamlit as st

st.title("Before")
name = st.text_input("Name", "nobody")
if "clicks" not in st.session_state:
    st.session_state.clicks = 0
if st.button("Count"):
    st.session_state.clicks += 1
st.write(f"{name} clicked {st.session_state.clicks} times")
`;

let browser, folder, server, address;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "brooklet-run-"));
  await writeFile(join(folder, "app.py"), SCRIPT);
  server = spawn(process.env.BROOKLET_CLI ?? "brooklet", ["run", join(folder, "app.py"), "--port", "0", "--no-open"]);
  server.stderr.pipe(process.stderr);
  for await (const line of createInterface({ input: server.stdout })) {
    address = /http:\S+/.exec(line)?.[0];
    if (address) break;
  }
  assert.ok(address, "the server tells its address");
  browser = await launch();
});

after(async () => {
  await browser?.close();
  server?.kill();
  await rm(folder, { recursive: true, force: true });
});

async function open() {
  const app = new AppPage(await (await browser.newContext()).newPage());
  await app.page.goto(address);
  await app.idle();
  return app;
}

const save = (name, text) => writeFile(join(folder, name), text);

test("a changed script is shown and the session kept", async () => {
  await save("app.py", SCRIPT);
  const app = await open();
  await app.type("Name", "Ada");
  await app.sees("Ada clicked 0 times");
  await app.button("Count").click();
  await app.sees("Ada clicked 1 times");
  await save("app.py", SCRIPT.replace("Before", "After"));
  await app.sees("After");
  await app.sees("Ada clicked 1 times");
});

test("a changed module and data file are seen by the next run", async () => {
  await save("tea.py", "KIND = 'green'\n");
  await save("cups.txt", "two cups");
  await save("app.py", "import streamlit as st, tea\nst.write(tea.KIND)\nst.write(open('cups.txt').read())\n");
  const app = await open();
  await app.sees("green");
  await save("tea.py", "KIND = 'oolong'\n");
  await app.sees("oolong");
  await save("cups.txt", "three cups");
  await app.sees("three cups");
});

test("a removed file is gone for the script", async () => {
  await save("note.txt", "here");
  await save("app.py", "import os, streamlit as st\nst.write('there' if os.path.exists('note.txt') else 'gone')\n");
  const app = await open();
  await app.sees("there");
  await rm(join(folder, "note.txt"));
  await app.sees("gone");
});

test("a syntax error is shown and mended", async () => {
  await save("app.py", "import streamlit as st\nst.write('well')\n");
  const app = await open();
  await app.sees("well");
  await save("app.py", "import streamlit as st\nst.write('well'\n");
  await app.sees("SyntaxError");
  await save("app.py", "import streamlit as st\nst.write('well again')\n");
  await app.sees("well again");
});
