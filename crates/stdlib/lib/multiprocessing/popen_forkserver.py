"""How a process is started, which a browser's tab does not do."""

import errno

__all__ = ["Popen"]


class Popen:
    method = "forkserver"

    def __init__(self, process_obj):
        raise OSError(
            errno.ENOSYS, "a browser's tab runs one process: call the function, or use a pool"
        )
