//! Sums of products by subscripts, after Einstein.

use half::f16;
use num_complex::Complex;
use smallvec::SmallVec;

use super::contract::{Named, contract};
use super::matmul::store;
use crate::array::Array;
use crate::dtype::{DType, TypeNum};
use crate::loops::arithmetic::Number;
use crate::raw::{Bool, Operands};
use crate::shape::{Dims, Order, Strides};
use crate::walk::Walk;
use crate::{Error, Result};

/// The subscripts of one operand: letters, and where axes without a letter stand.
struct Labels {
    letters: Vec<char>,
    dots: Option<usize>,
}

impl Labels {
    /// The operand with a letter of its own for each axis; nothing where that is not so.
    fn named<'a>(&'a self, array: &'a Array) -> Option<Named<'a>> {
        let is_whole = self.dots.is_none() && self.letters.len() == array.ndim();
        let is_once = |(at, letter)| !self.letters[..at].contains(letter);
        let is_named = is_whole && self.letters.iter().enumerate().all(is_once);
        is_named.then_some(Named {
            letters: &self.letters,
            array,
        })
    }
}

/// Multiplies and sums arrays of one type by subscripts such as `ij,jk->ik`.
pub fn einsum(subscripts: &str, operands: &[Array], out: Option<&Array>) -> Result<Array> {
    let first = operands
        .first()
        .ok_or_else(|| Error::value("must specify at least one operand"))?;
    let dtype = first.dtype().to_native();
    let (inputs, output) = parse(subscripts, operands.len())?;
    let dots = inputs
        .iter()
        .zip(operands)
        .map(|(labels, array)| array.ndim().saturating_sub(labels.letters.len()));
    let dots = dots.max().unwrap_or(0);
    let output = output.unwrap_or_else(|| implied(&inputs, dots > 0));
    check_output(&output, &inputs)?;
    if let ([left, right], [a, b]) = (operands, inputs.as_slice())
        && output.dots.is_none()
        && let (Some(a), Some(b)) = (a.named(left), b.named(right))
        && let Some(result) = contract(&a, &b, &output.letters)?
    {
        return store(result, out);
    }
    let kept = axes_of(&output, dots);
    let mut all = kept.clone();
    for labels in &inputs {
        for axis in axes_of(labels, dots) {
            if !all.contains(&axis) {
                all.push(axis);
            }
        }
    }
    let mut shape: Dims = SmallVec::from_elem(1, all.len());
    let mut views = Vec::new();
    for (labels, array) in inputs.iter().zip(operands) {
        let own = operand_axes(labels, array, dots)?;
        fit(&mut shape, &all, &own, array)?;
        views.push((array.astype(&dtype, Order::Keep)?.0, own));
    }
    let views = views
        .iter()
        .map(|(array, own)| spread(array, own, &all, &shape));
    let views: Vec<Array> = views.collect::<Result<_>>()?;
    let result = Array::zeros(&shape[..kept.len()], &dtype)?;
    let mut strides: Strides = result.strides().into();
    strides.resize(all.len(), 0);
    if !shape.contains(&0) {
        let target = result.restrided(&shape, &strides)?;
        let mut arrays: SmallVec<[&Array; 4]> = views.iter().collect();
        arrays.push(&target);
        let walk = Walk::new(&shape, &arrays)?;
        walk.run(|run| accumulate(run, dtype.num()))?;
    }
    store(result, out)
}

/// An axis: one with a letter, or one of those that dots stand for, counted from the last.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Axis {
    Letter(char),
    Dots(usize),
}

fn parse(subscripts: &str, count: usize) -> Result<(Vec<Labels>, Option<Labels>)> {
    let text: String = subscripts
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .collect();
    let (left, right) = match text.split_once("->") {
        Some((left, right)) => (left, Some(labels(right)?)),
        None => (text.as_str(), None),
    };
    let inputs = left.split(',').map(labels).collect::<Result<Vec<_>>>()?;
    if inputs.len() != count {
        let text = if inputs.len() > count {
            "fewer operands provided to einstein sum function than specified in the subscripts string"
        } else {
            "more operands provided to einstein sum function than specified in the subscripts string"
        };
        return Err(Error::value(text));
    }
    Ok((inputs, right))
}

fn labels(text: &str) -> Result<Labels> {
    let mut letters = Vec::new();
    let mut dots = None;
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix("...") {
            if dots.replace(letters.len()).is_some() {
                return Err(Error::value(
                    "einstein sum subscripts string contains more than one '...'",
                ));
            }
            rest = after;
        } else if letter.is_ascii_alphabetic() {
            letters.push(letter);
            rest = &rest[1..];
        } else if letter == '.' {
            return Err(Error::value(
                "einstein sum subscripts string contains a '.' that is not part of an ellipsis ('...')",
            ));
        } else {
            return Err(Error::value(format!(
                "invalid subscript '{letter}' in einstein sum subscripts string, subscripts must be letters"
            )));
        }
    }
    Ok(Labels { letters, dots })
}

