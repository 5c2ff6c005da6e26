//! Terms of the shipped records, and what of a record's terms is refused.

use domain::deadline::{LimitUnit, TimeLimit};
use domain::kinds::Channel;
use serde_json::{Value, json};

use crate::testing::{BIRTH, Dossier, Package, a_dossier, a_dossier_of};
use crate::{Starts, Term};

fn number(term: &Term) -> (u32, LimitUnit) {
    match &term.limit {
        TimeLimit::Known { value, unit, .. } => (*value, *unit),
        TimeLimit::Unknown { .. } => panic!("a term is never unknown"),
    }
}

fn term(dossier: &Dossier) -> Option<Term> {
    dossier.procedure().term(&dossier.case())
}

#[test]
fn every_term_says_what_is_published_and_nothing_else() {
    let (mut known, mut read_back) = (0, 0);

    for (code, record) in Package::shipped().records() {
        for term in record["terms"].as_array().into_iter().flatten() {
            known += 1;
            let (listed, published) = (&term["as_listed"], &record["about"]["time"]["as_listed"]);
            let (listed, published) = (listed.as_str().unwrap(), published.as_str().unwrap());
            assert!(published.contains(listed), "{code}: {listed:?} is not in {published:?}");
            assert!(term["said"]["en"].is_string(), "{code} says it in both languages");
            if let TimeLimit::Known { value, unit, .. } = TimeLimit::read(listed) {
                read_back += 1;
                assert_eq!(
                    (json!(value), json!(unit)),
                    (term["value"].clone(), term["unit"].clone())
                );
            }
        }
    }

    assert!(known > 50, "the records were really read: {known}");
    assert_eq!(known - read_back, 7, "all but the seven whose unit only their text tells");
}

#[test]
fn every_fee_says_what_is_published() {
    let mut known = 0;

    for (code, record) in Package::shipped().records() {
        for fee in record["fees"].as_array().into_iter().flatten() {
            known += 1;
            let (listed, published) = (&fee["as_listed"], &record["about"]["fee"]["as_listed"]);
            let (listed, published) = (listed.as_str().unwrap(), published.as_str().unwrap());
            assert!(published.contains(listed), "{code}: {listed:?} is not in {published:?}");
            let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
            match fee["amount"].as_u64() {
                Some(0) => assert!(listed.contains("Miễn phí"), "{code}"),
                Some(amount) => {
                    let amount = amount.to_string();
                    assert!(digits(listed).contains(&amount), "{code}: {amount} in {listed}");
                }
                None => assert!(listed.contains("Hội đồng nhân dân"), "{code}"),
            }
        }
    }

    assert!(known > 80, "the records were really read: {known}");
}

#[test]
fn hour_of_the_procedure_stands_only_where_its_own_text_has_it() {
    let records = Package::shipped().records();
    let with_hour = records.iter().filter(|(_, record)| {
        let mut terms = record["terms"].as_array().into_iter().flatten();
        terms.any(|term| term.get("cut_off").is_some())
    });
    let codes: Vec<_> = with_hour.map(|(code, _)| code.as_str()).collect();

    let births_and_deaths =
        ["1.000110", "1.000656", "1.001193", "1.001766", "1.004827", "2.000528", "2.000547"];
    assert_eq!(codes, births_and_deaths, "the text of marriages, 1.000894, has none");
    for (code, record) in records.iter().filter(|(code, _)| codes.contains(&code.as_str())) {
        let source = record["terms"][0]["source"].as_str().unwrap();
        assert!(source.contains("sau 15 giờ") && source.contains(code.as_str()), "{source}");
    }
    let birth = term(&a_dossier(BIRTH)).unwrap();
    assert_eq!(number(&birth), (0, LimitUnit::WorkingDays));
    assert_eq!(birth.cut_off, chrono::NaiveTime::from_hms_opt(15, 0, 0));
    let online = a_dossier(BIRTH).by(Channel::Online);
    assert_eq!(term(&online), None, "online the requester has a day to confirm");
}

#[test]
fn term_is_the_one_of_the_channel() {
    let by =
        |channel| term(&a_dossier_of("1.012753", json!({})).by(channel)).map(|one| number(&one));

    assert_eq!(by(Channel::Online), Some((17, LimitUnit::WorkingDays)));
    assert_eq!(by(Channel::Post), Some((30, LimitUnit::WorkingDays)));
    assert_eq!(by(Channel::Direct), Some((20, LimitUnit::WorkingDays)));
    let mediation = a_dossier_of("1.012812", json!({})).by(Channel::Online);
    assert_eq!(term(&mediation), None, "nothing is listed for that channel");
}

#[test]
fn term_is_open_until_the_question_on_which_it_depends_is_answered() {
    let found = |found: Value| term(&a_dossier_of("1.010041", json!({ "data_found": found })));

    assert_eq!(found(Value::Null), None);
    assert_eq!(found(json!(true)).map(|one| number(&one)), Some((1, LimitUnit::WorkingDays)));
    assert_eq!(found(json!(false)).map(|one| number(&one)), Some((3, LimitUnit::WorkingDays)));
    assert_eq!(found(json!(true)).unwrap().office.as_deref(), Some("residence"));
    let unsettled = a_dossier_of("1.010040", json!({ "data_found": false }));
    assert_eq!(
        term(&unsettled),
        None,
        "30 days in one place of the source, 30 working days in another"
    );
}

