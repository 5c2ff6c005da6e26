//! Sentences for codes, from `assets/locales`: Vietnamese first, English second.

use std::borrow::Cow;
use std::collections::BTreeMap;

use domain::kinds::{CaseState, ParcelKind, ParcelState};
use domain::moment::ClockTrust;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::langid;

use crate::error::UiError;
use crate::reply::{ShownProblem, is_damage};

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Tiếng Việt.
    Vietnamese,
    /// English.
    English,
}

impl Language {
    fn source(self) -> [&'static str; 2] {
        match self {
            Self::Vietnamese => [
                include_str!("../../../assets/locales/vi/problems.ftl"),
                include_str!("../../../assets/locales/vi/shell.ftl"),
            ],
            Self::English => [
                include_str!("../../../assets/locales/en/problems.ftl"),
                include_str!("../../../assets/locales/en/shell.ftl"),
            ],
        }
    }
}

/// What a sentence may ask for although it is not always known; it then reads `none`.
const UNKNOWN_AT_TIMES: [&str; 7] = ["code", "file", "paper", "program", "pid", "head", "wanted"];

/// The sentences of one language.
pub struct Words {
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// Reads the sentences of a language.
    pub fn of(language: Language) -> Self {
        let id = match language {
            Language::Vietnamese => langid!("vi"),
            Language::English => langid!("en"),
        };
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // The marks that isolate directions are of no use in a language written left to right.
        bundle.set_use_isolating(false);
        for source in language.source() {
            // A test reads every file; what could not be read here is left out, the rest stands.
            let resource = match FluentResource::try_new(source.to_owned()) {
                Ok(whole) => whole,
                Err((partial, _)) => partial,
            };
            bundle.add_resource_overriding(resource);
        }
        Self { bundle }
    }

    /// The sentence under a name; the name itself where there is none.
    pub fn say(&self, name: &str, args: &[(&str, &str)]) -> String {
        self.find(name, args).unwrap_or_else(|| name.to_owned())
    }

    fn find(&self, name: &str, args: &[(&str, &str)]) -> Option<String> {
        let pattern = self.bundle.get_message(name)?.value()?;
        let mut given: FluentArgs<'_> =
            UNKNOWN_AT_TIMES.iter().map(|name| (Cow::from(*name), "none".to_owned())).collect();
        for (name, value) in args {
            given.set(*name, Self::plain(value));
        }
        let mut faults = Vec::new();
        let sentence = self.bundle.format_pattern(pattern, Some(&given), &mut faults);
        debug_assert!(faults.is_empty(), "the sentence {name} lacks something: {faults:?}");
        Some(sentence.into_owned())
    }

    /// A text that may stand in a line: without what would break the line, move the cursor, or
    /// turn the direction of reading so that a file's name looks like another (Unicode UAX 9).
    pub fn plain(text: &str) -> String {
        let breaks = |c: &char| {
            c.is_control()
                || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}')
                || matches!(c, '\u{2066}'..='\u{2069}')
        };
        text.chars().filter(|c| !breaks(c)).collect()
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
        let mut args = spoken(&gap.args, None);
        let field = self.field(&gap.path);
        args.push(("field", &field));
        let name = format!("gap-{}", gap.code);
        self.find(&name, &args).unwrap_or_else(|| self.say("gap-unknown", &args))
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
mod tests {
    use super::*;
    use crate::error::Kind;
    use crate::reply::ShownHead;

    fn vietnamese() -> Words {
        Words::of(Language::Vietnamese)
    }

    #[test]
    #[should_panic(expected = "the sentence attached lacks")]
    fn sentence_complains_in_tests_when_a_variable_is_missing() {
        vietnamese().say("attached", &[("file", "a.pdf")]);
    }

    #[test]
    fn sentence_stays_whole_when_something_is_not_known() {
        let held = UiError::new(Kind::Held, "folder-held").with("program", &"none");
        let damaged = UiError::new(Kind::Internal, "file-damaged").with("file", &"dossiers/a/b");

        for language in [Language::Vietnamese, Language::English] {
            let words = Words::of(language);
            for problem in [&held, &damaged] {
                let sentence = words.problem(problem);
                assert!(!sentence.contains("none") && !sentence.contains('{'), "{sentence}");
            }
        }
    }

