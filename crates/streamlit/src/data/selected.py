"""What a reader has selected: dicts whose keys are attributes too, and which a script cannot change."""

import json


class AttributeDictionary(dict):
    __doc__ = """A dictionary whose keys are attributes too."""
    __module__ = "streamlit.util"

    def __getattr__(self, key):
        try:
            item = self[key]
        except KeyError:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {key!r}") from None
        return AttributeDictionary(item) if type(item) is dict else item

    def __setattr__(self, name, value):
        self[name] = value


class ReadOnlyAttributeDictionary(AttributeDictionary):
    __doc__ = """A dictionary whose keys are attributes too, and which cannot be changed."""
    __module__ = "streamlit.util"

    def __getitem__(self, key):
        item = super().__getitem__(key)
        return ReadOnlyAttributeDictionary(item) if type(item) is dict else item

    def __reduce__(self):
        return type(self), (dict(self),)

    def _refuse(self, *args, **kwargs):
        raise TypeError(f"{type(self).__name__} says what a reader has done, and cannot be changed.")

    __setitem__ = __delitem__ = __setattr__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse


class DataframeSelectionState(ReadOnlyAttributeDictionary):
    __module__ = "streamlit.elements.arrow"


class DataframeState(ReadOnlyAttributeDictionary):
    __module__ = "streamlit.elements.arrow"


class ButtonColumnClickState(ReadOnlyAttributeDictionary):
    __module__ = "streamlit.elements.lib.column_config_utils"


class EChartsSelectionState(ReadOnlyAttributeDictionary):
    __module__ = "streamlit.elements.echarts_chart"


class EChartsState(ReadOnlyAttributeDictionary):
    __module__ = "streamlit.elements.echarts_chart"


class PlotlySelectionState(ReadOnlyAttributeDictionary):
    __module__ = "streamlit.elements.plotly_chart"


class PlotlyState(ReadOnlyAttributeDictionary):
    __module__ = "streamlit.elements.plotly_chart"


class PydeckSelectionState(ReadOnlyAttributeDictionary):
    __module__ = "streamlit.elements.deck_gl_json_chart"


class PydeckState(ReadOnlyAttributeDictionary):
    __module__ = "streamlit.elements.deck_gl_json_chart"


class VegaLiteState(ReadOnlyAttributeDictionary):
    __module__ = "streamlit.elements.vega_charts"


def _said(text):
    """What is selected, from JSON."""
    return json.loads(text).get("selection", {}) if text else {}


def _state(whole, part, text, **empty):
    return whole(selection=part({**empty, **_said(text)}))


def plotly(text, names):
    return _state(PlotlyState, PlotlySelectionState, text, points=[], point_indices=[], box=[], lasso=[])


def vega_lite(text, names):
    said = _said(text)
    selection = {name: said.get(name, {}) for name in names.split("\n") if name}
    return VegaLiteState(selection=ReadOnlyAttributeDictionary(selection))


def echarts(text, names):
    return _state(EChartsState, EChartsSelectionState, text, selected=[], areas=[])


def pydeck(text, names):
    return _state(PydeckState, PydeckSelectionState, text, indices={}, objects={})


def data_frame(text):
    state = _state(DataframeState, DataframeSelectionState, text, rows=[], columns=[], cells=[])
    cells = [tuple(cell) for cell in state.selection.cells]
    return DataframeState(selection=DataframeSelectionState({**state.selection, "cells": cells}))


def click(text):
    """Which button of a column was clicked, from JSON."""
    said = json.loads(text)
    return ButtonColumnClickState(row=said["row"], label=said["label"])
