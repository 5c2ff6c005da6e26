//! Exactly once: whatever is repeated, lost or out of order, a revision is taken in one time.

use domain::dossier::Revision;
use domain::ids::{DossierId, Id, SubmissionId};
use serde_json::json;
use wire::announcement::Outcome;
use wire::known::Known;
use wire::problem::Reason;

use crate::desk::{a_desk, a_dossier, a_paper, a_supplement, delivered, sealed, upload_of};
use crate::province::{MORNING, a_province, a_strict_province};
use portal::Policy;

fn reason(problem: &wire::problem::Problem) -> Reason {
    problem.code.word().unwrap_or_else(|| panic!("{:?}", problem.code))
}

#[tokio::test]
async fn revision_is_delivered_with_a_receipt_that_names_every_part() {
    let province = a_province();
    let desk = a_desk(&province, 1).await;
    let sealed = a_dossier(&desk, 1, &[100_000, 3]);

    let receipt = desk.deliver(&province, &sealed).await;

    assert_eq!(receipt.receipt().desk_id, desk.id);
    assert_eq!(receipt.receipt().announced_ms, MORNING, "by the gateway's clock");
}

#[tokio::test]
async fn revision_without_papers_is_delivered_with_its_announcement() {
    let province = a_province();
    let desk = a_desk(&province, 1).await;

    let outcome = desk.announce(&province, &a_dossier(&desk, 1, &[])).await;

    assert!(matches!(outcome, Outcome::Delivered { .. }), "{outcome:?}");
}

#[tokio::test]
async fn repeat_gets_the_same_answer_word_for_word() {
    let province = a_province();
    let desk = a_desk(&province, 1).await;
    let (sealed, other) = (a_dossier(&desk, 1, &[50]), a_dossier(&desk, 2, &[]));
    let announced = desk.announce(&province, &sealed).await;
    province.clock.advance(1000);
    assert_eq!(desk.announce(&province, &sealed).await, announced, "while parts are missing");
    let receipt = desk.deliver(&province, &sealed).await;
    province.clock.advance(1000);

    let again = desk.send(&province, vec![sealed.announcement(), other.announcement()]).await;

    let again: wire::announcement::Outcomes = again.json();
    assert_eq!(delivered(&again.outcomes[0]), receipt.statement(), "the same receipt");
    assert_eq!(province.twins(&sealed.bytes), 1);
}

#[tokio::test]
async fn same_id_is_refused_when_its_content_is_another() {
    let province = a_province();
    let desk = a_desk(&province, 1).await;
    let first = a_dossier(&desk, 1, &[50]);
    desk.announce(&province, &first).await;

    let other = first.changed(|manifest| manifest.parts[1].name = "khác.pdf".into());

    assert_eq!(reason(&desk.refused(&province, &other).await), Reason::OtherContent);
    desk.deliver(&province, &first).await;
}

#[tokio::test]
async fn second_first_revision_is_refused_with_the_head() {
    let province = a_province();
    let desk = a_desk(&province, 1).await;
    let first = a_dossier(&desk, 1, &[50]);
    desk.announce(&province, &first).await;

    let (id, papers) = (first.manifest.dossier_id, vec![]);
    let problem =
        desk.refused(&province, &sealed(&desk, id, 9, Revision::FIRST, None, papers)).await;

    assert_eq!(reason(&problem), Reason::NotHead);
    assert_eq!(problem.head.unwrap().submission_id, first.manifest.submission_id);
}

#[tokio::test]
async fn revision_follows_only_the_head_and_only_by_one() {
    let province = a_province();
    let desk = a_desk(&province, 1).await;
    let first = a_dossier(&desk, 1, &[50]);
    desk.deliver(&province, &first).await;
    let second = a_supplement(&desk, 2, &first, vec![]);
    desk.deliver(&province, &second).await;

    let stale = a_supplement(&desk, 3, &first, vec![a_paper(9, 10)]);
    let problem = desk.refused(&province, &stale).await;
    assert_eq!(reason(&problem), Reason::NotHead, "it follows the first, which is not the head");
    assert_eq!(problem.head.unwrap().revision, Revision::new(2));

    let (id, head) = (first.manifest.dossier_id, Some(second.manifest.submission_id));
    let leap = sealed(&desk, id, 4, Revision::new(4), head, vec![]);
    assert_eq!(reason(&desk.refused(&province, &leap).await), Reason::NotHead, "4 after 2");

    let orphan =
        sealed(&desk, id, 5, Revision::new(3), Some(SubmissionId::from_bytes([9; 16])), vec![]);
    assert_eq!(reason(&desk.refused(&province, &orphan).await), Reason::ParentUnknown);
    let elsewhere = DossierId::new(MORNING, &[77; 10]);
    let stranger = sealed(&desk, elsewhere, 6, Revision::new(2), head, vec![]);
    let problem = desk.refused(&province, &stranger).await;
    assert_eq!(reason(&problem), Reason::ParentUnknown, "a parent of another dossier");
}

