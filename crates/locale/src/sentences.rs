//! The sentences of one language, under their names.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};

use crate::Language;

/// The sentences of one language.
pub struct Sentences(FluentBundle<FluentResource>);

impl Sentences {
    /// Reads what stands in files of Fluent; where two say the same name, the later one counts.
    pub fn read(language: Language, sources: &[&str]) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![language.id()]);
        // The marks that isolate directions are of no use in a language written left to right.
        bundle.set_use_isolating(false);
        for source in sources {
            // A test reads every file; what could not be read here is left out, the rest stands.
            let resource = match FluentResource::try_new((*source).to_owned()) {
                Ok(whole) => whole,
                Err((partial, _)) => partial,
            };
            bundle.add_resource_overriding(resource);
        }
        Self(bundle)
    }

    /// Whether there is a sentence under a name.
    pub fn has(&self, name: &str) -> bool {
        self.0.has_message(name)
    }

    /// The sentence under a name, if there is one. Where a name is given twice, the later value
    /// counts; what is given is made [`plain`] first.
    pub fn find(&self, name: &str, args: &[(&str, &str)]) -> Option<String> {
        let pattern = self.0.get_message(name)?.value()?;
        let mut given = FluentArgs::new();
        for (name, value) in args {
            given.set(*name, plain(value));
        }
        let mut faults = Vec::new();
        let sentence = self.0.format_pattern(pattern, Some(&given), &mut faults);
        debug_assert!(faults.is_empty(), "the sentence {name} lacks something: {faults:?}");
        Some(sentence.into_owned())
    }

    /// The sentence under a name; the name itself where there is none.
    pub fn say(&self, name: &str, args: &[(&str, &str)]) -> String {
        self.find(name, args).unwrap_or_else(|| name.to_owned())
    }
}

/// A text that may stand in a line: without what would break the line, move the cursor, or turn the
/// direction of reading so that a file's name looks like another (Unicode UAX 9).
pub fn plain(text: &str) -> String {
    let breaks = |c: &char| {
        c.is_control()
            || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}')
            || matches!(c, '\u{2066}'..='\u{2069}')
    };
    text.chars().filter(|c| !breaks(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCES: [&str; 2] = ["kept = { $file } kept\nlost = lost", "lost = gone\n= nonsense"];

    fn sentences() -> Sentences {
        Sentences::read(Language::English, &SOURCES)
    }

    #[test]
    fn later_sentence_counts_and_what_cannot_be_read_is_left_out() {
        assert_eq!(sentences().say("lost", &[]), "gone");
        assert_eq!(sentences().say("kept", &[("file", "none"), ("file", "a")]), "a kept");
    }

    #[test]
    fn name_is_said_when_there_is_no_sentence() {
        assert_eq!(sentences().find("unknown", &[]), None);
        assert_eq!(sentences().say("unknown", &[]), "unknown");
        assert!(sentences().has("kept") && !sentences().has("unknown"));
    }

    #[test]
    #[should_panic(expected = "the sentence kept lacks")]
    fn sentence_complains_in_tests_when_a_variable_is_missing() {
        sentences().say("kept", &[]);
    }

    #[test]
    fn value_cannot_break_a_line_or_turn_it_around() {
        let name = "\u{202e}gpj.exe\u{2066}\u{1b}[2J\r\nĐã gửi";

        assert_eq!(sentences().say("kept", &[("file", name)]), "gpj.exe[2JĐã gửi kept");
    }
}
