// Files of the folder /persistent outlive the tab.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { bench } from "./harness.mjs";

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

test("an app works where nothing can be kept", async () => {
  const app = await on.open(NOTES, { jspi: false });
  await app.button("Write").click();
  await app.sees("written");
  await app.button("Remove").click();
  await app.sees("Kept: milk ä");
  await app.close();
});
