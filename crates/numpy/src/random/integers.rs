//! Whole numbers in a range.

use brooklet_array::Array;
use brooklet_array::random::BitGenerator;
use brooklet_array::random::integers::{Method, SmallNumbers, up_to_u32, up_to_u64};
use brooklet_python::vm::function::FuncArgs;
use brooklet_python::vm::{PyResult, VirtualMachine};

use crate::arguments::{to_index, to_lens};
use crate::array::PyNdArray;
use crate::error::OrRaise;

/// `_integers(source, bits, masked, shape, low, range)`: numbers from `low` to `low + range`, both
/// included, as words of 64 bits. `bits` is the width of the element type, one for truth values;
/// `low` and `range` are arrays of such words, which broadcast to the shape.
pub(super) fn integers(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let (source, args) = super::split(args, vm)?;
    let [width, masked, shape, low, range] = args.as_slice() else {
        return Err(vm.new_type_error("_integers() takes six arguments"));
    };
    let width = to_index(width, vm)?;
    let is_masked = masked.to_owned().is_true(vm)?;
    let method = if is_masked {
        Method::Mask
    } else {
        Method::Lemire
    };
    let shape = to_lens(shape, vm)?;
    let count: usize = shape.iter().product();
    let words = |object| -> PyResult<Vec<u64>> {
        let array = PyNdArray::downcast(object, vm)?.array();
        if array.ndim() == 0 {
            return Ok(vec![array.read(array.offset())]);
        }
        array
            .broadcast_to(&shape)
            .or_raise(vm)?
            .to_vec()
            .or_raise(vm)
    };
    let (low, range) = (words(low)?, words(range)?);
    let at = |words: &[u64], index: usize| {
        if words.len() == 1 {
            words[0]
        } else {
            words[index]
        }
    };
    let mut small = SmallNumbers::default();
    let drawn = source.with_bits(|bits| {
        let numbers = (0..count).map(|index| {
            let number = up_to(bits, &mut small, width, at(&range, index), method);
            at(&low, index).wrapping_add(number)
        });
        numbers.collect::<Vec<u64>>()
    });
    let drawn = Array::from_vec(drawn, &shape).or_raise(vm)?;
    Ok(PyNdArray::wrap(drawn, vm))
}

fn up_to(
    bits: &mut dyn BitGenerator,
    small: &mut SmallNumbers,
    width: isize,
    range: u64,
    method: Method,
) -> u64 {
    match width {
        1 if range == 0 => 0,
        1 => u64::from(small.bit(bits)),
        8 => small.up_to_u8(bits, range as u8, method).into(),
        16 => small.up_to_u16(bits, range as u16, method).into(),
        32 => up_to_u32(bits, range as u32, method).into(),
        _ => up_to_u64(bits, range, method),
    }
}
