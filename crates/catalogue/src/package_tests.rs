//! Packages that contradict themselves are refused, with the file and the place.

use serde_json::{Value, json};

use crate::testing::{BIRTH, Package};

const LAYOUT: &str = "forms/khai-sinh.layout.json";
const SHEET: &str = "forms/khai-sinh.print.json";
const SCHEMA: &str = "forms/khai-sinh.schema.json";
const PROCEDURE: &str = "procedures/1.001193.json";

/// The file, the place and the reason for which a package is refused.
fn refused(package: &Package) -> (String, String, String) {
    let fault = package.read().unwrap_err();
    (fault.file, fault.place, fault.why)
}

#[test]
fn missing_file_is_named() {
    let shipped = Package::shipped();
    let files: Vec<_> = shipped.0.keys().cloned().collect();

    for file in files {
        let fault = shipped.clone().without(&file).read().unwrap_err();
        assert_eq!((fault.file, fault.why.as_str()), (file, "is not there"));
    }
}

#[test]
fn file_that_names_no_path_is_named_itself() {
    for (place, path) in [("/words", ""), ("/synonyms", "../synonyms.json"), ("/forms/0", "")] {
        let package = Package::shipped().with("package.json", place, json!(path));

        let (file, _, why) = refused(&package);
        assert_eq!(file, "package.json", "{place} {path:?}");
        assert!(why.contains("is no path of a package"), "{why}");
    }
}

#[test]
fn list_as_long_as_a_package_may_hold_is_read_in_one_go() {
    const MANY: usize = 60_000;
    let choice = |place: usize| json!({ "value": place.to_string(), "label": { "vi": "Mẫu" } });
    let choices: Vec<_> = (0..MANY).chain([MANY / 2]).map(choice).collect();
    let package = Package::shipped().with("lists/sexes.json", "/choices", json!(choices));

    let (file, place, _) = refused(&package);

    // Each held against every other would be nearly two thousand million comparisons.
    assert_eq!((file.as_str(), place.as_str()), ("lists/sexes.json", "/choices/30000"));
}

#[test]
fn file_that_is_no_json_is_named() {
    let mut package = Package::shipped();
    package.0.insert("words.json".to_owned(), b"{ \"a\": ".to_vec());

    let (file, _, why) = refused(&package);
    assert_eq!(file, "words.json");
    assert!(why.contains("line 1"), "{why}");
}

