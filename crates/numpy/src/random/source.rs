//! A generator of bits as an object of Python, and the entropy that seeds it.

use std::cell::RefCell;

use brooklet_array::Array;
use brooklet_array::random::legacy::{LegacySource, WaitingGauss};
use brooklet_array::random::pcg64::PcgState;
use brooklet_array::random::{
    BitGenerator, HalfWord, Mt19937, Pcg64, Pcg64Dxsm, Philox, SeedSequence, Sfc64,
};
use brooklet_python::vm as rustpython_vm;
use brooklet_python::vm::function::FuncArgs;
use brooklet_python::vm::{Py, PyObjectRef, PyPayload, PyResult, VirtualMachine, pyclass};

use super::{from_u128, to_words};
use crate::arguments::{Arguments, text_of, to_index};
use crate::array::PyNdArray;
use crate::error::OrRaise;

/// One of NumPy's generators.
#[derive(Clone, Debug)]
enum Bits {
    Mt19937(Mt19937),
    Pcg64(Pcg64),
    Pcg64Dxsm(Pcg64Dxsm),
    Philox(Philox),
    Sfc64(Sfc64),
}

impl Bits {
    fn as_generator(&mut self) -> &mut dyn BitGenerator {
        match self {
            Self::Mt19937(bits) => bits,
            Self::Pcg64(bits) => bits,
            Self::Pcg64Dxsm(bits) => bits,
            Self::Philox(bits) => bits,
            Self::Sfc64(bits) => bits,
        }
    }

    /// The generator of a name in a state, as [`Bits::words`] gives it.
    fn from_words(name: &str, words: &[u128]) -> Option<Self> {
        Some(match (name, words) {
            ("MT19937", [position, key @ ..]) => {
                let key: Vec<u32> = key.iter().map(|&word| word as u32).collect();
                Self::Mt19937(Mt19937 {
                    key: key.into_boxed_slice().try_into().ok()?,
                    position: *position as usize,
                })
            }
            ("PCG64", &[state, increment, is_full, value]) => Self::Pcg64(Pcg64 {
                pcg: PcgState { state, increment },
                half: half(is_full, value),
            }),
            ("PCG64DXSM", &[state, increment, is_full, value]) => Self::Pcg64Dxsm(Pcg64Dxsm {
                pcg: PcgState { state, increment },
                half: half(is_full, value),
            }),
            (
                "Philox",
                &[
                    c0,
                    c1,
                    c2,
                    c3,
                    k0,
                    k1,
                    b0,
                    b1,
                    b2,
                    b3,
                    position,
                    is_full,
                    value,
                ],
            ) => Self::Philox(Philox {
                counter: [c0, c1, c2, c3].map(|word| word as u64),
                key: [k0, k1].map(|word| word as u64),
                buffer: [b0, b1, b2, b3].map(|word| word as u64),
                position: position as usize,
                half: half(is_full, value),
            }),
            ("SFC64", &[a, b, c, counter, is_full, value]) => Self::Sfc64(Sfc64 {
                state: [a, b, c, counter].map(|word| word as u64),
                half: half(is_full, value),
            }),
            _ => return None,
        })
    }

    /// All of its state.
    fn words(&self) -> Vec<u128> {
        let halves = |half: &HalfWord| [u128::from(half.is_full), u128::from(half.value)];
        match self {
            Self::Mt19937(bits) => {
                let key = bits.key.iter().map(|&word| u128::from(word));
                std::iter::once(bits.position as u128).chain(key).collect()
            }
            Self::Pcg64(Pcg64 { pcg, half }) | Self::Pcg64Dxsm(Pcg64Dxsm { pcg, half }) => {
                [&[pcg.state, pcg.increment], &halves(half)[..]].concat()
            }
            Self::Philox(bits) => {
                let words = bits.counter.iter().chain(&bits.key).chain(&bits.buffer);
                let words = words.map(|&word| u128::from(word));
                let position = std::iter::once(bits.position as u128);
                words.chain(position).chain(halves(&bits.half)).collect()
            }
            Self::Sfc64(bits) => {
                let words = bits.state.iter().map(|&word| u128::from(word));
                words.chain(halves(&bits.half)).collect()
            }
        }
    }

