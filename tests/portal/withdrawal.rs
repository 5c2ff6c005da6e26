//! A resident takes a dossier back.

use serde_json::{Value, json};
use wire::announcement::{Announcement, Outcome, Outcomes, Withdrawal};
use wire::bytes::Bytes;
use wire::known::Known;
use wire::path;
use wire::problem::Reason;
use wire::receipt::{Expected, Receipt};

use crate::desk::{Desk, a_desk, a_dossier, delivered};
use crate::province::{Province, a_province};

fn frozen(withdrawal: &Withdrawal) -> (Vec<u8>, Value) {
    let bytes = serde_json::to_vec(withdrawal).unwrap();
    (bytes.clone(), json!(Announcement::Withdrawal { request: Bytes(bytes) }))
}

async fn ask(province: &Province, desk: &Desk, withdrawal: &Withdrawal) -> Outcome {
    let outcomes: Outcomes = desk.send(province, vec![frozen(withdrawal).1]).await.json();
    outcomes.outcomes.into_iter().next().unwrap()
}

fn reason(outcome: Outcome) -> Known<Reason> {
    match outcome {
        Outcome::Refused { problem } => problem.code,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn withdrawal_is_recorded_once_and_the_dossier_stands_as_it_stood() {
    let province = a_province();
    let desk = a_desk(&province, 1).await;
    let sealed = a_dossier(&desk, 1, &[]);
    desk.deliver(&province, &sealed).await;
    let withdrawal = desk.withdrawal(1, &sealed);

    let outcome = ask(&province, &desk, &withdrawal).await;
    province.clock.advance(5000);
    let again = ask(&province, &desk, &withdrawal).await;

    assert_eq!(outcome, again, "the same receipt");
    let expected = Expected {
        key: withdrawal.withdrawal_id.into(),
        dossier_id: withdrawal.dossier_id,
        sha256: seal::hash::hash(&frozen(&withdrawal).0),
        parts: vec![],
    };
    assert!(Receipt::verify(delivered(&outcome), &province.ring(), &expected).is_ok());
    let path = format!("{}/{}", path::SUBMISSIONS, withdrawal.withdrawal_id);
    assert_eq!(desk.get(&province, &path).await.json::<Outcome>(), outcome);
    assert_eq!(crate::lists::statuses(&province, &desk).await, ["1"], "until the agency answers");
}

#[tokio::test]
async fn withdrawal_is_refused_when_it_is_not_the_desks_or_another() {
    let province = a_province();
    let (desk, other) = (a_desk(&province, 1).await, a_desk(&province, 2).await);
    let sealed = a_dossier(&desk, 1, &[]);
    desk.deliver(&province, &sealed).await;
    let good = desk.withdrawal(1, &sealed);
    ask(&province, &desk, &good).await;

    let reasons = [
        (reason(ask(&province, &other, &good).await), Reason::NotYourDesk),
        (reason(ask(&province, &other, &other.withdrawal(2, &sealed)).await), Reason::NotFound),
        (
            reason(ask(&province, &desk, &Withdrawal { format: 9, ..good.clone() }).await),
            Reason::Unreadable,
        ),
    ];
    for (found, wanted) in reasons {
        assert_eq!(found, Known::Word(wanted));
    }
    let mut changed = good.clone();
    changed.asked.clock = changed.asked.clock.plus(1);
    let found = reason(ask(&province, &desk, &changed).await);
    assert_eq!(found, Known::Word(Reason::OtherContent), "the same id, other words");
    let unknown = a_dossier(&desk, 9, &[]);
    let found = reason(ask(&province, &desk, &desk.withdrawal(3, &unknown)).await);
    assert_eq!(found, Known::Word(Reason::NotFound), "a dossier that never came");
    crate::lists::agency_says(&province, sealed.manifest.dossier_id, "10");
    let found = reason(ask(&province, &desk, &desk.withdrawal(4, &sealed)).await);
    assert_eq!(found, Known::Word(Reason::CaseClosed));
}
