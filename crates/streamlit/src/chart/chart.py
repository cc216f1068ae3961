import json


def _plain(value):
    """What JSON has no form for: days and times in ISO 8601, numbers of other libraries as numbers."""
    if hasattr(value, "iloc") and hasattr(value, "columns"):
        return value.to_dict("records")
    for way in ("isoformat", "tolist", "item"):
        if hasattr(value, way):
            return getattr(value, way)()
    if hasattr(value, "_asdict"):
        return value._asdict()
    if isinstance(value, (set, frozenset, range, tuple)) or hasattr(value, "__next__"):
        return list(value)
    return str(value)


def dumps(value):
    """A value as JSON, where numbers that it has no form for are nothing."""
    try:
        return json.dumps(value, default=_plain, allow_nan=False)
    except ValueError:
        text = json.dumps(value, default=_plain)
        return json.dumps(json.loads(text, parse_constant=lambda name: None))


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


def figure(value):
    """A figure of Plotly as JSON."""
    if hasattr(value, "to_plotly_json"):
        value = value.to_plotly_json()
    elif isinstance(value, list):
        value = {"data": [_trace(item) for item in value]}
    elif not isinstance(value, dict):
        raise _problem("NoFigure", type(value).__name__)
    elif "data" not in value and "layout" not in value:
        value = {"data": [value]} if "type" in value or "x" in value or "y" in value else value
    return dumps(_unpacked(value))


def _trace(value):
    if not hasattr(value, "to_plotly_json") and not isinstance(value, dict):
        raise _problem("NoFigure", f"list of {type(value).__name__}")
    return value


def _number(value):
    """A number of another library."""
    if hasattr(value, "item"):
        return value.item()
    raise TypeError(f"{value!r} cannot be written as JSON")


def config(value):
    """Options of Plotly as JSON."""
    json.dumps(value, default=_number)
    return dumps(value)


def _unpacked(value):
    if hasattr(value, "to_plotly_json"):
        return _unpacked(value.to_plotly_json())
    if isinstance(value, dict):
        return {name: _unpacked(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_unpacked(item) for item in value]
    return value


def dot(value):
    """A graph in the language of Graphviz, and the engine that lays it out."""
    if isinstance(value, str):
        return value, "dot"
    return value.source, getattr(value, "engine", None) or "dot"


def echarts_option(spec):
    """The option of a chart of ECharts as JSON."""
    if hasattr(spec, "dump_options"):
        spec = spec.dump_options()
    try:
        spec = json.loads(spec) if isinstance(spec, str) else spec
    except ValueError as error:
        raise _problem("SpecificationNotJson", str(error)) from None
    if not hasattr(spec, "items"):
        raise _problem("NoOption", type(spec).__name__)
    return dumps(dict(spec))


def bokeh_item(figure):
    """A figure of Bokeh as JSON."""
    if isinstance(figure, dict):
        return dumps(figure)
    try:
        from bokeh.embed import json_item
    except ImportError:
        raise _problem("NoBokeh") from None
    return json.dumps(json_item(figure))


def deck(chart):
    """A chart of pydeck as JSON, and the tooltip that it has."""
    if chart is None:
        return '{"initialViewState": {"latitude": 0, "longitude": 0, "pitch": 0, "zoom": 1}}', None
    if not hasattr(chart, "to_json"):
        raise _problem("NoDeck", type(chart).__name__)
    tooltip = getattr(chart, "_tooltip", None)
    tooltip = getattr(getattr(chart, "deck_widget", None), "tooltip", tooltip)
    return chart.to_json(), tooltip if isinstance(tooltip, (dict, bool)) else None


_LATITUDE = ("lat", "latitude", "LAT", "LATITUDE")
_LONGITUDE = ("lon", "longitude", "LON", "LONGITUDE")
_SIZE = 100
# How many degrees fit into the width of a map, by its zoom.
_DEGREES = [360 / 2**zoom for zoom in range(21)]
_ZOOM = 12


def map_spec(data, names, columns, latitude, longitude, color, size, zoom):
    """Points on a map, in the terms of deck.gl."""
    table = dict(zip(names, columns))
    view = {"latitude": 0, "longitude": 0, "pitch": 0, "zoom": 1}
    if data is None or getattr(data, "empty", False) is True:
        return json.dumps({"initialViewState": view})
    json.dumps([size, zoom], default=_number)
    lats = _coordinates(table, latitude, _LATITUDE, "latitude")
    lons = _coordinates(table, longitude, _LONGITUDE, "longitude")
    if not lats:
        return json.dumps({"initialViewState": view})
    points = [{"at": at} for at in zip(lons, lats)]
    radius = _SIZE if size is None else size
    if isinstance(size, str) and size in table:
        radius = "@@=size"
        for point, value in zip(points, table[size]):
            point["size"] = value
    paint = "primary" if color is None else color
    if isinstance(color, str) and color in table:
        paint = "@@=color"
        for point, value in zip(points, table[color]):
            point["color"] = _color(value, color)
    elif not (isinstance(paint, str) and paint.lower() == "primary"):
        paint = _color(paint, None)
    else:
        paint = "primary"
    view["latitude"] = (max(lats) + min(lats)) / 2
    view["longitude"] = (max(lons) + min(lons)) / 2
    distance = max(max(lats) - min(lats), max(lons) - min(lons))
    found = (level for level in range(20) if _DEGREES[level + 1] < distance <= _DEGREES[level])
    view["zoom"] = next(found, _ZOOM) if zoom is None else zoom
    layer = {
        "@@type": "ScatterplotLayer",
        "getPosition": "@@=at",
        "getRadius": radius,
        "radiusMinPixels": 3,
        "radiusUnits": "meters",
        "getFillColor": paint,
        "data": points,
    }
    return dumps({"initialViewState": view, "layers": [layer]})


def _coordinates(table, said, known, word):
    name = said if isinstance(said, str) and said in table else next((name for name in known if name in table), None)
    if name is None:
        raise _problem("NoCoordinates", word, ", ".join(known), ", ".join(table) or "none")
    for value in table[name]:
        if value is None or value != value:
            raise _problem("GapInCoordinates", str(name))
        if isinstance(value, str):
            raise TypeError(f"The column `{name}` holds {value!r}, where a number of degrees should be.")
    return [float(value) for value in table[name]]


def _color(value, column):
    """A colour as four numbers up to 255."""
    of = f" in column `{column}`" if column else ""
    if isinstance(value, str) and value.startswith("#"):
        digits = value[1:]
        if len(digits) in (3, 4):
            digits = "".join(digit * 2 for digit in digits)
        if len(digits) in (6, 8):
            try:
                parts = [int(digits[at : at + 2], 16) for at in range(0, len(digits), 2)]
                return parts if len(parts) == 4 else [*parts, 255]
            except ValueError:
                pass
    elif isinstance(value, (list, tuple)) and len(value) in (3, 4):
        parts = [number * 255 if isinstance(number, float) else number for number in value[:3]]
        alpha = value[3] if len(value) == 4 else 1.0
        if isinstance(alpha, float) or alpha == 1:
            alpha *= 255
        return [int(part) for part in [*parts, alpha]]
    raise _problem("PointColor", f"{value!r}{of}")
