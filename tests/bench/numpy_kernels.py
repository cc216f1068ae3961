"""Twenty small programs of NumPy, for `kernels.measure`.

They run as they are wherever NumPy 2 does. Each checks its own result: a fast wrong answer is an error.
"""

import numpy as np

RANDOM = np.random.default_rng(7)
NUMBERS = RANDOM.random(1_000_000)
OTHERS = RANDOM.random(1_000_000)
WHOLE = RANDOM.integers(0, 1000, 1_000_000)
TABLE = NUMBERS.reshape(1000, 1000)
SQUARE = RANDOM.random((200, 200))
SMALL = np.arange(8.0)
WORDS = np.array([f"word {i % 1000}" for i in range(50_000)])


def arithmetic():
    result = NUMBERS * 2.5 + OTHERS - NUMBERS / (OTHERS + 1)
    assert result.shape == (1_000_000,)


def functions():
    result = np.sqrt(NUMBERS) + np.exp(-NUMBERS)
    assert 0.9 < result.min() < result.max() < 1.5


def trigonometry():
    result = np.sin(NUMBERS) ** 2 + np.cos(NUMBERS) ** 2
    assert np.allclose(result, 1)


def sums():
    assert abs(NUMBERS.sum() - TABLE.sum(axis=0).sum()) < 1e-6
    assert abs(TABLE.mean(axis=1).mean() - NUMBERS.mean()) < 1e-12
    assert abs(NUMBERS.std() - np.sqrt(NUMBERS.var())) < 1e-12


def running():
    assert abs(np.cumsum(NUMBERS)[-1] - NUMBERS.sum()) < 1e-5
    assert np.diff(NUMBERS).size == 999_999


def comparing():
    chosen = NUMBERS[(NUMBERS > 0.25) & (OTHERS < 0.75)]
    assert 500_000 < chosen.size < 600_000


def choosing():
    result = np.where(NUMBERS > 0.5, NUMBERS, -OTHERS)
    assert result.min() < 0 < result.max()


def taking():
    assert NUMBERS[WHOLE].max() <= NUMBERS[:1000].max()
    counts = np.zeros(1000)
    np.add.at(counts, WHOLE[:100_000], 1)
    assert counts.sum() == 100_000


def broadcasting():
    result = TABLE - TABLE.mean(axis=0) + TABLE[:, :1]
    assert result.shape == (1000, 1000)


def transposing():
    assert np.ascontiguousarray(TABLE.T)[3, 5] == TABLE[5, 3]
    assert np.concatenate([TABLE, TABLE], axis=1).shape == (1000, 2000)


def sorting():
    ordered = np.sort(NUMBERS)
    assert (ordered[1:] >= ordered[:-1]).all()


def ordering():
    order = np.argsort(NUMBERS[:200_000])
    assert NUMBERS[order[0]] == NUMBERS[:200_000].min()


def uniques():
    values, counts = np.unique(WHOLE, return_counts=True)
    assert values.size == 1000 and counts.sum() == 1_000_000


def quantiles():
    low, middle, high = np.percentile(NUMBERS, [5, 50, 95])
    assert low < middle < high
    counts, _ = np.histogram(NUMBERS, bins=50)
    assert counts.sum() == 1_000_000


def products():
    assert np.allclose((SQUARE @ SQUARE)[0, 0], SQUARE[0] @ SQUARE[:, 0])


def equations():
    solution = np.linalg.solve(SQUARE, SQUARE[0])
    assert np.allclose(SQUARE @ solution, SQUARE[0])
    assert np.linalg.svd(SQUARE[:100, :100], compute_uv=False)[0] > 1


def frequencies():
    there = np.fft.rfft(NUMBERS[:262_144])
    assert np.allclose(np.fft.irfft(there), NUMBERS[:262_144])


def random():
    generator = np.random.default_rng(1)
    normal = generator.normal(size=500_000)
    assert abs(normal.mean()) < 0.01
    assert generator.integers(0, 6, 500_000).max() == 5


def little_arrays():
    total = 0.0
    for i in range(4_000):
        part = SMALL * i + 1
        total += part[3] + part.sum()
    assert total == 247_974_000


def texts():
    upper = np.strings.upper(WORDS)
    assert (upper == "WORD 7").sum() == 50


KERNELS = [
    arithmetic, functions, trigonometry, sums, running, comparing, choosing, taking, broadcasting, transposing,
    sorting, ordering, uniques, quantiles, products, equations, frequencies, random, little_arrays, texts,
]
