"""The one group that there is in a tab."""

from collections import namedtuple as _namedtuple

struct_group = _namedtuple("struct_group", "gr_name gr_passwd gr_gid gr_mem")
struct_group.__module__ = "grp"
_group = struct_group("user", "x", 0, [])


def getgrgid(id):
    if id != _group.gr_gid:
        raise KeyError(f"getgrgid(): gid not found: {id}")
    return _group


def getgrnam(name):
    if name != _group.gr_name:
        raise KeyError(f"getgrnam(): name not found: {name!r}")
    return _group


def getgrall():
    return [_group]
