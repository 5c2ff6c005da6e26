//! The cases that a checked procedure's own questions tell apart: all of a few, an even sample of many.

use std::collections::BTreeSet;

use domain::kinds::Channel;
use domain::procedure::ProcedureCode;
use serde_json::{Value, json};

use crate::form::Widget;
use crate::layout::{FieldPlan, Layout};
use crate::procedure::Procedure;
use crate::testing::{Dossier, STATUS, a_dossier};

const CHANNELS: [Channel; 3] = [Channel::Direct, Channel::Online, Channel::Post];
/// Of more than these about so many are walked through.
const MOST_CASES: usize = 40;

/// What a procedure asks by itself; a form that follows is not among it.
fn asks(procedure: &Procedure) -> Vec<&FieldPlan> {
    let layout = procedure.asks.as_ref().map(|asks| &asks.layout);
    let fields = layout.into_iter().flat_map(Layout::fields);
    fields.filter(|(group, _)| group.id == "asks").map(|(_, field)| field).collect()
}

/// What may be answered to a question; the first is no answer.
fn answers(field: &FieldPlan) -> Vec<Value> {
    let some = match field.widget {
        Widget::Choice => field.options.iter().map(|option| json!(option.value)).collect(),
        Widget::YesNo => vec![json!(true), json!(false)],
        Widget::Count => vec![json!(0), json!(1), json!(3)],
        Widget::Date => vec![json!("2026-03-01"), json!("1950")],
        _ => vec![json!("Theo đơn ngày 01/03/2026")],
    };
    [Value::Null].into_iter().chain(some).collect()
}

/// The n-th way to answer all questions; `None` after the last.
fn answered(fields: &[&FieldPlan], n: usize) -> Option<Vec<(String, Value)>> {
    let mut rest = n;
    let mut all = Vec::new();
    for field in fields {
        let answers = answers(field);
        all.push((field.path.clone(), answers[rest % answers.len()].clone()));
        rest /= answers.len();
    }
    (rest == 0).then_some(all)
}

fn a_case(code: &'static str, answers: &[(String, Value)]) -> Dossier {
    let mut dossier = a_dossier(STATUS);
    dossier.code = code;
    dossier.form.as_object_mut().unwrap().remove("declaration");
    for (path, value) in answers.iter().filter(|(_, value)| !value.is_null()) {
        dossier = dossier.typing(path, value.clone());
    }
    dossier
}

/// Leaks one code per procedure: tests only.
fn code_of(code: &ProcedureCode) -> &'static str {
    Box::leak(code.to_string().into_boxed_str())
}

#[test]
fn case_is_complete_once_what_is_missing_was_brought() {
    let catalogue = a_dossier(STATUS).catalogue;
    let (mut cases, mut procedures) = (0, 0);
    let by_questions = |one: &&Procedure| one.asks.is_some() || !one.has_form();
    for procedure in catalogue.procedures().filter(|one| one.is_checked()).filter(by_questions) {
        let (code, fields) = (code_of(procedure.code()), asks(procedure));
        let count = fields.iter().map(|field| answers(field).len()).product::<usize>();
        procedures += 1;
        let mut given = BTreeSet::new();
        for n in (0..count).step_by(stride(count)) {
            let answers = answered(&fields, n).unwrap();
            given.extend(answers.iter().map(|(path, value)| format!("{path} {value}")));
            for channel in CHANNELS {
                for dossier in [a_case(code, &answers), a_case(code, &answers).on_behalf()] {
                    holds_together(dossier.by(channel), &answers);
                    cases += 1;
                }
            }
        }
        for field in &fields {
            for value in answers(field) {
                let answer = format!("{} {value}", field.path);
                assert!(given.contains(&answer), "{code}: nobody answered {answer}");
            }
        }
    }
    println!("{cases} cases of {procedures} procedures");
    assert!(procedures >= 60 && cases > 1_000, "{cases} cases of {procedures} procedures");
}

/// Shares no factor with `count`, or the first questions would get the same answer each time.
fn stride(count: usize) -> usize {
    let shares_a_factor = |step: usize| {
        let (mut one, mut other) = (step, count);
        while other > 0 {
            (one, other) = (other, one % other);
        }
        one > 1
    };
    (count.div_ceil(MOST_CASES)..=count + 1).find(|step| !shares_a_factor(*step)).unwrap()
}

fn holds_together(dossier: Dossier, answers: &[(String, Value)]) {
    let what = format!("{} by {:?}: {answers:?}", dossier.code, dossier.channel);
    let missing = dossier.missing_papers();
    for gap in dossier.gaps().iter().filter(|gap| gap.path.starts_with("/pages/")) {
        assert!(gap.args["said-vi"].starts_with("Thiếu "), "{what}: {gap:?}");
    }

    let brought: Vec<_> = missing.iter().map(String::as_str).collect();
    let dossier = dossier.with_pages(&brought);
    assert!(dossier.missing_papers().is_empty(), "{what}: one paper asks for another");
    assert!(dossier.view().is_checked, "{what}");
}

#[test]
fn question_that_decides_has_to_be_answered() {
    let catalogue = a_dossier(STATUS).catalogue;
    let mut deciding = 0;
    for procedure in catalogue.procedures().filter(|one| one.asks.is_some()) {
        let dossier = a_case(code_of(procedure.code()), &[]);
        let asked: Vec<_> = asks(procedure)
            .into_iter()
            .filter(|field| {
                let is_shown = field.shown.as_ref().is_none_or(|when| when.holds(&dossier.case()));
                is_shown && field.widget == Widget::Choice && field.required.is_some()
            })
            .collect();
        let faults = dossier.faults();
        for gap in dossier.gaps() {
            let label = &gap.args["label-vi"];
            assert!(!label.ends_with('?'), "a sentence names it: {label}");
        }
        for field in asked {
            deciding += 1;
            let gap = format!("{} missing", field.path);
            assert!(faults.contains(&gap), "{}: {gap} is not among {faults:?}", procedure.code());
        }
    }
    assert!(deciding >= 30, "only {deciding} questions decide");
}
