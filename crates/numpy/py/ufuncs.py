"""What ufuncs need beside their loops: the error state, loops of objects, other kinds of operands."""

import contextvars as _contextvars
import operator as _operator

# --- errors in floating point ---

_default_state = {'divide': 'warn', 'over': 'warn', 'under': 'ignore', 'invalid': 'warn', 'call': None, 'bufsize': 8192}
_extobj_contextvar = _contextvars.ContextVar('numpy.ufunc.extobj', default=_default_state)
_modes = ('ignore', 'warn', 'raise', 'call', 'print', 'log')


def _get_extobj_dict():
    return dict(_extobj_contextvar.get())


def _make_extobj(*, all=None, divide=None, over=None, under=None, invalid=None, bufsize=None, call=_no_value):
    state = dict(_extobj_contextvar.get())
    for name, value in (('divide', divide), ('over', over), ('under', under), ('invalid', invalid)):
        value = all if value is None else value
        if value is None:
            continue
        if value not in _modes:
            if not isinstance(value, str):
                raise TypeError("errors must be given as text")
            raise ValueError(f"invalid error mode {value!r}")
        state[name] = value
    if bufsize is not None:
        if not isinstance(bufsize, int):
            raise TypeError("buffer size must be a whole number")
        if bufsize < 5 or bufsize > 10e6:
            raise ValueError(f"buffer size, {bufsize}, is out of range")
        if bufsize % 16:
            raise ValueError(f"buffer size, {bufsize}, must be a multiple of 16")
        state['bufsize'] = bufsize
    if call is not _no_value:
        if call is not None and not callable(call) and not hasattr(call, 'write'):
            raise TypeError("python object must be callable or have a callable write method")
        state['call'] = call
    return state


_kinds = (('divide', 1, 'divide by zero'), ('over', 2, 'overflow'), ('under', 4, 'underflow'),
          ('invalid', 8, 'invalid value'))


def tell_errors(flags, name):
    state = _extobj_contextvar.get()
    for kind, flag, words in _kinds:
        if not flags & flag:
            continue
        mode = state[kind]
        if mode == 'ignore':
            continue
        text = f"{words} encountered in {name}"
        if mode == 'warn':
            import warnings
            warnings.warn(text, RuntimeWarning, stacklevel=2)
        elif mode == 'raise':
            raise FloatingPointError(text)
        elif mode == 'print':
            print(f"Warning: {text}")
        elif mode == 'call':
            if state['call'] is None:
                raise NameError(f"python callback specified for {words} (in  {name}) but no function found.")
            state['call'](words, flags)
        elif mode == 'log':
            if state['call'] is None:
                raise NameError(f"log specified for {words} (in {name}) but no object with write method found.")
            state['call'].write(f"Warning: {text}\n")


# --- loops of objects ---

def _method(name):
    def loop(*args):
        try:
            function = getattr(args[0], name)
        except AttributeError:
            if len(args) > 1:
                raise
            raise TypeError(
                f"loop of ufunc does not support argument 0 of type {type(args[0]).__name__} which has"
                f" no callable {name} method") from None
        return function(*args[1:])
    return loop


def _sign(value):
    if value > 0:
        return 1
    if value < 0:
        return -1
    if value == 0:
        return 0
    raise TypeError("unorderable types for comparison")


def _maximum(a, b):
    return a if a >= b or a != a else b


def _minimum(a, b):
    return a if a <= b or a != a else b


def _floor(value):
    import math
    return math.floor(value)


def _ceil(value):
    import math
    return math.ceil(value)


def _trunc(value):
    import math
    return math.trunc(value)


def _gcd(a, b):
    import math
    try:
        return math.gcd(a, b)
    except TypeError:
        while b:
            a, b = b, a % b
        return abs(a)


