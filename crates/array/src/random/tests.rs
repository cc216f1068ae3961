//! Every stream against what NumPy drew: `recorded.txt` has, line by line, kind, name, parameters
//! (the seed first), the first numbers, the sum of a thousand, and the raw output that comes after
//! them, which shows that as many bits were used up.

use super::integers::{Method, SmallNumbers, up_to_u32, up_to_u64};
use super::legacy::{LegacySource, WaitingGauss};
use super::multivariate::ColoredItems;
use super::permutation::{choose_distinct, permutation};
use super::{
    BitGenerator, Mt19937, Pcg64, Pcg64Dxsm, Philox, SeedSequence, Sfc64, binomial, continuous,
    discrete, gamma, hypergeometric, multivariate, noncentral, ziggurat,
};

const COUNT: usize = 1000;

struct Line<'a> {
    name: &'a str,
    parameters: &'a str,
    first: &'a str,
    sum: &'a str,
    next: &'a str,
}

impl Line<'_> {
    fn all(kind: &str) -> Vec<Line<'static>> {
        let lines = include_str!("recorded.txt").lines();
        let mut found = Vec::new();
        for line in lines {
            let fields: Vec<&str> = line.split('|').collect();
            if fields[0] == kind {
                found.push(Line {
                    name: fields[1],
                    parameters: fields[2],
                    first: fields[3],
                    sum: fields[4],
                    next: fields[5],
                });
            }
        }
        assert!(!found.is_empty(), "nothing recorded as {kind}");
        found
    }

    fn numbers<T: std::str::FromStr>(text: &str) -> Vec<T> {
        let words = text.split_whitespace();
        words.map(|word| word.parse().ok().unwrap()).collect()
    }

    fn label(&self) -> String {
        format!("{} {}", self.name, self.parameters)
    }

    fn check(&self, drawn: &[f64], next: u64) -> Result<(), String> {
        let recorded = Self::numbers::<f64>(self.first);
        for (index, (ours, theirs)) in drawn.iter().zip(&recorded).enumerate() {
            if !is_near(*ours, *theirs) {
                return Err(format!("{}: {index}: {ours} {theirs}", self.label()));
            }
        }
        if !self.sum.is_empty() {
            let sum: f64 = drawn.iter().sum();
            let theirs: f64 = self.sum.parse().unwrap();
            if (sum - theirs).abs() > 1e-9 * theirs.abs() + 1e-9 {
                return Err(format!("{}: sum {sum} {theirs}", self.label()));
            }
        }
        if next.to_string() != self.next {
            return Err(format!("{}: next {next} {}", self.label(), self.next));
        }
        Ok(())
    }
}

/// Equal but for the last bits, which are the platform's logarithm's.
fn is_near(ours: f64, theirs: f64) -> bool {
    ours == theirs || (ours - theirs).abs() <= 4.0 * f64::EPSILON * theirs.abs()
}

fn pcg(seed: u128) -> Pcg64 {
    Pcg64::new(&SeedSequence::from_number(seed))
}

fn assert_all_pass(results: Vec<Result<(), String>>) {
    let failures: Vec<String> = results.into_iter().filter_map(Result::err).collect();
    assert!(failures.is_empty(), "{failures:#?}");
}

