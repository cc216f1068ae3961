"""Functions of text, and comparisons of arrays of it."""


def compare_chararrays(a1, a2, cmp, rstrip):
    a, b = asarray(a1), asarray(a2)
    if a.dtype.kind not in 'SU' or b.dtype.kind not in 'SU':
        raise TypeError("comparison of non-string arrays")
    loops = {'==': equal, '!=': not_equal, '<': less, '<=': less_equal, '>': greater, '>=': greater_equal}
    if cmp not in loops:
        raise ValueError("comparison must be '==', '!=', '<', '>', '<=', '>='")
    if rstrip:
        a, b = _mapped(a, lambda text: text.rstrip()), _mapped(b, lambda text: text.rstrip())
    return _compare_text(cmp, a, b)


def _compare_text(cmp, a, b):
    result = _native_compare_text(cmp, a, b)
    return result if result.ndim else result[()]


def _mapped(a, function):
    values = [function(value) for value in a.reshape(-1).tolist()]
    letter = a.dtype.kind
    return array(values, letter).reshape(a.shape) if values else a


def _vec_string(a, type_, method, args=()):
    a = asarray(a)
    if a.dtype.kind not in 'SU':
        raise TypeError("string operation on non-string array")
    if method in ('upper', 'lower', 'swapcase') and not args:
        result = _native_text_letters(method, a)
        if result is not None:
            return result.astype(type_, copy=False)
    given = [asarray(value) for value in args]
    shape = broadcast_shape(a.shape, *[value.shape for value in given])
    columns = [broadcast_to_of(value, shape).reshape(-1).tolist() for value in (a, *given)]
    values = [getattr(row[0], method)(*row[1:]) for row in zip(*columns)]
    wanted = dtype(type_)
    if not values:
        return empty(shape, wanted)
    result = array(values, wanted) if wanted.kind != 'O' else _objects_of(values)
    return result.reshape(shape)


def _objects_of(values):
    made = empty(len(values), 'O')
    for index, value in enumerate(values):
        made[index] = value
    return made


def _text_ufunc(name, nin, nout, function, result='?', native=None):
    """A ufunc of text; `native` has results for whole arrays, `function` for one element each."""
    def layer(self, *args, out=None, where=True, dtype=None, casting='same_kind', order='K', subok=True, signature=None, sig=None):
        given, outs = args[:nin], list(args[nin:])
        if out is not None:
            outs = list(out) if isinstance(out, tuple) else [out]
        arrays = [asarray(value) for value in given]
        kind = arrays[0].dtype.kind
        if kind not in 'SU':
            types = tuple(type(a.dtype) for a in arrays) + (None,) * nout
            raise _module('numpy._core._exceptions')._UFuncNoLoopError(self, types)
        if native is not None:
            made = native(*arrays)
            target = outs[0] if outs else None
            if target is not None:
                target[...] = made
                return target
            return made if made.ndim else made[()]
        shape = broadcast_shape(*[a.shape for a in arrays])
        columns = [broadcast_to_of(a, shape).reshape(-1).tolist() for a in arrays]
        rows = [function(*row) for row in zip(*columns)]
        results = []
        for position in range(nout):
            values = [row[position] for row in rows] if nout > 1 else rows
            wanted = result[position] if isinstance(result, tuple) else result
            wanted = kind if wanted == 'T' else arrays[0].dtype if wanted == 'K' else wanted
            target = outs[position] if position < len(outs) and outs[position] is not None else None
            if target is not None:
                made = array(values, target.dtype).reshape(shape) if values else empty(shape, target.dtype)
                target[...] = made
                results.append(target)
                continue
            made = array(values, wanted).reshape(shape) if values else empty(shape, wanted + '1' if wanted in ('S', 'U') else wanted)
            results.append(made if shape else made[()])
        return results[0] if nout == 1 else tuple(results)
    return _make_ufunc(name, nin, nout, layer, True, None, None)


def _slice_bounds(value, start, end):
    return value[:], start, end


def _index_of(finder):
    def find(value, sub, start, end):
        return getattr(value, finder)(sub, start, end)
    return find


def _search_of(finder):
    def search(values, sub, start, end):
        if start.dtype.kind not in 'iub' or end.dtype.kind not in 'iub':
            raise TypeError("where a search begins and ends is a whole number")
        return _native_text_search(finder, values, sub, start, end)
    return search


