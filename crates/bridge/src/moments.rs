//! What happened to a dossier: who did what, when, by whose clock.

use desk::dossiers::Whole;
use desk::rows::{Done, EventRow, ReceiptRow};
use desk::{Desk, news};
use domain::ids::{Id, OperatorId};
use domain::kinds::{CaseState, ParcelKind};
use domain::moment::Seq;
use serde_json::Value;

use crate::reply::{Moment, Whose, at};
use crate::said::{DOT, legal_date};
use crate::words::Words;

/// Everything that happened, in the order in which this desk learnt of it.
pub(crate) fn moments(desk: &Desk, words: &Words, whole: &Whole) -> Vec<Moment> {
    let done = without_repeats(&whole.done);
    let here = done.filter_map(|done| Some((done.stamp.seq, of_desk(desk, words, done)?)));
    let receipts = whole.receipts.iter().map(|row| (row.stamp.seq, of_receipt(words, whole, row)));
    let events = whole.events.iter().enumerate().map(|(at, event)| {
        let before = at.checked_sub(1).and_then(|before| whole.events.get(before));
        (event.stamp.seq, of_event(words, before, event))
    });
    let mut all: Vec<(Seq, Moment)> = here.chain(receipts).chain(events).collect();
    all.sort_by_key(|(seq, _)| *seq);
    all.into_iter().map(|(_, moment)| moment).collect()
}

/// Of several saves of a draft by one person, with nothing between them, the last.
fn without_repeats(done: &[Done]) -> impl Iterator<Item = &Done> {
    let is_save = |done: &Done| done.act == "draft.saved";
    done.iter().enumerate().filter_map(move |(at, one)| {
        let next = done.get(at + 1).filter(|next| is_save(next) && is_save(one));
        let is_repeated = next.is_some_and(|next| next.stamp.operator == one.stamp.operator);
        (!is_repeated).then_some(one)
    })
}

/// What was done here; `None` for what the gateway's own word tells better.
fn of_desk(desk: &Desk, words: &Words, done: &Done) -> Option<Moment> {
    let detail: Value = serde_json::from_str(&done.detail).unwrap_or_default();
    let name = match done.act.as_str() {
        "paper.printed" => sentence_of_a_paper(&detail),
        act => sentence(act)?,
    };
    let revision = detail.get("revision").map(Value::to_string).unwrap_or_default();
    Some(Moment {
        at: at(done.stamp.reading.best()),
        whose: Whose::Desk,
        who: name_of(desk, done.stamp.operator),
        said: words.say(name, &[("revision", &revision)]),
    })
}

fn sentence(act: &str) -> Option<&'static str> {
    Some(match act {
        "dossier.begun" => "moment-dossier-begun",
        "dossier.reopened" => "moment-dossier-reopened",
        "dossier.cancelled" => "moment-dossier-cancelled",
        "draft.saved" => "moment-draft-saved",
        "draft.discarded" => "moment-draft-discarded",
        "draft.restored" => "moment-draft-restored",
        "page.attached" => "moment-page-attached",
        "page.removed" => "moment-page-removed",
        "revision.sealed" => "moment-revision-sealed",
        "withdrawal.asked" => "moment-withdrawal-asked",
        "parcel.set-aside" => "moment-parcel-set-aside",
        "parcel.retried" => "moment-parcel-retried",
        "parcel.lost-by-the-gateway" => "moment-parcel-lost-by-the-gateway",
        "head.kept" => "moment-head-kept",
        "result.kept" => "moment-result-kept",
        "person.taken" => "moment-person-taken",
        "code.given" => "moment-code-given",
        _ => return None,
    })
}

fn sentence_of_a_paper(detail: &Value) -> &'static str {
    let is_official = detail.get("official") == Some(&Value::Bool(true));
    match detail.get("form").and_then(Value::as_str) {
        Some("declaration") => "moment-declaration-printed",
        _ if is_official => "moment-receipt-printed-with-code",
        _ => "moment-receipt-printed",
    }
}

fn name_of(desk: &Desk, operator: OperatorId) -> Option<String> {
    let known = desk.operators().iter().find(|known| known.operator == operator);
    known.map(|known| known.name.to_string())
}

fn of_receipt(words: &Words, whole: &Whole, row: &ReceiptRow) -> Moment {
    let is_request = |kind| kind == ParcelKind::Withdrawal;
    let mut parcels = whole.parcels.iter();
    let is_request =
        parcels.any(|parcel| is_request(parcel.kind) && *parcel.parcel.as_bytes() == row.key);
    let name = if is_request { "moment-receipt-withdrawal" } else { "moment-receipt" };
    let said = words.say(name, &[]);
    Moment { at: at(row.delivered), whose: Whose::Gateway, who: None, said }
}

fn of_event(words: &Words, before: Option<&EventRow>, event: &EventRow) -> Moment {
    let is_arrival = before.is_some_and(|before| news::is_arrival(before, event));
    let said = if is_arrival {
        words.say("moment-supplement-arrived", &[])
    } else {
        what_the_agency_did(words, event)
    };
    Moment { at: at(event.at), whose: Whose::Gateway, who: None, said }
}

fn what_the_agency_did(words: &Words, event: &EventRow) -> String {
    let status = words.status(&event.status);
    let known = event.status.trim().parse().ok().and_then(CaseState::from_national_status);
    // Nobody at the agency has looked at it yet.
    let is_registered = known == Some(CaseState::Delivered);
    let name = if is_registered { "moment-registered" } else { "moment-event" };
    let head = words.say(name, &[("status", &status)]);
    let code = event.official_code.as_deref().map(Words::plain);
    let reason = event.reason.as_ref().map(|reason| Words::plain(reason.as_str()));
    let until = event.deadline.map(|day| words.say("show-until", &[("day", &legal_date(day))]));
    [Some(head), code, reason, until].into_iter().flatten().collect::<Vec<_>>().join(DOT)
}
