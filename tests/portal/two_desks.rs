//! Two desks and one dossier, or none: what one has sent is nothing to the other.

use wire::announcement::Outcome;
use wire::known::Known;
use wire::path;
use wire::problem::Reason;

use crate::desk::{a_desk, a_dossier, a_paper, a_supplement, upload_of};
use crate::province::a_province;

#[tokio::test]
async fn only_one_of_two_supplements_follows_and_at_once() {
    let province = a_province();
    let (first, second) = (a_desk(&province, 1).await, a_desk(&province, 2).await);
    let begun = a_dossier(&first, 1, &[]);
    first.deliver(&province, &begun).await;
    let here = a_supplement(&first, 2, &begun, vec![a_paper(2, 9000)]);
    let there = a_supplement(&second, 3, &begun, vec![a_paper(3, 10)]);
    first.announce(&province, &here).await;

    let problem = second.refused(&province, &there).await;

    assert_eq!(problem.code, Known::Word(Reason::NotHead), "though no paper has come yet");
    let head = problem.head.unwrap();
    assert_eq!((head.submission_id, head.desk_id), (here.manifest.submission_id, first.id));
    let next = a_supplement(&second, 4, &here, vec![]);
    second.deliver(&province, &next).await;
    first.deliver(&province, &here).await;
}

#[tokio::test]
async fn desk_that_came_second_is_told_what_the_first_sent_and_nothing_that_was_declared() {
    let province = a_province();
    let (first, second) = (a_desk(&province, 1).await, a_desk(&province, 2).await);
    let begun = a_dossier(&second, 1, &[]);
    second.deliver(&province, &begun).await;
    let here = a_supplement(&first, 2, &begun, vec![a_paper(2, 9000), a_paper(4, 70)]);
    let there = a_supplement(&second, 3, &begun, vec![a_paper(3, 10)]);
    first.announce(&province, &here).await;

    let unfinished = outline_of(second.refused(&province, &there).await);
    first.deliver(&province, &here).await;
    let whole = outline_of(second.refused(&province, &there).await);

    let claim = first.claim();
    assert_eq!(whole.desk_prefix, claim.prefix.as_str());
    assert_eq!(whole.desk_name, claim.name.to_string());
    let sizes: Vec<_> = whole.papers.iter().map(|paper| paper.size).collect();
    assert_eq!(sizes, [9000, 70], "the form is not among them");
    assert_eq!(unfinished.delivered_ms, None, "its papers were still missing");
    assert!(whole.delivered_ms.is_some_and(|at| at >= whole.announced_ms));
    assert_eq!(whole.status.as_deref(), Some("1"), "it has delivered a revision itself");
    let said = serde_json::to_string(&whole).unwrap();
    let names = here.manifest.parts.iter().map(|part| part.name.as_str());
    assert!(names.into_iter().all(|name| !said.contains(name)), "no name of a file: {said}");
}

#[tokio::test]
async fn desk_that_has_delivered_nothing_of_a_dossier_is_not_told_how_it_stands() {
    let province = a_province();
    let (first, second) = (a_desk(&province, 1).await, a_desk(&province, 2).await);
    let begun = a_dossier(&first, 1, &[]);
    first.deliver(&province, &begun).await;
    first.deliver(&province, &a_supplement(&first, 2, &begun, vec![])).await;

    let late = a_supplement(&second, 3, &begun, vec![]);
    let told = outline_of(second.refused(&province, &late).await);

    assert_eq!((told.status, told.papers.len()), (None, 0));
    assert!(told.delivered_ms.is_some());
}

fn outline_of(problem: wire::problem::Problem) -> wire::announcement::Outline {
    *problem.head.unwrap().outline.expect("what is there is told")
}

#[tokio::test]
async fn upload_of_another_desk_is_not_there() {
    let province = a_province();
    let (first, second) = (a_desk(&province, 1).await, a_desk(&province, 2).await);
    let sealed = a_dossier(&first, 1, &[1000]);
    let upload = upload_of(&first.announce(&province, &sealed).await);
    let id = sealed.manifest.submission_id;

    let submission = format!("{}/{id}", path::SUBMISSIONS);
    assert_eq!(second.get(&province, &submission).await.code(), "not-found");
    assert_eq!(second.head(&province, &upload).await.status, 404);
    let sent = second.patch(&province, &upload, 0, &sealed.papers[0]).await;
    assert_eq!(sent.code(), "not-found");
    assert_eq!(second.create(&province, id, 1, 1000).await.code(), "not-found");
    let stolen = second.send(&province, vec![sealed.announcement()]).await;
    let stolen: wire::announcement::Outcomes = stolen.json();
    let Outcome::Refused { problem } = &stolen.outcomes[0] else { panic!("{stolen:?}") };
    assert_eq!(problem.code, Known::Word(Reason::NotYourDesk));
}

#[tokio::test]
async fn known_paper_is_skipped_only_for_the_desk_and_dossier_that_it_came_from() {
    let province = a_province();
    let (first, second) = (a_desk(&province, 1).await, a_desk(&province, 2).await);
    let paper = a_paper(9, 4000);
    let begun = a_supplement_of_nothing(&first, &paper);
    first.deliver(&province, &begun).await;

    let missing = |outcome: Outcome| match outcome {
        Outcome::Announced { missing, .. } => missing.len(),
        Outcome::Delivered { .. } => 0,
        other => panic!("{other:?}"),
    };
    let same_dossier = a_supplement(&first, 2, &begun, vec![paper.clone()]);
    assert_eq!(missing(first.announce(&province, &same_dossier).await), 0, "it is here");
    let other_dossier = crate::desk::Sealed { ..a_dossier_with(&first, 5, &paper) };
    assert_eq!(missing(first.announce(&province, &other_dossier).await), 1, "another dossier");
    let other_desk = a_supplement(&second, 6, &same_dossier, vec![paper.clone()]);
    assert_eq!(missing(second.announce(&province, &other_desk).await), 1, "a hash is no oracle");
}

fn a_supplement_of_nothing(desk: &crate::desk::Desk, paper: &[u8]) -> crate::desk::Sealed {
    a_dossier_with(desk, 1, paper)
}

fn a_dossier_with(desk: &crate::desk::Desk, number: u8, paper: &[u8]) -> crate::desk::Sealed {
    let id = a_dossier(desk, number, &[]).manifest.dossier_id;
    let first = domain::dossier::Revision::FIRST;
    crate::desk::sealed(desk, id, number, first, None, vec![paper.to_vec()])
}
