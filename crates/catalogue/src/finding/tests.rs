use crate::testing::{BIRTH, DEATH, Package, STATUS};
use crate::{Catalogue, Fit, Procedure};

fn first(catalogue: &Catalogue, query: &str) -> String {
    let found = catalogue.search(query, 5);
    found.first().map(|one| one.procedure.code().to_string()).unwrap_or_default()
}

#[test]
fn procedure_is_found_as_it_is_asked_for() {
    let catalogue = Package::shipped().read().unwrap();
    let rows = [
        ("khai sinh", BIRTH),
        ("Đăng ký khai sinh", BIRTH),
        ("dang ky khai sinh", BIRTH),
        ("lam giay khai sinh", BIRTH),
        ("giay khai si", BIRTH),
        ("KHAI SINH CHO CON", BIRTH),
        ("birth", BIRTH),
        ("giay doc than", STATUS),
        ("độc thân", STATUS),
        ("tinh trang hon nhan", STATUS),
        ("bao tu", DEATH),
        ("chung tu", DEATH),
        ("khai tu", DEATH),
        ("1.001193", BIRTH),
        ("001193", BIRTH),
        ("1.00119", BIRTH),
        ("1.004873", STATUS),
        (" 1.000656 ", DEATH),
    ];
    for (query, code) in rows {
        assert_eq!(first(&catalogue, query), code, "{query}");
    }
}

#[test]
fn procedure_is_found_when_it_is_spelt_by_ear() {
    let catalogue = Package::shipped().read().unwrap();
    let rows = [
        ("đăng ký dám hộ", "1.004837"),
        ("thường chú", "1.004222"),
        ("tạm chú", "1.004194"),
        ("trứng thực chữ kí", "2.000884"),
        ("khai tữ", DEATH),
        ("nuôi con luôi", "2.001263"),
        ("hiu trí xã hội", "1.014027"),
        ("hộ kinh ranh", "1.001612"),
    ];

    for (query, code) in rows {
        assert_eq!(first(&catalogue, query), code, "{query}");
    }
}

#[test]
fn procedure_is_found_when_a_key_stuck() {
    let catalogue = Package::shipped().read().unwrap();

    for query in ["dang ky khai sinhh", "ddang ky khai sinhh", "khaii sinhhh", "dangg ky khai sinh"]
    {
        assert_eq!(first(&catalogue, query), BIRTH, "{query}");
    }
    assert_eq!(first(&catalogue, "tam vanhg"), "1.003677");
}

#[test]
fn words_that_say_nothing_do_not_hide_what_is_asked_for() {
    let catalogue = Package::shipped().read().unwrap();
    let rows = [
        ("mệ tui mất rồi làm giấy chi", DEATH),
        ("ông nội của em vừa mất, cho hỏi phải làm gì ạ", DEATH),
        ("tui mần giấy cưới ở mô", "1.000894"),
        ("làm giấy mua bán xe máy ở ủy ban", "2.001035"),
        ("cho tôi hỏi giấy độc thân thì làm sao", STATUS),
    ];

    for (query, code) in rows {
        assert_eq!(first(&catalogue, query), code, "{query}");
    }
}

#[test]
fn word_of_the_street_needs_its_marks_where_without_them_it_is_another() {
    let catalogue = Package::shipped().read().unwrap();

    assert_eq!(first(&catalogue, "khai sinh ghi lộn ngày sinh"), "1.004859", "wrong in the south");
    assert_eq!(first(&catalogue, "ho tro lon chet dich"), "1.013997", "pigs");
    assert_eq!(first(&catalogue, "tam vang"), "1.003677", "nobody says yes");
}

#[test]
fn what_is_sure_stands_above_what_is_not() {
    let catalogue = Package::shipped().read().unwrap();

    for query in
        ["tro cap thanh nien xung phong", "thanh lap hop tac xa", "khai tu luu dong", "nhận con"]
    {
        let found = catalogue.search(query, 99);
        assert!(found.is_sorted_by_key(|one| one.fit), "{query}: {found:?}");
        assert!(found.iter().any(|one| one.fit == Fit::Sure), "{query}");
    }
}

