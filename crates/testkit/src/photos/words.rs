//! What the papers say: people, places and numbers that are made up.

use super::dice::Dice;

const FAMILY: &[&str] =
    &["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Lò", "Giàng", "Nông", "Triệu"];
const MIDDLE: &[&str] =
    &["Văn", "Thị", "Đức", "Hữu", "Ngọc", "Minh", "Thanh", "Quốc", "Xuân", "Seo"];
const GIVEN: &[&str] = &[
    "An",
    "Bình",
    "Cường",
    "Dũng",
    "Hạnh",
    "Huệ",
    "Khánh",
    "Loan",
    "Nga",
    "Phượng",
    "Thảo",
    "Yến",
];
const COMMUNES: &[&str] =
    &["Thống Nhất", "Bằng Hữu", "Hữu Lân", "Tả Phìn", "Mường Lống", "Ea Súp", "Đất Mũi", "Nậm Cắn"];
const PROVINCES: &[&str] =
    &["Lạng Sơn", "Cao Bằng", "Tuyên Quang", "Lào Cai", "Nghệ An", "Đắk Lắk", "Gia Lai", "Cà Mau"];
const PEOPLES: &[&str] = &["Kinh", "Tày", "Nùng", "Mông", "Dao", "Thái", "Ê Đê", "Khmer"];
const REQUESTS: &[&str] = &[
    "TỜ KHAI ĐĂNG KÝ KHAI SINH",
    "ĐƠN ĐỀ NGHỊ HỖ TRỢ CHI PHÍ MAI TÁNG",
    "TỜ KHAI ĐĂNG KÝ KHAI TỬ",
    "ĐƠN ĐĂNG KÝ BIẾN ĐỘNG ĐẤT ĐAI",
    "TỜ KHAI ĐỀ NGHỊ TRỢ GIÚP XÃ HỘI",
];

/// Sentences that stand in a request, whoever makes it.
pub(super) const SENTENCES: &[&str] = &[
    "Tôi cam đoan những nội dung khai trên đây là đúng sự thật và chịu trách nhiệm trước pháp luật về cam đoan của mình.",
    "Đề nghị Ủy ban nhân dân xã xem xét, giải quyết theo quy định của pháp luật hiện hành.",
    "Gia đình hiện đang cư trú ổn định tại địa phương, chấp hành tốt chủ trương của Đảng, chính sách của Nhà nước.",
    "Các giấy tờ kèm theo gồm: bản sao giấy chứng sinh, căn cước của cha, mẹ và giấy chứng nhận kết hôn.",
    "Kính mong quý cơ quan tạo điều kiện giúp đỡ để gia đình sớm ổn định cuộc sống.",
];

/// The motto's first line.
pub(super) const COUNTRY: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
/// The motto's second line.
pub(super) const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";

pub(super) fn person(dice: &mut Dice) -> String {
    format!("{} {} {}", dice.word(FAMILY), dice.word(MIDDLE), dice.word(GIVEN))
}

pub(super) fn day(dice: &mut Dice) -> String {
    format!("{:02}/{:02}/{}", 1 + dice.below(28), 1 + dice.below(12), 1950 + dice.below(75))
}

pub(super) fn personal_number(dice: &mut Dice) -> String {
    format!("0{:02}{}{:08}", 1 + dice.below(96), dice.below(4), dice.below(100_000_000))
}

pub(super) fn commune(dice: &mut Dice) -> &'static str {
    dice.word(COMMUNES)
}

pub(super) fn province(dice: &mut Dice) -> &'static str {
    dice.word(PROVINCES)
}

pub(super) fn people(dice: &mut Dice) -> &'static str {
    dice.word(PEOPLES)
}

pub(super) fn request(dice: &mut Dice) -> &'static str {
    dice.word(REQUESTS)
}
