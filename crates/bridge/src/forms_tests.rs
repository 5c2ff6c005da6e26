//! The form as a window shows it, under the catalogue that is shipped.

use desk::catalogue;
use serde_json::{Value, json};
use testkit::desks::ClosedDesk;
use testkit::{a_desk, a_paper, a_world};

use crate::{Host, Language, Paper, Spoken};

const BIRTH: &str = "1.001193";

/// A host over an opened desk that knows the shipped catalogue; the folder lives as long as the
/// closed desk.
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

fn begin(host: &Host, procedure: &str, channel: &str, form: &Value) -> String {
    let args = json!({ "procedure": procedure, "channel": channel, "form": form });
    let begun = call(host, "dossiers.begin", args).unwrap();
    begun["dossier_id"].as_str().unwrap().to_owned()
}

fn open(host: &Host, dossier: &str) -> Value {
    call(host, "drafts.open", json!({ "dossier": dossier })).unwrap()
}

fn attach(host: &Host, dossier: &str, component: &str, bytes: &[u8]) {
    let paper = Paper { component, name: "giấy.pdf", bytes };
    host.hand_in(Language::Vietnamese, dossier, paper).unwrap();
}

fn an_example() -> Value {
    let shipped = catalogue::shipped().unwrap();
    shipped.procedure(&BIRTH.parse().unwrap()).unwrap().example().unwrap().clone()
}

fn fields(view: &Value) -> Vec<&Value> {
    let blocks = view["blocks"].as_array().unwrap();
    let groups = blocks.iter().flat_map(|block| block["groups"].as_array().unwrap());
    groups.flat_map(|group| group["fields"].as_array().unwrap()).collect()
}

fn field<'v>(view: &'v Value, path: &str) -> &'v Value {
    let found = fields(view).into_iter().find(|field| field["path"] == path);
    found.unwrap_or_else(|| panic!("no field {path}"))
}

fn paper<'v>(view: &'v Value, id: &str) -> &'v Value {
    let papers = view["papers"].as_array().unwrap();
    papers.iter().find(|paper| paper["id"] == id).unwrap_or_else(|| panic!("no paper {id}"))
}

fn paths(gaps: &Value) -> Vec<&str> {
    gaps.as_array().unwrap().iter().map(|gap| gap["path"].as_str().unwrap()).collect()
}

