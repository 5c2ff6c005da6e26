//! Only what is new of a catalogue comes by the road: the desk makes the package of one that it has.

use std::sync::LazyLock;

use ::catalogue::package::{Package, PackageFiles};
use desk::catalogue;
use desk::catalogues::{self, Why};
use desk::dossiers::{self, Beginning};
use desk::packages::{self, CatalogueKey};
use domain::kinds::{Assistance, Channel};
use domain::moment::Millis;
use link::ports::{Fit, Parcels};
use seal::Sha256;
use serde_json::{Value, json};
use testkit::{FakeGateway, TestDesk, a_desk, a_gateway, a_world};

use crate::enrolled::{does, is_well};
use crate::spoil::spoil;

const BIRTH: &str = "1.001193";

/// The program's own files, read once for all tests.
static SHIPPED: LazyLock<PackageFiles> = LazyLock::new(|| {
    let shipped = catalogue::shipped().unwrap();
    ::catalogue::shipped::package(&shipped).unwrap().files().clone()
});

/// The program's own files with another fee, as another version.
fn files(version: &str) -> PackageFiles {
    let mut files = SHIPPED.clone();
    let mut about: Value = serde_json::from_slice(&files["package.json"]).unwrap();
    about["version"] = json!(version);
    files.insert("package.json".to_owned(), about.to_string().into_bytes());
    let path = format!("procedures/{BIRTH}.json");
    let mut record: Value = serde_json::from_slice(&files[&path]).unwrap();
    record["about"]["fee"]["said"]["vi"] = json!(format!("Không thu, từ {version}"));
    files.insert(path, record.to_string().into_bytes());
    files
}

fn package(gateway: &FakeGateway, version: &str) -> Package {
    let key = CatalogueKey::read(&gateway.catalogue_key()).unwrap();
    packages::build(files(version), Some(&key), Millis::new(0)).unwrap()
}

fn an_enrolled_desk() -> (TestDesk, FakeGateway) {
    let desk = a_desk().in_world(a_world(1).knowing(catalogue::shipped())).opened();
    let gateway = a_gateway();
    gateway.enrol(&desk, desk.actor()).unwrap();
    (desk, gateway)
}

/// A desk that has a package of its province's.
fn a_desk_with(version: &str) -> (TestDesk, FakeGateway) {
    let (desk, gateway) = an_enrolled_desk();
    comes_whole(&desk, &gateway, &package(&gateway, version));
    (desk, gateway)
}

fn comes_whole(desk: &TestDesk, gateway: &FakeGateway, package: &Package) {
    let bytes = package.bytes().unwrap();
    let offer = FakeGateway::offer(&package.contents().version.to_string(), &bytes);
    does(desk, &[gateway.offers(offer.clone())]);
    assert!(desk.delivery().wants_catalogue(&offer).unwrap());
    desk.delivery().keep_catalogue(&offer, &gateway.key_list(), &bytes).unwrap();
    assert_eq!(in_use(desk), offer.version);
}

/// What makes the package of the base comes, after the package was offered.
fn comes(desk: &TestDesk, gateway: &FakeGateway, package: &Package, delta: &[u8]) -> Fit {
    let version = package.contents().version.to_string();
    let offer = FakeGateway::offer(&version, &package.bytes().unwrap());
    does(desk, &[gateway.offers(offer.clone())]);
    desk.delivery().patch_catalogue(&offer, &gateway.key_list(), delta).unwrap()
}

fn delta(base: &Package, later: &Package) -> Vec<u8> {
    later.since(base).unwrap().expect("it is signed")
}

fn base(desk: &TestDesk) -> Option<Sha256> {
    let offer = FakeGateway::offer("2030.01.01", b"anything");
    desk.delivery().catalogue_base(&offer).unwrap()
}

fn own() -> Package {
    ::catalogue::shipped::package(&catalogue::shipped().unwrap()).unwrap()
}

fn in_use(desk: &TestDesk) -> String {
    desk.catalogue().version().to_owned()
}

/// What a dossier that begins now pins.
fn pin(desk: &TestDesk) -> (String, Sha256, Sha256, Option<Sha256>) {
    let shipped = catalogue::shipped().unwrap();
    let form = shipped.procedure(&BIRTH.parse().unwrap()).unwrap().example().unwrap().clone();
    let (procedure, assistance) = (BIRTH.parse().unwrap(), Assistance::DoneFor);
    let beginning = Beginning { procedure, channel: Channel::Direct, assistance, form };
    let dossier = dossiers::begin(desk, desk.actor(), beginning).unwrap().dossier;
    let pin = dossiers::show(desk, dossier).unwrap().dossier.pin.expect("it is pinned");
    (pin.version, pin.hash, pin.procedure, pin.form)
}

#[test]
fn package_that_was_made_is_the_same_to_all_as_one_that_came_whole() {
    let (desk, gateway) = a_desk_with("2027.01.15");
    let (other, _) = a_desk_with("2027.01.15");
    let (old, new) = (package(&gateway, "2027.01.15"), package(&gateway, "2027.01.16"));
    comes_whole(&other, &gateway, &new);

    assert_eq!(base(&desk), Some(old.hash()));
    assert_eq!(comes(&desk, &gateway, &new, &delta(&old, &new)), Fit::Settled);

    assert_eq!((in_use(&desk), in_use(&other)), ("2027.01.16".into(), "2027.01.16".into()));
    assert_eq!(pin(&desk), pin(&other), "version, contents, record and form");
    assert_eq!(pin(&desk).1, new.hash());
    let offer = FakeGateway::offer("2027.01.16", &new.bytes().unwrap());
    assert!(!desk.delivery().wants_catalogue(&offer).unwrap(), "it is here");
    let desk = desk.restarted();
    let now = desk.catalogue_in_use();
    assert_eq!((now.catalogue.version(), now.trust), ("2027.01.16", Why::Signed));
    assert_eq!(base(&desk), Some(new.hash()), "the next one is made of it");
    assert!(is_well(&desk));
}

