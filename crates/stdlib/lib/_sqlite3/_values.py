"""Values on their way into SQLite and out of it: adapters and converters."""

from ._errors import ProgrammingError

PARSE_DECLTYPES = 1
PARSE_COLNAMES = 2

adapters = {}
converters = {}

# Values of exactly these types go as they are, unless somebody has registered an adapter for one.
_PLAIN = {int, float, str, bytearray, bytes, type(None)}
_NEVER_ADAPTED = {int, float, str, bytearray}
_is_plain_adapted = False


class PrepareProtocol:
    """What `__conform__` is asked for."""

    __module__ = "sqlite3"


def register_adapter(type, adapter, /):
    """Makes values of a type become something that SQLite knows."""
    global _is_plain_adapted
    if type in _NEVER_ADAPTED:
        _is_plain_adapted = True
    adapters[type, PrepareProtocol] = adapter


def register_converter(typename, converter, /):
    """Makes values of columns with a declared type become something else."""
    if not isinstance(typename, str):
        raise TypeError(f"register_converter() argument 1 must be str, not {type(typename).__name__}")
    converters[typename.upper()] = converter


_NO_ALTERNATIVE = object()


def adapt(obj, proto=PrepareProtocol, alt=_NO_ALTERNATIVE, /):
    """What stands for a value in SQLite."""
    adapter = adapters.get((type(obj), proto))
    if adapter is not None:
        return adapter(obj)
    for owner, name, argument in ((proto, "__adapt__", obj), (obj, "__conform__", proto)):
        method = getattr(owner, name, None)
        if method is not None:
            try:
                adapted = method(argument)
            except TypeError:
                continue
            if adapted is not None:
                return adapted
    if alt is not _NO_ALTERNATIVE:
        return alt
    raise ProgrammingError("can't adapt")


def bindable(value, number):
    """A value as it is bound to the parameter of that number."""
    kind = type(value)
    if kind in _PLAIN and not adapters_for(kind):
        return value
    if kind not in _NEVER_ADAPTED or _is_plain_adapted:
        value = adapt(value, PrepareProtocol, value)
    if value is None or isinstance(value, (int, float, str, bytes, bytearray)):
        return value
    try:
        return memoryview(value)
    except TypeError:
        raise ProgrammingError(
            f"Error binding parameter {number}: type '{type(value).__name__}' is not supported"
        ) from None


def adapters_for(kind):
    return (kind, PrepareProtocol) in adapters


def converter_of(name, declared, detect_types):
    """The converter of a column, or `None`."""
    if detect_types & PARSE_COLNAMES and name is not None and "[" in name:
        key = name.partition("[")[2].partition("]")[0].upper()
        if key in converters:
            return converters[key]
    if detect_types & PARSE_DECLTYPES and declared:
        key = declared.partition("(")[0].split(" ")[0].upper()
        return converters.get(key)
    return None


def contiguous(value):
    """The bytes of a value that lie one after the other."""
    view = memoryview(value)
    if not view.c_contiguous:
        raise BufferError("underlying buffer is not C-contiguous")
    return bytes(view)
