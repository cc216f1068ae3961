"""Functions of the module that need no speed of their own."""

matmul = vecdot = matvec = vecmat = None


def add_docstring(obj, docstring):
    pass


def _add_newdoc_ufunc(ufunc, docstring):
    pass


def _reconstruct(subtype, shape, dtype_, /):
    return ndarray.__new__(subtype, shape, dtype_)


def get_handler_name(a=None, /):
    if a is not None and a.base is not None:
        return None
    return 'default_allocator'


def get_handler_version(a=None, /):
    return 1 if a is None or a.base is None else None


def _get_madvise_hugepage():
    return False


def _set_madvise_hugepage(enabled, /):
    return False


def _get_ndarray_c_version():
    return 0x02000000


def _reload_guard():
    pass


def _set_numpy_warn_if_no_mem_policy(*args):
    return False


def _blas_supports_fpe(*args):
    return True


def _get_sfloat_dtype():
    raise NotImplementedError("this type is for tests of NumPy's own C parts")


def set_datetimeparse_function(function):
    pass


def _discover_array_parameters(obj, dtype=None):
    a = asarray(obj, dtype)
    return a.dtype, a.shape


class _Cast:
    """One cast between two classes of element types."""

    def __init__(self, source, target):
        self._source, self._target = source, target
        # Loops of text take aligned elements only.
        self._supports_unaligned = not {source._num, target._num} & {18, 19}

    def _default(self, given):
        if self._target is self._source:
            return given.newbyteorder('=') if given.kind in 'biufc' else given
        number = self._target._num
        if number in (18, 19):
            letter = 'SU'[number - 18]
            return result_type(given, dtype(letter))
        if number == 20:
            return dtype(f'V{given.itemsize}')
        return _plain(number)

    def _resolve_descriptors(self, dtypes):
        given, wanted = dtypes
        target = self._default(given) if wanted is None else wanted
        numeric = 'biufc'
        keeps = 64 if given.kind in numeric and target.kind in numeric else 0
        for level, rule in enumerate(('no', 'equiv', 'safe', 'same_kind')):
            if can_cast(given, target, rule):
                break
        else:
            level = 4
        if keeps and self._target is not self._source:
            # Numbers of different types are cast in native order.
            given, target = given.newbyteorder('='), target.newbyteorder('=')
        return level | keeps, (given, target), 0 if level == 0 else None

    def _simple_strided_call(self, arrays):
        source, target = arrays
        target[...] = source


def _get_castingimpl(from_, to):
    return _Cast(from_, to)


def _is_view_safe_cast(from_, to, casting='no'):
    return can_cast(from_, to, 'equiv') and from_.itemsize == to.itemsize


def _register_dlpack_dtype(key, dtype_):
    return dtype_


def from_dlpack(x, /, *, device=None, copy=None):
    raise BufferError("DLPack is not available in a browser tab")


def _finfo_get_realdtype(dtype_):
    kinds = {'F': 'f', 'D': 'd', 'G': 'g', 'e': 'e', 'f': 'f', 'd': 'd', 'g': 'g'}
    found = kinds.get(dtype_.char)
    return None if found is None else dtype(found)


def _populate_finfo_constants(info, dtype_):
    """Limits of the floating point types of 16, 32 and 64 bits."""
    values = {
        'e': (10, 5, -14, 16), 'f': (23, 8, -126, 128), 'd': (52, 11, -1022, 1024), 'g': (52, 11, -1022, 1024),
    }
    nmant, nexp, minexp, maxexp = values[dtype_.char]
    scalar = dtype_.type
    info.nmant, info.iexp, info.minexp, info.maxexp = nmant, nexp, minexp, maxexp
    info.bits = dtype_.itemsize * 8
    info.max = scalar((2.0 - 2.0 ** -nmant) * 2.0 ** (maxexp - 1))
    info.min = scalar(-(2.0 - 2.0 ** -nmant) * 2.0 ** (maxexp - 1))
    info.eps = scalar(2.0 ** -nmant)
    info.epsneg = scalar(2.0 ** -(nmant + 1))
    info.tiny = info.smallest_normal = scalar(2.0 ** minexp) if not isinstance(getattr(type(info), 'tiny', None), property) else None
    info.smallest_subnormal = scalar(2.0 ** (minexp - nmant))
    info.precision = {'e': 3, 'f': 6, 'd': 15, 'g': 15}[dtype_.char]
    info._radix = 2
    info.machep, info.negep = -nmant, -(nmant + 1)
    info.resolution = scalar(10.0 ** -info.precision)


