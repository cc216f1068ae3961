"""Entropy, and what is made of it."""

import abc as _abc
import os as _os

exported = {}


def _public(module):
    """Gives a class a module of NumPy's, under which pickles know it, and exports it."""
    def name(value):
        value.__module__ = module
        if isinstance(value, type):
            _as_compiled(value, module)
        else:
            value = _compiled(value)
        exported[value.__name__] = value
        return value
    return name


def _as_compiled(cls, module):
    """Its methods and attributes, as those of a class that was compiled."""
    module = module.removesuffix('.mtrand')
    for name, held in list(cls.__dict__.items()):
        if not name.startswith('_') and isinstance(held, (type(_public), property)):
            if not isinstance(held, property):
                held.__module__ = module
                held = _compiled(held)
            _set_attribute(cls, name, held)


def _pickle_function(name):
    """A function by which pickles make a generator again."""
    import numpy.random._pickle as functions
    return getattr(functions, name)


def _words_of(number):
    """A number as words of 32 bits, the least significant first."""
    number = int(number)
    if number < 0:
        raise ValueError("expected non-negative integer")
    words = [number & 0xffffffff]
    number >>= 32
    while number:
        words.append(number & 0xffffffff)
        number >>= 32
    return words


def _entropy_words(value):
    """What entropy is given: a number, a text that spells one, or a sequence of such."""
    if value is None:
        return []
    if isinstance(value, ndarray) and value.dtype == dtype('u4'):
        return value.reshape(-1).tolist()
    if isinstance(value, str):
        if value.startswith('0x'):
            return _words_of(int(value, 16))
        if value.isdigit():
            return _words_of(int(value))
        raise ValueError("unrecognized seed string")
    if isinstance(value, (float, inexact)):
        raise TypeError('seed must be integer')
    if hasattr(value, '__index__') and not (isinstance(value, ndarray) and value.ndim):
        return _words_of(value.__index__())
    try:
        parts = list(value)
    except TypeError:
        raise TypeError(f'a seed is made of whole numbers, not of {type(value).__name__}') from None
    for part in parts:
        if not isinstance(part, (str, ndarray)) and hasattr(part, '__len__') or getattr(part, 'ndim', 0):
            raise TypeError("SeedSequence does not accept nested sequences.")
        if part is None:
            raise TypeError('a seed is made of whole numbers, not of None')
    return [word for part in parts for word in _entropy_words(part)]


@_public('numpy.random.bit_generator')
class ISeedSequence(_abc.ABC):
    """What can seed a generator."""

    @_abc.abstractmethod
    def generate_state(self, n_words, dtype='u4'):
        """So many words for a state."""


@_public('numpy.random.bit_generator')
class ISpawnableSeedSequence(ISeedSequence):
    """What can seed generators, and have children that do so too."""

    @_abc.abstractmethod
    def spawn(self, n_children):
        """So many children."""


@_public('numpy.random.bit_generator')
class SeedlessSeedSequence(ISpawnableSeedSequence):
    """Stands where a generator was not seeded."""

    def generate_state(self, n_words, dtype='u4'):
        raise NotImplementedError('seedless SeedSequences cannot generate state')

    def spawn(self, n_children):
        if n_children < 0:
            raise ValueError("n_children must be non-negative")
        return [self] * n_children


@_public('numpy.random.bit_generator')
class SeedSequence(ISpawnableSeedSequence):
    """Entropy of any length, mixed into the states of generators."""

    def __init__(self, entropy=None, *, spawn_key=(), pool_size=4, n_children_spawned=0):
        if pool_size < 4:
            raise ValueError(f"The size of the entropy pool should be at least 4, got {pool_size}")
        if isinstance(entropy, (str, float, inexact)):
            raise TypeError(f"SeedSequence expects int or sequence of ints for entropy not {entropy}")
        if entropy is None:
            entropy = int.from_bytes(_os.urandom(4 * pool_size), 'little')
        self.entropy = entropy
        self.spawn_key = tuple(spawn_key)
        self.pool_size = pool_size
        self.n_children_spawned = n_children_spawned
        self._mixed = (_entropy_words(entropy), _entropy_words(self.spawn_key), pool_size)

    def __reduce__(self):
        state = self.entropy, self.n_children_spawned, self.pool, self.pool_size, self.spawn_key
        return exported['__pyx_unpickle_SeedSequence'], (type(self), _SEED_LAYOUT, None), state

    def __setstate__(self, state):
        entropy, children, _, pool_size, spawn_key = state
        SeedSequence.__init__(self, entropy, spawn_key=spawn_key, pool_size=pool_size, n_children_spawned=children)

    @property
    def pool(self):
        return _seed_pool(*self._mixed)

    @property
    def state(self):
        names = ('entropy', 'spawn_key', 'pool_size', 'n_children_spawned')
        usual = {'spawn_key': (), 'n_children_spawned': 0}
        state = {name: getattr(self, name) for name in names}
        return {name: value for name, value in state.items()
                if name not in usual or value != usual[name]}

    def __repr__(self):
        lines = [f'{type(self).__name__}(']
        lines += [f'    {name}={value!r},' for name, value in self.state.items() if name != 'pool_size' or value != 4]
        return '\n'.join(lines + [')'])

    def generate_state(self, n_words, dtype='u4'):
        wanted = _base['dtype'](dtype)
        if wanted not in (_base['dtype']('u4'), _base['dtype']('u8')):
            raise ValueError("only support uint32 or uint64")
        return _seed_words(*self._mixed, n_words, wanted.itemsize == 8)

    def spawn(self, n_children):
        if n_children < 0:
            raise ValueError("n_children must be non-negative")
        first = self.n_children_spawned
        children = [type(self)(self.entropy, spawn_key=self.spawn_key + (index,), pool_size=self.pool_size)
                    for index in range(first, first + n_children)]
        self.n_children_spawned += n_children
        return children


# What NumPy's own pickles say of the fields of a seed.
_SEED_LAYOUT = 65708578


@_public('numpy.random.bit_generator')
def __pyx_unpickle_SeedSequence(cls, layout, state):
    """A seed out of a pickle, as NumPy's pickles name the function for it."""
    made = cls.__new__(cls)
    if state is not None:
        made.__setstate__(state)
    return made
