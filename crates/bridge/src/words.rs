//! Sentences for codes, from `assets/locales`: Vietnamese first, English second.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use domain::kinds::{CaseState, ParcelKind, ParcelState};
use domain::moment::ClockTrust;
use locale::Sentences;
pub use locale::{Language, NotALanguage};

use crate::error::UiError;
use crate::reply::{ShownProblem, is_damage};

/// The files that the desk speaks from.
fn sources(language: Language) -> [&'static str; 3] {
    match language {
        Language::Vietnamese => [
            include_str!("../../../assets/locales/vi/problems.ftl"),
            include_str!("../../../assets/locales/vi/shell.ftl"),
            include_str!("../../../assets/locales/vi/said.ftl"),
        ],
        Language::English => [
            include_str!("../../../assets/locales/en/problems.ftl"),
            include_str!("../../../assets/locales/en/shell.ftl"),
            include_str!("../../../assets/locales/en/said.ftl"),
        ],
    }
}

/// What a sentence may ask for although it is not always known; it then reads `none`.
const UNKNOWN_AT_TIMES: [&str; 7] = ["code", "file", "paper", "program", "pid", "head", "wanted"];

/// Who listens: what a shell says of its own commands is of no use in a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Listener {
    Shell,
    Window,
}

/// The sentences of one language.
pub struct Words {
    language: Language,
    listener: Listener,
    sentences: Sentences,
}

impl Words {
    /// Reads the sentences of a language, for a shell.
    pub fn of(language: Language) -> Self {
        Self::read(language, Listener::Shell)
    }

    fn read(language: Language, listener: Listener) -> Self {
        let sentences = Sentences::read(language, &sources(language));
        Self { language, listener, sentences }
    }

