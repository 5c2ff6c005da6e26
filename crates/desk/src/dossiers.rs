//! Beginning a dossier, finding it again, seeing where it stands.

use chrono::NaiveDate;
use domain::actor::Actor;
use domain::ids::{DossierId, Id};
use domain::kinds::{Assistance, Channel};
use domain::procedure::ProcedureCode;
use domain::provisional_code::ProvisionalCode;
use machine::failpoint;
use seal::Identity;
use serde_json::Value;
use store::cases::{self, CaseRow};
pub use store::dossiers::Wanted;
use store::dossiers::{self, DossierRow, Summary};
use store::drafts::{self, DraftRow};
use store::events::{self, EventRow};
use store::journal::{self, Done};
use store::pages::{self, PageRow};
use store::parcels::{self, ParcelRow};
use store::receipts::{self, ReceiptRow};
use store::results::{self, ResultRow};
use store::revisions::{self, PartRow, RevisionRow};
use store::{StoreError, Tx, View};

use crate::drafts::Typed;
use crate::error::DeskError;
use crate::journal::{Content, Entry};
use crate::sealed_files;
use crate::session::Desk;
use crate::{catalogue, catalogues};

/// What is known when a dossier is begun.
pub struct Beginning {
    /// The procedure.
    pub procedure: ProcedureCode,
    /// By which channel.
    pub channel: Channel,
    /// How far the desk helps.
    pub assistance: Assistance,
    /// The form as far as it is typed.
    pub form: Value,
}

/// A dossier that was begun.
#[derive(Debug, Clone)]
pub struct Begun {
    /// The dossier, for life.
    pub dossier: DossierId,
    /// The code for the resident's paper.
    pub provisional_code: ProvisionalCode,
    /// Edition of its draft.
    pub edition: u32,
}

/// Everything that this desk knows of one dossier.
pub struct Whole {
    /// What never changes.
    pub dossier: DossierRow,
    /// Where it stands.
    pub case: CaseRow,
    /// What is being typed; `None` between a submission and the next supplement.
    pub draft: Option<DraftRow>,
    /// The papers that count.
    pub pages: Vec<PageRow>,
    /// The sealed revisions with their parts, oldest first.
    pub revisions: Vec<(RevisionRow, Vec<PartRow>)>,
    /// What is or was on its way.
    pub parcels: Vec<ParcelRow>,
    /// The gateway's signed word for what arrived, in the order in which it came.
    pub receipts: Vec<ReceiptRow>,
    /// What the agency did, in the order in which it came.
    pub events: Vec<EventRow>,
    /// The result files, in the order in which they were promised.
    pub results: Vec<ResultRow>,
    /// What was done with it at this desk, in that order.
    pub done: Vec<Done>,
}

/// Edition of a dossier's first draft.
const FIRST_EDITION: u32 = 1;

/// How many codes may be drawn before something other than chance is to blame: of a thousand
/// million a day, two meet once in a lifetime.
const CODE_DRAWS: usize = 8;

/// Begins a dossier with a draft, a code and a folder of its own.
///
/// # Errors
/// `UnknownProcedure` or `ProcedureEnded` when the catalogue has no such procedure any more;
/// nothing is begun then.
pub fn begin(desk: &Desk, actor: Actor, beginning: Beginning) -> Result<Begun, DeskError> {
    let typed = Typed::read(beginning.form)?;
    catalogue::in_force(desk, &beginning.procedure)?;
    let identity = Identity::from_bytes(desk.world.bytes()?);
    let folder = desk.world.blank_name()?;
    sealed_files::begin(desk.folder(), &folder, &identity, &desk.keepers)?;
    failpoint::pass("begin.identity-kept");

    let id = DossierId::new(desk.world.clock.now(), &desk.world.bytes()?);
    let begun = desk.store.act("begin a dossier", |tx| {
        let stamp = desk.stamp(tx, actor)?;
        let taken_on = stamp.reading.best().civil_date();
        let provisional_code = draw_code(desk, tx, taken_on)?;
        let mut row = DossierRow {
            dossier: id,
            provisional_code: provisional_code.clone(),
            taken_on,
            day_number: dossiers::next_day_number(&tx.view(), taken_on)?,
            procedure: beginning.procedure,
            desk_kind: desk.row().kind,
            channel: beginning.channel,
            assistance: beginning.assistance,
            folder,
            identity: Some(identity.clone()),
            pin: None,
            stamp,
        };
        row.pin = catalogues::pin(desk, tx, &stamp, &row)?;
        dossiers::insert(tx, &row)?;
        cases::open(tx, id)?;
        drafts::insert(tx, id, FIRST_EDITION, typed.text(), None, &stamp)?;
        typed.keep_people(tx, id)?;
        let after = Content { identity: &identity, bytes: typed.text().as_bytes() };
        desk.enter(tx, &stamp, Entry { after: Some(after), ..Entry::about("dossier.begun", id) })?;
        Ok::<_, DeskError>(Begun { dossier: id, provisional_code, edition: FIRST_EDITION })
    })?;
    failpoint::pass("begin.done");
    Ok(begun)
}

