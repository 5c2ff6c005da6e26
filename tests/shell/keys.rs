//! Setting up, opening, and what stands in the way.

use std::fs;
use std::process::Stdio;

use serde_json::json;

use crate::table::{Shell, code, failure, names_in, said};

#[test]
fn locked_desk_ends_with_five() {
    let shell = Shell::with_desk();
    shell.write("passphrase", b"another passphrase");

    let (wrong, answer) = shell.ask(&["list"]);
    let nobody_to_ask = shell.command(&["list"]).env_remove("NOPHO_PASSPHRASE_FILE").output();

    assert_eq!((wrong, &answer["error"]["code"]), (5, &json!("wrong-passphrase")));
    assert_eq!(code(&nobody_to_ask.unwrap()), 5, "no passphrase and nobody to ask");
}

#[test]
fn second_process_ends_with_six_and_names_the_first() {
    let shell = Shell::with_desk();
    // It opens the desk and then waits for somebody to type the card's code.
    let mut first = shell.command(&["confirm-card"]);
    let mut first =
        first.stdin(Stdio::piped()).stderr(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    let mut asked = [0];
    std::io::Read::read_exact(first.stderr.as_mut().unwrap(), &mut asked).unwrap();

    let (code, answer) = shell.ask(&["list"]);

    assert_eq!(code, 6);
    assert_eq!(answer["error"]["args"]["program"], "nopho");
    assert_eq!(answer["error"]["args"]["pid"], first.id().to_string());
    first.kill().unwrap();
    first.wait().unwrap();
    assert_eq!(shell.ask(&["list"]).0, 0, "the folder is free once the first has died");
}

#[test]
fn recovery_card_never_lies_in_the_data_folder_and_overwrites_nothing() {
    let shell = Shell::new();
    let inside = shell.data().join("card.txt").display().to_string();
    let taken = shell.write("card.txt", b"somebody's letter");

    let refused =
        [shell.init(&["--recovery-out", &inside]), shell.init(&["--recovery-out", &taken])];

    assert_eq!(refused.map(|output| code(&output)), [2, 2]);
    assert_eq!(fs::read(&taken).unwrap(), b"somebody's letter");
    assert_eq!(names_in(&shell.data()), ["holder.json", "lock"], "no desk was set up");
    let good = shell.init(&["--recovery-out", &shell.path("other.txt")]);
    assert_eq!(code(&good), 0, "set-up can begin again: {}", said(&good));
}

#[test]
fn recovery_card_opens_the_desk_when_the_passphrase_is_lost() {
    let shell = Shell::with_desk();
    let id = shell.begin();
    let secret = shell.write("code", shell.card_code().to_lowercase().as_bytes());
    // The passphrase's variable is set, as in a profile; what is given by hand wins.
    let with_card = |args: &[&str]| {
        shell.command(args).args(["--recovery-file", &secret, "--json"]).output().unwrap()
    };

    let shown = with_card(&["show", &id]);
    let confirmed = with_card(&["confirm-card"]);
    let (_, examined) = shell.ask(&["doctor"]);

    assert_eq!(code(&shown), 0, "{}", said(&shown));
    assert_eq!(code(&confirmed), 0, "{}", said(&confirmed));
    assert_eq!(examined["recovery_confirmed"], json!(true));
}

#[test]
fn keyring_opens_the_desk_without_a_question() {
    if std::env::var_os("NOPHO_TEST_KEYRING").is_none() {
        println!("skipped: NOPHO_TEST_KEYRING is not set, so there may be no keyring to test with");
        return;
    }
    let shell = Shell::new();
    let run =
        |args: &[&str]| shell.command(args).env_remove("NOPHO_PASSPHRASE_FILE").output().unwrap();
    let card = shell.path("card.txt");
    let init = ["init", "--keyring", "--kind", "post", "--prefix", "BD01", "--recovery-out", &card];

    // The passphrase's variable is set, as in a profile; --keyring wins.
    let set_up = shell.run(&init);
    let listed = run(&["list"]);
    let nowhere = shell.home.path().display().to_string();
    let other_session = shell
        .command(&["list"])
        .env_remove("NOPHO_PASSPHRASE_FILE")
        .env("DBUS_SESSION_BUS_ADDRESS", format!("unix:path={nowhere}/no-bus"))
        .env("XDG_RUNTIME_DIR", &nowhere)
        .output()
        .unwrap();

    assert_eq!(code(&set_up), 0, "{}", said(&set_up));
    assert_eq!(code(&listed), 0, "{}", said(&listed));
    assert_eq!(code(&other_session), 5, "without the keyring it stays locked");
}

#[test]
fn card_file_is_read_as_it_was_written_or_saved_by_a_windows_editor() {
    let shell = Shell::with_desk();
    let written = shell.path("card.txt");
    let saved = format!("\u{feff}{}\r\n", shell.card_code());
    let saved = shell.write("saved.txt", saved.as_bytes());

    for card in [written, saved] {
        let opened = shell.run(&["list", "--recovery-file", &card]);
        assert_eq!(code(&opened), 0, "{}", said(&opened));
    }
}

#[test]
fn misread_or_foreign_card_ends_with_five_like_a_wrong_passphrase() {
    let (shell, stranger) = (Shell::with_desk(), Shell::with_desk());
    let mut misread = shell.card_code();
    let last = if misread.pop() == Some('0') { '1' } else { '0' };
    misread.push(last);
    let cases = [
        (misread, "recovery-check"),
        ("0123-4567".to_owned(), "recovery-length"),
        (stranger.card_code(), "wrong-recovery"),
    ];

    for (typed, reason) in cases {
        let card = shell.write("typed", typed.as_bytes());
        let (ended, answer) = shell.ask(&["list", "--recovery-file", &card]);
        assert_eq!((ended, failure(&answer)), (5, reason));
    }
    let (ended, answer) = shell.ask(&["list", "--recovery-file", &shell.path("nowhere")]);
    assert_eq!((ended, failure(&answer)), (1, "card-file"), "not called a passphrase");
}

#[test]
fn card_is_typed_when_its_file_is_a_dash() {
    let shell = Shell::with_desk();
    shell.write("typed", shell.card_code().as_bytes());
    let typed = || Stdio::from(fs::File::open(shell.path("typed")).unwrap());
    let run = |args: &[&str]| shell.command(args).stdin(typed()).output().unwrap();

    let opened = run(&["list", "--recovery-file", "-"]);
    let confirmed = run(&["confirm-card", "--recovery-file", "-"]);
    let beside = run(&["confirm-card"]);

    assert_eq!([opened, confirmed, beside].map(|output| code(&output)), [0, 0, 0]);
}

#[test]
fn passphrase_file_is_read_as_a_windows_editor_saves_it() {
    let shell = Shell::with_desk();
    shell.write("passphrase", b"\xef\xbb\xbfchim hoa la canh\r\n");

    assert_eq!(shell.ask(&["list"]).0, 0, "the mark and the line's end are not part of it");
}

#[test]
fn passphrase_given_twice_by_hand_is_wrong_use_but_the_variable_yields() {
    let shell = Shell::with_desk();
    let (passphrase, card) = (shell.path("passphrase"), shell.path("card.txt"));

    let both = shell.run(&["list", "--passphrase-file", &passphrase, "--recovery-file", &card]);
    let explicit = shell
        .command(&["list", "--passphrase-file", &passphrase])
        .env("NOPHO_PASSPHRASE_FILE", shell.path("nowhere"))
        .output()
        .unwrap();
    let keyring = ["--keyring", "--kind", "post", "--prefix", "BD01", "--recovery-out"];
    let other = Shell::new();
    let set_up = other.ask(&[&["init"], &keyring[..], &[&other.path("card.txt")]].concat()).1;

    assert_eq!((code(&both), code(&explicit)), (1, 0), "{}", said(&explicit));
    assert_ne!(failure(&set_up), "wrong-use", "the variable does not forbid --keyring");
}

#[test]
fn nobody_at_the_keyboard_makes_the_desk_itself_its_operator() {
    for (name, operator) in [(None, "Quầy BD01"), (Some("Bưu cục số 2"), "Bưu cục số 2")]
    {
        let shell = Shell::new();
        let card = shell.path("card.txt");
        let mut args = vec!["init", "--kind", "post", "--prefix", "bd01", "--recovery-out", &card];
        args.extend(name.iter().flat_map(|name| ["--name", name]));

        let (ended, desk) = shell.ask(&args);

        assert_eq!((ended, &desk["operators"]), (0, &json!([operator])), "no invented person");
    }
}

#[test]
fn lost_database_is_said_and_set_up_does_not_bury_the_keys() {
    let shell = Shell::with_desk();
    shell.begin();
    for file in ["desk.db", "desk.db-wal", "desk.db-shm"] {
        let _ = fs::remove_file(shell.data().join(file));
    }
    let keys = fs::read(shell.data().join("keys")).unwrap();

    let (listed, answer) = shell.ask(&["list"]);
    let set_up = shell.init(&["--recovery-out", &shell.path("other.txt"), "--json"]);

    assert_eq!(failure(&answer), "keys-without-database");
    assert!(listed != 0 && code(&set_up) != 0);
    for message in [said(&set_up), answer["message"].as_str().unwrap().to_owned()] {
        assert!(!message.contains("nopho init"), "that would bury the dossiers: {message}");
    }
    assert_eq!(fs::read(shell.data().join("keys")).unwrap(), keys, "the keys survive");
    assert!(!names_in(&shell.data().join("dossiers")).is_empty(), "so do the papers");
}

/// Runs at a terminal of its own, where somebody types; `script` comes with Debian's base system.
#[cfg(target_os = "linux")]
fn typed(shell: &Shell, args: &[&str], lines: &str) -> std::process::Output {
    let quoted = |arg: &&str| format!("'{}'", arg.replace('\'', "'\\''"));
    let data = shell.data().display().to_string();
    let whole = [&[env!("CARGO_BIN_EXE_nopho"), "--data", &data], args].concat();
    let line = whole.iter().map(quoted).collect::<Vec<_>>().join(" ");
    let mut command = std::process::Command::new("script");
    command.args(["--quiet", "--return", "--command", &line, "/dev/null"]);
    command.env_remove("NOPHO_PASSPHRASE_FILE").stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut running = command.spawn().unwrap();
    std::io::Write::write_all(&mut running.stdin.take().unwrap(), lines.as_bytes()).unwrap();
    running.wait_with_output().unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn new_passphrase_is_typed_twice_and_compared() {
    let shell = Shell::new();
    let card = shell.path("card.txt");
    let init = ["init", "--kind", "post", "--prefix", "BD01", "--recovery-out", &card];

    let differ = typed(&shell, &init, "La Thị Hương\nchim hoa lá cành\nchim hoa lá xanh\n");

    let screen = String::from_utf8_lossy(&differ.stdout).into_owned();
    assert_eq!(code(&differ), 2, "{screen}");
    assert!(screen.contains("Họ tên người phụ trách quầy"), "a person is asked for: {screen}");
    assert!(screen.contains("không giống nhau"), "{screen}");
    assert!(!std::path::Path::new(&card).exists(), "nothing was written");
}

#[cfg(target_os = "linux")]
#[test]
fn card_that_was_not_typed_back_is_called_void() {
    let shell = Shell::new();
    let card = shell.path("card.txt");
    let init = ["init", "--kind", "post", "--prefix", "BD01", "--recovery-out", &card];

    let typed = typed(&shell, &init, "Hương\nchim hoa lá\nchim hoa lá\n----\n----\n----\n");

    let screen = String::from_utf8_lossy(&typed.stdout).into_owned();
    assert_eq!(code(&typed), 2, "{screen}");
    assert!(screen.contains("không mở được gì"), "the file is to be deleted: {screen}");
    assert_eq!(failure(&shell.ask(&["list"]).1), "desk-not-set-up");
}
