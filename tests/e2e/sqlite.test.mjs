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

const SHELL = `import os, sqlite3, time
import streamlit as st
with st.form("f"):
    source = st.text_area("do")
    go = st.form_submit_button("go")
if go: exec(source)
`;

async function run(app, source) {
  await app.app.getByRole("textbox", { name: "do" }).fill(source);
  await app.button("go").click();
}

test("two tabs write one database at once, and no transaction is lost", async () => {
  const one = await on.open(SHELL);
  await run(one, "c = sqlite3.connect('c.db'); c.execute('create table t (tab, n)'); c.execute('create table sum (n)'); c.execute('insert into sum values (0)'); c.commit(); st.text('made')");
  await one.sees("made");
  const two = await one.anotherTab();
  const write = (name) => `c = sqlite3.connect("c.db", isolation_level=None, timeout=30)
for n in range(40):
    c.execute("begin immediate")
    c.execute("update sum set n = n + 1")
    c.execute("insert into t values ('${name}', ?)", (n,))
    c.execute("commit")
st.text("all of ${name}")`;
  await Promise.all([run(one, write("a")), run(two, write("b"))]);
  await Promise.all([one.sees("all of a"), two.sees("all of b")]);
  const count = "c = sqlite3.connect('c.db'); st.text(str([*c.execute('select n, (select count(*) from t) from sum').fetchone(), *c.execute('pragma integrity_check').fetchone()]))";
  for (const tab of [one, two]) {
    await run(tab, count);
    await tab.sees("[80, 80, 'ok']");
  }
  await one.page.reload();
  await run(one, count);
  await one.sees("[80, 80, 'ok']");
  one.hasNoProblems();
  two.hasNoProblems();
  await one.close();
});

test("a transaction of one tab locks the other out until it ends", async () => {
  const one = await on.open(SHELL);
  await run(one, "c = sqlite3.connect('k.db'); c.execute('create table t (n)'); c.commit(); st.text('made')");
  await one.sees("made");
  const two = await one.anotherTab();
  await run(one, "k = st.session_state.k = sqlite3.connect('k.db', isolation_level=None); k.execute('begin exclusive'); k.execute('insert into t values (7)'); st.text('begun')");
  await one.sees("begun");
  const write = (n) => `try:
    k = sqlite3.connect("k.db", timeout=0.5)
    k.execute("insert into t values (${n})")
    k.commit()
    st.text("wrote ${n}")
except sqlite3.OperationalError as e: st.text(f"{e.sqlite_errorname} {e}")`;
  await run(two, write(8));
  await two.sees("SQLITE_BUSY database is locked");
  await run(one, "st.session_state.k.execute('commit'); st.text('ended')");
  await one.sees("ended");
  await run(two, write(9));
  await two.sees("wrote 9");
  await one.idle();
  await run(one, "st.text(str(sqlite3.connect('k.db').execute('select n from t').fetchall()))");
  await one.sees("[(7,), (9,)]");
  await one.close();
});

test("what a full disk does not take was not committed, and a smaller transaction goes on", async () => {
  const app = await on.open(SHELL);
  const devtools = await app.page.context().newCDPSession(app.page);
  await devtools.send("Storage.overrideQuotaForOrigin", { origin: on.server.url, quotaSize: 3_000_000 });
  await run(app, `c = sqlite3.connect("x.db")
c.execute("create table t (a)")
c.execute("insert into t values ('first')")
c.commit()
try:
    for n in range(60): c.execute("insert into t values (?)", (os.urandom(100_000),))
    c.commit()
except sqlite3.OperationalError as e: st.text(f"{e.sqlite_errorname}")
seen = [c.in_transaction, *c.execute("select count(*) from t").fetchone()]
c.execute("insert into t values ('second')")
c.commit()
st.text(f"{seen}, then {c.execute('select count(*) from t').fetchone()[0]}.")`);
  await app.sees("SQLITE_FULL");
  await app.sees("[False, 1], then 2.");
  await app.idle();
  await app.page.reload();
  await run(app, "st.text(str(sqlite3.connect('x.db').execute('select a from t').fetchall()))");
  await app.sees("[('first',), ('second',)]");
  await app.close();
});

test("connections share a database in memory that they name", async () => {
  const app = await on.open(SHELL);
  await run(app, `uri = "file:x?mode=memory&cache=shared"
one, other = (sqlite3.connect(uri, uri=True) for _ in range(2))
one.execute("create table t (a)")
one.execute("insert into t values (1)")
try: other.execute("select * from t")
except sqlite3.OperationalError as e: st.text(f"{e.sqlite_errorname} {e}")
one.commit()
third = sqlite3.connect(":memory:", uri=True)
third.execute("attach 'file:x?mode=memory&cache=shared' as shared")
rows = [c.execute(f"select a from {t}").fetchall() for c, t in ((other, "t"), (third, "shared.t"))]
for c in (one, other, third): c.close()
st.text(f"{rows} then {sqlite3.connect(uri, uri=True).execute('select count(*) from sqlite_master').fetchone()}")`);
  await app.sees("SQLITE_LOCKED_SHAREDCACHE database table is locked: t");
  await app.sees("[[(1,)], [(1,)]] then (0,)");
  await app.close();
});
