//! A declaration as it comes out of the printer, to be signed.

use catalogue::SheetSigner;
use print::{Declaration, Letterhead, Size, declaration};
use unicode_normalization::is_nfc;

use crate::papers::{LONG_NAME, PROVISIONAL, a_declaration, a_letterhead, a_sheet};
use crate::read_back::Printed;

fn printed(children: usize, size: Size) -> Printed {
    let (sheet, letterhead) = (a_sheet(children), a_letterhead());
    Printed::new(&declaration(&a_declaration(&sheet, &letterhead), size).unwrap())
}

#[test]
fn declaration_gives_back_what_it_says() {
    for size in [Size::A4, Size::A5] {
        let said = printed(1, size).text();

        assert!(is_nfc(&said));
        for part in [
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc",
            "TỜ KHAI ĐĂNG KÝ KHAI SINH",
            "Kính gửi: Ủy ban nhân dân xã Lộc Bình",
            "Họ, chữ đệm, tên người yêu cầu: Hoàng Thị Mỷ Châu Pha Nhi Ksor H'Bia",
            "Giới tính: Nam",
            "Quê quán:",
            "Tôi cam đoan nội dung khai trên đây là đúng sự thật",
            "Lộc Bình, ngày 21 tháng 11 năm 2026 NGƯỜI YÊU CẦU",
        ] {
            assert!(said.contains(part), "{part} is not in {said}");
        }
        assert!(said.matches(LONG_NAME).count() >= 2, "in its field and under the signature");
        assert!(
            said.ends_with(&format!("Mã: {PROVISIONAL}")),
            "the code stands in the foot: {said}"
        );
    }
}

#[test]
fn signature_stands_with_the_last_words_when_there_are_many_pages() {
    for children in 1..9 {
        for size in [Size::A4, Size::A5] {
            let printed = printed(children, size);
            let last = printed.text_of(printed.pages, printed.pages);

            let words = last.find("cam đoan của mình.").expect("the last words");
            let signed = last.find("NGƯỜI YÊU CẦU").expect("the signature");
            assert!(words < signed, "{size}, {children}");
        }
    }
}

#[test]
fn declaration_is_made_when_nothing_is_known_of_agency_and_signer() {
    let (sheet, letterhead) = (a_sheet(1), Letterhead::default());
    let bare = Declaration { signer: "", ..a_declaration(&sheet, &letterhead) };

    let said = Printed::new(&declaration(&bare, Size::A4).unwrap()).text();

    assert!(said.contains("Kính gửi:") && said.contains(", ngày 21 tháng 11 năm 2026"), "{said}");
}

#[test]
fn declaration_is_addressed_and_signed_as_its_form_says() {
    let signer = |title: &str, name: Option<&str>| SheetSigner {
        title: title.into(),
        name: name.map(Into::into),
    };
    let by = |signers: Vec<SheetSigner>| {
        let mut sheet = a_sheet(1);
        sheet.addressed = Some("Cơ quan đăng ký kinh doanh cấp xã".to_owned());
        sheet.signers = signers;
        let letterhead = a_letterhead();
        Printed::new(&declaration(&a_declaration(&sheet, &letterhead), Size::A4).unwrap()).text()
    };

    let one = by(vec![signer("CHỦ HỘ KINH DOANH", Some("Nông Thị Bưởi"))]);
    let two = by(vec![signer("BÊN NỮ", None), signer("BÊN NAM", Some("Vi Văn Quân"))]);

    assert!(one.contains("Kính gửi: Cơ quan đăng ký kinh doanh cấp xã"), "{one}");
    assert!(one.contains("CHỦ HỘ KINH DOANH") && one.contains("Nông Thị Bưởi"), "{one}");
    for said in [&one, &two] {
        assert!(!said.contains("NGƯỜI YÊU CẦU"), "somebody else signs: {said}");
        assert!(!said.contains("Ủy ban nhân dân xã Lộc Bình"), "another agency: {said}");
        assert_eq!(said.matches(LONG_NAME).count(), 1, "not under the signature: {said}");
    }
    assert!(two.contains("BÊN NỮ") && two.contains("BÊN NAM") && two.contains("Vi Văn Quân"));
}

#[test]
fn file_names_the_form_and_the_code_and_no_person() {
    let about = printed(1, Size::A4).about();

    assert!(about.contains(PROVISIONAL) && about.contains("Tờ khai"), "{about}");
    assert!(!about.contains("Hoàng") && !about.contains("CreationDate"), "{about}");
}
