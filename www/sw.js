// The service worker of the playground: the network first, what was stored where it is cut.

const CACHE = "brooklet playground 3";
const FILES = [
  "./",
  "dist/main.js",
  "dist/pkg.json",
  "dist/site.js",
  "dist/site_bg.wasm",
  "dist/style.css",
  "playground/app.webmanifest",
  "playground/icon.svg",
];

self.addEventListener("install", (event) => event.waitUntil(store().then(() => self.skipWaiting())));

self.addEventListener("activate", (event) => event.waitUntil(forgetOlder().then(() => self.clients.claim())));

self.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "GET" && url.startsWith(self.registration.scope)) event.respondWith(fresh(event.request));
});

async function store() {
  const cache = await caches.open(CACHE);
  const runtime = await (await fetch("dist/pkg.json")).json();
  await cache.addAll([...FILES, ...runtime.filter(isSmall).map((name) => `pkg/${name}`)]);
}

/** What only apps with data need is stored when one has asked for it. */
function isSmall(name) {
  return !/^(engine-data|data)[._-]/.test(name);
}

async function forgetOlder() {
  for (const name of await caches.keys()) {
    if (name.startsWith("brooklet playground") && name !== CACHE) await caches.delete(name);
  }
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
