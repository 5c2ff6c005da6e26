//! The way of a dossier: begun, corrected, submitted, taken back.

use serde_json::json;

use crate::table::{Shell, a_form, code, failure, said};

#[test]
fn dossier_goes_from_draft_to_queue_and_keeps_its_hashes() {
    let shell = Shell::with_desk();

    let id = shell.begin();
    let (submitted, queued) = shell.ask(&["submit", &id]);
    let (_, shown) = shell.ask(&["show", &id]);

    assert_eq!(submitted, 0, "{queued}");
    assert_eq!(shown["state"], "sealed");
    assert_eq!(shown["parcels"][0]["state"], "queued");
    assert_eq!(shown["revisions"][0]["manifest_sha256"], queued["manifest_sha256"]);
    let parts = shown["revisions"][0]["parts"].as_array().unwrap();
    assert_eq!(parts[0]["name"], "form.json", "the form is part 0");
    assert_eq!(parts[1]["component"], "giay-chung-sinh");
    assert_eq!(parts[1]["sha256"], shown["pages"][0]["sha256"], "the very bytes handed in");
    assert_eq!(parts[1]["name"], "Giấy chứng sinh.pdf", "names keep their marks");
}

#[test]
fn supplement_is_edit_attach_and_submit_on_the_same_id() {
    let shell = Shell::with_desk();
    let id = shell.begin();
    let (_, first) = shell.ask(&["submit", &id]);

    let (edited, _) = shell.ask(&["edit", &id, "--form", &shell.a_form()]);
    let (attached, _) = shell.ask(&["attach", &id, &format!("giay-to-khac={}", shell.a_pdf())]);
    let (submitted, second) = shell.ask(&["submit", &id]);
    let (_, shown) = shell.ask(&["show", &id]);

    assert_eq!((edited, attached, submitted), (0, 0, 0), "{second}");
    assert_eq!(second["revision"], 2);
    assert_eq!(shown["revisions"][1]["parent_submission_id"], first["submission_id"]);
    assert_eq!(shown["revisions"][0]["parts"].as_array().unwrap().len(), 2, "the first is frozen");
    assert_eq!(shown["revisions"][1]["parts"].as_array().unwrap().len(), 3);
}

#[test]
fn incomplete_dossier_ends_with_two_names_its_gaps_and_stays_a_draft() {
    let shell = Shell::with_desk();
    let mut form = a_form();
    form["submitter"]["number"]["value"] = json!("020 196 000");
    form.as_object_mut().unwrap().remove("result");
    let form = shell.write("form.json", form.to_string().as_bytes());
    let paper = format!("giay-chung-sinh={}", shell.a_pdf());

    let new = ["new", "--procedure", "1.001193", "--form", &form, "--channel", "online"];
    let (code, answer) = shell.ask(&[&new[..], &["--attach", &paper, "--submit"]].concat());

    assert_eq!(code, 2);
    assert_eq!(answer["state"], "draft", "the draft is kept");
    let gaps: Vec<_> = answer["gaps"].as_array().unwrap().iter().map(|gap| &gap["path"]).collect();
    assert_eq!(gaps, ["/submitter/number", "/result"]);
    let id = answer["dossier_id"].as_str().unwrap();
    let (_, shown) = shell.ask(&["show", id]);
    assert_eq!(shown["draft"]["form"]["submitter"]["number"]["value"], "020 196 000");
}

#[test]
fn withdraw_discards_a_draft_and_cancels_what_is_queued() {
    let shell = Shell::with_desk();
    let (draft, queued) = (shell.begin(), shell.begin());
    shell.ask(&["submit", &queued]);

    let (_, discarded) = shell.ask(&["withdraw", &draft]);
    let (_, cancelled) = shell.ask(&["withdraw", &queued]);
    let (_, listed) = shell.ask(&["list"]);
    let (restored, _) = shell.ask(&["restore", &draft]);

    assert_eq!((&discarded["how"], &cancelled["how"]), (&json!("discarded"), &json!("cancelled")));
    let states: Vec<_> = listed.as_array().unwrap().iter().map(|row| &row["state"]).collect();
    assert_eq!(states, ["withdrawn"], "the discarded draft is out of sight");
    assert_eq!(restored, 0);
    assert_eq!(shell.ask(&["show", &draft]).1["draft"]["is_discarded"], json!(false));
}

#[test]
fn submitting_twice_is_told_that_it_waits_and_sends_nothing_more() {
    let shell = Shell::with_desk();
    let id = shell.begin();
    let (_, queued) = shell.ask(&["submit", &id]);

    let (again, answer) = shell.ask(&["submit", &id]);
    let (_, shown) = shell.ask(&["show", &id]);

    assert_eq!((again, failure(&answer)), (2, "already-queued"));
    let code = queued["provisional_code"].as_str().unwrap();
    assert!(answer["message"].as_str().unwrap().contains(code), "it names the dossier: {answer}");
    assert_eq!(shown["revisions"].as_array().unwrap().len(), 1, "nothing was sealed again");
}

