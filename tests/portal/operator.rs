//! The people at the gateway, in the hands of a test.

use std::ffi::OsString;
use std::path::Path;

use chrono::NaiveDate;
use domain::ids::{DossierId, Id, SubmissionId};
use domain::kinds::CaseState;
use domain::moment::Millis;
use domain::provisional_code::{DeskPrefix, OfficialCode, ProvisionalCode};
use domain::text::{Line, Prose};
use portal::World;
use portal::agency::advance::{Moved, Wanted, advance};
use portal::agency::fault::AgencyError;
use portal::agency::overview::{Listed, list};
use portal::agency::paper;
use portal::agency::show::{Shown, show};
use seal::hash::hash;
use serde_json::{Value, json};
use wire::event::Event;
use wire::feed::FeedPage;
use wire::path;

use crate::desk::{Desk, Sealed, a_dossier, a_supplement};
use crate::province::{MORNING, Province};

pub const NAME: &str = "Lộc Thị Mỷ Châu";
pub const NUMBER: &str = "020196000321";

/// The `number`-th dossier of a desk, with a form that the province can read.
pub fn a_whole_dossier(desk: &Desk, number: u8, sizes: &[usize]) -> Sealed {
    readable(desk, number, a_dossier(desk, number, sizes))
}

/// An answer to the agency, with a form that the province can read.
pub fn an_answer(desk: &Desk, number: u8, after: &Sealed, papers: Vec<Vec<u8>>) -> Sealed {
    readable(desk, number, a_supplement(desk, number, after, papers))
}

pub fn provisional_code(desk: &Desk, dossier: &Sealed) -> String {
    let prefix = DeskPrefix::parse(&format!("LS{:02}", desk.number)).unwrap();
    let luck = hash(dossier.manifest.dossier_id.to_string().as_bytes());
    let luck = [0, 1, 2, 3].map(|n| luck.as_bytes()[n]);
    ProvisionalCode::new(&prefix, MORNING.civil_date(), luck).into()
}

/// Ids that no two of 256 dossiers share, and a form that the province can read.
fn readable(desk: &Desk, number: u8, sealed: Sealed) -> Sealed {
    let is_first = sealed.manifest.parent_submission_id.is_none();
    let luck = |what| [0, desk.number, 0, number, what, 0, 0, 0, 0, 0];
    let sealed = sealed.changed(|manifest| {
        manifest.submission_id = SubmissionId::new(MORNING, &luck(1));
        if is_first {
            manifest.dossier_id = DossierId::new(MORNING, &luck(2));
        }
    });
    let (manifest, code) = (&sealed.manifest, provisional_code(desk, &sealed));
    let form = json!({
        "format": 1,
        "dossier_id": manifest.dossier_id,
        "submission_id": manifest.submission_id,
        "revision": manifest.revision,
        "procedure": { "code": manifest.procedure },
        "provisional_code": code,
        "desk": {
            "id": desk.id, "kind": "authority", "name": "Quầy số 2",
            "operator_id": desk.id, "operator": "La Thị Hương"
        },
        "channel": "direct",
        "assistance": "done_for",
        "taken": { "clock_ms": MORNING, "offset_ms": null, "trust": "unchecked" },
        "sealed": { "clock_ms": MORNING, "offset_ms": null, "trust": "unchecked" },
        "intake": {
            "submitter": {
                "kind": "citizen", "name": NAME,
                "number": { "kind": "citizen", "value": NUMBER },
                "phone": "0912345678"
            },
            "request": format!("Đăng ký khai sinh, lần {number}"),
            "result": "at_desk",
            "declaration": { "copies": 2 }
        }
    });
    with_form(sealed, &form)
}

/// The same dossier, whose owner is somebody else than the submitter.
pub fn owned_by(owner: Value, sealed: Sealed) -> Sealed {
    let mut form: Value = serde_json::from_slice(&sealed.form).unwrap();
    form["intake"]["on_behalf"] = json!({ "owner": owner, "relation": "nhân viên" });
    with_form(sealed, &form)
}

fn with_form(sealed: Sealed, form: &Value) -> Sealed {
    let form = form.to_string().into_bytes();
    let mut changed = sealed.changed(|manifest| {
        manifest.parts[0].size = form.len() as u64;
        manifest.parts[0].sha256 = hash(&form);
    });
    changed.form = form;
    changed
}

/// A move without anything said.
pub fn to(status: u8) -> Wanted {
    let to = CaseState::from_national_status(status).unwrap();
    Wanted { to, code: None, reason: None, deadline: None, result: None }
}

pub trait Saying: Sized {
    fn code(self, code: &str) -> Self;
    fn because(self, reason: &str) -> Self;
    fn until(self, date: &str) -> Self;
    fn with(self, name: &str, bytes: &[u8]) -> Self;
}

impl Saying for Wanted {
    fn code(self, code: &str) -> Self {
        Self { code: Some(OfficialCode::parse(code).unwrap()), ..self }
    }

    fn because(self, reason: &str) -> Self {
        Self { reason: Some(Prose::new(reason)), ..self }
    }

    fn until(self, date: &str) -> Self {
        Self { deadline: Some(date.parse::<NaiveDate>().unwrap()), ..self }
    }

    fn with(self, name: &str, bytes: &[u8]) -> Self {
        Self { result: Some(paper::judge(Line::new(name), bytes.to_vec()).unwrap()), ..self }
    }
}

/// The `number`-th code of the agency.
pub fn official(number: u32) -> String {
    format!("000.00.06.H37-261123-{number:04}")
}

impl Province {
    pub fn advance(&self, dossier: &Sealed, wanted: &Wanted) -> Result<Moved, AgencyError> {
        advance(&self.gateway, &dossier.manifest.dossier_id.to_string(), wanted)
    }

    pub fn list(&self) -> Vec<Listed> {
        list(&self.gateway, None).unwrap()
    }

    pub fn show(&self, named: &str) -> Shown {
        show(&self.gateway, named).unwrap()
    }

    pub fn standing(&self, dossier: &Sealed) -> Shown {
        self.show(&dossier.manifest.dossier_id.to_string())
    }

    /// Runs the program beside the gateway that this test holds open.
    pub fn run(&self, args: &[&str]) -> Told {
        let (data, keys) = (self.data(), self.keys());
        let folders = ["--data", text(&data), "--keys", text(&keys)];
        run(&[args, &folders].concat())
    }
}

/// The events that a desk is told, verified.
pub async fn told(province: &Province, desk: &Desk) -> Vec<Event> {
    let page: FeedPage = desk.get(province, path::FEED).await.json();
    let events = page.events.iter();
    events.map(|event| Event::verify(event, &province.ring()).unwrap()).collect()
}

pub struct Told {
    pub code: u8,
    pub out: String,
    pub err: String,
}

pub fn run(args: &[&str]) -> Told {
    let raw = ["nopho-portal"].iter().chain(args).map(OsString::from).collect();
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = portal::shell::run(raw, &World::real(), &mut out, &mut err);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Told { code, out: text(out), err: text(err) }
}

impl Told {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|_| panic!("{}{}", self.out, self.err))
    }

    /// The code of the failure, as programs read it.
    pub fn failure(&self) -> String {
        self.json()["error"]["code"].as_str().unwrap_or_else(|| panic!("{}", self.out)).to_owned()
    }
}

pub fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

pub fn later(days: i64) -> String {
    Millis::new(MORNING.get() + days * crate::province::DAY_MS).civil_date().to_string()
}
