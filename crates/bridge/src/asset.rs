//! Papers and results as bytes, for a host that shows them.

use desk::papers::{self, Occasion, PaperForm, Size};
use desk::{pages, results};
use domain::ids::{DossierId, PageId};

use crate::error::{Kind, UiError};
use crate::host::Host;
use crate::ledger::{self, Days, Names};

/// A file of a dossier, in clear.
pub struct Asset {
    /// Media type.
    pub mime: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// What a path names. Nothing of it ever reaches a disk: ids are read, files are found by them.
#[derive(Debug, PartialEq, Eq)]
enum Wanted {
    Page(DossierId, PageId),
    Result(DossierId, usize),
    Paper(DossierId, PaperForm, Size),
    Ledger(Days, Names),
}

impl Host {
    /// The bytes of `pages/<dossier>/<page>`, of `results/<dossier>/<n>`, counted from 1, or of
    /// `papers/<dossier>/<receipt|declaration>/<a4|a5>`, made anew; that it was printed is entered
    /// by whoever prints it. `ledger/<from>/<until>/<names|codes>` is the ledger of receipts as CSV;
    /// a day is `2026-11-23`, or `-` where none bounds it.
    ///
    /// # Errors
    /// `Usage` when the path is none of these; otherwise why the file cannot be given.
    pub fn asset(&self, path: &str) -> Result<Asset, UiError> {
        let wanted = wanted(path).ok_or_else(|| UiError::new(Kind::Usage, "not-an-id"))?;
        self.with_desk(|desk, _| match wanted {
            Wanted::Page(dossier, page) => {
                let (row, bytes) = pages::read(desk, dossier, page)?;
                Ok(Asset { mime: row.media.to_string(), bytes })
            }
            Wanted::Result(dossier, number) => {
                let (row, bytes) = results::read(desk, dossier, Some(number))?;
                Ok(Asset { mime: shown_as(&row.media).to_owned(), bytes })
            }
            Wanted::Paper(dossier, form, size) => {
                let made = papers::make(desk, dossier, form, size, Occasion::Showing)?;
                Ok(Asset { mime: "application/pdf".to_owned(), bytes: made.bytes })
            }
            Wanted::Ledger(days, names) => {
                let bytes = ledger::csv(desk, days, names)?.bytes;
                Ok(Asset { mime: "text/csv".to_owned(), bytes })
            }
        })
    }
}

fn wanted(path: &str) -> Option<Wanted> {
    if let Some(rest) = path.strip_prefix("ledger/") {
        return wanted_ledger(rest);
    }
    let mut steps = path.split('/');
    let (kind, dossier, which) = (steps.next()?, steps.next()?.parse().ok()?, steps.next()?);
    let sheet = steps.next();
    if steps.next().is_some() {
        return None;
    }
    match (kind, sheet) {
        ("pages", None) => Some(Wanted::Page(dossier, which.parse().ok()?)),
        ("results", None) => Some(Wanted::Result(dossier, which.parse().ok().filter(|n| *n > 0)?)),
        ("papers", Some(size)) => Some(Wanted::Paper(dossier, form(which)?, size.parse().ok()?)),
        _ => None,
    }
}

/// `<from>/<until>/<names|codes>`, each day in ISO, or `-` for none.
fn wanted_ledger(rest: &str) -> Option<Wanted> {
    let [from, until, names] = rest.split('/').collect::<Vec<_>>().try_into().ok()?;
    let day = |word: &str| match word {
        "-" => Some(None),
        day => day.parse().ok().map(Some),
    };
    let names = match names {
        "names" => Names::Shown,
        "codes" => Names::LeftOut,
        _ => return None,
    };
    Some(Wanted::Ledger(Days { from: day(from)?, until: day(until)? }, names))
}

fn form(word: &str) -> Option<PaperForm> {
    [PaperForm::Receipt, PaperForm::Declaration].into_iter().find(|form| form.word() == word)
}

/// Under which media type a result is given out. The agency names it as it likes; a window shows
/// only what cannot run anything.
fn shown_as(media: &str) -> &'static str {
    match media {
        "application/pdf" => "application/pdf",
        "image/jpeg" => "image/jpeg",
        "image/png" => "image/png",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "01900000-0000-7000-8000-000000000001";

    #[test]
    fn path_is_read_when_it_names_a_page_a_result_or_a_paper() {
        let (dossier, page) = (ID.parse().unwrap(), ID.parse().unwrap());

        assert_eq!(wanted(&format!("pages/{ID}/{ID}")), Some(Wanted::Page(dossier, page)));
        assert_eq!(wanted(&format!("results/{ID}/2")), Some(Wanted::Result(dossier, 2)));
        let paper = Wanted::Paper(dossier, PaperForm::Receipt, Size::A5);
        assert_eq!(wanted(&format!("papers/{ID}/receipt/a5")), Some(paper));
        let from = "2026-11-01".parse().ok();
        let ledger = Wanted::Ledger(Days { from, until: None }, Names::LeftOut);
        assert_eq!(wanted("ledger/2026-11-01/-/codes"), Some(ledger));
    }

    #[test]
    fn path_is_refused_when_it_is_anything_else() {
        let odd = ["", "pages", "pages/../desk.db", "keys", "/pages/x/y", "results/a/0"];
        let odd = odd.map(str::to_owned).into_iter();
        let more = [
            format!("results/{ID}/0"),
            format!("pages/{ID}/{ID}/.."),
            format!("x/{ID}/1"),
            format!("papers/{ID}/receipt"),
            format!("papers/{ID}/receipt/a3"),
            format!("papers/{ID}/card/a4"),
            format!("papers/{ID}/receipt/a4/.."),
            "ledger/-/-".to_owned(),
            "ledger/-/-/all".to_owned(),
            "ledger/2026-13-01/-/codes".to_owned(),
            "ledger/-/-/codes/..".to_owned(),
        ];

        for path in odd.chain(more) {
            assert_eq!(wanted(&path), None, "{path}");
        }
    }

    #[test]
    fn result_is_given_out_as_bytes_when_a_window_might_run_it() {
        assert_eq!(shown_as("text/html"), "application/octet-stream");
        assert_eq!(shown_as("application/pdf"), "application/pdf");
    }
}
