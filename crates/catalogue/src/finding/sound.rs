//! Syllables that sound alike to somebody: who says `chú` for `trú` writes it so, and means the same marks.

use super::syllable::{Syllable, Tone, is_vowel};

/// What a syllable without marks sounds like where the fewest sounds are kept apart: beginnings `gi d r`,
/// `ch tr`, `s x`, `l n`; ends `n ng nh`, `t c ch`; and `ưu`, `iêu` like `iu`.
pub(super) fn sound(key: &str) -> String {
    const BEGINNINGS: [(&str, &str); 15] = [
        ("kh", "kh"),
        ("ngh", "ng"),
        ("ng", "ng"),
        ("nh", "nh"),
        ("gh", "g"),
        ("ch", "ch"),
        ("tr", "ch"),
        ("qu", "w"),
        ("w", "w"),
        ("ph", "f"),
        ("n", "l"),
        ("x", "s"),
        ("k", "c"),
        ("d", "z"),
        ("r", "z"),
    ];
    const ENDS: [(&str, &str); 7] = [
        ("ng", "n"),
        ("nh", "n"),
        ("ch", "t"),
        ("c", "t"),
        ("ieu", "iu"),
        ("uu", "iu"),
        ("uoi", "ui"),
    ];

    if let Some(rest) = key.strip_prefix("gi") {
        // `gì` has the vowel that `giá` only writes.
        let vowel = if rest.starts_with(is_vowel) { "" } else { "i" };
        return with_end(&format!("z{vowel}{rest}"), &ENDS);
    }
    let begins = BEGINNINGS.iter().find_map(|(said, like)| Some((like, key.strip_prefix(said)?)));
    match begins {
        Some((like, rest)) => with_end(&format!("{like}{rest}"), &ENDS),
        None => with_end(key, &ENDS),
    }
}

fn with_end(said: &str, ends: &[(&str, &str)]) -> String {
    let said = said.replace('y', "i");
    let end = ends.iter().find_map(|(end, like)| Some((said.strip_suffix(end)?, like)));
    // An end needs a vowel before it, or it is the beginning.
    match end {
        Some((before, like)) if !before.is_empty() => format!("{before}{like}"),
        _ => said,
    }
}

/// How a syllable of the lexicon came to be meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// It was typed so, or begun, or with the keys of an input method.
    Typed,
    /// It sounds like what was typed.
    Sound,
    /// The keys slipped.
    Slip,
}

/// Marks were typed, and they are other ones.
const OTHER_MARKS: f32 = 0.6;
/// Some marks are missing, or hook and tilde are confused, and no word is written so.
const MARKS_MISSING: f32 = 0.9;
const HOOK_OR_TILDE: f32 = 0.95;
/// Hook and tilde are confused, but there is a word that is written so.
const OTHER_WORD: f32 = 0.8;

/// How far the marks that were typed are those of a syllable that may have been meant.
pub(super) fn marks_agree(typed: &Syllable, is_known: bool, meant: &Syllable, how: How) -> f32 {
    if !typed.has_marks() || typed.marked == meant.marked {
        return 1.0;
    }
    let confused = typed.tone.is_hook_or_tilde() && meant.tone.is_hook_or_tilde();
    let same_tone = typed.tone == meant.tone || confused;
    let no_tone = typed.tone == Tone::Level;
    match how {
        How::Typed if typed.letters == meant.letters && confused => {
            if is_known {
                OTHER_WORD
            } else {
                HOOK_OR_TILDE
            }
        }
        How::Typed => {
            let lacks = lacks_marks(&typed.letters, meant) && (same_tone || no_tone);
            if lacks && !is_known { MARKS_MISSING } else { OTHER_MARKS }
        }
        How::Sound if same_tone => 1.0,
        How::Slip if same_tone => MARKS_MISSING,
        How::Sound | How::Slip if no_tone && !is_known => MARKS_MISSING,
        How::Sound | How::Slip => OTHER_MARKS,
    }
}

/// Each letter is that of the other, or that without its mark.
fn lacks_marks(letters: &str, of: &Syllable) -> bool {
    let (mut marked, mut bare) = (of.letters.chars(), of.key.chars());
    let mut each = letters.chars();
    each.all(|c| {
        let (marked, bare) = (marked.next(), bare.next());
        // The key may end with another `i` than the letters.
        marked == Some(c) || bare == Some(c)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::syllable::syllables;

    #[test]
    fn syllables_that_the_ear_confuses_sound_alike() {
        let rows = [
            ("dam", "giam"),
            ("di", "gi"),
            ("ra", "gia"),
            ("chu", "tru"),
            ("xu", "su"),
            ("la", "na"),
            ("bang", "ban"),
            ("tat", "tac"),
            ("hiu", "huu"),
            ("wan", "quan"),
            ("fep", "phep"),
            ("nge", "nghe"),
            ("nham", "nham"),
        ];
        for (one, other) in rows {
            assert_eq!(sound(one), sound(other), "{one}, {other}");
        }
        for (one, other) in
            [("nha", "na"), ("kha", "ca"), ("cha", "ca"), ("an", "in"), ("ho", "go")]
        {
            assert_ne!(sound(one), sound(other), "{one}, {other}");
        }
    }

    #[test]
    fn marks_agree_as_far_as_a_writer_may_confuse_them() {
        let agree = |typed: &str, is_known, meant: &str, how| {
            let one = |text| syllables(text).into_iter().next().unwrap();
            marks_agree(&one(typed), is_known, &one(meant), how)
        };

        assert!((agree("chu", true, "chữ", How::Typed) - 1.0).abs() < 1e-6, "none were typed");
        assert!((agree("chử", false, "chữ", How::Typed) - HOOK_OR_TILDE).abs() < 1e-6);
        assert!((agree("khuyêt", false, "khuyết", How::Typed) - MARKS_MISSING).abs() < 1e-6);
        assert!((agree("đâu", true, "đậu", How::Typed) - OTHER_MARKS).abs() < 1e-6);
        assert!((agree("chú", true, "trú", How::Sound) - 1.0).abs() < 1e-6);
        assert!((agree("chủ", true, "trú", How::Sound) - OTHER_MARKS).abs() < 1e-6);
    }
}
