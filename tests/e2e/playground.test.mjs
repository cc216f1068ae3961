// The playground as its reader meets it: write a script, see the app, again without a network.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
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

  /** A button of the playground itself. */
  control(name) {
    return this.page.getByRole("button", { name, exact: true });
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
  await playground.control("Run").click();
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
  await playground.page.getByText("Ready").waitFor();
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

/** Answers the next question of the page. */
function answer(page, text) {
  page.once("dialog", (dialog) => dialog.accept(text));
}

const twoFiles = "import streamlit as st\nfrom tea import brew\nst.write(brew())\n";

async function writeTwoFiles(playground) {
  await playground.script(twoFiles);
  answer(playground.page, "tea.py");
  await playground.control("New file").click();
  await playground.script("def brew():\n    return 'sencha, poured'\n");
  await playground.runByKey();
  await playground.sees("sencha, poured");
}

test("an app of several files is written, renamed and kept for the next visit", async () => {
  const playground = await Playground.open();
  await writeTwoFiles(playground);
  await playground.page.getByText("Ready").waitFor();
  await playground.page.reload();
  await playground.sees("sencha, poured");
  await playground.control("tea.py").click();
  answer(playground.page, "pot.py");
  await playground.page.keyboard.press("F2");
  await playground.control("app.py").click();
  await playground.script(twoFiles.replace("from tea", "from pot"));
  await playground.runByKey();
  await playground.sees("sencha, poured");
  await playground.control("pot.py").click();
  answer(playground.page);
  await playground.control("Remove pot.py").click();
  await playground.runByKey();
  await playground.sees("No module named 'pot'");
  await playground.close();
});

test("a shared app runs when the reader says so, on a storage of its own", async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, permissions: ["clipboard-read", "clipboard-write"] });
  const playground = await Playground.open(context);
  await writeTwoFiles(playground);
  await playground.control("Share").click();
  await playground.page.getByText("The link is on the clipboard").waitFor();
  const link = await playground.page.evaluate(() => navigator.clipboard.readText());
  assert.match(link, /\/play\/#app=[\w-]+$/);
  await playground.close();

  const stranger = new Playground(await (await browser.newContext()).newPage());
  await stranger.page.goto(link);
  await stranger.page.getByText("somebody else wrote it").waitFor();
  assert.match(await stranger.editor.innerText(), /from tea import brew/);
  assert.equal(await stranger.app.count(), 0);
  await stranger.control("Run this app").click();
  await stranger.sees("sencha, poured");
  await stranger.page.goto(`${server.url}/play/`);
  await stranger.idle();
  assert.doesNotMatch(await stranger.editor.innerText(), /from tea/);
  await stranger.page.goto(`${server.url}/play/#app=damaged`);
  await stranger.page.getByText("the link is damaged").waitFor();
  await stranger.close();
});

test("an app is downloaded as a website that works", async () => {
  const folder = await mkdtemp(join(tmpdir(), "brooklet-website-"));
  const playground = await Playground.open();
  await writeTwoFiles(playground);
  await playground.control("More").click();
  const [download] = await Promise.all([
    playground.page.waitForEvent("download"),
    playground.control("Download as a website (.zip)").click(),
  ]);
  const archive = join(folder, download.suggestedFilename());
  await download.saveAs(archive);
  playground.hasNoProblems();
  await playground.close();
  await promisify(execFile)("python3", ["-m", "zipfile", "-e", archive, join(folder, "site")]);
  const site = await serve({ "/below/a/path/": join(folder, "site") });
  const visitor = new AppPage(await browser.newPage());
  await visitor.page.goto(`${site.url}/below/a/path/`);
  await visitor.sees("sencha, poured");
  await visitor.page.evaluate(() => navigator.serviceWorker.ready);
  site.close();
  await visitor.page.reload();
  await visitor.sees("sencha, poured");
  visitor.hasNoProblems();
  await visitor.close();
  await rm(folder, { recursive: true });
});

test("the downloaded website is the one that brooklet build makes", async () => {
  const folder = await mkdtemp(join(tmpdir(), "brooklet-same-"));
  const files = {
    "app.py": "import streamlit as st\nst.set_page_config('Tea & more', '🍵')\nst.write('poured')\n",
    "pages/two.py": "import streamlit as st\nst.title('Two')\n",
    ".streamlit/config.toml": '[theme]\nbase = "dark"\n',
    ".streamlit/secrets.toml": 'key = "mine alone"\n',
  };
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, "shop", path)), { recursive: true });
    await writeFile(join(folder, "shop", path), text);
  }
  const run = promisify(execFile);
  await run(process.env.BROOKLET_CLI ?? "brooklet", ["build", join(folder, "shop/app.py"), "--output", join(folder, "built")], { env: { ...process.env, BROOKLET_PKG: pkg } });
  const playground = await Playground.open();
  await playground.page.evaluate((kept) => localStorage.setItem("brooklet playground project", JSON.stringify(kept)), { name: "shop", entrypoint: "app.py", files });
  await playground.page.reload();
  await playground.sees("poured");
  await playground.control("More").click();
  const [download] = await Promise.all([
    playground.page.waitForEvent("download"),
    playground.control("Download as a website (.zip)").click(),
  ]);
  await download.saveAs(join(folder, "site.zip"));
  playground.hasNoProblems();
  await playground.close();
  await run("python3", ["-m", "zipfile", "-e", join(folder, "site.zip"), join(folder, "downloaded")]);
  const told = await run("diff", ["--recursive", "--brief", join(folder, "built"), join(folder, "downloaded")]).catch((error) => error);
  assert.equal(told.stdout, "");
  await rm(folder, { recursive: true });
});

test("the console shows what is printed, the editor where a source is wrong", async () => {
  const playground = await Playground.open();
  await playground.script("print('poured out')\n");
  await playground.runByKey();
  await playground.control("More").click();
  await playground.page.getByRole("checkbox", { name: "Console" }).check();
  await playground.page.getByRole("list", { name: "Lines" }).getByText("poured out").waitFor();
  await playground.page.keyboard.press("Escape");
  await playground.script("x = 1\ny = = 2\n");
  await playground.runByKey();
  await playground.page.locator(".cm-lintRange-error").getByText("y = = 2").waitFor();
  await playground.script("x = 1\ny = 2\n");
  await playground.runByKey();
  await playground.page.locator(".cm-lintRange-error").waitFor({ state: "detached" });
  await playground.close();
});

test("the editor knows Streamlit's names", async () => {
  const playground = await Playground.open();
  await playground.script("import streamlit as st\n");
  await playground.page.keyboard.type("st.number_i");
  await playground.page.getByRole("option", { name: /number_input/ }).waitFor();
  // The list takes no key in its first moment, so that no one chooses unseen.
  await playground.page.waitForTimeout(200);
  await playground.page.keyboard.press("Enter");
  await playground.page.keyboard.type("('Cups')");
  assert.match(await playground.editor.innerText(), /st\.number_input\('Cups'\)/);
  await playground.page.getByText("number_input", { exact: false }).last().hover();
  await playground.page.getByText("Draw a field for a number", { exact: false }).waitFor();
  await playground.close();
});

test("on a phone editor and app take turns", async () => {
  const context = await browser.newContext({ viewport: { width: 360, height: 700 } });
  const playground = await Playground.open(context);
  await playground.page.getByRole("tab", { name: "Editor" }).click();
  await playground.script("import streamlit as st\nst.write('in the pocket')\n");
  await playground.control("Run").click();
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
