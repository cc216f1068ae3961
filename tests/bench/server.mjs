// A server as a content delivery network would be: compressed ahead of time, kept by browsers for ever.
// It counts what goes over the wire.

import { createHash } from "node:crypto";
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".wasm": "application/wasm",
  ".woff2": "font/woff2",
  ".py": "text/plain; charset=utf-8",
};
/** Kinds that are small already. */
const STORED = new Set([".woff2", ".zip", ".png"]);

export const ENCODINGS = {
  br: (bytes) =>
    brotliCompressSync(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    }),
  gzip: (bytes) => gzipSync(bytes),
};

/**
 * Serves folders, `{"/pkg/": "/a/folder"}`, with one content encoding. `sent` lists what was sent since
 * it was last emptied.
 */
export async function serve(mounts, { encoding = "br", store }) {
  const sent = [];
  const prefixes = Object.keys(mounts).sort((a, b) => b.length - a.length);
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const prefix = prefixes.find((candidate) => path.startsWith(candidate));
    const file = prefix && join(mounts[prefix], normalize(`/${path.slice(prefix.length)}` || "/"));
    const answer = file && (await load(file.endsWith("/") ? `${file}index.html` : file, encoding, store));
    sent.push({ path, bytes: answer?.body.length ?? 0 });
    if (!answer) return response.writeHead(404).end();
    response.writeHead(200, answer.headers).end(answer.body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    sent,
    close: () => (server.closeAllConnections(), server.close()),
  };
}

async function load(file, encoding, store) {
  const facts = await stat(file).catch(() => undefined);
  if (!facts?.isFile()) return undefined;
  const kind = extname(file);
  const headers = {
    "Content-Type": TYPES[kind] ?? "application/octet-stream",
    "Cache-Control": "public, max-age=31536000, immutable",
    Vary: "Accept-Encoding",
  };
  if (STORED.has(kind)) return { headers, body: await readFile(file) };
  headers["Content-Encoding"] = encoding;
  return { headers, body: await compressed(file, facts, encoding, store) };
}

/** Compressing takes seconds and would be measured too, so it is done once and kept. */
async function compressed(file, facts, encoding, store) {
  const key = createHash("sha1").update(`${file} ${facts.mtimeMs} ${facts.size}`).digest("hex");
  const kept = join(store, `${key}.${encoding}`);
  const known = await readFile(kept).catch(() => undefined);
  if (known) return known;
  const bytes = ENCODINGS[encoding](await readFile(file));
  await mkdir(store, { recursive: true });
  await writeFile(kept, bytes);
  return bytes;
}
