//! The gateway offers a catalogue: what comes by itself, what never does, and what is said of it.

use std::sync::LazyLock;

use ::catalogue::package::PackageFiles;
use desk::catalogue;
use desk::catalogues::{self, Why};
use desk::offers::Standing;
use desk::packages::{self, CatalogueKey};
use desk::{gateway, offers};
use domain::moment::Millis;
use link::ports::Parcels;
use serde_json::{Value, json};
use testkit::{FakeGateway, TestDesk, a_desk, a_gateway, a_world};
use wire::capabilities::CatalogueLine;

use crate::enrolled::{DAY_MS, does, is_well};

/// The program's own files, read once for all tests.
static SHIPPED: LazyLock<PackageFiles> = LazyLock::new(|| {
    let shipped = catalogue::shipped().unwrap();
    ::catalogue::shipped::package(&shipped).unwrap().files().clone()
});

fn an_enrolled_desk() -> (TestDesk, FakeGateway) {
    let desk = a_desk().in_world(a_world(1).knowing(catalogue::shipped())).opened();
    let gateway = a_gateway();
    gateway.enrol(&desk, desk.actor()).unwrap();
    (desk, gateway)
}

/// The program's own files as another version, signed with the gateway's key.
fn package(gateway: &FakeGateway, version: &str) -> Vec<u8> {
    let mut files = SHIPPED.clone();
    let mut about: Value = serde_json::from_slice(&files["package.json"]).unwrap();
    about["version"] = json!(version);
    files.insert("package.json".to_owned(), about.to_string().into_bytes());
    let key = CatalogueKey::read(&gateway.catalogue_key()).unwrap();
    packages::build(files, Some(&key), Millis::new(0)).unwrap().bytes().unwrap()
}

/// The road brings what is offered, if the desk wants it; whether it did.
fn fetches(desk: &TestDesk, gateway: &FakeGateway, offer: &CatalogueLine, bytes: &[u8]) -> bool {
    does(desk, &[gateway.offers(offer.clone())]);
    let delivery = desk.delivery();
    let is_wanted = delivery.wants_catalogue(offer).unwrap();
    if is_wanted {
        delivery.keep_catalogue(offer, &gateway.key_list(), bytes).unwrap();
    }
    is_wanted
}

fn standing(desk: &TestDesk) -> Standing {
    gateway::known(desk).unwrap().unwrap().catalogue.expect("something is offered").standing
}

fn in_use(desk: &TestDesk) -> String {
    desk.catalogue().version().to_owned()
}

#[test]
fn later_package_comes_by_itself_and_is_fetched_once() {
    let (desk, gateway) = an_enrolled_desk();
    let bytes = package(&gateway, "2027.01.15");
    let offer = FakeGateway::offer("2027.01.15", &bytes);
    does(&desk, &[gateway.offers(offer.clone())]);
    assert_eq!(standing(&desk), Standing::Coming);

    assert!(fetches(&desk, &gateway, &offer, &bytes));

    let now = desk.catalogue_in_use();
    assert_eq!((now.catalogue.version(), now.trust), ("2027.01.15", Why::Signed));
    assert!(!fetches(&desk, &gateway, &offer, &bytes), "it is here");
    let desk = desk.restarted();
    assert_eq!((in_use(&desk).as_str(), standing(&desk)), ("2027.01.15", Standing::InUse));
    assert!(is_well(&desk));
}

/// Offered as `version`, with these bytes coming for those that were announced.
fn refused(version: &str, announced: &[u8], bytes: &[u8], gateway: &FakeGateway) -> String {
    let (desk, _) = an_enrolled_desk();
    let before = in_use(&desk);
    let offer = FakeGateway::offer(version, announced);

    assert!(fetches(&desk, gateway, &offer, bytes));

    assert_eq!(in_use(&desk), before, "nothing has changed");
    assert_eq!(catalogues::list(&desk).unwrap().len(), 0, "and nothing was kept");
    assert!(!fetches(&desk, gateway, &offer, bytes), "it is not fetched again and again");
    let desk = desk.restarted();
    assert!(!fetches(&desk, gateway, &offer, bytes), "nor by the next program");
    assert!(is_well(&desk));
    match standing(&desk) {
        Standing::Refused { code, at: Some(_), .. } => code,
        other => panic!("{other:?}"),
    }
}

