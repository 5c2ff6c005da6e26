//! How the window looks.

use std::collections::BTreeMap;

use desk::papers::Size;
use desk::{letterhead, preferences};
use domain::kinds::DeskKind;

use super::Nothing;
use crate::error::{Kind, UiError};
use crate::host::Host;
use crate::reply::Prefs;
use crate::words::{Language, Words};

const THEMES: [&str; 2] = ["light", "contrast"];
const SCALES: [u32; 3] = [100, 125, 150];
/// There are not that many actions.
const MOST_KEYS: usize = 200;
/// No action and no key has a longer name, in bytes.
const LONGEST_KEY: usize = 64;

pub(crate) fn get(host: &Host, words: &Words, _: Nothing) -> Result<Prefs, UiError> {
    host.with_desk(|desk, _| Ok(read(&preferences::all(desk)?, words.language(), desk.row().kind)))
}

/// What was chosen; what was not, or cannot be read, is as at the beginning.
fn read(chosen: &BTreeMap<String, String>, language: Language, kind: DeskKind) -> Prefs {
    let word = |name: &str, known: &[&str], first: &str| {
        let word = chosen.get(name).filter(|word| known.contains(&word.as_str()));
        word.cloned().unwrap_or_else(|| first.to_owned())
    };
    let scale = chosen.get("scale").and_then(|scale| scale.parse().ok());
    let keys = chosen.get("keys").and_then(|keys| serde_json::from_str(keys).ok());
    Prefs {
        language: word("language", &["vi", "en"], language.word()),
        theme: word("theme", &THEMES, "light"),
        scale: scale.filter(|scale| SCALES.contains(scale)).unwrap_or(100),
        paper: letterhead::chosen_size(chosen, kind).into(),
        keys: keys.unwrap_or_default(),
    }
}

pub(crate) fn set(host: &Host, _: &Words, prefs: Prefs) -> Result<Prefs, UiError> {
    if !is_known(&prefs) {
        return Err(UiError::new(Kind::Usage, "bad-arguments"));
    }
    let keys = serde_json::to_string(&prefs.keys)
        .map_err(|_| UiError::new(Kind::Internal, "bad-reply"))?;
    let (scale, paper) = (prefs.scale.to_string(), Size::from(prefs.paper).to_string());
    let chosen = [
        ("language", prefs.language.as_str()),
        ("theme", &prefs.theme),
        ("scale", &scale),
        (letterhead::PAPER, &paper),
        ("keys", &keys),
    ];
    host.with_desk(|desk, _| Ok(preferences::keep(desk, chosen)?))?;
    Ok(prefs)
}

fn is_known(prefs: &Prefs) -> bool {
    let is_short = |text: &String| text.len() <= LONGEST_KEY;
    prefs.language.parse::<Language>().is_ok()
        && THEMES.contains(&prefs.theme.as_str())
        && SCALES.contains(&prefs.scale)
        && prefs.keys.len() <= MOST_KEYS
        && prefs.keys.iter().all(|(action, key)| is_short(action) && is_short(key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reply::PaperSize;

    fn chosen(name: &str, value: &str) -> BTreeMap<String, String> {
        BTreeMap::from([(name.to_owned(), value.to_owned())])
    }

    #[test]
    fn preference_is_as_at_the_beginning_when_nobody_chose_or_it_cannot_be_read() {
        let first = read(&BTreeMap::new(), Language::English, DeskKind::Authority);

        assert_eq!((first.language.as_str(), first.scale), ("en", 100));
        for (name, odd) in [("theme", "pink"), ("scale", "1000"), ("keys", "{"), ("paper", "a3")] {
            let read = read(&chosen(name, odd), Language::English, DeskKind::Authority);
            assert_eq!(read, first, "{name}");
        }
    }

    #[test]
    fn sheet_is_the_small_one_where_no_official_receipt_is_given() {
        let paper = |chosen, kind| read(&chosen, Language::Vietnamese, kind).paper;

        assert_eq!(paper(BTreeMap::new(), DeskKind::Authority), PaperSize::A4);
        assert_eq!(paper(BTreeMap::new(), DeskKind::Volunteer), PaperSize::A5);
        assert_eq!(paper(chosen("paper", "a4"), DeskKind::Post), PaperSize::A4);
    }

    #[test]
    fn preference_is_refused_when_no_window_knows_it() {
        let good = read(&BTreeMap::new(), Language::Vietnamese, DeskKind::Post);
        let long = BTreeMap::from([("x".repeat(100), "F2".to_owned())]);

        assert!(is_known(&good));
        assert!(!is_known(&Prefs { theme: "pink".to_owned(), ..good.clone() }));
        assert!(!is_known(&Prefs { scale: 99, ..good.clone() }));
        assert!(!is_known(&Prefs { language: "fr".to_owned(), ..good.clone() }));
        assert!(!is_known(&Prefs { keys: long, ..good }));
    }
}
