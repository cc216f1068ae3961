"""What is asked, and what comes back."""

import datetime
import json as _json
from http.cookiejar import CookieJar
from io import BytesIO
from urllib.parse import urlencode, urlsplit, urlunsplit

from . import exceptions as errors
from .auth import HTTPBasicAuth
from .status_codes import codes
from .structures import CaseInsensitiveDict
from .utils import (
    get_auth_from_url,
    get_encoding_from_headers,
    guess_encoding,
    parse_header_links,
    requote_uri,
)

CONTENT_CHUNK_SIZE = 10 * 1024
ITER_CHUNK_SIZE = 512
REDIRECT_STATI = (codes.moved, codes.found, codes.see_other, codes.temporary_redirect, codes.permanent_redirect)


def _pairs(data):
    """The names and values of a form or a query, each value by itself."""
    items = data.items() if hasattr(data, "items") else data
    for key, values in items:
        if isinstance(values, (str, bytes)) or not hasattr(values, "__iter__"):
            values = [values]
        for value in values:
            if value is not None:
                yield key, value


def _encoded(data):
    if isinstance(data, (str, bytes)):
        return data
    return urlencode(list(_pairs(data)))


class Request:
    def __init__(self, method=None, url=None, headers=None, files=None, data=None, params=None,
                 auth=None, cookies=None, hooks=None, json=None):
        self.method = method
        self.url = url
        self.headers = {} if headers is None else headers
        self.files = [] if files is None else files
        self.data = [] if data is None else data
        self.params = {} if params is None else params
        self.auth = auth
        self.cookies = cookies
        self.hooks = hooks or {}
        self.json = json

    def __repr__(self):
        return f"<Request [{self.method}]>"

    def prepare(self):
        request = PreparedRequest()
        request.prepare(**{**vars(self)})
        return request


class PreparedRequest:
    def __init__(self):
        self.method = self.url = self.headers = self.body = None
        self.hooks = {}

    def __repr__(self):
        return f"<PreparedRequest [{self.method}]>"

    @property
    def path_url(self):
        parts = urlsplit(self.url)
        return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")

    def copy(self):
        other = PreparedRequest()
        vars(other).update(vars(self))
        other.headers = self.headers and self.headers.copy()
        return other

    def prepare(self, method=None, url=None, headers=None, files=None, data=None, params=None,
                auth=None, cookies=None, hooks=None, json=None):
        self.method = method and method.upper()
        self.prepare_url(url, params)
        self.prepare_headers(headers)
        self.prepare_cookies(cookies)
        self.prepare_body(data, files, json)
        self.prepare_auth(auth, url)
        self.hooks = hooks or {}

    def prepare_url(self, url, params):
        url = url.decode("utf8") if isinstance(url, bytes) else str(url)
        url = url.lstrip()
        if ":" in url and not url.lower().startswith("http"):
            self.url = url
            return
        try:
            parts = urlsplit(url)
            _ = parts.port
        except ValueError as error:
            raise errors.InvalidURL(f"Failed to parse: {url}") from error
        if not parts.scheme:
            raise errors.MissingSchema(
                f"Invalid URL {url!r}: No scheme supplied. Perhaps you meant https://{url}?"
            )
        if not parts.hostname:
            raise errors.InvalidURL(f"Invalid URL {url!r}: No host supplied")
        query = "&".join(part for part in (parts.query, _encoded(params or {})) if part)
        place = parts.netloc.rpartition("@")[2]
        self.url = requote_uri(urlunsplit((parts.scheme, place, parts.path or "/", query, parts.fragment)))

    def prepare_headers(self, headers):
        self.headers = CaseInsensitiveDict()
        for name, value in (headers or {}).items():
            name = name.decode() if isinstance(name, bytes) else name
            if not isinstance(value, (str, bytes)):
                raise errors.InvalidHeader(
                    f"Header part ({value!r}) from ({name!r}, {value!r}) must be of type str or bytes, "
                    f"not {type(value)}"
                )
            text = value.decode("latin1") if isinstance(value, bytes) else value
            if "\n" in text or "\r" in text or text[:1].isspace():
                raise errors.InvalidHeader(
                    f"Invalid leading whitespace, reserved character(s), or return character(s) in "
                    f"header value: {value!r}"
                )
            self.headers[name] = text

    def prepare_cookies(self, cookies):
        if cookies is not None and len(cookies):
            raise errors.InvalidHeader(
                "a page cannot choose the cookies of a request: the browser keeps them. "
                "Send a token in a header such as Authorization instead"
            )

    def prepare_body(self, data, files, json=None):
        content_type = None
        body = None
        if not data and json is not None:
            content_type = "application/json"
            try:
                body = _json.dumps(json, allow_nan=False).encode()
            except ValueError as error:
                raise errors.InvalidJSONError(error, request=self) from error
        elif files:
            body, content_type = _multipart(data, files)
        elif data:
            if hasattr(data, "read"):
                body = data.read()
            elif isinstance(data, (str, bytes, bytearray)):
                body = data
            elif not hasattr(data, "items") and not isinstance(data, (list, tuple)):
                body = b"".join(data)
            else:
                body = _encoded(data)
                content_type = "application/x-www-form-urlencoded"
        self.body = body
        if content_type and "content-type" not in self.headers:
            self.headers["Content-Type"] = content_type
        if body is not None:
            self.headers["Content-Length"] = str(len(body.encode() if isinstance(body, str) else body))
        elif self.method not in ("GET", "HEAD"):
            self.headers["Content-Length"] = "0"

    def prepare_auth(self, auth, url=""):
        if auth is None:
            pair = get_auth_from_url(str(url))
            auth = pair if any(pair) else None
        if auth:
            if isinstance(auth, tuple) and len(auth) == 2:
                auth = HTTPBasicAuth(*auth)
            vars(self).update(vars(auth(self)))


