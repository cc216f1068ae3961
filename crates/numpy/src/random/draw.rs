//! Drawing numbers of a distribution, many at once.

use brooklet_array::random::legacy::LegacySource;
use brooklet_array::random::{
    BitGenerator, binomial, continuous, discrete, gamma, hypergeometric, noncentral, ziggurat,
};
use brooklet_array::{Array, Element};
use brooklet_python::vm::function::FuncArgs;
use brooklet_python::vm::{PyObjectRef, PyResult, VirtualMachine};

use super::source::Source;
use crate::arguments::{text_of, to_lens};
use crate::array::PyNdArray;
use crate::error::OrRaise;

/// How a `Generator` draws a number, from bits and the parameters.
enum Draw {
    Float(fn(&mut dyn BitGenerator, &[f64]) -> f64),
    Single(fn(&mut dyn BitGenerator, &[f64]) -> f32),
    Int(fn(&mut dyn BitGenerator, &[f64]) -> i64),
}

/// How a `RandomState` draws it.
enum Legacy {
    Float(fn(&mut LegacySource<'_>, &[f64]) -> f64),
    Int(fn(&mut LegacySource<'_>, &[f64]) -> i64),
}

/// By name; those that end in `_f` are of single precision.
const DRAWS: &[(&str, Draw)] = &[
    ("random", Draw::Float(|bits, _| bits.next_f64())),
    (
        "standard_normal",
        Draw::Float(|bits, _| ziggurat::standard_normal(bits)),
    ),
    (
        "standard_exponential",
        Draw::Float(|bits, _| ziggurat::standard_exponential(bits)),
    ),
    (
        "standard_exponential_inv",
        Draw::Float(|bits, _| continuous::standard_exponential_inverse(bits)),
    ),
    (
        "standard_cauchy",
        Draw::Float(|bits, _| continuous::standard_cauchy(bits)),
    ),
    (
        "uniform",
        Draw::Float(|bits, p| continuous::uniform(bits, p[0], p[1])),
    ),
    (
        "normal",
        Draw::Float(|bits, p| continuous::normal(bits, p[0], p[1])),
    ),
    (
        "lognormal",
        Draw::Float(|bits, p| continuous::lognormal(bits, p[0], p[1])),
    ),
    (
        "exponential",
        Draw::Float(|bits, p| continuous::exponential(bits, p[0])),
    ),
    (
        "pareto",
        Draw::Float(|bits, p| continuous::pareto(bits, p[0])),
    ),
    (
        "weibull",
        Draw::Float(|bits, p| continuous::weibull(bits, p[0])),
    ),
    (
        "power",
        Draw::Float(|bits, p| continuous::power(bits, p[0])),
    ),
    (
        "laplace",
        Draw::Float(|bits, p| continuous::laplace(bits, p[0], p[1])),
    ),
    (
        "gumbel",
        Draw::Float(|bits, p| continuous::gumbel(bits, p[0], p[1])),
    ),
    (
        "logistic",
        Draw::Float(|bits, p| continuous::logistic(bits, p[0], p[1])),
    ),
    (
        "rayleigh",
        Draw::Float(|bits, p| continuous::rayleigh(bits, p[0])),
    ),
    (
        "triangular",
        Draw::Float(|bits, p| continuous::triangular(bits, p[0], p[1], p[2])),
    ),
    (
        "wald",
        Draw::Float(|bits, p| continuous::wald(bits, p[0], p[1])),
    ),
    (
        "vonmises",
        Draw::Float(|bits, p| continuous::vonmises(bits, p[0], p[1])),
    ),
    (
        "standard_gamma",
        Draw::Float(|bits, p| gamma::standard_gamma(bits, p[0])),
    ),
    (
        "gamma",
        Draw::Float(|bits, p| gamma::gamma(bits, p[0], p[1])),
    ),
    ("beta", Draw::Float(|bits, p| gamma::beta(bits, p[0], p[1]))),
    (
        "chisquare",
        Draw::Float(|bits, p| gamma::chisquare(bits, p[0])),
    ),
    ("f", Draw::Float(|bits, p| gamma::f(bits, p[0], p[1]))),
    (
        "standard_t",
        Draw::Float(|bits, p| gamma::standard_t(bits, p[0])),
    ),
    (
        "noncentral_chisquare",
        Draw::Float(|bits, p| noncentral::noncentral_chisquare(bits, p[0], p[1])),
    ),
    (
        "noncentral_f",
        Draw::Float(|bits, p| noncentral::noncentral_f(bits, p[0], p[1], p[2])),
    ),
    ("random_f", Draw::Single(|bits, _| bits.next_f32())),
    (
        "standard_normal_f",
        Draw::Single(|bits, _| ziggurat::standard_normal_f32(bits)),
    ),
    (
        "standard_exponential_f",
        Draw::Single(|bits, _| continuous::standard_exponential_zig_f32(bits)),
    ),
    (
        "standard_exponential_inv_f",
        Draw::Single(|bits, _| continuous::standard_exponential_inverse_f32(bits)),
    ),
    (
        "standard_gamma_f",
        Draw::Single(|bits, p| gamma::standard_gamma_f32(bits, p[0] as f32)),
    ),
    (
        "poisson",
        Draw::Int(|bits, p| discrete::poisson(bits, p[0])),
    ),
    (
        "geometric",
        Draw::Int(|bits, p| discrete::geometric(bits, p[0])),
    ),
    (
        "negative_binomial",
        Draw::Int(|bits, p| discrete::negative_binomial(bits, p[0], p[1])),
    ),
    ("zipf", Draw::Int(|bits, p| discrete::zipf(bits, p[0]))),
    (
        "logseries",
        Draw::Int(|bits, p| discrete::logseries(bits, p[0])),
    ),
    (
        "binomial",
        Draw::Int(|bits, p| binomial::binomial(bits, p[1], p[0] as i64)),
    ),
    (
        "hypergeometric",
        Draw::Int(|bits, p| {
            hypergeometric::hypergeometric(bits, p[0] as i64, p[1] as i64, p[2] as i64)
        }),
    ),
];

/// Those that differ.
const LEGACY: &[(&str, Legacy)] = &[
    ("standard_normal", Legacy::Float(|source, _| source.gauss())),
    (
        "standard_exponential",
        Legacy::Float(|source, _| source.standard_exponential()),
    ),
    (
        "standard_cauchy",
        Legacy::Float(|source, _| source.standard_cauchy()),
    ),
    (
        "exponential",
        Legacy::Float(|source, p| p[0] * source.standard_exponential()),
    ),
    (
        "normal",
        Legacy::Float(|source, p| source.normal(p[0], p[1])),
    ),
    (
        "lognormal",
        Legacy::Float(|source, p| source.lognormal(p[0], p[1])),
    ),
    (
        "standard_gamma",
        Legacy::Float(|source, p| source.standard_gamma(p[0])),
    ),
    ("gamma", Legacy::Float(|source, p| source.gamma(p[0], p[1]))),
    ("beta", Legacy::Float(|source, p| source.beta(p[0], p[1]))),
    (
        "chisquare",
        Legacy::Float(|source, p| source.chisquare(p[0])),
    ),
    ("f", Legacy::Float(|source, p| source.f(p[0], p[1]))),
    (
        "noncentral_chisquare",
        Legacy::Float(|source, p| source.noncentral_chisquare(p[0], p[1])),
    ),
    (
        "noncentral_f",
        Legacy::Float(|source, p| source.noncentral_f(p[0], p[1], p[2])),
    ),
    (
        "standard_t",
        Legacy::Float(|source, p| source.standard_t(p[0])),
    ),
    ("pareto", Legacy::Float(|source, p| source.pareto(p[0]))),
    ("weibull", Legacy::Float(|source, p| source.weibull(p[0]))),
    ("power", Legacy::Float(|source, p| source.power(p[0]))),
    ("rayleigh", Legacy::Float(|source, p| source.rayleigh(p[0]))),
    ("wald", Legacy::Float(|source, p| source.wald(p[0], p[1]))),
    (
        "vonmises",
        Legacy::Float(|source, p| source.vonmises(p[0], p[1])),
    ),
    (
        "negative_binomial",
        Legacy::Int(|source, p| source.negative_binomial(p[0], p[1])),
    ),
    ("geometric", Legacy::Int(|source, p| source.geometric(p[0]))),
    ("zipf", Legacy::Int(|source, p| source.zipf(p[0]))),
    ("logseries", Legacy::Int(|source, p| source.logseries(p[0]))),
    (
        "binomial",
        Legacy::Int(|source, p| source.binomial(p[1], p[0] as i64)),
    ),
    (
        "hypergeometric",
        Legacy::Int(|source, p| source.hypergeometric(p[0] as i64, p[1] as i64, p[2] as i64)),
    ),
];

/// `_draw(source, name, legacy, shape, *parameters)`: an array of numbers drawn one after the
/// other, the last axis fastest. Parameters are arrays of doubles that broadcast to the shape.
pub(super) fn draw(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let (source, args) = super::split(args, vm)?;
    let [name, legacy, shape, parameters @ ..] = args.as_slice() else {
        return Err(vm.new_type_error("_draw() takes a name, a kind and a shape"));
    };
    let name = text_of(name, vm)?;
    let is_legacy = legacy.to_owned().is_true(vm)?;
    let shape = to_lens(shape, vm)?;
    let parameters = Parameters::read(parameters, &shape, vm)?;
    let legacy = LEGACY.iter().find(|(known, _)| is_legacy && *known == name);
    let modern = DRAWS.iter().find(|(known, _)| *known == name);
    let drawn = match (legacy, modern) {
        (Some((_, Legacy::Float(draw))), _) => made(parameters.legacy(&source, *draw), &shape, vm),
        (Some((_, Legacy::Int(draw))), _) => made(parameters.legacy(&source, *draw), &shape, vm),
        (None, Some((_, Draw::Float(draw)))) => made(parameters.modern(&source, *draw), &shape, vm),
        (None, Some((_, Draw::Single(draw)))) => {
            made(parameters.modern(&source, *draw), &shape, vm)
        }
        (None, Some((_, Draw::Int(draw)))) => made(parameters.modern(&source, *draw), &shape, vm),
        (None, None) => Err(vm.new_value_error(format!("there is no distribution {name}"))),
    };
    Ok(PyNdArray::wrap(drawn?, vm))
}

fn made<T: Element>(numbers: Vec<T>, shape: &[usize], vm: &VirtualMachine) -> PyResult<Array> {
    Array::from_vec(numbers, shape).or_raise(vm)
}

/// The parameters of a distribution: the same for all numbers, or others for each.
struct Parameters {
    count: usize,
    first: Vec<f64>,
    each: Option<Vec<Vec<f64>>>,
}

impl Parameters {
    fn read(objects: &[PyObjectRef], shape: &[usize], vm: &VirtualMachine) -> PyResult<Self> {
        let count = shape.iter().product();
        let arrays = objects
            .iter()
            .map(|object| Ok(PyNdArray::downcast(object, vm)?.array()));
        let arrays = arrays.collect::<PyResult<Vec<Array>>>()?;
        if arrays.iter().all(|array| array.ndim() == 0) {
            let first = arrays.iter().map(|array| array.read(array.offset()));
            return Ok(Self {
                count,
                first: first.collect(),
                each: None,
            });
        }
        let each = arrays.iter().map(|array| {
            let array = array.broadcast_to(shape).or_raise(vm)?;
            array.to_vec::<f64>().or_raise(vm)
        });
        Ok(Self {
            count,
            first: vec![0.0; arrays.len()],
            each: Some(each.collect::<PyResult<_>>()?),
        })
    }

    /// Calls `draw` with the parameters of each number.
    fn drawn<T>(self, mut draw: impl FnMut(&[f64]) -> T) -> Vec<T> {
        let mut parameters = self.first;
        (0..self.count)
            .map(|index| {
                if let Some(each) = &self.each {
                    for (parameter, all) in parameters.iter_mut().zip(each) {
                        *parameter = all[index];
                    }
                }
                draw(&parameters)
            })
            .collect()
    }

    fn modern<T>(self, source: &Source, draw: fn(&mut dyn BitGenerator, &[f64]) -> T) -> Vec<T> {
        source.with_bits(|bits| self.drawn(|parameters| draw(bits, parameters)))
    }

    fn legacy<T>(self, source: &Source, draw: fn(&mut LegacySource<'_>, &[f64]) -> T) -> Vec<T> {
        source.with_legacy(|legacy| self.drawn(|parameters| draw(legacy, parameters)))
    }
}
