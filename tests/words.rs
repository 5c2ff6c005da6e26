//! Every code that the program can say has a sentence, in both languages, with the same variables.

mod sources;

use std::collections::{BTreeMap, BTreeSet};

use domain::kinds::{CaseState, ParcelKind, ParcelState};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;
use sources::texts;
use strum::VariantArray;
use wire::problem::Reason;

/// Message names of a language, each with the variables that its sentence uses.
type Sentences = BTreeMap<String, BTreeSet<String>>;

/// A program that speaks: its files, by the end of their names.
#[derive(Clone, Copy)]
enum Speaker {
    Desk,
    Gateway,
    Window,
}

const SPEAKERS: [Speaker; 3] = [Speaker::Desk, Speaker::Gateway, Speaker::Window];

impl Speaker {
    fn says(self, path: &str) -> bool {
        match self {
            Self::Desk => {
                ["problems.ftl", "shell.ftl", "said.ftl"].iter().any(|file| path.ends_with(file))
            }
            Self::Gateway => path.ends_with("portal.ftl"),
            Self::Window => path.contains("/window"),
        }
    }
}

fn sentences(language: &str) -> Sentences {
    sentences_of(Speaker::Desk, language)
}

fn sentences_of(speaker: Speaker, language: &str) -> Sentences {
    let mut all = Sentences::new();
    let files = texts(&format!("assets/locales/{language}"), &[".ftl"]);
    for (_, source) in files.into_iter().filter(|(path, _)| speaker.says(path)) {
        let resource = parser::parse(source.as_str()).expect("every file parses whole");
        for entry in resource.body {
            let Entry::Message(message) = entry else { continue };
            let name = message.id.name.to_owned();
            let variables = message.value.iter().flat_map(variables).collect();
            assert!(all.insert(name.clone(), variables).is_none(), "{name} stands twice");
        }
    }
    all
}

fn variables(pattern: &Pattern<&str>) -> BTreeSet<String> {
    let placeables = pattern.elements.iter().filter_map(|element| match element {
        PatternElement::Placeable { expression } => Some(expression),
        PatternElement::TextElement { .. } => None,
    });
    placeables.flat_map(variables_in).collect()
}

fn variables_in(expression: &Expression<&str>) -> BTreeSet<String> {
    match expression {
        Expression::Inline(inline) => variable(inline).into_iter().collect(),
        Expression::Select { selector, variants } => {
            let inner = variants.iter().flat_map(|variant| variables(&variant.value));
            variable(selector).into_iter().chain(inner).collect()
        }
    }
}

fn variable(inline: &InlineExpression<&str>) -> Option<String> {
    match inline {
        InlineExpression::VariableReference { id } => Some(id.name.to_owned()),
        _ => None,
    }
}

/// Sources of the program without their tests.
fn program(folder: &str) -> Vec<(String, String)> {
    let mut sources = texts(folder, &[".rs"]);
    sources.retain(|(path, _)| !path.contains("test"));
    for (_, source) in &mut sources {
        let end = source.find("#[cfg(test)]\nmod ").unwrap_or(source.len());
        source.truncate(end);
    }
    sources
}

/// Files of `domain` whose faults are said of a field of the form.
const OF_FIELDS: [&str; 5] =
    ["/intake/", "/name.rs", "/organisation/", "/partial_date/", "/personal_number/"];

fn is_of_fields(path: &str) -> bool {
    path.contains("crates/domain/") && OF_FIELDS.iter().any(|part| path.contains(part))
}

/// Codes that are said of the whole: what `fn code` gives, and what a failure is made with.
fn problem_codes() -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for (path, source) in program("crates") {
        // The gateway's own program has words of its own.
        if path.contains("crates/portal/") {
            continue;
        }
        if !is_of_fields(&path) {
            codes.extend(codes_of_faults(&source));
        }
        codes.extend(second_arguments(&source, "UiError::new("));
    }
    codes
}

/// Codes that are said of a field: of gaps, and of what a field refuses to read.
fn gap_codes() -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for (path, source) in program("crates") {
        codes.extend(second_arguments(&source, "Gap::new("));
        if is_of_fields(&path) {
            codes.extend(codes_of_faults(&source));
            let refusals = source.split("map_err(|_| \"").skip(1);
            let named = source.split(": &str = \"").skip(1);
            codes.extend(refusals.chain(named).filter_map(literal));
        }
    }
    codes
}

