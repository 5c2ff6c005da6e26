//! What people do in the agency's name: every move and every refusal.

use std::fs;

use domain::kinds::CaseState;
use portal::agency::advance::Wanted;
use portal::agency::fault::AgencyError;
use portal::agency::moves::{Leave, MoveFault, leave};
use serde_json::json;
use strum::VariantArray;
use testkit::a_pdf;
use wire::path;

use crate::desk::{Desk, Sealed, a_desk, a_paper, a_supplement};
use crate::operator::{
    Saying, a_whole_dossier, an_answer, later, official, provisional_code, text, to, told,
};
use crate::province::{Province, a_province};

async fn delivered() -> (Province, Desk, Sealed) {
    let province = a_province();
    let desk = a_desk(&province, 1).await;
    let dossier = a_whole_dossier(&desk, 1, &[300]);
    desk.deliver(&province, &dossier).await;
    (province, desk, dossier)
}

/// A move with everything that it may need.
fn fully(status: u8, dossier: u32) -> Wanted {
    let wanted = to(status);
    match status {
        2 => wanted.code(&official(dossier)).until(&later(5)),
        3 | 7 | 8 => wanted.because("vì sao"),
        4 => wanted.because("gia hạn"),
        5 | 6 => wanted.because("thiếu giấy tờ").until(&later(3)),
        9 => wanted.with("ket-qua.pdf", &a_pdf(dossier)),
        _ => wanted,
    }
}

/// The ways by which a case comes to each status.
fn ways(status: u8) -> Vec<Vec<u8>> {
    match status {
        1 => vec![vec![]],
        2 => vec![vec![2]],
        3 => vec![vec![3]],
        4 => vec![vec![2, 4]],
        5 => vec![vec![5], vec![2, 5]],
        6 => vec![vec![6], vec![2, 6]],
        7 => vec![vec![7], vec![2, 7]],
        8 => vec![vec![2, 8]],
        9 => vec![vec![2, 4, 9]],
        _ => vec![vec![2, 4, 9, 10]],
    }
}

#[tokio::test]
async fn every_move_is_made_or_refused_as_the_table_says() {
    let province = a_province();
    let desk = a_desk(&province, 1).await;
    let (mut count, mut made) = (0_u8, 0);
    for from in 1..=10 {
        for (way, target) in
            ways(from).into_iter().flat_map(|way| (2..=10).map(move |target| (way.clone(), target)))
        {
            count += 1;
            let dossier = a_whole_dossier(&desk, count, &[]);
            desk.deliver(&province, &dossier).await;
            for step in &way {
                province.advance(&dossier, &fully(*step, count.into())).unwrap();
            }
            let before = province.standing(&dossier);

            // A second result is another paper.
            let paper = u32::from(count) + 1000 * u32::from(from == 9);
            let done = province.advance(&dossier, &fully(target, paper));

            let state = |code| CaseState::from_national_status(code).unwrap();
            let is_received = before.official_code.is_some();
            let may = match leave(state(from), state(target)) {
                Leave::Yes => true,
                Leave::No => false,
                Leave::BeforeReception => !is_received,
                Leave::AfterReception => is_received,
            };
            assert_eq!(done.is_ok(), may, "{way:?} then {target}: {:?}", done.err());
            let after = province.standing(&dossier);
            let events = after.events.len() - before.events.len();
            assert_eq!(events, usize::from(may), "{from} to {target}: one event, or none");
            made += usize::from(may);
            let status = if may { target } else { from };
            assert_eq!(after.status, Some(status.to_string()));
        }
    }
    assert!(made > 25, "{made} moves were made");
}

#[test]
fn no_case_leaves_its_end_and_none_goes_back_to_a_desk() {
    for from in CaseState::VARIANTS {
        for target in CaseState::VARIANTS {
            let may = leave(*from, *target) != Leave::No;
            let is_wrong = from.is_final() || target.national_status().is_none_or(|code| code == 1);
            assert!(!(may && is_wrong), "{from} to {target}");
        }
    }
}

