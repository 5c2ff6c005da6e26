//! A paper through the programs that people have: text, pictures, codes.

use std::path::{Path, PathBuf};
use std::process::Command;

use print::Pdf;
use tempfile::TempDir;

/// A file of a paper, in a folder of its own.
pub struct Printed {
    folder: TempDir,
    pub pages: usize,
}

/// A word and where it stands on its page, in points from the upper left.
#[derive(Debug, Clone)]
pub struct Word {
    pub page: usize,
    pub text: String,
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

/// A page in shades of grey; 255 is white.
pub struct Picture {
    pub width: usize,
    pub height: usize,
    pub shades: Vec<u8>,
}

impl Printed {
    #[expect(clippy::disallowed_methods, reason = "a file of the test's own")]
    pub fn new(pdf: &Pdf) -> Self {
        let folder = TempDir::new().unwrap();
        std::fs::write(folder.path().join("paper.pdf"), &pdf.bytes).unwrap();
        Self { folder, pages: pdf.pages }
    }

    /// The text of all pages in the order in which it was written, on one line.
    pub fn text(&self) -> String {
        self.text_of(1, self.pages)
    }

    /// The text of some pages, counted from 1.
    pub fn text_of(&self, first: usize, last: usize) -> String {
        let pages = ["-f", &first.to_string(), "-l", &last.to_string()].map(str::to_owned);
        let text = run(Command::new("pdftotext").arg("-raw").args(pages).arg(self.file()).arg("-"));
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// What the file says of itself: title, author, dates.
    pub fn about(&self) -> String {
        run(Command::new("pdfinfo").arg(self.file()))
    }

    pub fn words(&self) -> Vec<Word> {
        let listed = run(Command::new("pdftotext").arg("-bbox").arg(self.file()).arg("-"));
        let mut page = 0;
        let mut words = vec![];
        for line in listed.lines().map(str::trim) {
            page += usize::from(line.starts_with("<page "));
            words.extend(line.strip_prefix("<word ").map(|word| Word::read(page, word)));
        }
        words
    }

    /// Each page as a picture of one dot to a point.
    pub fn pictures(&self) -> Vec<Picture> {
        let start = self.folder.path().join("page");
        run(Command::new("pdftoppm").args(["-r", "72", "-gray"]).arg(self.file()).arg(&start));
        let mut files: Vec<_> = std::fs::read_dir(self.folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "pgm"))
            .collect();
        files.sort();
        files.iter().map(|path| Picture::read(&std::fs::read(path).unwrap())).collect()
    }

    /// What the QR codes of the first page say, as a printer of an office draws them.
    pub fn codes(&self) -> Vec<String> {
        let start = self.folder.path().join("code");
        let page = ["-r", "150", "-f", "1", "-l", "1", "-singlefile", "-png"];
        run(Command::new("pdftoppm").args(page).arg(self.file()).arg(&start));
        let picture = start.with_extension("png");
        let said = run(Command::new("zbarimg").args(["--quiet", "--raw"]).arg(picture));
        said.lines().map(str::to_owned).collect()
    }

    fn file(&self) -> PathBuf {
        Path::new(self.folder.path()).join("paper.pdf")
    }
}

impl Word {
    /// Reads `xMin="1.0" yMin="2.0" xMax="3.0" yMax="4.0">text</word>`.
    fn read(page: usize, listed: &str) -> Self {
        let parts: Vec<_> = listed.split('"').collect();
        let number = |index: usize| parts[index].parse().unwrap();
        let text = parts[8..].concat().trim_start_matches('>').replace("</word>", "");
        let [left, top, right, bottom] = [1, 3, 5, 7].map(number);
        Self { page, text, left, top, right, bottom }
    }

    /// Two words stand on each other: by more than the rounding of their boxes.
    pub fn covers(&self, other: &Self) -> bool {
        const ROUNDING: f64 = 0.8;
        self.page == other.page
            && self.left + ROUNDING < other.right
            && other.left + ROUNDING < self.right
            && self.top + ROUNDING < other.bottom
            && other.top + ROUNDING < self.bottom
    }
}

impl Picture {
    /// Reads a PGM file: `P5`, width, height, 255, then the shades.
    fn read(bytes: &[u8]) -> Self {
        let ends: Vec<_> = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').collect();
        let (head, shades) = bytes.split_at(ends[2].0 + 1);
        let head = std::str::from_utf8(head).unwrap();
        let numbers: Vec<usize> =
            head.split_whitespace().skip(1).map(|number| number.parse().unwrap()).collect();
        Self { width: numbers[0], height: numbers[1], shades: shades.to_vec() }
    }

    /// Whether nothing is drawn within `margin` dots of the edges.
    pub fn has_white_edges(&self, margin: usize) -> bool {
        let inside = |place: usize, whole: usize| place >= margin && place + margin < whole;
        self.shades.iter().enumerate().all(|(index, shade)| {
            let (x, y) = (index % self.width, index / self.width);
            (inside(x, self.width) && inside(y, self.height)) || *shade == 255
        })
    }
}

fn run(command: &mut Command) -> String {
    let ran = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(ran.status.success(), "{command:?}: {}", String::from_utf8_lossy(&ran.stderr));
    String::from_utf8(ran.stdout).unwrap()
}

#[test]
fn words_cover_each_other_only_when_their_boxes_do() {
    let word = |left, top| Word {
        page: 1,
        text: String::new(),
        left,
        top,
        right: left + 20.0,
        bottom: top + 10.0,
    };

    assert!(word(0.0, 0.0).covers(&word(15.0, 5.0)));
    assert!(!word(0.0, 0.0).covers(&word(20.0, 0.0)), "beside");
    assert!(!word(0.0, 0.0).covers(&word(0.0, 10.0)), "below");
    assert!(!word(0.0, 0.0).covers(&Word { page: 2, ..word(0.0, 0.0) }), "on another page");
}

#[test]
fn edges_are_white_only_when_nothing_is_drawn_there() {
    let drawn_at = |dot: usize| {
        let mut shades = vec![255; 100];
        shades[dot] = 0;
        Picture { width: 10, height: 10, shades }
    };

    assert!(drawn_at(55).has_white_edges(2));
    for dot in [0, 11, 51, 58, 81, 99] {
        assert!(!drawn_at(dot).has_white_edges(2), "{dot}");
    }
}
