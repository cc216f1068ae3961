"""The classes of scalars and element types, which are made anew for each Python."""

from types import MappingProxyType, GenericAlias


class number(generic):
    __slots__ = ()


class integer(number):
    __slots__ = ()

    def __index__(self):
        return self.item()

    @property
    def numerator(self):
        return self

    @property
    def denominator(self):
        return type(self)(1)

    def is_integer(self):
        return True

    def bit_count(self):
        return abs(self.item()).bit_count()

    def __round__(self, ndigits=None):
        if ndigits is None:
            return self.item()
        return self.round(ndigits)


class inexact(number):
    __slots__ = ()


class signedinteger(integer):
    __slots__ = ()


class unsignedinteger(integer):
    __slots__ = ()


class floating(inexact):
    __slots__ = ()

    def is_integer(self):
        return float(self).is_integer()

    def as_integer_ratio(self):
        value = self.item()
        if value != value:
            raise ValueError("cannot convert NaN to integer ratio")
        if value in (float('inf'), -float('inf')):
            raise OverflowError("cannot convert Infinity to integer ratio")
        return value.as_integer_ratio()

    def __round__(self, ndigits=None):
        if ndigits is None:
            return round(self.item())
        return self.round(ndigits)

    def __trunc__(self):
        return int(self.item())


class complexfloating(inexact):
    __slots__ = ()

    def __complex__(self):
        return self.item()


class flexible(generic):
    __slots__ = ()


class character(flexible):
    __slots__ = ()


def _make(name, *bases, **names):
    names['__slots__'] = ()
    names['__module__'] = 'numpy'
    return type(name, bases, names)


_scalars = [
    _make('bool', generic),
    _make('int8', signedinteger),
    _make('uint8', unsignedinteger),
    _make('int16', signedinteger),
    _make('uint16', unsignedinteger),
    _make('int32', signedinteger),
    _make('uint32', unsignedinteger),
    _make('int64', signedinteger),
    _make('uint64', unsignedinteger),
    _make('longlong', signedinteger),
    _make('ulonglong', unsignedinteger),
    _make('float32', floating),
    _make('float64', floating, float),
    _make('longdouble', floating),
    _make('complex64', complexfloating),
    _make('complex128', complexfloating, complex),
    _make('clongdouble', complexfloating),
    _make('object_', generic),
    _make('bytes_', bytes, character, __repr__=lambda self: scalar_repr(self)),
    _make('str_', str, character, __repr__=lambda self: scalar_repr(self)),
    _make('void', flexible, __setitem__=lambda self, key, value: set_void(self, key, value)),
    _make('datetime64', generic),
    _make('timedelta64', signedinteger),
    _make('float16', floating),
]



class _OwnSignature:
    """What one class takes, as `inspect` has it; those that derive from it say it themselves."""

    def __init__(self, owner, text):
        self._owner, self._text = owner, text

    def __get__(self, instance, owner=None):
        if instance is not None:
            raise AttributeError('__signature__')
        if owner is not self._owner:
            return None
        import inspect
        return inspect._signature_fromstr(inspect.Signature, owner, self._text)


def _describe(cls, takes, doc):
    _set_attribute(cls, '__signature__', _OwnSignature(cls, takes))
    if doc:
        _set_attribute(cls, '__doc__', doc)


for _cls, _takes, _doc in zip(
    _scalars,
    ['(value=False, /)'] + ['(value=0, /)'] * 13 + ['(real=0, imag=0, /)'] * 3
    + ['(value=None, /)'] + ["(value='', /, *args, **kwargs)"] * 2
    + ['(length_or_data, /, dtype=None)', '(value=None, /, *args)', '(value=0, /, *args)', '(value=0, /)'],
    ['True or false, in one byte.']
    + [f'A whole number of {bits} bits, {signs}.' for bits in (8, 16, 32, 64, 64) for signs in ('with a sign', 'from zero on')]
    + ['A number with a fraction, in 32 bits.', "A number with a fraction, in 64 bits: Python's float too.",
       'A number with a fraction, in as many bits as there are: here 64.',
       'A complex number, in two times 32 bits.', "A complex number, in two times 64 bits: Python's complex too.",
       'A complex number, in as many bits as there are: here two times 64.',
       'An object of Python.', "Bytes of one length, padded with zeros: Python's bytes too.",
       "Text of one length: Python's str too.", 'Bytes, or fields by their names.',
       'A moment, counted in one unit from 1970 on.', 'A span of time, counted in one unit.',
       'A number with a fraction, in 16 bits.'],
):
    _describe(_cls, _takes, _doc)
