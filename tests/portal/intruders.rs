//! What an enrolled desk, or anybody at all, may try: a code that is none, a dossier that is not its
//! own, a crowd at the door.

use axum::body::Body;
use axum::http::Request;
use domain::dossier::Revision;
use portal::Policy;
use seal::hash::hash;
use serde_json::{Value, json};
use testkit::a_pdf;
use wire::announcement::{Outcome, Outcomes};
use wire::known::Known;
use wire::path;
use wire::problem::Reason;

use crate::desk::{Desk, Sealed, a_desk, a_dossier, a_supplement, sealed};
use crate::operator::{Saying, a_whole_dossier, an_answer, official, to, told};
use crate::province::{Province, a_province, a_strict_province};

/// The same revision with another form.
fn with_form(sealed: &Sealed, change: impl FnOnce(&mut Value)) -> Sealed {
    let mut form: Value = serde_json::from_slice(&sealed.form).unwrap();
    change(&mut form);
    let form = form.to_string().into_bytes();
    let mut changed = sealed.changed(|manifest| {
        manifest.parts[0].size = form.len() as u64;
        manifest.parts[0].sha256 = hash(&form);
    });
    changed.form = form;
    changed
}

fn with_code(sealed: &Sealed, code: &str) -> Sealed {
    with_form(sealed, |form| form["provisional_code"] = json!(code))
}

#[tokio::test]
async fn code_of_the_agency_in_a_form_blocks_nobody() {
    let province = a_province();
    let desk = a_desk(&province, 1).await;
    let (honest, sly) = (a_whole_dossier(&desk, 1, &[]), a_whole_dossier(&desk, 2, &[]));
    desk.deliver(&province, &with_code(&sly, &official(1))).await;
    desk.deliver(&province, &honest).await;

    province.advance(&honest, &to(2).code(&official(1))).expect("the code is free");

    assert_eq!(province.show(&official(1)).dossier_id, honest.manifest.dossier_id);
    assert_eq!(province.standing(&sly).provisional_code, None);
}

#[tokio::test]
async fn what_is_no_code_never_reaches_the_terminal() {
    let province = a_province();
    let desk = a_desk(&province, 1).await;
    let long = "A".repeat(200_000);
    for (number, code) in (1..).zip(["\u{1b}[2J\nLS01", "", long.as_str()]) {
        desk.deliver(&province, &with_code(&a_whole_dossier(&desk, number, &[]), code)).await;
    }

    let listed = province.run(&["list"]);

    assert_eq!(listed.out.lines().count(), 3, "a line for each: {:?}", listed.out.len());
    assert!(!listed.out.contains('\u{1b}'), "{}", listed.out);
    assert!(province.list().iter().all(|line| line.provisional_code.is_none()));
}

#[tokio::test]
async fn status_of_another_system_breaks_no_line_of_the_list() {
    let province = a_province();
    let desk = a_desk(&province, 1).await;
    let dossier = a_whole_dossier(&desk, 1, &[]);
    desk.deliver(&province, &dossier).await;
    crate::lists::agency_says(&province, dossier.manifest.dossier_id, "\u{1b}[2J\nx");

    let listed = province.run(&["list"]).out;

    assert!(!listed.contains('\u{1b}') && listed.lines().count() == 1, "{listed:?}");
}

async fn two(province: &Province) -> (Desk, Desk, Sealed) {
    let (owner, other) = (a_desk(province, 1).await, a_desk(province, 2).await);
    let dossier = a_whole_dossier(&owner, 1, &[]);
    owner.deliver(province, &dossier).await;
    (owner, other, dossier)
}

#[tokio::test]
async fn desk_that_knows_only_the_id_of_a_dossier_is_not_told_its_head() {
    let province = a_province();
    let (owner, other, dossier) = two(&province).await;
    let id = dossier.manifest.dossier_id;

    let begun = sealed(&other, id, 9, Revision::FIRST, None, vec![]);
    let tried = other.refused(&province, &begun).await;
    let with_paper = sealed(&other, id, 9, Revision::FIRST, None, vec![]);
    let code = crate::operator::provisional_code(&owner, &dossier);
    let with_paper = other.refused(&province, &with_code(&with_paper, &code)).await;

    assert_eq!(tried.code, Known::Word(Reason::NotHead));
    assert_eq!(tried.head, None, "it has nothing of the dossier in hand");
    assert_eq!(with_paper.head.unwrap().submission_id, dossier.manifest.submission_id);
}

