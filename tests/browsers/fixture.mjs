// What the tests of all browsers stand on: the browser that is asked for, and an app in its window.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { hostPage, pkg, serve } from "../e2e/site.mjs";
import { MarionetteSession } from "./marionette.mjs";
import { Session } from "./webdriver.mjs";

/** `firefox` or `webkit`. */
export const browser = process.env.BROOKLET_BROWSER ?? "firefox";

/** The program that is started: the browser where it can be driven by itself, else its driver. */
const program = process.env.BROOKLET_BROWSER_PROGRAM ?? { firefox: "firefox-esr", webkit: "WebKitWebDriver" }[browser];

/** How long anything may take: WebKit compiles the engine for half a minute where the cores are busy. */
const PATIENCE = 90_000;

/** How often a page is asked again. */
const LOOK_MS = 25;

/** The settings of a Firefox that saves downloads in a folder, and does not look for news of itself. */
const firefoxPrefs = (downloads) => ({
  "browser.download.folderList": 2,
  "browser.download.dir": downloads,
  "browser.download.useDownloadDir": true,
  "browser.download.always_ask_before_handling_new_types": false,
  // The list of downloads takes the focus from the page, until the reader clicks.
  "browser.download.alwaysOpenPanel": false,
  "app.normandy.enabled": false,
  "datareporting.policy.dataSubmissionEnabled": false,
});

/** A browser, a server with pkg/, and what opens apps on them. */
export class Bench {
  #count = 0;
  /** Whether the window has a page that can show another app. */
  #isReady = false;
  #screen;

