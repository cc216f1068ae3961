"""Iterators over arrays, and the flags of arrays."""


class flagsobj:
    """What is so of an array's memory."""

    __module__ = 'numpy._core.multiarray'
    __hash__ = None
    _names = {'C_CONTIGUOUS': 'C', 'F_CONTIGUOUS': 'F', 'OWNDATA': 'O', 'WRITEABLE': 'W', 'ALIGNED': 'A',
              'WRITEBACKIFCOPY': 'X'}
    _short = {'C': 'C_CONTIGUOUS', 'F': 'F_CONTIGUOUS', 'O': 'OWNDATA', 'W': 'WRITEABLE', 'A': 'ALIGNED',
              'X': 'WRITEBACKIFCOPY', 'CONTIGUOUS': 'C_CONTIGUOUS', 'FORTRAN': 'F_CONTIGUOUS'}

    def __init__(self, a=None):
        self._array = empty(0) if a is None else a

    def _get(self, name):
        c, f = _flag(self._array, 'C_CONTIGUOUS'), _flag(self._array, 'F_CONTIGUOUS')
        behaved = _flag(self._array, 'ALIGNED') and _flag(self._array, 'WRITEABLE')
        special = {'FNC': f and not c, 'FORC': f or c, 'BEHAVED': behaved, 'B': behaved,
                   'CARRAY': behaved and c, 'CA': behaved and c, 'FARRAY': behaved and f and not c, 'FA': behaved and f and not c}
        if name in special:
            return special[name]
        return _flag(self._array, self._short.get(name, name))

    def __getitem__(self, key):
        if not isinstance(key, str):
            raise KeyError("Unknown flag")
        return self._get(key)

    def __setitem__(self, key, value):
        names = {'W': 'write', 'WRITEABLE': 'write', 'A': 'align', 'ALIGNED': 'align', 'X': 'uic', 'WRITEBACKIFCOPY': 'uic'}
        if key not in names:
            raise KeyError("Unknown flag")
        self._array.setflags(**{names[key]: bool(value)})

    def __repr__(self):
        lines = [f"  {name} : {_flag(self._array, name)}" for name in self._names]
        return '\n'.join(lines) + '\n'

    def __eq__(self, other):
        if not isinstance(other, flagsobj):
            return NotImplemented
        return [self._get(name) for name in self._names] == [other._get(name) for name in self._names]

    @property
    def num(self):
        values = {'C_CONTIGUOUS': 1, 'F_CONTIGUOUS': 2, 'OWNDATA': 4, 'ALIGNED': 256, 'WRITEABLE': 1024}
        return sum(value for name, value in values.items() if _flag(self._array, name))


def _flag_property(name, key=None):
    def get(self):
        return self._get(name)
    if key is None:
        return property(get)

    def put(self, value):
        self._array.setflags(**{key: bool(value)})
    return property(get, put)


for _name, _key in (('c_contiguous', None), ('f_contiguous', None), ('owndata', None), ('writeable', 'write'),
                    ('aligned', 'align'), ('writebackifcopy', 'uic')):
    setattr(flagsobj, _name, _flag_property(_name.upper(), _key))
flagsobj._writeable_no_warn = _flag_property('WRITEABLE')
flagsobj._warn_on_write = property(lambda self: None, lambda self, value: None)
flagsobj.contiguous = _flag_property('C_CONTIGUOUS')
flagsobj.fortran = _flag_property('FNC')
flagsobj.fnc = _flag_property('FNC')
flagsobj.forc = _flag_property('FORC')
flagsobj.behaved = _flag_property('BEHAVED')
flagsobj.carray = _flag_property('CARRAY')
flagsobj.farray = _flag_property('FARRAY')
_as_native(flagsobj)


_wrong_index = (
    "only integers, slices (`:`), ellipsis (`...`) and integer or boolean arrays are valid indices")


