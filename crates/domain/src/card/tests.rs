use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::home::{Found, Home};
use super::*;
use crate::address::Units;

/// Nobody's: the number is of a province that was merged away.
const CHIP: &str = "020190000123|123456789|Nguyễn Thị Mẫu|02031990|Nữ|Thôn 2, Xã Mẫu, Huyện Mẫu, Tỉnh Mẫu|10102021";

fn read(text: &str) -> Card {
    Card::read(text).unwrap()
}

fn said(words: Option<&Words>) -> &str {
    words.and_then(|words| words.meant.as_ref()).map_or("", Line::as_str)
}

fn doubts(words: Option<&Words>) -> Vec<Doubt> {
    words.map(|words| words.doubts.clone()).unwrap_or_default()
}

fn extras(card: &Card) -> Vec<&str> {
    card.extras.iter().map(Line::as_str).collect()
}

fn with_name(name: &str) -> Card {
    read(&CHIP.replace("Nguyễn Thị Mẫu", name))
}

#[test]
fn card_of_2021_is_read_field_by_field() {
    let card = read(CHIP);

    assert_eq!(card.order, Order::Known);
    assert_eq!(card.number.as_str(), "020190000123");
    assert_eq!(card.old_number.as_ref().map(OldNine::as_str), Some("123456789"));
    assert_eq!(said(card.name.as_ref()), "Nguyễn Thị Mẫu");
    assert_eq!(card.birth.map(|date| date.iso()), Some("1990-03-02".to_owned()));
    assert_eq!(card.sex, Some(Sex::Female));
    assert_eq!(said(card.residence.as_ref()), "Thôn 2, Xã Mẫu, Huyện Mẫu, Tỉnh Mẫu");
    assert_eq!(card.issued.map(|date| date.iso()), Some("2021-10-10".to_owned()));
    assert!(card.is_sure() && card.extras.is_empty(), "nothing is left to be asked");
}

#[test]
fn card_without_an_old_number_is_read_all_the_same() {
    let card = read(&CHIP.replace("123456789", ""));

    assert_eq!((card.old_number, card.order), (None, Order::Known));
}

#[test]
fn number_that_contradicts_the_card_warns_and_hinders_nothing() {
    let card = read("020090000123||Vi Văn Mẫu|15011991|Nữ|Thôn 1, Xã Mẫu|15012022");
    let codes: Vec<_> = card.disagreements().iter().map(Disagreement::code).collect();

    assert_eq!(codes, ["number-other-birth-year", "number-other-sex"]);
    assert_eq!(card.birth.map(|date| date.year()), Some(1991), "the card is taken as it is");
}

#[test]
fn further_fields_are_kept_and_make_the_names_a_question() {
    let card = read(&format!("{CHIP}|020190000999|Nguyễn Văn Cha|Lò Thị Mẹ"));

    assert_eq!(card.order, Order::ByShape);
    assert_eq!(extras(&card), ["020190000999", "Nguyễn Văn Cha", "Lò Thị Mẹ"]);
    assert_eq!(said(card.name.as_ref()), "Nguyễn Thị Mẫu");
    assert_eq!(doubts(card.name.as_ref()), [Doubt::Place]);
    assert!(!card.is_sure());
}

#[test]
fn other_order_is_read_by_shape() {
    let card =
        read("020190000123|Nguyễn Thị Mẫu|02031990|Nữ|Thôn 1, xã Mẫu, tỉnh Mẫu|10102024|123456789");

    assert_eq!(card.order, Order::ByShape);
    assert_eq!(said(card.name.as_ref()), "Nguyễn Thị Mẫu");
    assert_eq!(card.birth.map(|date| date.iso()), Some("1990-03-02".to_owned()));
    assert_eq!(card.issued.map(|date| date.iso()), Some("2024-10-10".to_owned()));
    assert_eq!(card.sex, Some(Sex::Female));
    assert_eq!(card.old_number.as_ref().map(OldNine::as_str), Some("123456789"));
    assert!(extras(&card).is_empty() && !card.is_sure(), "all placed, but to be confirmed");
}

