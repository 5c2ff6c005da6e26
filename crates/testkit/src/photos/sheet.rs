//! A sheet being drawn: inks laid over its ground, in millimetres from its top left, and a list of what
//! stands where.

use imaging::Picture;

use super::dice::speck;
use super::measure::{Point, at, level, real, signed, whole};
use super::{Mark, Stroke};

/// What is drawn with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ink {
    /// What it leaves of white light.
    pub(super) colour: [u8; 3],
    /// How much of the ground it covers, 0 to 1.
    pub(super) depth: f32,
    /// How much of it the paper's tooth leaves out, 0 to 1.
    pub(super) grain: f32,
    /// Whether it hides the ground, as paint does, or lets it show through.
    pub(super) hides: bool,
}

impl Ink {
    /// An even ink that covers wholly.
    pub(super) const fn of(red: u8, green: u8, blue: u8) -> Self {
        Self { colour: [red, green, blue], depth: 1.0, grain: 0.0, hides: false }
    }

    /// A paint that hides what it lies on.
    pub(super) const fn paint(red: u8, green: u8, blue: u8) -> Self {
        Self { hides: true, ..Self::of(red, green, blue) }
    }

    /// The same ink, thinner.
    pub(super) const fn thinned(self, depth: f32) -> Self {
        Self { depth, ..self }
    }

    /// The same ink, broken up by the paper.
    pub(super) const fn grainy(self, grain: f32) -> Self {
        Self { grain, ..self }
    }
}

/// How much of each dot of a rectangle is covered, 0 to 1.
#[derive(Debug, Clone, Default)]
pub(super) struct Cover {
    pub(super) left: i32,
    pub(super) top: i32,
    pub(super) width: usize,
    pub(super) shares: Vec<f32>,
}

impl Cover {
    /// How much is covered right of and below the beginning, 0 to 1; nothing outside.
    pub(super) fn share(&self, right: f32, down: f32) -> f32 {
        let (x, y) = (right - real_signed(self.left), down - real_signed(self.top));
        let is_inside = x >= 0.0 && y >= 0.0 && whole(x) < self.width;
        let share = self.shares.get(whole(y) * self.width + whole(x)).filter(|_| is_inside);
        share.copied().unwrap_or(0.0)
    }
}

/// A sheet of paper or plastic.
#[derive(Debug, Clone)]
pub(super) struct Sheet {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) per_mm: f32,
    /// How strongly what is written on it was pressed, 0 to 1.
    pub(super) pressed: f32,
    pub(super) dots: Vec<[u8; 3]>,
    pub(super) strokes: Vec<Stroke>,
}

impl Sheet {
    /// An empty sheet of a size in millimetres and a ground.
    pub(super) fn of((width_mm, height_mm): (f32, f32), dpi: f32, ground: [u8; 3]) -> Self {
        let per_mm = dpi / 25.4;
        let (width, height) = (whole(width_mm * per_mm + 0.5), whole(height_mm * per_mm + 0.5));
        let dots = vec![ground; width * height];
        Self { width, height, per_mm, pressed: 1.0, dots, strokes: Vec::new() }
    }

    pub(super) fn width_mm(&self) -> f32 {
        real(self.width) / self.per_mm
    }

    pub(super) fn height_mm(&self) -> f32 {
        real(self.height) / self.per_mm
    }

    /// The sheet as a picture.
    pub(super) fn picture(&self) -> Picture {
        Picture::of(self.width, self.height, self.dots.clone()).expect("a sheet has dots")
    }

    /// Notes that something stands between two places.
    pub(super) fn note(&mut self, mark: Mark, text: &str, from: Point, to: Point) {
        let (width, height) = (self.width_mm(), self.height_mm());
        self.strokes.push(Stroke {
            mark,
            text: text.to_owned(),
            left: from.x / width,
            top: from.y / height,
            right: to.x / width,
            bottom: to.y / height,
        });
    }

    /// A smooth or straight line through places, all of one width.
    pub(super) fn line(&mut self, points: &[Point], width_mm: f32, ink: Ink) {
        let cover = self.line_cover(points, width_mm);
        self.lay(&cover, ink);
    }

    /// A rectangle, filled.
    pub(super) fn bar(&mut self, from: Point, to: Point, ink: Ink) {
        let (left, right) = (whole(from.x * self.per_mm), whole(to.x * self.per_mm));
        let (top, bottom) = (whole(from.y * self.per_mm), whole(to.y * self.per_mm));
        for y in top..bottom.max(top + 1) {
            for x in left..right.max(left + 1) {
                self.dot(signed(x), signed(y), 1.0, ink);
            }
        }
    }

    /// The four sides of a rectangle.
    pub(super) fn frame(&mut self, from: Point, to: Point, width_mm: f32, ink: Ink) {
        let corners = [from, at(to.x, from.y), to, at(from.x, to.y), from];
        for (one, other) in corners.iter().zip(corners.iter().skip(1)) {
            self.line(&[*one, *other], width_mm, ink);
        }
    }

