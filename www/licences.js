// Writes the licences of all packages whose code is in what esbuild has bundled.
// Use: node licences.js dist/lazy.json dist/lazy/packages.LICENSE

import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";

const LICENCE = /^(licen[cs]e|copying|notice)/i;
const [, , metafile, output] = process.argv;

/** The text of a package's licence: of its own files, or of ours where it brings none. */
function textOf(folder, { name }) {
  const own = `licences/${name.replaceAll("/", "+")}.txt`;
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile() && LICENCE.test(entry.name)).map((entry) => `${folder}/${entry.name}`).sort();
  if (!files.length && existsSync(own)) files.push(own);
  if (!files.length) throw new Error(`${name} has no file with its licence: write www/${own}`);
  return files.map((file) => readFileSync(file, "utf8").replaceAll("\r\n", "\n").trim()).join("\n\n");
}

const folders = new Set();
for (const input of Object.keys(JSON.parse(readFileSync(metafile, "utf8")).inputs)) {
  const [, folder] = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input) ?? [];
  if (folder) folders.add(folder);
}
// Packages of one author often share their text.
const packages = new Map();
for (const folder of [...folders].sort()) {
  const about = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  const text = textOf(folder, about);
  packages.set(text, [...(packages.get(text) ?? []), `${about.name} ${about.version}`]);
}
const line = "-".repeat(80);
const parts = [...packages].map(([text, names]) => `${[...new Set(names)].join(", ")}\n\n${text}`);
writeFileSync(output, `${parts.join(`\n\n${line}\n`)}\n`);