def format_longfloat(x, precision):
    return dragon4_positional(x, precision=precision, unique=True, trim='-')


def bincount(x, /, weights=None, minlength=0):
    import operator
    if minlength is None:
        raise TypeError("use 0 instead of None for minlength")
    minlength = operator.index(minlength)
    if minlength < 0:
        raise ValueError("'minlength' must not be negative")
    x = asarray(x)
    if x.ndim > 1:
        raise ValueError("object too deep for desired array")
    if x.ndim == 0:
        raise ValueError("object of too small depth for desired array")
    if x.size == 0:
        return zeros(minlength, 'i8' if weights is None else 'f8')
    if x.dtype.kind not in 'biu':
        raise TypeError(f"Cannot cast array data from {x.dtype!r} to dtype('int64') according to the rule 'safe'")
    values = x.astype('i8', copy=False)
    if weights is None:
        return _native_bincount(values, None, minlength)
    weights = asarray(weights)
    if weights.size != values.size:
        raise ValueError("The weights and list don't have the same length.")
    if not can_cast(weights.dtype, 'f8', 'safe'):
        raise TypeError(f"Cannot cast array data from {weights.dtype!r} to dtype('float64') according to the rule 'safe'")
    return _native_bincount(values, weights.astype('f8').reshape(-1), minlength)


def _interp(x, xp, fp, left, right, kind):
    xp, fp = asarray(xp, 'f8'), asarray(fp, kind)
    points = asarray(x, 'f8')
    if xp.ndim != 1 or fp.ndim != 1:
        raise ValueError("object too deep for desired array")
    if xp.size != fp.size:
        raise ValueError("fp and xp are not of the same length.")
    if points.size == 0:
        return empty(points.shape, kind)
    if xp.size == 0:
        raise ValueError("array of sample points is empty")
    left = fp[0] if left is None else left
    right = fp[-1] if right is None else right
    if kind == 'c16':
        result = empty(points.shape, kind)
        result.real = _native_interp(points, xp, fp.real, left.real, right.real)
        result.imag = _native_interp(points, xp, fp.imag, left.imag, right.imag)
    else:
        result = _native_interp(points, xp, fp, left, right)
    return result if result.ndim else result[()]


def interp(x, xp, fp, left=None, right=None):
    return _interp(x, xp, fp, left, right, 'f8')


def interp_complex(x, xp, fp, left=None, right=None):
    return _interp(x, xp, fp, left, right, 'c16')


def packbits(a, /, axis=None, bitorder='big'):
    a = asarray(a)
    if a.dtype.kind not in 'bui':
        raise TypeError("Expected an input array of integer or boolean data type")
    if not isinstance(bitorder, str):
        raise TypeError("pack() argument 3 must be str")
    if bitorder not in ('big', 'little'):
        raise ValueError("'order' must be either 'little' or 'big'")
    if axis is None or a.ndim == 0:
        a = a.reshape(-1)
        axis = 0
    axis = normalize_axis_index(axis, a.ndim)
    return _native_packbits(a != 0, axis, bitorder)


