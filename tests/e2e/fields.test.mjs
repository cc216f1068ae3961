// Fields and what is near them, as people use them by hand.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { bench, eventually } from "./harness.mjs";

let on;
before(async () => (on = await bench()));
after(() => on?.close());

test("a colour is typed as hex, RGB or HSL", async () => {
  const app = await on.open('import streamlit as st\nst.text("is " + st.color_picker("Ink", "#336699"))\n');
  const button = app.app.getByRole("button", { name: "Ink color picker" });
  const palette = app.page.getByTestId("stColorPickerPopover");
  const fields = palette.locator("input:not([type=range])");
  const values = () => fields.evaluateAll((inputs) => inputs.map((input) => input.value));
  const change = palette.getByRole("button", { name: "Change color format" });
  const enter = async (texts) => {
    for (const [place, text] of texts.entries()) await fields.nth(place).fill(text);
    await fields.first().press("Enter");
    await palette.waitFor({ state: "hidden" });
  };
  await button.click();
  assert.deepEqual(await values(), ["#336699"]);
  await enter(["rgb(255, 0, 16)"]);
  await app.sees("is #ff0010");
  await button.click();
  await change.press("Enter");
  assert.deepEqual(await values(), ["255", "0", "16"]);
  await enter(["51", "102", "153"]);
  await app.sees("is #336699");
  await button.click();
  await change.click();
  assert.deepEqual(await values(), ["210", "50%", "40%"]);
  await enter(["120", "100%", "25%"]);
  await app.sees("is #008000");
  app.hasNoProblems();
  await app.close();
});

test("Escape empties a number that may be none, and no other", async () => {
  const app = await on.open(`import streamlit as st
st.text(f"{st.number_input('May', value=None)} {st.number_input('Must', value=5)}")
`);
  const field = (label) => app.app.getByRole("spinbutton", { name: label });
  await field("May").fill("7");
  await field("May").press("Enter");
  await app.sees("7.0 5");
  await field("May").press("Escape");
  assert.equal(await field("May").inputValue(), "");
  await field("May").press("Enter");
  await app.sees("None 5");
  await field("Must").press("Escape");
  assert.equal(await field("Must").inputValue(), "5");
  await app.close();
});

test("steps add up as they are written, and integers that are not exact are refused", async () => {
  const app = await on.open(`import streamlit as st
st.text(f"{st.number_input('Tenths', value=0.0, step=0.1, format='%g')!r} {st.number_input('Whole', value=1)!r}")
st.text(f"at {st.slider('Slide', 0.0, 1.0, 0.0, 0.1)!r}")
`);
  const up = app.app.getByTestId("stNumberInputStepUp").first();
  for (let count = 0; count < 3; count++) await up.click();
  await app.sees("0.3 1");
  await app.slider("Slide").focus();
  for (let count = 0; count < 3; count++) await app.page.keyboard.press("ArrowRight");
  await app.sees("at 0.3");
  const whole = app.app.getByRole("spinbutton", { name: "Whole" });
  await whole.fill("9007199254740991");
  await whole.press("Enter");
  await app.sees("0.3 9007199254740991");
  await whole.fill("9007199254740993");
  await whole.press("Enter");
  await app.app.getByTestId("InputInstructions").getByText("9007199254740991").waitFor();
  assert.equal(await whole.inputValue(), "9007199254740991");
  await app.close();
});

test("a narrow number field has no buttons for its steps", async () => {
  const app = await on.open(`import streamlit as st
st.number_input("Narrow", value=1, width=110)
st.number_input("Wide", value=1, width=200)
with st.container(horizontal=True):
    st.number_input("Beside", value=1)
    st.button("Go")
`);
  const buttons = (place) => app.app.getByTestId("stNumberInput").nth(place).getByRole("button", { name: "Increment" });
  assert.equal(await buttons(0).count(), 0);
  assert.equal(await buttons(1).count(), 1);
  assert.equal(await buttons(2).count(), 1);
  await app.close();
});

test("a click anywhere in the drop zone opens the file dialog, once", async () => {
  const app = await on.open('import streamlit as st\nst.file_uploader("Files")\nst.file_uploader("Off", disabled=True)\n');
  let opened = 0;
  app.page.on("filechooser", () => opened++);
  const zone = app.page.getByTestId("stFileUploaderDropzone");
  const box = await zone.first().boundingBox();
  const chosen = app.page.waitForEvent("filechooser");
  await app.page.mouse.click(box.x + box.width - 10, box.y + box.height / 2);
  await (await chosen).setFiles({ name: "a.txt", mimeType: "text/plain", buffer: Buffer.from("a") });
  await app.app.getByTestId("stFileChip").waitFor();
  await app.idle();
  assert.equal(opened, 1);
  await zone.nth(1).click({ position: { x: 5, y: 5 }, force: true });
  await app.app.getByRole("button", { name: "Add files" }).click();
  await eventually(app.page, () => opened === 2, "the second dialog");
  assert.equal(opened, 2);
  await app.close();
});

test("a heading without a link keeps its name in the address", async () => {
  const app = await on.open('import streamlit as st\nst.header("Kind regards", anchor=False)\nst.header("Other", anchor="own")\n');
  assert.equal(await app.page.locator("h2#kind-regards a").count(), 0);
  assert.equal(await app.page.locator("h2#own a").count(), 1);
  await app.close();
});

test("a long toast unfolds", async () => {
  const app = await on.open(
    'import streamlit as st\nif st.button("Go"): st.toast("word " * 60, duration="infinite")\nif st.button("Short"): st.toast("a word", duration="infinite")\n');
  await app.button("Short").click();
  const toast = app.page.getByTestId("stToast");
  await toast.waitFor();
  assert.equal(await toast.getByRole("button", { name: "view more" }).count(), 0);
  await app.button("Go").click();
  const text = toast.first().getByTestId("stToastText");
  await toast.getByRole("button", { name: "view more" }).waitFor();
  const folded = (await text.boundingBox()).height;
  await toast.getByRole("button", { name: "view more" }).click();
  assert.ok((await text.boundingBox()).height > folded + 20);
  await toast.getByRole("button", { name: "view less" }).click();
  assert.equal((await text.boundingBox()).height, folded);
  await app.close();
});

test("emoji and icons by name are drawn as in the original", async () => {
  const shown = {
    ":material_home: a": "home a",
    ":red[:smile::rocket:]": "😄🚀",
    ":smile::rocket: 🚀:smile:": "😄🚀 🚀😄",
    ":smile:🚀": ":smile:🚀",
    ":red-background[:tada:x]": ":tada:x",
    ":rocket:rocket: :a:b:": "🚀rocket: 🅰️b:",
    ":green[:face_with_monocle::rocket:]": ":face_with_monocle:🚀",
  };
  const app = await on.open(`import streamlit as st\nfor t in ${JSON.stringify(Object.keys(shown))}: st.markdown(t)\n`);
  const texts = () => app.app.getByTestId("stMarkdown").allInnerTexts();
  await eventually(app.page, async () => (await texts()).join("|") === Object.values(shown).join("|"),
    Object.values(shown).join("|"));
  await app.close();
});
