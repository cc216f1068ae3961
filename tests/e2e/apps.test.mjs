// Apps as their readers use them, with real clicks and keys.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { bench, example, eventually } from "./harness.mjs";

let on;
before(async () => (on = await bench()));
after(() => on?.close());

test("the hello app does all it promises", async () => {
  const app = await on.open(await example("hello"));
  await app.sees("Hello, Brooklet");
  await app.type("Your name", "Ada");
  await app.sees("Hello, Ada! Hello, Ada! Hello, Ada!");
  await app.button("Count").click();
  await app.sees("The button was clicked 1 times.");
  await app.button("Count").click();
  await app.sees("The button was clicked 2 times.");
  await app.slider("How many times?").focus();
  await app.page.keyboard.press("Home");
  await eventually(app.page, async () => (await app.app.innerText()).includes("Hello, Ada!\n"), "one greeting");
  await app.button("Work").click();
  await app.sees(/Step \d+ of 20/);
  await app.sees("Done.");
  app.hasNoProblems();
  await app.close();
});

for (const name of ["layout", "live", "session", "errors"]) {
  test(`the example ${name} runs`, async () => {
    const app = await on.open(await example(name));
    assert.ok((await app.app.innerText()).length > 20);
    app.hasNoProblems();
    await app.close();
  });
}

test("the sidebar's widgets reach the main column", async () => {
  const app = await on.open(await example("hello"));
  await app.checkbox("Loudly").locator("label").first().click();
  await app.sees("HELLO, WORLD!");
  await app.close();
});

test("a selectbox is used by keyboard alone", async () => {
  const app = await on.open(
    'import streamlit as st\nst.write("chose", st.selectbox("Fruit", ["Apple", "Pear", "Plum"]))\n');
  const box = app.app.getByRole("combobox", { name: "Fruit" });
  await box.focus();
  await app.page.keyboard.press("ArrowDown");
  await app.page.keyboard.press("ArrowDown");
  await app.page.keyboard.press("Enter");
  await app.sees("chose Pear");
  assert.equal(await box.inputValue(), "Pear");
  await box.fill("plu");
  await app.page.keyboard.press("Enter");
  await app.sees("chose Plum");
  await app.close();
});

test("a number is stepped, typed and refused beyond its bounds", async () => {
  const app = await on.open(
    'import streamlit as st\nst.write("n =", st.number_input("N", 0, 10, 5))\n');
  await app.app.getByTestId("stNumberInputStepUp").click();
  await app.sees("n = 6");
  const field = app.app.getByTestId("stNumberInputField");
  await field.fill("9");
  await field.press("Enter");
  await app.sees("n = 9");
  await field.fill("99");
  await field.press("Enter");
  await app.sees("Value must be between 0 and 10.");
  await app.sees("n = 9");
  await app.close();
});

test("what is being typed survives a rerun", async () => {
  const script = `import streamlit as st, time
st.text_input("Slow")
if st.button("Run"):
    time.sleep(0.5)
    st.write("ran")
`;
  const app = await on.open(script);
  await app.button("Run").click();
  await app.input("Slow").pressSequentially("typing");
  await app.sees("ran");
  assert.equal(await app.input("Slow").inputValue(), "typing");
  await app.close();
});

test("two apps on one page do not meet", async () => {
  on.server.mounts["/two"] = `<!doctype html><html lang="en"><meta charset="utf-8"><body>
<div id="a" style="height:400px"></div><div id="b" style="height:400px"></div><script type="module">
import { mount } from "/pkg/brooklet.js";
const script = (name) => "import streamlit as st\\nst.session_state.setdefault('n', 0)\\nif st.button('Add'): st.session_state.n += 1\\nst.write('${"${name}"} has', st.session_state.n)\\n".replaceAll("${"${name}"}", name);
window.done = Promise.all(["a", "b"].map((name) =>
  mount(document.getElementById(name), { entrypoint: "app.py", files: { "app.py": script(name) } })));
</script>`;
  const page = await on.browser.newPage();
  await page.goto(`${on.server.url}/two`);
  await page.evaluate(() => window.done);
  await page.locator("#a").getByRole("button", { name: "Add" }).click();
  await page.locator("#a").getByText("a has 1").waitFor();
  assert.equal(await page.locator("#b").getByText("b has 0").count(), 1);
  await page.close();
});

test("a changed file and a rerun keep the session", async () => {
  const script = (text) => `import streamlit as st
st.session_state.setdefault("n", 0)
if st.button("Add"): st.session_state.n += 1
st.write("${text}", st.session_state.n)
`;
  const app = await on.open(script("old"));
  await app.button("Add").click();
  await app.sees("old 1");
  await app.write("app.py", script("new"));
  await app.rerun();
  await app.sees("new 1");
  await app.close();
});

test("on a phone nothing is wider than the window", async () => {
  const app = await on.open(await example("layout"), { context: { viewport: { width: 360, height: 700 } } });
  const wide = await app.page.evaluate(() =>
    document.documentElement.scrollWidth > innerWidth || document.querySelector(".bk-main").scrollWidth > innerWidth);
  assert.equal(wide, false);
  await app.close();
});

test("light and dark follow the system", async () => {
  const background = async (colorScheme) => {
    const app = await on.open("import streamlit as st\nst.write('x')\n", { context: { colorScheme } });
    const color = await app.app.evaluate((node) => getComputedStyle(node).backgroundColor);
    await app.close();
    return color;
  };
  assert.equal(await background("light"), "rgb(255, 255, 255)");
  assert.equal(await background("dark"), "rgb(23, 22, 20)");
});

test("print goes to the console", async () => {
  const app = await on.open("print('to the console')\n");
  assert.match(await app.printed(), /to the console/);
  await app.close();
});

test("most of the standard library is fetched only when it is imported", async () => {
  const app = await on.open("import streamlit as st\nimport statistics, csv, urllib.parse\nst.write(statistics.mean([1, 3]))\n");
  await app.sees("2");
  app.hasNoProblems();
  await app.close();
});
