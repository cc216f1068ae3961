"""Statements, and the cursors that carry them out."""

import re
from collections.abc import Mapping, Sequence

from _sqlite import call

from ._errors import DataError, InterfaceError, ProgrammingError
from ._values import PARSE_COLNAMES, bindable, converter_of

_NOTHING = re.compile(r"(?:\s|--[^\n]*(?:\n|\Z)|/\*(?:(?!\*/).)*(?:\*/|\Z))*", re.DOTALL)
_CHANGING = re.compile(r"INSERT|UPDATE|DELETE|REPLACE", re.IGNORECASE)
# How columns are read: as they are, text as its bytes, all as bytes.
_PLAIN, _RAW_TEXT, _BYTES = range(3)
# How many rows are read at a time where all are asked for.
_MANY = 1000


class Statement:
    """A statement that is prepared."""

    __module__ = "sqlite3"

    def __init__(self, connection, sql):
        self._handle = 0
        if "\0" in sql:
            raise ProgrammingError("the query contains a null character")
        if len(sql) > connection.getlimit(1) or len(encoded := sql.encode()) > connection.getlimit(1):
            raise DataError("query string is too large")
        self._handle, taken, self.is_reading, self.names = call("prepare", connection._handle, sql)
        if _NOTHING.fullmatch(encoded[taken:].decode()) is None:
            handle, self._handle = self._handle, 0
            call("finalize", handle)
            raise ProgrammingError("You can only execute one statement at a time.")
        begin = _NOTHING.match(sql).end()
        self.is_changing = _CHANGING.match(sql, begin) is not None
        self.sql = sql
        self.is_used = False
        connection._statements.add(self)

    def bind(self, parameters):
        """Sets all parameters."""
        names = self.names
        if isinstance(parameters, (tuple, list)) or (
            not isinstance(parameters, (dict, Mapping)) and isinstance(parameters, Sequence)
        ) or (
            not isinstance(parameters, dict)
            and hasattr(type(parameters), "__getitem__")
            and hasattr(type(parameters), "__len__")
            and not hasattr(type(parameters), "keys")
        ):
            values = self._by_position(parameters)
        elif hasattr(type(parameters), "__getitem__"):
            values = self._by_name(parameters)
        else:
            raise ProgrammingError("parameters are of unsupported type")
        if names:
            call("bind", self._handle, values)

    def _by_position(self, parameters):
        names = self.names
        if len(parameters) != len(names):
            raise ProgrammingError(
                "Incorrect number of bindings supplied. The current statement uses "
                f"{len(names)}, and there are {len(parameters)} supplied."
            )
        values = []
        for number, name in enumerate(names, 1):
            if name is not None and not name.startswith("?"):
                from warnings import warn

                warn(
                    f"Binding {number} ('{name}') is a named parameter, but you supplied a sequence "
                    "which requires nominal (qmark) placeholders. Python 3.14 raises a "
                    "sqlite3.ProgrammingError for it.",
                    DeprecationWarning,
                    stacklevel=5,
                )
            values.append(bindable(parameters[number - 1], number))
        return values

    def _by_name(self, parameters):
        values = []
        for number, name in enumerate(self.names, 1):
            if name is None:
                raise ProgrammingError(
                    f"Binding {number} has no name, but you supplied a dictionary (which has only names)."
                )
            try:
                value = parameters[name[1:]]
            except LookupError:
                raise ProgrammingError(
                    f"You did not supply a value for binding parameter :{name[1:]}."
                ) from None
            values.append(bindable(value, number))
        return values

    def reset(self):
        """Lets it be carried out anew."""
        self.is_used = False
        if self._handle:
            call("reset", self._handle)

    def finalize(self):
        """Lets go of it."""
        handle, self._handle = self._handle, 0
        if handle:
            call("finalize", handle)

    def __del__(self):
        try:
            self.finalize()
        except Exception:
            # The connection is gone, and the statement with it.
            pass


