import datetime
import json


def _plain(value):
    """A value as JSON has it: days and times in ISO 8601, lengths of time in seconds."""
    if isinstance(value, datetime.timedelta):
        return value.total_seconds()
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, (set, frozenset, tuple, range)):
        return list(value)
    return value


def _column(kind, given, *own):
    details = {name: _plain(given.pop(name)) for name in own}
    config = {name: _plain(value) for name, value in given.items()}
    return {**config, "type_config": {"type": kind, **details}}


def Column(label=None, *, width=None, help=None, disabled=None, required=None, pinned=None, alignment=None):
    return dict(locals())


def TextColumn(label=None, *, width=None, help=None, disabled=None, required=None, pinned=None, alignment=None, default=None, max_chars=None, validate=None):
    return _column("text", dict(locals()), "max_chars", "validate")


def NumberColumn(label=None, *, width=None, help=None, disabled=None, required=None, pinned=None, alignment=None, default=None, format=None, min_value=None, max_value=None, step=None):
    return _column("number", dict(locals()), "min_value", "max_value", "format", "step")


def CheckboxColumn(label=None, *, width=None, help=None, disabled=None, required=None, pinned=None, alignment=None, default=None):
    return _column("checkbox", dict(locals()))


def SelectboxColumn(label=None, *, width=None, help=None, disabled=None, required=None, pinned=None, default=None, options=None, format_func=None):
    given = dict(locals())
    given["options"] = _options(options, given.pop("format_func"))
    return _column("selectbox", given, "options")


def MultiselectColumn(label=None, *, width=None, help=None, disabled=None, required=None, pinned=None, default=None, options=None, accept_new_options=None, color=None, format_func=None):
    given = dict(locals())
    color, format_func = given.pop("color"), given.pop("format_func")
    given["options"] = _options(options, format_func, color)
    return _column("multiselect", given, "options", "accept_new_options")


def ListColumn(label=None, *, width=None, help=None, pinned=None, disabled=None, required=None, default=None):
    return _column("list", dict(locals()))


def DatetimeColumn(label=None, *, width=None, help=None, disabled=None, required=None, pinned=None, alignment=None, default=None, format=None, min_value=None, max_value=None, step=None, timezone=None):
    return _column("datetime", dict(locals()), "format", "min_value", "max_value", "step", "timezone")


def DateColumn(label=None, *, width=None, help=None, disabled=None, required=None, pinned=None, alignment=None, default=None, format=None, min_value=None, max_value=None, step=None):
    return _column("date", dict(locals()), "format", "min_value", "max_value", "step")


def TimeColumn(label=None, *, width=None, help=None, disabled=None, required=None, pinned=None, alignment=None, default=None, format=None, min_value=None, max_value=None, step=None):
    return _column("time", dict(locals()), "format", "min_value", "max_value", "step")


def LinkColumn(label=None, *, width=None, help=None, disabled=None, required=None, pinned=None, alignment=None, default=None, max_chars=None, validate=None, display_text=None):
    return _column("link", dict(locals()), "max_chars", "validate", "display_text")


def MarkdownColumn(label=None, *, width=None, help=None, disabled=None, required=None, pinned=None, alignment=None, default=None):
    return _column("markdown", dict(locals()))


def ImageColumn(label=None, *, width=None, help=None, pinned=None, alignment=None):
    return _column("image", dict(locals()))


def AudioColumn(label=None, *, width=None, help=None, pinned=None, alignment=None):
    return _column("audio", dict(locals()))


def VideoColumn(label=None, *, width=None, help=None, pinned=None, alignment=None):
    return _column("video", dict(locals()))


def JsonColumn(label=None, *, width=None, help=None, pinned=None, alignment=None):
    return _column("json", dict(locals()))


def LineChartColumn(label=None, *, width=None, help=None, pinned=None, y_min=None, y_max=None, color=None):
    return _column("line_chart", dict(locals()), "y_min", "y_max", "color")


