//! Functions of `numpy._core._multiarray_umath`.

mod create;
mod join;
mod kinds;
mod memory;
mod number;
mod product;
mod range;
mod tally;
mod text;

use brooklet_python::vm::function::{FuncArgs, ItemDoc};
use brooklet_python::vm::{PyResult, VirtualMachine};

use crate::native;

/// A function of the module.
pub(crate) type Function = fn(FuncArgs, &VirtualMachine) -> PyResult;

/// All of them by name. Those with an underscore before `_` in Python's part are for that part.
pub(crate) const FUNCTIONS: &[(&str, Function)] = &[
    ("array", create::array),
    ("asarray", create::asarray),
    ("asanyarray", create::asanyarray),
    ("ascontiguousarray", create::ascontiguousarray),
    ("asfortranarray", create::asfortranarray),
    ("empty", create::empty),
    ("zeros", create::zeros),
    ("empty_like", create::empty_like),
    ("arange", range::arange),
    ("fromiter", create::fromiter),
    ("frombuffer", memory::frombuffer),
    ("_native_from_memory", memory::from_memory),
    ("_from_interface_dict", memory::from_interface_dict),
    ("may_share_memory", memory::may_share_memory),
    ("shares_memory", memory::may_share_memory),
    ("_address", memory::address),
    ("_as_strided", memory::as_strided),
    ("concatenate", join::concatenate),
    ("copyto", join::copyto),
    ("where", join::where_),
    ("putmask", join::putmask),
    ("_place", join::place),
    ("count_nonzero", join::count_nonzero),
    ("lexsort", join::lexsort),
    ("can_cast", kinds::can_cast),
    ("promote_types", kinds::promote_types),
    ("result_type", kinds::result_type),
    ("min_scalar_type", kinds::min_scalar_type),
    ("datetime_data", kinds::datetime_data),
    ("set_typeDict", kinds::set_type_dict),
    ("_plain", kinds::plain),
    ("_raw", kinds::raw),
    ("_with_names", kinds::with_names),
    ("scalar", kinds::scalar),
    ("_flag", kinds::flag),
    ("_set_base", kinds::set_base),
    ("_adopt", kinds::adopt),
    ("_set_class", kinds::set_class),
    ("_set_attribute", kinds::set_attribute),
    ("_make_members", kinds::make_members),
    ("_builtin", kinds::builtin),
    ("_compiled", kinds::compiled),
    ("_make_ufunc", crate::ufunc::make_object),
    ("_ignore_errors", kinds::ignore_errors),
    ("normalize_axis_index", number::normalize_axis_index),
    ("dragon4_positional", number::dragon4_positional),
    ("dragon4_scientific", number::dragon4_scientific),
    ("_float_text", number::float_text),
    ("_native_matmul", product::matmul),
    ("_native_vecdot", product::vecdot),
    ("_native_correlate", product::correlate),
    ("_native_einsum", product::einsum),
    ("_native_bincount", tally::bincount),
    ("_native_interp", tally::interp),
    ("_native_packbits", tally::packbits),
    ("_native_unpackbits", tally::unpackbits),
    ("_native_monotonicity", tally::monotonicity),
    ("_native_compare_text", text::compare),
    ("_native_join_text", text::join),
    ("_native_text_lengths", text::lengths),
    ("_native_text_strip", text::strip),
    ("_native_text_search", text::search),
    ("_native_text_letters", text::letters),
];

/// What functions take, for `inspect`.
const TAKES: &[(&str, &str)] = &[
    (
        "array",
        "object, dtype=None, *, copy=True, order='K', subok=False, ndmin=0, ndmax=0, like=None",
    ),
    (
        "asarray",
        "a, dtype=None, order=None, *, device=None, copy=None, like=None",
    ),
    (
        "asanyarray",
        "a, dtype=None, order=None, *, device=None, copy=None, like=None",
    ),
    ("ascontiguousarray", "a, dtype=None, *, like=None"),
    ("asfortranarray", "a, dtype=None, *, like=None"),
    (
        "empty",
        "shape, dtype=None, order='C', *, device=None, like=None",
    ),
    (
        "zeros",
        "shape, dtype=None, order='C', *, device=None, like=None",
    ),
    (
        "arange",
        "start_or_stop, /, stop=None, step=1, *, dtype=None, device=None, like=None",
    ),
    ("fromiter", "iter, dtype, count=-1, *, like=None"),
    (
        "frombuffer",
        "buffer, dtype=None, count=-1, offset=0, *, like=None",
    ),
    ("datetime_data", "dtype, /"),
    ("promote_types", "type1, type2, /"),
];

/// The documentation of a function, which begins with what it takes.
pub(crate) fn doc(name: &str, vm: &VirtualMachine) -> ItemDoc {
    let found = TAKES.iter().find(|(known, _)| *known == name);
    found.map_or(ItemDoc::NONE, |(name, takes)| native::doc(name, takes, vm))
}
