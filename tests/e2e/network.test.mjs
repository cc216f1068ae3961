// Requests of a script in a browser, to a server that lets pages read its answers and to one that does not.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { bench } from "./harness.mjs";

let on;
let open;
let shut;
before(async () => {
  [on, open, shut] = await Promise.all([bench(), api(true), api(false)]);
});
after(() => Promise.all([on?.close(), open?.close(), shut?.close()]));

/** A server that says what it was asked; `cors` is whether pages of other origins may read it. */
async function api(cors) {
  const server = createServer(async (request, response) => {
    if (cors) {
      response.setHeader("Access-Control-Allow-Origin", "*");
      response.setHeader("Access-Control-Allow-Headers", "*");
      response.setHeader("Access-Control-Allow-Methods", "*");
      response.setHeader("Access-Control-Expose-Headers", "X-Kind");
    }
    if (request.method === "OPTIONS") return response.end();
    const path = request.url.split("?")[0];
    if (path === "/moved") return response.writeHead(302, { Location: "/echo" }).end();
    if (path === "/slow") return setTimeout(() => response.end("slow"), 5_000);
    if (path === "/lines") {
      response.setHeader("Content-Type", "text/plain; charset=utf-8");
      response.write("first\n");
      return setTimeout(() => response.end("second\nthird"), 700);
    }
    let body = "";
    for await (const piece of request) body += piece;
    const { method, url, headers } = request;
    response.writeHead(path === "/gone" ? 404 : 200, { "Content-Type": "application/json", "X-Kind": "echo" });
    response.end(JSON.stringify({ method, url, body, key: headers["x-key"], type: headers["content-type"] }));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.unref();
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close: () => (server.closeAllConnections(), server.close()),
  };
}

async function printed(script, options) {
  const app = await on.open(script, options);
  const text = await app.printed();
  await app.close();
  return text.trim();
}

const talk = () => `
import requests, urllib.request, urllib.error, json
at = ${JSON.stringify(open.url)}
r = requests.post(at + "/echo", params={"q": "a b"}, json={"x": 1}, headers={"X-Key": "k"}, timeout=10)
print(r.status_code, r.json(), r.headers["x-kind"])
print(requests.put(at + "/echo", data={"a": "ö"}).json()["body"], requests.get(at + "/gone").status_code)
print(requests.get(at + "/moved").url == at + "/echo", requests.delete(at + "/echo").json()["method"])
print(json.load(urllib.request.urlopen(at + "/echo?x"))["url"])
try:
    urllib.request.urlopen(at + "/gone")
except urllib.error.HTTPError as error:
    print(error, json.load(error)["method"])
try:
    requests.get("${shut.url}/echo")
except requests.exceptions.ConnectionError as error:
    print("CORS" in str(error), "or it does not let" in str(error))
try:
    requests.get("http://127.0.0.1:1/")
except requests.exceptions.ConnectionError as error:
    print("cannot be reached" in str(error), "CORS" in str(error))
try:
    requests.get(at + "/slow", timeout=0.2)
except requests.exceptions.Timeout as error:
    print(type(error).__name__)
print([*requests.get(at + "/lines", stream=True).iter_lines(decode_unicode=True)])
`;

const said = (blocked) => `200 {'method': 'POST', 'url': '/echo?q=a+b', 'body': '{"x": 1}', 'key': 'k', 'type': 'application/json'} echo
a=%C3%B6 404
True DELETE
/echo?x
HTTP Error 404: Not Found GET
True ${blocked}
True ${blocked}
ReadTimeout
['first', 'second', 'third']`;

test("a script talks to servers", async () => {
  assert.equal(await printed(talk()), said("False"));
});

test("it does so, too, where the browser cannot suspend it", async () => {
  assert.equal(await printed(talk(), { jspi: false }), said("True"));
});

test("an answer is read while it comes, and other tasks go on", async () => {
  const script = `
import asyncio, time, requests
from pyodide.http import pyfetch
begun = time.monotonic()
times = [time.monotonic() - begun for line in requests.get("${open.url}/lines", stream=True).iter_lines()]
print(times[0] < 0.5 < times[1])
async def get():
    return (await (await pyfetch("${open.url}/lines")).string()).splitlines()
async def tick():
    ticks = 0
    while ticks < 10:
        await asyncio.sleep(0.02)
        ticks += 1
    return ticks
async def main():
    begun = time.monotonic()
    print(await asyncio.gather(get(), get(), tick()), time.monotonic() - begun < 1.3)
asyncio.run(main())
`;
  assert.equal(
    await printed(script),
    "True\n[['first', 'second', 'third'], ['first', 'second', 'third'], 10] True",
  );
});

test("a click interrupts a script that waits for an answer", async () => {
  const app = await on.open(`
import requests, streamlit as st
if st.button("again"):
    st.write("clicked")
else:
    requests.get("${open.url}/slow")
    st.write("slow")
`, { wait: false });
  await app.page.getByRole("button", { name: "again" }).click();
  await app.page.getByText("clicked").waitFor({ timeout: 3_000 });
  await app.close();
});