    /// An ellipse, filled.
    pub(super) fn disc(&mut self, centre: Point, radii: Point, ink: Ink) {
        let (left, top) = (centre.x - radii.x, centre.y - radii.y);
        let rows = whole(top * self.per_mm)..=whole((centre.y + radii.y) * self.per_mm);
        for y in rows {
            for x in whole(left * self.per_mm)..=whole((centre.x + radii.x) * self.per_mm) {
                let across = (real(x) / self.per_mm - centre.x) / radii.x;
                let down = (real(y) / self.per_mm - centre.y) / radii.y;
                let inside = (1.0 - across.hypot(down)) * radii.x.min(radii.y) * self.per_mm;
                self.dot(signed(x), signed(y), (inside + 0.5).clamp(0.0, 1.0), ink);
            }
        }
    }

    /// Lays an ink over what is covered.
    pub(super) fn lay(&mut self, cover: &Cover, ink: Ink) {
        for (y, row) in (cover.top..).zip(cover.shares.chunks(cover.width.max(1))) {
            for (x, share) in (cover.left..).zip(row) {
                if *share > 0.0 {
                    self.dot(x, y, *share, ink);
                }
            }
        }
    }

    /// Lays an ink over a share of one dot; nothing outside of the sheet.
    pub(super) fn dot(&mut self, x: i32, y: i32, share: f32, ink: Ink) {
        let (Ok(across), Ok(down)) = (usize::try_from(x), usize::try_from(y)) else { return };
        if across >= self.width {
            return;
        }
        let tooth = if ink.grain > 0.0 { 1.0 - ink.grain * speck(x, y, 11) } else { 1.0 };
        let share = share * ink.depth * tooth * self.pressed;
        let Some(dot) = self.dots.get_mut(down * self.width + across) else { return };
        for (shade, left) in dot.iter_mut().zip(ink.colour) {
            let ground = f32::from(*shade);
            let left = f32::from(left);
            let inked = if ink.hides { left } else { ground * left / 255.0 };
            *shade = level(ground + (inked - ground) * share);
        }
    }

    fn line_cover(&self, points: &[Point], width_mm: f32) -> Cover {
        let radius = (width_mm * self.per_mm / 2.0).max(0.35);
        let dots: Vec<Point> =
            points.iter().map(|point| at(point.x * self.per_mm, point.y * self.per_mm)).collect();
        let Some(bounds) = Bounds::of(&dots, radius + 1.0, self) else { return Cover::default() };
        let mut cover = bounds.cover();
        for (from, to) in dots.iter().zip(dots.iter().skip(1)) {
            cover_segment(&mut cover, *from, *to, radius);
        }
        cover
    }
}

struct Bounds {
    left: usize,
    top: usize,
    right: usize,
    bottom: usize,
}

impl Bounds {
    /// The dots of the sheet round some places; `None` where there are none.
    fn of(points: &[Point], margin: f32, sheet: &Sheet) -> Option<Self> {
        let (mut low, mut high) = (at(f32::MAX, f32::MAX), at(f32::MIN, f32::MIN));
        for point in points {
            low = at(low.x.min(point.x), low.y.min(point.y));
            high = at(high.x.max(point.x), high.y.max(point.y));
        }
        let (left, top) = (whole(low.x - margin), whole(low.y - margin));
        let right = whole(high.x + margin + 1.0).min(sheet.width);
        let bottom = whole(high.y + margin + 1.0).min(sheet.height);
        (left < right && top < bottom).then_some(Self { left, top, right, bottom })
    }

    fn cover(&self) -> Cover {
        let width = self.right - self.left;
        let shares = vec![0.0; width * (self.bottom - self.top)];
        Cover { left: signed(self.left), top: signed(self.top), width, shares }
    }
}

/// Covers what lies within `radius` of a segment; a dot that is covered more already stays so.
fn cover_segment(cover: &mut Cover, from: Point, to: Point, radius: f32) {
    let origin = at(real_signed(cover.left), real_signed(cover.top));
    let (from, to) =
        (at(from.x - origin.x, from.y - origin.y), at(to.x - origin.x, to.y - origin.y));
    let reach = radius + 1.0;
    let (first, last) =
        (whole(from.x.min(to.x) - reach), whole(from.x.max(to.x) + reach).min(cover.width));
    let top = whole(from.y.min(to.y) - reach);
    let rows = (whole(from.y.max(to.y) + reach) + 1).saturating_sub(top);
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let length = (dx * dx + dy * dy).max(1e-6);
    for (y, row) in cover.shares.chunks_mut(cover.width).enumerate().skip(top).take(rows) {
        let down = real(y) - from.y;
        for (x, share) in row.iter_mut().enumerate().take(last + 1).skip(first) {
            let across = real(x) - from.x;
            let way = ((across * dx + down * dy) / length).clamp(0.0, 1.0);
            let (off_x, off_y) = (across - way * dx, down - way * dy);
            // Not `hypot`, which costs several times as much and is asked for each dot.
            let distance = (off_x * off_x + off_y * off_y).sqrt();
            *share = share.max((radius + 0.5 - distance).clamp(0.0, 1.0));
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "a side has some thousand dots")]
fn real_signed(number: i32) -> f32 {
    number as f32
}
