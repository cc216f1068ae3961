"""What arrays, element types and scalars do that needs no speed of its own."""

import sys as _sys


def _module(name):
    found = _sys.modules.get(name)
    if found is None:
        __import__(name)
        found = _sys.modules[name]
    return found


def mapping_proxy(mapping):
    return MappingProxyType(mapping)


def generic_alias(cls, item):
    return GenericAlias(cls, item)


def array_alias(cls, item):
    count = len(item) if isinstance(item, tuple) else 1
    if not 1 <= count <= 2:
        few = 'few' if count < 1 else 'many'
        raise TypeError(f"Too {few} arguments for {cls}")
    return GenericAlias(cls, item)


def bind(function, instance):
    from types import MethodType
    return MethodType(function, instance)


# --- element types ---

def write_dtype(name, value):
    layer = _module('numpy._core._dtype')
    layer._byte_order_str = _byte_order_text
    return getattr(layer, name)(value)


def _byte_order_text(value):
    """The order of bytes, said even where it is this machine's."""
    order = value.byteorder
    return '<' if order == '=' else '' if order == '|' else order


def dtype_name(value):
    return _module('numpy._core._dtype')._name_get(value)


def dtype_descr(value):
    return _module('numpy._core._internal')._array_descr(value)


def comma_string(text):
    parsed = _module('numpy._core._internal')._commastring(text)
    if not isinstance(parsed, list):
        return parsed
    # A part may be a pair itself, of a type and a shape: it is not a name and a type.
    return [(f'f{position}', part) for position, part in enumerate(parsed)]


def use_fields(adict, align):
    return _module('numpy._core._internal')._usefields(adict, align)


def dtype_subset(value, names):
    """The type of some fields, at their places."""
    seen, formats, offsets, titles = set(), [], [], []
    for name in names:
        if not isinstance(name, str):
            raise KeyError(name)
        if value.fields is None or name not in value.fields:
            raise KeyError(name)
        if name in seen:
            raise ValueError(f"duplicate field of name {name}")
        seen.add(name)
        field = value.fields[name]
        formats.append(field[0])
        offsets.append(field[1])
        titles.append(field[2] if len(field) > 2 else None)
    spec = {'names': list(names), 'formats': formats, 'offsets': offsets, 'itemsize': value.itemsize}
    if any(title is not None for title in titles):
        spec['titles'] = titles
    return dtype(spec)


def renamed_fields(value, names):
    """The type with other names for its fields."""
    if value.names is None:
        raise ValueError("there are no fields defined")
    if isinstance(names, str) or not hasattr(names, '__len__') or len(names) != len(value.names):
        raise ValueError(f"must replace all names at once with a sequence of length {len(value.names)}")
    for at, name in enumerate(names):
        if not isinstance(name, str):
            raise ValueError(f"item #{at} of names is of type {type(name).__name__} and not string")
    if len(set(names)) < len(names):
        raise ValueError("Duplicate field names given.")
    return _with_names(value, list(names))


def merge_metadata(known, new):
    if known is None and new is None:
        return None
    merged = dict(known or {})
    merged.update(new or {})
    return merged


def dtype_reduce(value):
    """What pickles say of a type: how it is made, and what it is beyond that."""
    kind, size = value.kind, value.itemsize
    if kind in 'Mm' or kind == 'O':
        text = f'{kind}8'
    else:
        text = f"{kind}{size // 4 if kind == 'U' else size}"
    made = text if kind != 'V' or value.type is void else value.type
    order = '|' if value.names is not None or value.subdtype is not None else _byte_order_text(value) or '|'
    size, alignment = (size, value.alignment) if kind in 'SUV' else (-1, -1)
    metadata = dict(value.metadata) if value.metadata is not None else None
    fields = dict(value.fields) if value.fields is not None else None
    state = (order, value.subdtype, value.names, fields, size, alignment, value.flags)
    if kind in 'Mm':
        unit, count = datetime_data(value)
        state += ((metadata, (unit.encode(), count, 1, 1)),)
    elif metadata is not None:
        state += (metadata,)
    return dtype, (made, False, True), (3 if len(state) == 7 else 4, *state)