    /// Which language it is.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The sentences of a language for a window, read once for the whole program.
    pub fn in_language(language: Language) -> &'static Self {
        static VIETNAMESE: LazyLock<Words> =
            LazyLock::new(|| Words::read(Language::Vietnamese, Listener::Window));
        static ENGLISH: LazyLock<Words> =
            LazyLock::new(|| Words::read(Language::English, Listener::Window));
        match language {
            Language::Vietnamese => &VIETNAMESE,
            Language::English => &ENGLISH,
        }
    }

    /// The sentence under a name; the name itself where there is none.
    pub fn say(&self, name: &str, args: &[(&str, &str)]) -> String {
        self.find(name, args).unwrap_or_else(|| name.to_owned())
    }

    /// A number of things as this language writes it: 4.950 in Vietnamese.
    pub fn count(&self, number: u64) -> String {
        let mark = match self.language() {
            Language::Vietnamese => '.',
            Language::English => ',',
        };
        let digits = number.to_string();
        let mut grouped = String::with_capacity(digits.len().saturating_mul(2));
        for (place, digit) in digits.chars().enumerate() {
            let behind = digits.len().saturating_sub(place);
            if place > 0 && behind.is_multiple_of(3) {
                grouped.push(mark);
            }
            grouped.push(digit);
        }
        grouped
    }

    fn find(&self, name: &str, args: &[(&str, &str)]) -> Option<String> {
        let for_a_window = format!("window-{name}");
        let is_its_own = self.listener == Listener::Window && self.sentences.has(&for_a_window);
        let name = if is_its_own { &for_a_window } else { name };
        let unknown = UNKNOWN_AT_TIMES.iter().map(|name| (*name, "none"));
        let given: Vec<_> = unknown.chain(args.iter().copied()).collect();
        self.sentences.find(name, &given)
    }

    /// A text that may stand in a line: see [`locale::plain`].
    pub fn plain(text: &str) -> String {
        locale::plain(text)
    }

    /// What happened, what it means, what to do.
    pub fn problem(&self, error: &UiError) -> String {
        let state = error.args.get("state").map(|state| self.state_word(state));
        let args = spoken(&error.args, state.as_deref());
        let sentence = self.find(&error.code, &args);
        sentence.unwrap_or_else(|| self.say("unknown-problem", &[("code", &error.code)]))
    }

    /// What is missing or wrong in one field, with the field's place.
    pub fn gap(&self, gap: &domain::gap::Gap) -> String {
        let state = gap.args.get("state").map(|state| self.state_word(state));
        let mut args = spoken(&gap.args, state.as_deref());
        if let Some(whole) = self.of_this_language(gap, "said") {
            return Self::plain(whole);
        }
        let label = self.of_this_language(gap, "label").map(str::to_owned);
        let field = label.unwrap_or_else(|| self.field(&gap.path));
        args.push(("field", &field));
        args.extend(self.of_this_language(gap, "paper").map(|paper| ("paper", paper)));
        let name = format!("gap-{}", gap.code);
        self.find(&name, &args).unwrap_or_else(|| self.say("gap-unknown", &args))
    }

    /// What the catalogue says itself, in this language.
    fn of_this_language<'g>(&self, gap: &'g domain::gap::Gap, what: &str) -> Option<&'g str> {
        let said = gap.args.get(&format!("{what}-{}", self.language.word()))?;
        Some(said.as_str()).filter(|said| !said.is_empty())
    }

    /// What a field is called, from the last step of its path and the block that it stands in.
    fn field(&self, path: &str) -> String {
        let steps: Vec<_> = path.split('/').filter(|step| !step.is_empty()).collect();
        match steps.as_slice() {
            [] => self.say("field-form", &[]),
            [one] => self.step(one),
            [block, .., last] => format!("{} – {}", self.step(block), self.step(last)),
        }
    }

    fn step(&self, step: &str) -> String {
        let named = self.find(&format!("field-{step}"), &[]);
        // RFC 6901, 4: in this order.
        named.unwrap_or_else(|| step.replace("~1", "/").replace("~0", "~"))
    }

    /// Where a dossier stands, in words.
    pub fn state(&self, state: CaseState) -> String {
        self.state_word(state.word())
    }

    /// Where a dossier stands, in words, from the stable word of the state.
    pub fn state_word(&self, word: &str) -> String {
        self.say(&state_name(word), &[])
    }

    /// A way of unlocking, from its stable word.
    pub fn way(&self, word: &str) -> String {
        self.say(&format!("way-{word}"), &[])
    }

    /// Why the gateway refused something, and what to do.
    pub fn reason(&self, problem: &ShownProblem) -> String {
        let head = problem.head.as_ref().map(|head| head.revision.to_string());
        let known =
            [("head", &head), ("wanted", &problem.min_client), ("paper", &problem.damaged_paper)];
        let args = known.into_iter().filter_map(|(name, value)| Some((name, value.as_deref()?)));
        let args: Vec<_> = args.collect();
        // What the desk itself found has a sentence of its own; damage has one, however it showed.
        let code = if is_damage(&problem.code) { "file-damaged" } else { &problem.code };
        let said = self.find(&format!("reason-{code}"), &args);
        let said = said.or_else(|| self.find(&problem.code, &args));
        said.unwrap_or_else(|| self.say("reason-unknown", &[("reason", &problem.code)]))
    }

    /// What keeps parcels from getting through, and what to do.
    pub fn trouble(&self, code: &str) -> String {
        let name = if is_damage(code) { "reason-file-damaged" } else { code };
        let said = self.find(name, &[]);
        said.unwrap_or_else(|| self.say("unknown-problem", &[("code", code)]))
    }

    /// What a parcel carries, in words.
    pub fn cargo(&self, kind: ParcelKind, revision: Option<u32>) -> String {
        let revision = revision.map(|revision| revision.to_string()).unwrap_or_default();
        let name = format!("cargo-{}", kind.word().replace('_', "-"));
        self.say(&name, &[("revision", &revision)])
    }

    /// The agency's status code as it came, in words where this version knows it.
    pub fn status(&self, raw: &str) -> String {
        let known = raw.trim().parse().ok().and_then(CaseState::from_national_status);
        known.map_or_else(
            || self.say("status-unknown", &[("status", raw)]),
            |state| self.state(state),
        )
    }

    /// Where a parcel stands, in words; `is_held_up` when an earlier one of its dossier was set aside.
    pub fn parcel(&self, kind: ParcelKind, state: ParcelState, is_held_up: bool) -> String {
        match (kind, state) {
            (ParcelKind::Withdrawal, ParcelState::Delivered) => {
                self.say("parcel-withdrawal-delivered", &[])
            }
            (_, ParcelState::Queued) if is_held_up => self.say("parcel-held-up", &[]),
            (_, state) => self.say(&format!("parcel-{}", state.word().replace('_', "-")), &[]),
        }
    }

    /// Name of the sentence about the clock.
    pub fn clock_name(trust: ClockTrust) -> &'static str {
        match trust {
            ClockTrust::Unchecked => "doctor-clock-unchecked",
            ClockTrust::Checked => "doctor-clock-checked",
            ClockTrust::Suspect => "doctor-clock-suspect",
        }
    }
}

fn state_name(state: &str) -> String {
    format!("state-{}", state.replace('_', "-"))
}

fn spoken<'a>(
    args: &'a BTreeMap<String, String>,
    state: Option<&'a str>,
) -> Vec<(&'a str, &'a str)> {
    let spoken = |(name, value): (&'a String, &'a String)| match (name.as_str(), state) {
        ("state", Some(words)) => ("state", words),
        (name, _) => (name, value.as_str()),
    };
    args.iter().map(spoken).collect()
}

#[cfg(test)]
#[path = "words_tests.rs"]
mod tests;
