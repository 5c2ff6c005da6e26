//! Text as a search compares it: syllable by syllable, without marks, whatever the spelling.

use domain::text::{fold, fold_keeping_marks, nfc};

/// `dduwowcj` is `được`.
const MOST_KEYS: usize = 4;

/// One syllable, as it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Syllable {
    /// Without marks; `ky` and `ki` are the same.
    pub(super) key: String,
    /// With its marks.
    pub(super) marked: String,
    /// With its marks, but without its tone.
    pub(super) letters: String,
    pub(super) tone: Tone,
}

/// The tone of a syllable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    Level,
    Grave,
    Acute,
    Hook,
    Tilde,
    Dot,
}

impl Tone {
    const ALL: [Self; 6] =
        [Self::Level, Self::Grave, Self::Acute, Self::Hook, Self::Tilde, Self::Dot];

    pub(super) fn is_hook_or_tilde(self) -> bool {
        matches!(self, Self::Hook | Self::Tilde)
    }
}

/// The syllables of a text; all that is neither letter nor digit stands between them.
pub(super) fn syllables(text: &str) -> Vec<Syllable> {
    let text = nfc(text);
    let words = text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’'));
    words.map(Syllable::new).filter(|word| !word.key.is_empty()).collect()
}

/// A letter's tone, and the letter without it.
fn toneless(letter: char) -> (char, Tone) {
    const VOWELS: [&str; 12] = [
        "aàáảãạ",
        "ăằắẳẵặ",
        "âầấẩẫậ",
        "eèéẻẽẹ",
        "êềếểễệ",
        "iìíỉĩị",
        "oòóỏõọ",
        "ôồốổỗộ",
        "ơờớởỡợ",
        "uùúủũụ",
        "ưừứửữự",
        "yỳýỷỹỵ",
    ];
    if letter.is_ascii() {
        return (letter, Tone::Level);
    }
    let toned = VOWELS.iter().find_map(|row| {
        let found = row.chars().zip(Tone::ALL).find(|(c, _)| *c == letter);
        Some((row.chars().next()?, found?.1))
    });
    toned.unwrap_or((letter, Tone::Level))
}

/// The keys alone.
pub(super) fn keys(text: &str) -> Vec<String> {
    syllables(text).into_iter().map(|one| one.key).collect()
}

/// `kỹ` and `kĩ` are two spellings of one syllable; `quy` and `qui` are not taken for one.
pub(super) fn key(word: &str) -> String {
    let folded = fold(word);
    match folded.strip_suffix('y') {
        Some(before) if !before.ends_with(is_vowel) => format!("{before}i"),
        _ => folded,
    }
}

impl Syllable {
    /// `word` is in NFC.
    fn new(word: &str) -> Self {
        let (mut letters, mut tone) = (String::with_capacity(word.len()), Tone::Level);
        for (letter, its) in word.chars().flat_map(char::to_lowercase).map(toneless) {
            letters.push(letter);
            tone = if its == Tone::Level { tone } else { its };
        }
        Self { key: key(word), marked: fold_keeping_marks(word), letters, tone }
    }

    /// A key alone, as if it had been typed without marks.
    pub(super) fn bare(key: String) -> Self {
        Self { marked: key.clone(), letters: key.clone(), key, tone: Tone::Level }
    }

    /// Whoever types marks means them.
    pub(super) fn has_marks(&self) -> bool {
        !self.marked.is_ascii()
    }

    /// What was meant if the input method was off: the keys of Telex or VNI stand between the letters, and
    /// there are never more than [`MOST_KEYS`] of them.
    pub(super) fn without_input_keys(&self) -> Option<String> {
        let folded = fold(&self.marked);
        let letters: String = folded.chars().filter(|c| !c.is_ascii_digit()).collect();
        let start = letters.find(is_vowel).unwrap_or(letters.len());
        let (head, tail) = letters.split_at_checked(start)?;
        let head = head.replace("dd", "d").replace('w', "");
        let meant = key(&format!("{head}{}", telex_rhyme(tail)));
        let is_near = self.key.len() <= meant.len() + MOST_KEYS;
        (!meant.is_empty() && meant != self.key && is_near).then_some(meant)
    }
}

/// No Vietnamese rhyme has one of these letters: they are tones, hooks and strokes.
fn telex_rhyme(tail: &str) -> String {
    let mut rhyme = String::with_capacity(tail.len());
    for c in tail.chars().filter(|c| !matches!(c, 's' | 'f' | 'r' | 'x' | 'j' | 'z' | 'w' | 'd')) {
        let is_hat = matches!(c, 'a' | 'e' | 'o') && rhyme.contains(c);
        if !is_hat {
            rhyme.push(c);
        }
    }
    rhyme
}

pub(super) fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'w')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(typed: &str) -> String {
        let syllable = syllables(typed).into_iter().next().unwrap();
        syllable.without_input_keys().unwrap_or(syllable.key)
    }

    #[test]
    fn spellings_of_a_syllable_are_one() {
        assert_eq!(keys("Đăng ký, KỸ/kĩ; quý — ý"), ["dang", "ki", "ki", "ki", "quy", "i"]);
        assert_eq!(keys("Đăng".to_owned().as_str()), keys("Đa\u{306}ng"));
        assert_eq!(keys("H'Leo 3321"), ["hleo", "3321"]);
        assert!(keys(" –, ").is_empty());
    }

    #[test]
    fn input_method_that_was_off_is_understood() {
        let rows = [
            ("ddawng", "dang"),
            ("kys", "ki"),
            ("d9ang", "dang"),
            ("ky1", "ki"),
            ("hooj", "ho"),
            ("tichj", "tich"),
            ("chuwngs", "chung"),
            ("thuwcj", "thuc"),
            ("nghixa", "nghia"),
            ("ddaats", "dat"),
            ("khai", "khai"),
            ("xoas", "xoa"),
            ("soor", "so"),
            ("dinhd", "dinh"),
        ];
        for (typed, wanted) in rows {
            assert_eq!(meant(typed), wanted, "{typed}");
        }
    }
}
