import dataclasses
import datetime
import decimal
import json
import sys
from collections import ChainMap, UserDict
from collections.abc import ItemsView, Mapping
from types import MappingProxyType


# Shapes of data whose rows have no names of their own.
_WITHOUT_INDEX = {"records", "rows", "columns", "values", "tuple", "set", "array", "matrix"}

# What moments of arrays are counted in when they come back; coarser ones become seconds.
_UNITS = {"s", "ms", "us", "ns"}

# Which kinds of values the columns of a type can edit.
_EDITABLE = {
    "text": {"string"},
    "number": {"integer", "float", "decimal", "string", "timedelta"},
    "checkbox": {"boolean", "string", "integer"},
    "selectbox": {"string", "boolean", "integer", "float"},
    "date": {"date", "datetime"},
    "time": {"time", "datetime"},
    "datetime": {"datetime", "date", "time"},
    "link": {"string"},
    "list": {"list", "string"},
    "multiselect": {"list", "string"},
    "markdown": {"string"},
}


def shape(data):
    """Which shape data have, and get back after they were edited; None for what cannot be edited."""
    if data is None:
        return "empty"
    if hasattr(data, "iloc"):
        return "frame" if hasattr(data, "columns") else "series"
    if hasattr(data, "ndim") and hasattr(data, "tolist"):
        return "array" if data.ndim == 1 else "matrix"
    is_instance = dataclasses.is_dataclass(data) and not isinstance(data, type)
    if is_instance or isinstance(data, (ChainMap, UserDict, MappingProxyType)) or hasattr(data, "_asdict"):
        return "mapping"
    if isinstance(data, (ItemsView, enumerate)):
        return "rows"
    if isinstance(data, (list, tuple, set, frozenset)):
        return _shape_of_sequence(data)
    if isinstance(data, Mapping):
        first = next(iter(data.values()), None)
        if isinstance(first, dict):
            return "nested"
        return "columns" if isinstance(first, (list, tuple)) else "mapping"
    if isinstance(data, type) or isinstance(data, (str, bytes)):
        return None
    if isinstance(data, map):
        return "values"
    return "values" if hasattr(data, "__len__") and hasattr(data, "__iter__") else None


def _shape_of_sequence(data):
    first = next(iter(data), None)
    if isinstance(first, dict) or dataclasses.is_dataclass(first):
        return "records"
    if isinstance(first, (list, tuple, set, frozenset)):
        return "rows"
    if isinstance(data, tuple):
        return "tuple"
    return "set" if isinstance(data, (set, frozenset)) else "values"


class Table:
    """The data of an editor: columns by name, and what names the rows where something does."""

    def __init__(self, data, form, names, columns, kinds, index, index_kind):
        self.form = form
        self.kinds = dict(zip(names, kinds))
        self.columns = {name: [None if _is_missing(value) else value for value in values] for name, values in zip(names, columns)}
        self.index = index
        self.kinds["_index"] = index_kind
        self.make = type(data) if form in ("frame", "series") else None
        self.dtype = data.dtype if form in ("array", "matrix") else None
        self.rows = len(columns[0]) if columns else 0


def check(names):
    """Refuses names that edits could not be told apart by."""
    for name in names:
        if names.count(name) > 1:
            raise _problem("SameColumnName", str(name))
    if "_index" in names:
        raise _problem("ColumnNamedIndex")


def settings(table, names, given, hide_index, disabled, num_rows):
    """What is said of each column, as JSON: what the script says, and what follows from the data."""
    configs = {}
    for name, config in json.loads(given):
        if isinstance(name, int):
            name = names[name] if 0 <= name < len(names) else str(name)
        configs.setdefault(name, {}).update(config)

    def say(name, **more):
        configs.setdefault(name, {}).update(more)

    if table.form in _WITHOUT_INDEX:
        say("_index", hidden=True)
    is_counted = table.index is None
    if not is_counted:
        say("_index", required=True)
    if is_counted and hide_index is None and num_rows in ("dynamic", "add"):
        say("_index", hidden=True)
    if hide_index is not None:
        say("_index", hidden=bool(hide_index))
    if not isinstance(disabled, bool):
        for name in list(disabled):
            say(names[name] if isinstance(name, int) and 0 <= name < len(names) else str(name), disabled=True)
    for name in names:
        if table.kinds[name] in ("mixed", "bytes", "dict"):
            say(name, disabled=True)
    for name in ["_index", *names]:
        _check_type(name, table.kinds[name], configs.get(name, {}))
    return json.dumps(list(configs.items()))


