// Where the browser cannot suspend a run, the run still hears the reader: it asks the page now and then.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { AppPage, bench, hostPage, pkg, serve } from "./harness.mjs";

let on;
before(async () => (on = await bench()));
after(() => on?.close());

/** How long a reader may wait for the answer of a run that computes or sleeps, in milliseconds. */
const SOON = 5_000;

/** A slider that can be moved while `work` goes on. */
const busy = (work) => `import streamlit as st, time
n = st.slider("Number", 0, 10, 0)
st.session_state.runs = st.session_state.get("runs", 0) + 1
st.write(f"working on {n}")
if n < 3:
${work.replaceAll(/^/gm, "    ")}
st.write(f"done with {n}")
`;

const LONG = {
  "an endless loop": "while True: pass",
  "a loop with work": "total = 0\nfor i in range(10**9): total += i % 7",
  "nested functions": "def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)\nfib(60)",
  "a long sleep": "time.sleep(1000)",
  "a loop of short sleeps": "while True: time.sleep(0.01)",
  "a loop of sleeps that draws": "place = st.empty()\nwhile True:\n    place.write(time.time())\n    time.sleep(0.05)",
};

/** Fails if the run was only ended together with its Python. */
async function answered(app) {
  const notice = app.app.getByText("did not answer and was ended");
  assert.equal(await notice.filter({ visible: true }).count(), 0);
  app.hasNoProblems();
}

for (const [name, work] of Object.entries(LONG)) {
  test(`without JSPI ${name} is left for a change of mind, and stopped`, async () => {
    const app = await on.open(busy(work), { jspi: false, wait: false });
    app.page.setDefaultTimeout(SOON * 2);
    await app.sees("working on 0");
    for (const n of [1, 2]) {
      await app.slider("Number").press("ArrowRight");
      await app.sees(`working on ${n}`);
    }
    await app.stopButton.click();
    await app.idle();
    await answered(app);
    await app.slider("Number").press("ArrowRight");
    await app.sees("done with 3");
    await answered(app);
    await app.close();
  });
}

test("without JSPI scripts that ask for the next run again and again are left, too", async () => {
  const script = `import streamlit as st
stop = st.checkbox("Enough")
st.session_state.n = st.session_state.get("n", 0) + 1
if stop: st.write("enough of it")
else: st.rerun()
`;
  const app = await on.open(script, { jspi: false, wait: false });
  await app.checkbox("Enough").click();
  await app.sees("enough of it");
  await app.idle();
  await answered(app);
  await app.close();
});

test("without JSPI no click is lost between a signal and the run that it is for", async () => {
  const app = await on.open(`import streamlit as st
for name in "abc":
    st.session_state.setdefault(name, 0)
    def count(name=name): st.session_state[name] += 1
    st.button(name, on_click=count)
st.write("counted " + " ".join(str(st.session_state[name]) for name in "abc"))
if sum(st.session_state[name] for name in "abc") < 9:
    while True: pass
st.write("all")
`, { jspi: false, wait: false });
  await app.sees("counted 0 0 0");
  for (let round = 1; round <= 3; round++) {
    // A second click on one of them before the run begins would be the same click.
    for (const name of ["a", "b", "c"]) await app.button(name).click();
    await app.sees(`counted ${round} ${round} ${round}`);
  }
  await app.sees("all");
  await answered(app);
  await app.close();
});

test("without JSPI no address is left behind", async () => {
  const count = () => {
    window.addresses = new Set();
    const { createObjectURL, revokeObjectURL } = URL;
    URL.createObjectURL = (blob) => {
      const address = createObjectURL.call(URL, blob);
      window.addresses.add(address);
      return address;
    };
    URL.revokeObjectURL = (address) => {
      window.addresses.delete(address);
      revokeObjectURL.call(URL, address);
    };
  };
  const app = await on.open(busy("while True: pass"), { jspi: false, wait: false });
  await app.page.addInitScript(count);
  await app.page.reload();
  await app.sees("working on 0");
  for (const n of [1, 2, 3]) {
    await app.slider("Number").press("ArrowRight");
    await app.sees(`working on ${n}`);
  }
  await app.idle();
  assert.ok((await app.page.evaluate(() => window.addresses.size)) <= 1);
  await app.page.evaluate(() => window.app.dispose());
  assert.equal(await app.page.evaluate(() => window.addresses.size), 0);
  await app.close();
});

test("without JSPI and where a page may not fetch such addresses, a run ends with its Python as before", async () => {
  const policy = "connect-src 'self' data:";
  const files = { "app.py": "import streamlit as st\nst.write('begun')\nwhile True: pass\n" };
  const page = hostPage({ entrypoint: "app.py", files, jspi: false });
  const server = await serve({ "/pkg/": pkg, "/": page }, { "Content-Security-Policy": policy });
  const tab = await on.browser.newPage();
  const refused = [];
  tab.on("console", (message) => message.type() === "error" && refused.push(message.text()));
  const app = new AppPage(tab);
  await tab.goto(`${server.url}/`);
  await app.sees("begun");
  await app.stopButton.click();
  await app.sees("did not answer and was ended");
  assert.ok(refused.length <= 4, refused.join("\n"));
  server.close();
  await tab.close();
});
