// What a reader has uploaded, recorded or photographed is there again when the session goes on.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { bench, eventually } from "./harness.mjs";

let on;
before(async () => (on = await bench()));
after(() => on?.close());

const STATION = `
import streamlit as st
for file in st.file_uploader("Files", accept_multiple_files=True):
    st.text(f"{file.name} of {file.size}: {file.read(6)};")
with st.form("f"):
    note = st.file_uploader("Note")
    st.form_submit_button("Send")
st.text(f"sent {note and note.read()};")
sound = st.audio_input("Voice")
st.text(f"sound {bool(sound and sound.read()[:4] == b'RIFF')};")
photo = st.camera_input("Photo")
st.text(f"photo {bool(photo and photo.read()[:2] == b'\\xff\\xd8')};")
`;

const text = (name, content) => ({ name, mimeType: "text/plain", buffer: Buffer.from(content) });

/** How many files are stored for pages that come later, and for how many of them. */
function stored(app) {
  return app.page.evaluate(async () => {
    const done = (request) => new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
    const found = (await indexedDB.databases()).find(({ name }) => name.startsWith("brooklet-uploads:"));
    if (!found) return [0, 0];
    const database = await done(indexedDB.open(found.name));
    const counts = ["files", "owners"].map((name) => done(database.transaction(name).objectStore(name).count()));
    return Promise.all(counts).finally(() => database.close());
  });
}

async function holds(app, files, owners, what) {
  await eventually(app.page, async () => String(await stored(app)) === `${files},${owners}`, what);
}

function choose(app, label, ...files) {
  const field = app.app.getByTestId("stFileUploader").filter({ hasText: label });
  return field.getByTestId("stFileUploaderDropzoneInput").setInputFiles(files);
}

test("uploads, recordings and photographs are there after a reload, and go when they are given up", async () => {
  const app = await on.open(STATION, { config: { client: { restoreSession: "always" } } });
  await choose(app, "Files", text("a.txt", "first file"), text("b.bin", "second"));
  await app.sees("b.bin of 6: b'second';");
  await choose(app, "Note", text("c.txt", "third"));
  await eventually(app.page, () => app.app.locator("video").evaluate((video) => video.videoWidth > 0), "a picture");
  await app.app.getByRole("button", { name: "Take Photo" }).click();
  await app.sees("photo True;");
  const time = app.app.getByTestId("stAudioInputWaveformTimeCode");
  await app.app.getByRole("button", { name: "Record" }).click();
  await time.getByText("00:01").waitFor();
  await app.app.getByRole("button", { name: "Stop recording" }).click();
  await app.sees("sound True;");
  await app.idle();
  await holds(app, 5, 1, "all are stored");
  const stands = async () => {
    await app.sees("a.txt of 10: b'first ';");
    await app.sees("b.bin of 6: b'second';");
    await app.sees("photo True;");
    await app.sees("sound True;");
    await time.getByText("00:01").waitFor();
    await app.idle();
    assert.deepEqual(await app.app.getByTestId("stFileChipName").allTextContents(), ["a.txt", "b.bin", "c.txt"]);
    await holds(app, 5, 1, "they stay stored, of one page");
  };
  for (let reload = 0; reload < 2; reload++) {
    await app.page.reload();
    await stands();
  }
  await app.button("Send").click();
  await app.sees("sent b'third';");
  const other = await app.anotherTab();
  await other.sees("sound False;");
  assert.equal(await other.app.getByTestId("stFileChip").count(), 0);
  await other.page.close();
  await app.app.getByRole("button", { name: "Remove a.txt" }).click();
  await app.app.getByText("a.txt of").waitFor({ state: "detached" });
  await app.idle();
  await app.rerun();
  await app.idle();
  await holds(app, 4, 1, "what is given up is stored no more");
  app.hasNoProblems();
  await app.close();
});

test("a discarded tab has its uploads; after a reload by hand nothing of them is left", async () => {
  const app = await on.open(STATION);
  await choose(app, "Files", text("a.txt", "first file"));
  await app.sees("a.txt of 10");
  await app.idle();
  await holds(app, 1, 1, "it is stored");
  await app.page.addInitScript(() => {
    Object.defineProperty(Document.prototype, "wasDiscarded", { get: () => sessionStorage.discarded === "1" });
  });
  await app.page.evaluate(() => (sessionStorage.discarded = "1"));
  await app.page.reload();
  await app.sees("a.txt of 10: b'first ';");
  await app.idle();
  await app.page.evaluate(() => (sessionStorage.discarded = "0"));
  await app.page.reload();
  await app.sees("sent None;");
  await app.idle();
  assert.equal(await app.app.getByTestId("stFileChip").count(), 0);
  await holds(app, 0, 0, "nothing is left");
  app.hasNoProblems();
  await app.close();
});

test("an upload for which there is no room is named, and nothing else is lost", async () => {
  const app = await on.open(STATION, { config: { client: { restoreSession: "always" } } });
  const devtools = await app.page.context().newCDPSession(app.page);
  await devtools.send("Storage.overrideQuotaForOrigin", { origin: on.server.url, quotaSize: 3_000_000 });
  await choose(app, "Files", text("small.txt", "small file"), { name: "large.bin", mimeType: "", buffer: Buffer.alloc(8_000_000, "x") });
  await app.sees("large.bin of 8000000: b'xxxxxx';");
  await app.idle();
  const says = (words) => eventually(app.page, async () => (await app.printed()).includes(words), words);
  await says("The uploaded file large.bin is not stored, and lasts until this page goes: there is no room left.");
  await app.page.reload();
  await app.sees("small.txt of 10: b'small ';");
  await app.idle();
  assert.equal(await app.app.getByText("large.bin").count(), 0);
  await says("uploaded files that are not stored: large.bin.");
  app.hasNoProblems();
  await app.close();
});
