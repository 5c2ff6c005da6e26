//! The child's side: a cap on its memory, then one question after the other.

use std::io::{self, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::frame::{self, Frame, Reply};

/// What the child may have of memory, in bytes: what reading a picture takes at its peak, and a process's
/// own need. Beyond it an allocation fails, by which Rust ends the process.
#[cfg(target_os = "linux")]
const CAP: u64 = 140_000_000;

/// Lives as the child: caps its own memory and answers what comes over the standard streams, until they
/// end. Nothing else may be written to standard output.
pub fn run<Q: DeserializeOwned, A: Serialize>(
    answer: impl FnMut(Q, Vec<u8>) -> (A, Vec<u8>),
) -> io::Result<()> {
    cap()?;
    serve(io::stdin().lock(), io::stdout().lock(), answer)
}

/// Answers one question after the other, until there are no more. A panic is answered as a crash, and the
/// next question is taken; what is no question ends it, with an error.
pub fn serve<Q: DeserializeOwned, A: Serialize>(
    mut questions: impl Read,
    mut answers: impl Write,
    mut answer: impl FnMut(Q, Vec<u8>) -> (A, Vec<u8>),
) -> io::Result<()> {
    while let Some(frame) = Frame::read(&mut questions)? {
        let question = frame.header().ok_or(io::ErrorKind::InvalidData)?;
        // Whatever `answer` keeps between questions is its own affair; ours is gone with the frame.
        match catch_unwind(AssertUnwindSafe(|| answer(question, frame.body))) {
            Ok((told, body)) => frame::write(&mut answers, &Reply::Answer(told), &body)?,
            Err(_) => frame::write(&mut answers, &Reply::<A>::Crashed, &[])?,
        }
    }
    Ok(())
}

#[cfg(target_os = "linux")]
fn cap() -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, setrlimit};

    let to = |most| Rlimit { current: Some(most), maximum: Some(most) };
    setrlimit(Resource::Data, to(CAP))?;
    // What it dies with in memory is somebody's papers.
    setrlimit(Resource::Core, to(0))?;
    Ok(())
}

/// Elsewhere nothing but the limits of `source` stands between a file and the machine's memory. On
/// Windows it would be a job object, whose limit on committed memory no safe crate sets: `win32job` has
/// only the one on the working set, which makes a process slow instead of ending it.
#[cfg(not(target_os = "linux"))]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
fn cap() -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn child_answers_on_after_a_panic_and_ends_with_its_questions() {
        let mut questions = Vec::new();
        for number in [1, 0, 3] {
            frame::write(&mut questions, &number, b"ab").unwrap();
        }
        let mut answers = Vec::new();

        serve(questions.as_slice(), &mut answers, |number: u32, body| {
            assert!(number > 0, "a panic of the test's own");
            (number + 1, body)
        })
        .unwrap();

        let mut from = answers.as_slice();
        let mut next = || Frame::read(&mut from).unwrap();
        let told = |frame: &Frame| match frame.header::<Reply<u32>>().unwrap() {
            Reply::Answer(number) => Some((number, frame.body.len())),
            Reply::Crashed => None,
        };
        assert_eq!(told(&next().unwrap()), Some((2, 2)));
        assert_eq!(told(&next().unwrap()), None);
        assert_eq!(told(&next().unwrap()), Some((4, 2)));
        assert!(next().is_none());
    }

    #[test]
    fn child_ends_with_an_error_when_it_is_told_what_is_no_question() {
        let mut questions = Vec::new();
        frame::write(&mut questions, &"no number", b"").unwrap();

        let ended = serve(questions.as_slice(), Vec::new(), |_: u32, body| ((), body));

        assert_eq!(ended.unwrap_err().kind(), io::ErrorKind::InvalidData);
    }
}
