//! Reductions along axes.

use smallvec::SmallVec;

use super::call::Runner;
use super::resolve::Resolved;
use super::scan::{has_defect, is_float};
use super::sum;
use crate::array::Array;
use crate::assign::each_true_run;
use crate::cast::{Casting, cast_run};
use crate::dtype::{DType, Kind, TypeNum};
use crate::loops::{Identity, Ufunc};
use crate::raw::{Flags, Operand, Operands};
use crate::shape::{Dims, Order};
use crate::walk::Walk;
use crate::{Error, Result};

/// All that a reduction says beside its input.
pub struct Reduction<'a> {
    /// The ufunc, of two inputs and one output.
    pub ufunc: &'static Ufunc,
    /// The loop and its types; see [`resolve_reduction`](super::resolve_reduction).
    pub resolved: &'a Resolved,
    /// The loop, where the layer above has it.
    pub runner: Option<&'a Runner<'a>>,
    /// The axes that are reduced.
    pub axes: &'a [usize],
    /// Whether they stay, with the length one.
    pub keeps_axes: bool,
    /// Where the result goes.
    pub out: Option<&'a Array>,
    /// Which elements take part.
    pub mask: Option<&'a Array>,
    /// What it begins with: an array without axes.
    pub initial: Option<&'a Array>,
    /// Whether it begins with its first element although the ufunc has an identity.
    pub ignores_identity: bool,
    /// Whether errors in floating point are asked for.
    pub is_watched: bool,
}

impl Reduction<'_> {
    pub(super) fn run(&self, run: &Operands<'_>) -> Result<Flags> {
        match (self.runner, self.resolved.row.kernel) {
            (Some(runner), _) => runner(run),
            (None, Some(kernel)) => kernel(run),
            (None, None) => Err(Error::type_(format!(
                "the loop {} of {} is not here",
                self.resolved.row.types, self.ufunc.name
            ))),
        }
    }

    /// The type that is reduced in.
    pub(super) fn dtype(&self) -> Result<&DType> {
        let dtypes = &self.resolved.dtypes;
        if dtypes.len() != 3 || dtypes[1] != dtypes[2] {
            return Err(Error::type_(format!(
                "The resolved dtypes are not compatible with {}.reduce. Resolved: {dtypes:?}",
                self.ufunc.name
            )));
        }
        Ok(&dtypes[2])
    }
}

/// Reduces axes of an array. Gives the result and the errors that were met.
pub fn reduce(call: &Reduction<'_>, array: &Array) -> Result<(Array, Flags)> {
    let dtype = call.dtype()?;
    check_axes(call)?;
    let mut flags = Flags::NONE;
    let input = if array.dtype() == dtype {
        array.clone()
    } else {
        let (cast, met) = array.astype(dtype, Order::Keep)?;
        flags |= met;
        cast
    };
    let kept_shape: Dims = axes_of(&input, call.axes, 1);
    let shape: Dims = if call.keeps_axes {
        kept_shape.clone()
    } else {
        let kept = (0..input.ndim()).filter(|axis| !call.axes.contains(axis));
        kept.map(|axis| input.shape()[axis]).collect()
    };
    let result = Array::zeros(&kept_shape, dtype)?;
    let begin = begin(call, &input, &result)?;
    fold(call, &begin, &result, &mut flags)?;
    if call.is_watched && is_float(dtype) {
        flags |= defects(&result, &input)?;
    }
    let result = result
        .reshape_view(&shape, Order::C)
        .ok_or_else(|| Error::value("a new array has every shape"))?;
    let Some(out) = call.out else {
        return Ok((result, flags));
    };
    if out.shape() != shape.as_slice() {
        return Err(Error::value(format!(
            "output parameter for reduction operation {} has the wrong shape: {:?} and not {shape:?}",
            call.ufunc.name,
            out.shape()
        )));
    }
    flags |= out.assign(&result, Casting::Unsafe)?;
    Ok((out.clone(), flags))
}

fn axes_of(input: &Array, axes: &[usize], reduced: usize) -> Dims {
    let lens = input.shape().iter().enumerate();
    lens.map(|(axis, len)| if axes.contains(&axis) { reduced } else { *len })
        .collect()
}

fn check_axes(call: &Reduction<'_>) -> Result<()> {
    let is_ordered = call.ufunc.identity == Identity::None;
    if is_ordered && call.axes.len() > 1 && call.resolved.dtypes[0].num() != TypeNum::Object {
        return Err(Error::value(format!(
            "reduction operation '{}' is not reorderable, so at most one axis may be specified",
            call.ufunc.name
        )));
    }
    Ok(())
}

/// Sets what the result begins with, and gives what is left to be reduced.
fn begin(call: &Reduction<'_>, input: &Array, result: &Array) -> Result<Array> {
    if let Some(initial) = call.initial {
        result.assign(initial, Casting::Unsafe)?;
        return Ok(input.clone());
    }
    let is_nothing = call.axes.iter().any(|axis| input.shape()[*axis] == 0);
    let is_object = result.dtype().num() == TypeNum::Object;
    if let Some(identity) = identity(call)
        && (!is_object || is_nothing)
    {
        // It consists of zeros already.
        let is_zero = matches!(
            call.ufunc.identity,
            Identity::Int(0) | Identity::Bool(false)
        );
        if is_object || !is_zero {
            result.assign(&identity, Casting::Unsafe)?;
        }
        return Ok(input.clone());
    }
    if is_nothing {
        return Err(Error::value(format!(
            "zero-size array to reduction operation {} which has no identity",
            call.ufunc.name
        )));
    }
    if call.mask.is_some() {
        return Err(Error::value(format!(
            "reduction operation '{}' does not have an identity, so to use a where mask one has to \
             specify 'initial'",
            call.ufunc.name
        )));
    }
    let mut first = input.clone();
    for axis in call.axes {
        first = first.slice_axis(*axis, crate::array::Slice::new(0, 1, 1))?;
    }
    result.assign(&first, Casting::Unsafe)?;
    Ok(input.clone())
}

