//! Every form is broken in every way that can be found, and names what was broken and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use domain::gap::Gap;
use domain::intake;
use serde_json::{Value, json};

use crate::breakages::{
    Breakage, Breakages, Scenario, asked, emptied, filed, layout, leaves, misshapen, required,
    unfiled,
};
use crate::form::{Choice, Widget};
use crate::layout::{FieldPlan, Layout};
use crate::row::in_row;
use crate::testing::{BIRTH, Dossier, a_dossier, with_forms};

/// The most that a form may name beside what was broken; more of it, and the form is to be mended.
const MOST_ALSO: usize = 6;

/// The blocks that every dossier has: without its kind a number is judged as a whole, the reason for
/// having none is asked for no longer, and the office cannot look the person up.
const IN_COMMON: [(&str, &str); 4] = [
    ("/submitter/number", "/submitter/number/reason"),
    ("/submitter/number", "/pages/giay-to-tuy-than"),
    ("/owner/number", "/owner/number/reason"),
    ("/owner/organisation/number", "/owner/organisation/number/reason"),
];

/// What was found for each form, if anything was.
fn assert_nothing(found: &[String], what: &str) {
    assert!(found.is_empty(), "{what}:\n{}", found.join("\n"));
}

fn each_form() -> impl Iterator<Item = (&'static str, Breakages, Vec<Scenario>)> {
    with_forms().into_iter().map(|code| {
        let breakages = Breakages::of(code);
        let scenarios = breakages.scenarios(code);
        (code, breakages, scenarios)
    })
}

/// All that keeps a dossier here, common blocks included.
fn missing(dossier: &Dossier) -> Vec<Gap> {
    let common = intake::read(&dossier.form, dossier.units).err().unwrap_or_default();
    common.into_iter().chain(dossier.gaps()).collect()
}

fn gaps(dossier: &Dossier) -> Vec<String> {
    let gaps = missing(dossier).into_iter();
    gaps.map(|gap| match gap.args.get("rule") {
        Some(rule) => format!("{} {rule}", gap.path),
        None => format!("{} {}", gap.path, gap.code),
    })
    .collect()
}

fn paths(dossier: &Dossier) -> Vec<String> {
    missing(dossier).into_iter().map(|gap| gap.path).collect()
}

/// What is named beside the broken place: `None` where that place itself is not named once.
fn beside(breakage: &Breakage) -> Option<Vec<String>> {
    let named = paths(&breakage.dossier);
    let own = named.iter().filter(|path| **path == breakage.path).count();
    (own == 1).then(|| named.into_iter().filter(|path| *path != breakage.path).collect())
}

/// The breakages that name something else than they should. The free text beside “another” closes
/// with its choice; it is named and never dropped.
fn wrong(code: &str, breakages: &Breakages, broken: &[Breakage]) -> Vec<String> {
    let may_be_named = |at: &str, path: &String| {
        let is_its_free_text = path.strip_suffix("_other") == Some(at);
        let in_common = IN_COMMON.iter().any(|(place, named)| *place == at && named == path);
        let here = breakages.also.iter().any(|also| also.at == at && also.named.contains(path));
        is_its_free_text || in_common || here
    };
    let is_right = |one: &&Breakage| {
        beside(one).is_some_and(|others| others.iter().all(|path| may_be_named(&one.path, path)))
    };
    let wrong = broken.iter().filter(|one| !is_right(one));
    wrong.map(|one| format!("{code} {} -> {:?}", one.said, gaps(&one.dossier))).collect()
}

#[test]
fn every_form_has_its_breakages() {
    let with_forms: BTreeSet<_> = with_forms().into_iter().map(str::to_owned).collect();

    let filed: BTreeSet<_> = filed().into_iter().collect();

    assert_eq!(filed, with_forms, "a form without a file, or a file without a form");
}

#[test]
fn every_case_has_no_gap_when_its_papers_are_given() {
    let mut found = Vec::new();

    for (code, _, scenarios) in each_form() {
        for one in scenarios {
            let gaps = gaps(&one.dossier);
            if !gaps.is_empty() {
                found.push(format!("{code} {}: {gaps:?}", one.name));
            }
        }
    }

    assert_nothing(&found, "cases with gaps");
}

#[test]
fn required_field_is_named_alone_when_it_is_taken_away() {
    let mut found = Vec::new();

    for (code, breakages, scenarios) in each_form() {
        let broken: Vec<_> = scenarios.iter().flat_map(emptied).collect();
        assert!(!broken.is_empty(), "{code} requires nothing");
        found.extend(wrong(code, &breakages, &broken));
    }

    assert_nothing(&found, "fields taken away");
}

