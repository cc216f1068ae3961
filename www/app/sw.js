// The service worker of a built app: once its files are stored, the app opens with the network cut.
// All files but the page itself carry a hash in their address, so what is stored of them never ages.

const CACHE = "brooklet {{VERSION}}";
const FILES = {{PRECACHE}};
/** Stored once they are fetched: most apps need only one of both engines. */
const LATER = {{LATER}};
/** The page asks for it itself, first in the browser's own cache: with that Chromium keeps the compiled code, here it does not. */
const ENGINE = FILES.filter((file) => /\/engine[^/]*\.wasm$/.test(file));

self.addEventListener("install", (event) => {
  // What is stored goes to the page without this script, where the browser can do that.
  const pattern = (file) => ({ urlPattern: absolute(file) });
  const routes = ENGINE.map((file) => ({ condition: pattern(file), source: "network" }));
  const asked = [{ requestMode: "navigate" }, ...LATER.map(pattern)];
  routes.push({ condition: { not: { or: asked } }, source: { cacheName: CACHE } });
  event.addRoutes?.(routes)?.catch(() => {});
  event.waitUntil(store().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(Promise.all([forgetOthers(), self.registration.navigationPreload?.enable()]).then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  if (event.request.mode === "navigate") return event.respondWith(newestPage(event));
  event.respondWith(stored(event.request));
});

/** One file after the other, for a reader is at work meanwhile; what broke off goes on where it was. */
async function store() {
  const cache = await caches.open(CACHE);
  for (const file of FILES) if (!(await cache.match(file))) await cache.add(file);
}

/** Versions of the same app that this one follows; other apps of the origin keep theirs. */
async function forgetOthers() {
  const names = await caches.keys();
  const ours = async (name) => (await (await caches.open(name)).match(self.registration.scope)) !== undefined;
  for (const name of names) {
    if (name.startsWith("brooklet ") && name !== CACHE && (await ours(name))) await caches.delete(name);
  }
}

async function newestPage({ request, preloadResponse }) {
  try {
    const response = (await preloadResponse) ?? (await fetch(request));
    if (response.ok) return response;
  } catch {
    // The network is cut: the page is stored.
  }
  return (await caches.match(self.registration.scope, { ignoreSearch: true })) ?? Response.error();
}

async function stored(request) {
  const cache = await caches.open(CACHE);
  const known = await cache.match(request, { ignoreVary: true });
  if (known) return known;
  const response = await fetch(request);
  const isLater = LATER.some((address) => absolute(address) === request.url);
  if (response.ok && isLater) await cache.put(request, response.clone());
  return response;
}

function absolute(address) {
  return new URL(address, self.registration.scope).href;
}
