//! Processes that never outlive the bench: dropping ends them with all their own, and when the bench
//! is killed, the kernel does.

use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::instrument::missing_of;
use crate::stop;

const LOOK: Duration = Duration::from_millis(10);

/// How a process, or a run, came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// By itself, with this code; `None` after a signal.
    Code(Option<i32>),
    /// It was not done in time.
    TimeUp,
    /// The bench is to end.
    Stopped,
}

impl Ending {
    /// Whether it did what it was begun for.
    pub fn is_well(self) -> bool {
        self == Self::Code(Some(0))
    }
}

/// A process, and all that it begins.
pub struct Kin {
    child: Child,
}

impl Kin {
    /// Begins a program made by [`within`] or [`ordinary`].
    pub fn begin(command: &mut Command) -> Self {
        // A group of its own: Ctrl-C is for the bench, which then ends things in their order.
        let child = command.stdin(Stdio::null()).process_group(0).spawn().unwrap();
        Self { child }
    }

    /// Waits for its end, but not for ever.
    pub fn end(&mut self, until: Instant) -> Ending {
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return Ending::Code(status.code());
            }
            if stop::is_wanted() {
                return Ending::Stopped;
            }
            if Instant::now() >= until {
                return Ending::TimeUp;
            }
            std::thread::sleep(LOOK);
        }
    }

    /// Whether it still runs.
    pub fn is_alive(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }
}

impl Drop for Kin {
    fn drop(&mut self) {
        if self.is_alive() {
            // Until somebody has waited for it, nobody else's group can bear its number.
            let group = format!("-{}", self.child.id());
            let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
            let _ = self.child.kill();
        }
        let _ = self.child.wait();
    }
}

/// A program beside the bench's own. When the bench is killed the kernel ends it; what it had begun ends
/// with the connections that went through the bench.
pub fn ordinary(program: &Path) -> Command {
    if missing_of(&["setpriv"]).is_some() {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command.args(["--pdeathsig", "KILL"]).arg(program);
    command
}

/// A program in a network namespace. It is the first process of a process namespace, too: the kernel
/// ends everything in there together with it.
pub fn within(namespace: &str, program: &Path) -> Command {
    let mut command = Command::new("setpriv");
    command.args(["--pdeathsig", "KILL", "unshare", "--fork", "--pid", "--kill-child"]);
    command.args(["ip", "netns", "exec", namespace]).arg(program);
    command
}
