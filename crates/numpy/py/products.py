"""Products of matrices and sums over indices."""


def _core_matmul(a, b, wanted):
    """Stacks of matrices of one type."""
    if wanted.kind in 'biufc':
        return _told(_native_matmul(a, b), a, b, 'matmul')
    # Objects and spans of time: outer sums over the common axis.
    if a.shape[-1] == 0:
        shape = broadcast_shape(a.shape[:-2], b.shape[:-2]) + (a.shape[-2], b.shape[-1])
        return zeros(shape, wanted)
    total = None
    for index in range(a.shape[-1]):
        part = multiply(a[..., :, index:index + 1], b[..., index:index + 1, :])
        total = part if total is None else add(total, part)
    return total


def _told(result, a, b, name):
    """Tells of what is not finite in a result though it was in what it comes from."""
    if result.dtype.kind in 'fc' and not _is_finite(result) and _is_finite(a) and _is_finite(b):
        tell_errors(8 if logical_or.reduce(isnan(result), None) else 2, name)
    return result


def _is_finite(a):
    return logical_and.reduce(isfinite(a), None)


def _product_dtype(a, b, dtype_, signature, name):
    if dtype_ is not None:
        return dtype(dtype_)
    wanted = result_type(a, b)
    if wanted.kind in 'SUVMm' and not (wanted.kind == 'm'):
        raise _module('numpy._core._exceptions')._UFuncNoLoopError(globals()[name], (type(a.dtype), type(b.dtype), None))
    return wanted


def _finish_product(result, out, inputs, function, keeps, casting='same_kind', subok=True):
    if out is not None:
        out = out[0] if isinstance(out, tuple) else out
    if out is not None:
        if out.shape != result.shape:
            try:
                result = broadcast_to_of(result, out.shape)
            except Exception:
                pass
        if out.shape != result.shape:
            raise ValueError(f"{function.__name__}: output operand has shape {out.shape}, expected {result.shape}")
        copyto(out, result, casting=casting)
        return out
    derived = [value for value in inputs if isinstance(value, ndarray) and type(value) is not ndarray]
    if derived and subok:
        return wrap_results(function, tuple(inputs), (None,), (result,), keeps)
    return result if result.ndim or keeps else result[()]


def _gufunc(name, signature):
    def register(function):
        def layer(self, *args, out=None, dtype=None, casting='same_kind', order='K', subok=True,
                  axes=None, axis=None, keepdims=False, signature=None, sig=None):
            if len(args) not in (2, 3):
                raise TypeError(f"{name}() takes from 2 to 3 positional arguments but {len(args)} were given")
            if len(args) == 3:
                if out is not None:
                    raise TypeError("cannot specify 'out' as both a positional and keyword argument")
                out = args[2]
            signature = signature if signature is not None else sig
            if signature is not None and dtype is None:
                dtype = signature[-1] if isinstance(signature, (tuple, str)) else signature
            keeps = out is Ellipsis
            if keeps:
                out = None
            if isinstance(out, tuple):
                out = out[0]
            if out is not None and not isinstance(out, ndarray):
                raise TypeError("return arrays must be of ArrayType")
            x, y = args[0], args[1]
            a, b = asarray(x), asarray(y)
            if axes is not None and name != 'matmul':
                axes = _axes_said(axes, name)
            result = function(a, b, dtype, axes, axis, keepdims)
            if not isinstance(result, ndarray):
                result = asarray(result)
            return _finish_product(result, out, (x, y), self, keeps, casting, subok)
        made = _make_ufunc(name, 2, 1, layer, True, None, signature)
        return made
    return register


# How many axes of a matrix or vector each operand has, the result last.
_core_axes = {'vecdot': (1, 1, 0), 'matvec': (2, 1, 1), 'vecmat': (1, 2, 1)}


def _axes_said(axes, name):
    """The axes of each operand as tuples; None of a result that has none."""
    counts = _core_axes[name]
    if not isinstance(axes, list):
        raise TypeError("axes should be a list.")
    if len(axes) != 3 and not (len(axes) == 2 and not counts[2]):
        raise ValueError("axes should be a list with an entry for all 3 inputs and outputs; entries for outputs can be omitted if none of them has core axes.")
    said = []
    for entry, count in zip(axes, counts):
        if isinstance(entry, tuple):
            if count and len(entry) != count:
                raise _axis_error(f"{name}: an operand has {count} axes of its own, and {len(entry)} were given")
            said.append(tuple(_operator.index(axis) for axis in entry))
            continue
        entry = _operator.index(entry)
        if count == 0:
            # With keepdims it has the axis of the inputs.
            said.append((entry,))
        elif count == 1:
            said.append((entry,))
        else:
            raise TypeError(f"{name}: an operand of {count} axes needs a tuple of them")
    return said


