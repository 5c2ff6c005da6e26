//! What the agencies have done, told once: what a clerk has to know of a delivery besides what left.

use domain::ids::DossierId;
use domain::moment::Seq;
use domain::provisional_code::ProvisionalCode;
use store::events::{self, EventRow};
use store::{StoreError, View, dossiers};

use crate::error::DeskError;
use crate::session::Desk;

/// How one dossier stands since the agency acted on it.
#[derive(Debug, Clone)]
pub struct News {
    /// The dossier.
    pub dossier: DossierId,
    /// The code on the resident's paper.
    pub code: ProvisionalCode,
    /// The newest event.
    pub event: EventRow,
}

/// The place up to which everything is known.
pub(crate) fn place(desk: &Desk) -> Result<Seq, DeskError> {
    let newest: Result<_, StoreError> = desk.store.look(events::newest);
    Ok(newest?)
}

/// What was applied behind this place and changes something for the resident, a line for each
/// dossier. That the gateway has got what the desk sent is no news.
pub(crate) fn since(desk: &Desk, before: Seq) -> Result<Vec<News>, DeskError> {
    desk.store.look(|view| {
        let mut news = Vec::new();
        for dossier in events::dossiers_since(view, before)? {
            news.extend(news_of(view, dossier, before)?);
        }
        Ok(news)
    })
}

fn news_of(view: &View<'_>, dossier: DossierId, before: Seq) -> Result<Option<News>, DeskError> {
    let (known, new): (Vec<_>, Vec<_>) =
        events::of(view, dossier)?.into_iter().partition(|event| event.stamp.seq <= before);
    let row = dossiers::get(view, dossier)?.ok_or(DeskError::NoSuchDossier)?;
    Ok(newest(known.last(), new).map(|event| News { dossier, code: row.provisional_code, event }))
}

/// The last of the new events, if they say more than what was known.
fn newest(known: Option<&EventRow>, new: Vec<EventRow>) -> Option<EventRow> {
    let says_more = new.iter().any(|event| match known {
        Some(known) => !says_the_same(known, event),
        None => event.status != ARRIVED,
    });
    new.into_iter().next_back().filter(|_| says_more)
}

/// The status of a dossier that has arrived and that nobody has looked at (Mới đăng ký).
const ARRIVED: &str = "1";

/// Whether an event only says that the gateway has got a further revision.
pub fn is_arrival(before: &EventRow, event: &EventRow) -> bool {
    before.submission != event.submission && says_the_same(before, event)
}

/// The arrival of a supplement repeats how the case stands.
fn says_the_same(known: &EventRow, event: &EventRow) -> bool {
    known.status == event.status
        && known.official_code == event.official_code
        && known.reason == event.reason
        && known.deadline == event.deadline
        && event.result.is_none()
}
