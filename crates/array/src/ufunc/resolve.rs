//! Which loop of a ufunc these inputs take, and the types that they are cast to.

use crate::cast::{Casting, Participant, Weak, can_cast, class_name, promote_types, result_type};
use crate::dtype::{DType, Kind, TypeNum};
use crate::loops::{Loop, Ufunc};
use crate::{Error, ObjectOps, Result};

/// An input, as far as its type goes.
#[derive(Clone, Debug)]
pub enum Input {
    /// An array or a scalar of a type.
    Typed(DType),
    /// A plain number of Python.
    Weak(Weak),
}

/// The loop that is taken, and the types of all operands.
#[derive(Clone)]
pub struct Resolved {
    /// The loop.
    pub row: &'static Loop,
    /// Types of inputs, then of outputs, in native order.
    pub dtypes: Vec<DType>,
}

/// Finds the loop. `asked` are the types that `dtype=` or `signature=` ask for, for inputs and then
/// outputs; `None` leaves one open.
pub fn resolve(
    ufunc: &'static Ufunc,
    inputs: &[Input],
    asked: &[Option<DType>],
    casting: Casting,
) -> Result<Resolved> {
    let is_open = asked.iter().all(Option::is_none);
    match alike(ufunc, inputs).filter(|_| is_open) {
        Some(row) => Ok(Resolved {
            row,
            dtypes: row_types(row, None)?,
        }),
        None => resolve_any(ufunc, inputs, asked, casting),
    }
}

fn resolve_any(
    ufunc: &'static Ufunc,
    inputs: &[Input],
    asked: &[Option<DType>],
    casting: Casting,
) -> Result<Resolved> {
    if asked.iter().all(Option::is_none) {
        refuse_truths(ufunc, inputs)?;
    }
    if is_logical(ufunc.name) && asked.iter().all(Option::is_none) && lacks_loop(inputs) {
        // Text, bytes and points in time count by whether there is something.
        let truths = vec![Input::Typed(DType::bool()); inputs.len()];
        return resolve(ufunc, &truths, asked, casting);
    }
    let is_date = |input: &Input| matches!(input, Input::Typed(dtype) if dtype.num().is_date());
    // Sums of dates and spans stay what they are, whatever is asked for.
    let is_sum = matches!(ufunc.name, "add" | "subtract");
    if ufunc.name == "isnat" && !inputs.iter().any(is_date) {
        return Err(Error::type_(
            "ufunc 'isnat' is only defined for np.datetime64 and np.timedelta64.",
        ));
    }
    let asks_dates = asked.iter().flatten().all(|dtype| dtype.num().is_date());
    if inputs.iter().any(is_date) && (is_sum || asks_dates) {
        if let Some(resolved) = resolve_dates(ufunc, inputs)? {
            return Ok(resolved);
        }
        if counts(ufunc.name, inputs) {
            return Err(no_loop(ufunc, inputs));
        }
    }
    let object = inputs.iter().find_map(|input| match input {
        Input::Typed(dtype) if dtype.num() == TypeNum::Object => dtype.object_ops(),
        _ => None,
    });
    let object = object.or_else(|| asked.iter().flatten().find_map(DType::object_ops));
    let has_asked = asked.iter().any(Option::is_some);
    for dtypes in candidates(ufunc, inputs) {
        let found = if has_asked {
            search_asked(ufunc, inputs, &dtypes, asked, casting)
        } else {
            search(ufunc, inputs, &dtypes)
        };
        if let Some(row) = found {
            return Ok(Resolved {
                row,
                dtypes: row_types(row, object)?,
            });
        }
    }
    let uniform = has_asked.then(|| uniform(ufunc, inputs, asked, casting));
    match uniform.flatten() {
        Some(row) => Ok(Resolved {
            row,
            dtypes: row_types(row, object)?,
        }),
        None => Err(no_loop(ufunc, inputs)),
    }
}

