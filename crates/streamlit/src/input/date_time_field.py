from datetime import date, datetime, time, timedelta


def _first(text, *readers):
    for read in readers:
        try:
            return read(text)
        except ValueError:
            pass
    return None


def is_range(value):
    return isinstance(value, (list, tuple))


def day(value):
    """A day as ISO text, None if it is none."""
    if isinstance(value, str):
        if value == "today":
            value = datetime.now()
        else:
            value = _first(value, date.fromisoformat, datetime.fromisoformat)
    if isinstance(value, datetime):
        value = value.date()
    return value.isoformat() if isinstance(value, date) else None


def years_off(text, years):
    """The same day in another year."""
    known = date.fromisoformat(text)
    year = min(max(known.year + years, 1), 9999)
    try:
        return known.replace(year=year).isoformat()
    except ValueError:
        return known.replace(year=year, day=28).isoformat()


def clock(value, with_seconds):
    """A time as ISO text, None if it is none."""
    if isinstance(value, str):
        if value == "now":
            value = datetime.now()
        else:
            value = _first(value, time.fromisoformat, datetime.fromisoformat)
    if isinstance(value, datetime):
        value = value.time()
    if not isinstance(value, time):
        return None
    return value.strftime("%H:%M:%S" if with_seconds else "%H:%M")


def both(value, other_day, other_time):
    """A day with a time as ISO text; what is missing is taken from the others."""
    if isinstance(value, str):
        value = _both_of_text(value.strip())
    if isinstance(value, datetime):
        return value.date().isoformat() + value.strftime("T%H:%M")
    if isinstance(value, date):
        return value.isoformat() + "T" + other_time
    if isinstance(value, time):
        return (other_day or date.today().isoformat()) + value.strftime("T%H:%M")
    return None


def _both_of_text(text):
    if text == "now":
        return datetime.now()
    formats = ["%Y/%m/%d %H:%M" + seconds for seconds in ("", ":%S")]
    by_format = [lambda text, f=f: datetime.strptime(text, f) for f in formats]
    return _first(text, datetime.fromisoformat, *by_format, date.fromisoformat, time.fromisoformat)


def seconds(step):
    """A step in seconds, None if it is none."""
    if isinstance(step, timedelta):
        return int(step.total_seconds())
    return step if isinstance(step, int) and not isinstance(step, bool) else None


def value_of(kind, texts):
    """What the script gets for ISO texts."""
    if kind == "Days":
        return tuple(date.fromisoformat(text) for text in texts)
    read = {"Day": date, "Time": time, "DayTime": datetime}[kind].fromisoformat
    return read(texts[0]) if texts else None


def texts_of(kind, value, with_seconds):
    """The ISO texts of what the script has set; None if it is no such value."""
    if value is None:
        return []
    if kind in ("Day", "Days"):
        texts = [day(one) for one in value] if is_range(value) else [day(value)]
    elif kind == "Time":
        texts = [clock(one, with_seconds) for one in (value if is_range(value) else [value])]
    else:
        texts = [both(one, None, "00:00") for one in (value if is_range(value) else [value])]
    return None if None in texts else texts


def is_moment(value):
    return isinstance(value, (date, time))


_BEGINNING = datetime(1970, 1, 1)
_MICRO = timedelta(microseconds=1)


def _micros(value):
    if isinstance(value, time):
        value = datetime.combine(date(2000, 1, 1), value)
    elif not isinstance(value, datetime):
        value = datetime.combine(value, time())
    return (value.replace(tzinfo=None) - _BEGINNING) // _MICRO


def scale(values, low, high, step):
    """Thumbs, ends and step of a slider in microseconds, None if the types do not go together."""
    kind = type(values[0])
    around = (time.min, time.max) if kind is time else _around(values[0], timedelta(days=14))
    low = around[0] if low is None else low
    high = around[1] if high is None else high
    if any(type(value) is not kind for value in (*values, low, high)):
        return None
    ends = sorted((_micros(low), _micros(high)))
    if step is None:
        is_short = kind is time or ends[1] - ends[0] < timedelta(days=1) // _MICRO
        step = timedelta(minutes=15) if is_short else timedelta(days=1)
    if not isinstance(step, timedelta):
        return None
    thumbs = sorted(map(_micros, values))
    if ends[0] != ends[1]:
        # Bounds give way to the value.
        ends = min(ends[0], *thumbs), max(ends[1], *thumbs)
    return [float(thumb) for thumb in thumbs], float(ends[0]), float(ends[1]), float(step // _MICRO)


def _around(value, span):
    try:
        return value - span, value + span
    except OverflowError:
        return value, value


def at(sample, micros):
    """The moment that is that many microseconds after 1970 began, of the sample's type and zone."""
    value = _BEGINNING + int(micros) * _MICRO
    if isinstance(sample, time):
        return value.time().replace(tzinfo=sample.tzinfo)
    if isinstance(sample, datetime):
        return value.replace(tzinfo=sample.tzinfo)
    return value.date()


def micros_of(value):
    """Where the thumbs stand for what the script has set; None if it is no moment."""
    values = value if is_range(value) else [value]
    if not all(map(is_moment, values)):
        return None
    return [float(_micros(one)) for one in values]


def micros_of_texts(texts):
    """Where the thumbs stand for texts of the address; None if one is no moment."""
    readers = (time.fromisoformat, date.fromisoformat, datetime.fromisoformat)
    values = [_first(text, *readers) for text in texts]
    return None if None in values else micros_of(values)


def texts_of_address(kind, texts, with_seconds):
    """The ISO texts that a field has for those of the address; None if they are no such value."""
    if kind == "Time":
        formats = "%H:%M:%S", "%H:%M"
    elif kind == "DayTime":
        formats = "%Y-%m-%dT%H:%M", "%Y/%m/%d, %H:%M"
    else:
        formats = "%Y-%m-%d", "%Y/%m/%d"
    readers = [lambda text, f=f: datetime.strptime(text, f) for f in formats]
    values = [_first(text, *readers) for text in texts]
    return None if None in values else texts_of(kind, values, with_seconds)