def _axis_error(message):
    return _module('numpy.exceptions').AxisError(message)


def _with_axis_at(result, axis):
    """The last axis brought to another place."""
    at = axis % result.ndim
    order = list(range(result.ndim - 1))
    order.insert(at, result.ndim - 1)
    return result.transpose(order)


def _moved(a, axes, count):
    """The axes named, brought to the end."""
    axes = (axes,) if not isinstance(axes, tuple) else axes
    if len(axes) != count:
        raise ValueError(f"operand has {len(axes)} core dimensions, but {count} axes were given")
    axes = [axis % a.ndim for axis in axes]
    rest = [axis for axis in range(a.ndim) if axis not in axes]
    return a.transpose(rest + list(axes))


def _mismatch(name, signature, position, core, size, other):
    raise ValueError(
        f"{name}: Input operand {position} has a mismatch in its core dimension {core}, with gufunc signature "
        f"{signature} (size {size} is different from {other})")


@_gufunc('matmul', '(n?,k),(k,m?)->(n?,m?)')
def matmul(a, b, dtype_, axes, axis, keepdims):
    if axis is not None:
        raise TypeError("matmul: axis can only be used with a single shared core dimension, not with the 2 distinct ones implied by signature (n?,k),(k,m?)->(n?,m?).")
    for position, value in enumerate((a, b)):
        if value.ndim == 0:
            raise ValueError(f"matmul: Input operand {position} does not have enough dimensions (has 0, gufunc core with signature (n?,k),(k,m?)->(n?,m?) requires 1)")
    if axes is not None:
        if not isinstance(axes, list):
            raise TypeError("axes should be a list.")
        a = _moved(a, axes[0], 2 if isinstance(axes[0], tuple) and len(axes[0]) == 2 else 1)
        b = _moved(b, axes[1], 2 if isinstance(axes[1], tuple) and len(axes[1]) == 2 else 1)
    wanted = _product_dtype(a, b, dtype_, None, 'matmul')
    vector_a, vector_b = a.ndim == 1, b.ndim == 1
    if vector_a:
        a = a[None, :]
    if vector_b:
        b = b[:, None]
    if a.shape[-1] != b.shape[-2]:
        _mismatch('matmul', '(n?,k),(k,m?)->(n?,m?)', 1, 0, b.shape[-2], a.shape[-1])
    a, b = a.astype(wanted, copy=False), b.astype(wanted, copy=False)
    result = _core_matmul(a, b, wanted)
    if vector_a:
        result = result[..., 0, :]
    if vector_b:
        result = result[..., 0]
    if axes is not None and len(axes) > 2 and result.ndim > 1 and isinstance(axes[2], tuple) and len(axes[2]) == 2:
        first, second = (at % result.ndim for at in axes[2])
        order = [None] * result.ndim
        order[first], order[second] = result.ndim - 2, result.ndim - 1
        rest = iter(range(result.ndim - 2))
        order = [next(rest) if at is None else at for at in order]
        result = result.transpose(order)
    return result


@_gufunc('vecdot', '(n),(n)->()')
def vecdot(a, b, dtype_, axes, axis, keepdims):
    for position, value in enumerate((a, b)):
        if value.ndim == 0:
            raise ValueError(f"vecdot: Input operand {position} does not have enough dimensions (has 0, gufunc core with signature (n),(n)->() requires 1)")
    if axis is not None:
        a, b = _moved(a, axis, 1), _moved(b, axis, 1)
    elif axes is not None:
        a, b = _moved(a, axes[0], 1), _moved(b, axes[1], 1)
    wanted = _product_dtype(a, b, dtype_, None, 'vecdot')
    if a.shape[-1] != b.shape[-1]:
        _mismatch('vecdot', '(n),(n)->()', 1, 0, b.shape[-1], a.shape[-1])
    a, b = a.astype(wanted, copy=False), b.astype(wanted, copy=False)
    if wanted.kind not in 'biufc':
        return add.reduce(multiply(conjugate(a) if wanted.kind == 'O' else a, b), -1, keepdims=keepdims)
    result = _told(_native_vecdot(a, b), a, b, 'vecdot')
    said = axes[2] if axes is not None and len(axes) == 3 else ()
    if not keepdims:
        if said:
            raise _axis_error("vecdot: the result has no axis to be placed")
        return result
    at = said[0] if said else axis if axis is not None else -1
    return _with_axis_at(result[..., None], at)


