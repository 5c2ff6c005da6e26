//! A shell on an empty table, and what can be asked of it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

/// A shell beside an empty table: a data folder that is not there yet, and room for files.
pub(crate) struct Shell {
    pub(crate) home: TempDir,
}

impl Shell {
    pub(crate) fn new() -> Self {
        let shell = Self { home: tempfile::tempdir().unwrap() };
        shell.write("passphrase", b"chim hoa la canh");
        shell
    }

    /// A shell with a desk that is set up.
    pub(crate) fn with_desk() -> Self {
        let shell = Self::new();
        let done = shell.init(&["--recovery-out", &shell.path("card.txt")]);
        assert_eq!(code(&done), 0, "the desk is set up: {}", said(&done));
        shell
    }

    pub(crate) fn init(&self, more: &[&str]) -> Output {
        let fixed =
            ["init", "--kind", "authority", "--prefix", "LS07", "--operator", "La Thị Hương"];
        self.run(&[&fixed, more].concat())
    }

    pub(crate) fn path(&self, name: &str) -> String {
        self.home.path().join(name).display().to_string()
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.home.path().join("quầy")
    }

    pub(crate) fn write(&self, name: &str, bytes: &[u8]) -> String {
        fs::write(self.home.path().join(name), bytes).unwrap();
        self.path(name)
    }

    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_nopho"));
        command.arg("--data").arg(self.data()).args(args).stdin(Stdio::null());
        command.env("NOPHO_PASSPHRASE_FILE", self.path("passphrase"));
        // Without a screen: no test opens a window on somebody's machine.
        let screens = ["DISPLAY", "WAYLAND_DISPLAY"];
        for name in ["NOPHO_DATA", "NOPHO_LANG", "NOPHO_STOP_AT"].into_iter().chain(screens) {
            command.env_remove(name);
        }
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    /// Runs with `--json` and reads the answer.
    pub(crate) fn ask(&self, args: &[&str]) -> (i32, Value) {
        let output = self.run(&[args, &["--json"]].concat());
        let text = String::from_utf8(output.stdout.clone()).unwrap();
        let answer = serde_json::from_str(&text);
        (
            code(&output),
            answer.unwrap_or_else(|_| panic!("{args:?} printed {text:?}, {}", said(&output))),
        )
    }

    pub(crate) fn a_form(&self) -> String {
        self.write("form.json", a_form().to_string().as_bytes())
    }

    pub(crate) fn a_pdf(&self) -> String {
        self.write("Giấy chứng sinh.pdf", b"%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF\n")
    }

    /// The code on the recovery card that set-up wrote.
    pub(crate) fn card_code(&self) -> String {
        let card = fs::read_to_string(self.path("card.txt")).unwrap();
        card.lines().rfind(|line| !line.trim().is_empty()).unwrap().trim().to_owned()
    }

    /// Begins a complete dossier with one paper; gives its id. It is handed in online: the
    /// declaration needs no paper of its own then.
    pub(crate) fn begin(&self) -> String {
        let paper = format!("giay-chung-sinh={}", self.a_pdf());
        let new = ["new", "--procedure", "1.001193", "--form", &self.a_form(), "--attach", &paper];
        let (code, begun) = self.ask(&[&new[..], &["--channel", "online"]].concat());
        assert_eq!(code, 0, "{begun}");
        begun["dossier_id"].as_str().unwrap().to_owned()
    }
}

/// The catalogue's own example of a birth registration.
pub(crate) fn a_form() -> Value {
    let example = include_str!("../../assets/catalogue/examples/1.001193.json");
    let mut form: Value = serde_json::from_str(example).unwrap();
    form["submitter"]["number"]["value"] = json!("020 196 000 321");
    form
}

pub(crate) fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

pub(crate) fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

pub(crate) fn names_in(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut names: Vec<_> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// The code of a failure, as programs read it.
pub(crate) fn failure(answer: &Value) -> &str {
    answer["error"]["code"].as_str().unwrap_or_default()
}