/// Fields that every dossier has, as the reader of the form asks for them: `("name", `.
fn field_names() -> BTreeSet<String> {
    let reader = program("crates/domain/src/intake");
    let reads = |path: &str| ["/mod.rs", "/party.rs"].iter().any(|file| path.ends_with(file));
    let source = reader.iter().filter(|(path, _)| reads(path));
    let source: String = source.map(|(_, source)| source.as_str()).collect();
    let in_lists = source.split("(&[").skip(1).filter_map(|list| list.split(']').next());
    let asked = source.split("(\"").skip(1).filter_map(|rest| rest.split_once('"'));
    let asked = asked.filter(|(_, after)| after.starts_with([',', ')'])).map(|(name, _)| name);
    let asked = asked.filter(|name| !name.is_empty()).map(str::to_owned);
    in_lists.flat_map(literals).chain(asked).collect()
}

fn codes_of_faults(source: &str) -> Vec<String> {
    let bodies = ["fn code(", "fn trouble_code("].map(|start| source.split(start).skip(1));
    let bodies = bodies.into_iter().flatten();
    let bodies = bodies.map(|body| body.split("\n    }\n").next().unwrap_or_default());
    bodies.flat_map(|body| body.split("=> \"").skip(1).filter_map(literal)).collect()
}

/// The literal that is the second argument of each call of `function`.
fn second_arguments(source: &str, function: &str) -> BTreeSet<String> {
    let calls = source.split(function).skip(1).filter_map(|call| call.split(';').next());
    let calls = calls.map(|call| call.split_whitespace().collect::<Vec<_>>().join(" "));
    let second = calls.filter_map(|call| literal(call.split_once(", \"")?.1));
    second.collect()
}

fn literals(text: &str) -> Vec<String> {
    let text = text.replace("'\"'", "");
    text.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

fn literal(rest: &str) -> Option<String> {
    rest.split('"').next().map(str::to_owned)
}

/// Whether it looks like the name of a sentence: words in lower case with hyphens between them.
fn is_name(literal: &str) -> bool {
    let words: Vec<_> = literal.split('-').collect();
    let is_word = |word: &&str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase());
    words.len() > 1 && words.iter().all(is_word)
}

/// Those names for which there is no sentence.
fn mute(names: impl IntoIterator<Item = String>) -> Vec<String> {
    let sentences = sentences("vi");
    names.into_iter().filter(|name| !sentences.contains_key(name)).collect()
}

const NOTHING: Vec<String> = vec![];

#[test]
fn languages_say_the_same_things_with_the_same_variables() {
    for speaker in SPEAKERS {
        let (vietnamese, english) = (sentences_of(speaker, "vi"), sentences_of(speaker, "en"));

        assert_eq!(vietnamese, english, "a sentence or a variable is missing in one language");
        assert!(vietnamese.len() > 50, "the files were really read");
    }
    let mut mute = texts("assets/locales/vi", &[".ftl"]);
    mute.retain(|(path, _)| !SPEAKERS.iter().any(|speaker| speaker.says(path)));
    assert_eq!(mute, [], "every file has its speaker");
}

#[test]
fn every_problem_has_a_sentence() {
    let codes = problem_codes();

    let sure = ["wrong-passphrase", "folder-held", "no-such-command", "code-check", "wrong-use"];
    for sure in sure.into_iter().chain(["unreachable", "statement-signature", "over-bytes"]) {
        assert!(codes.contains(sure), "the sources were really read: {sure}, {codes:?}");
    }
    assert_eq!(mute(codes), NOTHING, "these would be shown as bare codes");
}

#[test]
fn every_gap_has_a_sentence_that_names_its_field() {
    let codes = gap_codes();
    let sentences = sentences("vi");

    for sure in ["missing", "unknown-field", "not-a-phone", "wrong-shape", "number-length"] {
        assert!(codes.contains(sure), "the sources were really read: {sure}, {codes:?}");
    }
    let names = codes.iter().map(|code| format!("gap-{code}"));
    assert_eq!(mute(names), NOTHING, "a plain sentence does not say which field");
    for code in codes.iter().filter(|code| *code != "form-not-an-object") {
        assert!(sentences[&format!("gap-{code}")].contains("field"), "gap-{code} names no field");
    }
}

#[test]
fn every_word_of_a_list_has_a_sentence() {
    let states = CaseState::VARIANTS.iter().map(|state| format!("state-{}", state.word()));
    let parcels = ParcelState::VARIANTS.iter().map(|state| format!("parcel-{}", state.word()));
    let clocks = ["unchecked", "checked", "suspect"].map(|trust| format!("doctor-clock-{trust}"));
    let ways = ["passphrase", "keyring", "recovery"].map(|way| format!("way-{way}"));
    let cargoes = ParcelKind::VARIANTS.iter().map(|kind| format!("cargo-{}", kind.word()));

    let names = states.chain(parcels).chain(clocks).chain(ways).chain(cargoes);

    assert_eq!(mute(names.map(|name| name.replace('_', "-"))), NOTHING);
}