def _strip_of(name):
    return lambda values, chars=None: _native_text_strip(name, values, chars)


def _padded(value, width, fill, how):
    return getattr(value, how)(int(width), fill)


_text_ufuncs = {}
for _name in ('isalnum', 'isalpha', 'isdigit', 'isspace', 'islower', 'isupper', 'istitle', 'isdecimal', 'isnumeric'):
    _text_ufuncs[_name] = _text_ufunc(_name, 1, 1, _operator.methodcaller(_name))
_text_ufuncs['str_len'] = _text_ufunc('str_len', 1, 1, None, native=_native_text_lengths)
for _name in ('find', 'rfind', 'count', 'startswith', 'endswith'):
    _text_ufuncs[_name] = _text_ufunc(_name, 4, 1, None, native=_search_of(_name))
for _name in ('index', 'rindex'):
    _text_ufuncs[_name] = _text_ufunc(_name, 4, 1, _index_of(_name), 'i8')
for _name in ('strip', 'lstrip', 'rstrip'):
    _text_ufuncs[f'_{_name}_whitespace'] = _text_ufunc(f'_{_name}_whitespace', 1, 1, None, native=_strip_of(_name))
    _text_ufuncs[f'_{_name}_chars'] = _text_ufunc(f'_{_name}_chars', 2, 1, None, native=_strip_of(_name))
for _name in ('center', 'ljust', 'rjust'):
    _text_ufuncs[f'_{_name}'] = _text_ufunc(f'_{_name}', 3, 1, lambda value, width, fill, _how=_name: _padded(value, width, fill, _how), 'T')
_text_ufuncs['_zfill'] = _text_ufunc('_zfill', 2, 1, lambda value, width: value.zfill(int(width)), 'T')
_text_ufuncs['_replace'] = _text_ufunc('_replace', 4, 1, lambda value, old, new, count: value.replace(old, new, int(count)), 'T')
_text_ufuncs['_expandtabs'] = _text_ufunc('_expandtabs', 2, 1, lambda value, size: value.expandtabs(int(size)), 'T')
_text_ufuncs['_expandtabs_length'] = _text_ufunc('_expandtabs_length', 2, 1, lambda value, size: len(value.expandtabs(int(size))), 'i8')
_text_ufuncs['_slice'] = _text_ufunc('_slice', 4, 1, lambda value, start, stop, step: value[start:stop:step], 'K')
_text_ufuncs['_partition'] = _text_ufunc('_partition', 2, 3, lambda value, sep: value.partition(sep), ('T', 'T', 'T'))
_text_ufuncs['_rpartition'] = _text_ufunc('_rpartition', 2, 3, lambda value, sep: value.rpartition(sep), ('T', 'T', 'T'))
_text_ufuncs['_partition_index'] = _text_ufunc('_partition_index', 3, 3, lambda value, sep, at: value.partition(sep), ('T', 'T', 'T'))
_text_ufuncs['_rpartition_index'] = _text_ufunc('_rpartition_index', 3, 3, lambda value, sep, at: value.rpartition(sep), ('T', 'T', 'T'))


def text_operator(name, a, b):
    """Comparisons, sums and repetitions of text, which have no loops of their own."""
    symbols = {'equal': '==', 'not_equal': '!=', 'less': '<', 'less_equal': '<=', 'greater': '>', 'greater_equal': '>='}
    x, y = asarray(a), asarray(b)
    if name in symbols:
        if x.dtype.kind != y.dtype.kind:
            return NotImplemented
        return _compare_text(symbols[name], x, y)
    if name == 'add' and x.dtype.kind == y.dtype.kind:
        result = _native_join_text(x, y)
        return result if result.ndim else result[()]
    if name == 'multiply':
        if x.dtype.kind not in 'SU':
            x, y = y, x
        if y.dtype.kind not in 'iub':
            return NotImplemented
        shape = broadcast_shape(x.shape, y.shape)
        left, right = broadcast_to_of(x, shape).reshape(-1).tolist(), broadcast_to_of(y, shape).reshape(-1).tolist()
        result = array([p * q for p, q in zip(left, right)], x.dtype.kind).reshape(shape)
        return result if shape else result[()]
    return NotImplemented
