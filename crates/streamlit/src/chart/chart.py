import json


class _Fields(dict):
    """A dict whose items are attributes as well."""

    def __getattr__(self, name):
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


def _fields(value):
    if isinstance(value, dict):
        return _Fields({name: _fields(item) for name, item in value.items()})
    if isinstance(value, list):
        return [_fields(item) for item in value]
    return value


def _plain(value):
    """What JSON has no form for: days and times in ISO 8601, numbers of other libraries as numbers."""
    for way in ("isoformat", "tolist", "item"):
        if hasattr(value, way):
            return getattr(value, way)()
    if hasattr(value, "_asdict"):
        return value._asdict()
    if isinstance(value, (set, frozenset, range, tuple)) or hasattr(value, "__next__"):
        return list(value)
    return str(value)


def dumps(value):
    return json.dumps(value, default=_plain)


def to_dict(chart):
    """A chart as a dict; one of Altair with all of its data in it, and without the look that it has of itself."""
    try:
        import altair
    except ImportError:
        return chart.to_dict()
    themes = altair.theme if hasattr(altair, "theme") else altair.themes
    with altair.data_transformers.enable("default", max_rows=None):
        if themes.active != "default":
            return chart.to_dict()
        with themes.enable("none"):
            return chart.to_dict()


def state(text, names):
    """What is selected in a chart of Vega-Lite, by the names of its selections."""
    said = json.loads(text).get("selection", {}) if text else {}
    selection = {name: said.get(name, {}) for name in names.split("\n") if name}
    return _fields({"selection": selection})


def figure(value):
    """A figure of Plotly as JSON."""
    if isinstance(value, str):
        return value
    if hasattr(value, "to_plotly_json"):
        value = value.to_plotly_json()
    elif isinstance(value, (list, tuple)):
        value = {"data": [item.to_plotly_json() if hasattr(item, "to_plotly_json") else item for item in value]}
    elif isinstance(value, dict) and "data" not in value and "layout" not in value:
        value = {"data": [value]} if "type" in value or "x" in value or "y" in value else value
    return dumps(_unpacked(value))


def _unpacked(value):
    if hasattr(value, "to_plotly_json"):
        return _unpacked(value.to_plotly_json())
    if isinstance(value, dict):
        return {name: _unpacked(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_unpacked(item) for item in value]
    return value


def points(text, _names):
    """What is selected in a chart of Plotly."""
    said = json.loads(text).get("selection", {}) if text else {}
    parts = {name: said.get(name, []) for name in ("points", "point_indices", "box", "lasso")}
    return _fields({"selection": parts})


def dot(value):
    """A graph in the language of Graphviz, and the engine that lays it out."""
    if isinstance(value, str):
        return value, "dot"
    return value.source, getattr(value, "engine", None) or "dot"
