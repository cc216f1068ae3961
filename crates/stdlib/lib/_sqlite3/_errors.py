"""The exceptions of the DB-API, by SQLite's codes."""

import _sqlite

from . import _codes


class Warning(Exception):
    __module__ = "sqlite3"


class Error(Exception):
    __module__ = "sqlite3"


class InterfaceError(Error):
    __module__ = "sqlite3"


class DatabaseError(Error):
    __module__ = "sqlite3"


class InternalError(DatabaseError):
    __module__ = "sqlite3"


class OperationalError(DatabaseError):
    __module__ = "sqlite3"


class ProgrammingError(DatabaseError):
    __module__ = "sqlite3"


class IntegrityError(DatabaseError):
    __module__ = "sqlite3"


class DataError(DatabaseError):
    __module__ = "sqlite3"


class NotSupportedError(DatabaseError):
    __module__ = "sqlite3"


_OPERATIONAL = (1, 3, 4, 5, 6, 8, 9, 10, 13, 14, 15, 16, 17)
_CLASSES = {
    **dict.fromkeys(_OPERATIONAL, OperationalError),
    _codes.SQLITE_INTERNAL: InternalError,
    _codes.SQLITE_NOTFOUND: InternalError,
    _codes.SQLITE_TOOBIG: DataError,
    _codes.SQLITE_CONSTRAINT: IntegrityError,
    _codes.SQLITE_MISMATCH: IntegrityError,
    _codes.SQLITE_MISUSE: InterfaceError,
    _codes.SQLITE_RANGE: InterfaceError,
}


def failure(code, message, offset):
    """The exception for what SQLite says of a call that failed."""
    if code & 0xFF == _codes.SQLITE_NOMEM:
        return MemoryError()
    error = _CLASSES.get(code & 0xFF, DatabaseError)(message)
    error.sqlite_errorcode = code
    error.sqlite_errorname = _codes.NAMES.get(code) or _codes.NAMES.get(code & 0xFF, "unknown")
    return error


_sqlite.failure = failure
