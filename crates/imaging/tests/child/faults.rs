//! A child that dies, hoards, sleeps and babbles, and the question after it.

use std::ffi::OsStr;
use std::path::Path;
use std::time::Duration;

use imaging::Refusal;
use imaging::child::{Child, Fault, MOST_BODY};

use crate::{Question, Read, start, start_with};

type Answer = (Result<Read, Refusal>, Vec<u8>);

/// The child's part.
pub(crate) fn misbehave(question: Question) -> Answer {
    match question {
        Question::Hoard => {
            let hoard = vec![1_u8; 200_000_000];
            (Err(Refusal::Empty), hoard)
        }
        #[expect(clippy::exit, reason = "a child that is suddenly gone")]
        Question::Exit => std::process::exit(3),
        Question::Dawdle => {
            std::thread::sleep(Duration::from_mins(10));
            (Err(Refusal::Empty), Vec::new())
        }
        Question::Babble => {
            println!("{}", "A line of a library's own. ".repeat(10));
            (Err(Refusal::Empty), Vec::new())
        }
        Question::Panic | Question::Read { .. } => panic!("on purpose"),
    }
}

pub(crate) fn are_told_apart() {
    let faults = [
        (Question::Panic, Fault::Crashed),
        (Question::Exit, Fault::Crashed),
        (
            Question::Hoard,
            if cfg!(target_os = "linux") { Fault::OutOfMemory } else { Fault::Garbled },
        ),
        (Question::Babble, Fault::Garbled),
        (Question::Dawdle, Fault::Stuck),
    ];
    for (question, fault) in faults {
        let mut child = start_with(Duration::from_secs(2));
        let before = child.id();

        let outcome: Result<Answer, Fault> = child.ask(&question, b"");

        assert_eq!(outcome.err(), Some(fault), "{question:?}");
        let is_dead = child.id().is_none();
        assert_eq!(is_dead, !matches!(question, Question::Panic), "{question:?}");
        is_answered(&mut child);
        assert_eq!(child.id() == before, !is_dead, "{question:?}");
        println!("{:48} {}", format!("{question:?}"), fault.code());
    }
    child_that_has_died_meanwhile_is_started_again();
    question_that_is_too_big_is_not_asked();
    program_that_is_not_there_is_not_started();
}

fn child_that_has_died_meanwhile_is_started_again() {
    let mut child = start();
    let before = child.id().unwrap();
    let mut kill = std::process::Command::new("kill");
    if !cfg!(unix) || !kill.arg("-9").arg(before.to_string()).status().unwrap().success() {
        return;
    }
    // Its end is seen when it is asked, at the latest by the pipe.
    std::thread::sleep(Duration::from_millis(200));
    is_answered(&mut child);
    assert_ne!(child.id(), Some(before));
}

fn question_that_is_too_big_is_not_asked() {
    let mut child = start();
    let before = child.id();
    let body = vec![0; MOST_BODY + 1];
    let outcome: Result<Answer, Fault> = child.ask(&Question::Read { leaf: 0 }, &body);
    assert_eq!(outcome.err(), Some(Fault::TooBig));
    is_answered(&mut child);
    assert_eq!(child.id(), before);
}

fn program_that_is_not_there_is_not_started() {
    let nowhere = Child::start(Path::new("/nowhere/at/all"), OsStr::new("--child"), Duration::ZERO);
    assert_eq!(nowhere.err(), Some(Fault::NotStarted));
}

fn is_answered(child: &mut Child) {
    let (answer, _): Answer = child.ask(&Question::Read { leaf: 0 }, b"").unwrap();
    assert_eq!(answer.err(), Some(Refusal::Empty));
}
