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

/** Goes around a part of a figure with the pointer, by corners that are shares of its width and height. */
const encircle = async (page, figure, corners) => {
  const { x, y, width, height } = await figure.boundingBox();
  const [first, ...others] = corners.map(([right, down]) => [x + width * right, y + height * down]);
  await page.mouse.move(...first);
  await page.mouse.down();
  for (const [right, down] of others) await page.mouse.move(right, down, { steps: 4 });
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
  const place = (await traces(lasso)).locator(".nsewdrag");
  await encircle(lasso.page, place, [[0.01, 0.01], [0.7, 0.01], [0.7, 0.99], [0.01, 0.99], [0.01, 0.02]]);
  await lasso.sees("indices [0, 1] boxes 0 lassos 1");
  await lasso.close();
});

const MARKED = `
import streamlit as st
points = {"type": "scatter", "mode": "markers", "x": [1, 2, 3], "y": [5, 6, 7], "marker": {"size": 20}, "text": ["a", "b", "c"]}
days = {"type": "scatter", "mode": "markers", "x": ["2024-01-01", "2024-02-01"], "y": [5, 6], "marker": {"size": 20}}
for name, data, mode in [
    ("two", [points, {**points, "text": None, "y": [6, 7, 8]}], "box"),
    ("bars", [{"type": "bar", "x": ["a", "b"], "y": [1, 3]}], "points"),
    ("counts", [{"type": "histogram", "x": [1, 1, 2, 3, 3, 3]}], "points"),
    ("days", [days], "lasso"),
]:
    event = st.plotly_chart({"data": data, "layout": {"showlegend": False}}, on_select="rerun", selection_mode=mode, key=name, alt=name, width=600, height=250)
    st.text(f"{name} {dict(event.selection, box=0, lasso=0)}")
    for region in event.selection.box + event.selection.lasso:
        st.text(f"{name} from {region['x'][0]} to {region['x'][1]} and {region['y'][0] > region['y'][-1]}")
`;

test("points of Plotly are told with all that is known of them", async () => {
  const app = await on.open(MARKED, { context: { viewport: { width: 1280, height: 1800 } } });
  const figure = (name) => app.page.getByRole("figure", { name, exact: true });
  for (const name of ["two", "bars", "counts", "days"]) await figure(name).locator(".points path").first().waitFor();
  const press = async (name) => {
    const { x, y, width, height } = await figure(name).locator(".points path").first().boundingBox();
    await app.page.mouse.move(x + width / 3, y + height / 2);
    await app.page.mouse.move(x + width / 2, y + height / 2);
    // What is pressed is what was last hovered.
    await figure(name).locator(".hoverlayer text").first().waitFor();
    await app.page.mouse.down();
    await app.page.mouse.up();
  };
  await press("bars");
  await app.sees("bars {'points': [{'curve_number': 0, 'point_number': 0, 'point_index': 0, 'x': 'a', 'y': 1, 'label': 'a', 'value': 1}], 'point_indices': [0], 'box': 0, 'lasso': 0}");
  await press("counts");
  await app.sees("'bin_number': 0, ");
  await app.sees("'point_indices': [0, 1], 'box': 0");
  // From the top to the bottom.
  await drag(app.page, figure("two").locator(".nsewdrag"), [0.02, 0.02], [0.5, 0.98]);
  await app.sees("'text': 'a'}, ");
  await app.sees("'point_indices': [0], 'box': 0");
  await app.sees(/two from 0\.\d+ to \d\.\d+ and True/);
  await encircle(app.page, figure("days").locator(".nsewdrag"), [[0.5, 0.05], [0.98, 0.05], [0.98, 0.9], [0.5, 0.9], [0.5, 0.1]]);
  await app.sees(/days from 2024-01-16 1\d:.* to 2024-02-0/);
  app.hasNoProblems();
  await app.close();
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

const ROWS = `
import streamlit as st
st.session_state.setdefault("heard", [])
spec = {
    "mark": {"type": "circle", "size": 400},
    "params": [{"name": "brush", "select": "interval"}, {"name": "point", "select": "point"}],
    "encoding": {"x": {"field": "x", "type": "quantitative"}, "y": {"field": "y", "type": "quantitative"}, "color": {"condition": {"param": "point", "field": "c"}, "value": "gray"}},
}
rows = [{"x": 1, "y": 5, "c": "a", "more": 7}, {"x": 2, "y": 6, "c": "b", "more": 8}]
state = lambda: st.session_state.heard.append(st.session_state.chart)
st.vega_lite_chart(rows, spec, on_select=state, key="chart", alt="Circles", width=500, height=300)
for event in st.session_state.heard:
    st.text(f"brush {list(event.selection.brush)} point {event.selection.point}")
st.button("Again")
st.text(f"kept {st.session_state.chart.selection.point} of {len(st.session_state.heard)}")
`;

test("points of Vega-Lite are told by what is seen of them, and a brush once", async () => {
  const app = await on.open(ROWS);
  const figure = app.page.getByRole("figure", { name: "Circles" });
  const circle = figure.locator(".mark-symbol.role-mark path").nth(1);
  await circle.waitFor();
  await circle.click({ force: true });
  await app.sees("brush [] point [{'c': 'b', 'x': 2, 'y': 6}]");
  await app.button("Again").click();
  await app.sees("kept [{'c': 'b', 'x': 2, 'y': 6}] of 1");
  const { x, y, width, height } = await figure.locator("svg").boundingBox();
  await app.page.mouse.move(x + width * 0.3, y + height * 0.2);
  await app.page.mouse.down();
  for (const share of [0.4, 0.5, 0.6, 0.7, 0.8]) {
    await app.page.mouse.move(x + width * share, y + height * 0.6, { steps: 2 });
    await app.page.waitForTimeout(30);
  }
  await app.page.mouse.up();
  // A press beside all points lets go of them.
  await app.sees("brush ['x', 'y'] point {}");
  await app.button("Again").click();
  await app.sees("kept {}");
  assert.equal(await app.app.getByText("brush ['x', 'y']").count(), 1);
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

test("a map of data with numbers that are none is drawn", async () => {
  const script = `
import json
import streamlit as st
class Deck:
    def to_json(self):
        data = [{"at": [float("nan"), 0], "name": "NaN, and \\"NaN\\""}, {"at": [0, 0], "name": "here"}]
        return json.dumps({"initialViewState": {"latitude": 0, "longitude": 0, "zoom": 4},
                           "layers": [{"@@type": "ScatterplotLayer", "id": "towns", "pickable": True, "getPosition": "@@=at", "getRadius": 90000, "data": data}]})
event = st.pydeck_chart(Deck(), on_select="rerun", key="map", alt="Towns", width=600, height=300)
st.text([town["name"] for town in event.selection.objects.get("towns", [])])
`;
  const app = await on.open(script);
  const canvas = app.page.getByRole("figure", { name: "Towns" }).locator("canvas");
  await canvas.waitFor();
  const { x, y, width, height } = await canvas.boundingBox();
  const here = app.app.getByText("['here']");
  await eventually(app.page, async () => {
    await app.page.mouse.click(x + width / 2, y + height / 2);
    return here.waitFor({ timeout: 4000 }).then(() => true, () => false);
  }, "the town that has a place");
  app.hasNoProblems();
  await app.close();
});
