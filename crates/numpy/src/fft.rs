//! The module `numpy.fft._pocketfft_umath`: transforms of the lines of an array.
//!
//! One native function transforms rows; what NumPy's layer calls stands in `py/fft.py`.

use brooklet_array::fft::{Direction, HalfSpectrum, RealSignal, Transform};
use brooklet_array::{Array, TypeNum};
use brooklet_python::vm as rustpython_vm;
use brooklet_python::vm::function::FuncArgs;
use brooklet_python::vm::{PyResult, VirtualMachine};
use num_complex::Complex;

use crate::arguments::{Arguments, text_of, to_index};
use crate::array::PyNdArray;
use crate::element::to_float;
use crate::error::OrRaise;

pub(crate) use pocketfft_umath::module_def;

#[rustpython_vm::pymodule(name = "numpy.fft._pocketfft_umath")]
mod pocketfft_umath {
    use brooklet_python::frozen;
    use brooklet_python::vm::builtins::PyModule;
    use brooklet_python::vm::{Py, PyResult, VirtualMachine};

    pub(crate) fn module_exec(vm: &VirtualMachine, module: &Py<PyModule>) -> PyResult<()> {
        __module_exec(vm, module);
        let natives = [("_rows", super::rows as crate::functions::Function)];
        let python = [frozen!("fft")];
        crate::part::fill(module, &natives, &python, vm)
    }
}

/// `_rows(kind, rows, length, width, factor)`: rows of doubles or complex numbers, transformed by
/// `fft`, `ifft`, `rfft` or `irfft` of `length`; the first `width` of each result are given.
fn rows(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("_rows", args, vm);
    let kind = text_of(&*args.required("kind")?, vm)?;
    let rows = PyNdArray::downcast(&*args.required("rows")?, vm)?.array();
    let length = to_index(&*args.required("length")?, vm)?.max(1) as usize;
    let width = to_index(&*args.required("width")?, vm)?.max(0) as usize;
    let factor = to_float(&*args.required("factor")?, vm)?;
    args.finish()?;
    let [count, size] = *rows.shape() else {
        return Err(vm.new_value_error("rows have two axes"));
    };
    let direction = match kind.as_str() {
        "fft" | "rfft" => Direction::Forward,
        _ => Direction::Backward,
    };
    let known = crate::registry::get();
    let mut plans = known.plans.borrow_mut();
    let shape = [count, width];
    let lines = |index: usize| index * size..(index + 1) * size;
    if kind == "irfft" {
        let input: Vec<Complex<f64>> = rows.to_vec().or_raise(vm)?;
        let mut output = vec![0.0; count * width];
        let mut transform = RealSignal::new(&mut plans, length);
        for (index, output) in output.chunks_exact_mut(width.max(1)).enumerate() {
            transform.run(&input[lines(index)], factor, output);
        }
        let made = Array::from_vec(output, &shape).or_raise(vm)?;
        return Ok(PyNdArray::wrap(made, vm));
    }
    let mut output = vec![Complex::default(); count * width];
    if rows.dtype().num() == TypeNum::Double {
        let input: Vec<f64> = rows.to_vec().or_raise(vm)?;
        let mut transform = HalfSpectrum::new(&mut plans, length);
        for (index, output) in output.chunks_exact_mut(width.max(1)).enumerate() {
            transform.run(&input[lines(index)], factor, output);
            mirror(output, length, direction);
        }
    } else {
        let input: Vec<Complex<f64>> = rows.to_vec().or_raise(vm)?;
        let mut transform = Transform::new(&mut plans, length, direction);
        for (index, output) in output.chunks_exact_mut(width.max(1)).enumerate() {
            transform.run(&input[lines(index)], factor, output);
        }
    }
    let made = Array::from_vec(output, &shape).or_raise(vm)?;
    Ok(PyNdArray::wrap(made, vm))
}

/// The other half of a real signal's spectrum, and the whole as it is in the other direction.
fn mirror(spectrum: &mut [Complex<f64>], len: usize, direction: Direction) {
    for index in len / 2 + 1..spectrum.len() {
        spectrum[index] = spectrum[len - index].conj();
    }
    if direction == Direction::Backward {
        for number in spectrum {
            *number = number.conj();
        }
    }
}
