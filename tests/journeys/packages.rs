//! Another catalogue comes to the desk: who may bring it, what goes on under the old one, and what is
//! refused without a trace.

use std::collections::BTreeMap;
use std::io::Read;

use desk::catalogue::{self, Catalogue, PaperState};
use desk::catalogues::{self, PackageFault, Why};
use desk::dossiers::Beginning;
use desk::packages::{self, CatalogueKey, Package};
use desk::pages::Handed;
use desk::remarks::Remark;
use desk::{DeskError, dossiers, forms, pages, submissions};
use domain::actor::Actor;
use domain::ids::DossierId;
use domain::kinds::{Assistance, Channel, Role};
use domain::moment::Millis;
use domain::text::Line;
use link::ports::PartSource;
use serde_json::{Value, json};
use testkit::{TestDesk, a_desk, a_gateway, a_paper, a_world};

const BIRTH: &str = "1.001193";
const LATER: &str = "2027.01.15";

type Files = BTreeMap<String, Vec<u8>>;

fn a_shipped_desk() -> TestDesk {
    a_desk().in_world(a_world(1).knowing(catalogue::shipped())).opened()
}

/// The shipped files with another version and another name for the first paper of a birth.
fn files(version: &str) -> Files {
    let shipped = catalogue::shipped().unwrap();
    let mut files = shipped_files(&shipped);
    let mut package: Value = serde_json::from_slice(&files["package.json"]).unwrap();
    package["version"] = json!(version);
    files.insert("package.json".to_owned(), package.to_string().into_bytes());
    let mut birth: Value = serde_json::from_slice(&files["procedures/1.001193.json"]).unwrap();
    birth["components"][0]["name"]["vi"] = json!("Tờ khai theo mẫu mới");
    files.insert("procedures/1.001193.json".to_owned(), birth.to_string().into_bytes());
    files
}

fn shipped_files(shipped: &Catalogue) -> Files {
    ::catalogue::shipped::package(shipped).unwrap().files().clone()
}

fn package(version: &str) -> Package {
    let key = CatalogueKey::read(&a_gateway().catalogue_key()).unwrap();
    packages::build(files(version), Some(&key), Millis::new(0)).unwrap()
}

fn import(desk: &TestDesk, bytes: &[u8]) -> Result<catalogues::InUse, DeskError> {
    let candidate = catalogues::open(desk, bytes)?;
    catalogues::import(desk, desk.actor(), candidate)
}

fn an_enrolled_desk() -> TestDesk {
    let desk = a_shipped_desk();
    a_gateway().enrol(&desk, desk.actor()).unwrap();
    desk
}

fn begin(desk: &TestDesk) -> DossierId {
    begin_of(desk, BIRTH)
}

fn begin_of(desk: &TestDesk, procedure: &str) -> DossierId {
    let shipped = catalogue::shipped().unwrap();
    let form = shipped.procedure(&procedure.parse().unwrap()).unwrap().example().unwrap().clone();
    let (procedure, assistance) = (procedure.parse().unwrap(), Assistance::DoneFor);
    let beginning = Beginning { procedure, channel: Channel::Direct, assistance, form };
    dossiers::begin(desk, desk.actor(), beginning).unwrap().dossier
}

fn open(desk: &TestDesk, dossier: DossierId) -> forms::Open {
    forms::open(desk, desk.actor(), dossier).unwrap()
}

fn first_paper(desk: &TestDesk, dossier: DossierId) -> String {
    open(desk, dossier).view.papers[0].name.in_("vi").to_owned()
}

#[test]
fn signed_package_is_taken_into_use_and_is_there_after_a_restart() {
    let desk = an_enrolled_desk();

    let in_use = import(&desk, &package(LATER).bytes().unwrap()).unwrap();

    assert_eq!((in_use.catalogue.version(), in_use.trust), (LATER, Why::Signed));
    let desk = desk.restarted();
    let again = desk.catalogue_in_use();
    assert_eq!((again.catalogue.version(), again.trust), (LATER, Why::Signed));
    assert_eq!(again.unreadable, None);
}

#[test]
fn draft_goes_on_under_the_catalogue_of_its_first_day_until_somebody_moves_it() {
    let desk = an_enrolled_desk();
    let before = begin(&desk);
    let shipped = desk.catalogue().version().to_owned();
    let old_name = first_paper(&desk, before);

    import(&desk, &package(LATER).bytes().unwrap()).unwrap();
    let desk = desk.restarted();

    assert_eq!(first_paper(&desk, before), old_name, "under its own catalogue");
    assert_eq!(first_paper(&desk, begin(&desk)), "Tờ khai theo mẫu mới", "a new one is not");
    let remark =
        Remark::OtherVersion { version: shipped, in_use: LATER.to_owned(), may_move_on: true };
    assert_eq!(open(&desk, before).remarks, [remark]);

    catalogues::move_on(&desk, desk.actor(), before).unwrap();

    assert_eq!(first_paper(&desk, before), "Tờ khai theo mẫu mới");
    assert_eq!(open(&desk, before).remarks, []);
}

