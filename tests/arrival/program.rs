//! A program in a process of its own, which may be killed at any moment.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use serde_json::Value;

/// Stands before what a program has to say to the test.
pub const SAYS: &str = "says: ";
/// Whoever says nothing for so long hangs.
const PATIENCE: Duration = Duration::from_secs(120);

/// Kills a program, from any thread.
#[derive(Clone)]
pub struct Grip(Arc<Mutex<Child>>);

/// A program that was started.
pub struct Program {
    pub grip: Grip,
    orders: ChildStdin,
    said: Receiver<Value>,
}

impl Grip {
    /// Ends the process at once, wherever it is, and waits until it is gone.
    pub fn kill(&self) {
        let mut child = self.0.lock().unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
    }

    fn end(&self) -> ExitStatus {
        self.0.lock().unwrap().wait().unwrap()
    }
}

impl Program {
    /// Starts a test of this very file that is ignored otherwise.
    pub fn start(test: &str, settings: &[(&str, &str)]) -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", test, "--ignored", "--nocapture"])
            .envs(settings.iter().copied())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (orders, stdout) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        let (sender, said) = channel();
        thread::spawn(move || {
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                if let Some((_, words)) = line.split_once(SAYS) {
                    let _ = sender.send(serde_json::from_str(words).unwrap());
                }
            }
        });
        Self { grip: Grip(Arc::new(Mutex::new(child))), orders, said }
    }

    /// Says one word to it. Whoever is dead does not hear.
    pub fn order(&mut self, word: &str) {
        let _ = writeln!(self.orders, "{word}");
    }

    /// What it says next; `None` when it was killed. A program that ended by itself is a failure.
    pub fn listen(&self) -> Option<Value> {
        match self.said.recv_timeout(PATIENCE) {
            Ok(words) => Some(words),
            Err(RecvTimeoutError::Timeout) => panic!("the program hangs"),
            Err(RecvTimeoutError::Disconnected) => {
                assert!(is_killed(self.grip.end()), "the program failed");
                None
            }
        }
    }

    /// Waits until it has been killed.
    pub fn is_gone(&self) -> bool {
        self.listen().is_none()
    }

    /// Lets it end in order.
    pub fn dismiss(self) {
        let Self { grip, orders, said } = self;
        drop(orders);
        while said.recv_timeout(PATIENCE).is_ok() {}
        assert!(grip.end().success());
    }
}

#[cfg(unix)]
fn is_killed(status: ExitStatus) -> bool {
    status.code().is_none()
}

/// A test that fails ends with 101, whatever else a killed process ends with.
#[cfg(not(unix))]
fn is_killed(status: ExitStatus) -> bool {
    status.code().is_some_and(|code| code != 0 && code != 101)
}
