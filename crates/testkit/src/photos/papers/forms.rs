//! Requests and declarations: typed, by hand, in pencil, through carbon paper.

use crate::photos::Mark;
use crate::photos::dice::{Dice, mottle};
use crate::photos::hand::Writer;
use crate::photos::letters::{Face, Type};
use crate::photos::measure::{Point, at, level, real};
use crate::photos::ornaments::{BLACK, BLUE};
use crate::photos::sheet::{Ink, Sheet};
use crate::photos::words;

const LEFT: f32 = 28.0;
const RIGHT: f32 = 190.0;
const BODY: Type = Type::of(Face::Regular, 12.5, BLACK);
const GRAPHITE: Ink = Ink::of(70, 70, 74).thinned(0.55).grainy(0.75);
const CARBON: Ink = Ink::of(52, 38, 150).thinned(0.88).grainy(0.4);

/// A request from a printer, signed and sealed.
pub(super) fn typed(sheet: &mut Sheet, dice: &mut Dice) {
    let (commune, province) = (words::commune(dice), words::province(dice));
    head(
        sheet,
        words::request(dice),
        &format!("Kính gửi: Ủy ban nhân dân xã {commune}, tỉnh {province}"),
    );
    let mut y = 66.0;
    for whose in ["người yêu cầu", "người được khai", "người mẹ"] {
        for line in about(whose, commune, province, dice) {
            sheet.write(at(LEFT, y), &line, BODY);
            y += 6.4;
        }
        y += 1.6;
    }
    for sentence in words::SENTENCES.iter().take(3) {
        y = sheet.write_block(at(LEFT, y), RIGHT - LEFT, sentence, BODY) + 0.8;
    }
    y = family_table(sheet, y + 2.0, dice) + 9.0;
    let date = format!(
        "{commune}, ngày {:02} tháng {:02} năm 2026",
        1 + dice.below(28),
        1 + dice.below(12)
    );
    sheet.write_centred(at(150.0, y), &date, Type::of(Face::Italic, 12.5, BLACK));
    sheet.write_centred(at(150.0, y + 6.0), "NGƯỜI YÊU CẦU", Type::of(Face::Bold, 12.5, BLACK));
    sheet.write_centred(
        at(150.0, y + 29.0),
        &words::person(dice),
        Type::of(Face::Bold, 12.5, BLACK),
    );
    sheet.sign(at(134.0, y + 19.0), 30.0, dice);
    let seal = format!("ỦY BAN NHÂN DÂN XÃ {}", commune.to_uppercase());
    sheet.write_centred(
        at(62.0, y + 6.0),
        "XÁC NHẬN CỦA UBND XÃ",
        Type::of(Face::Bold, 12.5, BLACK),
    );
    sheet.seal(at(66.0, y + 21.0), &seal, dice);
}

/// A printed form, filled in with a ball pen.
pub(super) fn handwritten(sheet: &mut Sheet, dice: &mut Dice) {
    let pen = Writer {
        dice: dice.clone(),
        ink: BLUE.thinned(0.88).grainy(0.25),
        pen_mm: 0.42,
        size_mm: 2.4,
        mark: Mark::Writing,
    };
    fill_in(sheet, dice, pen);
    sheet.sign(at(135.0, 268.0), 34.0, dice);
}

/// The same form, filled in with a pencil: faint, and all that there is.
pub(super) fn pencil(sheet: &mut Sheet, dice: &mut Dice) {
    let mut pen =
        Writer { dice: dice.clone(), ink: GRAPHITE, pen_mm: 0.5, size_mm: 2.5, mark: Mark::Pencil };
    fill_in(sheet, dice, pen.clone());
    plot(sheet, &mut pen);
}

/// A typewriter's copy through carbon paper on thin yellowed sheets.
pub(super) fn carbon(sheet: &mut Sheet, dice: &mut Dice) {
    yellow(sheet);
    let look = Type { pitch_mm: Some(2.35), ..Type::of(Face::Regular, 11.5, CARBON) };
    let (commune, province) = (words::commune(dice), words::province(dice));
    let mut lines = vec![words::COUNTRY.to_owned(), words::MOTTO.to_owned(), String::new()];
    lines.push(format!("      {}", words::request(dice)));
    lines.push(String::new());
    for whose in ["người khai", "người cha", "người mẹ", "người con"] {
        lines.extend(about(whose, commune, province, dice));
    }
    let wide = words::SENTENCES.iter().flat_map(|sentence| typewritten(sentence));
    lines.extend(wide);
    for (row, line) in lines.iter().enumerate() {
        let y = 34.0 + real(row) * 7.4;
        sheet.write(at(24.0 + dice.either_way(0.3), y), line, look);
        let ghost = Type { ink: CARBON.thinned(0.22), ..look };
        sheet.letter(at(24.25, y + 0.2), line, ghost);
    }
    sheet.sign(at(130.0, 262.0), 34.0, dice);
}

