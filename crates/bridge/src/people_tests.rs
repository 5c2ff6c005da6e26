//! People who are known already, as a window is told of them.

use desk::catalogue;
use serde_json::{Value, json};
use testkit::desks::ClosedDesk;
use testkit::{a_desk, a_world};

use crate::{Host, Language, Spoken};

fn a_host() -> (ClosedDesk, Host) {
    let world = a_world(1).knowing(catalogue::shipped());
    let closed = a_desk().in_world(world).opened().closed();
    let host = Host::at(closed.world.world(), closed.root(), "test");
    call(&host, "host.unlock", json!({ "way": "keyring" })).unwrap();
    (closed, host)
}

fn call(host: &Host, command: &str, args: Value) -> Result<Value, Spoken> {
    host.call(command, args, Language::Vietnamese)
}

fn begin(host: &Host) -> Value {
    let form = json!({ "submitter": {
        "name": "Lò Thị Đào",
        "number": { "kind": "citizen", "value": "020190000123" },
        "birth": "1990-03-02",
        "sex": "female",
        "address": { "commune": "06577", "detail": "Thôn Pò Cại" },
        "phone": "0912 345 678"
    } });
    let args = json!({ "procedure": "1.001193", "channel": "direct", "form": form });
    call(host, "dossiers.begin", args).unwrap()
}

fn scan(host: &Host, text: &str) -> Value {
    call(host, "card.read", json!({ "text": text })).unwrap()
}

#[test]
fn resident_is_found_with_what_tells_them_apart_and_is_taken_over() {
    let (_closed, host) = a_host();
    let begun = begin(&host);

    let found = call(&host, "people.find", json!({ "query": "dao", "limit": 8 })).unwrap();
    let one = &found[0];
    assert_eq!(
        (&one["name"], &one["number"], &one["birth"], &one["commune"]),
        (
            &json!("Lò Thị Đào"),
            &json!("020 190 000 123"),
            &json!("02/03/1990"),
            &json!("xã Thống Nhất")
        )
    );
    assert_eq!((&one["code"], &one["dossiers"]), (&begun["provisional_code"], &json!(1)));
    let args = json!({ "from": one["dossier_id"], "part": one["part"] });
    let taken = call(&host, "people.take", args).unwrap();

    assert_eq!(taken["person"]["phone"], "0912 345 678");
    assert_eq!(taken["person"]["detail"], "Thôn Pò Cại");
    let except = json!({ "query": "dao", "limit": 8, "except": begun["dossier_id"] });
    assert_eq!(call(&host, "people.find", except).unwrap(), json!([]));
}

#[test]
fn card_is_read_with_todays_commune() {
    let (_closed, host) = a_host();

    let read = scan(
        &host,
        "020190000123||Lò Thị Đào|02031990|Nữ|Thôn 1, Xã Bảo Lâm, Huyện Cao Lộc, Tỉnh Lạng Sơn|10102021",
    );

    let person = &read["person"];
    assert_eq!((&person["name"], &person["birth"]), (&json!("Lò Thị Đào"), &json!("02/03/1990")));
    assert_eq!((&person["commune"], &person["detail"]), (&json!("06184"), &json!("Thôn 1")));
    assert_eq!((&person["sex"], &person["number_kind"]), (&json!("female"), &json!("citizen")));
    let warnings = read["warnings"].as_array().unwrap();
    assert_eq!(warnings.len(), 1, "{warnings:?}");
    assert!(warnings[0].as_str().unwrap().contains("nay thuộc xã Đồng Đăng"), "{warnings:?}");
    assert_eq!((&read["refused"], &read["doubtful"]), (&Value::Null, &json!([])));
}

#[test]
fn divided_commune_is_a_question() {
    let (_closed, host) = a_host();

    let read =
        scan(&host, "020190000123||Lò Thị Đào|02031990|Nữ|Bính Xá, Đình Lập, Lạng Sơn|10102021");

    assert_eq!(read["person"]["commune"], "");
    assert_eq!(read["moved"]["choices"].as_array().unwrap().len(), 2);
    assert_eq!(read["moved"]["suggested"], "06613");
    assert_eq!(read["moved"]["was"], "Bính Xá, Đình Lập, Lạng Sơn");
}

#[test]
fn doubtful_name_is_not_written_and_a_contradiction_is_said() {
    let (_closed, host) = a_host();

    let read = scan(
        &host,
        "020190000123||Lof Thij DDaof|02031991|Nam|Thôn 1, Xã Mẫu, Huyện Mẫu, Tỉnh Mẫu|10102021",
    );

    assert_eq!(read["person"]["name"], "");
    let doubtful = &read["doubtful"][0];
    assert_eq!((&doubtful["field"], &doubtful["meant"]), (&json!("name"), &json!("Lò Thị Đào")));
    assert_eq!(doubtful["raw"], "Lof Thij DDaof");
    let warnings = read["warnings"].to_string();
    for part in ["năm sinh trong số", "giới tính trong số", "Không tìm thấy xã"] {
        assert!(warnings.contains(part), "{part}: {warnings}");
    }
    assert!(warnings.contains("Số định danh trên thẻ"), "{warnings}");
}

#[test]
fn other_code_is_called_what_it_is_and_shown() {
    let (_closed, host) = a_host();

    let read = scan(&host, "00020101021138540010A000000727");

    assert_eq!(read["raw"], "00020101021138540010A000000727");
    assert!(read["refused"].as_str().unwrap().contains("chuyển tiền"), "{read}");
    assert_eq!(read["person"]["number"], "");
}
