// Brooklet: Streamlit apps in a web page. `mount` puts an app into an element; `<brooklet-app>` does the same in HTML.
//
// The downloads and the first worker start when this module is imported, so that they are under way
// before the page's own code asks for an app.

/** How long a reader has the machine alone after the first run. */
const UNDISTURBED_MS = 2_000;

/** A network that brings the page's script, 25 kB when compressed, in this time brings an engine in some three seconds. */
const QUICK_MS = 30;

/** A page that carries these files in itself says where they are: addresses by name. */
const carried = globalThis.brookletAssets;
const base = carried ? "data:," : new URL("./", import.meta.url).href;
const at = (name) => carried?.[name] ?? base + name;
/** In the folder of a built app: what is stored of a file never ages. */
const isHashed = /-[0-9a-f]{16}\/$/.test(base);
const downloadBytes = { plain: Number("@DOWNLOAD_BYTES@") || 0, data: Number("@DATA_BYTES@") || 0 };
/** Whether there is an engine with data. */
const hasData = carried ? "engine-data_bg.wasm" in carried : downloadBytes.data > 0;

/** Which engine is loaded ahead: what the page's element says. @type {import("./brooklet.d.ts").EngineKind} */
const ahead = hasData && globalThis.document?.querySelector("brooklet-app[engine=data], [data-engine=data]") ? "data" : "plain";
/** Workers that still wait for their engine: they are told how far its download is. */
const waiting = { plain: new Set(), data: new Set() };
const loaded = { plain: 0, data: 0 };
/** @type {Record<string, Promise<{ module: WebAssembly.Module, library: ArrayBuffer }> | undefined>} */
const engines = { plain: undefined, data: undefined };
/** The standard library, which both have. @type {Promise<ArrayBuffer> | undefined} */
let library;
let spare = typeof Worker === "function" ? start(ahead) : undefined;
const page = loadPage();

/**
 * Runs an app inside `root` and resolves when its first run has ended.
 * @param {HTMLElement} root
 * @param {import("./brooklet.d.ts").MountOptions} options
 * @returns {Promise<import("./brooklet.d.ts").App>}
 */
export async function mount(root, options) {
  const files = loadFiles({ ...options.files, ...wheels(options.requirements ?? []) });
  files.catch(() => {});
  const { mount: mountPage } = await page;
  return mountPage(root, {
    entrypoint: "app.py",
    ...options,
    files,
    base,
    assets: carried ?? {},
    engine: ahead,
    hasData,
    load,
    spawn,
  });
}

/** A script of the package that few apps need. */
async function load(name) {
  const script = await import(at(name));
  script.prepare?.(at);
  return script;
}

/**
 * A worker that has an engine or gets it as soon as it is there.
 * @param {import("./brooklet.d.ts").EngineKind} kind
 */
function spawn(kind = "plain") {
  const worker = kind === ahead ? spare : undefined;
  if (!worker) return start(kind);
  spare = undefined;
  return worker;
}

/** @param {import("./brooklet.d.ts").EngineKind} kind */
function start(kind) {
  engines[kind] ??= loadEngine(kind);
  const worker = newWorker(kind);
  waiting[kind].add(worker);
  engines[kind].then(
    (parts) => {
      waiting[kind].delete(worker);
      worker.postMessage({ type: "engine", ...parts });
    },
    (error) => {
      waiting[kind].delete(worker);
      say(worker, { type: "fatal", reason: "load", message: error.message });
    },
  );
  queueMicrotask(() => waiting[kind].has(worker) && say(worker, progress(kind)));
  return worker;
}

/** A browser starts workers of its own origin only, so a foreign worker.js is imported by one made here. */
function newWorker(kind) {
  // It asks for its engine by this name before anything else is said to it.
  const name = kind === "data" ? "brooklet-data" : "brooklet";
  const url = new URL(at("worker.js"));
  if (carried) return new Worker(url, { name });
  if (url.origin === location.origin) return new Worker(url, { type: "module", name });
  const local = URL.createObjectURL(new Blob([`import ${JSON.stringify(url.href)};`], { type: "text/javascript" }));
  const worker = new Worker(local, { type: "module", name });
  setTimeout(() => URL.revokeObjectURL(local), 60_000);
  return worker;
}

