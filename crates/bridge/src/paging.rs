//! Pictures of papers become a PDF, without a desk; and the child process that decodes them.

use std::ffi::OsStr;
use std::process::ExitCode;

use desk::paging::{self, Layout, Paged, Pager, Wish};

use crate::error::{Kind, UiError};
use crate::host::{Host, guarded};
use crate::reply::{Bound, PageLine};

/// With this as its only argument a host is the child that decodes pictures, and nothing else.
const READ_PICTURES: &str = "--read-pictures";

/// A file with pictures of papers.
pub struct PictureFile<'a> {
    /// What it is called, for whoever is told about it.
    pub name: &'a str,
    /// What is in it.
    pub bytes: &'a [u8],
}

/// Lives as the child that decodes pictures, where this process was started for that. Each host asks first of
/// all: nothing may be read or written before.
pub fn read_pictures() -> Option<ExitCode> {
    let mut arguments = std::env::args_os().skip(1);
    let is_child = arguments.next().is_some_and(|only| only == READ_PICTURES);
    if !is_child || arguments.next().is_some() {
        return None;
    }
    Some(paging::live().map_or(ExitCode::from(7), |()| ExitCode::SUCCESS))
}

impl Host {
    /// Makes pages of pictures, in their order, and binds them into one PDF.
    pub fn make_pages(
        &self,
        files: &[PictureFile<'_>],
        layout: Layout,
    ) -> Result<(Bound, Vec<u8>), UiError> {
        guarded(|| {
            let program = std::env::current_exe()
                .map_err(|_| UiError::new(Kind::Internal, "imaging-not-started"))?;
            let clock = self.world.clock.as_ref();
            let mut pager = Pager::start(&program, OsStr::new(READ_PICTURES), clock)?;
            let (mut lines, mut bound) = (Vec::new(), Vec::new());
            for file in files {
                let of_file = pager.pages(file.bytes, layout, Wish::default());
                let of_file = of_file.map_err(|why| UiError::from(why).with("file", &file.name))?;
                lines
                    .extend(of_file.iter().zip(1..).map(|(page, number)| line(file, number, page)));
                bound.extend(of_file);
            }
            let document = paging::bound(bound)?;
            Ok((Bound { bytes: document.len(), pages: lines }, document))
        })
    }
}

fn line(file: &PictureFile<'_>, number: u32, page: &Paged) -> PageLine {
    let made = &page.made;
    PageLine {
        file: file.name.to_owned(),
        number,
        bytes: made.layers.size(),
        ms: page.millis,
        width: made.width,
        height: made.height,
        dpi: made.dpi,
        taken_dpi: made.taken_dpi,
        width_mm: made.size.width,
        height_mm: made.size.height,
        turn: made.turn,
        corners: made.corners,
        defects: made.findings.clone(),
    }
}
