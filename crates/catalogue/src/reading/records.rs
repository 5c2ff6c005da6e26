//! The files of a package, as they are written.

use serde::Deserialize;

use super::fees::{ExemptRecord, FeeRecord};
use super::terms::TermRecord;
use crate::amendment::Amendment;
use crate::form::{BlockId, Choice, Duty, Widget, Width};
use crate::mandate::Mandate;
use crate::person::PersonPaths;
use crate::procedure::About;
use crate::text::Text;
use domain::procedure::ComponentId;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Package {
    pub(super) name: Text,
    pub(super) version: String,
    pub(super) source: String,
    pub(super) words: String,
    #[serde(default)]
    pub(super) synonyms: Option<String>,
    pub(super) common: String,
    #[serde(default)]
    pub(super) lists: Vec<String>,
    #[serde(default)]
    pub(super) forms: Vec<String>,
    #[serde(default)]
    pub(super) sheets: Vec<String>,
    #[serde(default)]
    pub(super) procedures: Vec<String>,
    #[serde(default)]
    pub(super) listed: Option<String>,
    #[serde(default)]
    pub(super) amendments: Vec<Amendment>,
    #[serde(default)]
    pub(super) units: Option<UnitsRecord>,
    #[serde(default)]
    pub(super) calendar: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct UnitsRecord {
    pub(super) today: String,
    pub(super) before: String,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LayoutRecord {
    pub(super) source: String,
    pub(super) groups: Vec<GroupRecord>,
    #[serde(default)]
    pub(super) rules: Vec<RuleRecord>,
    #[serde(default)]
    pub(super) also_required: Vec<AlsoRequiredRecord>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GroupRecord {
    pub(super) id: String,
    pub(super) block: BlockId,
    #[serde(default)]
    pub(super) title: Option<Text>,
    #[serde(default)]
    pub(super) help: Option<Text>,
    #[serde(default)]
    pub(super) shown: Option<String>,
    #[serde(default)]
    pub(super) repeats: Option<RepeatRecord>,
    #[serde(default)]
    pub(super) person: Option<PersonPaths>,
    pub(super) fields: Vec<FieldRecord>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RepeatRecord {
    pub(super) at: String,
    #[serde(default)]
    pub(super) least: usize,
    pub(super) most: usize,
    pub(super) item: Text,
    pub(super) add: Text,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FieldRecord {
    pub(super) path: String,
    pub(super) widget: Widget,
    pub(super) label: Text,
    #[serde(default)]
    pub(super) help: Option<Text>,
    #[serde(default)]
    pub(super) required: Option<String>,
    #[serde(default)]
    pub(super) shown: Option<String>,
    #[serde(default)]
    pub(super) value: Option<String>,
    #[serde(default)]
    pub(super) offered: Option<String>,
    #[serde(default)]
    pub(super) options: Vec<Choice>,
    #[serde(default)]
    pub(super) list: Option<String>,
    #[serde(default = "full")]
    pub(super) width: Width,
    #[serde(default)]
    pub(super) sets: Vec<String>,
    #[serde(default)]
    pub(super) answers_for: Option<String>,
    #[serde(default)]
    pub(super) fits: Option<FitsRecord>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FitsRecord {
    #[serde(default)]
    pub(super) birth: Option<String>,
    #[serde(default)]
    pub(super) sex: Option<String>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RuleRecord {
    pub(super) id: String,
    pub(super) when: String,
    #[serde(default)]
    pub(super) each: Option<String>,
    pub(super) at: String,
    #[serde(default)]
    pub(super) is_warning: bool,
    pub(super) said: Text,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AlsoRequiredRecord {
    pub(super) path: String,
    #[serde(default = "always")]
    pub(super) when: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SheetRecord {
    pub(super) source: String,
    pub(super) title: String,
    pub(super) signed_as: ComponentId,
    #[serde(default)]
    pub(super) addressed: Option<String>,
    #[serde(default)]
    pub(super) signs: Vec<SignsRecord>,
    pub(super) blocks: Vec<BlockRecord>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SignsRecord {
    pub(super) title: String,
    #[serde(default)]
    pub(super) path: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BlockRecord {
    #[serde(default)]
    pub(super) shown: Option<String>,
    #[serde(default)]
    pub(super) heading: Option<String>,
    #[serde(default)]
    pub(super) prose: Option<String>,
    #[serde(default)]
    pub(super) row: Option<Vec<EntryRecord>>,
    #[serde(default)]
    pub(super) table: Option<TableRecord>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TableRecord {
    pub(super) each: String,
    pub(super) columns: Vec<ColumnRecord>,
    #[serde(default)]
    pub(super) numbered: bool,
    #[serde(default)]
    pub(super) least_rows: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ColumnRecord {
    pub(super) label: String,
    #[serde(default)]
    pub(super) path: Option<String>,
    #[serde(default)]
    pub(super) paths: Option<Vec<String>>,
    #[serde(default = "one")]
    pub(super) width: u16,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EntryRecord {
    pub(super) label: String,
    #[serde(default)]
    pub(super) shown: Option<String>,
    #[serde(default)]
    pub(super) paths: Option<Vec<String>>,
    #[serde(default)]
    pub(super) said: Option<String>,
    #[serde(default)]
    pub(super) is_strong: bool,
}

#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum OneOrMany {
    Many(Vec<serde_json::Value>),
    One(serde_json::Value),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProcedureRecord {
    pub(super) about: About,
    #[serde(default)]
    pub(super) components: Vec<ComponentRecord>,
    #[serde(default)]
    pub(super) example: Option<String>,
    #[serde(default)]
    pub(super) asks: Vec<FieldRecord>,
    #[serde(default)]
    pub(super) present: Option<Text>,
    #[serde(default)]
    pub(super) mandate: Option<Mandate>,
    #[serde(default)]
    pub(super) terms: Option<Vec<TermRecord>>,
    #[serde(default)]
    pub(super) fees: Vec<FeeRecord>,
    #[serde(default)]
    pub(super) exempt: Vec<ExemptRecord>,
    #[serde(default, rename = "left_out")]
    _left_out: Vec<LeftOutRecord>,
    #[serde(default, rename = "doubts")]
    _doubts: Vec<String>,
}

/// A row of the source's list that is no paper of ours, and why not.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LeftOutRecord {
    #[serde(rename = "row")]
    _row: u32,
    #[serde(rename = "why")]
    _why: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ComponentRecord {
    pub(super) id: ComponentId,
    pub(super) name: Text,
    #[serde(default)]
    pub(super) official: String,
    #[serde(default)]
    pub(super) rows: Vec<u32>,
    pub(super) listed: Duty,
    pub(super) originals: u32,
    pub(super) copies: u32,
    #[serde(default)]
    pub(super) note: Option<Text>,
    #[serde(default)]
    pub(super) when: Option<String>,
    #[serde(default)]
    pub(super) when_said: Option<Text>,
    #[serde(default)]
    pub(super) duties: Vec<DutyRecord>,
    #[serde(default)]
    pub(super) missing: Vec<MissingRecord>,
    #[serde(default)]
    pub(super) instead: Vec<AlternativeRecord>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DutyRecord {
    #[serde(default)]
    pub(super) when: Option<String>,
    pub(super) duty: Duty,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MissingRecord {
    #[serde(default)]
    pub(super) when: Option<String>,
    pub(super) said: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AlternativeRecord {
    pub(super) id: ComponentId,
    pub(super) name: Text,
    #[serde(default)]
    pub(super) official: String,
    #[serde(default)]
    pub(super) when: Option<String>,
}

fn one() -> u16 {
    1
}

fn full() -> Width {
    Width::Full
}

fn always() -> String {
    "true".to_owned()
}