fn draw(bits: &mut dyn BitGenerator, name: &str, p: &[f64]) -> f64 {
    match name {
        "random" => bits.next_f64(),
        "random_f32" => f64::from(bits.next_f32()),
        "standard_normal" => ziggurat::standard_normal(bits),
        "standard_normal_f32" => f64::from(ziggurat::standard_normal_f32(bits)),
        "standard_exponential" => ziggurat::standard_exponential(bits),
        "standard_exponential_f32" => f64::from(ziggurat::standard_exponential_f32(bits)),
        "standard_exponential_inv" => continuous::standard_exponential_inverse(bits),
        "standard_exponential_inv_f32" => {
            f64::from(continuous::standard_exponential_inverse_f32(bits))
        }
        "standard_gamma_f32" => f64::from(gamma::standard_gamma_f32(bits, p[0] as f32)),
        "uniform" => continuous::uniform(bits, p[0], p[1] - p[0]),
        "normal" => continuous::normal(bits, p[0], p[1]),
        "lognormal" => continuous::lognormal(bits, p[0], p[1]),
        "exponential" => continuous::exponential(bits, p[0]),
        "standard_cauchy" => continuous::standard_cauchy(bits),
        "pareto" => continuous::pareto(bits, p[0]),
        "weibull" => continuous::weibull(bits, p[0]),
        "power" => continuous::power(bits, p[0]),
        "laplace" => continuous::laplace(bits, p[0], p[1]),
        "gumbel" => continuous::gumbel(bits, p[0], p[1]),
        "logistic" => continuous::logistic(bits, p[0], p[1]),
        "rayleigh" => continuous::rayleigh(bits, p[0]),
        "triangular" => continuous::triangular(bits, p[0], p[1], p[2]),
        "wald" => continuous::wald(bits, p[0], p[1]),
        "vonmises" => continuous::vonmises(bits, p[0], p[1]),
        "standard_gamma" => gamma::standard_gamma(bits, p[0]),
        "gamma" => gamma::gamma(bits, p[0], p[1]),
        "beta" => gamma::beta(bits, p[0], p[1]),
        "chisquare" => gamma::chisquare(bits, p[0]),
        "f" => gamma::f(bits, p[0], p[1]),
        "standard_t" => gamma::standard_t(bits, p[0]),
        "noncentral_chisquare" => noncentral::noncentral_chisquare(bits, p[0], p[1]),
        "noncentral_f" => noncentral::noncentral_f(bits, p[0], p[1], p[2]),
        "poisson" => discrete::poisson(bits, p[0]) as f64,
        "geometric" => discrete::geometric(bits, p[0]) as f64,
        "negative_binomial" => discrete::negative_binomial(bits, p[0], p[1]) as f64,
        "zipf" => discrete::zipf(bits, p[0]) as f64,
        "logseries" => discrete::logseries(bits, p[0]) as f64,
        "binomial" => binomial::binomial(bits, p[1], p[0] as i64) as f64,
        "hypergeometric" => {
            hypergeometric::hypergeometric(bits, p[0] as i64, p[1] as i64, p[2] as i64) as f64
        }
        _ => panic!("no distribution {name}"),
    }
}

fn draw_legacy(source: &mut LegacySource, name: &str, p: &[f64]) -> f64 {
    match name {
        "standard_normal" => source.gauss(),
        "lognormal" => source.lognormal(p[0], p[1]),
        "standard_exponential" => source.standard_exponential(),
        "standard_gamma" => source.standard_gamma(p[0]),
        "beta" => source.beta(p[0], p[1]),
        "chisquare" => source.chisquare(p[0]),
        "f" => source.f(p[0], p[1]),
        "noncentral_chisquare" => source.noncentral_chisquare(p[0], p[1]),
        "noncentral_f" => source.noncentral_f(p[0], p[1], p[2]),
        "standard_cauchy" => source.standard_cauchy(),
        "standard_t" => source.standard_t(p[0]),
        "pareto" => source.pareto(p[0]),
        "weibull" => source.weibull(p[0]),
        "power" => source.power(p[0]),
        "rayleigh" => source.rayleigh(p[0]),
        "wald" => source.wald(p[0], p[1]),
        "vonmises" => source.vonmises(p[0], p[1]),
        "negative_binomial" => source.negative_binomial(p[0], p[1]) as f64,
        "binomial" => source.binomial(p[1], p[0] as i64) as f64,
        "geometric" => source.geometric(p[0]) as f64,
        "zipf" => source.zipf(p[0]) as f64,
        "logseries" => source.logseries(p[0]) as f64,
        "hypergeometric" => source.hypergeometric(p[0] as i64, p[1] as i64, p[2] as i64) as f64,
        _ => draw(source.bits, name, p),
    }
}

#[test]
fn generator_draws_the_numbers_of_numpy() {
    let lines = Line::all("G");
    let results = lines.iter().map(|line| {
        let parameters = Line::numbers::<f64>(line.parameters);
        let mut bits = pcg(parameters[0] as u128);
        let drawn: Vec<f64> = (0..COUNT)
            .map(|_| draw(&mut bits, line.name, &parameters[1..]))
            .collect();
        line.check(&drawn, bits.next_raw())
    });
    assert_all_pass(results.collect());
}

