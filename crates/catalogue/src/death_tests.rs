//! Khai tử (1.000656): its fields, rules and papers.

use domain::kinds::Channel;
use serde_json::{Value, json};

use crate::testing::{DEATH, Dossier, a_dossier};

const NOTHING: Vec<String> = vec![];

fn typing(pointer: &str, value: impl Into<Value>) -> Dossier {
    a_dossier(DEATH).typing(pointer, value)
}

#[test]
fn declaration_names_what_is_missing() {
    let fields = [
        "relation",
        "deceased/name",
        "deceased/birth",
        "deceased/sex",
        "deceased/ethnicity",
        "deceased/nationality",
        "deceased/died",
        "deceased/paper/number",
        "residence/commune",
        "registration",
        "place/kind",
        "place/detail",
        "place/commune",
        "cause",
        "copies",
    ];
    for field in fields {
        let path = format!("/declaration/{field}");
        let faults = typing(&path, Value::Null).faults();
        assert!(faults.contains(&format!("{path} missing")), "{path}: {faults:?}");
    }
}

#[test]
fn optional_field_may_be_left_out() {
    for field in ["deceased/died_time", "notice/agency", "notice/kind", "deceased/paper/issued"] {
        assert_eq!(
            typing(&format!("/declaration/{field}"), Value::Null).faults(),
            NOTHING,
            "{field}"
        );
    }
}

#[test]
fn partial_dates_are_taken_and_no_rule_guesses() {
    for died in ["2026", "11/2026", "18/11/2026"] {
        let dossier = typing("/declaration/deceased/died", died);
        assert_eq!(dossier.faults(), NOTHING, "{died} may be all that is known");
    }
    let same_year =
        typing("/declaration/deceased/birth", "2026").typing("/declaration/deceased/died", "2026");
    assert_eq!(same_year.faults(), NOTHING, "a child of that year may have died in it");
}

#[test]
fn time_of_death_is_hours_and_perhaps_minutes() {
    for right in ["14:05", "0:00", "23:59", "7"] {
        assert_eq!(typing("/declaration/deceased/died_time", right).faults(), NOTHING, "{right}");
    }
    for wrong in ["24:00", "14h05", "7:5", "sáng"] {
        let faults = typing("/declaration/deceased/died_time", wrong).faults();
        assert_eq!(faults, ["/declaration/deceased/died_time not-in-pattern"], "{wrong}");
    }
}

#[test]
fn rule_fires_when_dates_contradict_one_another_for_certain() {
    let rows = [
        ("deceased/died", "22/11/2026", "died-in-the-future"),
        ("deceased/died", "1940", "died-before-birth"),
        ("deceased/birth", "2027", "born-in-the-future"),
    ];
    for (field, value, rule) in rows {
        let faults = typing(&format!("/declaration/{field}"), value).faults();
        assert!(faults.contains(&rule.to_owned()), "{rule}: {faults:?}");
    }
}

#[test]
fn kind_of_registration_is_offered_from_the_fifteen_days() {
    let rows = [
        ("06/11/2026", Some("on_time")),
        ("05/11/2026", Some("late")),
        ("2025", Some("late")),
        ("11/2026", None),
    ];
    for (died, expected) in rows {
        let dossier = typing("/declaration/deceased/died", died)
            .typing("/declaration/registration", Value::Null);
        let fields = dossier.view().blocks.into_iter().flat_map(|block| block.groups);
        let mut fields = fields.flat_map(|group| group.fields);
        let field = fields.find(|field| field.path == "/declaration/registration").unwrap();

        let offered = field.offered.map(|offer| offer.value);
        assert_eq!(offered.as_deref(), expected, "died on {died}, seen on 21/11/2026");
        assert!(dossier.faults().contains(&"/declaration/registration missing".to_owned()));
    }
}

