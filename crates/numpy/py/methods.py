"""Methods of arrays and scalars that need no speed of their own."""


def _umath(name):
    return getattr(_module('numpy._core._methods'), name)


def _array_methods():
    class _flags:
        pass

    def all(self, axis=None, out=None, keepdims=False, *, where=True):
        return _umath('_all')(self, axis, None, out, keepdims, where=where)

    def any(self, axis=None, out=None, keepdims=False, *, where=True):
        return _umath('_any')(self, axis, None, out, keepdims, where=where)

    def mean(self, axis=None, dtype=None, out=None, keepdims=False, *, where=True):
        return _umath('_mean')(self, axis, dtype, out, keepdims, where=where)

    def var(self, axis=None, dtype=None, out=None, ddof=0, keepdims=False, *, where=True, mean=None, correction=None):
        if correction is not None:
            ddof = correction
        return _umath('_var')(self, axis, dtype, out, ddof, keepdims, where=where, mean=mean)

    def std(self, axis=None, dtype=None, out=None, ddof=0, keepdims=False, *, where=True, mean=None, correction=None):
        if correction is not None:
            ddof = correction
        return _umath('_std')(self, axis, dtype, out, ddof, keepdims, where=where, mean=mean)

    def cumsum(self, axis=None, dtype=None, out=None):
        if axis is None:
            return add.accumulate(self.ravel(), 0, dtype, out)
        return add.accumulate(self if self.ndim else self.ravel(), axis, dtype, out)

    def cumprod(self, axis=None, dtype=None, out=None):
        if axis is None:
            return multiply.accumulate(self.ravel(), 0, dtype, out)
        return multiply.accumulate(self if self.ndim else self.ravel(), axis, dtype, out)

    def clip(self, min=None, max=None, out=None, **kwargs):
        return _umath('_clip')(self, min, max, out, **kwargs)

    def round(self, decimals=0, out=None):
        return _round(self, decimals, out)

    def conj(self):
        if self.dtype.kind != 'c' and self.dtype.kind != 'O':
            return self
        return conjugate(self)

    def conjugate_(self, *args, **kwargs):
        if self.dtype.kind not in 'cO' and not args and not kwargs:
            if self.dtype.kind in 'biufmM':
                return self
            raise TypeError(f"cannot conjugate non-numeric dtype")
        return conjugate(self, *args, **kwargs)

    def trace(self, offset=0, axis1=0, axis2=1, dtype=None, out=None):
        return self.diagonal(offset, axis1, axis2).sum(-1, dtype=dtype, out=out)

    def ptp(self, axis=None, out=None, keepdims=False):
        return _umath('_ptp')(self, axis, out, keepdims)

    def dot_(self, b, out=None):
        return dot(self, b, out)

    def compress(self, condition, axis=None, out=None):
        condition = asarray(condition)
        if condition.ndim != 1:
            raise ValueError("condition must be a 1-d array")
        positions = condition.astype(bool_).nonzero()[0]
        return self.take(positions, axis=axis, out=out)

    def choose(self, *choices, out=None, mode='raise'):
        choices = choices[0] if len(choices) == 1 else choices
        return _choose(self, choices, out, mode)

    def put(self, indices, values, mode='raise'):
        return _put(self, indices, values, mode)

    def setfield(self, val, dtype_, offset=0):
        self.getfield(dtype_, offset)[...] = val

    def resize(self, *new_shape, refcheck=True):
        return _resize(self, new_shape, refcheck)

    def tofile(self, fid, sep='', format='%s'):
        return _tofile(self, fid, sep, format)

    def dump(self, file):
        return _umath('_dump')(self, file)

    def dumps(self):
        return _umath('_dumps')(self)

    def __reduce__(self):
        rebuild = _module('numpy._core.multiarray')._reconstruct
        fortran = self.flags.f_contiguous and not self.flags.c_contiguous
        if self.dtype.hasobject:
            data = (self.T if fortran else self).reshape(-1).tolist() if self.ndim else [self.item()]
            if self.dtype.kind == 'O':
                plain = ndarray.view(self, ndarray)
                data = [value for value in (plain.T if fortran else plain).flat]
        else:
            data = ndarray.tobytes(self, 'F' if fortran else 'C')
        return rebuild, (type(self), (0,), b'b'), (1, self.shape, self.dtype, fortran, data)

    def __reduce_ex__(self, protocol):
        simple = type(self) is ndarray and not self.dtype.hasobject and self.dtype.fields is None
        if protocol >= 5 and simple and self.ndim and (self.flags.c_contiguous or self.flags.f_contiguous):
            import pickle
            order = 'C' if self.flags.c_contiguous else 'F'
            flat = self if order == 'C' else self.T
            buffer = pickle.PickleBuffer(flat.view('u1') if flat.itemsize and flat.size else flat.tobytes())
            frombuffer_ = _module('numpy._core.numeric')._frombuffer
            return frombuffer_, (buffer, self.dtype, self.shape, order)
        return self.__reduce__()

    def __deepcopy__(self, memo=None, /):
        copied = self.copy('K')
        if self.dtype.hasobject:
            import copy as _copy
            if self.dtype.kind == 'O':
                flat = copied.reshape(-1) if copied.flags.c_contiguous else None
                for index in ndindex_of(copied.shape):
                    copied[index] = _copy.deepcopy(copied[index], memo)
        return copied

    def __format__(self, spec):
        if self.ndim == 0 and type(self) is ndarray:
            return format(self.item() if self.dtype.kind not in 'fcmM' or spec else self[()], spec)
        return object.__format__(self, spec)

    def __array_ufunc__(self, function, method, *inputs, **kwargs):
        return _default_array_ufunc(self, function, method, inputs, kwargs)

    def __array_function__(self, func, types, args, kwargs):
        for kind in types:
            if not issubclass(kind, ndarray):
                return NotImplemented
        implementation = getattr(func, '_implementation', None)
        return (implementation or func)(*args, **kwargs)

    def __array_wrap__(self, arr, context=None, return_scalar=False):
        if not isinstance(arr, ndarray):
            raise TypeError("can only be called with ndarray object")
        if return_scalar and arr.ndim == 0 and type(self) is ndarray:
            return arr[()]
        if type(arr) is type(self):
            return arr
        if type(self) is ndarray:
            return arr if type(arr) is ndarray else arr.view(ndarray)
        made = ndarray.view(arr, type(self)) if False else _view_from(arr, self)
        return made

    def __array_namespace__(self, /, *, api_version=None):
        if api_version is not None and (not isinstance(api_version, str) or api_version not in ('2021.12', '2022.12', '2023.12', '2024.12', '2025.12')):
            if not isinstance(api_version, str):
                raise ValueError("Only None and strings are allowed as the Array API version")
            raise ValueError(f'Version "{api_version}" of the Array API Standard is not supported.')
        return _module('numpy')

    def to_device(self, device, /, *, stream=None):
        if stream is not None:
            raise ValueError("The stream argument in to_device() is not supported")
        if device != 'cpu':
            raise ValueError(f"Unsupported device: {device}. Only 'cpu' is accepted.")
        return self

    def __dlpack__(self, *args, **kwargs):
        raise BufferError("DLPack is not available in a browser tab")

    def __dlpack_device__(self):
        return (1, 0)

    def __sizeof__(self):
        return 112 + (self.nbytes if self.base is None else 0)

    def get_flags(self):
        return flagsobj(self)

    def get_flat(self):
        return flatiter(self)

    def set_flat(self, value):
        flatiter(self)[...] = value

    def get_data(self):
        return memoryview(self)

    def get_ctypes(self):
        return _module('numpy._core._internal')._ctypes(self, _address(self))

    def get_interface(self):
        typestr = self.dtype.str
        tight = self.flags.c_contiguous
        return {
            'data': (_address(self), not self.flags.writeable),
            'strides': None if tight else self.strides,
            'descr': self.dtype.descr if self.dtype.names is not None else [('', typestr)],
            'typestr': typestr,
            'shape': self.shape,
            'version': 3,
        }

    found = dict(locals())
    del found['_flags']
    names = {name: value for name, value in found.items() if not name.startswith(('get_', 'set_'))}
    names['conjugate'] = names.pop('conjugate_')
    names['dot'] = names.pop('dot_')
    del names['ptp']
    for name, value in names.items():
        value.__name__ = name
        value.__qualname__ = 'ndarray.' + name
    names['flags'] = property(get_flags)
    names['flat'] = property(get_flat, set_flat)
    names['data'] = property(get_data)
    names['ctypes'] = property(get_ctypes)
    names['device'] = property(lambda self: 'cpu')
    names['__array_interface__'] = property(get_interface)
    names['__array_finalize__'] = None
    return names


