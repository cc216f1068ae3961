"""What test modules ask of pytest, as far as the suites that are run here go.

It holds no state but marks on functions: `runner.py` reads them.
"""

import builtins
import contextlib
import importlib
import math
import re
import warnings as _warnings


class Skipped(BaseException):
    """The test is not for this Python."""


class XFailed(BaseException):
    """The test says itself that it fails."""


class Failed(AssertionError):
    """The test has failed by its own words."""


class PytestWarning(UserWarning):
    pass


class PytestUnraisableExceptionWarning(PytestWarning):
    pass


class Mark:
    def __init__(self, name, args=(), kwargs=None):
        self.name = name
        self.args = args
        self.kwargs = kwargs or {}

    def __call__(self, *args, **kwargs):
        if len(args) == 1 and not kwargs and self.name not in _WITH_ARGUMENT:
            target = args[0]
            if isinstance(target, type) or callable(target):
                return _put(self, target)
        return Mark(self.name, args, kwargs) if self.args == () and not self.kwargs else _put(self, args[0])


_WITH_ARGUMENT = ("parametrize", "skipif", "filterwarnings", "usefixtures", "skip", "xfail")


def _put(mark, target):
    target.pytestmark = [*_own_marks(target), mark]
    return target


def _own_marks(target):
    return vars(target).get("pytestmark", []) if isinstance(target, type) else getattr(target, "pytestmark", [])


class _Marks:
    def __getattr__(self, name):
        return _MarkMaker(name)


class _MarkMaker(Mark):
    """`mark.slow` is put on a function as it stands, `mark.skipif(…)` after a call."""

    def __call__(self, *args, **kwargs):
        is_bare = len(args) == 1 and not kwargs and (isinstance(args[0], type) or hasattr(args[0], "__code__"))
        if is_bare:
            return _put(self, args[0])
        return _Decorator(self.name, args, kwargs)


class _Decorator(Mark):
    def __call__(self, target):
        return _put(self, target)


mark = _Marks()


class _Param:
    def __init__(self, values, marks, id):
        self.values = values
        self.marks = list(marks) if isinstance(marks, (list, tuple)) else [marks]
        self.id = id


def param(*values, marks=(), id=None):
    return _Param(values, marks, id)


def fixture(function=None, *, scope="function", params=None, autouse=False, ids=None, name=None):
    def put(function):
        function._fixture = {"scope": scope, "params": params, "autouse": autouse, "name": name}
        return function

    return put if function is None else put(function)


def skip(reason="", *, allow_module_level=False, msg=None):
    raise Skipped(reason)


def xfail(reason=""):
    raise XFailed(reason)


def fail(reason="", pytrace=True, msg=None):
    raise Failed(reason)


def exit(reason="", returncode=None):
    raise Failed(reason)


def importorskip(name, minversion=None, reason=None, exc_type=ImportError):
    try:
        return importlib.import_module(name)
    except ImportError:
        raise Skipped(f"there is no {name}") from None


class ExceptionInfo:
    value = None

    @property
    def type(self):
        return builtins.type(self.value)

    @property
    def typename(self):
        return self.type.__name__

    @property
    def tb(self):
        return self.value.__traceback__

    def match(self, pattern):
        assert re.search(pattern, str(self.value)), f"{pattern!r} is not in {str(self.value)!r}"
        return True


class _Raises:
    def __init__(self, expected, match, check):
        self.expected, self.pattern, self.check = expected, match, check
        self.info = ExceptionInfo()

    def __enter__(self):
        return self.info

    def __exit__(self, kind, value, trace):
        if kind is None:
            raise Failed(f"{self.expected} was not raised")
        if not issubclass(kind, self.expected):
            return False
        self.info.value = value
        if self.pattern is not None:
            self.info.match(self.pattern)
        if self.check is not None:
            assert self.check(value)
        return True


def raises(expected, *args, match=None, check=None, **kwargs):
    context = _Raises(expected, match, check)
    if not args:
        return context
    with context as info:
        args[0](*args[1:], **kwargs)
    return info


