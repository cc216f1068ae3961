// What charts say of what the pointer is over, and how their expressions are worked out.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { bench, eventually } from "./harness.mjs";

let on;
before(async () => (on = await bench()));
after(() => on?.close());

/** What the tooltip of charts says, line by line. */
const told = (app) => app.page.locator("#vg-tooltip-element.visible tr").evaluateAll((rows) => rows.map((row) => row.textContent));

test("expressions of a chart are worked out for each row", async () => {
  const expressions = {
    numbers: ["-datum.a + 2 * datum.b % 3 + pow(datum.a, 2)", ["1", "4"]],
    choices: ["datum.a > 1 && datum.b != 9 ? 'many' : if(datum.a <= 1, 'one', 'none')", ["one", "many"]],
    members: ["datum['c'].d[1] + length(datum.c.d)", ["22", "24"]],
    texts: ["upper(datum.e) + format(datum.a / 3, '.2f')", ["TEA0.33", "CAKE0.67"]],
    patterns: ["replace(datum.e, /[ae]/g, '_')", ["t__", "c_k_"]],
    lists: ["isValid(datum.f) || join([datum.a, !datum.b, {g: datum.a}.g], '-')", ["1-false-1", "2-false-2"]],
    constants: ["round(PI * datum.a)", ["3", "6"]],
    parameters: ["datum.a * more", ["10", "20"]],
  };
  const values = [{ a: 1, b: 2, c: { d: [5, 20] }, e: "tea" }, { a: 2, b: 4, c: { d: [5, 22] }, e: "cake" }];
  const draw = ([name, [calculate]]) => {
    const spec = { data: { values }, params: [{ name: "more", value: 10 }], transform: [{ calculate, as: "said" }], mark: "text", height: 60, encoding: { x: { field: "a", type: "ordinal" }, text: { field: "said", type: "nominal" } } };
    return `st.vega_lite_chart(json.loads(r'''${JSON.stringify(spec)}'''), alt="${name}")`;
  };
  const app = await on.open(`import json\nimport streamlit as st\n${Object.entries(expressions).map(draw).join("\n")}\n`);
  for (const [name, [, expected]] of Object.entries(expressions)) {
    const texts = app.page.getByRole("figure", { name, exact: true }).locator(".mark-text.role-mark text");
    await texts.nth(1).waitFor();
    assert.deepEqual(await texts.allTextContents(), expected, name);
  }
  app.hasNoProblems();
  await app.close();
});

const MANY = `
import streamlit as st
encoding = {"x": {"field": "a", "type": "quantitative", "scale": {"domain": [0, 10]}, "axis": None}, "y": {"field": "b", "type": "quantitative", "scale": {"domain": [0, 10]}, "axis": None}}
for count in [1, 6000]:
    rows = [{"a": 5, "b": 5, "day": 1704067200000 + 86400000 * 40}] + [{"a": 20, "b": 20}] * count
    tooltip = [{"field": "b", "title": "height"}, {"field": "day", "type": "temporal"}, {"field": "a", "format": ".3f", "title": "a"}]
    st.vega_lite_chart(rows, {"mark": {"type": "circle", "clip": True}, "width": 400, "height": 200, "encoding": {**encoding, "size": {"value": 900}, "tooltip": tooltip}}, width="content", alt=f"Of {count}")
st.button("Over")
`;

test("a chart of few points and one of many say the same of a point", async () => {
  const app = await on.open(MANY, { context: { timezoneId: "UTC" } });
  for (const name of ["Of 1", "Of 6000"]) {
    const figure = app.page.getByRole("figure", { name, exact: true });
    const drawn = figure.locator(name === "Of 1" ? "svg.marks" : "canvas.marks");
    await drawn.waitFor();
    await drawn.scrollIntoViewIfNeeded();
    const { x, y } = await drawn.boundingBox();
    await app.page.mouse.move(x + 196, y + 98);
    await app.page.mouse.move(x + 200, y + 100);
    await eventually(app.page, async () => (await told(app)).join() === "height5,dayFeb 10, 2024,a5.000", `what ${name} says`);
    await app.button("Over").hover();
    await app.page.locator("#vg-tooltip-element:not(.visible)").waitFor({ state: "attached" });
  }
  app.hasNoProblems();
  await app.close();
});
