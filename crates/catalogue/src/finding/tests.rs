use super::syllable::syllables;
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
fn marks_decide_when_they_are_typed() {
    let catalogue = Package::shipped().read().unwrap();

    for typed in ["tử tuất", "lâm nghiệp", "hòa giải", "liệt sĩ"] {
        let found = catalogue.search(typed, 1);
        let name = found.first().map(|one| one.procedure.name().in_("vi").to_lowercase());
        let field = found.first().map(|one| one.procedure.about().field.to_lowercase());
        let is_there = |text: Option<String>| text.is_some_and(|text| text.contains(typed));
        assert!(is_there(name.clone()) || is_there(field), "{typed}: {name:?}");
    }
}

#[test]
fn most_asked_procedures_come_first_when_nothing_is_asked() {
    let catalogue = Package::shipped().read().unwrap();

    let found = catalogue.search("", 4);
    assert_eq!(found.len(), 4, "no more than wanted");
    assert!(catalogue.search("", 12).iter().any(|one| one.procedure.code().as_str() == BIRTH));
    assert_eq!(catalogue.search("  ", 0).len(), 0);
}

#[test]
fn nothing_is_found_when_nothing_fits() {
    let catalogue = Package::shipped().read().unwrap();

    for query in ["xyzzy", "9.999999", "?!", "qqqq wwww"] {
        let found = catalogue.search(query, 5);
        let is_nothing = syllables(query).is_empty();
        assert!(is_nothing || found.is_empty(), "{query}: {found:?}");
    }
    let found = catalogue.search("khai sinh xyzzy", 5);
    assert!(found.iter().all(|one| one.fit == Fit::Perhaps), "{found:?}");
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
