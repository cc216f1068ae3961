// What is selected in charts and maps of each library reaches the script.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { bench, eventually } from "./harness.mjs";

let on;
before(async () => (on = await bench()));
after(() => on?.close());

/** Goes over a figure with the pointer, from and to shares of its width and height. */
const drag = async (page, figure, [fromX, fromY], [toX, toY]) => {
  const { x, y, width, height } = await figure.boundingBox();
  await page.mouse.move(x + width * fromX, y + height * fromY);
  await page.mouse.down();
  await page.mouse.move(x + width * ((fromX + toX) / 2), y + height * ((fromY + toY) / 2), { steps: 3 });
  await page.mouse.move(x + width * toX, y + height * toY, { steps: 3 });
  await page.mouse.up();
};

const PLOTLY = (modes) => `
import streamlit as st
event = st.plotly_chart(
    {"data": [{"type": "scatter", "mode": "markers", "x": [1, 2, 3], "y": [5, 6, 7], "marker": {"size": 20}, "customdata": ["a", "b", "c"]}]},
    on_select="rerun", selection_mode=${JSON.stringify(modes)}, key="chart", alt="Points", width=600, height=300,
)
st.text(f"indices {event.selection.point_indices} boxes {len(event.selection.box)} lassos {len(event.selection.lasso)}")
st.text([point.get("customdata") for point in event.selection.points])
`;

const traces = async (app) => {
  const figure = app.page.getByRole("figure", { name: "Points" });
  await figure.locator(".points path").nth(2).waitFor();
  return figure;
};

test("points of Plotly are selected by a click, by a box and by a lasso", async () => {
  const app = await on.open(PLOTLY(["points", "box"]));
  const figure = await traces(app);
  const plot = figure.locator(".nsewdrag");
  const point = await figure.locator(".points path").nth(1).boundingBox();
  await app.page.mouse.click(point.x + point.width / 2, point.y + point.height / 2);
  await app.sees("indices [1] boxes 0 lassos 0");
  await app.sees("['b']");
  await drag(app.page, plot, [0.02, 0.02], [0.98, 0.98]);
  await app.sees("indices [0, 1, 2] boxes 1 lassos 0");
  const { x, y } = await plot.boundingBox();
  await app.page.mouse.dblclick(x + 60, y + 10);
  await app.sees("indices [] boxes 0 lassos 0");
  app.hasNoProblems();
  await app.close();

  const lasso = await on.open(PLOTLY("lasso"));
  const place = await (await traces(lasso)).locator(".nsewdrag").boundingBox();
  const corners = [[0.01, 0.01], [0.7, 0.01], [0.7, 0.99], [0.01, 0.99], [0.01, 0.02]];
  const { mouse } = lasso.page;
  await mouse.move(place.x + place.width * 0.01, place.y + place.height * 0.01);
  await mouse.down();
  for (const [right, down] of corners) await mouse.move(place.x + place.width * right, place.y + place.height * down, { steps: 4 });
  await mouse.up();
  await lasso.sees("indices [0, 1] boxes 0 lassos 1");
  await lasso.close();
});

test("no button of a chart of Plotly sends it away", async () => {
  const app = await on.open('import streamlit as st\nst.plotly_chart({"data": [{"x": [1], "y": [2]}]}, config={"displayModeBar": True})\n');
  const buttons = app.page.locator(".modebar-btn");
  await buttons.first().waitFor();
  const titles = await buttons.evaluateAll((nodes) => nodes.map((node) => node.dataset.title));
  assert.ok(titles.includes("Pan"));
  assert.deepEqual(titles.filter((title) => /share|cloud|select/i.test(title)), []);
  await app.close();
});

const VEGA = `
import streamlit as st
spec = {
    "mark": {"type": "circle", "size": 400},
    "params": [{"name": "brush", "select": "interval"}, {"name": "point", "select": {"type": "point", "fields": ["x"]}}],
    "encoding": {"x": {"field": "x", "type": "quantitative"}, "y": {"field": "y", "type": "quantitative"}},
}
event = st.vega_lite_chart([{"x": 1, "y": 5}, {"x": 2, "y": 6}], spec, on_select="rerun", key="chart", alt="Circles", width=500, height=300)
st.text(f"brush {sorted(event.selection.brush)} point {event.selection.point}")
`;

test("a brush and points of Vega-Lite are heard", async () => {
  const app = await on.open(VEGA);
  const figure = app.page.getByRole("figure", { name: "Circles" });
  const circle = figure.locator(".mark-symbol.role-mark path").nth(1);
  await circle.waitFor();
  await circle.click({ force: true });
  await app.sees("brush [] point [{'x': 2}]");
  await drag(app.page, figure.locator("svg"), [0.3, 0.2], [0.8, 0.6]);
  await app.sees("brush ['x', 'y']");
  app.hasNoProblems();
  await app.close();
});

const DECK = (mode) => `
import json
import streamlit as st
class Deck:
    def to_json(self):
        return json.dumps({
            "initialViewState": {"latitude": 0, "longitude": 0, "zoom": 4},
            "layers": [{"@@type": "ScatterplotLayer", "id": "towns", "pickable": True, "getPosition": "@@=at", "getRadius": 90000,
                        "data": [{"at": [-4, 0], "name": "west"}, {"at": [4, 0], "name": "east"}]}],
        })
event = st.pydeck_chart(Deck(), on_select="rerun", selection_mode="${mode}", key="map", alt="Towns", width=600, height=300)
st.text(f"indices {event.selection.indices}")
st.text([town["name"] for town in event.selection.objects.get("towns", [])])
`;

for (const mode of ["single-object", "multi-object"]) {
  test(`things on a map are selected: ${mode}`, async () => {
    const app = await on.open(DECK(mode));
    const canvas = app.page.getByRole("figure", { name: "Towns" }).locator("canvas");
    await canvas.waitFor();
    const { x, y, width, height } = await canvas.boundingBox();
    // A degree has 256 * 2 ** 4 / 360 pixels, and deck.gl's tiles are twice as large.
    const degree = (512 * 2 ** 4) / 360;
    const click = (longitude) => app.page.mouse.click(x + width / 2 + longitude * degree, y + height / 2);
    // What is not drawn yet is not hit; what is hit twice is selected no more.
    const west = app.app.getByText("['west']");
    await eventually(app.page, async () => {
      await click(-4);
      return west.waitFor({ timeout: 4000 }).then(() => true, () => false);
    }, "the town in the west");
    await app.sees("indices {'towns': [0]}");
    await click(4);
    await app.sees(mode === "single-object" ? "['east']" : "['west', 'east']");
    await click(0);
    await app.sees("indices {}");
    await app.page.getByRole("button", { name: "Zoom in" }).click();
    app.hasNoProblems();
    await app.close();
  });
}