def _check_type(name, kind, config):
    wanted = (config.get("type_config") or {}).get("type")
    kinds = _EDITABLE.get(wanted)
    if kinds is None or config.get("disabled") is True or kind == "empty" or kind in kinds:
        return
    raise _problem("UnfitColumn", str(wanted), str(name), str(kind))


class DataEditorState(dict):
    """What the reader has changed. It can be read by key and by attribute, and not be set."""

    def __getattr__(self, name):
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None

    def _refuse(self, *args, **kwargs):
        raise TypeError("What a reader has changed in `st.data_editor` cannot be set.")

    __setitem__ = __delitem__ = __setattr__ = __delattr__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse


def _read(text):
    said = json.loads(text) if text else {}
    return {
        "edited_rows": {int(row): changes for row, changes in said.get("edited_rows", {}).items()},
        "added_rows": said.get("added_rows", []),
        "deleted_rows": said.get("deleted_rows", []),
        "ids": said.get("ids", []),
    }


def state(text, baked, table):
    """What the reader has changed since the script got the data back, where `baked` is in them already."""
    now = _read(text)
    if baked and baked != text:
        now = _since(_read(baked), now, table)
    elif baked:
        now = _read("")
    made = DataEditorState({name: now[name] for name in ("edited_rows", "added_rows", "deleted_rows")})
    # What the page has sent, for the next call.
    object.__setattr__(made, "_sent", text)
    return made


def _since(before, now, table):
    """The changes from one state to another, in the rows of the table with the changes before."""
    gone = set(before["deleted_rows"])
    there = [row for row in range(table.rows) if row not in gone]
    place = {row: number for number, row in enumerate(there)}
    edited, deleted = {}, [place[row] for row in now["deleted_rows"] if row in place]

    def compare(number, old, new, known):
        for name in {**old, **new}:
            value = new[name] if name in new else known(name)
            if name not in old or old[name] != value:
                edited.setdefault(number, {})[name] = value

    for row, number in place.items():
        compare(number, before["edited_rows"].get(row, {}), now["edited_rows"].get(row, {}), lambda name: _plain(table, name, row))
    rows = dict(zip(now["ids"], now["added_rows"]))
    for number, (id, old) in enumerate(zip(before["ids"], before["added_rows"]), len(there)):
        if id in rows:
            compare(number, old, rows[id], lambda name: None)
        else:
            deleted.append(number)
    added = [row for id, row in rows.items() if id not in before["ids"]]
    for row in gone.difference(now["deleted_rows"]):
        names = list(table.columns)
        added.append({**{name: _plain(table, name, row) for name in names}, **now["edited_rows"].get(row, {})})
    return {"edited_rows": edited, "added_rows": added, "deleted_rows": sorted(deleted)}


def _plain(table, name, row):
    """A value of the data as the page would send it."""
    values = table.index if name == "_index" else table.columns.get(name)
    value = values[row] if values is not None and row < len(values) else None
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, datetime.timedelta):
        return value.total_seconds()
    return str(value) if isinstance(value, decimal.Decimal) else value


