//! The commands of the road, as far as they need no gateway: arguments, exit codes, words.

use std::io::{Read, Write};
use std::net::TcpListener;

use serde_json::{Value, json};

use crate::table::{Shell, code, failure, said};

/// A code that is right, of a gateway that is nowhere.
const CODE: &str = "ZT0J-R4QK-ND6E-DB2X-B9D5-MPJT-B9D5-MPJT-VP2";

/// An address at which nobody answers.
fn nowhere() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}

/// A network that wants a login: it answers everything with 200 and a page.
fn a_login_page() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for mut guest in listener.incoming().flatten() {
            let _ = guest.read(&mut [0; 4096]);
            let page = "<html>Chào mừng đến với Wi-Fi</html>";
            let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n";
            let _ = write!(guest, "{head}Content-Length: {}\r\n\r\n{page}", page.len());
        }
    });
    format!("http://{address}")
}

#[test]
fn sync_before_enrolment_says_what_to_do_and_loses_nothing() {
    let shell = Shell::with_desk();
    let id = shell.begin();
    shell.ask(&["submit", &id]);

    let (ended, answer) = shell.ask(&["sync"]);
    let (_, queue) = shell.ask(&["queue"]);

    assert_eq!((ended, failure(&answer)), (2, "not-enrolled"));
    assert!(answer["message"].as_str().unwrap().contains("nopho enroll"), "{answer}");
    assert_eq!(queue["is_enrolled"], json!(false));
    assert_eq!(queue["parcels"][0]["dossier_id"], json!(id));
    assert_eq!(queue["parcels"][0]["state"], "queued");
    assert_eq!(queue["parcels"][0]["attempts"], 0, "it has never left");
}

#[test]
fn enrolment_code_that_was_mistyped_is_refused_before_anybody_is_asked() {
    let shell = Shell::with_desk();
    let portal = nowhere();
    let misread = CODE.replace("ZT0J", "ZT1J");
    let enroll = |code: &str| shell.ask(&["enroll", "--portal", &portal, "--code", code]);

    let cases = [("0123", "enrolment-length"), (&misread, "enrolment-check")];

    for (typed, reason) in cases {
        let (ended, answer) = enroll(typed);
        assert_eq!((ended, failure(&answer)), (2, reason), "{typed}");
        assert!(!answer.to_string().contains(typed), "the code is a secret: {answer}");
    }
    let (ended, answer) = shell.ask(&["enroll", "--portal", &portal]);
    assert_eq!((ended, failure(&answer)), (1, "enrolment-missing"), "and nobody to ask");
}

#[test]
fn enrolment_code_can_be_kept_out_of_the_list_of_processes() {
    let shell = Shell::with_desk();
    let portal = nowhere();
    let file = shell.write("code.txt", format!("{CODE}\n").as_bytes());
    let enroll = |given: &[&str]| shell.ask(&[&["enroll", "--portal", &portal], given].concat());

    let (read, answer) = enroll(&["--code-file", &file]);
    let (absent, missing) = enroll(&["--code-file", &shell.path("nowhere.txt")]);
    let (both, _) = enroll(&["--code-file", &file, "--code", CODE]);
    let (empty, nothing) = enroll(&["--code-file", "-"]);

    assert_eq!((read, failure(&answer)), (4, "gateway-down"), "it is a code: {answer}");
    assert_eq!((absent, failure(&missing)), (1, "enrolment-file"));
    assert!(missing["message"].as_str().unwrap().contains("không thấy tệp"), "{missing}");
    assert_eq!(both, 1, "one or the other");
    assert_eq!((empty, failure(&nothing)), (2, "enrolment-length"), "standard input is empty");
}

#[test]
fn address_that_is_not_safe_is_refused_with_its_reason() {
    let shell = Shell::with_desk();
    let cases = [
        ("http://nopho.example.vn", "address-insecure"),
        ("https://a:b@nopho.example.vn", "address-with-password"),
        ("https://nopho.example.vn/?x", "address-with-question"),
        ("ftp://nopho.example.vn", "address-unreadable"),
    ];

    for (portal, reason) in cases {
        let (ended, answer) = shell.ask(&["enroll", "--portal", portal, "--code", CODE]);
        assert_eq!((ended, failure(&answer)), (2, reason), "{portal}");
    }
}

#[test]
fn certificates_that_cannot_be_read_are_named() {
    let shell = Shell::with_desk();
    let (absent, empty) = (shell.path("ca.pem"), shell.write("other.pem", b"no certificate"));
    let enroll = |ca: &str| {
        let args = ["enroll", "--portal", "https://127.0.0.1:1", "--code", CODE, "--ca", ca];
        shell.ask(&args)
    };

    let ((first, missing), (second, wrong)) = (enroll(&absent), enroll(&empty));

    assert_eq!((first, failure(&missing)), (2, "authority-file"));
    assert!(missing["message"].as_str().unwrap().contains("không thấy tệp"), "{missing}");
    assert_eq!((second, failure(&wrong)), (2, "authority-unreadable"));
}

#[test]
fn gateway_that_is_not_reached_ends_with_four_and_can_be_tried_again() {
    let shell = Shell::with_desk();
    let enroll = |portal: &str| shell.ask(&["enroll", "--portal", portal, "--code", CODE]);

    let (away, answer) = enroll(&nowhere());
    let (captive, login) = enroll(&a_login_page());
    let (_, known) = shell.ask(&["gateway"]);

    assert_eq!((away, failure(&answer)), (4, "gateway-down"));
    assert_eq!(answer["error"]["kind"], "network");
    assert_eq!((captive, failure(&login)), (4, "login-page"), "a login page is no success");
    assert_eq!(known, Value::Null, "it is enrolled nowhere");
}

#[test]
fn what_is_not_there_is_said_in_words() {
    let shell = Shell::with_desk();
    let id = shell.begin();
    let out = shell.path("ket-qua.pdf");

    let (retried, nothing) = shell.ask(&["retry", &id]);
    let (given, no_result) = shell.ask(&["result", &id, "-o", &out]);
    let empty = shell.run(&["queue"]);

    assert_eq!((retried, failure(&nothing)), (2, "nothing-set-aside"));
    assert_eq!((given, failure(&no_result)), (2, "no-result"));
    assert!(!std::path::Path::new(&out).exists());
    assert_eq!(code(&empty), 0, "{}", said(&empty));
    let text = String::from_utf8(empty.stdout).unwrap();
    assert!(text.starts_with("Không có gì chờ gửi"), "{text}");
}

#[test]
fn three_times_of_a_dossier_stand_apart() {
    let shell = Shell::with_desk();
    let id = shell.begin();
    shell.ask(&["submit", &id]);

    let text = String::from_utf8(shell.run(&["show", &id]).stdout).unwrap();
    let (_, shown) = shell.ask(&["show", &id]);

    for name in ["Nhận tại quầy", "Báo cho cổng tỉnh", "Cơ quan tiếp nhận"] {
        assert!(text.contains(name), "{name}: {text}");
    }
    assert_eq!((&shown["announced_at"], &shown["received_at"]), (&Value::Null, &Value::Null));
    assert_eq!((&shown["receipts"], &shown["events"]), (&json!([]), &json!([])));
}

#[test]
fn doctor_of_a_desk_without_a_gateway_is_well() {
    let shell = Shell::with_desk();

    let (ended, answer) = shell.ask(&["doctor"]);
    let text = String::from_utf8(shell.run(&["doctor"]).stdout).unwrap();

    assert_eq!((ended, &answer["gateway"]), (0, &Value::Null));
    assert!(text.contains("chưa ghi danh với cổng tỉnh"), "{text}");
}
