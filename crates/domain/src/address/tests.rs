use std::sync::LazyLock;

use serde_json::json;

use super::*;

const UNITS: &[u8] = include_bytes!("../../../../assets/catalogue/units/units.csv");
const OLD: &[u8] = include_bytes!("../../../../assets/catalogue/units/old_communes.csv");

pub(super) static SHIPPED: LazyLock<Units> =
    LazyLock::new(|| Units::parse(UNITS).unwrap().with_old(OLD).unwrap());

pub(super) fn day(text: &str) -> NaiveDate {
    NaiveDate::parse_from_str(text, "%d/%m/%Y").unwrap()
}

fn commune(code: &str) -> &'static Commune {
    SHIPPED.commune(CommuneCode::parse(code).unwrap()).unwrap()
}

fn province(code: &str) -> ProvinceCode {
    ProvinceCode::parse(code).unwrap()
}

fn now(code: &str) -> Successor<'static> {
    SHIPPED.now(OldCommuneCode::parse(code).unwrap())
}

/// Codes and names that a search for an old address finds.
fn found_old(ward: &str, district: &str, province: &str) -> Vec<String> {
    let found = SHIPPED.find_old(ward, district, province);
    found.iter().map(|old| format!("{}, {}", old.ward, old.district())).collect()
}

#[test]
fn shipped_list_is_whole() {
    let units = &*SHIPPED;
    let kinds = |kind| {
        let names = units.communes.values().map(|commune| commune.name_on(day("01/07/2025")));
        names.filter(|name| name.kind == kind).count()
    };

    assert_eq!(units.provinces().count(), 34, "provinces since July 2025");
    assert_eq!(units.communes.len(), 3321, "communes since July 2025");
    assert_eq!(kinds(UnitKind::Commune), 2621, "xã");
    assert_eq!(kinds(UnitKind::Ward), 687, "phường");
    assert_eq!(kinds(UnitKind::SpecialZone), 13, "đặc khu");
    assert_eq!(units.communes_of(province("20")).count(), 65, "communes of Lạng Sơn");
}

#[test]
fn province_has_the_name_of_the_day() {
    let rows = [
        ("75", "01/07/2025", "tỉnh Đồng Nai"),
        ("75", "29/04/2026", "tỉnh Đồng Nai"),
        ("75", "30/04/2026", "thành phố Đồng Nai"),
        ("22", "31/08/2026", "tỉnh Quảng Ninh"),
        ("22", "01/09/2026", "thành phố Quảng Ninh"),
        ("24", "21/11/2026", "tỉnh Bắc Ninh"),
        ("01", "21/11/2026", "thành phố Hà Nội"),
        ("20", "01/01/1990", "tỉnh Lạng Sơn"),
    ];

    for (code, date, name) in rows {
        let province = SHIPPED.province(province(code)).unwrap();
        assert_eq!(province.name_on(day(date)).full(), name, "{code} on {date}");
    }
}

#[test]
fn name_says_how_sure_it_is_and_where_it_was_seen() {
    let dong_nai = SHIPPED.province(province("75")).unwrap();

    let first = dong_nai.name_on(day("01/07/2025"));
    let later = dong_nai.name_on(day("21/11/2026"));

    assert_eq!((first.sureness, later.sureness), (Sureness::Checked, Sureness::Cited), "marked");
    let source = SHIPPED.source(&later.source).unwrap();
    assert!(source.contains("30/2026/QH16"), "the source is named: {source}");
}

#[test]
fn old_commune_tells_what_has_become_of_it() {
    assert_eq!(
        now("00004"),
        Successor::One(commune("00004")),
        "Trúc Bạch gave its code to Ba Đình"
    );
    assert_eq!(now("00001"), Successor::One(commune("00097")), "Phúc Xá went into Hồng Hà");
    assert_eq!(
        now("00007"),
        Successor::Several {
            choices: vec![commune("00008"), commune("00025")],
            suggested: Some(commune("00008")),
        },
        "Cống Vị was divided"
    );
    assert_eq!(now("99999"), Successor::NotInList, "no such commune");
}

#[test]
fn old_commune_is_the_same_when_code_and_name_are() {
    let same = SHIPPED.find_old("Xã Yên Viên", "Huyện Gia Lâm", "Hà Nội");
    let unchanged = SHIPPED.communes.values().filter(|commune| {
        OldCommuneCode::parse(&commune.code.to_string())
            .is_ok_and(|old| SHIPPED.now(old) == Successor::Same(commune))
    });

    assert_eq!(unchanged.count(), 1140, "as counted in the source by code, kind and name");
    assert_eq!(same.len(), 1, "the xã, not the thị trấn beside it");
}

