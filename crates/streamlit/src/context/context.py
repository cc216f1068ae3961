"""What surrounds a script: the reader's browser, the user, the secrets."""

import json
import os
from collections.abc import ItemsView, KeysView, Mapping, ValuesView

from streamlit.errors import StreamlitSecretNotFoundError


class StreamlitHeaders(Mapping):
    """What a server would know of a request. A page without a server has none."""

    def __getitem__(self, key):
        raise KeyError(key)

    def __iter__(self):
        return iter(())

    def __len__(self):
        return 0

    def get_all(self, key):
        return []

    def to_dict(self):
        return {}


class StreamlitCookies(StreamlitHeaders):
    """The cookies of a request: none."""


class StreamlitTheme(dict):
    """The theme that the reader sees."""

    def __getattr__(self, key):
        if key in self:
            return self[key]
        raise _problem("NoThemeAttribute", key)


class ContextProxy:
    """The reader's browser."""

    __iter__ = None

    @property
    def headers(self):
        return StreamlitHeaders()

    @property
    def cookies(self):
        return StreamlitCookies()

    @property
    def ip_address(self):
        return None

    @property
    def theme(self):
        return StreamlitTheme(type=_fact("theme") or None)

    @property
    def timezone(self):
        return _fact("timezone") or None

    @property
    def timezone_offset(self):
        return int(_fact("timezone_offset"))

    @property
    def locale(self):
        return _fact("locale") or None

    @property
    def url(self):
        return _fact("url") or None

    @property
    def is_embedded(self):
        return _fact("is_embedded") == "true"

    def __getitem__(self, key):
        if key not in self:
            raise _problem("NoContextKey", str(key), ", ".join(sorted(_KEYS)))
        return getattr(self, key)

    def __contains__(self, key):
        return key in _KEYS


_KEYS = {name for name, value in vars(ContextProxy).items() if isinstance(value, property)}


class UserInfoProxy(Mapping):
    """The user. In a page without a server nobody can log in."""

    _facts = {"email": "test@example.com", "is_logged_in": False}

    def __getitem__(self, key):
        return self._facts[key]

    def __getattr__(self, key):
        if key in self._facts:
            return self._facts[key]
        raise _problem("NoUserAttribute", key)

    def __setattr__(self, name, value):
        raise _problem("UserIsFixed", str(name))

    __setitem__ = __setattr__

    def __iter__(self):
        return iter(self._facts)

    def __len__(self):
        return len(self._facts)

    @property
    def tokens(self):
        return StreamlitHeaders()

    def to_dict(self):
        return dict(self._facts)


def _wrapped(value):
    return AttrDict(value) if isinstance(value, dict) else value


class AttrDict(Mapping):
    """A section of the secrets; its keys are attributes too."""

    def __init__(self, value):
        self.__dict__["__nested_secrets__"] = dict(value)

    def _all(self):
        return self.__dict__["__nested_secrets__"]

    def __getitem__(self, key):
        found = self._all()
        if key in found:
            return _wrapped(found[key])
        raise _problem("NoSecret", str(key))

    def __getattr__(self, key):
        found = self._all()
        if key in found:
            return _wrapped(found[key])
        raise _problem("NoSecretAttribute", key)

    def __delitem__(self, key):
        raise _problem("SecretsAreFixed", str(key))

    def __setattr__(self, key, value):
        raise _problem("SecretsAreFixed", str(key))

    __setitem__ = __setattr__

    def __iter__(self):
        return iter(self._all())

    def __len__(self):
        return len(self._all())

    def __repr__(self):
        return repr(self._all())

    def to_dict(self):
        return json.loads(json.dumps(self._all(), default=str))


class Secrets(Mapping):
    """The secrets of the app."""

    def __init__(self):
        self.__dict__["_known"] = None

    def _all(self):
        if self._known is None:
            self.__dict__["_known"] = self._read()
        return self._known

    def _read(self):
        given = _fact("secrets")
        found = json.loads(given) if given else {}
        path = _fact("secrets_path")
        if os.path.exists(path):
            import tomllib

            with open(path, "rb") as file:
                try:
                    found = {**tomllib.load(file), **found}
                except tomllib.TOMLDecodeError as error:
                    raise _problem("BrokenSecrets", path, str(error)) from error
        if not found:
            raise _problem("NoSecrets", path)
        for key, value in found.items():
            if type(value) in (str, int, float):
                os.environ[key] = str(value)
        return found

    def load_if_toml_exists(self):
        try:
            self._all()
        except StreamlitSecretNotFoundError:
            return False
        return True

    def __getitem__(self, key):
        found = self._all()
        if key in found:
            return _wrapped(found[key])
        raise _problem("NoSecret", str(key))

    def __getattr__(self, key):
        try:
            return self[key]
        except (KeyError, StreamlitSecretNotFoundError):
            raise _problem("NoSecretAttribute", key) from None

    def has_key(self, key):
        return key in self._all()

    def __setitem__(self, key, value):
        raise _problem("SecretsAreFixed", str(key))

    def __delitem__(self, key):
        raise _problem("SecretsAreFixed", str(key))

    def __setattr__(self, name, value):
        raise _problem("SecretsAreFixed", str(name))

    def __delattr__(self, name):
        raise _problem("SecretsAreFixed", str(name))

    def __iter__(self):
        return iter(self._all())

    def __len__(self):
        return len(self._all())

    def __contains__(self, key):
        return key in self._all()

    def __repr__(self):
        return repr(self._all())

    def to_dict(self):
        return AttrDict(self._all()).to_dict()

    def keys(self):
        return KeysView(self._all())

    def values(self):
        return ValuesView(self._all())

    def items(self):
        return ItemsView(self._all())


context = ContextProxy()
user = experimental_user = UserInfoProxy()
secrets = Secrets()
