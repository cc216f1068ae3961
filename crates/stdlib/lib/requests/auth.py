"""Who asks: the ways to say it in a header."""

from base64 import b64encode


def _basic_auth_str(username, password):
    pair = [part.encode("latin1") if isinstance(part, str) else part for part in (username, password)]
    return "Basic " + b64encode(b":".join(pair)).decode()


class AuthBase:
    def __call__(self, r):
        raise NotImplementedError("Auth hooks must be callable.")


class HTTPBasicAuth(AuthBase):
    def __init__(self, username, password):
        self.username = username
        self.password = password

    def __eq__(self, other):
        return vars(self) == vars(other) if isinstance(other, HTTPBasicAuth) else NotImplemented

    def __call__(self, r):
        r.headers["Authorization"] = _basic_auth_str(self.username, self.password)
        return r


class HTTPProxyAuth(HTTPBasicAuth):
    def __call__(self, r):
        r.headers["Proxy-Authorization"] = _basic_auth_str(self.username, self.password)
        return r
