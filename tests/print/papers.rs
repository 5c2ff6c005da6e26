//! Papers as desks print them: ordinary ones, and the hardest that people bring.

use catalogue::{Entry, Sheet, SheetBlock};
use chrono::{NaiveDate, NaiveDateTime};
use print::{AsOrganisation, Declaration, Filed, Letterhead, Party, Promise, Receipt, Registered};

pub const LONG_NAME: &str = "Hoàng Thị Mỷ Châu Pha Nhi Ksor H'Bia";
pub const PROVISIONAL: &str = "LS07-261121-K7M2QX-4";
pub const OFFICIAL: &str = "000.17.22.H37-261123-0042";

pub fn at(day: u32, hour: u32, minute: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, day).unwrap().and_hms_opt(hour, minute, 0).unwrap()
}

pub fn a_letterhead() -> Letterhead {
    Letterhead {
        superior: "Ủy ban nhân dân tỉnh Lạng Sơn".to_owned(),
        agency: "Ủy ban nhân dân xã Lộc Bình".to_owned(),
        place: "Lộc Bình".to_owned(),
        address: "khu Hòa Bình, xã Lộc Bình".to_owned(),
        phone: "0205 3840 123".to_owned(),
        lookup: "Trung tâm Phục vụ hành chính công xã Lộc Bình".to_owned(),
        addressed: "Ủy ban nhân dân xã Lộc Bình".to_owned(),
    }
}

/// A birth, handed in by the child's mother, before the agency has heard of it.
pub fn a_receipt() -> Receipt {
    Receipt {
        letterhead: a_letterhead(),
        is_authority: true,
        desk: "Trung tâm Phục vụ hành chính công xã Lộc Bình".to_owned(),
        clerk: "Nông Văn Bình".to_owned(),
        provisional_code: PROVISIONAL.to_owned(),
        official_code: None,
        day_number: 12,
        taken: at(21, 14, 33),
        received: None,
        printed: at(21, 14, 35),
        is_reprint: false,
        submitter: Party {
            name: "Vi Thị Hoa".to_owned(),
            number: "020 187 000 123".to_owned(),
            address: "thôn Bản Chu, xã Lộc Bình, tỉnh Lạng Sơn".to_owned(),
            phone: "0912 345 678".to_owned(),
            organisation: None,
        },
        owner: Some(Party {
            name: "Vi Minh Khôi".to_owned(),
            number: String::new(),
            address: "thôn Bản Chu, xã Lộc Bình, tỉnh Lạng Sơn".to_owned(),
            phone: String::new(),
            organisation: None,
        }),
        channel: "trực tiếp".to_owned(),
        request: "Đăng ký khai sinh".to_owned(),
        procedure_name: "Đăng ký khai sinh".to_owned(),
        procedure_code: "1.001193".to_owned(),
        filed: vec![
            filed("Tờ khai đăng ký khai sinh", 1),
            filed("Giấy chứng sinh", 2),
            filed("Giấy tờ chứng minh nơi cư trú", 0),
        ],
        time: "Ngay trong ngày tiếp nhận; nhận sau 15 giờ thì trả vào ngày làm việc tiếp theo"
            .to_owned(),
        fee: "không thu".to_owned(),
        promise: Promise::Expected { by: "23/11/2026".to_owned(), why_uncertain: None },
        result: "tại quầy".to_owned(),
    }
}

pub fn filed(name: &str, files: usize) -> Filed {
    Filed { name: name.to_owned(), files }
}

/// The same dossier when the agency has given its code.
pub fn a_reprint() -> Receipt {
    Receipt {
        official_code: Some(OFFICIAL.to_owned()),
        received: Some(at(23, 8, 5)),
        printed: at(23, 9, 10),
        is_reprint: true,
        promise: Promise::By { day: "16 giờ, ngày 23/11/2026".to_owned() },
        ..a_receipt()
    }
}

/// The same dossier at a desk of volunteers.
pub fn a_note() -> Receipt {
    Receipt {
        is_authority: false,
        desk: "Tổ công nghệ số cộng đồng thôn Bản Chu".to_owned(),
        clerk: "Nông Thị Lan".to_owned(),
        letterhead: Letterhead {
            place: "Lộc Bình".to_owned(),
            address: "Nhà văn hóa thôn Bản Chu".to_owned(),
            phone: "0987 654 321".to_owned(),
            addressed: "Ủy ban nhân dân xã Lộc Bình".to_owned(),
            ..Letterhead::default()
        },
        ..a_receipt()
    }
}

/// The name of an organisation that fills several lines.
pub const LONG_ORGANISATION: &str = "Công ty Trách nhiệm hữu hạn một thành viên Sản xuất, Thương mại và \
     Dịch vụ Xuất nhập khẩu Hoa Hồi “Xứ Lạng 68” – Chi nhánh số 2 tại khu Hòa Bình, xã Lộc Bình, tỉnh \
     Lạng Sơn (Hợp tác xã Nông nghiệp Tân Tiến & Đối tác)";

/// The same paper for an organisation, registered in this way.
pub fn an_organisations(registered: Registered, number: &str) -> Receipt {
    let representative = "Hoàng Văn Páo, Giám đốc".to_owned();
    Receipt {
        owner: Some(Party {
            name: LONG_ORGANISATION.to_owned(),
            number: number.to_owned(),
            address: "số 1, đường 19/5, xã Lộc Bình, tỉnh Lạng Sơn".to_owned(),
            phone: "0205 3812 345".to_owned(),
            organisation: Some(AsOrganisation { registered, representative }),
        }),
        ..a_receipt()
    }
}

