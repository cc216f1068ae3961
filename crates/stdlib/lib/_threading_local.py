"""Values that each thread has of its own, by the identity of the thread that runs."""

from _thread import get_ident

__all__ = ["local"]

_get = object.__getattribute__


class local:
    __slots__ = "_dicts", "_args", "__dict__"

    def __new__(cls, /, *args, **kwargs):
        if (args or kwargs) and cls.__init__ is object.__init__:
            raise TypeError("Initialization arguments are not supported")
        self = object.__new__(cls)
        object.__setattr__(self, "_args", (args, kwargs))
        # Python itself calls __init__ for the thread that makes the object.
        object.__setattr__(self, "_dicts", {get_ident(): _get(self, "__dict__")})
        return self

    def __getattribute__(self, name):
        _enter(self)
        return _get(self, name)

    def __setattr__(self, name, value):
        if name == "__dict__":
            raise AttributeError(
                f"{type(self).__name__!r} object attribute '__dict__' is read-only"
            )
        _enter(self)
        object.__setattr__(self, name, value)

    def __delattr__(self, name):
        if name == "__dict__":
            raise AttributeError(
                f"{type(self).__name__!r} object attribute '__dict__' is read-only"
            )
        _enter(self)
        object.__delattr__(self, name)


def _enter(self):
    """Gives the object the values of the thread that runs."""
    thread = get_ident()
    dicts = _get(self, "_dicts")
    if next(reversed(dicts)) == thread:
        return
    # Threads run within one another, so those that began after this one have ended.
    while dicts and next(reversed(dicts)) > thread:
        dicts.popitem()
    is_new = thread not in dicts
    values = dicts.setdefault(thread, {})
    object.__setattr__(self, "__dict__", values)
    if is_new:
        args, kwargs = _get(self, "_args")
        type(self).__init__(self, *args, **kwargs)
