//! From the files of a province's export to a list.

use std::collections::BTreeMap;

use domain::deadline::TimeLimit;
use domain::procedure::ProcedureCode;
use domain::text::{fold, nfc};
use serde_json::{Map, Value};

use super::document::ListedDocument;
use super::fault::{ListFault, ListFile};
use super::record::{Listed, ListedChannel, ListedRecord};
use super::table::{self, Row, Table};
use super::unread::{Unread, WhyUnread};
use crate::procedure::ProcedureResult;

/// The bytes of an export.
#[derive(Debug, Clone, Copy)]
pub struct Export<'a> {
    /// `procedures.csv`: one row for each procedure.
    pub procedures: &'a [u8],
    /// `procedure_documents.csv`: one row for each paper.
    pub documents: &'a [u8],
    /// `procedure_details.json`: some procedures in full; may be absent.
    pub details: Option<&'a [u8]>,
}

/// A list that was read, and what of the export was not understood.
#[derive(Debug)]
pub struct Imported {
    record: ListedRecord,
    /// Everything that could not be read, in the order of the files.
    pub unread: Vec<Unread>,
}

impl Imported {
    /// The procedures, by code.
    pub fn procedures(&self) -> &[Listed] {
        &self.record.procedures
    }

    /// `listed.json` of a package.
    ///
    /// # Errors
    /// Only when serialisation itself fails, which these types give no reason for.
    pub fn file(&self) -> serde_json::Result<Vec<u8>> {
        serde_json::to_vec(&self.record)
    }
}

const PROCEDURE: (&[&str], &[&str]) = (
    &["code", "name", "channels", "deadline_text", "fee_text"],
    &[
        "field",
        "ministry",
        "level",
        "beneficiaries",
        "documents_count",
        "results",
        "decision",
        "legal_basis",
        "source",
        "source_url",
        "verified",
        "confidence",
        "note",
    ],
);

const DOCUMENT: (&[&str], &[&str]) = (
    &["code", "ordinal", "name", "originals", "copies", "kind"],
    &["group", "copies_text", "form_file_listed", "source", "verified"],
);

/// Reads a province's export. Whatever is text is kept as text; nothing is guessed.
///
/// # Errors
/// When a file as a whole is not what it should be; nothing is taken then.
pub fn import(export: &Export<'_>, source: &str) -> Result<Imported, ListFault> {
    let mut procedures = Table::read(ListFile::Procedures, export.procedures, PROCEDURE)?;
    let mut documents = Table::read(ListFile::Documents, export.documents, DOCUMENT)?;
    let mut list = listed(&mut procedures);
    if list.is_empty() {
        return Err(ListFault::Empty);
    }
    papers(&mut documents, &mut list);
    let mut unread = procedures.unread;
    unread.append(&mut documents.unread);
    if let Some(details) = export.details {
        unread.extend(in_full(details, &mut list)?);
    }
    unread.extend(list.values().flat_map(|(row, listed)| doubts(*row, listed)));
    unread.extend(counts_that_differ(&procedures.rows, &list));
    let procedures = list.into_values().map(|(_, listed)| listed).collect();
    let record = ListedRecord { source: source.to_owned(), procedures };
    Ok(Imported { record, unread })
}

/// Each procedure with the number of its row.
type List = BTreeMap<ProcedureCode, (usize, Listed)>;

fn listed(table: &mut Table) -> List {
    let mut list = List::new();
    for row in std::mem::take(&mut table.rows) {
        let typed = row.trimmed("code");
        match typed.parse::<ProcedureCode>() {
            Err(_) => table.note((WhyUnread::NotACode, row.number), &typed, "code", &typed),
            Ok(code) if list.contains_key(&code) => {
                table.note((WhyUnread::CodeTwice, row.number), &typed, "code", &typed);
            }
            Ok(code) => {
                list.insert(code.clone(), (row.number, procedure(code, &row)));
            }
        }
        table.rows.push(row);
    }
    list
}

