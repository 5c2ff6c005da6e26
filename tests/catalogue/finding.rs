//! How often the right procedure is among the first three.

use std::borrow::Cow;
use std::collections::BTreeMap;

use catalogue::{Catalogue, Fit, shipped};

use crate::queries::{Query, sets};

/// How many were asked, and how many were found among the first three.
#[derive(Default)]
struct Figures {
    asked: u32,
    found: u32,
}

fn shipped() -> Catalogue {
    Catalogue::read(&|path| shipped::file(path).map(Cow::Borrowed)).unwrap()
}

fn is_found(catalogue: &Catalogue, query: &Query) -> bool {
    let found = catalogue.search(&query.said, 3);
    let codes = found.iter().map(|one| one.procedure.code().to_string());
    codes.into_iter().any(|code| query.wants.contains(&code))
}

#[test]
fn right_procedure_is_among_the_first_three_in_each_group() {
    let catalogue = shipped();
    let mut figures: BTreeMap<String, Figures> = BTreeMap::new();

    for query in sets().iter().flat_map(|set| &set.queries) {
        let is_found = is_found(&catalogue, query);
        for group in [query.group.as_str(), "all"] {
            let figures = figures.entry(group.to_owned()).or_default();
            figures.asked += 1;
            figures.found += u32::from(is_found);
        }
        if !is_found {
            println!("not found: {} ({})", query.said, query.group);
        }
    }

    assert_eq!(figures.len(), 4);
    for (group, Figures { asked, found }) in figures {
        println!("{group}: {found} of {asked}");
        let least = if group == "street" { 92 } else { 97 };
        assert!(asked >= 150 && found * 100 >= asked * least, "{group}: {found} of {asked}");
    }
}

#[test]
fn nothing_is_sure_when_nobody_could_mean_it() {
    let catalogue = shipped();

    let sets = sets();
    let nonsense: Vec<_> = sets.iter().flat_map(|set| &set.nonsense).collect();
    assert_eq!(nonsense.len(), 98);
    for query in nonsense {
        let found = catalogue.search(query, 3);
        let sure = found.iter().find(|one| one.fit != Fit::Perhaps);
        assert!(sure.is_none(), "{query} is taken for {}", sure.unwrap().procedure.code());
    }
}
