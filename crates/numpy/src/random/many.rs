//! Orders, choices, and distributions over several numbers at once.

use brooklet_array::Array;
use brooklet_array::random::{binomial, multivariate, permutation};
use brooklet_python::vm::function::FuncArgs;
use brooklet_python::vm::{PyObject, PyResult, VirtualMachine};

use crate::arguments::to_index;
use crate::array::PyNdArray;
use crate::error::OrRaise;

fn count_of(object: &PyObject, vm: &VirtualMachine) -> PyResult<usize> {
    usize::try_from(to_index(object, vm)?)
        .map_err(|_| vm.new_value_error("a count is not negative"))
}

fn table(numbers: Vec<i64>, width: usize, vm: &VirtualMachine) -> PyResult {
    let count = numbers.len().checked_div(width).unwrap_or(0);
    let table = Array::from_vec(numbers, &[count, width]).or_raise(vm)?;
    Ok(PyNdArray::wrap(table, vm))
}

/// `_shuffled(source, count)`: the numbers below `count` as a shuffle leaves them.
pub(super) fn shuffled(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let (source, args) = super::split(args, vm)?;
    let [count] = args.as_slice() else {
        return Err(vm.new_type_error("_shuffled() takes two arguments"));
    };
    let count = count_of(count, vm)?;
    let order = source.with_bits(|bits| permutation::permutation(bits, count));
    Ok(PyNdArray::wrap(Array::from_slice(&order), vm))
}

/// `_distinct(source, population, count, shuffle)`: different numbers below `population`.
pub(super) fn distinct(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let (source, args) = super::split(args, vm)?;
    let [population, count, shuffle] = args.as_slice() else {
        return Err(vm.new_type_error("_distinct() takes four arguments"));
    };
    let (population, count) = (count_of(population, vm)?, count_of(count, vm)?);
    let in_random_order = shuffle.to_owned().is_true(vm)?;
    let chosen = source.with_bits(|bits| {
        permutation::choose_distinct(bits, population, count.min(population), in_random_order)
    });
    Ok(PyNdArray::wrap(Array::from_slice(&chosen), vm))
}

/// `_multinomial(source, trials, probabilities, legacy)`: a row of counts for each of the trials; the
/// probabilities are rows as well, one for each or one for all.
pub(super) fn multinomial(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let (source, args) = super::split(args, vm)?;
    let [trials, probabilities, legacy] = args.as_slice() else {
        return Err(vm.new_type_error("_multinomial() takes four arguments"));
    };
    let successes = if legacy.to_owned().is_true(vm)? {
        binomial::binomial_legacy
    } else {
        binomial::binomial
    };
    let trials: Vec<i64> = PyNdArray::downcast(trials, vm)?
        .array()
        .to_vec()
        .or_raise(vm)?;
    let probabilities = PyNdArray::downcast(probabilities, vm)?.array();
    let [rows, width] = *probabilities.shape() else {
        return Err(vm.new_value_error("probabilities are rows"));
    };
    let probabilities: Vec<f64> = probabilities.to_vec().or_raise(vm)?;
    let mut counts = vec![0; trials.len() * width];
    source.with_bits(|bits| {
        for (index, counts) in counts.chunks_exact_mut(width.max(1)).enumerate() {
            let row = if rows == 1 { 0 } else { index };
            let probabilities = &probabilities[row * width..(row + 1) * width];
            multivariate::multinomial(bits, successes, trials[index], probabilities, counts);
        }
    });
    table(counts, width, vm)
}

/// `_dirichlet(source, alpha, count, legacy)`: rows of shares.
pub(super) fn dirichlet(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let (source, args) = super::split(args, vm)?;
    let [alpha, count, legacy] = args.as_slice() else {
        return Err(vm.new_type_error("_dirichlet() takes four arguments"));
    };
    let alpha: Vec<f64> = PyNdArray::downcast(alpha, vm)?
        .array()
        .to_vec()
        .or_raise(vm)?;
    let count = count_of(count, vm)?;
    let mut shares = vec![0.0; count * alpha.len()];
    let rows = shares.chunks_exact_mut(alpha.len().max(1));
    if legacy.to_owned().is_true(vm)? {
        source.with_legacy(|legacy| rows.for_each(|row| legacy.dirichlet(&alpha, row)));
    } else {
        source.with_bits(|bits| {
            rows.for_each(|row| multivariate::dirichlet(bits, &alpha, row));
        });
    }
    let shares = Array::from_vec(shares, &[count, alpha.len()]).or_raise(vm)?;
    Ok(PyNdArray::wrap(shares, vm))
}

/// `_colored(source, colors, sample, count, by_marginals)`: rows that say how many items of each
/// color are in a sample.
pub(super) fn colored(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let (source, args) = super::split(args, vm)?;
    let [colors, sample, count, by_marginals] = args.as_slice() else {
        return Err(vm.new_type_error("_colored() takes five arguments"));
    };
    let colors: Vec<i64> = PyNdArray::downcast(colors, vm)?
        .array()
        .to_vec()
        .or_raise(vm)?;
    let (sample, count) = (count_of(sample, vm)?, count_of(count, vm)?);
    let mut counts = vec![0; count * colors.len()];
    let rows = counts.chunks_exact_mut(colors.len().max(1));
    if by_marginals.to_owned().is_true(vm)? {
        source.with_bits(|bits| {
            rows.for_each(|row| {
                multivariate::multivariate_hypergeometric_marginals(
                    bits,
                    &colors,
                    sample as i64,
                    row,
                );
            });
        });
    } else {
        let mut items = multivariate::ColoredItems::new(&colors);
        source.with_bits(|bits| rows.for_each(|row| items.draw(bits, sample, row)));
    }
    table(counts, colors.len(), vm)
}
