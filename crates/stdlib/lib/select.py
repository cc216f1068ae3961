"""Waiting for open files. Nothing here ever becomes ready by itself, so only the time passes."""

import time

error = OSError


def select(rlist, wlist, xlist, timeout=None, /):
    if timeout is None and not (rlist or wlist or xlist):
        raise OSError("select() would wait for ever: a browser's tab has nothing to wait for")
    if timeout:
        time.sleep(timeout)
    return [], [], []