@_as_native
class flatiter:
    """All elements of an array, one after the other."""

    __module__ = 'numpy'
    __hash__ = None

    def __init__(self, a):
        if not isinstance(a, ndarray):
            raise TypeError("cannot create 'numpy.flatiter' instances")
        self._array, self._at = a, 0

    @property
    def base(self):
        return self._array

    @property
    def index(self):
        return self._at

    @property
    def coords(self):
        coords, rest = [], self._at
        for size in reversed(self._array.shape):
            coords.append(rest % size if size else 0)
            rest = rest // size if size else 0
        if coords:
            coords[-1] += rest * self._array.shape[0]
        return tuple(reversed(coords))

    def _flat(self):
        a = self._array
        if type(a) is not ndarray:
            a = a.view(ndarray)
        return a.reshape(-1)

    def __iter__(self):
        self._at = 0
        return self

    def __next__(self):
        a = self._array
        if self._at >= a.size:
            raise StopIteration
        coords = self.coords
        self._at += 1
        return ndarray.__getitem__(a, coords)

    def __len__(self):
        return self._array.size

    def _index(self, key, is_set=False):
        """What an index means for one axis: a whole number, a slice, or an array."""
        size = self._array.size
        if isinstance(key, tuple):
            if len(key) == 0:
                if is_set:
                    raise IndexError("Assigning to a flat iterator with a 0-D index is not supported")
                return slice(None)
            if len(key) > 1:
                raise IndexError(
                    "too many indices for flat iterator: flat iterator is 1-dimensional, but"
                    f" {len(key)} were indexed")
            key = key[0]
        if key is Ellipsis:
            return slice(None)
        if isinstance(key, (bool, bool_)):
            import warnings
            text = "0-dimensional boolean index of a flat iterator is deprecated; use one of its length"
            warnings.warn(text, DeprecationWarning, stacklevel=3)
            return slice(0, 1) if key else slice(0, 0)
        if isinstance(key, (slice, int, integer)):
            return key
        if key is None or isinstance(key, (float, str, bytes, inexact)):
            raise IndexError(_wrong_index)
        if hasattr(key, '__index__') and not isinstance(key, ndarray):
            return key
        is_array = isinstance(key, (ndarray, flatiter))
        found = asarray(key)
        if found.dtype.kind == 'b':
            if not is_array:
                raise IndexError(
                    "boolean indices for iterators are not supported because of previous behaviour;"
                    " use an array of truth values")
            if found.ndim != 1 or found.size != size:
                raise IndexError(
                    "boolean index did not match indexed flat iterator along axis 0; size of axis is"
                    f" {size} but size of corresponding boolean axis is {found.size}")
            return found
        if found.dtype.kind in 'iu':
            return found
        if found.size == 0:
            return found.astype('i8')
        if is_array or found.dtype.kind != 'f':
            raise IndexError(_wrong_index)
        import warnings
        text = "Invalid non-array indices for iterator objects are deprecated"
        warnings.warn(text, DeprecationWarning, stacklevel=3)
        return found.astype('i8')

    def __getitem__(self, key):
        key = self._index(key)
        flat = self._flat()
        result = flat[key]
        if isinstance(result, ndarray):
            result = result.copy() if result.base is not None else result
            if type(self._array) is not ndarray:
                return _view_from(result, self._array)
        self._at = 0
        return result

    def __setitem__(self, key, value):
        key = self._index(key, is_set=True)
        a = self._array
        if not a.flags.writeable:
            raise ValueError("assignment destination is read-only")
        flat = a.view(ndarray) if type(a) is not ndarray else a
        places = arange(a.size)[key]
        if not isinstance(places, ndarray):
            flat[unravel_index(places, a.shape) if a.ndim else ()] = value
            return
        values = asarray(value, a.dtype).reshape(-1)
        if values.size == 0:
            if places.size:
                raise ValueError("Error setting single item of array.")
            return
        count = places.size
        if values.size != count:
            values = values[arange(count) % values.size]
        places = places.reshape(-1)
        if flat.flags.c_contiguous:
            flat.reshape(-1)[places] = values
        elif a.ndim:
            flat[unravel_index(places, a.shape)] = values

    def __array__(self, dtype=None, /, *, copy=None):
        flat = self._flat()
        result = flat if flat.base is not None and self._array.flags.c_contiguous else flat
        return result if dtype is None else result.astype(dtype)

    def copy(self, /):
        return self._array.flatten()

    def _compare(self, other, name):
        return getattr(self._flat(), name)(other)

    def __eq__(self, other):
        return self._compare(other, '__eq__')

    def __ne__(self, other):
        return self._compare(other, '__ne__')

    def __lt__(self, other):
        return self._compare(other, '__lt__')

    def __le__(self, other):
        return self._compare(other, '__le__')

    def __gt__(self, other):
        return self._compare(other, '__gt__')

    def __ge__(self, other):
        return self._compare(other, '__ge__')


