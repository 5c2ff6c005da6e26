//! Every code that the program can say has a sentence, in both languages, with the same variables.

mod sources;

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;
use sources::texts;

/// Message names of a language, each with the variables that its sentence uses.
type Sentences = BTreeMap<String, BTreeSet<String>>;

fn sentences(language: &str) -> Sentences {
    let mut all = Sentences::new();
    for (_, source) in texts(&format!("assets/locales/{language}"), &[".ftl"]) {
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

/// Codes in our sources: what `fn code` gives, and what a failure or a gap is made with.
fn codes() -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for (_, source) in texts("crates", &[".rs"]) {
        for body in source.split("fn code(").skip(1) {
            let body = body.split("\n    }\n").next().unwrap_or_default();
            codes.extend(body.split("=> \"").skip(1).filter_map(literal));
        }
        for made in source.split("UiError::new(Kind::").skip(1) {
            let arguments = made.split_once(", \"").filter(|(kind, _)| !kind.contains(')'));
            codes.extend(arguments.and_then(|(_, rest)| literal(rest)));
        }
    }
    codes
}

fn literal(rest: &str) -> Option<String> {
    rest.split('"').next().map(str::to_owned)
}

#[test]
fn languages_say_the_same_things_with_the_same_variables() {
    let (vietnamese, english) = (sentences("vi"), sentences("en"));

    assert_eq!(vietnamese, english, "a sentence or a variable is missing in one language");
    assert!(vietnamese.len() > 100, "the files were really read");
}

#[test]
fn every_code_has_a_sentence() {
    let sentences = sentences("vi");
    let codes = codes();

    let mute: Vec<_> = codes
        .iter()
        .filter(|code| !sentences.contains_key(*code))
        .filter(|code| !sentences.contains_key(&format!("gap-{code}")))
        .collect();

    assert!(codes.len() > 50, "the sources were really read: {codes:?}");
    assert_eq!(mute, Vec::<&String>::new(), "these would be shown as bare codes");
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
