// What the end-to-end tests stand on: a dumb static server, Chromium, and an app in a page.

import assert from "node:assert/strict";
import { chromium } from "playwright-core";
import { hostPage, PATIENCE, pkg, serve } from "./site.mjs";

export * from "./site.mjs";

const CHROMIUM = {
  executablePath: process.env.BROOKLET_CHROMIUM ?? process.env.CHROMIUM ?? "/usr/bin/chromium",
  // A busy machine takes its time.
  timeout: 120_000,
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    // A camera and a microphone that everybody may use, and that nobody has.
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
  ],
};

/** Chromium; it is closed after the tests of the file. One that ends while it starts, as it does now and then, is started again. */
export async function launch() {
  return chromium.launch(CHROMIUM).catch((error) => {
    console.warn(error.message.split("\n")[0]);
    return chromium.launch(CHROMIUM);
  });
}

/** Chromium as a reader has it, who comes back: its cache is on the disk, in a folder. It is closed as a page is. */
export async function launchIn(folder) {
  return chromium.launchPersistentContext(folder, CHROMIUM);
}

/** A browser, a server with pkg/, and what opens apps on them. */
export async function bench() {
  const [browser, server] = await Promise.all([launch(), serve({ "/pkg/": pkg })]);
  let count = 0;
  return {
    browser,
    server,
    /** Opens a script in a page of its own; with `wait` until its first run has ended. */
    async open(script, { wait = true, context = {}, query = "", ...options } = {}) {
      const address = `/app-${++count}`;
      server.mounts[address] = hostPage({ entrypoint: "app.py", files: { "app.py": script }, ...options });
      const tab = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...context });
      const page = await tab.newPage();
      const app = new AppPage(page);
      await page.goto(server.url + address + query);
      if (wait) await app.idle();
      return app;
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}

/** An app in a page, as its reader sees it. */
export class AppPage {
  constructor(page, scope = page) {
    this.page = page;
    this.scope = scope;
    this.problems = [];
    page.setDefaultTimeout(PATIENCE);
    page.on("pageerror", (error) => this.problems.push(String(error)));
  }

  /** The same app in another tab. */
  async anotherTab() {
    const page = await this.page.context().newPage();
    const other = new AppPage(page);
    await page.goto(this.page.url());
    await other.idle();
    return other;
  }

  get app() {
    return this.scope.getByTestId("stApp");
  }

  /** Waits until the script is in one of these states. */
  async state(...names) {
    const selector = names.map((name) => `[data-testid="stApp"][data-test-script-state="${name}"]`).join(",");
    await this.scope.locator(selector).first().waitFor({ state: "attached" });
  }

  idle() {
    return this.state("notRunning", "compilationError");
  }

  running() {
    return this.state("running");
  }

  /** Waits until a text is to be seen anywhere in the app. */
  async sees(text) {
    await this.app.getByText(text).first().waitFor();
  }

  /** Waits until a text is no more to be seen in the app. */
  async misses(text) {
    await this.app.getByText(text).first().waitFor({ state: "hidden" });
  }

  button(name) {
    return this.app.getByTestId(/^st(FormSubmit)?Button$/).getByRole("button", { name, exact: true });
  }

  input(label) {
    return this.app.getByRole("textbox", { name: label });
  }

  slider(label) {
    return this.app.getByTestId("stSlider").filter({ hasText: label }).getByRole("slider");
  }

  checkbox(label) {
    return this.app.getByTestId("stCheckbox").filter({ hasText: label });
  }

  exception() {
    return this.app.getByTestId("stException");
  }

  /** The button in the header that ends a run. */
  get stopButton() {
    return this.app.getByRole("button", { name: "Stop", exact: true });
  }

  async type(label, text) {
    await this.input(label).fill(text);
    await this.input(label).press("Enter");
  }

  /** What the script has printed so far. */
  printed() {
    return this.page.evaluate(() => window.printed.join("\n"));
  }

  write(path, text) {
    return this.page.evaluate(([path, text]) => window.app.writeFile(path, text), [path, text]);
  }

  rerun() {
    return this.page.evaluate(() => window.app.rerun());
  }

  /** Whether the main thread answers at once. */
  async isAlive() {
    const begin = Date.now();
    await this.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    return Date.now() - begin < 2_000;
  }

  /** Fails if the page itself met an error. */
  hasNoProblems() {
    assert.deepEqual(this.problems, []);
  }

  close() {
    return this.page.context().close();
  }
}

/** Waits until `check` gives something true, looking at it again whenever the browser draws. */
export async function eventually(page, check, what) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const result = await check();
    if (result) return result;
    assert.ok(Date.now() < end, `never: ${what}`);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
}
