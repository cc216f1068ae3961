import collections.abc
import dataclasses
import inspect
import io
import types

_EXPLAINED = (
    types.BuiltinFunctionType,
    types.FunctionType,
    types.MethodType,
    types.ModuleType,
)

_LISTED = (
    collections.ChainMap,
    collections.UserDict,
    collections.UserList,
    collections.abc.ItemsView,
    collections.abc.KeysView,
    collections.abc.ValuesView,
    enumerate,
    map,
    types.MappingProxyType,
)


def listed(value):
    """A dict or list of what is like one; other values as they are."""
    if not isinstance(value, _LISTED):
        return value
    return dict(value) if isinstance(value, collections.abc.Mapping) else list(value)


def kind(value):
    """How `st.write` shows a value that is neither a text nor a collection."""
    if isinstance(value, io.StringIO):
        return "text"
    if isinstance(value, _LISTED):
        return "json"
    if (
        inspect.isgenerator(value)
        or inspect.isgeneratorfunction(value)
        or inspect.isasyncgenfunction(value)
        or inspect.isasyncgen(value)
    ):
        return "stream"
    is_routine = isinstance(value, _EXPLAINED) or type(value).__name__ == "method"
    if is_routine or dataclasses.is_dataclass(value) or inspect.isclass(value):
        return "help"
    return "plain"