def _lcm(a, b):
    divisor = _gcd(a, b)
    return abs(a // divisor * b) if divisor else 0


_object_loops = {
    'add': _operator.add, 'subtract': _operator.sub, 'multiply': _operator.mul,
    'divide': _operator.truediv, 'true_divide': _operator.truediv,
    'floor_divide': _operator.floordiv, 'remainder': _operator.mod, 'power': pow,
    'negative': _operator.neg, 'positive': _operator.pos, 'absolute': abs, 'invert': _operator.invert,
    'bitwise_and': _operator.and_, 'bitwise_or': _operator.or_, 'bitwise_xor': _operator.xor,
    'left_shift': _operator.lshift, 'right_shift': _operator.rshift,
    'equal': _operator.eq, 'not_equal': _operator.ne, 'less': _operator.lt, 'less_equal': _operator.le,
    'greater': _operator.gt, 'greater_equal': _operator.ge,
    'logical_and': lambda a, b: a and b, 'logical_or': lambda a, b: a or b,
    'logical_not': lambda a: not a,
    'maximum': _maximum, 'minimum': _minimum, 'fmax': _maximum, 'fmin': _minimum,
    'sign': _sign, 'square': lambda a: a * a, 'reciprocal': lambda a: 1 / a,
    'conjugate': _method('conjugate'), '_ones_like': lambda a: 1,
    'floor': _floor, 'ceil': _ceil, 'trunc': _trunc, 'gcd': _gcd, 'lcm': _lcm,
    'clip': lambda a, low, high: _minimum(_maximum(a, low), high),
    'bitwise_count': lambda a: abs(a).bit_count(), 'divmod': divmod,
}


def object_loop(name):
    return _object_loops.get(name) or _method(name)


# --- what cannot be computed ---

# Functions that name the classes of element types they have no loop for; others say that the types are
# not supported.
_told_by_class = frozenset((
    'absolute', 'add', 'equal', 'fmax', 'fmin', 'gcd', 'greater', 'greater_equal', 'lcm', 'less',
    'less_equal', 'maximum', 'minimum', 'multiply', 'negative', 'not_equal', 'positive', 'sign', 'subtract'))


def no_loop(function, dtypes, has_asked):
    errors = _module('numpy._core._exceptions')
    if function.__name__ in ('add', 'subtract', 'multiply', 'divide', 'floor_divide', 'remainder', 'divmod') \
            and len(dtypes) == 2 and dtypes[0] is not None:
        kinds = {found.kind for found in dtypes}
        if kinds & {'M', 'm'}:
            return errors._UFuncBinaryResolutionError(function, dtypes)
    if has_asked:
        return TypeError(f"No loop matching the specified signature and casting was found for ufunc {function.__name__}")
    if function.__name__ not in _told_by_class:
        return TypeError(
            f"ufunc '{function.__name__}' not supported for the input types, and the inputs could not be safely"
            " coerced to any supported types according to the casting rule ''safe''")
    classes = tuple(None if found is None else type(found) for found in dtypes) + (None,) * (function.nargs - len(dtypes))
    return errors._UFuncNoLoopError(function, classes)


def compare_beyond(function, args):
    """Comparisons with whole numbers that are beyond the other's type."""
    a, b = args
    left = asarray(a) if not (isinstance(a, int) and not isinstance(a, bool)) else a
    right = asarray(b) if not (isinstance(b, int) and not isinstance(b, bool)) else b
    loop = _object_loops[function.__name__]
    if isinstance(left, int):
        answer = loop(left, 0) if function.__name__ not in ('equal', 'not_equal') else function.__name__ == 'not_equal'
        result = empty(right.shape, bool_)
    else:
        answer = loop(0, right) if function.__name__ not in ('equal', 'not_equal') else function.__name__ == 'not_equal'
        result = empty(left.shape, bool_)
    result.fill(answer)
    return result


def warn_unset():
    import warnings
    warnings.warn(
        "'where' used without 'out': what is left out is not set. If that is meant, say out=None.",
        UserWarning, stacklevel=2)


# --- what it takes ---

def signature_of(function):
    import inspect
    count = function.nin
    names = ['x'] if count == 1 else [f'x{number}' for number in range(1, count + 1)]
    inputs = [inspect.Parameter(name, inspect.Parameter.POSITIONAL_ONLY) for name in names]
    out = None if function.nout == 1 else (None,) * function.nout
    if function.signature is None:
        named = {'where': True}
    else:
        missing = _module('numpy._globals')._NoValue
        named = {'axes': missing, 'axis': missing, 'keepdims': False}
    named.update(casting='same_kind', order='K', dtype=None, subok=True, signature=None)
    rest = [inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=value) for name, value in named.items()]
    out = inspect.Parameter('out', inspect.Parameter.POSITIONAL_OR_KEYWORD, default=out)
    return inspect.Signature([*inputs, out, *rest])