#[test]
fn random_state_draws_the_numbers_of_numpy() {
    let lines = Line::all("L");
    let results = lines.iter().map(|line| {
        let parameters = Line::numbers::<f64>(line.parameters);
        let mut bits = Mt19937::from_number(parameters[0] as u32);
        let mut source = LegacySource {
            bits: &mut bits,
            gauss: &mut WaitingGauss::default(),
        };
        let drawn: Vec<f64> = (0..COUNT)
            .map(|_| draw_legacy(&mut source, line.name, &parameters[1..]))
            .collect();
        line.check(&drawn, bits.next_raw())
    });
    assert_all_pass(results.collect());
}

fn draw_integer(
    bits: &mut dyn BitGenerator,
    small: &mut SmallNumbers,
    (dtype, greatest): (&str, u64),
    method: Method,
) -> u64 {
    match dtype {
        "bool" => u64::from(small.bit(bits)),
        "uint8" => u64::from(small.up_to_u8(bits, greatest as u8, method)),
        "uint16" => u64::from(small.up_to_u16(bits, greatest as u16, method)),
        "uint32" => u64::from(up_to_u32(bits, greatest as u32, method)),
        _ => up_to_u64(bits, greatest, method),
    }
}

#[test]
fn integers_of_all_widths_are_those_of_numpy() {
    for (kind, method) in [("I", Method::Lemire), ("M", Method::Mask)] {
        for line in Line::all(kind) {
            let parameters = Line::numbers::<u64>(line.parameters);
            let mut bits: Box<dyn BitGenerator> = match method {
                Method::Lemire => Box::new(pcg(u128::from(parameters[0]))),
                Method::Mask => Box::new(Mt19937::from_number(parameters[0] as u32)),
            };
            let mut small = SmallNumbers::default();
            let range = (line.name, parameters[1]);
            let drawn: Vec<u64> = (0..COUNT)
                .map(|_| draw_integer(&mut *bits, &mut small, range, method))
                .collect();
            let label = line.label();
            assert_eq!(drawn[..5], Line::numbers::<u64>(line.first), "{label}");
            let sum = drawn.iter().fold(0_u64, |sum, x| sum.wrapping_add(*x));
            assert_eq!(sum.to_string(), line.sum, "{label}");
            assert_eq!(bits.next_raw().to_string(), line.next, "{label}");
        }
    }
}

fn generator(name: &str, seed: u128, jumps: u128) -> Box<dyn BitGenerator> {
    let seeds = SeedSequence::from_number(seed);
    match name {
        "PCG64" => Box::new(Pcg64::new(&seeds).jumped(jumps)),
        "PCG64DXSM" => Box::new(Pcg64Dxsm::new(&seeds).jumped(jumps)),
        "MT19937" => Box::new(Mt19937::new(&seeds).jumped(jumps)),
        "Philox" => Box::new(Philox::new(&seeds).jumped(jumps)),
        _ => Box::new(Sfc64::new(&seeds)),
    }
}

/// A generator after 700 raw outputs, jumped twice.
fn jumped_after_700(name: &str, seed: u128) -> Option<u64> {
    let seeds = SeedSequence::from_number(seed);
    macro_rules! jump {
        ($generator:expr) => {{
            let mut generator = $generator;
            for _ in 0..700 {
                generator.next_raw();
            }
            Some(generator.jumped(2).next_raw())
        }};
    }
    match name {
        "PCG64" => jump!(Pcg64::new(&seeds)),
        "PCG64DXSM" => jump!(Pcg64Dxsm::new(&seeds)),
        "MT19937" => jump!(Mt19937::new(&seeds)),
        "Philox" => jump!(Philox::new(&seeds)),
        _ => None,
    }
}

#[test]
fn bit_generators_give_the_bits_of_numpy() {
    for line in Line::all("B") {
        let seed: u128 = line.parameters.parse().unwrap();
        let label = line.label();
        let mut bits = generator(line.name, seed, 0);
        let raw: Vec<u64> = (0..700).map(|_| bits.next_raw()).collect();
        let shown = [raw[0], raw[1], raw[2], raw[698], raw[699]];
        assert_eq!(shown[..], Line::numbers::<u64>(line.first), "{label}");
        let mut bits = generator(line.name, seed, 0);
        let halves = Line::numbers::<f64>(line.sum);
        for half in &halves[..3] {
            assert_eq!(f64::from(bits.next_u32()), *half, "{label}");
        }
        for double in &halves[3..] {
            assert_eq!(bits.next_f64(), *double, "{label}");
        }
        if let Some(jumped) = jumped_after_700(line.name, seed) {
            assert_eq!(jumped.to_string(), line.next, "{label}, jumped");
        }
    }
}