class _NoValue:
    def __repr__(self):
        return '<no value>'


_no_value = _NoValue()
bool_ = _scalars[0]
globals().update({cls.__name__: cls for cls in _scalars if cls.__name__ != 'bool'})
globals().update(_ufuncs)

for _name, _value in _array_methods().items():
    _set_attribute(ndarray, _name, _value)


def _view_from(arr, like):
    return arr.view(type(like)) if type(like).__array_finalize__ is None else _finalized(arr, like)


def _finalized(arr, like):
    made = arr.view(type(like))
    made.__array_finalize__(like)
    return made


def ndindex_of(shape):
    import itertools
    return itertools.product(*map(range, shape))


def _round(a, decimals=0, out=None):
    result = _rounded(a, decimals, out)
    return result if out is not None else _wrap_result(result)


def _rounded(a, decimals, out):
    import operator
    decimals = operator.index(decimals)
    kind = a.dtype.kind
    if kind == 'O':
        rounded = frompyfunc(lambda value: round(value, decimals), 1, 1)(a)
        if out is not None:
            out[...] = rounded
            return out
        return rounded
    if kind == 'c':
        result = out if out is not None else empty_like(a)
        result.real = _round(a.real, decimals)
        result.imag = _round(a.imag, decimals)
        return result
    if kind in 'biu':
        if kind == 'b':
            a = a.astype('f2')
            return rint(a) if out is None else rint(a, out=out)
        if decimals >= 0:
            if out is not None:
                out[...] = a
                return out
            return a.copy()
        power = 10 ** -decimals
        result = rint(divide(a, power)) * power
        result = result.astype(a.dtype) if out is None else result
        if out is not None:
            out[...] = result.astype(out.dtype)
            return out
        return result
    if decimals == 0:
        return rint(a) if out is None else rint(a, out=out)
    power = 10.0 ** abs(decimals)
    if decimals > 0:
        result = multiply(a, power) if out is None else multiply(a, power, out=out)
        result = rint(result, out=result) if isinstance(result, ndarray) else rint(result)
        return divide(result, power, out=result) if isinstance(result, ndarray) else divide(result, power)
    result = divide(a, power) if out is None else divide(a, power, out=out)
    result = rint(result, out=result) if isinstance(result, ndarray) else rint(result)
    return multiply(result, power, out=result) if isinstance(result, ndarray) else multiply(result, power)


