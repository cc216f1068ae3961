"""Orders and choices of `Generator`, and what several distributions check."""


def _check_triangle(left, mode, right):
    left, mode, right = asarray(left), asarray(mode), asarray(right)
    if _fails(left <= mode):
        raise ValueError('left > mode')
    if _fails(mode <= right):
        raise ValueError('mode > right')
    if _fails(left != right):
        raise ValueError('left == right')


def _check_negative_binomial(n, p):
    n, p = asarray(n, 'd'), asarray(p, 'd')
    if _fails(n > 0) or _fails((p > 0) & (p <= 1)):
        return
    greatest = (1 - p) * (n + 10 * sqrt(n)) / p
    if _fails(greatest <= 9.223372006484771e18):
        raise ValueError('n too large or p too small, see Generator.negative_binomial Notes')


def _check_urn(good, bad, sample):
    good, bad, sample = asarray(good), asarray(bad), asarray(sample)
    if _fails(good >= 0) or _fails(bad >= 0) or _fails(sample >= 0):
        return
    if _fails(good + bad >= sample):
        raise ValueError('ngood + nbad < nsample')


def _probabilities(pvals, name):
    is_rounded = isinstance(pvals, ndarray) and pvals.dtype.char in 'ef'
    pvals = asarray(pvals, 'd')
    if pvals.ndim < 1 or pvals.shape[-1] == 0:
        raise ValueError(f'{name} must have at least 1 dimension and the last dimension of {name} must be greater than 0.')
    if _fails((pvals >= 0) & (pvals <= 1)):
        raise ValueError(f'{name} < 0, {name} > 1 or {name} contains NaNs')
    if _fails(asarray(add.reduce(pvals[..., :-1], -1)) <= 1 + 1e-12):
        why = f' (the {name} array is cast to 64-bit floating point before that is checked)' if is_rounded else ''
        raise ValueError(f'sum({name}[:-1].astype(np.float64)) > 1.0{why}')
    return ascontiguousarray(pvals)


def _shares(alpha):
    alpha = ascontiguousarray(asarray(alpha, 'd'))
    if alpha.ndim != 1:
        raise ValueError('alpha is a sequence of numbers')
    return alpha


def _mean_and_covariance(mean, cov, check_valid):
    if check_valid not in ('warn', 'raise', 'ignore'):
        raise ValueError("check_valid must equal 'warn', 'raise', or 'ignore'")
    mean, cov = asarray(mean), asarray(cov)
    if mean.dtype.kind == 'c' or cov.dtype.kind == 'c':
        raise TypeError('mean and cov must not be complex')
    mean, cov = mean.astype('d'), cov.astype('d')
    if mean.ndim != 1:
        raise ValueError('mean must be 1 dimensional')
    if cov.ndim != 2 or cov.shape[0] != cov.shape[1]:
        raise ValueError('cov must be 2 dimensional and square')
    if mean.shape[0] != cov.shape[0]:
        raise ValueError('mean and cov must have same length')
    return mean, cov


def _not_a_covariance(check_valid):
    text = 'covariance is not symmetric positive-semidefinite.'
    if check_valid == 'raise':
        raise ValueError(text)
    import warnings
    warnings.warn(text, RuntimeWarning, stacklevel=3)


def _check_covariance(v, spread, cov, tol, check_valid):
    from numpy import allclose
    if not allclose(matmul(v.T * spread, v), cov, rtol=tol, atol=tol):
        _not_a_covariance(check_valid)


def _weights(p, count):
    """Probabilities of a choice."""
    p = asarray(p)
    if p.dtype.kind == 'c':
        raise TypeError('probabilities are real numbers')
    # Sums of numbers of few bits miss one by more.
    near = {'e': 0.03125, 'f': 3.5e-4}.get(p.dtype.char, 1.5e-8)
    p = p.astype('d')
    if p.ndim != 1:
        raise ValueError("p must be 1-dimensional")
    if p.size != count:
        raise ValueError("a and p must have same size")
    total = float(add.reduce(p))
    if total != total:
        raise ValueError("Probabilities contain NaN")
    if _fails(p >= 0):
        raise ValueError("Probabilities are not non-negative")
    if abs(total - 1) > near:
        raise ValueError("Probabilities do not sum to 1. See Notes section of docstring for more information.")
    return p


def _weighted_distinct(self, p, count):
    """Different positions, the likelier the greater their weight."""
    if int(count_nonzero(p > 0)) < count:
        raise ValueError("Fewer non-zero entries in p than size")
    p = p.copy()
    found = []
    while len(found) < count:
        numbers = self.random(count - len(found))
        if found:
            p[array(found)] = 0
        steps = add.accumulate(p)
        steps = steps / steps[-1]
        new = steps.searchsorted(numbers, side='right').tolist()
        found += dict.fromkeys(new)
    return array(found, 'q')


