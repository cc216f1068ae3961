//! What the list of a multiselect holds.

use std::collections::HashSet;

use brooklet_protocol::element::Multiselect;
use brooklet_protocol::widget::Widget;

use crate::element::drop_down::filter::Options;
use crate::element::drop_down::{Contents, Row};

/// What a text that was typed stands for: the option that is the same but for capitals, or itself.
/// Nothing where that is chosen already.
pub(super) fn option_for(typed: &str, options: &[String], chosen: &[String]) -> Option<String> {
    let wanted = typed.trim().to_lowercase();
    let is_same = |option: &&String| option.to_lowercase() == wanted;
    if wanted.is_empty() || chosen.iter().any(|option| is_same(&option)) {
        return None;
    }
    let known = options.iter().find(is_same);
    Some(known.map_or_else(|| typed.trim().to_owned(), String::clone))
}

/// The lines of the list.
pub(super) fn contents(
    element: &Widget<Multiselect>,
    options: &Options,
    chosen: &[String],
    typed: &str,
) -> Contents {
    let most = element.max_selections.map(|most| most as usize);
    if let Some(most) = most.filter(|most| chosen.len() >= *most) {
        let noun = if most == 1 { "option" } else { "options" };
        return Contents {
            empty: format!("You can only select up to {most} {noun}. Remove an option first."),
            ..Contents::default()
        };
    }
    let taken: HashSet<&String> = chosen.iter().collect();
    let found = options.matching(typed, element.filter);
    let free = found
        .into_iter()
        .filter(|place| taken.is_empty() || !taken.contains(&options.shown[*place]));
    let mut rows: Vec<Row> = free.map(Row::Option).collect();
    if (2..=element.select_all as usize).contains(&rows.len()) {
        let are_some = !typed.is_empty();
        rows.insert(0, Row::All { are_some });
    }
    if element.accept_new_options && !typed.trim().is_empty() {
        rows.push(Row::Add(typed.to_owned()));
    }
    Contents {
        rows,
        options: options.shown.clone(),
        empty: "No results".to_owned(),
        typed: typed.to_owned(),
        ..Contents::default()
    }
}

#[cfg(test)]
mod tests {
    use brooklet_protocol::element::selectbox::FilterMode;

    use super::*;

    fn lines(element: &Widget<Multiselect>, chosen: &[&str], typed: &str) -> Vec<Row> {
        let chosen: Vec<String> = chosen.iter().map(|text| (*text).to_owned()).collect();
        contents(element, &Options::new(&element.options), &chosen, typed).rows
    }

    fn fruits() -> Widget<Multiselect> {
        Widget {
            props: Multiselect {
                options: ["Apple", "Banana", "Cherry"].map(str::to_owned).to_vec(),
                filter: Some(FilterMode::Fuzzy),
                select_all: 3,
                ..Multiselect::default()
            },
            ..Widget::default()
        }
    }

    #[test]
    fn all_can_be_chosen_at_once_where_they_are_some_but_not_too_many() {
        let all = Row::All { are_some: false };
        assert_eq!(lines(&fruits(), &[], "")[0], all);
        assert_eq!(lines(&fruits(), &["Apple"], "")[0], all);
        assert_eq!(lines(&fruits(), &["Apple", "Cherry"], ""), [Row::Option(1)]);
        let mut few = fruits();
        few.select_all = 2;
        assert_eq!(lines(&few, &[], "")[0], Row::Option(0));
        assert_eq!(lines(&few, &[], "a")[0], Row::All { are_some: true });
    }

    #[test]
    fn nothing_can_be_chosen_beyond_the_most() {
        let mut one = fruits();
        one.max_selections = Some(1);
        assert!(lines(&one, &["Apple"], "").is_empty());
        assert_eq!(lines(&one, &[], "b").len(), 1);
    }

    #[test]
    fn a_new_option_comes_last_and_gives_way_to_one_that_is_there() {
        let mut open = fruits();
        open.accept_new_options = true;
        let new = Row::Add("an".to_owned());
        assert_eq!(lines(&open, &[], "an"), [Row::Option(1), new]);
        let options = &open.options;
        let chosen = ["Kiwi".to_owned()];
        assert_eq!(
            option_for("APPLE", options, &chosen).as_deref(),
            Some("Apple")
        );
        assert_eq!(
            option_for(" fig ", options, &chosen).as_deref(),
            Some("fig")
        );
        assert_eq!(option_for("kiwi", options, &chosen), None);
    }
}
