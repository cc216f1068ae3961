//! Sums of products by subscripts, after Einstein.

use half::f16;
use num_complex::Complex;
use smallvec::SmallVec;

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
    if let [left, right] = operands
        && let Some(result) = as_matrices(&inputs, &output, [left, right], &dtype)?
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

/// Two operands whose subscripts say no more than a product of stacks of matrices; nothing where they do.
fn as_matrices(
    inputs: &[Labels],
    output: &Labels,
    [left, right]: [&Array; 2],
    dtype: &DType,
) -> Result<Option<Array>> {
    let [a, b] = inputs else { return Ok(None) };
    let is_fast = matches!(dtype.num().canonical(), TypeNum::Double | TypeNum::Float);
    let is_plain = |labels: &Labels, array: &Array| {
        let mut seen = labels.letters.clone();
        seen.sort_unstable();
        seen.dedup();
        seen.len() == array.ndim() && labels.letters.len() == array.ndim() && labels.dots.is_none()
    };
    let len = |labels: &Labels, array: &Array, letter: char| {
        let at = labels.letters.iter().position(|known| *known == letter);
        at.map(|at| array.shape()[at])
    };
    // A letter that is summed must stand in both, with one length.
    let all = a.letters.iter().chain(&b.letters);
    let fits = all.copied().all(
        |letter| match (len(a, left, letter), len(b, right, letter)) {
            (Some(own), Some(other)) => own == other,
            _ => output.letters.contains(&letter),
        },
    );
    if !is_fast || !fits || !is_plain(a, left) || !is_plain(b, right) || output.dots.is_some() {
        return Ok(None);
    }
    let is_in = |labels: &Labels, letter: char| labels.letters.contains(&letter);
    let pick = |from: &Labels, wanted: &dyn Fn(char) -> bool| -> Vec<char> {
        from.letters
            .iter()
            .copied()
            .filter(|letter| wanted(*letter))
            .collect()
    };
    let batch = pick(output, &|letter| is_in(a, letter) && is_in(b, letter));
    let rows = pick(output, &|letter| !is_in(b, letter));
    let columns = pick(output, &|letter| !is_in(a, letter));
    let summed = pick(a, &|letter| !is_in(output, letter));
    let stack = |labels: &Labels, array: &Array, groups: [&[char]; 3]| -> Result<Array> {
        let order = groups.concat();
        let axes = order.iter().map(|letter| {
            let at = labels.letters.iter().position(|known| known == letter);
            at.unwrap_or_default() as isize
        });
        let sizes = |group: &[char]| -> Vec<usize> {
            group
                .iter()
                .map(|letter| len(labels, array, *letter).unwrap_or(1))
                .collect()
        };
        let mut shape: Vec<isize> = sizes(groups[0]).iter().map(|len| *len as isize).collect();
        for group in &groups[1..] {
            shape.push(sizes(group).iter().product::<usize>() as isize);
        }
        let array = array.transpose(Some(&axes.collect::<Vec<_>>()))?;
        array.reshape(&shape, Order::C)
    };
    let product = super::matmul(
        &stack(a, left, [&batch, &rows, &summed])?,
        &stack(b, right, [&batch, &summed, &columns])?,
    )?;
    let order = [batch, rows, columns].concat();
    let size = |letter: &char| len(a, left, *letter).or_else(|| len(b, right, *letter));
    let shape: Vec<isize> = order
        .iter()
        .map(|letter| size(letter).unwrap_or(1) as isize)
        .collect();
    let axes = output.letters.iter().map(|letter| {
        let at = order.iter().position(|known| known == letter);
        at.unwrap_or_default() as isize
    });
    let axes: Vec<isize> = axes.collect();
    product
        .reshape(&shape, Order::C)?
        .transpose(Some(&axes))
        .map(Some)
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
