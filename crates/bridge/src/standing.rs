//! Where a dossier stands, put together in one place: before the law, on the road, on the table.

use desk::rows::{DraftState, Summary};
use domain::kinds::{CaseState, ParcelKind, ParcelState};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::reply::Listed;
use crate::words::Words;

/// What is known of a dossier when somebody asks where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// Where it stands before the law.
    pub state: CaseState,
    /// What becomes of its draft.
    pub draft: DraftState,
    /// Whether something of it waits for the clerk instead of the road.
    pub is_set_aside: bool,
    /// What was queued last and not cancelled, and where that stands.
    pub newest: Option<(ParcelKind, ParcelState)>,
    /// Whether the gateway holds an answer to what the agency asked for last.
    pub is_answered: bool,
}

/// Where a dossier stands, in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum StandingWord {
    /// Being typed; only on this desk.
    Draft,
    /// Waits to be sent.
    Queued,
    /// Is being sent.
    Sending,
    /// The gateway holds every part of what was sent last.
    Delivered,
    /// The agency has taken it in.
    Received,
    /// In the agency's hands.
    Processing,
    /// The agency asks for more papers.
    SupplementAsked,
    /// The agency asks for a payment.
    FeeAsked,
    /// The result is there.
    Finished,
    /// The result has been handed over.
    Returned,
    /// The agency did not take it in.
    Refused,
    /// The agency has stopped.
    Stopped,
    /// Taken back by the person.
    Withdrawn,
    /// Something of it waits for the clerk.
    SetAside,
    /// A draft that was thrown away.
    Discarded,
    /// Waits behind an earlier parcel of its dossier that was set aside.
    HeldUp,
}

/// The colour of a standing; it never stands without its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// Nothing is to be done or awaited.
    Quiet,
    /// It waits for the road.
    Wait,
    /// It is on its way.
    Moving,
    /// A verified receipt or a result is there.
    Good,
    /// It waits for the clerk.
    Ask,
    /// Something is wrong.
    Bad,
}

/// What there is to say beside where a dossier stands before the law.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Note {
    /// It is a draft that was thrown away.
    Discarded,
    /// A correction is being typed that was not submitted.
    Correction,
    /// Something of it waits for the clerk.
    SetAside,
    /// A later revision waits to be sent, or is being sent.
    RevisionWaiting,
    /// A request to take it back waits to be sent, or is being sent.
    WithdrawalWaiting,
    /// The gateway holds the request to take it back; the agency has not answered.
    WithdrawalDelivered,
}

/// Where a dossier stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stands {
    /// In one word.
    pub word: StandingWord,
    /// What else there is to say.
    pub notes: Vec<Note>,
}

impl Stands {
    /// Puts together where a dossier stands.
    pub fn of(facts: Facts) -> Self {
        let is_draft = facts.state == CaseState::Draft;
        // A draft is open by nature; on anything else it is a correction that somebody may forget.
        let told = [
            (is_draft && facts.draft == DraftState::Discarded, Note::Discarded),
            (!is_draft && facts.draft == DraftState::Open, Note::Correction),
            (facts.is_set_aside, Note::SetAside),
        ];
        let told = told.into_iter().filter(|(holds, _)| *holds).map(|(_, note)| note);
        let notes: Vec<_> = told.chain(on_its_way(facts)).collect();
        Self { word: word(facts, &notes), notes }
    }

    /// The colour.
    pub fn tone(&self) -> Tone {
        tone(self.word)
    }
}

/// The colour of a word: green only from a verified receipt on.
pub(crate) fn tone(word: StandingWord) -> Tone {
    match word {
        StandingWord::Draft | StandingWord::Withdrawn | StandingWord::Discarded => Tone::Quiet,
        StandingWord::Queued => Tone::Wait,
        StandingWord::Sending => Tone::Moving,
        StandingWord::Delivered
        | StandingWord::Received
        | StandingWord::Processing
        | StandingWord::Finished
        | StandingWord::Returned => Tone::Good,
        StandingWord::SupplementAsked | StandingWord::FeeAsked | StandingWord::HeldUp => Tone::Ask,
        StandingWord::Refused | StandingWord::Stopped | StandingWord::SetAside => Tone::Bad,
    }
}