def dtype_stated(value, state):
    """The type that a pickle means: one that was just made, and what is said of it."""
    wrong = ValueError("Invalid state while unpickling. Is the pickle corrupted or created with a newer NumPy version?")
    if not isinstance(state, tuple) or not 5 <= len(state) <= 9:
        raise wrong
    version = 0 if len(state) == 5 else state[0]
    if not isinstance(version, int) or not 0 <= version <= 4:
        raise ValueError(f"can't handle version {version} of numpy.dtype pickle")
    rest = state if len(state) == 5 else state[1:]
    if len(rest) == 5:
        if version > 1:
            raise ValueError("Invalid state while unpickling: a 6-tuple state requires version 0 or 1")
        order, sub, fields, size, alignment = rest
        names = None
        if isinstance(fields, tuple):
            names, fields = fields
    else:
        order, sub, names, fields, size, alignment = rest[:6]
    flags = rest[6] if len(rest) > 6 else 0
    metadata = rest[7] if len(rest) > 7 else None
    if isinstance(order, bytes):
        order = order.decode('ascii')
    if fields is not None and names is not None:
        names = [name.decode('ascii') if isinstance(name, bytes) else name for name in names]
        parts = [fields[name] for name in names]
        spec = {
            'names': names, 'formats': [part[0] for part in parts], 'offsets': [part[1] for part in parts],
            'itemsize': size,
        }
        if any(len(part) > 2 for part in parts):
            spec['titles'] = [part[2] if len(part) > 2 else None for part in parts]
        found = dtype(spec, bool(flags & 128))
        return found if value.type is void else dtype((value.type, found))
    if sub is not None:
        return dtype(sub)
    found = value
    if value.kind in 'Mm' and isinstance(metadata, tuple):
        metadata, (unit, count, *_) = metadata
        unit = unit.decode('ascii') if isinstance(unit, bytes) else unit
        found = dtype(f'{value.kind}8{_unit_text(unit, count)}')
    elif value.kind in 'SU' and size >= 0:
        found = dtype(f"{value.kind}{size // 4 if value.kind == 'U' else size}")
    elif value.kind == 'V' and value.type is void and size >= 0:
        found = dtype(f'V{size}')
    if order in ('<', '>') and found.kind != 'V':
        found = found.newbyteorder(order)
    return dtype(found, metadata=metadata) if metadata else found


# --- printing ---

def array_repr(a):
    return _module('numpy._core.arrayprint')._default_array_repr(a)


def array_str(a):
    return _module('numpy._core.arrayprint')._default_array_str(a)


def _legacy_print():
    options = _module('numpy._core.printoptions').format_options.get()
    return options['legacy']


def scalar_text(value):
    """`str` of a scalar."""
    kind = value.dtype.kind
    if kind == 'f':
        return _float_text(value)
    if kind == 'c':
        return _complex_text(value)
    if kind == 'M':
        return date_text(value)
    if kind == 'm':
        return _span_text(value)
    if kind == 'V':
        return _module('numpy._core.arrayprint')._void_scalar_to_string(value, is_repr=False) if value.dtype.names is not None else str(_void_bytes(value))
    return str(value.item())


def _void_bytes(value):
    text = ''.join(f'\\x{byte:02X}' for byte in value.tobytes())
    return f"b'{text}'"


def _span_text(value):
    raw = _raw(value)
    if raw == NAT:
        return 'NaT'
    unit, count = datetime_data(value.dtype)
    words = {'Y': 'years', 'M': 'months', 'W': 'weeks', 'D': 'days', 'h': 'hours', 'm': 'minutes',
             's': 'seconds', 'ms': 'milliseconds', 'us': 'microseconds', 'ns': 'nanoseconds',
             'ps': 'picoseconds', 'fs': 'femtoseconds', 'as': 'attoseconds', 'generic': 'generic time units'}
    return f"{raw * count} {words[unit]}"


