//! Where things lie: papers on a desk in millimetres, and the desk in the dots of a photo.

use super::dice::Dice;
use super::measure::{Point, at, real, whole};
use super::papers;
use super::{MM_PER_INCH, Paper};

/// How much of the photo's width or height a paper takes up, and how much a card does: phones do not
/// focus nearer.
const FILL: f32 = 0.88;
const FILL_OF_CARD: f32 = 0.6;
/// Degrees by which a hand lays a paper askew, and by which it feeds a scanner.
const ASKEW: f32 = 4.0;
const SKEW_OF_SCAN: f32 = 0.9;

/// A paper that lies on a desk, its middle somewhere in millimetres.
#[derive(Debug, Clone, Copy)]
pub(super) struct Laid {
    pub(super) paper: Paper,
    pub(super) size: (f32, f32),
    middle: Point,
    sin: f32,
    cos: f32,
    /// How far its upper and its left edge bow, in millimetres.
    curl: (f32, f32),
}

/// What decides the size and the aim of a photo.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    pub(super) megapixels: f32,
    pub(super) scanner_dpi: Option<f32>,
    /// Degrees by which the camera leans forwards and sideways.
    pub(super) leans: [f32; 2],
    pub(super) cut_off: Option<f32>,
    pub(super) few_dots: Option<f32>,
    pub(super) cuts_the_side: bool,
}

/// A camera over a desk.
#[derive(Debug, Clone)]
pub(super) struct View {
    pub(super) width: usize,
    pub(super) height: usize,
    /// Dots of the photo a millimetre of desk, in the middle.
    pub(super) dots_per_mm: f32,
    to_photo: Plane,
    to_desk: Plane,
}

impl Laid {
    /// A paper with its middle at a place, turned by quarters, a little askew and curled.
    pub(super) fn of(
        paper: Paper,
        middle: Point,
        quarters: u8,
        dice: &mut Dice,
        scanner_dpi: Option<f32>,
    ) -> Self {
        let most = if scanner_dpi.is_some() { SKEW_OF_SCAN } else { ASKEW };
        let degrees = f32::from(quarters % 4) * 90.0 + dice.either_way(most);
        let (sin, cos) = degrees.to_radians().sin_cos();
        let is_stiff = matches!(paper, Paper::IdCard | Paper::Laminated) || scanner_dpi.is_some();
        let bow = if is_stiff { 0.0 } else { 1.6 };
        let curl = (dice.either_way(bow), dice.either_way(bow));
        Self { paper, size: papers::size_mm(paper), middle, sin, cos, curl }
    }

    /// Where a place of the paper lies on the desk; curl is left aside, which no corner has.
    pub(super) fn on_desk(&self, of_paper: Point) -> Point {
        let (x, y) = (of_paper.x - self.size.0 / 2.0, of_paper.y - self.size.1 / 2.0);
        at(self.middle.x + x * self.cos - y * self.sin, self.middle.y + x * self.sin + y * self.cos)
    }

    /// Which place of the paper lies at a place of the desk.
    pub(super) fn on_paper(&self, of_desk: Point) -> Point {
        let (x, y) = (of_desk.x - self.middle.x, of_desk.y - self.middle.y);
        let flat = at(
            x * self.cos + y * self.sin + self.size.0 / 2.0,
            y * self.cos - x * self.sin + self.size.1 / 2.0,
        );
        let (across, down) =
            ((flat.x / self.size.0).clamp(0.0, 1.0), (flat.y / self.size.1).clamp(0.0, 1.0));
        let bow = |way: f32| 4.0 * way * (1.0 - way);
        at(
            flat.x + self.curl.1 * bow(down) * (1.0 - across),
            flat.y + self.curl.0 * bow(across) * (1.0 - down),
        )
    }

    /// How much light a place of the curled paper throws back, against a flat one.
    pub(super) fn shine(&self, of_paper: Point) -> f32 {
        let (across, down) = (of_paper.x / self.size.0, of_paper.y / self.size.1);
        let lean = self.curl.0 * (across - 0.5) * (1.0 - down)
            + self.curl.1 * (down - 0.5) * (1.0 - across);
        1.0 + 0.045 * lean
    }

    /// How far outside of the paper's edge a place of the paper is, in millimetres; negative inside.
    pub(super) fn outside(&self, of_paper: Point) -> f32 {
        let round = papers::corner_mm(self.paper);
        let (half_x, half_y) = (self.size.0 / 2.0, self.size.1 / 2.0);
        let x = (of_paper.x - half_x).abs() - half_x + round;
        let y = (of_paper.y - half_y).abs() - half_y + round;
        if x > 0.0 && y > 0.0 { x.hypot(y) - round } else { x.max(y) - round }
    }

    fn corners(&self) -> [Point; 4] {
        let (width, height) = self.size;
        [at(0.0, 0.0), at(width, 0.0), at(width, height), at(0.0, height)]
            .map(|corner| self.on_desk(corner))
    }
}

