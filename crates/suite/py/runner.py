"""Collects the cases of a test module and runs them, one line of output a case."""

import contextlib
import importlib
import inspect
import io
import itertools
import os
import pathlib
import sys
import tempfile
import traceback
import types
import warnings

import pytest


class Absent:
    """What stands for something that is not here: tests that touch it are skipped."""

    is_running = False

    def __init__(self, name):
        self._name = name

    def _touch(self, name):
        if Absent.is_running:
            raise pytest.Skipped(f"there is no {self._name}")
        return Absent(f"{self._name}.{name}")

    def __getattr__(self, name):
        if name == "dtype" and not Absent.is_running:
            # Types of tests that are written in C stand in tables of cases.
            return sys.modules["numpy"].dtype("O")
        if name.startswith("_") and name != "__name__":
            raise AttributeError(name)
        return self._touch(name)

    def __call__(self, *args, **kwargs):
        return self._touch("()")

    def __or__(self, other):
        return self

    def _combine(self, other):
        return self._touch("()")

    __mod__ = __rmod__ = __mul__ = __rmul__ = __add__ = __radd__ = __sub__ = __rsub__ = _combine


def absent_module(name):
    module = types.ModuleType(name)
    module.__getattr__ = lambda attribute: _of_absent(name, attribute)
    module.__path__ = []
    sys.modules[name] = module
    return module


def _of_absent(module, attribute):
    if attribute.startswith("_"):
        raise AttributeError(attribute)
    return Absent(f"{module}.{attribute}")


def install_absent():
    importlib.import_module("numpy")
    install_absent_string_type()
    for name in ("mmap", "tracemalloc"):
        absent_module(name)
    sys.modules["numpy"].f2py = absent_module("numpy.f2py")
    for name in ("_multiarray_tests", "_umath_tests", "_rational_tests", "_operand_flag_tests", "_struct_ufunc_tests"):
        package = importlib.import_module("numpy._core")
        setattr(package, name, absent_module(f"numpy._core.{name}"))
    hypothesis = absent_module("hypothesis")

    def given(*args, **kwargs):
        def put(function):
            def skipped(*args, **kwargs):
                raise pytest.Skipped("there is no hypothesis")

            # Its parameters are what hypothesis would give.
            skipped.__name__ = function.__name__
            skipped._takes_all = True
            return skipped

        return put

    hypothesis.given = given
    hypothesis.settings = lambda *args, **kwargs: lambda function: function
    hypothesis.example = hypothesis.settings
    for name in ("strategies", "extra", "extra.numpy"):
        module = absent_module(f"hypothesis.{name}")
        if "." not in name:
            setattr(hypothesis, name, module)
    sys.modules["hypothesis.extra"].numpy = sys.modules["hypothesis.extra.numpy"]


def install_absent_string_type():
    """Tables of cases name `StringDType()`; cases that go on to use it are skipped, others fail as scripts do."""
    string_type = sys.modules["numpy"].dtypes.StringDType
    make = string_type.__new__

    def make_or_name(cls, *args, **kwargs):
        return make(cls, *args, **kwargs) if Absent.is_running else Absent("StringDType")

    string_type.__new__ = make_or_name


class Case:
    def __init__(self, name, function, cls, marks, values):
        self.name, self.function, self.cls, self.marks, self.values = name, function, cls, marks, values


def marks_of(target):
    marks = getattr(target, "pytestmark", [])
    return list(marks) if isinstance(marks, (list, tuple)) else [marks]


def class_marks(cls):
    marks = []
    for base in cls.__mro__:
        marks.extend(vars(base).get("pytestmark", []))
    return marks


class Collector:
    def __init__(self, module):
        self.module = module
        self.module_marks = marks_of(module)

    def cases(self):
        for name, value in list(vars(self.module).items()):
            if name.startswith("test") and inspect.isfunction(value):
                yield from self.expanded(name, value, None)
            elif name.startswith("Test") and isinstance(value, type) or self.is_unittest(value):
                yield from self.of_class(name, value)

    def is_unittest(self, value):
        unittest = sys.modules.get("unittest")
        return unittest is not None and isinstance(value, type) and issubclass(value, unittest.TestCase)

    def of_class(self, class_name, cls):
        if "__init__" in vars(cls) or getattr(cls, "__test__", True) is False:
            return
        names = []
        for base in reversed(cls.__mro__):
            names.extend(name for name in vars(base) if name.startswith("test") and name not in names)
        for name in names:
            function = inspect.getattr_static(cls, name)
            if isinstance(function, (staticmethod, classmethod)):
                function = function.__func__
            if callable(function):
                yield from self.expanded(f"{class_name}::{name}", function, cls)

    def expanded(self, name, function, cls):
        marks = [*marks_of(function), *(class_marks(cls) if cls else []), *self.module_marks]
        tables = [mark for mark in marks if mark.name == "parametrize"]
        choices = []
        for table in tables:
            choices.append(list(rows(table)))
        for key, params in self.fixture_params(function, cls, {n for t in tables for n in names_of(t)}):
            choices.append([({key: p}, [], str(i)) for i, p in enumerate(params)])
        rest = [mark for mark in marks if mark.name != "parametrize"]
        for combination in itertools.product(*reversed(choices)):
            values, more, labels = {}, [], []
            for given, given_marks, label in reversed(combination):
                values.update(given)
                more.extend(given_marks)
                labels.append(label)
            suffix = f"[{'-'.join(labels)}]" if labels else ""
            yield Case(name + suffix, function, cls, [*more, *rest], values)

    def fixture_params(self, function, cls, known):
        seen, queue = set(), [*arguments(function), *self.autouse(cls)]
        while queue:
            name = queue.pop(0)
            if name in seen or name in known:
                continue
            seen.add(name)
            fixture = self.fixture(name, cls)
            if fixture is None:
                continue
            queue.extend(arguments(fixture))
            if fixture._fixture["params"] is not None:
                yield name, [unwrapped(p) for p in fixture._fixture["params"]]

    def fixture(self, name, cls):
        for place in (cls, self.module):
            found = getattr(place, name, None) if place is not None else None
            if hasattr(found, "_fixture"):
                return found
            for value in vars(place).values() if place is not None else ():
                if getattr(value, "_fixture", {}).get("name") == name:
                    return value
        return None

    def autouse(self, cls):
        places = [*(cls.__mro__ if cls else ()), self.module]
        for place in places:
            for name, value in vars(place).items():
                if getattr(value, "_fixture", {}).get("autouse"):
                    yield name


