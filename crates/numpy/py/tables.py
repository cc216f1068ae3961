"""Tables of text, as `loadtxt` reads them."""


def _load_from_filelike(file, *, delimiter=',', comment='#', quote=None, imaginary_unit='j', usecols=None,
                        skiplines=0, max_rows=-1, converters=None, dtype=None, encoding=None, filelike=True,
                        byte_converters=False, c_byte_converters=False):
    """Reads a table of text, row by row."""
    if not isinstance(dtype, globals()['dtype']):
        raise TypeError(f"internal error: dtype must be an element type, and {dtype!r} is none")
    if encoding is not None and not isinstance(encoding, str):
        raise TypeError(f"encoding must be a unicode string or None, and {encoding!r} is neither")
    _check_controls(delimiter=delimiter, quotechar=quote, comments=comment)
    _check_converters(converters)
    for number_ in usecols or ():
        if not hasattr(number_, '__index__'):
            raise TypeError("usecols must be an int or a sequence of ints but it contains at least one element of"
                            f" type '{type(number_).__name__}'")
    usecols = None if usecols is None else [number_.__index__() for number_ in usecols]
    kinds = _flat_kinds(dtype) if dtype.names is not None or dtype.subdtype is not None else None
    pieces = _text_of_file(file, encoding) if filelike else _text_of_items(file, encoding)
    if quote is None:
        rows = _plain_rows(pieces, delimiter, comment, filelike)
    else:
        rows = _quoted_rows(pieces, delimiter, comment, quote, filelike)
    columns = len(usecols) if usecols is not None else None if kinds is None else len(kinds)
    converts, values = None, []
    lines = enumerate(rows)
    # A line that is not asked for stays in the file.
    while max_rows < 0 or len(values) < max_rows:
        line, fields = next(lines, (-1, None))
        if line < 0:
            break
        if line < skiplines:
            continue
        if fields is None:
            if max_rows > 0:
                import warnings
                warnings.warn(f"Input line {line + 1} contained no data and does not count towards max_rows={max_rows}",
                              UserWarning, stacklevel=4)
            continue
        if usecols is not None:
            fields = _chosen(fields, usecols, len(values) + 1)
        elif columns is not None and len(fields) != columns:
            _tell_columns(len(fields), columns, kinds, len(values) + 1)
        if converts is None:
            columns = len(fields)
            if kinds is not None and columns != len(kinds):
                _tell_columns(columns, len(kinds), kinds, len(values) + 1)
            own = _own_converters(converters, columns, usecols, byte_converters)
            plain = [_converter_of(kind, imaginary_unit) for kind in (kinds or [dtype] * columns)]
            converts = [function or convert for function, convert in zip(own, plain)]
        try:
            values.append([convert(text) for convert, text in zip(converts, fields)])
        except Exception as error:
            _tell_field(error, converts, fields, kinds or [dtype] * columns, len(values))
    return _table_of(values, columns, dtype, kinds)


def _check_controls(**controls):
    """Each is a single character or none, no line ends with it, and no two are the same."""
    for name, letter in controls.items():
        if letter is not None and not (isinstance(letter, str) and len(letter) == 1):
            raise TypeError("Text reading control character must be a single unicode character or None,"
                            f" and {name}={letter!r} is not")
        if letter in ('\n', '\r'):
            raise TypeError(f"the control character {name} cannot be a newline, which ends a row")
    given = [(name, letter) for name, letter in controls.items() if letter is not None]
    for index, (name, letter) in enumerate(given):
        for other, same in given[index + 1:]:
            if letter == same:
                raise TypeError(f"the control characters {name}={letter!r} and {other}={same!r} are incompatible:"
                                " they have to differ")
        if controls['delimiter'] is None and letter.isspace():
            raise TypeError(f"the control characters {name}={letter!r} and delimiter=None, which is white space, are incompatible")


