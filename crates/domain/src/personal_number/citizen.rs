//! The 12 digits of a citizen: what they say, and whether that fits the person.

use std::fmt;

use chrono::{Datelike, NaiveDate};

use super::{NumberFault, digits};
use crate::kinds::Sex;
use crate::partial_date::PartialDate;

/// Last code of a province; the law gives countries the codes after it.
const LAST_PROVINCE_CODE: u16 = 96;

/// Số định danh cá nhân: place, century and sex, year of birth, six digits of luck.
///
/// Nghị định 137/2015/NĐ-CP Điều 13, Thông tư 07/2016/TT-BCA Điều 7. There is no check digit: a
/// slip of the finger shows only in the place, the century digit or the year.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CitizenNumber {
    text: String,
    place: u16,
    century_and_sex: u8,
    year: u8,
}

/// Where a citizen's birth was registered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Birthplace {
    /// In this one of the 63 provinces of before July 2025.
    Province(&'static str),
    /// Outside the list. Countries have codes of their own, which our sources do not name.
    NotInList {
        /// The first three digits.
        code: u16,
    },
}

impl CitizenNumber {
    const LENGTH: usize = 12;

    /// Reads 12 digits, in groups or not.
    ///
    /// A code up to 096 that belongs to no province is refused as a typing error; a code after it
    /// may be a country's and is taken, with a [warning](Self::warnings).
    pub fn parse(text: &str) -> Result<Self, NumberFault> {
        let text = digits(text, Self::LENGTH)?;
        let place = read_digits(text.get(..3));
        if place <= LAST_PROVINCE_CODE && province_named(place).is_none() {
            return Err(NumberFault::NoSuchProvince { code: place });
        }
        let century_and_sex = narrow(read_digits(text.get(3..4)));
        let year = narrow(read_digits(text.get(4..6)));
        Ok(Self { text, place, century_and_sex, year })
    }

    /// The 12 digits.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The digits in the groups in which they are read aloud: `034 187 000 123`.
    pub fn grouped(&self) -> String {
        let groups =
            [self.text.get(..3), self.text.get(3..6), self.text.get(6..9), self.text.get(9..)];
        groups.map(Option::unwrap_or_default).join(" ")
    }

    /// Where the birth was registered.
    pub fn birthplace(&self) -> Birthplace {
        match province_named(self.place) {
            Some(name) => Birthplace::Province(name),
            None => Birthplace::NotInList { code: self.place },
        }
    }

    /// The province where the birth was registered, by its name of before July 2025.
    pub fn province(&self) -> Option<&'static str> {
        province_named(self.place)
    }

    /// The sex under which the number was given.
    pub fn sex(&self) -> Sex {
        if self.century_and_sex.is_multiple_of(2) { Sex::Male } else { Sex::Female }
    }

    /// The year of birth, 1900 to 2399.
    pub fn birth_year(&self) -> i32 {
        1900 + 100 * i32::from(self.century_and_sex / 2) + i32::from(self.year)
    }

    /// Holds the number against what else is known of the person.
    #[must_use]
    pub fn agrees_with(&self, birth: Option<&PartialDate>, sex: Option<Sex>) -> Vec<Disagreement> {
        let stated_year = birth.map(PartialDate::year).filter(|year| *year != self.birth_year());
        let stated_sex = sex.filter(|sex| *sex != self.sex());
        let year = stated_year
            .map(|stated| Disagreement::BirthYear { in_number: self.birth_year(), stated });
        let sex = stated_sex.map(|stated| Disagreement::Sex { in_number: self.sex(), stated });
        year.into_iter().chain(sex).collect()
    }

    /// What is strange about the number by itself, seen on `today`.
    #[must_use]
    pub fn warnings(&self, today: NaiveDate) -> Vec<NumberWarning> {
        let year = self.birth_year();
        let unborn = (year > today.year()).then_some(NumberWarning::BornInTheFuture { year });
        let elsewhere = match self.birthplace() {
            Birthplace::Province(_) => None,
            Birthplace::NotInList { code } => Some(NumberWarning::PlaceNotInList { code }),
        };
        unborn.into_iter().chain(elsewhere).collect()
    }
}

impl fmt::Debug for CitizenNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CitizenNumber(…)")
    }
}

