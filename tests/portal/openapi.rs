//! The description of the protocol is true: every route is in it, and every answer that any test of
//! this folder gets fits it.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use axum::body::Body;
use axum::http::{Method, Request};
use jsonschema::Validator;
use portal::openapi::DOCUMENT;
use serde_json::{Value, json};
use strum::VariantArray;
use wire::path;
use wire::problem::Reason;

use crate::desk::{a_desk, a_dossier};
use crate::operator::{Saying, a_whole_dossier, official, to, told};
use crate::province::{Answer, a_province};

static DESCRIPTION: LazyLock<Value> = LazyLock::new(|| serde_json::from_str(DOCUMENT).unwrap());

const METHODS: [Method; 7] = [
    Method::GET,
    Method::HEAD,
    Method::POST,
    Method::PUT,
    Method::PATCH,
    Method::DELETE,
    Method::OPTIONS,
];

/// The described path to which a path belongs.
fn described(path: &str) -> Option<&'static str> {
    let steps = |path: &str| path.split('/').map(str::to_owned).collect::<Vec<_>>();
    let asked = steps(path);
    let fits = |known: &&String| {
        let known = steps(known);
        known.len() == asked.len()
            && known
                .iter()
                .zip(&asked)
                .all(|(known, asked)| known.starts_with('{') || known == asked)
    };
    let paths = DESCRIPTION["paths"].as_object().unwrap();
    paths.keys().find(fits).map(String::as_str)
}

/// What is described of a method, where a `GET` also answers `HEAD`.
fn operation(path: &str, method: &Method) -> Option<&'static Value> {
    let of = |word: &str| DESCRIPTION["paths"][path].get(word);
    let own = of(&method.as_str().to_lowercase());
    own.or_else(|| of("get").filter(|_| method == Method::HEAD))
}

/// A schema of the document in which nothing may stand that is not described.
fn strict(schema: &Value) -> Validator {
    let mut whole = json!({ "components": { "schemas": DESCRIPTION["components"]["schemas"] } });
    close(&mut whole);
    whole["allOf"] = json!([schema]);
    jsonschema::draft202012::new(&whole).unwrap()
}

/// Readers ignore what they do not know; the gateway itself says nothing that is not described.
fn close(schema: &mut Value) {
    if schema.get("properties").is_some() {
        schema["additionalProperties"] = json!(false);
    }
    match schema {
        Value::Object(fields) => fields.values_mut().for_each(close),
        Value::Array(items) => items.iter_mut().for_each(close),
        _ => {}
    }
}

/// Holds an answer against the description. Called with every answer of every test.
pub fn hold(method: &Method, path: &str, answer: &Answer) {
    let Some(known) = described(path) else {
        assert_eq!(answer.status, 404, "{method} {path} is not described");
        return;
    };
    let Some(operation) = operation(known, method) else {
        assert_eq!(answer.status, 405, "{method} {known} is not described");
        return;
    };
    let status = answer.status.as_u16();
    let described = &operation["responses"][status.to_string()];
    assert!(described.is_object(), "{method} {known} is described without {status}");
    for (name, header) in described["headers"].as_object().into_iter().flatten() {
        hold_header(&format!("{method} {known} {status} {name}"), name, header, answer);
    }
    if answer.header("content-encoding").is_some() {
        let is_described = described["headers"].get("Content-Encoding").is_some();
        assert!(is_described, "{method} {known} {status} is not described as compressed");
    }
    if method != Method::HEAD {
        hold_body(&format!("{method} {known} {status}"), described, answer);
    }
}

fn hold_header(what: &str, name: &str, header: &Value, answer: &Answer) {
    let pointer = header["$ref"].as_str().unwrap().trim_start_matches('#');
    let header = DESCRIPTION.pointer(pointer).unwrap();
    match answer.header(name) {
        Some(value) => {
            assert!(strict(&header["schema"]).is_valid(&json!(value)), "{what}: {value}")
        }
        None => assert_ne!(header["required"], json!(true), "{what} is missing"),
    }
}

fn hold_body(what: &str, described: &Value, answer: &Answer) {
    let Some(content) = described["content"].as_object() else {
        assert!(answer.bytes.is_empty(), "{what}: a body that is not described");
        return;
    };
    let media = answer.header("content-type").unwrap();
    let schema = content.get(media).unwrap_or_else(|| panic!("{what}: {media} is not described"));
    if media.ends_with("json") {
        let body: Value = serde_json::from_slice(&answer.plain()).unwrap();
        let schema = strict(&schema["schema"]);
        let faults: Vec<_> = schema.iter_errors(&body).map(|fault| fault.to_string()).collect();
        assert!(faults.is_empty(), "{what}: {faults:?} in {body}");
    }
}

fn assert_fits(name: &str, value: &Value) {
    let schema = strict(&json!({ "$ref": format!("#/components/schemas/{name}") }));
    let faults: Vec<_> = schema.iter_errors(value).map(|fault| fault.to_string()).collect();
    assert!(faults.is_empty(), "{name}: {faults:?} in {value}");
}

