"""The profiler that can be switched on and off, in Python: for what is slow, not for how slow."""

import sys
from time import perf_counter

__all__ = ["run", "runctx", "Profile"]


class _Call:
    __slots__ = ("function", "began", "within")

    def __init__(self, function, began):
        self.function = function
        self.began = began
        self.within = 0


class Profile:
    def __init__(self, timer=None, timeunit=0.0, subcalls=True, builtins=True):
        self._timer = timer or perf_counter
        self._unit = timeunit or 1
        self.clear()

    def enable(self, subcalls=True, builtins=True):
        sys.setprofile(self._take)

    def disable(self):
        sys.setprofile(None)
        now = self._timer()
        while self._calls:
            self._leave(now)

    def clear(self):
        self._calls = []
        self._depths = {}
        self._stats = {}

    def _take(self, frame, event, arg):
        now = self._timer()
        if event == "call":
            code = frame.f_code
            self._enter((code.co_filename, code.co_firstlineno, code.co_name), now)
        elif event == "c_call":
            module = getattr(arg, "__module__", None)
            name = getattr(arg, "__qualname__", None) or repr(arg)
            self._enter(("~", 0, f"<built-in method {module}.{name}>"), now)
        elif self._calls:
            self._leave(now)

    def _enter(self, function, now):
        self._calls.append(_Call(function, now))
        self._depths[function] = self._depths.get(function, 0) + 1

    def _leave(self, now):
        call = self._calls.pop()
        caller = self._calls[-1] if self._calls else None
        total = (now - call.began) * self._unit
        depth = self._depths[call.function] = self._depths[call.function] - 1
        stat = self._stats.setdefault(call.function, ([0, 0, 0, 0], {}))
        _add(stat[0], depth, total - call.within, total)
        if caller is not None:
            caller.within += total
            _add(stat[1].setdefault(caller.function, [0, 0, 0, 0]), depth, total - call.within, total)

    def create_stats(self):
        self.disable()
        self.stats = {
            function: (*sums, {caller: tuple(part) for caller, part in callers.items()})
            for function, (sums, callers) in self._stats.items()
        }

    def print_stats(self, sort=-1):
        import pstats

        sort = sort if isinstance(sort, tuple) else (sort,)
        pstats.Stats(self).strip_dirs().sort_stats(*sort).print_stats()

    def dump_stats(self, file):
        import marshal

        self.create_stats()
        with open(file, "wb") as out:
            marshal.dump(self.stats, out)

    def run(self, cmd):
        import __main__

        return self.runctx(cmd, __main__.__dict__, __main__.__dict__)

    def runctx(self, cmd, globals, locals):
        with self:
            exec(cmd, globals, locals)
        return self

    def runcall(self, func, /, *args, **kw):
        with self:
            return func(*args, **kw)

    def __enter__(self):
        self.enable()
        return self

    def __exit__(self, *exc_info):
        self.disable()


def _add(sums, depth, inner, total):
    """Primitive calls, calls, time inside, time with what it called: recursion counts once."""
    sums[1] += 1
    sums[2] += inner
    if depth == 0:
        sums[0] += 1
        sums[3] += total


def _show(profile, filename, sort):
    if filename is None:
        profile.print_stats(sort)
    else:
        profile.dump_stats(filename)


def run(statement, filename=None, sort=-1):
    _show(Profile().run(statement), filename, sort)


def runctx(statement, globals, locals, filename=None, sort=-1):
    _show(Profile().runctx(statement, globals, locals), filename, sort)
