// The data editor: cells changed by keys, pasted, filled, undone; and a storm of all of it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { bench, eventually } from "./harness.mjs";

let on;
before(async () => (on = await bench()));
after(() => on?.close());

/** What the grid holds, in the order in which it is shown. */
const copied = async (app, grid) => {
  await grid.focus();
  await app.page.keyboard.press("Control+a");
  const text = await grid.evaluate((table) => {
    const clipboardData = new DataTransfer();
    table.dispatchEvent(new ClipboardEvent("copy", { clipboardData, bubbles: true, cancelable: true }));
    return clipboardData.getData("text/plain");
  });
  return text ? text.split("\n").map((row) => row.split("\t")) : [];
};

const paste = (grid, text) => grid.evaluate((table, text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  table.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}, text);

/** Goes to a cell by keys. */
const go = async (page, row, column) => {
  await page.keyboard.press("Control+Home");
  for (let at = 0; at < row; at += 1) await page.keyboard.press("ArrowDown");
  for (let at = 0; at < column; at += 1) await page.keyboard.press("ArrowRight");
};

const TYPES = `
import datetime, json
import streamlit as st
column = st.column_config
rows = [{"text": "a", "number": 1, "truth": False, "day": datetime.date(2024, 5, 17), "level": "low", "tags": ["x"], "fixed": "f"}]
out = st.data_editor(rows, alt="Types", disabled=["fixed"], column_config={
    "text": column.TextColumn(required=True, validate="^[a-z ]+$"),
    "number": column.NumberColumn(min_value=0, max_value=10, step=1),
    "level": column.SelectboxColumn(options=["low", "high"]),
    "tags": column.MultiselectColumn(options=["x", "y"]),
})
st.text(json.dumps(list(out[0].values()), default=str))
`;

test("each type of column is edited by keys alone", async () => {
  const app = await on.open(TYPES);
  const { keyboard } = app.page;
  const grid = app.page.getByRole("grid", { name: "Types" });
  await grid.focus();
  await go(app.page, 0, 0);
  await keyboard.type("tea time");
  await keyboard.press("Tab");
  await app.sees('"tea time", 1');
  await keyboard.type("77");
  await keyboard.press("Tab");
  await app.sees('"tea time", 10');
  await keyboard.press(" ");
  await app.sees("10, true");
  await keyboard.press("ArrowRight");
  await keyboard.press("Enter");
  await app.page.getByRole("textbox", { name: "day" }).or(app.page.locator("input[aria-label=day]")).fill("2025-01-02");
  await keyboard.press("Enter");
  await app.sees("2025-01-02");
  await keyboard.press("ArrowRight");
  await keyboard.press("Enter");
  await keyboard.press("ArrowDown");
  await keyboard.press("Enter");
  await app.sees('"high"');
  await keyboard.press("ArrowRight");
  await keyboard.press("Enter");
  await keyboard.press("ArrowDown");
  await keyboard.press(" ");
  await keyboard.press("Enter");
  await app.sees('["x", "y"]');
  await keyboard.press("ArrowRight");
  await keyboard.type("z");
  assert.equal(await app.page.getByTestId("stDataFrameCellEditor").count(), 0, "what is disabled is not edited");
  await go(app.page, 0, 0);
  await keyboard.type("NOT");
  await keyboard.press("Enter");
  assert.equal(await app.page.locator("input[aria-label=text]").getAttribute("aria-invalid"), "true");
  await keyboard.press("Escape");
  await keyboard.press("Delete");
  await keyboard.press("Control+z");
  await app.sees('"tea time", 10, true, "2025-01-02", "high", ["x"], "f"');
  app.hasNoProblems();
  await app.close();
});

const ROWS = `
import json
import streamlit as st
out = st.data_editor([{"a": 1, "b": "x"}, {"a": 2, "b": "y"}], num_rows="dynamic", alt="Rows", key="ed")
st.text(json.dumps(out))
st.text(json.dumps(st.session_state.ed))
`;

test("rows are added, filled, pasted, deleted, and brought back", async () => {
  const app = await on.open(ROWS);
  const { keyboard } = app.page;
  const grid = app.page.getByRole("grid", { name: "Rows" });
  await grid.focus();
  await go(app.page, 2, 0);
  await keyboard.type("3");
  await keyboard.press("Enter");
  await app.sees('{"a": 3, "b": null}]');
  await go(app.page, 0, 1);
  await keyboard.press("Shift+ArrowDown");
  await keyboard.press("Shift+ArrowDown");
  await keyboard.press("Control+d");
  await app.sees('[{"a": 1, "b": "x"}, {"a": 2, "b": "x"}, {"a": 3, "b": "x"}]');
  await keyboard.press("Control+z");
  await go(app.page, 2, 0);
  await paste(grid, '7\t"say ""hi"""\n8\tz');
  await app.sees('{"a": 7, "b": "say \\"hi\\""}, {"a": 8, "b": "z"}]');
  await go(app.page, 0, 0);
  await keyboard.press("Shift+ ");
  await keyboard.press("Delete");
  await app.sees('[{"a": 2, "b": "y"}, {"a": 7');
  await app.sees('"deleted_rows": [0]');
  await keyboard.press("Control+z");
  await app.sees('[{"a": 1, "b": "x"}, {"a": 2');
  await keyboard.press("Control+y");
  await app.sees('[{"a": 2, "b": "y"}, {"a": 7');
  app.hasNoProblems();
  await app.close();
});

