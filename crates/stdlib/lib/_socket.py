"""Sockets, of which a browser's tab has none: names for the library, and errors that say so."""

import errno

error = OSError
timeout = TimeoutError
has_ipv6 = False


class herror(OSError):
    __module__ = "socket"


class gaierror(OSError):
    __module__ = "socket"


AF_UNSPEC = 0
AF_UNIX = 1
AF_INET = 2
AF_INET6 = 10
SOCK_STREAM = 1
SOCK_DGRAM = 2
SOCK_RAW = 3
SOL_SOCKET = 1
SOL_TCP = 6
SO_REUSEADDR = 2
SO_TYPE = 3
SO_ERROR = 4
SO_BROADCAST = 6
SO_SNDBUF = 7
SO_RCVBUF = 8
SO_KEEPALIVE = 9
SO_REUSEPORT = 15
SOMAXCONN = 4096
TCP_NODELAY = 1
IPPROTO_IP = 0
IPPROTO_TCP = 6
IPPROTO_UDP = 17
IPPROTO_IPV6 = 41
INADDR_ANY = 0
INADDR_LOOPBACK = 0x7F000001
INADDR_BROADCAST = 0xFFFFFFFF
INADDR_NONE = 0xFFFFFFFF
MSG_OOB = 1
MSG_PEEK = 2
MSG_DONTROUTE = 4
SHUT_RD = 0
SHUT_WR = 1
SHUT_RDWR = 2
AI_PASSIVE = 1
AI_CANONNAME = 2
AI_NUMERICHOST = 4
AI_ADDRCONFIG = 32
AI_NUMERICSERV = 1024
NI_NUMERICHOST = 1
NI_NUMERICSERV = 2
NI_NAMEREQD = 8
NI_DGRAM = 16
EAI_FAIL = -4

_REASON = "a browser's tab has no sockets"
_default_timeout = None


class socket:
    __slots__ = ()

    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        raise OSError(errno.EOPNOTSUPP, _REASON)

    # The library calls this on sockets that never came to be.
    def close(self):
        pass


SocketType = socket


def _no_sockets(*args, **kwargs):
    raise OSError(errno.EOPNOTSUPP, _REASON)


socketpair = dup = close = if_nameindex = _no_sockets


def _no_names(*args, **kwargs):
    raise gaierror(EAI_FAIL, f"{_REASON} and looks up no names")


getaddrinfo = gethostbyname = gethostbyname_ex = gethostbyaddr = getnameinfo = _no_names


def gethostname():
    return "browser"


def getdefaulttimeout():
    return _default_timeout


def setdefaulttimeout(timeout, /):
    global _default_timeout
    _default_timeout = None if timeout is None else float(timeout)


def _swap(number, size):
    if not 0 <= number < 1 << 8 * size:
        raise OverflowError(f"int larger than {8 * size} bits")
    return int.from_bytes(number.to_bytes(size, "little"), "big")


def htons(number, /):
    return _swap(number, 2)


def htonl(number, /):
    return _swap(number, 4)


ntohs, ntohl = htons, htonl


def inet_aton(text, /):
    parts = text.split(".")
    if len(parts) == 4 and all(part.isdigit() and int(part) < 256 for part in parts):
        return bytes(map(int, parts))
    raise OSError("illegal IP address string passed to inet_aton")


def inet_ntoa(packed, /):
    if len(packed) != 4:
        raise OSError("packed IP wrong length for inet_ntoa")
    return ".".join(map(str, bytes(packed)))


def inet_pton(family, text, /):
    import ipaddress

    kind = {AF_INET: ipaddress.IPv4Address, AF_INET6: ipaddress.IPv6Address}.get(family)
    if kind is None:
        raise OSError(errno.EAFNOSUPPORT, "Address family not supported by protocol")
    try:
        return kind(text).packed
    except ValueError:
        raise OSError("illegal IP address string passed to inet_pton") from None


def inet_ntop(family, packed, /):
    import ipaddress

    kind = {AF_INET: ipaddress.IPv4Address, AF_INET6: ipaddress.IPv6Address}.get(family)
    if kind is None:
        raise ValueError(f"unknown address family {family}")
    if len(packed) != kind(0).max_prefixlen // 8:
        raise ValueError("invalid length of packed IP address string")
    return str(kind(bytes(packed)))
