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
    if asked.iter().all(Option::is_none) {
        refuse_truths(ufunc, inputs)?;
    }
    let is_date = |input: &Input| matches!(input, Input::Typed(dtype) if dtype.num().is_date());
    // Sums of dates and spans stay what they are, whatever is asked for.
    let is_sum = matches!(ufunc.name, "add" | "subtract");
    if inputs.iter().any(is_date)
        && (is_sum || asked.iter().all(Option::is_none))
        && let Some(resolved) = resolve_dates(ufunc, inputs)?
    {
        return Ok(resolved);
    }
    let object = inputs.iter().find_map(|input| match input {
        Input::Typed(dtype) if dtype.num() == TypeNum::Object => dtype.object_ops(),
        _ => None,
    });
    let object = object.or_else(|| asked.iter().flatten().find_map(DType::object_ops));
    for dtypes in candidates(ufunc, inputs) {
        if let Some(row) = search(ufunc, inputs, &dtypes, asked, casting) {
            return Ok(Resolved {
                row,
                dtypes: row_types(row, object)?,
            });
        }
    }
    let names = inputs.iter().map(|input| match input {
        Input::Typed(dtype) => class_name(dtype),
        Input::Weak(weak) => class_name(&weak.dtype()),
    });
    let names: Vec<String> = names.collect();
    Err(Error::NoLoop(format!(
        "ufunc '{}' did not contain a loop with signature matching types ({})",
        ufunc.name,
        names.join(", ")
    )))
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
    let divides = matches!(ufunc.name, "divide" | "true_divide");
    if divides {
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
fn search(
    ufunc: &'static Ufunc,
    inputs: &[Input],
    dtypes: &[DType],
    asked: &[Option<DType>],
    casting: Casting,
) -> Option<&'static Loop> {
    // Of mixed signed and unsigned comparisons only the exact pair is taken.
    let exact = |row: &&Loop| {
        let letters = row.types.chars().zip(dtypes);
        letters
            .take(ufunc.nin)
            .all(|(letter, dtype)| same_letter(letter, dtype))
    };
    let is_asked = |row: &Loop| {
        let letters = row.types.chars().filter(|letter| !"->".contains(*letter));
        letters.zip(asked).all(|(letter, asked)| {
            asked
                .as_ref()
                .is_none_or(|dtype| same_letter(letter, dtype))
        })
    };
    // Any type may become objects, but only where objects take part.
    let has_object = dtypes.iter().any(|dtype| dtype.num() == TypeNum::Object);
    let has_asked = asked.iter().any(Option::is_some);
    if !has_asked && let Some(row) = ufunc.loops.iter().find(exact) {
        return Some(row);
    }
    ufunc.loops.iter().find(|row| {
        if has_asked && !is_asked(row) {
            return false;
        }
        let is_mixed = row.types.starts_with("qQ") || row.types.starts_with("Qq");
        if is_mixed && !(exact(row)) {
            return false;
        }
        row.types
            .chars()
            .zip(dtypes.iter().zip(inputs))
            .all(|(letter, (dtype, input))| {
                let rule = if has_asked { casting } else { Casting::Safe };
                (letter == 'O' && has_object) || fits(letter, dtype, input, rule)
            })
    })
}

fn fits(letter: char, dtype: &DType, input: &Input, casting: Casting) -> bool {
    let Some(num) = TypeNum::from_letter(letter) else {
        return false;
    };
    let Some(wanted) = DType::new(num) else {
        return dtype.num() == TypeNum::Object || casting > Casting::Safe;
    };
    if let Input::Weak(weak) = input {
        let kind = wanted.kind();
        let is_held = match weak {
            Weak::Int => kind > Kind::Bool && kind <= Kind::Complex,
            Weak::Float => kind == Kind::Float || kind == Kind::Complex,
            Weak::Complex => kind == Kind::Complex,
        };
        return is_held && can_cast(dtype, &wanted, casting);
    }
    can_cast(dtype, &wanted, casting)
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
    let is_logical = matches!(ufunc.name, "logical_and" | "logical_or" | "logical_xor");
    let wanted = match &asked {
        Some(asked) if !is_logical => asked.clone(),
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
    let letter = |dtype: &DType| match dtype.kind() {
        Kind::DateTime => 'M',
        Kind::TimeDelta => 'm',
        Kind::Bool | Kind::Signed | Kind::Unsigned if takes_numbers => 'q',
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
