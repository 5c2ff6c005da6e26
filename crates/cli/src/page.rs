//! `nopho page`: photos and scans become pages of one PDF, without a desk.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use bridge::reply::{Bound, PageLine};
use bridge::{Host, Layout, PictureFile, UiError};
use clap::ValueEnum;

use crate::folder;
use crate::input::read_picture;
use crate::screen::Screen;

/// The pictures, and what is made of them.
#[derive(clap::Args)]
pub(crate) struct PageArgs {
    /// Photos or scans, in the order of the pages: JPEG, PNG, TIFF, WebP, BMP
    #[arg(required = true, value_name = "IN")]
    files: Vec<PathBuf>,
    /// How a page is made; by itself: in full colour, as the standard asks
    #[arg(long, value_enum, default_value = "auto")]
    mode: Mode,
    /// The new PDF
    #[arg(short, long, value_name = "FILE")]
    out: PathBuf,
}

/// How a page is made.
#[derive(Clone, Copy, ValueEnum)]
enum Mode {
    /// What the standard asks for: full colour, 200 dots an inch
    Auto,
    /// One picture in full colour
    Colour,
    /// Plain ink as a mask over a picture of the rest: smaller
    Mixed,
    /// Ink alone, in black
    Bilevel,
}

/// `nopho page`.
pub(crate) fn page(host: &Host, screen: &Screen, args: &PageArgs) -> Result<ExitCode, UiError> {
    let read = args.files.iter().map(|file| Ok((name(file), read_picture(file)?)));
    let files: Vec<(String, Vec<u8>)> = read.collect::<Result<_, UiError>>()?;
    let pictures: Vec<PictureFile<'_>> =
        files.iter().map(|(name, bytes)| PictureFile { name, bytes }).collect();
    let layout = match args.mode {
        Mode::Auto | Mode::Colour => Layout::Colour,
        Mode::Mixed => Layout::Mixed,
        Mode::Bilevel => Layout::Bilevel,
    };
    let (bound, document) = host.make_pages(&pictures, layout)?;
    folder::write_new(&args.out, &document, "pages-not-written")?;
    screen.answer(&bound, |screen| say(screen, &bound, &args.out));
    Ok(ExitCode::SUCCESS)
}

fn name(file: &Path) -> String {
    file.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn say(screen: &Screen, bound: &Bound, out: &Path) {
    for line in &bound.pages {
        say_line(screen, line);
    }
    let (pages, kb) = (bound.pages.len().to_string(), kilobytes(bound.bytes));
    let file = out.display().to_string();
    screen.say("pages-written", &[("pages", &pages), ("file", &file), ("kb", &kb)]);
}

fn say_line(screen: &Screen, line: &PageLine) {
    let number = line.number.to_string();
    let (width, height) = (line.width.to_string(), line.height.to_string());
    let (dpi, ms) = (format!("{:.0}", line.dpi), line.ms.to_string());
    let values = [
        ("file", line.file.as_str()),
        ("number", &number),
        ("width", &width),
        ("height", &height),
        ("dpi", &dpi),
        ("kb", &kilobytes(line.bytes)),
        ("ms", &ms),
    ];
    screen.say("page-line", &values);
    for finding in line.defects.iter().filter(|finding| finding.is_said()) {
        screen.line(&format!("  {}", screen.words().say(finding.defect.code(), &[])));
    }
}

/// Thousands of bytes, as the disks and the portals count them.
fn kilobytes(bytes: usize) -> String {
    bytes.div_ceil(1000).to_string()
}