fn draw_code(desk: &Desk, tx: &Tx<'_>, taken_on: NaiveDate) -> Result<ProvisionalCode, DeskError> {
    for _ in 0..CODE_DRAWS {
        let code = ProvisionalCode::new(&desk.row().prefix, taken_on, desk.world.bytes()?);
        if !dossiers::has_code(&tx.view(), &code)? {
            return Ok(code);
        }
    }
    Err(machine::NoLuck.into())
}

/// Finds a dossier by its id, its provisional code or its official code, as somebody typed it.
pub fn find(desk: &Desk, wanted: &str) -> Result<DossierId, DeskError> {
    if let Ok(id) = wanted.parse() {
        return Ok(id);
    }
    let provisional = ProvisionalCode::parse(wanted);
    let code = match &provisional {
        Ok(code) => code.to_string(),
        Err(_) => wanted.trim().to_uppercase(),
    };
    let found = desk.store.look(|view| dossiers::by_code(view, &code))?;
    match (found.as_slice(), provisional) {
        ([dossier], _) => Ok(*dossier),
        // A code of an agency has dots; whatever else is no code of ours was mistyped.
        ([], Err(fault)) if !wanted.contains('.') => Err(fault.into()),
        ([], _) => Err(DeskError::NoSuchDossier),
        (_, _) => Err(DeskError::AmbiguousCode),
    }
}

/// The dossiers of this desk, newest first.
pub fn list(desk: &Desk, wanted: Wanted) -> Result<Vec<Summary>, DeskError> {
    Ok(desk.store.look(|view| dossiers::list(view, wanted))?)
}

/// Everything that this desk knows of one dossier, as of one moment.
pub fn show(desk: &Desk, dossier: DossierId) -> Result<Whole, DeskError> {
    desk.store.look(|view| whole(view, dossier))
}

fn whole(view: &View<'_>, dossier: DossierId) -> Result<Whole, DeskError> {
    let row = dossiers::get(view, dossier)?.ok_or(DeskError::NoSuchDossier)?;
    let revisions = revisions::of(view, dossier)?;
    let with_parts = |revision: RevisionRow| {
        let parts = revisions::parts(view, revision.submission)?;
        Ok::<_, StoreError>((revision, parts))
    };
    Ok(Whole {
        dossier: row,
        case: case(view, dossier)?,
        draft: drafts::get(view, dossier)?,
        pages: pages::of(view, dossier)?,
        revisions: revisions.into_iter().map(with_parts).collect::<Result<_, _>>()?,
        parcels: parcels::of(view, dossier)?,
        receipts: receipts::of(view, dossier)?,
        events: events::of(view, dossier)?,
        results: results::of(view, dossier)?,
        done: journal::of(view, dossier)?,
    })
}

/// Where a dossier stands.
pub(crate) fn case(view: &View<'_>, dossier: DossierId) -> Result<CaseRow, DeskError> {
    cases::get(view, dossier)?.ok_or(DeskError::NoSuchDossier)
}

/// The identity of a dossier whose files can still be read.
pub(crate) fn identity_of(row: &DossierRow) -> Result<&Identity, DeskError> {
    row.identity.as_ref().ok_or(DeskError::NoSuchDossier)
}
