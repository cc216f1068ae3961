// The page outlives everything a script does: it stays alive, says what happened, and the next run works.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { bench } from "./harness.mjs";

const WELL = 'import streamlit as st\nst.write("all is well")\n';

let on;
before(async () => (on = await bench()));
after(() => on?.close());

/** After whatever has happened, another script runs as ever. */
async function recovers(app) {
  assert.ok(await app.isAlive(), "the main thread answers");
  await app.write("app.py", WELL);
  await app.rerun();
  await app.sees("all is well");
  await app.idle();
  app.hasNoProblems();
  await app.close();
}

test("a download that breaks off is tried again", async () => {
  const parts = ["/pkg/engine_bg.wasm", "/pkg/stdlib.wasm", "/pkg/page_bg.wasm"];
  for (const part of parts) on.server.cut.add(part);
  on.server.requests.length = 0;
  const app = await on.open(WELL);
  await app.sees("all is well");
  for (const part of parts) assert.ok(on.server.requests.filter((path) => path === part).length > 1, part);
  app.hasNoProblems();
  await app.close();
});

test("an endless loop is stopped by the reader", async () => {
  const app = await on.open("while True: pass\n", { wait: false });
  await app.running();
  await app.stopButton.click();
  await app.idle();
  await recovers(app);
});

const ENDLESS = {
  "while": "while True: pass",
  "while around a text": 'while True: "x"',
  "while that catches": "while True:\n    try: 1 / 0\n    except Exception: pass",
  "for": "for i in count(): pass",
  "for with work": "for i in count(): abs(i)",
  "for over a long range": "for i in range(10**12): n = i",
  "generator expression": "sum(1 for _ in count())",
  "list comprehension": "[None for x in count() if x < 0]",
  "comprehension of two loops": "[None for x in range(10**6) for y in range(10**6) if y < 0]",
  "nested functions": "def outer():\n    def inner():\n        while True: n = 1\n    inner()\nouter()",
  "generator": "def numbers():\n    while True: yield 1\nfor x in numbers(): pass",
  "mapped function": "def no(x): return False\nlist(filter(no, count()))",
  "lambda": "fib = lambda n: n if n < 2 else fib(n - 1) + fib(n - 2)\nfib(80)",
  "exec": "exec('while True: pass')",
};

for (const [name, source] of Object.entries(ENDLESS)) {
  test(`endless: ${name}: a click and the stop button get through`, async () => {
    const app = await on.open(`import streamlit as st
from itertools import count
if st.button("Count"): st.session_state.n = st.session_state.get("n", 0) + 1
st.write(f"clicked {st.session_state.get('n', 0)} times")
if st.button("Loop"):
${source.replaceAll(/^/gm, "    ")}
`);
    await app.button("Loop").click();
    await app.running();
    await app.button("Count").click();
    await app.sees("clicked 1 times");
    await app.idle();
    await app.button("Loop").click();
    await app.running();
    await app.stopButton.click();
    await app.idle();
    await app.button("Count").click();
    await app.sees("clicked 2 times");
    await recovers(app);
  });
}

for (const [name, source] of Object.entries({
  "a sum": "import itertools\nsum(itertools.count())\n",
  "a regular expression": 'import re\nre.match("(a*)*b", "a" * 50)\n',
})) {
  test(`${name} without end is stopped with its engine`, async () => {
    const app = await on.open(source, { wait: false });
    await app.running();
    await app.stopButton.click();
    await app.idle();
    await app.sees("did not answer and was ended");
    await recovers(app);
  });
}

test("a loop that draws without end is ended with a reason", async () => {
  const app = await on.open("import streamlit as st\nwhile True: st.write(1)\n", { wait: false });
  await app.running();
  await app.sees("1");
  assert.ok(await app.isAlive());
  await app.stopButton.click();
  await app.idle();
  await recovers(app);
});

