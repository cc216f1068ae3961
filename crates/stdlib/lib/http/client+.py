

# From here on: connections over the browser's fetch, which takes the place of sockets.

from _pieces import Pieces as _Pieces


class _Wire:
    """What a connection takes for its socket: a request goes in as bytes, and is asked of the browser."""

    def __init__(self, origin, timeout):
        self._origin = origin
        self._timeout = None if timeout is socket._GLOBAL_DEFAULT_TIMEOUT else timeout
        self._sent = bytearray()
        self._answer = None
        self._late = None

    def sendall(self, data):
        self._sent += data

    def settimeout(self, timeout):
        self._timeout = timeout

    def setsockopt(self, *option):
        pass

    def start(self):
        if self._answer is not None or self._late is not None:
            return
        head, _, body = bytes(self._sent).partition(b"\r\n\r\n")
        request, *lines = head.decode("iso-8859-1").split("\r\n")
        method, url, _ = request.split(" ", 2)
        if url.startswith("/"):
            url = self._origin + url
        headers = [[part.strip() for part in line.split(":", 1)] for line in lines]
        try:
            self._answer = _Pieces.of(method, url, headers, body or None, self._timeout)
        except TimeoutError as error:
            # The request is on its way: it is the answer that is late.
            self._late = error

    def answer(self):
        self.start()
        if self._late is not None:
            raise self._late
        return self._answer

    def makefile(self, mode):
        return self

    def flush(self):
        pass

    def close(self):
        pass


class HTTPResponse(HTTPResponse):
    # Where the answer comes from after all redirections, whatever the library writes here.
    url = property(lambda self: self._url, lambda self, url: None)

    def begin(self):
        if self.headers is not None:
            return
        head, pieces = self.fp.answer()
        self.fp = io.BufferedReader(pieces)
        self.version = 11
        self.code = self.status = head.status
        self.reason = head.reason
        self._url = head.url
        self.headers = self.msg = HTTPMessage()
        for name, value in head.headers:
            self.headers[name] = value
        self.chunked = False
        self.chunk_left = None
        self.length = 0 if self._method == "HEAD" or head.status in (NO_CONTENT, NOT_MODIFIED) else None
        self.will_close = True


class HTTPConnection(HTTPConnection):
    response_class = HTTPResponse
    _scheme = "http"

    def connect(self):
        port = "" if self.port == self.default_port else f":{self.port}"
        host = f"[{self.host}]" if ":" in self.host else self.host
        self.sock = _Wire(f"{self._scheme}://{host}{port}", self.timeout)

    def request(self, method, url, body=None, headers={}, *, encode_chunked=False):
        super().request(method, url, body, headers)
        self.sock.start()

    def _send_output(self, message_body=None, encode_chunked=False):
        super()._send_output(message_body)


class HTTPSConnection(HTTPConnection):
    default_port = HTTPS_PORT
    _scheme = "https"

    def __init__(self, host, port=None, *, timeout=socket._GLOBAL_DEFAULT_TIMEOUT,
                 source_address=None, context=None, blocksize=8192):
        super().__init__(host, port, timeout, source_address, blocksize)


def _create_https_context(http_version):
    # The browser has its own.
    return None
