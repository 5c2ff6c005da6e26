//! Papers and results as bytes, for a host that shows them.

use desk::{pages, results};
use domain::ids::{DossierId, PageId};

use crate::error::{Kind, UiError};
use crate::host::Host;

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
}

impl Host {
    /// The bytes of `pages/<dossier>/<page>`, or of `results/<dossier>/<n>`, counted from 1.
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
        })
    }
}

fn wanted(path: &str) -> Option<Wanted> {
    let mut steps = path.split('/');
    let (kind, dossier, which) = (steps.next()?, steps.next()?.parse().ok()?, steps.next()?);
    if steps.next().is_some() {
        return None;
    }
    match kind {
        "pages" => Some(Wanted::Page(dossier, which.parse().ok()?)),
        "results" => Some(Wanted::Result(dossier, which.parse().ok().filter(|n| *n > 0)?)),
        _ => None,
    }
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
    fn path_is_read_when_it_names_a_page_or_a_result() {
        let (dossier, page) = (ID.parse().unwrap(), ID.parse().unwrap());

        assert_eq!(wanted(&format!("pages/{ID}/{ID}")), Some(Wanted::Page(dossier, page)));
        assert_eq!(wanted(&format!("results/{ID}/2")), Some(Wanted::Result(dossier, 2)));
    }

    #[test]
    fn path_is_refused_when_it_is_anything_else() {
        let odd = ["", "pages", "pages/../desk.db", "keys", "/pages/x/y", "results/a/0"];
        let odd = odd.map(str::to_owned).into_iter();
        let more = [format!("results/{ID}/0"), format!("pages/{ID}/{ID}/.."), format!("x/{ID}/1")];

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
