//! What a desk gives that is no authority: it promises nothing.

use print::{Promise, Receipt, Size, receipt};

use crate::papers::{OFFICIAL, a_note};
use crate::read_back::Printed;

/// The note before and after reception, with whatever is known of the day.
fn notes() -> Vec<Receipt> {
    let promises = [
        Promise::Expected {
            by: "25/12/2027".to_owned(),
            why_uncertain: Some("dự kiến".to_owned()),
        },
        Promise::By { day: "25/12/2027".to_owned() },
        Promise::Named {
            day: "25/12/2027".to_owned(), said: "người nhận hồ sơ ghi".to_owned()
        },
        Promise::Unknown { said: "hẹn trả 25/12/2027".to_owned() },
    ];
    let codes = [None, Some(OFFICIAL.to_owned())];
    let note = |promise: &Promise, official_code| Receipt {
        promise: promise.clone(),
        official_code,
        ..a_note()
    };
    codes
        .iter()
        .flat_map(|code| promises.iter().map(move |promise| note(promise, code.clone())))
        .collect()
}

#[test]
fn note_promises_no_day_whatever_is_known() {
    for size in [Size::A4, Size::A5] {
        for paper in notes() {
            let said = Printed::new(&receipt(&paper, size).unwrap()).text();
            let small = said.to_lowercase();

            for promise in ["hẹn trả", "dự kiến", "25/12/2027", "ngày trả", "thời gian trả"]
            {
                assert!(!small.contains(promise), "{promise} in {said}");
            }
            assert!(said.contains("không cam kết ngày có kết quả"), "{said}");
        }
    }
}

#[test]
fn note_says_who_took_what_for_whom_and_where_it_goes() {
    let said = Printed::new(&receipt(&a_note(), Size::A5).unwrap()).text();

    for part in [
        "PHIẾU NHẬN NỘP HỘ HỒ SƠ",
        "Nhận hồ sơ của Ông (Bà): Vi Thị Hoa",
        "Chủ hồ sơ: Vi Minh Khôi",
        "Nộp hộ đến: Ủy ban nhân dân xã Lộc Bình",
        "Người nhận nộp hộ: Nông Thị Lan",
        "Tổ công nghệ số cộng đồng thôn Bản Chu",
        "Giấy chứng sinh",
        "2 tệp",
    ] {
        assert!(said.contains(part), "{part} is not in {said}");
    }
}

#[test]
fn note_is_no_form_of_the_state() {
    for paper in notes() {
        let said = Printed::new(&receipt(&paper, Size::A4).unwrap()).text();

        assert!(!said.contains("CỘNG HÒA XÃ HỘI"), "{said}");
        assert!(said.contains("không phải là giấy tiếp nhận của cơ quan nhà nước"), "{said}");
    }
}