#[test]
fn dossier_keeps_version_contents_record_and_form() {
    let desk = a_shipped_desk();
    let dossier = begin(&desk);

    let pin = open(&desk, dossier).row.pin.unwrap();

    let catalogue = desk.catalogue();
    let procedure = catalogue.procedure(&BIRTH.parse().unwrap()).unwrap();
    assert_eq!(pin.version, catalogue.version());
    assert_eq!(Some(pin.hash), catalogue.hash());
    assert_eq!(pin.procedure, procedure.entry_hash());
    assert_eq!(pin.form, catalogue.form_hash(procedure));
}

#[test]
fn package_of_a_dossier_outlives_the_program_that_shipped_it() {
    let desk = an_enrolled_desk();
    let dossier = begin(&desk);
    let old_name = first_paper(&desk, dossier);
    let next = package(LATER).catalogue().unwrap();

    // The next program comes with another package.
    let mut desk = desk;
    desk.world = desk.world.clone().knowing(Ok(std::sync::Arc::new(next)));
    let desk = desk.restarted();

    assert_eq!(desk.catalogue().version(), LATER);
    assert_eq!(first_paper(&desk, dossier), old_name);
}

#[test]
fn package_that_is_wrong_in_any_way_leaves_the_desk_as_it_was() {
    let desk = an_enrolled_desk();
    let good = package(LATER).bytes().unwrap();
    let key = CatalogueKey::read(&a_gateway().catalogue_key()).unwrap();
    let before = desk.catalogue().hash();
    let mut altered = good.clone();
    let last = altered.len() - 100;
    altered[last] ^= 1;
    let stranger = CatalogueKey::read(&seal::key_file::text("nopho-catalogue-key-1", &[9; 32]));
    let strangers =
        packages::build(files(LATER), Some(&stranger.unwrap()), Millis::new(0)).unwrap();
    let unsigned = packages::build(files(LATER), None, Millis::new(0)).unwrap();
    let older = packages::build(files("2020.01.01"), Some(&key), Millis::new(0)).unwrap();

    let refusal = |bytes: &[u8]| import(&desk, bytes).unwrap_err().code();

    assert_eq!(refusal(&good[..good.len() / 2]), "package-cut-off");
    assert!(["package-altered", "package-cut-off"].contains(&refusal(&altered)));
    assert_eq!(refusal(&strangers.bytes().unwrap()), "package-unknown-key");
    assert_eq!(refusal(&unsigned.bytes().unwrap()), "package-unsigned");
    assert_eq!(refusal(&older.bytes().unwrap()), "catalogue-older");
    assert_eq!(desk.catalogue().hash(), before);
    assert_eq!(catalogues::list(&desk).unwrap().len(), 0, "nothing of them is kept");
}

#[test]
fn signature_cannot_be_believed_at_a_desk_that_is_enrolled_nowhere() {
    let desk = a_shipped_desk();

    let refusal = import(&desk, &package(LATER).bytes().unwrap()).unwrap_err();

    assert!(matches!(refusal, DeskError::NobodyVouches), "{refusal}");
}

#[test]
fn folder_that_nobody_signed_is_the_leads_to_bring_and_says_so_in_each_form() {
    let desk = a_shipped_desk();
    let lead = desk.actor();
    let official = Actor { role: Role::Official, ..lead };
    let refused = catalogues::open_unsigned(official, files(LATER), Millis::new(0)).err().unwrap();
    assert!(matches!(refused, DeskError::LeadOnly), "{refused}");

    let candidate = catalogues::open_unsigned(lead, files(LATER), Millis::new(0)).unwrap();
    let in_use = catalogues::import(&desk, lead, candidate).unwrap();

    assert_eq!(in_use.trust, Why::Unsigned);
    let dossier = begin(&desk);
    assert_eq!(open(&desk, dossier).remarks, [Remark::Unsigned { version: LATER.to_owned() }]);
}

