use desk::background::Trouble;

use super::*;
use crate::words::Language;

const LANGUAGES: [Language; 2] = [Language::Vietnamese, Language::English];
const CODE: &str = "H37.6-261122-0001";

/// Said to a clerk at a window, and to one at a shell, in one language.
fn said(why: &Unfetched, language: Language) -> [String; 2] {
    let why = WhyMissing::of(why).unwrap();
    [Words::in_language(language), &Words::of(language)].map(|it| it.missing_result(&why, CODE))
}

#[test]
fn result_that_the_road_keeps_back_comes_by_itself_and_nothing_else_is_said() {
    for trouble in [Trouble::Unreachable, Trouble::Busy, Trouble::NotTheGateway] {
        assert_eq!(WhyMissing::of(&Unfetched::Road(trouble)), None);
    }
}

#[test]
fn clerk_whose_result_is_gone_knows_whom_to_ask_and_by_which_code() {
    let [window, shell] = said(&Unfetched::Gone, Language::Vietnamese);

    assert!(window.starts_with("Hệ thống tỉnh không còn giữ tệp này"), "{window}");
    assert!(shell.starts_with("Cổng tỉnh không còn giữ tệp này"), "{shell}");
    for said in [window, shell] {
        assert!(
            said.contains(&format!("Hãy hỏi cơ quan giải quyết hồ sơ, nêu mã {CODE}")),
            "{said}"
        );
        assert!(said.contains("Bản giấy, nếu có, vẫn trả cho người dân"), "{said}");
    }
}

#[test]
fn refusal_of_a_result_is_told_with_its_reason() {
    for language in LANGUAGES {
        for said in said(&Unfetched::Refused("not-your-desk".to_owned()), language) {
            assert!(said.contains("not-your-desk") && said.contains(CODE), "{said}");
        }
    }
}

#[test]
fn what_this_machine_could_not_keep_is_told_with_what_to_do_here() {
    let full = said(&Unfetched::Desk("disk-full"), Language::Vietnamese);
    let large = said(&Unfetched::Desk("result-too-large"), Language::Vietnamese);

    assert!(
        full.iter().all(|said| said.contains("Hãy xóa bớt tệp không cần trên máy")),
        "{full:?}"
    );
    assert!(full[0].contains("phần mềm sẽ tự tải về"), "no command is named in a window: {full:?}");
    assert!(large.iter().all(|said| said.contains("256 MB")), "{large:?}");
}

#[test]
fn no_reason_leaves_a_hole_in_its_sentence() {
    let whys = [
        Unfetched::Gone,
        Unfetched::Refused("a-newer-one".to_owned()),
        Unfetched::Desk("disk-full"),
        Unfetched::Desk("store-io"),
        Unfetched::Desk("result-too-large"),
        Unfetched::Desk("result-broken-off"),
    ];
    for language in LANGUAGES {
        for said in whys.iter().flat_map(|why| said(why, language)) {
            assert!(!said.contains(['{', '}']) && !said.contains("none"), "{said}");
            assert!(!said.contains("result-") && said.len() > 60, "a name in its place: {said}");
        }
    }
}
