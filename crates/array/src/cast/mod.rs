//! Casts: which are allowed, the types that hold several, and the casts themselves.

mod calendar;
mod moment;
mod number;
mod promote;
mod rules;
mod structured;
mod text;

pub use calendar::{Conversion, NAT};
pub use moment::text_len as date_text_len;
pub use number::to_half;
pub(crate) use number::{Cast, with_number};
pub use promote::{Participant, Weak, class_name, promote_types, result_type};
pub use rules::{Casting, can_cast};
pub use text::half_digits;

use crate::dtype::{DType, Kind, TypeNum};
use crate::raw::{CHUNK, Flags, Operand, Operands, Scratch};
use crate::{Error, ObjectOps, Result};

/// Casts a run: the first operand's elements of one type to the second's of another. Objects that
/// are overwritten are given up. Gives the floating point errors that numbers met.
pub fn cast_run(run: &Operands<'_>, from: &DType, to: &DType) -> Result<Flags> {
    if from == to {
        copy_run(run, to)?;
        return Ok(Flags::NONE);
    }
    if from.num() == TypeNum::Void || to.num() == TypeNum::Void {
        return structured::cast(run, from, to);
    }
    if from.is_swapped() || to.is_swapped() {
        return cast_swapped(run, from, to);
    }
    let (a, b) = (from.num(), to.num());
    match (a.kind(), b.kind()) {
        (Kind::Object, Kind::Object) => copy_run(run, to).map(|()| Flags::NONE),
        (Kind::Object, _) => from_objects(run, from, to),
        (_, Kind::Object) => to_objects(run, from, to),
        (Kind::Bytes | Kind::Unicode, _) | (_, Kind::Bytes | Kind::Unicode) => {
            text::cast(run, from, to)
        }
        (Kind::DateTime, Kind::DateTime) | (Kind::TimeDelta, Kind::TimeDelta) => {
            let conversion = Conversion::new(from.unit(), to.unit());
            let fits = std::cell::Cell::new(true);
            run.map1(|value: i64| {
                conversion.apply(value).unwrap_or_else(|| {
                    fits.set(false);
                    NAT
                })
            });
            if fits.get() {
                return Ok(Flags::NONE);
            }
            Err(Error::Overflow(format!(
                "Overflow: a count of [{}] does not fit into 64 bits as one of [{}]",
                from.unit(),
                to.unit()
            )))
        }
        (Kind::DateTime | Kind::TimeDelta, Kind::Float | Kind::Complex) => {
            run_dates_to_float(run, b);
            Ok(Flags::NONE)
        }
        (Kind::Float | Kind::Complex, Kind::DateTime | Kind::TimeDelta) => {
            number::cast_numbers(run, a, TypeNum::Long);
            Ok(Flags::NONE)
        }
        _ => Ok(number::cast_numbers(run, a, b)),
    }
}

/// "Not a time" becomes "not a number".
fn run_dates_to_float(run: &Operands<'_>, to: TypeNum) {
    let real = |value: i64| if value == NAT { f64::NAN } else { value as f64 };
    with_number!(to, To => run.map1(|value: i64| -> To { real(value).cast() }));
}

/// Copies elements of one type, and references of objects with them.
pub fn copy_run(run: &Operands<'_>, dtype: &DType) -> Result<()> {
    let Some(ops) = dtype.object_ops() else {
        run.copy_bytes();
        return Ok(());
    };
    if dtype.num() == TypeNum::Object {
        for index in 0..run.len() {
            copy_object(ops, run, index, 0);
        }
        return Ok(());
    }
    let mut bytes = vec![0; dtype.itemsize()];
    for index in 0..run.len() {
        for offset in dtype.object_offsets() {
            copy_object(ops, run, index, *offset);
        }
        run.get_bytes(0, index, &mut bytes);
        run.set_bytes(1, index, &bytes);
    }
    Ok(())
}

