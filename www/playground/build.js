// The app as a folder for any web server, made in the tab: what `brooklet build` makes.

import { zip } from "./zip.js";

const text = (content) => (typeof content === "string" ? new TextEncoder().encode(content) : content);

/** The folder as a zip archive. */
export async function buildZip(project) {
  const [template, worker, names] = await Promise.all([
    get("app/index.html").then((answer) => answer.text()),
    get("app/sw.js").then((answer) => answer.text()),
    get("dist/pkg.json").then((answer) => answer.json()),
  ]);
  const runtime = await Promise.all(names.map(async (name) => [name, new Uint8Array(await (await get(`pkg/${name}`)).arrayBuffer())]));
  const own = [...project.files].map(([path, content]) => [path, text(content)]);
  const pkg = `pkg-${await fingerprint(runtime)}`;
  const app = `app-${await fingerprint(own)}`;
  const addresses = (folder, files) => files.map(([path]) => `${folder}/${address(path)}`);
  const isOfData = (name) => /^(engine-data|data)[._-]/.test(name);
  const needsData = names.some(isOfData) && [...project.files].some(([path, content]) => path.endsWith(".py") && usesData(content));
  const isLater = ([name]) => (needsData ? /^engine(_bg)?\./.test(name) : isOfData(name));
  const others = own.map(([path]) => path).filter((path) => path !== project.entrypoint);
  const title = escape(titleOf(project));
  const page = fill(template.replace(/<!--[^]*?-->\n/, ""), {
    HEAD: `<title>${title}</title>\n<meta property="og:type" content="website">\n<meta property="og:title" content="${title}">\n<link rel="icon" href="data:,">`,
    KIND: needsData ? "data" : "plain",
    ENGINE: needsData ? "engine-data_bg.wasm" : "engine_bg.wasm",
    PKG: pkg,
    SRC: `${app}/${address(project.entrypoint)}`,
    FILES: others.map(address).join(" "),
    CONFIG: "{}",
  });
  const script = fill(worker, {
    VERSION: await fingerprint([["", text(page)], ["", text(pkg)], ["", text(app)]]),
    PRECACHE: JSON.stringify(["./", ...addresses(pkg, runtime.filter((file) => !isLater(file))), ...addresses(app, own)]),
    LATER: JSON.stringify(addresses(pkg, runtime.filter(isLater))),
  });
  const inside = (folder, files) => files.map(([path, bytes]) => [`${folder}/${path}`, bytes]);
  return zip([
    ["index.html", text(page)],
    ["sw.js", text(script)],
    [".nojekyll", text("")],
    ...inside(pkg, runtime),
    ...inside(app, own),
  ]);
}

/** Whether a script imports what only the engine with data has. */
function usesData(content) {
  const script = typeof content === "string" ? content : new TextDecoder().decode(content);
  return /^[ \t]*(?:from[ \t]+|import[ \t]+(?:[\w. \t]+,[ \t]*)*)numpy\b/m.test(script);
}

/** A title that the script gives its page as a plain text, or the project's name. */
function titleOf(project) {
  const script = project.files.get(project.entrypoint);
  const found = /set_page_config\(\s*(?:page_title\s*=\s*)?(["'])([^"'\\\n]+)\1/.exec(script);
  return found?.[2] ?? project.name;
}

async function get(address) {
  const answer = await fetch(new URL(address, document.baseURI));
  if (!answer.ok) throw new Error(`${address} could not be read (${answer.status})`);
  return answer;
}

async function fingerprint(files) {
  const parts = files.flatMap(([path, bytes]) => [size(text(path)), text(path), size(bytes), bytes]);
  const hash = await crypto.subtle.digest("SHA-256", await new Blob(parts).arrayBuffer());
  return [...new Uint8Array(hash, 0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function size(bytes) {
  const number = new Uint8Array(8);
  new DataView(number.buffer).setUint32(0, bytes.length, true);
  return number;
}

const fill = (template, values) => template.replace(/\{\{([A-Z]+)\}\}/g, (gap, name) => values[name] ?? gap);

const escape = (words) => words.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

const address = (path) => path.split("/").map(encodeURIComponent).join("/");
