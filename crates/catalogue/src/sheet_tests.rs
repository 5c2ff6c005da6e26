//! The printed declarations as wholes, line by line as the requester reads them before signing.

use serde_json::json;

use crate::testing::{BIRTH, DEATH, Dossier, STATUS, a_dossier};
use crate::{Entry, Sheet, SheetBlock, sheet};

pub(crate) fn sheet_of(dossier: &Dossier) -> Sheet {
    sheet(dossier.catalogue, dossier.procedure(), &dossier.case()).unwrap()
}

/// `# heading`, a paragraph, or `label: value | label: …`; `*` is strong, dots are left by hand.
pub(crate) fn lines(dossier: &Dossier) -> Vec<String> {
    sheet_of(dossier).blocks.iter().map(line).collect()
}

fn line(block: &SheetBlock) -> String {
    match block {
        SheetBlock::Heading(heading) => format!("# {heading}"),
        SheetBlock::Prose(prose) => prose.clone(),
        SheetBlock::Row(entries) => entries.iter().map(entry).collect::<Vec<_>>().join(" | "),
        SheetBlock::Table(table) => format!("{table:?}"),
    }
}

fn entry(entry: &Entry) -> String {
    let strong = if entry.is_strong { "*" } else { "" };
    format!("{strong}{}: {}", entry.label, entry.value.as_deref().unwrap_or("……"))
}

/// With no word typed at all.
pub(crate) fn an_empty_dossier(code: &'static str) -> Dossier {
    let mut dossier = a_dossier(code);
    dossier.form = json!({});
    dossier
}

/// The line that begins like this; nothing where the sheet has none.
pub(crate) fn line_of(dossier: &Dossier, label: &str) -> Option<String> {
    lines(dossier).into_iter().find(|line| line.starts_with(&format!("{label}: ")))
}

const TRUTH: &str = "Tôi cam đoan những nội dung khai trên đây là đúng sự thật và chịu trách nhiệm trước \
                     pháp luật về cam đoan của mình.";

#[test]
fn birth_sheet_says_what_the_example_says() {
    let sheet = lines(&a_dossier(BIRTH));

    let expected = [
        "# Người yêu cầu",
        "*Họ, chữ đệm, tên: Lộc Thị Mỷ Châu",
        "Nơi cư trú: Thôn Pò Cại, xã Thống Nhất, tỉnh Lạng Sơn",
        "Giấy tờ tùy thân: Số định danh cá nhân 020 196 000 321",
        "Quan hệ với người được khai sinh: Mẹ",
        "Đề nghị cơ quan đăng ký khai sinh cho người dưới đây:",
        "# Người được khai sinh",
        "*Họ, chữ đệm, tên: Vi Minh Khôi",
        "Ngày, tháng, năm sinh: 05/11/2026 | Ghi bằng chữ: Ngày năm tháng mười một năm hai nghìn \
         không trăm hai mươi sáu",
        "Giới tính: Nam | Dân tộc: Nùng | Quốc tịch: Việt Nam",
        "Nơi sinh: Trung tâm Y tế Lộc Bình, xã Lộc Bình, tỉnh Lạng Sơn",
        "Quê quán: Xã Thống Nhất, tỉnh Lạng Sơn",
        "Giấy chứng sinh số: GCS-000123 | Ngày cấp: 06/11/2026",
        "Loại đăng ký: Đăng ký đúng hạn",
        "# Người mẹ",
        "*Họ, chữ đệm, tên: Lộc Thị Mỷ Châu | Ngày, tháng, năm sinh: 12/03/1996",
        "Dân tộc: Nùng | Quốc tịch: Việt Nam",
        "Số định danh cá nhân: 020 196 000 321",
        "Nơi cư trú: Thôn Pò Cại, xã Thống Nhất, tỉnh Lạng Sơn | Loại cư trú: Thường trú",
        "# Người cha",
        "*Họ, chữ đệm, tên: Vi Văn Thắng | Ngày, tháng, năm sinh: 1994",
        "Dân tộc: Tày | Quốc tịch: Việt Nam",
        "Nơi cư trú: Thôn Pò Cại, xã Thống Nhất, tỉnh Lạng Sơn | Loại cư trú: Thường trú",
        TRUTH,
        "Số lượng bản sao đề nghị cấp: 2",
    ];
    assert_eq!(sheet, expected);
}

