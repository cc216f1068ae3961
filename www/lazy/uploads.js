// Files that readers have handed over, stored for pages that go on with their sessions. Loaded when there are any.
//
// A file is stored under its id, and each page has a record of those that are its own: `{ ids, at }`. What no
// record names is swept, and so is the record of a page that nobody has come back to for long.

const [FILES, OWNERS] = ["files", "owners"];
/** What a browser calls it when there is no room. */
const FULL = "QuotaExceededError";
const NO_ROOM = "there is no room left";
const DAY_MS = 86_400_000;
/** How long the files of a tab that was closed wait for it: over a weekend and longer. */
const REST_MS = 7 * DAY_MS;

// What is done to the database is done in the order in which it is asked for.
let last = Promise.resolve();
const staying = new Set();

/** Stores a file of a page. It takes half of what is free at most: the rest is for what the app itself writes. */
export async function store(app, owner, id, file) {
  mark(app);
  stay(app, owner);
  const put = async () => {
    const { quota = Infinity, usage = 0 } = (await navigator.storage?.estimate()) ?? {};
    if (file.size > (quota - usage) / 2) throw new DOMException(NO_ROOM, FULL);
    await change(app, async (files, owners) => {
      const own = await answer(owners.get(owner));
      owners.put({ ids: [...(own?.ids ?? []), id], at: Date.now() }, owner);
      files.put(file, id);
    });
  };
  return inTurn(async () => {
    try {
      await put();
    } catch (error) {
      if (error?.name !== FULL) throw error;
      // Those of tabs that were closed make room.
      await change(app, (files, owners) => clean(files, owners, undefined, DAY_MS));
      await put();
    }
  }).catch((error) => {
    throw error?.name === FULL ? new Error(NO_ROOM) : error;
  });
}

/** Stores a file of a page no more. */
export async function discard(app, owner, id) {
  return inTurn(() =>
    change(app, async (files, owners) => {
      const own = await answer(owners.get(owner));
      const ids = (own?.ids ?? []).filter((other) => other !== id);
      if (ids.length) owners.put({ ids, at: Date.now() }, owner);
      else owners.delete(owner);
      files.delete(id);
    }),
  );
}

/** Gives a page those files of a former one that are there, as pairs of id and file; the others go. */
export async function take(app, owner, former, ids) {
  mark(app);
  stay(app, owner);
  return inTurn(() =>
    change(app, async (files, owners) => {
      const [record, ...found] = await Promise.all([owners.get(former), ...ids.map((id) => files.get(id))].map(answer));
      const pairs = ids.map((id, place) => [id, found[place]]).filter(([, file]) => file instanceof Blob);
      const taken = pairs.map(([id]) => id);
      for (const id of record?.ids ?? []) if (!taken.includes(id)) files.delete(id);
      owners.delete(former);
      if (taken.length) owners.put({ ids: taken, at: Date.now() }, owner);
      return pairs;
    }),
  );
}

/** Removes what no page will ask for, and what a page has stored whose session has ended. */
export async function sweep(app, ended) {
  return inTurn(async () => {
    const rest = await change(app, (files, owners) => clean(files, owners, ended, REST_MS));
    if (!rest) localStorage.removeItem(nameOf(app));
  });
}

/** Removes the records that are older than `age`, with their files; says how many files stay. */
async function clean(files, owners, ended, age) {
  const [names, records, ids] = await Promise.all([owners.getAllKeys(), owners.getAll(), files.getAllKeys()].map(answer));
  const wanted = new Set();
  for (const [place, name] of names.entries()) {
    const { ids: own, at } = records[place];
    if (name === ended || at < Date.now() - age) owners.delete(name);
    else for (const id of own) wanted.add(id);
  }
  for (const id of ids) if (!wanted.has(id)) files.delete(id);
  return wanted.size;
}

/** Says once a day that a page is still there. */
function stay(app, owner) {
  if (staying.has(owner)) return;
  staying.add(owner);
  const touch = async (_files, owners) => {
    const own = await answer(owners.get(owner));
    if (own) owners.put({ ...own, at: Date.now() }, owner);
  };
  // What fails today is done tomorrow.
  setInterval(() => inTurn(() => change(app, touch)).catch(() => {}), DAY_MS / 2);
}

/** Lets pages that come later know that there is something to be swept. */
function mark(app) {
  localStorage.setItem(nameOf(app), "1");
}

function nameOf(app) {
  return `brooklet-uploads ${app}`;
}

function inTurn(act) {
  const turn = last.then(act);
  last = turn.then(() => {}, () => {});
  return turn;
}

/** Opens the database of an app, and resolves when all that `act` does is done, or none of it. */
async function change(app, act) {
  const request = indexedDB.open(`brooklet-uploads:${app}`, 1);
  request.onupgradeneeded = () => [FILES, OWNERS].forEach((name) => request.result.createObjectStore(name));
  const database = await answer(request);
  try {
    const transaction = database.transaction([FILES, OWNERS], "readwrite");
    const done = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
    const [result] = await Promise.all([act(transaction.objectStore(FILES), transaction.objectStore(OWNERS)), done]);
    return result;
  } finally {
    database.close();
  }
}

function answer(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
