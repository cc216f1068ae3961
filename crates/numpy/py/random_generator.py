"""`Generator`: distributions over any generator of bits."""


@_public('numpy.random._generator')
class Generator:
    """Draws numbers of many distributions from a `BitGenerator`."""

    _poisson_lam_max = 9.223372006484771e18

    def __init__(self, bit_generator):
        if not isinstance(bit_generator, BitGenerator):
            raise ValueError(f"a Generator takes an instance of a bit generator, not {bit_generator!r}")
        self._bit_generator = bit_generator

    def __repr__(self):
        return f'{self} at 0x{id(self):X}'

    def __str__(self):
        return f'{type(self).__name__}({type(self._bit_generator).__name__})'

    def __getstate__(self):
        return None

    def __setstate__(self, bit_generator):
        if isinstance(bit_generator, dict):
            self._bit_generator.state = bit_generator

    def __reduce__(self):
        return _pickle_function('__generator_ctor'), (self._bit_generator,), None

    @property
    def bit_generator(self):
        return self._bit_generator

    def spawn(self, n_children):
        return [type(self)(bits) for bits in self._bit_generator.spawn(n_children)]

    def bytes(self, length):
        return self._bit_generator._source.bytes(length)

    # --- numbers of a standard distribution ---

    def _standard(self, name, size, dtype, out, *parameters):
        ending = _float_kind(dtype)
        size = _into(out, size, dtype, 'C' if parameters else 'CF')
        drawn = _numbers(self, name + ending, size, *parameters)
        return _filled(out, drawn)

    def random(self, size=None, dtype='d', out=None):
        return self._standard('random', size, dtype, out)

    def standard_normal(self, size=None, dtype='d', out=None):
        return self._standard('standard_normal', size, dtype, out)

    def standard_exponential(self, size=None, dtype='d', method='zig', out=None):
        name = 'standard_exponential' if method == 'zig' else 'standard_exponential_inv'
        return self._standard(name, size, dtype, out)

    def standard_gamma(self, shape, size=None, dtype='d', out=None):
        return self._standard('standard_gamma', size, dtype, out, ('shape', shape, 'not negative'))

    # --- continuous ones ---

    def uniform(self, low=0.0, high=1.0, size=None):
        low, high = _parameter('low', low, None), _parameter('high', high, None)
        span = high - low
        if _fails(asarray(abs(span)) < float('inf')):
            raise OverflowError('high - low range exceeds valid bounds')
        if _fails(asarray(span) >= 0):
            raise ValueError('low > high')
        return _numbers(self, 'uniform', size, ('low', low, None), ('high - low', span, 'not negative'))

    def normal(self, loc=0.0, scale=1.0, size=None):
        return _numbers(self, 'normal', size, ('loc', loc, None), ('scale', scale, 'not negative'))

    def lognormal(self, mean=0.0, sigma=1.0, size=None):
        return _numbers(self, 'lognormal', size, ('mean', mean, None), ('sigma', sigma, 'not negative'))

    def exponential(self, scale=1.0, size=None):
        return _numbers(self, 'exponential', size, ('scale', scale, 'not negative'))

    def gamma(self, shape, scale=1.0, size=None):
        return _numbers(self, 'gamma', size, ('shape', shape, 'not negative'), ('scale', scale, 'not negative'))

    def beta(self, a, b, size=None):
        return _numbers(self, 'beta', size, ('a', a, 'positive'), ('b', b, 'positive'))

    def f(self, dfnum, dfden, size=None):
        return _numbers(self, 'f', size, ('dfnum', dfnum, 'positive'), ('dfden', dfden, 'positive'))

    def noncentral_f(self, dfnum, dfden, nonc, size=None):
        return _numbers(self, 'noncentral_f', size, ('dfnum', dfnum, 'positive'),
                        ('dfden', dfden, 'positive'), ('nonc', nonc, 'not negative'))

    def chisquare(self, df, size=None):
        return _numbers(self, 'chisquare', size, ('df', df, 'positive'))

    def noncentral_chisquare(self, df, nonc, size=None):
        return _numbers(self, 'noncentral_chisquare', size, ('df', df, 'positive'), ('nonc', nonc, 'not negative'))

    def standard_cauchy(self, size=None):
        return _numbers(self, 'standard_cauchy', size)

    def standard_t(self, df, size=None):
        return _numbers(self, 'standard_t', size, ('df', df, 'positive'))

    def vonmises(self, mu, kappa, size=None):
        return _numbers(self, 'vonmises', size, ('mu', mu, None), ('kappa', kappa, 'not negative'))

    def pareto(self, a, size=None):
        return _numbers(self, 'pareto', size, ('a', a, 'positive'))

    def weibull(self, a, size=None):
        return _numbers(self, 'weibull', size, ('a', a, 'not negative'))

    def power(self, a, size=None):
        return _numbers(self, 'power', size, ('a', a, 'positive'))

    def laplace(self, loc=0.0, scale=1.0, size=None):
        return _numbers(self, 'laplace', size, ('loc', loc, None), ('scale', scale, 'not negative'))

    def gumbel(self, loc=0.0, scale=1.0, size=None):
        return _numbers(self, 'gumbel', size, ('loc', loc, None), ('scale', scale, 'not negative'))

    def logistic(self, loc=0.0, scale=1.0, size=None):
        return _numbers(self, 'logistic', size, ('loc', loc, None), ('scale', scale, 'not negative'))

    def rayleigh(self, scale=1.0, size=None):
        return _numbers(self, 'rayleigh', size, ('scale', scale, 'not negative'))

    def wald(self, mean, scale, size=None):
        return _numbers(self, 'wald', size, ('mean', mean, 'positive'), ('scale', scale, 'positive'))

    def triangular(self, left, mode, right, size=None):
        _check_triangle(left, mode, right)
        return _numbers(self, 'triangular', size, ('left', left, None), ('mode', mode, None), ('right', right, None))

    # --- discrete ones ---

    def integers(self, low, high=None, size=None, dtype='l', endpoint=False):
        return _whole_numbers(self, low, high, size, dtype, endpoint, False)

    def binomial(self, n, p, size=None):
        return _numbers(self, 'binomial', size, ('#n', n, 'not negative'), ('p', p, 'probability'))

    def negative_binomial(self, n, p, size=None):
        _check_negative_binomial(n, p)
        return _numbers(self, 'negative_binomial', size, ('n', n, 'positive'), ('p', p, 'probability above 0'))

    def poisson(self, lam=1.0, size=None):
        return _numbers(self, 'poisson', size, ('lam', lam, 'poisson'))

    def zipf(self, a, size=None):
        return _numbers(self, 'zipf', size, ('a', a, 'above 1'))

    def geometric(self, p, size=None):
        return _numbers(self, 'geometric', size, ('p', p, 'probability above 0'))

    def logseries(self, p, size=None):
        return _numbers(self, 'logseries', size, ('p', p, 'probability below 1'))

    def hypergeometric(self, ngood, nbad, nsample, size=None):
        _check_urn(ngood, nbad, nsample)
        if _fails(asarray(ngood) < 10 ** 9) or _fails(asarray(nbad) < 10 ** 9):
            raise ValueError('both ngood and nbad must be less than 1000000000')
        return _numbers(self, 'hypergeometric', size, ('#ngood', ngood, 'not negative'),
                        ('#nbad', nbad, 'not negative'), ('#nsample', nsample, 'not negative'))

    # --- several at once ---

    def multinomial(self, n, pvals, size=None):
        pvals = _probabilities(pvals, 'pvals')
        trials = asarray(n).astype('q', casting='same_kind')
        if _fails(trials >= 0):
            raise ValueError('n < 0')
        outer = broadcast_shape(trials.shape, pvals.shape[:-1])
        if size is not None:
            _, shape = _size_of(size)
            if broadcast_shape(outer, shape) != shape:
                raise ValueError(f"Output size {shape} is not compatible with broadcast dimensions of inputs {outer}.")
            outer = shape
        width = pvals.shape[-1]
        trials = ascontiguousarray(broadcast_to_of(trials, outer)).reshape(-1)
        rows = pvals.reshape(1, width) if pvals.ndim == 1 else ascontiguousarray(
            broadcast_to_of(pvals, outer + (width,))).reshape(-1, width)
        counts = _multinomial(self._bit_generator._source, trials, rows, False)
        return counts.reshape(outer + (width,))

    def multivariate_hypergeometric(self, colors, nsample, size=None, method='marginals'):
        if method not in ('count', 'marginals'):
            raise ValueError("method must be 'count' or 'marginals'.")
        colors = asarray(colors)
        if colors.ndim != 1 or colors.dtype.kind not in 'iu' and colors.size or _fails(colors >= 0):
            raise ValueError('colors must be a one-dimensional sequence of nonnegative integers not exceeding 9223372036854775807.')
        colors = colors.astype('q')
        if hasattr(nsample, '__index__'):
            nsample = nsample.__index__()
        else:
            raise TypeError('nsample is a whole number')
        total = sum(colors.tolist())
        if nsample < 0:
            raise ValueError('nsample must be nonnegative.')
        if method == 'marginals' and total >= 10 ** 9:
            raise ValueError("When method is 'marginals', sum(colors) must be less than 1000000000.")
        if method == 'count' and total > 2 ** 60 - 1:
            raise ValueError("When method is 'count', sum(colors) must not exceed 1152921504606846975.")
        if nsample > total:
            raise ValueError('nsample > sum(colors)')
        count, shape = _size_of(size)
        counts = _colored(self._bit_generator._source, colors, nsample, count, method == 'marginals')
        return counts.reshape(shape + colors.shape)

    def dirichlet(self, alpha, size=None):
        alpha = _shares(alpha)
        if _fails(alpha >= 0):
            raise ValueError('alpha < 0')
        count, shape = _size_of(size)
        if not _fails(alpha == 0):
            return zeros(shape + alpha.shape)
        return _dirichlet(self._bit_generator._source, alpha, count, False).reshape(shape + alpha.shape)

    def multivariate_normal(self, mean, cov, size=None, check_valid='warn', tol=1e-8, *, method='svd'):
        if method not in ('eigh', 'svd', 'cholesky'):
            raise ValueError("method must be one of {'eigh', 'svd', 'cholesky'}")
        mean, cov = _mean_and_covariance(mean, cov, check_valid)
        from numpy import linalg
        if method == 'cholesky':
            factor = linalg.cholesky(cov)
            basis = None
        elif method == 'eigh':
            spread, basis = linalg.eigh(cov)
            if check_valid != 'ignore' and _fails(spread >= -tol):
                _not_a_covariance(check_valid)
            factor = basis * sqrt(absolute(spread))
        else:
            basis, spread, v = linalg.svd(cov)
            if check_valid != 'ignore':
                _check_covariance(v, spread, cov, tol, check_valid)
            factor = basis * sqrt(spread)
        _, shape = _size_of(size)
        drawn = self.standard_normal(shape + mean.shape).reshape(-1, mean.shape[0])
        return (mean + matmul(drawn, factor.T)).reshape(shape + mean.shape)


@_public('numpy.random')
def default_rng(seed=None):
    """A `Generator` over `PCG64`, or over what is given."""
    if isinstance(seed, BitGenerator):
        return Generator(seed)
    if isinstance(seed, Generator):
        return seed
    if isinstance(seed, RandomState):
        return Generator(seed._bit_generator)
    return Generator(PCG64(seed))