def edited(table, state):
    """The data with the changes, in the shape in which they were given."""
    columns = {name: list(values) for name, values in table.columns.items()}
    index = None if table.index is None else list(table.index)
    for row, changes in state["edited_rows"].items():
        for name, value in changes.items():
            values = index if name == "_index" else columns.get(name)
            if values is not None and 0 <= row < len(values):
                values[row] = _parsed(value, table.kinds[name], values)
    gone = set(state["deleted_rows"])
    for values in [*columns.values(), *([] if index is None else [index])]:
        values[:] = [value for row, value in enumerate(values) if row not in gone]
    for row in state["added_rows"]:
        if index is not None:
            label = _label(_parsed(row.get("_index"), table.kinds["_index"], index), index)
            if label is None or label in index:
                continue
            index.append(label)
        for name, values in columns.items():
            values.append(_parsed(row.get(name), table.kinds[name], values))
    for name, values in columns.items():
        values[:] = _unified(values, table.kinds[name])
    return _shaped(table, columns, index)


def _label(label, index):
    """What names a new row: what the reader says, or the next number."""
    if label is None and all(isinstance(known, int) for known in index):
        return max(index, default=-1) + 1
    return label


def _is_missing(value):
    return value is None or (isinstance(value, float) and value != value) or type(value).__name__ in ("NaTType", "NAType")


def _unified(values, kind):
    """Numbers are all floats where one is, or where one is missing."""
    if kind in ("integer", "float") and (kind == "float" or None in values):
        return [None if value is None else float(value) for value in values]
    return values


def _parsed(value, kind, values):
    """A value that the page sends, as one of the kind of its column; None where it is none of those."""
    if value is None:
        return None
    try:
        return _PARSERS.get(kind, lambda value, values: value)(value, values)
    except (ValueError, TypeError, OverflowError, ArithmeticError):
        return None


def _moment(value, values):
    moment = datetime.datetime.fromisoformat(value)
    zone = next((known.tzinfo for known in values if getattr(known, "tzinfo", None)), None)
    if zone is None:
        return moment.replace(tzinfo=None)
    return moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone)


def _time(value, values):
    return datetime.time.fromisoformat(value.split("T")[-1])


_PARSERS = {
    "list": lambda value, values: list(value) if isinstance(value, list) else [value],
    "string": lambda value, values: str(value),
    "integer": lambda value, values: int(value),
    "float": lambda value, values: float(value),
    "boolean": lambda value, values: bool(value),
    "decimal": lambda value, values: decimal.Decimal(str(value)),
    "timedelta": lambda value, values: datetime.timedelta(seconds=value),
    "date": lambda value, values: datetime.date.fromisoformat(value[:10]),
    "time": _time,
    "datetime": _moment,
}


def _shaped(table, columns, index):
    form = table.form
    lists = list(columns.values())
    first = lists[0] if lists else []
    if form == "empty":
        # A table without columns, in the form of columns where no frames are to be had.
        pandas = sys.modules.get("pandas")
        return columns if pandas is None else pandas.DataFrame(columns)
    if form in ("frame", "series"):
        if form == "series":
            return table.make(first, index=index)
        return table.make(columns, index=index)
    if form == "records":
        return [dict(zip(columns, row)) for row in zip(*lists)]
    if form == "rows":
        return [list(row) for row in zip(*lists)]
    if form == "columns":
        return columns
    if form == "nested":
        return {name: dict(zip(index, values)) for name, values in columns.items()}
    if form == "mapping":
        return dict(zip(index, first)) if index is not None else {}
    if form == "array":
        return _array(first, table.dtype)
    if form == "matrix":
        return _array([list(row) for row in zip(*lists)], table.dtype)
    if form == "tuple":
        return tuple(first)
    return set(first) if form == "set" else first


def _array(values, dtype):
    """An array of the type of the one that was given, if it can hold what the values are now."""
    numpy = sys.modules["numpy"]
    if dtype.names:
        # Only the first field is edited.
        dtype = dtype[0]
    if dtype.kind in "mM":
        unit, _ = numpy.datetime_data(dtype)
        return numpy.array(values, f"{dtype.kind}8[{unit if unit in _UNITS else 's'}]")
    if dtype.kind == "f":
        return numpy.array(values, dtype)
    array = numpy.array(values)
    if dtype.kind in "iu":
        # A value that is missing makes them floats.
        return array.astype(dtype) if array.dtype.kind in "iu" else numpy.array(values, float)
    return array if dtype.kind == "b" else numpy.array(values, object)
