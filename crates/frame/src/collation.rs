//! The order of texts: as browsers compare them, and so quickly that a long column can be sorted by it.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::HashMap;

use crate::direction::Direction;

/// Ranks texts, of which no two are the same, in the order of the reader's language: texts of the
/// same rank stand as high as each other.
pub type Rank<'a> = &'a dyn Fn(&[&str]) -> Vec<u32>;

/// The signs of ASCII in the order of the Unicode collation algorithm's default table. Those that
/// are missing do not count.
const SIGNS: &[u8] = b"\t\n\x0b\x0c\r _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789";

/// What each byte weighs, zero for those that do not count; letters regardless of their case.
const WEIGHTS: [u8; 128] = weights();

const fn weights() -> [u8; 128] {
    let mut weights = [0; 128];
    let mut index = 0;
    let mut weight = 0;
    while index < SIGNS.len() {
        weight += 1;
        weights[SIGNS[index] as usize] = weight;
        index += 1;
    }
    let mut letter = 0;
    while letter < 26 {
        weight += 1;
        weights[(b'a' + letter) as usize] = weight;
        weights[(b'A' + letter) as usize] = weight;
        letter += 1;
    }
    weights
}

/// How many weights stand in a [`Prefix`].
const PREFIX: usize = 8;

/// The beginning of a text of ASCII: that of most texts decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Prefix {
    weights: u64,
    /// Which letters are capitals, the first one in the highest bit. Of a text that goes on it is
    /// unknown, and more than that of any that ends here.
    capitals: u16,
}

const GOES_ON: u16 = u16::MAX;

impl Prefix {
    fn of(text: &str) -> Self {
        let mut weights = [0; PREFIX];
        let mut capitals = 0;
        for (count, (weight, is_capital)) in weighed(text).enumerate() {
            if count == PREFIX {
                capitals = GOES_ON;
                break;
            }
            weights[count] = weight;
            capitals |= u16::from(is_capital) << (PREFIX - count);
        }
        Self {
            weights: u64::from_be_bytes(weights),
            capitals,
        }
    }

    /// The order of two texts with these beginnings.
    fn compare(self, text: &str, other: Self, other_text: &str) -> Ordering {
        if self.capitals == GOES_ON && self == other {
            return compare_ascii(text, other_text);
        }
        self.cmp(&other)
    }
}

fn weighed(text: &str) -> impl Iterator<Item = (u8, bool)> {
    text.bytes().filter_map(|byte| {
        let weight = WEIGHTS.get(usize::from(byte)).copied().unwrap_or(u8::MAX);
        (weight > 0).then_some((weight, byte.is_ascii_uppercase()))
    })
}

/// By letters and signs, then small letters before capitals.
fn compare_ascii(one: &str, other: &str) -> Ordering {
    if one == other {
        return Ordering::Equal;
    }
    let letters = |text| weighed(text).map(|(weight, _)| weight);
    let capitals = |text| weighed(text).map(|(_, is_capital)| is_capital);
    letters(one)
        .cmp(letters(other))
        .then_with(|| capitals(one).cmp(capitals(other)))
}

/// Puts rows into the order of their texts. Those of equal texts stay as they were.
pub(crate) fn sorted(texts: &[(Cow<str>, u32)], direction: Direction, rank: Rank) -> Vec<u32> {
    let text = |index: u32| texts[index as usize].0.as_ref();
    let turn = |order: Ordering| direction.turn(order);
    let all = 0..texts.len() as u32;
    let ordered: Vec<u32> = if texts.iter().all(|(text, _)| text.is_ascii()) {
        let mut keys: Vec<(Prefix, u32)> =
            all.map(|index| (Prefix::of(text(index)), index)).collect();
        keys.sort_unstable_by(|(one, at), (other, other_at)| {
            turn(one.compare(text(*at), *other, text(*other_at))).then(at.cmp(other_at))
        });
        keys.into_iter().map(|(_, index)| index).collect()
    } else {
        let mut known = HashMap::new();
        let mut distinct = Vec::new();
        let numbers: Vec<usize> = all
            .map(|index| {
                *known.entry(text(index)).or_insert_with(|| {
                    distinct.push(text(index));
                    distinct.len() - 1
                })
            })
            .collect();
        let ranks = rank(&distinct);
        let rank = |number: usize| ranks.get(number).copied().unwrap_or(u32::MAX);
        let mut keys: Vec<(u32, u32)> = numbers.into_iter().map(rank).zip(0..).collect();
        keys.sort_unstable_by(|(one, at), (other, other_at)| {
            turn(one.cmp(other)).then(at.cmp(other_at))
        });
        keys.into_iter().map(|(_, index)| index).collect()
    };
    let row = |index: u32| texts[index as usize].1;
    ordered.into_iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(texts: &[&str], direction: Direction, rank: Rank) -> Vec<u32> {
        let texts: Vec<(Cow<str>, u32)> = texts
            .iter()
            .map(|text| Cow::Borrowed(*text))
            .zip(0..)
            .collect();
        sorted(&texts, direction, rank)
    }

    fn not_asked(_: &[&str]) -> Vec<u32> {
        panic!("there are only letters of ASCII")
    }

    /// The order is what `Intl.Collator("en")` gives.
    #[test]
    fn texts_are_sorted_as_browsers_do() {
        let texts = [
            "",
            " y",
            "_x",
            "-",
            "10",
            "9",
            "a",
            "A",
            "a 1",
            "a-b",
            "a1",
            "a10",
            "a2",
            "ab",
            "aB",
            "AB",
            "ac",
            "b",
            "B",
            "strawberries",
            "strawberry",
            "Strawberry",
            "strawberry jam",
            "STRAWBERRY JAM",
            "z",
            "Z",
        ];
        let up: Vec<u32> = (0..texts.len() as u32).collect();
        let down: Vec<u32> = up.iter().rev().copied().collect();
        assert_eq!(order(&texts, Direction::Ascending, &not_asked), up);
        assert_eq!(order(&texts, Direction::Descending, &not_asked), down);
    }

    #[test]
    fn equal_texts_stay_as_they_were() {
        let texts = ["b", "a", "b", "a\0", "a"];
        assert_eq!(
            order(&texts, Direction::Ascending, &not_asked),
            [1, 3, 4, 0, 2]
        );
        assert_eq!(
            order(&texts, Direction::Descending, &not_asked),
            [0, 2, 1, 3, 4]
        );
    }

    #[test]
    fn other_letters_are_ranked_by_the_reader_s_language() {
        let rank: Rank = &|texts| {
            assert_eq!(texts, ["ö", "z", "o"]);
            vec![1, 2, 0]
        };
        let texts = ["ö", "z", "o", "ö"];
        assert_eq!(order(&texts, Direction::Ascending, rank), [2, 0, 3, 1]);
        assert_eq!(order(&texts, Direction::Descending, rank), [1, 0, 3, 2]);
    }
}
