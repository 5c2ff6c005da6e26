//! Whether two people, as far as they are known, are one.

use crate::partial_date::PartialDate;
use crate::text::fold;

/// What tells a person from others, as [`lookup`](crate::lookup) writes it.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// Họ, chữ đệm, tên; may be empty.
    pub name: &'a str,
    /// The number on their paper.
    pub number: Option<&'a str>,
    /// Date of birth.
    pub birth: Option<&'a str>,
}

/// How far two people are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likeness {
    /// They are one.
    Same,
    /// They are two.
    Other,
    /// Too little is known of one of them.
    Unknown,
}

impl Known<'_> {
    /// Whether this person is another: by the number; where either has none, by the name, whatever
    /// its marks, and the birth.
    pub fn likeness(&self, other: &Known<'_>) -> Likeness {
        let judged = |is_same: bool| if is_same { Likeness::Same } else { Likeness::Other };
        if let (Some(one), Some(other)) = (self.number, other.number) {
            return judged(one == other);
        }
        let (name, other_name) = (fold(self.name), fold(other.name));
        if name.is_empty() || other_name.is_empty() {
            return Likeness::Unknown;
        }
        if name != other_name {
            return Likeness::Other;
        }
        match (self.birth, other.birth) {
            (Some(one), Some(other)) => of_births(one, other),
            _ => Likeness::Unknown,
        }
    }
}

/// A year may mean a day of that year, and half a date any.
fn of_births(one: &str, other: &str) -> Likeness {
    if one == other {
        return Likeness::Same;
    }
    match (PartialDate::parse(one), PartialDate::parse(other)) {
        (Ok(one), Ok(other)) if one.certainly_before(&other) || one.certainly_after(&other) => {
            Likeness::Other
        }
        _ => Likeness::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person<'a>(name: &'a str, number: Option<&'a str>, birth: Option<&'a str>) -> Known<'a> {
        Known { name, number, birth }
    }

    #[test]
    fn number_says_who_somebody_is_whatever_they_are_called() {
        let one = person("Lò Thị Đào", Some("020190000123"), Some("1990-01-15"));
        let renamed = person("Lò Thị Ngọc Đào", Some("020190000123"), None);
        let namesake = person("Lò Thị Đào", Some("020190000999"), Some("1990-01-15"));

        assert_eq!(one.likeness(&renamed), Likeness::Same);
        assert_eq!(one.likeness(&namesake), Likeness::Other);
    }

    #[test]
    fn name_and_birth_say_who_somebody_is_when_one_has_no_number() {
        let known = person("Lò Thị Đào", Some("020190000123"), Some("1990-01-15"));

        let rows = [
            ("LO THI DAO", Some("1990-01-15"), Likeness::Same),
            ("Lò Thị Đào", Some("1990-01-16"), Likeness::Other),
            ("Lò Thị Đào", Some("1991"), Likeness::Other),
            ("Lò Thị Mận", Some("1990-01-15"), Likeness::Other),
            ("Lò Thị Đào", Some("1990"), Likeness::Unknown),
            ("Lò Thị Đào", Some("15/1"), Likeness::Unknown),
            ("Lò Thị Đào", None, Likeness::Unknown),
            ("", Some("1990-01-15"), Likeness::Unknown),
        ];
        for (name, birth, expected) in rows {
            let other = person(name, None, birth);
            assert_eq!(known.likeness(&other), expected, "{name} {birth:?}");
            assert_eq!(other.likeness(&known), expected, "from either side");
        }
    }
}
