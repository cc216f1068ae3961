// Workers and pages that end in the middle of a run.

import assert from "node:assert/strict";

/** Writes files, rows, cached results and state, and says after each how far it is. */
const WRITER = `
import hashlib, os, sqlite3
import streamlit as st

@st.cache_data(persist="disk", show_spinner=False)
def square(n):
    st.session_state.setdefault("computed", []).append(n)
    return [n, n * n, "x" * 500]

def text(n):
    body = f"{n} " * 800
    return hashlib.md5(body.encode()).hexdigest() + body

def number_in(path):
    with open(path) as file:
        found = file.read()
    number = int(found[32:].split(" ", 1)[0])
    return number if found == text(number) else None

rows = sqlite3.connect("rows.db", isolation_level=None)
rows.execute("create table if not exists row (batch integer, n integer)")
counts = rows.execute("select batch, count(*) from row group by batch").fetchall()
os.makedirs("notes", exist_ok=True)
numbers = [number_in(f"notes/{name}") for name in os.listdir("notes")]
torn = numbers.count(None) + sum(count != 5 for _, count in counts) + (rows.execute("pragma integrity_check").fetchone() != ("ok",))
wrong = sum(square(n) != [n, n * n, "x" * 500] for n in range(5))
st.session_state.setdefault("runs", 0)
st.text(f"has {max(numbers, default=-1) + 1} notes, {len(counts)} batches, {torn} torn, {wrong} wrong, {st.session_state.runs} runs;")
st.session_state.runs += 1
if st.button("Write"):
    told = st.empty()
    first = len(counts)
    for n in range(first, first + 100_000):
        with open(f"notes/{n % 7}.txt", "w") as file:
            file.write(text(n))
            file.flush()
            os.fsync(file.fileno())
        rows.execute("begin")
        rows.executemany("insert into row values (?, ?)", [(n, place) for place in range(5)])
        rows.execute("commit")
        square(n)
        told.text(f"wrote {n + 1};")
`;

/** Commits a batch of rows, and lingers in the middle of the next one, whose pages are on the disk already. */
const LEDGER = `
import sqlite3, time
import streamlit as st

ledger = sqlite3.connect("ledger.db", isolation_level=None)
ledger.execute("pragma cache_size = 5")
ledger.execute("create table if not exists entry (batch integer, text text)")
found = ledger.execute("select batch, count(*), min(length(text)), max(length(text)) from entry group by batch").fetchall()
# Each commit has made the texts of all earlier batches longer by one.
whole = [(batch, 40, 499 + len(found) - batch, 499 + len(found) - batch) for batch in range(len(found))]
torn = sum(one != other for one, other in zip(found, whole)) + (ledger.execute("pragma integrity_check").fetchone() != ("ok",))
st.text(f"has {len(found)} batches, {torn} torn;")
if st.button("Write"):
    told = st.empty()
    for batch in (len(found), len(found) + 1):
        ledger.execute("begin")
        ledger.execute("update entry set text = text || '.'")
        for n in range(40):
            ledger.execute("insert into entry values (?, ?)", (batch, "x" * 500))
            if batch > len(found) and n >= 20:
                told.text(f"is in the middle of {batch};")
                time.sleep(0.5)
        ledger.execute("commit")
`;

/** Every worker of the page can be ended from outside, as if its engine had died. */
const KILLER = `{
  const Native = Worker;
  window.workers = [];
  window.Worker = class extends Native {
    constructor(...given) {
      super(...given);
      window.workers.push(this);
    }
  };
  window.killWorker = () => {
    const worker = window.workers.at(-1);
    worker.terminate();
    worker.dispatchEvent(new MessageEvent("message", { data: { type: "fatal", reason: "panic", message: "killed" } }));
  };
}`;

const numbers = (text) => text.match(/\d+/g).map(Number);

async function stands(app) {
  const line = app.app.getByText(/^has .*;$/);
  await line.waitFor();
  await app.idle();
  const [notes, batches, torn, wrong, runs] = numbers(await line.textContent());
  return { notes, batches, torn, wrong, runs };
}

/** Ends a run that writes, again and again, and looks at what is there after it. */
async function endings(on, rounds, end) {
  const writer = await on.open(WRITER, { wait: false });
  await writer.page.addInitScript(KILLER);
  await writer.page.reload();
  let { notes, runs } = await stands(writer);
  let written = 0;
  for (let round = 0; round < rounds; round += 1) {
    await writer.button("Write").click();
    const told = writer.app.getByText(/^wrote \d+;$/);
    await told.waitFor();
    await writer.page.waitForTimeout((97 * round) % 400);
    const [least] = numbers(await told.textContent());
    await end(writer);
    // What is there belongs to the run after it, not to the one that was ended.
    await told.waitFor({ state: "detached" });
    const now = await stands(writer);
    assert.equal(now.torn, 0, `${now.torn} torn in round ${round}`);
    assert.equal(now.wrong, 0, `${now.wrong} results are wrong`);
    assert.ok(now.notes >= least, `${now.notes} notes of ${least} that were synced`);
    assert.ok(now.batches >= least, `${now.batches} batches of ${least} that were committed`);
    if (end.keepsState) assert.ok(now.runs > runs, `state of ${now.runs} runs after ${runs}`);
    written += now.notes - notes;
    ({ notes, runs } = now);
  }
  writer.hasNoProblems();
  await writer.close();
  return `${rounds} endings, ${written} files and as many transactions of 5 rows: 0 lost, 0 torn, 0 wrong results${end.keepsState ? ", state kept each time" : ""}`;
}

/** Ends workers whose transaction is half done: the one before it is there, and nothing of it. */
async function middles(on, rounds) {
  const app = await on.open(LEDGER, { wait: false });
  await app.page.addInitScript(KILLER);
  await app.page.reload();
  const line = app.app.getByText(/^has .*;$/);
  const middle = app.app.getByText(/^is in the middle of \d+;$/);
  for (let round = 0; round < rounds; round += 1) {
    await line.waitFor();
    await app.idle();
    assert.deepEqual(numbers(await line.textContent()), [round, 0], `in round ${round}`);
    await app.button("Write").click();
    await middle.waitFor();
    await app.page.waitForTimeout((97 * round) % 700);
    await kill(app);
    await middle.waitFor({ state: "detached" });
  }
  app.hasNoProblems();
  await app.close();
  return `${rounds} endings within a transaction: each time all batches before it were there, and none of its rows`;
}

const kill = async (app) => {
  const told = app.sees("Python has ended unexpectedly");
  await app.page.evaluate(() => window.killWorker());
  await told;
};
kill.keepsState = true;

const reload = (app) => app.page.reload({ waitUntil: "commit" });

export const killed = [
  {
    name: "the worker is killed while it writes files, rows, results and state",
    promised: "files that were synced and transactions that were committed are there, whole; the session goes on with the state of the last run that ended; the page says what happened",
    often: true,
    run: (on, rounds) => endings(on, rounds, kill),
  },
  {
    name: "the page is reloaded while it writes",
    promised: "the same of files, rows and results",
    often: true,
    run: (on, rounds) => endings(on, rounds, reload),
  },
  {
    name: "the worker is killed in the middle of a transaction",
    promised: "what was committed before is there, and nothing of what was not",
    often: true,
    run: middles,
  },
];
