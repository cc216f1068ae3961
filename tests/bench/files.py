"""Writes and reads what a reload has to bring back."""

import os
import time

WORKLOADS = {"one file of 10 MB": (1, 10_000_000), "1,000 files of 1 KB": (1000, 1000)}


def write(folder, workload, then=lambda: None):
    """The milliseconds of writing what no compression makes smaller, and of what is to be done `then`."""
    count, size = WORKLOADS[workload]
    contents = [os.urandom(size) for _ in range(count)]
    begin = time.perf_counter()
    for number, content in enumerate(contents):
        with open(f"{folder}/{number}", "wb") as file:
            file.write(content)
    then()
    return (time.perf_counter() - begin) * 1000


def sync(folder):
    """Returns when everything is stored."""
    with open(f"{folder}/0", "rb") as file:
        os.fsync(file.fileno())


def read(folder):
    """How many bytes there are."""
    total = 0
    for name in os.listdir(folder):
        with open(f"{folder}/{name}", "rb") as file:
            total += len(file.read())
    return total
