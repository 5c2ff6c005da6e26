//! Pages drawn stroke by stroke, spoilt in one way each.

use super::*;

const WIDTH: usize = 1000;
const HEIGHT: usize = 1400;
const PAPER: f32 = 215.0;
const MARGIN: usize = 110;

/// A sheet in shades of grey, as it was taken at 200 dots an inch.
#[derive(Clone)]
struct Sheet {
    levels: Vec<f32>,
    taken_dpi: Option<f32>,
    corners: Option<[(f32, f32); 4]>,
    upright: Option<f32>,
}

impl Sheet {
    fn empty() -> Self {
        Self {
            levels: vec![PAPER; WIDTH * HEIGHT],
            taken_dpi: Some(280.0),
            corners: Some([(0.06, 0.05), (0.93, 0.07), (0.95, 0.94), (0.05, 0.95)]),
            upright: Some(0.8),
        }
    }

    /// Lines of letters, of which another `text` has others.
    fn written(text: u32) -> Self {
        let mut sheet = Self::empty();
        let mut luck = text;
        for top in (MARGIN..HEIGHT - MARGIN - 20).step_by(42) {
            for left in (MARGIN..WIDTH - MARGIN - 14).step_by(14) {
                luck = luck.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                sheet.letter(left, top, luck >> 24);
            }
        }
        sheet.softened(1, |_, _| true).grained()
    }

    /// Up to three strokes across and two down, by the bits of `kind`; none is a gap between words.
    fn letter(&mut self, left: usize, top: usize, kind: u32) {
        if kind.is_multiple_of(6) {
            return;
        }
        for (bit, (x, y, wide, high)) in [
            (1, (0, 0, 3, 16)),
            (2, (7, 0, 3, 16)),
            (4, (0, 0, 10, 3)),
            (8, (0, 7, 10, 3)),
            (16, (0, 13, 10, 3)),
        ] {
            if kind & bit > 0 {
                self.paint(left + x..left + x + wide, top + y..top + y + high, |_| 40.0);
            }
        }
    }

    fn paint(
        &mut self,
        columns: std::ops::Range<usize>,
        rows: std::ops::Range<usize>,
        level: impl Fn(f32) -> f32,
    ) {
        for y in rows {
            for x in columns.clone() {
                let dot = &mut self.levels[y * WIDTH + x];
                *dot = level(*dot);
            }
        }
    }

    fn changed(mut self, level: impl Fn(f32) -> f32) -> Self {
        self.paint(0..WIDTH, 0..HEIGHT, level);
        self
    }

    /// Means of 3 x 3 dots, so many times over, where `inside`.
    fn softened(mut self, times: usize, inside: impl Fn(usize, usize) -> bool) -> Self {
        for step in std::iter::repeat_n([1, WIDTH], times).flatten() {
            let old = self.levels.clone();
            for y in 2..HEIGHT - 2 {
                for x in (2..WIDTH - 2).filter(|x| inside(*x, y)) {
                    let at = y * WIDTH + x;
                    self.levels[at] = (old[at - step] + old[at] + old[at + step]) / 3.0;
                }
            }
        }
        self
    }

    fn grained(mut self) -> Self {
        let mut luck = 7_u32;
        for level in &mut self.levels {
            luck = luck.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            *level += f32::from(u8::try_from(luck >> 24).unwrap()) / 64.0 - 2.0;
        }
        self
    }

    fn judged(&self) -> Vec<Finding> {
        let raw = self.picture(|level| level);
        let page = self.picture(|level| level * 255.0 / PAPER);
        findings(&Seen {
            raw: &raw,
            page: &page,
            dpi: 200.0,
            taken_dpi: self.taken_dpi,
            corners: self.corners,
            upright: self.upright,
        })
    }

    /// What the clerk hears.
    fn said(&self) -> Vec<Defect> {
        self.judged().iter().filter(|it| it.is_said()).map(|it| it.defect).collect()
    }