class Row:
    """A row whose values are found by position and by name."""

    __module__ = "sqlite3"
    __slots__ = ("_values", "_description")

    def __new__(cls, cursor, data, /):
        if not issubclass(type(cursor), Cursor):
            raise TypeError(f"Row() argument 1 must be sqlite3.Cursor, not {type(cursor).__name__}")
        if not isinstance(data, tuple):
            raise TypeError(f"Row() argument 2 must be tuple, not {type(data).__name__}")
        row = super().__new__(cls)
        row._values = data
        row._description = cursor.description
        return row

    def keys(self):
        """The names of the columns."""
        return [column[0] for column in self._description or ()]

    def __getitem__(self, key):
        if isinstance(key, str):
            folded = _folded(key)
            for index, column in enumerate(self._description or ()):
                if _folded(column[0]) == folded:
                    return self._values[index]
            raise IndexError("No item with that key")
        if isinstance(key, (int, slice)):
            if isinstance(key, int) and not -(1 << 63) <= key < 1 << 63:
                raise IndexError("cannot fit 'int' into an index-sized integer")
            return self._values[key]
        raise IndexError("Index must be int or string")

    def __len__(self):
        return len(self._values)

    def __iter__(self):
        return iter(self._values)

    def __hash__(self):
        return hash(self._description) ^ hash(self._values)

    def __eq__(self, other):
        if not isinstance(other, Row):
            return NotImplemented
        return self._description == other._description and self._values == other._values

    def __repr__(self):
        return f"<sqlite3.Row object at {id(self):#x}>"


def _folded(name):
    # As SQLite compares names: letters of English only.
    return name.lower() if name.isascii() else "".join(c.lower() if c.isascii() else c for c in name)


