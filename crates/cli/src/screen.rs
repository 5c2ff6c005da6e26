//! What goes to the terminal: sentences for people, or one JSON value for programs.

use std::io::{self, BufRead, Write};

use bridge::{UiError, Words};
use serde::Serialize;
use serde_json::json;

/// Standard output and standard error, in one language.
pub(crate) struct Screen {
    words: Words,
    json: bool,
}

impl Screen {
    pub(crate) fn new(words: Words, json: bool) -> Self {
        Self { words, json }
    }

    pub(crate) fn words(&self) -> &Words {
        &self.words
    }

    /// Prints an answer for programs, or what `people` says for people.
    pub(crate) fn answer(&self, answer: &impl Serialize, people: impl FnOnce(&Self)) {
        if self.json { line(&json!(answer).to_string()) } else { people(self) }
    }

    /// Prints a sentence.
    pub(crate) fn say(&self, name: &str, args: &[(&str, &str)]) {
        line(&self.words.say(name, args));
    }

    /// Prints a sentence where it does not mix with the answer.
    pub(crate) fn note(&self, name: &str, args: &[(&str, &str)]) {
        let _ = writeln!(io::stderr(), "{}", self.words.say(name, args));
    }

    /// Says why something was not done: words on standard error, and for programs the whole
    /// failure as JSON.
    pub(crate) fn problem(&self, failure: &UiError) {
        self.explain(failure);
        if self.json {
            let message = self.words.problem(failure);
            line(&json!({ "error": failure, "message": message }).to_string());
        }
    }

    /// Says why something was not done, in words on standard error.
    pub(crate) fn explain(&self, failure: &UiError) {
        let _ = writeln!(io::stderr(), "{}", self.words.problem(failure));
        for gap in &failure.fields {
            let _ = writeln!(io::stderr(), "  › {}", self.words.gap(gap));
        }
    }

    /// Asks a question and reads one line; empty at the end of input.
    pub(crate) fn ask(&self, name: &str, args: &[(&str, &str)]) -> String {
        let mut asked = io::stderr();
        let _ = write!(asked, "{} ", self.words.say(name, args));
        let _ = asked.flush();
        let mut answer = String::new();
        let _ = io::stdin().lock().read_line(&mut answer);
        answer.trim().to_owned()
    }
}

/// Prints a line as it is. A reader that has gone away, such as `head`, is no failure of ours.
pub(crate) fn line(text: &str) {
    let _ = writeln!(io::stdout(), "{text}");
}

/// Whether there is somebody to ask.
pub(crate) fn has_person() -> bool {
    io::IsTerminal::is_terminal(&io::stdin())
}
