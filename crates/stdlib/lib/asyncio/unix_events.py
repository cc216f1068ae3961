"""The event loop of a browser's tab: timers and what is ready, nothing else. While it waits, the
script can be stopped."""

import time

from . import base_events, events

__all__ = ("SelectorEventLoop", "EventLoop")


class _Timers:
    """In the place of a selector: there are no files to wait for."""

    def select(self, timeout=None):
        if timeout is None:
            raise RuntimeError(
                "this would wait for ever: no task is ready, none sleeps, and nothing else runs"
            )
        if timeout > 0:
            time.sleep(timeout)
        return ()


class EventLoop(base_events.BaseEventLoop):
    def __init__(self, selector=None):
        super().__init__()
        self._selector = _Timers()

    def _process_events(self, event_list):
        pass

    # Nobody runs beside the loop who would have to wake it.
    def _write_to_self(self):
        pass


SelectorEventLoop = EventLoop


class _DefaultEventLoopPolicy(events._BaseDefaultEventLoopPolicy):
    _loop_factory = EventLoop
