// Apps that keep their data in SQLite: only they load it, and what they have committed outlives everything.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { bench } from "./harness.mjs";

/** How often a page is ended while it writes. */
const ROUNDS = Number(process.env.BROOKLET_ROUNDS ?? 5);

let on;
before(async () => (on = await bench()));
after(() => on?.close());

const TODO = `
import sqlite3
import streamlit as st

@st.cache_resource
def database():
    connection = sqlite3.connect("todo.db")
    connection.execute("create table if not exists todo (id integer primary key, text text not null, done integer default 0)")
    return connection

with st.form("new", clear_on_submit=True):
    text = st.text_input("What is to be done?")
    if st.form_submit_button("Add") and text:
        with database() as connection:
            connection.execute("insert into todo (text) values (?)", (text,))
for number, text, done in database().execute("select id, text, done from todo order by id").fetchall():
    now = st.checkbox(text, value=bool(done), key=number)
    if now != bool(done):
        with database() as connection:
            connection.execute("update todo set done = ? where id = ?", (now, number))
left, = database().execute("select count(*) from todo where not done").fetchone()
st.write(f"{left} left")
`;

async function add(app, text) {
  await app.app.getByRole("textbox", { name: "What is to be done?" }).fill(text);
  await app.button("Add").click();
  await app.app.getByText(text, { exact: true }).waitFor();
  await app.idle();
}

for (const jspi of [true, false]) {
  test(`a to-do list is there after a reload ${jspi ? "with" : "without"} JSPI`, async () => {
    const app = await on.open(TODO, jspi ? {} : { jspi });
    await app.sees("0 left");
    await add(app, "sow peas");
    await add(app, "it's; drop table todo;--");
    await app.app.getByText("sow peas").click();
    await app.sees("1 left");
    await app.idle();
    await app.page.reload();
    await app.sees("1 left");
    assert.equal(await app.app.getByRole("checkbox", { name: "sow peas" }).isChecked(), true);
    await app.sees("it's; drop table todo;--");
    app.hasNoProblems();
    await app.close();
  });
}

test("an app without a database does not load SQLite", async () => {
  const app = await on.open("import streamlit as st\nst.write('hello')");
  await app.sees("hello");
  const asked = on.server.requests.filter((path) => path.endsWith("sqlite.wasm")).length;
  const other = await on.open("import sqlite3, streamlit as st\nst.write(sqlite3.connect(':memory:').execute('select 6 * 7').fetchone()[0])");
  await other.sees("42");
  assert.equal(on.server.requests.filter((path) => path.endsWith("sqlite.wasm")).length, asked + 1);
  await app.close();
  await other.close();
});

const LEDGER = `
import sqlite3, time
import streamlit as st
connection = sqlite3.connect("ledger.db", isolation_level=None)
connection.execute("create table if not exists entry (batch integer, n integer)")
whole = connection.execute("select count(*) from (select batch from entry group by batch having count(*) = 10)").fetchone()[0]
batches = connection.execute("select count(distinct batch) from entry").fetchone()[0]
check = connection.execute("pragma integrity_check").fetchone()[0]
st.write(f"{whole} whole of {batches}, {check}")
if st.button("Write"):
    committed = st.empty()
    for batch in range(batches, batches + 1000):
        connection.execute("begin")
        for n in range(10):
            connection.execute("insert into entry values (?, ?)", (batch, n))
        connection.execute("commit")
        committed.write(f"committed {batch + 1}.")
`;

test("what was committed is there when the worker is ended in the middle, and nothing else", async () => {
  const app = await on.open(LEDGER);
  await app.sees("0 whole of 0, ok");
  let least = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    await app.button("Write").click();
    await app.app.getByText(/^committed \d+\.$/).waitFor();
    await app.page.waitForTimeout((137 * round) % 600);
    least = Number((await app.app.getByText(/^committed \d+\.$/).textContent()).match(/\d+/)[0]);
    await app.page.reload();
    const line = app.app.getByText(/ whole of \d+, ok$/);
    await line.waitFor();
    await app.idle();
    const [whole, batches] = (await line.textContent()).match(/\d+/g).map(Number);
    assert.equal(whole, batches, "a batch is there in part");
    assert.ok(whole >= least, `${whole} of ${least} that were committed`);
  }
  await app.close();
});
