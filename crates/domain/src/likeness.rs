//! Whether two people, as far as they are known, are one.

use crate::partial_date::PartialDate;
use crate::text::fold;

/// What tells a person or an organisation from others, as [`lookup`](crate::lookup) writes it.
#[derive(Clone, Copy, Default)]
pub struct Known<'a> {
    /// It is an organisation and no human being.
    pub is_organisation: bool,
    /// Họ, chữ đệm, tên or tên tổ chức; may be empty.
    pub name: &'a str,
    /// The number on their paper, which nobody else has.
    pub number: Option<&'a str>,
    /// Số quyết định thành lập, which says little without the name: each body numbers its own.
    pub decision: Option<&'a str>,
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
    /// its marks, and the birth or the decision by which it was founded.
    pub fn likeness(&self, other: &Known<'_>) -> Likeness {
        let judged = |is_same: bool| if is_same { Likeness::Same } else { Likeness::Other };
        if self.is_organisation != other.is_organisation {
            return Likeness::Other;
        }
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
        if self.decision.is_some() && self.decision == other.decision {
            return Likeness::Same;
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
        Known { name, number, birth, ..Known::default() }
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
    fn number_says_which_organisation_it_is_and_a_decision_only_with_the_name() {
        let body = |name, number, decision| Known {
            is_organisation: true,
            decision,
            ..person(name, number, None)
        };
        let one = body("Công ty Hoa Hồi 68", Some("0100233488"), None);
        let school = body("Trường Mầm non 19/5", None, Some("12QĐUBND"));

        let rows = [
            (one, body("HOA HỒI 68", Some("0100233488"), None), Likeness::Same),
            (one, body("Công ty Hoa Hồi 68", Some("0100233488001"), None), Likeness::Other),
            (school, body("Trường mầm non 19/5", None, Some("12QĐUBND")), Likeness::Same),
            (school, body("Trường Mầm non Hoa Sen", None, Some("12QĐUBND")), Likeness::Other),
            (school, body("Trường Mầm non 19/5", Some("0100233488"), None), Likeness::Unknown),
            (one, person("Công ty Hoa Hồi 68", Some("0100233488"), None), Likeness::Other),
        ];
        for (one, other, expected) in rows {
            assert_eq!(one.likeness(&other), expected, "{}", other.name);
        }
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
