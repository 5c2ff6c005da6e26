//! Photos and scans of papers as they reach the counter, with the truth about each: what the paper says,
//! where its corners lie, what is wrong with it. Drawn, the same dots for the same scene.
//!
//! ```
//! use testkit::photos::{Desk, Fault, Paper, Scene};
//!
//! let scene = Scene::of(Paper::IdCard).on(Desk::Checked).with(Fault::Blurred(3.0)).seeded(7);
//! let taken = scene.megapixels(0.5).taken();
//! assert!(taken.corners.iter().all(|(x, y)| *x > 0.0 && *y > 0.0), "the whole card is in the photo");
//! ```

mod camera;
mod dice;
mod exposure;
mod hand;
mod letters;
mod light;
mod measure;
mod ornaments;
mod papers;
mod sensor;
mod sheet;
mod tables;
#[cfg(test)]
mod tests;
mod words;

use imaging::Picture;

use camera::{Frame, Laid, View};
use dice::Dice;
use exposure::Exposure;
use light::Light;
use measure::at;
use sheet::Sheet;

/// Dots an inch of the straight paper that a photo is compared with.
pub const PAPER_DPI: f32 = 200.0;

const MM_PER_INCH: f32 = 25.4;
/// Between two papers on one desk.
const GAP_MM: f32 = 18.0;

/// A kind of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Paper {
    /// A request from a printer with a table, a signature and a seal; A4.
    Typed,
    /// A printed form filled in with a ball pen; A4.
    Handwritten,
    /// The same filled in with a faint pencil; A4.
    Pencil,
    /// A typewriter's copy through carbon paper, yellowed; A4.
    Carbon,
    /// A certificate on a patterned ground; A4.
    BirthCertificate,
    /// A land certificate, open, with a fold; A3 lying.
    LandCertificateA3,
    /// A card of 85.6 x 54 mm with round corners.
    IdCard,
    /// A certificate sealed in plastic, whose rim reaches 4 mm beyond the paper; A4.
    Laminated,
    /// A certified copy of a card, grey and spotted; A4.
    Photocopy,
}

/// What the paper lies on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Desk {
    /// Wood.
    Brown,
    /// White laminate, a few hundredths darker than paper.
    White,
    /// Speckled grey.
    Grey,
    /// A tablecloth of red and blue stripes that cross.
    Checked,
    /// Somebody's knees: two cloths, with folds.
    Lap,
    /// Nearly black.
    Dark,
}

/// What went wrong, and how badly.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Fault {
    /// Out of focus: the blur's standard deviation in dots of the paper at 200 dpi.
    Blurred(f32),
    /// Moved while it was taken: how far, in dots of the paper at 200 dpi.
    Shaken(f32),
    /// Only this share of the light, and more noise.
    Dark(f32),
    /// So many times the light.
    Bright(f32),
    /// A lamp's reflection: its radius as a share of the paper's width.
    Glare(f32),
    /// The shadow of a hand or a phone that takes this share of the light.
    Shadowed(f32),
    /// This share of the paper is outside of the photo.
    CutOff(f32),
    /// So many dots an inch of paper.
    FewDots(f32),
    /// Nothing stands on the paper.
    Blank,
    /// What stands on the paper keeps this share of its contrast.
    Faint(f32),
    /// The other way up.
    UpsideDown,
    /// A finger lies over the lower edge.
    Finger,
}

/// What something on a paper is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// A printed or typed line.
    Text,
    /// A line in pen.
    Writing,
    /// A line or a drawing in pencil.
    Pencil,
    /// A round red seal.
    Seal,
    /// A signature.
    Signature,
    /// Somebody's photo.
    Likeness,
    /// A square code.
    Code,
    /// A drawing of lines.
    Rule,
}

