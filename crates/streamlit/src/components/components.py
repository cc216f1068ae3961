import base64
import json
import mimetypes
import os
import re
import sys

import streamlit

_LINK = re.compile(
    r"""(<(?:script|link|img|source|audio|video)\b[^>]*?\s(?:src|href)\s*=\s*)(["'])([^"']+)\2""",
    re.IGNORECASE,
)
_STYLE_LINK = re.compile(r"""url\(\s*(["']?)([^"')]+)\1\s*\)""", re.IGNORECASE)


def declare_component(name, path=None, url=None):
    declarer = sys._getframe(1).f_globals
    module = declarer.get("__name__", "")
    if module == "__main__":
        file = os.path.basename(declarer.get("__file__", "app.py"))
        module = file.rpartition(".")[0] or file
    component = CustomComponent(f"{module}.{name}", path and str(path), url, module)
    folder = component.abspath
    if not (folder is None or os.path.isdir(folder)):
        raise _problem("NoComponentFolder", folder)
    return component


class CustomComponent:
    __doc__ = """A component with a page of its own: each call of it draws an instance."""

    _FACTS = ("name", "path", "url", "module_name")

    def __init__(self, name, path=None, url=None, module_name=None):
        if path is url is None:
            raise _problem("ComponentOfNothing")
        self._facts = dict(zip(self._FACTS, (name, path, url, module_name)))
        self._html = None

    def __getattr__(self, fact):
        if fact in self._FACTS:
            return self._facts[fact]
        raise AttributeError(fact)

    @property
    def abspath(self):
        return self.path and os.path.abspath(self.path)

    def create_instance(self, *unnamed, default=None, key=None, on_change=None, tab_index=None, **given):
        if unnamed:
            raise _problem("UnnamedArgument", repr(unnamed[0]))
        given.update(default=default, key=key)
        binary = {name: value for name, value in given.items() if isinstance(value, (bytes, bytearray, memoryview))}
        others = {name: value for name, value in given.items() if name not in binary}
        try:
            written = json.dumps(others)
        except Exception as error:
            raise _problem("ArgumentsNotJson", str(error)) from error
        if self.url is None and self._html is None:
            self._html = _page(self.abspath)
        encoded = [(name, base64.b64encode(value).decode()) for name, value in binary.items()]
        reader = {"default": default, "key": key, "on_change": on_change, "tab_index": tab_index}
        return streamlit._component_instance(self.name, self.url, self._html, written, encoded, **reader)

    __call__ = create_instance

    def __eq__(self, other):
        return isinstance(other, CustomComponent) and self._facts == other._facts

    def __hash__(self):
        return hash(tuple(self._facts.values()))

    def __str__(self):
        return f"'{self.name}': {self.path or self.url}"

    def __repr__(self):
        shown = [f"_{fact}={value!r}" for fact, value in self._facts.items() if value is not None]
        return f"CustomComponent({', '.join(shown)})"


CustomComponent.__module__ = "streamlit.components.v1.custom_component"


def _page(folder):
    """The page of a component with its files inside: in a world of its own it could not load them."""
    index = os.path.join(folder, "index.html")
    if not os.path.isfile(index):
        raise _problem("NoComponentPage", folder)
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


def _check_text(component, parameter, text):
    """Refuses what is no text, and the path of a file: a component of the app has none."""
    if not isinstance(text, (str, type(None))):
        raise _problem("ComponentText", parameter, type(text).__name__)
    lines = (text or "").strip().splitlines()
    if len(lines) == 1 and lines[0].endswith(f".{parameter}"):
        raise _problem("ComponentFile", component, parameter, lines[0])


def _callbacks(given):
    """The functions among arguments called `on_<event>_change`, by their events."""
    callbacks = {}
    for parameter, function in given.items():
        event = re.fullmatch("on_(.*?)_?change", parameter)
        if event and parameter.endswith("_change") and callable(function):
            if not event[1].strip("_"):
                raise _problem("CallbackName", parameter)
            callbacks[event[1]] = function
    return callbacks


def component(name, *, html=None, css=None, js=None, isolate_styles=True):
    _check_text(name, "css", css)
    _check_text(name, "js", js)

    def mount(
        *, key=None, data=None, default=None, width="stretch", height="content", **on_callbacks
    ):
        callbacks = _callbacks(on_callbacks)
        for state in set(default or ()) - set(callbacks):
            raise _problem("DefaultKey", str(state), ", ".join(callbacks) or "none")
        try:
            given = json.dumps(data)
        except Exception as error:
            raise _problem("DataNotJson", str(error)) from error

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