#[test]
fn paper_is_named_alone_when_it_is_taken_away() {
    let mut found = Vec::new();

    for (code, breakages, scenarios) in each_form() {
        let broken: Vec<_> = scenarios.iter().flat_map(unfiled).collect();
        assert!(!broken.is_empty(), "{code} asks for no paper");
        found.extend(wrong(code, &breakages, &broken));
    }

    assert_nothing(&found, "papers taken away");
}

#[test]
fn wrong_shape_is_named_alone_where_it_stands() {
    let mut found = Vec::new();

    for (code, breakages, scenarios) in each_form() {
        let broken = first_of_each_place(&scenarios);
        found.extend(wrong(code, &breakages, &broken));
        let seen: BTreeSet<_> = broken.iter().map(|one| one.path.as_str()).collect();
        let places = leaves(code).into_iter().map(|(path, _)| path);
        let unseen = places.filter(|path| !seen.contains(path.as_str()));
        found.extend(unseen.map(|path| format!("{code} {path}: filled in no case")));
    }

    assert_nothing(&found, "wrong shapes");
}

#[test]
fn rule_is_named_alone_when_it_is_broken() {
    let mut found = Vec::new();

    for (code, breakages, _) in each_form() {
        let rules = layout(&a_dossier(code)).rules.iter().filter(|rule| !rule.is_warning);
        let rules: BTreeMap<_, _> =
            rules.map(|rule| (rule.id.as_str(), rule.at.as_str())).collect();
        for broken in &breakages.breaks {
            let gaps = gaps(&breakages.broken(code, broken));
            let at = rules.get(broken.rule.as_str()).copied().unwrap_or("no such rule");
            let at = in_row(at, 0);
            if gaps != [format!("{at} {}", broken.rule)] {
                found.push(format!("{code} {}: {gaps:?}", broken.rule));
            }
        }
        let broken: BTreeSet<_> = breakages.breaks.iter().map(|one| one.rule.as_str()).collect();
        let unbroken = rules.keys().filter(|rule| !broken.contains(*rule));
        found.extend(unbroken.map(|rule| format!("{code} {rule}: broken by nobody")));
    }

    assert_nothing(&found, "rules");
}

#[test]
fn warning_is_given_alone_and_hinders_nothing() {
    let mut found = Vec::new();

    for (code, breakages, scenarios) in each_form() {
        let rules = layout(&a_dossier(code)).rules.iter().filter(|rule| rule.is_warning);
        let rules: BTreeSet<_> = rules.map(|rule| rule.id.as_str()).collect();
        for warned in &breakages.warns {
            let dossier = breakages.broken(code, warned);
            if dossier.warned() != [warned.rule.as_str()] || !gaps(&dossier).is_empty() {
                let (warnings, gaps) = (dossier.warned(), gaps(&dossier));
                found.push(format!("{code} {}: warns {warnings:?}, gaps {gaps:?}", warned.rule));
            }
        }
        let warned: BTreeSet<_> = breakages.warns.iter().map(|one| one.rule.as_str()).collect();
        let unheard = rules.symmetric_difference(&warned);
        found.extend(unheard.map(|rule| format!("{code} {rule}: not warned of, or no such rule")));
        let example = scenarios[0].dossier.warned();
        assert!(example.is_empty(), "{code}: the example is strange: {example:?}");
    }

    assert_nothing(&found, "warnings");
}

#[test]
fn form_needs_what_its_file_says() {
    let needed = |one: &Scenario| -> BTreeSet<String> {
        let required = required(&one.dossier).into_iter();
        required.filter(|path| path.starts_with("/declaration/")).collect()
    };
    let mut found = Vec::new();

    for (code, breakages, scenarios) in each_form() {
        let example = needed(&scenarios[0]);
        for (name, said) in &breakages.needs {
            let Some(one) = scenarios.iter().find(|one| one.name == *name) else {
                panic!("{code}: no case {name}");
            };
            let beyond = if name == "example" { BTreeSet::new() } else { example.clone() };
            let needs: BTreeSet<_> = needed(one).difference(&beyond).cloned().collect();
            if needs != *said {
                found.push(format!("{code} {name}: needs {needs:?}, and the file says {said:?}"));
            }
        }
    }

    assert_nothing(&found, "needs");
}

