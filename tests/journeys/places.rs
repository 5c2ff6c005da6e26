//! Places and days come with a package: a commune gets another name, a holiday is added, and what was
//! printed before stays as it was.

use std::sync::LazyLock;

use ::catalogue::package::{Package, PackageFiles};
use desk::almanac::FoundBy;
use desk::catalogue;
use desk::catalogues;
use desk::dossiers::{self, Beginning};
use desk::offers::Standing;
use desk::packages::{self, CatalogueKey};
use desk::pages::{self, Handed};
use desk::papers::{self, Occasion, PaperForm, Size};
use desk::{DeskError, forms, gateway, submissions};
use domain::address::CommuneCode;
use domain::ids::DossierId;
use domain::moment::Millis;
use domain::text::Line;
use link::ports::Parcels;
use serde_json::{Value, json};
use testkit::clock::MORNING;
use testkit::{FakeGateway, TestDesk, a_beginning, a_desk, a_gateway, a_paper, a_world};

use crate::enrolled::{DAY_MS, does};
use crate::needles::text_of_a_pdf;

const BIRTH: &str = "1.001193";
const RESIDENCE: &str = "1.004194";
const UNITS: &str = "units/units.csv";
const CALENDAR: &str = "calendar/vn.json";
const COMMUNE: &str = "commune,20,06577,x,Thống Nhất\n";

static SHIPPED: LazyLock<PackageFiles> = LazyLock::new(|| {
    let shipped = catalogue::shipped().unwrap();
    ::catalogue::shipped::package(&shipped).unwrap().files().clone()
});

/// The program's own files with texts replaced that have to be there.
fn files(changes: &[(&str, &str, &str)]) -> PackageFiles {
    let mut files = SHIPPED.clone();
    let version = ("package.json", "\"2026.11.22-4\"", "\"2027.01.15\"");
    for (file, text, by) in changes.iter().chain([&version]) {
        let whole = String::from_utf8(files[*file].clone()).unwrap();
        assert!(whole.contains(text), "{text:?} in {file}");
        files.insert((*file).to_owned(), whole.replacen(text, by, 1).into_bytes());
    }
    files
}

fn renamed(edition: &str, from: &str) -> Vec<(&'static str, &'static str, String)> {
    let rename = format!("{COMMUNE}rename,06577,{from},p,Lộc Mới,cited,lists\n");
    vec![
        (UNITS, "units,1,2026-11-21", format!("units,1,{edition}")),
        (UNITS, COMMUNE, rename),
        (CALENDAR, "\"version\": \"2026-11-21\"", "\"version\": \"2026-11-24\"".to_owned()),
        (CALENDAR, r#"{"date": "2027-01-01""#, format!("{HOLIDAY}{}", r#"{"date": "2027-01-01""#)),
    ]
}

const HOLIDAY: &str = r#"{"date": "2026-11-26", "kind": "holiday", "name": "Ngày nghỉ thêm",
    "certain": true, "source": "a test"}, "#;

fn package(changes: &[(&str, &str, String)], gateway: &FakeGateway) -> Package {
    let changes: Vec<_> = changes.iter().map(|(file, text, by)| (*file, *text, &**by)).collect();
    let key = CatalogueKey::read(&gateway.catalogue_key()).unwrap();
    packages::build(files(&changes), Some(&key), Millis::new(0)).unwrap()
}

fn import(desk: &TestDesk, package: &Package) -> Result<catalogues::InUse, DeskError> {
    let candidate = catalogues::open(desk, &package.bytes().unwrap())?;
    catalogues::import(desk, desk.actor(), candidate)
}

/// On the morning of Monday, 23 November 2026.
fn an_enrolled_desk() -> (TestDesk, FakeGateway) {
    let desk = a_desk().in_world(a_world(1).knowing(catalogue::shipped())).opened();
    let gateway = a_gateway();
    gateway.enrol(&desk, desk.actor()).unwrap();
    (desk, gateway)
}

fn example(procedure: &str) -> Value {
    let shipped = catalogue::shipped().unwrap();
    shipped.procedure(&procedure.parse().unwrap()).unwrap().example().unwrap().clone()
}

fn begun(desk: &TestDesk, procedure: &str, form: Value) -> DossierId {
    let beginning = Beginning { procedure: procedure.parse().unwrap(), ..a_beginning(form) };
    dossiers::begin(desk, desk.actor(), beginning).unwrap().dossier
}

