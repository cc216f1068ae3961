"""Requests that have settings in common."""

from http.cookiejar import CookieJar

from . import exceptions as errors
from .adapters import HTTPAdapter
from .models import PreparedRequest, Request
from .structures import CaseInsensitiveDict
from .utils import default_headers


def _merged(own, common):
    """The settings of a request over those of its session; `None` takes one away."""
    if own is None or common is None:
        return common if own is None else own
    if not (hasattr(own, "items") and hasattr(common, "items")):
        return own
    merged = CaseInsensitiveDict(common) if isinstance(common, CaseInsensitiveDict) else dict(common)
    merged.update(own)
    for key in [key for key, value in merged.items() if value is None]:
        del merged[key]
    return merged


class Session:
    def __init__(self):
        self.headers = default_headers()
        self.auth = None
        self.proxies = {}
        self.hooks = {"response": []}
        self.params = {}
        self.stream = False
        self.verify = True
        self.cert = None
        self.max_redirects = 30
        self.trust_env = True
        self.cookies = CookieJar()
        self.adapters = {}
        self.mount("https://", HTTPAdapter())
        self.mount("http://", HTTPAdapter())

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()

    def close(self):
        for adapter in self.adapters.values():
            adapter.close()

    def mount(self, prefix, adapter):
        self.adapters[prefix] = adapter

    def get_adapter(self, url):
        fitting = [prefix for prefix in self.adapters if url.lower().startswith(prefix.lower())]
        if not fitting:
            raise errors.InvalidSchema(f"No connection adapters were found for {url!r}")
        return self.adapters[max(fitting, key=len)]

    def prepare_request(self, request):
        prepared = PreparedRequest()
        hooks = dict(request.hooks or {})
        prepared.prepare(
            method=request.method.upper(),
            url=request.url,
            headers=_merged(request.headers, self.headers),
            files=request.files,
            data=request.data,
            json=request.json,
            params=_merged(request.params, self.params),
            auth=_merged(request.auth, self.auth),
            cookies=request.cookies,
            hooks=hooks or self.hooks,
        )
        return prepared

    def request(self, method, url, params=None, data=None, headers=None, cookies=None, files=None,
                auth=None, timeout=None, allow_redirects=True, proxies=None, hooks=None, stream=None,
                verify=None, cert=None, json=None):
        request = Request(method.upper(), url, headers, files, data or {}, params or {}, auth, cookies, hooks, json)
        return self.send(
            self.prepare_request(request),
            timeout=timeout,
            allow_redirects=allow_redirects,
            proxies=_merged(proxies, self.proxies),
            stream=self.stream if stream is None else stream,
            verify=self.verify if verify is None else verify,
            cert=cert or self.cert,
        )

    def send(self, request, *, allow_redirects=True, stream=False, timeout=None, verify=True, cert=None,
             proxies=None):
        if not isinstance(request, PreparedRequest):
            raise ValueError("You can only send PreparedRequests.")
        if proxies:
            raise errors.ProxyError("a page cannot choose a proxy: the browser does", request=request)
        response = self.get_adapter(request.url).send(
            request, stream=stream, timeout=timeout, verify=verify, cert=cert, proxies=proxies
        )
        if not allow_redirects and response.url.partition("#")[0] != request.url.partition("#")[0]:
            response.close()
            raise errors.TooManyRedirects(
                "the server sent the browser on to another address, which it follows by itself: "
                "a page cannot ask it to stop there",
                response=response,
            )
        hooks = (request.hooks or {}).get("response", [])
        for hook in [hooks] if callable(hooks) else hooks:
            response = hook(response) or response
        if not stream:
            response.content
        return response

    def get(self, url, **kwargs):
        return self.request("GET", url, **kwargs)

    def options(self, url, **kwargs):
        return self.request("OPTIONS", url, **kwargs)

    def head(self, url, **kwargs):
        return self.request("HEAD", url, **kwargs)

    def post(self, url, data=None, json=None, **kwargs):
        return self.request("POST", url, data=data, json=json, **kwargs)

    def put(self, url, data=None, **kwargs):
        return self.request("PUT", url, data=data, **kwargs)

    def patch(self, url, data=None, **kwargs):
        return self.request("PATCH", url, data=data, **kwargs)

    def delete(self, url, **kwargs):
        return self.request("DELETE", url, **kwargs)


def session():
    return Session()