/// A point in which a number and a person do not fit together.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Disagreement {
    /// The year of birth.
    BirthYear {
        /// The year in the number.
        in_number: i32,
        /// The year in the form.
        stated: i32,
    },
    /// The sex.
    Sex {
        /// The sex in the number.
        in_number: Sex,
        /// The sex in the form.
        stated: Sex,
    },
}

impl Disagreement {
    /// The stable word for this disagreement.
    pub fn code(&self) -> &'static str {
        match self {
            Self::BirthYear { .. } => "number-other-birth-year",
            Self::Sex { .. } => "number-other-sex",
        }
    }
}

// What it holds was read off somebody's number: only its kind may reach a log.
impl fmt::Debug for Disagreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// Something strange about a number that may still be right.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum NumberWarning {
    /// Its year of birth has not come yet.
    BornInTheFuture {
        /// The year in the number.
        year: i32,
    },
    /// Its place is none of the 63 provinces.
    PlaceNotInList {
        /// The first three digits.
        code: u16,
    },
}

impl NumberWarning {
    /// The stable word for this warning.
    pub fn code(&self) -> &'static str {
        match self {
            Self::BornInTheFuture { .. } => "number-born-in-the-future",
            Self::PlaceNotInList { .. } => "number-place-not-in-list",
        }
    }
}

impl fmt::Debug for NumberWarning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

fn province_named(code: u16) -> Option<&'static str> {
    let at = PROVINCES.binary_search_by_key(&code, |(code, _)| *code).ok()?;
    PROVINCES.get(at).map(|(_, name)| *name)
}

/// Reads up to three digits that were checked before.
fn read_digits(digits: Option<&str>) -> u16 {
    digits.and_then(|digits| digits.parse().ok()).unwrap_or_default()
}

fn narrow(number: u16) -> u8 {
    u8::try_from(number).unwrap_or_default()
}

/// Codes of the 63 provinces, ascending.
///
/// Phụ lục 1 of Thông tư 07/2016/TT-BCA, as reproduced on a public page. How births are numbered in
/// the provinces merged in July 2025 was not seen.
pub(super) const PROVINCES: [(u16, &str); 63] = [
    (1, "Hà Nội"),
    (2, "Hà Giang"),
    (4, "Cao Bằng"),
    (6, "Bắc Kạn"),
    (8, "Tuyên Quang"),
    (10, "Lào Cai"),
    (11, "Điện Biên"),
    (12, "Lai Châu"),
    (14, "Sơn La"),
    (15, "Yên Bái"),
    (17, "Hòa Bình"),
    (19, "Thái Nguyên"),
    (20, "Lạng Sơn"),
    (22, "Quảng Ninh"),
    (24, "Bắc Giang"),
    (25, "Phú Thọ"),
    (26, "Vĩnh Phúc"),
    (27, "Bắc Ninh"),
    (30, "Hải Dương"),
    (31, "Hải Phòng"),
    (33, "Hưng Yên"),
    (34, "Thái Bình"),
    (35, "Hà Nam"),
    (36, "Nam Định"),
    (37, "Ninh Bình"),
    (38, "Thanh Hóa"),
    (40, "Nghệ An"),
    (42, "Hà Tĩnh"),
    (44, "Quảng Bình"),
    (45, "Quảng Trị"),
    (46, "Thừa Thiên Huế"),
    (48, "Đà Nẵng"),
    (49, "Quảng Nam"),
    (51, "Quảng Ngãi"),
    (52, "Bình Định"),
    (54, "Phú Yên"),
    (56, "Khánh Hòa"),
    (58, "Ninh Thuận"),
    (60, "Bình Thuận"),
    (62, "Kon Tum"),
    (64, "Gia Lai"),
    (66, "Đắk Lắk"),
    (67, "Đắk Nông"),
    (68, "Lâm Đồng"),
    (70, "Bình Phước"),
    (72, "Tây Ninh"),
    (74, "Bình Dương"),
    (75, "Đồng Nai"),
    (77, "Bà Rịa - Vũng Tàu"),
    (79, "Hồ Chí Minh"),
    (80, "Long An"),
    (82, "Tiền Giang"),
    (83, "Bến Tre"),
    (84, "Trà Vinh"),
    (86, "Vĩnh Long"),
    (87, "Đồng Tháp"),
    (89, "An Giang"),
    (91, "Kiên Giang"),
    (92, "Cần Thơ"),
    (93, "Hậu Giang"),
    (94, "Sóc Trăng"),
    (95, "Bạc Liêu"),
    (96, "Cà Mau"),
];
