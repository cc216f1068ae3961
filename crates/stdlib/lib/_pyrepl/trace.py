"""What the interactive prompt tells of itself; nobody listens."""


def trace(line, *args, **kwargs):
    pass