/// Something on a paper: what, what it says, and where, in shares of the paper's width and height.
#[derive(Debug, Clone, PartialEq)]
pub struct Stroke {
    /// What it is.
    pub mark: Mark,
    /// What it says; empty for what says nothing.
    pub text: String,
    /// Left edge, from the paper's left.
    pub left: f32,
    /// Upper edge, from the paper's top.
    pub top: f32,
    /// Right edge, from the paper's left.
    pub right: f32,
    /// Lower edge, from the paper's top.
    pub bottom: f32,
}

/// A photo and the truth about it.
#[derive(Debug, Clone)]
pub struct Taken {
    /// What the camera or the scanner gives.
    pub picture: Picture,
    /// The paper's corners in dots of the picture: top left, top right, bottom right, bottom left as
    /// one reads the paper. May lie outside of the picture; those of a card are before they are rounded.
    pub corners: [(f32, f32); 4],
    /// The paper itself, straight, at 200 dpi.
    pub paper: Picture,
    /// What stands on it.
    pub strokes: Vec<Stroke>,
    /// What went wrong.
    pub faults: Vec<Fault>,
}

/// A paper in a photo of several.
#[derive(Debug, Clone)]
pub struct Lying {
    /// The paper's corners, as in `Taken`.
    pub corners: [(f32, f32); 4],
    /// The paper itself, straight, at 200 dpi.
    pub paper: Picture,
    /// What stands on it.
    pub strokes: Vec<Stroke>,
}

/// How a photo is taken: a phone of 8 megapixels held a little askew over a brown desk, unless it is
/// told otherwise.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    paper: Paper,
    desk: Desk,
    faults: Vec<Fault>,
    seed: u64,
    megapixels: f32,
    quarters: u8,
    tilt: f32,
    gradient: f32,
    noise: f32,
    scanner_dpi: Option<f32>,
}

impl Scene {
    /// A scene with a paper.
    pub fn of(paper: Paper) -> Self {
        Self {
            paper,
            desk: Desk::Brown,
            faults: Vec::new(),
            seed: 1,
            megapixels: 8.0,
            quarters: 0,
            tilt: 9.0,
            gradient: 0.14,
            noise: 2.2,
            scanner_dpi: None,
        }
    }

    /// Lays it on a desk.
    #[must_use]
    pub fn on(self, desk: Desk) -> Self {
        Self { desk, ..self }
    }

    /// Adds something that goes wrong.
    #[must_use]
    pub fn with(mut self, fault: Fault) -> Self {
        self.faults.push(fault);
        self
    }

    /// Sets what all that is left to chance comes from: names, angles, light, noise.
    #[must_use]
    pub fn seeded(self, seed: u64) -> Self {
        Self { seed, ..self }
    }

    /// Sets the camera's size, before `Fault::FewDots`.
    #[must_use]
    pub fn megapixels(self, megapixels: f32) -> Self {
        Self { megapixels, ..self }
    }

    /// Turns the paper by quarters, clockwise.
    #[must_use]
    pub fn turned(self, quarters: u8) -> Self {
        Self { quarters, ..self }
    }

    /// Sets how far the camera leans at most, in degrees; 0 looks straight down.
    #[must_use]
    pub fn tilted(self, degrees: f32) -> Self {
        Self { tilt: degrees, ..self }
    }

    /// Sets how much more light falls on one side than on the middle, as a share.
    #[must_use]
    pub fn lit_unevenly(self, share: f32) -> Self {
        Self { gradient: share, ..self }
    }

    /// Sets the sensor's noise: standard deviation in shades of 255.
    #[must_use]
    pub fn noisy(self, shades: f32) -> Self {
        Self { noise: shades, ..self }
    }

    /// Puts it on a scanner instead: no desk, even light, a little skew.
    #[must_use]
    pub fn scanned(self, dpi: f32) -> Self {
        Self { scanner_dpi: Some(dpi), ..self }
    }

    /// The paper itself, straight, at 200 dpi.
    pub fn paper(&self) -> Picture {
        self.sheet(PAPER_DPI).picture()
    }