#[tokio::test]
async fn every_method_of_every_path_is_described_and_nothing_else_is() {
    let province = a_province();
    let paths: Vec<_> = DESCRIPTION["paths"].as_object().unwrap().keys().cloned().collect();
    for path in &paths {
        let filled = path.replace(['{', '}'], "x");
        for method in METHODS {
            let request = Request::builder().method(&method).uri(&filled).body(Body::empty());
            let answer = province.ask(request.unwrap()).await;

            let is_known = operation(path, &method).is_some();
            let is_taken = answer.status != 405;
            assert_eq!(is_taken, is_known, "{method} {path}: {}", answer.status);
        }
    }
}

#[test]
fn every_path_of_the_protocol_is_described() {
    let source = include_str!("../../crates/wire/src/path.rs");
    let named: Vec<_> =
        source.split("= \"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(named.contains(&path::OPENAPI) && named.len() > 9, "{named:?}");
    let routes = include_str!("../../crates/portal/src/http/mod.rs");
    let routes = routes.split("#[cfg(test)]").next().unwrap().matches(".route(").count();

    let paths = DESCRIPTION["paths"].as_object().unwrap();
    for name in named {
        let is_known =
            paths.keys().any(|path| path == name || path.starts_with(&format!("{name}/")));
        assert!(is_known, "{name} is not described");
    }
    assert_eq!(routes, paths.len(), "as many routes as described paths");
}

#[test]
fn every_problem_is_described_with_its_status() {
    let schemas = &DESCRIPTION["components"]["schemas"];
    let codes = schemas["ProblemCode"]["anyOf"][0]["enum"].as_array().unwrap();
    let text = schemas["ProblemCode"]["description"].as_str().unwrap();
    for reason in Reason::VARIANTS {
        let word: &str = (*reason).into();
        assert!(codes.contains(&json!(word)), "{word} is not described");
        assert!(text.contains(&format!("- `{word}` ({})", reason.status())), "{word}");
    }
    let refusal = include_str!("../../crates/portal/src/refusal.rs");
    let tus = refusal.split("=> (\"").skip(1).filter_map(|rest| rest.split('"').next());
    for word in tus {
        assert!(codes.contains(&json!(word)), "{word} is not described");
    }
}

#[test]
fn description_is_an_openapi_document_whose_references_lead_somewhere() {
    assert_eq!(DESCRIPTION["openapi"], "3.1.0");
    let mut ids = BTreeSet::new();
    for (path, methods) in DESCRIPTION["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            assert!(ids.insert(operation["operationId"].as_str().unwrap()), "{method} {path}");
            let fields = path.matches('{').count();
            let named = operation["parameters"].as_array().unwrap().iter().filter(|parameter| {
                let pointer = parameter["$ref"].as_str().unwrap().trim_start_matches('#');
                DESCRIPTION.pointer(pointer).unwrap()["in"] == "path"
            });
            assert_eq!(named.count(), fields, "{method} {path}: its fields");
        }
    }
    for reference in DOCUMENT.split("\"$ref\": \"#").skip(1) {
        let pointer = reference.split('"').next().unwrap();
        assert!(DESCRIPTION.pointer(pointer).is_some(), "{pointer}");
    }
}

#[tokio::test]
async fn description_is_served_and_printed_as_it_is() {
    let province = a_province();

    let served = province.get(path::OPENAPI).await;
    let printed = province.run(&["openapi"]);

    assert_eq!(served.bytes, DOCUMENT.as_bytes());
    assert_eq!((printed.code, printed.out.trim_end()), (0, DOCUMENT.trim_end()));
}

/// What travels inside signed texts and frozen bytes is described too.
#[tokio::test]
async fn what_is_signed_and_frozen_fits_the_description() {
    let province = a_province();
    let desk = a_desk(&province, 1).await;
    let dossier = a_whole_dossier(&desk, 1, &[40]);
    let receipt = desk.deliver(&province, &dossier).await;
    let code = official(1);
    province.advance(&dossier, &to(2).code(&code).until("2026-12-01")).unwrap();
    province
        .advance(&dossier, &to(4).because("gia hạn").with("a.pdf", &testkit::a_pdf(1)))
        .unwrap();

    assert_fits("Receipt", &json!(receipt.receipt()));
    for event in told(&province, &desk).await {
        assert_fits("Event", &json!(event));
    }
    assert_fits("Manifest", &json!(dossier.manifest));
    assert_fits("Withdrawal", &json!(desk.withdrawal(7, &dossier)));
    assert_fits("Claim", &json!(desk.claim()));
    assert_fits("EnrolmentRequest", &json!(desk.enrolment(&province.code())));
    assert_fits("Announcement", &a_dossier(&desk, 3, &[1]).announcement());
    let payload = |statement: &str| {
        let payload = statement.split('.').nth(1).unwrap();
        let bytes = data_encoding::BASE64URL_NOPAD.decode(payload.as_bytes()).unwrap();
        serde_json::from_slice::<Value>(&bytes).unwrap()
    };
    let keys = province.get(path::KEYS).await;
    assert_fits("KeyList", &payload(keys.json::<Value>()["keys"].as_str().unwrap()));
    assert_fits("GatewayTime", &payload(keys.header("nopho-time").unwrap()));
}

#[test]
fn field_that_is_not_described_is_found_out() {
    let schema = strict(&json!({ "$ref": "#/components/schemas/KeysReply" }));

    assert!(schema.is_valid(&json!({ "keys": "a.b.c" })));
    assert!(!schema.is_valid(&json!({ "keys": "a.b.c", "more": 1 })));
    assert!(!schema.is_valid(&json!({})));
}