def _population(a):
    """What is chosen from: an array, or the numbers below a count."""
    a = asarray(a)
    if a.ndim == 0:
        try:
            return None, a.item().__index__()
        except (AttributeError, TypeError):
            raise ValueError("a must be a sequence or an integer, not {}".format(type(a.item()))) from None
    return a, None


def _choice(self, a, size=None, replace=True, p=None, axis=0, shuffle=True):
    values, count = _population(a)
    if values is not None:
        axis = normalize_axis_index(axis, values.ndim)
        count = values.shape[axis]
    total, shape = _size_of(size)
    if count <= 0 and total:
        if values is None:
            raise ValueError("a must be a positive integer unless no samples are taken")
        raise ValueError("a cannot be empty unless no samples are taken")
    if p is not None:
        p = _weights(p, count)
    if replace and p is not None:
        steps = add.accumulate(p)
        chosen = asarray((steps / steps[-1]).searchsorted(asarray(self.random(shape)), side='right'))
    elif replace:
        chosen = asarray(self.integers(0, count, size=shape) if count else zeros(shape, 'q'))
    else:
        if total > count:
            raise ValueError("Cannot take a larger sample than population when replace is False")
        if p is not None:
            chosen = _weighted_distinct(self, p, total)
        else:
            chosen = _distinct(self._bit_generator._source, count, total, shuffle)
        chosen = chosen.reshape(shape)
    if values is None:
        return chosen.item(0) if size is None else chosen
    if size is None:
        return values[(slice(None),) * axis + (int(chosen[()]),)]
    chosen_shape = values.shape[:axis] + chosen.shape + values.shape[axis + 1:]
    return values.take(chosen.reshape(-1), axis=axis).reshape(chosen_shape)


def _shuffle(self, x, axis=0, *, _depth=2):
    if isinstance(x, ndarray):
        if axis == 0 and x.ndim == 0:
            raise TypeError("x is a sequence, and this array has no axes")
        axis = normalize_axis_index(axis, x.ndim)
        if not x.flags.writeable:
            raise ValueError("array is read-only")
        order = _shuffled(self._bit_generator._source, x.shape[axis])
        x[...] = x.take(order, axis=axis)
        return
    if axis != 0:
        raise NotImplementedError("Axis argument is only supported on ndarray objects")
    if not hasattr(x, '__setitem__'):
        raise TypeError(f"{type(x).__name__} cannot be shuffled in place")
    from collections.abc import MutableSequence
    if not isinstance(x, MutableSequence):
        import warnings
        text = (f"you are shuffling a {type(x).__name__!r} object which is not a subclass of 'Sequence';"
                " it may be wrong afterwards")
        warnings.warn(text, UserWarning, stacklevel=_depth)
    values = [x[index] for index in range(len(x))]
    order = _shuffled(self._bit_generator._source, len(values)).tolist()
    for index, at in enumerate(order):
        x[index] = values[at]


def _permutation(self, x, axis=0):
    if hasattr(x, '__index__') and not (isinstance(x, ndarray) and x.ndim):
        return _shuffled(self._bit_generator._source, x.__index__())
    x = asarray(x)
    if x.ndim == 0:
        from numpy.exceptions import AxisError
        if isinstance(self, Generator):
            raise AxisError(axis, 0)
        raise IndexError("x must be an integer or at least 1-dimensional")
    axis = normalize_axis_index(axis, x.ndim)
    return x.take(_shuffled(self._bit_generator._source, x.shape[axis]), axis=axis)


def _permuted(self, x, *, axis=None, out=None):
    source = self._bit_generator._source
    values = asarray(x)
    if out is not None:
        if not isinstance(out, ndarray):
            raise TypeError('out must be a numpy array')
        if out.shape != values.shape:
            raise ValueError('out must have the same shape as x')
        if not can_cast(values.dtype, out.dtype, 'same_kind'):
            raise TypeError(f"Cannot cast {values.dtype!r} to {out.dtype!r} according to the rule 'same_kind'")
    if axis is None:
        made = values.reshape(-1).take(_shuffled(source, values.size)).reshape(values.shape)
    else:
        axis = normalize_axis_index(axis, values.ndim)
        made = values.copy()
        lines = made.swapaxes(axis, -1)
        outer = lines.shape[:-1]
        count = 1
        for length in outer:
            count *= length
        for index in range(count):
            at = unravel_index(index, outer) if outer else ()
            lines[at] = lines[at].take(_shuffled(source, lines.shape[-1]))
    if out is None:
        return made
    out[...] = made
    return out


for _name, _function in (('choice', _choice), ('shuffle', _shuffle), ('permutation', _permutation), ('permuted', _permuted)):
    _function.__name__ = _name
    _function.__qualname__ = f'Generator.{_name}'
    setattr(Generator, _name, _function)
_as_compiled(Generator, 'numpy.random._generator')