  static async open() {
    const bench = new Bench();
    await bench.#open().catch(async (error) => {
      await bench.close();
      throw error;
    });
    return bench;
  }

  async #open() {
    this.folder = await mkdtemp(join(tmpdir(), `brooklet-${browser}-`));
    this.downloads = join(this.folder, "downloads");
    await mkdir(this.downloads);
    const environment = await this.#home();
    if (browser === "webkit") environment.DISPLAY = await this.#openScreen();
    this.server = await serve({ "/pkg/": pkg });
    this.session = await this.#start(environment);
  }

  async #start(environment) {
    if (browser === "firefox") {
      const profile = join(this.folder, "profile");
      await mkdir(profile);
      return MarionetteSession.start(program, profile, firefoxPrefs(this.downloads), environment);
    }
    return Session.start(program, {}, environment);
  }

  /** A home folder of its own: nothing of the user's is read, nothing is left, downloads have a place. */
  async #home() {
    const config = join(this.folder, ".config");
    await mkdir(config);
    await writeFile(join(config, "user-dirs.dirs"), `XDG_DOWNLOAD_DIR="${this.downloads}"\n`);
    return { HOME: this.folder, XDG_CONFIG_HOME: config, XDG_CACHE_HOME: join(this.folder, ".cache") };
  }

  /** A screen in memory, for a browser that must have one. */
  async #openScreen() {
    const options = ["-displayfd", "3", "-screen", "0", "1280x900x24", "-nolisten", "tcp", "-noreset"];
    this.#screen = spawn("Xvfb", options, { stdio: ["ignore", "ignore", "ignore", "pipe"] });
    this.#screen.unref();
    const [number] = await once(createInterface({ input: this.#screen.stdio[3] }), "line");
    return `:${number}`;
  }

  /**
   * Shows a script; with `wait` until its first run has ended. It is another app in the page that is there, which
   * has the engine compiled; `afresh` it has a page of its own, in a frame where a `width` is given.
   */
  async show(script, { wait = true, afresh = false, width, ...rest } = {}) {
    const options = { entrypoint: "app.py", files: { "app.py": script }, ...rest };
    if (this.#isReady && !afresh && !width) await this.session.evaluate((options) => window.remount(options), options);
    else await this.#load(options, width);
    this.#isReady = !width;
    return this.#app(wait);
  }

  async #load(options, width) {
    const address = `/app-${++this.#count}`;
    this.server.mounts[address] = hostPage(options).replace("<body", `${LISTENER}<body`);
    if (!width) return this.session.go(this.server.url + address);
    // No window of a desktop gets as narrow as a phone.
    this.server.mounts[`${address}/frame`] = `<!doctype html><html lang="en"><title>phone</title>
<body style="margin:0"><iframe src="${address}" style="border:0;width:${width}px;height:800px"></iframe></body></html>`;
    await this.session.go(`${this.server.url}${address}/frame`);
    await this.session.enterFrame();
  }

  /** Opens an address that has an app. */
  async visit(address, { wait = true } = {}) {
    this.#isReady = false;
    await this.session.go(address);
    return this.#app(wait);
  }

  async #app(wait) {
    const app = new App(this.session);
    if (wait) await app.idle();
    return app;
  }

  /** The content of the next file that the browser saves under a name. */
  async downloaded(name) {
    await eventually(async () => (await readdir(this.downloads)).includes(name), `a file ${name}`);
    // The name is there before the content in some browsers.
    const path = join(this.downloads, name);
    return eventually(async () => (await readFile(path, "utf8")) || undefined, `content of ${name}`);
  }

  async close() {
    await this.session?.close();
    this.#screen?.kill();
    this.server?.close();
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Notes what nobody catches in the page. */
const LISTENER = `<script>
window.problems = [];
// Without an error it is a notice, such as that a ResizeObserver goes on in the next frame.
addEventListener("error", ({ error }) => error && problems.push(String(error)));
addEventListener("unhandledrejection", ({ reason }) => problems.push(String(reason)));
</script><script type="module">
import { mount } from "/pkg/brooklet.js";
// Puts another app in the place of the one in the page, here: what a driver calls may be a world of its own.
window.remount = (options) => {
  window.problems = [];
  window.app.dispose();
  mount(document.getElementById("root"), { ...options, started: (app) => (window.app = app) });
};
</script>`;

/** An app in the window, as its reader sees it. */
export class App {
  constructor(session) {
    this.session = session;
  }

  /** The first element that fits a selector, is to be seen and has the text (all of it with `exact`). */
  find(selector, text = "", exact = false) {
    return eventually(() => this.session.evaluate(findInPage, selector, text, exact), `${selector} "${text}"`);
  }

  /** Waits until the text is to be seen in the app. */
  sees(text) {
    return eventually(async () => (await this.text()).includes(text), `to see "${text}"`, () => this.text());
  }

  /** Waits until the text is no more to be seen. */
  misses(text) {
    return eventually(async () => !(await this.text()).includes(text), `to see no more "${text}"`);
  }

  /** The text that the page shows. */
  text() {
    return this.session.evaluate(() => document.body.innerText);
  }

  async state(...names) {
    const now = () => this.session.evaluate(() =>
      document.querySelector("[data-testid=stApp]")?.dataset.testScriptState ?? "none");
    await eventually(async () => names.includes(await now()), `state ${names}`, now);
  }

  idle() {
    return this.state("notRunning", "compilationError");
  }

  running() {
    return this.state("running");
  }

  /** Presses the button of a name. */
  async press(name) {
    await this.session.click(await this.find("button", name, true));
  }

  /** Writes into the empty field of a label. */
  async type(label, text) {
    const field = await this.field(label);
    await this.session.click(field);
    await this.session.send(field, text);
  }

  field(label) {
    return this.find(`input[aria-label=${JSON.stringify(label)}], textarea[aria-label=${JSON.stringify(label)}]`);
  }

  /** Puts the focus on the first element that fits and presses keys. */
  async keys(selector, ...keys) {
    await eventually(() => this.session.evaluate((selector) => {
      document.querySelector(selector)?.focus();
      return document.activeElement?.matches(selector);
    }, selector), `focus on ${selector}`);
    await this.session.press(...keys);
  }

  /** Chooses files of this machine in the page's first file field. */
  async choose(...paths) {
    const field = await eventually(() =>
      this.session.evaluate(() => document.querySelector("input[type=file]")), "a file field");
    await this.session.send(field, paths.join("\n"));
  }

  /** Waits until nothing that fits the selector is to be seen. */
  gone(selector) {
    return eventually(async () => !(await this.session.evaluate(findInPage, selector, "")), `no ${selector}`);
  }

  /** Fails if the page met an error that nobody caught, or shows exceptions that begin otherwise than `expected`. */
  async hasNoProblems(expected = []) {
    const [problems, exceptions] = await this.session.evaluate(() => [
      window.problems ?? [],
      [...document.querySelectorAll("[data-testid=stException]")].map((box) => box.innerText),
    ]);
    assert.deepEqual(problems, []);
    assert.equal(exceptions.length, expected.length, exceptions.join("\n\n"));
    expected.forEach((begin, index) => assert.ok(exceptions[index].startsWith(begin), exceptions[index]));
  }
}

/** The first element that fits; it runs in the page. */
function findInPage(selector, text, exact) {
  const isSeen = (node) => node.getClientRects().length > 0 && getComputedStyle(node).visibility === "visible";
  return [...document.querySelectorAll(selector)].find((node) => {
    const words = (node.innerText || node.getAttribute("aria-label") || "").trim();
    return isSeen(node) && (exact ? words === text : words.includes(text));
  });
}

/** Waits until `check` gives something true. */
export async function eventually(check, what, now = () => "") {
  for (const end = Date.now() + PATIENCE; ;) {
    const result = await check();
    if (result) return result;
    if (Date.now() > end) assert.fail(`never: ${what}; now: ${await now()}`);
    await delay(LOOK_MS);
  }
}
