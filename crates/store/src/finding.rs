//! Looking dossiers up: by name, number, telephone or code, a page at a time.

use chrono::NaiveDate;
use domain::ids::DossierId;
use rusqlite::Row;
use sqlite::Ask;

use crate::dossiers::{Summary, is_discarded, read_summary, summaries};
use crate::error::StoreError;
use crate::row::{self, Binds};
use crate::store::View;

/// Which dossiers are looked through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filter {
    /// All but discarded drafts.
    All,
    /// Those of which something is being typed that was not submitted.
    Draft,
    /// What waits for the road, or is on it.
    Waiting,
    /// What is with the agency, and nothing is asked for.
    Delivered,
    /// What the agency asks something for.
    Supplement,
    /// What has a result.
    Result,
    /// What has a result that was not handed over yet.
    ToHandOver,
    /// What waits for the clerk instead of the road.
    SetAside,
    /// Drafts that were thrown away.
    Discarded,
}

/// In which order they come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// What was begun last comes first.
    NewestFirst,
    /// What was begun first comes first.
    OldestFirst,
}

/// What somebody looks for; whatever is given may be found by it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Terms {
    /// Folded beginnings of the words of a name, all of one person.
    pub words: Vec<String>,
    /// Beginning of a number on somebody's paper, letters and digits only.
    pub number: Option<String>,
    /// Part of a telephone number, digits only.
    pub phone: Option<String>,
    /// Parts of a provisional code without its hyphens, any of which will do.
    pub code: Vec<String>,
    /// Part of an official code, in capitals.
    pub official: Option<String>,
    /// Beginning of the code of a procedure.
    pub procedure: Option<String>,
}

/// What is looked for, where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Search {
    /// Which dossiers are looked through.
    pub filter: Filter,
    /// What is looked for; `None`: nothing in particular.
    pub terms: Option<Terms>,
    /// In which order they come.
    pub order: Order,
    /// How many are passed over.
    pub offset: u32,
    /// How many are given.
    pub limit: u32,
}

/// Passes what has none of the terms. A word begins where the name or the word before it ends.
const HAS_TERMS: &str = "
        AND (
            EXISTS (
                SELECT 1
                FROM people
                WHERE people.dossier_id = dossiers.dossier_id
                    AND (
                        :has_words AND NOT EXISTS (
                            SELECT 1
                            FROM json_each(:words) AS word
                            WHERE instr(' ' || name_fold, ' ' || word.value) = 0
                        )
                        OR substr(people.number, 1, length(:number)) = :number
                        OR instr(replace(people.phone, '+84', '0'), :phone) > 0
                    )
            )
            OR EXISTS (
                SELECT 1
                FROM json_each(:code) AS part
                WHERE instr(replace(provisional_code, '-', ''), part.value) > 0
            )
            OR instr(upper(official_code), :official) > 0
            OR substr(procedure_code, 1, length(:procedure)) = :procedure
        )";

const FROM: &str = "
    FROM dossiers
    JOIN cases ON cases.dossier_id = dossiers.dossier_id";

/// What a filter lets pass.
fn passes(filter: Filter) -> &'static str {
    match filter {
        Filter::All => concat!("NOT ", is_discarded!()),
        Filter::Draft => {
            "dossiers.dossier_id IN (SELECT dossier_id FROM drafts WHERE discarded_ms IS NULL)"
        }
        Filter::Waiting => {
            "dossiers.dossier_id IN (
                SELECT dossier_id
                FROM parcels
                WHERE state IN ('queued', 'announcing', 'sending')
            )"
        }
        Filter::Delivered => "cases.state IN ('delivered', 'received', 'processing')",
        Filter::Supplement => "cases.state IN ('supplement_asked', 'fee_asked')",
        Filter::Result => "cases.state IN ('finished', 'returned')",
        Filter::ToHandOver => "cases.state = 'finished'",
        Filter::SetAside => {
            "dossiers.dossier_id IN (SELECT dossier_id FROM parcels WHERE state = 'set_aside')"
        }
        Filter::Discarded => is_discarded!(),
    }
}

/// How many dossiers there are to be found, on all pages.
pub fn count(view: &View<'_>, search: &Search) -> Result<u64, StoreError> {
    let (passes, has_terms) = (passes(search.filter), has_terms(search.terms.as_ref()));
    let sql = format!("SELECT count(*) AS found {FROM} WHERE {passes} {has_terms}");
    let counted = view.one(
        &sql,
        &*terms(search.terms.as_ref()).params(),
        |row| row::count(row, "found"),
        "count dossiers",
    )?;
    Ok(counted.unwrap_or_default())
}