fn submitted(desk: &TestDesk) -> DossierId {
    let dossier = begun(desk, BIRTH, example(BIRTH));
    let papers = forms::open(desk, desk.actor(), dossier).unwrap().view.papers;
    for (number, paper) in (1..).zip(papers) {
        let (component, name) = (paper.id, Line::new("giấy"));
        let handed = Handed { component, name, bytes: &a_paper(number) };
        pages::attach(desk, desk.actor(), dossier, handed).unwrap();
    }
    submissions::submit(desk, desk.actor(), dossier).unwrap();
    dossier
}

fn paper(desk: &TestDesk, dossier: DossierId, form: PaperForm) -> String {
    let made = papers::make(desk, dossier, form, Size::A4, Occasion::Printing).unwrap();
    text_of_a_pdf(&made.bytes).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// By when a dossier that is taken in now is expected.
fn expected(desk: &TestDesk) -> String {
    let draft = begun(desk, RESIDENCE, example(RESIDENCE));
    let expected = forms::open(desk, desk.actor(), draft).unwrap().expected.unwrap();
    expected.at.date().to_string()
}

/// What the picker finds first, by its name of today, and whether it was found by that.
fn picked(desk: &TestDesk, typed: &str) -> (String, bool) {
    let (units, today) = (desk.units(), desk.reading().best().civil_date());
    let found = units.find(typed, today, 1)[0];
    (units.place_of(found.commune, today), found.by == FoundBy::Name)
}

#[test]
fn renamed_commune_and_new_holiday_count_from_their_day_and_earlier_papers_keep_theirs() {
    let (desk, gateway) = an_enrolled_desk();
    let earlier = submitted(&desk);
    assert!(paper(&desk, earlier, PaperForm::Receipt).contains("xã Thống Nhất, tỉnh Lạng Sơn"));
    desk.world.clock.set(MORNING.plus(2 * DAY_MS));
    assert_eq!(expected(&desk), "2026-11-30", "three working days after Wednesday the 25th");

    import(&desk, &package(&renamed("2026-11-24", "2026-11-24"), &gateway)).unwrap();

    let new = "phường Lộc Mới, tỉnh Lạng Sơn".to_owned();
    let desk = desk.restarted();
    assert_eq!(picked(&desk, "loc moi"), (new.clone(), true));
    assert_eq!(picked(&desk, "Thống Nhất, Lạng Sơn"), (new.clone(), false), "by its former name");
    assert_eq!(expected(&desk), "2026-12-01", "the 26th is a holiday now");
    let later = submitted(&desk);
    for form in [PaperForm::Receipt, PaperForm::Declaration] {
        let (before, after) = (paper(&desk, earlier, form), paper(&desk, later, form));
        assert!(before.contains("Thống Nhất") && !before.contains("Lộc Mới"), "{before}");
        assert!(after.contains("Lộc Mới"), "{after}");
    }
}

#[test]
fn name_that_begins_another_day_is_there_on_that_day_without_a_restart() {
    let (desk, gateway) = an_enrolled_desk();
    import(&desk, &package(&renamed("2026-11-23", "2026-11-25"), &gateway)).unwrap();

    assert_eq!(picked(&desk, "thong nhat lang son").0, "xã Thống Nhất, tỉnh Lạng Sơn");
    assert_eq!(picked(&desk, "loc moi"), ("xã Thống Nhất, tỉnh Lạng Sơn".to_owned(), false));
    desk.world.clock.set(MORNING.plus(2 * DAY_MS));
    assert_eq!(picked(&desk, "loc moi"), ("phường Lộc Mới, tỉnh Lạng Sơn".to_owned(), true));
}

#[test]
fn list_that_is_older_than_the_programs_own_does_not_count_while_the_other_one_does() {
    let (desk, gateway) = an_enrolled_desk();
    let own = desk.units().edition();

    import(&desk, &package(&renamed("2026-11-20", "2026-11-20"), &gateway)).unwrap();

    let desk = desk.restarted();
    assert_eq!(desk.catalogue().version(), "2027.01.15", "the package is in use");
    assert_eq!(desk.units().edition(), own);
    assert_eq!(picked(&desk, "thong nhat lang son").0, "xã Thống Nhất, tỉnh Lạng Sơn");
    assert_eq!(desk.calendar().edition().to_string(), "2026-11-24");
}

#[test]
fn package_without_lists_leaves_those_of_the_program_in_use() {
    let (desk, gateway) = an_enrolled_desk();
    let mut files = files(&[]);
    let mut about: Value = serde_json::from_slice(&files["package.json"]).unwrap();
    for list in ["units", "calendar"] {
        about.as_object_mut().unwrap().remove(list);
    }
    files.insert("package.json".to_owned(), about.to_string().into_bytes());
    let key = CatalogueKey::read(&gateway.catalogue_key()).unwrap();
    let bare = packages::build(files, Some(&key), Millis::new(0)).unwrap();
    let before = (desk.units(), desk.calendar());

    import(&desk, &bare).unwrap();

    assert_eq!((desk.units(), desk.calendar()), before);
}

/// A package of the gateway's, in which a commune is added.
fn with_another_commune(gateway: &FakeGateway) -> Package {
    let added = format!("{COMMUNE}commune,20,06599,x,Thử Nghiệm,2026-11-23,cited,lists\n");
    let dated = (UNITS, "units,1,2026-11-21", "units,1,2026-11-23".to_owned());
    package(&[dated, (UNITS, COMMUNE, added)], gateway)
}

#[test]
fn lists_come_by_the_road_and_what_would_lose_a_commune_is_refused_whole() {
    let (desk, gateway) = an_enrolled_desk();
    let takes = |version: &str, bytes: &[u8]| {
        let offer = FakeGateway::offer(version, bytes);
        does(&desk, &[gateway.offers(offer.clone())]);
        assert!(desk.delivery().wants_catalogue(&offer).unwrap());
        desk.delivery().keep_catalogue(&offer, &gateway.key_list(), bytes).unwrap();
    };
    takes("2027.01.15", &with_another_commune(&gateway).bytes().unwrap());
    assert_eq!(picked(&desk, "thu nghiem").0, "xã Thử Nghiệm, tỉnh Lạng Sơn");

    // The next one knows nothing of the commune, though it is of a later day.
    let next = [
        (UNITS, "units,1,2026-11-21", "units,1,2026-11-24".to_owned()),
        ("package.json", "\"name\"", "\"name\"".to_owned()),
    ];
    let key = CatalogueKey::read(&gateway.catalogue_key()).unwrap();
    let mut files = package(&next, &gateway).files().clone();
    let about = String::from_utf8(files["package.json"].clone()).unwrap();
    let about = about.replace("2027.01.15", "2027.01.16");
    files.insert("package.json".to_owned(), about.into_bytes());
    let next = packages::build(files, Some(&key), Millis::new(0)).unwrap();
    takes("2027.01.16", &next.bytes().unwrap());

    let standing = gateway::known(&desk).unwrap().unwrap().catalogue.unwrap().standing;
    let Standing::Refused { code, file, .. } = standing else { panic!("{standing:?}") };
    assert_eq!(
        (code.as_str(), file.as_deref()),
        ("package-unreadable", Some("units/units.csv (06599)"))
    );
    assert_eq!(desk.catalogue().version(), "2027.01.15");
    assert_eq!(picked(&desk, "thu nghiem").0, "xã Thử Nghiệm, tỉnh Lạng Sơn");
}

#[test]
fn draft_in_a_commune_that_is_not_in_the_list_any_more_says_so() {
    let (desk, gateway) = an_enrolled_desk();
    import(&desk, &with_another_commune(&gateway)).unwrap();
    let mut form = example(RESIDENCE);
    form["submitter"]["address"]["commune"] = json!("06599");
    let draft = begun(&desk, RESIDENCE, form);
    let codes = |desk: &TestDesk| {
        let missing = forms::open(desk, desk.actor(), draft).unwrap().view.missing;
        let of_it = missing.into_iter().filter(|gap| gap.path == "/submitter/address/commune");
        of_it.map(|gap| gap.code.clone()).collect::<Vec<_>>()
    };
    assert_eq!(codes(&desk), Vec::<String>::new());

    catalogues::take_into_use(&desk, desk.actor(), None).unwrap();

    let code = CommuneCode::parse("06599").unwrap();
    assert!(desk.units().commune(code).is_none(), "the program's own list does not have it");
    assert_eq!(codes(&desk), ["commune-not-in-list"]);
    let mut missing = forms::check(&desk, draft).unwrap().1.missing.into_iter();
    let gap = missing.find(|gap| gap.path == "/submitter/address/commune").unwrap();
    let said = bridge::Words::of(bridge::Language::Vietnamese).gap(&gap);
    assert!(said.contains("danh sách đơn vị hành chính hiện nay"), "{said}");
}
