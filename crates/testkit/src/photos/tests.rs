use imaging::Picture;

use super::*;

const PAPERS: [Paper; 9] = [
    Paper::Typed,
    Paper::Handwritten,
    Paper::Pencil,
    Paper::Carbon,
    Paper::BirthCertificate,
    Paper::LandCertificateA3,
    Paper::IdCard,
    Paper::Laminated,
    Paper::Photocopy,
];

fn small(paper: Paper) -> Scene {
    Scene::of(paper).on(Desk::Dark).megapixels(1.0).seeded(7)
}

/// The mean brightness of the dots within two dots of a place.
fn brightness(picture: &Picture, (x, y): (f32, f32)) -> f32 {
    let (x, y) = (measure::whole(x), measure::whole(y));
    let near = picture.rows().skip(y - 2).take(5).flat_map(|row| row.iter().skip(x - 2).take(5));
    let sum: f32 = near.flatten().map(|shade| f32::from(*shade)).sum();
    sum / 75.0
}

/// The mean difference between neighbours in a row: how much detail there is.
fn detail(picture: &Picture) -> f32 {
    let grey = picture.grey();
    let steps = grey.rows().flat_map(|row| row.windows(2));
    let sum: f32 = steps.map(|pair| f32::from(pair[0].abs_diff(pair[1]))).sum();
    sum / measure::real(grey.dots().len())
}

fn mean(picture: &Picture) -> f32 {
    let sum: f32 = picture.bytes().iter().map(|shade| f32::from(*shade)).sum();
    sum / measure::real(picture.bytes().len())
}

fn share_of(picture: &Picture, is_so: impl Fn(&[u8; 3]) -> bool) -> f32 {
    let found = picture.dots().iter().filter(|dot| is_so(dot)).count();
    measure::real(found) / measure::real(picture.dots().len())
}

/// A corner, moved towards the middle of the paper by a share of the way.
fn inwards(corners: &[(f32, f32); 4], corner: usize, share: f32) -> (f32, f32) {
    let middle = corners.iter().fold((0.0, 0.0), |sum, (x, y)| (sum.0 + x / 4.0, sum.1 + y / 4.0));
    let (x, y) = corners[corner];
    (x + (middle.0 - x) * share, y + (middle.1 - y) * share)
}

#[test]
fn scene_gives_the_same_dots_when_the_seed_is_the_same() {
    let scene = small(Paper::Typed).with(Fault::Finger);

    let (one, again) = (scene.taken(), scene.taken());
    let other = scene.clone().seeded(8).taken();

    assert!(one.picture == again.picture, "a test runs the same way twice");
    assert_eq!(one.corners, again.corners);
    assert!(one.picture != other.picture && one.paper != other.paper);
}

#[test]
fn corners_part_the_paper_from_the_desk() {
    for paper in PAPERS {
        // Plastic reaches beyond the paper, and a copy is dark along its edge.
        if matches!(paper, Paper::Laminated | Paper::Photocopy) {
            continue;
        }
        let taken = small(paper).taken();
        for corner in 0..4 {
            let within = brightness(&taken.picture, inwards(&taken.corners, corner, 0.05));
            let beyond = brightness(&taken.picture, inwards(&taken.corners, corner, -0.04));
            assert!(within > 110.0, "{paper:?}, corner {corner}: paper of {within}");
            assert!(beyond < 60.0, "{paper:?}, corner {corner}: desk of {beyond}");
        }
    }
}

#[test]
fn corners_are_exact_to_a_dot() {
    let taken = small(Paper::Handwritten).tilted(14.0).taken();
    for corner in 0..4 {
        let size = taken.corners[corner].0 - taken.corners[(corner + 2) % 4].0;
        let dots = 4.0 / size.abs();
        let within = brightness(&taken.picture, inwards(&taken.corners, corner, 2.0 * dots));
        let beyond = brightness(&taken.picture, inwards(&taken.corners, corner, -2.0 * dots));
        assert!(within - beyond > 90.0, "corner {corner}: {within} within, {beyond} beyond");
    }
}

