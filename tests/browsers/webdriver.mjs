// A client of the W3C WebDriver protocol: one session with a browser, by the driver that belongs to it.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as delay } from "node:timers/promises";

/** The key under which an element travels. */
export const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

/** How long a browser or its driver may take to answer for the first time. */
export const START_MS = 60_000;

/** How long a command may take: loading a page and calling a function in it may take as long as a start. */
export const CALL_MS = START_MS + 10_000;

/** Keys that are no letter, by their code points in the protocol. */
export const KEYS = {
  Enter: "\uE007",
  Escape: "\uE00C",
  End: "\uE010",
  Home: "\uE011",
  ArrowLeft: "\uE012",
  ArrowRight: "\uE014",
};

/** A browser that a driver holds. */
export class Session {
  #driver;
  #url;

  /**
   * Starts the driver and a browser in it.
   * @param {string} program the driver's program, which takes `--port=NUMBER`
   * @param {object} capabilities what the browser is started with
   * @param {Record<string, string>} environment added to that of this process, for the browser too
   */
  static async start(program, capabilities, environment = {}) {
    const session = new Session();
    const port = await freePort();
    session.#driver = spawn(program, [`--port=${port}`], {
      env: { ...process.env, ...environment },
      stdio: ["ignore", "ignore", "inherit"],
    });
    // A test that fails before it closes its browser must not keep the tests from ending.
    session.#driver.unref();
    session.#url = `http://127.0.0.1:${port}`;
    try {
      await session.#begin(capabilities);
    } catch (error) {
      session.#driver.kill();
      throw error;
    }
    return session;
  }

  async #begin(capabilities) {
    await this.#answers();
    const { sessionId } = await this.#call("POST", "/session", { capabilities: { alwaysMatch: capabilities } });
    this.#url += `/session/${sessionId}`;
    await this.#call("POST", "/timeouts", { script: START_MS, pageLoad: START_MS });
  }

  async #answers() {
    const end = Date.now() + START_MS;
    while (!(await fetch(`${this.#url}/status`).catch(() => undefined))?.ok) {
      if (this.#driver.exitCode !== null || Date.now() > end) throw new Error("the driver does not start");
      await delay(20);
    }
  }

  async #call(method, path, body) {
    const response = await fetch(this.#url + path, {
      method,
      headers: { "Content-Type": "application/json" },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(CALL_MS),
    });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`${path}: ${value.error}: ${value.message}`);
    return value;
  }

  /** Opens an address and waits until its page is loaded. */
  go(url) {
    return this.#call("POST", "/url", { url });
  }

  reload() {
    return this.#call("POST", "/refresh", {});
  }

  /** From here on the page is the one in the first frame. */
  enterFrame() {
    return this.#call("POST", "/frame", { id: 0 });
  }

  /** Calls a function in the page; a promise that it gives is waited for. */
  evaluate(work, ...given) {
    return asynchronous(work, given, (script, args) => this.#call("POST", "/execute/async", { script, args }));
  }

  /** Clicks in the middle of an element that `evaluate` has given. */
  click(element) {
    return this.#call("POST", `/element/${element[ELEMENT]}/click`, {});
  }

  /** Types into an element, or chooses files by their paths in a file field. */
  send(element, text) {
    return this.#call("POST", `/element/${element[ELEMENT]}/value`, { text });
  }

  /** Presses keys, one after the other, wherever the focus is. */
  press(...keys) {
    return this.#call("POST", "/actions", { actions: presses(keys) });
  }

  /** Ends browser and driver. */
  async close() {
    await this.#call("DELETE", "").catch(() => {});
    if (this.#driver.exitCode !== null) return;
    // Its end is waited for: what comes after this is still to be done.
    this.#driver.ref();
    this.#driver.kill();
    await once(this.#driver, "exit");
  }
}

/** Calls a function in a page by `execute`, which takes a script that calls its last argument in the end. */
export async function asynchronous(work, given, execute) {
  const { value, error } = await execute(`const done = arguments[arguments.length - 1];
Promise.resolve().then(() => (${work})(...[...arguments].slice(0, -1))).then(
  (value) => done({ value }), (error) => done({ error: String(error) }));`, given);
  if (error !== undefined) throw new Error(error);
  return value;
}

/** Presses of keys as the protocol has them. */
export function presses(keys) {
  const actions = keys.flatMap((value) => [{ type: "keyDown", value }, { type: "keyUp", value }]);
  return [{ type: "key", id: "keyboard", actions }];
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}