fn head(sheet: &mut Sheet, title: &str, below: &str) {
    sheet.write_centred(at(109.0, 24.0), words::COUNTRY, Type::of(Face::Bold, 13.0, BLACK));
    sheet.write_centred(at(109.0, 30.0), words::MOTTO, Type::of(Face::Bold, 13.0, BLACK));
    sheet.line(&[at(82.0, 32.0), at(136.0, 32.0)], 0.25, BLACK);
    sheet.write_centred(at(109.0, 45.0), title, Type::of(Face::Bold, 15.0, BLACK));
    sheet.write_centred(at(109.0, 53.0), below, BODY);
}

fn about(whose: &str, commune: &str, province: &str, dice: &mut Dice) -> [String; 4] {
    [
        format!("Họ, chữ đệm, tên {whose}: {}", words::person(dice)),
        format!("Ngày, tháng, năm sinh: {}   Dân tộc: {}", words::day(dice), words::people(dice)),
        format!("Số định danh cá nhân: {}", words::personal_number(dice)),
        format!("Nơi cư trú: thôn {}, xã {commune}, tỉnh {province}", words::commune(dice)),
    ]
}

fn family_table(sheet: &mut Sheet, top: f32, dice: &mut Dice) -> f32 {
    const COLUMNS: [f32; 5] = [LEFT, 40.0, 105.0, 145.0, RIGHT];
    const ROW: f32 = 7.0;
    let rows: Vec<[String; 4]> = ["TT", "1", "2", "3"]
        .iter()
        .map(|number| match *number {
            "TT" => ["TT", "Họ và tên", "Ngày sinh", "Quan hệ"].map(str::to_owned),
            _ => [
                (*number).to_owned(),
                words::person(dice),
                words::day(dice),
                dice.word(&["Chồng", "Vợ", "Con", "Cháu"]).to_owned(),
            ],
        })
        .collect();
    let foot = top + ROW * real(rows.len());
    for row in 0..=rows.len() {
        let y = top + ROW * real(row);
        sheet.line(&[at(LEFT, y), at(RIGHT, y)], 0.2, BLACK);
    }
    for x in COLUMNS {
        sheet.line(&[at(x, top), at(x, foot)], 0.2, BLACK);
    }
    for (row, cells) in rows.iter().enumerate() {
        for (x, cell) in COLUMNS.iter().zip(cells) {
            sheet.write(at(x + 1.5, top + ROW * real(row) + 5.0), cell, BODY);
        }
    }
    foot
}

/// A form's printed questions with dotted lines, and what a pen answers.
fn fill_in(sheet: &mut Sheet, dice: &mut Dice, mut pen: Writer) {
    let (commune, province) = (words::commune(dice), words::province(dice));
    head(
        sheet,
        words::request(dice),
        "Kính gửi: Ủy ban nhân dân xã ..............................",
    );
    let mut y = 68.0;
    for whose in ["người yêu cầu", "người được khai", "người cha", "người mẹ"]
    {
        for line in about(whose, commune, province, dice) {
            let (question, answer) = line.split_once(": ").unwrap_or((&line, ""));
            let asked = sheet.write(at(LEFT, y), &format!("{question}:"), BODY);
            dotted(sheet, at(LEFT + asked + 1.0, y), RIGHT);
            pen.write(sheet, at(LEFT + asked + 4.0, y - 0.6), answer);
            y += 10.2;
        }
    }
    let place = format!("{commune}, ngày {}/{}/2026", 1 + dice.below(28), 1 + dice.below(12));
    pen.write(sheet, at(118.0, 248.0), &place);
    sheet.write_centred(at(150.0, 255.0), "Người khai", Type::of(Face::Bold, 12.5, BLACK));
}

fn dotted(sheet: &mut Sheet, from: Point, right: f32) {
    let mut x = from.x;
    while x < right {
        sheet.disc(at(x, from.y), at(0.17, 0.17), BLACK);
        x += 1.35;
    }
}

/// A pencilled sketch of a plot with its measures.
fn plot(sheet: &mut Sheet, pen: &mut Writer) {
    let corners =
        [at(34.0, 244.0), at(92.0, 240.0), at(98.0, 276.0), at(40.0, 283.0), at(34.0, 244.0)];
    for (from, to) in corners.iter().zip(corners.iter().skip(1)) {
        sheet.line(&[*from, *to], 0.45, GRAPHITE);
    }
    sheet.note(Mark::Pencil, "", at(34.0, 240.0), at(98.0, 283.0));
    pen.write(sheet, at(56.0, 262.0), "127 - 1245,7 m");
    pen.write(sheet, at(54.0, 239.0), "58,2");
}

fn typewritten(sentence: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in sentence.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < 66 => {
                *line = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// Age: darker towards the edges, in clouds.
fn yellow(sheet: &mut Sheet) {
    let (width, per_mm) = (sheet.width, sheet.per_mm);
    for (y, row) in sheet.dots.chunks_mut(width).enumerate() {
        for (x, dot) in row.iter_mut().enumerate() {
            let cloud = mottle(real(x) / per_mm / 28.0, real(y) / per_mm / 28.0, 3);
            let gain = [1.0, 0.995, 0.97].map(|gain| gain - 0.05 * cloud);
            for (shade, gain) in dot.iter_mut().zip(gain) {
                *shade = level(f32::from(*shade) * gain);
            }
        }
    }
}
