// What the end-to-end tests stand on: a dumb static server, Chromium, and an app in a page.

import assert from "node:assert/strict";
import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export const root = fileURLToPath(new URL("../..", import.meta.url));
export const pkg = process.env.BROOKLET_PKG ?? join(root, "pkg");

/** How long anything may take before a test gives up on it. */
export const PATIENCE = 30_000;

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".wasm": "application/wasm",
  ".woff2": "font/woff2",
  ".py": "text/plain; charset=utf-8",
};

/**
 * Serves folders and texts: `{"/pkg/": "/a/folder", "/": "<!doctype html>…"}`. The longest address that fits
 * wins; a folder's index.html answers for it. Nothing is cleverer than the cheapest file server. `headers` go
 * with every answer.
 */
export async function serve(mounts, headers = {}) {
  const requests = [];
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    requests.push(path);
    const answer = await find(mounts, path);
    response.writeHead(answer ? 200 : 404, {
      "Content-Type": answer?.type ?? "text/plain",
      "Access-Control-Allow-Origin": "*",
      ...headers,
    });
    response.end(answer?.body ?? "not found");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A test that fails before it closes its server must not keep the tests from ending.
  server.unref();
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    requests,
    mounts,
    close: () => (server.closeAllConnections(), server.close()),
  };
}

async function find(mounts, path) {
  const fitting = Object.keys(mounts).filter((prefix) =>
    prefix === path || (prefix.endsWith("/") && path.startsWith(prefix) && !mounts[prefix].startsWith("<")));
  const prefix = fitting.sort((a, b) => b.length - a.length)[0];
  if (prefix === undefined) return undefined;
  if (mounts[prefix].startsWith("<")) return { type: TYPES[".html"], body: mounts[prefix] };
  let file = join(mounts[prefix], normalize(`/${path.slice(prefix.length)}`));
  try {
    if ((await stat(file)).isDirectory()) file = join(file, "index.html");
    return { type: TYPES[extname(file)] ?? "application/octet-stream", body: await readFile(file) };
  } catch {
    return undefined;
  }
}

/** Chromium; it is closed after the tests of the file. */
export async function launch() {
  return chromium.launch({
    executablePath: process.env.BROOKLET_CHROMIUM ?? process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-dev-shm-usage",
      // A camera and a microphone that everybody may use, and that nobody has.
      "--use-fake-device-for-media-stream",
      "--use-fake-ui-for-media-stream",
    ],
  });
}

/** A page that mounts `options` (as for `mount`) in the element `#root`, and keeps what it prints. */
export function hostPage(options, base = "/pkg/") {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>test</title><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body style="margin:0"><div id="root"></div><script type="module">
import { mount } from "${base}brooklet.js";
window.printed = [];
const started = (app) => {
  window.app = app;
  app.addEventListener("console", ({ detail }) => window.printed.push(detail.text));
};
window.mounted = mount(document.getElementById("root"), { ...${literal(options)}, started });
</script></body></html>`;
}

/** A value as JavaScript that may stand inside a script element. */
export function literal(value) {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}

/** The source of an example of the repository. */
export function example(name) {
  return readFile(join(root, "examples", name, "app.py"), "utf8");
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