const DEEP = {
  "a function": "def f(): f()\nf()",
  "keyword calls": "def f(*, a): return f(a=a)\nf(a=1)",
  "a comprehension": "def f(): return [f() for _ in range(1)]\nf()",
  "a __repr__": "class A:\n    def __repr__(self): return repr(self)\nrepr(A())",
  "an __eq__": "class A:\n    def __eq__(self, other): return self == other\nA() == A()",
  "a __getattr__": "class A:\n    def __getattr__(self, name): return self.other\nA().x",
  "a sort key": "def key(x): return sorted([1, 2], key=key)\nkey(1)",
  "json": "import json\nx = []\nfor _ in range(100_000): x = [x]\njson.dumps(x)",
  "pickle": "import pickle\nx = []\nfor _ in range(100_000): x = [x]\npickle.dumps(x)",
  "generators": "it = iter([1])\nfor _ in range(1_000): it = (x for x in it)\nlist(it)",
  "an expression": "eval('1' + ' + 1' * 500)",
  "operators": "eval('-' * 3_000 + '1')",
  "blocks": "exec(''.join(' ' * depth + 'if 1:\\n' for depth in range(500)) + ' ' * 500 + 'pass')",
  "a tree": "import ast\nast.parse('not ' * 3_000 + '1')",
};

for (const [name, source] of Object.entries(DEEP)) {
  for (const jspi of [true, false]) {
    test(`recursion through ${name} is a RecursionError ${jspi ? "with" : "without"} JSPI`, async () => {
      const app = await on.open(`${source}\n`, jspi ? {} : { jspi });
      await app.sees("RecursionError");
      await recovers(app);
    });
  }
}

test("generators nested in each other are dropped", async () => {
  const app = await on.open("it = iter([1])\nfor _ in range(3_000): it = (x for x in it)\ndel it\n'well'\n");
  await app.sees("well");
  await recovers(app);
});

test("a long sleep is stopped by the reader", async () => {
  const app = await on.open("import time\ntime.sleep(1000)\n", { wait: false });
  await app.running();
  await app.stopButton.click();
  await app.idle();
  await recovers(app);
});

test("an exception shows the author's line", async () => {
  const app = await on.open("import streamlit as st\nst.write('before')\n1/0\n");
  await app.sees("before");
  await app.sees("ZeroDivisionError: division by zero");
  await app.sees('File "/app/app.py", line 3');
  await recovers(app);
});

test("a system error is of the kind of its number", async () => {
  const app = await on.open("raise OSError(2, 'nothing there')\n");
  await app.sees("FileNotFoundError: [Errno 2] nothing there");
  await recovers(app);
});

test("a syntax error shows the place", async () => {
  const app = await on.open("x = (\n");
  await app.sees("'(' was never closed");
  assert.equal(await app.app.getAttribute("data-test-script-state"), "compilationError");
  await recovers(app);
});

test("an import that fails says so", async () => {
  const app = await on.open("import nothere\n");
  await app.sees("ModuleNotFoundError: No module named 'nothere'");
  await recovers(app);
});

test("50,000 elements are drawn while the page answers", async () => {
  const app = await on.open("import streamlit as st\nfor i in range(50_000): st.write(i)\n", { wait: false });
  await app.running();
  assert.ok(await app.isAlive());
  await app.idle();
  const count = await app.page.evaluate(() => document.querySelectorAll("[data-testid=stMarkdown]").length);
  assert.equal(count, 50_000);
  await recovers(app);
});

test("without JSPI a script runs, sleeps and stops", async () => {
  const script = 'import streamlit as st, time\nif st.button("Loop"):\n    while True: pass\ntime.sleep(0.05)\nst.write("slept")\n';
  const app = await on.open(script, { jspi: false });
  await app.sees("slept");
  await app.button("Loop").click();
  await app.running();
  await app.stopButton.click();
  await app.idle();
  await recovers(app);
});

test("a click interrupts a run at its next command", async () => {
  const script = `import streamlit as st, time
st.session_state.setdefault("n", 0)
if st.button("Count"): st.session_state.n += 1
st.write(f"n is {st.session_state.n}")
if st.button("Work"):
    for i in range(10_000):
        time.sleep(0.01)
        st.empty()
`;
  const app = await on.open(script);
  await app.button("Work").click();
  await app.running();
  await app.button("Count").click();
  await app.sees("n is 1");
  await app.idle();
  app.hasNoProblems();
  await app.close();
});