def _multipart(data, files):
    """A form with files as a body, and the header that tells of its kind."""
    import mimetypes
    import uuid

    boundary = uuid.uuid4().hex
    body = BytesIO()

    def part(name, content, file_name=None, kind=None, headers=None):
        lines = [f'Content-Disposition: form-data; name="{name}"']
        if file_name:
            lines[0] += f'; filename="{file_name}"'
        if kind:
            lines.append(f"Content-Type: {kind}")
        lines += [f"{key}: {value}" for key, value in (headers or {}).items()]
        body.write(f"--{boundary}\r\n".encode() + "\r\n".join(lines).encode() + b"\r\n\r\n")
        body.write(content if isinstance(content, (bytes, bytearray)) else str(content).encode())
        body.write(b"\r\n")

    for name, value in _pairs(data or []):
        part(name, value)
    for name, value in files.items() if hasattr(files, "items") else files:
        file_name, content, kind, headers = None, value, None, None
        if isinstance(value, (tuple, list)):
            file_name, content, kind, headers = (*value, None, None)[:4]
        else:
            given = getattr(value, "name", None)
            file_name = given.rpartition("/")[2] if isinstance(given, str) else name
        if hasattr(content, "read"):
            content = content.read()
        part(name, content, file_name, kind or (mimetypes.guess_type(file_name or "")[0]), headers)
    body.write(f"--{boundary}--\r\n".encode())
    return body.getvalue(), f"multipart/form-data; boundary={boundary}"