#[test]
fn nobody_guesses_which_of_three_names_is_the_childs() {
    let card = read(
        "020324000123|Nguyễn Văn Cha|Nguyễn Thị Con|Lò Thị Mẹ|02032024|Nữ|Thôn 1, xã Mẫu|10102025",
    );

    assert_eq!(card.name, None);
    assert_eq!(extras(&card), ["Nguyễn Văn Cha", "Nguyễn Thị Con", "Lò Thị Mẹ"]);
}

#[test]
fn day_is_not_taken_for_a_birth_when_the_number_does_not_say_so() {
    let card = read("020190000123|Nguyễn Thị Mẫu|02031991|Nữ|Thôn 1, xã Mẫu|10102024|x");

    assert_eq!((card.birth, card.issued), (None, None));
    assert_eq!(extras(&card), ["02031991", "10102024", "x"]);
}

#[test]
fn reader_may_end_with_a_key_or_name_the_kind_of_code() {
    for text in [
        format!("{CHIP}\r\n"),
        format!("{CHIP}\t"),
        format!("\u{feff}{CHIP}\n"),
        format!("]Q3{CHIP}"),
        format!("ưQ1{CHIP}"),
        CHIP.nfd().collect(),
        CHIP.replace("Thôn 2, ", "Thôn 2,\n"),
    ] {
        assert_eq!(read(&text), read(CHIP), "{text:?}");
    }
}

#[test]
fn scan_that_came_twice_is_one_card_and_two_cards_are_none() {
    let other = CHIP.replace("020190000123", "020190000999");

    for between in ["", "\n", "\t\r\n"] {
        assert_eq!(read(&format!("{CHIP}{between}{CHIP}")), read(CHIP), "{between:?}");
        let both = Card::read(&format!("{CHIP}{between}{other}"));
        assert_eq!(both, Err(NotACard::TwoCards), "{between:?}");
    }
}

#[test]
fn other_sign_between_the_fields_is_understood_and_makes_the_words_a_question() {
    for sign in ["~", "¦", "µ", "}", "｜"] {
        let card = read(&CHIP.replace('|', sign));

        assert_eq!(card.birth, read(CHIP).birth, "{sign}");
        assert_eq!(doubts(card.name.as_ref()), [Doubt::Keyboard], "{sign}");
    }
    assert!(read(&CHIP.replace('|', "\t")).is_sure(), "a table was pasted");
}

#[test]
fn name_without_marks_is_a_question() {
    let card = with_name("Nguyen Thi Mau");

    assert_eq!(said(card.name.as_ref()), "Nguyen Thi Mau");
    assert_eq!(doubts(card.name.as_ref()), [Doubt::NoMarks]);
}

#[test]
fn keys_of_telex_and_vni_are_undone_and_asked_about() {
    let rows = [
        ("Nguyeenx Thij Maauf", "Nguyễn Thị Mầu"),
        ("Nguyeexn Thi Maaux", "Nguyễn Thi Mẫu"),
        ("Ddoaanf Truowngf", "Đoần Trường"),
        ("Nguye64n Thi5 Ma64u", "Nguyễn Thị Mẫu"),
        ("Nguye6n4 Thi5 Ho2a", "Nguyễn Thị Hòa"),
        ("D9o64 Thi5 Hu7o7ng", "Đỗ Thị Hương"),
        ("D9a85ng Quy2nh Hoa2n", "Đặng Quỳnh Hoàn"),
    ];

    for (typed, meant) in rows {
        let card = with_name(typed);
        assert_eq!(said(card.name.as_ref()), meant, "{typed}");
        assert!(doubts(card.name.as_ref()).contains(&Doubt::InputMethod), "{typed}");
    }
}