#[test]
fn seeds_give_the_states_of_numpy() {
    for line in Line::all("K") {
        let seed = Line::numbers::<u32>(line.parameters);
        let mut bits = match line.name {
            "key" => Mt19937::from_number(seed[0]),
            _ => Mt19937::from_numbers(&seed),
        };
        let drawn: Vec<u64> = (0..3).map(|_| bits.next_raw()).collect();
        assert_eq!(drawn, Line::numbers::<u64>(line.first), "{}", line.label());
    }
    for line in Line::all("S") {
        let entropy = Line::numbers::<u32>(line.parameters);
        let key = Line::numbers::<u32>(line.first);
        let seeds = SeedSequence::new(&entropy, &key, line.next.parse().unwrap());
        let recorded = Line::numbers::<u64>(line.sum);
        let words: Vec<u64> = seeds.state_u32(6).into_iter().map(u64::from).collect();
        assert_eq!(words, recorded[..6], "{}", line.label());
        assert_eq!(seeds.state_u64(3), recorded[6..], "{}", line.label());
    }
}

#[test]
fn orders_and_choices_are_those_of_numpy() {
    for line in Line::all("P") {
        let count: usize = line.parameters.parse().unwrap();
        let mut bits: Box<dyn BitGenerator> = match line.name {
            "generator" => Box::new(pcg(count as u128)),
            _ => Box::new(Mt19937::from_number(count as u32)),
        };
        let order = permutation(&mut *bits, count);
        let shown = Line::numbers::<i64>(line.first);
        assert_eq!(order[..shown.len()], shown, "{}", line.label());
        assert_eq!(bits.next_raw().to_string(), line.next, "{}", line.label());
    }
    for line in Line::all("C") {
        let parameters = Line::numbers::<usize>(line.parameters);
        let (population, count) = (parameters[0], parameters[1]);
        let mut bits = pcg((population + count) as u128);
        let chosen = choose_distinct(&mut bits, population, count, parameters[2] == 1);
        let shown = Line::numbers::<i64>(line.first);
        assert_eq!(chosen[..shown.len()], shown, "{}", line.label());
        let sum: i64 = chosen.iter().sum();
        assert_eq!(sum.to_string(), line.sum, "{}", line.label());
        assert_eq!(bits.next_raw().to_string(), line.next, "{}", line.label());
    }
}

fn draw_vectors(name: &str, p: &[f64]) -> (Vec<f64>, u64) {
    let floats = |counts: Vec<i64>| counts.into_iter().map(|x| x as f64).collect::<Vec<f64>>();
    let colors: Vec<i64> = p.iter().skip(1).map(|x| *x as i64).collect();
    let mut items = ColoredItems::new(&colors);
    let mut gauss = WaitingGauss::default();
    let mut bits: Box<dyn BitGenerator> = match name {
        "dirichlet" => Box::new(pcg(9)),
        "legacy_dirichlet" => Box::new(Mt19937::from_number(9)),
        _ => Box::new(pcg(p[0] as u128)),
    };
    let mut drawn = Vec::new();
    for _ in 0..3 {
        let mut counts = vec![0; p.len() - 1];
        let mut shares = vec![0.0; p.len()];
        let sample = p[0] as i64;
        match name {
            "multinomial" => {
                multivariate::multinomial(
                    &mut *bits,
                    binomial::binomial,
                    sample,
                    &p[1..],
                    &mut counts,
                );
            }
            "marginals" => multivariate::multivariate_hypergeometric_marginals(
                &mut *bits,
                &colors,
                sample,
                &mut counts,
            ),
            "count" => items.draw(&mut *bits, sample as usize, &mut counts),
            "dirichlet" => multivariate::dirichlet(&mut *bits, p, &mut shares),
            _ => LegacySource {
                bits: &mut *bits,
                gauss: &mut gauss,
            }
            .dirichlet(p, &mut shares),
        }
        drawn.extend(if name.ends_with("dirichlet") {
            shares
        } else {
            floats(counts)
        });
    }
    (drawn, bits.next_raw())
}

#[test]
fn vectors_are_those_of_numpy() {
    let results = Line::all("V").into_iter().map(|line| {
        let parameters = Line::numbers::<f64>(line.parameters);
        let (drawn, next) = draw_vectors(line.name, &parameters);
        line.check(&drawn, next)
    });
    assert_all_pass(results.collect());
}
