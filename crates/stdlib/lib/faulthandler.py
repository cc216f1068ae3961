"""Tracebacks on demand. A tab of a browser gets no signals and tells of a crash by itself, so what
watches for them has nothing to do."""

import sys

_enabled = False


def _write(frame, file, title):
    file = sys.stderr if file is None else file
    file.write(f"{title} (most recent call first):\n")
    while frame is not None:
        code = frame.f_code
        file.write(f'  File "{code.co_filename}", line {frame.f_lineno} in {code.co_name}\n')
        frame = frame.f_back


def dump_traceback(file=None, all_threads=True):
    _write(sys._getframe(1), file, "Stack")


def dump_c_stack(file=None):
    raise RuntimeError("a browser's tab does not tell the stack of the machine")


def enable(file=None, all_threads=True, c_stack=True):
    global _enabled
    _enabled = True


def disable():
    global _enabled
    was, _enabled = _enabled, False
    return was


def is_enabled():
    return _enabled


def dump_traceback_later(timeout, repeat=False, file=None, exit=False):
    raise RuntimeError("nothing runs beside the script that could watch it")


def cancel_dump_traceback_later():
    pass