_describe(ndarray, '(shape, dtype=None, buffer=None, offset=0, strides=None, order=None)', None)



def _as_native(cls):
    """What a class of Python holds, in the form it has in a class written in C."""
    for name, value in list(cls.__dict__.items()):
        _set_attribute(cls, name, value)
    return cls


for _abstract in (number, integer, inexact, signedinteger, unsignedinteger, floating,
                  complexfloating, flexible, character):
    _abstract.__module__ = 'numpy'
    _as_native(_abstract)


class _DTypeMeta(type):
    """The class of the classes of element types."""

    _legacy = property(lambda cls: cls.__dict__.get('_is_legacy', False))
    _abstract = property(lambda cls: '_num' not in cls.__dict__)
    _parametric = property(lambda cls: cls.__dict__.get('_is_parametric', False))
    _is_numeric = property(lambda cls: cls.__dict__.get('_is_number', False))

    @property
    def type(cls):
        num = cls.__dict__.get('_num')
        return _scalars[num] if num is not None else None

    @property
    def __signature__(cls):
        from inspect import Parameter, Signature
        named = Parameter.POSITIONAL_OR_KEYWORD
        num = cls.__dict__.get('_num')
        if num is None:
            parameters = [Parameter('dtype', named)]
            parameters += [Parameter(name, named, default=False) for name in ('align', 'copy')]
            parameters.append(Parameter('kwargs', Parameter.VAR_KEYWORD))
        elif cls.__name__ == 'StringDType':
            parameters = [Parameter('coerce', Parameter.KEYWORD_ONLY, default=True),
                          Parameter('kwargs', Parameter.VAR_KEYWORD)]
        else:
            parameters = [Parameter(name, Parameter.POSITIONAL_ONLY) for name in _own_parameter(cls)]
        return Signature(parameters)

    def __class_getitem__(cls, item):
        return GenericAlias(cls, item)


def _own_parameter(cls):
    """What a class of element types asks for, beside which it has one instance."""
    return {18: ('size',), 19: ('size',), 20: ('length',), 21: ('unit',), 22: ('unit',)}.get(cls._num, ())


_DTypeMeta.__module__ = 'numpy'
_as_native(_DTypeMeta)
_make_members(_DTypeMeta, ['type'])
_set_class(dtype, _DTypeMeta)

_names = [
    'BoolDType', 'Int8DType', 'UInt8DType', 'Int16DType', 'UInt16DType', 'Int32DType',
    'UInt32DType', 'Int64DType', 'UInt64DType', 'LongLongDType', 'ULongLongDType',
    'Float32DType', 'Float64DType', 'LongDoubleDType', 'Complex64DType', 'Complex128DType',
    'CLongDoubleDType', 'ObjectDType', 'BytesDType', 'StrDType', 'VoidDType',
    'DateTime64DType', 'TimeDelta64DType', 'Float16DType',
]
_aliases = {
    'Int8DType': 'ByteDType', 'UInt8DType': 'UByteDType', 'Int16DType': 'ShortDType',
    'UInt16DType': 'UShortDType', 'Int32DType': 'IntDType', 'UInt32DType': 'UIntDType',
    'Int64DType': 'LongDType', 'UInt64DType': 'ULongDType',
}
_parametric = {'BytesDType', 'StrDType', 'VoidDType', 'DateTime64DType', 'TimeDelta64DType'}
_classes = []
for _num, _name in enumerate(_names):
    _classes.append(_DTypeMeta(_name, (dtype,), {
        '__slots__': (),
        '__module__': 'numpy.dtypes',
        '_num': _num,
        '_is_legacy': True,
        '_is_parametric': _name in _parametric,
        '_is_number': _num <= 16 or _num == 23,
    }))