#[test]
fn corners_follow_the_paper_when_it_is_turned() {
    let first = |quarters| {
        let taken = small(Paper::Typed).turned(quarters).taken();
        let (x, y) = taken.corners[0];
        let (width, height) = (taken.picture.width(), taken.picture.height());
        (x > measure::real(width) / 2.0, y > measure::real(height) / 2.0)
    };

    assert_eq!(
        [0, 1, 2, 3].map(first),
        [(false, false), (true, false), (true, true), (false, true)]
    );
    let fallen = small(Paper::Typed).with(Fault::UpsideDown).taken();
    assert_eq!(fallen.corners, small(Paper::Typed).turned(2).taken().corners);
}

#[test]
fn strokes_stand_where_there_is_ink() {
    for paper in PAPERS {
        let taken = small(paper).taken();
        assert!(taken.strokes.len() > 5, "{paper:?} says something");
        for stroke in &taken.strokes {
            let place = |share: f32, size: usize| measure::whole(share * measure::real(size));
            let (left, right) =
                (place(stroke.left, taken.paper.width()), place(stroke.right, taken.paper.width()));
            let (top, bottom) = (
                place(stroke.top, taken.paper.height()),
                place(stroke.bottom, taken.paper.height()),
            );
            let rows = taken.paper.rows().skip(top).take(bottom - top);
            let dots = rows.flat_map(|row| row.iter().skip(left).take(right - left));
            let shades: Vec<u8> = dots.map(|dot| dot[0].min(dot[1])).collect();
            let (low, high) = (shades.iter().min().unwrap(), shades.iter().max().unwrap());
            assert!(high - low > 25, "{paper:?}: nothing where {stroke:?} should be");
        }
    }
}

#[test]
fn seal_is_red_in_the_photo_where_corners_and_strokes_say() {
    for quarters in 0..4 {
        let taken = small(Paper::Typed).tilted(0.0).turned(quarters).taken();

        let seal = taken.strokes.iter().find(|stroke| stroke.mark == Mark::Seal).unwrap();
        let [from, right, _, down] = taken.corners;
        let (across, along) =
            (f32::midpoint(seal.left, seal.right), f32::midpoint(seal.top, seal.bottom));
        let place = |from: f32, right: f32, down: f32| {
            measure::whole(from + (right - from) * across + (down - from) * along)
        };
        let (x, y) = (place(from.0, right.0, down.0), place(from.1, right.1, down.1));
        let star = taken.picture.dots()[y * taken.picture.width() + x];

        assert!(star[0] > star[1] + 60, "{star:?} in the middle of the seal");
    }
}

#[test]
fn paper_is_the_same_when_it_lies_elsewhere() {
    let here = small(Paper::BirthCertificate);
    let there = here.clone().on(Desk::Lap).turned(3).with(Fault::Dark(0.4));

    assert!(here.paper() == there.taken().paper, "what goes wrong is not the paper's");
    assert_eq!((here.paper().width(), here.paper().height()), (1654, 2339), "A4 at 200 dpi");
}

#[test]
fn blur_and_motion_take_detail() {
    let sharp = detail(&small(Paper::Typed).noisy(0.0).taken().picture);
    for fault in [Fault::Blurred(3.0), Fault::Shaken(8.0)] {
        let soft = detail(&small(Paper::Typed).noisy(0.0).with(fault).taken().picture);
        assert!(soft < sharp * 0.8, "{fault:?}: {soft} against {sharp}");
    }
}

#[test]
fn light_changes_by_what_the_fault_says() {
    let picture = |fault| small(Paper::Typed).with(fault).taken().picture;
    let usual = small(Paper::Typed).taken().picture;

    let dark = mean(&picture(Fault::Dark(0.3))) / mean(&usual);
    assert!((0.27..0.33).contains(&dark), "three tenths of the light: {dark}");
    let burnt = |picture: &Picture| share_of(picture, |dot| dot.iter().all(|shade| *shade > 252));
    assert!(burnt(&usual) < 0.001 && burnt(&picture(Fault::Bright(1.7))) > 0.2);
    assert!(mean(&picture(Fault::Shadowed(0.6))) < mean(&usual) * 0.95);
}

