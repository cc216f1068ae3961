"""What `st.connection` opens, and the table that a query of it gives."""

import abc
import copy
import importlib
import os
import typing
import uuid

import streamlit

_Raw = typing.TypeVar("_Raw")

# Raises an exception by the name of the problem; `st.connection` sets it.
_problem = None


class BaseConnection(abc.ABC, typing.Generic[_Raw]):
    """A connection of an app: `_connect` opens what is behind it, `_instance` is that."""

    _raw_instance = None
    _kwargs = {}

    def __init__(self, connection_name, **kwargs):
        self._connection_name = connection_name
        self._kwargs = kwargs
        self._connection_instance_id = uuid.uuid4()
        self._raw_instance = self._connect(**kwargs)

    def __getattr__(self, name):
        if not name.startswith("_") and hasattr(self._instance, name):
            raise AttributeError(f"`{name}` belongs to what is behind this connection: write `._instance.{name}`")
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    @property
    def _secrets(self):
        secrets = streamlit.secrets
        section = secrets.get("connections", {}) if secrets.load_if_toml_exists() else {}
        empty = type(secrets).__getitem__.__globals__["AttrDict"]({})
        return section.get(self._connection_name, empty)

    @property
    def _instance(self):
        opened = self._raw_instance
        if opened is None:
            opened = self._raw_instance = self._connect(**self._kwargs)
        return opened

    @abc.abstractmethod
    def _connect(self, **kwargs):
        raise NotImplementedError

    def reset(self):
        """Forgets what is behind it; the next use opens it again."""
        self._raw_instance = None

    def close(self):
        """Called when the connection is let go."""

    @classmethod
    def scope(cls):
        """Who shares the connection: "global" or "session"."""
        return "global"


_PARAMETERS = ("url", "dialect", "driver", "host", "port", "database", "username", "password", "query")


class SQLConnection(BaseConnection):
    """A database of SQLite, by SQLAlchemy."""

    def _connect(self, autocommit=False, **kwargs):
        import sqlalchemy

        given = copy.deepcopy(kwargs)
        secrets = self._secrets.to_dict()
        named = {name: given.pop(name) for name in _PARAMETERS if name in given}
        options = {**secrets.get("create_engine_kwargs", {}), **given}
        settings = {**secrets, **named}
        if not settings:
            raise _problem("NoConnectionSettings", self._connection_name)
        if "url" in settings:
            url = sqlalchemy.engine.make_url(settings["url"])
        else:
            dialect = settings.get("dialect")
            if dialect is None:
                raise _problem("NoConnectionSettings", self._connection_name)
            kind = f"{dialect}+{settings['driver']}" if "driver" in settings else dialect
            parts = {name: settings.get(name) for name in ("username", "password", "host", "database")}
            port = int(settings["port"]) if "port" in settings else None
            url = sqlalchemy.engine.URL.create(kind, port=port, query=settings.get("query", {}), **parts)
        if url.get_backend_name() != "sqlite":
            raise _problem("UnreachableServer", self._connection_name, url.get_backend_name())
        engine = sqlalchemy.create_engine(url, **options)
        return engine.execution_options(isolation_level="AUTOCOMMIT") if autocommit else engine

    def query(
        self,
        sql,
        *,
        show_spinner="Running `sql.query(...)`.",
        ttl=None,
        index_col=None,
        chunksize=None,
        params=None,
        **kwargs,
    ):
        """The rows that a statement gives, remembered for a time like results of `st.cache_data`."""
        if kwargs:
            raise _problem("QueryOption", next(iter(kwargs)))

        def _query(connection_id, sql, index_col, chunksize, params):
            from sqlalchemy import text

            with self._instance.connect() as connection:
                result = connection.execute(text(sql), params)
                names = list(result.keys())
                rows = [tuple(row) for row in result]
            if chunksize is None:
                return _frame(names, rows, index_col)
            return [_frame(names, rows[at : at + chunksize], index_col) for at in range(0, len(rows), chunksize)]

        _query.__qualname__ = f"SQLConnection.query_{self._connection_name}_{str(ttl).replace('.', '_')}"
        # The database outlives a reload, so its rows need not.
        remembered = streamlit.cache_data(show_spinner=show_spinner, ttl=ttl, scope="session")(_query)
        return remembered(str(self._connection_instance_id), sql, index_col, chunksize, params)

    def connect(self):
        """A connection of SQLAlchemy."""
        return self._instance.connect()

    @property
    def engine(self):
        """The engine of SQLAlchemy."""
        return self._instance

    @property
    def driver(self):
        """The name of the driver."""
        return self._instance.driver

    @property
    def session(self):
        """A session of SQLAlchemy."""
        import sqlalchemy.orm

        return sqlalchemy.orm.Session(self._instance)