def _choose(a, choices, out, mode):
    a = asarray(a)
    choices = [asarray(choice) for choice in choices]
    if not choices:
        raise ValueError("0-length sequence.")
    shape = broadcast_shape(a.shape, *[choice.shape for choice in choices])
    if not isinstance(out, (ndarray, type(None))):
        raise TypeError("return arrays must be of ArrayType")
    index = a.astype('i8', casting='same_kind')
    count = len(choices)
    if mode in ('raise', 2):
        if ((index < 0) | (index >= count)).any():
            raise ValueError("invalid entry in choice array")
    elif mode in ('wrap', 1):
        index = index % count
    else:
        index = clip(index, 0, count - 1)
    wanted = result_type(*choices)
    result = empty(shape, wanted)
    for position, choice in enumerate(choices):
        copyto(result, choice, where=broadcast_to_of(index == position, shape))
    if out is not None:
        if out.shape != shape:
            raise TypeError("choose: invalid shape for output array.")
        out[...] = result
        return out
    return result if shape else result[()]


def broadcast_to_of(a, shape):
    a = asarray(a)
    strides = [0] * (len(shape) - a.ndim) + [0 if size == 1 else stride for size, stride in zip(a.shape, a.strides)]
    return _as_strided(a, shape, tuple(strides))


