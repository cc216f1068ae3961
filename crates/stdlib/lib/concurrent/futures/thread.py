"""A pool without threads: work is done where it is submitted."""

from concurrent.futures import _base


class BrokenThreadPool(_base.BrokenExecutor):
    """The initializer of a pool has failed."""


class ThreadPoolExecutor(_base.Executor):
    BROKEN = BrokenThreadPool

    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
        if max_workers is not None and max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._max_workers = max_workers or 1
        self._initializer = initializer
        self._initargs = initargs
        self._broken = False
        self._shutdown = False

    def submit(self, fn, /, *args, **kwargs):
        if self._broken:
            raise self.BROKEN(self._broken)
        if self._shutdown:
            raise RuntimeError("cannot schedule new futures after shutdown")
        future = _base.Future()
        future.set_running_or_notify_cancel()
        try:
            self._initialize()
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future

    def _initialize(self):
        initializer, self._initializer = self._initializer, None
        if initializer is None:
            return
        try:
            initializer(*self._initargs)
        except Exception as error:
            self._broken = "The initializer failed; the pool is not usable anymore"
            raise self.BROKEN(self._broken) from error

    def shutdown(self, wait=True, *, cancel_futures=False):
        self._shutdown = True
