// A dumb static server, and the pages that show an app on it.

import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));
export const pkg = process.env.BROOKLET_PKG ?? join(root, "pkg");

/** How long anything may take before a test gives up on it. */
export const PATIENCE = 30_000;

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".wasm": "application/wasm",
  ".woff2": "font/woff2",
  ".py": "text/plain; charset=utf-8",
};

/**
 * Serves folders and texts: `{"/pkg/": "/a/folder", "/": "<!doctype html>…"}`. The longest address that fits
 * wins; a folder's index.html answers for it. Nothing is cleverer than the cheapest file server. `headers` go
 * with every answer. The next answer to a path that is put into `cut` breaks off in its middle.
 */
export async function serve(mounts, headers = {}) {
  const requests = [];
  const cut = new Set();
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    requests.push(path);
    const answer = await find(mounts, path);
    response.writeHead(answer ? 200 : 404, {
      "Content-Type": answer?.type ?? "text/plain",
      "Access-Control-Allow-Origin": "*",
      ...headers,
    });
    if (cut.delete(path)) return response.write(answer.body.slice(0, answer.body.length / 2), () => response.destroy());
    response.end(answer?.body ?? "not found");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A test that fails before it closes its server must not keep the tests from ending.
  server.unref();
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    requests,
    cut,
    mounts,
    close: () => (server.closeAllConnections(), server.close()),
  };
}

async function find(mounts, path) {
  const fitting = Object.keys(mounts).filter((prefix) =>
    prefix === path || (prefix.endsWith("/") && path.startsWith(prefix) && !mounts[prefix].startsWith("<")));
  const prefix = fitting.sort((a, b) => b.length - a.length)[0];
  if (prefix === undefined) return undefined;
  if (mounts[prefix].startsWith("<")) return { type: TYPES[".html"], body: mounts[prefix] };
  let file = join(mounts[prefix], normalize(`/${path.slice(prefix.length)}`));
  try {
    if ((await stat(file)).isDirectory()) file = join(file, "index.html");
    return { type: TYPES[extname(file)] ?? "application/octet-stream", body: await readFile(file) };
  } catch {
    return undefined;
  }
}

/** A page that mounts `options` (as for `mount`) in the element `#root`, and keeps what it prints. */
export function hostPage(options, base = "/pkg/") {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>test</title><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body style="margin:0"><div id="root"></div><script type="module">
import { mount } from "${base}brooklet.js";
window.printed = [];
const started = (app) => {
  window.app = app;
  app.addEventListener("console", ({ detail }) => window.printed.push(detail.text));
};
window.mounted = mount(document.getElementById("root"), { ...${literal(options)}, started });
</script></body></html>`;
}

/** A value as JavaScript that may stand inside a script element. */
export function literal(value) {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}

/** The source of an example of the repository. */
export function example(name) {
  return readFile(join(root, "examples", name, "app.py"), "utf8");
}