test("cells are copied, cut and pasted by the keys of the system", async () => {
  const app = await on.open(ROWS);
  const { keyboard } = app.page;
  await app.page.getByRole("grid", { name: "Rows" }).focus();
  await go(app.page, 0, 0);
  await keyboard.press("Shift+ArrowRight");
  await keyboard.press("Control+c");
  await go(app.page, 2, 0);
  await keyboard.press("Control+v");
  await app.sees('[{"a": 1, "b": "x"}, {"a": 2, "b": "y"}, {"a": 1, "b": "x"}]');
  await go(app.page, 0, 1);
  await keyboard.press("Shift+ArrowDown");
  await keyboard.press("Control+x");
  await app.sees('[{"a": 1, "b": null}, {"a": 2, "b": null}, {"a": 1, "b": "x"}]');
  await go(app.page, 1, 1);
  await keyboard.press("Control+v");
  await app.sees('[{"a": 1, "b": null}, {"a": 2, "b": "x"}, {"a": 1, "b": "y"}]');
  await keyboard.press("Control+z");
  await keyboard.press("Control+z");
  await app.sees('[{"a": 1, "b": "x"}, {"a": 2, "b": "y"}, {"a": 1, "b": "x"}]');
  app.hasNoProblems();
  await app.close();
});

const SLOW = `
import json, time
import streamlit as st
st.session_state.setdefault("rows", [{"a": n} for n in range(20)])
st.session_state.rows = st.data_editor(st.session_state.rows, alt="Slow", key="ed", num_rows="dynamic")
time.sleep(0.3)
st.text(json.dumps([row["a"] for row in st.session_state.rows]))
`;

test("no edit is lost while runs are under way and data are handed back", async () => {
  const app = await on.open(SLOW);
  const { keyboard } = app.page;
  const grid = app.page.getByRole("grid", { name: "Slow" });
  await grid.focus();
  await go(app.page, 0, 0);
  const wanted = [];
  for (let row = 0; row < 20; row += 1) {
    wanted.push(100 + row);
    await keyboard.type(String(100 + row));
    await keyboard.press("Enter");
    await app.page.waitForTimeout(row % 5 === 0 ? 350 : 40);
  }
  await app.sees(JSON.stringify(wanted).replaceAll(",", ", "));
  app.hasNoProblems();
  await app.close();
});

const STORM = `
import json
import streamlit as st
rows = [{"number": n, "word": f"w{n}", "share": n / 4} for n in range(30)]
st.button("again")
out = st.data_editor(rows, alt="Storm", num_rows="dynamic", key="ed")
st.code(json.dumps([list(row.values()) for row in out]), language=None)
`;

/** The same numbers for the same seed. */
function* numbers(seed) {
  let state = seed;
  for (;;) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state / 2 ** 32;
  }
}

test("after a storm of edits Python has what the grid shows", async () => {
  const seed = Number(process.env.BROOKLET_SEED ?? 20);
  const random = numbers(seed);
  const below = (count) => Math.floor(random.next().value * count);
  const app = await on.open(STORM);
  const { keyboard } = app.page;
  const grid = app.page.getByRole("grid", { name: "Storm" });
  await grid.focus();
  const values = [() => String(below(1000)), () => `t${below(1000)}`, () => String(below(1000) / 8)];
  const acts = {
    type: async () => {
      const column = below(3);
      await keyboard.press("Home");
      for (let at = 0; at < column; at += 1) await keyboard.press("ArrowRight");
      await keyboard.type(values[column]());
      await keyboard.press(["Enter", "Tab"][below(2)]);
      await keyboard.press("Escape");
      await grid.focus();
    },
    move: async () => {
      for (let at = below(8); at >= 0; at -= 1) await keyboard.press(["ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight"][below(4)]);
    },
    clear: () => keyboard.press("Delete"),
    paste: async () => {
      await keyboard.press("Home");
      const rows = Array.from({ length: 1 + below(3) }, () => values.map((value) => value()).join("\t"));
      await paste(grid, rows.join("\n"));
    },
    fill: async () => {
      await keyboard.press("Shift+ArrowDown");
      await keyboard.press("Control+d");
    },
    remove: async () => {
      await keyboard.press("Shift+ ");
      await keyboard.press("Delete");
    },
    undo: () => keyboard.press("Control+z"),
    redo: () => keyboard.press("Control+y"),
    sort: async () => {
      await keyboard.press("Control+Home");
      await keyboard.press("ArrowUp");
      await keyboard.press("Enter");
      await keyboard.press("ArrowDown");
    },
    again: async () => {
      await app.page.getByRole("button", { name: "again" }).click();
      await grid.focus();
    },
  };
  const names = ["type", "type", "type", "move", "move", "clear", "paste", "fill", "remove", "undo", "undo", "redo", "sort", "again"];
  const steps = Number(process.env.BROOKLET_STEPS ?? 1000);
  await keyboard.press("ArrowDown");
  for (let step = 1; step <= steps; step += 1) {
    const name = names[below(names.length)];
    await acts[name]();
    if (step % 50) continue;
    const shown = (await copied(app, grid)).map((row) => row.join("\t")).sort();
    await eventually(app.page, async () => {
      const said = JSON.parse(await app.page.getByTestId("stCode").innerText());
      const rows = said.map((row) => row.map((value) => value ?? "").join("\t")).sort();
      return JSON.stringify(rows) === JSON.stringify(shown);
    }, `the grid in Python after ${step} steps of seed ${seed}`);
    await keyboard.press("ArrowUp");
  }
  app.hasNoProblems();
  await app.close();
});
