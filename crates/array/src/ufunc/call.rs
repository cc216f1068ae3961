//! A ufunc over all elements: broadcasting, casts some elements at a time, `where`, `out`.

use smallvec::SmallVec;

use super::resolve::Resolved;
use super::scan::scan;
use crate::array::Array;
use crate::assign::each_true_run;
use crate::cast::{Casting, can_cast, cast_run, clear_run};
use crate::dtype::{DType, TypeNum};
use crate::loops::{Scan, Ufunc};
use crate::overlap::needs_copy;
use crate::raw::{CHUNK, Flags, Operand, Operands, Scratch};
use crate::shape::{Dims, Order};
use crate::walk::{Walk, broadcast_shapes, shape_text};
use crate::{Error, Result};

/// A loop as it is called: one of the table, or one of the layer above for objects.
pub type Runner<'a> = dyn Fn(&Operands<'_>) -> Result<Flags> + 'a;

/// All that a call says beside its inputs.
pub struct Call<'a> {
    /// The ufunc.
    pub ufunc: &'static Ufunc,
    /// The loop and the types that it wants.
    pub resolved: &'a Resolved,
    /// The loop, where the layer above has it.
    pub runner: Option<&'a Runner<'a>>,
    /// Where results go, as far as that is given.
    pub out: &'a [Option<Array>],
    /// Which elements are computed.
    pub mask: Option<&'a Array>,
    /// Which casts are allowed.
    pub casting: Casting,
    /// How results are laid out.
    pub order: Order,
    /// Whether errors in floating point are asked for.
    pub is_watched: bool,
}

impl Call<'_> {
    /// Runs the loop once.
    fn run(&self, run: &Operands<'_>) -> Result<Flags> {
        match (self.runner, self.resolved.row.kernel) {
            (Some(runner), _) => runner(run),
            (None, Some(kernel)) => kernel(run),
            (None, None) => Err(Error::type_(format!(
                "the loop {} of {} is not here",
                self.resolved.row.types, self.ufunc.name
            ))),
        }
    }

    fn scan_kind(&self) -> Scan {
        if self.is_watched {
            self.ufunc.scan
        } else {
            Scan::None
        }
    }
}

/// Calls a ufunc on each element. Gives the results and the errors that were met.
pub fn elementwise(call: &Call<'_>, inputs: &[Array]) -> Result<(Vec<Array>, Flags)> {
    let (nin, dtypes) = (call.ufunc.nin, &call.resolved.dtypes);
    check_casts(call, inputs)?;
    if let Some(shape) = plain_shape(call, inputs) {
        return plain(call, inputs, shape);
    }
    let mut shapes: SmallVec<[&[usize]; 4]> = inputs.iter().map(Array::shape).collect();
    shapes.extend(call.mask.iter().map(|mask| mask.shape()));
    let mut shape = broadcast_shapes(&shapes)?;
    for out in call.out.iter().flatten() {
        shape = fit_output(&shape, out)?;
    }
    let outputs = dtypes[nin..].iter().enumerate().map(|(at, dtype)| {
        let out = call.out.get(at).and_then(Option::as_ref);
        out.map_or_else(
            || new_output(call, inputs, &shape, dtype),
            |out| Ok(out.clone()),
        )
    });
    let outputs: Vec<Array> = outputs.collect::<Result<_>>()?;
    let mut kept: Vec<Array> = inputs.to_vec();
    for input in &mut kept {
        if call.out.iter().flatten().any(|out| needs_copy(input, out)) {
            *input = input.copy(Order::Keep)?;
        }
    }
    let mut arrays: SmallVec<[&Array; 4]> = kept.iter().chain(&outputs).collect();
    arrays.extend(call.mask);
    let mut flags = Flags::NONE;
    let casts: Vec<Option<(&DType, &DType)>> = arrays
        .iter()
        .zip(dtypes)
        .map(|(array, dtype)| (array.dtype() != dtype).then(|| (array.dtype(), dtype)))
        .collect();
    let has_casts = casts.iter().any(Option::is_some);
    let mut buffers = Buffers::new(&casts, dtypes, has_casts)?;
    Walk::new(&shape, &arrays)?.run(|run| {
        let Some(mask) = call.mask.map(|_| nin + outputs.len()) else {
            flags |= run_part(call, run, &casts, has_casts.then_some(&mut buffers))?;
            return Ok(());
        };
        each_true_run(run, mask, |start, len| {
            let items = (0..mask).map(|at| run.operand(at).at(start));
            let items: SmallVec<[Operand; 4]> = items.collect();
            let part = Operands::new(len, &items);
            flags |= run_part(call, &part, &casts, has_casts.then_some(&mut buffers))?;
            Ok(())
        })
    })?;
    drop(arrays);
    Ok((outputs, flags))
}