#[test]
fn old_commune_needs_a_person_when_only_one_list_knows_its_successor() {
    let doubtful = now("01651");

    assert_eq!(
        doubtful,
        Successor::Several { choices: vec![commune("01648")], suggested: None },
        "Mỹ Hưng: the second list does not have it"
    );
    assert_eq!(
        now("00556"),
        Successor::Several { choices: vec![commune("00562"), commune("00541")], suggested: None },
        "Đặng Xá: what one list suggests the other does not know"
    );
}

#[test]
fn old_address_is_found_as_cards_write_it() {
    let expected = ["Thị trấn Cao Lộc, Huyện Cao Lộc"];

    for (ward, district, province) in [
        ("Thị trấn Cao Lộc", "Huyện Cao Lộc", "Tỉnh Lạng Sơn"),
        ("TT. Cao Lộc", "H.Cao Lộc", "T. Lạng Sơn"),
        ("Cao Lộc", "Cao Lộc", "Lạng Sơn"),
        ("CAO LOC", "CAO LOC", "LANG SON"),
        ("thi tran cao loc", "", ""),
    ] {
        assert_eq!(found_old(ward, district, province), expected, "{ward}, {district}, {province}");
    }
}

#[test]
fn old_name_is_not_cut_when_it_begins_like_a_kind_of_unit() {
    let phuong_liet = ["Phường Phương Liệt, Quận Thanh Xuân"];
    let quan_hanh = ["Thị trấn Quán Hành, Huyện Nghi Lộc"];

    for ward in ["Phương Liệt", "phuong liet", "Phường Phương Liệt", "P. Phương Liệt"]
    {
        assert_eq!(found_old(ward, "Thanh Xuân", "Hà Nội"), phuong_liet, "{ward}");
    }
    for ward in ["Quán Hành", "quan hanh", "TT Quán Hành"] {
        assert_eq!(found_old(ward, "Nghi Lộc", "Nghệ An"), quan_hanh, "{ward}");
    }
}

#[test]
fn old_address_gives_all_that_fit_when_it_does_not_tell_them_apart() {
    let both = found_old("Yên Viên", "Gia Lâm", "Hà Nội");
    let several = found_old("Thống Nhất", "", "");

    assert_eq!(both.len(), 2, "a thị trấn and a xã of one name: {both:?}");
    assert!(several.len() > 2, "there are many in the country: {several:?}");
    assert!(found_old("Thống Nhất", "Cao Lộc", "Lạng Sơn").is_empty(), "none in that district");
}

#[test]
fn island_district_is_found_though_it_had_no_communes() {
    let found = SHIPPED.find_old("", "Huyện Lý Sơn", "Quảng Ngãi");

    let successors: Vec<_> = found.iter().map(|old| SHIPPED.successor_of(old)).collect();
    let expected = Successor::Several { choices: vec![commune("21548")], suggested: None };
    assert_eq!(successors, [expected], "đặc khu Lý Sơn, to be confirmed");
}

#[test]
fn address_is_one_line_as_on_papers_of_the_day() {
    let at_home = Address {
        commune: Some(CommuneCode::parse("06577").unwrap()),
        detail: Line::new("Thôn 1"),
        abroad: None,
    };
    let renamed =
        Address { commune: Some(CommuneCode::parse("26299").unwrap()), ..Address::default() };
    let abroad = Address { abroad: Some(Line::new("Berlin, Đức")), ..Address::default() };
    let unlisted =
        Address { commune: Some(CommuneCode::parse("99999").unwrap()), ..at_home.clone() };
    let line = |address: &Address, date| address.one_line(&SHIPPED, day(date));

    assert_eq!(line(&at_home, "21/11/2026"), "Thôn 1, xã Thống Nhất, tỉnh Lạng Sơn");
    assert_eq!(line(&renamed, "01/01/2026"), "xã Thống Nhất, tỉnh Đồng Nai");
    assert_eq!(line(&renamed, "21/11/2026"), "xã Thống Nhất, thành phố Đồng Nai");
    assert_eq!(line(&abroad, "21/11/2026"), "Berlin, Đức");
    assert_eq!(line(&unlisted, "21/11/2026"), "Thôn 1, 99999", "a code is better than a gap");
    assert!(Address::default().is_empty() && !abroad.is_empty(), "an empty address says nothing");
}

