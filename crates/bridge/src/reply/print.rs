//! What is printed: papers for the resident and for signature, and what stands at their head.

use ::desk::{letterhead, papers};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A paper that the desk prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PaperForm {
    /// What the resident goes home with.
    Receipt,
    /// The filled form, for signature.
    Declaration,
}

/// The size of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PaperSize {
    /// 210 by 297 mm.
    A4,
    /// 148 by 210 mm.
    A5,
}

/// Where a printed paper comes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PrintBy {
    /// The machine's own program for PDFs opens it.
    Viewer,
    /// The page shows the asset itself; no file is written.
    Page,
}

/// A paper that was printed.
#[derive(Serialize, TS)]
pub struct Printed {
    /// Which paper it is.
    pub form: PaperForm,
    /// On which sheet.
    pub size: PaperSize,
    /// File name; it names nobody.
    pub name: String,
    /// Path of the asset that shows it.
    pub asset: String,
    /// Whether the machine's own program was asked to open it and did not refuse.
    pub is_opened: bool,
    /// How many pages it has.
    pub pages: usize,
    /// Why no program opened it, and what to do.
    pub said: Option<String>,
}

/// A paper that was written to a file.
#[derive(Serialize, Deserialize, TS)]
pub struct Kept {
    /// The file.
    pub file: String,
    /// How many pages it has.
    pub pages: usize,
}

/// What stands at the head of the papers of a desk; what is empty is not known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Letterhead {
    /// Cơ quan chủ quản.
    pub superior: String,
    /// Tên cơ quan.
    pub agency: String,
    /// Địa danh.
    pub place: String,
    /// The agency's address.
    pub address: String,
    /// Its telephone.
    pub phone: String,
    /// Where the resident can ask or look it up.
    pub lookup: String,
    /// To whom a declaration is addressed: Kính gửi.
    pub addressed: String,
}

/// A paper that can be printed of a dossier, or not now.
#[derive(Serialize, TS)]
pub struct PaperOut {
    /// Which paper it is.
    pub form: PaperForm,
    /// Its official name.
    pub title: String,
    /// Why it cannot be printed now.
    pub refusal: Option<String>,
    /// When it was printed last.
    pub printed_at: Option<String>,
    /// Whether the agency's code came after it was printed, so that it says less than is known.
    pub is_stale: bool,
    /// The component as which the signed sheet is filed.
    pub signed_as: Option<String>,
}

impl From<papers::PaperForm> for PaperForm {
    fn from(form: papers::PaperForm) -> Self {
        match form {
            papers::PaperForm::Receipt => Self::Receipt,
            papers::PaperForm::Declaration => Self::Declaration,
        }
    }
}

impl From<PaperForm> for papers::PaperForm {
    fn from(form: PaperForm) -> Self {
        match form {
            PaperForm::Receipt => Self::Receipt,
            PaperForm::Declaration => Self::Declaration,
        }
    }
}

impl From<papers::Size> for PaperSize {
    fn from(size: papers::Size) -> Self {
        match size {
            papers::Size::A4 => Self::A4,
            papers::Size::A5 => Self::A5,
        }
    }
}

impl From<PaperSize> for papers::Size {
    fn from(size: PaperSize) -> Self {
        match size {
            PaperSize::A4 => Self::A4,
            PaperSize::A5 => Self::A5,
        }
    }
}

impl From<letterhead::Letterhead> for Letterhead {
    fn from(kept: letterhead::Letterhead) -> Self {
        let letterhead::Letterhead { superior, agency, place, address, phone, lookup, addressed } =
            kept;
        Self { superior, agency, place, address, phone, lookup, addressed }
    }
}

impl From<Letterhead> for letterhead::Letterhead {
    fn from(typed: Letterhead) -> Self {
        let Letterhead { superior, agency, place, address, phone, lookup, addressed } = typed;
        Self { superior, agency, place, address, phone, lookup, addressed }
    }
}
