//! Procedures, their forms and their papers: reads a package from bytes, finds a procedure as it is
//! asked for at the counter, and holds a form against it.
//!
//! Pure: the bytes, the day and what was typed are handed in. Nothing typed ever leaves this crate
//! in an error or a gap; every text that people read comes from the package.
//!
//! # A package
//!
//! A folder of JSON files; unknown keys are refused, so that a slip cannot change a meaning in
//! silence. Texts are maps by language: `{ "vi": "…", "en": "…" }`.
//!
//! - `package.json`: `name`, `version` (pinned by each dossier), `source`, and the paths of all
//!   other files: `words`, `synonyms`, `common`, `lists`, `forms` and `sheets` (names), `procedures`.
//!   `amendments`: for a field, the day on which another law takes effect, to be told before and after.
//! - `procedures/<code>.json`: one record or a list of records: names, decision, legal basis,
//!   deadline and fee *as listed* (a bare "3" has lost its unit and stays "3"), `form` or `asks`,
//!   `components`, `example`. Each has its `source` and `effective_from`/`effective_to`; `null` is
//!   not known.
//! - `asks`: the few questions on which the papers of a procedure depend, fields as in a layout, kept
//!   right within `/declaration`; their schema is made from their widgets. A procedure that shares its
//!   form with others asks them before it; they are not printed.
//! - `mandate`: who may hand in for somebody else, and whose authorisation need not be certified, with
//!   the `rows` of the source that say so. Without it a checked procedure says that its source is silent.
//! - `present`: who has to come or sign in person. `left_out` and `doubts`: rows of the source that are
//!   no papers, and what the source does not settle; kept for people, read by nobody else.
//! - `terms`: how long it takes, in order, for which `channels` and `when`: `value` and `unit`, the
//!   `cut_off` hour where the procedure has one, the `calendar` of its kind of office, and which of
//!   the three times `starts` it. None is found while it is open whether an earlier one holds; an
//!   empty list says that nothing is sure; without the key what is listed is read.
//! - `fees`: what it costs, in order: `amount` in đồng `per` what, cheaper `steps`, `at_most`, and the
//!   expressions that `count` it and say how many `times`; or `set_by` the province's council.
//!   `exempt`: who pays nothing, `when`; without a condition it is only told.
//!   `as_listed` of both stands in what is published; `said` is the reason in the clerk's words.
//! - `components`: `rows` of the source that it stands for, `when` it is asked for, what is to be done
//!   with it (`duties`, the first that holds; `file`, `show` or `looked_up`), what may stand for it
//!   (`instead`, in order) and what is said when it is `missing`.
//! - `forms/<name>.schema.json`: JSON Schema 2020-12 of the `declaration`, shapes only; no schema
//!   says `required`. Formats beside the standard's: `person-name`, `partial-date`,
//!   `personal-number`, `phone`, `commune`.
//! - `forms/<name>.layout.json`: `groups` of fields in their order with the expressions `shown`,
//!   `required`, `value` (computed), `offered`; `rules`; `also_required` fields of the common
//!   blocks. What is shown only in some case and filled in another is named, never dropped.
//! - A group `repeats` once for each row of the list `at` (`/declaration/members`), `least` to `most`
//!   rows (60 are the most of all). Its fields stand at `/declaration/members/*/name`, and their
//!   expressions may say `item.name` for the same row. `item` is what a row is called (`Người thứ {n}`)
//!   and `add` how one is added. In the schema the list is an array of objects whose `maxItems` is
//!   `most`. A rule with `each` is judged for every row, `at` is in that row, and `{n}` in what it says
//!   is the row's number. No list stands in another, and the common blocks have none. A row without a
//!   word in it is a gap, until somebody fills it in or takes it out.
//! - `forms/common.layout.json`: the same for the blocks that `domain::intake` reads.
//! - `forms/<name>.print.json`: the declaration as it is printed for signature, in Vietnamese alone:
//!   its `title`, the component that comes back signed (`signed_as`), to whom it is `addressed` where
//!   that is not the desk's own agency, who `signs` where that is not the requester (one or two, with a
//!   `title` and the `path` of the name, without which the hand writes it), and `blocks`, each a
//!   `heading`, a `prose`, a `row` of entries that share a line or a `table`. An entry has a `label` and either
//!   `paths` of fields, spelt as the form shows them and joined with commas, or `said`: a sentence
//!   with `{/path}` where something typed belongs. Blocks and entries may have `shown`. What is
//!   empty is left dotted; what is not asked for in a case is never printed. A `table` prints the rows
//!   of the list that `each` names: its `columns` have a `label`, a `path` or `paths` and a `width`
//!   against the others'; rows are `numbered`, and there are `least_rows`, empty ones for the hand.
//! - `lists/<name>.json`: values and labels.
//! - `synonyms.json`: what people say: `idle` words that say nothing, `words` that may also be read
//!   as others wherever they stand (`{kin}` in one stands for each of the `kin`), phrases of single
//!   `procedures`, and which are `asked_often`.
//! - `listed.json`, where there is one: the procedures of a province's list word for word, for reading
//!   ([`listed`]). No condition is made of it, and no procedure is checked by it.
//! - `units`, where the package brings them: `today` (`units/units.csv`), provinces and communes with
//!   the day from which each name holds, and `before` (`units/old_communes.csv`), what has become of
//!   those of before July 2025. `calendar` (`calendar/vn.json`): the years, the days that are unlike
//!   others, the hours of offices. Each list says the day of which it is; a desk goes by the newer of
//!   this and its program's own. A later list may add and rename: every code and every year stays.
//! - `examples/<code>.json`: a whole form, filled in.
//!
//! The language of the expressions is described in `expression`.