/// What a reduction of nothing gives, and others begin with.
fn identity(call: &Reduction<'_>) -> Option<Array> {
    match call.ufunc.identity {
        _ if call.ignores_identity => None,
        Identity::Int(value) => Some(Array::scalar(value)),
        Identity::Bool(value) => Some(Array::scalar(crate::raw::Bool::from(value))),
        Identity::NegativeInfinity => Some(Array::scalar(f64::NEG_INFINITY)),
        Identity::None | Identity::Reorderable => None,
    }
}

/// Whether the first element of each reduced line is in the result already.
fn begins_with_first(call: &Reduction<'_>, result: &Array, input: &Array) -> bool {
    let is_object = result.dtype().num() == TypeNum::Object;
    call.initial.is_none() && !input.is_empty() && (is_object || identity(call).is_none())
}

fn fold(call: &Reduction<'_>, input: &Array, result: &Array, flags: &mut Flags) -> Result<()> {
    let dtype = call.dtype()?;
    debug_assert_eq!(input.dtype(), dtype);
    if input.is_empty() {
        return Ok(());
    }
    let mut parts = vec![input.clone()];
    if begins_with_first(call, result, input) {
        parts = without_first(input, call.axes)?;
    }
    for part in parts {
        let shape = part.shape().to_vec();
        let view = result.broadcast_to(&axes_shape(result, &shape, call.axes))?;
        let is_sum = call.ufunc.name == "add" && call.runner.is_none() && call.mask.is_none();
        if is_sum && sum::is_ordered(dtype) {
            *flags |= sum::fold(&|run| call.run(run), &part, &view)?;
            continue;
        }
        let mask = call
            .mask
            .map(|mask| mask.broadcast_to(input.shape()))
            .transpose()?;
        let mut arrays: SmallVec<[&Array; 4]> = SmallVec::from_slice(&[&view, &part, &view]);
        arrays.extend(&mask);
        let walk = if dtype.num() == TypeNum::Object {
            Walk::in_order(&shape, &arrays)?
        } else {
            Walk::new(&shape, &arrays)?
        };
        walk.run(|run| {
            let items: SmallVec<[Operand; 4]> = (0..3).map(|at| *run.operand(at)).collect();
            if mask.is_none() {
                *flags |= call.run(&Operands::new(run.len(), &items))?;
                return Ok(());
            }
            each_true_run(run, 3, |start, len| {
                let items: SmallVec<[Operand; 4]> =
                    items.iter().map(|item| item.at(start)).collect();
                *flags |= call.run(&Operands::new(len, &items))?;
                Ok(())
            })
        })?;
    }
    Ok(())
}

fn axes_shape(result: &Array, shape: &[usize], axes: &[usize]) -> Dims {
    let lens = result.shape().iter().enumerate();
    lens.map(|(axis, len)| {
        if axes.contains(&axis) {
            shape[axis]
        } else {
            *len
        }
    })
    .collect()
}

/// All elements but the first of each reduced block, as blocks.
fn without_first(input: &Array, axes: &[usize]) -> Result<Vec<Array>> {
    let mut parts = Vec::new();
    // Along the last axis after the first element, then whole lines after the first one, and so on.
    for axis in axes.iter().rev() {
        let mut block = input.clone();
        for other in axes.iter().take_while(|other| *other != axis) {
            block = block.slice_axis(*other, crate::array::Slice::new(0, 1, 1))?;
        }
        let len = block.shape()[*axis] as isize;
        let rest = block.slice_axis(*axis, crate::array::Slice::new(1, len, 1))?;
        if !rest.is_empty() {
            parts.push(rest);
        }
    }
    Ok(parts)
}

/// Errors that the result tells of: infinite or none although no element was.
pub(super) fn defects(result: &Array, input: &Array) -> Result<Flags> {
    let mut is_bad = false;
    Walk::new(result.shape(), &[result])?.run(|run| {
        is_bad |= has_defect(run, 0, result.dtype());
        Ok(())
    })?;
    if !is_bad {
        return Ok(Flags::NONE);
    }
    let (result_nan, result_inf) = bad(result)?;
    let (input_nan, input_inf) = bad(input)?;
    Ok(Flags::INVALID.when(result_nan && !input_nan)
        | Flags::OVER.when(result_inf && !input_inf && !result_nan))
}

fn bad(array: &Array) -> Result<(bool, bool)> {
    let (mut any_nan, mut any_inf) = (false, false);
    let dtype = array.dtype();
    let wide = if dtype.kind() == Kind::Complex {
        DType::complex128()
    } else {
        DType::float64()
    };
    let room = crate::raw::Scratch::new(crate::raw::CHUNK, wide.itemsize())?;
    let parts = wide.itemsize() / 8;
    Walk::new(array.shape(), &[array])?.run(|run| {
        for start in (0..run.len()).step_by(crate::raw::CHUNK) {
            let len = crate::raw::CHUNK.min(run.len() - start);
            let items = [run.operand(0).at(start), room.operand()];
            cast_run(&Operands::new(len, &items), dtype, &wide)?;
            for at in 0..len * parts {
                let value: f64 = room.memory().read(at * 8);
                any_nan |= value.is_nan();
                any_inf |= value.is_infinite();
            }
        }
        Ok(())
    })?;
    Ok((any_nan, any_inf))
}
