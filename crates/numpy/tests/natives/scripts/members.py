import inspect

import numpy as np

# Members of classes are of the kinds that C gives them.
for cls in (np.ndarray, np.generic, np.dtype, np.ufunc, np.nditer, np.flatiter, np.broadcast, np.busdaycalendar):
    kinds = {}
    for name in sorted(dir(cls)):
        if not name.startswith("_"):
            kinds.setdefault(type(getattr(cls, name)).__name__, []).append(name)
    print(cls.__name__, kinds)
for name in ("normal", "integers", "bit_generator"):
    print(type(getattr(np.random.Generator, name)).__name__, type(getattr(np.random.default_rng(1), name)).__name__)
for value in (np.array, np.frompyfunc, np.fromstring, np.sum, np.random.default_rng, np.random.seed, np.random.rand,
              np.arange(3).sum, np.arange(3).mean, np.float64(1).item, np.random.default_rng(1).normal):
    print(type(value).__name__, value.__module__, value.__qualname__)

# What they take is told.
for value in (np.array, np.zeros, np.arange, np.frombuffer, np.fromiter, np.ndarray.sum, np.arange(3).max,
              np.random.default_rng, np.random.default_rng(1).normal, np.random.normal):
    print(inspect.signature(value))

# They are bound, refuse others and are called as before.
a = np.arange(6.0).reshape(2, 3)
print(np.ndarray.sum(a, axis=0), a.sum(), a.sum(1), a.max(0), a.min(axis=1, keepdims=True), a.prod(where=a > 0))
print(a.sum(dtype=int), a.max(initial=9), np.ndarray.T.__get__(a), np.dtype.kind.__get__(a.dtype), a.flags.owndata)
for fail in (lambda: np.ndarray.mean(3), lambda: a.max(dtype=int), lambda: setattr(a.dtype, "kind", "i"),
             lambda: setattr(a, "flags", 1), lambda: a.sum(foo=1), lambda: np.array([]).max()):
    try:
        print(fail())
    except Exception as error:
        print(type(error).__name__)
a.flat = 7
rng = np.random.Generator(np.random.PCG64(3))
print(a, np.random.Generator.integers(rng, 10), rng.integers(10), np.zeros(0).sum(), np.array([True, True]).sum())

# A function tells its name and where it is; one argument is told of as one.
print(repr(np.put_along_axis).startswith("<function put_along_axis at 0x"))
try:
    np.add(1)
except TypeError as error:
    print(error)

# Numbers beside arrays become what these are, where they can.
for array in (np.ones(2, "u1"), np.ones(2, "i2"), np.ones(2, "f2"), np.ones(2, "f4"), np.ones(2, "F"), np.ones(2, ">f8"),
              np.ones(2, "?"), np.ones(2, "longlong")):
    print([(array * value).dtype.str for value in (2, 2.0, 2j, True, np.float32(2))], (array / 2).dtype, (array - 1).dtype if array.dtype.kind != "b" else None)
