"""The sizes of C's numbers, for packages that ask for them. There are no libraries to call."""


class _Simple:
    _size = 0

    def __init__(self, value=None):
        self.value = 0 if value is None else value

    def __repr__(self):
        return f"{type(self).__name__}({self.value!r})"


def _integer(name, size, signed):
    def get(self):
        return self._value

    def put(self, value):
        low = int.from_bytes((value & ((1 << 8 * size) - 1)).to_bytes(size, "little"), "little", signed=False)
        self._value = low - (1 << 8 * size) if signed and low >> (8 * size - 1) else low

    return type(name, (_Simple,), {"_size": size, "value": property(get, put), "__module__": __name__})


c_byte = _integer("c_byte", 1, True)
c_ubyte = _integer("c_ubyte", 1, False)
c_short = _integer("c_short", 2, True)
c_ushort = _integer("c_ushort", 2, False)
c_int = _integer("c_int", 4, True)
c_uint = _integer("c_uint", 4, False)
c_long = _integer("c_long", 8, True)
c_ulong = _integer("c_ulong", 8, False)
c_longlong, c_ulonglong, c_size_t, c_ssize_t = c_long, c_ulong, c_ulong, c_long
c_int8, c_uint8, c_int16, c_uint16 = c_byte, c_ubyte, c_short, c_ushort
c_int32, c_uint32, c_int64, c_uint64 = c_int, c_uint, c_long, c_ulong


class c_float(_Simple):
    _size = 4


class c_double(_Simple):
    _size = 8


def sizeof(of):
    return of._size


class CDLL:
    def __init__(self, name, *args, **kwargs):
        raise OSError(f"{name}: a tab loads no libraries of machine code")


PyDLL = CDLL