def _put(a, indices, values, mode):
    if not isinstance(a, ndarray):
        raise TypeError("put: first argument must be an array")
    indices = asarray(indices).astype('i8', casting='same_kind').reshape(-1)
    values = asarray(values).astype(a.dtype, casting='unsafe').reshape(-1)
    if not a.flags.writeable:
        raise ValueError("put: output array is read-only")
    if indices.size == 0 or values.size == 0:
        return None
    size = a.size
    if size == 0:
        raise IndexError("cannot replace elements of an empty array")
    if mode in ('raise', 2):
        wrong = (indices < -size) | (indices >= size)
        if wrong.any():
            raise IndexError(f"index {indices[wrong][0]} is out of bounds for axis 0 with size {size}")
        indices = where(indices < 0, indices + size, indices)
    elif mode in ('wrap', 1):
        indices = indices % size
    elif mode in ('clip', 0):
        indices = clip(indices, 0, size - 1)
    else:
        raise ValueError(f"clipmode must be one of 'clip', 'raise', or 'wrap' (got '{mode}')")
    if values.size < indices.size:
        values = values[arange(indices.size) % values.size]
    elif values.size > indices.size:
        values = values[:indices.size]
    if a.ndim == 1:
        a[indices] = values
    elif a.ndim == 0:
        a[...] = values[-1]
    else:
        a[unravel_index(indices, a.shape)] = values


def _resize(a, new_shape, refcheck):
    if len(new_shape) == 1 and (new_shape[0] is None or isinstance(new_shape[0], (tuple, list))):
        new_shape = new_shape[0]
    if new_shape is None or len(new_shape) == 0 and a.ndim:
        if new_shape is None:
            return
    new_shape = tuple(int(size) for size in new_shape)
    if any(size < 0 for size in new_shape):
        raise ValueError("all elements of 'new_shape' must be non-negative")
    if not (a.flags.c_contiguous or a.flags.f_contiguous):
        raise ValueError("resize only works on single-segment arrays")
    if a.base is not None:
        raise ValueError("cannot resize this array: it does not own its data")
    made = zeros(new_shape, a.dtype)
    count = min(made.size, a.size)
    if count:
        made.reshape(-1)[:count] = a.reshape(-1)[:count]
    _adopt(a, made)


def _tofile(a, fid, sep, format):
    own = not hasattr(fid, 'write')
    file = open(fid, 'wb') if own else fid
    try:
        if sep == '':
            if a.dtype.hasobject:
                raise OSError("cannot write object arrays to a file in binary mode")
            file.write(a.tobytes())
        else:
            text = sep.join(format % (value,) if format not in ('', '%s') else str(value) for value in a.reshape(-1).tolist())
            try:
                file.write(text.encode())
            except TypeError:
                file.write(text)
    finally:
        if own:
            file.close()


def _default_array_ufunc(self, function, method, inputs, kwargs):
    out = kwargs.get('out', ())
    if not isinstance(out, tuple):
        out = (out,)
    usual = ndarray.__array_ufunc__
    for value in (*inputs, *out):
        own = getattr(type(value), '__array_ufunc__', usual)
        if own is not usual:
            return NotImplemented
    return _call_plain(function, method, inputs, kwargs)


# --- scalars: through an array without axes ---

def _scalar_method(name):
    def method(self, *args, **kwargs):
        return getattr(asarray_of(self), name)(*args, **kwargs)
    method.__name__ = name
    method.__qualname__ = 'generic.' + name
    return method


for _name in ('all', 'any', 'argmax', 'argmin', 'argsort', 'astype', 'byteswap', 'choose', 'clip',
              'compress', 'cumprod', 'cumsum', 'diagonal', 'dump', 'dumps', 'fill',
              'flatten', 'getfield', 'max', 'mean', 'min', 'nonzero', 'prod', 'put', 'ravel', 'repeat',
              'reshape', 'resize', 'searchsorted', 'setfield', 'sort', 'squeeze',
              'std', 'sum', 'swapaxes', 'take', 'tobytes', 'tofile', 'trace', 'transpose',
              'var', 'view', '__array_wrap__', '__array_namespace__', 'to_device'):
    if _name == 'view':
        continue
    _set_attribute(generic, _name, _scalar_method(_name))


def _wrap_result(value):
    return value[()] if isinstance(value, ndarray) and value.ndim == 0 else value