/** A compiled engine and the standard library; kept, so that a new worker needs no download. */
async function loadEngine(kind) {
  try {
    return await insisting((cache) => downloadEngine(kind, cache));
  } catch (error) {
    engines[kind] = undefined;
    throw error;
  }
}

async function downloadEngine(kind, cache) {
  loaded[kind] = 0;
  try {
    library ??= bytes("stdlib.wasm", kind, cache);
    const [module, archive] = await Promise.all([compile(kind, cache), library]);
    return { module, library: archive };
  } catch (error) {
    library = undefined;
    throw error;
  }
}

async function compile(kind, cache) {
  const response = await get(kind === "data" ? "engine-data_bg.wasm" : "engine_bg.wasm", cache);
  const counted = count(response, kind);
  const isStreamed = response.headers.get("content-type")?.startsWith("application/wasm");
  const compiled = isStreamed
    ? WebAssembly.compileStreaming(response)
    : response.arrayBuffer().then((whole) => WebAssembly.compile(whole));
  const [module] = await Promise.all([compiled, counted]);
  return module;
}

async function bytes(name, kind, cache) {
  const response = await get(name, cache);
  const counted = count(response, kind);
  const [all] = await Promise.all([response.arrayBuffer(), counted]);
  return all;
}

/** What the server has answered in place of a file: to ask again changes nothing. */
class Refusal extends Error {}

/**
 * Tries a download that broke off again, past the cache of the browser: it breaks off what it has no room for,
 * as in a private window, and a network may do the same.
 * @template T
 * @param {(cache: RequestCache) => Promise<T>} download
 */
async function insisting(download) {
  /** @type {RequestCache} */
  let cache = "default";
  for (const pause of [0, 1_000]) {
    try {
      return await download(cache);
    } catch (error) {
      if (error instanceof Refusal) throw error;
    }
    await new Promise((resume) => setTimeout(resume, pause));
    cache = "no-store";
  }
  return download(cache);
}

/** @param {string} name @param {RequestCache} cache */
async function get(name, cache) {
  const url = at(name);
  const isStored = cache === "default" && isHashed && name.startsWith("engine") && navigator.serviceWorker?.controller;
  const response = (isStored && (await stored(url))) || (await fetch(url, { credentials: "same-origin", cache }));
  if (!response.ok) throw new Refusal(`${url} answered ${response.status}`);
  return response;
}

/**
 * What an earlier visit has left of a file: in the browser's cache, which keeps the compiled code of an engine with
 * it, or with the service worker.
 */
async function stored(url) {
  const known = await fetch(url, { cache: "only-if-cached", mode: "same-origin" }).catch(() => undefined);
  return known?.ok ? known : globalThis.caches?.match(url);
}

/** Whether nobody would see how far a download is: what copies it costs a start on a quick network a twentieth. */
function isQuick() {
  const [entry] = performance.getEntriesByName(at("page.js"), "resource");
  const script = /** @type {PerformanceResourceTiming | undefined} */ (entry);
  return script !== undefined && script.responseStart > 0 && script.responseEnd - script.responseStart < QUICK_MS;
}

/** Reads a copy of a download, if need be, to tell the workers how far it is, and fails where it breaks off. */
async function count(response, kind) {
  if (isQuick()) return;
  for (let reader = response.clone().body.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) return;
    loaded[kind] += value.byteLength;
    for (const worker of waiting[kind]) say(worker, progress(kind));
  }
}

function progress(kind) {
  return { type: "progress", loaded: loaded[kind], total: Math.max(downloadBytes[kind], loaded[kind]) };
}

/** Delivers a message as if it came from the worker. */
function say(worker, data) {
  worker.dispatchEvent(new MessageEvent("message", { data }));
}

async function loadPage() {
  const module = import(at("page.js"));
  // It is on its way before the module has come.
  const early = get("page_bg.wasm", "default");
  early.catch(() => {});
  const { default: instantiate, ...exports } = await module;
  await insisting((cache) => instantiate({ module_or_path: cache === "default" ? early : get("page_bg.wasm", cache) }));
  return exports;
}