def unwrapped(value):
    return value.values[0] if isinstance(value, pytest._Param) else value


def names_of(table):
    names = table.args[0] if table.args else table.kwargs["argnames"]
    return [name.strip() for name in names.split(",") if name.strip()] if isinstance(names, str) else list(names)


def rows(table):
    names = names_of(table)
    is_bare = isinstance(table.args[0] if table.args else table.kwargs["argnames"], str) and len(names) == 1
    values = table.args[1] if len(table.args) > 1 else table.kwargs["argvalues"]
    for number, row in enumerate(values):
        marks, label = [], f"{number}"
        if isinstance(row, pytest._Param):
            marks, row = row.marks, row.values
        elif is_bare:
            row = (row,)
        shown = [str(v) for v in row if isinstance(v, (str, int, float, bool, type(None)))]
        yield dict(zip(names, row)), marks, "-".join([label, *shown])[:60]


def arguments(function):
    if getattr(function, "_takes_all", False):
        return []
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return []
    plain = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
    wanted = [p.name for p in parameters if p.kind in plain and p.default is p.empty]
    return [name for name in wanted if name != "self"]


class LocalPath(type(pathlib.Path())):
    """A path that is written to as pytest's older ones are."""

    def write(self, text):
        self.write_text(text)


class Request:
    def __init__(self, run, name):
        self.run, self.fixturename = run, name
        self.node = types.SimpleNamespace(name=run.case.name)
        self.cls, self.function = run.case.cls, run.case.function

    @property
    def param(self):
        return self.run.case.values[self.fixturename]

    def getfixturevalue(self, name):
        return self.run.value(name)

    def addfinalizer(self, act):
        self.run.finalizers.append(act)


class Captured:
    def __init__(self):
        self.streams = io.StringIO(), io.StringIO()

    def readouterr(self):
        texts = [stream.getvalue() for stream in self.streams]
        for stream in self.streams:
            stream.seek(0)
            stream.truncate()
        return types.SimpleNamespace(out=texts[0], err=texts[1], __iter__=lambda self: iter(texts))

    @contextlib.contextmanager
    def disabled(self):
        yield


