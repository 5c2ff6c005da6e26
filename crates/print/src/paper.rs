//! What a paper is made from: plain values, already in the words that stand on it.

use std::fmt;

use catalogue::Sheet;
use chrono::{NaiveDate, NaiveDateTime};

/// The size of the sheet that the printer holds, upright.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::Display, strum::EnumString)]
#[strum(serialize_all = "lowercase")]
pub enum Size {
    /// 210 × 297 mm.
    A4,
    /// 148 × 210 mm.
    A5,
}

/// Who issues a paper, and where people can ask. Each may be empty: not known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Letterhead {
    /// Cơ quan chủ quản, the first line on the left.
    pub superior: String,
    /// Tên cơ quan, the second line on the left.
    pub agency: String,
    /// Địa danh, before the date.
    pub place: String,
    /// Where the desk is.
    pub address: String,
    /// The desk's telephone.
    pub phone: String,
    /// Where the resident can ask or look the dossier up.
    pub lookup: String,
    /// Kính gửi: to whom a declaration is addressed.
    pub addressed: String,
}

/// A person or an organisation as a paper names them. Each may be empty: not known.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Party {
    /// Họ, chữ đệm, tên, or tên tổ chức.
    pub name: String,
    /// Số căn cước or hộ chiếu, or the organisation's own; why it has none.
    pub number: String,
    /// Where the person lives, where the organisation has its seat.
    pub address: String,
    /// Their telephone.
    pub phone: String,
    /// What an organisation has besides; `None` for a human being.
    pub organisation: Option<AsOrganisation>,
}

/// What a paper says of an organisation only.
#[derive(Clone, PartialEq, Eq)]
pub struct AsOrganisation {
    /// What its number is.
    pub registered: Registered,
    /// Người đại diện theo pháp luật; may be empty.
    pub representative: String,
}

/// By what an organisation is registered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Registered {
    /// Mã số doanh nghiệp, mã số thuế.
    TaxCode,
    /// Mã định danh cơ quan.
    AgencyCode,
    /// Quyết định thành lập, giấy phép.
    Decision,
    /// Nothing yet: the number says why.
    Nothing,
}

/// A component of the dossier and how many files were scanned for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filed {
    /// Its official name.
    pub name: String,
    /// How many files.
    pub files: usize,
}

/// What can be said about the day of the result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Promise {
    /// Before reception: the day that the law leads to, which nobody has promised.
    Expected {
        /// The day in words.
        by: String,
        /// Why it may be another day, where it is known.
        why_uncertain: Option<String>,
    },
    /// Whoever took the dossier has named the day; no limit leads to it.
    Named {
        /// The day in words.
        day: String,
        /// Who named it, and what it is worth.
        said: String,
    },
    /// The agency has promised the day.
    By {
        /// The day in words.
        day: String,
    },
    /// Nothing is known.
    Unknown {
        /// Why not, in a sentence.
        said: String,
    },
}

/// The paper that a resident takes home: the receipt of an authority, or the note of a desk that
/// hands a dossier in for somebody.
#[derive(Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Who issues it.
    pub letterhead: Letterhead,
    /// An authority's desk; another one gives no official receipt and promises nothing.
    pub is_authority: bool,
    /// The desk's name.
    pub desk: String,
    /// Who took the dossier in.
    pub clerk: String,
    /// The code that the desk gave.
    pub provisional_code: String,
    /// The code that the agency gave.
    pub official_code: Option<String>,
    /// The running number of the day at this desk.
    pub day_number: u32,
    /// When the desk took the dossier in, Vietnamese civil time.
    pub taken: NaiveDateTime,
    /// When the agency received it.
    pub received: Option<NaiveDateTime>,
    /// When this paper is printed.
    pub printed: NaiveDateTime,
    /// The same paper was printed before.
    pub is_reprint: bool,
    /// Who stood at the desk.
    pub submitter: Party,
    /// Whose matter it is, where that is somebody else.
    pub owner: Option<Party>,
    /// Through which channel it came, in words.
    pub channel: String,
    /// Nội dung yêu cầu giải quyết.
    pub request: String,
    /// The procedure's official name.
    pub procedure_name: String,
    /// The procedure's national code.
    pub procedure_code: String,
    /// What was scanned.
    pub filed: Vec<Filed>,
    /// Thời gian giải quyết as published; may be empty.
    pub time: String,
    /// Lệ phí in words; may be empty.
    pub fee: String,
    /// The day of the result.
    pub promise: Promise,
    /// Đăng ký nhận kết quả tại.
    pub result: String,
}

/// A declaration, to be signed by hand.
#[derive(Clone, Copy)]
pub struct Declaration<'a> {
    /// What it says.
    pub sheet: &'a Sheet,
    /// To whom, and from which place.
    pub letterhead: &'a Letterhead,
    /// The dossier's code, small in the foot.
    pub provisional_code: &'a str,
    /// The day it is written.
    pub written_on: NaiveDate,
    /// Who signs it; empty: not known.
    pub signer: &'a str,
}

/// A finished paper.
#[derive(Clone, PartialEq, Eq)]
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
}

impl fmt::Debug for Party {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Party").finish_non_exhaustive()
    }
}

impl fmt::Debug for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receipt").field("code", &self.provisional_code).finish_non_exhaustive()
    }
}

impl fmt::Debug for Declaration<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Declaration").field("code", &self.provisional_code).finish_non_exhaustive()
    }
}

impl fmt::Debug for Pdf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pdf").field("pages", &self.pages).finish_non_exhaustive()
    }
}