def _complex_text(value):
    real, imag = value.real, value.imag

    def part(number, sign):
        text = _float_text(number)
        if text.endswith('.0'):
            text = text[:-2]
        if sign and not text.startswith('-'):
            text = '+' + text
        return text
    ending = 'j' if _is_finite(imag) or _legacy_print() > 113 else '*j'
    if real == 0 and str(real)[0] != '-':
        return part(imag, False) + ending
    return f"({part(real, False)}{part(imag, True)}{ending})"


def _is_finite(number):
    number = float(number)
    return number == number and number not in (float('inf'), -float('inf'))


def scalar_repr(value):
    """`repr` of a scalar."""
    cls = type(value)
    name = cls.__name__
    kind = value.dtype.kind
    legacy = _legacy_print() < 200 if 'numpy._core.printoptions' in _sys.modules else False
    if kind == 'b':
        return f"np.{bool(value)}_" if not legacy else str(bool(value))
    if kind in 'SU':
        base = bytes if kind == 'S' else str
        text = base.__repr__(value)
        return text if legacy else f"np.{name}({text})"
    if value.dtype.char in 'qQ' and cls in (_scalars[9], _scalars[10]):
        name = value.dtype.name
    if kind == 'M':
        unit = _unit_text(*datetime_data(value.dtype))[1:-1]
        text = date_text(value)
        prefix = 'numpy' if legacy else 'np'
        if text == 'NaT':
            return f"{prefix}.datetime64('NaT'{repr_unit(unit or 'generic')})"
        if datetime_data(value.dtype)[0] in ('D', 'Y', 'M') and datetime_data(value.dtype)[1] == 1:
            return f"{prefix}.datetime64('{text}')"
        implied = _parse(text)[1] if unit else ''
        if implied == unit or unit == 'D':
            return f"{prefix}.datetime64('{text}')"
        return f"{prefix}.datetime64('{text}','{unit}')"
    if kind == 'm':
        raw = _raw(value)
        unit = _unit_text(*datetime_data(value.dtype))[1:-1]
        text = "'NaT'" if raw == NAT else str(raw)
        prefix = 'numpy' if legacy else 'np'
        return f"{prefix}.timedelta64({text}{repr_unit(unit)})"
    if kind == 'V':
        if value.dtype.names is not None:
            write = _module('numpy._core.arrayprint')._void_scalar_to_string
            return write(value, is_repr=not legacy)
        text = _void_bytes(value)
        return f"void({text})" if legacy else f"np.void({text})"
    text = scalar_text(value)
    if legacy:
        return text
    if kind == 'f' and not _is_finite(value):
        return f"np.{name}({text})"
    if value.dtype.char == 'g':
        return f"np.longdouble('{text}')"
    if value.dtype.char == 'G':
        return f"np.clongdouble('{text.strip('()')}')"
    if kind == 'c' and text.startswith('('):
        return f"np.{name}{text}"
    return f"np.{name}({text})"


def repr_unit(unit):
    return f",'{unit}'" if unit else ''


def scalar_getitem(value, key):
    if value.dtype.kind == 'V':
        if isinstance(key, str):
            if value.dtype.names is None:
                raise IndexError("can't index void scalar without fields")
            if key not in value.dtype.fields:
                raise ValueError(f"no field of name {key}")
            return asarray_of(value)[key][()]
        if isinstance(key, list):
            return asarray_of(value)[key][()]
        if isinstance(key, (int, integer)):
            if value.dtype.names is None:
                raise IndexError("can't index void scalar without fields")
            count = len(value.dtype.names)
            if not -count <= key < count:
                raise IndexError(f"invalid index ({key})")
            return scalar_getitem(value, value.dtype.names[key])
    if value.dtype.kind in 'SU':
        base = bytes if value.dtype.kind == 'S' else str
        return base.__getitem__(value, key)
    if key is Ellipsis or key == ():
        return asarray_of(value)[key]
    if isinstance(key, tuple) and all(part is None or part is Ellipsis for part in key):
        return asarray_of(value)[key]
    if key is None:
        return asarray_of(value)[key]
    raise IndexError("invalid index to scalar variable.")


