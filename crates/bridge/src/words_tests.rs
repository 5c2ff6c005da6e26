use super::*;
use crate::error::Kind;
use crate::reply::ShownHead;

fn vietnamese() -> Words {
    Words::of(Language::Vietnamese)
}

#[test]
fn sentence_stays_whole_when_something_is_not_known() {
    let held = UiError::new(Kind::Held, "folder-held").with("program", &"none");
    let damaged = UiError::new(Kind::Internal, "file-damaged").with("file", &"dossiers/a/b");

    for language in [Language::Vietnamese, Language::English] {
        let words = Words::of(language);
        for problem in [&held, &damaged] {
            let sentence = words.problem(problem);
            assert!(!sentence.contains("none") && !sentence.contains('{'), "{sentence}");
        }
    }
}

fn a_problem(code: &str, head: Option<u32>) -> ShownProblem {
    let head = head.map(|revision| ShownHead {
        submission_id: String::new(),
        revision,
        desk_id: String::new(),
        manifest_sha256: String::new(),
    });
    let (title, min_client, damaged_paper) = (String::new(), None, None);
    ShownProblem { code: code.to_owned(), status: 409, title, head, min_client, damaged_paper }
}

/// What the desk's side of the road can say: reading, signing and saving.
const OF_THE_DESK: [&str; 16] = [
    "file-damaged",
    "damaged",
    "not-for-this-key",
    "part-unreadable",
    "io",
    "store-io",
    "store-sql",
    "store-row",
    "store-damaged",
    "disk-full",
    "no-such-parcel",
    "no-such-dossier",
    "parcel-closed",
    "not-enrolled",
    "bad-form",
    "result-too-large",
];

#[test]
fn whatever_the_desk_itself_finds_is_said_in_words_and_never_as_a_code() {
    for language in [Language::Vietnamese, Language::English] {
        let words = Words::of(language);
        for code in OF_THE_DESK {
            for said in [words.reason(&a_problem(code, None)), words.trouble(code)] {
                assert!(!said.contains(&format!("({code})")) && said.len() > 30, "{code}: {said}");
                assert!(!said.contains("none") && !said.contains('{'), "{code}: {said}");
            }
        }
    }
}

#[test]
fn damaged_file_of_a_parcel_is_named_with_what_to_do_however_the_damage_showed() {
    for code in ["file-damaged", "damaged", "not-for-this-key", "part-unreadable"] {
        let unnamed = a_problem(code, None);
        let paper = Some("giay-2.jpg".to_owned());
        let named = ShownProblem { damaged_paper: paper, ..a_problem(code, None) };

        let (unnamed, named) = (vietnamese().reason(&unnamed), vietnamese().reason(&named));

        assert!(named.contains("giay-2.jpg") && named.contains("quét lại"), "{code}: {named}");
        assert!(unnamed.contains("trên máy này"), "{code}: {unnamed}");
    }
}

#[test]
fn request_that_arrived_is_no_file_that_arrived() {
    let said = |kind| vietnamese().parcel(kind, ParcelState::Delivered, false);

    assert_eq!(said(ParcelKind::Withdrawal), "cổng tỉnh đã nhận yêu cầu");
    assert_eq!(said(ParcelKind::Supplement), "cổng tỉnh đã nhận đủ tệp");
}

#[test]
fn refusal_is_said_with_what_is_known_of_it() {
    let said = |code: &str, head| vietnamese().reason(&a_problem(code, head));

    for (head, which) in [(Some(3), "bản 3"), (None, "một bản mới hơn")] {
        let whose = "từ quầy khác hoặc từ một bản sao của chính quầy này";
        let newer = format!("Cổng tỉnh đã nhận {which} của hồ sơ này {whose}, ");
        assert!(said("not-head", head).starts_with(&newer), "{head:?}");
    }
    assert!(said("store-io", None).starts_with("Máy không đọc hoặc ghi được"), "the desk's own");
    assert!(said("a-newer-one", None).contains("(a-newer-one)"), "a code of a newer gateway");
    assert!(!said("client-too-old", None).contains("none"));
}

#[test]
fn status_is_said_as_it_came_when_nobody_knows_it() {
    assert_eq!(vietnamese().status(" 5"), vietnamese().state(CaseState::SupplementAsked));
    assert!(vietnamese().status("5.1").contains("5.1"));
}

#[test]
fn field_is_named_by_its_block_and_its_last_step() {
    let gap = |path: &str| vietnamese().gap(&domain::gap::Gap::new(path, "unknown-field"));

    assert!(gap("/submitter/number").starts_with("Người nộp – số giấy tờ tùy thân"));
    assert!(gap("/a~1b").starts_with("a/b"), "{}", gap("/a~1b"));
}

#[test]
fn count_is_grouped_as_the_language_groups_it() {
    let vietnamese = Words::of(Language::Vietnamese);

    let said: Vec<_> = [0, 999, 1000, 4_950, 1_234_567].map(|n| vietnamese.count(n)).into();

    assert_eq!(said, ["0", "999", "1.000", "4.950", "1.234.567"]);
    assert_eq!(Words::of(Language::English).count(4_950), "4,950");
}