# --- operands of other kinds ---

def _override_args(function, method, args, kwargs):
    out = kwargs.get('out')
    kwargs = dict(kwargs)
    if method == '__call__':
        if len(args) > function.nin:
            given = args[function.nin:]
            args = args[:function.nin]
            if 'out' in kwargs:
                raise TypeError("cannot specify 'out' as both a positional and keyword argument")
            if not all(value is None for value in given):
                kwargs['out'] = tuple(given) + (None,) * (function.nout - len(given))
    elif method in ('reduce', 'accumulate'):
        names = ('axis', 'dtype', 'out', 'keepdims', 'initial', 'where')
        for name, value in zip(names, args[1:]):
            kwargs[name] = value
        args = args[:1]
    elif method == 'reduceat':
        for name, value in zip(('axis', 'dtype', 'out'), args[2:]):
            kwargs[name] = value
        args = args[:2]
    if 'out' in kwargs:
        if kwargs['out'] is None:
            del kwargs['out']
        elif not isinstance(kwargs['out'], tuple):
            kwargs['out'] = (kwargs['out'],)
    if 'sig' in kwargs:
        kwargs['signature'] = kwargs.pop('sig')
    return args, kwargs


_plain_depth = 0


def override_ufunc(function, method, args, kwargs):
    """Whether another kind of operand took the call over, and what it gave."""
    usual = ndarray.__array_ufunc__
    args, kwargs = _override_args(function, method, args, kwargs)
    candidates, classes = [], []
    for value in (*args, *kwargs.get('out', ())):
        own = getattr(type(value), '__array_ufunc__', usual)
        if own is usual or type(value) in classes:
            continue
        if own is None:
            raise TypeError(f"operand '{type(value).__name__}' does not support ufuncs (__array_ufunc__=None)")
        classes.append(type(value))
        # Derived classes are asked before those they are derived from.
        at = len(candidates)
        for index, other in enumerate(candidates):
            if isinstance(value, type(other)) and type(value) is not type(other):
                at = index
                break
        candidates.insert(at, value)
    if not candidates:
        return False, None
    for value in candidates:
        result = value.__array_ufunc__(function, method, *args, **kwargs)
        if result is not NotImplemented:
            return True, result
    names = ', '.join(repr(type(value).__name__) for value in (*args, *kwargs.get('out', ())))
    raise TypeError(f"operand type(s) all returned NotImplemented from __array_ufunc__({function!r}, "
                    f"{method!r}, {', '.join(map(repr, args))}): {names}")


def _call_plain(function, method, inputs, kwargs):
    """The call, with derived arrays as what they are."""
    return getattr(function, method)(*inputs, **kwargs)


