// Starting: from navigation to a page that can be used, with nothing kept (cold) and with everything (warm).

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launchIn, openTab, usage } from "./browser.mjs";

const PATIENCE = 180_000;
/** How long a reader stays: what a page does for its next visit, and what a browser keeps of it, is done by then. */
const STAY = 8_000;

/** Opens a side's page twice in a new browser, not a private one, which would keep no compiled code; gives both visits. */
export async function visitTwice(server, side, network) {
  const profile = await mkdtemp(join(tmpdir(), "brooklet-profile-"));
  const context = await launchIn(profile);
  const browser = context.browser();
  // The time at which the page is ready is taken in the page, at the first frame or change that shows it.
  await context.addInitScript(`
    const isReady = ${side.ready};
    const look = () => {
      if (window.readyAt === undefined && document.documentElement && isReady()) window.readyAt = performance.now();
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  `);
  const visits = [];
  for (const phase of ["cold", "warm"]) {
    server.sent.length = 0;
    const page = await openTab(context, network);
    await page.goto(server.url + side.path, { waitUntil: "commit" });
    await page.waitForFunction(() => window.readyAt !== undefined, null, { polling: 5, timeout: PATIENCE });
    const sent = [...server.sent];
    const { memory, cpu } = (await usage(browser)) ?? {};
    const ms = await page.evaluate(() => window.readyAt);
    const bytes = sent.reduce((sum, file) => sum + file.bytes, 0);
    visits.push({ phase, ms, cpu, memory, bytes, requests: sent.length, sent });
    if (phase === "cold" && side.after) Object.assign(visits[0], await side.after(page, browser));
    if (phase === "cold") await page.waitForTimeout(STAY);
    await page.close();
  }
  await context.close();
  await rm(profile, { recursive: true, force: true });
  return visits;
}
