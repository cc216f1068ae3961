// The session outlives what the reader did not ask for: a crash, a tab that comes back. A reload by hand begins a new one.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { bench } from "./harness.mjs";

let on;
before(async () => (on = await bench()));
after(() => on?.close());

const SURVEY = `
import re
import streamlit as st
st.session_state.setdefault("answers", [])
name = st.text_input("Name", key="name")
if st.button("Next"):
    st.session_state.answers.append(name)
st.write("Answers:", ", ".join(st.session_state.answers) or "none", "by", name or "nobody")
one, two = st.tabs(["First", "Second"])
one.write("the first tab")
two.write("the second tab")
with st.expander("More"):
    st.write("what is more")
for n in range(60):
    st.write("line", n)
if st.button("Hang"):
    re.match("(a*)*b", "a" * 60)
`;

async function answer(app, name) {
  await app.app.getByRole("textbox", { name: "Name" }).fill(name);
  await app.app.getByRole("textbox", { name: "Name" }).press("Enter");
  await app.sees(`by ${name}`);
  await app.idle();
  await app.button("Next").click();
  await app.sees(`${name} by ${name}`);
  await app.idle();
}

test("after a run that had to be ended the session is as it was", async () => {
  const app = await on.open(SURVEY);
  await answer(app, "Ada");
  await app.button("Hang").click();
  await app.page.waitForTimeout(300);
  await app.stopButton.click();
  await app.sees("did not answer and was ended");
  await app.rerun();
  await app.sees("Answers: Ada by Ada");
  await app.close();
});

test("objects of the classes of the script and its modules outlive engines", async () => {
  const script = `
import dataclasses, re
import streamlit as st
if "todos" not in st.session_state:
    st.session_state.todos, st.session_state.tags = [], []
from tags import Tag
@dataclasses.dataclass
class Todo:
    text: str
text = st.text_input("Name")
if st.button("Add"):
    st.session_state.todos.append(Todo(text))
    st.session_state.tags.append(Tag(text))
todos, tags = st.session_state.todos, st.session_state.tags
st.text(f"{[todo.text for todo in todos]} {[tag.text for tag in tags]} by {text};")
if st.button("Check"):
    st.text(f"same {[isinstance(todo, Todo) for todo in todos]} {[isinstance(tag, Tag) for tag in tags]};")
if st.button("Hang"):
    re.match("(a*)*b", "a" * 60)
`;
  const module = "class Tag:\n    def __init__(self, text): self.text = text\n";
  const app = await on.open(script, { files: { "app.py": script, "tags.py": module } });
  await app.type("Name", "sow");
  await app.sees("by sow;");
  await app.button("Add").click();
  await app.sees("['sow'] ['sow']");
  for (let end = 0; end < 2; end++) {
    await app.idle();
    await app.button("Hang").click();
    await app.page.waitForTimeout(300);
    await app.stopButton.click();
    await app.sees("did not answer and was ended");
    await app.rerun();
    await app.sees("['sow'] ['sow'] by sow;");
    await app.button("Check").click();
    // The script makes its own class anew in each run, a module does not.
    await app.sees("same [False] [True];");
  }
  await app.close();
});

test("a reload by hand begins anew, unless the app says that it does not", async () => {
  const fresh = await on.open(SURVEY);
  await answer(fresh, "Ada");
  await fresh.page.reload();
  await fresh.sees("Answers: none by nobody");
  await fresh.close();
  const app = await on.open(SURVEY, { config: { client: { restoreSession: "always" } } });
  await answer(app, "Ada");
  await app.app.getByRole("tab", { name: "Second" }).click();
  await app.app.getByText("More", { exact: true }).click();
  await app.app.getByText("line 59").scrollIntoViewIfNeeded();
  const scrolled = () => app.app.getByTestId("stMain").evaluate((main) => main.scrollTop);
  assert.ok(await scrolled() > 100);
  await app.page.reload();
  await app.sees("Answers: Ada by Ada");
  await app.idle();
  assert.equal(await app.app.getByRole("textbox", { name: "Name" }).inputValue(), "Ada");
  assert.equal(await app.app.getByRole("tab", { name: "Second" }).getAttribute("aria-selected"), "true");
  await app.sees("what is more");
  assert.ok(await scrolled() > 100);
  // Another tab is another session.
  const other = await app.page.context().newPage();
  await other.goto(app.page.url());
  await other.getByText("Answers: none by nobody").waitFor();
  app.hasNoProblems();
  await app.close();
});

test("what was entered into a form and not sent is there after a reload", async () => {
  const script = `import streamlit as st
with st.form("f"):
    note = st.text_area("Note")
    stars = st.slider("Stars", 0, 9)
    st.form_submit_button("Send")
st.text(f"sent {note!r} {stars};")
`;
  const app = await on.open(script, { config: { client: { restoreSession: "always" } } });
  await app.sees("sent '' 0;");
  await app.app.getByRole("slider").focus();
  await app.page.keyboard.press("ArrowRight");
  await app.app.getByRole("textbox", { name: "Note" }).fill("half a thought");
  await app.page.reload();
  await app.sees("sent '' 0;");
  await app.idle();
  assert.equal(await app.app.getByRole("textbox", { name: "Note" }).inputValue(), "half a thought");
  await app.button("Send").click();
  await app.sees("sent 'half a thought' 1;");
  app.hasNoProblems();
  await app.close();
});

test("a tab that was discarded goes on", async () => {
  const app = await on.open(SURVEY);
  await answer(app, "Ada");
  await app.page.addInitScript(() => Object.defineProperty(Document.prototype, "wasDiscarded", { get: () => true }));
  await app.page.reload();
  await app.sees("Answers: Ada by Ada");
  app.hasNoProblems();
  await app.close();
});

test("the reader chooses in the menu that a reload goes on", async () => {
  const app = await on.open(SURVEY);
  await answer(app, "Ada");
  const choose = async (checked) => {
    await app.page.getByTestId("stMainMenuButton").click();
    const item = app.page.getByRole("menuitemcheckbox", { name: "Keep my session" });
    assert.equal(await item.getAttribute("aria-checked"), String(checked));
    await item.click();
  };
  await choose(false);
  await app.page.reload();
  await app.sees("Answers: Ada by Ada");
  // Two reloads in a row lose nothing either.
  await app.page.reload({ waitUntil: "domcontentloaded" });
  await app.page.reload();
  await app.sees("Answers: Ada by Ada");
  await app.idle();
  await choose(true);
  await app.page.reload();
  await app.sees("Answers: none by nobody");
  app.hasNoProblems();
  await app.close();
  const decided = await on.open(SURVEY, { config: { client: { restoreSession: "never" } } });
  await decided.page.getByTestId("stMainMenuButton").click();
  await decided.page.getByRole("menuitem", { name: "Rerun" }).waitFor();
  assert.equal(await decided.page.getByRole("menuitemcheckbox").count(), 0);
  await decided.close();
});