def wrap_results(function, inputs, outs, results, keeps):
    """Lets the operand of the highest priority make the results its own."""
    best, priority = None, None
    for value in inputs:
        if type(value) is ndarray or isinstance(value, generic) or not hasattr(type(value), '__array_wrap__'):
            continue
        own = getattr(value, '__array_priority__', 0.0)
        if priority is None or own > priority:
            best, priority = value, own
    finished = []
    for position, (out, result) in enumerate(zip(outs, results)):
        if out is not None:
            if type(out) is not ndarray and hasattr(type(out), '__array_wrap__'):
                result = out.__array_wrap__(result, (function, inputs + tuple(o for o in outs if o is not None), position), False)
            finished.append(result)
            continue
        context = (function, tuple(inputs), position)
        finished.append(_wrap_one(best, result, context, result.ndim == 0 and not keeps))
    return finished[0] if len(finished) == 1 else tuple(finished)


def _wrap_one(best, result, context, is_scalar):
    wrap = best.__array_wrap__
    try:
        return wrap(result, context, is_scalar)
    except TypeError as exception:
        try:
            made = wrap(result, context)
        except TypeError:
            try:
                made = wrap(result)
            except TypeError:
                raise exception
        return made


def outer_of(function, *args, **kwargs):
    if function.nin != 2:
        raise ValueError("outer product only supported for binary functions")
    if len(args) != 2:
        raise TypeError(f"outer() takes exactly 2 positional arguments ({len(args)} given)")
    if function.signature is not None:
        raise TypeError("outer product does not work with generalized ufuncs")
    a, b = args
    a = a if isinstance(a, ndarray) else asarray(a)
    b = b if isinstance(b, ndarray) else asarray(b)
    return function(a.reshape(a.shape + (1,) * b.ndim), b, **kwargs)


def _result_dtypes(function, dtypes, signature=None, casting=None):
    values = []
    for found in dtypes[:function.nin]:
        if isinstance(found, type) and found in (int, float, complex):
            values.append(found(0))
        else:
            values.append(zeros(0, found))
    kwargs = {}
    if signature is not None:
        kwargs['signature'] = signature
    if casting is not None:
        kwargs['casting'] = casting
    result = function(*values, **kwargs)
    results = result if isinstance(result, tuple) else (result,)
    return values, results


def resolve_dtypes_of(function, dtypes, *, signature=None, casting=None, reduction=False):
    if not isinstance(dtypes, tuple) or len(dtypes) != function.nargs:
        raise TypeError(f"the types of a call are a tuple of {function.nargs}")
    for position, found in enumerate(dtypes):
        is_open = position >= function.nin or reduction and position == 0
        is_number = position < function.nin and found in (int, float, complex)
        if not (isinstance(found, dtype) or is_number or found is None and is_open):
            raise TypeError(f"operand {position} is of an element type, and {found!r} is none")
    if reduction:
        if function.nin != 2 or function.nout != 1 or dtypes[0] is not None or dtypes[2] is not None:
            raise TypeError("a reduction is known by the type of its second operand alone")
        return (function.reduce(zeros(0, dtypes[1])).dtype,) * 3
    values, results = _result_dtypes(function, dtypes, signature, casting)
    outs = tuple(result.dtype for result in results)
    common = result_type(*values)
    return (common,) * function.nin + outs


def ufunc_reduce(function):
    return function.__name__


def _values_along(function, a, axis, keepdims):
    a = asarray(a)
    axes = tuple(range(a.ndim)) if axis is None else (axis,) if not isinstance(axis, tuple) else axis
    return a.astype('O'), [axis % a.ndim if a.ndim else 0 for axis in axes]


def function_reduce(function, array, axis=0, dtype=None, out=None, keepdims=False, initial=_no_value, where=True):
    a, axes = _values_along(function, array, axis, keepdims)
    result = a
    for at in sorted(axes, reverse=True):
        parts = [result[(slice(None),) * at + (index,)] for index in range(result.shape[at])]
        if initial is not _no_value:
            parts.insert(0, initial)
        if not parts:
            if function.identity is None:
                raise ValueError(f"zero-size array to reduction operation {function.__name__} which has no identity")
            filled = empty(result.shape[:at] + result.shape[at + 1:], 'O')
            filled.fill(function.identity)
            result = filled
            continue
        total = parts[0]
        for part in parts[1:]:
            total = function(total, part)
        result = asarray(total, 'O') if result.ndim > 1 else total
    if keepdims:
        shape = tuple(1 if at in axes else size for at, size in enumerate(a.shape))
        result = asarray(result, 'O').reshape(shape)
    if out is not None:
        out = out[0] if isinstance(out, tuple) else out
        out[...] = result
        return out
    return result


