"""Points in time and spans between Python's objects and counts of a unit."""

import datetime as _dt

# A ufunc takes the name later.
_divmod = divmod

NAT = -2**63
_UNITS = ['Y', 'M', 'W', 'D', 'h', 'm', 's', 'ms', 'us', 'ns', 'ps', 'fs', 'as', 'generic']
# How many of a unit there are in a second, or seconds in it.
_PER_SECOND = {'s': 1, 'ms': 10**3, 'us': 10**6, 'ns': 10**9, 'ps': 10**12, 'fs': 10**15, 'as': 10**18}
_SECONDS = {'W': 604800, 'D': 86400, 'h': 3600, 'm': 60, 's': 1}


def _days_from_civil(year, month, day):
    year -= month <= 2
    era = year // 400
    yoe = year - era * 400
    doy = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    return era * 146097 + yoe * 365 + yoe // 4 - yoe // 100 + doy - 719468


def _civil_from_days(days):
    days += 719468
    era = days // 146097
    doe = days - era * 146097
    yoe = (doe - doe // 1460 + doe // 36524 - doe // 146096) // 365
    doy = doe - (365 * yoe + yoe // 4 - yoe // 100)
    mp = (5 * doy + 2) // 153
    month = mp + (3 if mp < 10 else -9)
    return yoe + era * 400 + (month <= 2), month, doy - (153 * mp + 2) // 5 + 1


def _to_attos(value, unit, count):
    """A point in time in units of 1e-18 seconds since 1970."""
    value *= count
    if unit == 'Y':
        return _days_from_civil(1970 + value, 1, 1) * 86400 * 10**18
    if unit == 'M':
        return _days_from_civil(1970 + value // 12, value % 12 + 1, 1) * 86400 * 10**18
    if unit in _SECONDS:
        return value * _SECONDS[unit] * 10**18
    return value * (10**18 // _PER_SECOND[unit])


def _from_attos(attos, unit, count):
    if unit in ('Y', 'M'):
        year, month, _ = _civil_from_days(attos // (86400 * 10**18))
        value = year - 1970 if unit == 'Y' else (year - 1970) * 12 + month - 1
    elif unit in _SECONDS:
        value = attos // (_SECONDS[unit] * 10**18)
    else:
        value = attos // (10**18 // _PER_SECOND[unit])
    return value // count


def _span_attos(value, unit, count):
    value *= count
    if unit in _SECONDS:
        return value * _SECONDS[unit] * 10**18
    return value * (10**18 // _PER_SECOND[unit])


def date_item(value, unit, count, is_span):
    if value == NAT:
        return None
    if is_span:
        if unit in ('Y', 'M', 'generic', 'ns', 'ps', 'fs', 'as'):
            return value * count if unit != 'generic' else value
        try:
            return _dt.timedelta(microseconds=_span_attos(value, unit, count) // 10**12)
        except OverflowError:
            return value * count
    if unit in ('generic', 'ns', 'ps', 'fs', 'as'):
        return value * count if unit != 'generic' else value
    attos = _to_attos(value, unit, count)
    days = attos // (86400 * 10**18)
    if not -719162 <= days <= 2932896:
        return value
    year, month, day = _civil_from_days(days)
    if unit in ('Y', 'M', 'W', 'D'):
        return _dt.date(year, month, day)
    rest = attos - days * 86400 * 10**18
    return _dt.datetime(year, month, day) + _dt.timedelta(microseconds=rest // 10**12)


def _parse(text):
    """A text of ISO 8601: attoseconds since 1970, and the unit it says."""
    import re
    found = re.fullmatch(
        r'\s*([+-]?\d{1,})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d)(?::?(\d\d)(?::?(\d\d)(?:\.(\d*))?)?)?)?)?)?'
        r'\s*(Z|[+-]\d\d(?::?\d\d)?)?\s*', text)
    if not found:
        raise ValueError(f'Error parsing datetime string "{text}" at position 0')
    year, month, day, hour, minute, second, fraction, zone = found.groups()
    unit = 'Y'
    if month is not None:
        unit = 'M'
        if not 1 <= int(month) <= 12:
            raise ValueError(f'Month out of range in datetime string "{text}"')
    if day is not None:
        unit = 'D'
        last = [31, 29 if int(year) % 4 == 0 and (int(year) % 100 or int(year) % 400 == 0) else 28,
                31, 30, 31, 30, 31, 31, 30, 31, 30, 31][int(month) - 1]
        if not 1 <= int(day) <= last:
            raise ValueError(f'Day out of range in datetime string "{text}"')
    if hour is not None:
        unit = 'h'
        if int(hour) > 23:
            raise ValueError(f'Hours out of range in datetime string "{text}"')
    if minute is not None:
        unit = 'm'
        if int(minute) > 59:
            raise ValueError(f'Minutes out of range in datetime string "{text}"')
    if second is not None:
        unit = 's'
        if int(second) > 59:
            raise ValueError(f'Seconds out of range in datetime string "{text}"')
    attos = 0
    if fraction:
        digits = len(fraction)
        attos = int(fraction[:18].ljust(18, '0'))
        unit = ['ms', 'us', 'ns', 'ps', 'fs', 'as'][min((digits - 1) // 3, 5)]
    days = _days_from_civil(int(year), int(month or 1), int(day or 1))
    seconds = days * 86400 + int(hour or 0) * 3600 + int(minute or 0) * 60 + int(second or 0)
    if zone:
        import warnings
        warnings.warn("no explicit representation of timezones available for np.datetime64",
                      UserWarning, stacklevel=3)
        if zone != 'Z':
            sign = -1 if zone[0] == '-' else 1
            hours, minutes = int(zone[1:3]), int(zone[-2:]) if len(zone) > 3 else 0
            seconds -= sign * (hours * 3600 + minutes * 60)
    return seconds * 10**18 + attos, unit


def _moment(value):
    """A date or datetime of Python: attoseconds since 1970, and the unit that suits it."""
    days = value.toordinal() - 719163
    if isinstance(value, _dt.datetime):
        if value.tzinfo is not None:
            import warnings
            warnings.warn("no explicit representation of timezones available for np.datetime64",
                          UserWarning, stacklevel=3)
            value = value - value.utcoffset()
            days = value.toordinal() - 719163
        seconds = days * 86400 + value.hour * 3600 + value.minute * 60 + value.second
        return seconds * 10**18 + value.microsecond * 10**12, 'us'
    return days * 86400 * 10**18, 'D'


def _check(value):
    if value != NAT and not -2**63 < value < 2**63:
        raise OverflowError("the date or span does not fit into 64 bits of its unit")
    return value


def _convert(value, from_unit, from_count, unit, count, is_span):
    if value == NAT:
        return NAT
    if unit == 'generic' or from_unit == 'generic':
        return value
    if is_span:
        calendar = {'Y', 'M'}
        if (from_unit in calendar) != (unit in calendar):
            raise TypeError(
                f"Cannot cast NumPy timedelta64 scalar from metadata [{from_unit}] to [{unit}]")
        if unit in calendar:
            months = value * from_count * (12 if from_unit == 'Y' else 1)
            return months // ((12 if unit == 'Y' else 1) * count)
        attos = _span_attos(value, from_unit, from_count)
        per = _span_attos(1, unit, count)
        return _check(int(abs(attos) // per) * (1 if attos >= 0 else -1))
    return _check(_from_attos(_to_attos(value, from_unit, from_count), unit, count))


def warn_of_unit():
    import warnings
    warnings.warn(
        "The 'generic' unit for NumPy timedelta is deprecated: a plain whole number or text is no span of"
        " time, and will be refused. Say a unit, as in np.timedelta64(1, 's').", DeprecationWarning, stacklevel=2)


def _find(value, is_span):
    """The count and unit that an object says: `(count, unit, number)`."""
    kind = 'timedelta64' if is_span else 'datetime64'
    if value is None:
        return NAT, 'generic', 1
    if isinstance(value, (str, bytes)):
        text = value.decode('ascii') if isinstance(value, bytes) else str(value)
        if text.strip().lower() in ('nat', ''):
            return NAT, 'generic', 1
        if is_span:
            try:
                return int(text), 'generic', 1
            except ValueError:
                raise ValueError("Could not convert object to NumPy timedelta") from None
        if text in ('now', 'today'):
            now = _dt.datetime.utcnow() if text == 'now' else _dt.date.today()
            attos, unit = _moment(now)
            unit = 's' if text == 'now' else 'D'
            return _from_attos(attos, unit, 1), unit, 1
        attos, unit = _parse(text)
        return _check(_from_attos(attos, unit, 1)), unit, 1
    if isinstance(value, (datetime64, timedelta64)):
        if isinstance(value, datetime64) and is_span:
            raise ValueError("Could not convert object to NumPy timedelta")
        unit, count = datetime_data(value.dtype)
        return _raw(value), unit, count
    if isinstance(value, _dt.timedelta):
        if is_span:
            micros = (value.days * 86400 + value.seconds) * 10**6 + value.microseconds
            return micros, 'us', 1
    elif isinstance(value, _dt.date):
        if not is_span:
            attos, unit = _moment(value)
            return _from_attos(attos, unit, 1), unit, 1
    elif isinstance(value, (int, integer, bool_)):
        return int(value), 'generic', 1
    elif isinstance(value, (float, floating)) and value != value:
        return NAT, 'generic', 1
    elif hasattr(value, 'dtype') and getattr(value, 'ndim', None) == 0:
        return _find(value[()], is_span)
    if is_span:
        raise ValueError("Could not convert object to NumPy timedelta")
    raise ValueError("Could not convert object to NumPy datetime")


def date_value(value, unit, count, is_span):
    found, own, own_count = _find(value, is_span)
    if is_span and unit == 'generic':
        if own != 'generic':
            raise ValueError("a span of a unit cannot become one without a unit")
        if isinstance(value, (int, str, bytes)):
            warn_of_unit()
    if found == NAT:
        return NAT
    if own == 'generic' and not is_span and unit == 'generic' and not isinstance(value, (int, integer)):
        raise ValueError("Cannot create a NumPy datetime other than NaT with generic units")
    return _convert(found, own, own_count, unit, count, is_span)


def _unit_text(unit, count):
    if unit == 'generic':
        return ''
    return f"[{count if count != 1 else ''}{unit}]"


def new_date(value, unit, is_span):
    """What `datetime64(value, unit)` is: a count and an element type."""
    letter = 'm8' if is_span else 'M8'
    if value is None and unit is None:
        return NAT, dtype(letter)
    if isinstance(value, ndarray) and value.ndim > 0:
        made = value.astype(letter if unit is None else dtype(f"{letter}[{unit}]"))
        return made, made.dtype
    found, own, own_count = _find(value, is_span)
    if unit is None:
        if is_span and isinstance(value, (int, str, bytes)):
            warn_of_unit()
        if own == 'generic' and not is_span and found != NAT:
            raise ValueError("Converting an integer to a NumPy datetime requires a specified unit")
        return found, dtype(letter + _unit_text(own, own_count))
    if isinstance(unit, tuple):
        unit = f"{unit[1]}{unit[0]}"
    if isinstance(unit, bytes):
        unit = unit.decode('ascii')
    if unit.startswith('[') and unit.endswith(']'):
        unit = unit[1:-1]
    wanted = dtype(letter if unit == 'generic' else f"{letter}[{unit}]")
    symbol, count = datetime_data(wanted)
    if found == NAT:
        return NAT, wanted
    return _convert(found, own, own_count, symbol, count, is_span), wanted


def date_hash(value):
    raw = _raw(value)
    if raw == NAT:
        return object.__hash__(value)
    unit, count = datetime_data(value.dtype)
    is_span = isinstance(value, timedelta64)
    if unit == 'generic':
        if is_span:
            raise ValueError("a span without a unit has no hash")
        return hash(raw)
    if is_span and unit in ('Y', 'M'):
        return hash(('months', raw * count * (12 if unit == 'Y' else 1)))
    attos = _span_attos(raw, unit, count) if is_span else _to_attos(raw, unit, count)
    micros, rest = _divmod(attos, 10**12)
    if rest:
        return hash(attos)
    # What Python can say has Python's hash.
    try:
        span = _dt.timedelta(microseconds=micros)
        return hash(span if is_span else _dt.datetime(1970, 1, 1) + span)
    except OverflowError:
        return hash(attos)


def date_text(value, unit=None):
    """A point in time as text of ISO 8601."""
    own, count = datetime_data(value.dtype)
    raw = _raw(value)
    if raw == NAT:
        return 'NaT'
    if own == 'generic':
        raise ValueError("a point in time without a unit has no text")
    attos = _to_attos(raw, own, count)
    return _iso(attos, unit or own)


def _iso(attos, unit):
    days, rest = _divmod(attos, 86400 * 10**18)
    year, month, day = _civil_from_days(days)
    text = f"{year:04d}"
    if unit == 'Y':
        return text
    text += f"-{month:02d}"
    if unit == 'M':
        return text
    text += f"-{day:02d}"
    if unit in ('W', 'D'):
        return text
    seconds, attos = _divmod(rest, 10**18)
    text += f"T{seconds // 3600:02d}"
    if unit == 'h':
        return text
    text += f":{seconds // 60 % 60:02d}"
    if unit == 'm':
        return text
    text += f":{seconds % 60:02d}"
    digits = {'s': 0, 'ms': 3, 'us': 6, 'ns': 9, 'ps': 12, 'fs': 15, 'as': 18}[unit]
    if digits:
        text += '.' + f"{attos:018d}"[:digits]
    return text


# How many characters NumPy keeps for points of each unit: years of many digits and zones have room.
_text_widths = {'Y': 22, 'M': 25, 'W': 28, 'D': 28, 'h': 32, 'm': 35, 's': 38, 'ms': 42, 'us': 45, 'ns': 48,
                'ps': 51, 'fs': 54, 'as': 57, 'generic': 5, 'all': 62}
_auto = ['D', 'h', 'm', 's', 'ms', 'us', 'ns', 'ps', 'fs', 'as']


def datetime_as_string(arr, unit=None, timezone='naive', casting='same_kind'):
    arr = asarray(arr)
    if arr.dtype.kind != 'M':
        raise TypeError("input must have type NumPy datetime")
    own, count = datetime_data(arr.dtype)
    flat = arr.reshape(-1)
    counts = flat.view('i8').tolist() if flat.dtype.isnative else flat.astype(flat.dtype.newbyteorder('=')).view('i8').tolist()
    if timezone not in ('naive', 'UTC', 'local') and not hasattr(timezone, 'utcoffset'):
        raise ValueError(f'Unsupported timezone input string "{timezone}"')
    if unit is not None and unit != 'auto' and casting != 'unsafe':
        wanted = dtype(f'M8[{unit}]')
        if not can_cast(arr.dtype, wanted, casting):
            raise TypeError(
                f"Cannot create a datetime string as units '{unit}' from a NumPy datetime with units"
                f" '{own}' according to the rule '{casting}'")
    if own == 'generic' and any(value != NAT for value in counts):
        raise ValueError("Cannot convert a NumPy datetime value other than NaT with generic units")
    moments = [None if value == NAT else _to_attos(value, own, count) for value in counts]
    is_auto = unit == 'auto'
    if is_auto:
        level = 0
        for attos in moments:
            if attos is None:
                continue
            while level < len(_auto) - 1:
                per = _span_attos(1, _auto[level], 1)
                if attos % per == 0:
                    break
                level += 1
        unit = _auto[level]
    texts = []
    for attos in moments:
        if attos is None:
            texts.append('NaT')
            continue
        suffix = ''
        if timezone == 'UTC':
            suffix = 'Z'
        elif timezone != 'naive' and (unit or own) not in ('Y', 'M', 'W', 'D'):
            utc = _dt.datetime(1970, 1, 1, tzinfo=_dt.timezone.utc) + _dt.timedelta(microseconds=attos // 10**12)
            local = utc.astimezone(None if timezone == 'local' else timezone)
            offset = local.utcoffset()
            minutes = (offset.days * 86400 + offset.seconds) // 60
            attos += minutes * 60 * 10**18
            suffix = f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}{abs(minutes) % 60:02d}"
        texts.append(_iso(attos, unit or own) + suffix)
    if arr.ndim == 0:
        return array(texts)[0]
    width = _text_widths['all' if is_auto else unit or own]
    return array(texts, dtype=f'U{width}').reshape(arr.shape)