/// The loop of numbers that are all of one type, beside which plain numbers become what they are:
/// what most calls are, found without a look at anything else.
fn alike(ufunc: &'static Ufunc, inputs: &[Input]) -> Option<&'static Loop> {
    let num = inputs.iter().find_map(|input| match input {
        Input::Typed(dtype) => Some(dtype.num()),
        Input::Weak(_) => None,
    })?;
    let kind = num.kind();
    let is_counted = num.is_number() && num != TypeNum::Bool;
    if !is_counted || kind <= Kind::Signed && divides(ufunc) {
        return None;
    }
    let agrees = |input: &Input| match input {
        Input::Typed(dtype) => dtype.num() == num,
        Input::Weak(weak) => is_held(*weak, kind),
    };
    if !inputs.iter().all(agrees) {
        return None;
    }
    let letter = num.letter();
    ufunc
        .loops
        .iter()
        .find(|row| letters_of_inputs(ufunc, row).all(|other| other == letter))
}

/// Whether whole numbers are divided as doubles.
fn divides(ufunc: &Ufunc) -> bool {
    matches!(ufunc.name, "divide" | "true_divide")
}

fn no_loop(ufunc: &Ufunc, inputs: &[Input]) -> Error {
    let names = inputs.iter().map(|input| match input {
        Input::Typed(dtype) => class_name(dtype),
        Input::Weak(weak) => class_name(&weak.dtype()),
    });
    let names: Vec<String> = names.collect();
    Error::NoLoop(format!(
        "ufunc '{}' did not contain a loop with signature matching types ({})",
        ufunc.name,
        names.join(", ")
    ))
}

pub(super) fn is_logical(name: &str) -> bool {
    matches!(name, "logical_and" | "logical_or" | "logical_xor")
}

/// Whether there is an input that logical functions have no loop for, and none that they would ask
/// as an object.
fn lacks_loop(inputs: &[Input]) -> bool {
    let num = |input: &Input| match input {
        Input::Typed(dtype) => dtype.num(),
        Input::Weak(weak) => weak.dtype().num(),
    };
    let has_object = inputs.iter().any(|input| num(input) == TypeNum::Object);
    let has_other = |input: &Input| num(input).is_flexible() || num(input).is_date();
    !has_object && inputs.iter().any(has_other)
}

/// Whether a function counts with dates: what it has no loop of dates for is refused, as no number
/// stands for a date.
fn counts(name: &str, inputs: &[Input]) -> bool {
    let is_object =
        |input: &Input| matches!(input, Input::Typed(dtype) if dtype.num() == TypeNum::Object);
    match name {
        "add" | "subtract" | "multiply" | "remainder" | "divmod" => true,
        // Objects may know what it is to be divided by a span.
        "divide" | "true_divide" | "floor_divide" => !inputs.iter().any(is_object),
        _ => false,
    }
}

/// Truth values are not counted with: what would be their difference has other names.
fn refuse_truths(ufunc: &Ufunc, inputs: &[Input]) -> Result<()> {
    let is_truth =
        |input: &Input| matches!(input, Input::Typed(dtype) if dtype.num() == TypeNum::Bool);
    if !inputs.iter().all(is_truth) {
        return Ok(());
    }
    match ufunc.name {
        "subtract" => Err(Error::type_(
            "numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, the `^` operator, or the logical_xor function instead.",
        )),
        "negative" => Err(Error::type_(
            "The numpy boolean negative, the `-` operator, is not supported, use the `~` operator or the logical_not function instead.",
        )),
        "positive" | "sign" => Err(Error::NoLoop(format!(
            "ufunc '{}' has no loop of truth values",
            ufunc.name
        ))),
        _ => Ok(()),
    }
}

/// The types to look for: with plain numbers as what they become beside the others, then as what
/// they are alone.
fn candidates(ufunc: &Ufunc, inputs: &[Input]) -> Vec<Vec<DType>> {
    let mut all: Vec<Vec<DType>> = Vec::new();
    let weak = inputs.iter().any(|input| matches!(input, Input::Weak(_)));
    let typed = inputs.iter().any(|input| matches!(input, Input::Typed(_)));
    if weak && typed {
        let participants: Vec<Participant> = inputs
            .iter()
            .map(|input| match input {
                Input::Typed(dtype) => Participant::Typed(dtype.clone()),
                Input::Weak(weak) => Participant::Weak(*weak),
            })
            .collect();
        if let Ok(common) = result_type(&participants) {
            let each = inputs.iter().map(|input| match input {
                Input::Typed(dtype) => dtype.clone(),
                Input::Weak(_) => common.clone(),
            });
            all.push(each.collect());
        }
    }
    let alone = inputs.iter().map(|input| match input {
        Input::Typed(dtype) => dtype.clone(),
        Input::Weak(weak) => weak.dtype(),
    });
    all.push(alone.collect());
    if divides(ufunc) {
        // Whole numbers are divided as doubles, however small they are.
        for dtypes in &mut all {
            if dtypes.iter().all(|dtype| dtype.kind() <= Kind::Signed) {
                dtypes.fill(DType::float64());
            }
        }
    }
    all
}

/// The first loop that takes inputs of these types without a loss.
fn search(ufunc: &'static Ufunc, inputs: &[Input], dtypes: &[DType]) -> Option<&'static Loop> {
    if let Some(row) = ufunc.loops.iter().find(|row| is_exact(ufunc, row, dtypes)) {
        return Some(row);
    }
    // Any type may become objects, but only where objects take part.
    let has_object = dtypes.iter().any(|dtype| dtype.num() == TypeNum::Object);
    ufunc.loops.iter().find(|row| {
        let inputs = row.types.chars().zip(dtypes.iter().zip(inputs));
        !is_mixed(row)
            && inputs.into_iter().all(|(letter, (dtype, input))| {
                (letter == 'O' && has_object) || fits(letter, dtype, input)
            })
    })
}

/// The first loop of the types that are asked for. Inputs of which nothing is asked are cast without
/// a loss; whether the others may be cast is for the caller to say.
fn search_asked(
    ufunc: &'static Ufunc,
    inputs: &[Input],
    dtypes: &[DType],
    asked: &[Option<DType>],
    casting: Casting,
) -> Option<&'static Loop> {
    let has_object = dtypes.iter().any(|dtype| dtype.num() == TypeNum::Object);
    ufunc.loops.iter().find(|row| {
        let mut letters = letters(row).zip(asked);
        let is_asked = letters.all(|(letter, asked)| {
            asked
                .as_ref()
                .is_none_or(|dtype| same_letter(letter, dtype))
        });
        if !is_asked || is_mixed(row) && !is_exact(ufunc, row, dtypes) {
            return false;
        }
        letters_of_inputs(ufunc, row)
            .enumerate()
            .all(|(at, letter)| {
                if asked[at].is_some() {
                    return may_become(letter, &dtypes[at], &inputs[at], casting);
                }
                (letter == 'O' && has_object) || fits(letter, &dtypes[at], &inputs[at])
            })
    })
}

/// Where only the type of results is asked for, the loop that has it for its inputs, too.
fn uniform(
    ufunc: &'static Ufunc,
    inputs: &[Input],
    asked: &[Option<DType>],
    casting: Casting,
) -> Option<&'static Loop> {
    let (of_inputs, of_results) = asked.split_at(ufunc.nin.min(asked.len()));
    let wanted = of_results.iter().flatten().next()?;
    if of_inputs.iter().any(Option::is_some) {
        return None;
    }
    let row = ufunc
        .loops
        .iter()
        .find(|row| letters(row).all(|letter| same_letter(letter, wanted)))?;
    let letter = wanted.num().letter();
    let agrees = |input: &Input| match input {
        Input::Typed(dtype) => may_become(letter, dtype, input, casting),
        Input::Weak(weak) => may_become(letter, &weak.dtype(), input, casting),
    };
    inputs.iter().all(agrees).then_some(row)
}