def function_accumulate(function, array, axis=0, dtype=None, out=None):
    a = asarray(array).astype('O')
    axis %= a.ndim
    result = out if out is not None else empty(a.shape, 'O')
    total = None
    for index in range(a.shape[axis]):
        at = (slice(None),) * axis + (index,)
        total = a[at] if total is None else function(total, a[at])
        result[at] = total
    return result


def function_reduceat(function, array, indices, axis=0, dtype=None, out=None):
    a = asarray(array)
    indices = asarray(indices).tolist()
    parts = []
    for position, start in enumerate(indices):
        stop = indices[position + 1] if position + 1 < len(indices) else a.shape[axis]
        at = (slice(None),) * axis
        parts.append(function_reduce(function, a[at + (slice(start, stop),)], axis) if start < stop else a[at + (start,)])
    stacked = concatenate([asarray(part, 'O')[(slice(None),) * axis + (None,)] for part in parts], axis)
    return stacked


def function_at(function, array, indices, values=None):
    """`at` of a function of Python's: each place as often as it is named."""
    places = arange(array.size).reshape(array.shape)[indices]
    rest = () if values is None else (broadcast_to_of(asarray(values), places.shape).reshape(-1).tolist(),)
    for place, *others in zip(places.reshape(-1).tolist(), *rest):
        array.flat[place] = function(array.flat[place], *others)


def frompyfunc(func, /, nin, nout, *, identity=_no_value):
    if not callable(func):
        raise TypeError("function must be callable")
    if nin + nout > 64:
        raise ValueError("Cannot construct a ufunc with more than 64 operands")
    name = getattr(func, '__name__', '?')
    made = _make_ufunc(f'{name} (vectorized)', nin, nout, func, False, None if identity is _no_value else identity)
    return made


# --- overrides of functions ---

def _get_implementing_args(relevant_args):
    """Arguments that may take a function over, derived classes first."""
    classes, found = [], []
    for value in relevant_args:
        cls = type(value)
        if cls in classes or getattr(cls, '__array_function__', None) is None:
            continue
        classes.append(cls)
        at = len(found)
        for index, other in enumerate(found):
            if issubclass(cls, type(other)):
                at = index
                break
        found.insert(at, value)
    return found


def dispatch(public, dispatcher, implementation, args, kwargs):
    if dispatcher is None:
        like, args = args[0], args[1:]
        if getattr(type(like), '__array_function__', None) is None:
            raise TypeError("The `like` argument must be an array-like that implements the `__array_function__` protocol.")
        relevant = (like,)
    else:
        relevant = dispatcher(*args, **kwargs)
    usual = ndarray.__array_function__
    overloaded = _get_implementing_args(relevant)
    if all(type(value).__array_function__ is usual for value in overloaded):
        return implementation(*args, **kwargs)
    if dispatcher is None:
        kwargs = dict(kwargs)
        kwargs.pop('like', None)
        public = getattr(_module('numpy'), public.__name__, public)
    types = tuple(type(value) for value in overloaded)
    for value in overloaded:
        if type(value).__array_function__ is usual:
            if all(issubclass(kind, ndarray) for kind in types):
                return implementation(*args, **kwargs)
            continue
        result = value.__array_function__(public, types, args, kwargs)
        if result is not NotImplemented:
            return result
    name = f"{getattr(public, '__module__', 'numpy')}.{public.__name__}"
    raise TypeError(f"no implementation found for '{name}' on types that implement __array_function__: {list(types)}")