/// Without an arrow: the letters that stand once, by the alphabet.
fn implied(inputs: &[Labels], has_dots: bool) -> Labels {
    let all: Vec<char> = inputs
        .iter()
        .flat_map(|labels| labels.letters.iter().copied())
        .collect();
    let mut once: Vec<char> = all
        .iter()
        .copied()
        .filter(|letter| all.iter().filter(|other| *other == letter).count() == 1)
        .collect();
    once.sort_unstable();
    let is_open = has_dots && inputs.iter().any(|labels| labels.dots.is_some());
    Labels {
        letters: once,
        dots: is_open.then_some(0),
    }
}

fn check_output(output: &Labels, inputs: &[Labels]) -> Result<()> {
    for (at, letter) in output.letters.iter().enumerate() {
        if output.letters[..at].contains(letter) {
            return Err(Error::value(format!(
                "einstein sum subscripts string includes output subscript '{letter}' multiple times"
            )));
        }
        if !inputs.iter().any(|labels| labels.letters.contains(letter)) {
            return Err(Error::value(format!(
                "einstein sum subscripts string included output subscript '{letter}' which never appeared in an input"
            )));
        }
    }
    Ok(())
}

fn axes_of(labels: &Labels, dots: usize) -> Vec<Axis> {
    let mut axes: Vec<Axis> = labels
        .letters
        .iter()
        .map(|letter| Axis::Letter(*letter))
        .collect();
    if let Some(at) = labels.dots {
        axes.splice(at..at, (0..dots).rev().map(Axis::Dots));
    }
    axes
}

/// What each axis of an operand is.
fn operand_axes(labels: &Labels, array: &Array, _dots: usize) -> Result<Vec<Axis>> {
    let open = array.ndim().checked_sub(labels.letters.len());
    let open = open.ok_or_else(|| {
        Error::value("einstein sum subscripts string contains too many subscripts for operand")
    })?;
    if open > 0 && labels.dots.is_none() {
        return Err(Error::value(
            "operand has more dimensions than subscripts given in einstein sum, but no '...' ellipsis \
             provided to broadcast the extra dimensions.",
        ));
    }
    Ok(axes_of(labels, open))
}

fn fit(shape: &mut Dims, all: &[Axis], own: &[Axis], array: &Array) -> Result<()> {
    for (axis, len) in own.iter().zip(array.shape()) {
        let Some(at) = all.iter().position(|other| other == axis) else {
            return Err(Error::value(
                "output has fewer dimensions than the ellipsis of an operand",
            ));
        };
        if shape[at] == 1 {
            shape[at] = *len;
        } else if *len != 1 && *len != shape[at] {
            return Err(Error::value(format!(
                "operands could not be broadcast together with remapped shapes: {len} and {}",
                shape[at]
            )));
        }
    }
    Ok(())
}

/// The operand over all axes: repeated letters are a diagonal, absent ones are repeated.
fn spread(array: &Array, own: &[Axis], all: &[Axis], shape: &[usize]) -> Result<Array> {
    let mut strides: Strides = SmallVec::from_elem(0, all.len());
    for ((axis, len), stride) in own.iter().zip(array.shape()).zip(array.strides()) {
        if let Some(at) = all.iter().position(|other| other == axis)
            && *len != 1
        {
            strides[at] += stride;
        }
    }
    array.restrided(shape, &strides)
}

fn accumulate(run: &Operands<'_>, num: TypeNum) -> Result<()> {
    match num.canonical() {
        TypeNum::Bool => {
            let last = run.count() - 1;
            for index in 0..run.len() {
                let product = (0..last).all(|at| run.get::<Bool>(at, index).get());
                let sum = run.get::<Bool>(last, index).get() | product;
                run.set(last, index, Bool::from(sum));
            }
        }
        TypeNum::Byte => products::<i8>(run),
        TypeNum::UByte => products::<u8>(run),
        TypeNum::Short => products::<i16>(run),
        TypeNum::UShort => products::<u16>(run),
        TypeNum::Int => products::<i32>(run),
        TypeNum::UInt => products::<u32>(run),
        TypeNum::Long => products::<i64>(run),
        TypeNum::ULong => products::<u64>(run),
        TypeNum::Half => products::<f16>(run),
        TypeNum::Float => products::<f32>(run),
        TypeNum::Double => products::<f64>(run),
        TypeNum::CFloat => products::<Complex<f32>>(run),
        TypeNum::CDouble => products::<Complex<f64>>(run),
        _ => {
            let text = DType::new(num)
                .map(|dtype| dtype.name())
                .unwrap_or_default();
            return Err(Error::type_(format!(
                "invalid data type for einsum: {text}"
            )));
        }
    }
    Ok(())
}

fn products<T: Number>(run: &Operands<'_>) {
    let last = run.count() - 1;
    if last == 2 {
        let items = [
            *run.operand(2),
            *run.operand(0),
            *run.operand(1),
            *run.operand(2),
        ];
        Operands::new(run.len(), &items).map3(|sum: T, a: T, b: T| sum.add(a.mul(b)));
        return;
    }
    for index in 0..run.len() {
        let product = (1..last).fold(run.get::<T>(0, index), |product, at| {
            product.mul(run.get(at, index))
        });
        let sum: T = run.get(last, index);
        run.set(last, index, sum.add(product));
    }
}