class SnowflakeConnection(BaseConnection):
    """Refused: a tab cannot speak to Snowflake."""

    def _connect(self, **kwargs):
        raise _problem("UnreachableServer", self._connection_name, "snowflake")


class SnowflakeCallersRightsConnection(SnowflakeConnection):
    """Refused as well."""

    @classmethod
    def scope(cls):
        return "session"


for _class, _module in (
    (BaseConnection, "base"),
    (SQLConnection, "sql"),
    (SnowflakeConnection, "snowflake"),
    (SnowflakeCallersRightsConnection, "snowflake"),
):
    _class.__module__ = f"streamlit.connections.{_module}_connection"

_KINDS = {
    "snowflake": SnowflakeConnection,
    "snowflake-callers-rights": SnowflakeCallersRightsConnection,
    "snowpark": SnowflakeConnection,
    "sql": SQLConnection,
}


def connection(name, kind, max_entries, ttl, kwargs):
    """What `st.connection` returns."""
    if name.startswith("env:"):
        name = os.environ[name[4:]]
    if kind is None:
        kind = name if name in _KINDS else streamlit.secrets["connections"][name]["type"]
    if isinstance(kind, str):
        if "." in kind:
            module, _, kind = kind.rpartition(".")
            kind = getattr(importlib.import_module(module), kind)
        elif kind in _KINDS:
            kind = _KINDS[kind]
        else:
            raise _problem("NoConnectionKind", kind)
    if not (isinstance(kind, type) and issubclass(kind, BaseConnection)):
        raise _problem("NotAConnection", str(kind))
    scope = kind.scope()
    if scope not in ("global", "session"):
        raise _problem("ConnectionScope", kind.__name__, repr(scope))

    def open_connection(name, kind, kwargs):
        return kind(connection_name=name, **kwargs)

    open_connection.__qualname__ += f"_{kind.__module__}_{kind.__qualname__}_{ttl}_{max_entries}".replace(".", "_")
    opened = streamlit.cache_resource(
        show_spinner="Running `st.connection(...)`.",
        ttl=ttl,
        max_entries=max_entries,
        scope=scope,
        on_release=lambda connection: connection.close(),
        hash_funcs={type: lambda kind: f"{kind.__module__}.{kind.__qualname__}"},
    )(open_connection)
    try:
        return opened(name, kind, kwargs)
    except (ModuleNotFoundError, TypeError) as error:
        # The classes of SQLAlchemy 2.1 have no order of resolution in RustPython 0.6.
        if getattr(error, "name", None) != "sqlalchemy" and "resolution order" not in str(error):
            raise
        text = "A connection of type 'sql' needs SQLAlchemy 2.0: add the line `sqlalchemy<2.1` to the requirements.txt of the app"
        raise ModuleNotFoundError(text, name="sqlalchemy") from None


def _frame(names, rows, index_col):
    columns = [list(column) for column in zip(*rows)] or [[] for _ in names]
    keys = [index_col] if isinstance(index_col, str) else list(index_col or ())
    kept = {name: column for name, column in zip(names, columns) if name not in keys}
    if not keys:
        return DataFrame(kept, RangeIndex(range(len(rows))))
    levels = [columns[names.index(key)] for key in keys]
    values = levels[0] if len(levels) == 1 else list(zip(*levels))
    index = Index(values)
    index.name = keys[0] if len(keys) == 1 else None
    index.names = keys
    return DataFrame(kept, index)


class Index(list):
    """What names the rows."""

    name = None
    names = [None]
    tolist = to_list = list.copy


class RangeIndex(Index):
    """The numbers of the rows."""


class Series(list):
    """A column of a table."""

    tolist = to_list = list.copy

    def __init__(self, values, index, name):
        super().__init__(values)
        self.index = index
        self.name = name

    def __reduce__(self):
        return Series, (list(self), self.index, self.name)

    @property
    def iloc(self):
        return self

    @property
    def values(self):
        return self.tolist()

    def _known(self):
        return [value for value in self if value is not None]

    def sum(self):
        return sum(self._known())

    def mean(self):
        known = self._known()
        return sum(known) / len(known) if known else float("nan")

    def min(self):
        return min(self._known())

    def max(self):
        return max(self._known())

    def unique(self):
        return list(dict.fromkeys(self))


