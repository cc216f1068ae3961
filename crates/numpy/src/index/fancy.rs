//! Indexing by arrays of positions and masks.

use brooklet_array::array::ViewIndex;
use brooklet_array::cast::Casting;
use brooklet_array::index::{Index, Plan, put_where, take_at, take_where};
use brooklet_array::{Array, Result};

use super::Part;

fn plan(array: &Array, parts: &[Part]) -> Result<Plan> {
    let index = parts.iter().map(|part| match part {
        Part::View(ViewIndex::At(at)) => Index::At(*at),
        Part::View(ViewIndex::Slice(slice)) => Index::Slice(*slice),
        Part::View(ViewIndex::Ellipsis) => Index::Ellipsis,
        Part::View(ViewIndex::NewAxis) => Index::NewAxis,
        Part::Positions(positions) => Index::Positions(positions.clone()),
        Part::Mask(mask) => Index::Mask(mask.clone()),
    });
    Plan::new(array, &index.collect::<Vec<_>>())
}

/// The elements that an index names.
pub(crate) fn get(array: &Array, parts: &[Part]) -> Result<Array> {
    let found = match parts {
        [Part::Mask(mask)] if mask.ndim() > 0 => take_where(array, mask)?,
        [Part::Positions(positions)] => take_at(array, positions)?,
        _ => None,
    };
    if let Some(found) = found {
        return Ok(found);
    }
    plan(array, parts)?.get()
}

/// The shape of the elements that an index names.
pub(crate) fn shape(array: &Array, parts: &[Part]) -> Result<Vec<usize>> {
    Ok(plan(array, parts)?.shape().to_vec())
}

/// Where the elements stand that an index names, in bytes from the array's first element.
pub(crate) fn offsets(array: &Array, parts: &[Part]) -> Result<Array> {
    let plan = plan(array, parts)?;
    let offsets = plan.element_offsets()?;
    let offsets = offsets.into_iter().map(|offset| offset as i64).collect();
    Array::from_vec(offsets, &plan.shape())
}

/// Sets the elements that an index names.
pub(crate) fn set(array: &Array, parts: &[Part], values: &Array) -> Result<()> {
    if let [Part::Mask(mask)] = parts
        && mask.ndim() > 0
        && put_where(array, mask, values)?
    {
        return Ok(());
    }
    plan(array, parts)?
        .set(array, values, Casting::Unsafe)
        .map(drop)
}