#[tokio::test]
async fn each_refusal_says_why_and_changes_nothing() {
    let (province, desk, dossier) = delivered().await;
    let other = a_whole_dossier(&desk, 2, &[]);
    desk.deliver(&province, &other).await;
    let code = |done: Result<_, AgencyError>| done.err().map_or("done", |error| error.code());
    let said = |wanted: Wanted| code(province.advance(&dossier, &wanted).map(drop));
    let before = json!(province.standing(&dossier));

    assert_eq!(said(to(2)), "case-code-missing", "the gateway makes none up");
    assert_eq!(said(to(3)), "case-reason-missing");
    assert_eq!(said(to(3).because("  ")), "case-reason-missing", "a blank is no reason");
    assert_eq!(said(to(4)), "case-not-received");
    assert_eq!(said(to(9)), "case-not-received");
    assert_eq!(said(to(5).because("thiếu")), "case-deadline-missing");
    assert_eq!(said(to(5).until(&later(3))), "case-reason-missing");
    assert_eq!(said(to(5).because("thiếu").until(&later(-1))), "case-deadline-passed");
    assert_eq!(said(to(6)), "case-reason-missing");
    assert_eq!(said(to(7)), "case-reason-missing", "nobody asked for it at a desk");
    assert_eq!(said(to(3).because("sai").until(&later(1))), "case-deadline-not-asked");
    assert_eq!(said(to(3).because("sai").code(&official(1))), "case-code-not-asked");
    assert_eq!(said(fully(2, 1).with("a.pdf", &a_pdf(1))), "case-result-not-asked");
    assert_eq!(json!(province.standing(&dossier)), before, "nothing has changed");

    province.advance(&other, &fully(2, 7)).unwrap();
    assert_eq!(said(fully(2, 7)), "case-code-taken");
    province.advance(&dossier, &fully(2, 1)).unwrap();
    assert_eq!(said(fully(2, 1)), "case-nothing-new");
    assert_eq!(said(to(3).because("muộn")), "case-no-such-move");
    province.advance(&dossier, &to(5).because("thiếu").until(&later(2))).unwrap();
    assert_eq!(said(to(3).because("muộn")), "case-received-already");
    assert_eq!(said(fully(2, 9)), "case-code-differs");
}

#[tokio::test]
async fn dossier_that_has_not_arrived_whole_does_not_move() {
    let province = a_province();
    let desk = a_desk(&province, 1).await;
    let dossier = a_whole_dossier(&desk, 1, &[300]);
    desk.announce(&province, &dossier).await;

    let refused = province.advance(&dossier, &fully(2, 1));

    assert!(matches!(refused, Err(AgencyError::NotDelivered)), "{refused:?}");
}

#[tokio::test]
async fn desk_is_told_everything_that_is_known_in_each_event() {
    let (province, desk, dossier) = delivered().await;
    let code = official(1);
    province.advance(&dossier, &to(2).code(&code).until(&later(5))).unwrap();
    province.advance(&dossier, &to(4)).unwrap();
    let moved = province.advance(&dossier, &to(9).with("giay-khai-sinh.pdf", &a_pdf(1))).unwrap();

    let events = told(&province, &desk).await;

    let statuses: Vec<_> = events.iter().map(|event| event.status.as_str()).collect();
    assert_eq!(statuses, ["1", "2", "4", "9"]);
    let last = events.last().unwrap();
    assert_eq!(last.number, moved.event);
    assert_eq!(last.official_code.as_ref().map(|code| code.as_str()), Some(code.as_str()));
    assert!(last.received_ms.is_some(), "when it was received");
    assert_eq!(last.deadline.map(|date| date.to_string()), Some(later(5)), "the promise holds");
    let result = last.result.as_ref().unwrap();
    assert_eq!(
        (result.name.as_str(), result.media.as_str()),
        ("giay-khai-sinh.pdf", "application/pdf")
    );
    let path = format!("{}/{}/{}", path::RESULTS, dossier.manifest.dossier_id, result.sha256);
    assert_eq!(desk.get(&province, &path).await.bytes, a_pdf(1), "and the result is there");
}

