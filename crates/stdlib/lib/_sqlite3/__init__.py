"""What `sqlite3` is made of: connections, cursors, rows and blobs over the calls of `_sqlite`."""

import _sqlite

from ._blobs import Blob
from ._callbacks import enable_callback_tracebacks
from ._codes import *
from ._connections import LEGACY_TRANSACTION_CONTROL, Connection
from ._cursors import Cursor, Row, Statement
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
from ._values import (
    PARSE_COLNAMES,
    PARSE_DECLTYPES,
    PrepareProtocol,
    adapt,
    adapters,
    converters,
    register_adapter,
    register_converter,
)

sqlite_version = _sqlite.call("version")
# SQLite itself lets any thread use a connection.
threadsafety = 3


def connect(database, *args, **kwargs):
    """Opens a connection to the SQLite database file *database*; ":memory:" is one in memory.

    Further arguments are those of `Connection`."""
    place = 4
    factory = args[place] if len(args) > place else kwargs.get("factory", Connection)
    return factory(database, *args, **kwargs)


def complete_statement(statement):
    """Whether a text ends with a whole statement."""
    if not isinstance(statement, str):
        raise TypeError(f"complete_statement() argument must be str, not {type(statement).__name__}")
    return bool(_sqlite.call("complete", statement))


def __getattr__(name):
    if name == "version":
        from warnings import warn

        warn(
            "version is deprecated and will be removed in Python 3.14", DeprecationWarning, stacklevel=2
        )
        return "2.6.0"
    raise AttributeError(f"module 'sqlite3' has no attribute {name!r}")