class StringDType(dtype, metaclass=_DTypeMeta):
    """Text of any length; there are no arrays of it here yet."""

    __slots__ = ()
    __module__ = 'numpy.dtypes'
    _num = 20

    def __new__(cls, *args, **kwargs):
        raise NotImplementedError("arrays of StringDType are not supported; use dtype=object or 'U'")


def string_dtype():
    return StringDType()


def new_of_class(cls, *args, **kwargs):
    """An instance of a class of element types: the only one, or the one of a size or unit."""
    import operator
    if cls not in _classes:
        raise TypeError(f"cannot make an instance of {cls!r}")
    wanted = _own_parameter(cls)
    if kwargs or len(args) != len(wanted):
        raise TypeError(f"{cls.__name__} takes {len(wanted)} positional arguments, and none by name")
    if not wanted:
        return _plain(cls._num)
    if wanted == ('unit',):
        return dtype(f"{'M' if cls._num == 21 else 'm'}8[{args[0]}]")
    size = operator.index(args[0])
    letter = 'SUV'[cls._num - 18]
    if not 0 <= size * (4 if letter == 'U' else 1) < 2**31:
        raise TypeError(f"the size of an element must be between 0 and {2**31 - 1} bytes")
    return dtype(f'{letter}{size}')


def dtype_of_class(cls):
    """The element type of a class that is neither a scalar's nor a type's own."""
    own = getattr(cls, 'dtype', None)
    if own is not None and not isinstance(own, property) and not hasattr(own, '__get__'):
        return dtype(own)
    if issubclass(cls, generic):
        import warnings
        if cls in (generic,):
            found = 'V'
        elif issubclass(complexfloating, cls) or cls is complexfloating:
            found = 'D'
        else:
            found = {number: 'd', inexact: 'd', floating: 'd', integer: 'l', signedinteger: 'l',
                     unsignedinteger: 'L', character: 'S', flexible: 'V'}.get(cls)
            if found is None:
                return None
        if cls in (inexact, floating, number):
            found = 'd'
        raise TypeError(f"Converting {cls!r} to a dtype not allowed. Use one of its concrete classes.")
    return None


def _find_num(cls):
    return _scalars.index(cls)


class _TypeInfo:
    """A row of `typeinfo`."""

    def __init__(self, num):
        plain = _plain(num)
        self.char, self.num, self.kind = plain.char, num, plain.kind
        self.bits, self.alignment = plain.itemsize * 8, plain.alignment
        self.type = _scalars[num]


def _typeinfo():
    info = {}
    c_names = ['BOOL', 'BYTE', 'UBYTE', 'SHORT', 'USHORT', 'INT', 'UINT', 'LONG', 'ULONG',
               'LONGLONG', 'ULONGLONG', 'FLOAT', 'DOUBLE', 'LONGDOUBLE', 'CFLOAT', 'CDOUBLE',
               'CLONGDOUBLE', 'OBJECT', 'STRING', 'UNICODE', 'VOID', 'DATETIME', 'TIMEDELTA',
               'HALF']
    rows = [_TypeInfo(num) for num in range(24)]
    for num, c_name in enumerate(c_names):
        info['NPY_' + c_name] = rows[num]
    for num, scalar in enumerate(_scalars):
        info[scalar.__name__] = rows[num]
    for name, num in (('byte', 1), ('ubyte', 2), ('short', 3), ('ushort', 4), ('intc', 5),
                      ('uintc', 6), ('intp', 7), ('uintp', 8), ('long', 7), ('ulong', 8)):
        info[name] = rows[num]
    return info