    fn name(&self) -> &'static str {
        match self {
            Self::Mt19937(_) => "MT19937",
            Self::Pcg64(_) => "PCG64",
            Self::Pcg64Dxsm(_) => "PCG64DXSM",
            Self::Philox(_) => "Philox",
            Self::Sfc64(_) => "SFC64",
        }
    }

    /// Moves on by a count of 256 bits, the least significant word first.
    fn advance(&mut self, count: [u64; 4]) {
        let low = (u128::from(count[1]) << 64) | u128::from(count[0]);
        match self {
            Self::Pcg64(bits) => bits.advance(low),
            Self::Pcg64Dxsm(bits) => bits.advance(low),
            Self::Philox(bits) => bits.advance(count),
            Self::Mt19937(_) | Self::Sfc64(_) => {}
        }
    }

    fn jumped(&self, jumps: u128) -> Self {
        match self {
            Self::Mt19937(bits) => Self::Mt19937(bits.jumped(jumps)),
            Self::Pcg64(bits) => Self::Pcg64(bits.jumped(jumps)),
            Self::Pcg64Dxsm(bits) => Self::Pcg64Dxsm(bits.jumped(jumps)),
            Self::Philox(bits) => Self::Philox(bits.jumped(jumps)),
            Self::Sfc64(bits) => Self::Sfc64(bits.clone()),
        }
    }
}

fn half(is_full: u128, value: u128) -> HalfWord {
    HalfWord {
        is_full: is_full != 0,
        value: value as u32,
    }
}

/// A generator, and the normal number that waits beside it.
#[pyclass(module = "numpy.random", name = "_Source")]
#[derive(Debug, PyPayload)]
pub(crate) struct Source {
    bits: RefCell<Bits>,
    gauss: RefCell<WaitingGauss>,
}

impl Source {
    fn of(bits: Bits) -> Self {
        Self {
            bits: RefCell::new(bits),
            gauss: RefCell::default(),
        }
    }

    /// Draws from the bits.
    pub(super) fn with_bits<T>(&self, draw: impl FnOnce(&mut dyn BitGenerator) -> T) -> T {
        draw(self.bits.borrow_mut().as_generator())
    }

    /// Draws as `RandomState` does.
    pub(super) fn with_legacy<T>(&self, draw: impl FnOnce(&mut LegacySource<'_>) -> T) -> T {
        let mut bits = self.bits.borrow_mut();
        let mut gauss = self.gauss.borrow_mut();
        draw(&mut LegacySource {
            bits: bits.as_generator(),
            gauss: &mut gauss,
        })
    }
}

#[pyclass]
impl Source {
    /// All of its state as whole numbers.
    #[pymethod]
    fn words(zelf: &Py<Self>, vm: &VirtualMachine) -> PyObjectRef {
        let words = zelf.bits.borrow().words();
        let words = words.into_iter().map(|word| from_u128(word, vm));
        vm.ctx.new_list(words.collect()).into()
    }

    /// Puts it into such a state.
    #[pymethod]
    fn set_words(zelf: &Py<Self>, words: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        let words = to_words(&words, vm)?;
        let name = zelf.bits.borrow().name();
        let bits = Bits::from_words(name, &words);
        *zelf.bits.borrow_mut() = bits.ok_or_else(|| no_state(name, vm))?;
        Ok(())
    }

    /// The normal number that waits: whether, and which.
    #[pymethod]
    fn gauss(zelf: &Py<Self>, vm: &VirtualMachine) -> PyObjectRef {
        let gauss = zelf.gauss.borrow();
        let is_full = vm.ctx.new_int(u8::from(gauss.is_full));
        let value = vm.ctx.new_float(gauss.value);
        vm.ctx.new_tuple(vec![is_full.into(), value.into()]).into()
    }

    /// Says which normal number waits.
    #[pymethod]
    fn set_gauss(zelf: &Py<Self>, is_full: bool, value: f64) {
        *zelf.gauss.borrow_mut() = WaitingGauss { is_full, value };
    }

    /// Moves on by a count, given as four words of 64 bits.
    #[pymethod]
    fn advance(zelf: &Py<Self>, count: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        let words = to_words(&count, vm)?;
        let mut count = [0; 4];
        for (to, from) in count.iter_mut().zip(words) {
            *to = from as u64;
        }
        zelf.bits.borrow_mut().advance(count);
        Ok(())
    }

