//! The gateway in a process of its own, and the people who run it.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use portal::server::TlsFiles;
use serde_json::Value;
use tempfile::TempDir;

use crate::addresses::Address;
use crate::programs::{Told, program};
use crate::tls::{Authority, arguments, now};

/// A gateway that was set up, whether it serves or not.
pub struct Gateway {
    home: TempDir,
    address: Address,
    authority: Authority,
    tls: TlsFiles,
    /// Its data folder; another one once a backup was restored.
    data: PathBuf,
    serving: Option<Child>,
}

impl Gateway {
    /// Sets a gateway up and lets it serve.
    pub fn new() -> Self {
        let mut gateway = Self::set_up(&[]);
        gateway.serve();
        gateway
    }

    /// The same with everything of its own on another disk.
    pub fn on(disk: &Path) -> Self {
        let mut gateway = Self::set_up_in(tempfile::tempdir_in(disk).unwrap(), &[]);
        gateway.serve();
        gateway
    }

    /// Sets a gateway up.
    pub fn set_up(more: &[&str]) -> Self {
        Self::set_up_in(tempfile::tempdir().unwrap(), more)
    }

    fn set_up_in(home: TempDir, more: &[&str]) -> Self {
        let authority = Authority::new();
        let tls = authority.certify(home.path(), now());
        let (address, data, serving) = (Address::new(), home.path().join("cổng"), None);
        let gateway = Self { home, address, authority, tls, data, serving };
        let init = ["init", "--agency", "H37", "--name", "Cổng tiếp nhận tỉnh Lạng Sơn"];
        gateway.ask(&[&init, more].concat()).done();
        gateway
    }

    pub fn data(&self) -> &Path {
        &self.data
    }

    pub fn keys(&self) -> PathBuf {
        self.home.path().join("khóa")
    }

    /// Everything that it printed on standard error.
    pub fn log(&self) -> PathBuf {
        self.home.path().join("stderr.log")
    }

    /// A place for files beside the data folder.
    pub fn path(&self, name: &str) -> String {
        self.home.path().join(name).display().to_string()
    }

    pub fn url(&self) -> String {
        format!("https://{}", self.address.text())
    }

    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// The certificate of the authority that vouches for it, as a file.
    pub fn ca(&self) -> String {
        self.authority.file(self.home.path())
    }

    /// The same as text.
    pub fn ca_pem(&self) -> String {
        self.authority.pem()
    }

    fn command(&self) -> Command {
        let mut command = program("nopho-portal");
        command.arg("--data").arg(&self.data).arg("--keys").arg(self.keys());
        command
    }

    /// Runs a command to its end.
    pub fn run(&self, args: &[&str]) -> Told {
        let output = self.command().args(args).output().unwrap();
        let log = File::options().append(true).create(true).open(self.log());
        log.unwrap().write_all(&output.stderr).unwrap();
        Told::of(&output)
    }

    /// The same with `--json`.
    pub fn ask(&self, args: &[&str]) -> Told {
        self.run(&[args, &["--json"]].concat())
    }

    /// What an operator reads out to a desk.
    pub fn code(&self) -> String {
        let made = self.ask(&["enroll-code", "--desk", "Quầy số 2"]).done();
        made["code"].as_str().unwrap().to_owned()
    }

    /// Serves at its address, in a process that ends with this.
    pub fn serve(&mut self) {
        let listen = self.address.text();
        let log = File::options().append(true).create(true).open(self.log()).unwrap();
        let mut process = self
            .command()
            .args(["serve", "--json", "--listen", &listen])
            .args(arguments(&self.tls))
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        self.serving = Some(process);
        let told: Value = serde_json::from_str(&line).expect("it says where it listens");
        assert_eq!(told["listening"].as_str(), Some(self.url().as_str()));
    }

    /// Ends it without a word, as a power cut does.
    pub fn stop(&mut self) {
        if let Some(mut process) = self.serving.take() {
            process.kill().unwrap();
            process.wait().unwrap();
        }
    }

    /// Gets its certificate from an authority that nobody knows.
    pub fn changes_authority(&mut self) {
        self.stop();
        self.tls = Authority::new().certify(self.home.path(), now());
        self.serve();
    }

    /// Gets its certificate from its own authority again.
    pub fn changes_back(&mut self) {
        self.stop();
        self.tls = self.authority.certify(self.home.path(), now());
        self.serve();
    }

    /// Loses its data folder and begins anew from a backup.
    pub fn restore(&mut self, backup: &str) -> Value {
        self.stop();
        self.data = self.home.path().join("cổng-mới");
        let told = self.ask(&["restore", backup]).done();
        self.serve();
        told
    }

    /// Every revision that was announced.
    pub fn list(&self) -> Vec<Value> {
        self.ask(&["list"]).done().as_array().unwrap().clone()
    }

    /// The revisions of one dossier.
    pub fn revisions(&self, dossier: &str) -> Vec<Value> {
        let mut list = self.list();
        list.retain(|row| row["dossier_id"] == dossier);
        list
    }

    pub fn show(&self, dossier: &str) -> Value {
        self.ask(&["show", dossier]).done()
    }

    /// Moves a case on in the agency's name.
    pub fn advance(&self, dossier: &str, to: &str, more: &[&str]) -> Value {
        self.ask(&[&["advance", dossier, "--to", to], more].concat()).done()
    }
}

impl Drop for Gateway {
    fn drop(&mut self) {
        self.stop();
    }
}