#[test]
fn warning_is_given_and_nothing_hindered_when_a_case_is_strange() {
    let rows: [(&str, Value, &str); 5] = [
        ("notice/issued", json!("17/11/2026"), "notice-before-death"),
        ("deceased/died", json!("01/11/2026"), "reported-late"),
        ("registration", json!("late"), "reported-in-time"),
        ("deceased/paper", Value::Null, "no-number-of-the-deceased"),
        ("relation", json!("authorised"), "authorised-without-owner"),
    ];
    for (field, value, warning) in rows {
        let dossier = typing(&format!("/declaration/{field}"), value);
        assert!(
            dossier.warned().contains(&warning.to_owned()),
            "{warning}: {:?}",
            dossier.warned()
        );
        assert_eq!(dossier.faults(), NOTHING, "{warning} hinders nothing");
    }
    let number = typing("/declaration/deceased/number", "020142000123");
    assert_eq!(
        number.warned(),
        [
            "/declaration/deceased/number number-other-birth-year",
            "/declaration/deceased/number number-other-sex"
        ]
    );
}

#[test]
fn last_residence_is_not_asked_for_when_nobody_knows_it() {
    let unknown = typing("/declaration/residence_unknown", true);
    let left = unknown.faults();
    assert_eq!(left.len(), 3, "what was typed of it is named, not dropped: {left:?}");
    assert!(left.iter().all(|fault| fault.ends_with("not-asked")), "{left:?}");

    let cleared = typing("/declaration/residence_unknown", true)
        .typing("/declaration/residence", Value::Null);
    assert_eq!(cleared.faults(), NOTHING);
}

#[test]
fn papers_follow_the_case() {
    let unknown_residence = || {
        typing("/declaration/residence_unknown", true).typing("/declaration/residence", Value::Null)
    };
    let rows: [(Dossier, &[&str]); 8] = [
        (a_dossier(DEATH), &["to-khai", "giay-bao-tu"]),
        (a_dossier(DEATH).by(Channel::Online), &["giay-bao-tu"]),
        (typing("/declaration/notice/fetched", true), &["to-khai"]),
        (
            typing("/declaration/relation", "authorised"),
            &["to-khai", "giay-bao-tu", "van-ban-uy-quyen"],
        ),
        (a_dossier(DEATH).on_behalf(), &["to-khai", "giay-bao-tu", "van-ban-uy-quyen"]),
        (typing("/declaration/relation", "representative"), &["to-khai", "giay-bao-tu"]),
        (unknown_residence(), &["to-khai", "giay-bao-tu"]),
        (unknown_residence().by(Channel::Post), &["to-khai", "giay-bao-tu", "giay-to-noi-chet"]),
    ];
    for (place, (dossier, papers)) in rows.into_iter().enumerate() {
        assert_eq!(dossier.missing_papers(), papers, "row {place}");
    }
}

#[test]
fn evidence_stands_for_the_notice_only_when_the_death_was_long_ago() {
    let long_ago = || {
        typing("/declaration/registration", "long_ago").typing("/declaration/deceased/died", "1979")
    };

    let recent = a_dossier(DEATH).with_pages(&["chung-cu-su-kien-chet"]);
    assert_eq!(recent.missing_papers(), ["to-khai", "giay-bao-tu"]);
    let old = long_ago().with_pages(&["chung-cu-su-kien-chet"]);
    assert_eq!(old.missing_papers(), ["to-khai"]);
    let substitute = a_dossier(DEATH).with_pages(&["giay-thay-giay-bao-tu"]);
    assert_eq!(substitute.missing_papers(), ["to-khai"]);

    let said = |dossier: Dossier| {
        let gaps = dossier.gaps();
        let gap = gaps.iter().find(|gap| gap.path == "/pages/giay-bao-tu").unwrap();
        gap.args["said-vi"].clone()
    };
    assert!(said(long_ago()).contains("người chết đã lâu"), "the last resort is named");
    assert!(!said(a_dossier(DEATH)).contains("người chết đã lâu"), "and only where it may be used");
}
