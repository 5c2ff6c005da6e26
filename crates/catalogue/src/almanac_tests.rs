//! The lists of places and days in a package: taken whole, or refused with the file and the line.

use domain::address::CommuneCode;
use domain::moment::Millis;

use crate::package::{
    ListChange, ListChangeKind, Package, PackageFault, PackageFiles, list_changes,
};
use crate::shipped;

const UNITS: &str = "units/units.csv";
const OLD: &str = "units/old_communes.csv";
const CALENDAR: &str = "calendar/vn.json";

fn files() -> PackageFiles {
    let own = shipped::catalogue().unwrap();
    shipped::package(&own).unwrap().files().clone()
}

/// The shipped files with one text in a file replaced, which has to be there.
fn with(mut files: PackageFiles, file: &str, text: &str, by: &str) -> PackageFiles {
    let before = String::from_utf8(files[file].clone()).unwrap();
    assert!(before.contains(text), "{text:?} in {file}");
    files.insert(file.to_owned(), before.replacen(text, by, 1).into_bytes());
    files
}

fn later(files: PackageFiles) -> PackageFiles {
    let dated = with(files, UNITS, "units,1,2026-11-21", "units,1,2027-01-10");
    with(dated, CALENDAR, "\"version\": \"2026-11-21\"", "\"version\": \"2027-01-10\"")
}

/// Where a package is refused, and by which file.
fn refusal(files: PackageFiles) -> (String, String) {
    match Package::of(files, Millis::new(0)) {
        Err(PackageFault::Catalogue(fault)) => (fault.spot(), fault.place),
        other => panic!("{other:?}"),
    }
}

#[test]
fn shipped_package_brings_the_places_and_days_of_the_program() {
    let package = shipped::package(&shipped::catalogue().unwrap()).unwrap();

    let (read, own) = (package.catalogue().unwrap(), shipped::almanac().unwrap());

    let (units, ours) = (read.almanac().units.clone().unwrap(), own.units.unwrap());
    assert_eq!(units.edition(), ours.edition());
    assert_eq!((units.provinces().count(), units.communes().count()), (34, 3_321));
    assert_eq!(units.old_communes(), ours.old_communes(), "read now and read later");
    assert_eq!(read.almanac().calendar, own.calendar);
}

#[test]
fn package_without_places_and_days_is_a_package_still() {
    let mut bare = with(files(), "package.json", "\"calendar\": \"calendar/vn.json\",", "");
    let text = String::from_utf8(bare["package.json"].clone()).unwrap();
    let mut about: serde_json::Value = serde_json::from_str(&text).unwrap();
    about.as_object_mut().unwrap().remove("units");
    bare.insert("package.json".to_owned(), about.to_string().into_bytes());

    let catalogue = Package::of(bare, Millis::new(0)).unwrap().catalogue().unwrap();

    assert!(catalogue.almanac().units.is_none() && catalogue.almanac().calendar.is_none());
}

#[test]
fn list_that_is_wrong_is_refused_with_its_file_and_line() {
    let line = |file: &str, text: &str| {
        let whole = String::from_utf8(files()[file].clone()).unwrap();
        1 + whole.split(text).next().unwrap().matches('\n').count()
    };
    let province = "province,20,t,Lạng Sơn";
    let spot = |file: &str, text: &str| format!("{file}:{}", line(file, text));

    assert_eq!(
        refusal(with(files(), UNITS, province, "province,20,?,Lạng Sơn")).0,
        spot(UNITS, province)
    );
    let ward = "w,11296,Phường Quán Toan,11602\n";
    assert_eq!(
        refusal(with(files(), OLD, ward, "w,11296,Phường Quán Toan,99999\n")).0,
        spot(OLD, ward)
    );
    let year = "{ \"year\": 2026, \"certain\": true }";
    assert_eq!(refusal(with(files(), CALENDAR, year, "{ \"year\": ?")).0, spot(CALENDAR, year));
    assert_eq!(refusal(with(files(), CALENDAR, "2026-01-02", "2026-02-30")).0, CALENDAR);
    let mut without = files();
    without.remove(OLD);
    assert_eq!(refusal(without).0, OLD);
}

