import io
import warnings

import numpy as np

# What is to go in a later version says so.
warnings.simplefilter("ignore")


def show(*values):
    for value in values:
        print(repr(value))


def fail(act):
    try:
        show(act())
    except Exception as exception:
        print(type(exception).__name__, exception)


def warned(act):
    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter("always")
        value = act()
    print(repr(value), [str(warning.message) for warning in found])


# Functions of lists give scalars and tuples, as methods do.
show(np.argmax([1, 3, 2]), np.nonzero([0, 1, 2]), np.searchsorted([1, 2, 3], 2.5), np.round(2.567, 1))
show(np.argmax(["a", "c", "b"]), np.searchsorted(["a", "c"], "b"), np.count_nonzero([[1, 0], [2, 3]]))
# Text is a value.
show(np.where(np.arange(4) > 2, "big", "small"), np.where([True, False], "a", ["bb", "c"]))
show(np.where([True, False], "a", np.array(["b", None], dtype=object)))
show(np.char.add(["a", "b"], ["c", "d"]), np.add(["a"], "b"), np.strings.not_equal(["a"], ["b"]))
show(np.char.strip([" a "]), np.strings.slice(["hello"], 2), np.char.array(["a", "b"]) + "c")
# Whole numbers at random are of the usual type.
rng = np.random.default_rng(0)
show(rng.integers(0, 10, 5), type(rng.integers(5)), rng.choice(10, 2), rng.integers(2, dtype=bool))
show(type(np.random.RandomState(0).randint(2, dtype=bool)), np.random.RandomState(0).choice([None], ()))
fail(lambda: rng.integers(-2))
fail(lambda: rng.integers(5, 3))
# Points in time as text.
show(np.datetime_as_string(np.datetime64("2024-01-01")), np.datetime_as_string(np.datetime64("2024-01-01T10"), timezone="UTC"))
show(np.datetime_as_string(np.array(["2024-01-01T10:00"], dtype="M8[m]")))
# Tables with names.
show(np.genfromtxt(io.StringIO("a,b\n1,2\n3,4"), delimiter=",", names=True))
show(np.genfromtxt(io.StringIO("a,1.5\nb,2"), delimiter=",", dtype="U3,f8", names=["k", "v"]))
kind = np.dtype("i4,f8")
kind.names = ("x", "y")
show(kind)
fail(lambda: setattr(kind, "names", ("x",)))
# What went wrong, and where.
warned(lambda: np.float64(1) / 0)
warned(lambda: np.int64(1) // 0)
warned(lambda: np.int32(2**31 - 1) + np.int32(1))
warned(lambda: np.uint8(0) - np.uint8(1))
warned(lambda: np.int64(2**62) * 2)
warned(lambda: -np.int8(-128))
warned(lambda: abs(np.int8(-128)))
warned(lambda: np.float32(1e38) * np.float32(10))
warned(lambda: np.array([1.0]) / 0)
warned(lambda: np.array([127], dtype=np.int8) + np.int8(1))
fail(lambda: -np.array([True]))
fail(lambda: np.bool_(1) - np.bool_(0))
fail(lambda: -np.bool_(1))
fail(lambda: np.concatenate([np.zeros((2, 2)), np.zeros(2)]))
fail(lambda: np.linalg.solve(np.eye(2), np.ones(3)))
fail(lambda: np.sqrt("a"))
fail(lambda: np.isnan(np.array(["a"])))
fail(lambda: np.array([1, 2]) / "a")
fail(lambda: ~np.float64(1))
fail(lambda: np.array([1, 2]).__iadd__(1.5))
# Objects in arrays of objects are those that were given.
parts = [[1, 2], np.array(3), None]
show([one is other for one, other in zip(np.array(parts, dtype=object), parts)])
show(np.round(1.234 + 5.678j, 1), np.round(5), np.strings.lower("ABC"), np.char.split("a b"))
try:
    np.where([True, False], 1.5, "x")
except np.exceptions.DTypePromotionError:
    print("text and a number have no common type")
# Pairs of correlated numbers at random go by singular vectors.
np.random.seed(42)
show(np.random.multivariate_normal([0, 0], [[1, 0.8], [0.8, 1]], 2).round(4))
show(np.random.default_rng(0).multivariate_normal([0, 0], [[1, 0.5], [0.5, 1]]).round(4))
show(np.random.choice([1, 2], ()), np.random.default_rng(0).choice([[1, 2], [3, 4]], 3, axis=1))
# Tables of text, some of their columns, some of their lines.
table = io.StringIO("1,2,3,,5\n6,7,8,9,10\n")
show(np.loadtxt(table, int, delimiter=",", converters={3: lambda text: int(text or -9)}, usecols=(1, 3)))
lines = io.StringIO("1 2\n3 4\n5 6\n7 8")
show(np.loadtxt(lines, max_rows=2), np.loadtxt(io.StringIO("1 2\n3 4"), usecols=np.int8(1)))
fail(lambda: iter(np.float64(1)))
show(list(np.str_("ab")), list(np.array([(1, 2.5)], dtype="i4,f8")[0]), np.iterable(np.int64(3)))
fail(lambda: np.arange(1, 2, 0))
# Whole numbers of any size.
fail(lambda: np.add(2**63, 1))
show(np.isfinite(2**63), np.absolute(2**64), np.equal(2**70, 2**70), np.uint64(2**63) == 2**63)
fail(lambda: np.isnan(2**70))
# Sums of spans are spans.
spans = np.array([1, 2, 4], "m8[D]")
show(np.mean(spans), np.mean(spans.reshape(1, 3), axis=1), np.median(spans), np.cumsum(spans, dtype="f8"))
fail(lambda: np.loadtxt(["1 2"], usecols=[1.5]))
# Sequences are repeated by whole numbers.
two = np.int64(2)
show([1, 2] * two, two * (1, 2), "ab" * two, b"ab" * np.uint8(2), [1, 2] + two, [1, 2] * np.array(2))
fail(lambda: [1, 2] * np.float64(2))
fail(lambda: [1] * np.bool_(True))
show(two == None, two != None, np.float64(1) in [None, 1])
# Ranges of days and moments are NumPy's own.
import datetime

day, hours = datetime.date(2023, 1, 1), datetime.timedelta(hours=12)
show(np.arange(day, datetime.date(2023, 1, 3), hours), np.arange(day, datetime.date(2023, 1, 3)), np.arange(day, 3))
moment = datetime.datetime(2024, 3, 1, 12, 0, 0, 250000)
show(np.arange(moment - hours, moment, datetime.timedelta(hours=5)), np.arange(0 * hours, 3 * hours, hours))
# A certain outcome takes no number from a legacy stream.
state = np.random.RandomState(5)
show(state.multinomial(20, [0, 0.3, 0.7], size=2), state.binomial(10, [0, 0, 0.4, 1]), state.random_sample())
show(state.binomial(500, 0.5, 4), np.random.RandomState(2).multinomial(900, [0.25, 0.75]))
# Singular values alone are those that come with vectors.
table = np.random.RandomState(1).standard_normal((7, 4))
show(np.linalg.svd(table, compute_uv=False).round(12), np.linalg.svd(table.T)[1].round(12))
show(np.linalg.matrix_rank(np.arange(12.0).reshape(3, 4)), np.linalg.norm(table, 2).round(12), np.linalg.cond(table).round(9))
# Classes of numbers make arrays of lists, those that are Python's too; nothing is not a number.
for kind in (np.float64, np.float32, np.complex128, np.complex64, np.int64):
    show(kind([0, 10]), kind((1, 2)), kind(np.array([[3], [4]])), kind(b"2"), kind(range(2)))
show(np.float64(None), np.float32(None), np.complex128(None), np.float64("1.5"), np.float64(True), np.float64(2.5), np.float64())
show(type("Length", (np.float64,), {})(2.5) * 2, np.complex128(1, 2), np.complex128("1+2j"))
show(np.array([None, 1], dtype=complex), np.dtype("i4, (2,3)f8"), np.dtype("(2,)f8,i4"), np.dtype("3i4, f8"), np.dtype("i4,"))
# Places that are not numbers make values of none.
show(np.interp(0.5, [np.nan, 1], [0.0, 10]), np.interp(0.5, [0, np.nan], [0.0, 10]), np.interp([0, 1, 1.5, 4, 5], [1, 2, 4], [3, 5, 9]))
show(np.interp(0.5, [np.nan, 1], [0j, 10]), np.interp([1, 3], [1, 3], [2, 4], left=-1, right=-2), np.interp(2, [1], [7]), np.interp(1, [1], [7]))
# Functions have signatures, those that are native that of their dispatchers.
import inspect
for function in (np.where, np.fix, np.sum, np.linspace):
    print(inspect.signature(function))
