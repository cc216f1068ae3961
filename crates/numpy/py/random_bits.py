"""Generators of bits."""

import collections as _collections
import threading as _threading

exported['interface'] = _collections.namedtuple(
    'interface', ['state_address', 'state', 'next_uint64', 'next_uint32', 'next_double', 'bit_generator'])

_PCG_FACTORS = {'PCG64': 0x2360ed051fc65da44385df649fccf645, 'PCG64DXSM': 0xda942042e4dd58b5}
_WIDE = (1 << 128) - 1


@_public('numpy.random.bit_generator')
class BitGenerator:
    """A source of random bits, made from a seed."""

    _interface = None

    def __init__(self, seed=None):
        if type(self) is BitGenerator:
            raise NotImplementedError('BitGenerator is a base class and cannot be instantized')
        self.lock = _threading.RLock()
        if not isinstance(seed, ISeedSequence):
            seed = SeedSequence(seed)
        self._seed_seq = seed
        self._source = _source(self._kind, self._first_words(seed))

    @property
    def seed_seq(self):
        return self._seed_seq

    def spawn(self, n_children):
        if not isinstance(self._seed_seq, ISpawnableSeedSequence):
            raise TypeError("The underlying SeedSequence does not implement spawning.")
        return [type(self)(seed=child) for child in self._seed_seq.spawn(n_children)]

    def random_raw(self, size=None, output=True):
        count, shape = _size_of(size)
        numbers = self._source.raw(count)
        if not output:
            return None
        return int(numbers[0]) if size is None else numbers.reshape(shape)

    def _benchmark(self, cnt, method='uint64'):
        if method not in ('uint64', 'double'):
            raise ValueError(f"{method!r} is none of the kinds 'uint64' and 'double'")
        self._source.raw(cnt)

    @property
    def ctypes(self):
        """Functions that draw the next numbers; what they are given is not looked at."""
        if self._interface is None:
            import ctypes
            draw = Generator(self)
            address = id(self._source)
            self._interface = exported['interface'](
                address, ctypes.c_void_p(address),
                lambda state: int(draw.integers(0, (1 << 64) - 1, dtype='u8', endpoint=True)),
                lambda state: int(draw.integers(0, (1 << 32) - 1, dtype='u4', endpoint=True)),
                lambda state: draw.random(),
                ctypes.c_void_p(id(self)))
        return self._interface

    @property
    def cffi(self):
        raise NotImplementedError("there is no machine code to be called in a browser tab: use random_raw()")

    capsule = cffi

    def __getstate__(self):
        return self.state, self._seed_seq

    def __setstate__(self, state):
        if isinstance(state, dict):
            self.state = state
        else:
            self._seed_seq = state[1]
            self.state = state[0]

    def __reduce__(self):
        return _pickle_function('__bit_generator_ctor'), (type(self),), (self.state, self._seed_seq)

    def _check(self, value):
        if not isinstance(value, dict):
            raise TypeError('state must be a dict')
        if value.get('bit_generator', '') != type(self).__name__:
            raise ValueError(f'state must be for a {type(self).__name__} RNG')

    def _ahead(self, words):
        """Another generator of this kind, in a state."""
        ahead = type(self).__new__(type(self))
        ahead.lock = _threading.RLock()
        ahead._seed_seq = self._seed_seq
        ahead._source = _source(self._kind, words)
        return ahead


def _size_of(size):
    """How many numbers a size asks for, and their shape."""
    if size is None:
        return 1, ()
    shape = (size.__index__(),) if hasattr(size, '__index__') and not getattr(size, 'ndim', 0) else tuple(length.__index__() for length in size)
    count = 1
    for length in shape:
        if length < 0:
            raise ValueError("negative dimensions are not allowed")
        count *= length
    return count, shape


@_public('numpy.random._mt19937')
class MT19937(BitGenerator):
    """The Mersenne twister."""

    _kind = 'MT19937'

    def _first_words(self, seeds):
        words = seeds.generate_state(624).tolist()
        return [623, 0x80000000, *words[1:]]

    def _legacy_seeding(self, seed):
        """Seeds it as NumPy did before there was `SeedSequence`."""
        if seed is None:
            self._seed_seq = SeedSequence()
            self._source.set_words(self._first_words(self._seed_seq))
            return
        if isinstance(seed, (float, inexact)):
            raise TypeError(f"Cannot cast a seed of type {type(seed).__name__} to whole numbers")
        if hasattr(seed, '__index__') and not (isinstance(seed, ndarray) and seed.ndim):
            number = seed.__index__()
            if not 0 <= number < 1 << 32:
                raise ValueError("Seed must be between 0 and 2**32 - 1")
            self._source.set_words(_source('MT19937', [number]).words())
        else:
            numbers = asarray(seed)
            if numbers.size == 0:
                raise ValueError("Seed must be non-empty")
            if numbers.dtype.kind not in 'biu':
                raise TypeError("a seed is made of whole numbers")
            if numbers.ndim != 1:
                raise ValueError("Seed array must be 1-d")
            numbers = numbers.tolist()
            if any(not 0 <= number < 1 << 32 for number in numbers):
                raise ValueError("Seed must be between 0 and 2**32 - 1")
            self._source.set_words(_source('MT19937', numbers, True).words())
        self._seed_seq = SeedlessSeedSequence()

    def jumped(self, jumps=1):
        return self._ahead(self._source.jumped(jumps))

    @property
    def state(self):
        position, *key = self._source.words()
        return {'bit_generator': 'MT19937', 'state': {'key': array(key, 'u4'), 'pos': position}}

    @state.setter
    def state(self, value):
        if isinstance(value, tuple):
            if value[0] != 'MT19937' or len(value) not in (3, 5):
                raise ValueError('state is not a legacy MT19937 state')
            value = {'bit_generator': 'MT19937', 'state': {'key': value[1], 'pos': value[2]}}
        self._check(value)
        state = value['state']
        key = asarray(state['key'])
        if key.shape != (624,):
            raise ValueError('the key of an MT19937 state has 624 words')
        position = int(state['pos'])
        if not 0 <= position <= 624:
            raise ValueError(f'state position must be between 0 and 624, not {position}')
        self._source.set_words([position, *(int(word) & 0xffffffff for word in key.tolist())])


