//! One record of an import: what it says, and where the dossier stands by it. Judges only.

use std::path::{Component, Path};

use chrono::NaiveDate;
use domain::ids::DossierId;
use domain::moment::Millis;
use domain::provisional_code::{OfficialCode, ProvisionalCode};
use domain::text::{Line as Words, Prose};
use serde_json::{Map, Value};

use super::fault::LineFault;
use super::record::{NAME, is_promise};
use super::stamp;
use crate::agency::moves::follows_reception;
use crate::store::dossiers::Standing;

/// The status of a dossier at which nobody has looked; it says nothing in an import.
const ARRIVED: &str = "1";

/// By what a record names its dossier, the surest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Name {
    /// Our id.
    Dossier(DossierId),
    /// A code, provisional or official.
    Code(String),
}

/// A result file that a record brings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Brought {
    /// Its path from the file's folder.
    pub(super) path: String,
    /// What it is called; empty where nothing says so.
    pub(super) title: Words,
}

/// What a record says.
#[derive(Clone)]
pub(super) struct Line {
    pub(super) name: Name,
    pub(super) code: Option<OfficialCode>,
    pub(super) status: Option<String>,
    pub(super) received: Option<Millis>,
    pub(super) promised: Option<NaiveDate>,
    pub(super) reason: Option<Prose>,
    pub(super) results: Vec<Brought>,
}

/// Reads a record.
pub(super) fn read(record: &Value) -> Result<Line, LineFault> {
    let record = record.as_object().ok_or(LineFault::NotAnObject)?;
    let (official, provisional) = codes(record)?;
    let name = name(record)?.or(provisional.map(Name::Code));
    let known_by_code = official.as_ref().map(|code| Name::Code(code.as_str().to_owned()));
    let reason = match text(record, "GhiChu")? {
        Some(reason) => Some(reason),
        None => text(record, "ThongTinTra")?,
    };
    Ok(Line {
        name: name.or(known_by_code).ok_or(LineFault::Nameless)?,
        code: official,
        status: text(record, "TrangThaiHoSo")?.filter(|status| status != ARRIVED),
        received: dated(record, "NgayTiepNhan", stamp::moment)?,
        promised: dated(record, "NgayHenTra", stamp::date)?,
        reason: reason.map(|reason| Prose::new(&reason)),
        results: results(record)?,
    })
}

/// Where a dossier stands by what a record says; a field that is left out says nothing.
pub(super) fn standing_after(before: &Standing, line: &Line) -> Result<Standing, LineFault> {
    let status = line.status.clone().or_else(|| before.status.clone());
    let is_as_before = status == before.status;
    let same_second =
        |known: &Millis| line.received.is_some_and(|new| stamp::of(*known) == stamp::of(new));
    let received = before.received.filter(same_second).or(line.received).or(before.received);
    let mut after = Standing {
        status,
        official_code: code_after(before, line)?,
        received,
        reason: line.reason.clone().or_else(|| before.reason.clone().filter(|_| is_as_before)),
        deadline: before.deadline.filter(|_| is_as_before),
    };
    // Of a question that is open, the day until which it may be answered is not in this message.
    if is_promise(after.state()) {
        let kept = before.deadline.filter(|_| is_promise(before.state()));
        after.deadline = line.promised.or(kept);
    }
    if after.state().is_some_and(follows_reception) && after.official_code.is_none() {
        return Err(LineFault::CodeMissing);
    }
    if before.is_closed() && after != *before {
        return Err(LineFault::Closed);
    }
    Ok(after)
}

/// Whether a record has a date that its status cannot take.
pub(super) fn leaves_promise_unread(after: &Standing, line: &Line) -> bool {
    line.promised.is_some() && !is_promise(after.state())
}

fn code_after(before: &Standing, line: &Line) -> Result<Option<OfficialCode>, LineFault> {
    match (&before.official_code, &line.code) {
        (Some(known), Some(new)) if known != new => {
            Err(LineFault::CodeDiffers { code: known.as_str().to_owned() })
        }
        (Some(known), _) => Ok(Some(known.clone())),
        (None, new) => Ok(new.clone()),
    }
}

/// What `MaHoSo` holds: the agency's code, or, where somebody copied it there, our own.
fn codes(record: &Map<String, Value>) -> Result<(Option<OfficialCode>, Option<String>), LineFault> {
    let Some(text) = text(record, "MaHoSo")? else { return Ok((None, None)) };
    if let Ok(official) = OfficialCode::parse(&text) {
        return Ok((Some(official), None));
    }
    let provisional = ProvisionalCode::parse(&text).map_err(|_| LineFault::NotACode)?;
    Ok((None, Some(provisional.into())))
}

/// The piece of `ThongTinKhac` that names the dossier, whatever else somebody has written there.
fn name(record: &Map<String, Value>) -> Result<Option<Name>, LineFault> {
    let Some(text) = text(record, "ThongTinKhac")? else { return Ok(None) };
    let pieces = || text.split([';', ',', '\n', ' ']).map(str::trim);
    let id = pieces().find_map(|piece| piece.strip_prefix(NAME)?.parse().ok());
    let code = || pieces().find_map(|piece| ProvisionalCode::parse(piece).ok());
    Ok(id.map(Name::Dossier).or_else(|| Some(Name::Code(code()?.into()))))
}

fn results(record: &Map<String, Value>) -> Result<Vec<Brought>, LineFault> {
    let shape = || LineFault::Shape { field: "DanhSachGiayToKetQua" };
    let items = match record.get("DanhSachGiayToKetQua") {
        None | Some(Value::Null) => return Ok(Vec::new()),
        Some(items) => items.as_array().ok_or_else(shape)?,
    };
    let brought = items.iter().map(|item| {
        let item = item.as_object().ok_or_else(shape)?;
        let Some(path) = text(item, "DuongDanTepTinKetQua")? else { return Ok(None) };
        let title = Words::new(&text(item, "TenGiayTo")?.unwrap_or_default());
        let is_inside = |step: Component<'_>| matches!(step, Component::Normal(_));
        // `\` separates on Windows only, and `:` names a drive there or an address anywhere.
        let is_path = Path::new(&path).components().all(is_inside) && !path.contains(['\\', ':']);
        if is_path { Ok(Some(Brought { path, title })) } else { Err(LineFault::Path { path }) }
    });
    brought.filter_map(Result::transpose).collect()
}

fn dated<T>(
    record: &Map<String, Value>,
    field: &'static str,
    read: impl FnOnce(&str) -> Option<T>,
) -> Result<Option<T>, LineFault> {
    let Some(text) = text(record, field)? else { return Ok(None) };
    read(&text).map(Some).ok_or(LineFault::Date { field })
}

/// A field's text; systems write numbers with and without quotes.
fn text(record: &Map<String, Value>, field: &'static str) -> Result<Option<String>, LineFault> {
    let text = match record.get(field) {
        None | Some(Value::Null) => return Ok(None),
        Some(Value::String(text)) => text.trim().to_owned(),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Bool(_) | Value::Array(_) | Value::Object(_)) => {
            return Err(LineFault::Shape { field });
        }
    };
    Ok(Some(text).filter(|text| !text.is_empty()))
}
