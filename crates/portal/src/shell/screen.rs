//! What goes to the terminal: sentences for people, or one JSON value for programs.

use std::cell::{Cell, RefCell};
use std::io::{ErrorKind, Write};

use serde::Serialize;
use serde_json::json;

use super::failure::{Asked, Sentence};
use super::words::Words;
use crate::error::{FileError, PortalError};
use crate::trace;

/// Standard output and standard error, in one language.
pub(super) struct Screen<'w> {
    words: Words,
    json: bool,
    out: RefCell<&'w mut dyn Write>,
    err: RefCell<&'w mut dyn Write>,
    output_is_lost: Cell<bool>,
}

impl<'w> Screen<'w> {
    pub(super) fn new(
        words: Words,
        json: bool,
        out: &'w mut dyn Write,
        err: &'w mut dyn Write,
    ) -> Self {
        let (out, err) = (RefCell::new(out), RefCell::new(err));
        Self { words, json, out, err, output_is_lost: Cell::new(false) }
    }

    /// Whether standard output could not be written, so that nobody was told.
    pub(super) fn output_is_lost(&self) -> bool {
        self.output_is_lost.get()
    }

    /// Prints an answer for programs, or what `people` says for people.
    pub(super) fn answer(&self, answer: &impl Serialize, people: impl FnOnce(&Self)) {
        if self.json { self.line(&json!(answer).to_string()) } else { people(self) }
    }

    /// Prints a sentence.
    pub(super) fn say(&self, name: &str, args: &[(&str, &str)]) {
        self.line(&self.words.say(name, args));
    }

    /// Prints a line as it is.
    pub(super) fn line(&self, text: &str) {
        let mut out = self.out.borrow_mut();
        if let Err(failure) = writeln!(out, "{text}").and_then(|()| out.flush()) {
            // A reader that has gone away, such as `head`, is no failure of ours.
            if failure.kind() != ErrorKind::BrokenPipe {
                self.output_is_lost.set(true);
            }
        }
    }

    /// Says why something was not done: words on standard error, and for programs the whole failure
    /// as JSON.
    pub(super) fn problem(&self, failure: &PortalError) {
        let message = self.message(failure);
        self.whisper(&message);
        if self.json {
            let error = json!({ "code": failure.code(), "trace": trace::levels(failure) });
            self.line(&json!({ "error": error, "message": message }).to_string());
        }
    }

    /// The words of the language.
    pub(super) fn words(&self) -> &Words {
        &self.words
    }

    /// Prints a sentence where it does not mix with the answer.
    pub(super) fn note(&self, name: &str, args: &[(&str, &str)]) {
        self.whisper(&self.words.say(name, args));
    }

    /// Says why what was asked cannot be, record by record where a file is to blame.
    pub(super) fn refusal(&self, asked: &Asked) {
        let message = self.sentence(&asked.what);
        self.whisper(&message);
        let mut lines = Vec::new();
        for (number, what) in &asked.lines {
            let (why, record) = (self.sentence(what), number.to_string());
            self.note("import-record", &[("record", &record), ("why", &why)]);
            lines.push(json!({ "record": number, "code": what.code, "message": why }));
        }
        if self.json {
            let error = json!({ "code": asked.what.code, "trace": [], "records": lines });
            self.line(&json!({ "error": error, "message": message }).to_string());
        }
    }

    fn sentence(&self, what: &Sentence) -> String {
        let args: Vec<_> = what.args.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.words.problem(what.code, &args)
    }

    /// Says that the arguments could not be read, and why.
    pub(super) fn wrong_use(&self, why: &str) {
        let message = self.words.say("gateway-wrong-use", &[]);
        self.whisper(&message);
        self.whisper(why.trim_end());
        if self.json {
            let error = json!({ "code": "gateway-wrong-use", "trace": [] });
            self.line(&json!({ "error": error, "message": message }).to_string());
        }
    }

    fn message(&self, failure: &PortalError) -> String {
        let words = |args: &[(&str, &str)]| self.words.problem(failure.code(), args);
        match failure {
            PortalError::Files(FileError::Held { holder: Some(holder) }) => {
                words(&[("program", &holder.program), ("pid", &holder.pid.to_string())])
            }
            PortalError::Files(FileError::Held { holder: None }) => {
                words(&[("program", "none"), ("pid", "none")])
            }
            PortalError::Files(FileError::UnsafePlace { file_system }) => {
                words(&[("file_system", file_system)])
            }
            PortalError::Newer { found, known } => {
                words(&[("found", &found.to_string()), ("known", &known.to_string())])
            }
            PortalError::DamagedFile { name } => words(&[("file", name)]),
            PortalError::KeyMissing { file }
            | PortalError::KeyUnreadable { file }
            | PortalError::KeyExists { file } => words(&[("file", &file.display().to_string())]),
            PortalError::BadValue { what } => words(&[("what", what)]),
            _ => words(&[]),
        }
    }

    /// Prints a line on standard error. When even that fails, the exit code has to do.
    fn whisper(&self, text: &str) {
        let _ = writeln!(self.err.borrow_mut(), "{text}");
    }
}