def unpackbits(a, /, axis=None, count=None, bitorder='big'):
    a = asarray(a)
    if a.dtype.char != 'B':
        raise TypeError("Expected an input array of unsigned byte data type")
    if bitorder not in ('big', 'little'):
        raise ValueError("'order' must be either 'little' or 'big'")
    if axis is None or a.ndim == 0:
        a = a.reshape(-1)
        axis = 0
    axis = normalize_axis_index(axis, a.ndim)
    size = a.shape[axis] * 8
    if count is not None and -count > size:
        raise ValueError(f"-ve count must be at most the number of bits: {count}")
    return _native_unpackbits(a, axis, count, bitorder)


def _dims_of(shape):
    shape = (shape,) if not isinstance(shape, (tuple, list, ndarray)) else shape
    return tuple(int(size) for size in shape)


def _whole_index(indices):
    """Positions as whole numbers; nothing else is taken for them."""
    index = asarray(indices)
    if index.dtype.kind not in 'iub':
        if index.size == 0 and not isinstance(indices, ndarray):
            raise TypeError("indices must be integral: the provided empty sequence was inferred as float."
                            " Wrap it with 'np.array(indices, dtype=np.intp)'")
        raise TypeError("only int indices permitted")
    return index.astype('i8')


def unravel_index(indices, shape, order='C'):
    dims = _dims_of(shape)
    index = _whole_index(indices)
    total = _count(dims)
    if total > 2**63 - 1:
        raise ValueError("dimensions are too large; arrays and shapes with a total size greater than"
                         " 'intp' are not supported.")
    if not dims and index.ndim:
        raise ValueError("multiple indices are not supported for 0d array")
    if order not in ('C', 'F'):
        raise ValueError("only 'C' or 'F' order is permitted")
    if index.size and ((index < 0) | (index >= total)).any():
        wrong = index.reshape(-1)[((index < 0) | (index >= total)).reshape(-1)][0] if index.ndim else index[()]
        raise ValueError(f"index {wrong} is out of bounds for array with size {total}")
    found = []
    for size in (reversed(dims) if order == 'C' else dims):
        found.append(index % size if size else index)
        index = index // size if size else index
    if order == 'C':
        found.reverse()
    return tuple(found)


def ravel_multi_index(multi_index, dims, mode='raise', order='C'):
    dims = _dims_of(dims)
    if isinstance(multi_index, ndarray):
        multi_index = tuple(multi_index)
    if len(multi_index) != len(dims):
        raise ValueError(f"parameter multi_index must be a sequence of length {len(dims)}")
    modes = mode if isinstance(mode, tuple) else (mode,) * len(dims)
    total = 1
    for size in dims:
        total *= size
        if total > 2**63 - 1:
            raise ValueError("invalid dims: array size defined by dims is larger than the maximum possible size.")
    if order not in ('C', 'F'):
        raise ValueError("only 'C' or 'F' order is permitted")
    result = None
    pairs = list(zip(multi_index, dims, modes))
    for index, size, how in (pairs if order == 'C' else reversed(pairs)):
        index = _whole_index(index)
        if index.size and size == 0:
            raise ValueError("cannot index an array with an axis of no length")
        if how == 'raise':
            if index.size and ((index < 0) | (index >= size)).any():
                raise ValueError("invalid entry in coordinates array")
        elif how == 'wrap':
            index = index % size
        elif how == 'clip':
            index = clip(index, 0, size - 1)
        else:
            raise ValueError(f"clipmode must be one of 'clip', 'raise', or 'wrap' (got '{how}')")
        result = index if result is None else result * size + index
    if result is None:
        return 0
    result = asarray(result)
    return result if result.ndim else result[()]


def _monotonicity(x):
    return _native_monotonicity(asarray(x, 'f8'))


def _unique_hash(a, *args, **kwargs):
    return NotImplemented


def lexsort(keys, axis=-1):
    keys = [asarray(key) for key in keys]
    if not keys:
        raise TypeError("need sequence of keys with len > 0 in lexsort")
    if any(key.shape != keys[0].shape for key in keys):
        raise ValueError("all keys need to be the same shape")
    if keys[0].ndim == 0:
        if axis not in (0, -1):
            raise _module('numpy.exceptions').AxisError(axis, 0)
        return zeros((), 'i8')
    axis = normalize_axis_index(axis, keys[0].ndim)
    order = keys[0].argsort(axis, 'stable')
    for key in keys[1:]:
        inner = take_along(key, order, axis).argsort(axis, 'stable')
        order = take_along(order, inner, axis)
    return order


