//! Papers: what they say before and after the agency has spoken, and that none of them stays where
//! others can read it.

use std::fs;
use std::path::Path;

use bridge::{Host, Language, OpenWith};
use desk::handout;
use desk::papers::{self, Occasion, PaperForm, Size};
use serde_json::{Value, json};
use testkit::clock::MORNING;
use testkit::{TestDesk, TestDossier, a_birth_dossier, a_desk};
use wire::event::Event;

use crate::enrolled::{DAY_MS, delivered, does, enrolled, event, whole};
use crate::needles::text_of_a_pdf;

const OFFICIAL: &str = "H37.16-261123-0001";

/// Prints the resident's paper; gives what can be read on it.
fn printed(desk: &TestDesk, dossier: &TestDossier) -> String {
    let (form, size) = (PaperForm::Receipt, Size::A5);
    let made = papers::make(desk, dossier.dossier, form, size, Occasion::Printing).unwrap();
    papers::printed(desk, desk.actor(), dossier.dossier, form, size, &made).unwrap();
    text_of_a_pdf(&made.bytes)
}

/// The agency takes the dossier in, and names the day.
fn received(gateway: &testkit::FakeGateway, dossier: &TestDossier) -> Event {
    Event {
        official_code: Some(OFFICIAL.to_owned().try_into().unwrap()),
        received_ms: Some(MORNING.plus(DAY_MS)),
        deadline: Some("2026-12-01".parse().unwrap()),
        ..event(gateway, 1, dossier, "2")
    }
}

