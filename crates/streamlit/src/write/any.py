import collections.abc
import dataclasses
import enum
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


# Charts by the package of their class and the end of its name, and the commands that draw them.
_CHARTS = (
    ("altair", "Chart", "altair_chart"),
    ("plotly", "Figure", "plotly_chart"),
    ("plotly", "FigureWidget", "plotly_chart"),
    ("pydeck", "Deck", "pydeck_chart"),
    ("graphviz", "Graph", "graphviz_chart"),
    ("graphviz", "Digraph", "graphviz_chart"),
    ("graphviz", "Source", "graphviz_chart"),
    ("matplotlib", "Figure", "pyplot"),
)


def chart(value):
    """The command that draws a value; an empty text if it is no chart."""
    kind = type(value)
    package = kind.__module__.partition(".")[0]
    for known, name, command in _CHARTS:
        if package == known and kind.__name__.endswith(name):
            return command
    return ""


def listed(value):
    """A dict or list of what is like one; other values, and those within it, as they are."""
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return value._asdict()
    is_array = type(value).__module__ == "array"
    if is_array or isinstance(value, (*_LISTED, collections.deque, enum.EnumType, frozenset, range)):
        return dict(value) if isinstance(value, collections.abc.Mapping) else list(value)
    return value


def kind(value):
    """How `st.write` shows a value that is neither a text nor a collection."""
    if isinstance(value, io.StringIO):
        return "text"
    if isinstance(value, _LISTED):
        return "json"
    command = chart(value)
    if command:
        return command
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
