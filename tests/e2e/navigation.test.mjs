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