#[test]
fn every_refusal_of_the_gateway_has_a_sentence() {
    let reasons = Reason::VARIANTS.iter().map(|reason| {
        let code: &str = reason.into();
        format!("reason-{code}")
    });
    let ends = ["not-saved", "time-ran-out", "reason-unknown"].map(str::to_owned);

    assert_eq!(mute(reasons.chain(ends)), NOTHING);
}

#[test]
fn everything_that_the_shell_names_has_a_sentence() {
    let reasons = ["not-found", "no-permission", "not-a-file", "not-text", "not-empty"];
    let sources = program("crates/cli/src");
    let said = |source: &str| {
        let calls = [".say(\"", ".note(\""].map(|call| source.split(call).skip(1));
        calls.into_iter().flatten().filter_map(literal).collect::<Vec<_>>()
    };
    let code =
        |source: &str| source.lines().filter(|l| !l.trim().starts_with("//")).collect::<String>();
    let named = sources.iter().flat_map(|(_, source)| literals(&code(source)));
    let named = named.filter(|name| is_name(name) && !reasons.contains(&name.as_str()));
    let names: BTreeSet<_> =
        sources.iter().flat_map(|(_, source)| said(source)).chain(named).collect();

    for sure in ["saved", "card-file", "ask-passphrase", "show-state"] {
        assert!(names.contains(sure), "the sources were really read: {sure}, {names:?}");
    }
    let of_http = ["no-cache", "no-referrer", "no-store", "same-origin"];
    assert_eq!(mute(names), of_http, "only what browsers are told is no sentence");
}

#[test]
fn everything_that_the_window_is_told_has_a_sentence() {
    let kinds =
        ["standing-", "note-", "task-", "road-", "moment-", "list-", "card-", "cargo-", "form-"];
    let sources = program("crates/bridge/src");
    let named = sources.iter().flat_map(|(_, source)| literals(source));
    let is_said = |name: &String| is_name(name) && kinds.iter().any(|kind| name.starts_with(kind));
    // Codes of failures begin like some of these.
    let is_code = |name: &String| problem_codes().contains(name);
    let names: BTreeSet<_> = named.filter(|name| is_said(name) && !is_code(name)).collect();
    let states = CaseState::VARIANTS.iter().map(|state| state.word());
    let others = ["queued", "sending", "set_aside", "discarded", "held_up"];
    let states = states.filter(|state| *state != "sealed").chain(others);
    let standings = states.map(|state| format!("standing-{}", state.replace('_', "-")));

    for sure in ["note-receipt", "task-card", "road-away", "moment-receipt"] {
        assert!(names.contains(sure), "the sources were really read: {sure}, {names:?}");
    }
    assert_eq!(mute(names.into_iter().chain(standings)), NOTHING);
}

/// What only a shell can come upon.
const OF_THE_SHELL: [&str; 7] = [
    "passphrase-missing",
    "passphrase-file",
    "card-file",
    "no-terminal",
    "enrolment-missing",
    "enrolment-file",
    "wrong-use",
];

#[test]
fn sentence_that_names_a_command_has_another_for_the_window() {
    for language in ["vi", "en"] {
        let folder = format!("assets/locales/{language}");
        let all = sentences(language);
        let files = texts(&folder, &["problems.ftl"]);
        let source = files.first().map(|(_, source)| source.as_str()).expect("it is here");
        let said = source.split("\n").fold(Vec::<String>::new(), |mut said, line| {
            match (line.starts_with([' ', '}']), said.last_mut()) {
                (true, Some(last)) => last.push_str(line),
                _ => said.push(line.to_owned()),
            }
            said
        });
        let names_a_command = |text: &&String| text.contains("nopho ") || text.contains(" --");
        let names = said.iter().filter(names_a_command).filter_map(|text| text.split_once(" ="));
        let names: Vec<_> = names.map(|(name, _)| name).collect();

        assert!(names.contains(&"not-enrolled"), "the file was really read: {names:?}");
        for name in names.into_iter().filter(|name| !OF_THE_SHELL.contains(name)) {
            let own = all.get(&format!("window-{name}"));
            assert_eq!(own, all.get(name), "{name} tells whoever has a window to type a command");
        }
    }
}

#[test]
fn every_common_field_has_a_name() {
    let fields = field_names();

    for sure in ["submitter", "result", "reason", "commune"] {
        assert!(fields.contains(sure), "the reader was really read: {sure}, {fields:?}");
    }
    assert_eq!(mute(fields.iter().map(|field| format!("field-{field}"))), NOTHING);
}

#[test]
fn sentence_does_not_begin_with_a_code_or_speak_of_errors() {
    for (_, source) in texts("assets/locales/vi", &[".ftl"]) {
        for line in source.lines().filter(|line| !line.starts_with('#')) {
            let lower = line.to_lowercase();
            for banned in ["error", "thất bại", "lỗi:"] {
                assert!(!lower.contains(banned), "{line:?} says {banned:?}");
            }
        }
    }
}
