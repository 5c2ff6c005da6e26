//! Pictures of papers become pages and pages a PDF. What decodes them is a child process with a memory cap: a
//! file that brings it down brings nothing else down.

use std::ffi::OsStr;
use std::path::Path;
use std::time::Duration;

use imaging::child::{Child, Fault};
pub use imaging::verdict::Finding;
use imaging::work::{Answer, Question};
pub use imaging::work::{Made, live};
pub use imaging::{BindError, Corners, Layout, Refusal, Turn, Wish};
use machine::Clock;

use crate::error::DeskError;

/// A page that takes the child longer than this, it never makes: the slowest desk takes some seconds.
const STALL: Duration = Duration::from_mins(1);

/// Makes pages, one after the other.
pub struct Pager<'a> {
    child: Child,
    clock: &'a dyn Clock,
}

/// A page, and what it took.
pub struct Paged {
    /// The page with its layers.
    pub made: Made,
    /// How many milliseconds it took from file to layers.
    pub millis: u64,
}

impl<'a> Pager<'a> {
    /// Starts the child: `program` with the one `argument` that makes it call [`live`].
    pub fn start(
        program: &Path,
        argument: &OsStr,
        clock: &'a dyn Clock,
    ) -> Result<Self, DeskError> {
        Ok(Self { child: Child::start(program, argument, STALL)?, clock })
    }

    /// Makes the pages of a file: one of a photo, up to 500 of a TIFF.
    ///
    /// # Errors
    /// Why the file is refused, or how it brought down the child. None of its pages is made then.
    pub fn pages(
        &mut self,
        file: &[u8],
        layout: Layout,
        wish: Wish,
    ) -> Result<Vec<Paged>, DeskError> {
        let mut pages = vec![self.page(file, Question { leaf: 0, layout, wish })?];
        let leaves = pages.first().map_or(0, |first| first.made.leaves);
        for leaf in 1..leaves {
            pages.push(self.page(file, Question { leaf, layout, wish })?);
        }
        Ok(pages)
    }

    fn page(&mut self, file: &[u8], question: Question) -> Result<Paged, DeskError> {
        let began = self.clock.tick();
        let (answer, bytes): (Answer, _) = self.child.ask(&question, file)?;
        let made = answer?;
        let layers = made.layers.filled(&bytes).ok_or(Fault::Garbled)?;
        let millis = self.clock.tick().saturating_sub(began);
        Ok(Paged { made: Made { layers, ..made }, millis })
    }
}

/// Binds pages into one PDF, each at its true size.
pub fn bound(pages: Vec<Paged>) -> Result<Vec<u8>, DeskError> {
    let sheets = pages.into_iter().map(|Paged { made, .. }| imaging::Sheet {
        layers: made.layers,
        width: made.width,
        height: made.height,
        dpi: made.dpi,
    });
    Ok(imaging::bind(&sheets.collect::<Vec<_>>())?)
}
