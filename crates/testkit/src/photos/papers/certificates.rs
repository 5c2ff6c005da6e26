//! Certificates on patterned grounds: of birth, and of the use of land.

use crate::photos::Mark;
use crate::photos::dice::Dice;
use crate::photos::letters::{Face, Type};
use crate::photos::measure::{at, real};
use crate::photos::ornaments::{BLACK, RED};
use crate::photos::sheet::{Ink, Sheet};
use crate::photos::words;

const BODY: Type = Type::of(Face::Regular, 13.0, BLACK);
const FILLED: Type = Type::of(Face::Bold, 13.0, Ink::of(30, 30, 60));
const TITLE: Ink = Ink::of(196, 32, 38);

/// Pale waves, a drum in the middle and a border of rosettes.
pub(super) fn birth_ground(sheet: &mut Sheet) {
    let (pink, green) = (Ink::of(238, 190, 180), Ink::of(190, 214, 190));
    sheet.waves(2.6, 4.0, pink.thinned(0.75));
    sheet.waves(3.4, 7.0, green.thinned(0.6));
    sheet.drum(at(105.0, 150.0), 58.0, Ink::of(232, 188, 150));
    border(sheet, Ink::of(178, 70, 60));
}

/// A certificate of birth: printed questions, typed answers, signed and sealed.
pub(super) fn birth(sheet: &mut Sheet, dice: &mut Dice) {
    let (commune, province) = (words::commune(dice), words::province(dice));
    sheet.emblem(at(105.0, 29.0), 9.0);
    sheet.write_centred(at(105.0, 45.0), words::COUNTRY, Type::of(Face::Bold, 13.0, BLACK));
    sheet.write_centred(at(105.0, 51.0), words::MOTTO, Type::of(Face::Bold, 13.0, BLACK));
    sheet.write_centred(at(105.0, 68.0), "GIẤY KHAI SINH", Type::of(Face::Bold, 24.0, TITLE));
    let number = format!("Số: {:03}/2026", 1 + dice.below(900));
    sheet.write_centred(at(105.0, 76.0), &number, BODY);
    let mut y = 90.0;
    for (question, answer) in questions(commune, province, dice) {
        let asked = sheet.write(at(28.0, y), &question, BODY);
        sheet.write(at(28.0 + asked + 2.0, y), &answer, FILLED);
        y += 9.6;
    }
    let day = format!(
        "{commune}, ngày {:02} tháng {:02} năm 2026",
        1 + dice.below(28),
        1 + dice.below(12)
    );
    sheet.write_centred(at(145.0, 222.0), &day, Type::of(Face::Italic, 13.0, BLACK));
    sheet.write_centred(
        at(145.0, 229.0),
        "NGƯỜI KÝ GIẤY KHAI SINH",
        Type::of(Face::Bold, 12.0, BLACK),
    );
    sheet.write_centred(at(145.0, 262.0), &words::person(dice), Type::of(Face::Bold, 13.0, BLACK));
    sheet.sign(at(134.0, 250.0), 36.0, dice);
    sheet.seal(at(128.0, 246.0), &seal_words(commune, province), dice);
}

/// Pink with drums and fine waves, folded in the middle.
pub(super) fn land_ground(sheet: &mut Sheet) {
    sheet.waves(2.2, 3.2, Ink::of(236, 176, 176).thinned(0.7));
    for middle in [105.0, 315.0] {
        sheet.drum(at(middle, 150.0), 70.0, Ink::of(226, 158, 150));
        for corner in [(-82.0, 24.0), (82.0, 24.0), (-82.0, 273.0), (82.0, 273.0)] {
            sheet.rosette(
                at(middle + corner.0, corner.1),
                13.0,
                Ink::of(214, 140, 132).thinned(0.45),
            );
        }
    }
    for (fold, dark) in [(-0.5, 0.05), (-0.2, 0.16), (0.1, 0.26), (0.4, 0.1), (0.8, 0.04)] {
        let x = 210.0 + fold;
        sheet.bar(at(x, 0.0), at(x + 0.35, 297.0), Ink::of(90, 60, 60).thinned(dark));
    }
}

/// A certificate of land use rights, open: who and what on the left, the plot on the right.
pub(super) fn land(sheet: &mut Sheet, dice: &mut Dice) {
    let (commune, province) = (words::commune(dice), words::province(dice));
    let title = Type::of(Face::Bold, 17.0, TITLE);
    sheet.emblem(at(105.0, 32.0), 10.0);
    sheet.write_centred(at(105.0, 50.0), words::COUNTRY, Type::of(Face::Bold, 13.0, BLACK));
    sheet.write_centred(at(105.0, 56.0), words::MOTTO, Type::of(Face::Bold, 13.0, BLACK));
    let lines = ["GIẤY CHỨNG NHẬN", "QUYỀN SỬ DỤNG ĐẤT", "QUYỀN SỞ HỮU NHÀ Ở"];
    for (row, line) in lines.iter().enumerate() {
        sheet.write_centred(at(105.0, 74.0 + real(row) * 9.0), line, title);
    }
    sheet.write(at(26.0, 108.0), "I. Người sử dụng đất", Type::of(Face::Bold, 13.0, BLACK));
    let plot = 1 + dice.below(400);
    let owner = [
        format!("Ông: {}, sinh ngày {}", words::person(dice), words::day(dice)),
        format!("CCCD số: {}", words::personal_number(dice)),
        format!("Địa chỉ: xã {commune}, tỉnh {province}"),
        format!("Thửa đất số: {plot}, tờ bản đồ số: {}", 1 + dice.below(60)),
        format!("Diện tích: {},{} m²", 200 + dice.below(800), dice.below(10)),
        "Mục đích sử dụng: đất trồng cây lâu năm".to_owned(),
        "Thời hạn sử dụng: đến ngày 15/10/2063".to_owned(),
    ];
    for (row, line) in owner.iter().enumerate() {
        sheet.write(at(26.0, 119.0 + real(row) * 9.0), line, BODY);
    }
    sheet.seal(at(140.0, 232.0), &seal_words(commune, province), dice);
    sheet.sign(at(142.0, 238.0), 34.0, dice);
    sheet.write_centred(at(150.0, 262.0), &words::person(dice), FILLED);
    let serial = format!("CS {:06}", dice.below(1_000_000));
    sheet.write(at(160.0, 284.0), &serial, Type::of(Face::Bold, 15.0, TITLE));
    drawing_of_the_plot(sheet, plot, dice);
}

