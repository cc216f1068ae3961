"""Parameters of distributions: what they may be, and drawing with them."""

_check_of = {}


def _check(name):
    def register(function):
        _check_of[name] = function
        return function
    return register


def _fails(condition):
    """Whether a check does not hold somewhere."""
    return not (condition if isinstance(condition, bool) else bool(asarray(condition).all()))


@_check('not negative')
def _(value):
    # The sign of a zero counts, and what is no number passes.
    return isnan(value) | ~signbit(value)


@_check('positive')
def _(value):
    return value > 0


@_check('not nan')
def _(value):
    return value == value


@_check('probability')
def _(value):
    return (value >= 0) & (value <= 1)


@_check('probability above 0')
def _(value):
    return (value > 0) & (value <= 1)


@_check('probability below 1')
def _(value):
    return (value >= 0) & (value < 1)


@_check('above 1')
def _(value):
    return value > 1


@_check('at least 1')
def _(value):
    return value >= 1


@_check('poisson')
def _(value):
    return (value >= 0) & (value <= 9.223372006484771e18)


_words_of_check = {
    'not negative': '{name} < 0', 'positive': '{name} <= 0', 'not nan': '{name} must not be NaN',
    'probability': '{name} < 0, {name} > 1 or {name} contains NaNs',
    'probability above 0': '{name} <= 0, {name} > 1 or {name} contains NaNs',
    'probability below 1': '{name} < 0, {name} >= 1 or {name} contains NaNs',
    'above 1': '{name} <= 1 or {name} contains NaNs', 'at least 1': '{name} < 1 or {name} contains NaNs',
    'poisson': '{name} < 0, {name} is NaN or too large',
}


def _parameter(name, value, check):
    """A parameter as an array of doubles that passes its check."""
    if isinstance(value, (str, bytes)):
        raise TypeError(f"{name} is a number, not {type(value).__name__}")
    if isinstance(value, ndarray) and type(value) is not ndarray and value.ndim == 0:
        # A number of another class says itself what it is.
        value = float(value)
    value = asarray(value).astype('d', casting='same_kind', copy=False)
    if check is not None and _fails(_check_of[check](value)):
        raise ValueError(_words_of_check[check].format(name=name))
    return value