fn laid_out(root: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(root.join("handout")) else { return Vec::new() };
    let mut names: Vec<_> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn receipt_bears_the_provisional_code_until_the_agency_has_given_its_own() {
    let (desk, gateway) = enrolled();
    let dossier = delivered(&desk, &gateway);

    let before = printed(&desk, &dossier);
    does(&desk, &[gateway.tells(vec![received(&gateway, &dossier)])]);
    let after = printed(&desk, &dossier);

    let provisional = dossier.code.to_string();
    assert!(before.contains(&provisional) && before.contains("chưa nhận được"), "{before}");
    assert!(before.contains("Lò Thị Ngọc Đào") && !before.contains("01 tháng 12"), "{before}");
    assert!(after.contains(OFFICIAL) && after.contains("In lại"), "{after}");
    assert!(after.contains(&provisional), "the paper at home is recognised: {after}");
    assert!(after.contains("01 tháng 12 năm 2026"), "the agency's own day: {after}");
    assert!(!after.contains("chưa nhận được"), "{after}");
    let whole = whole(&desk, &dossier);
    let printings = papers::printings(&whole, PaperForm::Receipt);
    let printings: Vec<_> = printings.map(|printing| printing.is_official).collect();
    assert_eq!(printings, [false, true], "each is entered");
}

#[test]
fn paper_that_says_less_than_is_known_asks_to_be_printed_again() {
    let (desk, gateway) = enrolled();
    let dossier = delivered(&desk, &gateway);
    printed(&desk, &dossier);
    does(&desk, &[gateway.tells(vec![received(&gateway, &dossier)])]);
    let closed = desk.closed();
    let host = Host::at(closed.world.world(), closed.root(), "test");
    host.unlock(OpenWith::Keyring, None).unwrap();
    let ask = |command: &str, args: Value| host.call(command, args, Language::Vietnamese).unwrap();
    let id = dossier.dossier.to_string();
    let out = || ask("dossiers.open", json!({ "dossier": id }))["papers_out"][0].clone();

    let stale = out()["is_stale"].clone();
    let done = ask("papers.print", json!({ "dossier": id, "form": "receipt", "by": "viewer" }));
    let fresh = out()["is_stale"].clone();

    assert_eq!((&stale, &fresh, &done["is_opened"]), (&json!(true), &json!(false), &json!(true)));
    let shown = closed.world.viewer.shown();
    let (path, bytes) = shown.first().unwrap();
    assert_eq!(path.file_name().unwrap().to_str(), done["name"].as_str());
    assert!(path.is_absolute() && path.starts_with(closed.root().canonicalize().unwrap()));
    assert!(text_of_a_pdf(bytes).contains(OFFICIAL), "what the viewer was shown");
    assert_eq!(laid_out(closed.root()).len(), 1, "as long as it is shown");
    host.lock();
    assert_eq!(laid_out(closed.root()), Vec::<String>::new());
}

#[test]
fn receipt_counts_the_papers_of_the_newest_revision_alone() {
    let desk = a_desk().opened();
    let mut dossier = a_birth_dossier().with_pages(3).sealed(&desk);
    let before = printed(&desk, &dossier);
    desk::corrections::reopen(&desk, desk.actor(), dossier.dossier).unwrap();
    let (page, _) = dossier.pages[0].clone();
    desk::pages::remove(&desk, desk.actor(), dossier.dossier, page).unwrap();

    let while_typed = printed(&desk, &dossier);
    dossier.submit(&desk);
    let after = printed(&desk, &dossier);

    let counted = [before, while_typed, after].map(|text| {
        let place = text.find("đã quét ").unwrap() + "đã quét ".len();
        text[place..].chars().next().unwrap()
    });
    assert_eq!(counted, ['3', '3', '2'], "what is being typed was not submitted");
}

#[test]
fn hand_out_folder_is_empty_after_the_end_and_at_the_next_start() {
    let desk = a_desk().opened();
    handout::put(&desk, "a.pdf", b"%PDF-").unwrap();
    assert_eq!(laid_out(desk.root()), ["a.pdf"]);

    let closed = desk.closed();
    let after_the_end = laid_out(closed.root());
    fs::write(closed.root().join("handout/b.pdf"), b"of a killed process").unwrap();
    fs::write(closed.root().join("handout/.~lock.b.pdf#"), b"of its viewer").unwrap();
    let desk = closed.opened();

    assert_eq!(after_the_end, Vec::<String>::new());
    assert_eq!(laid_out(desk.root()), Vec::<String>::new());
}

#[test]
fn left_over_paper_is_cleared_away_without_a_key_unless_somebody_holds_the_folder() {
    let desk = a_desk().opened();
    handout::put(&desk, "a.pdf", b"%PDF-").unwrap();
    let look = |desk: &TestDesk| {
        let host = Host::at(desk.world.world(), desk.root(), "another");
        host.ways_to_unlock().unwrap();
    };

    look(&desk);
    let while_held = laid_out(desk.root());
    let closed = desk.closed();
    fs::write(closed.root().join("handout/b.pdf"), b"of a killed process").unwrap();
    Host::at(closed.world.world(), closed.root(), "next").ways_to_unlock().unwrap();

    assert_eq!(while_held, ["a.pdf"], "its viewer may still be opening it");
    assert_eq!(laid_out(closed.root()), Vec::<String>::new());
}

#[test]
fn folder_of_that_name_is_left_alone_where_no_desk_is() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir(home.path().join("handout")).unwrap();
    fs::write(home.path().join("handout/b.pdf"), b"somebody's").unwrap();

    let world = testkit::a_world(1).world();
    let refused = Host::at(world, home.path(), "test").ways_to_unlock();

    assert!(refused.is_err());
    assert_eq!(laid_out(home.path()), ["b.pdf"]);
}

#[test]
fn paper_that_cannot_be_removed_is_tried_again_and_counted_until_it_is_gone() {
    let closed = a_desk().opened().closed();
    // Nobody can remove a folder as a file: it stands for a file that its viewer does not let go.
    let held = closed.root().join("handout/a.pdf");
    fs::create_dir_all(&held).unwrap();
    let desk = closed.opened();
    let of_today = handout::put(&desk, "a.pdf", b"%PDF-").unwrap();
    let papers_left = || desk::doctor::examine(&desk).unwrap().papers_left;

    let while_held = papers_left();
    fs::remove_dir(&held).unwrap();
    fs::write(&held, b"its viewer was closed").unwrap();
    let after = papers_left();

    assert_eq!((while_held, after), (1, 0));
    assert_eq!(of_today.file_name().unwrap(), "a-2.pdf", "another file than the one in use");
    assert!(of_today.exists() && !held.exists(), "what was handed out today stays");
}

#[test]
fn name_that_is_not_plain_is_handed_out_to_nobody() {
    let desk = a_desk().opened();

    for name in ["../desk.db", "a/b.pdf", ".hidden", "Đào.pdf", ""] {
        assert!(handout::put(&desk, name, b"%PDF-").is_err(), "{name}");
    }
    assert_eq!(laid_out(desk.root()), Vec::<String>::new());
}