/// The longest title of the catalogue: 919 letters.
pub fn long_title() -> String {
    let record = include_str!("../../assets/catalogue/procedures/1.013962.json");
    let record: serde_json::Value = serde_json::from_str(record).unwrap();
    record["about"]["name"]["vi"].as_str().unwrap().to_owned()
}

/// Long names, a long title and many papers.
pub fn a_long(title: &str, papers: usize) -> Receipt {
    let address = "số nhà 128/45/7B ngõ Nguyễn Đình Chiểu kéo dài, buôn Ea Sút, phường Ea Drăng, \
                   thị xã Buôn Hồ cũ, tỉnh Đắk Lắk";
    let person = |name: &str| Party {
        name: name.to_owned(),
        number: "066 187 000 123".to_owned(),
        address: address.to_owned(),
        phone: "0912 345 678, 0262 3812 345".to_owned(),
        organisation: None,
    };
    let name = |index| {
        format!(
            "Giấy tờ thứ {index}: bản sao có chứng thực văn bản xác nhận của cơ sở y tế về việc mang \
             thai hộ, kèm bản dịch"
        )
    };
    Receipt {
        submitter: person(LONG_NAME),
        owner: Some(person("H'Ƀlơ\u{306}i Niê Kdăm Ê\u{306}ban Nguyễn Phước Tôn Nữ Quỳnh Hương")),
        request: title.to_owned(),
        procedure_name: title.to_owned(),
        procedure_code: "1.013962".to_owned(),
        filed: (1..=papers).map(|index| filed(&name(index), index % 4)).collect(),
        promise: Promise::Expected {
            by: "25/12/2026".to_owned(),
            why_uncertain: Some("lịch nghỉ năm 2027 chưa công bố, ngày này là dự kiến".to_owned()),
        },
        result: "gửi qua bưu điện đến địa chỉ của chủ hồ sơ".to_owned(),
        ..a_receipt()
    }
}

/// A desk that knows nothing of its agency, and a person of whom little is known.
pub fn a_bare() -> Receipt {
    Receipt {
        letterhead: Letterhead::default(),
        desk: "Quầy số 1".to_owned(),
        submitter: Party { name: "Vi Thị Hoa".to_owned(), ..Party::default() },
        owner: None,
        filed: vec![filed("Tờ khai đăng ký khai sinh", 1)],
        time: String::new(),
        fee: String::new(),
        promise: Promise::Unknown { said: String::new() },
        result: String::new(),
        ..a_receipt()
    }
}

fn row(entries: &[(&str, Option<&str>, bool)]) -> SheetBlock {
    let entry = |(label, value, is_strong): &(&str, Option<&str>, bool)| Entry {
        label: (*label).to_owned(),
        value: value.map(str::to_owned),
        is_strong: *is_strong,
    };
    SheetBlock::Row(entries.iter().map(entry).collect())
}

/// A declaration of a birth with its gaps; `children` repeats its middle.
pub fn a_sheet(children: usize) -> Sheet {
    let mut blocks = vec![
        row(&[("Họ, chữ đệm, tên người yêu cầu", Some(LONG_NAME), true)]),
        row(&[("Nơi cư trú", Some("thôn Bản Chu, xã Lộc Bình, tỉnh Lạng Sơn"), false)]),
        row(&[
            ("Giấy tờ tùy thân", Some("Căn cước số 020 187 000 123"), false),
            ("Quan hệ với người được khai sinh", None, false),
        ]),
        SheetBlock::Prose("Đề nghị cơ quan đăng ký khai sinh cho người dưới đây:".to_owned()),
    ];
    for _ in 0..children {
        blocks.extend([
            SheetBlock::Heading("Người được khai sinh".to_owned()),
            row(&[("Họ, chữ đệm, tên", Some("Vi Minh Khôi"), true)]),
            row(&[
                ("Ngày, tháng, năm sinh", Some("19/11/2026"), false),
                (
                    "Ghi bằng chữ",
                    Some("ngày mười chín tháng mười một năm hai nghìn không trăm hai mươi sáu"),
                    false,
                ),
            ]),
            row(&[
                ("Giới tính", Some("Nam"), false),
                ("Dân tộc", Some("Tày"), false),
                ("Quốc tịch", Some("Việt Nam"), false),
            ]),
            row(&[("Nơi sinh", Some("Trung tâm Y tế khu vực Lộc Bình, tỉnh Lạng Sơn"), false)]),
            row(&[("Quê quán", None, false)]),
            SheetBlock::Heading("Cha và mẹ".to_owned()),
            row(&[
                ("Họ, chữ đệm, tên người mẹ", Some("Vi Thị Hoa"), true),
                ("Năm sinh", Some("1999"), false),
            ]),
            row(&[("Họ, chữ đệm, tên người cha", None, true), ("Năm sinh", None, false)]),
        ]);
    }
    blocks.push(SheetBlock::Prose(
        "Tôi cam đoan nội dung khai trên đây là đúng sự thật, được sự thỏa thuận nhất trí của các bên \
         liên quan theo quy định pháp luật. Tôi chịu hoàn toàn trách nhiệm trước pháp luật về nội dung \
         cam đoan của mình."
            .to_owned(),
    ));
    Sheet {
        title: "Tờ khai đăng ký khai sinh".to_owned(),
        signed_as: "to-khai".parse().unwrap(),
        addressed: None,
        signers: Vec::new(),
        blocks,
    }
}

pub fn a_declaration<'a>(sheet: &'a Sheet, letterhead: &'a Letterhead) -> Declaration<'a> {
    Declaration {
        sheet,
        letterhead,
        provisional_code: PROVISIONAL,
        written_on: at(21, 0, 0).date(),
        signer: LONG_NAME,
    }
}
