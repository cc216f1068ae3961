"""The one user that there is in a tab."""

from collections import namedtuple as _namedtuple

struct_passwd = _namedtuple(
    "struct_passwd", "pw_name pw_passwd pw_uid pw_gid pw_gecos pw_dir pw_shell"
)
struct_passwd.__module__ = "pwd"
_user = struct_passwd("user", "x", 0, 0, "", "/home/user", "")


def getpwuid(uid, /):
    if uid != _user.pw_uid:
        raise KeyError(f"getpwuid(): uid not found: {uid}")
    return _user


def getpwnam(name, /):
    if name != _user.pw_name:
        raise KeyError(f"getpwnam(): name not found: {name!r}")
    return _user


def getpwall():
    return [_user]