#[test]
fn package_that_is_wrong_in_any_way_changes_nothing_and_the_reason_is_said() {
    let (gateway, version) = (a_gateway(), "2027.01.15");
    let good = package(&gateway, version);
    let mut altered = good.clone();
    altered[good.len() / 2] ^= 1;
    let cut = &good[..good.len() / 2];
    let renewed = a_gateway().with_another_catalogue_key();
    let stranger = a_gateway().with_another_catalogue_key().with_another_catalogue_key();
    let strangers = package(&stranger, version);

    let reasons = [
        refused(version, &good, &altered, &gateway),
        refused(version, cut, cut, &gateway),
        refused(version, &good, &good, &renewed),
        refused(version, &strangers, &strangers, &gateway),
        refused("2027.01.16", &good, &good, &gateway),
        refused(version, b"%PDF-1.7", b"%PDF-1.7", &gateway),
    ];

    assert_eq!(
        reasons,
        [
            "catalogue-other-bytes",
            "package-cut-off",
            "package-unknown-key",
            "package-unknown-key",
            "catalogue-other-version",
            "package-not-one",
        ]
    );
    for language in ["vi", "en"] {
        let words = bridge::Words::of(if language == "vi" {
            bridge::Language::Vietnamese
        } else {
            bridge::Language::English
        });
        for reason in &reasons {
            assert_ne!(words.say(reason, &[]), *reason, "{language}");
        }
    }
}

#[test]
fn package_that_was_altered_on_the_way_is_fetched_again_the_next_day() {
    let (desk, gateway) = an_enrolled_desk();
    let bytes = package(&gateway, "2027.01.15");
    let offer = FakeGateway::offer("2027.01.15", &bytes);
    assert!(fetches(&desk, &gateway, &offer, b"<html>log in</html>"));

    desk.world.clock.advance(DAY_MS);

    assert!(fetches(&desk, &gateway, &offer, &bytes));
    assert_eq!(in_use(&desk), "2027.01.15");
}

#[test]
fn newer_keys_are_kept_with_the_package_that_they_vouch_for() {
    let (desk, _) = an_enrolled_desk();
    let renewed = a_gateway().with_another_catalogue_key();
    let bytes = package(&renewed, "2027.01.15");

    assert!(fetches(&desk, &renewed, &FakeGateway::offer("2027.01.15", &bytes), &bytes));

    assert_eq!(in_use(&desk), "2027.01.15");
    let by_the_old_key = package(&a_gateway(), "2027.01.16");
    let refused = catalogues::open(&desk, &by_the_old_key).err().unwrap();
    assert_eq!(refused.code(), "package-unknown-key", "the list has stayed");
}

#[test]
fn nothing_is_judged_by_keys_that_the_root_did_not_sign() {
    let (desk, gateway) = an_enrolled_desk();
    let (bytes, before) = (package(&gateway, "2027.01.15"), in_use(&desk));
    let offer = FakeGateway::offer("2027.01.15", &bytes);
    let strangers = a_gateway().of_another_province().key_list();

    let refused = desk.delivery().keep_catalogue(&offer, &strangers, &bytes);

    assert!(refused.is_err(), "somebody else has answered");
    assert_eq!(in_use(&desk), before);
    assert!(fetches(&desk, &gateway, &offer, &bytes), "the package is not to blame");
}

#[test]
fn going_back_by_hand_stays_done_until_a_later_package_comes() {
    let (desk, gateway) = an_enrolled_desk();
    let own = in_use(&desk);
    let bytes = package(&gateway, "2027.01.15");
    let offer = FakeGateway::offer("2027.01.15", &bytes);
    fetches(&desk, &gateway, &offer, &bytes);

    catalogues::take_into_use(&desk, desk.actor(), None).unwrap();
    let desk = desk.restarted();

    assert!(!fetches(&desk, &gateway, &offer, &bytes));
    assert_eq!((in_use(&desk), standing(&desk)), (own, Standing::LeftByHand));
    let between = package(&gateway, "2027.01.10");
    assert!(!fetches(&desk, &gateway, &FakeGateway::offer("2027.01.10", &between), &between));
    let later = package(&gateway, "2027.01.15-2");
    assert!(fetches(&desk, &gateway, &FakeGateway::offer("2027.01.15-2", &later), &later));
    assert_eq!(in_use(&desk), "2027.01.15-2");
}

#[test]
fn older_package_is_not_fetched() {
    let (desk, gateway) = an_enrolled_desk();
    let before = in_use(&desk);
    let bytes = package(&gateway, "2020.01.01");

    assert!(!fetches(&desk, &gateway, &FakeGateway::offer("2020.01.01", &bytes), &bytes));

    assert_eq!((in_use(&desk), standing(&desk)), (before, Standing::Older));
}

#[test]
fn gateway_that_offers_nothing_is_said_to_offer_nothing() {
    let (desk, gateway) = an_enrolled_desk();

    does(&desk, &[gateway.takes(1, 1)]);

    assert_eq!(offers::offered(&desk).unwrap(), None);
}