def _generic_methods():
    def astype(self, *args, **kwargs):
        return _wrap_result(asarray_of(self).astype(*args, **kwargs))

    def view(self, *args, **kwargs):
        return _wrap_result(asarray_of(self).view(*args, **kwargs))

    def byteswap(self, inplace=False):
        if inplace:
            raise ValueError("cannot byteswap a scalar in-place")
        return asarray_of(self).byteswap()[()]

    def getfield(self, *args, **kwargs):
        return _wrap_result(asarray_of(self).getfield(*args, **kwargs))

    def squeeze(self, axis=None):
        return _wrap_result(asarray_of(self).squeeze(axis) if axis is not None else asarray_of(self))

    def transpose(self, *axes):
        return self

    def conj(self):
        return conjugate(self) if self.dtype.kind == 'c' else self

    def round(self, decimals=0, out=None):
        return _wrap_result(_round(asarray_of(self), decimals, out))

    def copy(self, order='C'):
        return self

    def fill(self, value):
        pass

    def setflags(self, write=None, align=None, uic=None):
        pass

    def __reduce__(self):
        make = _module('numpy._core.multiarray').scalar
        return make, (self.dtype, asarray_of(self).tobytes())

    def __setstate__(self, state):
        pass

    def __copy__(self):
        return self

    def __deepcopy__(self, memo=None, /):
        return self

    def __format__(self, spec):
        kind = self.dtype.kind
        if kind == 'b':
            return format(bool(self), spec)
        if kind in 'iu' and kind != 'm':
            return format(int(self.item()), spec)
        if kind == 'f':
            return format(float(self), spec)
        if kind == 'c':
            return format(complex(self.item()), spec)
        if kind in 'SU':
            return format((bytes if kind == 'S' else str).__str__(self), spec)
        return format(str(self), spec)

    def __sizeof__(self):
        return 16 + self.itemsize

    found = dict(locals())
    found['conjugate'] = conj
    found['real'] = property(lambda self: asarray_of(self).real[()] if self.dtype.kind == 'c' else self)
    found['imag'] = property(lambda self: asarray_of(self).imag[()] if self.dtype.kind == 'c' else type(self)(0) if self.dtype.kind in 'biuf' else None)
    found['T'] = property(lambda self: self)
    found['base'] = property(lambda self: None)
    found['flags'] = property(lambda self: _scalar_flags(self))
    found['flat'] = property(lambda self: flatiter(asarray_of(self)))
    found['data'] = property(lambda self: memoryview(self))
    found['device'] = property(lambda self: 'cpu')
    found['__array_interface__'] = property(lambda self: asarray_of(self).__array_interface__)
    return found


def _scalar_flags(value):
    a = asarray_of(value)
    if value.dtype.kind != 'V':
        a.setflags(write=False)
    return a.flags


for _name, _value in _generic_methods().items():
    _set_attribute(generic, _name, _value)


def set_void(self, key, value):
    a = asarray_of(self)
    if self.dtype.names is None:
        raise IndexError("can't index void scalar without fields")
    if isinstance(key, (int, integer)):
        count = len(self.dtype.names)
        if not -count <= key < count:
            raise IndexError(f"invalid index ({key})")
        key = self.dtype.names[key]
    a[key] = value


def iterate_void(self):
    return iter([self[name] for name in self.dtype.names or ()])


_set_attribute(void, '__len__', lambda self: len(self.dtype.names or ()))
_set_attribute(_scalars[0], '__index__', lambda self: _no_index(self))
for _cls in (_scalars[14], _scalars[15], _scalars[16]):
    _set_attribute(_cls, '__complex__', lambda self: self.item())
_set_attribute(_scalars[15], '__complex__', lambda self: self.item())
for _cls in _scalars[1:14] + [_scalars[23]]:
    if _cls is not _scalars[12]:
        _set_attribute(_cls, '__class_getitem__', classmethod(lambda cls, item: GenericAlias(cls, item)))
for _cls in (number, _scalars[21], _scalars[22], _scalars[12], _scalars[15]):
    _set_attribute(_cls, '__class_getitem__', classmethod(lambda cls, item: GenericAlias(cls, item)))


def _no_index(value):
    raise TypeError("'numpy.bool' object cannot be interpreted as an integer")
