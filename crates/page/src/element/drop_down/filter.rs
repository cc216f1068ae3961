//! The options of a list, and those that fit what is typed.

use std::cell::OnceCell;
use std::rc::Rc;

use brooklet_protocol::element::selectbox::FilterMode;
use brooklet_protocol::option_name;

/// Marks for where a letter stands, from 1 for one that follows its neighbour: the letters that make
/// a word rank highest, and every letter left out costs a little.
const FOLLOWS: f64 = 1.0;
const AT_PATH: f64 = 0.9;
const AT_WORD: f64 = 0.8;
const AT_CAPITAL: f64 = 0.7;
const AT_DOT: f64 = 0.6;
const LEFT_OUT_BETWEEN: f64 = -0.01;
const LEFT_OUT_OUTSIDE: f64 = -0.005;

/// Longer options are not ranked.
const LONGEST: usize = 1024;

/// The options of a list.
pub(in crate::element) struct Options {
    pub(in crate::element) shown: Rc<Vec<String>>,
    lower: OnceCell<Vec<String>>,
}

impl Options {
    pub(in crate::element) fn new(options: &[String]) -> Self {
        Self {
            shown: Rc::new(options.to_vec()),
            lower: OnceCell::new(),
        }
    }

    /// The places of the options that fit what is typed, those that fit best first.
    pub(in crate::element) fn matching(
        &self,
        typed: &str,
        filter: Option<FilterMode>,
    ) -> Vec<usize> {
        let typed = typed.to_lowercase();
        let Some(filter) = filter.filter(|_| !typed.is_empty()) else {
            return (0..self.shown.len()).collect();
        };
        let lower = self.lower.get_or_init(|| {
            let options = self.shown.iter();
            options
                .map(|option| option_name::text(option).to_lowercase())
                .collect()
        });
        let fitting = |fits: &dyn Fn(&str) -> bool| -> Vec<usize> {
            let options = lower.iter().enumerate();
            options
                .filter(|(_, option)| fits(option))
                .map(|(place, _)| place)
                .collect()
        };
        match filter {
            FilterMode::Prefix => fitting(&|option| option.starts_with(&typed)),
            FilterMode::Contains => fitting(&|option| option.contains(&typed)),
            FilterMode::Fuzzy => {
                let mut ranking = Ranking::new(&typed);
                let places = fitting(&|option| holds(option, &typed));
                let mut ranked: Vec<(f64, usize)> = places
                    .into_iter()
                    .map(|place| {
                        let option = option_name::text(&self.shown[place]);
                        (ranking.rank(&lower[place], option), place)
                    })
                    .collect();
                ranked.sort_by(|(one, _), (other, _)| other.total_cmp(one));
                ranked.into_iter().map(|(_, place)| place).collect()
            }
        }
    }
}

/// Whether the letters typed stand in an option, in this order.
fn holds(option: &str, typed: &str) -> bool {
    let mut letters = option.chars();
    typed
        .chars()
        .all(|wanted| letters.any(|letter| letter == wanted))
}

/// How well options fit what is typed: the best way to find its letters in them.
struct Ranking {
    typed: Vec<char>,
    letters: Vec<char>,
    marks: Vec<f64>,
    /// For each letter of the option: the best mark with the last letter found just there, and with
    /// it found there or before.
    ending: Vec<f64>,
    best: Vec<f64>,
}

impl Ranking {
    fn new(typed: &str) -> Self {
        Self {
            typed: typed.chars().collect(),
            letters: Vec::new(),
            marks: Vec::new(),
            ending: Vec::new(),
            best: Vec::new(),
        }
    }

    fn rank(&mut self, lower: &str, shown: &str) -> f64 {
        self.letters.clear();
        self.letters.extend(lower.chars());
        let count = self.letters.len();
        if count == self.typed.len() {
            return f64::INFINITY;
        }
        if count > LONGEST {
            return f64::NEG_INFINITY;
        }
        self.mark(shown);
        for buffer in [&mut self.ending, &mut self.best] {
            buffer.clear();
            buffer.resize(count, f64::NEG_INFINITY);
        }
        let last = self.typed.len() - 1;
        for (index, wanted) in self.typed.iter().enumerate() {
            let gap = if index == last {
                LEFT_OUT_OUTSIDE
            } else {
                LEFT_OUT_BETWEEN
            };
            let mut so_far = f64::NEG_INFINITY;
            let (mut ended_before, mut best_before) = (f64::NEG_INFINITY, f64::NEG_INFINITY);
            for letter in 0..count {
                let (ended, best) = (self.ending[letter], self.best[letter]);
                let here = if self.letters[letter] != *wanted {
                    f64::NEG_INFINITY
                } else if index == 0 {
                    letter as f64 * LEFT_OUT_OUTSIDE + self.marks[letter]
                } else {
                    (best_before + self.marks[letter]).max(ended_before + FOLLOWS)
                };
                so_far = here.max(so_far + gap);
                self.ending[letter] = here;
                self.best[letter] = so_far;
                (ended_before, best_before) = (ended, best);
            }
        }
        self.best.last().copied().unwrap_or(f64::NEG_INFINITY)
    }

    /// What each letter is worth by what stands before it.
    fn mark(&mut self, shown: &str) {
        self.marks.clear();
        let mut before = '/';
        for letter in shown.chars() {
            self.marks.push(match before {
                '/' => AT_PATH,
                '-' | '_' | ' ' => AT_WORD,
                '.' => AT_DOT,
                _ if before.is_lowercase() && letter.is_uppercase() => AT_CAPITAL,
                _ => 0.0,
            });
            before = letter;
        }
        // A few letters become two in lower case.
        self.marks.resize(self.letters.len(), 0.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(options: &[&str], typed: &str, filter: FilterMode) -> Vec<String> {
        let options: Vec<String> = options.iter().map(|option| (*option).to_owned()).collect();
        let places = Options::new(&options).matching(typed, Some(filter));
        places
            .into_iter()
            .map(|place| options[place].clone())
            .collect()
    }

    const FRUITS: &[&str] = &["Apple", "Pineapple", "Maple", "Plum"];

    #[test]
    fn typing_narrows_the_list() {
        let found = |typed, filter| found(FRUITS, typed, filter);
        assert_eq!(found("apple", FilterMode::Contains), ["Apple", "Pineapple"]);
        assert_eq!(found("p", FilterMode::Prefix), ["Pineapple", "Plum"]);
        assert_eq!(
            found("ple", FilterMode::Fuzzy),
            ["Apple", "Maple", "Pineapple"]
        );
        assert_eq!(found("pm", FilterMode::Fuzzy), ["Plum"]);
        assert_eq!(found("", FilterMode::Fuzzy).len(), 4);
        assert!(found("xyz", FilterMode::Fuzzy).is_empty());
    }

    // The orders are those of Streamlit 1.67.
    #[test]
    fn what_fits_best_comes_first() {
        for (options, typed, expected) in [
            (
                &["Apple", "Banana", "Cherry", "Date", "Elderberry"][..],
                "a",
                &["Apple", "Date", "Banana"][..],
            ),
            (
                &[
                    "a long foo bar",
                    "fobar",
                    "foo_bar",
                    "fooBar",
                    "fb",
                    "f.b",
                    "faab/b",
                    "xfxb",
                ],
                "fb",
                &[
                    "fb",
                    "faab/b",
                    "foo_bar",
                    "fooBar",
                    "a long foo bar",
                    "f.b",
                    "fobar",
                    "xfxb",
                ],
            ),
        ] {
            let found = found(options, typed, FilterMode::Fuzzy);
            assert_eq!(found, expected, "{typed}");
        }
    }
}
