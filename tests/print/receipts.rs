//! What a receipt says, read back from its file.

use print::{Promise, Receipt, Registered, Size, receipt};
use unicode_normalization::is_nfc;

use crate::papers::{
    LONG_NAME, LONG_ORGANISATION, OFFICIAL, PROVISIONAL, a_bare, a_long, a_note, a_receipt,
    a_reprint, an_organisations, long_title,
};
use crate::read_back::Printed;

const SIZES: [Size; 2] = [Size::A4, Size::A5];

fn text(paper: &Receipt, size: Size) -> String {
    Printed::new(&receipt(paper, size).unwrap()).text()
}

/// Everything that was taken down and stands on the paper.
fn values(paper: &Receipt) -> Vec<String> {
    let from = &paper.letterhead;
    let mut values = vec![from.superior.to_uppercase(), from.agency.to_uppercase()];
    let plain = [&from.place, &from.lookup, &from.phone, &paper.desk, &paper.clerk, &paper.channel];
    values.extend(plain.map(Clone::clone));
    for person in [Some(&paper.submitter), paper.owner.as_ref()].into_iter().flatten() {
        values.extend([person.name.clone(), person.address.clone()]);
    }
    values.extend([paper.submitter.number.clone(), paper.submitter.phone.clone()]);
    let rest = [&paper.request, &paper.procedure_name, &paper.procedure_code, &paper.time];
    values.extend(rest.map(Clone::clone));
    values.extend([paper.fee.clone(), paper.result.clone(), paper.provisional_code.clone()]);
    values.extend(paper.official_code.clone());
    values.extend(paper.filed.iter().map(|filed| filed.name.clone()));
    values
}

#[test]
fn receipt_gives_back_every_value_in_composed_letters() {
    for size in SIZES {
        for paper in [a_receipt(), a_reprint(), a_bare(), a_long(&long_title(), 5)] {
            let said = text(&paper, size);

            assert!(is_nfc(&said));
            for value in values(&paper) {
                assert!(said.contains(&value), "{size}: {value} is not in {said}");
            }
        }
    }
}

#[test]
fn receipt_gives_back_composed_letters_when_they_were_typed_apart() {
    use unicode_normalization::UnicodeNormalization;
    let mut paper = a_receipt();
    paper.submitter.name = LONG_NAME.nfd().collect();

    assert!(text(&paper, Size::A5).contains(LONG_NAME));
}

#[test]
fn organisation_stands_whole_on_the_paper_with_its_number_by_its_own_name() {
    let rows = [
        (Registered::TaxCode, "0314409058-002", "Mã số doanh nghiệp (mã số thuế): 0314409058-002"),
        (Registered::AgencyCode, "H37.1.2", "Mã định danh cơ quan: H37.1.2"),
        (Registered::Decision, "12/QĐ-UBND", "Quyết định thành lập số: 12/QĐ-UBND"),
        (Registered::Nothing, "chưa có (hội)", "Mã số tổ chức: chưa có (hội)"),
    ];
    for size in SIZES {
        for (registered, number, said) in rows {
            let paper = an_organisations(registered, number);
            for paper in [paper.clone(), Receipt { owner: paper.owner, ..a_note() }] {
                let text = text(&paper, size);

                assert!(
                    text.contains(&format!("Chủ hồ sơ (tổ chức): {LONG_ORGANISATION}")),
                    "{text}"
                );
                assert!(text.contains(said), "{said}: {text}");
                assert!(text.contains("Địa chỉ trụ sở: số 1, đường 19/5, xã Lộc Bình"), "{text}");
                assert!(text.contains("Người đại diện: Hoàng Văn Páo, Giám đốc"), "{text}");
                assert!(text.contains("Vi Thị Hoa"), "who hands in is a human being: {text}");
            }
        }
    }
}

#[test]
fn title_of_919_letters_stands_whole_on_the_paper() {
    let title = long_title();
    assert_eq!(title.chars().count(), 919);

    for size in SIZES {
        assert!(text(&a_long(&title, 1), size).contains(&title), "{size}");
    }
}

#[test]
fn day_is_only_expected_when_the_agency_has_not_received_the_dossier() {
    for size in SIZES {
        let said = text(&a_receipt(), size);

        assert!(said.contains("Cơ quan có thẩm quyền chưa nhận được hồ sơ này."));
        assert!(said.contains(&format!("Mã tạm của quầy {PROVISIONAL}")));
        assert!(said.contains(
            "5. Ngày trả kết quả dự kiến: 23/11/2026; thời hạn tính từ khi hồ sơ được tiếp nhận"
        ));
        assert!(!said.contains("Thời gian trả kết quả giải quyết"), "nobody has promised a day");
    }
}

#[test]
fn reprint_says_which_code_it_replaces_when_the_agency_has_given_its_own() {
    for size in SIZES {
        let said = text(&a_reprint(), size);

        assert!(said.contains(&format!("Mã hồ sơ {OFFICIAL}")));
        assert!(said.contains(&format!("đã in với mã tạm của quầy: {PROVISIONAL}")));
        assert!(
            said.contains("5. Thời gian trả kết quả giải quyết hồ sơ: 16 giờ, ngày 23/11/2026")
        );
        assert!(said.contains("tiếp nhận lúc 08 giờ 05 phút, ngày 23 tháng 11 năm 2026"));
        assert!(said.contains("In lại lúc 09:10 ngày 23/11/2026"));
        assert!(!said.contains("chưa nhận được") && !said.contains("dự kiến"));
    }
}

#[test]
fn reason_stands_behind_the_day_when_the_day_is_uncertain() {
    let said = text(&a_long("Đăng ký khai tử", 1), Size::A4);

    assert!(said.contains("được tiếp nhận (lịch nghỉ năm 2027 chưa công bố, ngày này là dự kiến)"));
}

#[test]
fn receipt_says_honestly_what_is_not_known() {
    let said = text(&a_bare(), Size::A5);

    assert!(said.contains("3. Thời gian giải quyết hồ sơ theo quy định: chưa rõ"));
    assert!(said.contains("Chưa rõ ngày trả kết quả"));
    let told = Promise::Unknown { said: "Chưa có thời hạn trong danh mục.".to_owned() };
    let said = text(&Receipt { promise: told, ..a_bare() }, Size::A5);
    assert!(said.contains("Chưa có thời hạn trong danh mục."));
}

#[test]
fn receipt_claims_no_circular() {
    for paper in [a_receipt(), a_reprint()] {
        let said = text(&paper, Size::A4);

        assert!(!said.contains("Ban hành kèm theo") && !said.contains("Thông tư"));
    }
}

#[test]
fn file_names_the_form_and_the_code_and_no_person() {
    let about = Printed::new(&receipt(&a_receipt(), Size::A5).unwrap()).about();

    assert!(about.contains(PROVISIONAL) && about.contains("GIẤY TIẾP NHẬN HỒ SƠ"));
    for name in ["Vi Thị Hoa", "Vi Minh Khôi", "Nông Văn Bình", "CreationDate", "ModDate"] {
        assert!(!about.contains(name), "{name}");
    }
}