    #[test]
    fn hostile_file_name_cannot_move_the_cursor_or_the_direction_of_reading() {
        let name = "\u{202e}gpj.exe\u{2066}\u{1b}[2J\r\nĐã gửi";

        let said = vietnamese().say("attached", &[("file", name), ("component", "x")]);

        assert!(said.contains("gpj.exe[2JĐã gửi"), "{said:?}");
        assert!(said.chars().all(|c| !c.is_control()), "{said:?}");
    }

    fn a_problem(code: &str, head: Option<u32>) -> ShownProblem {
        let head = head.map(|revision| ShownHead {
            submission_id: String::new(),
            revision,
            desk_id: String::new(),
            manifest_sha256: String::new(),
        });
        let (title, min_client, damaged_paper) = (String::new(), None, None);
        ShownProblem { code: code.to_owned(), status: 409, title, head, min_client, damaged_paper }
    }

    /// What the desk's side of the road can say: reading, signing and saving.
    const OF_THE_DESK: [&str; 16] = [
        "file-damaged",
        "damaged",
        "not-for-this-key",
        "part-unreadable",
        "io",
        "store-io",
        "store-sql",
        "store-row",
        "store-damaged",
        "disk-full",
        "no-such-parcel",
        "no-such-dossier",
        "parcel-closed",
        "not-enrolled",
        "bad-form",
        "result-other-content",
    ];

    #[test]
    fn whatever_the_desk_itself_finds_is_said_in_words_and_never_as_a_code() {
        for language in [Language::Vietnamese, Language::English] {
            let words = Words::of(language);
            for code in OF_THE_DESK {
                for said in [words.reason(&a_problem(code, None)), words.trouble(code)] {
                    assert!(
                        !said.contains(&format!("({code})")) && said.len() > 30,
                        "{code}: {said}"
                    );
                    assert!(!said.contains("none") && !said.contains('{'), "{code}: {said}");
                }
            }
        }
    }

    #[test]
    fn damaged_file_of_a_parcel_is_named_with_what_to_do_however_the_damage_showed() {
        for code in ["file-damaged", "damaged", "not-for-this-key", "part-unreadable"] {
            let unnamed = a_problem(code, None);
            let paper = Some("giay-2.jpg".to_owned());
            let named = ShownProblem { damaged_paper: paper, ..a_problem(code, None) };

            let (unnamed, named) = (vietnamese().reason(&unnamed), vietnamese().reason(&named));

            assert!(named.contains("giay-2.jpg") && named.contains("quét lại"), "{code}: {named}");
            assert!(unnamed.contains("trên máy này"), "{code}: {unnamed}");
        }
    }

    #[test]
    fn request_that_arrived_is_no_file_that_arrived() {
        let said = |kind| vietnamese().parcel(kind, ParcelState::Delivered, false);

        assert_eq!(said(ParcelKind::Withdrawal), "cổng tỉnh đã nhận yêu cầu");
        assert_eq!(said(ParcelKind::Supplement), "cổng tỉnh đã nhận đủ tệp");
    }

    #[test]
    fn refusal_is_said_with_what_is_known_of_it() {
        let said = |code: &str, head| vietnamese().reason(&a_problem(code, head));

        assert!(said("not-head", Some(3)).starts_with("Quầy khác đã gửi bản 3 "));
        assert!(said("not-head", None).starts_with("Quầy khác đã gửi một bản mới hơn"));
        assert!(
            said("store-io", None).starts_with("Máy không đọc hoặc ghi được"),
            "the desk's own"
        );
        assert!(said("a-newer-one", None).contains("(a-newer-one)"), "a code of a newer gateway");
        assert!(!said("client-too-old", None).contains("none"));
    }

    #[test]
    fn status_is_said_as_it_came_when_nobody_knows_it() {
        assert_eq!(vietnamese().status(" 5"), vietnamese().state(CaseState::SupplementAsked));
        assert!(vietnamese().status("5.1").contains("5.1"));
    }

    #[test]
    fn field_is_named_by_its_block_and_its_last_step() {
        let gap = |path: &str| vietnamese().gap(&domain::gap::Gap::new(path, "unknown-field"));

        assert!(gap("/submitter/number").starts_with("Người nộp – số giấy tờ tùy thân"));
        assert!(gap("/a~1b").starts_with("a/b"), "{}", gap("/a~1b"));
    }
}
