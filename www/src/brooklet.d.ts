/** What a file of an app may be given as: its text, its bytes, or where it can be fetched. */
export type FileSource = string | Uint8Array | ArrayBuffer | { url: string };

/** The engine of most apps, or the one with the packages of data, such as NumPy. */
export type EngineKind = "plain" | "data";

/** What an app is made of. */
export interface MountOptions {
  /** The script to run: a path among `files`. The default is `app.py`. */
  entrypoint?: string;
  /** The app's files by their path relative to the app's folder. */
  files: Record<string, FileSource>;
  /**
   * Packages: the addresses of pure-Python wheels (`…-none-any.whl`). Names are resolved by `brooklet run` and
   * `brooklet build`, from the `requirements.txt` of the app.
   */
  requirements?: (string | { url: string })[];
  /** Options of `config.toml` by section, such as `{ theme: { base: "dark" } }`, or by their dotted name. */
  config?: Record<string, unknown>;
  /** What `st.secrets` holds. It is readable by everyone who can open the page. */
  secrets?: Record<string, unknown>;
  /** Names the app's storage. The default is made from the page's address. */
  appId?: string;
  /**
   * `false` runs Python without suspending its stack, as in a browser that cannot: events wait for the
   * end of the run, and Stop starts a new Python. The default is to suspend where the browser can.
   */
  jspi?: boolean;
  /** Called with the app as soon as it exists, before its first run. */
  started?: (app: App) => void;
}

/** `compilationError` means that the script has a syntax error. */
export type AppState = "loading" | "initial" | "running" | "notRunning" | "compilationError";

/** The events of an app and what their `detail` holds. */
export interface AppEventMap {
  state: CustomEvent<{ state: AppState }>;
  /** The script does not compile: the message and the place, as Python prints them. */
  compileError: CustomEvent<{ text: string }>;
  console: CustomEvent<{ level: "log" | "warn" | "error"; text: string }>;
}

/** A running app. */
export interface App {
  /** Runs the script again with the values its widgets have. */
  rerun(): void;
  /** Ends the run under way. */
  stop(): void;
  /** Writes a file of the app. It takes effect at the next run; the session is kept. */
  writeFile(path: string, data: string | Uint8Array): void;
  /** Removes a file of the app. It takes effect at the next run; the session is kept. */
  removeFile(path: string): void;
  addEventListener<K extends keyof AppEventMap>(type: K, listener: (event: AppEventMap[K]) => void): void;
  removeEventListener<K extends keyof AppEventMap>(type: K, listener: (event: AppEventMap[K]) => void): void;
  /** Ends the app and empties its element. */
  dispose(): void;
}

/** Runs an app inside `root`; resolves when its first run has ended. */
export function mount(root: HTMLElement, options: MountOptions): Promise<App>;

/** `<brooklet-app src="app.py">`; `app` resolves when the first run has ended. */
export interface BrookletAppElement extends HTMLElement {
  readonly app?: Promise<App>;
  /** The app as soon as there is one, before its first run has ended. */
  readonly running?: App;
}

declare global {
  interface HTMLElementTagNameMap {
    "brooklet-app": BrookletAppElement;
  }
}
