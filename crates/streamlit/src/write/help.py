import inspect
import linecache
import re
import sys
import types


def is_thing(value):
    """A class, module or function: it is shown by its name."""
    return callable(value) or any(is_it(value) for is_it in (inspect.isclass, inspect.ismodule))


def short(value):
    if is_thing(value):
        return None
    if inspect.isgetsetdescriptor(value):
        owner = value.__objclass__
        prefix = "" if owner.__module__ == "builtins" else owner.__module__ + "."
        return f"<attribute {value.__name__!r} of {prefix + owner.__name__!r} objects>"
    text = repr(value)
    if not isinstance(value, str) and re.match(r"^<.* at 0x[0-9a-fA-F]+>$", text):
        return None
    text = text.strip()
    return text[:300] + "..." if len(text) > 300 else text


def name_of(value):
    return getattr(value, "__qualname__", None) or getattr(value, "__name__", None)


def signature(value):
    if not callable(value):
        return ""
    try:
        return str(inspect.signature(value))
    except (ValueError, NameError):
        return "(...)"
    except TypeError:
        return ""


def value_of(obj, variable):
    text = short(obj)
    if text is not None:
        return text
    name = name_of(obj)
    if not name:
        obj = type(obj)
        name = name_of(obj)
    module = getattr(obj, "__module__", None)
    text = (module + "." if module else "") + name + signature(obj)
    return None if text == variable else text


def docs(obj):
    text = inspect.getdoc(obj)
    kind = type(obj)
    if text is None and kind not in (type, types.ModuleType, types.FunctionType, types.MethodType):
        text = inspect.getdoc(kind)
    return text.strip() if text else None


def kind(obj):
    return "class" if inspect.isclass(obj) else type(obj).__name__


def variable(frame):
    """What the script calls the object: the first argument of the call in its line."""
    line = linecache.getline(frame.f_code.co_filename, frame.f_lineno).strip()
    match = re.search(r"\b(?:help|write)\((.*)", line)
    if not match:
        return line.removesuffix(",") or None
    depth, quote = 0, ""
    for place, sign in enumerate(match[1]):
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "'\"":
            quote = sign
        elif sign in "([{":
            depth += 1
        elif sign in ")]}" and depth:
            depth -= 1
        elif sign in "),":
            if depth == 0:
                name = match[1][:place].strip()
                return None if re.match(r"^(['\"\d]|$)", name) else name
    return None


def members(obj):
    found = []
    for name in dir(obj):
        if name.startswith("_"):
            continue
        own = getattr(type(obj), name, None)
        if isinstance(own, property) or inspect.isgetsetdescriptor(own):
            found.append((0, (name, "property", None, docs(own))))
            continue
        try:
            value = getattr(obj, name)
        except Exception:  # such as a module that is not there
            continue
        if inspect.ismodule(value):
            continue
        weight = 2 if inspect.isclass(value) else 1 if callable(value) else 0
        text = short(value)
        doc = docs(value) if text is None else None
        found.append((weight, (name, kind(value), text, doc and doc.partition("\n")[0])))
    return [member for _, member in sorted(found, key=lambda pair: (pair[0], pair[1][0]))]


def describe(obj):
    name = variable(sys._getframe(1))
    return name, kind(obj), value_of(obj, name), docs(obj), members(obj)
