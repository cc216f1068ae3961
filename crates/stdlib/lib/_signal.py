"""Signals, of which a browser's tab gets none. Scripts run as in a thread beside the main one, where
no handler can be set."""

SIG_DFL = 0
SIG_IGN = 1
SIGHUP = 1
SIGINT = 2
SIGQUIT = 3
SIGABRT = 6
SIGKILL = 9
SIGUSR1 = 10
SIGSEGV = 11
SIGUSR2 = 12
SIGPIPE = 13
SIGALRM = 14
SIGTERM = 15
SIGCHLD = 17
SIGCONT = 18
SIGSTOP = 19
SIGTSTP = 20
SIGWINCH = 28
NSIG = 65
ITIMER_REAL = 0
ITIMER_VIRTUAL = 1
ITIMER_PROF = 2


class ItimerError(OSError):
    pass


def default_int_handler(signalnum, frame, /):
    raise KeyboardInterrupt


def signal(signalnum, handler, /):
    raise ValueError("signal only works in main thread of the main interpreter")


def getsignal(signalnum, /):
    return default_int_handler if signalnum == SIGINT else SIG_DFL


def raise_signal(signalnum, /):
    handler = getsignal(signalnum)
    if callable(handler):
        handler(signalnum, None)


def set_wakeup_fd(fd, /, *, warn_on_full_buffer=True):
    raise ValueError("set_wakeup_fd only works in main thread of the main interpreter")


def alarm(seconds, /):
    """No alarm was set before, and none goes off."""
    return 0


def setitimer(which, seconds, interval=0.0, /):
    return 0.0, 0.0


def getitimer(which, /):
    return 0.0, 0.0


def siginterrupt(signalnum, flag, /):
    pass


def strsignal(signalnum, /):
    return None


def valid_signals():
    return set(range(1, NSIG))
