//! What the shell says, in which language, and what it does when nobody can hear it.

use std::path::Path;

use serde_json::Value;

use crate::table::{Shell, a_form, code, failure, names_in, said};

/// A code that is right, of a dossier that no desk here has.
const ABSENT: &str = "LS07-261121-000000-D";

#[test]
fn wrong_use_ends_with_one() {
    let shell = Shell::new();

    assert_eq!(code(&shell.run(&["fly"])), 1, "an unknown command");
    assert_eq!(code(&shell.run(&["list"])), 1, "no desk is here yet");
    assert_eq!(code(&shell.run(&["--help"])), 0, "help is an answer");
    let card = shell.path("card.txt");
    let bad_kind = ["init", "--kind", "bank", "--prefix", "LS07", "--recovery-out", &card];
    assert_eq!(code(&shell.run(&bad_kind)), 1);
    assert!(!Path::new(&card).exists(), "nothing was written");
}

#[test]
fn dossier_is_found_by_its_code_however_it_is_typed() {
    let shell = Shell::with_desk();
    let id = shell.begin();
    let (_, shown) = shell.ask(&["show", &id]);
    let code = shown["provisional_code"].as_str().unwrap();

    let (_, found) = shell.ask(&["show", &code.to_lowercase().replace('-', " ")]);

    assert_eq!(found["dossier_id"], shown["dossier_id"]);
}

#[test]
fn doctor_names_a_damaged_file_and_ends_with_seven() {
    let shell = Shell::with_desk();
    shell.begin();
    let (well, _) = shell.ask(&["doctor"]);
    let folder = std::fs::read_dir(shell.data().join("dossiers")).unwrap().next().unwrap().unwrap();
    let name = names_in(&folder.path()).into_iter().find(|name| name != "identity.age").unwrap();
    std::fs::write(folder.path().join(&name), b"age-encryption.org/v1\nnonsense").unwrap();

    let (unwell, examined) = shell.ask(&["doctor"]);

    assert_eq!((well, unwell), (0, 7));
    assert!(examined["files_damaged"][0]["file"].as_str().unwrap().ends_with(&name));
}

#[test]
fn sentences_come_in_the_language_asked_for() {
    let shell = Shell::with_desk();

    let vietnamese = shell.run(&["show", ABSENT]);
    let english = shell.run(&["show", ABSENT, "--lang", "en"]);

    assert!(said(&vietnamese).starts_with("Không tìm thấy hồ sơ"), "{}", said(&vietnamese));
    assert!(said(&english).starts_with("There is no such dossier"), "{}", said(&english));
}

#[test]
fn absent_dossier_is_told_from_a_misread_code() {
    let shell = Shell::with_desk();
    let misread = [
        ("LS07-261121-000000-9", "code-check"),
        ("LS07", "code-length"),
        ("LS07-261341-000000-D", "code-date"),
        ("LS07-261121-00*000-D", "code-has-symbols"),
    ];

    let (ended, answer) = shell.ask(&["show", ABSENT]);

    assert_eq!((ended, failure(&answer)), (2, "no-such-dossier"));
    for (typed, reason) in misread {
        let (ended, answer) = shell.ask(&["show", typed]);
        assert_eq!((ended, failure(&answer)), (2, reason), "{typed}");
    }
}

#[test]
fn program_is_told_of_wrong_use_as_of_everything_else() {
    let shell = Shell::new();

    let (ended, answer) = shell.ask(&["fly"]);
    let (_, english) = shell.ask(&["fly", "--lang", "en"]);

    assert_eq!((ended, failure(&answer)), (1, "wrong-use"));
    assert_eq!(answer["error"]["kind"], "usage");
    assert!(answer["message"].as_str().unwrap().starts_with("Câu lệnh"), "{answer}");
    assert!(english["message"].as_str().unwrap().starts_with("The command"), "{english}");
}

#[test]
fn language_of_the_machine_is_understood_and_an_unknown_one_is_vietnamese() {
    let shell = Shell::with_desk();
    let spoken = |lang: &str| {
        let output = shell.command(&["show", ABSENT]).env("NOPHO_LANG", lang).output().unwrap();
        said(&output)
    };

    assert!(spoken("en_US.UTF-8").starts_with("There is no such dossier"));
    for lang in ["vi_VN.UTF-8", "fr_FR", ""] {
        assert!(spoken(lang).starts_with("Không tìm thấy hồ sơ"), "{lang:?}");
    }
}

#[test]
fn new_always_has_a_message_beside_its_error() {
    let shell = Shell::with_desk();
    let mut form = a_form();
    form.as_object_mut().unwrap().remove("result");
    let (good, bad) = (shell.a_form(), shell.write("bad.json", form.to_string().as_bytes()));
    let paper = format!("giay-chung-sinh={}", shell.a_pdf());
    let new = |form: &str| {
        let new = ["new", "--procedure", "1.001193", "--form", form, "--channel", "online"];
        shell.ask(&[&new[..], &["--attach", &paper, "--submit"]].concat())
    };

    let (done, refused) = (new(&good).1, new(&bad).1);

    assert_eq!((&done["error"], &done["message"]), (&Value::Null, &Value::Null));
    assert_eq!(failure(&refused), "gaps");
    assert!(refused["message"].as_str().unwrap().starts_with("Hồ sơ còn thiếu"), "{refused}");
}

#[test]
fn empty_list_says_what_is_empty() {
    let shell = Shell::with_desk();
    let none = String::from_utf8(shell.run(&["list"]).stdout).unwrap();
    shell.begin();

    let sealed = String::from_utf8(shell.run(&["list", "--state", "sealed"]).stdout).unwrap();
    let (unknown, answer) = shell.ask(&["list", "--state", "flying"]);

    assert!(none.starts_with("Chưa có hồ sơ nào"), "{none}");
    assert_eq!(sealed.trim(), "Không có hồ sơ nào ở trạng thái \"chờ gửi\".");
    assert!(unknown != 0 && failure(&answer) == "not-a-state", "{answer}");
}

#[cfg(target_os = "linux")]
#[test]
fn answer_that_cannot_be_written_is_no_success_and_is_said_elsewhere() {
    let shell = Shell::with_desk();
    let full = || std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    for json in [&[][..], &["--json"]] {
        let id = shell.begin();
        let (_, shown) = shell.ask(&["show", &id]);

        let args = [&["submit", &id], json].concat();
        let output = shell.command(&args).stdout(full()).output().unwrap();

        assert_eq!(code(&output), 7, "nobody was told");
        let code = shown["provisional_code"].as_str().unwrap();
        assert!(said(&output).contains(code), "what was done is said: {}", said(&output));
        assert_eq!(shell.ask(&["show", &id]).1["state"], "sealed", "it was done");
    }
    let help = shell.command(&["--help"]).stdout(full()).output().unwrap();
    assert_eq!(code(&help), 7);
}

#[cfg(target_os = "linux")]
#[test]
fn reader_that_has_heard_enough_is_no_failure() {
    let shell = Shell::with_desk();
    shell.begin();
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);

    let output = shell.command(&["list"]).stdout(writer).output().unwrap();

    assert_eq!((code(&output), said(&output).as_str()), (0, ""));
}