fn letters(row: &'static Loop) -> impl Iterator<Item = char> {
    row.types.chars().filter(|letter| !"->".contains(*letter))
}

fn letters_of_inputs(ufunc: &Ufunc, row: &'static Loop) -> impl Iterator<Item = char> {
    row.types.chars().take(ufunc.nin)
}

/// Of comparisons of signed with unsigned numbers only the exact pair is taken.
fn is_mixed(row: &Loop) -> bool {
    row.types.starts_with("qQ") || row.types.starts_with("Qq")
}

fn is_exact(ufunc: &Ufunc, row: &'static Loop, dtypes: &[DType]) -> bool {
    let mut pairs = letters_of_inputs(ufunc, row).zip(dtypes);
    pairs.all(|(letter, dtype)| same_letter(letter, dtype))
}

/// Whether an input may become what is asked for. Casts of arrays are checked where they are made,
/// and told of by name; those of plain numbers are checked here.
fn may_become(letter: char, dtype: &DType, input: &Input, casting: Casting) -> bool {
    let Input::Weak(weak) = input else {
        return true;
    };
    let Some(wanted) = TypeNum::from_letter(letter).and_then(DType::new) else {
        return true;
    };
    (casting > Casting::Equiv && is_held(*weak, wanted.kind())) || can_cast(dtype, &wanted, casting)
}

/// Whether a plain number is one of a kind.
fn is_held(weak: Weak, kind: Kind) -> bool {
    match weak {
        Weak::Int => kind > Kind::Bool && kind <= Kind::Complex,
        Weak::Float => kind == Kind::Float || kind == Kind::Complex,
        Weak::Complex => kind == Kind::Complex,
    }
}

fn fits(letter: char, dtype: &DType, input: &Input) -> bool {
    let Some(num) = TypeNum::from_letter(letter) else {
        return false;
    };
    let Some(wanted) = DType::new(num) else {
        return dtype.num() == TypeNum::Object;
    };
    let is_held = match input {
        Input::Weak(weak) => is_held(*weak, wanted.kind()),
        Input::Typed(_) => true,
    };
    is_held && can_cast(dtype, &wanted, Casting::Safe)
}

fn same_letter(letter: char, dtype: &DType) -> bool {
    let num = dtype.num();
    match letter {
        'q' => matches!(num, TypeNum::LongLong),
        'Q' => matches!(num, TypeNum::ULongLong),
        letter => letter == num.letter(),
    }
}