def take_along(a, index, axis):
    places = []
    for at, size in enumerate(a.shape):
        if at == axis:
            places.append(index)
        else:
            shape = [1] * a.ndim
            shape[at] = size
            places.append(arange(size).reshape(shape))
    return a[tuple(places)]


def sort_fields(a, axis=None, order=None):
    axis = -1 if axis is None else axis
    index = argsort_fields(a, axis, order)
    a[...] = take_along(a.copy(), index, axis % a.ndim)


def argsort_fields(a, axis=None, order=None):
    names = list(a.dtype.names)
    if order is not None:
        asked = [order] if isinstance(order, str) else list(order)
        for name in asked:
            if name not in names:
                raise ValueError(f"unknown field name: {name}")
        if len(set(asked)) < len(asked):
            raise ValueError("duplicate field name")
        names = asked + [name for name in names if name not in asked]
    axis = -1 if axis is None else axis
    return lexsort([a[name] for name in reversed(names)], axis)


def fromstring(string, dtype=None, count=-1, *, sep, like=None):
    if isinstance(string, bytes):
        text = string.decode('latin1')
    else:
        text = string
    if sep == '':
        raise ValueError("The binary mode of fromstring is removed, use frombuffer instead")
    return _read_text(text, dtype, count, sep)


def _read_text(text, wanted, count, sep):
    import re
    wanted = globals()['dtype'](wanted)
    separator = sep.strip()
    parts = text.split(separator) if separator else text.split()
    values = []
    for part in parts:
        part = part.strip()
        if count >= 0 and len(values) >= count:
            break
        if not part and part is parts[-1].strip() or not part:
            if part == '' and len(values) == len(parts) - 1:
                break
        try:
            if wanted.kind in 'iu':
                values.append(int(part))
            elif wanted.kind == 'f':
                values.append(float(part.replace('nan()', 'nan')))
            elif wanted.kind == 'c':
                values.append(complex(part))
            elif wanted.kind == 'b':
                values.append(bool(float(part)))
            else:
                values.append(part)
        except ValueError:
            raise ValueError(f"string or file could not be read to its end due to unmatched data") from None
    if count >= 0 and len(values) < count:
        raise ValueError(f"string is smaller than requested size")
    return array(values, wanted)


def fromfile(file, dtype=None, count=-1, sep='', offset=0, *, like=None):
    wanted = globals()['dtype'](dtype)
    own = not hasattr(file, 'read')
    stream = open(file, 'rb') if own else file
    try:
        if sep:
            text = stream.read()
            text = text.decode('latin1') if isinstance(text, bytes) else text
            return _read_text(text, wanted, count, sep)
        if wanted.itemsize == 0:
            raise ValueError("The elements are 0-sized.")
        if offset:
            stream.seek(offset, 1)
        data = stream.read() if count < 0 else stream.read(count * wanted.itemsize)
        size = len(data) // wanted.itemsize
        return frombuffer(bytes(data[:size * wanted.itemsize]), wanted).copy()
    finally:
        if own:
            stream.close()


# --- days of business ---

@_as_native
class busdaycalendar:
    """Which days of the week, and which holidays, are no days of business."""

    def __init__(self, weekmask='1111100', holidays=()):
        self._mask = _weekmask(weekmask)
        if not self._mask.any():
            raise ValueError("Cannot construct a numpy.busdaycal with a weekmask of all zeros")
        days = asarray(holidays, 'M8[D]').reshape(-1) if len(holidays) else empty(0, 'M8[D]')
        days = days[~isnat(days)] if days.size else days
        kept = sorted({int(day) for day in days.view('i8').tolist() if self._mask[(day + 3) % 7]})
        self._holidays = array(kept, 'i8').view('M8[D]') if kept else empty(0, 'M8[D]')

    @property
    def weekmask(self):
        return self._mask

    @property
    def holidays(self):
        return self._holidays