#[test]
fn newer_list_may_not_leave_out_a_unit_or_a_year() {
    let commune = "commune,20,06577,x,Thống Nhất\n";
    let mut unnamed = with(later(files()), UNITS, commune, "");
    let old = String::from_utf8(unnamed[OLD].clone()).unwrap();
    let elsewhere = old.lines().map(|line| match line.splitn(4, ',').collect::<Vec<_>>()[..] {
        ["w", code, name, to] => format!("w,{code},{name},{}\n", to.replace("06577", "06565")),
        _ => format!("{line}\n"),
    });
    unnamed.insert(OLD.to_owned(), elsewhere.collect::<String>().into_bytes());

    assert_eq!(refusal(unnamed.clone()), (format!("{UNITS} (06577)"), "06577".to_owned()));
    let older = with(unnamed, UNITS, "units,1,2027-01-10", "units,1,2026-01-10");
    assert!(Package::of(older, Millis::new(0)).is_ok(), "what does not count drops nothing");
    let json = String::from_utf8(later(files())[CALENDAR].clone()).unwrap();
    let mut calendar: serde_json::Value = serde_json::from_str(&json).unwrap();
    calendar["years"] = serde_json::json!([{ "year": 2027, "certain": true }]);
    let of_2027 = |day: &&serde_json::Value| day["date"].as_str().unwrap().starts_with("2027");
    calendar["days"] =
        calendar["days"].as_array().unwrap().iter().filter(of_2027).cloned().collect();
    let mut forgetful = later(files());
    forgetful.insert(CALENDAR.to_owned(), calendar.to_string().into_bytes());
    assert_eq!(refusal(forgetful), (format!("{CALENDAR} (2026)"), "2026".to_owned()));
}

#[test]
fn calendar_without_the_hours_of_an_office_that_a_procedure_names_is_refused() {
    let nameless = with(files(), CALENDAR, "\"residence\"", "\"elsewhere\"");

    assert_eq!(refusal(nameless), ("package.json".to_owned(), "/calendar".to_owned()));
}

#[test]
fn changes_name_units_and_days() {
    let rename = "commune,20,06577,x,Thống Nhất\nrename,06577,2027-02-01,p,Lộc Mới,cited,lists\n\
                  commune,20,06599,x,Thử,2027-02-01,cited,lists\n";
    let added = r#"{"date": "2026-12-31", "kind": "holiday", "name": "Ngày thử", "certain": true, "source": "a test"},
    {"date": "2026-01-01""#;
    let files = with(later(files()), UNITS, "commune,20,06577,x,Thống Nhất\n", rename);
    let files = with(files, CALENDAR, r#"{"date": "2026-01-01""#, added);
    let files = with(
        files,
        CALENDAR,
        "\"year\": 2027, \"certain\": false",
        "\"year\": 2027, \"certain\": true",
    );
    let later = Package::of(files, Millis::new(0)).unwrap().catalogue().unwrap();
    let earlier = shipped::catalogue().unwrap();

    let found = list_changes(&earlier, &later);

    let told = |one: &ListChange| (one.code.clone(), one.kind);
    let expected = [
        ("units", ListChangeKind::Units),
        ("calendar", ListChangeKind::Calendar),
        ("06577", ListChangeKind::UnitRenamed),
        ("06599", ListChangeKind::UnitAdded),
        ("2027", ListChangeKind::YearAnnounced),
        ("2026-12-31", ListChangeKind::DayAdded),
    ];
    assert_eq!(
        found.iter().map(told).collect::<Vec<_>>(),
        expected.map(|(code, kind)| (code.to_owned(), kind))
    );
    assert_eq!(found[2].name, "phường Lộc Mới, tỉnh Lạng Sơn");
    assert_eq!(found[2].before, "xã Thống Nhất, tỉnh Lạng Sơn");
    assert_eq!(found[2].from.unwrap().to_string(), "2027-02-01");
    let code = CommuneCode::parse("06599").unwrap();
    assert!(later.almanac().units.as_ref().unwrap().commune(code).is_some());
    assert_eq!(list_changes(&later, &later), []);
}
