import base64
import json
import mimetypes
import os
import re
import sys

import streamlit
from streamlit.components.v1.custom_component import MarshallComponentException
from streamlit.errors import (
    BidiComponentInvalidCallbackNameError,
    BidiComponentInvalidDefaultKeyError,
    BidiComponentUnserializableDataError,
    StreamlitAPIException,
    StreamlitInvalidParameterTypeError,
)

_LINK = re.compile(
    r"""(<(?:script|link|img|source|audio|video)\b[^>]*?\s(?:src|href)\s*=\s*)(["'])([^"']+)\2""",
    re.IGNORECASE,
)
_STYLE_LINK = re.compile(r"""url\(\s*(["']?)([^"')]+)\1\s*\)""", re.IGNORECASE)


def declare_component(name, path=None, url=None):
    names = sys._getframe(1).f_globals
    module = names.get("__name__", "")
    if module == "__main__":
        module = os.path.splitext(os.path.basename(names.get("__file__", "app")))[0]
    component = CustomComponent(f"{module}.{name}", None if path is None else str(path), url, module)
    if component.abspath is not None and not os.path.isdir(component.abspath):
        raise StreamlitAPIException(f"No such component directory: '{component.abspath}'")
    return component


class CustomComponent:
    def __init__(self, name, path=None, url=None, module_name=None):
        if path is None and url is None:
            raise StreamlitAPIException("Either 'path' or 'url' must be set.")
        self._name = name
        self._path = path
        self._url = url
        self._module_name = module_name
        self._page = None

    name = property(lambda self: self._name)
    path = property(lambda self: self._path)
    url = property(lambda self: self._url)
    module_name = property(lambda self: self._module_name)

    @property
    def abspath(self):
        return None if self._path is None else os.path.abspath(self._path)

    def __call__(self, *args, default=None, key=None, on_change=None, tab_index=None, **kwargs):
        return self.create_instance(
            *args, default=default, key=key, on_change=on_change, tab_index=tab_index, **kwargs
        )

    def create_instance(
        self, *args, default=None, key=None, on_change=None, tab_index=None, **kwargs
    ):
        if args:
            raise MarshallComponentException(f"Argument '{args[0]}' needs a label")
        plain, bytes_ = {}, []
        for name, value in dict(kwargs, default=default, key=key).items():
            if isinstance(value, (bytes, bytearray, memoryview)):
                bytes_.append((name, base64.b64encode(value).decode()))
            else:
                plain[name] = value
        try:
            given = json.dumps(plain)
        except Exception as error:
            raise MarshallComponentException("Could not convert component args to JSON", error)
        if self._url is None and self._page is None:
            self._page = _page(self.abspath)
        return streamlit._component_instance(
            self._name,
            self._url,
            self._page,
            given,
            bytes_,
            default=default,
            key=key,
            on_change=on_change,
            tab_index=tab_index,
        )

    def _identity(self):
        return self._name, self._path, self._url, self._module_name

    def __eq__(self, other):
        return isinstance(other, CustomComponent) and self._identity() == other._identity()

    def __hash__(self):
        return hash(self._identity())

    def __str__(self):
        return f"'{self._name}': {self._url if self._path is None else self._path}"

    def __repr__(self):
        names = ("_name", "_path", "_url", "_module_name")
        given = [(name, getattr(self, name)) for name in names]
        shown = ", ".join(f"{name}={value!r}" for name, value in given if value is not None)
        return f"CustomComponent({shown})"


CustomComponent.__module__ = "streamlit.components.v1.custom_component"


def _page(folder):
    """The page of a component with its files inside: in a world of its own it could not load them."""
    index = os.path.join(folder, "index.html")
    if not os.path.isfile(index):
        raise StreamlitAPIException(f"There is no `index.html` in the component directory '{folder}'.")
    with open(index, encoding="utf-8") as file:
        html = file.read()

    def inside(found):
        address = _inside(folder, folder, found[3])
        return f"{found[1]}{found[2]}{address}{found[2]}"

    return _LINK.sub(inside, html)


