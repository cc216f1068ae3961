"""Requests that can be awaited, under the names that Pyodide gives them."""

import asyncio
import io
import json

import _fetch
from _pieces import Head

# Between two looks whether something has come, the loop does its other tasks.
_PAUSE = 0.005


class HttpStatusError(OSError):
    def __init__(self, status, status_text, url):
        kind = "Client" if status < 500 else "Server"
        super().__init__(f"{status} {kind} Error: {status_text} for url: {url}")
        self.status = status
        self.status_text = status_text
        self.url = url


class FetchResponse:
    """An answer whose status is there and whose body may be on its way."""

    def __init__(self, exchange, head):
        self._exchange = exchange
        self.status = head.status
        self.status_text = head.reason
        self.url = head.url
        self.redirected = head.redirected
        self.headers = dict(head.headers)
        self.ok = 200 <= head.status < 300
        self.body_used = False

    def raise_for_status(self):
        if self.status >= 400:
            raise HttpStatusError(self.status, self.status_text, self.url)

    async def bytes(self):
        if self.body_used:
            raise OSError("the body of this response has been read already")
        self.body_used = True
        body = bytearray()
        while (news := await _next(self._exchange))[0] == "piece":
            body += news[1]
        return bytes(body)

    buffer = bytes

    async def text(self):
        return (await self.bytes()).decode("utf-8", "replace")

    string = text

    async def json(self, **options):
        return json.loads(await self.bytes(), **options)

    async def memoryview(self):
        return memoryview(await self.bytes())


async def _next(exchange):
    while (news := exchange.poll()) is None:
        await asyncio.sleep(_PAUSE)
    return news


async def pyfetch(url, *, method="GET", headers=None, body=None, credentials="same-origin", **options):
    """Asks for an address, and lets other tasks go on meanwhile."""
    if options:
        raise TypeError(f"pyfetch() takes no {', '.join(options)} here")
    if isinstance(body, str):
        body = body.encode()
    pairs = list((headers or {}).items())
    exchange = _fetch.start(method.upper(), url, pairs, body, with_cookies=credentials == "include")
    return FetchResponse(exchange, Head(*(await _next(exchange))[1:]))


def open_url(url):
    """The text at an address, as a file."""
    import urllib.request

    with urllib.request.urlopen(url) as response:
        return io.StringIO(response.read().decode())