/// One page of the dossiers that are found.
pub fn page(view: &View<'_>, search: &Search) -> Result<Vec<Summary>, StoreError> {
    let (passes, has_terms) = (passes(search.filter), has_terms(search.terms.as_ref()));
    let order = match search.order {
        Order::NewestFirst => "DESC",
        Order::OldestFirst => "ASC",
    };
    // The page is cut before anything else of its rows is read.
    let sql = format!(
        "{} WHERE dossiers.dossier_id IN (
            SELECT dossiers.dossier_id {FROM}
            WHERE {passes} {has_terms}
            ORDER BY dossiers.seq {order}
            LIMIT :limit OFFSET :offset
        )
        ORDER BY dossiers.seq {order}",
        summaries!()
    );
    let binds =
        terms(search.terms.as_ref()).with(":limit", search.limit).with(":offset", search.offset);
    view.all(&sql, &*binds.params(), read_summary, "look dossiers up")
}

/// What passes over dossiers without these terms; `dossiers` and `cases` must be joined.
pub(crate) fn has_terms(terms: Option<&Terms>) -> &'static str {
    if terms.is_some() { HAS_TERMS } else { "" }
}

/// Values for [`HAS_TERMS`]; what is not looked for is NULL, with which nothing is equal.
pub(crate) fn terms(terms: Option<&Terms>) -> Binds {
    let Some(terms) = terms else { return Binds::new() };
    let list = |parts: &[String]| serde_json::Value::from(parts.to_vec()).to_string();
    Binds::new()
        .with(":has_words", !terms.words.is_empty())
        .text(":words", &list(&terms.words))
        .with(":number", terms.number.clone())
        .with(":phone", terms.phone.clone())
        .text(":code", &list(&terms.code))
        .with(":official", terms.official.clone())
        .with(":procedure", terms.procedure.clone())
}

/// The dossiers that a filter lets pass, in the order in which they were begun.
pub fn ids(view: &View<'_>, filter: Filter) -> Result<Vec<DossierId>, StoreError> {
    let passes = passes(filter);
    let sql = format!("SELECT dossiers.dossier_id {FROM} WHERE {passes} ORDER BY dossiers.seq");
    view.all(&sql, [], |row| row::id(row, "dossier_id"), "list dossiers of one kind")
}

/// The line of one dossier.
pub fn one(view: &View<'_>, dossier: DossierId) -> Result<Option<Summary>, StoreError> {
    const ONE: &str = concat!(
        summaries!(),
        "
    WHERE dossiers.dossier_id = :dossier_id"
    );
    let binds = Binds::new().id(":dossier_id", &dossier);
    view.one(ONE, &*binds.params(), read_summary, "read the line of a dossier")
}

/// How much was done at the desk on one legal date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// How many dossiers were begun.
    pub taken: u64,
    /// How many agencies took in.
    pub received: u64,
    /// How many wait for the road now.
    pub waiting: u64,
}

/// Counts a day, which lasts from the one moment until before the other.
pub fn day(
    view: &View<'_>,
    date: NaiveDate,
    from_ms: i64,
    until_ms: i64,
) -> Result<Day, StoreError> {
    let binds = Binds::new()
        .text(":date", &date.to_string())
        .with(":from_ms", from_ms)
        .with(":until_ms", until_ms);
    let sql = "
        SELECT
            (SELECT count(*) FROM dossiers WHERE taken_on = :date) AS taken,
            (
                SELECT count(*)
                FROM cases
                WHERE received_ms >= :from_ms AND received_ms < :until_ms
            ) AS received,
            (
                SELECT count(DISTINCT dossier_id)
                FROM parcels
                WHERE state IN ('queued', 'announcing', 'sending')
            ) AS waiting";
    let read = |row: &Row<'_>| {
        Ok(Day {
            taken: row::count(row, "taken")?,
            received: row::count(row, "received")?,
            waiting: row::count(row, "waiting")?,
        })
    };
    let counted = view.one(sql, &*binds.params(), read, "count a day")?;
    Ok(counted.unwrap_or(Day { taken: 0, received: 0, waiting: 0 }))
}
