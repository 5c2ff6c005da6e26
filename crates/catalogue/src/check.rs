//! What keeps a form from being submitted, as far as its procedure says.

use std::collections::BTreeSet;

use domain::address::CommuneCode;
use domain::gap::Gap;
use serde_json::{Map, Value};

use crate::case::{Case, is_filled, pruned};
use crate::catalogue::{Catalogue, FormPlan};
use crate::expression::Expression;
use crate::form::Widget;
use crate::laid::Laid;
use crate::layout::{FieldPlan, GroupPlan, Layout, Rule};
use crate::papers;
use crate::procedure::Procedure;
use crate::rows::{Rows, cut_off};
use crate::standing::Standing;

/// The block of the procedure's own fields.
const DECLARATION: &str = "/declaration";

/// It is needed, and nothing stands there.
pub(crate) const MISSING: &str = "missing";

/// It is filled in and not asked for in this case: it would go along unseen.
pub(crate) const NOT_ASKED: &str = "not-asked";
/// The day that a clerk names for the result, where no limit is known.
pub(crate) const APPOINTMENT: &str = "/appointment";

/// Every gap in the declaration, in the papers, and in what this procedure asks of the common
/// blocks. What `domain::intake::read` says of a place is not said again.
pub fn check(catalogue: &Catalogue, procedure: &Procedure, case: &Case<'_>) -> Vec<Gap> {
    check_standing(&Standing::of(catalogue, Some(procedure), case), catalogue, procedure, case)
}

/// The same of a form that was laid out already.
pub(crate) fn check_standing(
    standing: &Standing<'_>,
    catalogue: &Catalogue,
    procedure: &Procedure,
    case: &Case<'_>,
) -> Vec<Gap> {
    let mut gaps = not_asked(&standing.blocks, case);
    if !gaps.iter().any(|gap| gap.path == APPOINTMENT) {
        gaps.extend(needless_appointment(procedure, case));
    }
    if let Some((form, laid)) = &standing.own {
        gaps.extend(also_required(form, case));
        gaps.extend(declaration(catalogue, form, laid, case));
    }
    gaps.extend(standing.laid().flat_map(|laid| broken_rules(laid, case)));
    gaps.extend(papers::gaps(procedure, case));
    let is_said = |gap: &Gap| standing.common.iter().any(|one| one.path == gap.path);
    let gaps = gaps.into_iter().filter(|gap| !is_said(gap));
    gaps.map(|gap| labelled(catalogue, Some(procedure), gap)).collect()
}

/// The gap with the name of the field that it stands in, if the layout knows it.
pub(crate) fn labelled(catalogue: &Catalogue, procedure: Option<&Procedure>, gap: Gap) -> Gap {
    if gap.args.contains_key("label-vi") {
        return gap;
    }
    let own = procedure.and_then(|one| catalogue.form(one)).map(|form| &form.layout);
    let mut layouts = own.into_iter().chain([&catalogue.common]);
    let found = layouts.find_map(|layout| layout.name_of(&gap.path, ["vi", "en"]));
    let Some([vi, en]) = found else { return gap };
    gap.with("label-vi", &vi).with("label-en", &en)
}

/// Whether a field is asked for in this case.
pub(crate) fn is_asked(group: &GroupPlan, field: &FieldPlan, case: &Case<'_>) -> bool {
    holds(group.shown.as_ref(), case) && holds(field.shown.as_ref(), case)
}

/// Whether something stands in a field.
pub(crate) fn is_typed(field: &FieldPlan, case: &Case<'_>) -> bool {
    field.keeps_a_value() && case.typed(&field.path).is_some_and(is_filled)
}

/// Whether a condition holds; no condition always does.
pub(crate) fn holds(when: Option<&Expression>, case: &Case<'_>) -> bool {
    when.is_none_or(|when| when.holds(case))
}

/// The rules that a form breaks and that keep it here.
fn broken_rules(laid: &Laid<'_>, case: &Case<'_>) -> Vec<Gap> {
    let hindering = laid.rules.iter().filter(|rule| !rule.is_warning);
    hindering.filter(|rule| rule.when.holds(case)).map(|rule| broken_rule(rule)).collect()
}

/// The rules that a form breaks and that only warn.
pub(crate) fn rules_that_warn(laid: &Laid<'_>, case: &Case<'_>) -> Vec<Gap> {
    let warning = laid.rules.iter().filter(|rule| rule.is_warning);
    warning.filter(|rule| rule.when.holds(case)).map(|rule| broken_rule(rule)).collect()
}

fn broken_rule(rule: &Rule) -> Gap {
    Gap::new(rule.at.clone(), "rule")
        .with("rule", &rule.id)
        .with("said-vi", &rule.said.in_("vi"))
        .with("said-en", &rule.said.in_("en"))
}