@_gufunc('matvec', '(m,n),(n)->(m)')
def matvec(a, b, dtype_, axes, axis, keepdims):
    if a.ndim < 2 or b.ndim < 1:
        raise ValueError("matvec: an input operand does not have enough dimensions")
    if axes is not None:
        a, b = _moved(a, axes[0], 2), _moved(b, axes[1], 1)
    wanted = _product_dtype(a, b, dtype_, None, 'matvec')
    if a.shape[-1] != b.shape[-1]:
        _mismatch('matvec', '(m,n),(n)->(m)', 1, 0, b.shape[-1], a.shape[-1])
    result = _core_matmul(a.astype(wanted, copy=False), b[..., None].astype(wanted, copy=False), wanted)[..., 0]
    return result if axes is None else _with_axis_at(result, axes[2][0])


@_gufunc('vecmat', '(n),(n,m)->(m)')
def vecmat(a, b, dtype_, axes, axis, keepdims):
    if a.ndim < 1 or b.ndim < 2:
        raise ValueError("vecmat: an input operand does not have enough dimensions")
    if axes is not None:
        a, b = _moved(a, axes[0], 1), _moved(b, axes[1], 2)
    wanted = _product_dtype(a, b, dtype_, None, 'vecmat')
    if a.shape[-1] != b.shape[-2]:
        _mismatch('vecmat', '(n),(n,m)->(m)', 1, 0, b.shape[-2], a.shape[-1])
    a = conjugate(a) if a.dtype.kind in 'cO' else a
    result = _core_matmul(a[..., None, :].astype(wanted, copy=False), b.astype(wanted, copy=False), wanted)[..., 0, :]
    return result if axes is None else _with_axis_at(result, axes[2][0])


def dot(a, b, out=None):
    x, y = asarray(a), asarray(b)
    if x.ndim == 0 or y.ndim == 0:
        result = multiply(x, y)
        if out is not None:
            out[...] = result
            return out
        return _like_derived(result, a, b)
    wanted = result_type(x, y)
    if wanted.kind in 'SUVM':
        raise TypeError("Cannot perform dot on this dtype")
    at = -1 if y.ndim == 1 else -2
    if x.shape[-1] != y.shape[at]:
        raise ValueError(
            f"shapes {_written(x.shape)} and {_written(y.shape)} not aligned: {x.shape[-1]} (dim {x.ndim - 1}) != "
            f"{y.shape[at]} (dim {y.ndim + at})")
    if x.ndim <= 2 and y.ndim <= 2:
        result = asarray(matmul(x, y))
    else:
        flat = y.transpose([y.ndim - 2] + [axis for axis in range(y.ndim) if axis != y.ndim - 2]) if y.ndim > 1 else y
        rest = flat.shape[1:]
        size = y.shape[at]
        left = x.reshape(-1, size) if x.size else x.reshape(_count(x.shape[:-1]), size)
        right = flat.reshape(size, _count(rest))
        result = asarray(matmul(left, right)).reshape(x.shape[:-1] + rest)
    if out is not None:
        if not isinstance(out, ndarray) or out.shape != result.shape or out.dtype != result.dtype or not out.flags.c_contiguous:
            raise ValueError("output array is not acceptable (must have the right datatype, number of dimensions, and be a C-Array)")
        out[...] = result
        return out
    return _like_derived(result, a, b)


def _like_derived(result, *inputs):
    derived = [value for value in inputs if isinstance(value, ndarray) and type(value) is not ndarray]
    if derived:
        best = max(derived, key=lambda value: getattr(value, '__array_priority__', 0.0))
        return _view_from(asarray(result), best)
    return result if isinstance(result, ndarray) and result.ndim else result[()] if isinstance(result, ndarray) else result


def _written(shape):
    return '(' + ','.join(map(str, shape)) + (',' if len(shape) == 1 else '') + ')'


def _count(shape):
    total = 1
    for size in shape:
        total *= size
    return total


