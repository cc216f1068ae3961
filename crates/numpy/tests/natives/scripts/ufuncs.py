# What ufuncs take beside their inputs, and of which types. Of what is refused only the exception counts.
import inspect
import pickle
import warnings

import numpy as np


def show(*acts):
    for act in acts:
        with warnings.catch_warnings(record=True) as found:
            warnings.simplefilter("always")
            try:
                value = repr(act())
            except (TypeError, ValueError, AttributeError) as exception:
                kinds = TypeError, ValueError, AttributeError
                value = next(kind.__name__ for kind in kinds if isinstance(exception, kind))
        print(value, [warning.category.__name__ for warning in found])


def at(function, array, *rest):
    array = array.copy()
    function.at(array, *rest)
    return array


# Powers of complex numbers without end or of none.
for base in (0j, 1j, -1 + 0j, complex("inf"), complex("infj"), complex("nan"), complex("inf+nanj")):
    with np.errstate(all="ignore"):
        print(base, [complex(np.power(base, exponent)) for exponent in (0, 1, 2, 3, 0.5, -1, 1 + 1j, -1j)])
# Scalars among objects stay what they are.
show(lambda: type(np.array(np.float64(2), dtype=object)[()]), lambda: type(np.array(np.datetime64("2020"), "O")[()]))
# Types that are asked for.
a = np.arange(3.0)
show(lambda: np.add(a, 0.5, sig="ii->i", casting="unsafe"), lambda: np.add(a, 0.5, sig=("i4", "i4", "i4"), casting="unsafe"))
show(lambda: np.add(a, 1, sig="i"), lambda: np.add(a, 1, sig=("i4",)), lambda: np.add(a, 1, sig=(None, None, None)))
show(lambda: np.add(1, 2, sig="dd->d", signature="dd->d"), lambda: np.add(1, 2, signature=b"ii-i"), lambda: np.add(1, 2, signature="%^->#"))
show(lambda: np.power(1.5, 2.8, dtype=int, casting="unsafe"), lambda: np.power(1.5, 2.8, dtype=int), lambda: np.add(3, 30, dtype="u1"))
show(lambda: np.add(a, a, dtype="f4"), lambda: np.add(a, a, dtype="i4"), lambda: np.equal(a, a, dtype=object), lambda: np.add(3, 4, dtype=object))
show(lambda: np.ldexp(1.0, np.uint64(3), dtype="d"), lambda: np.ldexp(1.0, 3, dtype="f"), lambda: np.divide([1, 2], [2, 3], dtype="f4"))
show(lambda: np.add(1, 2, dtype=">i8"), lambda: np.add(1, 2, dtype="m8[s]"))
# In place, whatever is lost.
show(lambda: at(np.divide, np.arange(5), [-1, 1], [1, 5]), lambda: at(np.power, np.arange(5), [1, 2, 3, 2], 3.5))
show(lambda: at(np.add, np.ones(3, bool), [1, 2], 3.5), lambda: at(np.multiply, np.ones(2), [0, 0], [1e308, 10]))
show(lambda: at(np.floor_divide, np.ones(2), [1], 0.0), lambda: at(np.frompyfunc(lambda x, y: x + y, 2, 1), np.arange(3), [0, 0], 1))
show(lambda: np.matmul.at(np.eye(2), [0], np.eye(2)), lambda: np.modf.at(a, [1]))
# Text and moments are something or nothing.
words = np.array(["1", "hi", "", "0"])
for function in (np.logical_and, np.logical_or, np.logical_xor):
    show(lambda: function(words, words), lambda: function.reduce(words), lambda: function(words, [1.0, 0, 0, 1]))
    show(lambda: function(np.array(["2020"], "M8[D]"), 1), lambda: function(np.array(b"1", "V3"), a), lambda: function.accumulate(words))
show(lambda: np.all(words), lambda: np.any(words), lambda: np.logical_not(words), lambda: np.logical_xor(np.array([1, 0], object), 1))
# Spans of time are not numbers.
span = np.array([1, 4], "m8[s]")
show(lambda: span % 2, lambda: divmod(span, 2), lambda: 1 / span, lambda: span / True, lambda: span + None, lambda: span // 2)
show(lambda: span / np.timedelta64(0, "s"), lambda: np.sign(span), lambda: span % np.timedelta64(3, "s"))
# A span without a unit is told of.
show(lambda: np.timedelta64(), lambda: np.timedelta64(3), lambda: np.timedelta64("NaT"), lambda: np.timedelta64(3, "s"))
show(lambda: np.ones(2, "m8"), lambda: np.array([1], "m8"), lambda: np.array(["NaT"], "m8"), lambda: np.zeros(2, "m8"))
show(lambda: span + 1, lambda: span == 1, lambda: span * 2, lambda: span + np.array([1]), lambda: np.datetime64("2020") + 1)
# What they take, and what is told of a type beside it.
show(*(lambda f=f: str(f.__signature__) for f in (np.log, np.add, np.frexp, np.matmul)), lambda: str(inspect.signature(np.hypot)))
noted = np.dtype("i4", metadata={1: 2})
show(lambda: np.promote_types(noted, noted).metadata, lambda: pickle.loads(pickle.dumps(np.sin)) is np.sin)
show(lambda: np.strings.strip([" a ", "b\t"]), lambda: np.strings.lstrip([b"xxa"], b"x"), lambda: np.char.rstrip(["axy", "b"], ["yx", "b"]))
show(lambda: np.add(1, 2, ...), lambda: np.negative(1, out=(...,)))
# Reductions without a beginning, results that stay arrays, and axes that are left out.
show(lambda: np.add.reduce([], initial=None), lambda: np.add.reduce([1, 2], initial=None), lambda: np.sum(np.zeros((0, 3)), axis=0))
show(lambda: np.maximum.reduce(np.zeros((0, 0)), axis=1), lambda: np.maximum.reduce(np.zeros((0, 3)), axis=1))
show(lambda: np.add.reduce([1, 2], 0, None, ...), lambda: type(np.add.reduce(np.array([1, 2]), out=...)), lambda: np.divmod(1, 2, out=...))
show(lambda: np.add(a, a, where=a > 1)[2], lambda: np.add(a, a, where=a > 1, out=None)[2], lambda: np.add(a, a, where=True))
cube = np.arange(24.0).reshape(2, 3, 4)
show(lambda: np.vecdot(cube, cube, axis=0, keepdims=True).shape, lambda: np.vecdot(cube, cube, axes=[1, 1, 2], keepdims=True).shape)
show(lambda: np.vecdot(cube, cube, axes=[0, (-2, -1), ()]), lambda: np.matvec(cube.T, a, axes=[(0, 1), 0, 0]).shape)
show(lambda: np.vecmat(a, cube, axes=[0, (1, 2), -1]).shape, lambda: np.correlate(a, a, "v"), lambda: np.multiply("a", 2))
show(lambda: np.empty_like(np.eye(2), dtype=str).dtype, lambda: np.can_cast("i4", None), lambda: np.result_type(None))
