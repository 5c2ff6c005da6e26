//! The desk in a process of its own, one for each command, as a clerk or a script calls it.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use seal::hash::hash;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::gateway::Gateway;
use crate::papers::Paper;
use crate::programs::{Told, program};

pub const OPERATOR: &str = "La Thị Hương";
pub const PASSPHRASE: &[u8] = b"chim hoa la canh";

/// A desk that was set up.
pub struct Desk {
    home: TempDir,
}

impl Desk {
    pub fn new(prefix: &str) -> Self {
        let desk = Self { home: tempfile::tempdir().unwrap() };
        desk.write("passphrase", PASSPHRASE);
        let card = desk.path("card.txt");
        let names = ["--name", "Quầy số 2", "--operator", OPERATOR];
        let init = ["init", "--kind", "authority", "--prefix", prefix, "--recovery-out", &card];
        let told = desk.run(&[&init[..], &names].concat());
        assert_eq!(told.code, 0, "{told:?}");
        desk
    }

    /// A desk that is enrolled at a gateway.
    pub fn at(gateway: &Gateway) -> Self {
        let desk = Self::new("LS07");
        desk.enroll(&gateway.url(), &gateway.ca(), &gateway.code()).done();
        desk
    }

    pub fn data(&self) -> PathBuf {
        self.home.path().join("quầy")
    }

    /// Everything that it printed on standard error.
    pub fn log(&self) -> PathBuf {
        self.home.path().join("stderr.log")
    }

    pub fn path(&self, name: &str) -> String {
        self.home.path().join(name).display().to_string()
    }

    /// Lays a file on the table.
    pub fn write(&self, name: &str, bytes: &[u8]) -> String {
        fs::write(self.home.path().join(name), bytes).unwrap();
        self.path(name)
    }

    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = program("nopho");
        command.arg("--data").arg(self.data()).args(args);
        // The card opens without stretching a key, which would be half the time of these tests.
        let is_set_up = self.data().exists();
        let key = if is_set_up {
            ["--recovery-file", "card.txt"]
        } else {
            ["--passphrase-file", "passphrase"]
        };
        command.args([key[0], &self.path(key[1])]);
        command
    }

    pub fn run(&self, args: &[&str]) -> Told {
        let output = self.command(args).output().unwrap();
        let log = File::options().append(true).create(true).open(self.log());
        log.unwrap().write_all(&output.stderr).unwrap();
        Told::of(&output)
    }

    /// Runs with `--json`.
    pub fn ask(&self, args: &[&str]) -> Told {
        self.run(&[args, &["--json"]].concat())
    }

    pub fn enroll(&self, url: &str, ca: &str, code: &str) -> Told {
        self.ask(&["enroll", "--portal", url, "--ca", ca, "--code", code])
    }

    pub fn sync(&self) -> Told {
        self.ask(&["sync"])
    }

    /// Sends what waits, all of it.
    pub fn sync_well(&self) -> Value {
        self.sync().done()
    }

    pub fn show(&self, dossier: &str) -> Value {
        self.ask(&["show", dossier]).done()
    }

    /// Takes a dossier in and submits it, online: the declaration needs no paper of its own then.
    /// Gives its id.
    pub fn takes(&self, paper: &Paper) -> String {
        let (form, file) = (self.form(paper), self.attachment(paper));
        let mut args = vec!["new", "--procedure", paper.procedure, "--form", &form, "--submit"];
        args.extend(["--attach", &file, "--channel", "online"]);
        let begun = self.ask(&args).done();
        begun["dossier_id"].as_str().unwrap().to_owned()
    }

    pub fn form(&self, paper: &Paper) -> String {
        self.write("form.json", paper.form.to_string().as_bytes())
    }

    /// `COMPONENT=FILE`, with the file on the table.
    pub fn attachment(&self, paper: &Paper) -> String {
        format!("{}={}", paper.component, self.write(&paper.name, &paper.bytes))
    }
}

/// SHA-256 of bytes, as both programs write it.
pub fn sha256(bytes: &[u8]) -> Value {
    json!(hash(bytes).to_string())
}

/// What a file holds.
pub fn read(path: impl AsRef<Path>) -> Vec<u8> {
    fs::read(path).unwrap()
}
