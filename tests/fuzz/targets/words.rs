//! Words that blind luck would not find: of the language of expressions, of the files of a package, of
//! cards and of forms. They stand in `words.txt`, one a line; a line in quotes is a JSON string. Nobody
//! who lives is among them.

use std::sync::LazyLock;

use super::archive::Archive;

/// The words of one part of the file.
type Words = LazyLock<Vec<String>>;

/// The language of expressions, and names that the small package has.
pub static EXPRESSION: Words = LazyLock::new(|| of("EXPRESSION"));

/// Whole expressions.
pub static EXPRESSIONS: Words = LazyLock::new(|| of("EXPRESSIONS"));

/// The keys that files of a package and schemas may have.
pub static KEYS: Words = LazyLock::new(|| of("KEYS"));

/// Values of forms and of packages.
pub static VALUES: Words = LazyLock::new(|| of("VALUES"));

/// What a form is judged on beside what is typed.
pub static CASE: Words = LazyLock::new(|| of("CASE"));

/// Fields of cards.
pub static CARD: Words = LazyLock::new(|| of("CARD"));

/// What stands between the fields of a card, as some keyboard types it.
pub const BETWEEN: &[char] = &['|', '\t', 'µ', '~', '*', '>', '\u{a6}', '\r', '\n'];

fn of(part: &str) -> Vec<String> {
    let words = Archive::read(include_bytes!("words.txt"));
    let words = words.text(part).expect("the part is there");
    let word = |line: &str| serde_json::from_str(line).unwrap_or_else(|_| line.to_owned());
    words.lines().map(word).collect()
}
