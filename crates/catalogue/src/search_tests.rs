use crate::testing::{BIRTH, DEATH, Package, STATUS};
use crate::{Catalogue, Procedure};

fn first(catalogue: &Catalogue, query: &str) -> String {
    let found = catalogue.search(query, 5);
    found.first().map(|one| one.code().to_string()).unwrap_or_default()
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
fn marks_decide_when_they_are_typed() {
    let catalogue = Package::shipped().read().unwrap();

    let found = catalogue.search("khai tử", 50);
    let names: Vec<_> = found.iter().map(|one| one.name().in_("vi").to_lowercase()).collect();
    let last_with = names.iter().rposition(|name| name.contains("khai tử")).unwrap();
    let first_without = names.iter().position(|name| !name.contains("khai tử"));
    assert!(first_without.is_none_or(|place| place > last_with), "exact marks first: {names:?}");
}

#[test]
fn own_form_comes_first_when_nothing_is_asked() {
    let catalogue = Package::shipped().read().unwrap();

    let found = catalogue.search("", 4);
    assert!(found.iter().take(3).all(|one| one.has_form()), "the three that can be typed in full");
    assert_eq!(found.len(), 4, "no more than wanted");
    assert_eq!(catalogue.search("  ", 0).len(), 0);
}

#[test]
fn nothing_is_found_when_nothing_fits() {
    let catalogue = Package::shipped().read().unwrap();

    for query in ["xyzzy", "9.999999", "khai sinh xyzzy"] {
        assert!(catalogue.search(query, 5).is_empty(), "{query}");
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