class _Pcg(BitGenerator):
    def _first_words(self, seeds):
        words = [int(word) for word in seeds.generate_state(4, 'u8')]
        factor = _PCG_FACTORS['PCG64']
        increment = ((words[2] << 64 | words[3]) << 1 | 1) & _WIDE
        state = (increment + (words[0] << 64 | words[1])) & _WIDE
        return [(state * factor + increment) & _WIDE, increment, 0, 0]

    def advance(self, delta):
        delta = int(delta) & _WIDE
        self._source.advance([delta & 0xffffffffffffffff, delta >> 64, 0, 0])
        return self

    def jumped(self, jumps=1):
        return self._ahead(self._source.jumped(jumps))

    @property
    def state(self):
        state, increment, has, value = self._source.words()
        return {'bit_generator': type(self).__name__, 'state': {'state': state, 'inc': increment},
                'has_uint32': has, 'uinteger': value}

    @state.setter
    def state(self, value):
        self._check(value)
        inner = value['state']
        self._source.set_words([inner['state'], inner['inc'], value['has_uint32'], value['uinteger']])


@_public('numpy.random._pcg64')
class PCG64(_Pcg):
    """The generator that `default_rng` takes."""

    _kind = 'PCG64'


@_public('numpy.random._pcg64')
class PCG64DXSM(_Pcg):
    """Its successor."""

    _kind = 'PCG64DXSM'


def _wide_words(value, count, name):
    """A number or an array of words, as `count` words of 64 bits."""
    if hasattr(value, '__index__') and not (isinstance(value, ndarray) and value.ndim):
        number = value.__index__()
        if not 0 <= number < 1 << 64 * count:
            raise ValueError(f'{name} must be positive and less than 2**{64 * count}.')
        return [number >> 64 * index & 0xffffffffffffffff for index in range(count)]
    words = [int(word) for word in asarray(value).reshape(-1)]
    if len(words) > count:
        raise ValueError(f'{name} has {len(words)} words, which is more than {count}')
    return words + [0] * (count - len(words))


@_public('numpy.random._philox')
class Philox(BitGenerator):
    """A counter, encrypted."""

    _kind = 'Philox'

    def __init__(self, seed=None, counter=None, key=None):
        if seed is not None and key is not None:
            raise ValueError('seed and key cannot be both used')
        super().__init__(seed)
        if key is not None:
            self._seed_seq = None
        key = self._source.words()[4:6] if key is None else _wide_words(key, 2, 'key')
        counter = [0] * 4 if counter is None else _wide_words(counter, 4, 'counter')
        self._source.set_words(counter + key + [0] * 4 + [4, 0, 0])

    def _first_words(self, seeds):
        key = [int(word) for word in seeds.generate_state(2, 'u8')]
        return [0] * 4 + key + [0] * 4 + [4, 0, 0]

    def advance(self, delta):
        delta = int(delta) & ((1 << 256) - 1)
        self._source.advance([delta >> 64 * index & 0xffffffffffffffff for index in range(4)])
        return self

    def jumped(self, jumps=1):
        return self._ahead(self._source.jumped(jumps))

    @property
    def state(self):
        words = self._source.words()
        return {'bit_generator': 'Philox',
                'state': {'counter': array(words[:4], 'u8'), 'key': array(words[4:6], 'u8')},
                'buffer': array(words[6:10], 'u8'), 'buffer_pos': words[10],
                'has_uint32': words[11], 'uinteger': words[12]}

    @state.setter
    def state(self, value):
        self._check(value)
        if not 1 <= value['buffer_pos'] <= 4:
            raise ValueError(f"buffer_pos must be between 1 and 4, not {value['buffer_pos']}")
        inner = value['state']
        lists = [inner['counter'], inner['key'], value['buffer']]
        words = [int(word) for part in lists for word in part]
        self._source.set_words(words + [value['buffer_pos'], value['has_uint32'], value['uinteger']])


@_public('numpy.random._sfc64')
class SFC64(BitGenerator):
    """Chris Doty-Humphrey's small and fast one."""

    _kind = 'SFC64'

    def __init__(self, seed=None):
        super().__init__(seed)
        # Its first outputs still show the seed.
        self._source.raw(12)

    def _first_words(self, seeds):
        return [int(word) for word in seeds.generate_state(3, 'u8')] + [1, 0, 0]

    @property
    def state(self):
        *words, has, value = self._source.words()
        return {'bit_generator': 'SFC64', 'state': {'state': array(words, 'u8')},
                'has_uint32': has, 'uinteger': value}

    @state.setter
    def state(self, value):
        self._check(value)
        words = [int(word) for word in value['state']['state']]
        self._source.set_words(words + [value['has_uint32'], value['uinteger']])