    /// The state that is some far jumps ahead.
    #[pymethod]
    fn jumped(zelf: &Py<Self>, jumps: PyObjectRef, vm: &VirtualMachine) -> PyResult {
        let jumps = super::to_u128(&jumps, vm)?;
        let ahead = zelf.bits.borrow().jumped(jumps);
        let words = ahead.words().into_iter();
        let words = words.map(|word| from_u128(word, vm)).collect();
        Ok(vm.ctx.new_list(words).into())
    }

    /// Outputs as the generator makes them.
    #[pymethod]
    fn raw(zelf: &Py<Self>, count: usize, vm: &VirtualMachine) -> PyObjectRef {
        let raw = zelf.with_bits(|bits| (0..count).map(|_| bits.next_raw()).collect::<Vec<u64>>());
        PyNdArray::wrap(Array::from_slice(&raw), vm)
    }

    /// Random bytes.
    #[pymethod]
    fn bytes(zelf: &Py<Self>, count: usize, vm: &VirtualMachine) -> PyObjectRef {
        let words = count.div_ceil(4);
        let mut bytes: Vec<u8> = zelf.with_bits(|bits| {
            (0..words)
                .flat_map(|_| bits.next_u32().to_le_bytes())
                .collect()
        });
        bytes.truncate(count);
        vm.ctx.new_bytes(bytes).into()
    }
}

fn no_state(name: &str, vm: &VirtualMachine) -> brooklet_python::vm::builtins::PyBaseExceptionRef {
    vm.new_value_error(format!("this is no state of a {name} generator"))
}

/// `_source(name, words)`: a generator in a state. For `MT19937` alone, `legacy` words are the
/// numbers that seed it as `RandomState` did from the beginning.
pub(super) fn make(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("_source", args, vm);
    let name = text_of(&*args.required("name")?, vm)?;
    let words = to_words(&*args.required("words")?, vm)?;
    let legacy = args.flag("legacy", false)?;
    args.finish()?;
    let bits = if legacy {
        let seeds: Vec<u32> = words.iter().map(|&word| word as u32).collect();
        Some(Bits::Mt19937(Mt19937::from_numbers(&seeds)))
    } else if let ("MT19937", &[seed]) = (name.as_str(), words.as_slice()) {
        Some(Bits::Mt19937(Mt19937::from_number(seed as u32)))
    } else {
        Bits::from_words(&name, &words)
    };
    let bits = bits.ok_or_else(|| no_state(&name, vm))?;
    Ok(Source::of(bits).into_ref(&vm.ctx).into())
}

fn seeds(args: &mut Arguments<'_>, vm: &VirtualMachine) -> PyResult<SeedSequence> {
    let narrow = |words: Vec<u128>| words.into_iter().map(|word| word as u32).collect();
    let entropy: Vec<u32> = narrow(to_words(&*args.required("entropy")?, vm)?);
    let key: Vec<u32> = narrow(to_words(&*args.required("spawn_key")?, vm)?);
    let size = to_index(&*args.required("pool_size")?, vm)?;
    Ok(SeedSequence::new(&entropy, &key, size.max(0) as usize))
}

/// `_seed_pool(entropy, spawn_key, pool_size)`: the words of mixed entropy.
pub(super) fn seed_pool(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("_seed_pool", args, vm);
    let seeds = seeds(&mut args, vm)?;
    Ok(PyNdArray::wrap(Array::from_slice(seeds.pool()), vm))
}

/// `_seed_words(entropy, spawn_key, pool_size, count, wide)`: words of 32 or 64 bits for a state.
pub(super) fn seed_words(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("_seed_words", args, vm);
    let seeds = seeds(&mut args, vm)?;
    let count = to_index(&*args.required("count")?, vm)?.max(0) as usize;
    let is_wide = args.flag("wide", false)?;
    let words = if is_wide {
        Array::from_vec(seeds.state_u64(count), &[count])
    } else {
        Array::from_vec(seeds.state_u32(count), &[count])
    };
    Ok(PyNdArray::wrap(words.or_raise(vm)?, vm))
}