/// The fields that are filled in and not asked for in this case.
fn not_asked(laid: &Laid<'_>, case: &Case<'_>) -> Vec<Gap> {
    let hidden = laid.fields().filter(|(group, field)| !is_asked(group, field, case));
    let filled = hidden.filter(|(_, field)| is_typed(field, case));
    filled.map(|(_, field)| Gap::new(field.path.clone(), NOT_ASKED)).collect()
}

/// A day that somebody named before the limit became known: it would go along unseen.
fn needless_appointment(procedure: &Procedure, case: &Case<'_>) -> Option<Gap> {
    let is_named = case.typed(APPOINTMENT).is_some();
    (is_named && procedure.term(case).is_some()).then(|| Gap::new(APPOINTMENT, "not-asked"))
}

fn also_required<'a>(form: &'a FormPlan, case: &'a Case<'_>) -> impl Iterator<Item = Gap> + 'a {
    let asked = form.layout.also_required.iter().filter(|also| also.when.holds(case));
    let open = asked.filter(|also| !case.typed(&also.path).is_some_and(is_filled));
    let block = |path: &str| path.split('/').nth(1).map(|block| format!("/{block}"));
    let open =
        open.filter(move |also| block(&also.path).is_some_and(|at| case.typed(&at).is_some()));
    open.map(|also| Gap::new(also.path.clone(), MISSING))
}

fn declaration(
    catalogue: &Catalogue,
    form: &FormPlan,
    laid: &Laid<'_>,
    case: &Case<'_>,
) -> Vec<Gap> {
    let rows = Rows::of(&form.layout, case);
    let mut shapes = form.schema.gaps(&typed_declaration(&form.layout, case));
    let mut not_asked = not_asked(laid, case);
    not_asked.retain(|gap| !rows.say(&gap.path));
    let hidden: BTreeSet<_> = not_asked.iter().map(|gap| gap.path.clone()).collect();
    shapes.retain(|gap| !hidden.contains(&gap.path) && !rows.say(&gap.path));
    shapes.extend(misplaced_choices(catalogue, laid, case));

    let mut gaps = rows.gaps.clone();
    for (group, field) in laid.fields().filter(|(_, field)| field.keeps_a_value()) {
        let here = |gap: &Gap| gap.path == field.path;
        gaps.extend(not_asked.iter().filter(|gap| here(gap)).cloned());
        gaps.extend(shapes.iter().filter(|gap| here(gap)).cloned());
        if is_open(group, field, case) && !rows.miss(&field.path) {
            gaps.push(Gap::new(field.path.clone(), MISSING));
        }
    }
    let said: BTreeSet<_> = gaps.iter().map(|gap| gap.path.clone()).collect();
    gaps.extend(shapes.into_iter().filter(|gap| !said.contains(&gap.path)));
    gaps
}

/// Asked for, needed, and empty.
fn is_open(group: &GroupPlan, field: &FieldPlan, case: &Case<'_>) -> bool {
    is_asked(group, field, case) && is_required(field, case) && !is_typed(field, case)
}

/// Whether a field has to be filled in, in this case.
pub(crate) fn is_required(field: &FieldPlan, case: &Case<'_>) -> bool {
    field.required.as_ref().is_some_and(|required| required.holds(case))
}

/// The declaration without blanks; no declaration is an empty one.
fn typed_declaration(layout: &Layout, case: &Case<'_>) -> Value {
    // Another shape than a group is said by `domain::intake`.
    let declaration = case.typed(DECLARATION).filter(|declared| declared.is_object());
    let mut declaration = declaration.map_or_else(|| Value::Object(Map::new()), pruned);
    cut_off(&mut declaration, DECLARATION, layout);
    declaration
}

/// Values that stand in no list, and communes that are not in today's.
fn misplaced_choices(catalogue: &Catalogue, laid: &Laid<'_>, case: &Case<'_>) -> Vec<Gap> {
    let mut gaps = Vec::new();
    for (group, field) in laid.fields() {
        let Some(typed) = case.typed_text(&field.path) else { continue };
        let code = match field.widget {
            Widget::Commune if !is_commune(typed, case) => "commune-not-in-list",
            Widget::Choice | Widget::List if !is_choice(catalogue, field, typed) => "not-in-list",
            _ => continue,
        };
        if is_asked(group, field, case) {
            gaps.push(Gap::new(field.path.clone(), code));
        }
    }
    gaps
}

/// What is no code at all is said by the schema.
fn is_commune(typed: &str, case: &Case<'_>) -> bool {
    CommuneCode::parse(typed).map_or(true, |code| case.units.commune(code).is_some())
}

fn is_choice(catalogue: &Catalogue, field: &FieldPlan, typed: &str) -> bool {
    let list = field.list.as_deref().and_then(|name| catalogue.list(name));
    field.options.iter().any(|choice| choice.value == typed)
        || list.is_some_and(|list| list.choice(typed).is_some())
}
