import asyncio

_under_way = {}


class _Steps:
    """Goes the steps of a coroutine, each between `enter` and `leave`."""

    def __init__(self, coroutine, enter, leave):
        self.coroutine, self.enter, self.leave = coroutine, enter, leave

    def __await__(self):
        step, given = self.coroutine.send, None
        while True:
            self.enter()
            try:
                asked = step(given)
            except StopIteration as end:
                return end.value
            finally:
                self.leave()
            try:
                given, step = (yield asked), self.coroutine.send
            except BaseException as error:
                given, step = error, self.coroutine.throw


async def call(key, recall, begin, enter, leave, remember, end):
    """A remembered result, or a new one; who asks for it meanwhile waits for it."""
    while True:
        found = recall()
        if found is not None:
            return found[0]
        other = _under_way.get(key)
        if other is None or other.get_loop() is not asyncio.get_running_loop():
            break
        await asyncio.wait([other])
    done = _under_way[key] = asyncio.get_running_loop().create_future()
    try:
        return remember(await _Steps(begin(), enter, leave))
    finally:
        end()
        if _under_way.get(key) is done:
            del _under_way[key]
        # A run that was cut short has closed the loop.
        if not done.get_loop().is_closed():
            done.set_result(None)
