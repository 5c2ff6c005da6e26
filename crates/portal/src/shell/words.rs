//! Sentences for codes, from `assets/locales`: Vietnamese first, English second.
//!
//! The desk's failures of disk and keys are the gateway's too, and their sentences are shared; where
//! one of them speaks of a desk, `portal-<code>` says it for the gateway.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::langid;

/// A language of the program.
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
                include_str!("../../../../assets/locales/vi/problems.ftl"),
                include_str!("../../../../assets/locales/vi/portal.ftl"),
            ],
            Self::English => [
                include_str!("../../../../assets/locales/en/problems.ftl"),
                include_str!("../../../../assets/locales/en/portal.ftl"),
            ],
        }
    }
}

/// The sentences of one language.
pub struct Words(FluentBundle<FluentResource>);

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
        Self(bundle)
    }

    /// The sentence under a name; the name itself where there is none.
    pub fn say(&self, name: &str, args: &[(&str, &str)]) -> String {
        self.find(name, args).unwrap_or_else(|| name.to_owned())
    }

    /// The sentence under a name that has no variables, if there is one.
    pub fn known(&self, name: &str) -> Option<String> {
        self.find(name, &[])
    }

    /// What happened, from its code.
    pub fn problem(&self, code: &str, args: &[(&str, &str)]) -> String {
        let own = self.find(&format!("portal-{code}"), args);
        own.or_else(|| self.find(code, args))
            .unwrap_or_else(|| self.say("gateway-unknown-problem", &[("code", code)]))
    }

    fn find(&self, name: &str, args: &[(&str, &str)]) -> Option<String> {
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
}

/// Name of the words for a status code of the agency.
pub(super) fn status_name(code: &str) -> String {
    format!("status-{code}")
}

/// A text that may stand in a line: without what would break the line, move the cursor, or turn the
/// direction of reading (Unicode UAX 9).
pub(super) fn plain(text: &str) -> String {
    let breaks = |c: &char| {
        c.is_control()
            || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}')
            || matches!(c, '\u{2066}'..='\u{2069}')
    };
    text.chars().filter(|c| !breaks(c)).collect()
}
