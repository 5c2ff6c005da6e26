//! Papers: for the resident, for signature, and no more of them than there may be.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::browser::Window;
use crate::table::{Shell, code, failure, names_in};

/// What stands on a PDF, as a person copies it out.
fn text_of(pdf: &str) -> String {
    let read = Command::new("pdftotext").args(["-layout", "-enc", "UTF-8", pdf, "-"]).output();
    let read = read.expect("pdftotext is there: poppler-utils");
    assert!(read.status.success(), "{pdf} is a PDF");
    String::from_utf8(read.stdout).unwrap()
}

/// Writes a paper; gives the exit code, the answer and the file.
fn paper(shell: &Shell, id: &str, form: &str, name: &str) -> (i32, Value, String) {
    let out = shell.path(name);
    let (code, answer) = shell.ask(&["paper", id, "--form", form, "-o", &out]);
    (code, answer, out)
}

fn code_of(shell: &Shell, id: &str) -> String {
    shell.ask(&["show", id]).1["provisional_code"].as_str().unwrap().to_owned()
}

#[test]
#[cfg_attr(windows, ignore = "it reads a paper with pdftotext, which is no Windows program")]
fn receipt_is_written_once_the_dossier_is_submitted_and_says_that_nobody_has_received_it() {
    let shell = Shell::with_desk();
    shell.ask(&["letterhead", "--agency", "UBND xã Thất Khê", "--place", "Thất Khê"]);
    let id = shell.begin();

    let (early, not_yet, nothing) = paper(&shell, &id, "receipt", "a.pdf");
    shell.ask(&["submit", &id]);
    let (written, kept, file) = paper(&shell, &id, "receipt", "b.pdf");

    assert_eq!((early, failure(&not_yet)), (2, "paper-not-yet"));
    assert!(!Path::new(&nothing).exists());
    assert_eq!((written, &kept), (0, &json!({ "file": file, "pages": kept["pages"] })));
    assert!(kept["pages"].as_u64().is_some_and(|pages| (1..=2).contains(&pages)), "{kept}");
    let text = text_of(&file);
    let provisional = code_of(&shell, &id);
    for said in ["HẸN TRẢ KẾT QUẢ", &provisional, "UBND XÃ THẤT KHÊ", "chưa nhận được", "dự kiến"]
    {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert!(!text.contains("Ban hành kèm theo"), "its layout is our own: {text}");
}

#[test]
#[cfg_attr(windows, ignore = "it reads a paper with pdftotext, which is no Windows program")]
fn second_receipt_says_that_it_is_one() {
    let shell = Shell::with_desk();
    let id = shell.begin();
    shell.ask(&["submit", &id]);

    let texts = ["a.pdf", "b.pdf"].map(|name| text_of(&paper(&shell, &id, "receipt", name).2));

    assert_eq!(texts.map(|text| text.contains("In lại lúc")), [false, true]);
}

#[test]
fn paper_is_refused_where_it_would_overwrite_or_lie_beside_its_lock() {
    let shell = Shell::with_desk();
    let id = shell.begin();
    shell.ask(&["submit", &id]);
    let taken = shell.write("card.pdf", b"somebody's");
    let inside = shell.data().join("a.pdf").display().to_string();

    for path in [&taken, &inside] {
        let (ended, answer) = shell.ask(&["paper", &id, "--form", "receipt", "-o", path]);

        assert_eq!((ended, failure(&answer)), (2, "paper-not-written"), "{path}");
        assert!(answer["message"].as_str().unwrap().contains(path), "{answer}");
    }
    assert_eq!(fs::read(&taken).unwrap(), b"somebody's");
    assert!(!Path::new(&inside).exists());
}

#[test]
fn paper_of_a_dossier_that_was_taken_back_is_refused() {
    let shell = Shell::with_desk();
    let id = shell.begin();
    shell.ask(&["submit", &id]);
    shell.ask(&["withdraw", &id]);

    let (ended, answer, _) = paper(&shell, &id, "receipt", "a.pdf");

    assert_eq!((ended, failure(&answer)), (2, "paper-case-ended"));
    assert!(answer["message"].as_str().unwrap().contains("rút"), "it says how: {answer}");
}

#[test]
#[cfg_attr(windows, ignore = "it reads a paper with pdftotext, which is no Windows program")]
fn volunteers_give_a_note_that_promises_nothing() {
    let shell = Shell::new();
    let card = shell.path("card.txt");
    let init = ["init", "--kind", "volunteer", "--prefix", "TC01", "--recovery-out", &card];
    assert_eq!(code(&shell.run(&init)), 0);
    let id = shell.begin();
    shell.ask(&["submit", &id]);

    let (written, _, file) = paper(&shell, &id, "receipt", "a.pdf");

    assert_eq!(written, 0);
    let text = text_of(&file);
    assert!(text.contains("PHIẾU NHẬN NỘP HỘ HỒ SƠ"), "{text}");
    for promise in ["HẸN TRẢ", "dự kiến", "tháng 11 năm 2026, trả"] {
        assert!(!text.contains(promise), "{promise}: {text}");
    }
}

#[test]
#[cfg_attr(windows, ignore = "it reads a paper with pdftotext, which is no Windows program")]
fn declaration_is_written_for_signature_before_anything_is_submitted() {
    let shell = Shell::with_desk();
    let id = shell.begin();
    let form: Value =
        serde_json::from_str(&fs::read_to_string(shell.path("form.json")).unwrap()).unwrap();

    let (small, _, file) = paper(&shell, &id, "declaration", "a.pdf");
    let out = shell.path("b.pdf");
    let args = ["paper", &id, "--form", "declaration", "--size", "a5", "-o", &out];
    let (large, kept) = shell.ask(&args);

    assert_eq!((small, large), (0, 0), "{kept}");
    for file in [file, out] {
        let text = text_of(&file);
        // A long name may stand in two lines of a narrow sheet.
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let name = form["submitter"]["name"].as_str().unwrap();
        assert!(words.to_lowercase().contains(&name.to_lowercase()), "{name}: {text}");
        assert!(text.contains(&code_of(&shell, &id)), "{text}");
    }
}

#[test]
fn declaration_is_refused_for_a_procedure_of_which_nobody_has_the_form() {
    let shell = Shell::with_desk();
    let (_, found) = shell.ask(&["procedures", "chứng thực", "--limit", "1"]);
    let procedure = found[0]["code"].as_str().unwrap();
    let (_, begun) = shell.ask(&["new", "--procedure", procedure, "--form", &shell.a_form()]);
    let id = begun["dossier_id"].as_str().unwrap();

    let (ended, answer, _) = paper(&shell, id, "declaration", "a.pdf");

    assert_eq!((ended, failure(&answer)), (2, "paper-no-form"));
}

#[test]
fn letterhead_is_kept_line_by_line() {
    let shell = Shell::with_desk();

    let (_, first) = shell.ask(&["letterhead"]);
    shell.ask(&["letterhead", "--agency", "  UBND xã\n Thất Khê ", "--phone", "0205 3 812 345"]);
    let (_, kept) = shell.ask(&["letterhead", "--phone", ""]);
    let (ended, answer) = shell.ask(&["letterhead", "--place", &"x".repeat(201)]);
    let (_, after) = shell.ask(&["letterhead"]);

    assert!(first.as_object().unwrap().values().all(|line| line == ""), "{first}");
    assert_eq!((&kept["agency"], &kept["phone"]), (&json!("UBND xã Thất Khê"), &json!("")));
    assert_eq!((ended, failure(&answer)), (2, "letterhead-too-long"));
    assert_eq!(after, kept, "nothing was changed");
}

#[test]
fn code_that_was_given_by_hand_is_entered() {
    let shell = Shell::with_desk();
    let id = shell.begin();

    let (given, answer) = shell.ask(&["code-given", &id]);
    let (nobody, unknown) = shell.ask(&["code-given", "01900000-0000-7000-8000-000000000001"]);
    let window = Window::open(&shell);
    let (_, page) = window.call("dossiers.open", &json!({ "dossier": id }));

    assert_eq!((given, answer), (0, Value::Null));
    assert_eq!((nobody, failure(&unknown)), (2, "no-such-dossier"));
    assert!(page["code_given_at"].is_string(), "{page}");
    let moments = page["moments"].as_array().unwrap();
    assert_eq!(
        moments.last().unwrap()["said"],
        "Gave the resident the code by hand, without a paper"
    );
}

#[test]
#[cfg_attr(windows, ignore = "it reads a paper with pdftotext, which is no Windows program")]
fn page_of_a_browser_shows_the_paper_itself_and_no_file_is_written() {
    let shell = Shell::with_desk();
    let id = shell.begin();
    shell.ask(&["submit", &id]);
    let window = Window::open(&shell);

    let wanted = json!({ "dossier": id, "form": "receipt", "size": "a5", "by": "page" });
    let (status, printed) = window.call("papers.print", &wanted);
    let path = format!("/asset/{}?t={}", printed["asset"].as_str().unwrap(), window.token);
    let shown = window.send(&window.plain("GET", &path));
    let (_, page) = window.call("dossiers.open", &json!({ "dossier": id }));

    assert_eq!(
        (status, &printed["is_opened"], &printed["said"]),
        (200, &json!(false), &Value::Null)
    );
    assert_eq!(printed["asset"], json!(format!("papers/{id}/receipt/a5")));
    assert_eq!((shown.status, shown.header("Content-Type")), (200, Some("application/pdf")));
    let text = text_of(&shell.write("shown.pdf", &shown.body));
    assert!(text.contains("In lúc") && !text.contains("In lại"), "the first one: {text}");
    assert_eq!(names_in(&shell.data().join("handout")), Vec::<String>::new());
    let out = &page["papers_out"];
    assert_eq!(out[0]["title"], "Giấy tiếp nhận hồ sơ và hẹn trả kết quả");
    assert!(out[0]["printed_at"].is_string() && out[0]["refusal"].is_null(), "{out}");
    assert_eq!((&out[0]["is_stale"], &out[1]["form"]), (&json!(false), &json!("declaration")));
    assert_eq!(out[1]["signed_as"], "to-khai");
}

/// Prints in a window without a screen: the file lies there for another program to open.
fn print_for_a_viewer(window: &Window, id: &str) -> Value {
    let wanted = json!({ "dossier": id, "form": "receipt", "by": "viewer" });
    let (status, printed) = window.call("papers.print", &wanted);
    assert_eq!(status, 200, "{printed}");
    printed
}

#[test]
#[cfg_attr(windows, ignore = "Windows takes a paper whether or not a program is there for it")]
fn paper_that_no_program_opens_says_what_to_do_and_is_gone_when_the_desk_is_locked() {
    let shell = Shell::with_desk();
    let id = shell.begin();
    shell.ask(&["submit", &id]);
    let window = Window::open(&shell);
    let handout = shell.data().join("handout");

    let printed = print_for_a_viewer(&window, &id);
    let laid_out = names_in(&handout);
    window.call("host.lock", &json!({}));

    assert_eq!((&printed["size"], &printed["is_opened"]), (&json!("a4"), &json!(false)));
    assert!(printed["said"].as_str().unwrap().contains("print it from here"), "{printed}");
    assert_eq!(laid_out, [format!("{}-giay-tiep-nhan.pdf", code_of_printed(&printed))]);
    assert_eq!(names_in(&handout), Vec::<String>::new(), "with the key it leaves");
}

/// The code that a file's name begins with.
fn code_of_printed(printed: &Value) -> String {
    let name = printed["name"].as_str().unwrap();
    name.strip_suffix("-giay-tiep-nhan.pdf").unwrap().to_owned()
}

#[test]
fn paper_of_a_killed_program_is_gone_before_anybody_unlocks_and_stays_while_another_one_runs() {
    let shell = Shell::with_desk();
    let id = shell.begin();
    shell.ask(&["submit", &id]);
    let handout = shell.data().join("handout");
    let window = Window::open(&shell);
    print_for_a_viewer(&window, &id);

    let other = Window::locked(&shell);
    other.call("host.status", &json!({}));
    let while_held = names_in(&handout).len();
    // Its process is killed, and can tidy nothing up.
    drop(window);
    let after_the_kill = names_in(&handout).len();
    other.call("host.status", &json!({}));

    assert_eq!((while_held, after_the_kill), (1, 1));
    assert_eq!(names_in(&handout), Vec::<String>::new(), "nobody has unlocked anything");
}

#[test]
#[cfg(unix)]
fn paper_is_gone_when_the_program_is_told_to_end() {
    let shell = Shell::with_desk();
    let id = shell.begin();
    shell.ask(&["submit", &id]);
    let window = Window::open(&shell);
    print_for_a_viewer(&window, &id);

    window.end();

    assert_eq!(names_in(&shell.data().join("handout")), Vec::<String>::new());
}