#[test]
fn first_package_of_a_province_is_made_of_the_programs_own() {
    let (desk, gateway) = an_enrolled_desk();
    let new = package(&gateway, "2027.01.15");

    assert_eq!(base(&desk), Some(own().hash()));
    assert_eq!(comes(&desk, &gateway, &new, &delta(&own(), &new)), Fit::Settled);

    assert_eq!((in_use(&desk), desk.catalogue().hash()), ("2027.01.15".into(), Some(new.hash())));
}

#[test]
fn what_does_not_make_the_package_changes_nothing_and_is_no_reason_to_refuse_it() {
    let (desk, gateway) = a_desk_with("2027.01.15");
    let (old, new) = (package(&gateway, "2027.01.15"), package(&gateway, "2027.01.16"));
    let right = delta(&old, &new);
    let mut altered = right.clone();
    *altered.last_mut().unwrap() ^= 0x55;
    let stranger = a_gateway().with_another_catalogue_key();
    let strangers = delta(&old, &package(&stranger, "2027.01.16"));
    let unknown = package(&gateway, "2027.01.14");
    let cases = [
        ("altered", altered),
        ("cut off", right[..right.len() / 2].to_vec()),
        ("of a key that nobody vouches for", strangers),
        ("of another package", delta(&unknown, &new)),
        ("to another version", delta(&old, &package(&gateway, "2027.01.17"))),
        ("of a later form", [b"nopho-catalogue-delta 2\n", &right[24..]].concat()),
        ("nothing but its name", b"nopho-catalogue-delta ".to_vec()),
    ];
    for (case, bytes) in cases {
        assert_eq!(comes(&desk, &gateway, &new, &bytes), Fit::Not, "{case}");
        assert_eq!(in_use(&desk), "2027.01.15", "{case}");
    }
    for bytes in [b"<html>log in</html>".to_vec(), vec![], new.bytes().unwrap()[..999].to_vec()] {
        assert_eq!(comes(&desk, &gateway, &new, &bytes), Fit::Foreign);
    }

    assert_eq!(catalogues::list(&desk).unwrap().len(), 1, "nothing was kept");
    comes_whole(&desk, &gateway, &new);
    assert!(is_well(&desk));
}

#[test]
fn package_is_not_made_of_one_that_was_damaged_meanwhile() {
    let (desk, gateway) = a_desk_with("2027.01.15");
    let (old, new) = (package(&gateway, "2027.01.15"), package(&gateway, "2027.01.16"));
    let closed = desk.closed();
    let middle = "UPDATE catalogues SET package = substr(package, 1, length(package) / 2)";
    assert_eq!(spoil(&closed, middle), 1);
    let desk = closed.opened();

    assert_eq!(comes(&desk, &gateway, &new, &delta(&old, &new)), Fit::Not);

    comes_whole(&desk, &gateway, &new);
}

#[test]
fn newer_keys_are_kept_with_what_they_vouch_for() {
    let (desk, gateway) = a_desk_with("2027.01.15");
    let renewed = a_gateway().with_another_catalogue_key();
    let (old, new) = (package(&gateway, "2027.01.15"), package(&renewed, "2027.01.16"));

    assert_eq!(comes(&desk, &renewed, &new, &delta(&old, &new)), Fit::Settled);

    assert_eq!(in_use(&desk), "2027.01.16");
}

#[test]
fn catalogue_that_nobody_vouches_for_is_not_named_and_nothing_is_made_of_it() {
    let (desk, gateway) = an_enrolled_desk();
    let folder = catalogues::open_unsigned(desk.actor(), files("2027.01.15"), Millis::new(0));
    catalogues::import(&desk, desk.actor(), folder.unwrap()).unwrap();
    assert_eq!(in_use(&desk), "2027.01.15");

    assert_eq!(base(&desk), Some(own().hash()), "the program vouches for its own");

    // Should somebody build on it all the same, only the signature of the new one counts.
    let (old, new) = (package(&gateway, "2027.01.15"), package(&gateway, "2027.01.16"));
    assert_eq!(comes(&desk, &gateway, &new, &delta(&old, &new)), Fit::Settled);
    assert_eq!(desk.catalogue_in_use().trust, Why::Signed);
}

#[test]
fn nothing_is_made_by_keys_that_the_root_did_not_sign_or_after_somebody_was_faster() {
    let (desk, gateway) = a_desk_with("2027.01.15");
    let (old, new) = (package(&gateway, "2027.01.15"), package(&gateway, "2027.01.16"));
    let offer = FakeGateway::offer("2027.01.16", &new.bytes().unwrap());
    does(&desk, &[gateway.offers(offer.clone())]);
    let strangers = a_gateway().of_another_province().key_list();

    let refused = desk.delivery().patch_catalogue(&offer, &strangers, &delta(&old, &new));
    assert!(refused.is_err(), "somebody else has answered");
    assert_eq!(in_use(&desk), "2027.01.15");

    comes_whole(&desk, &gateway, &new);
    assert_eq!(comes(&desk, &gateway, &new, &delta(&old, &new)), Fit::Settled, "it is here");
}
