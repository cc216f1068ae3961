// No text, HTML or address of a script runs JavaScript in the page, and the page lives under a policy that
// allows no script but its own.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { AppPage, bench, launch, root, serve } from "./harness.mjs";
import { app as hostile } from "./hostile.mjs";

/** What README recommends. */
const POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; "
  + "img-src * data: blob:; media-src * data: blob:; font-src 'self' data:; connect-src * data: blob:; "
  + "frame-src * data: blob:; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'none'";

let folder;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "brooklet-security-"));
});

after(() => rm(folder, { recursive: true, force: true }));

test("nothing that is shown runs a script", async () => {
  const tests = await bench();
  try {
    const app = await tests.open(hostile("document.documentElement.setAttribute('data-ran', 1)"), { wait: false });
    app.page.on("dialog", (dialog) => dialog.dismiss());
    await app.page.getByText("drawn", { exact: true }).waitFor({ timeout: 90_000 });
    await app.idle();
    // What waits for a script of the package has got it by now, and pictures have failed to load.
    await app.page.locator(".katex").first().waitFor({ state: "attached" });
    await app.page.waitForTimeout(1000);
    const found = await app.page.evaluate(() => {
      const elements = [...document.querySelectorAll("#root *")];
      const addresses = (name) => elements.filter((element) => element.hasAttribute(name))
        .map((element) => element.getAttribute(name).replace(/[\u0000-\u0020]/g, "").toLowerCase());
      const scripts = ["href", "src", "xlink:href", "action", "formaction", "data"].flatMap(addresses)
        .filter((address) => /^(javascript|vbscript|data:text)/.test(address));
      return {
        ran: document.documentElement.getAttribute("data-ran"),
        handlers: elements.flatMap((element) => element.getAttributeNames()).filter((name) => name.startsWith("on")),
        elements: elements.map((element) => element.localName).filter((name) =>
          ["script", "object", "embed", "base", "meta", "link", "form", "brooklet-app"].includes(name)),
        scripts: [...new Set(scripts)],
        frames: [...document.querySelectorAll("#root iframe")].filter((frame) => !frame.sandbox.length
          && !frame.src.startsWith("blob:")).map((frame) => frame.outerHTML),
      };
    });
    // st.iframe may show a page of the script's own, in a sandbox that has another origin.
    found.scripts = found.scripts.filter((address) => !address.startsWith("data:text/html"));
    assert.deepEqual(found, { ran: null, handlers: [], elements: [], scripts: [], frames: [] });
    await app.page.getByRole("button", { name: "Alive" }).click();
    await app.idle();
    assert.equal(await app.page.evaluate(() => document.documentElement.getAttribute("data-ran")), null);
    // What runs in a frame of the script's own is kept from the page.
    assert.deepEqual(app.problems.filter((problem) => !problem.includes("cross-origin frame")), []);
  } finally {
    await tests.close();
  }
});

test("the gallery works where no script but the page's own may run", async () => {
  await promisify(execFile)(process.env.BROOKLET_CLI ?? "brooklet", [
    "build", join(root, "examples/gallery/app.py"), "-o", join(folder, "out"),
  ]);
  const server = await serve({ "/": join(folder, "out") }, { "Content-Security-Policy": POLICY });
  const browser = await launch();
  try {
    const app = new AppPage(await (await browser.newContext()).newPage());
    const refused = [];
    app.page.on("console", (message) => {
      // HTML of the script's own inherits the policy: its scripts are refused, as they should be.
      const { url } = message.location();
      if (/Content Security Policy/.test(message.text()) && url !== "about:srcdoc") refused.push(`${url} ${message.text()}`);
    });
    await app.page.goto(`${server.url}/`);
    await app.idle();
    const choice = app.page.getByTestId("stSidebar").getByRole("combobox");
    const options = app.page.getByRole("option");
    await choice.click();
    const families = await options.allTextContents();
    await app.page.keyboard.press("Escape");
    assert.ok(families.includes("Texts") && families.includes("Media"), String(families));
    for (const family of families) {
      await choice.click();
      await options.filter({ hasText: family }).first().click();
      await app.page.getByRole("heading", { name: family, level: 1 }).waitFor();
      await app.idle();
      assert.deepEqual(refused, [], family);
    }
    assert.deepEqual(app.problems, []);
  } finally {
    await browser.close();
    server.close();
  }
});