#[test]
fn every_field_that_may_be_required_is_required_in_a_case() {
    let mut found = Vec::new();
    let mut seen_in_any = BTreeSet::new();

    for (code, _, scenarios) in each_form() {
        let own = layout(&a_dossier(code));
        let also = own.also_required.iter().map(|also| also.path.as_str());
        let seen: BTreeSet<_> = scenarios.iter().flat_map(|one| required(&one.dossier)).collect();
        let unseen = may_be_required(own).chain(also);
        let unseen = unseen.filter(|path| !seen.contains(&in_row(path, 0)));
        found.extend(unseen.map(|path| format!("{code} {path}")));
        seen_in_any.extend(seen);
    }
    // The common blocks are the same in every form.
    let common = may_be_required(&a_dossier(BIRTH).catalogue.common);
    found.extend(common.filter(|path| !seen_in_any.contains(*path)).map(str::to_owned));

    assert_nothing(&found, "required in no case");
}

fn may_be_required(layout: &Layout) -> impl Iterator<Item = &str> {
    let fields = layout.fields().filter(|(_, field)| field.required.is_some());
    fields.map(|(_, field)| field.path.as_str())
}

#[test]
fn every_answer_that_opens_a_field_is_given_in_a_case() {
    let mut found = Vec::new();

    for (code, _, scenarios) in each_form() {
        let mut open = BTreeSet::new();
        let mut opened = BTreeSet::new();
        for one in &scenarios {
            for opening in openings(&one.dossier) {
                let is_given = one.dossier.case().typed(opening.at) == Some(&opening.answer);
                let key = (opening.at, opening.opens);
                open.insert(key.clone());
                if is_given {
                    opened.insert(key);
                }
            }
        }
        let unseen = open.difference(&opened);
        found.extend(unseen.map(|(at, opens)| format!("{code} {at} opens {opens:?}")));
    }

    assert_nothing(&found, "opened in no case");
}

#[test]
fn what_is_named_beside_is_little_and_has_a_reason() {
    for (code, breakages, scenarios) in each_form() {
        let broken = scenarios.iter().flat_map(|one| emptied(one).into_iter().chain(unfiled(one)));
        let broken: Vec<_> = broken.chain(first_of_each_place(&scenarios)).collect();
        for also in &breakages.also {
            assert!(also.why.len() > 20, "{code} {}: why?", also.at);
            let here = broken.iter().filter(|one| one.path == also.at);
            let seen: BTreeSet<_> = here.flat_map(|one| paths(&one.dossier)).collect();
            let unseen: Vec<_> = also.named.iter().filter(|path| !seen.contains(*path)).collect();
            assert!(unseen.is_empty(), "{code} {}: never named beside it: {unseen:?}", also.at);
        }
        let most = breakages.also.len();
        assert!(most <= MOST_ALSO, "{code} names others beside {most} places");
    }
}

/// Each place of the declaration is broken in the first case in which it is filled.
fn first_of_each_place(scenarios: &[Scenario]) -> Vec<Breakage> {
    let mut seen = BTreeSet::new();
    let mut broken = Vec::new();
    for scenario in scenarios {
        let here: Vec<_> = misshapen(scenario);
        let here: Vec<_> = here.into_iter().filter(|one| !seen.contains(&one.path)).collect();
        seen.extend(here.iter().map(|one| one.path.clone()));
        broken.extend(here);
    }
    broken
}

/// An answer that asks for more than no answer does.
struct Opening {
    at: &'static str,
    answer: Value,
    opens: Vec<&'static str>,
}

/// Every such answer to what is asked in a case.
fn openings(dossier: &Dossier) -> Vec<Opening> {
    let layouts = [&dossier.catalogue.common, layout(dossier)].into_iter();
    let asked_now: BTreeSet<_> = asked(dossier).into_iter().collect();
    let fields = layouts.flat_map(Layout::fields).map(|(_, field)| field);
    // No answer in a row opens anything yet.
    let fields = fields.filter(|field| !field.path.contains("/*/"));
    let fields = fields.filter(|field| asked_now.contains(field.path.as_str()));
    let mut openings = Vec::new();
    for field in fields {
        let without = asked(&dossier.clone().typing(&field.path, ""));
        for answer in answers(dossier, field) {
            let with = asked(&dossier.clone().typing(&field.path, answer.clone()));
            let opens: Vec<_> = with.into_iter().filter(|path| !without.contains(path)).collect();
            if !opens.is_empty() {
                openings.push(Opening { at: &field.path, answer, opens });
            }
        }
    }
    openings
}

fn answers(dossier: &Dossier, field: &FieldPlan) -> Vec<Value> {
    let list = field.list.as_deref().and_then(|name| dossier.catalogue.list(name));
    let choices = field.options.iter().chain(list.into_iter().flat_map(|list| &list.choices));
    match field.widget {
        Widget::Choice | Widget::List => {
            choices.map(|choice: &Choice| json!(choice.value)).collect()
        }
        Widget::YesNo => vec![json!(true), json!(false)],
        _ => Vec::new(),
    }
}
