import dataclasses
import datetime
import decimal


def pairs(value):
    """A value with fields of a name, as a dict; None if it has none."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: getattr(value, f.name) for f in dataclasses.fields(value)}
    if hasattr(value, "_asdict"):
        return value._asdict()
    return None


def span(delta):
    seconds = abs(delta.total_seconds())
    days = seconds / 86400
    for most, text in [
        (45, "a few seconds"), (90, "a minute"), (2700, "%d minutes" % round(seconds / 60)),
        (5400, "an hour"), (79200, "%d hours" % round(seconds / 3600)), (129600, "a day"),
        (2246400, "%d days" % round(days)), (3974400, "a month"),
        (27648000, "%d months" % round(days / 30.44)), (47304000, "a year"),
    ]:
        if seconds < most:
            return text
    return "%d years" % round(days / 365.25)


def compact(value):
    if isinstance(value, str):
        return '"' + value + '"'
    return "null" if value is None else cell(value, "")


def cell(value, kind):
    if value is None or value != value:
        return ""
    if kind == "float":
        return "%.4f" % value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.timedelta):
        return span(value)
    if isinstance(value, datetime.datetime):
        return value.isoformat(" ")
    if isinstance(value, bytes):
        return ",".join(map(str, value))
    if isinstance(value, (list, tuple)):
        return "[" + ",".join(map(compact, value)) + "]"
    return str(value)


def kind_of(values):
    """The type of a column: whole numbers, other numbers, or anything."""
    there = [v for v in values if v is not None]
    if not there or any(isinstance(v, bool) or not isinstance(v, (int, float)) for v in there):
        return ""
    return "int" if len(there) == len(values) and all(isinstance(v, int) for v in there) else "float"


def refuse(data):
    from streamlit.errors import StreamlitDataframeConversionError
    raise StreamlitDataframeConversionError(
        "\nUnable to convert object of type `%s` to `pandas.DataFrame`.\nOffending object:\n```py\n%s\n```"
        % (type(data), data))


def listed(value):
    return isinstance(value, (list, tuple, set, frozenset, range, dict)) or hasattr(value, "tolist")


def columns_of(data):
    """The names of columns, the columns, the index (None if it only counts), and whether the names
    only count."""
    if data is None:
        return [], [], None, False
    if hasattr(data, "to_dict") and hasattr(data, "columns"):
        named = {name: list(data[name]) for name in data.columns}
        return list(named), list(named.values()), list(data.index), False
    if hasattr(data, "tolist"):
        data = data.tolist()
    data = pairs(data) or data
    if isinstance(data, dict):
        values = list(data.values())
        if values and all(isinstance(v, dict) for v in values):
            index = list(dict.fromkeys(key for v in values for key in v))
            return list(data), [[v.get(key) for key in index] for v in values], index, False
        if values and all(isinstance(v, (list, tuple, range)) or hasattr(v, "tolist") for v in values):
            values = [list(v) for v in values]
            if len({len(v) for v in values}) > 1:
                raise ValueError("All arrays must be of the same length")
            return list(data), values, None, False
        return ["value"] if data else [], [values] if data else [], list(data), True
    if isinstance(data, (str, bytes, int, float, complex)) or not hasattr(data, "__iter__"):
        refuse(data)
    rows = [pairs(row) or row for row in data]
    if rows and all(isinstance(row, dict) for row in rows):
        names = list(dict.fromkeys(name for row in rows for name in row))
        return names, [[row.get(name) for row in rows] for name in names], None, False
    if rows and all(listed(row) for row in rows):
        rows = [list(row) for row in rows]
        width = max(map(len, rows))
        rows = [row + [None] * (width - len(row)) for row in rows]
        return list(range(width)), [list(column) for column in zip(*rows)], None, True
    return ["value"] if rows else [], [rows] if rows else [], None, True


def table(data, hide_index, hide_header):
    names, columns, index, counted = columns_of(data)
    if hide_index is None:
        hide_index = index is None or index == list(range(len(index)))
    if hide_header is None:
        hide_header = counted
    kinds = [kind_of(column) for column in columns]
    rows = [
        [cell(value, kind) for value, kind in zip(row, kinds)] for row in zip(*columns)
    ]
    numeric = [kind != "" for kind in kinds]
    header = [str(name) for name in names]
    if not hide_index:
        index = index if index is not None else range(len(rows))
        rows = [[cell(name, "")] + row for name, row in zip(index, rows)]
        numeric.insert(0, False)
        header.insert(0, "")
    return (None if hide_header else header), not hide_index, rows, numeric