def AreaChartColumn(label=None, *, width=None, help=None, pinned=None, y_min=None, y_max=None, color=None):
    return _column("area_chart", dict(locals()), "y_min", "y_max", "color")


def BarChartColumn(label=None, *, width=None, help=None, pinned=None, y_min=None, y_max=None, color=None):
    return _column("bar_chart", dict(locals()), "y_min", "y_max", "color")


def ProgressColumn(label=None, *, width=None, help=None, pinned=None, format=None, min_value=None, max_value=None, step=None, color=None):
    return _column("progress", dict(locals()), "format", "min_value", "max_value", "step", "color")


class ButtonColumnResult:
    """A column of buttons: what it looks like, and what a click on one of them calls."""

    def __init__(self, config, on_click, args, kwargs, key):
        self.config = config
        self.on_click = on_click
        self.args = args
        self.kwargs = kwargs
        self.key = key


def ButtonColumn(label=None, *, width=None, help=None, pinned=None, alignment=None, type="secondary", on_click=None, args=None, kwargs=None, key=None):
    given = dict(locals())
    config = {name: given[name] for name in ("label", "width", "help", "pinned", "alignment")}
    config["disabled"] = True
    config["type_config"] = {"type": "button", "button_type": type}
    if key is None:
        if any(given[name] is not None for name in ("on_click", "args", "kwargs")):
            raise _problem("NoButtonKey")
        return config
    return ButtonColumnResult(config, on_click, args, kwargs, key)


def _options(options, format_func, color=None):
    """Options with their labels and colours, where they have any."""
    if options is None:
        return None
    options = list(options)
    if format_func is None and color is None:
        return options
    colors = [color] * len(options) if color is None or isinstance(color, str) else list(color)
    listed = []
    for place, option in enumerate(options):
        entry = {"value": option}
        if format_func is not None:
            entry["label"] = str(format_func(option))
        # Colours begin again where there are fewer of them than options.
        color = colors[place % len(colors)] if colors else None
        if color is not None:
            entry["color"] = color
        listed.append(entry)
    return listed


_COLUMNS = [name for name in list(globals()) if name.endswith("Column")]


def public(name):
    """A name of the module `streamlit.column_config`."""
    if name in _COLUMNS:
        return globals()[name]
    raise AttributeError(f"module 'streamlit.column_config' has no attribute '{name}'")


def names():
    return sorted(_COLUMNS)


def resolved(given):
    """A `column_config` as JSON: pairs of a name or a position, and what is said of that column."""
    if given is None:
        return "[]"
    if not hasattr(given, "items"):
        raise _problem("InvalidType", "column_config", "a dict from names of columns to what is said of them, or None", type(given).__name__)
    pairs = []
    for name, config in given.items():
        if config is None:
            config = {"hidden": True}
        elif isinstance(config, str):
            config = {"label": config}
        elif isinstance(config, ButtonColumnResult):
            config = config.config
        elif not isinstance(config, dict):
            raise _problem("InvalidType", f"column_config of {name}", "a label, a column of st.column_config, or None to hide the column", type(config).__name__)
        pairs.append([name if isinstance(name, int) else str(name), config])
    return json.dumps(pairs, default=lambda value: _plain(value) if _plain(value) is not value else str(value))


def buttons(given):
    """The columns of buttons that are followed: name, key, and what a click calls."""
    if not hasattr(given, "items"):
        return []
    columns = [(name, config) for name, config in given.items() if isinstance(config, ButtonColumnResult)]
    return [(str(name), config.key, config.on_click, config.args, config.kwargs) for name, config in columns]


def said(value):
    """A selection that a script gives, as JSON."""
    selection = value.get("selection", {}) if hasattr(value, "get") else {}
    parts = {name: list(selection.get(name, [])) for name in ("rows", "columns", "cells")}
    return json.dumps({"selection": parts}, default=str)
