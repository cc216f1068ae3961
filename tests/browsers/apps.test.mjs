// What readers do with apps, in the browser that BROOKLET_BROWSER names.

import assert from "node:assert/strict";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { root } from "../e2e/site.mjs";
import { Bench, browser, eventually } from "./fixture.mjs";
import { KEYS } from "./webdriver.mjs";

let on;
before(async () => (on = await Bench.open()));
after(() => on?.close());

/** What pages of the gallery show on purpose. */
const EXCEPTIONS = { Texts: ["ValueError: An error", "ZeroDivisionError: division by zero"] };

test(`${browser}: every page of the gallery is drawn without an exception`, async () => {
  const folder = join(root, "examples/gallery");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".py"));
  const sources = await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
  const files = Object.fromEntries(names.map((name, index) => [name, sources[index]]));
  const families = [...files["app.py"].matchAll(/^ {4}"([^"]+)": "/gm)].map(([, family]) => family);
  assert.ok(families.length > 10);
  const script = files["app.py"].replace(/^family = .*$/m, `family = st.query_params.get("family")
for name in FAMILIES: st.sidebar.button(name, on_click=st.query_params.update, args=[{"family": name}])
if not family: st.stop()`);
  const app = await on.show(script, { files: { ...files, "app.py": script } });
  for (const family of families) {
    await app.press(family);
    await app.find("h1", family, true);
    await app.idle();
    await app.hasNoProblems(EXCEPTIONS[family]);
    const count = () => on.session.evaluate(() =>
      document.querySelectorAll("[data-testid=stMain] [data-testid=stElementContainer]").length);
    await eventually(async () => (await count()) > 3, `elements of ${family}`);
  }
});

test(`${browser}: typing into a text field`, async () => {
  const app = await on.show(`import streamlit as st
st.write(f"Hello, {st.text_input('Name')}!")
st.write(f"{len(st.text_area('Story'))} letters")
`);
  await app.type("Name", "Ada Lovelace, née Byron");
  await app.session.press(KEYS.Enter);
  await app.sees("Hello, Ada Lovelace, née Byron!");
  await app.type("Story", `one${KEYS.Enter}two`);
  await on.session.evaluate(() => document.activeElement.blur());
  await app.sees("7 letters");
  await app.hasNoProblems();
});

test(`${browser}: a slider is moved by keyboard`, async () => {
  const app = await on.show('import streamlit as st\nst.write("at", st.slider("Level", 0, 10, 5))\n');
  const { ArrowLeft, ArrowRight, End, Home } = KEYS;
  for (const [keys, level] of [[[ArrowRight, ArrowRight], 7], [[ArrowLeft], 6], [[End], 10], [[Home], 0]]) {
    await app.keys("[role=slider]", ...keys);
    await app.sees(`at ${level}`);
  }
  await app.hasNoProblems();
});

test(`${browser}: files are uploaded and taken back`, async () => {
  const [one, two] = ["one.txt", "two.csv"].map((name) => join(on.folder, name));
  await writeFile(one, "äb");
  await writeFile(two, "1,2");
  const app = await on.show(`import streamlit as st
files = st.file_uploader("Data", accept_multiple_files=True)
for f in files: st.text(f"{f.name} {f.type} {f.size} {f.read()}")
st.text(f"{len(files)} files")
`);
  await app.choose(one, two);
  await app.sees("one.txt text/plain 3 b'\\xc3\\xa4b'");
  await app.sees("two.csv text/csv 3 b'1,2'");
  await app.session.click(await app.find('[aria-label="Remove one.txt"]'));
  await app.sees("1 files");
  await app.hasNoProblems();
});

test(`${browser}: a download is saved with its content`, async () => {
  const app = await on.show(`import streamlit as st
st.download_button("Get", "a,b\\n1,2\\n", "table.csv")
st.download_button("Late", lambda: b"made at the click", "late.txt", on_click="ignore")
`);
  await app.press("Get");
  assert.equal(await on.downloaded("table.csv"), "a,b\n1,2\n");
  await app.press("Late");
  assert.equal(await on.downloaded("late.txt"), "made at the click");
  await app.hasNoProblems();
});

