// The playground as its reader meets it: write a script, see the app, again without a network.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { AppPage, launch, pkg, root, serve } from "./harness.mjs";

let browser, server;

before(async () => {
  server = await serve({ "/play/": join(root, "www"), "/play/pkg/": pkg });
  browser = await launch();
});

after(async () => {
  await browser?.close();
  server?.close();
});

class Playground extends AppPage {
  static async open(context) {
    context ??= await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const playground = new Playground(await context.newPage());
    await playground.page.goto(`${server.url}/play/`);
    await playground.idle();
    return playground;
  }

  get editor() {
    return this.page.getByRole("textbox", { name: "Script" });
  }

  get status() {
    return this.page.getByRole("status").first();
  }

  get examples() {
    return this.page.getByRole("combobox", { name: "Example" });
  }

  async script(text) {
    await this.editor.click();
    await this.page.keyboard.press("ControlOrMeta+a");
    await this.page.keyboard.insertText(text);
  }

  async runByKey() {
    await this.page.keyboard.press("Control+Enter");
  }
}

test("a script is written, run by Ctrl+Enter, and used", async () => {
  const playground = await Playground.open();
  await playground.script("import streamlit as st\nst.title('Mine')\nif st.button('Go'):\n    st.write('went')\n");
  await playground.page.getByText("Changed: Ctrl+Enter runs it").waitFor();
  await playground.runByKey();
  await playground.sees("Mine");
  await playground.button("Go").click();
  await playground.sees("went");
  await playground.page.getByText("Ready").waitFor();
  playground.hasNoProblems();
  await playground.close();
});

test("a run of a changed script keeps the session", async () => {
  const playground = await Playground.open();
  const script = (word) => `import streamlit as st\nst.session_state.n = st.session_state.get("n", 0) + 1\nst.write("${word}", st.session_state.n)\n`;
  await playground.script(script("first"));
  await playground.runByKey();
  await playground.sees("first 1");
  await playground.script(script("second"));
  await playground.page.getByRole("button", { name: "Run", exact: true }).click();
  await playground.sees("second 2");
  await playground.close();
});

test("errors are shown where they happen, and the next run works", async () => {
  const playground = await Playground.open();
  await playground.script("import streamlit as st\nst.write('so far')\n1/0\n");
  await playground.runByKey();
  await playground.sees("so far");
  await playground.sees("ZeroDivisionError");
  await playground.script("import streamlit as st\nst.write('open'\n");
  await playground.runByKey();
  await playground.sees("SyntaxError");
  await playground.page.getByText("Syntax error").waitFor();
  await playground.script("import streamlit as st\nst.write('closed')\n");
  await playground.runByKey();
  await playground.sees("closed");
  assert.equal(await playground.exception().count(), 0);
  await playground.close();
});

test("each of the examples runs", async () => {
  const playground = await Playground.open();
  const names = await playground.examples.locator("option").allTextContents();
  assert.ok(names.length >= 5, `there are ${names.length} examples`);
  for (const name of names) {
    await playground.examples.selectOption(name);
    await playground.page.getByText("Ready").waitFor();
    await playground.idle();
    const text = await playground.app.innerText();
    assert.ok(text.length > 20, `${name} shows: ${text}`);
  }
  playground.hasNoProblems();
  await playground.close();
});

test("a script of one's own is opened", async () => {
  const folder = await mkdtemp(join(tmpdir(), "brooklet-playground-"));
  const path = join(folder, "mine.py");
  await writeFile(path, "import streamlit as st\nst.write('from my disk')\n");
  const playground = await Playground.open();
  await playground.page.getByLabel("Open a script").setInputFiles(path);
  await playground.sees("from my disk");
  assert.match(await playground.editor.innerText(), /from my disk/);
  await playground.close();
  await rm(folder, { recursive: true });
});

test("on a phone editor and app take turns", async () => {
  const context = await browser.newContext({ viewport: { width: 360, height: 700 } });
  const playground = await Playground.open(context);
  await playground.page.getByRole("tab", { name: "Editor" }).click();
  await playground.script("import streamlit as st\nst.write('in the pocket')\n");
  await playground.page.getByRole("button", { name: "Run", exact: true }).click();
  await playground.sees("in the pocket");
  const overflow = await playground.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(overflow <= 0, `${overflow} px too wide`);
  await playground.close();
});

test("it opens with the network cut after the first visit", async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const first = await Playground.open(context);
  await first.page.evaluate(() => navigator.serviceWorker.ready);
  await first.page.close();
  server.close();
  const playground = await Playground.open(context);
  await playground.script("import streamlit as st\nst.write('offline')\n");
  await playground.runByKey();
  await playground.sees("offline");
  await playground.close();
});