fn drawing_of_the_plot(sheet: &mut Sheet, plot: u32, dice: &mut Dice) {
    let heading = Type::of(Face::Bold, 13.0, BLACK);
    sheet.write(at(238.0, 46.0), "III. Sơ đồ thửa đất, nhà ở và tài sản khác", heading);
    let corners = [(262.0, 80.0), (352.0, 66.0), (380.0, 148.0), (300.0, 176.0), (254.0, 132.0)]
        .map(|(x, y)| at(x + dice.either_way(8.0), y + dice.either_way(6.0)));
    for (index, from) in corners.iter().enumerate() {
        let Some(to) = corners.get((index + 1) % corners.len()) else { continue };
        sheet.line(&[*from, *to], 0.4, BLACK);
        let length = (from.x - to.x).hypot(from.y - to.y) * 0.5;
        let middle = at(f32::midpoint(from.x, to.x) + 2.0, f32::midpoint(from.y, to.y) - 1.5);
        sheet.write(middle, &format!("{length:.2}"), Type::of(Face::Regular, 9.0, BLACK));
    }
    sheet.note(Mark::Rule, "", at(254.0, 66.0), at(380.0, 176.0));
    sheet.write_centred(at(318.0, 122.0), &plot.to_string(), Type::of(Face::Bold, 16.0, BLACK));
    sheet.write(at(234.0, 200.0), "IV. Những thay đổi sau khi cấp giấy chứng nhận", heading);
    for row in 0..8_usize {
        let y = 206.0 + real(row) * 9.0;
        sheet.line(&[at(234.0, y), at(396.0, y)], 0.2, BLACK);
    }
    for x in [234.0, 330.0, 396.0] {
        sheet.line(&[at(x, 206.0), at(x, 269.0)], 0.2, BLACK);
    }
    sheet.write(at(240.0, 212.0), "Nội dung thay đổi và cơ sở pháp lý", BODY);
}

fn questions(commune: &str, province: &str, dice: &mut Dice) -> Vec<(String, String)> {
    let home = format!("xã {commune}, tỉnh {province}");
    let asked = [
        ("Họ, chữ đệm, tên:", words::person(dice).to_uppercase()),
        ("Ngày, tháng, năm sinh:", words::day(dice)),
        ("Giới tính:", dice.word(&["Nam", "Nữ"]).to_owned()),
        ("Nơi sinh:", format!("Trạm y tế {home}")),
        ("Quê quán:", home.clone()),
        ("Số định danh cá nhân:", words::personal_number(dice)),
        ("Họ, chữ đệm, tên người mẹ:", words::person(dice)),
        ("Năm sinh, dân tộc:", format!("{}, {}", words::day(dice), words::people(dice))),
        ("Nơi cư trú:", home.clone()),
        ("Họ, chữ đệm, tên người cha:", words::person(dice)),
        ("Năm sinh, dân tộc:", format!("{}, {}", words::day(dice), words::people(dice))),
        ("Nơi cư trú:", home.clone()),
        ("Nơi đăng ký khai sinh:", format!("Ủy ban nhân dân {home}")),
    ];
    asked.into_iter().map(|(question, answer)| (question.to_owned(), answer)).collect()
}

fn seal_words(commune: &str, province: &str) -> String {
    format!("ỦY BAN NHÂN DÂN XÃ {} - TỈNH {}", commune.to_uppercase(), province.to_uppercase())
}

fn border(sheet: &mut Sheet, ink: Ink) {
    let (right, foot) = (sheet.width_mm() - 10.0, sheet.height_mm() - 10.0);
    sheet.frame(at(10.0, 10.0), at(right, foot), 0.7, ink);
    sheet.frame(at(15.0, 15.0), at(right - 5.0, foot - 5.0), 0.35, ink);
    let step = 6.2;
    let mut along = 13.0;
    while along < foot - 2.0 {
        for x in [12.5, right - 2.5] {
            sheet.rosette(at(x, along), 2.4, ink.thinned(0.7));
        }
        if along < right {
            for y in [12.5, foot - 2.5] {
                sheet.rosette(at(along, y), 2.4, ink.thinned(0.7));
            }
        }
        along += step;
    }
    for (x, y) in [(12.5, 12.5), (right - 2.5, 12.5), (12.5, foot - 2.5), (right - 2.5, foot - 2.5)]
    {
        sheet.disc(at(x, y), at(2.4, 2.4), RED.thinned(0.5));
    }
}
