//! Letters that came in another encoding.

/// Windows-1252 from 0x80 on, where it differs from Latin-1.
const WINDOWS: [(char, u8); 27] = [
    ('€', 0x80),
    ('‚', 0x82),
    ('ƒ', 0x83),
    ('„', 0x84),
    ('…', 0x85),
    ('†', 0x86),
    ('‡', 0x87),
    ('ˆ', 0x88),
    ('‰', 0x89),
    ('Š', 0x8a),
    ('‹', 0x8b),
    ('Œ', 0x8c),
    ('Ž', 0x8e),
    ('‘', 0x91),
    ('’', 0x92),
    ('“', 0x93),
    ('”', 0x94),
    ('•', 0x95),
    ('–', 0x96),
    ('—', 0x97),
    ('˜', 0x98),
    ('™', 0x99),
    ('š', 0x9a),
    ('›', 0x9b),
    ('œ', 0x9c),
    ('ž', 0x9e),
    ('Ÿ', 0x9f),
];

/// Letters beyond ASCII with which Vietnamese is written, in small letters.
const LETTERS: &str = "àáâãèéêìíòóôõùúýăđĩũơư";

/// The text as it was meant, if its UTF-8 was shown byte by byte, as `Nguyá»…n`: there is only one
/// way back, and it works for the whole text or not at all.
pub(super) fn repaired(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let bytes = text.chars().map(byte_of).collect::<Option<Vec<_>>>()?;
    String::from_utf8(bytes).ok()
}

fn byte_of(c: char) -> Option<u8> {
    let listed = WINDOWS.iter().find(|(shown, _)| *shown == c).map(|(_, byte)| *byte);
    listed.or_else(|| u8::try_from(u32::from(c)).ok())
}

/// Whether letters are among these with which nobody writes Vietnamese, such as those of TCVN3 fonts
/// (`NguyÔn V¨n`), or letters were lost (`Nguy?n`).
pub(super) fn is_garbled(text: &str) -> bool {
    let is_lost = |c: char| c == '\u{fffd}' || c == '?';
    text.chars().any(|c| is_lost(c) || !(c.is_ascii() || is_at_home(c))) || has_capital_within(text)
}

fn is_at_home(c: char) -> bool {
    let small = c.to_lowercase().next().unwrap_or(c);
    LETTERS.contains(small)
        || ('\u{1ea0}'..='\u{1ef9}').contains(&c)
        || crate::text::is_apostrophe(c)
        || matches!(
            c,
            '–' | '—'
                | '\u{a0}'
                | 'º'
                | '°'
                | 'ĕ'
                | 'Ĕ'
                | 'ŏ'
                | 'Ŏ'
                | 'ĭ'
                | 'Ĭ'
                | 'ŭ'
                | 'Ŭ'
                | 'č'
                | 'Č'
                | 'ñ'
                | 'Ñ'
        )
}

/// A capital with a mark after a small letter: in TCVN3 fonts most small letters lie on capitals.
fn has_capital_within(text: &str) -> bool {
    let mut before = ' ';
    text.chars().any(|c| {
        let is_odd = before.is_ascii_lowercase() && !c.is_ascii() && c.is_uppercase();
        before = c;
        is_odd
    })
}
