// Python's standard library in a browser: what its table says holds here, too.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { bench, root } from "./harness.mjs";

let on;
before(async () => (on = await bench()));
after(() => on?.close());

/** What a script prints. */
async function printed(script, options) {
  const app = await on.open(script, options);
  const text = await app.printed();
  app.hasNoProblems();
  await app.close();
  return text.trim();
}

test("every module of the table is as it says", async () => {
  const table = await readFile(join(root, "crates/stdlib/README.md"), "utf8");
  const rows = [...table.matchAll(/^\| `(\S+)` \| (\w+) \|/gm)];
  const names = rows.map(([, name]) => name);
  const missing = rows.filter(([, , state]) => state === "cannot").map(([, name]) => name);
  assert.ok(names.length > 250);
  const script = `
import contextlib, io, warnings
warnings.simplefilter("ignore")
for name in ${JSON.stringify(names)}:
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            __import__(name)
    except ModuleNotFoundError as error:
        print(error.name)
`;
  assert.deepEqual((await printed(script)).split("\n"), missing);
});

test("characters are known by their names", async () => {
  const script = `
print("\\N{SNOWMAN}\\N{latin small letter e with acute}\\N{CJK UNIFIED IDEOGRAPH-4E2D}\\N{HANGUL SYLLABLE GAG}")
import unicodedata
print([unicodedata.name(character) for character in "aé中각\\U00017000-"])
print(unicodedata.lookup("GREEK SMALL LETTER ALPHA"), unicodedata.name("\\0", None), "é".encode("ascii", "namereplace"))
try:
    compile(r'"\\N{no such name}"', "x", "eval")
except SyntaxError as error:
    print(type(error).__name__)
`;
  assert.equal(await printed(script), [
    "☃é中각",
    "['LATIN SMALL LETTER A', 'LATIN SMALL LETTER E WITH ACUTE', 'CJK UNIFIED IDEOGRAPH-4E2D', 'HANGUL SYLLABLE GAG', 'TANGUT IDEOGRAPH-17000', 'HYPHEN-MINUS']",
    "α None b'\\\\N{LATIN SMALL LETTER E WITH ACUTE}'",
    "SyntaxError",
  ].join("\n"));
});

test("time zones are known, and local time is the browser's", async () => {
  const script = `
import datetime, time
from zoneinfo import ZoneInfo
noon = datetime.datetime(2024, 7, 1, 12, tzinfo=ZoneInfo("Europe/Berlin"))
print(noon.tzname(), noon.astimezone(ZoneInfo("Asia/Kolkata")))
print(noon.astimezone(), time.strftime("%z", time.localtime(0)), datetime.datetime(2024, 1, 1).timestamp())
`;
  assert.equal(
    await printed(script, { context: { timezoneId: "America/New_York" } }),
    "CEST 2024-07-01 15:30:00+05:30\n2024-07-01 06:00:00-04:00 -0500 1704085200.0",
  );
});

test("threads and coroutines run", async () => {
  const script = `
import asyncio, concurrent.futures, queue, threading, time
done = queue.Queue()
for number in range(3):
    threading.Thread(target=done.put, args=(number,)).start()
print([done.get() for _ in range(3)])
with concurrent.futures.ThreadPoolExecutor() as pool:
    print(list(pool.map(abs, [-1, -2])))
try:
    done.get()
except RuntimeError as error:
    print(str(error)[:27])
async def late(number):
    await asyncio.sleep(number / 20)
    return number
async def main():
    return await asyncio.gather(late(2), late(1), asyncio.to_thread(len, "abc"))
begin = time.monotonic()
print(asyncio.run(main()), time.monotonic() - begin < 0.15)
`;
  assert.equal(
    await printed(script),
    "[0, 1, 2]\n[1, 2]\nthis would wait for ever: t\n[2, 1, 3] True",
  );
});

test("a script that waits for a coroutine is stopped", async () => {
  const app = await on.open("import asyncio\nprint('waiting')\nasyncio.run(asyncio.sleep(3600))", { wait: false });
  await app.running();
  await app.stopButton.click();
  await app.idle();
  app.hasNoProblems();
  await app.close();
});

test("files are written, packed and read again", async () => {
  const script = `
import gzip, os, pathlib, shutil, tarfile, tempfile, zipfile
folder = pathlib.Path(tempfile.mkdtemp())
(folder / "deep").mkdir()
(folder / "deep" / "text").write_text("hällo\\n" * 3)
for kind in ("zip", "gztar", "bztar", "xztar"):
    packed = shutil.make_archive(f"packed-{kind}", kind, folder)
    shutil.unpack_archive(packed, kind)
    print(os.path.basename(packed), len(open(f"{kind}/deep/text").readlines()))
try:
    open("none/file", "w")
except OSError as error:
    print(error, shutil.disk_usage("/").free > 0)
print(gzip.decompress(gzip.compress(b"abc")), sorted(path.name for path in pathlib.Path().glob("packed*zip")))
`;
  assert.equal(
    await printed(script),
    "packed-zip.zip 3\npacked-gztar.tar.gz 3\npacked-bztar.tar.bz2 3\npacked-xztar.tar.xz 3\n"
      + "[Errno 2] No such file or directory: 'none/file' True\nb'abc' ['packed-zip.zip']",
  );
});
