// The app that is being written: its files, kept in this browser from edit to edit.

const KEPT = "brooklet playground project";

/** Files by path: text, or bytes where they are no text. */
export class Project {
  constructor(files, { name = "app", entrypoint = "app.py" } = {}) {
    this.files = new Map(Object.entries(files));
    this.name = name;
    this.entrypoint = this.files.has(entrypoint) ? entrypoint : this.firstScript();
  }

  /** The script that stands at the top, `app.py` and `streamlit_app.py` before others. */
  firstScript() {
    const scripts = [...this.files.keys()].filter((path) => path.endsWith(".py"));
    const rank = (path) => ["app.py", "streamlit_app.py", "main.py"].indexOf(path) >>> 0;
    const [first] = scripts.sort((a, b) => a.split("/").length - b.split("/").length || rank(a) - rank(b));
    if (!first) throw new Error("There is no Python script among these files.");
    return first;
  }

  /** The paths: the entry script, then the others by name. */
  get paths() {
    const others = [...this.files.keys()].filter((path) => path !== this.entrypoint);
    return [this.entrypoint, ...others.sort()];
  }

  isText(path) {
    return typeof this.files.get(path) === "string";
  }

  /** What is wrong with a path for a new file, if anything. */
  objection(path) {
    if (!/^[^/\\][^\\]*$/.test(path) || path.endsWith("/")) return "A path such as pages/more.py is needed.";
    if (path.split("/").some((part) => part === ".." || part === "." || part === "")) return "The path must stay in the app's folder.";
    if (this.files.has(path)) return `${path} is already there.`;
    return undefined;
  }

  /** All of it as plain data. */
  toJSON() {
    const files = {};
    for (const [path, content] of this.files) {
      files[path] = typeof content === "string" ? content : { base64: toBase64(content) };
    }
    return { name: this.name, entrypoint: this.entrypoint, files };
  }

  static from(data) {
    if (typeof data?.files !== "object" || data.files === null) throw new Error("This is not an app.");
    const files = {};
    for (const [path, content] of Object.entries(data.files)) {
      if (typeof content !== "string" && typeof content?.base64 !== "string") throw new Error("This is not an app.");
      files[path] = typeof content === "string" ? content : fromBase64(content.base64);
    }
    return new Project(files, data);
  }
}

/** Keeps a project for the next visit; false where the browser has no room or forbids it. */
export function keep(project) {
  try {
    localStorage.setItem(KEPT, JSON.stringify(project));
    return true;
  } catch {
    return false;
  }
}

/** The project of the last visit. */
export function kept() {
  try {
    const text = localStorage.getItem(KEPT);
    return text === null ? undefined : Project.from(JSON.parse(text));
  } catch {
    return undefined;
  }
}

export function toBase64(bytes) {
  let letters = "";
  for (let at = 0; at < bytes.length; at += 0x8000) letters += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(letters);
}

export function fromBase64(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