#[test]
fn death_sheet_says_what_the_example_says() {
    let sheet = lines(&a_dossier(DEATH));

    let expected = [
        "# Người yêu cầu",
        "*Họ, chữ đệm, tên: Lộc Văn Tài",
        "Nơi cư trú: Thôn Bản Khoai, xã Thống Nhất, tỉnh Lạng Sơn",
        "Giấy tờ tùy thân: Số định danh cá nhân 020 075 000 456",
        "Quan hệ với người chết: Con",
        "Đề nghị cơ quan đăng ký khai tử cho người dưới đây:",
        "# Người chết",
        "*Họ, chữ đệm, tên: Lộc Văn Páo",
        "Ngày, tháng, năm sinh: 1941",
        "Giới tính: Nam | Dân tộc: Nùng | Quốc tịch: Việt Nam",
        "Giấy tờ tùy thân: Chứng minh nhân dân | Số: 080000123 | Ngày cấp: 2005 | \
         Nơi cấp: Công an tỉnh Lạng Sơn",
        "Nơi cư trú cuối cùng: Thôn Bản Khoai, xã Thống Nhất, tỉnh Lạng Sơn | \
         Loại cư trú: Thường trú",
        "Ngày chết: 18/11/2026 | Giờ, phút chết: 14:05",
        "Nơi chết: Tại nhà, thôn Bản Khoai, xã Thống Nhất, tỉnh Lạng Sơn",
        "Nguyên nhân chết: Tuổi già",
        "Loại đăng ký: Đăng ký đúng hạn",
        "Giấy báo tử hoặc giấy tờ thay thế: Giấy báo tử | Số: 12/GBT | Ngày cấp: 19/11/2026 | \
         Cơ quan cấp: Trạm Y tế xã Thống Nhất",
        TRUTH,
        "Số lượng bản sao trích lục đề nghị cấp: 0",
    ];
    assert_eq!(sheet, expected);
}

#[test]
fn status_sheet_says_what_the_example_says() {
    let sheet = lines(&a_dossier(STATUS));

    let expected = [
        "# Người yêu cầu",
        "*Họ, chữ đệm, tên: Hoàng Thị Mỷ",
        "Nơi cư trú: Thôn Pò Cại, xã Thống Nhất, tỉnh Lạng Sơn",
        "Giấy tờ tùy thân: Số định danh cá nhân 020 301 000 789",
        "Quan hệ với người được cấp Giấy xác nhận: Bản thân",
        "Đề nghị cơ quan cấp Giấy xác nhận tình trạng hôn nhân cho người dưới đây:",
        "# Người được cấp Giấy xác nhận",
        "*Họ, chữ đệm, tên: Hoàng Thị Mỷ",
        "Ngày, tháng, năm sinh: 22/08/2001",
        "Giới tính: Nữ | Dân tộc: H'Mông | Quốc tịch: Việt Nam",
        "Nơi cư trú: Thôn Pò Cại, xã Thống Nhất, tỉnh Lạng Sơn | Loại cư trú: Thường trú",
        "Số định danh cá nhân: 020 301 000 789",
        "Trong thời gian cư trú tại: Thôn Pò Cại, xã Thống Nhất, tỉnh Lạng Sơn | \
         Từ ngày: 22/08/2019 | Đến ngày: 21/11/2026",
        "Tình trạng hôn nhân: Hiện nay chưa đăng ký kết hôn với ai",
        "Mục đích sử dụng Giấy xác nhận tình trạng hôn nhân: Làm thủ tục mua bán nhà đất, không \
         có giá trị đăng ký kết hôn",
        TRUTH,
        "Số lượng Giấy xác nhận đề nghị cấp: 1",
    ];
    assert_eq!(sheet, expected);
}

#[test]
fn everything_is_left_for_the_hand_when_nothing_is_typed() {
    let expected = [
        "# Người yêu cầu",
        "*Họ, chữ đệm, tên: ……",
        "Nơi cư trú: ……",
        "Giấy tờ tùy thân: ……",
        "Quan hệ với người được khai sinh: ……",
        "Đề nghị cơ quan đăng ký khai sinh cho người dưới đây:",
        "# Người được khai sinh",
        "*Họ, chữ đệm, tên: ……",
        "Ngày, tháng, năm sinh: …… | Ghi bằng chữ: ……",
        "Giới tính: …… | Dân tộc: …… | Quốc tịch: ……",
        "Nơi sinh: ……",
        "Quê quán: ……",
        "# Người mẹ",
        "*Họ, chữ đệm, tên: …… | Ngày, tháng, năm sinh: ……",
        "Dân tộc: …… | Quốc tịch: ……",
        "Nơi cư trú: ……",
        "# Người cha",
        "*Họ, chữ đệm, tên: …… | Ngày, tháng, năm sinh: ……",
        "Dân tộc: …… | Quốc tịch: ……",
        "Nơi cư trú: ……",
        TRUTH,
        "Số lượng bản sao đề nghị cấp: ……",
    ];
    assert_eq!(lines(&an_empty_dossier(BIRTH)), expected);

    for code in [DEATH, STATUS] {
        let blocks = sheet_of(&an_empty_dossier(code)).blocks;
        let rows = blocks.iter().filter_map(|block| match block {
            SheetBlock::Row(entries) => Some(entries),
            _ => None,
        });
        let entries: Vec<_> = rows.flatten().collect();
        assert!(entries.len() > 15, "{code} has its form to fill in");
        assert!(entries.iter().all(|entry| entry.value.is_none()), "{code} is dotted throughout");
    }
}