/// The shape that all inputs have, but for such without axes, where nothing else is to be seen to:
/// no casts, no way between elements but the next one, no output that is given.
fn plain_shape<'a>(call: &Call<'_>, inputs: &'a [Array]) -> Option<&'a [usize]> {
    let dtypes = &call.resolved.dtypes;
    let is_open = call.mask.is_none()
        && call.out.iter().all(Option::is_none)
        && matches!(call.order, Order::Keep | Order::C)
        && dtypes.iter().all(|dtype| dtype.num().is_number());
    let shape = inputs.iter().find(|input| input.ndim() > 0)?.shape();
    let fits = |(input, dtype): (&Array, &DType)| {
        input.dtype() == dtype
            && (input.ndim() == 0 || input.shape() == shape && input.is_c_contiguous())
    };
    (is_open && inputs.iter().zip(dtypes).all(fits)).then_some(shape)
}

/// A call that is one run of its loop.
fn plain(call: &Call<'_>, inputs: &[Array], shape: &[usize]) -> Result<(Vec<Array>, Flags)> {
    let like = inputs.iter().find(|input| input.ndim() > 0);
    let outputs = call.resolved.dtypes[call.ufunc.nin..].iter().map(|dtype| {
        like.map_or_else(
            || Array::zeros(shape, dtype),
            |like| Array::unset_like(like, shape, dtype, Order::C),
        )
    });
    let outputs: Vec<Array> = outputs.collect::<Result<_>>()?;
    let items = inputs.iter().chain(&outputs).map(|array| {
        let stride = array
            .strides()
            .last()
            .map_or(0, |_| array.itemsize() as isize);
        array.operand(stride)
    });
    let items: SmallVec<[Operand; 4]> = items.collect();
    let flags = run_watched(call, &Operands::new(shape.iter().product(), &items))?;
    Ok((outputs, flags))
}

fn new_output(call: &Call<'_>, inputs: &[Array], shape: &Dims, dtype: &DType) -> Result<Array> {
    let alike = inputs
        .iter()
        .find(|input| input.shape() == shape.as_slice());
    match alike {
        Some(like) => {
            let all_f = inputs
                .iter()
                .all(|input| input.shape() != shape.as_slice() || input.is_f_contiguous());
            let order = match call.order {
                Order::Keep if like.is_f_contiguous() && !all_f => Order::C,
                order => order,
            };
            // A mask leaves elements out.
            if call.mask.is_none() && dtype.num().is_number() {
                return Array::unset_like(like, shape, dtype, order);
            }
            Array::zeros_like(like, shape, dtype, order)
        }
        None => Array::zeros_in(shape, dtype, call.order),
    }
}

/// Results may add axes, but inputs must fill the whole of a given one.
fn fit_output(shape: &Dims, out: &Array) -> Result<Dims> {
    out.check_writeable()
        .map_err(|_| Error::value("output array is read-only"))?;
    let both = broadcast_shapes(&[shape, out.shape()])?;
    if both.as_slice() != out.shape() {
        return Err(Error::value(format!(
            "non-broadcastable output operand with shape {} doesn't match the broadcast shape {}",
            shape_text(out.shape()),
            shape_text(&both)
        )));
    }
    Ok(both)
}

fn check_casts(call: &Call<'_>, inputs: &[Array]) -> Result<()> {
    let dtypes = &call.resolved.dtypes;
    for (at, (input, wanted)) in inputs.iter().zip(dtypes).enumerate() {
        // Logical functions ask anything whether it is something.
        let is_asked = wanted.num() == TypeNum::Bool && super::resolve::is_logical(call.ufunc.name);
        if !is_asked && !can_cast(input.dtype(), wanted, call.casting) {
            return Err(refused(call, "input", at, input.dtype(), wanted));
        }
    }
    for (at, out) in call.out.iter().enumerate() {
        let Some(out) = out else { continue };
        let made = &dtypes[call.ufunc.nin + at];
        if !can_cast(made, out.dtype(), call.casting) {
            return Err(refused(call, "output", at, made, out.dtype()));
        }
    }
    Ok(())
}

fn refused(call: &Call<'_>, what: &str, at: usize, from: &DType, to: &DType) -> Error {
    let count = if what == "input" {
        call.ufunc.nin
    } else {
        call.ufunc.nout
    };
    let number = if count > 1 {
        format!(" {at}")
    } else {
        String::new()
    };
    Error::Casting(format!(
        "Cannot cast ufunc '{}' {what}{number} from dtype('{from:?}') to dtype('{to:?}') with casting rule '{}'",
        call.ufunc.name,
        call.casting.word()
    ))
}

