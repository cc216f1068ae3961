//! The module `numpy.linalg._umath_linalg`: linear algebra over stacks of matrices.
//!
//! One native function works through a stack; what NumPy's layer calls stands in `py/linalg.py`.

use brooklet_array::linalg::{self, Field, Matrix, Reflections, Triangle};
use brooklet_array::{Array, Element, TypeNum};
use brooklet_python::vm as rustpython_vm;
use brooklet_python::vm::function::FuncArgs;
use brooklet_python::vm::{PyObjectRef, PyResult, VirtualMachine};
use num_complex::Complex;

use crate::arguments::{Arguments, text_of};
use crate::array::PyNdArray;
use crate::element::to_float;
use crate::error::OrRaise;

pub(crate) use umath_linalg::module_def;

#[rustpython_vm::pymodule(name = "numpy.linalg._umath_linalg")]
mod umath_linalg {
    use brooklet_python::frozen;
    use brooklet_python::vm::builtins::PyModule;
    use brooklet_python::vm::{Py, PyResult, VirtualMachine};

    pub(crate) fn module_exec(vm: &VirtualMachine, module: &Py<PyModule>) -> PyResult<()> {
        __module_exec(vm, module);
        let natives = [("_stacked", super::stacked as crate::functions::Function)];
        let python = [frozen!("linalg")];
        crate::part::fill(module, &natives, &python, vm)
    }
}

/// `_stacked(operation, matrices, others, number)`: what an operation gives for each matrix of a
/// stack `(count, rows, columns)`, and for how many it failed. Elements are doubles or complex.
fn stacked(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("_stacked", args, vm);
    let operation = text_of(&*args.required("operation")?, vm)?;
    let matrices = PyNdArray::downcast(&*args.required("matrices")?, vm)?.array();
    let others = args.next_some("others");
    let number = args.next_some("number");
    args.finish()?;
    let others = others
        .map(|others| PyNdArray::downcast(&others, vm).map(|others| others.array()))
        .transpose()?;
    let number = number.map_or(Ok(0.0), |number| to_float(&number, vm))?;
    let call = Call {
        operation: &operation,
        matrices: &matrices,
        others: others.as_ref(),
        number,
    };
    let (results, failures) = match matrices.dtype().num() {
        TypeNum::Double => call.run_real(vm)?,
        _ => call.run_complex(vm)?,
    };
    let results = results.into_iter().map(|array| PyNdArray::wrap(array, vm));
    let results = vm.ctx.new_tuple(results.collect());
    let failures = vm.ctx.new_int(failures);
    Ok(vm
        .ctx
        .new_tuple(vec![PyObjectRef::from(results), failures.into()])
        .into())
}

struct Call<'a> {
    operation: &'a str,
    matrices: &'a Array,
    others: Option<&'a Array>,
    number: f64,
}

/// A stack of matrices, or of vectors and numbers, that grows.
struct Stack<T> {
    elements: Vec<T>,
    shape: Vec<usize>,
}

impl<T: Element> Stack<T> {
    fn new(shape: &[usize]) -> Self {
        Self {
            elements: Vec::new(),
            shape: shape.to_vec(),
        }
    }

    fn len(&self) -> usize {
        self.shape.iter().product()
    }

    fn into_array(self, count: usize, vm: &VirtualMachine) -> PyResult<Array> {
        let shape = [&[count], self.shape.as_slice()].concat();
        Array::from_vec(self.elements, &shape).or_raise(vm)
    }

    fn fill(&mut self, value: T) {
        let end = self.elements.len() + self.len();
        self.elements.resize(end, value);
    }
}

impl<T: Element + Field> Stack<T> {
    /// Adds a matrix, rows first.
    fn push(&mut self, matrix: &Matrix<T>) {
        self.elements
            .extend_from_slice(matrix.transpose().as_slice());
    }
}

const NAN: Complex<f64> = Complex::new(f64::NAN, f64::NAN);

