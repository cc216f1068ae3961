//! Sums of products of two arrays that are products of stacks of matrices.

use super::matmul;
use crate::Result;
use crate::array::Array;
use crate::dtype::TypeNum;
use crate::shape::Order;

/// An array with a letter of its own for each axis.
pub(super) struct Named<'a> {
    pub(super) letters: &'a [char],
    pub(super) array: &'a Array,
}

impl Named<'_> {
    fn has(&self, letter: char) -> bool {
        self.letters.contains(&letter)
    }

    fn len(&self, letter: char) -> Option<usize> {
        let at = position(self.letters, letter);
        self.has(letter).then(|| self.array.shape()[at])
    }

    /// One matrix for each place of the first group of axes, whose rows and columns are the others.
    fn stack(&self, groups: [&[char]; 3]) -> Result<Array> {
        let order = groups.concat();
        let axes: Vec<isize> = order
            .iter()
            .map(|letter| position(self.letters, *letter) as isize)
            .collect();
        let lens = |group: &[char]| -> Vec<isize> {
            let lens = group.iter().filter_map(|letter| self.len(*letter));
            lens.map(|len| len as isize).collect()
        };
        let mut shape = lens(groups[0]);
        shape.extend(
            groups[1..]
                .iter()
                .map(|group| lens(group).iter().product::<isize>()),
        );
        self.array.transpose(Some(&axes))?.reshape(&shape, Order::C)
    }
}

fn position(letters: &[char], letter: char) -> usize {
    let at = letters.iter().position(|known| *known == letter);
    at.unwrap_or_default()
}

/// The sum over what the output leaves out; nothing where one operand alone is summed over an axis,
/// or repeated along one, or where matrices of the type are not quicker.
pub(super) fn contract(a: &Named<'_>, b: &Named<'_>, output: &[char]) -> Result<Option<Array>> {
    let is_quick = matches!(
        a.array.dtype().num().canonical(),
        TypeNum::Double | TypeNum::Float
    ) && a.array.dtype() == b.array.dtype();
    let fits = |letter: &char| match (a.len(*letter), b.len(*letter)) {
        (Some(own), Some(other)) => own == other,
        _ => output.contains(letter),
    };
    if !is_quick || !a.letters.iter().chain(b.letters).all(fits) {
        return Ok(None);
    }
    let pick = |from: &[char], wanted: &dyn Fn(char) -> bool| -> Vec<char> {
        let letters = from.iter().copied();
        letters.filter(|letter| wanted(*letter)).collect()
    };
    let batch = pick(output, &|letter| a.has(letter) && b.has(letter));
    let rows = pick(output, &|letter| !b.has(letter));
    let columns = pick(output, &|letter| !a.has(letter));
    let summed = pick(a.letters, &|letter| !output.contains(&letter));
    let product = matmul(
        &a.stack([&batch, &rows, &summed])?,
        &b.stack([&batch, &summed, &columns])?,
    )?;
    let order = [batch, rows, columns].concat();
    let lens = order
        .iter()
        .filter_map(|letter| a.len(*letter).or_else(|| b.len(*letter)));
    let shape: Vec<isize> = lens.map(|len| len as isize).collect();
    let axes = output
        .iter()
        .map(|letter| position(&order, *letter) as isize);
    let axes: Vec<isize> = axes.collect();
    let product = product.reshape(&shape, Order::C)?;
    product.transpose(Some(&axes)).map(Some)
}