#[test]
fn empty_form_is_shown_whole_and_nothing_is_called_wrong() {
    let (_closed, host) = a_host();
    let dossier = begin(&host, BIRTH, "direct", &json!({}));

    let view = open(&host, &dossier);

    let blocks = view["blocks"].as_array().unwrap();
    let ids: Vec<_> = blocks.iter().map(|block| block["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["submitter", "behalf", "declaration", "papers", "review"]);
    assert_eq!(view["procedure_name"], "Thủ tục đăng ký khai sinh");
    assert_eq!((&view["edition"], &view["is_checked"]), (&json!(1), &json!(true)));
    assert!(fields(&view).len() > 20, "{view}");
    assert!(fields(&view).iter().all(|field| field["said"].is_null()), "nobody has typed");
    assert!(blocks.iter().all(|block| block["state"] != "done" || block["id"] == "behalf"));
}

#[test]
fn what_is_missing_stands_in_the_order_of_the_page_and_leads_to_a_place_on_it() {
    let (_closed, host) = a_host();
    let dossier = begin(&host, BIRTH, "direct", &json!({}));

    let view = open(&host, &dossier);

    let fields: Vec<_> = fields(&view).iter().map(|field| field["path"].clone()).collect();
    let papers = view["papers"].as_array().unwrap().iter();
    let papers: Vec<_> =
        papers.map(|paper| json!(format!("/pages/{}", paper["id"].as_str().unwrap()))).collect();
    let review = fields.iter().position(|path| path == "/result").unwrap();
    let page = [&fields[..review], &papers[..], &fields[review..]].concat();
    let places: Vec<_> = paths(&view["missing"])
        .into_iter()
        .map(|path| page.iter().position(|place| place == path).unwrap_or_else(|| panic!("{path}")))
        .collect();
    assert!(places.is_sorted(), "{:?}", paths(&view["missing"]));
    assert_eq!(
        paths(&view["missing"])[0],
        "/submitter/name",
        "of all that is missing in the block"
    );
    assert_eq!(paths(&view["missing"]).last(), Some(&"/result"));
}

#[test]
fn half_a_group_leads_to_the_half_that_is_not_there() {
    let (_closed, host) = a_host();
    let mut form = an_example();
    form["submitter"]["number"].as_object_mut().unwrap().remove("value");

    let dossier = begin(&host, BIRTH, "online", &form);
    let view = open(&host, &dossier);

    assert!(paths(&view["missing"]).contains(&"/submitter/number/value"), "{}", view["missing"]);
}

#[test]
fn counts_of_the_blocks_are_those_of_what_is_missing() {
    let (_closed, host) = a_host();
    let mut form = an_example();
    form["declaration"]["child"].as_object_mut().unwrap().remove("name");
    form.as_object_mut().unwrap().remove("result");

    let dossier = begin(&host, BIRTH, "direct", &form);
    let view = open(&host, &dossier);

    let blocks = view["blocks"].as_array().unwrap();
    let counts: Vec<_> = blocks.iter().map(|block| block["missing"].as_u64().unwrap()).collect();
    assert_eq!(counts, [0, 0, 1, 2, 1], "{}", view["missing"]);
    let wanted = ["/declaration/child/name", "/pages/to-khai", "/pages/giay-chung-sinh", "/result"];
    assert_eq!(paths(&view["missing"]), wanted);
}

#[test]
fn typing_saves_and_says_beside_the_field_what_is_wrong_there() {
    let (_closed, host) = a_host();
    let dossier = begin(&host, BIRTH, "direct", &json!({}));
    let mut form = an_example();
    form["declaration"]["mother"]["birth"] = json!("31/02/1996");

    let typed = json!({ "dossier": dossier, "edition": 1, "form": form });
    let view = call(&host, "drafts.type", typed.clone()).unwrap();
    let stale = call(&host, "drafts.type", typed).unwrap_err();

    assert_eq!((&view["edition"], &view["form"]), (&json!(2), &form));
    let said = field(&view, "/declaration/mother/birth")["said"].as_str().unwrap();
    assert!(said.contains("tháng đó không có ngày này"), "{said}");
    assert_eq!(stale.code, "stale-edition");
}

#[test]
fn field_that_is_not_asked_for_and_filled_is_shown_as_such() {
    let (_closed, host) = a_host();
    let mut form = an_example();
    form["declaration"]["birthplace"]["other"] = json!("Trên tàu SE1");

    let dossier = begin(&host, BIRTH, "online", &form);
    let view = open(&host, &dossier);

    assert_eq!(field(&view, "/declaration/birthplace/other")["is_needed"], json!(false));
    assert!(paths(&view["missing"]).contains(&"/declaration/birthplace/other"));
}

#[test]
fn papers_are_shown_with_their_files_and_what_may_stand_for_them() {
    let (_closed, host) = a_host();
    let dossier = begin(&host, BIRTH, "direct", &an_example());
    let before = open(&host, &dossier);
    let signed = b"%PDF-1.7\n<</Type/Sig/SubFilter/x/ByteRange[0 1 2 3]>>\n%%EOF\n";

    attach(&host, &dossier, "van-ban-nguoi-lam-chung", &a_paper(1));
    attach(&host, &dossier, "to-khai", signed);
    attach(&host, &dossier, "anh-the", &a_paper(2));
    let view = open(&host, &dossier);

    let missing = paper(&before, "giay-chung-sinh");
    assert_eq!((&missing["state"], &missing["duty"]), (&json!("missing"), &json!("file")));
    assert!(missing["said"].as_str().unwrap().contains("người làm chứng"), "{missing}");
    let given = paper(&view, "giay-chung-sinh");
    assert_eq!((&given["state"], &given["said"]), (&json!("given"), &Value::Null));
    assert_eq!(given["pages"][0]["component"], "van-ban-nguoi-lam-chung");
    assert_eq!(paper(&view, "to-khai")["pages"][0]["is_signed_pdf"], json!(true));
    assert_eq!(given["pages"][0]["is_signed_pdf"], json!(false));
    let other = view["papers"].as_array().unwrap().last().unwrap();
    assert_eq!(
        (&other["id"], &other["pages"][0]["component"]),
        (&json!("khac"), &json!("anh-the"))
    );
    assert_eq!(view["missing"], json!([]));
}

#[test]
fn unchecked_procedure_is_never_called_complete_and_says_what_it_does_not_know() {
    let (_closed, host) = a_host();
    let mut form = an_example();
    form["declaration"] = json!({});

    let dossier = begin(&host, "2.002226", "direct", &form);
    let view = open(&host, &dossier);

    assert_eq!((&view["is_checked"], &view["missing"]), (&json!(false), &json!([])));
    assert!(view["time_said"].as_str().unwrap().contains("không ghi đơn vị"), "{view}");
    assert!(view["fee_said"].as_str().unwrap().starts_with("Danh mục chưa ghi"), "{view}");
    assert_eq!(view["due_said"], "Cơ quan ghi ngày hẹn khi tiếp nhận.");
    let blocks = view["blocks"].as_array().unwrap();
    let states: Vec<_> = blocks.iter().map(|block| block["state"].as_str().unwrap()).collect();
    assert_ne!(states[3..], ["done", "done"], "neither the papers nor the whole");
}

/// The tests' morning is Monday, 23 November 2026; the day after is a holiday.
#[test]
fn day_of_the_result_is_expected_and_never_promised_when_the_limit_is_known() {
    let (_closed, host) = a_host();
    let form = an_example();

    // "Ngày làm việc" stands beside its number there.
    let dossier = begin(&host, "1.004837", "direct", &form);
    let view = open(&host, &dossier);

    assert_eq!(view["time_said"], "3 ngày làm việc");
    let due = view["due_said"].as_str().unwrap();
    assert!(due.starts_with("Dự kiến") && due.contains("ngày 27/11/2026"), "{due}");
    assert!(due.contains("Cơ quan ghi ngày hẹn"), "{due}");
}

#[test]
fn day_and_fee_are_shown_with_their_reasons() {
    let (_closed, host) = a_host();
    let mut copies = an_example();
    copies["declaration"] = json!({ "pages": 5, "copies": 2 });

    let guardianship = begin(&host, "1.004837", "direct", &an_example());
    let guardianship = open(&host, &guardianship);
    let copies = begin(&host, "2.000815", "direct", &copies);
    let copies = open(&host, &copies);

    assert_eq!(
        guardianship["due_why"],
        "3 ngày làm việc, tính từ khi cơ quan tiếp nhận. Bỏ qua 24/11 (Ngày Văn hóa Việt Nam)."
    );
    assert_eq!(guardianship["fee_said"], "Không thu");
    assert_eq!(copies["fee_said"], "14.000 đ");
    let why = copies["fee_why"].as_str().unwrap();
    assert!(why.starts_with("(2 × 2.000 đ + 3 × 1.000 đ) × 2 = 14.000 đ."), "{why}");
    assert_eq!(copies["due_why"], "", "no limit is known");
}

#[test]
fn birth_is_due_on_the_same_day_before_three() {
    let (_closed, host) = a_host();
    let dossier = begin(&host, BIRTH, "direct", &an_example());

    let view = open(&host, &dossier);

    assert!(view["time_said"].as_str().unwrap().contains("sau 15 giờ"), "{view}");
    let due = view["due_said"].as_str().unwrap();
    assert!(due.starts_with("Dự kiến 17:00 ngày 23/11/2026"), "{due}");
}

#[test]
fn clerk_names_the_day_where_no_limit_is_known_and_is_warned_of_a_day_of_rest() {
    let (_closed, host) = a_host();
    let mut form = an_example();
    form["declaration"] = json!({});
    form["appointment"] = json!("24/11/2026");

    let dossier = begin(&host, "1.004873", "direct", &form);
    let view = open(&host, &dossier);

    assert_eq!(field(&view, "/appointment")["is_needed"], json!(true));
    assert!(view["due_said"].as_str().unwrap().starts_with("24/11/2026, theo người nhận hồ sơ"));
    let warned = paths(&view["warnings"]);
    assert!(warned.contains(&"/appointment"), "24/11 is a holiday: {warned:?}");
    assert!(!paths(&view["missing"]).contains(&"/appointment"), "it hinders nothing");
}

#[test]
fn dossier_goes_by_the_name_of_its_procedure_everywhere() {
    let (_closed, host) = a_host();
    let dossier = begin(&host, BIRTH, "direct", &an_example());
    let name = json!("Thủ tục đăng ký khai sinh");

    let which = json!({ "dossier": dossier });
    let page = call(&host, "dossiers.open", which.clone()).unwrap();
    let listed = host.dispatch("dossiers.list", json!({})).unwrap();
    let gaps = host.dispatch("drafts.gaps", which).unwrap();

    assert_eq!((&page["procedure_name"], &page["shown"]["procedure_name"]), (&name, &name));
    assert_eq!((&listed[0]["procedure_name"], &gaps["procedure_name"]), (&name, &name));
}

#[test]
fn procedure_that_nobody_knows_is_refused_in_words() {
    let (_closed, host) = a_host();
    let args = json!({ "procedure": "1.999999", "form": {} });

    let refused = call(&host, "dossiers.begin", args).unwrap_err();

    assert_eq!(refused.code, "unknown-procedure");
    assert!(refused.said.contains("1.999999") && refused.said.contains("theo tên"), "{refused:?}");
}

#[test]
fn catalogue_is_searched_and_shown_before_anybody_has_unlocked() {
    let home = tempfile::tempdir().unwrap();
    let world = a_world(1).knowing(catalogue::shipped());
    let host = Host::at(world.world(), home.path().join("none"), "test");

    let found = call(&host, "procedures.find", json!({ "query": "lam giay khai sinh" })).unwrap();
    let shown = call(&host, "procedures.show", json!({ "code": BIRTH })).unwrap();
    let unknown = call(&host, "procedures.show", json!({ "code": "1.999999" })).unwrap_err();
    let groups = call(&host, "lists.show", json!({ "name": "ethnic-groups" })).unwrap();
    let no_list = call(&host, "lists.show", json!({ "name": "x" })).unwrap_err();

    assert_eq!((&found[0]["code"], &found[0]["has_form"]), (&json!(BIRTH), &json!(true)));
    assert_eq!(shown["result_name"], "Giấy khai sinh");
    let components = shown["components"].as_array().unwrap();
    let certificate = components.iter().find(|one| one["id"] == "giay-chung-sinh").unwrap();
    assert_eq!(certificate["instead"].as_array().unwrap().len(), 2, "{certificate}");
    assert_eq!(unknown.code, "unknown-procedure");
    assert!(groups.as_array().unwrap().iter().any(|group| group["label"] == "Tày"), "{groups}");
    assert_eq!(no_list.code, "no-such-list");
}

#[test]
fn communes_are_found_as_they_are_called_today() {
    let (_closed, host) = a_host();
    let query = json!({ "query": "thong nhat lang son", "limit": 5 });

    let found = call(&host, "units.find", query).unwrap();
    let shown = call(&host, "units.show", json!({ "code": "06577" })).unwrap();
    let none = call(&host, "units.show", json!({ "code": "99999" })).unwrap();

    let unit = json!({
        "code": "06577", "name": "xã Thống Nhất", "place": "tỉnh Lạng Sơn",
        "formerly": "", "must_ask": false,
    });
    assert_eq!((&found[0], &shown, &none), (&unit, &unit, &Value::Null));
}

#[test]
fn commune_says_by_which_old_one_it_was_found_and_whether_that_was_divided() {
    let (_closed, host) = a_host();
    let find = |query: &str| {
        let found = call(&host, "units.find", json!({ "query": query, "limit": 5 })).unwrap();
        (found[0]["formerly"].as_str().unwrap().to_owned(), found[0]["must_ask"] == true)
    };

    let (divided, must_ask) = find("cống vị, ba đình");
    let (whole, none_to_ask) = find("phúc xá, ba đình");

    let was = "trước 01/07/2025: Phường Cống Vị, Quận Ba Đình, Thành phố Hà Nội";
    assert!(divided.starts_with(was) && divided.contains("hãy hỏi"), "{divided}");
    assert!(must_ask && !none_to_ask);
    assert_eq!(whole, "trước 01/07/2025: Phường Phúc Xá, Quận Ba Đình, Thành phố Hà Nội");
}

#[test]
fn field_is_mended_by_its_kind_alone() {
    let (_closed, host) = a_host();
    let mend = |widget: &str, text: &str| {
        let args = json!({ "widget": widget, "text": text });
        call(&host, "fields.mend", args).unwrap()["text"].as_str().unwrap().to_owned()
    };

    assert_eq!(mend("name", "vi minh khôi"), "Vi Minh Khôi");
    assert_eq!(mend("date", "05112026"), "05/11/2026");
    assert_eq!(mend("digits", "034187000123"), "034 187 000 123");
    assert_eq!(mend("phone", "0912345678"), "0912 345 678");
    assert_eq!(mend("line", "05112026"), "05112026", "it may be a number of anything");
}