#[test]
fn address_has_a_stable_form_in_json() {
    let json = json!({ "commune": "06577", "detail": "Thôn 1" });

    let address: Address = serde_json::from_value(json.clone()).unwrap();

    assert_eq!(serde_json::to_value(&address).unwrap(), json, "absent parts stay absent");
    assert!(serde_json::from_value::<Address>(json!({ "commune": "6577" })).is_err(), "5 digits");
    assert_eq!(format!("{address:?}"), "Address(…)", "a log never learns where people live");
}

#[test]
fn unit_code_is_refused_when_its_digits_are_not_whole() {
    for text in ["", "5914", "005914", "0591a", "+5914", "٠٥٩١٤"] {
        assert_eq!(CommuneCode::parse(text), Err(NotAUnitCode), "{text:?}");
    }
    assert_eq!(CommuneCode::parse("00004").unwrap().to_string(), "00004", "zeros stay");
}

#[test]
fn list_of_units_is_refused_with_its_line_when_it_makes_no_sense() {
    let head = "units,1,2026-11-21,2025-07-01,checked,s\nprovince,20,t,Lạng Sơn\n";
    let rows = [
        ("commune,20,06577,x,A\nother,1", UnitsFault::Line { line: 4 }),
        ("commune,20,06577,q,A", UnitsFault::Line { line: 3 }),
        ("commune,20,06577,x,", UnitsFault::Line { line: 3 }),
        ("commune,20,6577,x,A", UnitsFault::Line { line: 3 }),
        ("commune,21,06577,x,A", UnitsFault::NoSuchUnit { line: 3 }),
        ("commune,20,06577,x,A\ncommune,20,06577,x,B", UnitsFault::Twice { line: 4 }),
        ("rename,06577,2026-01-01,p,A,cited,s", UnitsFault::NoSuchUnit { line: 3 }),
        ("rename,20,2026-13-01,p,A,cited,s", UnitsFault::Line { line: 3 }),
        ("rename,20,2025-07-01,tp,A,cited,s", UnitsFault::Twice { line: 3 }),
        ("commune,20,06577,x,A,2027-01-01", UnitsFault::Line { line: 3 }),
        ("", UnitsFault::Empty),
    ];

    for (lines, fault) in rows {
        let file = format!("{head}{lines}");
        assert_eq!(Units::parse(file.as_bytes()), Err(fault), "{lines}");
    }
    assert_eq!(Units::parse(b""), Err(UnitsFault::Format), "an empty file");
    let undated = head.replacen("2026-11-21", "v", 1);
    assert_eq!(Units::parse(undated.as_bytes()), Err(UnitsFault::Line { line: 1 }), "no day");
    let endless = vec![b'#'; 5 << 20];
    assert_eq!(Units::parse(&endless), Err(UnitsFault::TooLong), "nobody reads on and on");
    assert_eq!(Units::parse(b"units,2,2026-11-21"), Err(UnitsFault::Format), "a newer format");
    assert_eq!(Units::parse(b"units,1,\xff"), Err(UnitsFault::Unreadable { line: 1 }), "not UTF-8");
}

#[test]
fn old_communes_that_are_read_later_are_the_same() {
    let later = Units::parse(UNITS).unwrap().with_old_later(OLD.into());

    assert_eq!(later.old_communes(), SHIPPED.old_communes());
    assert_eq!(later.old_communes().len(), 10_040, "10,035 communes and five districts without");
}

#[test]
fn list_of_old_communes_is_refused_with_its_line_when_it_makes_no_sense() {
    let units = Units::parse(UNITS).unwrap();
    let head = "old,1,2026-11-21,s\np,Tỉnh A\nd,Huyện B\n";
    let rows = [
        ("w,00001,Xã C,00004\nw,00001,Xã D,00004", UnitsFault::Twice { line: 5 }),
        ("w,00001,Xã C,99999", UnitsFault::NoSuchUnit { line: 4 }),
        ("w,00001,Xã C", UnitsFault::Line { line: 4 }),
        ("w,00001,,00004", UnitsFault::Line { line: 4 }),
        ("w,,Xã C,00004", UnitsFault::Line { line: 4 }),
        ("p,Tỉnh D\nw,00001,Xã C,00004", UnitsFault::Line { line: 5 }),
        ("x,1", UnitsFault::Line { line: 4 }),
    ];

    for (lines, fault) in rows {
        let file = format!("{head}{lines}");
        assert_eq!(units.clone().with_old(file.as_bytes()), Err(fault), "{lines}");
    }
    assert_eq!(units.with_old(UNITS), Err(UnitsFault::Format), "the other list");
}
