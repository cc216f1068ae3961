//! A table of names. It is a text: lines of a number in hexadecimal digits, a space, and a name, in
//! the order of the numbers. A line of two numbers (`4E00-9FFF CJK UNIFIED IDEOGRAPH-`) stands for all
//! characters between them, whose names go on with their own number.

use std::cell::{OnceCell, RefCell};

type Source = Box<dyn Fn() -> Option<String>>;

thread_local! {
    static SOURCE: RefCell<Option<Source>> = const { RefCell::new(None) };
    static TABLE: OnceCell<Table> = const { OnceCell::new() };
}

/// Says where the table comes from. It is asked for at the first name, until it is there.
pub fn provide(source: impl Fn() -> Option<String> + 'static) {
    SOURCE.set(Some(Box::new(source)));
}

/// The name of a character.
pub fn name(character: char) -> Option<String> {
    with_table(|table| table.name(character))
}

/// The character of a name, in letters of any case.
pub fn character(name: &str) -> Option<char> {
    with_table(|table| table.character(name))
}

/// The same, as long as the table is there already.
pub fn loaded_character(name: &str) -> Option<char> {
    TABLE.with(|table| table.get()?.character(name))
}

/// Sees to it that a source with `\N{…}` finds its names. A parser cannot wait for them: it may stand
/// on a stack of its own.
pub fn load_for(source: &[u8]) {
    if source.windows(3).any(|part| part == b"\\N{") {
        with_table(|_| Some(()));
    }
}

fn with_table<T>(ask: impl FnOnce(&Table) -> Option<T>) -> Option<T> {
    TABLE.with(|table| {
        if table.get().is_none() {
            let text = SOURCE.with_borrow(|source| source.as_ref()?())?;
            // It was empty a line ago.
            let _ = table.set(Table::new(text));
        }
        ask(table.get()?)
    })
}

/// A table with its indices.
struct Table {
    text: String,
    /// Where the lines begin.
    lines: Vec<u32>,
    /// The lines by their names.
    by_name: OnceCell<Vec<u32>>,
}

/// What a line says.
struct Line<'a> {
    first: u32,
    last: u32,
    name: &'a str,
    is_range: bool,
}

impl Table {
    fn new(text: String) -> Self {
        let mut lines = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            lines.push(start);
            start += line.len() as u32;
        }
        Self {
            text,
            lines,
            by_name: OnceCell::new(),
        }
    }

    fn name(&self, character: char) -> Option<String> {
        let number = u32::from(character);
        let after = self
            .lines
            .partition_point(|start| self.line(*start).is_some_and(|line| line.first <= number));
        let line = self.line(*self.lines.get(after.checked_sub(1)?)?)?;
        (number <= line.last).then(|| line.name_of(number))
    }

    fn character(&self, name: &str) -> Option<char> {
        let name = name.to_ascii_uppercase();
        let by_name = self.by_name.get_or_init(|| {
            let mut lines = self.lines.clone();
            lines.sort_by_key(|start| self.line(*start).map(|line| line.name));
            lines
        });
        // A name that ends with its own number stands under what comes before it.
        let (stem, number) = name.rsplit_once('-').unwrap_or_default();
        let stem = name.get(..=stem.len()).unwrap_or_default();
        let number = u32::from_str_radix(number, 16).ok();
        let found = |wanted: &str, fits: &dyn Fn(&Line) -> bool| {
            let from = by_name
                .partition_point(|start| self.line(*start).is_some_and(|line| line.name < wanted));
            let same = by_name[from..].iter().map_while(|start| self.line(*start));
            let mut same = same.take_while(|line| line.name == wanted);
            same.find(|line| fits(line))
        };
        let single = found(&name, &|line| !line.is_range).map(|line| line.first);
        let number = single.or_else(|| {
            let number = number?;
            let line = found(stem, &|line| {
                line.is_range && (line.first..=line.last).contains(&number)
            })?;
            (line.name_of(number) == name).then_some(number)
        })?;
        char::from_u32(number)
    }

    fn line(&self, start: u32) -> Option<Line<'_>> {
        let rest = self.text.get(start as usize..)?;
        let line = rest.lines().next()?;
        let (numbers, name) = line.split_once(' ')?;
        let (first, last) = numbers.split_once('-').unwrap_or((numbers, numbers));
        Some(Line {
            first: u32::from_str_radix(first, 16).ok()?,
            last: u32::from_str_radix(last, 16).ok()?,
            name,
            is_range: numbers.contains('-'),
        })
    }
}

impl Line<'_> {
    fn name_of(&self, number: u32) -> String {
        if self.is_range {
            format!("{}{number:X}", self.name)
        } else {
            self.name.to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "41 LATIN CAPITAL LETTER A\n";

    fn table() -> Table {
        Table::new(
            "2D HYPHEN-MINUS\n41 LATIN CAPITAL LETTER A\n3400-4DBF CJK UNIFIED IDEOGRAPH-\n4E00-9FFF CJK UNIFIED IDEOGRAPH-\nAC00 HANGUL SYLLABLE GA\n".to_owned(),
        )
    }

    #[test]
    fn a_character_has_a_name() {
        let table = table();
        for (character, name) in [
            ('-', "HYPHEN-MINUS"),
            ('A', "LATIN CAPITAL LETTER A"),
            ('\u{3400}', "CJK UNIFIED IDEOGRAPH-3400"),
            ('\u{4e2d}', "CJK UNIFIED IDEOGRAPH-4E2D"),
            ('\u{ac00}', "HANGUL SYLLABLE GA"),
        ] {
            assert_eq!(table.name(character).as_deref(), Some(name));
            assert_eq!(table.character(name), Some(character));
            assert_eq!(table.character(&name.to_lowercase()), Some(character));
        }
    }

    #[test]
    fn what_has_none_has_none() {
        let table = table();
        for character in ['\0', 'B', '\u{4dc0}', '\u{a000}', '\u{ac01}'] {
            assert_eq!(table.name(character), None);
        }
        for name in [
            "",
            "-",
            "NO SUCH NAME",
            "CJK UNIFIED IDEOGRAPH-",
            "CJK UNIFIED IDEOGRAPH-41",
            "CJK UNIFIED IDEOGRAPH-04E2D",
            "HYPHEN-2D",
        ] {
            assert_eq!(table.character(name), None, "{name}");
        }
    }

    #[test]
    fn the_table_is_asked_for_until_it_is_there() {
        use std::cell::Cell;
        use std::rc::Rc;
        let asked = Rc::new(Cell::new(0));
        let counter = Rc::clone(&asked);
        provide(move || {
            counter.set(counter.get() + 1);
            (counter.get() > 1).then(|| TEXT.to_owned())
        });
        assert_eq!(name('A'), None);
        assert_eq!(loaded_character("LATIN CAPITAL LETTER A"), None);
        load_for(b"'N{LATIN CAPITAL LETTER A}'");
        assert_eq!(asked.get(), 1);
        load_for(br"'\N{LATIN CAPITAL LETTER A}'");
        assert_eq!(loaded_character("LATIN CAPITAL LETTER A"), Some('A'));
        assert_eq!(name('A').as_deref(), Some("LATIN CAPITAL LETTER A"));
        assert_eq!(character("latin capital letter a"), Some('A'));
        assert_eq!(asked.get(), 2);
    }
}