def _whole(name, value, check):
    """A count as an array of doubles."""
    if isinstance(value, ndarray) and type(value) is not ndarray and value.ndim == 0:
        value = int(value)
    value = asarray(value)
    if value.dtype.kind == 'f' and (value.ndim == 0 or _fails(value == value // 1)):
        if _fails(value == value // 1) and value.ndim == 0:
            value = asarray(int(value))
    return _parameter(name, value, check)


def _numbers(self, name, size, *parameters, legacy=False):
    """Numbers of a distribution. Parameters are `(name, value, check)`."""
    values = [(_whole if name_[0] == '#' else _parameter)(name_.lstrip('#'), value, check)
              for name_, value, check in parameters]
    outer = broadcast_shape(*(value.shape for value in values)) if values else ()
    if size is None:
        shape = outer
    else:
        _, shape = _size_of(size)
        if outer and broadcast_shape(outer, shape) != shape:
            raise ValueError(
                f"Output size {shape} is not compatible with broadcast dimensions of inputs {outer}.")
    with self._bit_generator.lock:
        drawn = _draw(self._bit_generator._source, name, legacy, shape, *values)
    if size is None and not shape:
        return drawn.item()
    return drawn


def _float_kind(wanted):
    """The ending of the names of distributions of this element type."""
    wanted = dtype(wanted)
    if wanted == dtype('d'):
        return ''
    if wanted == dtype('f'):
        return '_f'
    raise TypeError(f'Unsupported dtype {wanted!r} for this distribution: float32 or float64')


def _into(out, size, wanted, orders='CF'):
    """The size that an array to be filled asks for, which lies in one of these orders."""
    if out is None:
        return size
    if not isinstance(out, ndarray) or out.dtype != dtype(wanted):
        raise TypeError('Supplied output array has the wrong type. '
                        f'Expected {dtype(wanted).name}, got {getattr(out, "dtype", type(out))}')
    if not (out.flags.c_contiguous or 'F' in orders and out.flags.f_contiguous) or not out.flags.writeable:
        raise ValueError('Supplied output array must be contiguous, writable, aligned, and in machine byte-order.')
    if size is not None and _size_of(size)[1] != out.shape:
        raise ValueError('size must match out.shape when used together')
    return out.shape


def _filled(out, drawn):
    if out is None:
        return drawn
    out[...] = drawn
    return out


_RANGES = {'?': (1, 0, 1)}
for _char in 'bhilq':
    _bits = dtype(_char).itemsize * 8
    _RANGES[_char] = (_bits, -(1 << _bits - 1), (1 << _bits - 1) - 1)
    _RANGES[_char.upper()] = (_bits, 0, (1 << _bits) - 1)


def _range_bound(value, name):
    """A bound as one Python number or an array of objects."""
    value = asarray(value)
    if value.ndim == 0:
        number = value.item()
        if isinstance(number, float):
            if number != number // 1:
                raise ValueError(f"{name} is a whole number, and {number} is none")
            number = int(number)
        return number
    if value.dtype.kind == 'f':
        if _fails(value == value // 1):
            raise ValueError(f"{name} holds whole numbers")
        value = value.astype('O') // 1
    return value.astype('O')


def _whole_numbers(self, low, high, size, wanted, endpoint, masked):
    """Whole numbers from `low` on, below `high` or up to it."""
    plain, wanted = wanted if wanted in (bool, int) else None, dtype(wanted)
    if not wanted.isnative and masked:
        import warnings
        warnings.warn(f'a non-native byteorder is not supported, and {wanted!r} has one: numbers are native ones',
                      DeprecationWarning, stacklevel=3)
        wanted = wanted.newbyteorder('=')
    elif not wanted.isnative:
        raise ValueError(f'Numbers are drawn in native byte order only, and {wanted!r} is in the other one.')
    if wanted.char not in _RANGES:
        raise TypeError(f'Unsupported dtype {wanted!r} for randint' if masked
                        else f'Unsupported dtype {wanted!r} for integers')
    bits, least, greatest = _RANGES[wanted.char]
    is_single = high is None
    if is_single:
        low, high = 0, low
    low, high = _range_bound(low, 'low'), _range_bound(high, 'high')
    if not endpoint:
        high = high - 1
    shape = broadcast_shape(asarray(low).shape, asarray(high).shape)
    if size is None:
        result = shape
    else:
        _, result = _size_of(size)
    if result and 0 in result and shape == ():
        return zeros(result, wanted)
    if _fails(asarray(low) >= least):
        raise ValueError(f'low is out of bounds for {wanted.name}')
    if _fails(asarray(high) <= greatest):
        raise ValueError(f'high is out of bounds for {wanted.name}')
    if _fails(asarray(low) <= asarray(high)):
        if is_single:
            raise ValueError('high < 0' if endpoint else 'high <= 0')
        raise ValueError('low > high' if endpoint else 'low >= high')
    wide = (1 << 64) - 1
    span = asarray((high - low) if isinstance(low, int) and isinstance(high, int) else asarray(high, 'O') - low)
    first = asarray(low & wide, 'u8') if isinstance(low, int) else array([n & wide for n in low.reshape(-1)], 'u8').reshape(low.shape)
    span = asarray(int(span[()]), 'u8') if span.ndim == 0 else array([int(n) for n in span.reshape(-1)], 'u8').reshape(span.shape)
    with self._bit_generator.lock:
        drawn = _integers(self._bit_generator._source, bits, masked, result, first, span)
    drawn = drawn.astype(wanted)
    if size is None and not result:
        return drawn.item() if plain is not None else drawn[()]
    return drawn