def inner(a, b, /):
    x, y = asarray(a), asarray(b)
    if x.ndim == 0 or y.ndim == 0:
        return multiply(a, b)
    if x.shape[-1] != y.shape[-1]:
        raise ValueError(
            f"shapes {_written(x.shape)} and {_written(y.shape)} not aligned: {x.shape[-1]} (dim {x.ndim - 1}) != "
            f"{y.shape[-1]} (dim {y.ndim - 1})")
    axes = list(range(y.ndim))
    if y.ndim > 1:
        axes[-1], axes[-2] = axes[-2], axes[-1]
    return _like_derived(asarray(dot(x, y.transpose(axes))), a, b)


def vdot(a, b, /):
    x, y = asarray(a).ravel(), asarray(b).ravel()
    if x.dtype.kind in 'cO':
        x = conjugate(x)
    return dot(x, y)


def correlate2(a, v, mode=0):
    return _correlate(a, v, mode, True)


def correlate(a, v, mode=0):
    return _correlate(a, v, mode, False)


def _correlate(a, v, mode, swaps):
    modes = {'valid': 0, 'same': 1, 'full': 2}
    if isinstance(mode, str):
        if mode not in modes:
            raise ValueError(f"mode must be one of 'valid', 'same', or 'full' (got '{mode}')")
        mode = modes[mode]
    elif mode not in (0, 1, 2):
        raise ValueError("integer mode must be 0, 1, or 2")
    wanted = result_type(a, v)
    a, v = asarray(a).astype(wanted), asarray(v).astype(wanted)
    if a.ndim != 1 or v.ndim != 1:
        raise ValueError("object too deep for desired array")
    if a.size == 0:
        raise ValueError("first array argument cannot be empty")
    if v.size == 0:
        raise ValueError("second array argument cannot be empty")
    if swaps and wanted.kind in 'cO':
        v = conjugate(v)
    if wanted.kind in 'biufc':
        return _native_correlate(a, v, 'vsf'[mode])
    turned = a.size < v.size
    if turned:
        a, v = v, a
    n, m = a.size, v.size
    full = zeros(n + m - 1, wanted)
    for index in range(m):
        full[index:index + n] += a * v[m - 1 - index]
    first = 0 if mode == 2 else m - 1 if mode == 0 else m // 2 if turned else (m - 1) // 2
    last = n + m - 1 if mode == 2 else n if mode == 0 else first + n
    part = full[first:last]
    return (part[::-1] if turned else part).copy()


