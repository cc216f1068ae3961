"""Fourteen small programs of pure Python; `measure` tells how long each takes.

They need only `json`, `re` and `time`, so that every Python runs them as they are. Each checks its
own result: a fast wrong answer is an error.
"""

import json
import re
import time


def fib():
    def number(n):
        return n if n < 2 else number(n - 1) + number(n - 2)

    assert number(23) == 28657


def loops():
    count = 0
    for row in range(500):
        for column in range(600):
            if (row ^ column) & 3 == 0:
                count += 1
    assert count == 75000


def floats():
    x, y, inside = 0.5, 0.25, 0
    for _ in range(120_000):
        x = (x * 997.0 + 0.1234567) % 1.0
        y = (y * 661.0 + 0.7654321) % 1.0
        if x * x + y * y <= 1.0:
            inside += 1
    assert 0.70 < inside / 120_000 < 0.87


def strings():
    words = ["%s-%d" % ("tea" if i % 3 else "coffee", i) for i in range(25_000)]
    text = " ".join(words)
    kinds = {"tea": 0, "coffee": 0}
    for word in text.split():
        kinds[word.partition("-")[0]] += len(word.title().strip("0"))
    assert text.count("coffee") == 8334 and kinds["tea"] > kinds["coffee"]


def appending():
    text = ""
    for i in range(20_000):
        text += f"{i % 1000:03d};"
    assert len(text) == 80_000 and text.endswith("999;")


def dicts():
    seen = {}
    for i in range(70_000):
        key = (i * 7919) % 4001
        seen[key] = seen.get(key, 0) + 1
    names = {f"key {key}": count for key, count in seen.items()}
    assert sum(names.values()) == 70_000 and len(names) == 4001


def sorting():
    state, numbers = 42, []
    for _ in range(50_000):
        state = (state * 69069 + 1) % 4294967296
        numbers.append(state >> 8)
    ascending = sorted(numbers)
    by_digits = sorted(numbers, key=lambda number: (number % 100, number))
    assert ascending[0] == min(numbers) and by_digits[-1] % 100 == 99


def comprehensions():
    total, kinds = 0, set()
    for base in range(25):
        squares = [n * n for n in range(8_000) if (n + base) % 4]
        total += len(squares)
        kinds |= {square % 97 for square in squares}
    assert total == 25 * 6_000 and len(kinds) == 49


class Account:
    def __init__(self, owner, balance=0):
        self.owner = owner
        self.balance = balance

    @property
    def is_rich(self):
        return self.balance > 1_000

    def move(self, other, amount):
        self.balance -= amount
        other.balance += amount
        return self


def objects():
    accounts = [Account(f"owner {i}", 500) for i in range(200)]
    for i in range(40_000):
        accounts[i % 200].move(accounts[(i * 31 + 7) % 200], i % 13)
    assert sum(account.balance for account in accounts) == 100_000
    assert not any(account.is_rich for account in accounts)


def json_round_trip():
    rows = [{"id": i, "title": f"Row {i}", "ratio": i / 7, "tags": ["x", "y"], "last": None} for i in range(4_000)]
    assert json.loads(json.dumps(rows)) == rows


def regex():
    log = "\n".join(f"2026-11-{i % 28 + 1:02d} host{i % 9} GET /item/{i}?q={i * 3} {200 + i % 5}" for i in range(6_000))
    hits = re.findall(r"^(\S+) (host\d) GET (/\w+/\d+)\?q=(\d+) (\d{3})$", log, re.MULTILINE)
    masked = re.sub(r"host\d", lambda match: match.group().upper(), log)
    assert len(hits) == 6_000 and masked.count("HOST") == 6_000


def big_integers():
    for _ in range(4):
        product = 1
        for n in range(2, 1_400):
            product *= n
        text = str(product)
        assert text.startswith("247187") and len(text) == 3796
        assert int(text) == product and pow(3, product, 1_009) == 1


def generators():
    def evens(limit):
        for n in range(limit):
            if n % 2 == 0:
                yield n

    def pairs(source):
        before = None
        for n in source:
            if before is not None:
                yield before, n
            before = n

    assert sum(b - a for a, b in pairs(evens(160_000))) == 159_998


def exceptions():
    caught = 0
    for i in range(30_000):
        try:
            if i % 3 == 0:
                raise KeyError(i)
            if i % 3 == 1:
                {}[i]
        except KeyError as error:
            caught += error.args[0] == i
    assert caught == 20_000


KERNELS = [
    fib, loops, floats, strings, appending, dicts, sorting, comprehensions, objects, json_round_trip, regex,
    big_integers, generators, exceptions,
]


def measure(kernels=KERNELS, times=3):
    """The best time of each kernel in milliseconds, or what went wrong, as JSON."""
    results = {}
    for kernel in kernels:
        best = None
        try:
            for _ in range(times):
                begin = time.perf_counter()
                kernel()
                took = (time.perf_counter() - begin) * 1000
                best = took if best is None else min(best, took)
        except Exception as error:
            results[kernel.__name__] = repr(error)
        else:
            results[kernel.__name__] = best
    return json.dumps(results)


if __name__ == "__main__":
    print(measure())
