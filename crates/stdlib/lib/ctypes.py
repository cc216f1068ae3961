"""The sizes of C's numbers, fields of them, and addresses, for packages that ask for them.

There are no libraries to call, and no memory is read or written by an address.
"""


class _CType(type):
    """A class whose products with whole numbers are classes of fields."""

    def __mul__(cls, length):
        if length < 0:
            raise ValueError(f"a field of {length} elements was asked for: a length is 0 or more")
        names = {"_type_": cls, "_length_": length, "_size": cls._size * length, "__module__": __name__}
        return _CType(f"{cls.__name__}_Array_{length}", (Array,), names)

    __rmul__ = __mul__


class Array(metaclass=_CType):
    """So many numbers of one type."""

    _type_ = None
    _length_ = _size = 0

    def __init__(self, *values):
        if len(values) > self._length_:
            raise IndexError(f"{len(values)} values were given for {self._length_} elements")
        self._elements = [self._type_(value) for value in values]
        self._elements += [self._type_() for _ in range(self._length_ - len(values))]

    def __len__(self):
        return self._length_

    def __getitem__(self, index):
        found = self._elements[index]
        if isinstance(found, list):
            return [element.value for element in found]
        return found.value if isinstance(found, _Simple) else found

    def __setitem__(self, index, value):
        self._elements[index].value = value


class _Simple(metaclass=_CType):
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


class c_bool(_Simple):
    _size = 1

    def __init__(self, value=False):
        self.value = bool(value)


class c_char(_Simple):
    _size = 1

    def __init__(self, value=b"\0"):
        self.value = value


class c_void_p(_Simple):
    """An address."""

    _size = 8

    def __init__(self, value=None):
        self.value = value or None


class _Pointer(_Simple):
    _size = 8

    @property
    def contents(self):
        raise NotImplementedError("a tab reads no memory by its address")

    __getitem__ = contents.fget


def POINTER(of):
    """A class of addresses of such values."""
    return _CType(f"LP_{of.__name__}", (_Pointer,), {"_type_": of, "__module__": __name__})


def cast(value, to):
    """The same address as another type."""
    return to(getattr(value, "value", value))


def sizeof(of):
    return of._size


class CDLL:
    def __init__(self, name, *args, **kwargs):
        raise OSError(f"{name}: a tab loads no libraries of machine code")


PyDLL = CDLL
