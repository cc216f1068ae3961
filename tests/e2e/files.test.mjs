// Bytes on their way: what a script gives to its reader, and what the reader gives to the script.

import assert from "node:assert/strict";
import { readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { bench, eventually } from "./harness.mjs";

let on;
before(async () => (on = await bench()));
after(() => on?.close());

async function contentOf(download) {
  return readFile(await download.path(), "utf8");
}

/** Presses a button and gives what the browser then saves. */
async function download(app, name) {
  const [saved] = await Promise.all([
    app.page.waitForEvent("download"),
    app.app.getByTestId("stDownloadButton").getByRole("button", { name }).click(),
  ]);
  return saved;
}

function choose(app, ...files) {
  return app.app.getByTestId("stFileUploaderDropzoneInput").setInputFiles(files);
}

const text = (name, content) => ({ name, mimeType: "text/plain", buffer: Buffer.from(content) });

test("a download gives the bytes of the run that drew it, though the run after has others", async () => {
  const app = await on.open(`import streamlit as st
n = st.session_state.setdefault("n", 0)
st.session_state.n += 1
st.download_button("Get", f"content {n}", "a.txt", key="d")
st.text(f"run {n}")
`);
  for (const n of [0, 1]) {
    await app.sees(`run ${n}`);
    const saved = await download(app, "Get");
    assert.equal(saved.suggestedFilename(), "a.txt");
    assert.equal(await contentOf(saved), `content ${n}`);
  }
  await app.sees("run 2");
  app.hasNoProblems();
  await app.close();
});

test("a deferred download is made at the click, and says what goes wrong", async () => {
  const app = await on.open(`import streamlit as st
st.session_state.setdefault("made", 0)
def make():
    st.session_state.made += 1
    return b"late"
st.download_button("Get", make, "late.bin", on_click="ignore")
st.download_button("Fail", lambda: 1 / 0, on_click="ignore")
st.text(f"made {st.session_state.made}")
`);
  const saved = await download(app, "Get");
  assert.equal(saved.suggestedFilename(), "late.bin");
  assert.equal(await contentOf(saved), "late");
  await app.sees("made 0");
  await app.rerun();
  await app.sees("made 1");
  await app.app.getByTestId("stDownloadButton").getByRole("button", { name: "Fail" }).click();
  await app.sees("it raised: division by zero");
  app.hasNoProblems();
  await app.close();
});

const UPLOAD = `import streamlit as st
files = st.file_uploader("Data", accept_multiple_files=True)
for f in files: st.text(f"{f.name} {f.type} {f.size} {f.read()} {f.tell()}")
st.text(f"{len(files)} files")
if st.button("Again"): pass
`;

for (const jspi of [true, false]) {
  test(`files reach the script, one after the other, and go again ${jspi ? "with" : "without"} JSPI`, async () => {
    const app = await on.open(UPLOAD, jspi ? {} : { jspi });
    await app.sees("0 files");
    await choose(app, text("a.txt", "äb"), text("b.txt", ""));
    await app.sees("a.txt text/plain 3 b'\\xc3\\xa4b' 3");
    await app.sees("b.txt text/plain 0 b'' 0");
    await choose(app, text("c.txt", "c"));
    await app.sees("3 files");
    await app.button("Again").click();
    await app.idle();
    await app.sees("a.txt text/plain 3 b'\\xc3\\xa4b' 3");
    await app.app.getByRole("button", { name: "Remove a.txt" }).click();
    await app.sees("2 files");
    app.hasNoProblems();
    await app.close();
  });
}

test("files outlive the engine", async () => {
  const app = await on.open(`${UPLOAD}
if st.button("Hang"):
    import re
    re.match("(a*)*b", "a" * 50)
`);
  await choose(app, text("a.txt", "abc"));
  await app.sees("a.txt text/plain 3 b'abc' 3");
  await app.button("Hang").click();
  await app.running();
  await app.stopButton.click();
  await app.sees("did not answer and was ended");
  await app.rerun();
  await app.idle();
  await app.sees("a.txt text/plain 3 b'abc' 3");
  app.hasNoProblems();
  await app.close();
});

test("a file of another kind or too large is refused with a reason", async () => {
  const app = await on.open(`import streamlit as st
f = st.file_uploader("Data", type="csv", max_upload_size=1)
st.text(f and f.name)
`);
  await choose(app, text("a.txt", "abc"));
  await app.sees("text/plain files are not allowed.");
  await choose(app, { name: "b.csv", mimeType: "text/csv", buffer: Buffer.alloc(1_000_001) });
  await app.sees("File must be 1.0MB or smaller.");
  await choose(app, text("c.csv", "1,2"));
  await app.sees("c.csv");
  app.hasNoProblems();
  await app.close();
});

test("a form holds files back and is empty after it was sent", async () => {
  const app = await on.open(`import streamlit as st
with st.form("f", clear_on_submit=True):
    f = st.file_uploader("Data")
    st.form_submit_button("Send")
st.text(f"has {f.read() if f else None}")
`);
  await choose(app, text("a.txt", "abc"));
  await app.app.getByTestId("stFileChip").waitFor();
  await app.sees("has None");
  await app.app.getByRole("button", { name: "Send" }).click();
  await app.sees("has b'abc'");
  await app.app.getByTestId("stFileChip").waitFor({ state: "detached" });
  app.hasNoProblems();
  await app.close();
});

test("a file of 200 MB is read, and given out again and again as the same bytes", async () => {
  const path = join(tmpdir(), `brooklet-${process.pid}.bin`);
  await writeFile(path, Buffer.alloc(200_000_000, 7));
  try {
    const app = await on.open(`import streamlit as st
f = st.file_uploader("Data")
if f:
    data = f.getvalue()
    st.text(f"{len(data)} {data[-1]} {f.read() is data}")
st.button("Again")
`);
    await app.app.getByTestId("stFileUploaderDropzoneInput").setInputFiles(path);
    await app.sees("200000000 7 True");
    await app.idle();
    for (let run = 0; run < 3; run++) {
      await app.button("Again").click();
      await app.idle();
    }
    await app.sees("200000000 7 True");
    assert.ok(await app.isAlive());
    app.hasNoProblems();
    await app.close();
  } finally {
    await rm(path);
  }
});

test("a message with files is sent by keyboard", async () => {
  const app = await on.open(`import streamlit as st
m = st.chat_input("Say", accept_file=True)
if m: st.text(f"{m.text}: {[(f.name, f.read()) for f in m.files]}")
`);
  const strip = app.page.getByTestId("stBottom");
  await strip.locator("input[type=file]").setInputFiles([text("a.txt", "abc")]);
  await strip.getByTestId("stFileChip").waitFor();
  await strip.getByRole("textbox", { name: "Say" }).fill("look");
  await app.page.keyboard.press("Enter");
  await app.sees("look: [('a.txt', b'abc')]");
  assert.equal(await strip.getByRole("textbox").inputValue(), "");
  assert.equal(await strip.getByTestId("stFileChip").count(), 0);
  app.hasNoProblems();
  await app.close();
});

test("the camera takes a photograph and the microphone a recording", async () => {
  const app = await on.open(`import streamlit as st, wave
photo = st.camera_input("Face", resolution="480p")
st.text(f"photo {photo and (photo.type, photo.getvalue()[:2])}")
sound = st.audio_input("Voice", sample_rate=8000)
if sound:
    with wave.open(sound) as w: st.text(f"sound {w.getnchannels()} {w.getframerate()} {w.getnframes() > 1000}")
`);
  const video = app.app.locator("video");
  await eventually(app.page, () => video.evaluate((video) => video.videoWidth > 0), "a picture");
  await app.app.getByRole("button", { name: "Take Photo" }).click();
  await app.sees("photo ('image/jpeg', b'\\xff\\xd8')");
  await app.app.getByRole("button", { name: "Clear photo" }).click();
  await app.sees("photo None");
  await app.app.getByRole("button", { name: "Record" }).click();
  await app.app.getByTestId("stAudioInputWaveformTimeCode").getByText("00:01").waitFor();
  await app.app.getByRole("button", { name: "Stop recording" }).click();
  await app.sees("sound 1 8000 True");
  await app.app.getByRole("button", { name: "Clear recording" }).click();
  await app.misses("sound 1 8000 True");
  app.hasNoProblems();
  await app.close();
});
