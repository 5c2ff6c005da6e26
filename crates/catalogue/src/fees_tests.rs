//! Fees of the shipped records in single cases, and what of a record's fees is refused.

use domain::kinds::Channel;
use domain::money::Dong;
use serde_json::{Value, json};

use crate::testing::{DEATH, Dossier, Package, a_dossier, a_dossier_of};
use crate::{Charge, Per};

fn charge(dossier: &Dossier) -> Charge {
    dossier.procedure().charge(&dossier.case())
}

fn total(dossier: &Dossier) -> Option<u64> {
    charge(dossier).fee?.sum.map(|sum| sum.total.get())
}

#[test]
fn copies_are_paid_by_the_page_and_only_once_both_numbers_are_known() {
    let copies = |pages: Value, copies: Value| {
        let declaration = json!({ "pages": pages, "copies": copies });
        total(&a_dossier_of("2.000815", declaration))
    };

    assert_eq!(copies(json!(5), json!(2)), Some(14_000));
    assert_eq!(copies(json!(300), json!(1)), Some(200_000), "never more for one copy");
    for (pages, number) in [(Value::Null, json!(2)), (json!(5), Value::Null), (json!(0), json!(1))]
    {
        assert_eq!(copies(pages, number), None);
    }
    let unstated = a_dossier_of("2.000815", json!({}));
    let fee = charge(&unstated).fee.unwrap();
    assert_eq!((fee.amount, fee.per), (Some(Dong::new(2_000)), Some(Per::Page)), "the price stays");
    let is_asked_by_the_fee = |path: &str| path.ends_with("pages") || path.ends_with("copies");
    assert!(!unstated.gaps().iter().any(|gap| is_asked_by_the_fee(&gap.path)), "nothing hinders");
}

#[test]
fn fee_goes_by_the_channel_and_the_case() {
    let residence =
        |channel, case: &str| total(&a_dossier_of("1.004194", json!({ "case": case })).by(channel));

    assert_eq!(residence(Channel::Online, "single"), Some(7_000));
    assert_eq!(residence(Channel::Online, "list"), None, "the source says nothing of it");
    assert_eq!(residence(Channel::Direct, "single"), None, "nor of this");
    let list = a_dossier_of("1.004194", json!({ "case": "list" }));
    let fee = charge(&list).fee.unwrap();
    assert_eq!((fee.amount, fee.per), (Some(Dong::new(10_000)), Some(Per::Person)));
    assert_eq!(fee.sum, None, "nobody has said for how many");
    let split = |channel| total(&a_dossier_of("1.010038", json!({})).by(channel));
    assert_eq!(split(Channel::Direct), Some(10_000));
    assert_eq!(split(Channel::Online), Some(5_000));
}

#[test]
fn fee_of_the_council_is_no_amount_unless_one_was_published() {
    let council = charge(&a_dossier_of("1.004873", json!({}))).fee.unwrap();
    let household = charge(&a_dossier_of("1.001612", json!({}))).fee.unwrap();

    assert!(council.is_of_council && council.amount.is_none() && council.sum.is_none());
    assert!(household.is_of_council);
    assert_eq!(household.amount, Some(Dong::new(50_000)));
}

#[test]
fn exemption_holds_only_once_it_is_certain_and_is_told_until_then() {
    let loan = |answer: Value| charge(&a_dossier_of("2.001035", json!({ "farm_loan": answer })));

    assert!(loan(json!(true)).exempt.is_some());
    assert_eq!(loan(json!(true)).exemptions, [], "what holds is not asked about");
    assert_eq!((loan(Value::Null).exempt, loan(Value::Null).exemptions.len()), (None, 1));
    assert_eq!((loan(json!(false)).exempt, loan(json!(false)).exemptions.len()), (None, 0));

    let uncle = charge(&a_dossier_of("2.001263", json!({ "case": "relative" })));
    assert!(uncle.exempt.unwrap().in_("vi").contains("nhận cháu"));
    let stranger = charge(&a_dossier_of("2.001263", json!({ "case": "other" })));
    assert_eq!((stranger.exempt, stranger.exemptions.len()), (None, 2));
}

#[test]
fn death_is_registered_for_nothing_when_it_is_in_time() {
    let in_time = charge(&a_dossier(DEATH));
    let late = charge(&a_dossier(DEATH).typing("/declaration/deceased/died", "01/11/2026"));
    let some_day = charge(&a_dossier(DEATH).typing("/declaration/deceased/died", "11/2026"));

    assert!(in_time.exempt.unwrap().in_("vi").contains("đúng hạn"));
    assert_eq!((late.exempt, late.exemptions.len()), (None, 1), "20 days later; merit may exempt");
    assert_eq!((some_day.exempt, some_day.exemptions.len()), (None, 2), "perhaps in time");
}

#[test]
fn fee_is_unknown_where_the_source_contradicts_itself() {
    let extension = charge(&a_dossier_of("1.002755", json!({ "case": "single" })));

    assert_eq!(extension, Charge::default());
}

#[test]
fn slip_in_a_fee_is_refused_and_named() {
    const PROCEDURE: &str = "procedures/2.000815.json";
    let slips = [
        ("/fees/0/colour", json!("red"), "", "unknown field `colour`"),
        ("/fees/0/amount", json!(-1), "", "invalid value"),
        ("/fees/0/amount", json!(2_000.5), "", "invalid type"),
        ("/fees/0/amount", json!(1_000_000_001_u64), "/fees/0", "too high"),
        ("/fees/0/steps/0/amount", json!(1_000_000_001_u64), "/fees/0", "too high"),
        ("/fees/0/steps/0/from", json!(1), "/fees/0", "do not follow"),
        ("/fees/0/amount", Value::Null, "/fees/0", "neither an amount"),
        ("/fees/0/per", Value::Null, "/fees/0", "for each of what"),
        ("/fees/0/count", Value::Null, "/fees/0", "of nothing counted"),
        ("/fees/0/count", json!("declaration.copied_here"), "/fees/0", "gives a truth"),
        ("/fees/0/times", json!("declaration.sheets"), "/fees/0", "declaration.sheets"),
        ("/fees/0/set_by", json!("mayor"), "", "unknown variant `mayor`"),
        ("/fees/0/per", json!("kilo"), "", "unknown variant `kilo`"),
        ("/fees/0/as_listed", json!("3.000 đồng"), "/fees/0", "not what is published"),
        ("/fees/0/as_listed", json!(""), "/fees/0", "not what is published"),
        ("/fees/0/said", json!({ "vi": " " }), "/fees/0", "no reason is said"),
        ("/fees/0/channels", json!(["post"]), "/fees/0", "not handed in by post"),
        ("/exempt", json!([{ "said": { "vi": "x" }, "source": "" }]), "/exempt/0", "no source"),
        (
            "/exempt",
            json!([{ "when": "1", "said": { "vi": "x" }, "source": "x" }]),
            "/exempt/0",
            "gives a number",
        ),
    ];

    for (pointer, value, place, why) in slips {
        let fault = Package::shipped().with(PROCEDURE, pointer, value).read().unwrap_err();
        assert_eq!(fault.file, PROCEDURE, "{pointer}");
        assert!(fault.place.contains(place) && fault.why.contains(why), "{pointer}: {fault:?}");
    }
}
