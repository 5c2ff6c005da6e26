//! The two programs, and what they say.

use std::env::consts::EXE_SUFFIX;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// A program of this build.
pub fn program(name: &str) -> Command {
    let own = std::env::current_exe().unwrap();
    let built: PathBuf = own.ancestors().nth(2).unwrap().join(format!("{name}{EXE_SUFFIX}"));
    assert!(built.is_file(), "{} is not there: cargo build -p cli -p portal", built.display());
    let mut command = Command::new(built);
    let ours = std::env::vars_os().filter(|(variable, _)| {
        variable.to_str().is_some_and(|variable| variable.starts_with("NOPHO_"))
    });
    for (variable, _) in ours {
        command.env_remove(variable);
    }
    command.stdin(Stdio::null());
    command
}

/// What a program said, and how it ended.
#[derive(Debug)]
pub struct Told {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Told {
    pub fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        let code = output.status.code().expect("it ended by itself");
        Self { code, out: text(&output.stdout), err: text(&output.stderr) }
    }

    /// The answer of a command with `--json`.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|_| panic!("no JSON: {self:?}"))
    }

    /// The answer of a command that was done.
    pub fn done(&self) -> Value {
        assert_eq!(self.code, 0, "{self:?}");
        self.json()
    }

    /// Its exit code, and the code of why it was not done.
    pub fn failure(&self) -> (i32, String) {
        (self.code, self.json()["error"]["code"].as_str().unwrap_or_default().to_owned())
    }
}