/// Room for a chunk of each operand that is cast, or that is read before it is overwritten.
struct Buffers {
    scratch: Vec<Option<Scratch>>,
    dtypes: Vec<DType>,
}

impl Buffers {
    fn new(casts: &[Option<(&DType, &DType)>], dtypes: &[DType], is_needed: bool) -> Result<Self> {
        let scratch = casts.iter().zip(dtypes).map(|(cast, dtype)| {
            let is_needed = is_needed && cast.is_some();
            is_needed
                .then(|| Scratch::new(CHUNK, dtype.itemsize()))
                .transpose()
        });
        Ok(Self {
            scratch: scratch.collect::<Result<_>>()?,
            dtypes: dtypes.to_vec(),
        })
    }
}

impl Drop for Buffers {
    fn drop(&mut self) {
        for (scratch, dtype) in self.scratch.iter().zip(&self.dtypes) {
            if let Some(scratch) = scratch {
                clear_run(scratch.operand(), CHUNK, dtype);
            }
        }
    }
}

fn run_part(
    call: &Call<'_>,
    run: &Operands<'_>,
    casts: &[Option<(&DType, &DType)>],
    buffers: Option<&mut Buffers>,
) -> Result<Flags> {
    let count = call.resolved.dtypes.len();
    let items: SmallVec<[Operand; 4]> = (0..count).map(|at| *run.operand(at)).collect();
    let Some(buffers) = buffers else {
        return run_watched(call, &Operands::new(run.len(), &items));
    };
    let nin = call.ufunc.nin;
    let mut flags = Flags::NONE;
    for start in (0..run.len()).step_by(CHUNK) {
        let len = CHUNK.min(run.len() - start);
        let mut chunk: SmallVec<[Operand; 4]> = items.iter().map(|item| item.at(start)).collect();
        for (at, cast) in casts.iter().enumerate().take(count) {
            let (Some((from, to)), Some(scratch)) = (cast, &buffers.scratch[at]) else {
                continue;
            };
            let room = scratch.operand();
            if at < nin {
                // One element for all is cast once.
                let (len, stride) = if chunk[at].stride() == 0 {
                    (1, 0)
                } else {
                    (len, room.stride())
                };
                flags |= cast_run(&Operands::new(len, &[chunk[at], room]), from, to)?;
                chunk[at] = room.with_stride(stride);
            } else {
                chunk[at] = room;
            }
        }
        flags |= run_watched(call, &Operands::new(len, &chunk))?;
        for (at, cast) in casts.iter().enumerate().take(count).skip(nin) {
            if let Some((to, from)) = cast {
                let items = [chunk[at], items[at].at(start)];
                flags |= cast_run(&Operands::new(len, &items), from, to)?;
            }
        }
    }
    Ok(flags)
}

/// Runs the loop and looks for errors, some elements at a time so that they are still at hand.
fn run_watched(call: &Call<'_>, run: &Operands<'_>) -> Result<Flags> {
    let kind = call.scan_kind();
    let (nin, dtypes) = (call.ufunc.nin, &call.resolved.dtypes);
    if kind == Scan::None || !dtypes[nin..].iter().any(super::scan::is_float) {
        return call.run(run);
    }
    let is_overwritten = |at: &usize| {
        (nin..run.count()).any(|out| run.operand(*at).start() == run.operand(out).start())
    };
    // Inputs that are overwritten are kept for the scan.
    let room = |at: usize| {
        Ok((
            at,
            Scratch::new(CHUNK.min(run.len()), dtypes[at].itemsize())?,
        ))
    };
    let kept = (0..nin).filter(is_overwritten).map(room);
    let kept: SmallVec<[(usize, Scratch); 2]> = kept.collect::<Result<_>>()?;
    let mut flags = Flags::NONE;
    for start in (0..run.len()).step_by(CHUNK) {
        let len = CHUNK.min(run.len() - start);
        let items: SmallVec<[Operand; 4]> = (0..run.count())
            .map(|at| run.operand(at).at(start))
            .collect();
        let mut before = items.clone();
        for (at, room) in &kept {
            Operands::new(len, &[items[*at], room.operand()]).copy_bytes();
            before[*at] = room.operand();
        }
        flags |= call.run(&Operands::new(len, &items))?;
        flags |= scan(&Operands::new(len, &before), nin, dtypes, kind);
    }
    Ok(flags)
}