/// One slip in a file: where, what stands there, and the place and reason that are named.
type Slip = (&'static str, Value, &'static str, &'static str);

fn assert_refused<const SLIPS: usize>(file: &str, slips: [Slip; SLIPS]) {
    for (pointer, value, place, why) in slips {
        let fault = refused(&Package::shipped().with(file, pointer, value));
        assert_eq!(fault.0, file, "{pointer}");
        assert!(fault.1.contains(place), "{pointer}: {fault:?}");
        assert!(fault.2.contains(why), "{pointer}: {fault:?}");
    }
}

#[test]
fn slip_in_a_layout_is_refused_and_named() {
    let slips = [
        ("/groups/1/colour", json!("red"), "", "unknown field `colour`"),
        ("/source", json!(" "), "/source", "no source is named"),
        (
            "/rules/0/when",
            json!("declaration.child.birht > today"),
            "rule child-born-in-the-future",
            "no field is called declaration.child.birht",
        ),
        (
            "/rules/0/when",
            json!("declaration.child.birth > 5"),
            "rule child-born-in-the-future",
            "a date compared with a number",
        ),
        ("/groups/1/shown", json!("'yes'"), "group child", "gives a text, not a truth"),
        (
            "/groups/1/fields/0/required",
            json!("("),
            "/declaration/child/name",
            "a value was expected",
        ),
        (
            "/groups/1/fields/0/offered",
            json!("today"),
            "/declaration/child/name",
            "gives a date, not a text",
        ),
        (
            "/groups/1/fields/0/list",
            json!("colours"),
            "/declaration/child/name",
            "no list is called colours",
        ),
        ("/groups/1/fields/0/path", json!("/owner/name"), "/owner/name", "not within /declaration"),
        (
            "/groups/1/fields/0/label",
            json!({ "vi": " " }),
            "/declaration/child/name",
            "a field without a label",
        ),
        ("/groups/1/fields/0/label", json!({ "en": "Name" }), "", "a text has no Vietnamese"),
        (
            "/rules/0/at",
            json!("/declaration/nowhere"),
            "rule child-born-in-the-future",
            "nothing is kept at /declaration/nowhere",
        ),
        (
            "/also_required/0/path",
            json!("/submitter/town"),
            "/submitter/town",
            "nothing is kept at /submitter/town",
        ),
    ];
    assert_refused(LAYOUT, slips);
}

#[test]
fn slip_in_a_print_file_is_refused_and_named() {
    let row = |entry: Value| json!({ "row": [entry] });
    let slips = [
        ("/colour", json!("red"), "", "unknown field `colour`"),
        ("/source", json!(" "), "/source", "no source is named"),
        ("/title", json!(""), "/title", "nothing is written"),
        ("/signed_as", json!("To Khai"), "", ""),
        ("/addressed", json!(" "), "/addressed", "nothing is written"),
        ("/signs", json!([{ "title": "" }]), "/signs/0", "nothing is written"),
        (
            "/signs",
            json!([{ "title": "MẸ", "path": "/declaration/nobody" }]),
            "/signs/0",
            "no field stands at /declaration/nobody",
        ),
        ("/signs", json!([{ "title": "A" }, { "title": "B" }, { "title": "C" }]), "/signs", "two"),
        ("/blocks/0/colour", json!("red"), "", "unknown field `colour`"),
        ("/blocks/0/heading", json!(" "), "/blocks/0", "nothing is written"),
        ("/blocks/0/prose", json!("both"), "/blocks/0", "one of heading, prose, row and table"),
        ("/blocks/0/shown", json!("declaration.child"), "/blocks/0", "gives a group, not a truth"),
        ("/blocks/1/row", json!([]), "/blocks/1", "a row without entries"),
        ("/blocks/1/row/0/colour", json!("red"), "", "unknown field `colour`"),
        ("/blocks/1/row/0/label", json!(""), "/blocks/1/row/0", "nothing is written"),
        ("/blocks/1/row/0/said", json!("both"), "/blocks/1/row/0", "one of paths and said"),
        ("/blocks/1/row/0/paths", json!([]), "/blocks/1/row/0", "no path to print"),
        ("/blocks/1/row/0/shown", json!("("), "/blocks/1/row/0", "a value was expected"),
        (
            "/blocks/1/row/0/paths/0",
            json!("/submitter/nickname"),
            "/blocks/1/row/0",
            "no field stands at /submitter/nickname",
        ),
        // A group, a toggle and a field of another form are no fields of this one.
        ("/blocks/1/row/0/paths/0", json!("/submitter"), "/blocks/1/row/0", "at /submitter"),
        ("/blocks/1/row/0/paths/0", json!("/declaration/mother"), "/blocks/1/row/0", "no field"),
        ("/blocks/1/row/0/paths/0", json!("/declaration/cause"), "/blocks/1/row/0", "no field"),
        ("/blocks/1", row(json!({ "label": "Tên" })), "/blocks/1/row/0", "one of paths and said"),
        (
            "/blocks/1",
            row(json!({ "label": "Tên", "said": "là {/submitter/nickname}" })),
            "/blocks/1/row/0",
            "no field stands at /submitter/nickname",
        ),
        ("/blocks/5/prose", json!("Đề nghị {"), "/blocks/5", "a { without its }"),
        ("/blocks/5/prose", json!("Đề nghị }"), "/blocks/5", "a } without its {"),
    ];
    assert_refused(SHEET, slips);
}

#[test]
fn sheet_without_a_form_or_a_paper_to_come_back_as_is_refused() {
    let formless = Package::shipped().with("package.json", "/sheets/-", json!("khai-gi"));
    let (file, place, why) = refused(&formless);
    assert_eq!((file.as_str(), place.as_str()), ("package.json", "/sheets"));
    assert_eq!(why, "no form is called khai-gi");

    let lost = Package::shipped().with(SHEET, "/signed_as", json!("to-khai-da-ky"));
    let (file, _, why) = refused(&lost);
    assert_eq!(file, PROCEDURE);
    assert_eq!(why, "the signed sheet comes back as to-khai-da-ky, which is no paper");
}

#[test]
fn slip_in_a_schema_is_refused_and_named() {
    let slips = [
        (
            "/properties/child/required",
            json!(["name"]),
            "/properties/child/required",
            "what is required stands in the layout",
        ),
        ("/properties/child/type", json!("person"), "", "person"),
        ("/properties/child/properties/name/format", json!("nickname"), "", "nickname"),
        ("/properties/child/properties/hometown", json!({ "pattern": "(" }), "", "("),
        (
            "/properties/child/properties/hometown",
            json!({ "$ref": "https://example.org/x.json" }),
            "",
            "example.org",
        ),
    ];
    assert_refused(SCHEMA, slips);
}

#[test]
fn slip_in_a_procedure_is_refused_and_named() {
    let slips = [
        (
            "/components/2/when",
            json!("page('nothing')"),
            "component bien-ban-tre-bo-roi",
            "no component is called nothing",
        ),
        (
            "/components/1/missing",
            json!([]),
            "component giay-chung-sinh",
            "nothing to say when it is missing",
        ),
        ("/components/1/id", json!("to-khai"), "to-khai", "two papers have this name"),
    ];
    assert_refused(PROCEDURE, slips);
}

#[test]
fn field_without_a_place_in_the_schema_is_refused() {
    let field = json!({ "path": "/declaration/child/nickname", "widget": "line", "label": { "vi": "Tên gọi" } });
    let package = Package::shipped().with(LAYOUT, "/groups/1/fields/-", field.clone());
    let (file, place, why) = refused(&package);
    assert_eq!((file.as_str(), place.as_str()), (LAYOUT, "/declaration/child/nickname"));
    assert_eq!(why, "the schema has no such place");

    let twice = Package::shipped().with(LAYOUT, "/groups/1/fields/-", {
        let mut field = field;
        field["path"] = json!("/declaration/child/name");
        field
    });
    assert_eq!(refused(&twice).2, "another field is kept there");
}

#[test]
fn record_that_names_no_form_or_no_source_is_refused() {
    let formless = Package::shipped().with(PROCEDURE, "/about/form", json!("khai-gi"));
    assert_eq!(refused(&formless).2, "no form khai-gi");
    let sourceless = Package::shipped().with(PROCEDURE, "/about/source", json!(""));
    assert_eq!(refused(&sourceless).2, "no source is named");
    let code = Package::shipped().with(PROCEDURE, "/about/code", json!("khai sinh"));
    assert_eq!(refused(&code).0, PROCEDURE);
    let twice = Package::shipped().with("package.json", "/procedures/-", json!(PROCEDURE));
    assert_eq!(refused(&twice).2, "another record has this code");
}

#[test]
fn form_that_procedures_share_follows_the_questions_of_each() {
    let catalogue = Package::shipped().read().unwrap();
    let shared = ["1.004194", "1.004222", "2.001023", "1.001193"];
    let of = |code: &str| {
        let procedure = catalogue.procedure(&code.parse().unwrap()).unwrap();
        catalogue.form(procedure).unwrap().layout.groups.iter().map(|group| group.id.as_str())
    };

    let [stay, live, joined, birth] = shared.map(|code| of(code).collect::<Vec<_>>());

    assert_eq!(stay, live, "both ask first, and then have one form");
    assert_eq!(joined.first(), Some(&"asks"));
    assert_eq!(
        joined.get(1..),
        Some(&*birth),
        "and then have the form of the one that asks nothing"
    );
}

#[test]
fn question_where_the_form_keeps_something_is_refused() {
    let file = "procedures/1.004194.json";
    let twice = Package::shipped().with(file, "/asks/0/path", json!("/declaration/members"));

    let (file, place, why) = refused(&twice);

    assert_eq!(
        (file.as_str(), place.as_str()),
        ("procedures/1.004194.json", "/declaration/members")
    );
    assert_eq!(why, "the form keeps that itself");
}

#[test]
fn list_and_words_are_whole_or_refused() {
    let twice = Package::shipped().with("lists/sexes.json", "/choices/1/value", json!("male"));
    assert_eq!(refused(&twice).0, "lists/sexes.json");
    let name = Package::shipped().with("lists/sexes.json", "/name", json!("nationalities"));
    assert_eq!(refused(&name).2, "another list has this name");
    let words = Package::shipped().with("words.json", "/duty-file", json!({ "vi": "" }));
    assert_eq!(refused(&words).1, "duty-file");
}

#[test]
fn fault_says_file_place_and_reason_in_one_line() {
    let package = Package::shipped().with(LAYOUT, "/rules/0/when", json!("true and"));

    let said = package.read().unwrap_err().to_string();
    assert_eq!(
        said,
        format!("{LAYOUT}: rule child-born-in-the-future: at byte 8: a value was expected")
    );
}

#[test]
fn shipped_package_holds_the_communes_procedures_by_name() {
    let catalogue = Package::shipped().read().unwrap();

    assert!(catalogue.procedures().count() > 400, "the verified records of the source");
    assert!(catalogue.procedures().filter(|one| one.has_form()).count() >= 18);
    assert!(catalogue.procedures().filter(|one| one.is_checked()).count() >= 60);
    assert!(catalogue.procedures().all(|one| !one.about().source.is_empty()));
    assert!(!catalogue.version().is_empty() && !catalogue.source().is_empty());
    assert_eq!(catalogue.procedure(&BIRTH.parse().unwrap()).unwrap().components().len(), 7);
}

#[test]
fn slip_in_where_a_person_stands_is_refused_and_named() {
    let person = |field: &str, path: &str| {
        let mut person = json!({ "name": "/declaration/mother/name" });
        person[field] = json!(path);
        person
    };
    let place = "person of group child";
    assert_refused(
        LAYOUT,
        [
            (
                "/groups/1/person",
                person("name", "/declaration/mother/nam"),
                place,
                "no field is kept at /declaration/mother/nam",
            ),
            (
                "/groups/1/person",
                person("birth", "/declaration/mother/number"),
                place,
                "/declaration/mother/number is typed as digits",
            ),
            (
                "/groups/1/person",
                person("residence", "/declaration/child"),
                place,
                "no field is kept at /declaration/child/commune",
            ),
            (
                "/groups/1/person",
                json!({ "phone": "/submitter/phone" }),
                "",
                "missing field `name`",
            ),
        ],
    );
}
