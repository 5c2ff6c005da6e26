//! What is another thing in one catalogue than in another.

use std::collections::BTreeSet;

use domain::procedure::ProcedureCode;
use serde::Serialize;

use crate::catalogue::Catalogue;
use crate::procedure::Procedure;

/// One procedure that is not the same in two catalogues.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Its code.
    pub code: ProcedureCode,
    /// Its name in the later catalogue, or in the earlier one if it is gone.
    pub name: String,
    /// In what it differs.
    pub kinds: Vec<ChangeKind>,
}

/// In what a procedure differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// Its name.
    Name,
    /// The decision that published it, or the law that it rests on.
    Basis,
    /// From when or until when it holds.
    Effect,
    /// The list of papers, or whether it was checked.
    Papers,
    /// Its form or questions.
    Form,
    /// How long it takes.
    Time,
    /// What it costs.
    Fee,
    /// What a province's list says of it.
    Listed,
    /// Something else in its record.
    Other,
}

impl ChangeKind {
    /// The stable word for it.
    pub fn word(self) -> String {
        serde_json::to_value(self)
            .ok()
            .and_then(|word| word.as_str().map(str::to_owned))
            .unwrap_or_default()
    }
}

/// What is another thing in `later` than in `earlier`, by code.
pub fn changes(earlier: &Catalogue, later: &Catalogue) -> Vec<Change> {
    let codes: BTreeSet<_> =
        earlier.procedures.keys().chain(later.procedures.keys()).cloned().collect();
    let changes = codes.into_iter().filter_map(|code| {
        let (before, after) = (earlier.procedure(&code), later.procedure(&code));
        let kinds = match (before, after) {
            (None, _) => vec![ChangeKind::Added],
            (_, None) => vec![ChangeKind::Removed],
            (Some(before), Some(after)) => differences((earlier, before), (later, after)),
        };
        let name = after.or(before)?.name().in_("vi").to_owned();
        (!kinds.is_empty()).then_some(Change { code, name, kinds })
    });
    changes.collect()
}

fn differences(
    (earlier, before): (&Catalogue, &Procedure),
    (later, after): (&Catalogue, &Procedure),
) -> Vec<ChangeKind> {
    let (a, b) = (&before.about, &after.about);
    let form = |catalogue: &Catalogue, procedure: &Procedure| catalogue.form_hash(procedure);
    let told = [
        (a.name != b.name, ChangeKind::Name),
        (a.decision != b.decision || a.legal_basis != b.legal_basis, ChangeKind::Basis),
        (
            a.effective_from != b.effective_from || a.effective_to != b.effective_to,
            ChangeKind::Effect,
        ),
        (
            before.papers_hash != after.papers_hash || a.is_checked != b.is_checked,
            ChangeKind::Papers,
        ),
        (form(earlier, before) != form(later, after), ChangeKind::Form),
        (a.time != b.time || before.terms_hash != after.terms_hash, ChangeKind::Time),
        (a.fee != b.fee || before.fees_hash != after.fees_hash, ChangeKind::Fee),
        (before.listed != after.listed, ChangeKind::Listed),
    ];
    let kinds: Vec<_> = told.into_iter().filter(|(is, _)| *is).map(|(_, kind)| kind).collect();
    if kinds.is_empty() && before.entry_hash != after.entry_hash {
        return vec![ChangeKind::Other];
    }
    kinds
}