#[tokio::test]
async fn question_stays_open_until_the_agency_says_that_it_is_answered() {
    let (province, desk, dossier) = delivered().await;
    province.advance(&dossier, &to(5).because("thiếu trang 2").until(&later(3))).unwrap();
    let answer = an_answer(&desk, 2, &dossier, vec![a_paper(9, 50)]);

    desk.deliver(&province, &answer).await;
    assert_eq!(province.standing(&dossier).status.as_deref(), Some("5"), "nobody has looked");
    province.advance(&dossier, &fully(2, 1)).unwrap();

    let shown = province.standing(&dossier);
    assert_eq!((shown.status.as_deref(), shown.reason), (Some("2"), None));
    let last = told(&province, &desk).await.pop().unwrap();
    assert_eq!(last.submission_id, answer.manifest.submission_id, "what the agency looked at");
}

#[tokio::test]
async fn withdrawal_is_answered_without_another_word() {
    let (province, desk, dossier) = delivered().await;
    let request = serde_json::to_vec(&desk.withdrawal(7, &dossier)).unwrap();
    let announcement =
        wire::announcement::Announcement::Withdrawal { request: wire::bytes::Bytes(request) };
    desk.send(&province, vec![json!(announcement)]).await;
    assert_eq!(province.standing(&dossier).withdrawals.len(), 1);

    province.advance(&dossier, &to(7)).unwrap();

    assert_eq!(province.standing(&dossier).status.as_deref(), Some("7"));
    let late = a_supplement(&desk, 2, &dossier, vec![]);
    assert_eq!(desk.refused(&province, &late).await.code.to_string(), "case-closed");
}

#[tokio::test]
async fn result_that_a_killed_process_left_is_cleared_away() {
    let (province, _, dossier) = delivered().await;
    province.advance(&dossier, &fully(2, 1)).unwrap();
    let results = province.data().join("results");
    fs::create_dir_all(&results).unwrap();
    fs::write(results.join("0123.age"), "left").unwrap();
    fs::write(results.join("4567.age.new"), "half").unwrap();

    province.advance(&dossier, &to(9).with("a.pdf", &a_pdf(1))).unwrap();
    province.advance(&dossier, &to(9).with("b.pdf", &a_pdf(2))).unwrap();
    let again = province.advance(&dossier, &to(9).with("c.pdf", &a_pdf(2)));
    assert_eq!(again.err().unwrap().code(), "case-nothing-new", "the same paper");

    assert_eq!(fs::read_dir(&results).unwrap().count(), 2, "the two that are kept");
    assert_eq!(province.standing(&dossier).results.len(), 2);
}

#[tokio::test]
async fn case_is_moved_from_the_shell_while_the_gateway_serves() {
    let (province, desk, dossier) = delivered().await;
    let id = provisional_code(&desk, &dossier);
    let result = province.home.path().join("ket-qua.pdf");
    fs::write(&result, a_pdf(1)).unwrap();

    let missing = province.run(&["advance", &id, "--to", "2", "--json"]);
    assert_eq!((missing.code, missing.failure().as_str()), (2, "case-code-missing"));
    let code = official(3);
    let done = province.run(&["advance", &id, "--to", "2", "--code", &code, "--json"]);
    assert_eq!(done.code, 0, "{}", done.err);
    assert_eq!(done.json()["official_code"], json!(code));
    let finished =
        province.run(&["advance", &code, "--to", "9", "--result", text(&result), "--json"]);
    assert_eq!(finished.json()["result"]["media"], "application/pdf", "{}", finished.err);
    let spoken = province.run(&["advance", &code, "--to", "10"]);
    assert!(spoken.out.contains("đã trả kết quả"), "{}", spoken.out);

    assert_eq!(province.run(&["advance", &code, "--to", "1"]).code, 1, "wrong use");
    let unknown = province.run(&["advance", "LS99", "--to", "2", "--json"]);
    assert_eq!((unknown.code, unknown.failure().as_str()), (2, "case-no-such-dossier"));
    fs::write(&result, "MZ").unwrap();
    let program =
        province.run(&["advance", &code, "--to", "9", "--result", text(&result), "--json"]);
    assert_eq!((program.code, program.failure().as_str()), (2, "result-unknown"));
    assert_eq!(told(&province, &desk).await.len(), 4, "the desk is told of what was done");
}

