import numpy as np


def show(*values):
    for value in values:
        print(repr(value))


def refused(*cases):
    for case in cases:
        try:
            print(repr(case()))
        except Exception as error:
            print(f"{type(error).__name__}: {error}")


# One choice of a count is a whole number of Python's.
rng = np.random.default_rng(1)
show(rng.choice(3), rng.choice(3, p=[0.2, 0.3, 0.5]), rng.choice(4, replace=False), rng.choice(["a", "b"]), rng.choice(5, 1))
# Numbers of few bits are formatted as Python's, which shows all their digits.
show(f"{np.float32(0.1)}", f"{np.float32(1e10)}", f"{np.float16(0.1)}", f"{np.float64(0.1)}", f"{np.complex64(0.1)}", f"{np.array(np.float32(0.1))}")
# What is broadcast is only read.
show(np.broadcast_to([1, 2], (2, 2)).flags.writeable, np.nditer([[1, 2]], op_flags=["readonly"]).itviews[0].flags.writeable)
refused(lambda: np.broadcast_to(1, (2,)).__setitem__(0, 1))
# A mask takes one value, or as many as it names.
a = np.arange(6).reshape(2, 3)
a[a > 3] = [7, 8]
a[a == 0] = -1
a[a > 99] = []
show(a, a[a > 1], a.T[a.T > 1], np.array([1, 2], ">i4")[np.array([True, False])])
refused(lambda: a.__setitem__(a > 3, [1, 2, 3]), lambda: a.__setitem__(a > 6, [[1, 2]]), lambda: a.__setitem__(a > 99, [1, 2]))
# Lists in place of one number.
one = lambda dtype: np.zeros(2, dtype)
refused(lambda: one(int).__setitem__(0, [1]), lambda: one(float).__setitem__(0, [1]), lambda: one(complex).__setitem__(0, [1]))
refused(lambda: np.zeros((2, 2), int).__setitem__((0, 0), [1, 2]), lambda: np.zeros((2, 2)).__setitem__((0, 0), [1, 2]))
flags = one(bool)
flags[0] = [0]
show(flags)
# What cannot be read is shown as the scalar that it is.
refused(lambda: np.array(["x"]).astype(float), lambda: np.array(["1.5"]).astype(int), lambda: np.array([b"zz"]).astype(float))
refused(lambda: np.random.default_rng("x"), lambda: np.random.default_rng(1.5), lambda: np.array([1, 2]).astype("M8"))
# Positions of whole numbers that lie close together, and of numbers of which some are equal or none.
many = np.array([3, 1, 2, 1] * 20, dtype=np.int16)
show(np.sort(many)[::20], np.argsort(many, kind="stable")[-3:], np.sort(many.astype(np.uint64))[-1])
show(np.argsort([0.0, -0.0, np.nan, -np.inf, 2.0, -1.0, np.nan, 0.0]), np.argsort(np.float32([1, -1, np.nan, 0.5])), np.argsort(np.float16([1, -1, 0.5])))
show(np.partition([3.0, np.nan, 1.0, 2.0], 1)[:2], np.median([2.0, np.nan]), np.nanmedian([2.0, np.nan, 4.0]), np.percentile([1.0, 5.0, 2.0], [10, 90]))
show(np.argmax([1.0, np.nan, 3.0]), np.argmin(np.array([[3, 1], [1, 3]], np.uint8), axis=1), np.argmax([1 + 2j, 1 + 3j]), np.argmax([False, True]))
# Transforms of lengths with every factor.
for length in (1, 2, 3, 7, 8, 16, 24, 64, 96, 128):
    signal = np.arange(length) % 5 + 0.5
    print(length, np.allclose(np.fft.irfft(np.fft.rfft(signal), length), signal), abs(np.fft.fft(signal)).round(6)[:3])