test(`${browser}: a chat answers word by word`, async () => {
  const app = await on.show(`import streamlit as st, time
said = st.session_state.setdefault("said", [])
for who, what in said: st.chat_message(who).write(what)
if words := st.chat_input("Say"):
    st.chat_message("user").write(words)
    def answer():
        for word in f"You said {words}".split():
            time.sleep(0.15)
            yield word + " "
    whole = st.chat_message("assistant").write_stream(answer())
    said += [("user", words), ("assistant", whole + "(in all)")]
    st.rerun()
`);
  await app.type("Say", "good morning");
  await app.session.press(KEYS.Enter);
  await app.sees("You said");
  assert.ok(!(await app.text()).includes("(in all)"));
  await app.sees("You said good morning (in all)");
  const messages = () => on.session.evaluate(() => document.querySelectorAll("[data-testid=stChatMessage]").length);
  assert.equal(await messages(), 2);
  assert.equal(await on.session.evaluate((field) => field.value, await app.field("Say")), "");
  await app.hasNoProblems();
});

test(`${browser}: a dialog is opened, filled and closed`, async () => {
  const app = await on.show(`import streamlit as st
@st.dialog("Vote")
def vote():
    why = st.text_input("Why")
    if st.button("Send"):
        st.session_state.why = why
        st.rerun()
if st.button("Open"): vote()
st.write("Because:", st.session_state.get("why", "unknown"))
`);
  await app.press("Open");
  await app.find("[role=dialog]", "Vote");
  await app.session.press(KEYS.Escape);
  await app.gone("[role=dialog]");
  await app.press("Open");
  await app.find("[role=dialog]", "Vote");
  await app.idle();
  await app.type("Why", "it is quick");
  await app.press("Send");
  await app.sees("Because: it is quick");
  await app.gone("[role=dialog]");
  await app.hasNoProblems();
});

test(`${browser}: a fragment runs alone, by a click and by the clock`, async () => {
  const app = await on.show(`import streamlit as st
runs = st.session_state.setdefault("runs", {"app": 0, "part": 0, "clock": 0})
runs["app"] += 1
@st.fragment
def part():
    runs["part"] += 1
    st.button("Only this")
    st.write("part", runs["part"])
@st.fragment(run_every=0.2)
def clock():
    runs["clock"] += 1
    st.write("ticks" if runs["clock"] > 3 else "starts")
part()
if st.checkbox("Clock"): clock()
st.write("app", runs["app"])
`);
  await app.sees("part 1");
  await app.press("Only this");
  await app.sees("part 2");
  await app.sees("app 1");
  await app.session.click(await app.find("[data-testid=stCheckbox] label", "Clock"));
  await app.sees("app 2");
  await app.sees("ticks");
  await app.sees("app 2");
  await app.hasNoProblems();
});

test(`${browser}: what is drawn between sleeps is seen at once`, async () => {
  const app = await on.show(`import streamlit as st, time
if st.button("Start"):
    place = st.empty()
    for step in range(8):
        place.write(f"step {step}")
        time.sleep(0.25)
    place.write("done")
`);
  await app.press("Start");
  const seen = new Set();
  await eventually(async () => {
    const step = /step \d|done/.exec(await app.text())?.[0];
    if (step) seen.add(step);
    return step === "done";
  }, "the last step");
  assert.ok(seen.size >= 5, `seen: ${[...seen]}`);
  await app.hasNoProblems();
});

test(`${browser}: on a phone nothing is wider than the window, and the menu opens and closes`, async () => {
  const app = await on.show(await readFile(join(root, "examples/layout/app.py"), "utf8"), { width: 390 });
  await app.sees("Shares the width with its neighbours.");
  const excess = () => on.session.evaluate(() => {
    const { scrollWidth, clientWidth } = document.querySelector("[data-testid=stMain]");
    return [document.documentElement.scrollWidth - innerWidth, scrollWidth - clientWidth];
  });
  for (const width of [390, 320]) {
    await on.session.evaluate((width) => void (frameElement.style.width = `${width}px`), width);
    await eventually(() => on.session.evaluate((width) => innerWidth === width, width), `${width} pixels`);
    await eventually(async () => !(await excess()).some(Boolean), `no scrolling at ${width} pixels`, excess);
    await app.session.click(await app.find("[data-testid=stExpandSidebarButton]"));
    await app.session.click(await app.find("[data-testid=stSidebarCollapseButton] button"));
    await app.find("[data-testid=stExpandSidebarButton]");
  }
  await app.hasNoProblems();
});