@_as_native
class broadcast:
    """Arrays repeated to one shape, walked together."""

    __module__ = 'numpy'

    def __init__(self, *arrays):
        args = arrays
        if len(args) > 64:
            raise ValueError("Need at least 0 and at most 64 array objects.")
        arrays = []
        for value in args:
            if isinstance(value, broadcast):
                arrays.extend(value._arrays)
            else:
                arrays.append(asanyarray(value))
        if len(arrays) > 64:
            raise ValueError("Need at least 0 and at most 64 array objects.")
        self._arrays = tuple(arrays)
        self._shape = self._shape_of(arrays)
        self._at = 0

    @staticmethod
    def _shape_of(arrays):
        shape = []
        owners = []
        for position, a in enumerate(arrays):
            while len(shape) < a.ndim:
                shape.insert(0, 1)
                owners.insert(0, 0)
            for axis, size in enumerate(a.shape, len(shape) - a.ndim):
                if size == 1 or size == shape[axis]:
                    continue
                if shape[axis] != 1:
                    other = owners[axis]
                    raise ValueError(
                        "shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg "
                        f"{other} with shape {tuple(arrays[other].shape)} and arg {position} with shape {tuple(a.shape)}.")
                shape[axis], owners[axis] = size, position
        return tuple(shape)

    shape = property(lambda self: self._shape)
    numiter = property(lambda self: len(self._arrays))
    nd = property(lambda self: len(self.shape))
    ndim = property(lambda self: len(self.shape))
    index = property(lambda self: self._at)

    @property
    def size(self):
        return _count(self.shape)

    @property
    def iters(self):
        shape = self.shape
        return tuple(flatiter(a if a.shape == shape else broadcast_to_of(a, shape)) for a in self._arrays)

    def reset(self):
        self._at = 0

    def __iter__(self):
        return self

    def __next__(self):
        if self._at >= self.size:
            raise StopIteration
        coords = unravel_index(self._at, self.shape) if self.shape else ()
        coords = tuple(int(at) for at in coords)
        self._at += 1
        return tuple(broadcast_to_of(a, self.shape)[coords] for a in self._arrays)


def _read_only_if(view, is_read):
    """A view, which may not be written to if it is only read."""
    if is_read:
        view = view.view()
        view.flags.writeable = False
    return view


_op_flags = {'readonly', 'readwrite', 'writeonly', 'copy', 'updateifcopy', 'nbo', 'aligned', 'contig', 'allocate',
             'no_broadcast', 'no_subtype', 'virtual', 'arraymask', 'writemasked', 'overlap_assume_elementwise'}
_global_flags = {'buffered', 'c_index', 'f_index', 'multi_index', 'common_dtype', 'copy_if_overlap', 'delay_bufalloc',
                 'external_loop', 'grow_inner', 'growinner', 'ranged', 'refs_ok', 'reduce_ok', 'zerosize_ok'}


