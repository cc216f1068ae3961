"""A pool without processes: work is done where it is submitted."""

from concurrent.futures import thread


class BrokenProcessPool(thread.BrokenThreadPool):
    """The initializer of a pool has failed."""


class ProcessPoolExecutor(thread.ThreadPoolExecutor):
    BROKEN = BrokenProcessPool

    def __init__(
        self,
        max_workers=None,
        mp_context=None,
        initializer=None,
        initargs=(),
        *,
        max_tasks_per_child=None,
    ):
        super().__init__(max_workers, initializer=initializer, initargs=initargs)

    def map(self, fn, *iterables, timeout=None, chunksize=1, buffersize=None):
        if chunksize < 1:
            raise ValueError("chunksize must be >= 1.")
        return super().map(fn, *iterables, timeout=timeout, buffersize=buffersize)