class Run:
    """One case under way."""

    kept = {}
    classes = set()

    def __init__(self, case, collector, captured):
        self.case, self.collector, self.captured = case, collector, captured
        self.instance = None
        self.finalizers = []
        self.made = {}

    def value(self, name):
        if name in self.case.values and self.collector.fixture(name, self.case.cls) is None:
            return self.case.values[name]
        if name not in self.made:
            self.made[name] = self.make(name)
        return self.made[name]

    def make(self, name):
        fixture = self.collector.fixture(name, self.case.cls)
        if fixture is None:
            return self.builtin(name)
        scope = fixture._fixture["scope"]
        key = scope, name, self.case.cls if scope == "class" else None, repr(self.case.values.get(name))
        if scope != "function" and key in Run.kept:
            return Run.kept[key]
        given = {n: Request(self, name) if n == "request" else self.value(n) for n in arguments(fixture)}
        bound = fixture.__get__(self.instance) if "self" in inspect.signature(fixture).parameters else fixture
        result = bound(**given)
        if inspect.isgenerator(result):
            generator, result = result, next(result)
            if scope == "function":
                self.finalizers.append(lambda: next(generator, None))
        if scope != "function":
            Run.kept[key] = result
        return result

    def builtin(self, name):
        if name in ("tmp_path", "tmpdir"):
            return LocalPath(tempfile.mkdtemp())
        if name == "monkeypatch":
            patch = pytest.MonkeyPatch()
            self.finalizers.append(patch.undo)
            return patch
        if name in ("capfd", "capsys"):
            return self.captured
        if name == "request":
            return Request(self, name)
        if name in ("recwarn",):
            context = pytest.warns(None)
            context.__enter__()
            self.finalizers.append(lambda: context.__exit__(None, None, None))
            return context
        raise pytest.Skipped(f"there is no fixture {name}")

    def carry_out(self):
        case = self.case
        for mark in case.marks:
            if mark.name == "usefixtures":
                for name in mark.args:
                    self.value(name)
        if case.cls is not None:
            is_unittest = self.collector.is_unittest(case.cls)
            self.set_up_class(case.cls)
            self.instance = case.cls("run") if is_unittest and False else case.cls()
            self.call_if_there("setup_method", "setUp")
        else:
            setup = getattr(self.collector.module, "setup_function", None)
            if setup is not None:
                setup()
        try:
            for name in self.collector.autouse(case.cls):
                self.value(name)
            given = {name: self.value(name) for name in arguments(case.function)}
            plain = {n: v for n, v in case.values.items() if self.collector.fixture(n, case.cls) is None}
            given.update({n: v for n, v in plain.items() if n in inspect_names(case.function)})
            if case.cls is not None and not is_static(case.cls, case.function):
                case.function(self.instance, **given)
            else:
                case.function(**given)
        finally:
            while self.finalizers:
                self.finalizers.pop()()
            if self.instance is not None:
                self.call_if_there("teardown_method", "tearDown")

    def set_up_class(self, cls):
        """What a class does once, before the first of its cases."""
        if cls in Run.classes:
            return
        Run.classes.add(cls)
        for name in ("setup_class", "setUpClass"):
            act = getattr(cls, name, None)
            if act is not None:
                act()

    def call_if_there(self, *names):
        for name in names:
            act = getattr(self.instance, name, None)
            if act is not None:
                needed = [n for n in arguments(act) if n != "self"]
                return act(self.case.function) if needed else act()


def inspect_names(function):
    if getattr(function, "_takes_all", False):
        return ()
    return inspect.signature(function).parameters


def is_static(cls, function):
    return isinstance(inspect.getattr_static(cls, function.__name__, None), staticmethod)


def holds(condition, module):
    return eval(condition, dict(vars(module))) if isinstance(condition, str) else bool(condition)


def verdict(case, collector):
    """`passed`, `failed` or `skipped`, and why."""
    expected = None
    for mark in case.marks:
        if mark.name == "skip" or mark.name == "slow":
            return "skipped", mark.name
        if mark.name == "skipif" and holds(mark.args[0] if mark.args else mark.kwargs["condition"], collector.module):
            return "skipped", mark.kwargs.get("reason", "")
        if mark.name == "xfail":
            conditions = mark.args or ((mark.kwargs["condition"],) if "condition" in mark.kwargs else (True,))
            if all(holds(condition, collector.module) for condition in conditions):
                expected = mark
    captured = Captured()
    outputs = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = captured.streams
    Absent.is_running = True
    try:
        with warnings.catch_warnings(record=True):
            warnings.simplefilter("always")
            for mark in case.marks:
                if mark.name == "filterwarnings":
                    for text in mark.args:
                        add_filter(text)
            Run(case, collector, captured).carry_out()
    except pytest.Skipped as skipped:
        return "skipped", str(skipped)
    except pytest.XFailed as failed:
        return "skipped", str(failed)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        if expected is not None:
            return "skipped", "it is known to fail"
        return "failed", described(error)
    finally:
        Absent.is_running = False
        sys.stdout, sys.stderr = outputs
    return "passed", ""


def add_filter(text):
    parts = text.split(":")
    action, message = parts[0], parts[1] if len(parts) > 1 else ""
    category = Warning
    if len(parts) > 2 and parts[2]:
        module, _, name = parts[2].rpartition(".")
        category = getattr(importlib.import_module(module or "builtins"), name, Warning)
    warnings.filterwarnings(action, message, category)


def described(error):
    try:
        text = " ".join(str(error).split())
    except BaseException:
        text = "?"
    frames = traceback.extract_tb(error.__traceback__)
    places = [f for f in frames if "/tests/" in f.filename] or frames
    line = places[-1].lineno if places else 0
    last = frames[-1] if frames else None
    where = f" ({os.path.basename(last.filename)}:{last.lineno})" if last and last is not places[-1] else ""
    return f"line {line}: {type(error).__name__}: {text[:300]}{where}"


def main(name, first, pattern):
    install_absent()
    try:
        module = importlib.import_module(name)
    except pytest.Skipped as skipped:
        return say(f"0 skipped {name} # {skipped}")
    except BaseException as error:
        return say(f"0 failed {name} # it cannot be imported: {described(error)}")
    collector = Collector(module)
    cases = [case for case in collector.cases() if pattern in case.name]
    say(f"cases {len(cases)}")
    for number, case in enumerate(cases):
        if number >= first:
            outcome, why = verdict(case, collector)
            say(f"{number} {outcome} {case.name} # {why}".replace("\n", " "))


def say(line):
    line = line.encode("ascii", "backslashreplace").decode()
    sys.__stdout__.write(line + "\n")
    sys.__stdout__.flush()