def asarray_of(value):
    return generic.__array__(value)


# --- helpers of operators ---

def warn_complex():
    import warnings
    warning = _module('numpy.exceptions').ComplexWarning
    warnings.warn("Casting complex values to real discards the imaginary part", warning, stacklevel=2)


def check_same_value(before, after):
    """Fails if a cast has changed values: what is cast back must be what it was."""
    old = _extobj_contextvar.set(_make_extobj(all='ignore'))
    try:
        back = after.astype(before.dtype)
        same = back == before
        if before.dtype.kind in 'fc':
            same = same | (isnan(back) & isnan(before))
            if after.dtype.kind in 'biu':
                same = same & isfinite(before)
        elif after.dtype.kind in 'iu' and before.dtype.kind in 'iu':
            # What wraps around comes back the same.
            same = same & ((before < 0) == (after < 0))
    finally:
        _extobj_contextvar.reset(old)
    if not same.all():
        raise ValueError(f"could not cast 'same_value' {before.dtype.name} to {after.dtype.name}")


def _warn_set(name, since, instead):
    def warn():
        import warnings
        text = f"Setting the {name} on a NumPy array has been deprecated in NumPy {since}.\n{instead}"
        warnings.warn(text, DeprecationWarning, stacklevel=2)
    return warn


warn_set_strides = _warn_set(
    'strides', '2.4',
    "As an alternative, you can create a new view using np.lib.stride_tricks.as_strided.")
warn_set_dtype = _warn_set(
    'dtype', '2.5',
    "Instead of changing the dtype on an array x, create a new array with x.view(new_dtype)")
warn_set_shape = _warn_set(
    'shape', '2.5',
    "As an alternative, you can create a new view using np.reshape (with copy=False if needed).")


def warn_dtype_setter():
    import warnings
    text = ("numpy.ndarray.view() used a custom `dtype` setter to change the dtype of the view.  "
            "Subclasses should implement `_set_dtype` instead. (Deprecated NumPy 2.5)")
    warnings.warn(text, DeprecationWarning, stacklevel=2)


def contains(a, item):
    return (a == item).any()


def axis_error(axis, ndim, prefix):
    return _module('numpy.exceptions').AxisError(axis, ndim, prefix)


def _void_equal(left, right):
    names = left.dtype.names
    if names is None:
        if left.dtype.subdtype is None and left.dtype.itemsize != right.dtype.itemsize:
            raise TypeError("cannot compare void types of different lengths")
        size = left.dtype.itemsize
        if size == 0:
            return equal(zeros(left.shape), zeros(right.shape))
        a = ascontiguousarray(left).view(('u1', (size,))).reshape(left.shape + (size,))
        b = ascontiguousarray(right).view(('u1', (size,))).reshape(right.shape + (size,))
        return (a == b).all(axis=-1)
    result = None
    for name, other in zip(names, right.dtype.names):
        a, b = left[name], right[other]
        extra = max(a.ndim - left.ndim, 0)
        same = a == b
        if extra:
            if a.shape[left.ndim:] != b.shape[right.ndim:]:
                same = zeros(left.shape, bool_)
            else:
                same = same.all(axis=tuple(range(-extra, 0)))
        result = same if result is None else result & same
    if result is None:
        result = ones_of(broadcast_shape(left.shape, right.shape))
    return result


def ones_of(shape):
    a = empty(shape, bool_)
    a.fill(True)
    return a


def broadcast_shape(*shapes):
    """The shape that arrays of these shapes fill together."""
    ndim = max(map(len, shapes), default=0)
    result = [1] * ndim
    for shape in shapes:
        for axis, size in enumerate(shape, ndim - len(shape)):
            if result[axis] == 1:
                result[axis] = size
            elif size != 1 and size != result[axis]:
                texts = ' '.join(str(shape).replace(' ', '') for shape in shapes)
                raise ValueError(f"shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between {texts}")
    return tuple(result)


