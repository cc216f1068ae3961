"""What a reader hands to a script."""

import io
from collections.abc import MutableMapping


class UploadedFile(io.BytesIO):
    """A file of the reader. Its bytes are fetched when they are first asked for, and shared until it is written to."""

    _own = False

    def __init__(self, record, file_urls=None):
        super().__init__()
        self.file_id = record.file_id
        self.name = record.name
        self.type = record.type
        self._data = record.data
        self.size = len(record.data)
        self._place = 0

    def __eq__(self, other):
        if not isinstance(other, UploadedFile):
            return NotImplemented
        return self.file_id == other.file_id

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
    """A message of the reader: its text, and the files and the speech that came with it."""

    def __init__(self, text, files=None, audio=None, _include_files=False, _include_audio=False):
        self.text = text
        self.files = [] if files is None else files
        self.audio = audio
        self._include_files = _include_files
        self._include_audio = _include_audio

    def __getattribute__(self, name):
        include = {"files": "_include_files", "audio": "_include_audio"}.get(name)
        if include and not object.__getattribute__(self, include):
            word = "accept_file" if name == "files" else "accept_audio"
            raise AttributeError(f"'ChatInputValue' object has no attribute '{name}' ({word}=False)")
        return object.__getattribute__(self, name)

    def _keys(self):
        return ["text"] + ["files"] * self._include_files + ["audio"] * self._include_audio

    def to_dict(self):
        return {key: vars(self)[key] for key in self._keys() if key in vars(self)}

    def __len__(self):
        return len(self.to_dict())

    def __iter__(self):
        return iter(self.to_dict())

    def __contains__(self, key):
        return isinstance(key, str) and key in self.to_dict()

    def __getitem__(self, key):
        if key not in self:
            raise KeyError(f"Invalid key: {key}")
        return self.to_dict()[key]

    def __setitem__(self, key, value):
        if key not in self._keys():
            raise KeyError(f"Invalid key: {key}")
        setattr(self, key, value)

    def __delitem__(self, key):
        if key not in self:
            raise KeyError(f"Invalid key: {key}")
        delattr(self, key)

    def __eq__(self, other):
        if not isinstance(other, ChatInputValue):
            return NotImplemented
        mine, others = vars(self), vars(other)
        return all(mine[key] == others[key] for key in ("text", "files", "audio"))

    def __repr__(self):
        return f"ChatInputValue({', '.join(f'{key}={value!r}' for key, value in self.to_dict().items())})"