def _check_converters(converters):
    if converters is None or callable(converters):
        return
    if not isinstance(converters, dict):
        raise TypeError("converters must be a dictionary mapping columns to converter functions or a single callable.")
    for column, function in converters.items():
        if not hasattr(column, '__index__'):
            raise TypeError(f"keys of the converters dictionary must be integers, and {column!r} is none")
        if not callable(function):
            raise TypeError(f"values of the converters dictionary must be callable, and that of column {column} is not")


def _flat_kinds(kind):
    """The types of the fields of a row, in their order."""
    if kind.names is not None:
        return [part for name in kind.names for part in _flat_kinds(kind.fields[name][0])]
    if kind.subdtype is not None:
        base, shape = kind.subdtype
        return _flat_kinds(base) * _count(shape)
    return [kind]


def _as_text(piece, encoding):
    if isinstance(piece, bytes):
        return piece.decode(encoding or 'latin1')
    if not isinstance(piece, str):
        raise TypeError(f"non-string returned while reading data: {type(piece).__name__}")
    return piece


def _text_of_file(file, encoding):
    """The whole of a file, as one piece."""
    read, parts = file.read, []
    while part := _as_text(read(1 << 20), encoding):
        parts.append(part)
    return [''.join(parts)]


def _text_of_items(items, encoding):
    """Each line of a sequence, as a piece."""
    try:
        items = iter(items)
    except TypeError:
        raise TypeError(f"error reading from object, expected an iterable and got {type(items).__name__}") from None
    return (_as_text(item, encoding) for item in items)


def _tell_newline():
    raise ValueError("Found an unquoted embedded newline within a single line of input: give each line by itself")


def _plain_rows(pieces, delimiter, comment, is_file):
    """The fields of each line; none for a line without."""
    for piece in pieces:
        if is_file:
            lines = piece.replace('\r\n', '\n').replace('\r', '\n').split('\n')
            if not lines[-1]:
                del lines[-1]
        else:
            piece = piece.removesuffix('\n').removesuffix('\r')
            if '\n' in piece or '\r' in piece:
                _tell_newline()
            lines = (piece,)
        for line in lines:
            if comment is not None:
                line = line.split(comment, 1)[0]
            if delimiter is None:
                yield line.split() or None
            else:
                yield line.split(delimiter) if line else None


def _quoted_rows(pieces, delimiter, comment, quote, is_file):
    """The same where fields may stand in quotes, with line ends in them."""
    fields, letters = [], []
    is_quoted = was_quoted = is_begun = False
    for piece in pieces:
        position, length = 0, len(piece)
        is_begun = is_begun or not is_file
        while position < length:
            letter = piece[position]
            position += 1
            is_begun = True
            if is_quoted:
                if letter != quote:
                    letters.append(letter)
                elif piece[position:position + 1] == quote:
                    letters.append(quote)
                    position += 1
                else:
                    is_quoted = False
            elif letter == quote and not letters and not was_quoted:
                is_quoted = was_quoted = True
            elif letter in '\r\n' or letter == comment:
                if letter == comment:
                    while position < length and piece[position] not in '\r\n':
                        position += 1
                    letter = piece[position:position + 1]
                    position += 1
                if letter == '\r' and piece[position:position + 1] == '\n':
                    position += 1
                if position < length and not is_file:
                    _tell_newline()
                yield _ended(fields, letters, was_quoted, delimiter)
                fields, letters, was_quoted, is_begun = [], [], False, False
            elif letter == delimiter or delimiter is None and letter.isspace():
                if letters or was_quoted or delimiter is not None:
                    fields.append(''.join(letters))
                letters, was_quoted = [], False
            else:
                letters.append(letter)
        if not is_file and is_begun and not is_quoted:
            yield _ended(fields, letters, was_quoted, delimiter)
            fields, letters, was_quoted, is_begun = [], [], False, False
    if is_begun:
        yield _ended(fields, letters, was_quoted, delimiter)