def c_einsum(*operands, out=None, dtype=None, order='K', casting='safe', optimize=False):
    parse = _module('numpy._core.einsumfunc')
    if out is not None and not isinstance(out, ndarray):
        raise TypeError("out must be an array")
    if casting == 'same_value':
        raise ValueError("einsum does not check that values stay the same")
    if not operands:
        raise ValueError("must specify the einstein sum subscripts string and at least one operand, or at least one operand and its corresponding subscripts list")
    if not isinstance(operands[0], str):
        operands = _subscripts_of(operands)
    subscripts, arrays = operands[0].replace(' ', ''), [asarray(value) for value in operands[1:]]
    for letter in subscripts:
        if not (letter.isalpha() and letter.isascii()) and letter not in '.,->':
            raise ValueError(f"invalid subscript '{letter}' in einstein sum subscripts string, subscripts must be letters")
    left, arrow, right = subscripts.partition('->')
    terms = left.split(',')
    if len(terms) < len(arrays):
        raise ValueError("more operands provided to einstein sum function than specified in the subscripts string")
    if len(terms) > len(arrays):
        raise ValueError("fewer operands provided to einstein sum function than specified in the subscripts string")
    if not arrow and ('-' in subscripts or '>' in subscripts):
        raise ValueError("invalid '-' or '>' in einstein sum subscripts string")
    widest = 0
    for term, a in zip(terms, arrays):
        count = len(term.replace('...', ''))
        if '.' in term.replace('...', '', 1):
            raise ValueError("einstein sum subscripts string contains a '.' that is not part of an ellipsis ('...') in operand")
        if count > a.ndim:
            raise ValueError("einstein sum subscripts string contains too many subscripts for operand")
        if '...' not in term and count != a.ndim:
            raise ValueError("operand has more dimensions than subscripts given in einstein sum, but no '...' ellipsis provided to broadcast the extra dimensions.")
        widest = max(widest, a.ndim - count)
    if not arrow:
        letters = [letter for letter in left if letter.isalpha()]
        right = ('...' if '...' in left else '') + ''.join(sorted(letter for letter in set(letters) if letters.count(letter) == 1))
    dots = [('.', index) for index in range(widest)]

    def labels(term, count):
        names = []
        position = 0
        while position < len(term):
            if term.startswith('...', position):
                names.extend(dots[widest - count:] if count else [])
                position += 3
            else:
                names.append(term[position])
                position += 1
        return names
    sizes = {}
    split = []
    for term, a in zip(terms, arrays):
        names = labels(term, a.ndim - len(term.replace('...', '')))
        # A label that stands twice takes a diagonal.
        while len(set(names)) < len(names):
            twice = next(name for name in names if names.count(name) > 1)
            first, second = [index for index, name in enumerate(names) if name == twice][:2]
            if a.shape[first] != a.shape[second] and 1 not in (a.shape[first], a.shape[second]):
                raise ValueError(f"dimensions in operand {len(split)} for collapsing index '{twice}' don't match ({a.shape[first]} != {a.shape[second]})")
            a = a.diagonal(0, first, second)
            names = [name for index, name in enumerate(names) if index not in (first, second)] + [twice]
        for name, size in zip(names, a.shape):
            known = sizes.get(name, 1)
            if known != 1 and size not in (1, known):
                raise ValueError(f"operands could not be broadcast together with remapped shapes [original->remapped]: {a.shape}")
            sizes[name] = max(known, size) if size != 0 and known != 0 else 0
        split.append((names, a))
    wanted_names = labels(right, widest)
    for name in right.replace('...', ''):
        if right.count(name) > 1:
            raise ValueError(f"einstein sum subscripts string includes output subscript '{name}' multiple times")
        if name not in sizes:
            raise ValueError(f"einstein sum subscripts string included output subscript '{name}' which never appeared in an input")
    if widest and arrow and '...' not in right and any('...' in term for term in terms):
        raise ValueError("output had too few broadcast dimensions")
    order_names = wanted_names + [name for name in sizes if name not in wanted_names]
    total_type = result_type(*arrays) if dtype is None else _dtype_of(dtype)
    if out is not None and dtype is None:
        total_type = result_type(total_type, out.dtype)
    if len(arrays) > 1 and total_type.kind in 'biufc':
        # Halves are summed in single precision.
        summed = _dtype_of('f4') if total_type.char == 'e' else total_type
        operands = [a.astype(total_type, copy=False, casting=casting).astype(summed, copy=False) for a in arrays]
        result = _native_einsum(left + '->' + right, operands).astype(total_type, copy=False)
        if out is not None:
            copyto(out, result, casting='unsafe')
            return out
        if order in 'fF' or order in 'aA' and all(a.flags.fnc for a in arrays):
            result = result.copy('F')
        return result if result.ndim else result[()]
    product = None
    for names, a in split:
        order_axes = [names.index(name) for name in order_names if name in names]
        a = a.transpose(order_axes)
        shape = []
        axis = 0
        for name in order_names:
            if name in names:
                shape.append(a.shape[axis])
                axis += 1
            else:
                shape.append(1)
        a = a.reshape(shape).astype(total_type, copy=False, casting=casting)
        product = a if product is None else multiply(product, a)
    product = broadcast_to_of(product, tuple(sizes[name] for name in order_names))
    summed = tuple(range(len(wanted_names), len(order_names)))
    if summed:
        result = logical_or.reduce(product, summed) if total_type.kind == 'b' else add.reduce(product, summed, total_type)
    else:
        result = product if out is not None else product if len(arrays) == 1 and product.base is not None else array(product)
    if out is not None:
        copyto(out, result, casting='unsafe')
        return out
    result = asarray(result)
    return result if result.ndim else result[()]


def _dtype_of(value):
    return dtype(value)


def _letter(number):
    letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
    if not 0 <= int(number) < len(letters):
        raise ValueError(f"a subscript is a number from 0 to {len(letters) - 1}, and {number} is not")
    return letters[int(number)]


def _subscripts_of(operands):
    arrays, terms = [], []
    rest = list(operands)
    while len(rest) >= 2:
        arrays.append(rest.pop(0))
        terms.append(''.join('...' if item is Ellipsis else _letter(item) for item in rest.pop(0)))
    subscripts = ','.join(terms)
    if rest:
        subscripts += '->' + ''.join('...' if item is Ellipsis else _letter(item) for item in rest[0])
    return [subscripts] + arrays
