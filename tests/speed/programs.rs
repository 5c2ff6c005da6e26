//! The two programs as they are built beside this benchmark: a desk with its window, a gateway.

use std::env::consts::EXE_SUFFIX;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

/// Where a program lies: in the folder `NOPHO_PROGRAMS`, else beside this benchmark; `None` when nobody has
/// built it.
pub fn program(name: &str) -> Option<PathBuf> {
    let own = std::env::current_exe().unwrap();
    let beside = own.ancestors().nth(2)?.to_owned();
    let folder = std::env::var_os("NOPHO_PROGRAMS").map_or(beside, PathBuf::from);
    let built = folder.join(format!("{name}{EXE_SUFFIX}"));
    built.is_file().then_some(built)
}

/// A program that said in its first line where it listens.
pub struct Running {
    child: Child,
    pub said: Value,
}

impl Running {
    pub fn begin(command: &mut Command) -> Self {
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        Self { child, said: serde_json::from_str(&line).unwrap() }
    }

    pub fn memory(&self) -> Memory {
        let status = self.of_the_process("status");
        let kib = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap();
            line.trim().trim_end_matches(" kB").parse().unwrap()
        };
        Memory { whole: kib("VmRSS:"), own: kib("RssAnon:"), most: kib("VmHWM:") }
    }

    /// From now on the most that it has had is counted anew: opening a desk takes 64 MiB to stretch a key.
    pub fn count_anew(&self) {
        fs::write(format!("/proc/{}/clear_refs", self.child.id()), "5").unwrap();
    }

    /// CPU that it has had so far.
    pub fn cpu(&self) -> Duration {
        let stat = self.of_the_process("stat");
        let fields = stat.rsplit_once(')').unwrap().1.split_whitespace();
        let ticks: u64 = fields.skip(11).take(2).map(|ticks| ticks.parse::<u64>().unwrap()).sum();
        Duration::from_millis(ticks * 10)
    }

    fn of_the_process(&self, file: &str) -> String {
        fs::read_to_string(format!("/proc/{}/{file}", self.child.id())).unwrap()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a process has in memory, in KiB.
#[derive(Clone, Copy, Default)]
pub struct Memory {
    /// `VmRSS`: with the pages of the program itself.
    pub whole: u64,
    /// `RssAnon`: what it has for itself.
    pub own: u64,
    /// `VmHWM`: the most that `whole` has been.
    pub most: u64,
}

/// The desk's window, over its data folder.
pub struct Window {
    pub running: Running,
    port: u64,
    token: String,
}

impl Window {
    pub fn over(data: &Path, passphrase: &Path) -> Self {
        let mut command = Command::new(program("nopho").unwrap());
        command.arg("--data").arg(data).args(["--json", "serve"]);
        let running = Running::begin(command.env("NOPHO_PASSPHRASE_FILE", passphrase));
        let port = running.said["port"].as_u64().unwrap();
        let token = running.said["token"].as_str().unwrap().to_owned();
        Self { running, port, token }
    }

    /// Asks as the page does; gives the answer as it came.
    pub fn ask(&self, command: &str, args: &Value) -> String {
        let body = json!({ "command": command, "args": args, "language": "vi" }).to_string();
        let host = format!("127.0.0.1:{}", self.port);
        let head = format!(
            "POST /call HTTP/1.1\r\nhost: {host}\r\norigin: http://{host}\r\nconnection: close\r\n\
             content-type: application/json\r\nx-nopho-token: {}\r\ncontent-length: {}\r\n\r\n",
            self.token,
            body.len()
        );
        let mut line = TcpStream::connect(&host).unwrap();
        line.write_all((head + &body).as_bytes()).unwrap();
        let mut told = String::new();
        line.read_to_string(&mut told).unwrap();
        let (head, body) = told.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with("HTTP/1.1 200"), "{command}: {told}");
        body.to_owned()
    }
}

/// A province's gateway in a folder of its own, which may be away.
pub struct Province {
    data: PathBuf,
    port: u16,
    running: Option<Running>,
}

impl Province {
    pub fn at(data: &Path) -> Self {
        let mut province = Self { data: data.to_owned(), port: 0, running: None };
        province.run(&["init", "--agency", "H37", "--name", "Cổng tiếp nhận tỉnh Lạng Sơn"]);
        province.comes();
        province.port = province.url().rsplit(':').next().unwrap().parse().unwrap();
        province
    }

    /// It serves, at the same place each time.
    pub fn comes(&mut self) {
        let listen = format!("127.0.0.1:{}", self.port);
        let mut command = self.command(&["serve", "--listen", &listen]);
        self.running = Some(Running::begin(&mut command));
    }

    pub fn goes(&mut self) {
        self.running = None;
    }

    pub fn url(&self) -> String {
        self.running.as_ref().unwrap().said["listening"].as_str().unwrap().to_owned()
    }

    pub fn code(&self) -> String {
        let told = self.run(&["enroll-code", "--desk", "Quầy số 2"]);
        told["code"].as_str().unwrap().to_owned()
    }

    fn run(&self, args: &[&str]) -> Value {
        let output = self.command(args).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        serde_json::from_slice(&output.stdout).unwrap()
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(program("nopho-portal").unwrap());
        command.arg("--data").arg(&self.data).arg("--json").args(args);
        command
    }
}