mod almanac;
mod amendment;
mod case;
mod catalogue;
mod check;
mod expression;
mod fault;
mod fees;
mod finding;
mod form;
mod laid;
mod layout;
mod list;
pub mod listed;
mod mandate;
mod naming;
pub mod package;
mod papers;
mod person;
mod procedure;
mod reading;
mod row;
mod rows;
mod schema;
mod sheet;
mod sheet_plan;
mod sheet_table;
pub mod shipped;
mod spelling;
mod standing;
mod terms;
mod text;
mod view;
mod warnings;

pub use almanac::Almanac;
pub use amendment::Amendment;
pub use case::Case;
pub use catalogue::{Catalogue, Files};
pub use check::check;
pub use fault::CatalogueFault;
pub use fees::{Charge, Fee, Per, Portion, Sum};
pub use finding::{Fit, Found};
pub use form::{
    Block, BlockId, BlockState, Choice, Duty, Field, Form, Group, Paper, PaperState, Repeat,
    Substitute, Widget, Width,
};
pub use list::List;
pub use mandate::Mandate;
pub use person::PersonPaths;
pub use procedure::{About, Alternative, Component, Procedure, ProcedureResult, Published};
pub use sheet::{Entry, Sheet, SheetBlock, SheetSigner, sheet};
pub use sheet_table::{SheetColumn, SheetTable};
pub use terms::{Starts, Term, has_lost_its_unit, limit};
pub use text::Text;
pub use view::view;
pub use warnings::warnings;

#[cfg(test)]
mod almanac_tests;
#[cfg(test)]
mod birth_tests;
#[cfg(test)]
mod breakage_tests;
#[cfg(test)]
mod breakages;
#[cfg(test)]
mod case_tests;
#[cfg(test)]
mod death_tests;
#[cfg(test)]
mod example_tests;
#[cfg(test)]
mod extract_tests;
#[cfg(test)]
mod fees_tests;
#[cfg(test)]
mod household_testing;
#[cfg(test)]
mod livelihood_tests;
#[cfg(test)]
mod mandate_tests;
#[cfg(test)]
mod marriage_tests;
#[cfg(test)]
mod organisation_tests;
#[cfg(test)]
mod package_tests;
#[cfg(test)]
mod repeats_package_tests;
#[cfg(test)]
mod repeats_tests;
#[cfg(test)]
mod repeats_view_tests;
#[cfg(test)]
mod residence_tests;
#[cfg(test)]
mod sheet_case_tests;
#[cfg(test)]
mod sheet_tests;
#[cfg(test)]
mod status_tests;
#[cfg(test)]
mod terms_tests;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod view_tests;