type Results = (Vec<Array>, usize);

impl Call<'_> {
    fn count(&self) -> usize {
        self.matrices.shape()[0]
    }

    fn matrices<T: Element + Field>(
        array: &Array,
        vm: &VirtualMachine,
    ) -> PyResult<Vec<Matrix<T>>> {
        let [count, rows, columns] = *array.shape() else {
            return Err(vm.new_value_error("a stack of matrices has three axes"));
        };
        let elements: Vec<T> = array.to_vec().or_raise(vm)?;
        let size = rows * columns;
        let each = (0..count).map(|index| &elements[index * size..(index + 1) * size]);
        Ok(each
            .map(|elements| Matrix::from_row_slice(rows, columns, elements))
            .collect())
    }

    fn others<T: Element + Field>(&self, vm: &VirtualMachine) -> PyResult<Vec<Matrix<T>>> {
        match self.others {
            Some(others) => Self::matrices(others, vm),
            None => Err(vm.new_type_error(format!("{} takes two operands", self.operation))),
        }
    }

    fn run_real(&self, vm: &VirtualMachine) -> PyResult<Results> {
        if matches!(self.operation, "eig" | "eigvals") {
            return self.eigen::<f64>(linalg::eig_real, vm);
        }
        self.run::<f64>(f64::NAN, vm)
    }

    fn run_complex(&self, vm: &VirtualMachine) -> PyResult<Results> {
        if matches!(self.operation, "eig" | "eigvals") {
            return self.eigen::<Complex<f64>>(linalg::eig_complex, vm);
        }
        self.run::<Complex<f64>>(NAN, vm)
    }

    fn run<T: Element + Field>(&self, nan: T, vm: &VirtualMachine) -> PyResult<Results> {
        match self.operation {
            "det" => self.each(
                nan,
                &[],
                |matrix| Some(Matrix::from_element(1, 1, linalg::det(matrix))),
                vm,
            ),
            "inv" => {
                let size = self.matrices.shape()[1];
                self.each(nan, &[size, size], linalg::inv, vm)
            }
            "cholesky_lo" | "cholesky_up" => {
                let size = self.matrices.shape()[1];
                let is_lower = self.operation == "cholesky_lo";
                let triangle = if is_lower {
                    Triangle::Lower
                } else {
                    Triangle::Upper
                };
                let factor = move |matrix: Matrix<T>| linalg::cholesky(&matrix, triangle);
                self.each(nan, &[size, size], factor, vm)
            }
            "slogdet" => self.slogdet::<T>(vm),
            "solve" => self.solve(nan, vm),
            "qr" => self.qr::<T>(vm),
            "q" => self.q::<T>(vm),
            "eigh_lo" | "eigh_up" => self.eigh(nan, vm),
            "svd" => self.singular_values::<T>(vm),
            "svd_s" | "svd_f" => self.svd(nan, vm),
            "lstsq" => self.lstsq(nan, vm),
            unknown => Err(vm.new_value_error(format!("there is no operation {unknown}"))),
        }
    }

    /// One matrix for each matrix.
    fn each<T: Element + Field>(
        &self,
        nan: T,
        shape: &[usize],
        operate: impl Fn(Matrix<T>) -> Option<Matrix<T>>,
        vm: &VirtualMachine,
    ) -> PyResult<Results> {
        let mut stack = Stack::new(shape);
        let mut failures = 0;
        for matrix in Self::matrices(self.matrices, vm)? {
            match operate(matrix) {
                Some(result) => stack.push(&result),
                None => {
                    failures += 1;
                    stack.fill(nan);
                }
            }
        }
        Ok((vec![stack.into_array(self.count(), vm)?], failures))
    }

    fn slogdet<T: Element + Field>(&self, vm: &VirtualMachine) -> PyResult<Results> {
        let (mut signs, mut sizes) = (Stack::<T>::new(&[]), Stack::<f64>::new(&[]));
        for matrix in Self::matrices(self.matrices, vm)? {
            let found = linalg::slogdet(matrix);
            signs.elements.push(found.sign);
            sizes.elements.push(found.ln_abs);
        }
        let count = self.count();
        let arrays = vec![signs.into_array(count, vm)?, sizes.into_array(count, vm)?];
        Ok((arrays, 0))
    }

    fn solve<T: Element + Field>(&self, nan: T, vm: &VirtualMachine) -> PyResult<Results> {
        let others = self.others::<T>(vm)?;
        let width = others.first().map_or(0, Matrix::ncols);
        let mut stack = Stack::new(&[self.matrices.shape()[2], width]);
        let mut failures = 0;
        for (matrix, right) in Self::matrices(self.matrices, vm)?.into_iter().zip(others) {
            match linalg::solve(matrix, &right) {
                Some(solution) => stack.push(&solution),
                None => {
                    failures += 1;
                    stack.fill(nan);
                }
            }
        }
        Ok((vec![stack.into_array(self.count(), vm)?], failures))
    }

    /// The matrices as decomposition leaves them, and the factors of the reflections.
    fn qr<T: Element + Field>(&self, vm: &VirtualMachine) -> PyResult<Results> {
        let [_, rows, columns] = *self.matrices.shape() else {
            return Err(vm.new_value_error("a stack of matrices has three axes"));
        };
        let mut left = Stack::<T>::new(&[rows, columns]);
        let mut factors = Stack::<T>::new(&[rows.min(columns)]);
        for matrix in Self::matrices(self.matrices, vm)? {
            let Reflections { matrix, tau } = linalg::qr(matrix);
            left.push(&matrix);
            factors.elements.extend(tau);
        }
        let count = self.count();
        let arrays = vec![left.into_array(count, vm)?, factors.into_array(count, vm)?];
        Ok((arrays, 0))
    }

    /// As many columns of Q as `number` says, of what [`Call::qr`] has left.
    fn q<T: Element + Field>(&self, vm: &VirtualMachine) -> PyResult<Results> {
        let columns = self.number as usize;
        let mut stack = Stack::<T>::new(&[self.matrices.shape()[1], columns]);
        let factors = self.others::<T>(vm)?;
        for (matrix, factors) in Self::matrices(self.matrices, vm)?.into_iter().zip(factors) {
            let tau = factors.iter().copied().collect();
            stack.push(&Reflections { matrix, tau }.q(columns));
        }
        Ok((vec![stack.into_array(self.count(), vm)?], 0))
    }

    fn eigen<T: Element + Field>(
        &self,
        decompose: impl Fn(Matrix<T>) -> Option<linalg::Eigen<Complex<f64>, Complex<f64>>>,
        vm: &VirtualMachine,
    ) -> PyResult<Results> {
        let size = self.matrices.shape()[1];
        let (mut values, mut vectors) = (Stack::new(&[size]), Stack::new(&[size, size]));
        let mut failures = 0;
        for matrix in Self::matrices(self.matrices, vm)? {
            match decompose(matrix) {
                Some(found) => {
                    values.elements.extend(found.values);
                    vectors.push(&found.vectors);
                }
                None => {
                    failures += 1;
                    values.fill(NAN);
                    vectors.fill(NAN);
                }
            }
        }
        let count = self.count();
        let arrays = vec![
            values.into_array(count, vm)?,
            vectors.into_array(count, vm)?,
        ];
        Ok((arrays, failures))
    }

    fn eigh<T: Element + Field>(&self, nan: T, vm: &VirtualMachine) -> PyResult<Results> {
        let is_lower = self.operation == "eigh_lo";
        let triangle = if is_lower {
            Triangle::Lower
        } else {
            Triangle::Upper
        };
        let size = self.matrices.shape()[1];
        let (mut values, mut vectors) = (Stack::new(&[size]), Stack::new(&[size, size]));
        let mut failures = 0;
        for matrix in Self::matrices::<T>(self.matrices, vm)? {
            match linalg::eigh(&matrix, triangle) {
                Some(found) => {
                    values.elements.extend(found.values);
                    vectors.push(&found.vectors);
                }
                None => {
                    failures += 1;
                    values.fill(f64::NAN);
                    vectors.fill(nan);
                }
            }
        }
        let count = self.count();
        let arrays = vec![
            values.into_array(count, vm)?,
            vectors.into_array(count, vm)?,
        ];
        Ok((arrays, failures))
    }

    fn singular_values<T: Element + Field>(&self, vm: &VirtualMachine) -> PyResult<Results> {
        let [_, rows, columns] = *self.matrices.shape() else {
            return Err(vm.new_value_error("a stack of matrices has three axes"));
        };
        let mut values = Stack::new(&[rows.min(columns)]);
        let mut failures = 0;
        for matrix in Self::matrices::<T>(self.matrices, vm)? {
            match linalg::singular_values(&matrix) {
                Some(found) => values.elements.extend(found),
                None => {
                    failures += 1;
                    values.fill(f64::NAN);
                }
            }
        }
        Ok((vec![values.into_array(self.count(), vm)?], failures))
    }

    /// Left vectors, values and right vectors.
    fn svd<T: Element + Field>(&self, nan: T, vm: &VirtualMachine) -> PyResult<Results> {
        let [_, rows, columns] = *self.matrices.shape() else {
            return Err(vm.new_value_error("a stack of matrices has three axes"));
        };
        let least = rows.min(columns);
        let is_full = self.operation == "svd_f";
        let (wide, high) = if is_full {
            (rows, columns)
        } else {
            (least, least)
        };
        let mut u = Stack::new(&[rows, wide]);
        let mut values = Stack::new(&[least]);
        let mut v = Stack::new(&[high, columns]);
        let mut failures = 0;
        for matrix in Self::matrices::<T>(self.matrices, vm)? {
            match linalg::svd(&matrix, is_full) {
                Some(found) => {
                    u.push(&found.u);
                    values.elements.extend(found.values);
                    v.push(&found.v_adjoint);
                }
                None => {
                    failures += 1;
                    u.fill(nan);
                    values.fill(f64::NAN);
                    v.fill(nan);
                }
            }
        }
        let count = self.count();
        let arrays = vec![
            u.into_array(count, vm)?,
            values.into_array(count, vm)?,
            v.into_array(count, vm)?,
        ];
        Ok((arrays, failures))
    }

    /// Solutions, residuals, ranks and singular values.
    fn lstsq<T: Element + Field>(&self, nan: T, vm: &VirtualMachine) -> PyResult<Results> {
        let [_, rows, columns] = *self.matrices.shape() else {
            return Err(vm.new_value_error("a stack of matrices has three axes"));
        };
        let others = self.others::<T>(vm)?;
        let width = others.first().map_or(0, Matrix::ncols);
        let mut solutions = Stack::new(&[columns, width]);
        let mut residuals = Stack::new(&[width]);
        let mut ranks = Stack::<i32>::new(&[]);
        let mut values = Stack::new(&[rows.min(columns)]);
        let mut failures = 0;
        for (matrix, right) in Self::matrices(self.matrices, vm)?.into_iter().zip(others) {
            match linalg::lstsq(matrix, &right, self.number) {
                Some(found) => {
                    solutions.push(&found.solution);
                    residuals.elements.extend(found.residuals);
                    ranks.elements.push(found.rank as i32);
                    values.elements.extend(found.values);
                }
                None => {
                    failures += 1;
                    solutions.fill(nan);
                    residuals.fill(f64::NAN);
                    ranks.fill(-1);
                    values.fill(f64::NAN);
                }
            }
        }
        let count = self.count();
        let arrays = vec![
            solutions.into_array(count, vm)?,
            residuals.into_array(count, vm)?,
            ranks.into_array(count, vm)?,
            values.into_array(count, vm)?,
        ];
        Ok((arrays, failures))
    }
}