#[test]
fn term_is_unknown_when_the_source_lost_the_unit_or_contradicts_itself() {
    for code in ["1.004873", "1.000894", "2.000635", "2.000986", "1.003677"] {
        assert_eq!(term(&a_dossier_of(code, json!({}))), None, "{code}");
    }
}

#[test]
fn record_without_terms_is_read_as_listed() {
    let listed = term(&a_dossier_of("1.013133", json!({}))).unwrap();

    assert_eq!(number(&listed), (1, LimitUnit::WorkingDays));
    assert_eq!((listed.cut_off, listed.starts), (None, Starts::Received));
    assert!(listed.said.is_empty(), "only the source's list says it");
}

#[test]
fn named_day_is_asked_for_only_where_no_limit_is_known() {
    let fields = |dossier: &Dossier| {
        let view = dossier.view();
        let review = view.blocks.into_iter().flat_map(|block| block.groups);
        let paths = review.flat_map(|group| group.fields).map(|field| field.path);
        paths.filter(|path| path == "/appointment").count()
    };
    let unknown = a_dossier_of("1.004873", json!({}));
    let known = a_dossier(BIRTH);

    assert_eq!((fields(&unknown), fields(&known)), (1, 0));
    let named = known.typing("/appointment", "25/11/2026");
    assert_eq!(fields(&named), 1, "what is typed is shown");
    let gap = named.gaps().into_iter().find(|gap| gap.path == "/appointment").unwrap();
    assert_eq!(gap.code, "not-asked");
    let past = unknown.typing("/appointment", "20/11/2026");
    assert!(past.gaps().iter().any(|gap| gap.path == "/appointment" && gap.code == "rule"));
}

/// 15 days are published, and the record was read as 5: the shorter text stands in the longer one.
#[test]
fn term_that_lost_a_digit_is_refused() {
    const PROCEDURE: &str = "procedures/1.012812.json";
    let published = json!("Dịch vụ bưu chính: 15 Ngày; Trực tiếp: 40 Ngày");
    let read = |listed: &str, value: u32| {
        Package::shipped()
            .with(PROCEDURE, "/about/time/as_listed", published.clone())
            .with(PROCEDURE, "/terms/0/as_listed", json!(listed))
            .with(PROCEDURE, "/terms/0/value", json!(value))
            .read()
    };

    let fault = read("5 Ngày", 5).unwrap_err();
    assert_eq!(fault.place, "/terms/0");
    assert!(fault.why.contains("not what is published"), "{fault:?}");
    assert!(read("15 Ngày", 15).is_ok(), "the whole number is what is published");
}

#[test]
fn slip_in_a_term_is_refused_and_named() {
    const PROCEDURE: &str = "procedures/1.012812.json";
    let slips = [
        ("/terms/0/colour", json!("red"), "", "unknown field `colour`"),
        ("/terms/0/source", json!(" "), "/terms/0", "no source is named"),
        ("/terms/0/said", json!({ "vi": "" }), "/terms/0", "no reason is said"),
        ("/terms/0/as_listed", json!("31 Ngày"), "/terms/0", "not what is published"),
        ("/terms/0/as_listed", json!("0 Ngày"), "/terms/0", "not what is published"),
        ("/terms/0/value", json!(31), "/terms/0", "what is listed says otherwise"),
        ("/terms/0/unit", json!("working_days"), "/terms/0", "what is listed says otherwise"),
        ("/terms/0/value", json!(-1), "", "invalid value"),
        ("/terms/0/value", json!(10_001), "/terms/0", "too long"),
        ("/terms/0/value", json!(0), "/terms/0", "takes no time"),
        ("/terms/0/unit", json!("months"), "", "unknown variant `months`"),
        ("/terms/0/cut_off", json!("15h"), "/terms/0", "no time of day"),
        ("/terms/0/cut_off", json!("24:01"), "/terms/0", "no time of day"),
        ("/terms/0/starts", json!("begun"), "", "unknown variant `begun`"),
        ("/terms/0/channels", json!(["online"]), "/terms/0", "not handed in by online"),
        ("/terms/0/when", json!("declaration.x"), "/terms/0", "declaration.x"),
        ("/terms/0/when", json!("today"), "/terms/0", "gives a date"),
        ("/terms/0/calendar", json!(" "), "/terms/0", "calendar has no name"),
    ];

    for (pointer, value, place, why) in slips {
        let fault = Package::shipped().with(PROCEDURE, pointer, value).read().unwrap_err();
        assert_eq!(fault.file, PROCEDURE, "{pointer}");
        assert!(fault.place.contains(place) && fault.why.contains(why), "{pointer}: {fault:?}");
    }
}