#[test]
fn marks_decide_when_they_are_typed() {
    let catalogue = Package::shipped().read().unwrap();

    for typed in ["tử tuất", "lâm nghiệp", "hòa giải", "liệt sĩ"] {
        let found = catalogue.search(typed, 1);
        let one = found.first().unwrap().procedure;
        let called = format!("{} {}", one.name().in_("vi"), one.about().field).to_lowercase();
        assert!(called.contains(typed), "{typed}: {called}");
    }
    let where_to = catalogue.search("đăng ký ở đâu", 3);
    let to_stay = catalogue.search("đăng ký ở đậu", 1);
    assert!(where_to.iter().all(|one| one.fit == Fit::Perhaps), "ở đâu is not ở đậu: {where_to:?}");
    assert_eq!(to_stay.first().unwrap().procedure.code().as_str(), "1.004194");
}

#[test]
fn most_asked_procedures_come_first_when_nothing_is_asked() {
    let catalogue = Package::shipped().read().unwrap();

    for nothing in ["", "  "] {
        let found = catalogue.search(nothing, 4);
        let codes: Vec<_> = found.iter().map(|one| one.procedure.code().as_str()).collect();
        assert_eq!(codes, ["2.000815", "2.000884", BIRTH, "2.000635"], "{nothing:?}");
    }
    assert_eq!(catalogue.search("  ", 0).len(), 0);
}

#[test]
fn nothing_is_found_when_nothing_fits() {
    let catalogue = Package::shipped().read().unwrap();

    for query in ["xyzzy", "9.999999", "qqqq wwww", "?!", "!!! ???", "aaaaaaaa", "…"] {
        assert!(catalogue.search(query, 5).is_empty(), "{query}");
    }
    let found = catalogue.search("khai sinh xyzzy", 5);
    assert!(!found.is_empty() && found.iter().all(|one| one.fit == Fit::Perhaps), "{found:?}");
}

#[test]
fn who_says_it_three_times_finds_no_less() {
    let catalogue = Package::shipped().read().unwrap();

    let once = catalogue.search("khai sinh", 9).len();
    let thrice = catalogue.search("khai sinh khai sinh khai sinh", 9).len();
    assert!(thrice + 2 >= once, "{thrice} instead of {once}");
}

#[test]
fn unfinished_syllable_is_not_joined_to_the_one_before() {
    let catalogue = Package::shipped().read().unwrap();

    assert_ne!(first(&catalogue, "hộ n"), first(&catalogue, "hôn"));
    assert_eq!(first(&catalogue, "dangkykhaisinh"), BIRTH);
    assert_eq!(
        first(&catalogue, "bao hiem xa hoi mot lan"),
        first(&catalogue, "baohiemxahoimotlan")
    );
}

#[test]
fn whatever_is_typed_is_answered() {
    let catalogue = Package::shipped().read().unwrap();

    let sayings = "gcnqsdđ sao y cưới ".repeat(8);
    let long = ["khaisinh".repeat(2_000), "ab ".repeat(9_000), "\u{301}".repeat(99), sayings];
    for query in long {
        let found = catalogue.search(&query, 3);
        assert!(found.len() <= 3, "{}", query.len());
    }
}

#[test]
fn unchecked_catalogue_knows_codes_and_nothing_else() {
    let catalogue = Catalogue::unchecked(&[BIRTH, "not a code", "1.012753.H19"]);

    let codes: Vec<_> = catalogue.procedures().map(|one| one.code().to_string()).collect();
    assert_eq!(codes, [BIRTH, "1.012753.H19"]);
    assert!(catalogue.procedures().all(|one| !one.has_form() && !one.is_checked()));
    assert_eq!(first(&catalogue, "1.0127"), "1.012753.H19");
    assert_eq!(catalogue.version(), "unchecked");
    assert!(catalogue.procedure(&DEATH.parse().unwrap()).is_none(), "the rest is unknown");
    assert_eq!(catalogue.procedures().flat_map(Procedure::components).count(), 0);
}
