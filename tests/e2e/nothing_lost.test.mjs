// Apps of the kind that people write lose nothing: a to-do list in SQLite, a diary in files, a survey of twelve pages.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { bench } from "./harness.mjs";

let on;
before(async () => (on = await bench()));
after(() => on?.close());

const TODO = `
import sqlite3
import streamlit as st
st.title("To do")
connection = sqlite3.connect("todo.db", isolation_level=None)
connection.execute("create table if not exists todo (id integer primary key, text text, done integer default 0)")
new = st.chat_input("What is to be done?")
if new:
    connection.execute("insert into todo (text) values (?)", (new,))
for number, text, done in connection.execute("select id, text, done from todo order by id").fetchall():
    if st.checkbox(text, value=bool(done), key=number) != bool(done):
        connection.execute("update todo set done = 1 - done where id = ?", (number,))
st.text(f"{connection.execute('select count(*) from todo').fetchone()[0]} in all")
if st.button("Hang"):
    connection.execute("begin")
    connection.execute("insert into todo (text) values ('half')")
    import re
    re.match("(a*)*b", "a" * 60)
`;

const DIARY = `
import pathlib
import streamlit as st
st.title("Diary")
folder = pathlib.Path("diary")
folder.mkdir(exist_ok=True)
text = st.text_area("Today")
if st.button("Save") and text:
    (folder / f"{len(list(folder.iterdir())):03}.txt").write_text(text)
for page in sorted(folder.iterdir()):
    st.text(f"{page.stem}: {page.read_text()}")
st.text(f"{len(list(folder.iterdir()))} in all")
if st.button("Hang"):
    import re
    re.match("(a*)*b", "a" * 60)
`;

const SURVEY = `
import streamlit as st
st.session_state.setdefault("answers", {})
st.session_state.setdefault("page", 1)
answers, page = st.session_state.answers, st.session_state.page
st.title("Survey")
st.text(f"Page {page} of 12; answers: {', '.join(f'{k}={v}' for k, v in answers.items()) or 'none'}.")
answer = st.text_input(f"Question {page}", key=f"question {page}")
def go_on():
    answers[page] = st.session_state[f"question {page}"]
    st.session_state.page = min(page + 1, 12)
st.button("Next", on_click=go_on)
if st.button("Hang"):
    import re
    re.match("(a*)*b", "a" * 60)
`;

/** The script does not listen any more, and its worker is ended. */
async function crash(app) {
  await app.button("Hang").click();
  await app.page.waitForTimeout(300);
  await app.stopButton.click();
  await app.sees("did not answer and was ended");
  await app.rerun();
  await app.idle();
}

/** The browser takes the tab out of memory and brings it back. */
async function discard(app) {
  await app.page.addInitScript(() => Object.defineProperty(Document.prototype, "wasDiscarded", { get: () => true, configurable: true }));
  await app.page.reload();
  await app.idle();
}

/** The app's author has put another version on the server. */
function renew(app, before, now) {
  const address = new URL(app.page.url()).pathname;
  const page = on.server.mounts[address];
  assert.ok(page.includes(before));
  on.server.mounts[address] = page.replace(before, now);
}

async function survives(app, saved, title, add) {
  await app.page.reload();
  await saved(app);
  await crash(app);
  await saved(app);
  await add("after a crash");
  await discard(app);
  await saved(app, "after a crash");
  const other = await app.anotherTab();
  await saved(other, "after a crash");
  await other.page.close();
  renew(app, title, `${title} anew`);
  await app.page.reload();
  await app.sees(`${title} anew`);
  await saved(app, "after a crash");
  app.hasNoProblems();
  await app.close();
}

test("a to-do list in SQLite is there after everything, and no half of it", async () => {
  const app = await on.open(TODO);
  const add = async (text) => {
    await app.app.getByRole("textbox", { name: "What is to be done?" }).fill(text);
    await app.page.keyboard.press("Enter");
    await app.app.getByTestId("stCheckbox").getByText(text, { exact: true }).waitFor();
    await app.idle();
  };
  await add("sow peas");
  await add("prune roses");
  await app.app.getByText("sow peas").click();
  await app.idle();
  const saved = async (app, more) => {
    await app.sees(`${more ? 3 : 2} in all`);
    assert.equal(await app.app.getByRole("checkbox", { name: "sow peas" }).isChecked(), true);
    assert.equal(await app.app.getByRole("checkbox", { name: "prune roses" }).isChecked(), false);
    if (more) await app.app.getByTestId("stCheckbox").getByText(more, { exact: true }).waitFor();
    assert.equal(await app.app.getByText("half", { exact: true }).count(), 0);
  };
  await survives(app, saved, "To do", add);
});

test("a diary in files is there after everything", async () => {
  const app = await on.open(DIARY);
  let pages = 0;
  const add = async (text) => {
    await app.app.getByRole("textbox", { name: "Today" }).fill(text);
    await app.button("Save").click();
    await app.sees(`${++pages} in all`);
    await app.idle();
  };
  await add("rain ä");
  await add("sun\nand wind");
  const saved = async (app, more) => {
    await app.sees("000: rain ä");
    await app.sees("001: sun");
    if (more) await app.sees(`002: ${more}`);
    await app.sees(`${more ? 3 : 2} in all`);
  };
  await survives(app, saved, "Diary", add);
});

test("a survey of twelve pages goes on after a reload, a crash, in a discarded tab and in a new version; a second tab begins anew", async () => {
  const app = await on.open(SURVEY, { config: { client: { restoreSession: "always" } } });
  const answered = [];
  const answer = async (pages) => {
    for (let page = 0; page < pages; page += 1) {
      const number = answered.length + 1;
      await app.app.getByRole("textbox", { name: `Question ${number}` }).fill(`a${number}`);
      await app.button("Next").click();
      answered.push(`${number}=a${number}`);
      await stands(app);
    }
  };
  const stands = async (app) => {
    await app.sees(`Page ${Math.min(answered.length + 1, 12)} of 12; answers: ${answered.join(", ")}.`);
    await app.idle();
  };
  await answer(3);
  await app.page.reload();
  await stands(app);
  await answer(3);
  await crash(app);
  await stands(app);
  await answer(2);
  // What is entered and not sent is a value of a widget, and stays as well.
  await app.app.getByRole("textbox", { name: "Question 9" }).fill("begun");
  await app.page.keyboard.press("Enter");
  await app.idle();
  const other = await app.anotherTab();
  await other.sees("Page 1 of 12; answers: none.");
  await other.page.close();
  await discard(app);
  await stands(app);
  assert.equal(await app.app.getByRole("textbox", { name: "Question 9" }).inputValue(), "begun");
  renew(app, "Survey", "Survey anew");
  await app.page.reload();
  await app.sees("Survey anew");
  await stands(app);
  await answer(4);
  await app.sees("Page 12 of 12");
  app.hasNoProblems();
  await app.close();
});
