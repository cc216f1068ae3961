"""Signals, of which a browser's tab gets none: names for the library, nothing more."""

SIG_DFL = 0
SIG_IGN = 1
SIGHUP = 1
SIGINT = 2
SIGQUIT = 3
SIGABRT = 6
SIGKILL = 9
SIGALRM = 14
SIGTERM = 15
NSIG = 65

_handlers = {}


def default_int_handler(signalnum, frame, /):
    raise KeyboardInterrupt


def signal(signalnum, handler, /):
    previous = getsignal(signalnum)
    _handlers[int(signalnum)] = handler
    return previous


def getsignal(signalnum, /):
    return _handlers.get(int(signalnum), default_int_handler if signalnum == SIGINT else SIG_DFL)


def raise_signal(signalnum, /):
    handler = getsignal(signalnum)
    if callable(handler):
        handler(signalnum, None)


def set_wakeup_fd(fd, /, *, warn_on_full_buffer=True):
    return -1


def siginterrupt(signalnum, flag, /):
    pass


def strsignal(signalnum, /):
    return None


def valid_signals():
    return set(range(1, NSIG))
