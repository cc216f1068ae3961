"""The answer of a server as a file whose bytes come in pieces."""

import io

import _fetch


class Head:
    """How an answer begins: its status, the words beside it, its address and its headers."""

    def __init__(self, status, reason, url, redirected, headers):
        from http.client import responses

        self.status = status
        self.reason = reason or responses.get(status, "")
        self.url = url
        self.redirected = redirected
        self.headers = headers


class Pieces(io.RawIOBase):
    """The bytes of an answer. It waits for them for `timeout` seconds at a time."""

    def __init__(self, exchange, timeout=None):
        self._exchange = exchange
        self._timeout = timeout
        self._rest = memoryview(b"")

    @classmethod
    def of(cls, method, url, headers, body, timeout=None, **options):
        """Sends a request, and gives how the answer begins, and the rest of it."""
        exchange = _fetch.start(method, url, headers, body, timeout=timeout, **options)
        head = Head(*exchange.wait(timeout)[1:])
        return head, cls(exchange, timeout)

    def readable(self):
        return True

    def readinto(self, buffer):
        while not self._rest:
            kind, *piece = self._exchange.wait(self._timeout)
            if kind == "end":
                return 0
            self._rest = memoryview(piece[0])
        count = min(len(buffer), len(self._rest))
        buffer[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count

    def close(self):
        if not self.closed:
            self._exchange.close()
        super().close()
