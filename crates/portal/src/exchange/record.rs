//! One dossier in the words of `DongBoHoSoMC`: only what is truly known.

use domain::kinds::{CaseState, PersonKind};
use domain::owner::OwnerRef;
use domain::personal_number::PersonalNumber;
use domain::procedure::ComponentId;
use domain::provisional_code::OfficialCode;
use domain::text::Prose;
use serde_json::{Map, Value, json};
use wire::event::Event;
use wire::form::Form;

use super::stamp;
use crate::agency::paper::ending;
use crate::store::dossiers::{DossierRow, Standing};
use crate::store::parts::PartRow;
use crate::store::results::ResultRow;
use crate::store::revisions::RevisionRow;
use crate::store::withdrawals::WithdrawalRow;

/// Most characters of `TrichYeuHoSo` and of `TenTepDinhKem`.
const LONGEST_SUMMARY: usize = 1000;
const LONGEST_NAME: usize = 4000;
/// How `ThongTinKhac` begins.
pub(super) const NAME: &str = "nopho:";
/// What stands between the pieces of `ThongTinKhac`.
pub(super) const BETWEEN: &str = "; ";

/// What is known of one dossier.
pub(super) struct Known<'a> {
    pub(super) dossier: &'a DossierRow,
    /// Those that are here whole, oldest first; never empty.
    pub(super) revisions: &'a [RevisionRow],
    /// The newest one's form, if this version can read it.
    pub(super) form: Option<&'a Form>,
    /// The newest one's parts, and then those of other revisions that nobody was handed yet.
    pub(super) parts: &'a [PartRow],
    /// What desks were told, in order.
    pub(super) events: &'a [Event],
    pub(super) withdrawals: &'a [WithdrawalRow],
    pub(super) results: &'a [ResultRow],
}

/// A record of which a field is written only where it is known.
struct Record(Map<String, Value>);

impl Record {
    fn new() -> Self {
        Self(Map::new())
    }

    fn with(mut self, field: &str, value: impl Into<String>) -> Self {
        let value = value.into();
        if !value.is_empty() {
            self.0.insert(field.to_owned(), Value::String(value));
        }
        self
    }

    fn maybe(self, field: &str, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.with(field, value),
            None => self,
        }
    }

    fn list(mut self, field: &str, items: Vec<Value>) -> Self {
        if !items.is_empty() {
            self.0.insert(field.to_owned(), Value::Array(items));
        }
        self
    }

    fn block(mut self, field: &str, block: Option<Value>) -> Self {
        if let Some(block) = block {
            self.0.insert(field.to_owned(), block);
        }
        self
    }

    fn done(self) -> Value {
        Value::Object(self.0)
    }
}

/// Where a file lies in the export: named by its hash, so that equal bytes lie there once.
pub(super) fn path_of(sha256: &seal::Sha256, media: &str) -> String {
    format!("{}/{sha256}.{}", super::folder::FILES, ending(media))
}

/// Writes what is known of a dossier.
pub(super) fn write(known: &Known<'_>) -> Value {
    let (dossier, standing) = (known.dossier, &known.dossier.standing);
    let owner = known.form.map(|form| form.intake.owner());
    let first_heard = known.revisions.first().map(|revision| stamp::of(revision.announced));
    let channel = known.form.map(|form| form.channel.national_code().to_string());
    let request = known.form.map(|form| cut(form.intake.request.as_str(), LONGEST_SUMMARY));
    Record::new()
        .maybe("MaHoSo", standing.official_code.as_ref().map(OfficialCode::as_str))
        .with("MaTTHC", dossier.procedure.as_str())
        .maybe("KenhThucHien", channel)
        .maybe("SoGiayToChuHoSo", owner.and_then(OwnerRef::number))
        .maybe("ChuHoSo", owner.map(OwnerRef::name))
        .maybe("LoaiDoiTuong", owner.map(|owner| kind_code(owner.kind())))
        .with("ThongTinKhac", name_of(known))
        .maybe("SoDienThoai", owner.and_then(|owner| Some(owner.phone()?.as_str())))
        .maybe("TrichYeuHoSo", request)
        .maybe("NgayTiepNhan", standing.received.map(stamp::of))
        .maybe("NgayHenTra", promised(standing))
        .maybe("TrangThaiHoSo", standing.status.as_deref())
        .maybe("GhiChu", standing.reason.as_ref().map(Prose::as_str))
        .maybe("NgayNopHoSo", first_heard)
        .block("DinhDanhCHS", owner.and_then(identity))
        .list("TaiLieuNop", known.parts.iter().map(paper).collect())
        .list(
            "DanhSachHoSoBoSung",
            known.revisions.iter().filter_map(|r| answer(known, r)).collect(),
        )
        .list("DanhSachGiayToKetQua", known.results.iter().map(result).collect())
        .done()
}

