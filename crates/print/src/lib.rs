//! Every printed form, as the bytes of a PDF.
//!
//! Pure: no clock, no files, no luck; the same paper gives the same bytes. Papers are always in
//! Vietnamese. A paper never promises what only the competent agency can promise, and its file
//! never names a person outside of the page itself.

mod clean;
mod declaration;
mod faces;
mod fault;
mod fields;
mod finish;
mod flow;
mod heading;
mod ink;
mod listed;
mod measures;
mod note;
mod panel;
mod paper;
mod pdf;
mod qr;
mod receipt;
mod setting;
mod signatures;
mod table;
mod words;
mod wrap;

pub use fault::PrintFault;
pub use paper::{
    AsOrganisation, Declaration, Filed, Letterhead, Party, Pdf, Promise, Receipt, Registered, Size,
};

use clean::{clean, clean_receipt};
use faces::Faces;
use finish::Ending;
use measures::Measures;
use setting::Setting;
use words::{Words, filled};

/// Makes the paper that a resident takes home: the receipt of an authority's desk, the note of
/// another one.
pub fn receipt(receipt: &Receipt, size: Size) -> Result<Pdf, PrintFault> {
    let (words, setting) = (Words::open()?, set_for(size)?);
    let receipt = clean_receipt(receipt);
    let (title, blocks) = if receipt.is_authority {
        (&words.receipt.title, receipt::blocks(&setting, &words, &receipt)?)
    } else {
        (&words.note.title, note::blocks(&setting, &words, &receipt)?)
    };
    let code = receipt.official_code.as_ref().unwrap_or(&receipt.provisional_code);
    let printed = if receipt.is_reprint { &words.foot.reprinted } else { &words.foot.printed };
    let printed = filled(printed, &[("at", &words.brief(receipt.printed))]);
    let ending = Ending {
        title: format!("{title} - {code}"),
        foot: format!("{} · {printed}", filled(&words.foot.code, &[("code", code)])),
        page: &words.foot.page,
    };
    setting.finished(blocks, &ending)
}

/// Makes a declaration, to be signed by hand.
pub fn declaration(declaration: &Declaration<'_>, size: Size) -> Result<Pdf, PrintFault> {
    let (words, setting) = (Words::open()?, set_for(size)?);
    let code = clean(declaration.provisional_code);
    let ending = Ending {
        title: format!("{} - {code}", words.declaration.form),
        foot: filled(&words.foot.code, &[("code", &code)]),
        page: &words.foot.page,
    };
    setting.finished(declaration::blocks(&setting, &words, declaration), &ending)
}

fn set_for(size: Size) -> Result<Setting, PrintFault> {
    Ok(Setting { faces: Faces::open()?, measures: Measures::of(size) })
}