/** Requirements as files of the app: wheels in its folder `site-packages`. */
function wheels(requirements) {
  return Object.fromEntries(requirements.map((requirement) => {
    const url = requirement.url ?? requirement;
    const name = decodeURIComponent(String(url).split(/[?#]/)[0].split("/").pop() ?? "");
    if (!name.endsWith(".whl")) {
      throw new Error(
        `brooklet: the requirement ${name} is not the address of a wheel (.whl). `
          + "Names are resolved by `brooklet run` and `brooklet build`, from requirements.txt.",
      );
    }
    if (!name.endsWith("-none-any.whl")) {
      throw new Error(`brooklet: ${name} is made for one kind of machine; a browser takes wheels that end in -none-any.whl.`);
    }
    return [`site-packages/${name}`, { url }];
  }));
}

async function loadFiles(files) {
  const entries = Object.entries(files).map(async ([path, file]) => [path, await contentOf(path, file)]);
  return Object.fromEntries(await Promise.all(entries));
}

async function contentOf(path, file) {
  if (typeof file === "string" || file instanceof Uint8Array) return file;
  if (file instanceof ArrayBuffer) return new Uint8Array(file);
  if (!file?.url) throw new TypeError(`brooklet: the file ${path} must be a string, a Uint8Array or {url}.`);
  const url = new URL(file.url, document.baseURI);
  return insisting(async (cache) => {
    const response = await fetch(url, { cache });
    if (!response.ok) throw new Refusal(`brooklet: the file ${path} cannot be loaded: ${url.href} answered ${response.status}.`);
    return new Uint8Array(await response.arrayBuffer());
  });
}

/**
 * `<brooklet-app src="app.py" files="data.csv pages/two.py">`: an app as an element. Addresses are relative
 * to the document; a file's path in the app is its address relative to the folder of `src`. `config` is a
 * JSON object, `jspi="off"` forces the fallback, and `offline` names a service worker, which is registered
 * a while after the first run so that it takes nothing from the start.
 */
class BrookletApp extends (globalThis.HTMLElement ?? Object) {
  /** Resolves to the app when its first run has ended. */
  app;
  /** The app as soon as there is one. */
  running;

  connectedCallback() {
    this.style.display ||= "block";
    if (this.app) return;
    this.app = mount(this, { ...this.#options(), started: (app) => this.#start(app) });
    const offline = this.getAttribute("offline");
    if (offline) this.app.finally(() => setTimeout(() => this.#keep(offline), UNDISTURBED_MS));
  }

  disconnectedCallback() {
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.running?.dispose();
      this.running = this.app = undefined;
    });
  }

  #keep(offline) {
    navigator.serviceWorker?.register(new URL(offline, document.baseURI));
  }

  #start(app) {
    if (!this.isConnected) return app.dispose();
    this.running = app;
    for (const type of ["state", "console"]) {
      app.addEventListener(type, ({ detail }) => this.dispatchEvent(new CustomEvent(type, { detail })));
    }
  }

  #options() {
    const source = new URL(this.getAttribute("src") ?? "app.py", document.baseURI);
    const entrypoint = decodeURIComponent(source.pathname.split("/").pop() ?? "");
    const files = { [entrypoint]: { url: source.href } };
    for (const name of this.#words("files")) files[decodeURIComponent(name)] = { url: new URL(name, source).href };
    const options = { entrypoint, files, requirements: this.#words("requirements") };
    if (this.hasAttribute("config")) options.config = JSON.parse(this.getAttribute("config") || "{}");
    if (this.hasAttribute("app-id")) options.appId = this.getAttribute("app-id");
    if (this.getAttribute("jspi") === "off") options.jspi = false;
    return options;
  }

  #words(attribute) {
    return (this.getAttribute(attribute) ?? "").split(/[\s,]+/).filter(Boolean);
  }
}

globalThis.customElements?.get("brooklet-app") ?? globalThis.customElements?.define("brooklet-app", BrookletApp);
