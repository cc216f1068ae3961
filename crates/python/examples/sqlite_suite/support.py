"""Stands for CPython's `test.support`, as far as the tests of `sqlite3` take it."""

import contextlib
import functools
import gc
import os
import shutil
import sys
import types
import unittest


def module(name, **names):
    made = types.ModuleType(name)
    made.__dict__.update(names)
    sys.modules[name] = made
    parent, _, last = name.rpartition(".")
    if parent:
        setattr(sys.modules[parent], last, made)
    return made


def unlink(path):
    with contextlib.suppress(FileNotFoundError):
        os.unlink(path)


@contextlib.contextmanager
def temp_dir():
    os.makedirs("/tmp/suite", exist_ok=True)
    try:
        yield "/tmp/suite"
    finally:
        shutil.rmtree("/tmp/suite")


class FakePath:
    def __init__(self, path):
        self.path = path

    def __fspath__(self):
        return self.path


class catch_unraisable_exception:
    def __enter__(self):
        self.unraisable = None
        self._former = sys.unraisablehook
        sys.unraisablehook = lambda unraisable: setattr(self, "unraisable", unraisable)
        return self

    def __exit__(self, *exc_info):
        sys.unraisablehook = self._former
        self.unraisable = None


@contextlib.contextmanager
def captured(name):
    import io

    former = getattr(sys, name)
    setattr(sys, name, io.StringIO())
    try:
        yield getattr(sys, name)
    finally:
        setattr(sys, name, former)


def check_disallow_instantiation(case, kind, *args, **kwargs):
    case.assertRaises(TypeError, kind, *args, **kwargs)


def bigmemtest(**_):
    return unittest.skip("it takes gigabytes")


def reap_threads(function):
    @functools.wraps(function)
    def run(*args, **kwargs):
        return function(*args, **kwargs)

    return run


def assert_python_ok(*args, **kwargs):
    raise unittest.SkipTest("a tab starts no processes")


support = module(
    "test.support",
    SHORT_TIMEOUT=30,
    is_apple=False,
    is_emscripten=True,
    is_wasi=False,
    verbose=False,
    bigmemtest=bigmemtest,
    captured_stderr=lambda: captured("stderr"),
    captured_stdin=lambda: captured("stdin"),
    captured_stdout=lambda: captured("stdout"),
    catch_unraisable_exception=catch_unraisable_exception,
    check_disallow_instantiation=check_disallow_instantiation,
    gc_collect=gc.collect,
    load_package_tests=lambda *args: None,
    requires_subprocess=lambda: unittest.skip("a tab starts no processes"),
    threading_helper=types.SimpleNamespace(
        reap_threads=reap_threads, requires_working_threading=lambda: lambda thing: thing
    ),
)
module(
    "test.support.os_helper",
    TESTFN="/tmp/suite_file",
    TESTFN_UNDECODABLE=None,
    FakePath=FakePath,
    temp_dir=temp_dir,
    unlink=unlink,
)
module("test.support.import_helper", import_module=__import__)
module("test.support.script_helper", assert_python_ok=assert_python_ok)
module("_testcapi", INT_MAX=2**31 - 1, ULLONG_MAX=2**64 - 1)