#[test]
fn edit_with_a_bad_form_leaves_a_sealed_dossier_as_it_was() {
    let shell = Shell::with_desk();
    let id = shell.begin();
    shell.ask(&["submit", &id]);
    let (_, before) = shell.ask(&["show", &id]);

    let list = shell.write("list.json", b"[1, 2]");
    let (edited, _) = shell.ask(&["edit", &id, "--form", &list]);
    let (_, after) = shell.ask(&["show", &id]);

    assert_eq!(edited, 2);
    assert_eq!(after, before, "no correction was opened");
}

#[test]
fn correction_that_changes_nothing_is_not_sealed() {
    let shell = Shell::with_desk();
    let id = shell.begin();
    shell.ask(&["submit", &id]);

    shell.ask(&["edit", &id, "--form", &shell.a_form()]);
    let (submitted, answer) = shell.ask(&["submit", &id]);

    assert_eq!((submitted, failure(&answer)), (2, "nothing-changed"));
}

#[test]
fn open_correction_is_seen_in_list_and_show_until_it_is_thrown_away() {
    let shell = Shell::with_desk();
    let id = shell.begin();
    shell.ask(&["submit", &id]);
    shell.ask(&["attach", &id, &format!("giay-to-khac={}", shell.a_pdf())]);
    let seen = |args: &[&str]| {
        String::from_utf8(shell.run(args).stdout).unwrap().contains("có bản sửa chưa nộp")
    };

    let draft = shell.begin();
    let of_a_draft = seen(&["list", "--state", "draft"]) || seen(&["show", &draft]);
    let (in_list, in_show) = (seen(&["list"]), seen(&["show", &id]));
    let (_, listed) = shell.ask(&["list", "--state", "sealed"]);
    let (discarded, _) = shell.ask(&["discard", &id]);

    assert!(!of_a_draft, "a draft is no correction");
    assert!(in_list && in_show, "a forgotten correction would never be sent");
    assert_eq!(
        (&listed[0]["state"], &listed[0]["has_open_draft"]),
        (&json!("sealed"), &json!(true))
    );
    assert_eq!(discarded, 0);
    assert!(!seen(&["list"]), "it is gone");
    assert_eq!(shell.ask(&["show", &id]).1["state"], "sealed", "the dossier still waits");
}

#[test]
fn discarded_draft_is_listed_apart_and_comes_back() {
    let shell = Shell::with_desk();
    let (id, other) = (shell.begin(), shell.begin());

    let (discarded, _) = shell.ask(&["discard", &id]);
    let (_, listed) = shell.ask(&["list", "--discarded"]);
    let people = String::from_utf8(shell.run(&["list", "--discarded"]).stdout).unwrap();
    let (edited, answer) = shell.ask(&["edit", &id, "--form", &shell.a_form()]);
    let (restored, _) = shell.ask(&["restore", &id]);
    let (_, all) = shell.ask(&["list"]);

    assert_eq!((discarded, restored), (0, 0));
    assert_eq!(listed.as_array().unwrap().len(), 1);
    assert_eq!((&listed[0]["dossier_id"], &listed[0]["is_discarded"]), (&json!(id), &json!(true)));
    assert!(people.contains("đã bỏ"), "{people}");
    assert_eq!((edited, failure(&answer)), (2, "draft-discarded"));
    let ids: Vec<_> = all.as_array().unwrap().iter().map(|row| &row["dossier_id"]).collect();
    assert_eq!(ids, [&json!(other), &json!(id)]);
}

#[test]
fn misspelt_field_is_a_gap_and_not_lost_in_silence() {
    let shell = Shell::with_desk();
    let mut form = a_form();
    form["submiter"] = json!({ "phone": "0912 345 678" });
    form["submitter"]["phnoe"] = json!("0912 345 678");
    let form = shell.write("form.json", form.to_string().as_bytes());

    let (began, answer) = shell.ask(&["new", "--procedure", "1.001193", "--form", &form]);

    assert_eq!(began, 0, "the draft is kept");
    let gaps = answer["gaps"].as_array().unwrap();
    let gaps: Vec<_> = gaps.iter().map(|gap| (&gap["path"], &gap["code"])).collect();
    let unknown = json!("unknown-field");
    assert!(gaps.contains(&(&json!("/submiter"), &unknown)), "{gaps:?}");
    assert!(gaps.contains(&(&json!("/submitter/phnoe"), &unknown)), "{gaps:?}");
}

#[test]
fn kind_of_desk_decides_the_channel_unless_it_is_named() {
    let shell = Shell::new();
    let card = shell.path("card.txt");
    let init = ["init", "--kind", "post", "--prefix", "BD01", "--recovery-out", &card];
    assert_eq!(code(&shell.run(&init)), 0);
    let form = shell.a_form();
    let new = ["new", "--procedure", "1.001193", "--form", &form];
    let shown = |more: &[&str]| {
        let (_, begun) = shell.ask(&[&new, more].concat());
        shell.ask(&["show", begun["dossier_id"].as_str().unwrap()]).1
    };

    let usual = shown(&[]);
    let named = shown(&["--channel", "online", "--assistance", "guided"]);
    let unknown = shell.run(&[&new[..], &["--channel", "pigeon"]].concat());

    assert_eq!(usual["channel"], "post");
    assert_eq!((&named["channel"], &named["assistance"]), (&json!("online"), &json!("guided")));
    assert_eq!(code(&unknown), 1, "{}", said(&unknown));
}