class Row(dict):
    """A row of a table, by the names of its columns."""

    def __getattr__(self, name):
        if name in self:
            return self[name]
        raise AttributeError(f"the row has no value {name!r}")


class _Places:
    """A table by the numbers of its rows and columns."""

    def __init__(self, frame):
        self._frame = frame

    def __getitem__(self, place):
        frame = self._frame
        rows, columns = place if isinstance(place, tuple) else (place, slice(None))
        names = frame.columns[columns]
        if isinstance(names, str):
            return frame[names][rows] if isinstance(rows, int) else frame._rows(rows)[names]
        if isinstance(rows, int):
            return Row((name, frame[name][rows]) for name in names)
        return frame._rows(rows)[names]


class DataFrame:
    """The rows of a query, with the few methods of pandas' table that apps use of it most.

    It stands in for the table of pandas, which does not run in a tab. All commands that take a table
    take it.
    """

    def __init__(self, columns, index):
        self._columns = columns
        self.index = index

    def __getattr__(self, name):
        if not name.startswith("_"):
            if name in self._columns:
                return self[name]
            raise _problem("NoFrameMethod", name)
        raise AttributeError(f"'DataFrame' object has no attribute {name!r}")

    def __getitem__(self, key):
        if isinstance(key, str):
            return Series(self._columns[key], self.index, key)
        if isinstance(key, slice):
            return self._rows(key)
        return DataFrame({name: self._columns[name] for name in key}, self.index)

    def _rows(self, rows):
        index = type(self.index)(self.index[rows])
        index.__dict__.update(self.index.__dict__)
        return DataFrame({name: column[rows] for name, column in self._columns.items()}, index)

    def __len__(self):
        return len(self.index)

    def __iter__(self):
        return iter(self.columns)

    def __contains__(self, name):
        return name in self._columns

    def __eq__(self, other):
        return isinstance(other, DataFrame) and (self._columns, self.index) == (other._columns, other.index)

    __hash__ = None

    def __bool__(self):
        raise ValueError("a table is neither true nor false: ask for `.empty`")

    def __repr__(self):
        lines = [["", *self.columns], *([str(label), *map(str, row)] for label, row in zip(self.index, self.values))]
        widths = [max(map(len, column)) for column in zip(*lines)]
        return "\n".join("  ".join(text.rjust(width) for text, width in zip(line, widths)) for line in lines)

    @property
    def columns(self):
        return list(self._columns)

    @property
    def empty(self):
        return not (self._columns and len(self))

    @property
    def shape(self):
        return len(self), len(self._columns)

    @property
    def values(self):
        return [list(row) for row in zip(*self._columns.values())]

    @property
    def iloc(self):
        return _Places(self)

    def head(self, n=5):
        return self._rows(slice(n))

    def tail(self, n=5):
        return self._rows(slice(-n, None) if n else slice(0))

    def items(self):
        return [(name, self[name]) for name in self._columns]

    def iterrows(self):
        return zip(self.index, (Row(zip(self._columns, row)) for row in self.values))

    def itertuples(self, index=True, name="Pandas"):
        from collections import namedtuple

        rows = zip(self.index, *self._columns.values()) if index else zip(*self._columns.values())
        names = ["Index", *self._columns] if index else list(self._columns)
        return map(tuple if name is None else namedtuple(name, names, rename=True)._make, rows)

    def to_dict(self, orient="dict"):
        if orient == "records":
            return [dict(row) for _, row in self.iterrows()]
        if orient == "list":
            return {name: list(column) for name, column in self._columns.items()}
        if orient == "dict":
            return {name: dict(zip(self.index, column)) for name, column in self._columns.items()}
        raise ValueError(f"orient is 'dict', 'list' or 'records', not {orient!r}")

    def to_csv(self, path=None, index=True):
        import csv
        import io

        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow([*([self.index.name or ""] if index else []), *self._columns])
        for label, row in zip(self.index, self.values):
            writer.writerow([label, *row] if index else row)
        if path is None:
            return text.getvalue()
        with open(path, "w", encoding="utf-8") as file:
            file.write(text.getvalue())