fn procedure(code: ProcedureCode, row: &Row) -> Listed {
    let (time, fee) = (row.trimmed("deadline_text"), row.trimmed("fee_text"));
    let channels = parts(row.get("channels"), ',').map(|name| ListedChannel {
        time: of_channel(&time, &name),
        fee: of_channel(&fee, &name),
        name,
    });
    Listed {
        name: row.trimmed("name"),
        field: row.trimmed("field"),
        ministry: row.trimmed("ministry"),
        level: row.trimmed("level"),
        beneficiaries: row.trimmed("beneficiaries"),
        agency: String::new(),
        kind: String::new(),
        decision: row.trimmed("decision"),
        legal_basis: parts(row.get("legal_basis"), ';').collect(),
        results: parts(row.get("results"), ';').map(|text| result(&text)).collect(),
        channels: channels.collect(),
        documents: Vec::new(),
        more: BTreeMap::new(),
        source: row.trimmed("source"),
        url: row.trimmed("source_url"),
        verified: row.trimmed("verified"),
        confidence: row.trimmed("confidence"),
        note: row.trimmed("note"),
        code,
        time,
        fee,
    }
}

fn parts(text: &str, by: char) -> impl Iterator<Item = String> {
    text.split(by).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned)
}

/// What a text says of one channel: `Trực tuyến: 3 Ngày; Trực tiếp: 5 Ngày`. Where several stand for
/// it, all of them.
fn of_channel(text: &str, channel: &str) -> String {
    let named = |part: &str| part.split_once(':').map(|(name, rest)| (fold(name), rest.to_owned()));
    let own = text.split(';').map(str::trim).filter_map(named);
    let own =
        own.filter(|(name, _)| *name == fold(channel)).map(|(_, rest)| rest.trim().to_owned());
    own.collect::<Vec<_>>().join("; ")
}

/// `Giấy khai sinh [KQ.G15.000031]`.
fn result(text: &str) -> ProcedureResult {
    let coded =
        text.rsplit_once('[').and_then(|(name, code)| Some((name, code.strip_suffix(']')?)));
    let (name, code) = coded.unwrap_or((text, ""));
    ProcedureResult { name: name.trim().to_owned(), code: code.trim().to_owned() }
}

fn papers(table: &mut Table, list: &mut List) {
    for row in std::mem::take(&mut table.rows) {
        let code = row.trimmed("code");
        let owner = code.parse::<ProcedureCode>().ok().and_then(|code| list.get_mut(&code));
        match (owner, document(&row)) {
            (None, _) => {
                table.note((WhyUnread::PaperOfNobody, row.number), &code, "code", row.get("name"));
            }
            (Some(_), Err(column)) => {
                table.note((WhyUnread::NotARow, row.number), &code, column, row.get(column));
            }
            (Some((_, owner)), Ok(document)) => {
                if !document.has_plausible_counts() {
                    let text = row.get("copies_text");
                    table.note((WhyUnread::CountImplausible, row.number), &code, "originals", text);
                }
                owner.documents.push(document);
            }
        }
    }
}

/// The row as a paper; or the column in which something else stands than should.
fn document(row: &Row) -> Result<ListedDocument, &'static str> {
    let number = |column: &'static str| row.get(column).trim().parse().map_err(|_| column);
    Ok(ListedDocument {
        ordinal: number("ordinal")?,
        group: row.get("group").to_owned(),
        name: row.get("name").to_owned(),
        originals: number("originals")?,
        copies: number("copies")?,
        copies_text: row.get("copies_text").to_owned(),
        has_form_file: row.get("form_file_listed").trim() == "yes",
        kind: row.get("kind").trim().parse().map_err(|_| "kind")?,
        source: row.get("source").to_owned(),
        verified: row.get("verified").to_owned(),
    })
}

/// Takes what a file of details says more fully than the table; what it repeats is not read again.
fn in_full(bytes: &[u8], list: &mut List) -> Result<Vec<Unread>, ListFault> {
    let file = ListFile::Details;
    let text = table::text(file, bytes)?;
    let details: Vec<Map<String, Value>> = serde_json::from_str(text)
        .map_err(|fault| ListFault::Broken { file, row: fault.line() })?;
    let mut unread = Vec::new();
    for detail in &details {
        let code = detail.get("code").and_then(Value::as_str).unwrap_or_default();
        let owner = code.parse::<ProcedureCode>().ok().and_then(|code| list.get_mut(&code));
        let strange = match owner {
            None => vec![("code".to_owned(), code.to_owned(), WhyUnread::NotACode)],
            Some((_, owner)) => add_detail(owner, detail),
        };
        unread.extend(strange.into_iter().map(|(field, text, why)| Unread {
            code: code.to_owned(),
            place: format!("{} {field}", file.name()),
            row: 0,
            text,
            why,
        }));
    }
    Ok(unread)
}

