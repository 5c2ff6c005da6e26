//! What is handed over: forms and papers, good and bad.

use std::fs;

use serde_json::json;

use crate::table::{Shell, failure};

#[test]
fn bad_file_is_refused_with_its_reason_and_the_draft_is_kept() {
    let shell = Shell::with_desk();
    let locked = b"%PDF-1.6\ntrailer<</Encrypt 5 0 R>>\n%%EOF".as_slice();
    let cases: [(&[u8], &str); 4] = [
        (b"", "file-empty"),
        (b"MZ\x90 a program", "file-unknown"),
        (b"\xff\xd8\xff\xe0 half a photo", "file-cut-short"),
        (locked, "file-encrypted"),
    ];

    for (bytes, reason) in cases {
        let paper = format!("giay-chung-sinh={}", shell.write("paper", bytes));
        let args =
            ["new", "--procedure", "1.001193", "--form", &shell.a_form(), "--attach", &paper];
        let (code, answer) = shell.ask(&args);

        assert_eq!((code, &answer["error"]["code"]), (2, &json!(reason)));
        assert_eq!(answer["state"], "draft", "the draft is kept");
    }
}

#[test]
fn unreadable_input_begins_nothing() {
    let shell = Shell::with_desk();
    let torn = shell.write("torn.json", b"{ \"submitter\": ");
    let form = shell.a_form();

    let (torn_form, _) = shell.ask(&["new", "--procedure", "1.001193", "--form", &torn]);
    let (no_code, _) = shell.ask(&["new", "--procedure", "khai sinh", "--form", &form]);
    let missing =
        ["new", "--procedure", "1.001193", "--form", &form, "--attach", "a=/no/such/file"];
    let (no_file, answer) = shell.ask(&missing);
    let (_, listed) = shell.ask(&["list"]);

    assert_eq!((torn_form, no_code, no_file), (2, 2, 2));
    assert_eq!(answer["error"]["code"], "file-unreadable");
    assert_eq!(listed, json!([]), "no half dossier is left behind");
}

#[test]
fn torn_form_is_told_where_it_is_torn_and_in_words() {
    let shell = Shell::with_desk();
    let torn = shell.write("torn.json", b"{ \"submitter\": {},\n  \"result\" }");

    let (ended, answer) = shell.ask(&["new", "--procedure", "1.001193", "--form", &torn]);

    assert_eq!((ended, failure(&answer)), (2, "form-not-json"));
    let message = answer["message"].as_str().unwrap();
    assert!(message.contains("dòng 2, cột 12"), "{message}");
    assert!(!message.contains("expected"), "no English of the library's: {message}");
}

#[test]
fn hopeless_form_is_refused_before_it_is_read() {
    let shell = Shell::with_desk();
    let deep = format!("{{\"declaration\":{}{}}}", "[".repeat(500), "]".repeat(500));
    let wide = format!("{{\"request\":\"{}\"}}", "a".repeat(1024 * 1024));
    let cases = [("form-too-deep", deep), ("form-too-large", wide)];

    for (reason, form) in cases {
        let form = shell.write("form.json", form.as_bytes());
        let (ended, answer) = shell.ask(&["new", "--procedure", "1.001193", "--form", &form]);
        assert_eq!((ended, failure(&answer)), (2, reason));
    }
    assert_eq!(shell.ask(&["list"]).1, json!([]), "nothing was begun");
}

#[test]
fn why_a_file_cannot_be_read_is_said_in_words() {
    let shell = Shell::with_desk();
    let (form, folder) = (shell.a_form(), shell.path("folder"));
    fs::create_dir(&folder).unwrap();
    let mut cases = vec![(shell.path("nowhere"), "không thấy tệp này"), (folder, "đó là thư mục")];
    if cfg!(unix) {
        cases.push(("/dev/zero".to_owned(), "không phải tệp thông thường"));
    }

    for (file, reason) in cases {
        let paper = format!("giay-chung-sinh={file}");
        for args in [
            ["new", "--procedure", "1.001193", "--form", &form, "--attach", &paper].as_slice(),
            &["new", "--procedure", "1.001193", "--form", &file],
        ] {
            let (ended, answer) = shell.ask(args);
            let message = answer["message"].as_str().unwrap();
            assert_eq!(ended, 2, "{message}");
            assert!(message.contains(reason) && !message.contains("os error"), "{message}");
        }
    }
    assert_eq!(shell.ask(&["list"]).1, json!([]), "nothing was begun");
}

#[test]
fn slip_in_a_component_begins_nothing() {
    let shell = Shell::with_desk();
    let (form, pdf) = (shell.a_form(), shell.a_pdf());

    for slip in ["Giấy chứng sinh", "../x", ""] {
        let paper = format!("{slip}={pdf}");
        let args = ["new", "--procedure", "1.001193", "--form", &form, "--attach", &paper];
        let (ended, answer) = shell.ask(&args);
        assert_eq!((ended, failure(&answer)), (2, "not-a-component"), "{slip:?}");
    }
    assert_eq!(shell.ask(&["list"]).1, json!([]), "a slip of the pen costs nothing");
}

#[test]
fn one_bad_paper_among_several_attaches_none_and_is_named() {
    let shell = Shell::with_desk();
    let id = shell.begin();
    let good = format!("giay-to-khac={}", shell.a_pdf());
    let bad = format!("anh-the={}", shell.write("ảnh hỏng.jpg", b"MZ\x90 a program"));

    let (ended, answer) = shell.ask(&["attach", &id, &good, &bad]);
    let (_, shown) = shell.ask(&["show", &id]);

    assert_eq!((ended, failure(&answer)), (2, "file-unknown"));
    assert_eq!(answer["error"]["args"]["file"], "ảnh hỏng.jpg");
    assert_eq!(answer["error"]["args"]["component"], "anh-the");
    assert!(answer["message"].as_str().unwrap().contains("ảnh hỏng.jpg"), "{answer}");
    assert_eq!(shown["pages"].as_array().unwrap().len(), 1, "only the one from the beginning");
}

#[cfg(unix)]
#[test]
fn file_whose_name_is_no_utf8_is_attached() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let shell = Shell::with_desk();
    let id = shell.begin();
    let name = OsStr::from_bytes(b"gi\xe2\xfay.pdf");
    fs::copy(shell.a_pdf(), shell.home.path().join(name)).unwrap();
    let mut paper = std::ffi::OsString::from("giay-to-khac=");
    paper.push(shell.home.path().join(name));

    let output = shell.command(&["attach", &id]).arg(paper).output().unwrap();

    assert_eq!(crate::table::code(&output), 0, "{output:?}");
    assert_eq!(shell.ask(&["show", &id]).1["pages"].as_array().unwrap().len(), 2);
}

// Windows refuses such names by itself.
#[cfg(unix)]
#[test]
fn name_of_a_file_cannot_play_with_the_terminal() {
    let shell = Shell::with_desk();
    let id = shell.begin();
    let name = "\u{1b}[2J\u{202e}fdp.exe";
    let paper = format!("giay-to-khac={}", shell.write(name, &fs::read(shell.a_pdf()).unwrap()));

    let attached = shell.run(&["attach", &id, &paper]);
    let shown = shell.run(&["show", &id]);

    for output in [attached, shown] {
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.contains("fdp.exe"), "{text:?}");
        assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text:?}");
    }
}
