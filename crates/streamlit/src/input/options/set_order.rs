//! The order in which a set of whole numbers is iterated over by Python in C: that of its table. Our sets
//! keep the order in which they are filled, and people see which option is the first.

use brooklet_python::vm::builtins::PyInt;
use brooklet_python::vm::{PyObjectRef, PyResult, VirtualMachine};

/// How many neighbours of a place are tried before another one is.
const NEIGHBOURS: usize = 9;

/// The items of a set in the order of Python in C, if they are whole numbers or truth values; the order
/// of texts is another one in each of its processes.
pub(super) fn ordered(items: Vec<PyObjectRef>, vm: &VirtualMachine) -> PyResult<Vec<PyObjectRef>> {
    if !items
        .iter()
        .all(|item| item.downcast_ref::<PyInt>().is_some())
    {
        return Ok(items);
    }
    let hashes = items.iter().map(|item| item.hash(vm));
    let hashes = hashes.collect::<PyResult<Vec<i64>>>()?;
    let order = order(&hashes);
    Ok(order
        .into_iter()
        .map(|place| items[place].clone())
        .collect())
}

/// The order of items with these hashes, which were added one after the other.
fn order(hashes: &[i64]) -> Vec<usize> {
    let mut table: Vec<Option<usize>> = vec![None; 8];
    for (index, hash) in hashes.iter().enumerate() {
        enter(&mut table, index, *hash);
        let used = index + 1;
        if used * 5 >= (table.len() - 1) * 3 {
            let wanted = if used > 50_000 { used * 2 } else { used * 4 };
            let size = (wanted + 1).next_power_of_two().max(8);
            let former = std::mem::replace(&mut table, vec![None; size]);
            for index in former.into_iter().flatten() {
                enter(&mut table, index, hashes[index]);
            }
        }
    }
    table.into_iter().flatten().collect()
}

/// Puts an item into a free place of the table.
fn enter(table: &mut [Option<usize>], item: usize, hash: i64) {
    let mask = table.len() - 1;
    let mut perturbation = hash.cast_unsigned();
    let mut place = perturbation as usize & mask;
    loop {
        let last = if place + NEIGHBOURS <= mask {
            place + NEIGHBOURS
        } else {
            place
        };
        let free = (place..=last).find(|place| table[*place].is_none());
        if let Some(free) = free {
            table[free] = Some(item);
            return;
        }
        perturbation >>= 5;
        let next = place.wrapping_mul(5).wrapping_add(1);
        place = next.wrapping_add(perturbation as usize) & mask;
    }
}

#[cfg(test)]
mod tests {
    use super::order;

    /// What Python in C says of `list(set(numbers))`.
    #[test]
    fn whole_numbers_stand_as_in_the_table_of_cpython() {
        for (numbers, expected) in [
            (&[10, 5, 7][..], vec![10, 5, 7]),
            (&[3, 1, 2][..], vec![1, 2, 3]),
            (
                &[2024, 2022, 2023, 2021, 2020][..],
                vec![2020, 2021, 2022, 2023, 2024],
            ),
            (&[100, 5, 40, 77, 3][..], vec![3, 100, 5, 40, 77]),
            (&[9, 17, 1, 33, 25][..], vec![33, 1, 9, 17, 25]),
            (&[-5, 3, -2, 8][..], vec![3, 8, -5, -2]),
            (
                &[8, 16, 24, 32, 40, 48, 56, 64, 72, 80, 88, 96, 104][..],
                vec![32, 64, 96, 8, 40, 72, 104, 16, 48, 80, 24, 56, 88],
            ),
            (
                &[
                    331, 970, 154, 404, 666, 49, 74, 840, 548, 96, 374, 596, 59, 931, 519, 219, 38,
                    88, 444, 428,
                ][..],
                vec![
                    519, 404, 154, 666, 931, 548, 38, 428, 49, 59, 444, 840, 970, 331, 74, 596, 88,
                    219, 96, 374,
                ],
            ),
            (
                &[
                    71, 246, 92, 564, 434, 60, 846, 579, 126, 970, 228, 645, 642, 596, 63, 590,
                    599, 406, 50, 999, 226, 47, 570, 879, 136, 296, 429, 147, 553, 120, 584, 315,
                    573, 835, 698, 185, 105, 595, 654, 192,
                ][..],
                vec![
                    642, 645, 136, 654, 147, 406, 296, 553, 429, 47, 434, 50, 564, 185, 570, 315,
                    60, 573, 698, 63, 192, 579, 835, 71, 584, 970, 846, 590, 595, 596, 599, 92,
                    226, 228, 999, 105, 879, 246, 120, 126,
                ],
            ),
        ] {
            let order = order(numbers);
            let found: Vec<i64> = order.into_iter().map(|place| numbers[place]).collect();
            assert_eq!(found, expected);
        }
    }
}
