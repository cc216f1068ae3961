// Brooklet: Streamlit apps in a web page. `mount` puts an app into an element; `<brooklet-app>` does the same in HTML.
//
// The downloads and the first worker start when this module is imported, so that they are under way
// before the page's own code asks for an app.

/** A page that carries these files in itself says where they are: addresses by name. */
const carried = globalThis.brookletAssets;
const base = carried ? "data:," : new URL("./", import.meta.url).href;
const at = (name) => carried?.[name] ?? base + name;
const downloadBytes = Number("@DOWNLOAD_BYTES@") || 0;

/** Workers that still wait for the engine: they are told how far its download is. */
const waiting = new Set();
let loaded = 0;
/** @type {Promise<{ module: WebAssembly.Module, library: ArrayBuffer }> | undefined} */
let engine = loadEngine();
let spare = typeof Worker === "function" ? start() : undefined;
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
  return mountPage(root, { entrypoint: "app.py", ...options, files, base, assets: carried ?? {}, load, spawn });
}

/** A script of the package that few apps need. */
async function load(name) {
  const script = await import(at(name));
  script.prepare?.(at);
  return script;
}

/** A worker that has the engine or gets it as soon as it is there. */
function spawn() {
  const worker = spare ?? start();
  spare = undefined;
  return worker;
}

function start() {
  engine ??= loadEngine();
  const worker = newWorker();
  waiting.add(worker);
  engine.then(
    (parts) => {
      waiting.delete(worker);
      worker.postMessage({ type: "engine", ...parts });
    },
    (error) => {
      waiting.delete(worker);
      say(worker, { type: "fatal", reason: "load", message: error.message });
    },
  );
  queueMicrotask(() => waiting.has(worker) && say(worker, progress()));
  return worker;
}

/** A browser starts workers of its own origin only, so a foreign worker.js is imported by one made here. */
function newWorker() {
  const url = new URL(at("worker.js"));
  if (carried) return new Worker(url, { name: "brooklet" });
  if (url.origin === location.origin) return new Worker(url, { type: "module", name: "brooklet" });
  const local = URL.createObjectURL(new Blob([`import ${JSON.stringify(url.href)};`], { type: "text/javascript" }));
  const worker = new Worker(local, { type: "module", name: "brooklet" });
  setTimeout(() => URL.revokeObjectURL(local), 60_000);
  return worker;
}

/** The compiled engine and the standard library; kept, so that a new worker needs no download. */
async function loadEngine() {
  loaded = 0;
  try {
    const [module, library] = await Promise.all([compile("engine_bg.wasm"), bytes("stdlib.bin")]);
    return { module, library };
  } catch (error) {
    engine = undefined;
    throw error;
  }
}

async function compile(name) {
  const response = await get(name);
  count(response.clone());
  if (response.headers.get("content-type")?.startsWith("application/wasm")) {
    return WebAssembly.compileStreaming(response);
  }
  return WebAssembly.compile(await response.arrayBuffer());
}

async function bytes(name) {
  const response = await get(name);
  count(response.clone());
  return response.arrayBuffer();
}

async function get(name) {
  const url = at(name);
  const response = await fetch(url, { credentials: "same-origin" });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response;
}

/** Reads a copy of a download only to tell the workers how far it is. */
async function count(response) {
  try {
    for (let reader = response.body.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) return;
      loaded += value.byteLength;
      for (const worker of waiting) say(worker, progress());
    }
  } catch {
    // The download itself reports what went wrong.
  }
}

function progress() {
  return { type: "progress", loaded, total: Math.max(downloadBytes, loaded) };
}

/** Delivers a message as if it came from the worker. */
function say(worker, data) {
  worker.dispatchEvent(new MessageEvent("message", { data }));
}

async function loadPage() {
  const module = import(at("page.js"));
  const wasm = fetch(at("page_bg.wasm"), { credentials: "same-origin" });
  const { default: instantiate, ...exports } = await module;
  await instantiate({ module_or_path: wasm });
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
  const response = await fetch(url);
  if (!response.ok) throw new Error(`brooklet: the file ${path} cannot be loaded: ${url.href} answered ${response.status}.`);
  return new Uint8Array(await response.arrayBuffer());
}

/**
 * `<brooklet-app src="app.py" files="data.csv pages/two.py">`: an app as an element. Addresses are relative
 * to the document; a file's path in the app is its address relative to the folder of `src`. `config` is a
 * JSON object, `jspi="off"` forces the fallback, and `offline` names a service worker, which is registered
 * after the first run so that it takes nothing from the start.
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
    if (offline) this.app.finally(() => navigator.serviceWorker?.register(new URL(offline, document.baseURI)));
  }

  disconnectedCallback() {
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.running?.dispose();
      this.running = this.app = undefined;
    });
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