class _Warns(_warnings.catch_warnings):
    def __init__(self, expected, match):
        super().__init__(record=True)
        self.expected, self.pattern = expected, match

    def __enter__(self):
        self.list = super().__enter__()
        _warnings.simplefilter("always")
        return self

    def __exit__(self, kind, value, trace):
        super().__exit__(kind, value, trace)
        if kind is not None or self.expected is None:
            return

        def fits(warning):
            fitting = issubclass(warning.category, self.expected)
            return fitting and (self.pattern is None or re.search(self.pattern, str(warning.message)))

        if not any(fits(warning) for warning in self.list):
            seen = [warning.message for warning in self.list]
            raise Failed(f"{self.expected} did not come; what came: {seen}")
        for warning in self.list:
            if not fits(warning):
                _warnings.warn_explicit(warning.message, warning.category, warning.filename, warning.lineno)

    def __len__(self):
        return len(self.list)

    def __iter__(self):
        return iter(self.list)

    def __getitem__(self, index):
        return self.list[index]

    def pop(self, kind=Warning):
        for index, warning in enumerate(self.list):
            if issubclass(warning.category, kind):
                return self.list.pop(index)
        raise AssertionError(f"{kind} is not among the warnings")


def warns(expected=Warning, *args, match=None, **kwargs):
    context = _Warns(expected, match)
    if not args:
        return context
    with context:
        return args[0](*args[1:], **kwargs)


def deprecated_call(*args, match=None, **kwargs):
    return warns((DeprecationWarning, PendingDeprecationWarning, FutureWarning), *args, match=match, **kwargs)


class approx:
    def __init__(self, expected, rel=None, abs=None, nan_ok=False):
        self.expected, self.rel, self.abs, self.nan_ok = expected, rel, abs, nan_ok

    def _is_close(self, actual, expected):
        if actual == expected:
            return True
        if self.nan_ok and actual != actual and expected != expected:
            return True
        absolute = 1e-12 if self.abs is None else self.abs
        relative = (1e-6 if self.abs is None else 0) if self.rel is None else self.rel
        return math.fabs(actual - expected) <= max(absolute, relative * builtins.abs(expected))

    def __eq__(self, actual):
        if isinstance(self.expected, dict):
            same = actual.keys() == self.expected.keys()
            return same and all(self._is_close(actual[key], self.expected[key]) for key in actual)
        if hasattr(self.expected, "__len__"):
            pairs = zip(actual, self.expected)
            return len(actual) == len(self.expected) and all(self._is_close(*pair) for pair in pairs)
        return bool(self._is_close(actual, self.expected))

    __array_ufunc__ = None
    __array_priority__ = 100


class MonkeyPatch:
    def __init__(self):
        self.undone = []

    @classmethod
    @contextlib.contextmanager
    def context(cls):
        patch = cls()
        try:
            yield patch
        finally:
            patch.undo()

    def setattr(self, target, name, value=None, raising=True):
        if isinstance(target, str):
            module, _, last = target.rpartition(".")
            target, name, value = importlib.import_module(module), last, name
        had, old = hasattr(target, name), getattr(target, name, None)
        setattr(target, name, value)
        self.undone.append(lambda: setattr(target, name, old) if had else delattr(target, name))

    def delattr(self, target, name, raising=True):
        old = getattr(target, name)
        delattr(target, name)
        self.undone.append(lambda: setattr(target, name, old))

    def setitem(self, mapping, name, value):
        had, old = name in mapping, mapping.get(name)
        mapping[name] = value
        self.undone.append(lambda: mapping.__setitem__(name, old) if had else mapping.pop(name))

    def delitem(self, mapping, name, raising=True):
        if name in mapping:
            old = mapping.pop(name)
            self.undone.append(lambda: mapping.__setitem__(name, old))

    def setenv(self, name, value, prepend=None):
        import os

        self.setitem(os.environ, name, value)

    def delenv(self, name, raising=True):
        import os

        self.delitem(os.environ, name)

    def chdir(self, path):
        import os

        old = os.getcwd()
        os.chdir(path)
        self.undone.append(lambda: os.chdir(old))

    def undo(self):
        while self.undone:
            self.undone.pop()()
