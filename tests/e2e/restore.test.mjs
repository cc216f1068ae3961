// The session outlives what the reader did not ask for.

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
