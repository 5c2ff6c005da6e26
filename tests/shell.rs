//! The contract of `nopho`: what other programs rely on. Built with the crate `cli`, because only
//! there the path of the program is known.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

/// A shell beside an empty table: a data folder that is not there yet, and room for files.
struct Shell {
    home: TempDir,
}

impl Shell {
    fn new() -> Self {
        let shell = Self { home: tempfile::tempdir().unwrap() };
        shell.write("passphrase", b"chim hoa la canh");
        shell
    }

    /// A shell with a desk that is set up.
    fn with_desk() -> Self {
        let shell = Self::new();
        let done = shell.init(&["--recovery-out", &shell.path("card.txt")]);
        assert_eq!(code(&done), 0, "the desk is set up: {}", said(&done));
        shell
    }

    fn init(&self, more: &[&str]) -> Output {
        let fixed =
            ["init", "--kind", "authority", "--prefix", "LS07", "--operator", "La Thị Hương"];
        self.run(&[&fixed, more].concat())
    }

    fn path(&self, name: &str) -> String {
        self.home.path().join(name).display().to_string()
    }

    fn data(&self) -> PathBuf {
        self.home.path().join("quầy")
    }

    fn write(&self, name: &str, bytes: &[u8]) -> String {
        fs::write(self.home.path().join(name), bytes).unwrap();
        self.path(name)
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_nopho"));
        command.arg("--data").arg(self.data()).args(args).stdin(Stdio::null());
        command.env("NOPHO_PASSPHRASE_FILE", self.path("passphrase"));
        for ours in ["NOPHO_DATA", "NOPHO_LANG", "NOPHO_STOP_AT"] {
            command.env_remove(ours);
        }
        command
    }

    fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    /// Runs with `--json` and reads the answer.
    fn ask(&self, args: &[&str]) -> (i32, Value) {
        let output = self.run(&[args, &["--json"]].concat());
        let text = String::from_utf8(output.stdout.clone()).unwrap();
        let answer = serde_json::from_str(&text);
        (
            code(&output),
            answer.unwrap_or_else(|_| panic!("{args:?} printed {text:?}, {}", said(&output))),
        )
    }

    fn a_form(&self) -> String {
        self.write("form.json", a_form().to_string().as_bytes())
    }

    fn a_pdf(&self) -> String {
        self.write("Giấy chứng sinh.pdf", b"%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF\n")
    }

    /// Begins a complete dossier with one paper; gives its id.
    fn begin(&self) -> String {
        let paper = format!("giay-chung-sinh={}", self.a_pdf());
        let args = ["new", "--procedure", "1.001193", "--form", &self.a_form(), "--attach", &paper];
        let (code, begun) = self.ask(&args);
        assert_eq!(code, 0, "{begun}");
        begun["dossier_id"].as_str().unwrap().to_owned()
    }
}

fn a_form() -> Value {
    json!({
        "submitter": {
            "name": "Lộc Thị Mỷ Châu",
            "number": { "kind": "citizen", "value": "020 196 000 321" },
            "address": { "commune": "06577", "detail": "Thôn Pò Cại" }
        },
        "result": "at_desk",
        "declaration": { "child": "Vi Minh Khôi" }
    })
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn names_in(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut names: Vec<_> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

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

    let (code, answer) =
        shell.ask(&["new", "--procedure", "1.001193", "--form", &form, "--submit"]);

    assert_eq!(code, 2);
    assert_eq!(answer["state"], "draft", "the draft is kept");
    let gaps: Vec<_> = answer["gaps"].as_array().unwrap().iter().map(|gap| &gap["path"]).collect();
    assert_eq!(gaps, ["/submitter/number", "/result"]);
    let id = answer["dossier_id"].as_str().unwrap();
    let (_, shown) = shell.ask(&["show", id]);
    assert_eq!(shown["draft"]["form"]["submitter"]["number"]["value"], "020 196 000");
}

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
    let card = fs::read_to_string(shell.path("card.txt")).unwrap();
    let secret = card.lines().rfind(|line| !line.trim().is_empty()).unwrap();
    let secret = shell.write("code", secret.trim().to_lowercase().as_bytes());
    let with_card = |args: &[&str]| {
        let mut command = shell.command(args);
        command.env_remove("NOPHO_PASSPHRASE_FILE");
        command.args(["--recovery-file", &secret, "--json"]).output().unwrap()
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

    let set_up = run(&init);
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
fn dossier_is_found_by_its_code_however_it_is_typed() {
    let shell = Shell::with_desk();
    let id = shell.begin();
    let (_, shown) = shell.ask(&["show", &id]);
    let code = shown["provisional_code"].as_str().unwrap();

    let (_, found) = shell.ask(&["show", &code.to_lowercase().replace('-', " ")]);
    let (absent, answer) = shell.ask(&["show", "LS07-261121-000000-0"]);

    assert_eq!(found["dossier_id"], shown["dossier_id"]);
    assert_eq!((absent, &answer["error"]["code"]), (2, &json!("no-such-dossier")));
}

#[test]
fn doctor_names_a_damaged_file_and_ends_with_seven() {
    let shell = Shell::with_desk();
    shell.begin();
    let (well, _) = shell.ask(&["doctor"]);
    let folder = fs::read_dir(shell.data().join("dossiers")).unwrap().next().unwrap().unwrap();
    let name = names_in(&folder.path()).into_iter().find(|name| name != "identity.age").unwrap();
    fs::write(folder.path().join(&name), b"age-encryption.org/v1\nnonsense").unwrap();

    let (unwell, examined) = shell.ask(&["doctor"]);

    assert_eq!((well, unwell), (0, 7));
    assert!(examined["files_damaged"][0].as_str().unwrap().ends_with(&name));
}

#[test]
fn sentences_come_in_the_language_asked_for() {
    let shell = Shell::with_desk();

    let vietnamese = shell.run(&["show", "LS07-261121-000000-0"]);
    let english = shell.run(&["show", "LS07-261121-000000-0", "--lang", "en"]);

    assert!(said(&vietnamese).starts_with("Không tìm thấy hồ sơ"), "{}", said(&vietnamese));
    assert!(said(&english).starts_with("There is no such dossier"), "{}", said(&english));
}
