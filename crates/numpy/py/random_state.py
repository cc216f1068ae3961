"""`RandomState`: the streams that NumPy fixed long ago, and the functions of `numpy.random` itself."""


def _legacy(name, *parameters):
    """A method whose numbers all come from one distribution."""
    names = [parameter[0] for parameter in parameters]
    defaults = [parameter[2] if len(parameter) > 2 else ... for parameter in parameters]
    header = ', '.join(f'{at.lstrip("#")}={default!r}' if default is not ... else at.lstrip('#')
                       for at, default in zip(names, defaults))
    values = ', '.join(f'({at!r}, {at.lstrip("#")}, {check!r})'
                       for (at, check, *_), in zip(parameters))
    source = (f"def {name}(self, {header}{', ' if header else ''}size=None):\n"
              f"    return _numbers(self, {name!r}, size{', ' if values else ''}{values}, legacy=True)\n")
    made = {}
    exec(source, globals(), made)
    function = made[name]
    function.__qualname__ = f'RandomState.{name}'
    return function


@_public('numpy.random.mtrand')
class RandomState:
    """Draws numbers as NumPy did before `Generator`."""

    _poisson_lam_max = 9.223372006484771e18

    def __init__(self, seed=None):
        if seed is None:
            bits = MT19937()
        elif isinstance(seed, BitGenerator):
            bits = seed
        elif isinstance(seed, type) and issubclass(seed, BitGenerator):
            raise ValueError(f"a RandomState takes an instance of a bit generator, not {seed!r}")
        else:
            bits = MT19937(0)
            bits._legacy_seeding(seed)
        self._bit_generator = bits

    def __repr__(self):
        return f'{self} at 0x{id(self):X}'

    def __str__(self):
        return f'{type(self).__name__}({type(self._bit_generator).__name__})'

    def __getstate__(self):
        return self.get_state(legacy=False)

    def __setstate__(self, state):
        self.set_state(state)

    def __reduce__(self):
        return _pickle_function('__randomstate_ctor'), (self._bit_generator,), self.get_state(legacy=False)

    def _reset_gauss(self):
        self._bit_generator._source.set_gauss(False, 0.0)

    def seed(self, seed=None):
        if not isinstance(self._bit_generator, MT19937):
            raise TypeError('can only re-seed a MT19937 BitGenerator')
        self._bit_generator._legacy_seeding(seed)
        self._reset_gauss()

    def get_state(self, legacy=True):
        state = dict(self._bit_generator.state)
        state['has_gauss'], state['gauss'] = self._bit_generator._source.gauss()
        if legacy and not isinstance(self._bit_generator, MT19937):
            import warnings
            warnings.warn('get_state and legacy can only be used with the MT19937 BitGenerator. '
                          'To silence this warning, set `legacy` to False.', RuntimeWarning, stacklevel=2)
            legacy = False
        if legacy:
            inner = state['state']
            return 'MT19937', inner['key'], inner['pos'], state['has_gauss'], state['gauss']
        return state

    def set_state(self, state):
        if isinstance(state, dict):
            if 'bit_generator' not in state or 'state' not in state:
                raise ValueError('state dictionary is not valid.')
            value = state
        else:
            if not isinstance(state, (tuple, list)):
                raise TypeError('state must be a dict or a tuple.')
            if state[0] != 'MT19937':
                raise ValueError('set_state can only be used with legacy MT19937 state instances.')
            value = {'bit_generator': state[0], 'state': {'key': state[1], 'pos': state[2]}}
            if len(state) > 3:
                value['has_gauss'], value['gauss'] = state[3], state[4]
        self._bit_generator.state = value
        self._bit_generator._source.set_gauss(bool(value.get('has_gauss', 0)), float(value.get('gauss', 0.0)))

    def bytes(self, length):
        return self._bit_generator._source.bytes(length)

    # --- uniform numbers ---

    def random_sample(self, size=None):
        return _numbers(self, 'random', size)

    def random(self, size=None):
        return self.random_sample(size)

    def rand(self, *args):
        return self.random_sample(args or None)

    def randn(self, *args):
        return self.standard_normal(args or None)

    def uniform(self, low=0.0, high=1.0, size=None):
        low, high = _parameter('low', low, None), _parameter('high', high, None)
        span = high - low
        if _fails(asarray(abs(span)) < float('inf')):
            raise OverflowError('Range exceeds valid bounds')
        return _numbers(self, 'uniform', size, ('low', low, None), ('high - low', span, None))

    def randint(self, low, high=None, size=None, dtype=int):
        return _whole_numbers(self, low, high, size, dtype, False, True)

    def tomaxint(self, size=None):
        count, shape = _size_of(size)
        numbers = self._bit_generator._source.raw(2 * count) if isinstance(self._bit_generator, MT19937) else None
        if numbers is None:
            words = self._bit_generator._source.raw(count) >> 1
        else:
            pairs = numbers.reshape(-1, 2)
            words = (pairs[:, 0] << 32 | pairs[:, 1]) >> 1
        words = words.astype('l')
        return int(words[0]) if size is None else words.reshape(shape)

    def random_integers(self, low, high=None, size=None):
        import warnings
        if high is None:
            low, high = 1, low
        warnings.warn("This function is deprecated. Please call "
                      f"randint({low}, {high} + 1) instead", DeprecationWarning, stacklevel=2)
        return self.randint(low, int(high) + 1, size=size, dtype='l')

    # --- distributions ---

    standard_normal = _legacy('standard_normal')
    standard_exponential = _legacy('standard_exponential')
    standard_cauchy = _legacy('standard_cauchy')
    standard_gamma = _legacy('standard_gamma', ('shape', 'not negative'))
    standard_t = _legacy('standard_t', ('df', 'positive'))
    normal = _legacy('normal', ('loc', None, 0.0), ('scale', 'not negative', 1.0))
    lognormal = _legacy('lognormal', ('mean', None, 0.0), ('sigma', 'not negative', 1.0))
    exponential = _legacy('exponential', ('scale', 'not negative', 1.0))
    gamma = _legacy('gamma', ('shape', 'not negative'), ('scale', 'not negative', 1.0))
    beta = _legacy('beta', ('a', 'positive'), ('b', 'positive'))
    f = _legacy('f', ('dfnum', 'positive'), ('dfden', 'positive'))
    noncentral_f = _legacy('noncentral_f', ('dfnum', 'positive'), ('dfden', 'positive'), ('nonc', 'not negative'))
    chisquare = _legacy('chisquare', ('df', 'positive'))
    noncentral_chisquare = _legacy('noncentral_chisquare', ('df', 'positive'), ('nonc', 'not negative'))
    vonmises = _legacy('vonmises', ('mu', None), ('kappa', 'not negative'))
    pareto = _legacy('pareto', ('a', 'positive'))
    weibull = _legacy('weibull', ('a', 'not negative'))
    power = _legacy('power', ('a', 'positive'))
    laplace = _legacy('laplace', ('loc', None, 0.0), ('scale', 'not negative', 1.0))
    gumbel = _legacy('gumbel', ('loc', None, 0.0), ('scale', 'not negative', 1.0))
    logistic = _legacy('logistic', ('loc', None, 0.0), ('scale', 'not negative', 1.0))
    rayleigh = _legacy('rayleigh', ('scale', 'not negative', 1.0))
    wald = _legacy('wald', ('mean', 'positive'), ('scale', 'positive'))
    binomial = _legacy('binomial', ('#n', 'not negative'), ('p', 'probability'))
    negative_binomial = _legacy('negative_binomial', ('n', 'positive'), ('p', 'probability'))
    poisson = _legacy('poisson', ('lam', 'poisson', 1.0))
    zipf = _legacy('zipf', ('a', 'above 1'))
    geometric = _legacy('geometric', ('p', 'probability above 0'))
    logseries = _legacy('logseries', ('p', 'probability below 1'))

    def triangular(self, left, mode, right, size=None):
        _check_triangle(left, mode, right)
        return _numbers(self, 'triangular', size, ('left', left, None), ('mode', mode, None), ('right', right, None))

    def hypergeometric(self, ngood, nbad, nsample, size=None):
        _check_urn(ngood, nbad, nsample)
        return _numbers(self, 'hypergeometric', size, ('#ngood', ngood, 'not negative'),
                        ('#nbad', nbad, 'not negative'), ('#nsample', nsample, 'at least 1'), legacy=True)

    # --- several at once ---

    def multinomial(self, n, pvals, size=None):
        pvals = asarray(pvals)
        if pvals.ndim == 0:
            raise TypeError('pvals must be a 1-d sequence, and this is one number')
        if pvals.ndim != 1:
            raise ValueError('pvals must be a 1-d sequence')
        if not pvals.size:
            return zeros(_size_of(size)[1] + (0,), 'l')
        pvals = _probabilities(pvals, 'pvals')
        if int(n) < 0:
            raise ValueError('n < 0')
        count, shape = _size_of(size)
        trials = array([int(n)] * count, 'q')
        counts = _multinomial(self._bit_generator._source, trials, pvals.reshape(1, -1), True)
        return counts.reshape(shape + pvals.shape)

    def dirichlet(self, alpha, size=None):
        alpha = _shares(alpha)
        if _fails(alpha > 0):
            raise ValueError('alpha <= 0')
        count, shape = _size_of(size)
        return _dirichlet(self._bit_generator._source, alpha, count, True).reshape(shape + alpha.shape)

    def multivariate_normal(self, mean, cov, size=None, check_valid='warn', tol=1e-8):
        mean, cov = _mean_and_covariance(mean, cov, check_valid)
        from numpy import linalg
        _, shape = _size_of(size)
        drawn = self.standard_normal(shape + mean.shape).reshape(-1, mean.shape[0])
        _, spread, v = linalg.svd(cov)
        if check_valid != 'ignore':
            _check_covariance(v, spread, cov, tol, check_valid)
        drawn = matmul(drawn, sqrt(spread)[:, None] * v) + mean
        return drawn.reshape(shape + mean.shape)

    # --- orders and choices ---

    def shuffle(self, x):
        return _shuffle(self, x, _depth=3)

    def permutation(self, x):
        if hasattr(x, '__index__') and not (isinstance(x, ndarray) and x.ndim):
            return _shuffled(self._bit_generator._source, x.__index__()).astype('l')
        return _permutation(self, x)

    def choice(self, a, size=None, replace=True, p=None):
        values, count = _population(a)
        if values is not None:
            if values.ndim != 1:
                raise ValueError("a must be 1-dimensional")
            count = values.shape[0]
        total, shape = _size_of(size)
        if count <= 0 and total:
            raise ValueError("a must be greater than 0 unless no samples are taken" if values is None
                             else "'a' cannot be empty unless no samples are taken")
        if p is not None:
            p = _weights(p, count)
        if replace and p is not None:
            steps = add.accumulate(p)
            chosen = asarray((steps / steps[-1]).searchsorted(asarray(self.random_sample(shape)), side='right'))
        elif replace:
            chosen = asarray(self.randint(0, count, size=shape, dtype='l') if count else zeros(shape, 'l'))
        else:
            if total > count:
                raise ValueError("Cannot take a larger sample than population when 'replace=False'")
            chosen = _weighted_distinct(self, p, total) if p is not None else self.permutation(count)[:total]
            chosen = chosen.reshape(shape)
        if values is None:
            return int(chosen[()]) if size is None else chosen
        return values[int(chosen[()])] if size is None else values.take(chosen.reshape(-1)).reshape(shape)


