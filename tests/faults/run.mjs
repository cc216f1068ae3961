// Does to apps what a browser, a disk or a reader may do to them, and counts what they lose.
//
// node tests/faults/run.mjs [--rounds N] [--only WORD] [--table FILE]

import { writeFile } from "node:fs/promises";
import { bench } from "../e2e/harness.mjs";
import { killed } from "./killed.mjs";
import { records } from "./records.mjs";
import { storage } from "./storage.mjs";

const HEAD = `# What goes wrong, and what is lost then

\`cargo xtask faults\` does this to apps in Chromium and writes the table with \`--update\`; \`--rounds\` says how often the worker is killed, and other faults are tried a tenth as often. A fault whose promise does not hold ends the command with an error. Counted with \`--rounds ROUNDS\`.

| fault | promised | counted |
| --- | --- | --- |
`;

function options(given) {
  const options = { rounds: 20, only: "", table: "" };
  for (let place = 0; place < given.length; place += 2) {
    const name = given[place].replace(/^--/, "");
    const value = given[place + 1];
    if (!(name in options) || value === undefined) throw new Error(`faults does not know \`${given[place]}\``);
    options[name] = name === "rounds" ? Number(value) : value;
  }
  if (!(options.rounds >= 1)) throw new Error("--rounds takes a number from 1 on");
  return options;
}

const { rounds, only, table } = options(process.argv.slice(2));
const faults = [...killed, ...storage, ...records].filter(({ name }) => name.includes(only));
const on = await bench();
const { open } = on;
on.open = async (...given) => {
  const app = await open(...given);
  // What is counted are losses, not seconds.
  app.page.setDefaultTimeout(120_000);
  return app;
};
let rows = HEAD.replace("ROUNDS", rounds);
let failures = 0;
try {
  for (const { name, promised, often, run } of faults) {
    const times = often ? rounds : Math.max(1, Math.round(rounds / 10));
    const begin = Date.now();
    const counted = await run(on, times).catch((error) => {
      failures += 1;
      return `**broken**: ${String(error.message).split("\n")[0]}`;
    });
    console.log(`${name}: ${counted} (${Math.round((Date.now() - begin) / 1000)} s)`);
    rows += `| ${name} | ${promised} | ${counted} |\n`;
  }
} finally {
  await on.close();
}
if (table) await writeFile(table, rows);
process.exitCode = failures ? 1 : 0;
