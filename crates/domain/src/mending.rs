//! Puts what was typed into the shape in which people read it, without changing what it says.
//!
//! Whatever is not understood stays as it is: the person at the desk decides, not the program.

use crate::name::PersonName;
use crate::partial_date::PartialDate;
use crate::person::Phone;

/// A name that was typed all small or all large, with its capitals.
pub fn name(text: &str) -> String {
    match PersonName::parse(text) {
        Ok(name) => name.mended().as_str().to_owned(),
        Err(_) => text.to_owned(),
    }
}

/// A date as people write it: `05112026` and `5-11-2026` become `05/11/2026`.
pub fn date(text: &str) -> String {
    PartialDate::parse(text).map_or_else(|_| text.to_owned(), |date| date.to_string())
}

/// The number of an identity paper in groups: `034 187 000 123`, `012 345 678`.
pub fn number(text: &str) -> String {
    let bare = without_gaps(text);
    match bare.len() {
        9 | 12 if is_digits(&bare) => in_groups(&bare, &[3, 3, 3, 3]),
        _ => text.to_owned(),
    }
}

/// A telephone number in groups: `0912 345 678`, `+84 912 345 678`, `0205 3812 345`.
pub fn phone(text: &str) -> String {
    let Ok(phone) = text.parse::<Phone>() else { return text.to_owned() };
    let bare = phone.as_str();
    let groups: &[usize] = match (bare.get(..1), bare.len()) {
        (Some("0"), 10) => &[4, 3, 3],
        (Some("0"), 11) => &[4, 4, 3],
        (Some("+"), 12) if bare.starts_with("+84") => &[3, 3, 3, 3],
        _ => return text.to_owned(),
    };
    in_groups(bare, groups)
}

fn without_gaps(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-')).collect()
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

/// Cuts a text into groups of so many symbols.
fn in_groups(text: &str, sizes: &[usize]) -> String {
    let mut symbols = text.chars();
    let groups = sizes.iter().map(|size| symbols.by_ref().take(*size).collect::<String>());
    groups.filter(|group| !group.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::personal_number::{CitizenNumber, OldNine, PersonalNumber};

    #[test]
    fn date_is_written_with_strokes_when_it_can_only_mean_one_day() {
        let rows = [
            ("05112026", "05/11/2026"),
            ("5-11-2026", "05/11/2026"),
            (" 5.1.1990 ", "05/01/1990"),
            ("2026-11-05", "05/11/2026"),
            ("1-2026", "01/2026"),
            ("1941", "1941"),
        ];

        for (typed, mended) in rows {
            assert_eq!(date(typed), mended, "{typed}");
        }
    }

    #[test]
    fn date_stays_as_typed_when_it_may_mean_several() {
        for typed in ["112026", "5/11/26", "31/02/2026", "hôm qua", "", " "] {
            assert_eq!(date(typed), typed, "nobody guesses");
        }
    }

    #[test]
    fn name_gets_its_capitals_only_when_it_was_typed_in_one_case() {
        assert_eq!(name("vi minh khôi"), "Vi Minh Khôi");
        assert_eq!(name("KSOR H'BIA"), "Ksor H'Bia");
        assert_eq!(name("Y Moan"), "Y Moan", "somebody's decision");
        assert_eq!(name("vi minh 2"), "vi minh 2", "no name");
    }

    #[test]
    fn numbers_stand_in_groups_when_they_have_a_known_length() {
        assert_eq!(number("034187000123"), "034 187 000 123");
        assert_eq!(number("012.345.678"), "012 345 678");
        assert_eq!(number("C1234567"), "C1234567", "a passport's");
        assert_eq!(number("0341870001"), "0341870001", "two digits are missing");
        assert_eq!(phone("0912345678"), "0912 345 678");
        assert_eq!(phone("+84912345678"), "+84 912 345 678");
        assert_eq!(phone("02053812345"), "0205 3812 345");
        assert_eq!(phone("19001234"), "19001234");
        assert_eq!(phone("gọi bác Páo"), "gọi bác Páo");
    }

    /// Dates, numbers and names as hands type them, right and wrong.
    fn typed() -> impl Strategy<Value = String> {
        prop_oneof![
            "[0-9]{1,4}[-/. ]{0,2}[0-9]{1,4}[-/.]?[0-9]{0,4}",
            "[+]?[0-9 .-]{6,18}",
            "[A-Z]?[0-9]{6,12}",
            "[a-zA-ZĐđÀỹẩ' -]{0,20}",
            any::<String>(),
        ]
    }

    proptest! {
        #[test]
        fn mending_twice_changes_nothing(text in typed()) {
            for mend in [name, date, number, phone] {
                let once = mend(&text);

                prop_assert_eq!(mend(&once), once);
            }
        }

        #[test]
        fn mending_never_changes_what_is_read(text in typed()) {
            prop_assert_eq!(PartialDate::parse(&date(&text)), PartialDate::parse(&text));
            prop_assert_eq!(phone(&text).parse::<Phone>(), text.parse::<Phone>());
            let mended = number(&text);
            prop_assert_eq!(PersonalNumber::parse(&mended), PersonalNumber::parse(&text));
            prop_assert_eq!(CitizenNumber::parse(&mended), CitizenNumber::parse(&text));
            prop_assert_eq!(OldNine::parse(&mended), OldNine::parse(&text));
            let (before, after) = (PersonName::parse(&text), PersonName::parse(&name(&text)));
            prop_assert_eq!(after, before.map(|read| read.mended()));
        }
    }
}
