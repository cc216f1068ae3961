"""What a reader hands to a script."""

import io
from collections.abc import MutableMapping


class UploadedFile(io.BytesIO):
    __doc__ = """A file of the reader. Its bytes are fetched when they are first asked for, and shared until it is written to."""

    _own = False

    def __init__(self, record, file_urls=None):
        super().__init__()
        for fact in ("name", "type", "file_id"):
            setattr(self, fact, getattr(record, fact))
        self._data = record.data
        self.size = len(record.data)
        self._place = 0

    def __eq__(self, other):
        return self.file_id == other.file_id if isinstance(other, UploadedFile) else NotImplemented

    def __hash__(self):
        return hash(self.file_id)

    def __repr__(self):
        return f"UploadedFile(file_id={self.file_id!r}, name={self.name!r}, type={self.type!r}, size={self.size!r})"

    def _bytes(self):
        if self.closed:
            raise ValueError("I/O operation on closed file.")
        if not isinstance(self._data, bytes):
            self._data = self._data.read()
        return self._data

    def _take(self, end):
        data = self._bytes()
        begin = self._place
        self._place = max(begin, end)
        return data if begin == 0 and end == len(data) else data[begin:end]

    def _become_own(self):
        if not self._own:
            super().write(self._bytes())
            super().seek(self._place)
            self._own = True
            self._data = b""

    def read(self, size=-1, /):
        if self._own:
            return super().read(size)
        length = len(self._bytes())
        return self._take(length if size is None or size < 0 else min(length, self._place + size))

    def read1(self, size=-1, /):
        return self.read(size)

    def readinto(self, buffer, /):
        part = self.read(len(buffer))
        buffer[: len(part)] = part
        return len(part)

    def readline(self, size=-1, /):
        if self._own:
            return super().readline(size)
        data = self._bytes()
        end = data.find(b"\n", self._place) + 1 or len(data)
        return self._take(end if size is None or size < 0 else min(end, self._place + size))

    def readlines(self, hint=None, /):
        lines, length = [], 0
        for line in self:
            lines.append(line)
            length += len(line)
            if hint is not None and 0 < hint <= length:
                break
        return lines

    def __iter__(self):
        self._bytes()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def seek(self, place, whence=0, /):
        if self._own:
            return super().seek(place, whence)
        length = len(self._bytes()) if whence == 2 else 0
        if whence not in (0, 1, 2):
            raise ValueError(f"invalid whence ({whence}, should be 0, 1 or 2)")
        if whence == 0 and place < 0:
            raise ValueError(f"negative seek value {place}")
        self._place = max(0, place + (0, self._place, length)[whence])
        return self._place

    def tell(self):
        return super().tell() if self._own else self._place

    def getvalue(self):
        return super().getvalue() if self._own else self._bytes()

    def getbuffer(self):
        self._become_own()
        return super().getbuffer()

    def write(self, data, /):
        self._become_own()
        return super().write(data)

    def writelines(self, lines, /):
        self._become_own()
        super().writelines(lines)

    def truncate(self, size=None, /):
        self._become_own()
        return super().truncate(size)


class ChatInputValue(MutableMapping):
    __doc__ = """A message of the reader: its text, and the files and the speech that came with it.

    Parts that the field does not take are not there: neither as keys nor as attributes.
    """

    _parameters = {"files": "accept_file", "audio": "accept_audio"}

    def __init__(self, text, files=None, audio=None, _include_files=False, _include_audio=False):
        parts = {"text": text}
        if _include_files:
            parts["files"] = [] if files is None else files
        if _include_audio:
            parts["audio"] = audio
        self.__dict__.update(_parts=parts, _names=tuple(parts))

    def __getattr__(self, name):
        parts = self.__dict__.get("_parts", ())
        if name in parts:
            return parts[name]
        if name in self._parameters:
            raise _problem("NoMessagePart", name, self._parameters[name])
        raise AttributeError(name)

    def __setattr__(self, name, value):
        self[name] = value

    def __delattr__(self, name):
        del self[name]

    def __getitem__(self, key):
        if key not in self._parts:
            raise _problem("NoMessageKey", str(key))
        return self._parts[key]

    def __setitem__(self, key, value):
        if key not in self._names:
            raise _problem("NoMessageKey", str(key))
        self._parts[key] = value

    def __delitem__(self, key):
        if self._parts.pop(key, self) is self:
            raise _problem("NoMessageKey", str(key))

    def __iter__(self):
        return iter([name for name in self._names if name in self._parts])

    def __len__(self):
        return len(self._parts)

    def __eq__(self, other):
        if isinstance(other, ChatInputValue):
            nothing = {"files": [], "audio": None}
            return {**nothing, **self._parts} == {**nothing, **other._parts}
        return NotImplemented

    def __repr__(self):
        shown = [f"{name}={part!r}" for name, part in self.items()]
        return f"ChatInputValue({', '.join(shown)})"

    def to_dict(self):
        return dict(self)