#[tokio::test]
async fn closed_case_takes_no_more() {
    let province = a_province();
    let desk = a_desk(&province, 1).await;
    let first = a_dossier(&desk, 1, &[]);
    desk.deliver(&province, &first).await;
    crate::lists::agency_says(&province, first.manifest.dossier_id, "3");

    let problem = desk.refused(&province, &a_supplement(&desk, 2, &first, vec![])).await;

    assert_eq!(reason(&problem), Reason::CaseClosed);
    let again = desk.announce(&province, &first).await;
    assert!(matches!(again, Outcome::Delivered { .. }), "what was taken in stays so");
}

#[tokio::test]
async fn what_is_not_taken_says_why() {
    let policy = Policy { max_parts: 3, max_part_bytes: 1000, ..Policy::default() };
    let province = a_strict_province(policy);
    let desk = a_desk(&province, 1).await;
    let refusal =
        async |sealed: &crate::desk::Sealed| reason(&desk.refused(&province, sealed).await);

    assert_eq!(refusal(&a_dossier(&desk, 1, &[1001])).await, Reason::TooBig);
    assert_eq!(refusal(&a_dossier(&desk, 1, &[1, 2, 3])).await, Reason::TooManyParts);
    let film = a_dossier(&desk, 1, &[5]).changed(|m| m.parts[1].media = "video/mp4".to_owned());
    assert_eq!(refusal(&film).await, Reason::MediaRefused);
    let empty = a_dossier(&desk, 1, &[5]).changed(|m| m.parts[1].size = 0);
    assert_eq!(refusal(&empty).await, Reason::Unreadable);
    let formless = a_dossier(&desk, 1, &[]).changed(|m| m.parts.clear());
    assert_eq!(refusal(&formless).await, Reason::Unreadable);
    let mut other_form = a_dossier(&desk, 1, &[]);
    other_form.form.push(b' ');
    assert_eq!(refusal(&other_form).await, Reason::PartMismatch);
    let stolen = a_dossier(&crate::desk::a_stranger(2), 1, &[]);
    assert_eq!(refusal(&stolen).await, Reason::NotYourDesk);
    let newer = a_dossier(&desk, 1, &[]).changed(|m| m.format = 2);
    assert_eq!(refusal(&newer).await, Reason::Unreadable);
}

#[tokio::test]
async fn trouble_with_one_keeps_no_other_back() {
    let province = a_province();
    let desk = a_desk(&province, 1).await;
    let good = a_dossier(&desk, 1, &[]);
    let mut newer = good.announcement();
    newer["urgency"] = json!("hoả tốc");

    let sent = vec![
        json!({ "kind": "testimony", "words": 3 }),
        json!({ "kind": "revision", "manifest": "%%%", "form": "" }),
        json!("nonsense"),
        newer,
    ];
    let outcomes: wire::announcement::Outcomes = desk.send(&province, sent).await.json();

    let code = |n: usize| match &outcomes.outcomes[n] {
        Outcome::Refused { problem } => problem.code.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(code(0), Known::Word(Reason::UnknownKind));
    assert_eq!(code(1), Known::Word(Reason::Unreadable));
    assert_eq!(code(2), Known::Word(Reason::Unreadable));
    assert!(
        matches!(outcomes.outcomes[3], Outcome::Delivered { .. }),
        "unknown fields are ignored"
    );
}

#[tokio::test]
async fn announcement_outlives_its_unfinished_parts() {
    let province = a_province();
    let desk = a_desk(&province, 1).await;
    let sealed = a_dossier(&desk, 1, &[5000]);
    let upload = upload_of(&desk.announce(&province, &sealed).await);
    desk.patch(&province, &upload, 0, &sealed.papers[0][..700]).await;

    province.clock.advance(31 * crate::province::DAY_MS);
    let province = province.restarted();

    assert_eq!(desk.head(&province, &upload).await.status, 410, "its bytes are gone");
    let fresh = upload_of(&desk.announce(&province, &sealed).await);
    assert_ne!(fresh, upload, "there is a new upload");
    assert_eq!(desk.head(&province, &fresh).await.number("upload-offset"), 0);
    let receipt = desk.deliver(&province, &sealed).await;
    assert_eq!(receipt.receipt().announced_ms, MORNING, "it was announced a month ago");
}

#[tokio::test(flavor = "multi_thread")]
async fn revision_is_taken_in_once_when_it_is_announced_many_times_at_once() {
    let province = a_province();
    let (first, second) = (a_desk(&province, 1).await, a_desk(&province, 2).await);
    let begun = a_dossier(&first, 1, &[]);
    let same = (0..8).map(|_| first.announce(&province, &begun));
    let outcomes = futures_util::future::join_all(same).await;
    assert!(outcomes.iter().all(|outcome| *outcome == outcomes[0]), "{outcomes:?}");
    assert_eq!(province.twins(&begun.bytes), 1);

    let rivals: Vec<_> = (10..18)
        .map(|n| (if n % 2 == 0 { &first } else { &second }, n))
        .map(|(desk, n)| (desk, a_supplement(desk, n, &begun, vec![])))
        .collect();
    let answers = rivals.iter().map(|(desk, sealed)| desk.announce(&province, sealed));
    let answers = futures_util::future::join_all(answers).await;

    let taken = answers.iter().filter(|outcome| matches!(outcome, Outcome::Delivered { .. }));
    assert_eq!(taken.count(), 1, "only one of eight follows: {answers:?}");
}
