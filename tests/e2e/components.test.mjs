// Components that authors of apps have written: what they are told, and what they tell.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { bench } from "./harness.mjs";

let on;
before(async () => (on = await bench()));
after(() => on?.close());

const FRAME = `<!doctype html><p id="told"></p><script>
document.getElementById("told").textContent = "told " + decodeURIComponent(location.href.split("streamlitUrl=")[1]);
</script>`;

test("a component is told the address of the app", async () => {
  const app = await on.open("", {
    files: {
      "app.py": 'import streamlit.components.v1 as c\nc.declare_component("here", path="here")()\n',
      "here/index.html": FRAME,
    },
  });
  const address = app.page.url();
  await app.app.frameLocator("[data-testid=stCustomComponentV1]").getByText(`told ${address}`).waitFor();
  await app.close();
});

test("a component elsewhere finds the address of the app in its query", async () => {
  on.server.mounts["/elsewhere"] = FRAME;
  const url = `${on.server.url}/elsewhere`;
  const app = await on.open(`import streamlit.components.v1 as c\nc.declare_component("there", url="${url}")()\n`);
  const frame = app.app.getByTestId("stCustomComponentV1");
  assert.equal(await frame.getAttribute("src"), `${url}?streamlitUrl=${encodeURIComponent(app.page.url())}`);
  await app.close();
});

test("what a component tells while it mounts is one change, and nothing of it is lost", async () => {
  const app = await on.open(`import streamlit as st
st.session_state.runs = st.session_state.get("runs", 0) + 1
st.session_state.setdefault("heard", [])
JS = """export default function(c) {
  c.setTriggerValue("first", 1); c.setStateValue("kept", "k"); c.setTriggerValue("second", 2);
}"""
hear = lambda name: lambda: st.session_state.heard.append(name)
c = st.components.v2.component("c", js=JS, html="<i>c</i>")(
    key="c", on_first_change=hear("first"), on_second_change=hear("second"), on_kept_change=hear("kept"))
st.session_state.heard.append([c.first, c.second, c.kept])
st.text(f"runs {st.session_state.runs} heard {st.session_state.heard}")
`);
  await app.sees(/heard \[\[None, None, None\], .*\[1, 2, 'k'\]\]/);
  await app.idle();
  await app.sees("runs 2");
  for (const name of ["first", "second", "kept"]) await app.sees(new RegExp(`'${name}'`));
  app.hasNoProblems();
  await app.close();
});
