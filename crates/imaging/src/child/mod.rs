//! Whatever decodes a stranger's bytes does so in a child process with a memory cap: the program's own
//! executable, started again with a hidden argument.
//!
//! ```text
//! program                              child
//!   Child::ask ── question, file ──▶ serve: catch_unwind(answer)
//!              ◀── answer, bytes ──
//!   killed when it stalls or the program lets go of it, started again at the next question
//! ```
//!
//! The child has no environment but what loading it takes, no standard error, and nothing of the program's
//! but the two pipes.

mod fault;
mod frame;
mod serve;

pub use fault::Fault;
pub use frame::MOST_BODY;
pub use serve::{run, serve};

use std::ffi::{OsStr, OsString};
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::time::Duration;

use serde::Serialize;
use serde::de::DeserializeOwned;

use frame::{Frame, Reply};

/// What the loader needs of the environment: a packed program brings its libraries by the one on Linux,
/// and no program starts on Windows without the other.
const KEPT: [&str; 2] = ["LD_LIBRARY_PATH", "SystemRoot"];

/// What makes glibc give freed memory back at once, so that one picture's peak is not added to the next's.
const MEMORY: [(&str, &str); 2] = [("MALLOC_MMAP_THRESHOLD_", "262144"), ("MALLOC_ARENA_MAX", "1")];

/// A child process that answers questions, one at a time.
#[derive(Debug)]
pub struct Child {
    program: PathBuf,
    argument: OsString,
    stall: Duration,
    alive: Option<Alive>,
}

/// The process, as long as it lives; it is killed with it.
#[derive(Debug)]
struct Alive {
    process: std::process::Child,
    questions: ChildStdin,
    answers: Receiver<io::Result<Option<Frame>>>,
}

impl Child {
    /// Starts `program` with the one `argument` that makes it live in [`run`]. A question may take `stall`
    /// to be answered.
    pub fn start(program: &Path, argument: &OsStr, stall: Duration) -> Result<Self, Fault> {
        let alive = Some(Alive::start(program, argument)?);
        Ok(Self { program: program.to_owned(), argument: argument.to_owned(), stall, alive })
    }

    /// Asks a question. A child that has died since is started again first; one that dies over this
    /// question is the fault of it, and the next question starts another.
    pub fn ask<Q, A>(&mut self, question: &Q, body: &[u8]) -> Result<(A, Vec<u8>), Fault>
    where
        Q: Serialize + Sync,
        A: DeserializeOwned,
    {
        if body.len() > MOST_BODY {
            return Err(Fault::TooBig);
        }
        let living = self.alive.take().and_then(Alive::if_living);
        let mut alive = living.map_or_else(|| Alive::start(&self.program, &self.argument), Ok)?;
        let frame = alive.ask(question, body, self.stall)?;
        let reply = frame.header().ok_or(Fault::Garbled)?;
        self.alive = Some(alive);
        match reply {
            Reply::Answer(answer) => Ok((answer, frame.body)),
            Reply::Crashed => Err(Fault::Crashed),
        }
    }

    /// The number of the process, while there is one.
    pub fn id(&self) -> Option<u32> {
        self.alive.as_ref().map(|alive| alive.process.id())
    }
}

impl Alive {
    fn start(program: &Path, argument: &OsStr) -> Result<Self, Fault> {
        let mut command = Command::new(program);
        command.arg(argument).env_clear().envs(MEMORY);
        command.envs(KEPT.iter().filter_map(|name| Some((name, std::env::var_os(name)?))));
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut process = command.spawn().map_err(|_| Fault::NotStarted)?;
        let streams = process.stdin.take().zip(process.stdout.take());
        let (questions, stdout) = streams.ok_or(Fault::NotStarted)?;
        Ok(Self { process, questions, answers: listen(stdout)? })
    }

    fn if_living(mut self) -> Option<Self> {
        matches!(self.process.try_wait(), Ok(None)).then_some(self)
    }

    /// The answer's frame. On any fault the child is of no use any more.
    fn ask<Q: Serialize + Sync>(
        &mut self,
        question: &Q,
        body: &[u8],
        stall: Duration,
    ) -> Result<Frame, Fault> {
        let Self { process, questions, answers } = self;
        // Its own thread, for a child that takes no more bytes would stop this one too.
        std::thread::scope(|scope| {
            scope.spawn(move || frame::write(&mut BufWriter::new(questions), question, body));
            let answer = answers.recv_timeout(stall);
            if let Ok(Ok(Some(frame))) = answer {
                return Ok(frame);
            }
            // Ends the writing, too. A child that has ended keeps the status that it ended with.
            let _ = process.kill();
            let status = process.wait().map_err(|_| Fault::Crashed)?;
            Err(match answer {
                Err(RecvTimeoutError::Timeout) => Fault::Stuck,
                Ok(Err(error)) if error.kind() == io::ErrorKind::InvalidData => Fault::Garbled,
                _ => of_end(status),
            })
        })
    }
}

impl Drop for Alive {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Reads answers in a thread of its own, for a read cannot be given up; it ends with the child.
fn listen(mut stdout: ChildStdout) -> Result<Receiver<io::Result<Option<Frame>>>, Fault> {
    let (tell, answers) = sync_channel(1);
    let listener = std::thread::Builder::new().name("pictures".to_owned());
    let started = listener.spawn(move || {
        loop {
            let answer = Frame::read(&mut stdout);
            let is_last = !matches!(answer, Ok(Some(_)));
            if tell.send(answer).is_err() || is_last {
                return;
            }
        }
    });
    started.map_err(|_| Fault::NotStarted)?;
    Ok(answers)
}

/// What a child that ended without an answer died of. A failed allocation ends in `abort`, and so does a
/// stack that overflows: either way the picture was too much.
#[cfg(unix)]
fn of_end(status: ExitStatus) -> Fault {
    use std::os::unix::process::ExitStatusExt;

    const ABORTED: i32 = 6;
    if status.signal() == Some(ABORTED) { Fault::OutOfMemory } else { Fault::Crashed }
}

/// What a child that ended without an answer died of, as on Unix: `abort` ends a process as if its stack
/// had been overrun.
#[cfg(not(unix))]
fn of_end(status: ExitStatus) -> Fault {
    const ABORTED: i32 = 0xC000_0409_u32.cast_signed();
    if status.code() == Some(ABORTED) { Fault::OutOfMemory } else { Fault::Crashed }
}