/// What the table has already.
const REPEATED: [&str; 15] = [
    "code",
    "name",
    "official_list_name",
    "field",
    "ministry",
    "level",
    "beneficiaries",
    "decision",
    "results",
    "legal_basis",
    "url",
    "source",
    "verified",
    "confidence",
    "components",
];

fn add_detail(owner: &mut Listed, detail: &Map<String, Value>) -> Vec<(String, String, WhyUnread)> {
    let mut strange = Vec::new();
    for (name, value) in detail {
        match (name.as_str(), value) {
            ("notes", _) => {}
            (name, _) if REPEATED.contains(&name) => {}
            ("agency", Value::String(text)) => owner.agency = nfc(text),
            ("kind", Value::String(text)) => owner.kind = nfc(text),
            ("deadline_text", Value::String(text)) => owner.time = nfc(text),
            ("fee_text", Value::String(text)) => owner.fee = nfc(text),
            ("channels", Value::Array(channels)) => owner.channels = by_channel(channels),
            ("source_text", Value::Object(texts)) => {
                let texts = texts.iter().filter_map(|(name, text)| Some((name, text.as_str()?)));
                owner.more.extend(texts.map(|(name, text)| (name.clone(), nfc(text))));
            }
            (name, other) => {
                strange.push((name.to_owned(), other.to_string(), WhyUnread::UnknownField));
            }
        }
    }
    strange
}

fn by_channel(channels: &[Value]) -> Vec<ListedChannel> {
    let channels = channels.iter().map(|channel| {
        let text = |name: &str| nfc(channel.get(name).and_then(Value::as_str).unwrap_or_default());
        ListedChannel { name: text("channel"), time: text("time"), fee: text("fee_and_notes") }
    });
    channels.collect()
}

/// What the list leaves open of one procedure; each is kept as the text that it is.
fn doubts(row: usize, listed: &Listed) -> Vec<Unread> {
    let mut doubts = Vec::new();
    let mut doubt = |why, column: &str, text: &str| {
        doubts.push(Unread {
            code: listed.code.to_string(),
            place: format!("{} {column}", ListFile::Procedures.name()),
            row,
            text: text.to_owned(),
            why,
        });
    };
    if let Some(why) = time_doubt(&listed.time) {
        doubt(why, "deadline_text", &listed.time);
    }
    if listed.fee.is_empty() {
        doubt(WhyUnread::NoFee, "fee_text", "");
    }
    if listed.channels.is_empty() {
        doubt(WhyUnread::NoChannel, "channels", "");
    }
    for channel in listed.channels.iter().filter(|one| super::join::channel(&one.name).is_none()) {
        doubt(WhyUnread::UnknownChannel, "channels", &channel.name);
    }
    if listed.papers() == 0 {
        doubt(WhyUnread::NoPapers, "documents_count", "");
    }
    doubts
}

/// Why nobody can count with a time, be it of one channel or of several.
fn time_doubt(text: &str) -> Option<WhyUnread> {
    if text.is_empty() {
        return Some(WhyUnread::NoTime);
    }
    let limit =
        |part: &str| part.rsplit_once(':').map_or(part, |(_, limit)| limit).trim().to_owned();
    let limits: Vec<_> = text.split(';').map(limit).collect();
    let is_number = |limit: &String| !limit.is_empty() && limit.bytes().all(|b| b.is_ascii_digit());
    if limits.iter().any(is_number) {
        return Some(WhyUnread::UnitLost);
    }
    let is_unclear = |limit: &String| matches!(TimeLimit::read(limit), TimeLimit::Unknown { .. });
    limits.iter().any(is_unclear).then_some(WhyUnread::TimeUnclear)
}

/// Procedures of which the table says another number of papers than there are rows.
fn counts_that_differ(rows: &[Row], list: &List) -> Vec<Unread> {
    let differing = rows.iter().filter_map(|row| {
        let code: ProcedureCode = row.trimmed("code").parse().ok()?;
        let said = row.trimmed("documents_count");
        let (at, listed) = list.get(&code)?;
        let is_other = *at == row.number && !said.is_empty();
        (is_other && said != listed.documents.len().to_string()).then(|| Unread {
            code: code.to_string(),
            place: format!("{} documents_count", ListFile::Procedures.name()),
            row: row.number,
            text: format!("{said}, {} rows", listed.documents.len()),
            why: WhyUnread::PapersDiffer,
        })
    });
    differing.collect()
}
