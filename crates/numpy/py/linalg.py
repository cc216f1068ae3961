"""Generalised ufuncs of linear algebra, over stacks of matrices."""


def _as_stack(values, wanted, core):
    """An array whose last `core` axes are a matrix's, as one stack, and the shape of what is before."""
    values = asarray(values)
    if values.ndim < core:
        raise ValueError(
            f"an operand with {values.ndim} axes was given where each matrix has {core}")
    return values.astype(wanted, copy=False)


def _wanted(signature, operands):
    if signature is not None:
        inputs = signature.split('->')[0] if isinstance(signature, str) else ''.join(signature)
        return 'D' if 'D' in inputs.upper().replace('F', 'D') and ('D' in inputs or 'F' in inputs) else 'd'
    return 'D' if any(asarray(value).dtype.kind == 'c' for value in operands) else 'd'


def _flat(values, outer):
    """One axis in place of all that are before the matrix's two."""
    core = values.shape[values.ndim - 2:]
    whole = broadcast_to_of(values, outer + core)
    count = 1
    for length in outer:
        count *= length
    return ascontiguousarray(whole).reshape((count,) + core)


def _linear(operation, name, matrices, others=None, number=0.0):
    """Runs an operation over broadcast stacks, and tells of failures as errors of floating point."""
    outer = matrices.shape[:-2]
    if others is not None:
        outer = broadcast_shape(outer, others.shape[:-2])
        others = _flat(others, outer)
    results, failures = _stacked(operation, _flat(matrices, outer), others, number)
    if failures:
        _base['tell_errors'](8, name)
    return tuple(result.reshape(outer + result.shape[1:]) for result in results)


def _square(matrices, name):
    if matrices.shape[-1] != matrices.shape[-2]:
        raise ValueError(
            f"{name} takes square matrices, and these are {matrices.shape[-2]} by {matrices.shape[-1]}")
    return matrices


def _ufunc_of(name, signature, nin, nout, operate):
    def layer(self, *args, out=None, signature=None, sig=None, dtype=None, **options):
        if len(args) != nin:
            raise TypeError(f"{name}() takes {nin} operands, and {len(args)} were given")
        results = operate(signature if signature is not None else sig, *args)
        results = tuple(result if result.ndim else result[()] for result in results)
        return results[0] if nout == 1 else results
    made = _make_ufunc(name, nin, nout, layer, True, None, signature)
    exported[name] = made


exported = {}


def _unary(operation, square=True):
    def operate(signature, matrices):
        matrices = _as_stack(matrices, _wanted(signature, (matrices,)), 2)
        if square:
            _square(matrices, operation)
        return _linear(operation, operation, matrices)
    return operate


def _solve(signature, matrices, right, name='solve', layout='(m,m),(m,n)->(m,n)'):
    wanted = _wanted(signature, (matrices, right))
    matrices = _square(_as_stack(matrices, wanted, 2), 'solve')
    right = _match(matrices, _as_stack(right, wanted, 2), name, layout)
    return _linear('solve', name, matrices, right)


def _match(matrices, right, name, layout):
    if matrices.shape[-2] != right.shape[-2]:
        raise ValueError(
            f"{name}: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature {layout} "
            f"(size {right.shape[-2]} is different from {matrices.shape[-2]})")
    return right


def _solve1(signature, matrices, right):
    right = asarray(right)
    result, = _solve(signature, matrices, right[..., None], 'solve1', '(m,m),(m)->(m)')
    return result[..., 0],


def _qr_r_raw(signature, matrices):
    wanted = _wanted(signature, (matrices,))
    left, factors = _linear('qr', 'qr_r_raw', _as_stack(matrices, wanted, 2))
    # As LAPACK does: R and the reflections take the place of the matrices.
    matrices[...] = left
    return factors,


def _q(name, complete):
    def operate(signature, left, factors):
        wanted = _wanted(signature, (left, factors))
        left, factors = _as_stack(left, wanted, 2), _as_stack(factors, wanted, 1)
        rows = left.shape[-2]
        columns = rows if complete else min(left.shape[-2:])
        return _linear('q', name, left, factors[..., None, :], float(columns))
    return operate


def _values(operation):
    def operate(signature, matrices):
        return _unary(operation)(signature, matrices)[:1]
    return operate


def _lstsq(signature, matrices, right, cutoff):
    wanted = _wanted(signature, (matrices, right))
    matrices = _as_stack(matrices, wanted, 2)
    right = _match(matrices, _as_stack(right, wanted, 2), 'lstsq', '(m,n),(m,nrhs),()->(n,nrhs),(nrhs),(),(p)')
    return _linear('lstsq', 'lstsq', matrices, right, float(cutoff))


for _name in ('det', 'inv', 'cholesky_lo', 'cholesky_up'):
    _ufunc_of(_name, '(m,m)->()' if _name == 'det' else '(m,m)->(m,m)', 1, 1, _unary(_name))
_ufunc_of('slogdet', '(m,m)->(),()', 1, 2, _unary('slogdet'))
_ufunc_of('solve', '(m,m),(m,n)->(m,n)', 2, 1, _solve)
_ufunc_of('solve1', '(m,m),(m)->(m)', 2, 1, _solve1)
_ufunc_of('qr_r_raw', '(m,n)->(p)', 1, 1, _qr_r_raw)
_ufunc_of('qr_reduced', '(m,n),(k)->(m,k)', 2, 1, _q('qr_reduced', False))
_ufunc_of('qr_complete', '(m,n),(n)->(m,m)', 2, 1, _q('qr_complete', True))
_ufunc_of('eig', '(m,m)->(m),(m,m)', 1, 2, _unary('eig'))
_ufunc_of('eigvals', '(m,m)->(m)', 1, 1, _values('eigvals'))
for _half in ('lo', 'up'):
    _ufunc_of('eigh_' + _half, '(m,m)->(m),(m,m)', 1, 2, _unary('eigh_' + _half))
    _ufunc_of('eigvalsh_' + _half, '(m,m)->(m)', 1, 1, _values('eigh_' + _half))
_ufunc_of('svd', '(m,n)->(p)', 1, 1, _unary('svd', False))
_ufunc_of('svd_s', '(m,n)->(m,p),(p),(p,n)', 1, 3, _unary('svd_s', False))
_ufunc_of('svd_f', '(m,n)->(m,m),(p),(n,n)', 1, 3, _unary('svd_f', False))
_ufunc_of('lstsq', '(m,n),(m,nrhs),()->(n,nrhs),(nrhs),(),(p)', 3, 4, _lstsq)
exported['_ilp64'] = False