#[tokio::test]
async fn desk_that_comes_later_hears_nothing_of_what_was_before_it() {
    let province = a_province();
    let (owner, other, dossier) = two(&province).await;
    province.advance(&dossier, &to(2).code(&official(1))).unwrap();
    province.advance(&dossier, &to(4).with("a.pdf", &a_pdf(1))).unwrap();
    province.advance(&dossier, &to(5).because("thiếu").until("2026-12-01")).unwrap();

    other.deliver(&province, &an_answer(&other, 2, &dossier, vec![])).await;
    province.advance(&dossier, &to(4).with("b.pdf", &a_pdf(2))).unwrap();

    let statuses: Vec<_> = told(&province, &other).await.into_iter().map(|e| e.status).collect();
    assert_eq!(statuses, ["5", "4"], "its own delivery, and what came after");
    let result =
        |bytes: &[u8]| format!("{}/{}/{}", path::RESULTS, dossier.manifest.dossier_id, hash(bytes));
    assert_eq!(other.get(&province, &result(&a_pdf(1))).await.code(), "not-found");
    assert_eq!(other.get(&province, &result(&a_pdf(2))).await.status, 200);
    assert_eq!(owner.get(&province, &result(&a_pdf(1))).await.status, 200);
}

#[tokio::test]
async fn failure_of_one_dossier_keeps_no_other_back() {
    let province = a_province();
    let desk = a_desk(&province, 1).await;
    let (bad, good) = (a_dossier(&desk, 1, &[100]), a_dossier(&desk, 2, &[]));
    let upload = crate::desk::upload_of(&desk.announce(&province, &bad).await);
    // All bytes are here and the part cannot be made: the folder of parts is a file.
    let parts = province.data().join("parts");
    std::fs::remove_dir_all(&parts).unwrap();
    std::fs::write(&parts, "").unwrap();
    assert_eq!(desk.patch(&province, &upload, 0, &bad.papers[0]).await.status, 500);

    let sent = desk.send(&province, vec![bad.announcement(), good.announcement()]).await;

    let outcomes = sent.json::<Outcomes>().outcomes;
    let Outcome::Refused { problem } = &outcomes[0] else { panic!("{outcomes:?}") };
    assert_eq!(problem.code, Known::Word(Reason::Internal));
    assert!(matches!(outcomes[1], Outcome::Delivered { .. }), "{outcomes:?}");
}

#[tokio::test]
async fn life_without_a_number_is_malformed() {
    let province = a_province();
    let desk = a_desk(&province, 1).await;
    let body = json!({
        "instance_id": desk.id, "epoch": 0,
        "announcements": [a_dossier(&desk, 1, &[]).announcement()]
    });
    let request = desk.request(&province, "POST", path::ANNOUNCEMENTS);

    let answer = province.ask(request.body(Body::from(body.to_string())).unwrap()).await;

    assert_eq!((answer.status.as_u16(), answer.code().as_str()), (400, "malformed"));
}

#[tokio::test]
async fn supplement_does_not_change_the_procedure_unnoticed() {
    let province = a_province();
    let desk = a_desk(&province, 1).await;
    let dossier = a_whole_dossier(&desk, 1, &[]);
    desk.deliver(&province, &dossier).await;
    let other_procedure = a_supplement(&desk, 2, &dossier, vec![])
        .changed(|m| m.procedure = "1.000656".parse().unwrap());
    let answer = an_answer(&desk, 3, &dossier, vec![]);
    let other_form = with_form(&answer, |form| form["procedure"]["code"] = json!("1.000656"));
    let other_desk =
        with_form(&answer, |form| form["desk"]["id"] = json!(dossier.manifest.dossier_id));

    for tried in [other_procedure, other_form, other_desk] {
        let problem = desk.refused(&province, &tried).await;
        assert_eq!(problem.code, Known::Word(Reason::Unreadable), "{}", problem.title);
        assert!(problem.title.contains("procedure") || problem.title.contains("desk"));
    }
    desk.deliver(&province, &answer).await;
}

#[tokio::test]
async fn announcements_are_counted_before_they_are_read() {
    let province = a_province();
    let desk = a_desk(&province, 1).await;
    let nonsense = "[],".repeat(2_000_000);
    let body =
        format!("{{\"instance_id\":\"{}\",\"epoch\":1,\"announcements\":[{nonsense}[]]}}", desk.id);
    let request = desk.request(&province, "POST", path::ANNOUNCEMENTS);

    let answer = province.ask(request.body(Body::from(body)).unwrap()).await;

    assert_eq!((answer.status.as_u16(), answer.code().as_str()), (413, "too-big"));
}

#[tokio::test(flavor = "multi_thread")]
async fn crowd_of_strangers_keeps_no_desk_out() {
    let policy = Policy { max_strangers: 2, max_concurrent: 3, ..Policy::default() };
    let province = a_strict_province(policy);
    let desk = a_desk(&province, 1).await;
    let crowd: Vec<_> = (0..6)
        .map(|_| {
            let never = futures_util::stream::pending::<Result<Vec<u8>, std::io::Error>>();
            let request = Request::post(path::ENROLMENTS).body(Body::from_stream(never)).unwrap();
            tokio::spawn(province.raw(request))
        })
        .collect();
    tokio::time::sleep(std::time::Duration::from_millis(200)).await;

    assert_eq!(desk.get(&province, path::FEED).await.status, 200);
    assert_eq!(province.get(path::TIME).await.status, 204);
    let late = Request::post(path::ENROLMENTS).body(Body::from("{}")).unwrap();
    assert_eq!(province.ask(late).await.code(), "busy");
    crowd.iter().for_each(tokio::task::JoinHandle::abort);
}