#[test]
fn glare_burns_a_disc_of_its_radius() {
    let taken = small(Paper::Typed).with(Fault::Glare(0.15)).taken();

    let burnt = share_of(&taken.picture, |dot| dot.iter().all(|shade| *shade > 252));

    // A disc of .15 of the width of an A4, which fills some seven tenths of the photo.
    assert!((0.02..0.06).contains(&burnt), "{burnt} of the photo is white");
}

#[test]
fn cut_off_paper_leaves_the_photo() {
    let taken = small(Paper::Typed).with(Fault::CutOff(0.2)).taken();

    let (width, height) =
        (measure::real(taken.picture.width()), measure::real(taken.picture.height()));
    let gone = taken.corners.iter().filter(|(x, y)| *x > width || *y > height).count();

    assert_eq!(gone, 2, "two corners of one side: {:?}", taken.corners);
}

#[test]
fn few_dots_are_as_many_as_said() {
    let taken = small(Paper::Typed).tilted(0.0).with(Fault::FewDots(60.0)).taken();

    let [(left, top), (right, level), ..] = taken.corners;
    let dpi = (right - left).hypot(level - top) / (210.0 / 25.4);

    assert!((59.0..61.0).contains(&dpi), "{dpi} dots an inch");
}

#[test]
fn faint_and_blank_papers_lose_their_ink() {
    let inked = |scene: Scene| share_of(&scene.paper(), |dot| dot[1] < 160);
    let usual = inked(small(Paper::Typed));

    assert!(usual > 0.01);
    assert!(inked(small(Paper::Typed).with(Fault::Faint(0.25))) < usual * 0.05);
    let blank = small(Paper::Typed).with(Fault::Blank).taken();
    assert!(share_of(&blank.paper, |dot| dot[1] < 240) <= 0.0);
    assert!(blank.strokes.is_empty(), "nothing stands on it");
}

#[test]
fn finger_lies_over_the_lower_edge() {
    let scene = small(Paper::Typed).noisy(0.0);
    let (bare, taken) = (scene.taken().picture, scene.with(Fault::Finger).taken());

    let [_, _, right, left] = taken.corners;
    let edge = (left.0 + (right.0 - left.0) * 0.68, left.1 + (right.1 - left.1) * 0.68);
    let skin = brightness(&taken.picture, edge);

    let changed = taken.picture.dots().iter().zip(bare.dots()).filter(|(one, other)| one != other);
    let changed = measure::real(changed.count()) / measure::real(bare.dots().len());
    assert!((90.0..190.0).contains(&skin), "skin where the edge was: {skin}");
    assert!((0.005..0.08).contains(&changed), "{changed} of the photo changed");
}

#[test]
fn white_desk_is_hardly_darker_than_paper() {
    let taken =
        small(Paper::Typed).on(Desk::White).noisy(0.0).lit_unevenly(0.0).tilted(0.0).taken();

    let within = brightness(&taken.picture, inwards(&taken.corners, 3, 0.08));
    let beyond = brightness(&taken.picture, inwards(&taken.corners, 3, -0.08));

    let darker = 1.0 - beyond / within;
    assert!((0.02..0.09).contains(&darker), "{darker} darker");
}

#[test]
fn scan_is_filled_by_its_sheet() {
    let taken = small(Paper::Typed).scanned(100.0).taken();

    assert_eq!((taken.picture.width(), taken.picture.height()), (826, 1169));
    for ((x, y), (right, down)) in
        taken.corners.iter().zip([(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)])
    {
        let far = (x - 826.0 * right).hypot(y - 1169.0 * down);
        assert!(far < 25.0, "a corner {far} dots from its corner of the scan");
    }
    assert!(mean(&taken.picture) > 225.0, "no desk, even light");
}

#[test]
fn two_papers_lie_apart_on_one_desk() {
    let (picture, [card, paper]) = small(Paper::IdCard).two_on_one_desk(Paper::Typed);

    let rightmost = card.corners.iter().map(|(x, _)| *x).fold(0.0, f32::max);
    let leftmost = paper.corners.iter().map(|(x, _)| *x).fold(f32::MAX, f32::min);
    assert!(rightmost < leftmost, "{rightmost} left of {leftmost}");
    for lying in [&card, &paper] {
        assert!(brightness(&picture, inwards(&lying.corners, 0, 0.1)) > 100.0);
    }
    assert!(card.paper.height() < paper.paper.height());
}
