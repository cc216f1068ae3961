"""Generalised ufuncs of Fourier transforms."""

exported = {}


def _transform(name, kind, length_of):
    def layer(self, values, factor, out=None, axes=None, **options):
        """Transforms along the axis that `axes` names first, into `out`, whose length there says how long it is."""
        values = asarray(values)
        if isinstance(out, tuple):
            out, = out
        axis, to = (-1, -1) if axes is None else (axes[0][0], axes[2][0])
        lines = values.swapaxes(axis, -1)
        if out is None:
            width = lines.shape[-1] if kind != 'rfft' else lines.shape[-1] // 2 + 1
        else:
            width = out.shape[to]
        wanted = 'd' if values.dtype.kind != 'c' and kind != 'irfft' else 'D'
        if kind == 'rfft':
            wanted = 'd'
        size = lines.shape[-1]
        rows = ascontiguousarray(lines.astype(wanted, copy=False)).reshape((_count(lines.shape[:-1]), size))
        length = length_of(width, size)
        made = _rows(kind, rows, length, width, float(factor))
        made = made.reshape(lines.shape[:-1] + (width,))
        made = made.swapaxes(to, -1)
        if out is None:
            single = values.dtype.char in 'fF'
            return made.astype({'d': 'f', 'D': 'F'}[made.dtype.char]) if single else made
        copyto(out, made, casting='same_kind')
        return out
    exported[name] = _make_ufunc(name, 2, 1, layer, True, None, '(n),()->(m)')


def _count(shape):
    count = 1
    for length in shape:
        count *= length
    return count


_transform('fft', 'fft', lambda width, size: width)
_transform('ifft', 'ifft', lambda width, size: width)
_transform('irfft', 'irfft', lambda width, size: width)
_transform('rfft_n_even', 'rfft', lambda width, size: 2 * (width - 1))
_transform('rfft_n_odd', 'rfft', lambda width, size: 2 * width - 1)