def _inside(root, folder, address):
    """The address of a file with its bytes in it; other addresses stay."""
    if re.match(r"[a-z][a-z0-9+.-]*:|//|#", address, re.IGNORECASE):
        return address
    name = re.split(r"[?#]", address)[0]
    base = root if name.startswith("/") else folder
    path = os.path.normpath(os.path.join(base, name.lstrip("/")))
    if not os.path.isfile(path):
        return address
    with open(path, "rb") as file:
        content = file.read()
    if path.endswith(".css"):
        def nested(found):
            return f"url({_inside(root, os.path.dirname(path), found[2])})"

        content = _STYLE_LINK.sub(nested, content.decode("utf-8", "replace")).encode()
    kind = "text/javascript" if path.endswith(("js", ".mjs")) else mimetypes.guess_type(path)[0]
    return f"data:{kind or 'application/octet-stream'};base64,{base64.b64encode(content).decode()}"


def component(name, *, html=None, css=None, js=None, isolate_styles=True):
    for parameter, value in (("css", css), ("js", js)):
        if value is not None and not isinstance(value, str):
            raise StreamlitInvalidParameterTypeError(
                f"Invalid `{parameter}` type. Expected one of: str, None. "
                f"Provided type: {type(value).__name__}. Pass a string path or glob."
            )
        if value is not None and "\n" not in value and value.strip().endswith("." + parameter):
            raise StreamlitAPIException(
                f"Component '{name}' must be declared in pyproject.toml with asset_dir "
                f"to use file-backed {parameter}."
            )

    def mount(
        *, key=None, data=None, default=None, width="stretch", height="content", **on_callbacks
    ):
        callbacks = {}
        for parameter, callback in on_callbacks.items():
            if not (parameter.startswith("on_") and parameter.endswith("_change")):
                continue
            if callable(callback):
                event = parameter[3:-7]
                if not event or event == "_":
                    raise BidiComponentInvalidCallbackNameError(
                        f"The callback name `'{parameter}'` is not allowed. Callback names must "
                        "follow the pattern `on_{event_name}_change` where `event_name` is not "
                        "empty."
                    )
                callbacks[event] = callback
        for state in default or ():
            if state not in callbacks:
                known = list(callbacks) or "none"
                raise BidiComponentInvalidDefaultKeyError(
                    f"Key `'{state}'` in `default` is not a valid state name. Valid state names "
                    "are those with corresponding `on_{state_name}_change` callbacks. "
                    f"Available state names: `{known}`"
                )
        try:
            given = json.dumps(data)
        except Exception:
            raise BidiComponentUnserializableDataError(
                "The `data` provided to the bidirectional component could not be serialized. "
                "Please ensure the data is JSON-serializable, or is a supported data structure "
                "like a pandas DataFrame."
            )

        kept = {}

        def tell(old, new):
            for event, callback in callbacks.items():
                if (old or {}).get(event) != (new or {}).get(event):
                    callback()

        def on_state():
            tell(kept["state"], streamlit._component_value(kept["id"]))

        def on_event():
            tell(None, streamlit._component_value(kept["id"] + "-events"))

        kept["id"], kept["state"], fired = streamlit._bidi_component(
            name,
            html or "",
            css or "",
            js or "",
            isolate_styles,
            given,
            default=dict(default or {}),
            key=key,
            width=width,
            height=height,
            on_state=on_state if callbacks else None,
            on_event=on_event if callbacks else None,
        )
        events = {event: (fired or {}).get(event) for event in callbacks}
        return ComponentResult(kept["state"], events)

    return mount


class ComponentResult(dict):
    def __init__(self, state, fired):
        super().__init__({**fired, **(state or {})})

    def __getattr__(self, name):
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None
