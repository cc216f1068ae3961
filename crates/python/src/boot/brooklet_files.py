"""Raw files over posix, and the open() that the machine lacks without a host."""

import _io
import posix

_BUFFER_SIZE = _io.DEFAULT_BUFFER_SIZE


class FileIO(_io._RawIOBase):
    __module__ = "_io"

    _fd = -1
    _created = False
    _readable = False
    _writable = False
    _appending = False
    _closefd = True

    def __init__(self, file, mode="r", closefd=True, opener=None):
        if self._fd >= 0 and self._closefd:
            self.close()
        self._fd = -1
        if isinstance(file, float):
            raise TypeError("integer argument expected, got float")
        if isinstance(mode, str):
            marks = set(mode)
        else:
            raise TypeError(f"invalid mode: {mode!r}")
        if marks - set("xrwab+") or len(mode) > len(marks):
            raise ValueError(f"invalid mode: {mode}")
        if sum(mark in "rwax" for mark in mode) != 1 or mode.count("+") > 1:
            raise ValueError(
                "Must have exactly one of create/read/write/append mode and at most one plus"
            )
        self._created = "x" in marks
        self._appending = "a" in marks
        self._readable = "r" in marks or "+" in marks
        self._writable = "r" not in marks or "+" in marks
        if self._readable and self._writable:
            flags = posix.O_RDWR
        elif self._readable:
            flags = posix.O_RDONLY
        else:
            flags = posix.O_WRONLY
        if "x" in marks:
            flags |= posix.O_EXCL | posix.O_CREAT
        elif "w" in marks:
            flags |= posix.O_CREAT | posix.O_TRUNC
        elif "a" in marks:
            flags |= posix.O_APPEND | posix.O_CREAT
        if isinstance(file, int):
            if file < 0:
                raise ValueError("negative file descriptor")
            posix.fstat(file)
            self._fd = file
            self._closefd = closefd
        else:
            if not closefd:
                raise ValueError("Cannot use closefd=False with file name")
            self._closefd = True
            if opener is None:
                fd = posix.open(file, flags, 0o666)
            else:
                fd = opener(file, flags)
                if not isinstance(fd, int):
                    raise TypeError("expected integer from opener")
                if fd < 0:
                    raise ValueError(f"opener returned {fd}")
            self._fd = fd
            if posix.fstat(fd).st_mode & 0o170000 == 0o040000:
                posix.close(fd)
                self._fd = -1
                raise IsADirectoryError(21, "Is a directory", file)
        self.name = file
        if self._appending:
            posix.lseek(self._fd, 0, 2)

    def __del__(self):
        if self._fd >= 0 and self._closefd and not self.closed:
            self.close()

    def __getstate__(self):
        raise TypeError(f"cannot pickle {type(self).__name__!r} object")

    def __repr__(self):
        name = f"{type(self).__module__}.{type(self).__qualname__}"
        if self.closed:
            return f"<{name} [closed]>"
        return f"<{name} name={self.name!r} mode={self.mode!r} closefd={self._closefd!r}>"

    def _check(self):
        if self.closed:
            raise ValueError("I/O operation on closed file")

    def _check_readable(self):
        self._check()
        if not self._readable:
            raise _io.UnsupportedOperation("File not open for reading")

    def _check_writable(self):
        self._check()
        if not self._writable:
            raise _io.UnsupportedOperation("File not open for writing")

    def read(self, size=-1, /):
        self._check_readable()
        if size is None or size < 0:
            return self.readall()
        return posix.read(self._fd, size)

    def readall(self):
        self._check_readable()
        left = posix.fstat(self._fd).st_size - posix.lseek(self._fd, 0, 1)
        return posix.read(self._fd, max(left, 0))

    def readinto(self, buffer, /):
        self._check_readable()
        view = memoryview(buffer).cast("B")
        data = posix.read(self._fd, len(view))
        size = len(data)
        view[:size] = data
        return size

    def write(self, data, /):
        self._check_writable()
        return posix.write(self._fd, data)

    def seek(self, offset, whence=0, /):
        self._check()
        return posix.lseek(self._fd, offset, whence)

    def tell(self):
        self._check()
        return posix.lseek(self._fd, 0, 1)

    def truncate(self, size=None, /):
        self._check_writable()
        if size is None:
            size = self.tell()
        posix.ftruncate(self._fd, size)
        return size

    def close(self):
        if not self.closed:
            try:
                super().close()
            finally:
                fd, self._fd = self._fd, -1
                if self._closefd and fd >= 0:
                    posix.close(fd)

    def seekable(self):
        self._check()
        return True

    def readable(self):
        self._check()
        return self._readable

    def writable(self):
        self._check()
        return self._writable

    def fileno(self):
        self._check()
        return self._fd

    def isatty(self):
        self._check()
        return False

    @property
    def closefd(self):
        return self._closefd

    @property
    def mode(self):
        if self._created:
            return "xb+" if self._readable else "xb"
        if self._appending:
            return "ab+" if self._readable else "ab"
        if self._readable:
            return "rb+" if self._writable else "rb"
        return "wb"


def open(
    file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None
):
    if not isinstance(file, int):
        file = posix.fspath(file)
    if not isinstance(mode, str):
        raise TypeError(f"open() argument 'mode' must be str, not {type(mode).__name__}")
    marks = set(mode)
    if marks - set("axrwb+t") or len(mode) > len(marks):
        raise ValueError(f"invalid mode: {mode!r}")
    binary = "b" in marks
    if "t" in marks and binary:
        raise ValueError("can't have text and binary mode at once")
    if len(marks & set("xrwa")) != 1:
        raise ValueError("must have exactly one of create/read/write/append mode")
    if binary and encoding is not None:
        raise ValueError("binary mode doesn't take an encoding argument")
    if binary and errors is not None:
        raise ValueError("binary mode doesn't take an errors argument")
    if binary and newline is not None:
        raise ValueError("binary mode doesn't take a newline argument")
    if not binary and buffering == 0:
        raise ValueError("can't have unbuffered text I/O")
    raw = FileIO(file, mode.replace("b", "").replace("t", ""), closefd, opener)
    stream = raw
    try:
        if buffering == 0:
            return raw
        line_buffering = buffering == 1
        size = _BUFFER_SIZE if buffering < 0 or line_buffering else buffering
        if "+" in marks:
            stream = _io.BufferedRandom(raw, size)
        elif "r" in marks:
            stream = _io.BufferedReader(raw, size)
        else:
            stream = _io.BufferedWriter(raw, size)
        if binary:
            return stream
        stream = _io.TextIOWrapper(stream, encoding or "utf-8", errors, newline, line_buffering)
        stream.mode = mode
        return stream
    except:
        stream.close()
        raise


def open_code(path):
    return open(path, "rb")


open.__module__ = open_code.__module__ = "_io"