# Sums are rounded as NumPy's: line by line where lines stay, together where elements do not follow one another.
rng = np.random.default_rng(5)
a, b, c = rng.random((60, 3)), rng.random((120, 90)), rng.random((1000, 40))
show(a.sum(0).tolist(), a.mean(0).tolist(), a.std(0).tolist(), a.astype("f4")[:, :2].sum(0).tolist(), (a + 1j).sum(0).tolist())
show(float(b[1:-1, 1:-1].sum()), float(b[::2, ::3].mean()), float(c[:, ::2].sum()), b.T[1:-1].sum(0)[:2].tolist(), float(c[:, 3:5].sum()))
show(rng.random((7, 9, 11))[:, ::2].sum((1, 2)).tolist(), float(b[:, 5].sum()), c.T[:3].sum(1).tolist(), float(b[::-1, ::-1].sum()))
# Digits that are rounded up end with the one that grew.
for number, digits in ((1039509.197, 2), (1.996, 2), (0.1 + 0.2, 3), (9.999, 2), (1.25, 1), (12.96, 1), (99.96, 1), (1.5, 3), (0.0004, 2), (0.096, 2)):
    print(np.format_float_positional(number, digits), np.format_float_positional(number, digits, unique=False))
# Classes say what they take, those that derive from them what they take themselves.
class Marked(np.ndarray):
    def __new__(cls, values, mark=None):
        return np.asarray(values).view(cls)


import inspect
for kind in (np.bool, np.int8, np.float64, np.complex128, np.str_, np.void, np.datetime64, np.timedelta64, np.float16, np.ndarray, Marked):
    print(kind.__name__, inspect.signature(kind), bool(kind.__doc__) or kind is Marked)
# What does not fit is told of, wherever it is made; fields stand as in C where that is asked for.
import warnings


def told(make):
    with warnings.catch_warnings(record=True) as met:
        warnings.simplefilter("always")
        value = make()
    print(value, [str(warning.message) for warning in met])


target = np.zeros(1, "f4")
for make in (
    lambda: np.float32(1e300), lambda: np.float16(70000), lambda: np.array([1e300, 1], "f4"), lambda: target.__setitem__(0, -1e39),
    lambda: np.float32(np.inf), lambda: np.float32("1e60"), lambda: np.float32(3.4028235e38), lambda: np.float16(65519),
    lambda: np.cumsum([np.inf, -np.inf]), lambda: np.cumprod([1e300, 1e300]), lambda: np.cumsum([np.nan, 1]), lambda: np.cumsum([np.inf, 1]),
    lambda: np.maximum.accumulate([1, np.nan]), lambda: np.array([[1e308], [1e308]]).cumsum(0).ravel(), lambda: np.float32(1) < 1e300,
):
    told(make)
print(np.dtype("i4,f8", align=True), np.dtype("i1,i4,f8", align=True).itemsize, np.dtype("i1,i4,f8").itemsize)
print(np.busday_count("2024-03-01", "2024-03-11", weekmask="Sun TueWed  Thu\tFri"))
# Eigenvalues in LAPACK's order, vectors that point where its do.
print(np.linalg.eig([[0.9, 0.1, 0], [0.2, 0.7, 0.1], [0, 0.3, 0.7]])[0].round(6).real, np.roots([1, 0, 0, -1]).round(6))
print(np.linalg.eig([[1, 2], [3, 4]])[1].round(6).real.tolist(), np.linalg.eigh([[2, 1], [1, 2]])[1].round(6).tolist())
print((np.linalg.eigh([[1, 1j], [-1j, 1]])[1].round(6) + 0).tolist())
# Fields can be gone through though their class has no `__iter__`, so that they are nested whole.
import numpy.lib.recfunctions as rf

row = np.array([("A", 1.0)], dtype=[("A", "S3"), ("B", float)])
print(hasattr(row[0], "__iter__"), list(row[0]), tuple(np.void(b"ab")), rf.merge_arrays((np.array([1]), row)))
