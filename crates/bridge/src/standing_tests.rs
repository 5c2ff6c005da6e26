use domain::kinds::{CaseState, ParcelKind, ParcelState};
use strum::VariantArray;

use super::*;

fn facts(state: CaseState) -> Facts {
    let draft = if state == CaseState::Draft { DraftState::Open } else { DraftState::None };
    Facts { state, draft, is_set_aside: false, newest: None, is_answered: false }
}

fn sent(state: CaseState, kind: ParcelKind, parcel: ParcelState) -> Facts {
    Facts { newest: Some((kind, parcel)), ..facts(state) }
}

fn word(facts: Facts) -> StandingWord {
    Stands::of(facts).word
}

#[test]
fn dossier_is_green_only_when_the_gateway_holds_what_was_sent_last() {
    let green = |facts| tone(word(facts)) == Tone::Good;
    let on_the_road = [ParcelState::Queued, ParcelState::Announcing, ParcelState::Sending];

    for parcel in on_the_road {
        assert!(!green(sent(CaseState::Sealed, ParcelKind::Submission, parcel)), "{parcel}");
        for &state in CaseState::VARIANTS.iter().filter(|state| !state.is_final()) {
            assert!(!green(sent(state, ParcelKind::Supplement, parcel)), "{state} {parcel}");
        }
    }
    let arrived = (ParcelKind::Submission, ParcelState::Delivered);
    assert!(green(sent(CaseState::Delivered, arrived.0, arrived.1)));
    assert!(!green(facts(CaseState::Sealed)), "nothing has arrived");
}

#[test]
fn dossier_is_being_sent_only_while_it_is() {
    let on_its_way = |parcel| word(sent(CaseState::Sealed, ParcelKind::Submission, parcel));

    assert_eq!(on_its_way(ParcelState::Queued), StandingWord::Queued);
    assert_eq!(on_its_way(ParcelState::Announcing), StandingWord::Sending);
    assert_eq!(on_its_way(ParcelState::Sending), StandingWord::Sending);
}

#[test]
fn answer_to_the_agency_is_seen_on_its_way_and_when_it_has_arrived() {
    let asked = CaseState::SupplementAsked;
    let answer = |parcel| sent(asked, ParcelKind::Supplement, parcel);

    assert_eq!(word(facts(asked)), StandingWord::SupplementAsked);
    assert_eq!(word(answer(ParcelState::Queued)), StandingWord::Queued);
    let arrived = Facts { is_answered: true, ..answer(ParcelState::Delivered) };
    assert_eq!(word(arrived), StandingWord::Delivered, "it is not the clerk's turn any more");
    let asked_again = answer(ParcelState::Delivered);
    assert_eq!(word(asked_again), StandingWord::SupplementAsked, "the agency asked after it");
}

#[test]
fn payment_that_is_asked_for_is_not_answered_by_papers() {
    let asked = Facts { is_answered: true, ..facts(CaseState::FeeAsked) };

    assert_eq!(word(asked), StandingWord::FeeAsked);
}

#[test]
fn whatever_waits_for_the_clerk_comes_first_unless_the_dossier_has_ended() {
    for &state in CaseState::VARIANTS {
        let stands = Stands::of(Facts { is_set_aside: true, ..facts(state) });

        let is_aside = stands.word == StandingWord::SetAside;
        assert_eq!(is_aside, !state.is_final(), "{state}");
        assert!(stands.notes.contains(&Note::SetAside), "{state}: it is said all the same");
    }
}

#[test]
fn request_to_take_back_is_seen_until_the_agency_has_answered() {
    let asked = |state, parcel| Stands::of(sent(state, ParcelKind::Withdrawal, parcel));

    let waiting = asked(CaseState::Processing, ParcelState::Queued);
    assert_eq!(waiting.notes, [Note::WithdrawalWaiting]);
    assert_eq!(waiting.word, StandingWord::Queued);
    let there = asked(CaseState::Processing, ParcelState::Delivered);
    assert_eq!(there.notes, [Note::WithdrawalDelivered]);
    assert_eq!(there.word, StandingWord::Delivered);
    let granted = asked(CaseState::Withdrawn, ParcelState::Delivered);
    assert_eq!((granted.word, granted.notes), (StandingWord::Withdrawn, vec![]));
}

#[test]
fn draft_that_was_thrown_away_is_told_from_a_correction_that_was() {
    let thrown = |state| Facts { draft: DraftState::Discarded, ..facts(state) };

    assert_eq!(word(thrown(CaseState::Draft)), StandingWord::Discarded);
    assert_eq!(word(thrown(CaseState::Delivered)), StandingWord::Delivered);
    let typing = Facts { draft: DraftState::Open, ..facts(CaseState::Delivered) };
    assert_eq!(Stands::of(typing).notes, [Note::Correction], "somebody may forget it");
}
