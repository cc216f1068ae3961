// The two stores that a browser has for what an app writes, beside each other: the database that we use, and
// files of the origin (OPFS) with the synchronous handles that only workers get.

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { median, openTab } from "./browser.mjs";

const WORKLOADS = { "one file of 10 MB": [1, 10_000_000], "1,000 files of 1 KB": [1000, 1000], "a file of 1 KB": [1, 1000] };

const WORKER = `
const opened = () => new Promise((resolve, reject) => {
  const request = indexedDB.open("stores", 1);
  request.onupgradeneeded = () => request.result.createObjectStore("files");
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});
const stores = {
  async database() {
    const database = await opened();
    const ended = (transaction) => new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
    return {
      // All of them or none: one transaction.
      async write(contents) {
        const transaction = database.transaction("files", "readwrite");
        const files = transaction.objectStore("files");
        contents.forEach((content, name) => files.put(content, String(name)));
        transaction.commit();
        await ended(transaction);
      },
      async read() {
        const transaction = database.transaction("files");
        const request = transaction.objectStore("files").getAll();
        await ended(transaction);
        return request.result.reduce((sum, content) => sum + content.length, 0);
      },
    };
  },
  async files() {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("stores", { create: true });
    return {
      async write(contents) {
        for (const [name, content] of contents.entries()) {
          const file = await folder.getFileHandle(String(name), { create: true });
          const handle = await file.createSyncAccessHandle();
          handle.truncate(0);
          handle.write(content);
          handle.flush();
          handle.close();
        }
      },
      async read() {
        let sum = 0;
        for await (const file of folder.values()) {
          const handle = await file.createSyncAccessHandle();
          const content = new Uint8Array(handle.getSize());
          sum += handle.read(content);
          handle.close();
        }
        return sum;
      },
    };
  },
};
onmessage = async ({ data: { store, does, count, size } }) => {
  const contents = Array.from({ length: does === "write" ? count : 0 }, () => {
    const content = new Uint8Array(size);
    for (let at = 0; at < size; at += 65536) crypto.getRandomValues(content.subarray(at, Math.min(at + 65536, size)));
    return content;
  });
  const begin = performance.now();
  const opened = await stores[store]();
  const bytes = await opened[does](contents);
  postMessage({ ms: performance.now() - begin, bytes });
};
`;

/** Makes the page; gives what serves it. */
export async function prepareStores(folder) {
  const page = join(folder, "stores");
  await mkdir(page);
  await writeFile(join(page, "worker.js"), WORKER);
  await writeFile(join(page, "index.html"), '<!doctype html><title>Stores</title><link rel="icon" href="data:,">');
  return { "/stores/": page };
}

/** Medians in milliseconds, `[{name, database, files}]`, each from a worker that has just begun. */
export async function compareStores(browser, server, turns) {
  const rows = [];
  for (const [workload, [count, size]] of Object.entries(WORKLOADS)) {
    const taken = { write: { database: [], files: [] }, read: { database: [], files: [] } };
    for (let turn = 0; turn < turns; turn++) {
      const context = await browser.newContext();
      const page = await openTab(context);
      await page.goto(`${server.url}/stores/`);
      for (const store of ["database", "files"]) {
        for (const does of ["write", "read"]) {
          const { ms, bytes } = await page.evaluate(ask, { store, does, count, size });
          if (does === "read" && bytes !== count * size) throw new Error(`${bytes} bytes are there instead of ${count * size}`);
          taken[does][store].push(ms);
        }
      }
      await context.close();
    }
    for (const [does, name] of [["write", "written"], ["read", "read"]]) {
      rows.push({ name: `${workload}: ${name}`, database: median(taken[does].database), files: median(taken[does].files) });
    }
  }
  return rows;
}

const ask = (question) => new Promise((resolve, reject) => {
  const worker = new Worker("worker.js");
  worker.onmessage = ({ data }) => {
    worker.terminate();
    resolve(data);
  };
  worker.onerror = (event) => reject(new Error(event.message));
  worker.postMessage(question);
});