/// What is on its way to the agency, where the state alone does not say so.
fn on_its_way(facts: Facts) -> Option<Note> {
    use ParcelState::{Announcing, Delivered, Queued, Sending, SetAside};
    match facts.newest? {
        (_, SetAside) => None,
        (ParcelKind::Withdrawal, Delivered) => {
            (!facts.state.is_final()).then_some(Note::WithdrawalDelivered)
        }
        (ParcelKind::Withdrawal, _) => Some(Note::WithdrawalWaiting),
        (ParcelKind::Supplement, Queued | Announcing | Sending)
            if facts.state != CaseState::Sealed =>
        {
            Some(Note::RevisionWaiting)
        }
        _ => None,
    }
}

fn word(facts: Facts, notes: &[Note]) -> StandingWord {
    let moves = matches!(facts.newest, Some((_, ParcelState::Announcing | ParcelState::Sending)));
    let on_the_road = if moves { StandingWord::Sending } else { StandingWord::Queued };
    if notes.contains(&Note::Discarded) {
        return StandingWord::Discarded;
    }
    if facts.state.is_final() {
        return before_the_law(facts.state);
    }
    if notes.contains(&Note::SetAside) {
        return StandingWord::SetAside;
    }
    if notes.contains(&Note::WithdrawalWaiting) || notes.contains(&Note::RevisionWaiting) {
        return on_the_road;
    }
    match facts.state {
        CaseState::Sealed => on_the_road,
        _ if notes.contains(&Note::WithdrawalDelivered) => StandingWord::Delivered,
        CaseState::SupplementAsked if facts.is_answered => StandingWord::Delivered,
        state => before_the_law(state),
    }
}

pub(crate) fn before_the_law(state: CaseState) -> StandingWord {
    match state {
        CaseState::Draft => StandingWord::Draft,
        CaseState::Sealed => StandingWord::Queued,
        CaseState::Delivered => StandingWord::Delivered,
        CaseState::Received => StandingWord::Received,
        CaseState::Refused => StandingWord::Refused,
        CaseState::Processing => StandingWord::Processing,
        CaseState::SupplementAsked => StandingWord::SupplementAsked,
        CaseState::FeeAsked => StandingWord::FeeAsked,
        CaseState::Withdrawn => StandingWord::Withdrawn,
        CaseState::Stopped => StandingWord::Stopped,
        CaseState::Finished => StandingWord::Finished,
        CaseState::Returned => StandingWord::Returned,
    }
}

impl From<&Summary> for Facts {
    fn from(row: &Summary) -> Self {
        Self {
            state: row.state,
            draft: row.draft,
            is_set_aside: row.is_set_aside,
            newest: row.newest_parcel,
            is_answered: false,
        }
    }
}

impl From<&Listed> for Facts {
    fn from(row: &Listed) -> Self {
        let draft = match (row.is_discarded, row.has_open_draft) {
            (true, _) => DraftState::Discarded,
            (false, true) => DraftState::Open,
            (false, false) => DraftState::None,
        };
        Self {
            state: row.state,
            draft,
            is_set_aside: row.is_set_aside,
            newest: row.newest_parcel.as_ref().map(|parcel| (parcel.kind, parcel.state)),
            is_answered: false,
        }
    }
}

impl Words {
    /// Where a dossier stands, in one line of a list in a shell.
    pub fn listed(&self, row: &Listed) -> String {
        let notes = Stands::of(row.into()).notes;
        let said = notes.into_iter().map(|note| self.say(listed_as(note), &[]));
        let official = row.official_code.as_deref().map(Self::plain);
        let parts = [self.state(row.state)].into_iter().chain(said).chain(official);
        parts.collect::<Vec<_>>().join(" · ")
    }
}

fn listed_as(note: Note) -> &'static str {
    match note {
        Note::Discarded => "list-discarded",
        Note::Correction => "list-correction",
        Note::SetAside => "list-set-aside",
        Note::RevisionWaiting => "list-revision-waiting",
        Note::WithdrawalWaiting => "list-withdrawal-waiting",
        Note::WithdrawalDelivered => "list-withdrawal-delivered",
    }
}

#[cfg(test)]
#[path = "standing_tests.rs"]
mod tests;
