# Points in time and spans: what does not fit, what is no number, what is equal to Python's.
import datetime
import operator

import numpy as np


def show(*acts):
    for act in acts:
        try:
            print(repr(act()))
        except (TypeError, ValueError, OverflowError) as exception:
            kinds = TypeError, ValueError, OverflowError
            print(next(kind.__name__ for kind in kinds if isinstance(exception, kind)))


most = 2**63 - 1
spans, points = np.array([most, 5], "m8[s]"), np.array([most, 0], "M8[s]")
one = np.timedelta64(1, "s")
# What does not fit into 64 bits is refused, not wrapped.
show(*(lambda f=f: f(spans, one) for f in (operator.add, operator.sub)), lambda: spans * 2, lambda: 3 * spans[0])
show(lambda: points + one, lambda: points - np.array([-5], "M8[s]"), lambda: spans.sum(), lambda: spans.cumsum())
show(lambda: one * -(2**63), lambda: np.array(["NaT"], "m8[s]") * 3, lambda: np.array([most // 2], "m8[D]").astype("m8[s]"))
show(lambda: np.array(["3000-01-01"], "M8[s]").astype("M8[ns]"), lambda: np.array(["2014"], "M8[Y]").astype("M8[us]"))
# Units that are divided, and said in brackets.
show(*(lambda unit=unit: np.dtype(f"M8[{unit}]") for unit in ("Y/13", "M/2", "3W/2", "12h/48", "D/7", "D/864", "s/1000", "2Y/24")))
show(lambda: np.timedelta64(1, "[D]"), lambda: np.datetime64("2020", "[D]"), lambda: np.datetime64("NaT"))
# Without a unit there is no text and no hash.
show(lambda: str(np.ones(1, "i8").view("M8")[0]), lambda: hash(np.ones(1, "i8").view("m8")[0]), lambda: np.isnat(1))
show(lambda: hash(one) == hash(datetime.timedelta(seconds=1)), lambda: hash(np.timedelta64(1, "W")) == hash(datetime.timedelta(7)))
show(lambda: hash(np.datetime64("2020-01-02T03:04:05.678")) == hash(datetime.datetime(2020, 1, 2, 3, 4, 5, 678000)))
# Beside numbers they are objects; objects may be divided by them.
day = np.datetime64("2020")
show(lambda: np.array([day, 3]), lambda: np.array([1.5, day]), lambda: np.array([day, one]), lambda: np.array([one, 1]))
show(lambda: np.concatenate([np.array([day]), [3]]), lambda: np.array([datetime.timedelta(1)], object) / one)