/// `nopho:<dossier id>; <provisional code>; Công dân yêu cầu rút hồ sơ <when>`.
fn name_of(known: &Known<'_>) -> String {
    let mut pieces = vec![format!("{NAME}{}", known.dossier.dossier)];
    pieces.extend(known.dossier.provisional_code.clone());
    let asked = |asked: &WithdrawalRow| {
        format!("Công dân yêu cầu rút hồ sơ {}", stamp::of(asked.announced))
    };
    pieces.extend(known.withdrawals.first().map(asked));
    pieces.join(BETWEEN)
}

/// The day on which the result is promised; the day by which a resident must answer is another one.
pub(super) fn promised(standing: &Standing) -> Option<String> {
    is_promise(standing.state()).then_some(standing.deadline)?.map(stamp::of_date)
}

/// Whether the deadline of a case in this state is the day on which the result is promised.
pub(super) fn is_promise(state: Option<CaseState>) -> bool {
    use CaseState::{Finished, Processing, Received, Returned};
    state.is_none_or(|state| matches!(state, Received | Processing | Finished | Returned))
}

/// `LoaiDoiTuong`.
fn kind_code(kind: PersonKind) -> &'static str {
    match kind {
        PersonKind::Citizen => "1",
        PersonKind::Enterprise => "2",
        PersonKind::StateBody => "3",
        PersonKind::Other => "4",
    }
}

/// `DinhDanhCHS`: the list of kinds knows 12 digits and 9 digits of human beings, and nothing else.
fn identity(owner: OwnerRef<'_>) -> Option<Value> {
    let OwnerRef::Person(person) = owner else { return None };
    let kind = match &person.number {
        PersonalNumber::Citizen(_) => "1",
        PersonalNumber::OldNine(_) => "2",
        PersonalNumber::Passport(_) | PersonalNumber::None(_) => return None,
    };
    Some(json!({ "LoaiDinhDanh": kind, "SoDinhDanh": person.number.as_str()? }))
}

fn paper(part: &PartRow) -> Value {
    Record::new()
        .with("TepDinhKemId", part.sha256.to_string())
        .with("TenTepDinhKem", cut(part.name.as_str(), LONGEST_NAME))
        .maybe("MaThanhPhanHoSo", part.component.as_ref().map(ComponentId::as_str))
        .with("DuongDanTaiTepTin", path_of(&part.sha256, &part.media))
        .done()
}

/// A revision that arrived while the agency was asking for papers; any other is no supplement.
fn answer(known: &Known<'_>, revision: &RevisionRow) -> Option<Value> {
    let arrival = known.events.iter().find(|event| Some(event.number) == revision.arrival)?;
    let is_first = revision.parent.is_none();
    (asks_for_papers(arrival) && !is_first).then(|| {
        Record::new()
            .with("HoSoBoSungId", revision.submission.to_string())
            .maybe("NoiDungBoSung", arrival.reason.as_ref().map(Prose::as_str))
            .maybe("NgayBoSung", question(known, arrival).map(|asked| stamp::of(asked.at_ms)))
            .maybe("NgayTiepNhanBoSung", revision.delivered.map(stamp::of))
            .done()
    })
}

fn asks_for_papers(event: &Event) -> bool {
    let state = event.status.parse().ok().and_then(CaseState::from_national_status);
    state == Some(CaseState::SupplementAsked)
}

/// The last question before an arrival. Each arrival repeats the status at which it came, and asks
/// nothing.
fn question<'a>(known: &Known<'a>, arrival: &Event) -> Option<&'a Event> {
    let is_arrival =
        |event: &Event| known.revisions.iter().any(|own| own.arrival == Some(event.number));
    let before = known.events.iter().rev().filter(|event| event.number < arrival.number);
    before.filter(|event| !is_arrival(event)).find(|event| asks_for_papers(event))
}

fn result(row: &ResultRow) -> Value {
    Record::new()
        .with("TenGiayTo", row.name.as_str())
        .with("GiayToId", row.sha256.to_string())
        .with("DuongDanTepTinKetQua", path_of(&row.sha256, &row.media))
        .done()
}

fn cut(text: &str, most: usize) -> String {
    text.trim().chars().take(most).collect()
}