#[test]
fn lead_goes_back_to_the_catalogue_of_the_program_and_forth_again() {
    let desk = an_enrolled_desk();
    let own = desk.catalogue().version().to_owned();
    let theirs = import(&desk, &package(LATER).bytes().unwrap()).unwrap().catalogue.hash();

    catalogues::take_into_use(&desk, desk.actor(), None).unwrap();
    assert_eq!(desk.catalogue().version(), own);
    catalogues::take_into_use(&desk, desk.actor(), theirs.as_ref()).unwrap();
    assert_eq!(desk.catalogue().version(), LATER);

    let official = Actor { role: Role::Official, ..desk.actor() };
    let refused = catalogues::take_into_use(&desk, official, None).unwrap_err();
    assert!(matches!(refused, DeskError::LeadOnly), "{refused}");
}

#[test]
fn folder_that_is_no_catalogue_is_refused_with_the_file_that_is_wrong() {
    let desk = a_shipped_desk();
    let mut files = files(LATER);
    files.insert("words.json".to_owned(), b"{".to_vec());

    let refused = catalogues::open_unsigned(desk.actor(), files, Millis::new(0)).err().unwrap();

    let DeskError::Package(PackageFault::Catalogue(fault)) = refused else { panic!("{refused}") };
    assert_eq!(fault.file, "words.json");
}

#[test]
fn clerk_is_told_before_and_after_another_law_takes_effect() {
    let desk = a_shipped_desk();
    let dossier = begin(&desk);
    let day = |text: &str| {
        let day: chrono::NaiveDate = text.parse().unwrap();
        Millis::from_civil(day.and_hms_opt(9, 0, 0).unwrap())
    };
    let told = |at: &str| {
        desk.world.clock.set(day(at));
        let remarks = open(&desk, dossier).remarks;
        remarks.into_iter().find_map(|remark| match remark {
            Remark::Amended { has_come, is_regarded, .. } => Some((has_come, is_regarded)),
            _ => None,
        })
    };

    assert_eq!(told("2026-11-25"), None, "too far ahead");
    assert_eq!(told("2026-12-10"), Some((false, false)));
    let first = told("2027-03-01");
    assert_eq!(first, Some((true, false)), "the first day of Luật Hộ tịch 03/2026/QH16");
}

#[test]
fn clerk_is_not_told_of_an_old_catalogue_when_it_was_made_after_the_new_law() {
    let desk = a_shipped_desk();
    let residence = begin_of(&desk, "1.004194");

    let remarks = open(&desk, residence).remarks;

    let known =
        remarks.iter().any(|remark| matches!(remark, Remark::Amended { is_regarded: true, .. }));
    assert!(known, "Thông tư 116/2026/TT-BCA holds since 01/07/2026: {remarks:?}");
}

fn brought(desk: &TestDesk, dossier: DossierId) {
    let missing = open(desk, dossier).view.papers;
    let missing = missing.iter().filter(|paper| paper.state == PaperState::Missing);
    for paper in missing {
        let handed =
            Handed {
                component: paper.id.clone(), name: Line::new("giấy.pdf"), bytes: &a_paper(1)
            };
        pages::attach(desk, desk.actor(), dossier, handed).unwrap();
    }
}

#[test]
fn sealed_form_names_the_catalogue_under_which_it_was_typed() {
    let desk = an_enrolled_desk();
    let shipped = desk.catalogue().version().to_owned();
    let dossier = begin(&desk);
    brought(&desk, dossier);

    import(&desk, &package(LATER).bytes().unwrap()).unwrap();
    submissions::submit(&desk, desk.actor(), dossier).unwrap();

    let parcel = dossiers::show(&desk, dossier).unwrap().parcels[0].parcel;
    let mut form = String::new();
    desk.delivery().open(parcel, 0, 0).unwrap().read_to_string(&mut form).unwrap();
    let form: Value = serde_json::from_str(&form).unwrap();
    assert_eq!(form["procedure"]["catalogue_version"], json!(shipped));
}

#[test]
fn sealed_dossier_stays_under_its_catalogue_whoever_asks() {
    let desk = an_enrolled_desk();
    let dossier = begin(&desk);
    brought(&desk, dossier);
    submissions::submit(&desk, desk.actor(), dossier).unwrap();
    import(&desk, &package(LATER).bytes().unwrap()).unwrap();
    let pin = open(&desk, dossier).row.pin;

    let refused = catalogues::move_on(&desk, desk.actor(), dossier).unwrap_err();

    assert_eq!(refused.code(), "catalogue-stays");
    let after = open(&desk, dossier);
    assert_eq!(after.row.pin, pin);
    let may_move =
        |remark: &Remark| matches!(remark, Remark::OtherVersion { may_move_on: true, .. });
    assert!(!after.remarks.iter().any(may_move), "nor is it offered");
}