#[tokio::test]
async fn list_and_show_tell_everything() {
    let (province, desk, dossier) = delivered().await;
    desk.announce(&province, &dossier).await;
    let unfinished = a_whole_dossier(&desk, 2, &[100]);
    desk.announce(&province, &unfinished).await;
    province.advance(&dossier, &fully(2, 1)).unwrap();

    let told = province.run(&["list", "--json"]).json();
    let only = province.run(&["list", "--status", "2", "--json"]).json();
    let shown = province.run(&["show", &official(1), "--json"]).json();
    let spoken = province.run(&["show", &official(1)]);

    let (first, second) = (&told[0], &told[1]);
    assert_eq!(first["submission_id"], json!(dossier.manifest.submission_id));
    assert_eq!(first["provisional_code"], json!(provisional_code(&desk, &dossier)));
    assert_eq!((&first["deliveries"], &first["announcements"]), (&json!(1), &json!(2)));
    assert_eq!(first["announced_at"], "2026-11-23T08:00:00.000+07:00");
    assert_eq!(first["received_at"], "2026-11-23T08:00:00.000+07:00");
    assert_eq!(first["parts"][1]["component"], "giay-chung-sinh");
    assert_eq!(first["manifest_sha256"], json!(dossier.expected().sha256));
    assert_eq!((&second["status"], &second["delivered_at"]), (&json!(null), &json!(null)));
    assert_eq!(only.as_array().unwrap().len(), 1);
    assert_eq!(shown["revisions"][0]["form"]["intake"]["declaration"]["copies"], 2);
    assert_eq!(shown["events"][1]["event"]["status"], "2");
    assert!(spoken.out.contains("intake.submitter.name: Lộc Thị Mỷ Châu"), "{}", spoken.out);
    assert!(spoken.out.contains("được tiếp nhận"), "{}", spoken.out);
    assert!(spoken.out.contains("08:00 23/11/2026"), "{}", spoken.out);
    assert!(spoken.out.contains("giay-chung-sinh.pdf (1 KB)"), "{}", spoken.out);
    assert!(!spoken.out.contains("+07:00"), "no time for machines: {}", spoken.out);
    let debug =
        format!("{:?} {:?}", province.standing(&dossier), province.standing(&dossier).revisions);
    assert!(!debug.contains("Lộc Thị Mỷ Châu"), "nobody's name in a log: {debug}");
}

#[test]
fn every_fault_of_a_move_has_its_own_code() {
    let faults = [
        MoveFault::Closed,
        MoveFault::NoSuchMove,
        MoveFault::NotReceived,
        MoveFault::ReceivedAlready,
        MoveFault::CodeMissing,
        MoveFault::CodeNotAsked,
        MoveFault::CodeDiffers,
        MoveFault::ReasonMissing,
        MoveFault::DeadlineMissing,
        MoveFault::DeadlineNotAsked,
        MoveFault::DeadlinePassed,
        MoveFault::ResultNotAsked,
        MoveFault::NothingNew,
    ];
    let codes: std::collections::BTreeSet<_> = faults.iter().map(MoveFault::code).collect();

    assert_eq!(codes.len(), faults.len());
}
