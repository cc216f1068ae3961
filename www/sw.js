// The service worker of the playground: the network first, what was stored where it is cut.

const CACHE = "brooklet playground 1";
const FILES = [
  "./",
  "dist/main.js",
  "dist/style.css",
  "pkg/brooklet.js",
  "pkg/page.js",
  "pkg/page_bg.wasm",
  "pkg/worker.js",
  "pkg/engine.js",
  "pkg/engine_bg.wasm",
  "pkg/stdlib.bin",
  "pkg/library.bin",
];

self.addEventListener("install", (event) => event.waitUntil(store().then(() => self.skipWaiting())));

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "GET" && url.startsWith(self.registration.scope)) event.respondWith(fresh(event.request));
});

async function store() {
  const cache = await caches.open(CACHE);
  await cache.addAll(FILES);
}

async function fresh(request) {
  const cache = await caches.open(CACHE);
  try {
    const response = await fetch(request);
    if (response.ok) await cache.put(request, response.clone());
    return response;
  } catch (error) {
    const stored = await cache.match(request, { ignoreSearch: true, ignoreVary: true });
    if (stored) return stored;
    throw error;
  }
}