def compare_void(left, right, is_not):
    a = left if isinstance(left, ndarray) else asarray(left)
    b = right if isinstance(right, ndarray) else (asarray_of(right) if isinstance(right, generic) else asarray(right))
    if a.dtype.kind != 'V' or b.dtype.kind != 'V':
        return compare_failed(a, b, None, is_not)
    if (a.dtype.names is None) != (b.dtype.names is None):
        raise TypeError("Cannot compare structured or void to non-void arrays.")
    if a.dtype.names is not None:
        promoted = promote_types(a.dtype, b.dtype)
        if len(a.dtype.names) != len(b.dtype.names) or a.dtype.names != b.dtype.names:
            raise TypeError("Cannot compare structured arrays unless they have a common dtype.  I.e. `np.result_type(arr1, arr2)` must be defined.")
    same = _void_equal(a, b)
    if is_not:
        same = ~same
    return same[()] if isinstance(same, ndarray) and same.ndim == 0 else same


def compare_failed(left, right, exception, is_not):
    """`==` of types that cannot be compared: nothing is equal."""
    no_loop = _module('numpy._core._exceptions')._UFuncNoLoopError
    promotion = _module('numpy.exceptions').DTypePromotionError
    if exception is not None and not isinstance(exception, (no_loop, promotion)):
        raise exception
    a, b = asarray(left), asarray(right)
    shape = broadcast_shape(a.shape, b.shape)
    result = empty(shape, bool_)
    result.fill(is_not)
    return result[()] if result.ndim == 0 else result


def inplace_matmul(left, right):
    return matmul(left, right, out=left, axes=[(-2, -1), (-2, -1), (-2, -1)]) if asarray(right).ndim > 1 and left.ndim > 1 else matmul(left, right, out=left)


def object_real(a):
    return frompyfunc(lambda value: value.real, 1, 1)(a) if a.ndim else a


def object_imag(a):
    return frompyfunc(lambda value: value.imag, 1, 1)(a)


def make_like(name, like, args, kwargs):
    kwargs = dict(kwargs)
    kwargs.pop('like', None)
    if not hasattr(type(like), '__array_function__'):
        raise TypeError("The `like` argument must be an array-like that implements the `__array_function__` protocol.")
    if type(like).__array_function__ is ndarray.__array_function__:
        return NotImplemented
    public = getattr(_module('numpy'), name)
    result = like.__array_function__(public, (type(like),), args, kwargs)
    if result is NotImplemented:
        raise TypeError(f"no implementation found for '{name}' on type {type(like)}")
    return result


def arange_of(start, stop, step, wanted):
    """`arange` of anything but plain numbers."""
    if isinstance(stop, ndarray) and stop.ndim == 0:
        stop = stop[()]
    start, stop, step = _as_moment(start), _as_moment(stop), _as_moment(step)
    parts = [part for part in (start, stop, step) if part is not None]
    arrays = [asarray(part) for part in parts]
    dated = [a.dtype for a in arrays if a.dtype.kind in 'Mm']
    if wanted is None and dated and all(a.dtype.kind in 'Mmiu' for a in arrays):
        # Whole numbers count in the unit of the moments beside them.
        wanted = result_type(*dated)
    elif wanted is None:
        wanted = result_type(*[a.dtype if not isinstance(p, (int, float, complex)) else p for a, p in zip(arrays, parts)])
        if wanted.kind == 'b':
            wanted = dtype('b1' if len(parts) == 1 else 'i8')
    if wanted.kind in 'Mm':
        return _date_range(start, stop, step, wanted)
    if wanted.kind in 'SU' or any(a.dtype.kind in 'SU' for a in arrays):
        raise TypeError(f"arange() not supported for inputs with DType {type(wanted)}.")
    if wanted.kind == 'V':
        raise TypeError("no fill-function for data-type")
    if start is None:
        start = 0
    if step is None:
        step = 1
    span = subtract(stop, start)
    if wanted.kind == 'O':
        import math
        count = math.ceil(span / step)
        values = empty(max(count, 0), 'O')
        for index in range(max(count, 0)):
            values[index] = start + index * step
        return values
    import math
    with_complex = wanted.kind == 'c'
    ratio = span / step
    if with_complex:
        count = min(math.ceil(complex(ratio).real), math.ceil(complex(ratio).imag)) if complex(ratio).imag else math.ceil(complex(ratio).real)
    else:
        if step == 0:
            raise ZeroDivisionError("division by zero")
        count = math.ceil(float(ratio)) if not isinstance(ratio, int) else ratio
    count = max(int(count), 0)
    if count > 2**60:
        raise ValueError("Maximum allowed size exceeded")
    if wanted.kind == 'b' and count > 2:
        raise TypeError("arange() is only supported for booleans when the result has at most length 2.")
    result = empty(count, wanted)
    if count:
        result[0] = start
    if count > 1:
        result[1] = start + step
    if count > 2:
        first = result[:1].astype('O')[0] if wanted.kind == 'O' else result[0]
        delta = result[1] - first
        steps = arange(2, count)
        result[2:] = (first + steps * delta).astype(wanted)
    return result


