//! Casts of structured elements, field by field, and of arrays as elements.

use super::{Flags, cast_run};
use crate::dtype::{DType, Field, Subarray};
use crate::raw::Operands;
use crate::{Error, Result};

pub(super) fn cast(run: &Operands<'_>, from: &DType, to: &DType) -> Result<Flags> {
    match (from.as_subarray(), to.as_subarray()) {
        (None, None) => {}
        (left, right) => return cast_subarray(run, (from, left), (to, right)),
    }
    match (from.fields(), to.fields()) {
        (Some(left), Some(right)) => {
            if left.fields.len() != right.fields.len() {
                return cast_unequal(run, from, to);
            }
            let pairs = left.fields.iter().zip(&right.fields);
            each_field(run, pairs.map(|(left, right)| (part(left), part(right))))
        }
        (None, Some(right)) => {
            let whole = (0, from);
            each_field(run, right.fields.iter().map(|field| (whole, part(field))))
        }
        (Some(left), None) if left.fields.len() == 1 => {
            let whole = (0, to);
            each_field(run, left.fields.iter().map(|field| (part(field), whole)))
        }
        (Some(_), None) if to.has_objects() => super::to_objects(run, from, to),
        (Some(_), None) => Err(Error::type_(format!(
            "Cannot cast array data from {from:?} to {to:?}."
        ))),
        (None, None) => cast_bytes(run, from, to),
    }
}

fn cast_unequal(run: &Operands<'_>, from: &DType, to: &DType) -> Result<Flags> {
    Err(Error::type_(format!(
        "Cannot cast array data from {from:?} to {to:?}: they have other numbers of fields ({} elements)",
        run.len()
    )))
}

fn part(field: &Field) -> (usize, &DType) {
    (field.offset, &field.dtype)
}

type Part<'a> = (usize, &'a DType);

fn each_field<'a>(
    run: &Operands<'_>,
    pairs: impl Iterator<Item = (Part<'a>, Part<'a>)>,
) -> Result<Flags> {
    let mut flags = Flags::NONE;
    for ((from_offset, from), (to_offset, to)) in pairs {
        let items = [
            run.operand(0).part(from_offset, from.itemsize()),
            run.operand(1).part(to_offset, to.itemsize()),
        ];
        flags |= cast_run(&Operands::new(run.len(), &items), from, to)?;
    }
    Ok(flags)
}

/// Between uninterpreted bytes and anything: as the bytes stand, cut or padded with zeros.
fn cast_bytes(run: &Operands<'_>, from: &DType, to: &DType) -> Result<Flags> {
    if from.has_objects() {
        return super::from_objects(run, from, to);
    }
    if to.has_objects() {
        return super::to_objects(run, from, to);
    }
    let common = from.itemsize().min(to.itemsize());
    let mut bytes = vec![0; to.itemsize()];
    for index in 0..run.len() {
        run.get_bytes(0, index, &mut bytes[..common]);
        run.set_bytes(1, index, &bytes);
    }
    Ok(Flags::NONE)
}

/// One element for all, or element by element where the shapes are the same.
fn cast_subarray(
    run: &Operands<'_>,
    (from, left): (&DType, Option<&Subarray>),
    (to, right): (&DType, Option<&Subarray>),
) -> Result<Flags> {
    let count = |subarray: Option<&Subarray>| {
        subarray.map_or(1, |subarray| subarray.shape.iter().product::<usize>())
    };
    let (have, want) = (count(left), count(right));
    let from_base = left.map_or(from, |subarray| &subarray.base);
    let to_base = right.map_or(to, |subarray| &subarray.base);
    let is_same = left.zip(right).is_none_or(|(a, b)| a.shape == b.shape);
    if have != 1 && !(is_same && have == want) {
        return Err(Error::value(format!(
            "could not broadcast input array from {from:?} into {to:?}"
        )));
    }
    let mut flags = Flags::NONE;
    for index in 0..want {
        let source = if have == 1 {
            0
        } else {
            index * from_base.itemsize()
        };
        let items = [
            run.operand(0).part(source, from_base.itemsize()),
            run.operand(1)
                .part(index * to_base.itemsize(), to_base.itemsize()),
        ];
        flags |= cast_run(&Operands::new(run.len(), &items), from_base, to_base)?;
    }
    Ok(flags)
}
