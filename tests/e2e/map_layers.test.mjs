// What layers of maps draw. What is expected was seen in Streamlit 1.67.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { bench, eventually } from "./harness.mjs";

let on;
before(async () => (on = await bench()));
after(() => on?.close());

/** A triangle as glTF has it, points, and a table as text. */
const MAPS = `
import base64, json, struct
import streamlit as st

def triangle():
    numbers = struct.pack("<9f9f6f4H", 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 1, 2, 0)
    part = lambda view, kind, form, **more: {"bufferView": view, "componentType": kind, "count": 3, "type": form, **more}
    said = json.dumps({
        "asset": {"version": "2.0"}, "scene": 0, "scenes": [{"nodes": [0]}], "nodes": [{"mesh": 0}],
        "meshes": [{"primitives": [{"attributes": {"POSITION": 0, "NORMAL": 1, "TEXCOORD_0": 2}, "indices": 3, "mode": 4}]}],
        "accessors": [part(0, 5126, "VEC3", min=[0, 0, 0], max=[1, 1, 0]), part(1, 5126, "VEC3"), part(2, 5126, "VEC2"), part(3, 5123, "SCALAR")],
        "bufferViews": [{"buffer": 0, "byteOffset": at, "byteLength": size} for at, size in ((0, 36), (36, 36), (72, 24), (96, 6))],
        "buffers": [{"byteLength": len(numbers)}],
    }).encode()
    said += b" " * (-len(said) % 4)
    whole = struct.pack("<III", 0x46546C67, 2, 28 + len(said) + len(numbers))
    whole += struct.pack("<II", len(said), 0x4E4F534A) + said + struct.pack("<II", len(numbers), 0x004E4942) + numbers
    return "data:model/gltf-binary;base64," + base64.b64encode(whole).decode()

class Deck:
    def __init__(self, *layers): self.layers = layers
    def to_json(self): return json.dumps({"initialViewState": {"latitude": 0, "longitude": 0, "zoom": 3}, "layers": self.layers})

points = [{"at": [0, 0]}, {"at": [10, 0]}]
table = "data:text/csv;base64," + base64.b64encode(b"lat,lon\\n0,0\\n0,10\\n").decode()
dots = {"@@type": "ScatterplotLayer", "getRadius": 200000}
size = {"width": 600, "height": 300}
st.pydeck_chart(Deck({**dots, "id": "csv", "data": table, "getPosition": "@@=[lon, lat]", "getFillColor": [0, 0, 255]}), alt="Table", **size)
st.pydeck_chart(Deck({"@@type": "ScenegraphLayer", "id": "mesh", "data": points, "scenegraph": triangle(), "getPosition": "@@=at", "sizeScale": 500000, "getColor": [255, 0, 0], "_lighting": "flat"}), alt="Mesh", **size)
st.pydeck_chart(Deck({**dots, "id": "dots", "data": points, "getPosition": "@@=at", "getFillColor": [255, 0, 0], "pickable": True}), alt="Picked", key="picked", on_select="rerun", **size)
`;

/** How many pixels a degree has here. */
const DEGREE = (512 * 2 ** 3) / 360;

/** The colour at a place of a map, in degrees from its middle. */
async function colorAt(map, east, north) {
  const picture = (await map.screenshot()).toString("base64");
  return map.page().evaluate(async ([source, dx, dy]) => {
    const image = new Image();
    image.src = `data:image/png;base64,${source}`;
    await image.decode();
    const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
    context.drawImage(image, 0, 0);
    return [...context.getImageData(Math.round(image.width / 2 + dx), Math.round(image.height / 2 - dy), 1, 1).data].slice(0, 3);
  }, [picture, east * DEGREE, north * DEGREE]);
}

test("maps draw tables of CSV and meshes, and what is not selected stands back", async () => {
  const app = await on.open(MAPS);
  const map = (name) => app.page.getByRole("figure", { name, exact: true });
  const has = (name, east, north, color) => eventually(app.page, async () => String(await colorAt(map(name), east, north)) === color, `${color} on ${name} at ${east}, ${north}`);
  await map("Table").locator("canvas").waitFor();
  await has("Table", 0, 0, "0,0,255");
  await has("Table", 10, 0, "0,0,255");
  await map("Mesh").scrollIntoViewIfNeeded();
  await has("Mesh", 1, 1, "255,0,0");
  await has("Mesh", 11, 1, "255,0,0");
  await map("Picked").scrollIntoViewIfNeeded();
  await has("Picked", 10, 0, "255,0,0");
  const { x, y, width, height } = await map("Picked").locator("canvas").boundingBox();
  await app.page.mouse.click(x + width / 2, y + height / 2);
  await eventually(app.page, async () => (await colorAt(map("Picked"), 10, 0))[1] > 120, "a dot that stands back");
  assert.deepEqual(await colorAt(map("Picked"), 0, 0), [255, 0, 0]);
  await app.page.mouse.click(x + width / 2 + 5 * DEGREE, y + height / 2);
  await has("Picked", 10, 0, "255,0,0");
  await app.close();
});