_rand = RandomState()
exported['_rand'] = _rand


def seed(seed=None):
    """Seeds the generator that the functions of `numpy.random` share."""
    bits = _rand._bit_generator
    if isinstance(bits, MT19937):
        return _rand.seed(seed)
    bits.state = type(bits)(seed).state
    _rand._reset_gauss()


def get_bit_generator():
    """The generator of bits that the functions of `numpy.random` share."""
    return _rand._bit_generator


def set_bit_generator(bitgen):
    """Sets it."""
    _rand._bit_generator = bitgen


def ranf(*args, **kwargs):
    """`random_sample` by an old name."""
    return _rand.random_sample(*args, **kwargs)


def sample(*args, **kwargs):
    """`random_sample` by an old name."""
    return _rand.random_sample(*args, **kwargs)


for _function in (ranf, sample, seed, get_bit_generator, set_bit_generator):
    _function.__module__ = 'numpy.random'
ranf, sample, seed, get_bit_generator, set_bit_generator = map(
    _compiled, (ranf, sample, seed, get_bit_generator, set_bit_generator))
_rand_functions = [(_name, getattr(_rand, _name)) for _name in dir(RandomState) if not _name.startswith('_') and _name != 'tomaxint']
_rand_functions += [('ranf', ranf), ('sample', sample), ('seed', seed),
                    ('get_bit_generator', get_bit_generator), ('set_bit_generator', set_bit_generator)]
exported['_rand_functions'] = _rand_functions