#[test]
fn sex_is_read_however_its_marks_arrived() {
    for (typed, sex) in [
        ("Nữ", Some(Sex::Female)),
        ("Nu", Some(Sex::Female)),
        ("nỮ", Some(Sex::Female)),
        ("Nuwx", Some(Sex::Female)),
        ("Nu74", Some(Sex::Female)),
        ("nAM", Some(Sex::Male)),
    ] {
        assert_eq!(read(&CHIP.replace("Nữ", typed)).sex, sex, "{typed}");
    }
}

#[test]
fn tone_on_what_is_no_vietnamese_syllable_is_a_question() {
    assert_eq!(doubts(with_name("Kỏs Krỏ Mẫu").name.as_ref()), [Doubt::InputMethod]);
    for name in ["H'Niê Ênuôl", "Krông Đắk", "Nghiêm Quỳnh Trâm", "Giàng A Pháo", "Y Thủy Byă"]
    {
        assert_eq!(doubts(with_name(name).name.as_ref()), [], "{name} is a name");
    }
}

#[test]
fn caps_lock_is_turned_back() {
    let card = with_name("nGUYỄN tHỊ mẪU");

    assert_eq!(said(card.name.as_ref()), "Nguyễn Thị Mẫu");
    assert_eq!(said(with_name("NGUYỄN THỊ MẪU").name.as_ref()), "Nguyễn Thị Mẫu");
}

#[test]
fn utf8_that_was_shown_byte_by_byte_is_put_together_again() {
    let shown: String = CHIP.bytes().map(char::from).collect();

    assert_eq!(read(&shown), read(CHIP), "there is only one way back");
}

#[test]
fn letters_of_another_encoding_are_said_and_not_guessed() {
    for garbled in ["NguyÔn V¨n MÉu", "Nguy?n V?n A", "Nguy\u{fffd}n Văn A"] {
        let card = with_name(garbled);
        let name = card.name.unwrap();

        assert_eq!((name.raw.as_str(), name.meant), (garbled, None));
        assert!(name.doubts.contains(&Doubt::Garbled), "{garbled}");
    }
    let bytes = [b"020190000123||Nguy\xd4n V|02031990|Nam|A, B|10102021".as_slice()].concat();
    assert!(doubts(Card::read_bytes(&bytes).unwrap().name.as_ref()).contains(&Doubt::Garbled));
}

#[test]
fn other_codes_are_called_what_they_are() {
    let rows = [
        ("", NotACard::Empty),
        (" \r\n\t", NotACard::Empty),
        ("00020101021138540010A00000072701240006970436", NotACard::Payment),
        ("https://dichvucong.gov.vn/a|b", NotACard::Link),
        ("BEGIN:VCARD\nFN:A\nEND:VCARD", NotACard::Contact),
        ("WIFI:T:WPA;S:a;P:b;;", NotACard::Network),
        ("LS07-261121-000000-D", NotACard::Dossier),
        ("000.00.06.H56-231027-0361", NotACard::Dossier),
        ("IDVNM1900001236020190000123<<8", NotACard::MachineLines),
        ("020190000123", NotACard::OnlyANumber),
        ("8934588012345", NotACard::OnlyANumber),
        ("020190000123|123456789|Nguyễn Thị Mẫu", NotACard::CutShort),
        ("Nguyễn Thị Mẫu", NotACard::Unknown),
        ("a|b|c|d|e|f|g|h", NotACard::Unknown),
    ];

    for (text, reason) in rows {
        assert_eq!(Card::read(text), Err(reason), "{text}");
    }
    let no_province = CHIP.replace("020190000123", "003190000123");
    assert_eq!(Card::read(&no_province).map_err(NotACard::code), Err("card-number"));
    assert_eq!(Card::read(&CHIP.repeat(100)), Err(NotACard::TooLong));
}

#[test]
fn debug_shows_nothing_of_a_card() {
    let card = read(CHIP);

    assert_eq!(format!("{card:?} {:?}", card.name), "Card(Known, …) Some(Words([], …))");
}

