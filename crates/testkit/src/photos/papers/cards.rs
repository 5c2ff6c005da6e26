//! The identity card, and the photocopy of one that lies in most dossiers.

use crate::photos::dice::{Dice, mottle, speck};
use crate::photos::letters::{Face, Type};
use crate::photos::measure::{at, level, real, signed, whole};
use crate::photos::ornaments::BLACK;
use crate::photos::sheet::{Ink, Sheet};
use crate::photos::words;

const SMALL: Type = Type::of(Face::Regular, 6.0, BLACK);
const VALUE: Type = Type::of(Face::Bold, 8.0, BLACK);

/// Pale green into pale rose, with waves and a drum.
pub(super) fn ground(sheet: &mut Sheet) {
    let (width, wide) = (sheet.width, real(sheet.width));
    for row in sheet.dots.chunks_mut(width) {
        for (x, dot) in row.iter_mut().enumerate() {
            let way = real(x) / wide;
            let tint = [206.0 + 40.0 * way, 234.0 - 8.0 * way, 226.0 - 8.0 * way];
            *dot = tint.map(level);
        }
    }
    sheet.waves(1.3, 2.2, Ink::of(150, 205, 200).thinned(0.6));
    sheet.waves(1.9, 3.4, Ink::of(232, 180, 190).thinned(0.55));
    sheet.drum(at(56.0, 30.0), 20.0, Ink::of(214, 170, 140).thinned(0.8));
}

/// The front of a card: emblem, likeness, number, code.
pub(super) fn front(sheet: &mut Sheet, dice: &mut Dice) {
    print_front(sheet, (0.0, 0.0), dice);
}

/// A photocopier's A4 with both sides of a card: grey, spotted, dark along one edge.
pub(super) fn photocopy(sheet: &mut Sheet, dice: &mut Dice) {
    for top in [46.0, 128.0] {
        let (from, to) = (at(62.0, top), at(147.6, top + 54.0));
        sheet.bar(from, to, Ink::of(214, 214, 214));
        sheet.frame(from, to, 0.5, Ink::of(90, 90, 90));
    }
    print_front(sheet, (62.0, 46.0), dice);
    for (row, line) in
        ["Đặc điểm nhân dạng: Nốt ruồi C: 2cm sau cánh mũi trái", "Ngày, tháng, năm: 12/08/2021"]
            .iter()
            .enumerate()
    {
        sheet.write(at(67.0, 138.0 + real(row) * 6.0), line, SMALL);
    }
    sheet.code(at(126.0, 150.0), 16.0, 7);
    sheet.write_centred(at(105.0, 30.0), "BẢN SAO", Type::of(Face::Bold, 14.0, BLACK));
    sheet.write(
        at(28.0, 214.0),
        "Chứng thực bản sao đúng với bản chính",
        Type::of(Face::Regular, 13.0, BLACK),
    );
    let number = format!("Số chứng thực: {:04} quyển số 01/2026 - SCT/BS", dice.below(10_000));
    sheet.write(at(28.0, 222.0), &number, Type::of(Face::Regular, 13.0, BLACK));
    copied(sheet);
    sheet.seal(
        at(140.0, 246.0),
        &format!("ỦY BAN NHÂN DÂN XÃ {}", words::commune(dice).to_uppercase()),
        dice,
    );
    sheet.sign(at(146.0, 250.0), 32.0, dice);
}

fn print_front(sheet: &mut Sheet, (left, top): (f32, f32), dice: &mut Dice) {
    let place = |x: f32, y: f32| at(left + x, top + y);
    sheet.emblem(place(11.0, 11.0), 6.0);
    let centre = left + 54.0;
    sheet.write_centred(at(centre, top + 6.5), words::COUNTRY, Type::of(Face::Bold, 6.8, BLACK));
    sheet.write_centred(at(centre, top + 9.8), words::MOTTO, Type::of(Face::Bold, 6.2, BLACK));
    let title = Type::of(Face::Bold, 10.0, Ink::of(200, 30, 40));
    sheet.write_centred(at(centre - 7.0, top + 16.0), "CĂN CƯỚC CÔNG DÂN", title);
    sheet.likeness(place(4.0, 20.0), place(24.0, 47.0), dice);
    sheet.code(place(71.0, 12.0), 11.5, dice.below(1000));
    sheet.write(place(27.0, 23.0), "Số / No.:", SMALL);
    sheet.write(
        place(38.0, 23.2),
        &words::personal_number(dice),
        Type::of(Face::Bold, 11.5, BLACK),
    );
    let home = format!("{}, {}", words::commune(dice), words::province(dice));
    let lines = [
        ("Họ và tên / Full name:", words::person(dice).to_uppercase()),
        ("Ngày sinh / Date of birth:", words::day(dice)),
        ("Quê quán / Place of origin:", home.clone()),
        ("Nơi thường trú / Place of residence:", home),
    ];
    let mut y = 27.0;
    for (question, answer) in lines {
        sheet.write(place(27.0, y), question, SMALL);
        sheet.write(place(27.0, y + 3.4), &answer, VALUE);
        y += 6.9;
    }
    let until = format!("Có giá trị đến: {}", words::day(dice));
    sheet.write(place(4.0, 51.0), &until, Type::of(Face::Regular, 5.2, BLACK));
}

/// What a copier makes of colours: grey, hard, with specks and a dark edge.
fn copied(sheet: &mut Sheet) {
    let (width, per_mm, wide) = (sheet.width, sheet.per_mm, sheet.width_mm());
    for (y, row) in sheet.dots.chunks_mut(width).enumerate() {
        for (x, dot) in row.iter_mut().enumerate() {
            let [red, green, blue] = dot.map(f32::from);
            let grey = 0.3 * red + 0.59 * green + 0.11 * blue;
            let hard = 128.0 + (grey - 128.0) * 1.35;
            let (across, down) = (real(x) / per_mm, real(y) / per_mm);
            let edge = 110.0 * (1.0 - (wide - across) / 5.0).max(0.0);
            let cell = |mm: f32| signed(whole(mm / 0.3));
            let spot = if speck(cell(across), cell(down), 23) > 0.9993 { 150.0 } else { 0.0 };
            let uneven = 9.0 * mottle(across / 40.0, down / 9.0, 31);
            *dot = [level(hard.min(247.0) - edge - spot - uneven); 3];
        }
    }
}
