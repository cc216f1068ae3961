// The address of the page, the menu of pages at the top, and apps inside of other pages.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { bench, eventually } from "./harness.mjs";

let on;
before(async () => (on = await bench()));
after(() => on?.close());

test("pages whose addresses have accents and other scripts are reached back and forth", async () => {
  const app = await on.open(`import streamlit as st
def show(text): return lambda: st.write("page", text)
names = ["start", "café", "日本語", "100 %"]
pages = [st.Page(show(name), title=name, url_path=name.replace(" ", "-")) for name in names]
st.navigation(pages).run()
`);
  const links = app.page.getByTestId("stSidebarNavLink");
  for (const name of ["café", "日本語", "100 %"]) {
    await links.filter({ hasText: name }).click();
    await app.sees(`page ${name}`);
    await app.idle();
  }
  const length = await app.page.evaluate(() => history.length);
  for (const name of ["日本語", "café", "start"]) {
    await app.page.goBack();
    await app.sees(`page ${name}`);
  }
  for (const name of ["café", "日本語", "100 %"]) {
    await app.page.goForward();
    await app.sees(`page ${name}`);
  }
  assert.equal(await app.page.evaluate(() => history.length), length);
  await app.page.goBack();
  await app.sees("page 日本語");
  await app.page.reload();
  await app.idle();
  await app.sees("page 日本語");
  app.hasNoProblems();
  await app.close();
});

for (const [what, pages] of [
  ["functions", "[one, two]"],
  ["a tuple of functions", "(one, two)"],
  ["a tuple of pages", "(st.Page(one), st.Page(two))"],
]) {
  test(`a menu at the top shows links to ${what}`, async () => {
    const app = await on.open(`import streamlit as st
def one(): st.write("I am one")
def two(): st.write("I am two")
st.navigation(${pages}, position="top").run()
`);
    await app.sees("I am one");
    const links = app.page.getByTestId("stTopNav").getByTestId("stTopNavLink");
    assert.deepEqual(await links.allInnerTexts(), ["one", "two"]);
    await links.filter({ hasText: "two" }).click();
    await app.sees("I am two");
    app.hasNoProblems();
    await app.close();
  });
}

test("the page says how wide it is laid out", async () => {
  const app = await on.open('import streamlit as st\nst.set_page_config(layout=st.query_params.get("w", "centered"))\nst.write("x")\n');
  const view = app.page.getByTestId("stAppViewContainer");
  assert.equal(await view.getAttribute("data-layout"), "narrow");
  await app.page.evaluate(() => (history.replaceState(null, "", "?w=wide"), window.app.rerun()));
  await eventually(app.page, async () => (await view.getAttribute("data-layout")) === "wide", "the wide layout");
  await app.close();
});

// What the original leaves in the page, and how much room it leaves: above, below, below a message.
const EMBEDDED = [
  ["?embed=true", false, ["37.6px", "16px", "32px"]],
  ["?embed=true&embed_options=show_toolbar", true, ["96px", "16px", "32px"]],
  ["?embed=true&embed_options=show_padding", false, ["96px", "16px", "56px"]],
  ["?embed=true&embed_options=show_footer", false, ["37.6px", "16px", "32px"]],
  ["?embed=true&embed_options=show_colored_line", false, ["37.6px", "16px", "32px"]],
  ["?embed=true&embed_options=disable_scrolling", false, ["37.6px", "16px", "32px"]],
  ["?embed=true&embed_options=hide_loading_screen", false, ["37.6px", "16px", "32px"]],
  ["?embed=true&embed_options=light_theme", false, ["37.6px", "16px", "32px"]],
  ["?embed=true&embed_options=dark_theme", false, ["37.6px", "16px", "32px"]],
  ["?embed_options=show_padding", true, ["96px", "16px", "56px"]],
];

for (const [query, hasToolbar, room] of EMBEDDED) {
  test(`an app at ${query} has ${hasToolbar ? "a" : "no"} toolbar, and works`, async () => {
    const app = await on.open(
      'import streamlit as st\nif st.button("Go"): st.write("gone")\nst.chat_input("Say")\n', { query });
    await app.button("Go").click();
    await app.sees("gone");
    const count = hasToolbar ? 1 : 0;
    for (const id of ["stToolbar", "stMainMenu"]) assert.equal(await app.page.getByTestId(id).count(), count, id);
    assert.deepEqual(await app.page.evaluate(() => {
      const style = (id) => getComputedStyle(document.querySelector(`[data-testid=${id}]`));
      const block = style("stMainBlockContainer");
      return [block.paddingTop, block.paddingBottom, style("stBottomBlockContainer").paddingBottom];
    }), room);
    app.hasNoProblems();
    await app.close();
  });
}

const BOUND = `import streamlit as st
unit = st.segmented_control("Unit", ["km", "miles"], default="km", key="unit", bind="query-params")
speed = st.number_input("Speed", 0, 300, 50, key="speed", bind="query-params", on_change="ignore")
road = st.text_input("Road", key="road", bind="query-params")
st.write(f"{road or 'some road'}: {speed} {unit}")
st.button("Again")
`;

test("the address holds what bound widgets hold, and a link to it restores that", async () => {
  const app = await on.open(BOUND, { query: "?other=1" });
  await app.sees("some road: 50 km");
  const steps = await app.page.evaluate(() => history.length);
  await app.type("Road", "Côte №7");
  await app.sees("Côte №7: 50 km");
  await app.page.getByRole("radio", { name: "miles" }).click();
  await app.sees("Côte №7: 50 miles");
  const search = () => app.page.evaluate(() => location.search);
  assert.equal(await search(), "?other=1&road=C%C3%B4te+%E2%84%967&unit=miles");
  // A change that does not run the script stands in the address all the same.
  const speed = app.page.getByRole("spinbutton", { name: "Speed" });
  await speed.fill("90");
  await speed.press("Tab");
  await eventually(app.page, async () => (await search()).includes("speed=90"), "the speed");
  await app.sees("Côte №7: 50 miles");
  await app.page.reload();
  await app.sees("Côte №7: 90 miles");
  assert.equal(await speed.inputValue(), "90");
  await app.type("Road", "");
  await app.sees("some road: 90 miles");
  assert.equal(await search(), "?other=1&speed=90&unit=miles");
  assert.equal(await app.page.evaluate(() => history.length), steps);
  app.hasNoProblems();
  await app.close();
});

test("bound widgets follow back and forward, and what does not fit is told on the console", async () => {
  const app = await on.open(BOUND);
  await app.page.evaluate(() => void (location.search = "?speed=999&unit=miles"));
  await app.sees("some road: 50 miles");
  assert.equal(await app.page.evaluate(() => location.search), "?unit=miles");
  assert.match(await app.printed(), /speed=999/);
  await app.page.evaluate(() => {
    history.pushState(null, "", "?road=A8");
    dispatchEvent(new PopStateEvent("popstate"));
  });
  await app.sees("A8: 50 km");
  await app.page.goBack();
  await app.sees("some road: 50 miles");
  await app.page.goForward();
  await app.sees("A8: 50 km");
  assert.equal(await app.input("Road").inputValue(), "A8");
  app.hasNoProblems();
  await app.close();
});
