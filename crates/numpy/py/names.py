"""The names that the module has."""

exported = dict(_ufuncs)
for _alias, _of in (('true_divide', 'divide'), ('mod', 'remainder'), ('conj', 'conjugate')):
    if _of in exported:
        exported.setdefault(_alias, exported[_of])
for _cls in (number, integer, inexact, signedinteger, unsignedinteger, floating, complexfloating,
             flexible, character):
    exported[_cls.__name__] = _cls
for _name in (
        'generic', 'dtype', 'ndarray', 'ufunc', 'flatiter', 'flagsobj', 'broadcast', 'nditer',
        'StringDType', '_ArrayFunctionDispatcher', '_array_converter', 'busdaycalendar',
        'array', 'asarray', 'asanyarray', 'ascontiguousarray', 'asfortranarray', 'empty', 'zeros',
        'empty_like', 'arange', 'fromiter', 'frombuffer', 'may_share_memory', 'shares_memory',
        'concatenate', 'copyto', 'where', 'putmask', '_place', 'count_nonzero', 'lexsort', 'can_cast',
        'promote_types', 'result_type', 'min_scalar_type', 'datetime_data', 'set_typeDict', 'scalar',
        'normalize_axis_index', 'dragon4_positional', 'dragon4_scientific', 'datetime_as_string',
        '_extobj_contextvar', '_get_extobj_dict', '_make_extobj', 'frompyfunc', '_get_implementing_args',
        'dot', 'inner', 'vdot', 'c_einsum', 'correlate', 'correlate2', 'matmul', 'vecdot', 'matvec', 'vecmat',
        'bincount', 'interp', 'interp_complex', 'packbits', 'unpackbits', 'unravel_index',
        'ravel_multi_index', '_monotonicity', '_unique_hash', 'compare_chararrays', '_vec_string',
        'add_docstring', '_add_newdoc_ufunc', 'nested_iters', 'busday_count', 'busday_offset', 'is_busday',
        'fromfile', 'fromstring', 'from_dlpack', '_load_from_filelike', '_reconstruct', 'format_longfloat',
        'get_handler_name', 'get_handler_version', '_get_madvise_hugepage', '_set_madvise_hugepage',
        '_get_ndarray_c_version', '_reload_guard', '_discover_array_parameters', '_get_castingimpl',
        '_is_view_safe_cast', '_finfo_get_realdtype', '_populate_finfo_constants', '_register_dlpack_dtype',
        'set_datetimeparse_function', '_set_numpy_warn_if_no_mem_policy', '_blas_supports_fpe',
        '_get_sfloat_dtype'):
    exported[_name] = globals()[_name]
for _name in ('from_dlpack', 'fromfile', 'frompyfunc', 'fromstring', 'nested_iters', 'compare_chararrays'):
    exported[_name] = _builtin(exported[_name])
exported.update(_text_ufuncs)
try:
    _add_class = _module('numpy.dtypes')._add_dtype_helper
except ModuleNotFoundError:
    # The native modules stand without NumPy's layer.
    pass
else:
    for _cls in (*_classes, StringDType):
        _add_class(_cls, _aliases.get(_cls.__name__))
exported.update(
    ALLOW_THREADS=1, BUFSIZE=8192, CLIP=0, WRAP=1, RAISE=2, FLOATING_POINT_SUPPORT=1,
    FPE_DIVIDEBYZERO=1, FPE_OVERFLOW=2, FPE_UNDERFLOW=4, FPE_INVALID=8, ITEM_HASOBJECT=1,
    ITEM_IS_POINTER=4, LIST_PICKLE=2, MAXDIMS=64, MAY_SHARE_BOUNDS=0, MAY_SHARE_EXACT=-1,
    NEEDS_INIT=8, NEEDS_PYAPI=16, UFUNC_BUFSIZE_DEFAULT=8192, USE_GETITEM=32, USE_SETITEM=64,
    tracemalloc_domain=389047, DATETIMEUNITS=None, _ARRAY_API=None, _UFUNC_API=None,
    NAN=float('nan'), NINF=-float('inf'), NZERO=-0.0, PINF=float('inf'), PZERO=0.0,
    e=2.718281828459045, euler_gamma=0.5772156649015329, pi=3.141592653589793,
    UFUNC_PYVALS_NAME='UFUNC_PYVALS', __version__='2.5.5', __cpu_baseline__=[], __cpu_dispatch__=[],
    __cpu_features__={}, __cpu_targets_info__={}, typeinfo=_typeinfo(), error=Exception,
    _flagdict={'OWNDATA': 4, 'O': 4, 'FORTRAN': 2, 'F': 2, 'CONTIGUOUS': 1, 'C': 1, 'ALIGNED': 256,
               'A': 256, 'WRITEBACKIFCOPY': 8192, 'X': 8192, 'WRITEABLE': 1024, 'W': 1024},
)
