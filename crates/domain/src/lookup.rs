//! What people are looked up and told apart by, in the one shape in which it is kept, whatever was
//! typed of it so far. Nothing is judged here: half a number stays half a number.

use crate::partial_date::PartialDate;

/// A number of an identity paper or of a decision: digits and letters alone, these as capitals.
pub fn number(typed: &str) -> String {
    bare(&typed.to_uppercase())
}

/// A date of birth as `1990-01-15`, `1990-01` or `1990`; one that cannot be read stays as it is.
pub fn birth(typed: &str) -> String {
    PartialDate::parse(typed).map_or_else(|_| typed.to_owned(), |date| date.iso())
}

/// A telephone number: bare digits, after a `+` where a country's code comes first.
pub fn phone(typed: &str) -> String {
    let is_from_abroad = typed.chars().find(|c| c.is_alphanumeric() || *c == '+') == Some('+');
    let digits = bare(typed);
    if is_from_abroad { format!("+{digits}") } else { digits }
}

/// The same number as it is dialled at home, by which it is looked up: `+84912` and `0912` are one.
pub fn dialled(phone: &str) -> String {
    match phone.strip_prefix("+84") {
        // Many write the 0 of the number at home after the country's code.
        Some(rest) => format!("0{}", rest.trim_start_matches('0')),
        None => phone.trim_start_matches('+').to_owned(),
    }
}

fn bare(typed: &str) -> String {
    typed.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::person::Phone;
    use crate::personal_number::PersonalNumber;

    #[test]
    fn number_is_one_however_it_was_grouped_and_in_whatever_letters() {
        assert_eq!(number("020 190.000-123"), "020190000123");
        assert_eq!(number("c1234567"), "C1234567");
        assert_eq!(number("02019"), "02019", "half a number");
    }

    #[test]
    fn birth_is_one_however_it_was_written() {
        for typed in ["15/01/1990", "15011990", "1990-01-15", " 15.1.1990 "] {
            assert_eq!(birth(typed), "1990-01-15", "{typed}");
        }
        assert_eq!(birth("01/1990"), "1990-01");
        assert_eq!(birth("15/1"), "15/1", "it is still being typed");
    }

    #[test]
    fn phone_keeps_the_plus_without_which_it_is_another() {
        assert_eq!(phone("+84 912 345 678"), "+84912345678");
        assert_eq!(phone("(+84) 912"), "+84912", "half a number");
        assert_eq!(phone("0912.345-678"), "0912345678");
    }

    #[test]
    fn phone_is_dialled_at_home_without_the_code_of_the_country() {
        let rows = [
            ("+84912345678", "0912345678"),
            ("+840912345678", "0912345678"),
            ("0912345678", "0912345678"),
            ("+85620555123", "85620555123"),
        ];

        for (kept, expected) in rows {
            assert_eq!(dialled(kept), expected, "{kept}");
        }
    }

    proptest! {
        #[test]
        fn what_is_kept_stays_as_it_is(text in any::<String>()) {
            for keep in [number, birth, phone] {
                let once = keep(&text);

                prop_assert_eq!(keep(&once), once);
            }
        }

        #[test]
        fn what_is_kept_is_what_is_sealed(text in "[+(]?[+]?[0-9 .()-]{6,18}|[a-zA-Z]?[0-9 .-]{6,15}") {
            if let Ok(sealed) = text.parse::<Phone>() {
                prop_assert_eq!(phone(&text), sealed.as_str());
            }
            if let Ok(sealed) = PersonalNumber::parse(&text) {
                let kept = number(&text);
                prop_assert_eq!(Some(kept.as_str()), sealed.as_str());
            }
        }
    }
}