def _weekmask(mask):
    names = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
    if isinstance(mask, bytes):
        mask = mask.decode()
    if isinstance(mask, str):
        text = mask.strip()
        if len(text) == 7 and set(text) <= {'0', '1'}:
            return array([letter == '1' for letter in text], bool_)
        found = [False] * 7
        rest = ''.join(text.split())
        while rest:
            if rest[:3] not in names:
                raise ValueError(f'Invalid business day weekmask string "{mask}"')
            found[names.index(rest[:3])] = True
            rest = rest[3:]
        return array(found, bool_)
    values = asarray(mask)
    if values.size != 7:
        raise ValueError("A business day weekmask array must have length 7")
    return values.astype(bool_)


def _calendar(weekmask, holidays, busdaycal):
    if busdaycal is not None:
        if weekmask is not None and not (isinstance(weekmask, str) and weekmask == '1111100') or holidays is not None:
            raise ValueError("Cannot supply both the weekmask/holidays and the busdaycal parameters")
        return busdaycal
    return busdaycalendar('1111100' if weekmask is None else weekmask, () if holidays is None else holidays)


def is_busday(dates, weekmask=None, holidays=None, busdaycal=None, out=None):
    calendar = _calendar(weekmask, holidays, busdaycal)
    days = asarray(dates, 'M8[D]')
    counts = days.view('i8') if days.ndim else asarray(days).reshape(1).view('i8').reshape(())
    off = set(calendar._holidays.view('i8').tolist())
    mask = calendar._mask.tolist()
    answers = [day != NAT and mask[(day + 3) % 7] and day not in off for day in counts.reshape(-1).tolist()]
    result = array(answers, bool_).reshape(days.shape)
    if out is not None:
        out[...] = result
        return out
    return result if result.ndim else result[()]


def busday_offset(dates, offsets, roll='raise', weekmask=None, holidays=None, busdaycal=None, out=None):
    calendar = _calendar(weekmask, holidays, busdaycal)
    days, steps = asarray(dates, 'M8[D]'), asarray(offsets)
    if steps.dtype.kind not in 'iub' and steps.dtype.kind != 'm':
        raise TypeError("offsets must be whole numbers")
    shape = broadcast_shape(days.shape, steps.shape)
    days = broadcast_to_of(days, shape).copy()
    steps = broadcast_to_of(steps.astype('i8'), shape)
    off = set(calendar._holidays.view('i8').tolist())
    mask = calendar._mask.tolist()

    def is_open(day):
        return mask[(day + 3) % 7] and day not in off

    def rolled(day):
        if is_open(day):
            return day
        if roll == 'nat':
            return NAT
        if roll == 'raise':
            raise ValueError("Non-business day date in busday_offset")
        step = 1 if roll in ('forward', 'following', 'modifiedfollowing') else -1
        start = day
        while not is_open(day):
            day += step
        if roll.startswith('modified') and _civil_from_days(day)[1] != _civil_from_days(start)[1]:
            day = start
            while not is_open(day):
                day -= step
        return day
    if roll not in ('raise', 'nat', 'forward', 'following', 'backward', 'preceding', 'modifiedfollowing', 'modifiedpreceding'):
        raise ValueError(f'Invalid business day roll parameter "{roll}"')
    found = []
    for day, count in zip(days.reshape(-1).view('i8').tolist(), steps.reshape(-1).tolist()):
        if day == NAT or count == NAT:
            found.append(NAT)
            continue
        day = rolled(day)
        if day != NAT:
            step = 1 if count > 0 else -1
            for _ in range(abs(count)):
                day += step
                while not is_open(day):
                    day += step
        found.append(day)
    result = array(found, 'i8').view('M8[D]').reshape(shape)
    if out is not None:
        out[...] = result
        return out
    return result if result.ndim else result[()]


