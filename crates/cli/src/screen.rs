//! What goes to the terminal: sentences for people, or one JSON value for programs.

use std::cell::Cell;
use std::io::{self, ErrorKind, Write};

use bridge::{UiError, Words};
use serde::Serialize;
use serde_json::json;

/// Standard output and standard error, in one language.
pub(crate) struct Screen {
    words: Words,
    json: bool,
    output_is_lost: Cell<bool>,
}

impl Screen {
    pub(crate) fn new(words: Words, json: bool) -> Self {
        Self { words, json, output_is_lost: Cell::new(false) }
    }

    pub(crate) fn words(&self) -> &Words {
        &self.words
    }

    /// Whether standard output could not be written, so that nobody was told in the usual place.
    pub(crate) fn output_is_lost(&self) -> bool {
        self.output_is_lost.get()
    }

    /// Prints an answer for programs, or what `people` says for people.
    pub(crate) fn answer(&self, answer: &impl Serialize, people: impl FnOnce(&Self)) {
        if self.json { self.line(&json!(answer).to_string()) } else { people(self) }
    }

    /// Prints a sentence.
    pub(crate) fn say(&self, name: &str, args: &[(&str, &str)]) {
        self.line(&self.words.say(name, args));
    }

    /// Prints a line as it is. What standard output does not take goes to standard error: it may
    /// be the only place that names a dossier which was just queued.
    pub(crate) fn line(&self, text: &str) {
        if self.output_is_lost() {
            return whisper(text);
        }
        if let Err(failure) = speak(text) {
            // A reader that has gone away, such as `head`, is no failure of ours.
            if failure.kind() != ErrorKind::BrokenPipe {
                self.output_is_lost.set(true);
                self.note("output-lost", &[]);
                whisper(text);
            }
        }
    }

    /// Prints a sentence where it does not mix with the answer.
    pub(crate) fn note(&self, name: &str, args: &[(&str, &str)]) {
        whisper(&self.words.say(name, args));
    }

    /// Says why something was not done: words on standard error, and for programs the whole
    /// failure as JSON.
    pub(crate) fn problem(&self, failure: &UiError) {
        self.explain(failure);
        if self.json {
            let message = self.words.problem(failure);
            self.line(&json!({ "error": failure, "message": message }).to_string());
        }
    }

    /// Says why something was not done, in words on standard error.
    pub(crate) fn explain(&self, failure: &UiError) {
        whisper(&self.words.problem(failure));
        for gap in &failure.fields {
            whisper(&format!("  › {}", self.words.gap(gap)));
        }
    }
}

/// Prints a line on standard error. When even that fails, the exit code has to do.
fn whisper(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}

fn speak(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{text}")?;
    out.flush()
}