class Response:
    def __init__(self):
        self._content = False
        self._content_consumed = False
        self.status_code = None
        self.headers = CaseInsensitiveDict()
        self.raw = None
        self.url = None
        self.encoding = None
        self.history = []
        self.reason = None
        self.cookies = CookieJar()
        self.elapsed = datetime.timedelta(0)
        self.request = None

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()

    def __repr__(self):
        return f"<Response [{self.status_code}]>"

    def __bool__(self):
        return self.ok

    __nonzero__ = __bool__

    def __iter__(self):
        return self.iter_content(128)

    def __getstate__(self):
        self.content
        return {key: value for key, value in vars(self).items() if key != "raw"}

    def __setstate__(self, state):
        vars(self).update(state, raw=None)

    @property
    def ok(self):
        try:
            self.raise_for_status()
        except errors.HTTPError:
            return False
        return True

    @property
    def is_redirect(self):
        return "location" in self.headers and self.status_code in REDIRECT_STATI

    @property
    def is_permanent_redirect(self):
        return "location" in self.headers and self.status_code in (codes.moved_permanently, codes.permanent_redirect)

    @property
    def next(self):
        return None

    @property
    def apparent_encoding(self):
        return guess_encoding(self.content)

    @property
    def links(self):
        header = self.headers.get("link")
        return {link.get("rel") or link.get("url"): link for link in parse_header_links(header)} if header else {}

    def iter_content(self, chunk_size=1, decode_unicode=False):
        if self._content_consumed and isinstance(self._content, bool):
            raise errors.StreamConsumedError()
        if chunk_size is not None and not isinstance(chunk_size, int):
            raise TypeError(f"chunk_size must be an int, it is instead a {type(chunk_size)}.")
        pieces = self._pieces(chunk_size)
        return self._decoded(pieces) if decode_unicode and self.encoding else pieces

    def _pieces(self, chunk_size):
        if self._content_consumed:
            content = self._content or b""
            size = chunk_size or len(content) or 1
            for start in range(0, len(content), size):
                yield content[start : start + size]
            return
        try:
            # Without a size the pieces are those of the network.
            while piece := self.raw.read1() if chunk_size is None else self.raw.read(chunk_size):
                yield piece
        except TimeoutError as error:
            raise errors.ConnectionError("Read timed out.", request=self.request) from error
        except OSError as error:
            raise errors.ChunkedEncodingError(error, request=self.request) from error
        self._content_consumed = True

    def _decoded(self, pieces):
        import codecs

        decoder = codecs.getincrementaldecoder(self.encoding)(errors="replace")
        for piece in pieces:
            if text := decoder.decode(piece):
                yield text
        if text := decoder.decode(b"", final=True):
            yield text

    def iter_lines(self, chunk_size=ITER_CHUNK_SIZE, decode_unicode=False, delimiter=None):
        # A line is given as soon as it is there, not when `chunk_size` bytes are.
        rest = None
        if not self._content_consumed:
            chunk_size = None
        for piece in self.iter_content(chunk_size, decode_unicode):
            if rest is not None:
                piece = rest + piece
            lines = piece.split(delimiter) if delimiter else piece.splitlines()
            rest = lines.pop() if lines and lines[-1] and piece and lines[-1][-1] == piece[-1] else None
            yield from lines
        if rest is not None:
            yield rest

    @property
    def content(self):
        if self._content is False:
            if self._content_consumed:
                raise RuntimeError("The content for this response was already consumed")
            if self.status_code == 0 or self.raw is None:
                self._content = None
            else:
                self._content = b"".join(self.iter_content(CONTENT_CHUNK_SIZE)) or b""
        self._content_consumed = True
        return self._content

    @property
    def text(self):
        if not self.content:
            return ""
        try:
            return str(self.content, self.encoding or self.apparent_encoding, errors="replace")
        except (LookupError, TypeError):
            return str(self.content, errors="replace")

    def json(self, **kwargs):
        try:
            if not self.encoding and self.content:
                return _json.loads(self.content, **kwargs)
        except UnicodeDecodeError:
            pass
        except _json.JSONDecodeError as error:
            raise errors.JSONDecodeError(error.msg, error.doc, error.pos) from error
        try:
            return _json.loads(self.text, **kwargs)
        except _json.JSONDecodeError as error:
            raise errors.JSONDecodeError(error.msg, error.doc, error.pos) from error

    def raise_for_status(self):
        kind = "Client" if 400 <= self.status_code < 500 else "Server" if 500 <= self.status_code < 600 else None
        if kind:
            text = f"{self.status_code} {kind} Error: {self.reason} for url: {self.url}"
            raise errors.HTTPError(text, response=self)

    def close(self):
        if not self._content_consumed and self.raw is not None:
            self.raw.close()
