"""The way to the network: the browser's fetch."""

import datetime
import io
import time

from _pieces import Pieces

from . import exceptions as errors
from .models import Response
from .structures import CaseInsensitiveDict
from .utils import get_encoding_from_headers

DEFAULT_RETRIES = 0


class BaseAdapter:
    def send(self, request, stream=False, timeout=None, verify=True, cert=None, proxies=None):
        raise NotImplementedError

    def close(self):
        raise NotImplementedError


class HTTPAdapter(BaseAdapter):
    """Takes the options of the usual one. The browser holds connections, so those count for nothing."""

    def __init__(self, pool_connections=10, pool_maxsize=10, max_retries=DEFAULT_RETRIES, pool_block=False):
        self.max_retries = max_retries

    def close(self):
        pass

    def send(self, request, stream=False, timeout=None, verify=True, cert=None, proxies=None):
        if cert:
            raise errors.SSLError("a page cannot show a certificate: the browser does", request=request)
        body = request.body.encode() if isinstance(request.body, str) else request.body
        body = bytes(body) if body is not None else None
        if isinstance(timeout, tuple):
            timeout = timeout[1]
        begun = time.perf_counter()
        try:
            head, pieces = Pieces.of(request.method, request.url, list(request.headers.items()), body, timeout)
        except TimeoutError as error:
            text = f"{request.url}: Read timed out. (read timeout={timeout})"
            raise errors.ReadTimeout(text, request=request) from error
        except OSError as error:
            raise errors.ConnectionError(f"{request.url}: {error}", request=request) from error
        response = Response()
        response.status_code = head.status
        response.headers = CaseInsensitiveDict(head.headers)
        response.encoding = get_encoding_from_headers(response.headers)
        response.raw = io.BufferedReader(pieces)
        response.reason = head.reason
        response.url = head.url or request.url
        response.request = request
        response.elapsed = datetime.timedelta(seconds=time.perf_counter() - begun)
        return response