    fn place_of(&self, defect: Defect) -> Place {
        let judged = self.judged();
        judged.iter().find(|it| it.defect == defect).and_then(|it| it.place).expect("a place")
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
    fn picture(&self, level: impl Fn(f32) -> f32) -> Picture {
        let dots = self.levels.iter().map(|it| [level(*it).clamp(0.0, 255.0) as u8; 3]);
        Picture::of(WIDTH, HEIGHT, dots.collect()).unwrap()
    }
}

#[test]
fn page_is_fine_when_nothing_is_wrong() {
    let sheet = Sheet::written(1);

    let judged = sheet.judged();

    assert_eq!(sheet.said(), []);
    assert_eq!(
        judged.len(),
        10,
        "every defect that one page alone can have, also those it has not"
    );
    assert!(judged.is_sorted_by_key(|it| it.defect));
}

#[test]
fn any_picture_gets_scores_whatever_its_size_and_its_dots_an_inch() {
    for (width, height) in [(1, 1), (1, 3000), (3000, 1), (17, 90), (277, 5)] {
        let picture = Picture::of(width, height, vec![[255; 3]; width * height]).unwrap();
        for dpi in [f32::NAN, f32::INFINITY, -1.0, 0.0, 200.0] {
            let seen = Seen {
                raw: &picture,
                page: &picture,
                dpi,
                taken_dpi: Some(dpi),
                corners: None,
                upright: Some(dpi),
            };

            let judged = findings(&seen);

            assert!(judged.iter().all(|it| (0.0..=1.0).contains(&it.score)), "{judged:?}");
            assert!(judged.iter().any(|it| it.defect == Defect::Blank && it.is_said()));
            assert!(likeness(&fingerprint(&picture), &fingerprint(&picture)) <= 0.0);
        }
    }
}

#[test]
fn codes_are_what_locales_have_sentences_for() {
    let finding = Finding { defect: Defect::CutOff, score: 0.5, place: None };

    let json = serde_json::to_string(&finding).unwrap();

    assert_eq!(json, r#"{"defect":"cut-off","score":0.5,"place":null}"#);
}

#[test]
fn page_is_blurred_when_the_camera_was_out_of_focus() {
    let sheet = Sheet::written(1).softened(14, |_, _| true);

    assert_eq!(sheet.said(), [Defect::Blurred]);
}

#[test]
fn blur_is_placed_where_only_a_corner_is_out_of_focus() {
    let sheet = Sheet::written(1).softened(16, |x, y| x > 600 && y < 500);

    let place = sheet.place_of(Defect::Blurred);

    assert_eq!(sheet.said(), [Defect::Blurred]);
    assert!(place.left > 0.5 && place.top < 0.15 && place.bottom < 0.45, "{place:?}");
}

#[test]
fn noise_does_not_hide_blur() {
    let sheet = Sheet::written(1).softened(14, |_, _| true).grained().grained();

    assert!(sheet.said().contains(&Defect::Blurred));
}

#[test]
fn page_is_too_dark_when_hardly_any_light_fell_on_it() {
    let sheet = Sheet::written(1).changed(|level| level * 0.12);

    assert!(sheet.said().contains(&Defect::TooDark));
}

#[test]
fn page_is_too_bright_when_its_ink_is_washed_out() {
    let sheet = Sheet::written(1).changed(|level| 160.0 + level * 0.6);

    assert!(sheet.said().contains(&Defect::TooBright));
}

#[test]
fn glare_is_placed_where_a_lamp_shines_back() {
    let mut sheet = Sheet::written(1);
    for y in 0..HEIGHT {
        for x in 0..WIDTH {
            let (dx, dy) = (crate::plane::real(x) - 400.0, crate::plane::real(y) - 800.0);
            let lamp = (1.6 - dx.hypot(dy) / 110.0).max(0.0);
            sheet.levels[y * WIDTH + x] += lamp * lamp * 260.0;
        }
    }

    let place = sheet.place_of(Defect::Glare);

    assert_eq!(sheet.said(), [Defect::Glare]);
    assert!((0.2..0.4).contains(&place.left) && (0.4..0.6).contains(&place.right), "{place:?}");
    assert!((0.45..0.57).contains(&place.top) && (0.57..0.7).contains(&place.bottom), "{place:?}");
}

#[test]
fn bright_margin_is_no_glare() {
    let mut sheet = Sheet::written(1);
    sheet.paint(0..90, 200..700, |_| 255.0);

    assert_eq!(sheet.said(), []);
}

#[test]
fn page_is_cut_off_when_its_lines_run_into_the_border() {
    let mut sheet = Sheet::written(1);
    sheet.levels.rotate_left(MARGIN + 30);

    let place = sheet.place_of(Defect::CutOff);

    assert!(sheet.said().contains(&Defect::CutOff));
    assert!(place.left <= 0.0 && place.right < 0.1, "{place:?}");
}

#[test]
fn page_is_cut_off_when_its_corners_leave_the_frame() {
    let mut sheet = Sheet::written(1);
    sheet.corners = Some([(0.06, 0.0), (0.93, 0.0), (0.95, 0.94), (0.03, 0.95)]);

    assert_eq!(sheet.said(), [Defect::CutOff]);
}

#[test]
fn sheet_may_touch_the_edge_of_the_glass() {
    let mut sheet = Sheet::written(1);
    sheet.corners = Some([(0.0, 0.0), (0.7, 0.0), (0.7, 0.7), (0.0, 0.7)]);

    assert_eq!(sheet.said(), []);
}

#[test]
fn page_has_too_few_dots_when_the_sheet_was_small_in_the_photo() {
    let mut sheet = Sheet::written(1);
    sheet.taken_dpi = Some(140.0);

    assert_eq!(sheet.said(), [Defect::FewDots]);
}

#[test]
fn page_is_blank_when_it_has_only_specks_and_a_fold() {
    let mut sheet = Sheet::empty().grained();
    sheet.paint(0..WIDTH, 700..703, |level| level - 30.0);
    for speck in 0..30 {
        let (x, y) = (70 + speck * 29, 60 + speck * speck);
        sheet.paint(x..x + 4, y..y + 4, |_| 60.0);
    }

    assert_eq!(sheet.said(), [Defect::Blank]);
}

#[test]
fn signature_alone_keeps_a_page_from_being_blank() {
    let mut sheet = Sheet::empty();
    for step in 0..120_usize {
        let (x, y) = (300 + step * 3, 900 + (step % 20).abs_diff(10) * 7);
        sheet.paint(x..x + 4, y..y + 8, |_| 60.0);
    }

    assert_eq!(sheet.grained().said(), []);
}

#[test]
fn page_is_faint_when_its_ink_is_almost_paper() {
    let sheet = Sheet::written(1).changed(|level| PAPER - (PAPER - level) * 0.13);

    assert_eq!(sheet.said(), [Defect::Faint]);
}

#[test]
fn pencil_is_not_faint() {
    let sheet = Sheet::written(1).changed(|level| PAPER - (PAPER - level) * 0.5);

    assert_eq!(sheet.said(), []);
}

#[test]
fn page_is_upside_down_when_its_text_says_so() {
    let mut sheet = Sheet::written(1);
    sheet.upright = Some(-0.2);

    assert_eq!(sheet.said(), [Defect::UpsideDown]);
}

#[test]
fn sheet_is_missed_when_the_desk_shows() {
    let mut sheet = Sheet::written(1);
    sheet.paint(0..80, 0..HEIGHT, |_| 90.0);
    sheet.paint(WIDTH - 80..WIDTH, 0..HEIGHT, |_| 90.0);
    sheet.corners = None;

    assert!(sheet.said().contains(&Defect::SheetNotFound));
}

#[test]
fn scan_without_corners_is_fine_when_paper_fills_it() {
    let mut sheet = Sheet::written(1);
    sheet.corners = None;

    assert_eq!(sheet.said(), []);
}

#[test]
fn page_is_the_same_when_taken_again_a_little_shifted_and_softer() {
    let first = Sheet::written(1);
    let mut again = first.clone().softened(2, |_, _| true);
    again.levels.rotate_right(WIDTH * 9 + 7);

    assert!(likeness(&print_of(&first), &print_of(&again)) >= SAID_FROM);
}

#[test]
fn page_is_another_when_two_lines_of_the_form_differ() {
    let form = Sheet::written(1);
    let mut other = form.clone();
    let lines = (MARGIN + 42 * 5 - 10) * WIDTH..(MARGIN + 42 * 7 - 10) * WIDTH;
    other.levels[lines.clone()].copy_from_slice(&Sheet::written(2).levels[lines]);

    let likeness = likeness(&print_of(&form), &print_of(&other));
    assert!(likeness < SAID_FROM, "{likeness}");
}

#[test]
fn blank_pages_are_not_the_same() {
    let blank = print_of(&Sheet::empty());

    assert!(likeness(&blank, &blank) < SAID_FROM);
}

fn print_of(sheet: &Sheet) -> Fingerprint {
    fingerprint(&sheet.picture(|level| level * 255.0 / PAPER))
}