def busday_count(begindates, enddates, weekmask='1111100', holidays=(), busdaycal=None, out=None):
    calendar = _calendar(weekmask if busdaycal is None else None, holidays if busdaycal is None else None, busdaycal)
    first, last = asarray(begindates, 'M8[D]'), asarray(enddates, 'M8[D]')
    shape = broadcast_shape(first.shape, last.shape)
    off = set(calendar._holidays.view('i8').tolist())
    mask = calendar._mask.tolist()
    found = []
    for start, stop in zip(broadcast_to_of(first, shape).copy().reshape(-1).view('i8').tolist(),
                           broadcast_to_of(last, shape).copy().reshape(-1).view('i8').tolist()):
        if NAT in (start, stop):
            raise ValueError("Cannot compute a business day count with a NaT (not-a-time) date")
        low, high, sign = (start, stop, 1) if start <= stop else (stop + 1, start + 1, -1)
        weeks, rest = _divmod(high - low, 7)
        count = weeks * sum(mask) + sum(mask[(low + weeks * 7 + at + 3) % 7] for at in range(rest))
        count -= sum(1 for day in off if low <= day < high and mask[(day + 3) % 7])
        found.append(sign * count)
    result = array(found, 'i8').reshape(shape)
    if out is not None:
        out[...] = result
        return out
    return result if result.ndim else result[()]


# --- arrays of arguments ---

class _array_converter:
    """Arguments of a function as arrays, and results as what the arguments were."""

    def __init__(self, *args):
        self._given = args
        self._arrays = tuple(value if isinstance(value, ndarray) else asarray(value) for value in args)
        self._scalars = tuple(not isinstance(value, ndarray) and a.ndim == 0 for value, a in zip(args, self._arrays))

    def __len__(self):
        return len(self._arrays)

    def __getitem__(self, index):
        return self._arrays[index]

    @property
    def scalar_input(self):
        return self._scalars

    def as_arrays(self, /, subok=True, pyscalars='convert_if_no_array'):
        if pyscalars not in ('convert', 'preserve', 'convert_if_no_array'):
            raise ValueError(f"invalid python scalar option {pyscalars!r}")
        plain = [type(value) in (int, float, complex) for value in self._given]
        keeps = pyscalars == 'preserve' or pyscalars == 'convert_if_no_array' and not _all(plain)
        found = []
        for value, a, is_plain in zip(self._given, self._arrays, plain):
            if is_plain and keeps:
                found.append(value)
            elif not subok and type(a) is not ndarray:
                found.append(a.view(ndarray))
            else:
                found.append(a)
        return tuple(found)

    def result_type(self, /, extra_dtype=None, ensure_inexact=False):
        parts = [value if type(value) in (int, float, complex) else a for value, a in zip(self._given, self._arrays)]
        if extra_dtype is not None:
            parts.append(dtype(extra_dtype))
        if ensure_inexact:
            parts.append(0.0)
        return result_type(*parts)

    def wrap(self, arr, /, to_scalar=None):
        is_scalar = _all(self._scalars) if to_scalar is None else to_scalar
        best, priority = None, None
        for value in self._given:
            if type(value) is ndarray or isinstance(value, generic) or not hasattr(type(value), '__array_wrap__'):
                continue
            own = getattr(value, '__array_priority__', 0.0)
            if priority is None or own > priority:
                best, priority = value, own
        if best is not None:
            return _wrap_one(best, asarray(arr) if not isinstance(arr, ndarray) else arr, None, is_scalar and asarray(arr).ndim == 0)
        if is_scalar and isinstance(arr, ndarray) and arr.ndim == 0:
            return arr[()]
        # What a method of an array gave is what is wanted: scalars and tuples stay what they are.
        return arr


def _all(values):
    for value in values:
        if not value:
            return False
    return True


_array_converter.__module__ = 'numpy._core._multiarray_umath'
