"""Values of tables, read and written like files."""

from os import SEEK_CUR, SEEK_END, SEEK_SET

from _sqlite import call

from ._errors import ProgrammingError
from ._values import contiguous


class Blob:
    """An open value of a table."""

    __module__ = "sqlite3"

    def __init__(self, connection, handle, size):
        self._connection = connection
        self._handle = handle
        self._size = size
        self._offset = 0

    def _check(self):
        self._connection._check()
        if self._handle is None:
            raise ProgrammingError("Cannot operate on a closed blob.")

    def close(self):
        """Closes it."""
        self._connection._check()
        handle, self._handle = self._handle, None
        if handle is not None:
            self._connection._blobs.discard(self)
            call("blob close", handle)

    def read(self, length=-1, /):
        """Reads from where it stands, to its end unless a length is given."""
        self._check()
        rest = self._size - self._offset
        if length < 0 or length > rest:
            length = rest
        if length <= 0:
            return b""
        content = call("blob read", self._handle, self._offset, length)
        self._offset += length
        return content

    def write(self, data, /):
        """Writes where it stands. A blob does not grow."""
        self._check()
        data = contiguous(data)
        self._write(data, self._offset)
        self._offset += len(data)

    def _write(self, data, offset):
        if offset + len(data) > self._size:
            raise ValueError("data longer than blob length")
        call("blob write", self._handle, offset, data)

    def seek(self, offset, origin=SEEK_SET, /):
        """Moves to an offset."""
        self._check()
        if not -(1 << 31) <= offset < 1 << 31:
            raise OverflowError("Python int too large to convert to C int")
        if origin == SEEK_CUR:
            offset += self._offset
        elif origin == SEEK_END:
            offset += self._size
        elif origin != SEEK_SET:
            raise ValueError("'origin' should be os.SEEK_SET, os.SEEK_CUR, or os.SEEK_END")
        if offset >= 1 << 31:
            raise OverflowError("seek offset results in overflow")
        if not 0 <= offset <= self._size:
            raise ValueError("offset out of blob range")
        self._offset = offset

    def tell(self):
        """Where it stands."""
        self._check()
        return self._offset

    def __len__(self):
        self._check()
        return self._size

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, kind, value, trace):
        self._check()
        self.close()

    def _index(self, key):
        if not -(1 << 63) <= key < 1 << 63:
            raise IndexError("cannot fit 'int' into an index-sized integer")
        index = key + self._size if key < 0 else key
        if not 0 <= index < self._size:
            raise IndexError("Blob index out of range")
        return index

    def _slice(self, key):
        if not all(part is None or hasattr(part, "__index__") for part in (key.start, key.stop, key.step)):
            raise TypeError("slice indices must be integers or None or have an __index__ method")
        return key.indices(self._size)

    def __getitem__(self, key):
        self._check()
        if hasattr(key, "__index__"):
            return call("blob read", self._handle, self._index(key.__index__()), 1)[0]
        if not isinstance(key, slice):
            raise TypeError("Blob indices must be integers")
        start, stop, step = self._slice(key)
        if start >= stop and step > 0:
            return b""
        if step == 1:
            return call("blob read", self._handle, start, stop - start)
        return call("blob read", self._handle, 0, self._size)[key]

    def __setitem__(self, key, value):
        self._check()
        if hasattr(key, "__index__"):
            index = self._index(key.__index__())
            if not isinstance(value, int):
                raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
            if not 0 <= value <= 255:
                raise ValueError("byte must be in range(0, 256)")
            return self._write(bytes([value]), index)
        if not isinstance(key, slice):
            raise TypeError("Blob indices must be integers")
        indices = range(*self._slice(key))
        content = contiguous(value)
        if len(content) != len(indices):
            raise IndexError("Blob slice assignment is wrong size")
        if not content:
            return
        if indices.step == 1:
            return self._write(content, indices.start)
        whole = bytearray(call("blob read", self._handle, 0, self._size))
        whole[key] = content
        self._write(bytes(whole), 0)

    def __delitem__(self, key):
        self._check()
        if isinstance(key, slice):
            raise TypeError("Blob doesn't support slice deletion")
        raise TypeError("Blob doesn't support item deletion")

    def __contains__(self, value):
        raise TypeError("argument of type 'Blob' is not iterable")

    def __iter__(self):
        raise TypeError("'sqlite3.Blob' object is not iterable")

    def __add__(self, other):
        raise TypeError("unsupported operand type(s) for +: 'sqlite3.Blob' and " + repr(type(other).__name__))

    def __mul__(self, other):
        raise TypeError("unsupported operand type(s) for *: 'sqlite3.Blob' and " + repr(type(other).__name__))