fn units() -> Units {
    let units =
        Units::parse(include_bytes!("../../../../assets/catalogue/units/units.csv")).unwrap();
    units.with_old(include_bytes!("../../../../assets/catalogue/units/old_communes.csv")).unwrap()
}

fn codes(commune: &Found<'_>) -> Vec<String> {
    match commune {
        Found::One(one) => vec![one.code.to_string()],
        Found::Several { choices, .. } => choices.iter().map(|one| one.code.to_string()).collect(),
        Found::None => Vec::new(),
    }
}

#[test]
fn address_of_before_is_translated_into_todays_commune() {
    let units = units();
    let at = |text: &str| Home::of(&Line::new(text), &units);

    let moved = at("Thôn 1, Xã Thống Nhất, Huyện Lộc Bình, Tỉnh Lạng Sơn");
    assert_eq!(codes(&moved.commune), ["06577"]);
    assert_eq!(moved.detail.as_str(), "Thôn 1");
    assert_eq!(moved.was.unwrap().as_str(), "Xã Thống Nhất, Huyện Lộc Bình, Tỉnh Lạng Sơn");

    let today = at("Thôn 1, Tổ 2, xã Thống Nhất, tỉnh Lạng Sơn");
    assert_eq!((codes(&today.commune), today.was), (vec!["06577".to_owned()], None));
    assert_eq!(today.detail.as_str(), "Thôn 1, Tổ 2");

    let bare = at("Thống Nhất, Lạng Sơn");
    assert_eq!((codes(&bare.commune), bare.detail.is_empty()), (vec!["06577".to_owned()], true));
}

#[test]
fn address_is_found_by_the_names_of_the_day_on_which_the_card_was_made() {
    let units = units();

    let said = ["Thống Nhất, Tỉnh Đồng Nai", "xã Thống Nhất, thành phố Đồng Nai"];

    for text in said {
        let home = Home::of(&Line::new(text), &units);
        assert_eq!(codes(&home.commune), ["26299"], "Đồng Nai was a tỉnh until 29/04/2026: {text}");
    }
}

#[test]
fn divided_commune_is_a_question_and_an_unknown_one_is_left_alone() {
    let units = units();
    let at = |text: &str| Home::of(&Line::new(text), &units);

    let divided = at("Xóm 3, Xã Đặng Xá, Huyện Gia Lâm, Thành phố Hà Nội");
    assert!(codes(&divided.commune).len() > 1, "it was divided");
    assert_eq!(divided.detail.as_str(), "Xóm 3");

    let unknown = at("Thôn 2, Xã Mẫu, Huyện Mẫu, Tỉnh Mẫu");
    assert_eq!(unknown.commune, Found::None);
    assert_eq!(unknown.detail.as_str(), "Thôn 2, Xã Mẫu, Huyện Mẫu, Tỉnh Mẫu", "nothing is lost");
}

/// Anything, and things that look a little like a card.
fn scanned() -> impl Strategy<Value = String> {
    let field = prop_oneof![
        "[0-9]{0,20}",
        "[a-zA-ZđăâêôơưĐáàảãạ .,'0-9]{0,20}",
        any::<String>(),
        Just("020190000123".to_owned()),
        Just("02031990".to_owned()),
        Just("Nữ".to_owned()),
    ];
    let fields = prop::collection::vec(field, 0..16);
    prop_oneof![
        any::<String>(),
        fields.prop_map(|fields| format!("020190000123|{}", fields.join("|"))),
    ]
}

proptest! {
    #[test]
    fn reading_never_fails_in_another_way_and_drops_no_field(text in scanned()) {
        let _ = Card::read_bytes(text.as_bytes());
        let Ok(card) = Card::read(&text) else { return Ok(()) };

        let raw = card.raw.as_str();
        for extra in &card.extras {
            prop_assert!(raw.contains(extra.as_str()), "what is left over was there");
        }
        prop_assert!(!card.is_sure() || card.extras.is_empty());
    }
}