impl View {
    /// A camera that has all papers in view, as far as it should.
    pub(super) fn of(papers: &[Laid], frame: &Frame) -> Self {
        let corners: Vec<Point> = papers.iter().flat_map(Laid::corners).collect();
        let (low, high) = bounds(&corners);
        let far = (high.x - low.x).max(high.y - low.y) * 1.5;
        let lean = Plane::leaning(frame.leans, far);
        let seen: Vec<Point> = corners.iter().map(|corner| lean.map(*corner)).collect();
        let (low, high) = bounds(&seen);
        let (wide, tall) = (high.x - low.x, high.y - low.y);

        let (mut width, mut height, mut scale) = match frame.scanner_dpi {
            Some(dpi) => on_glass(papers, dpi),
            None => in_hand(papers, frame.megapixels, wide, tall),
        };
        if let Some(dpi) = frame.few_dots {
            let smaller = dpi / MM_PER_INCH / scale;
            (width, height, scale) = (width * smaller, height * smaller, scale * smaller);
        }
        let mut shift = at(
            width / 2.0 - scale * (low.x + high.x) / 2.0,
            height / 2.0 - scale * (low.y + high.y) / 2.0,
        );
        if let Some(share) = frame.cut_off {
            let beyond = |room: f32, size: f32| (room - scale * size) / 2.0 + share * scale * size;
            if frame.cuts_the_side {
                shift.x += beyond(width, wide);
            } else {
                shift.y += beyond(height, tall);
            }
        }
        let to_photo = lean.scaled(scale, shift);
        let (width, height) = (whole(width).max(1), whole(height).max(1));
        Self { width, height, dots_per_mm: scale, to_desk: to_photo.back(), to_photo }
    }

    /// Dots an inch that a paper is worth drawing with.
    pub(super) fn dpi(&self) -> f32 {
        (self.dots_per_mm * MM_PER_INCH).min(600.0)
    }

    /// A paper's corners in the photo.
    pub(super) fn corners(&self, laid: &Laid) -> [(f32, f32); 4] {
        laid.corners().map(|corner| {
            let seen = self.to_photo.map(corner);
            (seen.x, seen.y)
        })
    }

    /// Which place of the desk is seen in a dot.
    pub(super) fn on_desk(&self, x: f32, y: f32) -> Point {
        self.to_desk.map(at(x, y))
    }
}

/// Width, height and dots a millimetre of a scan that holds the sheet exactly.
fn on_glass(papers: &[Laid], dpi: f32) -> (f32, f32, f32) {
    let scale = dpi / MM_PER_INCH;
    let (wide, tall) = papers.first().map_or((1.0, 1.0), |laid| {
        let lies = laid.sin.abs() > laid.cos.abs();
        if lies { (laid.size.1, laid.size.0) } else { laid.size }
    });
    (wide * scale, tall * scale, scale)
}

/// Width, height and dots a millimetre of a photo, held upright or across as the papers lie.
fn in_hand(papers: &[Laid], megapixels: f32, wide: f32, tall: f32) -> (f32, f32, f32) {
    let short = (megapixels * 1e6 * 0.75).sqrt();
    let long = short / 0.75;
    let (width, height) = if wide > tall { (long, short) } else { (short, long) };
    let is_small = papers.iter().all(|laid| laid.paper == Paper::IdCard);
    let fill = if is_small { FILL_OF_CARD } else { FILL };
    (width.floor(), height.floor(), fill * (width / wide).min(height / tall))
}

fn bounds(points: &[Point]) -> (Point, Point) {
    let (mut low, mut high) = (at(f32::MAX, f32::MAX), at(f32::MIN, f32::MIN));
    for point in points {
        low = at(low.x.min(point.x), low.y.min(point.y));
        high = at(high.x.max(point.x), high.y.max(point.y));
    }
    (low, high)
}

/// A plane seen in another: three rows of three numbers, as of homogeneous coordinates.
#[derive(Debug, Clone, Copy)]
struct Plane([[f32; 3]; 3]);

impl Plane {
    /// The desk seen from `far` millimetres above, by a camera that leans.
    fn leaning([forwards, sideways]: [f32; 2], far: f32) -> Self {
        let (sin_a, cos_a) = forwards.to_radians().sin_cos();
        let (sin_b, cos_b) = sideways.to_radians().sin_cos();
        Self([
            [cos_b, 0.0, 0.0],
            [sin_b * sin_a, cos_a, 0.0],
            [-sin_b * cos_a / far, sin_a / far, 1.0],
        ])
    }

    fn scaled(self, scale: f32, shift: Point) -> Self {
        let Self([first, second, third]) = self;
        let moved = |row: [f32; 3], by: f32| {
            let mut sums = row.iter().zip(third).map(|(one, weight)| scale * one + by * weight);
            [(); 3].map(|()| sums.next().unwrap_or(0.0))
        };
        Self([moved(first, shift.x), moved(second, shift.y), third])
    }

    /// The way back: the adjugate, whose scale does not matter.
    fn back(self) -> Self {
        let Self([first, second, third]) = self;
        let [x0, x1, x2] = cross(second, third);
        let [y0, y1, y2] = cross(third, first);
        let [z0, z1, z2] = cross(first, second);
        Self([[x0, y0, z0], [x1, y1, z1], [x2, y2, z2]])
    }

    fn map(&self, point: Point) -> Point {
        let [x, y, depth] =
            self.0.map(|[across, down, one]| across * point.x + down * point.y + one);
        at(x / depth, y / depth)
    }
}

fn cross([x0, x1, x2]: [f32; 3], [y0, y1, y2]: [f32; 3]) -> [f32; 3] {
    [x1 * y2 - x2 * y1, x2 * y0 - x0 * y2, x0 * y1 - x1 * y0]
}

/// A place that is told in shares of a paper, in millimetres of it.
pub(super) fn spot(laid: &Laid, across: f32, down: f32) -> Point {
    at(laid.size.0 * across, laid.size.1 * down)
}

/// The middle of a dot.
pub(super) fn middle(dot: usize) -> f32 {
    real(dot) + 0.5
}
