"""Functions of the program that SQLite calls."""

import sys

import _sqlite

from ._values import contiguous

_functions = {}
_instances = {}
_last = 0
_shows_errors = False


def enable_callback_tracebacks(enable, /):
    """Whether exceptions of functions that SQLite calls are shown."""
    global _shows_errors
    _shows_errors = bool(enable)


def add(function):
    """A number for a function that SQLite is to call; 0 for none."""
    global _last
    if function is None:
        return 0
    _last += 1
    _functions[_last] = function
    return _last


def remove(numbers):
    """Forgets functions of a connection that is closed."""
    for number in numbers:
        _functions.pop(number, None)


def _show(function):
    if not _shows_errors:
        return
    kind, error, trace = sys.exc_info()
    unraisable = _Unraisable()
    unraisable.exc_type = kind
    unraisable.exc_value = error
    unraisable.exc_traceback = trace
    unraisable.err_msg = None
    unraisable.object = function
    sys.unraisablehook(unraisable)


class _Unraisable:
    pass


class _NotDefined(Exception):
    """A class of an aggregate lacks a method."""


def _failed(error, message):
    if isinstance(error, MemoryError):
        return (7, "")
    if isinstance(error, OverflowError):
        return (18, "")
    return (1, message)


def _checked(value):
    """A function's value, if SQLite has something like it."""
    if isinstance(value, str):
        # What has lone surrogates is no text for SQLite.
        value.isascii() or value.encode()
        return value
    if value is None or isinstance(value, (float, bytes, bytearray)):
        return value
    if isinstance(value, int):
        if not -(1 << 63) <= value < 1 << 63:
            raise OverflowError("Python int too large to convert to SQLite INTEGER")
        return int(value)
    return contiguous(value)


def _function(function, instance, args):
    try:
        return _checked(function(*args))
    except Exception as error:
        _show(function)
        return _failed(error, "user-defined function raised exception")


def _step(factory, instance, args, method="step"):
    aggregate = _instances.get(instance)
    if aggregate is None:
        try:
            aggregate = _instances[instance] = factory()
        except Exception as error:
            _show(factory)
            return _failed(error, "user-defined aggregate's '__init__' method raised error")
    try:
        _method(aggregate, method)(*args)
    except Exception as error:
        return _failed_method(factory, method, error)
    return None


def _inverse(factory, instance, args):
    return _step(factory, instance, args, "inverse")


def _result(factory, instance, method):
    aggregate = _instances.get(instance)
    if aggregate is None:
        return None
    try:
        return _checked(_method(aggregate, method)())
    except Exception as error:
        return _failed_method(factory, method, error)


def _value(factory, instance, args):
    return _result(factory, instance, "value")


def _finalize(factory, instance, args):
    try:
        return _result(factory, instance, "finalize")
    finally:
        _instances.pop(instance, None)


def _method(aggregate, name):
    try:
        return getattr(aggregate, name)
    except AttributeError:
        _show(aggregate)
        raise _NotDefined from None


def _failed_method(factory, method, error):
    if isinstance(error, _NotDefined):
        return (1, f"user-defined aggregate's '{method}' method not defined")
    _show(factory)
    return _failed(error, f"user-defined aggregate's '{method}' method raised error")


def _collation(function, instance, args):
    try:
        return int(_index(function(*args)))
    except Exception:
        _show(function)
        return 0


def _index(value):
    if not isinstance(value, int):
        raise TypeError(f"an integer is required (got type {type(value).__name__})")
    return max(-1, min(1, value))


def _authorizer(function, instance, args):
    try:
        answer = function(*args)
        if not isinstance(answer, int):
            return 1
        return int(answer) if -(1 << 31) <= answer < 1 << 31 else 1
    except Exception:
        _show(function)
        return 1


def _progress(function, instance, args):
    try:
        return int(bool(function()))
    except Exception:
        _show(function)
        return 1


def _trace(function, instance, args):
    statement, is_whole = args
    try:
        if not is_whole:
            from ._errors import DataError

            raise DataError("Expanded SQL string exceeds the maximum string length")
    except Exception:
        _show(function)
    try:
        function(statement)
    except Exception:
        _show(function)


_KINDS = {
    "function": _function,
    "step": _step,
    "inverse": _inverse,
    "value": _value,
    "finalize": _finalize,
    "collation": _collation,
    "authorizer": _authorizer,
    "progress": _progress,
    "trace": _trace,
}


def answer(kind, number, instance, args):
    """Calls the function of a number."""
    function = _functions.get(number)
    if function is None:
        return None
    return _KINDS[kind](function, instance, args)


_sqlite.answer = answer
