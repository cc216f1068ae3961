// The engine's side of the wire: a module worker that hands messages to engine.wasm and back.
//
// In come `{type: "boot", jspi}` and `{type: "engine", module, library}` in any order, then transferred
// ArrayBuffers, each one encoded message, `{type: "file", id, file}` with a file of the reader, and `{type: "signal",
// address}` where the stack cannot be suspended. Out go `{type: "ready", jspi}`, `{type: "fatal", reason,
// message}`, transferred ArrayBuffers, and `{type: "bytes", id, bytes}` with a Blob, or with an ArrayBuffer that is transferred.

// A page that carries these files in itself says where they are.
const at = (name) => globalThis.brookletAssets?.[name] ?? new URL(name, import.meta.url).href;
const glue = import(at(self.name === "brooklet-data" ? "engine-data.js" : "engine.js"));
// The browser takes tens of milliseconds to say this for the first time: it is asked while the engine is on its way.
const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const orders = {};

let engine;
let jspi = true;
let dead = false;
let working = false;
let pending = false;

self.onmessage = ({ data }) => {
  if (dead) return;
  if (data instanceof ArrayBuffer) return receive(new Uint8Array(data));
  if (data.type === "file") return engine?.receive_file(data.id, data.file);
  if (data.type === "signal") return engine?.receive_signal(data.address);
  orders[data.type] = data;
  if (orders.boot && orders.engine && !engine) boot().catch((error) => fatal(error, "load"));
};

// A rejected promise or a thrown error that nobody awaits, such as one out of a callback of the engine.
self.addEventListener("unhandledrejection", (event) => fatal(event.reason));
self.addEventListener("error", (event) => fatal(event.error ?? event.message));

async function boot() {
  const { module, library } = orders.engine;
  jspi = orders.boot.jspi !== false && canSuspend();
  makeInstantiable();
  const { default: instantiate, Host } = await glue;
  await instantiate({ module_or_path: module });
  try {
    engine = new Host(new Uint8Array(library), jspi, post, at, timeZone);
  } catch (error) {
    return fatal(error);
  }
  delete orders.engine;
  self.postMessage({ type: "ready", jspi });
}

function receive(bytes) {
  engine.receive(bytes);
  pending = true;
  if (!working) soon(work);
}

async function work() {
  if (working || dead) return;
  working = true;
  try {
    while (pending && !dead) {
      pending = false;
      if (jspi) await engine.work();
      else {
        await engine.prepared();
        engine.work_blocking();
      }
    }
  } catch (error) {
    fatal(error);
  }
  working = false;
}

function post(message, moved = []) {
  if (message instanceof ArrayBuffer) self.postMessage(message, [message]);
  else if (message.type === "fatal") fatal(message.message, message.reason);
  else self.postMessage(message, moved);
}

/** Says once that this instance is beyond use, and why. */
function fatal(error, reason = reasonOf(error)) {
  if (dead) return;
  dead = true;
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  console.error(`brooklet: the engine ended (${reason}): ${message}`, error?.stack ?? "");
  self.postMessage({ type: "fatal", reason, message });
}

/** What the engine died of, judged by what WebAssembly throws. */
function reasonOf(error) {
  const text = String(error?.message ?? error);
  if (error instanceof RangeError) return /call stack/i.test(text) ? "stack" : "memory";
  if (error?.name === "InternalError" || /out of bounds|stack/i.test(text)) return "stack";
  // Panics report themselves first; what is left of `unreachable` is an allocation that failed.
  return /unreachable|memory|alloc/i.test(text) ? "memory" : "panic";
}

function canSuspend() {
  return typeof WebAssembly.Suspending === "function" && typeof WebAssembly.promising === "function";
}

/** Lets one engine.wasm instantiate where the stack cannot be suspended; its blocking paths are used then. */
function makeInstantiable() {
  WebAssembly.JSTag ??= new WebAssembly.Tag({ parameters: ["externref"] });
  if (canSuspend()) return;
  WebAssembly.Suspending = function Suspending(callback) {
    return callback;
  };
  WebAssembly.promising = (callback) => callback;
}

/** Runs `task` after the messages that already wait. */
function soon(task) {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    task();
  };
  port2.postMessage(undefined);
}