fn copy_object(ops: &dyn ObjectOps, run: &Operands<'_>, index: usize, offset: usize) {
    let items = [*run.operand(0), *run.operand(1)].map(|item| item.part(offset, 8));
    let part = Operands::new(run.len(), &items);
    let (new, old) = (part.get::<u64>(0, index), part.get::<u64>(1, index));
    if new == old {
        return;
    }
    let new = if new == 0 { 0 } else { ops.clone_handle(new) };
    part.set(1, index, new);
    if old != 0 {
        ops.drop_handle(old);
    }
}

fn ops_of(dtype: &DType) -> Result<&'static dyn ObjectOps> {
    let ops = dtype.object_ops();
    ops.ok_or_else(|| Error::type_("an element type of objects without what they mean"))
}

fn from_objects(run: &Operands<'_>, from: &DType, to: &DType) -> Result<Flags> {
    let ops = ops_of(from)?;
    let mut bytes = vec![0; to.itemsize()];
    for index in 0..run.len() {
        bytes.fill(0);
        ops.to_element(run.get(0, index), to, &mut bytes)?;
        run.set_bytes(1, index, &bytes);
    }
    Ok(Flags::NONE)
}

fn to_objects(run: &Operands<'_>, from: &DType, to: &DType) -> Result<Flags> {
    let ops = ops_of(to)?;
    let mut bytes = vec![0; from.itemsize()];
    for index in 0..run.len() {
        run.get_bytes(0, index, &mut bytes);
        let new = ops.from_element(from, &bytes)?;
        let old = run.get::<u64>(1, index);
        run.set(1, index, new);
        if old != 0 {
            ops.drop_handle(old);
        }
    }
    Ok(Flags::NONE)
}

/// Size of the parts whose bytes are in an order: characters of text, halves of complex numbers.
fn part_size(dtype: &DType) -> usize {
    match dtype.kind() {
        Kind::Unicode => 4,
        Kind::Complex => dtype.itemsize() / 2,
        _ => dtype.itemsize(),
    }
}

/// Copies elements, bytes in the other order.
pub fn swap_run(run: &Operands<'_>, dtype: &DType) {
    run.copy_swapped(part_size(dtype));
}

/// Through native order, some elements at a time.
fn cast_swapped(run: &Operands<'_>, from: &DType, to: &DType) -> Result<Flags> {
    let (native_from, native_to) = (from.to_native(), to.to_native());
    if native_from == native_to && !from.has_objects() {
        swap_run(run, from);
        return Ok(Flags::NONE);
    }
    let left = Scratch::new(CHUNK, from.itemsize())?;
    let right = Scratch::new(CHUNK, to.itemsize())?;
    let mut flags = Flags::NONE;
    for start in (0..run.len()).step_by(CHUNK) {
        let len = CHUNK.min(run.len() - start);
        let source = run.operand(0).at(start);
        let target = run.operand(1).at(start);
        let source = if from.is_swapped() {
            swap_run(&Operands::new(len, &[source, left.operand()]), from);
            left.operand()
        } else {
            source
        };
        if to.is_swapped() {
            let items = [source, right.operand()];
            flags |= cast_run(&Operands::new(len, &items), &native_from, &native_to)?;
            swap_run(&Operands::new(len, &[right.operand(), target]), to);
        } else {
            flags |= cast_run(
                &Operands::new(len, &[source, target]),
                &native_from,
                &native_to,
            )?;
        }
    }
    Ok(flags)
}

/// Gives up the objects of a run and leaves them unset.
pub fn clear_run(operand: Operand, len: usize, dtype: &DType) {
    let Some(ops) = dtype.object_ops() else {
        return;
    };
    for offset in dtype.object_offsets() {
        let items = [operand.part(*offset, 8)];
        let run = Operands::new(len, &items);
        for index in 0..len {
            let handle = run.get::<u64>(0, index);
            if handle != 0 {
                run.set(0, index, 0_u64);
                ops.drop_handle(handle);
            }
        }
    }
}