class Cursor:
    """Carries out statements, and gives their rows."""

    __module__ = "sqlite3"

    _connection = None
    _is_locked = False

    def __init__(self, connection, /):
        from ._connections import Connection

        if not isinstance(connection, Connection):
            raise TypeError(
                f"Cursor() argument 1 must be sqlite3.Connection, not {type(connection).__name__}"
            )
        if self._is_locked:
            raise ProgrammingError("Recursive use of cursors not allowed.")
        if self._connection is not None:
            self._drop_statement()
        self._connection = connection
        self._statement = None
        self._row = None
        self._is_locked = False
        self._is_closed = False
        self._converters = ()
        self.arraysize = 1
        self.description = None
        self.lastrowid = None
        self.rowcount = -1
        self.row_factory = None
        connection._check()
        connection._cursors.add(self)

    @property
    def connection(self):
        """Whose it is."""
        return self._connection

    def _check(self):
        if self._connection is None:
            raise ProgrammingError("Base Cursor.__init__ not called.")
        if self._is_locked:
            raise ProgrammingError("Recursive use of cursors not allowed.")
        if self._is_closed:
            raise ProgrammingError("Cannot operate on a closed cursor.")
        self._connection._check()

    def _drop_statement(self):
        statement, self._statement = self._statement, None
        self._row = None
        if statement is not None:
            statement.reset()

    def execute(self, sql, parameters=(), /):
        """Carries out a statement."""
        return self._execute("execute", sql, parameters, False)

    def executemany(self, sql, parameters, /):
        """Carries out a statement once for each of these parameters."""
        return self._execute("executemany", sql, parameters, True)

    def _execute(self, name, sql, parameters, is_many):
        self._check()
        if not isinstance(sql, str):
            raise TypeError(f"{name}() argument 1 must be str, not {type(sql).__name__}")
        self._is_locked = True
        try:
            self._carry_out(sql, iter(parameters) if is_many else (parameters,), is_many)
        except BaseException:
            self.rowcount = -1
            self._drop_statement()
            raise
        finally:
            self._is_locked = False
        return self

    def _carry_out(self, sql, all_parameters, is_many):
        connection = self._connection
        self._drop_statement()
        self.description = None
        statement = connection._statement(sql)
        if is_many and statement.is_reading and statement._handle:
            raise ProgrammingError("executemany() can only execute DML statements.")
        self._statement = statement
        statement.is_used = True
        self.rowcount = 0 if statement.is_changing else -1
        connection._begin_if_needed(statement)
        for parameters in all_parameters:
            statement.bind(parameters)
            connection._check()
            if not statement._handle:
                break
            self._step_first(statement, is_many)
            connection._check()
        if self._row is None and self._statement is not None:
            self._statement.is_used = False
            self._statement = None

    def _step_first(self, statement, is_many):
        connection = self._connection
        self._converters = ()
        modes = b""
        if connection._detect_types:
            modes = self._find_converters(call("columns", statement._handle))
        if not modes and connection.text_factory is not str:
            modes = self._raw_modes(len(call("columns", statement._handle)) // 2)
        self._modes = modes
        has_more, changed, rowid, *rows = call("step", statement._handle, modes, 1)
        if not statement.is_reading or rows:
            self._describe(statement)
        elif self.description is None:
            self._describe(statement)
        if not is_many:
            self.lastrowid = rowid
        if rows and not is_many:
            self._row = rows[0]
            return
        while has_more:
            has_more, changed, rowid, *rows = call("step", statement._handle, modes, _MANY)
        if statement.is_changing:
            self.rowcount += changed

    def _describe(self, statement):
        columns = call("columns", statement._handle)
        if not columns:
            return
        names = columns[::2]
        if self._connection._detect_types & PARSE_COLNAMES:
            names = [name.partition("[")[0].rstrip(" ") if " [" in name else name for name in names]
        self.description = tuple((name, None, None, None, None, None, None) for name in names)

    def _find_converters(self, columns):
        detect_types = self._connection._detect_types
        found = [
            converter_of(name, declared, detect_types)
            for name, declared in zip(columns[::2], columns[1::2])
        ]
        if not any(found):
            return b""
        self._converters = found
        other = _PLAIN if self._connection.text_factory is str else _RAW_TEXT
        return bytes(other if converter is None else _BYTES for converter in found)

    def _raw_modes(self, count):
        return bytes([_RAW_TEXT]) * count

    def _made(self, values):
        """A row as it is given."""
        connection = self._connection
        if self._modes:
            values = self._converted(values)
        factory = self.row_factory
        return values if factory is None else factory(self, values)

    def _converted(self, values):
        text_factory = self._connection.text_factory
        converted = []
        converters = self._converters
        for index, value in enumerate(values):
            converter = converters[index] if converters else None
            if converter is not None:
                # SQLite has no bytes of nothing: an empty value is none to a converter.
                value = converter(value) if value else None
            elif type(value) is tuple:
                (text,) = value
                if text_factory is str:
                    value = text.decode()
                elif text_factory is bytes:
                    value = text
                else:
                    value = text_factory(text)
            converted.append(value)
        return tuple(converted)

    def executescript(self, sql_script, /):
        """Carries out all statements of a text."""
        self._check()
        if not isinstance(sql_script, str):
            raise TypeError(f"executescript() argument must be str, not {type(sql_script).__name__}")
        if "\0" in sql_script:
            raise ValueError("embedded null character")
        connection = self._connection
        script = sql_script.encode()
        if len(script) > connection.getlimit(1):
            raise DataError("query string is too large")
        connection._commit_before_script()
        while script:
            handle, taken, *_ = call("prepare", connection._handle, script.decode())
            script = script[taken:]
            if not handle:
                continue
            try:
                while call("step", handle, b"", _MANY)[0]:
                    pass
            finally:
                call("finalize", handle)
        return self

    def __iter__(self):
        self._check()
        return self

    def __next__(self):
        self._check()
        values = self._row
        if values is None:
            raise StopIteration
        self._is_locked = True
        try:
            row = self._made(values)
        finally:
            self._is_locked = False
        self._advance(1)
        return row

    def _advance(self, limit):
        """Steps on and gives the rows before the last one, which is kept."""
        statement = self._statement
        if statement is None or not statement._handle:
            # It was closed in between.
            self._row = None
            return ()
        self._is_locked = True
        try:
            has_more, changed, _, *rows = call("step", statement._handle, self._modes, limit)
        except BaseException:
            self._is_locked = False
            self._drop_statement()
            raise
        self._is_locked = False
        if has_more:
            self._row = rows.pop()
            return rows
        if statement.is_changing:
            self.rowcount = changed
        self._row = None
        self._statement = None
        statement.is_used = False
        return rows

    def fetchone(self):
        """The next row, or `None`."""
        return next(self, None)

    def fetchmany(self, size=None):
        """As many more rows as asked for, or as there are."""
        size = self.arraysize if size is None else size
        if not isinstance(size, int):
            raise TypeError(f"'{type(size).__name__}' object cannot be interpreted as an integer")
        rows = []
        if size <= 0:
            return self.fetchall() if size < 0 else rows
        for row in self:
            rows.append(row)
            if len(rows) == size:
                break
        return rows

    def fetchall(self):
        """All rows that are left."""
        self._check()
        rows = []
        while self._row is not None:
            first = self._row
            more = self._advance(_MANY)
            self._is_locked = True
            try:
                rows.append(self._made(first))
                rows += map(self._made, more) if self._modes or self.row_factory else more
            finally:
                self._is_locked = False
        return rows

    def close(self):
        """Ends it."""
        if self._connection is None:
            raise ProgrammingError("Base Cursor.__init__ not called.")
        if self._is_locked:
            raise ProgrammingError("Recursive use of cursors not allowed.")
        self._connection._check()
        self._drop_statement()
        self._is_closed = True

    def setinputsizes(self, sizes, /):
        """Is there for the DB-API; SQLite needs none."""

    def setoutputsize(self, size, column=None, /):
        """Is there for the DB-API; SQLite needs none."""

    def __del__(self):
        if self._connection is not None and self._connection._handle is not None:
            try:
                self._drop_statement()
            except Exception:
                # Nobody is there whom it could be told.
                pass