    /// Takes it.
    pub fn taken(&self) -> Taken {
        let turn = self.quarters + if self.has(Fault::UpsideDown) { 2 } else { 0 };
        let laid = Laid::of(self.paper, at(0.0, 0.0), turn, &mut self.dice(2), self.scanner_dpi);
        let view = View::of(&[laid], &self.frame());
        let straight = self.sheet(PAPER_DPI);
        Taken {
            picture: self.exposed(&view, vec![(laid, self.sheet(view.dpi()))]),
            corners: view.corners(&laid),
            paper: straight.picture(),
            strokes: straight.strokes,
            faults: self.faults.clone(),
        }
    }

    /// Takes it with another paper beside it; gives the photo and both, this one first.
    pub fn two_on_one_desk(&self, other: Paper) -> (Picture, [Lying; 2]) {
        let dice = &mut self.dice(2);
        let beside = Self { paper: other, seed: self.seed.wrapping_add(1), ..self.clone() };
        let away = (self.breadth_mm() + beside.breadth_mm()) / 4.0 + GAP_MM / 2.0;
        let pair = [(self, -away), (&beside, away)].map(|(scene, x)| {
            let middle = at(x, dice.either_way(GAP_MM));
            (scene, Laid::of(scene.paper, middle, self.quarters, dice, None))
        });
        let view = View::of(&pair.map(|(_, laid)| laid), &self.frame());
        let sheets = pair.map(|(scene, laid)| (laid, scene.sheet(view.dpi())));
        let picture = self.exposed(&view, sheets.into());
        let lying = pair.map(|(scene, laid)| {
            let straight = scene.sheet(PAPER_DPI);
            let paper = straight.picture();
            Lying { corners: view.corners(&laid), paper, strokes: straight.strokes }
        });
        (picture, lying)
    }

    /// How broad the paper lies, turned as it is.
    fn breadth_mm(&self) -> f32 {
        let (width, height) = papers::size_mm(self.paper);
        if self.quarters.is_multiple_of(2) { width } else { height }
    }

    fn exposed(&self, view: &View, sheets: Vec<(Laid, Sheet)>) -> Picture {
        let light = Light::of(self, view, &sheets);
        let mut picture = Exposure::of(self, view, sheets, light).picture();
        sensor::blur(&mut picture, &self.faults, view.dots_per_mm * MM_PER_INCH / PAPER_DPI);
        sensor::grain(&mut picture, self.shades_of_noise(), self.seed);
        picture
    }

    fn sheet(&self, dpi: f32) -> Sheet {
        let pressed = self.faults.iter().fold(1.0, |pressed, fault| match fault {
            Fault::Blank => 0.0,
            Fault::Faint(left) => pressed * left,
            _ => pressed,
        });
        papers::drawn(self.paper, self.seed, dpi, pressed)
    }

    fn frame(&self) -> Frame {
        let dice = &mut self.dice(3);
        let tilt = if self.scanner_dpi.is_some() { 0.0 } else { self.tilt };
        let found = |pick: fn(&Fault) -> Option<f32>| self.faults.iter().find_map(pick);
        Frame {
            megapixels: self.megapixels,
            scanner_dpi: self.scanner_dpi,
            leans: [dice.either_way(tilt), dice.either_way(tilt * 0.6)],
            cut_off: found(|fault| match fault {
                Fault::CutOff(share) => Some(*share),
                _ => None,
            }),
            few_dots: found(|fault| match fault {
                Fault::FewDots(dpi) => Some(*dpi),
                _ => None,
            }),
            cuts_the_side: dice.share() < 0.5,
        }
    }

    /// A darker photo is amplified, and so is its noise; a scanner has hardly any.
    fn shades_of_noise(&self) -> f32 {
        let own = if self.scanner_dpi.is_some() { self.noise * 0.3 } else { self.noise };
        self.faults.iter().fold(own, |noise, fault| match fault {
            Fault::Dark(left) => noise * (2.0 - left),
            _ => noise,
        })
    }

    fn has(&self, fault: Fault) -> bool {
        self.faults.contains(&fault)
    }

    fn dice(&self, purpose: u64) -> Dice {
        Dice::of(self.seed, purpose)
    }
}
