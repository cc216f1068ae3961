//! A ufunc in place at elements that an index names, each as often as it is named.

use super::call::Runner;
use super::resolve::Resolved;
use super::scan::{is_float, scan};
use crate::array::Array;
use crate::cast::cast_run;
use crate::dtype::DType;
use crate::loops::{Scan, Ufunc};
use crate::raw::{Flags, Operand, Operands, Scratch};
use crate::{Error, Result};

/// Computes `array[offsets] = f(array[offsets], values)` one element after another. `offsets` are
/// bytes from the array's first element; `values` has one element for each of them, in the order of
/// its last axis, and none for functions of one input. `is_watched` says whether errors in floating
/// point are asked for.
pub fn at(
    ufunc: &'static Ufunc,
    resolved: &Resolved,
    runner: Option<&Runner<'_>>,
    array: &Array,
    offsets: &[isize],
    values: Option<&Array>,
    is_watched: bool,
) -> Result<Flags> {
    array.check_writeable()?;
    let dtypes = &resolved.dtypes;
    let result = dtypes
        .last()
        .ok_or_else(|| Error::type_("a loop without types"))?;
    let call = |run: &Operands<'_>| match (runner, resolved.row.kernel) {
        (Some(runner), _) => runner(run),
        (None, Some(kernel)) => kernel(run),
        (None, None) => Err(Error::type_("a loop of objects is not here")),
    };
    let values = match values {
        Some(values) => Some(values.astype(&dtypes[1], crate::shape::Order::C)?.0),
        None => None,
    };
    let element = array.operand(0);
    let mut flags = Flags::NONE;
    let told = (is_watched && is_float(result))
        .then_some(ufunc.scan)
        .filter(|scan| *scan != Scan::None);
    let direct = array.dtype() == &dtypes[0] && array.dtype() == result && told.is_none();
    let (input, output) = (
        Scratch::new(1, dtypes[0].itemsize())?,
        Scratch::new(1, result.itemsize())?,
    );
    for (index, offset) in offsets.iter().enumerate() {
        let target = element.moved(*offset);
        let value = values.as_ref().map(|values| {
            values
                .operand(0)
                .moved((index * values.itemsize()) as isize)
        });
        if direct {
            flags |= call_one(&call, target, value, target)?;
            continue;
        }
        flags |= one(array.dtype(), &dtypes[0], target, input.operand())?;
        flags |= call_one(&call, input.operand(), value, output.operand())?;
        if let Some(told) = told {
            flags |= scan_one(input.operand(), value, output.operand(), dtypes, told);
        }
        flags |= one(result, array.dtype(), output.operand(), target)?;
    }
    crate::cast::clear_run(input.operand(), 1, &dtypes[0]);
    crate::cast::clear_run(output.operand(), 1, result);
    Ok(flags)
}

fn call_one(
    call: &impl Fn(&Operands<'_>) -> Result<Flags>,
    input: Operand,
    value: Option<Operand>,
    output: Operand,
) -> Result<Flags> {
    // Strides of an element, so that no loop takes it for a reduction.
    let step = |item: Operand| item.with_stride(item.itemsize() as isize);
    match value {
        Some(value) => call(&Operands::new(1, &[step(input), step(value), step(output)])),
        None => call(&Operands::new(1, &[step(input), step(output)])),
    }
}

fn scan_one(
    input: Operand,
    value: Option<Operand>,
    output: Operand,
    dtypes: &[DType],
    told: Scan,
) -> Flags {
    match value {
        Some(value) => scan(&Operands::new(1, &[input, value, output]), 2, dtypes, told),
        None => scan(&Operands::new(1, &[input, output]), 1, dtypes, told),
    }
}

fn one(from: &DType, to: &DType, source: Operand, target: Operand) -> Result<Flags> {
    cast_run(&Operands::new(1, &[source, target]), from, to)
}
