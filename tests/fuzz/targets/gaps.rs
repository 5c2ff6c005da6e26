//! What must hold of everything that is said to be missing, wrong or strange in a form.

use std::collections::BTreeSet;

use catalogue::Procedure;
use domain::gap::Gap;
use serde_json::Value;

use super::definition::Definition;
use super::json::{texts, texts_under};

/// What stands in nobody's texts but those that an input types in order to find them again.
pub const MARK: &str = "QXZ";

/// The fields of the common blocks, which `domain::intake` knows without a package.
const INTAKE: [&str; 15] = [
    "/submitter/kind",
    "/submitter/name",
    "/submitter/number/kind",
    "/submitter/number/value",
    "/submitter/number/reason",
    "/submitter/birth",
    "/submitter/sex",
    "/submitter/address/commune",
    "/submitter/address/detail",
    "/submitter/phone",
    "/behalf/relation",
    "/behalf/authority",
    "/request",
    "/result",
    "/appointment",
];

/// The places that a form may have: what its definition names, and what every form has.
pub struct Places {
    known: BTreeSet<String>,
    /// The definition itself holds the mark.
    is_marked: bool,
}

impl Places {
    pub fn of(definition: &Definition) -> Self {
        let files = definition.0.values().filter_map(|bytes| serde_json::from_slice(bytes).ok());
        let files: Vec<Value> = files.collect();
        let named =
            files.iter().flat_map(|file| texts_under(file, &["path", "at", "sets", "answers_for"]));
        let owner = INTAKE.iter().filter_map(|path| path.strip_prefix("/submitter"));
        let owner = owner.map(|path| format!("/owner{path}"));
        let known = named.map(str::to_owned).chain(INTAKE.map(str::to_owned)).chain(owner);
        let is_marked = definition.0.values().any(|bytes| is_in(bytes, MARK.as_bytes()));
        Self { known: known.chain(["/declaration".to_owned()]).collect(), is_marked }
    }

    /// Whether a place stands in the definition, as a field or as what a field stands in.
    fn have(&self, path: &str) -> bool {
        self.known.iter().any(|known| is_along(path, known))
    }
}

fn is_in(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// Whether a path is, or leads to, another one, in which `*` is any row.
fn is_along(path: &str, whole: &str) -> bool {
    let mut steps = whole.split('/');
    path.split('/').all(|step| match steps.next() {
        Some("*") => !step.is_empty() && step.bytes().all(|byte| byte.is_ascii_digit()),
        Some(other) => step == other,
        None => false,
    })
}

/// Each gap names a place that is typed, that the definition has, or a paper of the procedure.
pub fn stand_somewhere(gaps: &[Gap], form: &Value, places: &Places, procedure: &Procedure) {
    for gap in gaps {
        assert!(is_a_pointer(&gap.path), "{} is no JSON Pointer", gap.path);
        let is_paper = gap.path.strip_prefix("/pages/").is_some_and(|page| {
            procedure.components().iter().any(|component| component.id().as_str() == page)
        });
        let is_somewhere = is_paper || form.pointer(&gap.path).is_some() || places.have(&gap.path);
        assert!(is_somewhere, "{} ({}) is nowhere", gap.path, gap.code);
        let is_word = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        assert!(!gap.code.is_empty() && gap.code.chars().all(is_word), "{} is no word", gap.code);
    }
}

fn is_a_pointer(path: &str) -> bool {
    let is_escaped = path.split('~').skip(1).all(|rest| rest.starts_with(['0', '1']));
    (path.is_empty() || path.starts_with('/')) && is_escaped
}

/// Nothing that was typed stands in a gap; names of fields may.
pub fn say_nothing_typed(gaps: &[Gap], form: &Value, places: &Places) {
    let is_typed = texts(form).iter().any(|text| text.contains(MARK));
    if !is_typed || places.is_marked || gaps.iter().any(|gap| gap.path.contains(MARK)) {
        return;
    }
    assert!(!format!("{gaps:?}").contains(MARK), "what was typed is told");
}