@_as_native
class nditer:
    """Several arrays walked together, element by element or in runs."""

    __module__ = 'numpy'

    def __init__(self, op, flags=None, op_flags=None, op_dtypes=None, order='K', casting='safe', op_axes=None,
                 itershape=None, buffersize=0):
        ops = list(op) if isinstance(op, (tuple, list)) else [op]
        if not ops:
            raise ValueError("Must provide at least one operand")
        self._flags = set(flags or ())
        for flag in self._flags:
            if flag not in _global_flags:
                raise ValueError(f'Unexpected iterator global flag "{flag}"')
        if op_flags is None:
            op_flags = [['readonly'] if value is not None else ['writeonly', 'allocate'] for value in ops]
        elif op_flags and isinstance(op_flags[0], str):
            op_flags = [list(op_flags)] * len(ops)
        op_flags = [set(each) for each in op_flags]
        for each in op_flags:
            for flag in each:
                if flag not in _op_flags:
                    raise ValueError(f'Unexpected per-op iterator flag "{flag}"')
            if not each & {'readonly', 'readwrite', 'writeonly'}:
                raise ValueError("None of the iterator flags READWRITE, READONLY, or WRITEONLY were specified for an operand")
        arrays = [None if value is None else value if isinstance(value, ndarray) else asarray(value) for value in ops]
        if op_dtypes is not None and not isinstance(op_dtypes, (list, tuple)):
            op_dtypes = [op_dtypes] * len(ops)
        wanted = [None if op_dtypes is None or op_dtypes[at] is None else dtype(op_dtypes[at]) for at in range(len(ops))]
        if 'common_dtype' in self._flags:
            common = result_type(*[a for a in arrays if a is not None])
            wanted = [common] * len(ops)
        if 'refs_ok' not in self._flags and any(a is not None and a.dtype.hasobject for a in arrays):
            raise TypeError("Iterator operand or requested dtype holds references, but the NPY_ITER_REFS_OK flag was not enabled")
        views = []
        for a, axes in zip(arrays, op_axes or [None] * len(ops)):
            if a is None:
                views.append(None)
            elif axes is None:
                views.append(a)
            else:
                key = tuple(slice(None) if axis is not None and axis >= 0 else None for axis in axes)
                order_axes = [axis for axis in axes if axis is not None and axis >= 0]
                rest = [axis for axis in range(a.ndim) if axis not in order_axes]
                views.append(a.transpose(order_axes + rest)[key] if not rest else a.transpose(order_axes + rest)[key])
        shapes = [view.shape for view in views if view is not None]
        if itershape is not None:
            known = [1 if size == -1 else size for size in itershape]
            shapes.append(tuple(known))
        try:
            shape = broadcast_shape(*shapes) if shapes else ()
        except ValueError:
            texts = ' '.join(_written(shape) for shape in shapes)
            raise ValueError(f"operands could not be broadcast together with shapes {texts} ") from None
        if 'zerosize_ok' not in self._flags and _count(shape) == 0:
            raise ValueError("Iteration of zero-sized operands is not enabled")
        for position, (view, each) in enumerate(zip(views, op_flags)):
            if view is None:
                continue
            if view.shape != shape and each & {'readwrite', 'writeonly'} and 'reduce_ok' not in self._flags:
                raise ValueError(f"non-broadcastable output operand with shape {_written(view.shape)} doesn't match the broadcast shape {_written(shape)}")
            if view.shape != shape and 'no_broadcast' in each:
                raise ValueError(f"non-broadcastable operand with shape {_written(view.shape)} doesn't match the broadcast shape {_written(shape)}")
            if each & {'readwrite', 'writeonly'} and not view.flags.writeable:
                raise ValueError("output array is read-only")
        self._write_back = []
        self._operands = []
        known = [view for view in views if view is not None]
        for position, (view, each, kind) in enumerate(zip(views, op_flags, wanted)):
            if view is None:
                kind = kind if kind is not None else result_type(*known) if known else dtype('f8')
                fresh = zeros(shape, kind, 'F' if order == 'F' or (order == 'K' and known and known[0].flags.f_contiguous and not known[0].flags.c_contiguous) else 'C')
                views[position] = fresh
                self._operands.append(fresh)
                continue
            if kind is not None and kind != view.dtype:
                reads, writes = not ('writeonly' in each), bool(each & {'readwrite', 'writeonly'})
                if 'copy' not in each and 'updateifcopy' not in each and 'buffered' not in self._flags:
                    raise TypeError(f"Iterator operand {position} dtype could not be cast from {view.dtype!r} to {kind!r}, because neither copying nor buffering was enabled" if False else
                                    "Iterator operand required copying or buffering, but neither copying nor buffering was enabled")
                if reads and not can_cast(view.dtype, kind, casting):
                    raise TypeError(f"Iterator operand {position} dtype could not be cast from {view.dtype!r} to {kind!r} according to the rule '{casting}'")
                if writes and not can_cast(kind, view.dtype, casting):
                    raise TypeError(f"Iterator requested dtype could not be cast from {kind!r} to {view.dtype!r}, the operand {position} dtype, according to the rule '{casting}'")
                copied = view.astype(kind)
                if writes:
                    self._write_back.append((view, copied))
                views[position] = copied
                self._operands.append(copied if 'buffered' not in self._flags else arrays[position])
                continue
            self._operands.append(arrays[position] if op_axes is None else view)
        self._each = op_flags
        self._axes = self._order_of(views, shape, order)
        self._shape = shape
        self._views = []
        for view, each in zip(views, op_flags):
            repeated = view if view.shape == shape else _with_write(view, shape, each)
            if each & {'readwrite', 'writeonly'} or True:
                self._views.append(repeated)
        self._walked = [view.transpose(self._axes) if view.ndim else view for view in self._views]
        self._is_read = ['readonly' in each for each in op_flags]
        self._grouped = [shape[axis] for axis in self._axes]
        self._nop = len(ops)
        self._total = _count(shape)
        self._range = (0, self._total)
        self._at = 0
        self._external = 'external_loop' in self._flags
        if self._external and self._flags & {'multi_index', 'c_index', 'f_index'}:
            raise ValueError("Iterator flag EXTERNAL_LOOP cannot be used if an index or multi-index is being tracked")
        self._buffer = buffersize or (8192 if 'buffered' in self._flags else 0)
        self._started = False
        self._closed = False

    @staticmethod
    def _order_of(views, shape, order):
        axes = list(range(len(shape)))
        if order == 'F':
            return axes[::-1]
        if order == 'A':
            real = [view for view in views if view is not None]
            if real and _all([view.flags.f_contiguous and not view.flags.c_contiguous for view in real]):
                return axes[::-1]
            return axes
        if order == 'K':
            real = [view for view in views if view is not None]

            def weight(axis):
                found = []
                for view in real:
                    missing = len(shape) - view.ndim
                    if axis >= missing and view.shape[axis - missing] > 1:
                        found.append(-abs(view.strides[axis - missing]))
                return found[0] if found else -1 << 62
            solid = [axis for axis in axes if shape[axis] > 1]
            ordered = sorted(solid, key=weight)
            rest = iter(ordered)
            return [next(rest) if shape[axis] > 1 else axis for axis in axes]
        return axes

    def _coords(self, at):
        coords = []
        for size in reversed(self._grouped):
            coords.append(at % size if size else 0)
            at = at // size if size else 0
        return tuple(reversed(coords))

    def _run(self):
        """How many elements the next step takes."""
        if not self._external:
            return 1
        if self._buffer:
            return min(self._buffer, self._range[1] - self._at)
        runs = self._total
        return max(self._inner(), 1)

    def _inner(self):
        size = 1
        for depth in range(len(self._grouped) - 1, -1, -1):
            joined = size * self._grouped[depth]
            tight = True
            for view in self._walked:
                steps = [view.strides[axis] for axis in range(depth, len(self._grouped)) if self._grouped[axis] > 1]
                sizes = [self._grouped[axis] for axis in range(depth, len(self._grouped)) if self._grouped[axis] > 1]
                for first, second, count in zip(steps, steps[1:], sizes[1:]):
                    if first != second * count:
                        tight = False
            if not tight:
                break
            size = joined
        return size

    def _values(self):
        found = []
        count = self._run()
        coords = self._coords(self._at)
        for view, is_read in zip(self._walked, self._is_read):
            if self._external:
                if self._at == 0 and count == self._total:
                    part = view.reshape(-1) if view.flags.c_contiguous or not view.ndim else _flat_view(view)
                else:
                    inner_size, depth = 1, len(self._grouped)
                    while depth and inner_size < count:
                        depth -= 1
                        inner_size *= self._grouped[depth]
                    if inner_size == count:
                        part = view[coords[:depth]].reshape(-1)
                    else:
                        part = view.reshape(-1)[self._at:self._at + count]
            else:
                part = _zero_view(view, coords)
            if is_read:
                part = part.view()
                part.flags.writeable = False
            found.append(part)
        return tuple(found)

    def __iter__(self):
        self._started = False
        return self

    def __next__(self):
        if self._started:
            self._at += self._run()
        self._started = True
        if self._at >= self._range[1]:
            self._finish()
            raise StopIteration
        values = self._values()
        return values[0] if self.nop == 1 else values

    def iternext(self):
        self._at += self._run()
        self._started = True
        if self._at >= self._range[1]:
            self._finish()
            return False
        return True

    @property
    def value(self):
        if self._closed:
            raise ValueError("Iterator is closed")
        if self._at >= self._range[1]:
            raise ValueError("Iterator is past the end")
        values = self._values()
        return values[0] if self.nop == 1 else values

    def __getitem__(self, key):
        values = self._values()
        return values[key]

    def __setitem__(self, key, value):
        values = self._values()
        if isinstance(key, slice):
            for target, one in zip(values[key], value):
                target[...] = one
            return
        values[key][...] = value

    def __delitem__(self, key):
        raise TypeError("Cannot delete iterator elements")

    def __len__(self):
        return self.nop

    def _finish(self):
        for target, source in self._write_back:
            target[...] = source

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()

    def close(self):
        self._finish()
        self._closed = True

    def reset(self):
        self._at, self._started = self._range[0], False

    def copy(self):
        import copy as _copy
        made = nditer.__new__(nditer)
        made.__dict__.update(self.__dict__)
        return made

    __copy__ = copy

    @property
    def finished(self):
        return self._at >= self._range[1]

    @property
    def itersize(self):
        return self._total

    @property
    def iterindex(self):
        return self._at

    @iterindex.setter
    def iterindex(self, value):
        if not self._range[0] <= value < self._range[1]:
            raise ValueError("Iterator GotoIterIndex called with an iterindex out of bounds")
        self._at, self._started = value, False

    @property
    def iterrange(self):
        return self._range

    @iterrange.setter
    def iterrange(self, value):
        self._range = tuple(value)
        self._at, self._started = self._range[0], False

    @property
    def multi_index(self):
        if 'multi_index' not in self._flags:
            raise ValueError("Iterator is not tracking a multi-index")
        coords = self._coords(self._at)
        result = [0] * self.ndim
        for axis, at in zip(self._axes, coords):
            result[axis] = at
        return tuple(result)

    @multi_index.setter
    def multi_index(self, value):
        if 'multi_index' not in self._flags:
            raise ValueError("Iterator is not tracking a multi-index")
        at = 0
        for axis, size in zip(self._axes, self._grouped):
            if not 0 <= value[axis] < size:
                raise ValueError("Iterator GotoMultiIndex called with an out-of-bounds multi-index")
            at = at * size + value[axis]
        self._at, self._started = at, False

    @property
    def index(self):
        if not self._flags & {'c_index', 'f_index'}:
            raise ValueError("Iterator does not have an index")
        coords = self._coords(self._at)
        result = [0] * self.ndim
        for axis, at in zip(self._axes, coords):
            result[axis] = at
        total = 0
        pairs = list(zip(result, self.shape))
        for at, size in (pairs if 'c_index' in self._flags else reversed(pairs)):
            total = total * size + at
        return total

    @index.setter
    def index(self, value):
        coords = unravel_index(value, self.shape, 'C' if 'c_index' in self._flags else 'F')
        at = 0
        for axis, size in zip(self._axes, self._grouped):
            at = at * size + int(coords[axis])
        self._at, self._started = at, False

    shape = property(lambda self: self._shape)
    ndim = property(lambda self: len(self._shape))
    nop = property(lambda self: self._nop)
    operands = property(lambda self: tuple(self._operands))
    itviews = property(lambda self: tuple(map(_read_only_if, self._views, self._is_read)))
    dtypes = property(lambda self: tuple(view.dtype for view in self._views))
    has_multi_index = property(lambda self: 'multi_index' in self._flags)
    has_index = property(lambda self: bool(self._flags & {'c_index', 'f_index'}))
    has_delayed_bufalloc = property(lambda self: False)
    iterationneedsapi = property(lambda self: any(view.dtype.hasobject for view in self._views))

    def remove_multi_index(self):
        self._flags.discard('multi_index')
        self.reset()

    def enable_external_loop(self):
        self._external = True
        self.reset()

    def remove_axis(self, axis):
        if 'multi_index' not in self._flags:
            raise ValueError("Iterator RemoveAxis call requires that a multi-index be tracked")
        at = self._axes.index(axis)
        self._walked = [view[(slice(None),) * at + (0,)] for view in self._walked]
        del self._axes[at], self._grouped[at]
        self._axes = [other - (other > axis) for other in self._axes]
        self._shape = self._shape[:axis] + self._shape[axis + 1:]
        self._total = _count(self.shape)
        self._range = (0, self._total)
        self.reset()

    def debug_print(self):
        print(self)


def _with_write(view, shape, each):
    repeated = broadcast_to_of(view, shape)
    return repeated


def _flat_view(view):
    return view.reshape(-1)


def _zero_view(view, coords):
    key = tuple(slice(at, at + 1) for at in coords)
    part = view[key] if key else view
    return part.reshape(())


def nested_iters(op, axes, flags=None, op_flags=None, op_dtypes=None, order='K', casting='safe', buffersize=0):
    raise NotImplementedError("nested iterators are not available; iterate over the outer axes instead")


_make_members(flatiter, ['base'])
_make_members(broadcast, ['nd', 'ndim', 'numiter'])