def _as_moment(value):
    """Python's moments and spans as NumPy's; anything else as it is."""
    import datetime
    if isinstance(value, datetime.date):
        return datetime64(value)
    return timedelta64(value) if isinstance(value, datetime.timedelta) else value


def _date_range(start, stop, step, wanted):
    if wanted.kind == 'M' and start is None:
        raise ValueError("arange requires both a start and a stop for NumPy datetime64 ranges")
    unit, count = datetime_data(wanted)
    if unit == 'generic':
        for part in (start, stop, step):
            if hasattr(part, 'dtype') and part.dtype.kind in 'Mm' or isinstance(part, str):
                part = datetime64(part) if isinstance(part, str) else part
                unit, count = datetime_data(part.dtype)
                if part.dtype.kind == wanted.kind:
                    break
        if unit != 'generic':
            wanted = dtype(f"{wanted.kind}8[{count if count != 1 else ''}{unit}]")
    letter = wanted.kind

    def raw(value, kind):
        return int(array(value, dtype(f"{kind}8{wanted.str[3:]}")).view('i8')[()])
    first = raw(start, letter) if start is not None else 0
    if letter == 'M' and (isinstance(stop, (int, integer)) and not isinstance(stop, timedelta64) or isinstance(stop, timedelta64)):
        last = first + raw(stop, 'm')
    else:
        last = raw(stop, letter)
    by = raw(step, 'm') if step is not None else 1
    if NAT in (first, last, by):
        raise ValueError("arange: cannot use NaT (not-a-time) datetime values")
    if by == 0:
        raise ValueError("arange: step may not be zero")
    values = arange(first, last, by, dtype='i8')
    return values.view(wanted)


def date_dtype(value, is_span):
    found, unit, count = _find(value, is_span)
    return dtype(('m8' if is_span else 'M8') + _unit_text(unit, count))


# --- memory of others ---

_formats = {'?': '?', 'b': 'b', 'B': 'B', 'h': 'h', 'H': 'H', 'i': 'i', 'I': 'I', 'l': 'l', 'L': 'L',
            'q': 'q', 'Q': 'Q', 'f': 'f', 'd': 'd', 'e': 'e', 'g': 'g', 'n': 'l', 'N': 'L', 'Zf': 'F',
            'Zd': 'D', 'Zg': 'G', 'c': 'S1', 'O': 'O', 'F': 'F', 'D': 'D'}