fn row_types(row: &Loop, object: Option<&'static dyn ObjectOps>) -> Result<Vec<DType>> {
    let letters = row.types.chars().filter(|letter| !"->".contains(*letter));
    letters
        .map(|letter| {
            let num = TypeNum::from_letter(letter);
            let dtype = num.and_then(|num| match num {
                TypeNum::Object => object.map(DType::object),
                num => DType::new(num),
            });
            dtype.ok_or_else(|| Error::type_("a loop of objects without what they mean"))
        })
        .collect()
}

/// The type of loop that a reduction takes: `add` and `multiply` of small whole numbers are done in
/// larger ones.
pub fn resolve_reduction(
    ufunc: &'static Ufunc,
    input: &DType,
    asked: Option<&DType>,
) -> Result<Resolved> {
    let is_span = input.num().is_date() && ufunc.name == "add";
    let asked = match asked.filter(|_| !is_span) {
        Some(asked) => Some(asked.clone()),
        None => widened(ufunc, input),
    };
    let is_logical = is_logical(ufunc.name);
    let wanted = match &asked {
        Some(asked) if !is_logical || matches!(asked.num(), TypeNum::Object | TypeNum::Bool) => {
            asked.clone()
        }
        _ if is_logical && input.num() != TypeNum::Object => DType::bool(),
        _ => input.to_native(),
    };
    let both = [Input::Typed(wanted.clone()), Input::Typed(wanted)];
    resolve(ufunc, &both, &[], Casting::Unsafe)
}

fn widened(ufunc: &Ufunc, input: &DType) -> Option<DType> {
    if !matches!(ufunc.name, "add" | "multiply") || input.itemsize() >= 8 {
        return None;
    }
    match input.kind() {
        Kind::Bool | Kind::Signed => Some(DType::int64()),
        Kind::Unsigned => Some(DType::uint64()),
        _ => None,
    }
}

/// Loops of dates: the letters decide, the unit is common to all.
fn resolve_dates(ufunc: &'static Ufunc, inputs: &[Input]) -> Result<Option<Resolved>> {
    let types: Vec<DType> = inputs
        .iter()
        .map(|input| match input {
            Input::Typed(dtype) => dtype.clone(),
            Input::Weak(weak) => weak.dtype(),
        })
        .collect();
    if types.iter().any(|dtype| dtype.num() == TypeNum::Object) {
        return Ok(None);
    }
    let takes_numbers = matches!(
        ufunc.name,
        "multiply" | "divide" | "true_divide" | "floor_divide"
    );
    let takes_rests = matches!(ufunc.name, "remainder" | "divmod");
    let letter = |dtype: &DType| match dtype.kind() {
        Kind::DateTime => 'M',
        Kind::TimeDelta => 'm',
        // Truth values are not divided by.
        Kind::Bool if takes_numbers && ufunc.name != "multiply" => '?',
        Kind::Bool | Kind::Signed | Kind::Unsigned if takes_numbers => 'q',
        kind if kind <= Kind::Signed && takes_rests => kind.letter(),
        Kind::Bool | Kind::Signed | Kind::Unsigned => 'm',
        Kind::Float if takes_numbers => 'd',
        other => other.letter(),
    };
    let mut wanted: String = types.iter().map(letter).collect();
    if wanted.len() == 2 && is_symmetric(ufunc.name) && wanted.contains('M') && wanted.contains('m')
    {
        // Whole numbers and spans stand for points where points are compared or chosen.
        wanted = "MM".into();
        if types.iter().any(|dtype| dtype.num() == TypeNum::TimeDelta) {
            return Ok(None);
        }
    }
    let row = ufunc.loops.iter().find(|row| {
        let inputs = row.types.split("->").next().unwrap_or_default();
        inputs == wanted
    });
    let Some(row) = row else {
        return Ok(None);
    };
    let mut unit: Option<DType> = None;
    for dtype in types.iter().filter(|dtype| dtype.num().is_date()) {
        unit = Some(match unit {
            None => dtype.to_native(),
            Some(known) => promote_types(&known, dtype)?,
        });
    }
    let unit = unit.map_or(crate::dtype::DateUnit::GENERIC, |dtype| dtype.unit());
    let letters = row.types.chars().filter(|letter| !"->".contains(*letter));
    let dtypes = letters.map(|letter| match letter {
        'M' => Some(DType::datetime(unit)),
        'm' => Some(DType::timedelta(unit)),
        letter => TypeNum::from_letter(letter).and_then(DType::new),
    });
    let dtypes: Option<Vec<DType>> = dtypes.collect();
    Ok(dtypes.map(|dtypes| Resolved { row, dtypes }))
}

fn is_symmetric(name: &str) -> bool {
    matches!(
        name,
        "equal"
            | "not_equal"
            | "less"
            | "less_equal"
            | "greater"
            | "greater_equal"
            | "maximum"
            | "minimum"
            | "fmax"
            | "fmin"
    )
}
