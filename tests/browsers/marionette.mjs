// A client of Marionette, by which Firefox can be driven without any other program: the commands of the WebDriver
// protocol over a socket, each message led by its length.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { CALL_MS, ELEMENT, START_MS, asynchronous, presses } from "./webdriver.mjs";

/** A Firefox. */
export class MarionetteSession {
  #browser;
  #socket;
  #received = Buffer.alloc(0);
  #count = 0;
  /** What waits for an answer, by the number of the command. */
  #waiting = new Map();

  /**
   * Starts a Firefox.
   * @param {string} program the browser
   * @param {string} profile an empty folder
   * @param {Record<string, unknown>} prefs settings
   * @param {Record<string, string>} environment added to that of this process
   */
  static async start(program, profile, prefs, environment = {}) {
    const session = new MarionetteSession();
    const lines = Object.entries({ ...prefs, "marionette.port": 0 })
      .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`);
    await writeFile(join(profile, "user.js"), lines.join(""));
    const options = ["--headless", "--marionette", "--no-remote", "--profile", profile, "--width=1280", "--height=900"];
    session.#browser = spawn(program, options, { env: { ...process.env, ...environment }, stdio: "ignore" });
    // A test that fails before it closes its browser must not keep the tests from ending.
    session.#browser.unref();
    try {
      await session.#connect(join(profile, "MarionetteActivePort"));
      await session.#call("WebDriver:NewSession", {});
      await session.#call("WebDriver:SetTimeouts", { script: START_MS, pageLoad: START_MS });
    } catch (error) {
      session.#browser.kill();
      throw error;
    }
    return session;
  }

  async #connect(file) {
    const end = Date.now() + START_MS;
    for (;;) {
      const port = Number(await readFile(file, "utf8").catch(() => ""));
      if (port) {
        this.#socket = connect(port, "127.0.0.1");
        this.#socket.unref();
        this.#socket.on("data", (bytes) => this.#receive(bytes));
        // It ends with the browser.
        this.#socket.on("error", () => {});
        this.#socket.on("close", () => this.#waiting.forEach((answer, number) =>
          answer([1, number, { error: "closed", message: "Firefox has ended" }])));
        return once(this.#socket, "connect");
      }
      if (this.#browser.exitCode !== null || Date.now() > end) throw new Error("Firefox does not start");
      await delay(50);
    }
  }

  #receive(bytes) {
    this.#received = Buffer.concat([this.#received, bytes]);
    for (;;) {
      const colon = this.#received.indexOf(":");
      const length = Number(this.#received.subarray(0, Math.max(colon, 0)).toString());
      if (colon < 0 || this.#received.length < colon + 1 + length) return;
      const message = JSON.parse(this.#received.subarray(colon + 1, colon + 1 + length).toString());
      this.#received = this.#received.subarray(colon + 1 + length);
      // The first one is a greeting.
      if (Array.isArray(message)) this.#waiting.get(message[1])?.(message);
    }
  }

  async #call(name, given) {
    const number = ++this.#count;
    const answer = new Promise((resolve) => this.#waiting.set(number, resolve));
    const text = JSON.stringify([0, number, name, given]);
    this.#socket.write(`${Buffer.byteLength(text)}:${text}`);
    // Whatever waits for the socket keeps the test going.
    this.#socket.ref();
    const noAnswer = [1, number, { error: "timeout", message: "no answer" }];
    const late = setTimeout(() => this.#waiting.get(number)(noAnswer), CALL_MS);
    const [, , error, result] = await answer;
    clearTimeout(late);
    this.#waiting.delete(number);
    if (error) throw new Error(`${name}: ${error.error}: ${error.message}`);
    return result?.value;
  }

  /** Opens an address and waits until its page is loaded. */
  go(url) {
    return this.#call("WebDriver:Navigate", { url });
  }

  reload() {
    return this.#call("WebDriver:Refresh", {});
  }

  /** From here on the page is the one in the first frame. */
  enterFrame() {
    return this.#call("WebDriver:SwitchToFrame", { id: 0 });
  }

  /** Calls a function in the page; a promise that it gives is waited for. */
  evaluate(work, ...given) {
    return asynchronous(work, given, (script, args) =>
      this.#call("WebDriver:ExecuteAsyncScript", { script, args, newSandbox: false }));
  }

  /** Clicks in the middle of an element that `evaluate` has given. */
  click(element) {
    return this.#call("WebDriver:ElementClick", { id: element[ELEMENT] });
  }

  /** Types into an element, or chooses files by their paths in a file field. */
  send(element, text) {
    return this.#call("WebDriver:ElementSendKeys", { id: element[ELEMENT], text });
  }

  /** Presses keys, one after the other, wherever the focus is. */
  press(...keys) {
    return this.#call("WebDriver:PerformActions", { actions: presses(keys) });
  }

  /** Ends the browser. */
  async close() {
    await this.#call("Marionette:Quit", { flags: ["eForceQuit"] }).catch(() => {});
    this.#socket.destroy();
    if (this.#browser.exitCode !== null) return;
    // Its end is waited for: what comes after this is still to be done.
    this.#browser.ref();
    this.#browser.kill();
    await once(this.#browser, "exit");
  }
}