def _of_format(text, itemsize):
    order = ''
    plain = text
    if plain[:1] in '@=<>^!':
        order = {'<': '<', '>': '>', '!': '>'}.get(plain[0], '')
        plain = plain[1:]
    if plain in _formats:
        found = dtype(order + _formats[plain]) if _formats[plain] != 'S1' else dtype('S1')
        if order and found.itemsize != itemsize and plain in 'lL':
            found = dtype(order + ('i' if plain == 'l' else 'u') + str(itemsize))
        return found if found.itemsize == itemsize else None
    if plain.endswith('s') and plain[:-1].isdigit():
        return dtype(f'S{plain[:-1]}')
    if plain.endswith('w') and (plain[:-1].isdigit() or plain == 'w'):
        return dtype(f'{order}U{plain[:-1] or 1}')
    if plain.endswith('u') and itemsize == 4:
        return dtype(f'{order}U1')
    if plain.endswith('x') and plain[:-1].isdigit():
        return dtype(f'V{plain[:-1]}')
    try:
        return _module('numpy._core._internal')._dtype_from_pep3118(text)
    except Exception:
        return None


def from_memory(obj):
    return _native_from_memory(obj, _of_format)


def from_interface(obj):
    """The array that an object offers by `__array_interface__` or `__array__`."""
    interface = getattr(obj, '__array_interface__', None)
    if interface is not None and not isinstance(obj, type):
        if not isinstance(interface, dict):
            raise ValueError("Invalid __array_interface__ value must be a dictionary")
        return _from_interface(obj, interface)
    function = getattr(obj, '__array__', None)
    if function is None or isinstance(obj, type):
        return None
    try:
        made = function()
    except TypeError as exception:
        raise
    if not isinstance(made, ndarray):
        raise ValueError("object __array__ method not producing an array")
    return made


def _from_interface(obj, interface):
    if 'typestr' not in interface:
        raise ValueError("Missing __array_interface__ typestr")
    if 'shape' not in interface:
        raise ValueError("Missing __array_interface__ shape")
    if not isinstance(interface['typestr'], (str, bytes)):
        raise TypeError("__array_interface__ typestr must be a string")
    if not isinstance(interface['shape'], tuple):
        raise TypeError("shape must be a tuple")
    try:
        wanted = dtype(interface['typestr'])
    except TypeError:
        raise TypeError(f"data type {interface['typestr']!r} not understood") from None
    descr = interface.get('descr')
    if wanted.kind == 'V' and descr is not None and descr != [('', interface['typestr'])]:
        wanted = dtype(descr)
    shape, strides = interface['shape'], interface.get('strides')
    data = interface.get('data')
    if isinstance(data, tuple):
        if len(data) != 2 or not isinstance(data[0], int):
            raise TypeError("__array_interface__ data must be a 2-tuple with (data pointer integer, read-only flag)")
        known = _known_memory(obj, data[0])
        if known is None:
            raise TypeError("an address alone cannot be read here; offer the buffer protocol")
        owner, offset = known
        if strides is None and _count(shape) * wanted.itemsize > owner.nbytes - offset:
            # Only the shape can be meant: there are not that many elements.
            strides = (0,) * len(shape)
        try:
            made = _from_interface_dict(obj, owner, offset, shape, strides, wanted)
        except TypeError:
            raise ValueError("Given shape and strides would access memory out of bounds.") from None
        if data[1]:
            made.flags.writeable = False
        return made
    if data is None:
        data = obj
    return _from_interface_dict(obj, data, interface.get('offset', 0), shape, strides, wanted)


def _known_memory(obj, address):
    """The array, among those an object holds, over whose memory an address points."""
    seen, todo = set(), [obj]
    while todo:
        value = todo.pop()
        if id(value) in seen or len(seen) > 64:
            continue
        seen.add(id(value))
        if isinstance(value, ndarray):
            start = _address(value)
            base = value if value.flags.c_contiguous or value.flags.f_contiguous else None
            if base is not None and start <= address <= start + value.nbytes:
                return value, address - start
            if value.base is not None:
                todo.append(value.base)
            continue
        if isinstance(value, dict):
            todo.extend(value.values())
        elif isinstance(value, (list, tuple)):
            todo.extend(value)
        elif hasattr(value, '__dict__'):
            todo.extend(vars(value).values())
        base = getattr(value, 'base', None)
        if base is not None:
            todo.append(base)
        held = getattr(value, '__array_interface__', None) if value is not obj else None
    return None
