"""Connections to databases."""

import os
import weakref
from _thread import get_ident

from _sqlite import call

from . import _callbacks, _codes
from ._blobs import Blob
from ._cursors import Cursor, Statement
from ._errors import (
    DatabaseError,
    DataError,
    Error,
    IntegrityError,
    InterfaceError,
    InternalError,
    NotSupportedError,
    OperationalError,
    ProgrammingError,
    Warning,
)

LEGACY_TRANSACTION_CONTROL = -1

_LEVELS = ("", "DEFERRED", "IMMEDIATE", "EXCLUSIVE")
_READ_WRITE, _CREATE, _URI = 0x2, 0x4, 0x40


class Connection:
    """A connection to a database."""

    __module__ = "sqlite3"

    Warning = Warning
    Error = Error
    InterfaceError = InterfaceError
    DatabaseError = DatabaseError
    DataError = DataError
    OperationalError = OperationalError
    IntegrityError = IntegrityError
    InternalError = InternalError
    ProgrammingError = ProgrammingError
    NotSupportedError = NotSupportedError

    _handle = None
    _is_made = False

    def __init__(
        self,
        database,
        timeout=5.0,
        detect_types=0,
        isolation_level="",
        check_same_thread=True,
        factory=None,
        cached_statements=128,
        uri=False,
        *,
        autocommit=LEGACY_TRANSACTION_CONTROL,
    ):
        path = os.fsdecode(database)
        if "\0" in path:
            raise ValueError("embedded null character")
        isolation_level = _checked_level(isolation_level)
        autocommit = _checked_autocommit(autocommit)
        patience = int(min(max(float(timeout), 0), 600) * 1000)
        if not isinstance(cached_statements, int):
            raise TypeError(f"'{type(cached_statements).__name__}' object cannot be interpreted as an integer")
        if self._handle is not None:
            self._is_made = False
            self._end()
        self._thread = get_ident() if check_same_thread else None
        self._detect_types = detect_types
        self._isolation_level = isolation_level
        self._autocommit = autocommit
        self._most_cached = cached_statements
        self._cached = {}
        self._statements = weakref.WeakSet()
        self._cursors = weakref.WeakSet()
        self._blobs = weakref.WeakSet()
        self._numbers = []
        self.row_factory = None
        self.text_factory = str
        flags = _READ_WRITE | _CREATE | (_URI if uri else 0)
        self._handle = call("open", path, flags, patience)
        self._is_made = True
        if autocommit is False:
            self._run("BEGIN")

    def _check(self):
        if self._handle is None:
            if not self._is_made:
                raise ProgrammingError("Base Connection.__init__ not called.")
            raise ProgrammingError("Cannot operate on a closed database.")
        if self._thread is not None and self._thread != get_ident():
            self._refuse_thread()

    def _refuse_thread(self):
        raise ProgrammingError(
            "SQLite objects created in a thread can only be used in that same thread. The object was "
            f"created in thread id {self._thread} and this is thread id {get_ident()}. "
            "Open the connection with check_same_thread=False to use it in any."
        )

    def _run(self, sql):
        handle = call("prepare", self._handle, sql)[0]
        try:
            call("step", handle, b"", 1)
        finally:
            call("finalize", handle)

    def _statement(self, sql):
        """A statement that nobody is using."""
        cached = self._cached.pop(sql, None)
        if cached is None or cached.is_used or not cached._handle:
            statement = Statement(self, sql)
            if cached is not None and cached.is_used:
                self._cached[sql] = cached
                return statement
        else:
            statement = cached
        self._cached[sql] = statement
        while len(self._cached) > max(self._most_cached, 0):
            del self._cached[next(iter(self._cached))]
        return statement

    def _begin_if_needed(self, statement):
        if (
            self._autocommit == LEGACY_TRANSACTION_CONTROL
            and self._isolation_level is not None
            and statement.is_changing
            and not self.in_transaction
        ):
            self._run("BEGIN " + self._isolation_level)

    def _commit_before_script(self):
        if self._autocommit == LEGACY_TRANSACTION_CONTROL and self.in_transaction:
            self._run("COMMIT")

    def __call__(self, *args):
        """A statement of this connection, by its text."""
        self._check()
        (sql,) = args
        if not isinstance(sql, str):
            raise TypeError(f"argument 1 must be str, not {type(sql).__name__}")
        return Statement(self, sql)

    def cursor(self, factory=Cursor):
        """A cursor, which carries out statements."""
        self._check()
        cursor = factory(self)
        if not issubclass(type(cursor), Cursor):
            raise TypeError(
                f"factory must return a cursor, not {type(cursor).__name__}"
            )
        if self.row_factory is not None:
            cursor.row_factory = self.row_factory
        return cursor

    def execute(self, sql, parameters=(), /):
        """Carries out a statement with a cursor of its own, which is given."""
        return self.cursor().execute(sql, parameters)

    def executemany(self, sql, parameters, /):
        """Carries out a statement once for each of these parameters."""
        return self.cursor().executemany(sql, parameters)

    def executescript(self, sql_script, /):
        """Carries out all statements of a text."""
        return self.cursor().executescript(sql_script)

    @property
    def in_transaction(self):
        """Whether there are changes that are not committed."""
        self._check()
        return not call("state", self._handle)[0]

    @property
    def total_changes(self):
        """How many rows have changed since the connection was opened."""
        self._check()
        return call("state", self._handle)[1]

    @property
    def isolation_level(self):
        """How transactions are begun unasked; `None` for not at all."""
        self._check()
        return self._isolation_level

    @isolation_level.setter
    def isolation_level(self, level):
        if level is None:
            self._isolation_level = None
            # Without transactions of ours there is nothing to wait for.
            self._check()
            if self.in_transaction:
                self._run("COMMIT")
            return
        self._isolation_level = _checked_level(level)

    @isolation_level.deleter
    def isolation_level(self):
        raise AttributeError("cannot delete attribute")

    @property
    def autocommit(self):
        """Whether changes are committed as they are made."""
        self._check()
        return self._autocommit

    @autocommit.setter
    def autocommit(self, autocommit):
        self._check()
        autocommit = _checked_autocommit(autocommit)
        if autocommit is True and self.in_transaction:
            self._run("COMMIT")
        elif autocommit is False and not self.in_transaction:
            self._run("BEGIN")
        self._autocommit = autocommit

    def commit(self):
        """Makes changes last."""
        self._check()
        self._finish("COMMIT")

    def rollback(self):
        """Takes changes back."""
        self._check()
        self._finish("ROLLBACK")

    def _finish(self, sql):
        if self._autocommit is False:
            self._run(sql)
            self._run("BEGIN")
        elif self._autocommit == LEGACY_TRANSACTION_CONTROL and self.in_transaction:
            self._run(sql)

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, kind, value, trace):
        if self._autocommit is True:
            return False
        if kind is not None:
            self.rollback()
            return False
        try:
            self.commit()
        except BaseException:
            self.rollback()
            raise
        return False

    def close(self):
        """Closes the database. What is not committed is lost."""
        if not self._is_made:
            raise ProgrammingError("Base Connection.__init__ not called.")
        if self._handle is None:
            return
        self._check()
        if self._autocommit is False:
            self._run("ROLLBACK")
        self._end()

    def _end(self):
        for cursor in list(self._cursors):
            cursor._row = cursor._statement = None
        for statement in list(self._statements):
            statement.finalize()
        for blob in list(self._blobs):
            blob._handle = None
        handle = self._handle
        call("close", handle)
        self._handle = None
        self._cached.clear()
        _callbacks.remove(self._numbers)

    def __del__(self):
        if self._handle is None:
            return
        try:
            from warnings import warn

            warn(f"unclosed database in {self!r}", ResourceWarning, source=self)
            self._end()
        except Exception:
            # Nobody is there whom it could be told.
            pass

    def _add(self, function):
        number = _callbacks.add(function)
        if number:
            self._numbers.append(number)
        return number

    def create_function(self, name, narg, func, /, *, deterministic=False):
        """Makes a function known to SQL; `None` takes it away."""
        self._check()
        number = self._add(func)
        self._register("function", "Error creating function", name, narg, int(bool(deterministic)), number)

    def create_aggregate(self, name, n_arg, aggregate_class, /):
        """Makes an aggregate function known to SQL, by a class with `step` and `finalize`."""
        self._check()
        number = self._add(aggregate_class)
        self._register("aggregate", "Error creating aggregate", name, n_arg, number)

    def create_window_function(self, name, num_params, aggregate_class, /):
        """Makes a window function known to SQL, by a class with `step`, `inverse`, `value`, `finalize`."""
        self._check()
        number = self._add(aggregate_class)
        if isinstance(num_params, int) and not -1 <= num_params <= 127:
            raise ProgrammingError("Error creating window function")
        self._register("window", "Error creating window function", name, num_params, number)

    def _register(self, operation, complaint, *arguments):
        try:
            call(operation, self._handle, *arguments)
        except (InterfaceError, DatabaseError) as error:
            busy = getattr(error, "sqlite_errorcode", None) == _codes.SQLITE_BUSY
            if busy and operation == "window":
                raise
            raise OperationalError(complaint) from None

    def create_collation(self, name, callback, /):
        """Makes an order of texts known to SQL; `None` takes it away."""
        self._check()
        if not isinstance(name, str):
            raise TypeError(f"create_collation() argument 1 must be str, not {type(name).__name__}")
        if callback is not None and not callable(callback):
            raise TypeError("parameter must be callable")
        name.encode()
        call("collation", self._handle, name, self._add(callback))

    def set_authorizer(self, authorizer_callback):
        """Sets who is asked what statements may do; `None` for nobody."""
        self._check()
        call("authorizer", self._handle, self._add(authorizer_callback))

    def set_progress_handler(self, progress_handler, n):
        """Sets who is asked, every `n` steps, whether to go on; `None` for nobody."""
        self._check()
        call("progress", self._handle, n, self._add(progress_handler))

    def set_trace_callback(self, trace_callback):
        """Sets who is told of each statement; `None` for nobody."""
        self._check()
        call("trace", self._handle, self._add(trace_callback))

    def interrupt(self):
        """Ends statements that are being carried out."""
        self._check()
        call("interrupt", self._handle)

    def iterdump(self, *, filter=None):
        """The statements that would make this database."""
        self._check()
        from sqlite3.dump import _iterdump

        return _iterdump(self, filter=filter)

    def backup(self, target, *, pages=-1, progress=None, name="main", sleep=0.250):
        """Copies this database into another connection's."""
        if not isinstance(target, Connection):
            raise TypeError(
                f"backup() argument 1 must be sqlite3.Connection, not {type(target).__name__}"
            )
        self._check()
        target._check()
        if target is self:
            raise ValueError("target cannot be the same connection instance")
        if progress is not None and not callable(progress):
            raise TypeError("progress argument must be a callable")
        if target.in_transaction:
            raise OperationalError("target is in transaction")
        backup = call("backup", self._handle, name, target._handle, "main")
        try:
            while True:
                code, rest, count = call("backup step", backup, pages or -1)
                if progress is not None:
                    progress(code, rest, count)
                if code == _codes.SQLITE_DONE:
                    break
                if code & 0xFF in (_codes.SQLITE_BUSY, _codes.SQLITE_LOCKED):
                    import time

                    time.sleep(sleep)
        finally:
            call("backup end", backup)

    def getlimit(self, category, /):
        """A limit of this connection."""
        return self.setlimit(category, -1)

    def setlimit(self, category, limit, /):
        """Sets a limit, and gives the former one."""
        self._check()
        former = call("limit", self._handle, category, limit)
        if former < 0:
            raise ProgrammingError("'category' is out of bounds")
        return former

    def getconfig(self, op, /):
        """Whether a switch is on."""
        self._check()
        return bool(self._config(op, -1))

    def setconfig(self, op, enable=True, /):
        """Sets a switch."""
        self._check()
        if self._config(op, int(bool(enable))) != bool(enable):
            raise OperationalError("Unable to set config")

    def _config(self, op, wish):
        if not 1002 <= op <= 1022:
            raise ValueError(f"unknown config 'op': {op}")
        return call("config", self._handle, op, wish)

    def serialize(self, *, name="main"):
        """A database as the bytes of its file."""
        self._check()
        return call("serialize", self._handle, name)

    def deserialize(self, data, /, *, name="main"):
        """Lets a database be one in memory, from the bytes of its file."""
        self._check()
        if isinstance(data, str):
            data = data.encode()
        call("deserialize", self._handle, name, memoryview(data))

    def blobopen(self, table, column, row, /, *, readonly=False, name="main"):
        """Opens a value of a table."""
        self._check()
        if not -(1 << 63) <= row < 1 << 63:
            raise OverflowError("Python int too large to convert to SQLite INTEGER")
        handle, size = call("blob open", self._handle, name, table, column, row, int(not readonly))
        blob = Blob(self, handle, size)
        self._blobs.add(blob)
        return blob

    def enable_load_extension(self, enable, /):
        """Says that a tab has no extensions."""
        self._check()
        if enable:
            raise NotSupportedError(
                "SQLite in a browser's tab loads no extensions; FTS5, JSON, math functions and R*Tree are there"
            )

    def load_extension(self, name, /, *, entrypoint=None):
        """Says that a tab has no extensions."""
        self.enable_load_extension(True)


def _checked_level(level):
    if level is None:
        return None
    if not isinstance(level, str):
        raise TypeError("isolation_level must be str or None")
    if "\0" in level:
        raise ValueError("embedded null character")
    level = str.upper(level)
    if level not in _LEVELS:
        raise ValueError("isolation_level string must be '', 'DEFERRED', 'IMMEDIATE', or 'EXCLUSIVE'")
    return level


def _checked_autocommit(autocommit):
    if autocommit is True or autocommit is False:
        return autocommit
    if type(autocommit) is int and autocommit == LEGACY_TRANSACTION_CONTROL:
        return autocommit
    raise ValueError(
        "autocommit must be True, False, or sqlite3.LEGACY_TRANSACTION_CONTROL"
    )