def _ended(fields, letters, was_quoted, delimiter):
    """The fields of a row at its end."""
    if letters or was_quoted or fields and delimiter is not None:
        fields.append(''.join(letters))
    return fields or None


def _chosen(fields, usecols, row):
    chosen = []
    for column in usecols:
        if not -len(fields) <= column < len(fields):
            raise ValueError(f"invalid column index {column} at row {row} with {len(fields)} columns")
        chosen.append(fields[column])
    return chosen


def _tell_columns(found, wanted, kinds, row):
    advice = "use `usecols` to select a subset and avoid this error"
    if kinds is not None:
        raise ValueError(f"the dtype passed requires {wanted} columns but {found} were found at row {row}; {advice}")
    raise ValueError(f"the number of columns changed from {wanted} to {found} at row {row}; {advice}")


def _own_converters(converters, columns, usecols, takes_bytes):
    """What the script converts each column by."""
    if converters is None:
        return [None] * columns
    if callable(converters):
        found = [converters] * columns
    elif usecols is not None:
        # They are named by the columns of the file.
        found = [converters.get(column) for column in usecols]
    else:
        found = [None] * columns
        for column, function in converters.items():
            if not -columns <= column < columns:
                raise ValueError(f"converter specified for column {column}, which is invalid for the number of fields {columns}")
            found[column] = function
    if not takes_bytes:
        return found
    return [function and (lambda text, function=function: function(text.encode('latin1'))) for function in found]


def _tell_field(error, converts, fields, kinds, row):
    """Says which field has no value of its type: it is converted once more."""
    for column, (convert, text) in enumerate(zip(converts, fields)):
        try:
            convert(text)
        except Exception:
            break
    raise ValueError(f"could not convert string {text!r} to {kinds[column].name} at row {row}, column {column + 1}.") from error


def _number_of(make):
    def convert(text):
        # Python reads thousands, NumPy does not.
        if '_' in text:
            raise ValueError(f"{text!r} is no number")
        return make(text)
    return convert


def _converter_of(kind, imaginary_unit):
    """What makes a value of a type out of a field."""
    if kind.kind == 'b':
        whole = _number_of(int)
        return lambda text: bool(whole(text))
    if kind.kind in 'iu':
        limits = kind.itemsize * 8 - (kind.kind == 'i')
        least, most = -(1 << limits) if kind.kind == 'i' else 0, (1 << limits) - 1

        def whole(text):
            number_ = int(text)
            if not least <= number_ <= most:
                raise ValueError(f"{number_} is none of the numbers from {least} to {most}")
            return number_
        return _number_of(whole)
    if kind.kind == 'f':
        return _number_of(float)
    if kind.kind == 'c':
        def complex_number(text):
            text = text.strip()
            if text.startswith('(') and text.endswith(')'):
                text = text[1:-1].strip()
            if '(' in text:
                raise ValueError(f"{text!r} is no complex number")
            if imaginary_unit != 'j':
                text = text.replace(imaginary_unit, 'j')
            return complex(text.replace('+-', '-', 1))
        return _number_of(complex_number)
    if kind.kind in 'Mm':
        unit = datetime_data(kind)[0]
        given = () if unit == 'generic' else (unit,)
        return lambda text: kind.type(text.strip(), *given)
    if kind.kind == 'S':
        return lambda text: text.encode('latin1')
    return lambda text: text


def _table_of(values, columns, wanted, kinds):
    if kinds is not None:
        def build(kind, rest):
            if kind.names is not None:
                return tuple(build(kind.fields[name][0], rest) for name in kind.names)
            if kind.subdtype is not None:
                base, shape = kind.subdtype
                items = [build(base, rest) for _ in range(_count(shape))]
                return array(items, base).reshape(shape)
            return next(rest)
        return array([build(wanted, iter(row)) for row in values], wanted)
    if not values:
        return empty((0, 1 if columns is None else columns), wanted if wanted.itemsize else 'U1')
    return array(values, wanted)
