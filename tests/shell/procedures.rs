//! The catalogue from a shell: found, read, and used for a dossier.

use serde_json::{Value, json};

use crate::table::{Shell, code, failure, said};

fn printed(shell: &Shell, args: &[&str]) -> String {
    let output = shell.run(args);
    assert_eq!(code(&output), 0, "{}", said(&output));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn procedures_are_found_without_any_desk_and_best_first() {
    let shell = Shell::new();

    let (done, found) = shell.ask(&["procedures", "lam", "giay", "khai", "sinh"]);
    let by_code = shell.ask(&["procedures", "1.000656"]).1;
    let spoken = printed(&shell, &["procedures", "khai tử", "--limit", "1"]);
    let none = printed(&shell, &["procedures", "thời tiết ngày mai"]);

    assert_eq!(done, 0, "{found}");
    assert_eq!(found[0]["code"], "1.001193");
    assert_eq!(found[0]["name"], "Thủ tục đăng ký khai sinh");
    assert_eq!(by_code[0]["code"], "1.000656");
    assert_eq!(spoken.lines().count(), 1, "{spoken}");
    assert!(spoken.contains("1.000656") && spoken.contains("có tờ khai"), "{spoken}");
    assert!(none.starts_with("Không tìm thấy thủ tục nào"), "{none}");
    assert!(!shell.data().exists(), "no desk was looked for");
}

#[test]
fn procedure_is_shown_with_its_papers_its_schema_and_an_example() {
    let shell = Shell::new();

    let (done, sheet) = shell.ask(&["procedure", "1.001193"]);
    let spoken = printed(&shell, &["procedure", "1.001193"]);
    let english = printed(&shell, &["procedure", "1.001193", "--lang", "en"]);

    assert_eq!(done, 0, "{sheet}");
    let components = sheet["components"].as_array().unwrap();
    let certificate = components.iter().find(|one| one["id"] == "giay-chung-sinh").unwrap();
    assert!(certificate["duty_said"].is_string() && certificate["when_said"].is_string());
    assert_eq!(certificate["instead"][0]["id"], "van-ban-nguoi-lam-chung");
    assert_eq!(sheet["schema"]["type"], "object", "{}", sheet["schema"]);
    assert!(sheet["example"]["declaration"]["child"].is_object());
    for part in ["giay-chung-sinh", "van-ban-nguoi-lam-chung", "Miễn phí", "\"declaration\""] {
        assert!(spoken.contains(part), "{part}: {spoken}");
    }
    assert!(english.contains("Registration of a birth"), "{english}");
}

#[test]
fn procedure_whose_papers_nobody_has_checked_says_so() {
    let shell = Shell::with_desk();
    let form = shell.write("form.json", without_declaration().to_string().as_bytes());

    let sheet = printed(&shell, &["procedure", "2.002226"]);
    let (_, begun) = shell.ask(&["new", "--procedure", "2.002226", "--form", &form]);
    let gaps = printed(&shell, &["gaps", begun["dossier_id"].as_str().unwrap()]);

    assert!(sheet.contains("Chưa có danh mục đã kiểm tra"), "{sheet}");
    assert!(gaps.contains("Chưa có danh mục đã kiểm tra"), "{gaps}");
    assert!(gaps.starts_with("2.002226 · Thông báo thành lập/thay đổi tổ hợp tác"), "{gaps}");
}

fn without_declaration() -> Value {
    let mut form = crate::table::a_form();
    form["declaration"] = json!({});
    form
}

#[test]
fn unknown_procedure_is_refused_in_words_and_nothing_is_begun() {
    let shell = Shell::with_desk();
    let form = shell.a_form();

    let (ended, answer) = shell.ask(&["new", "--procedure", "1.999999", "--form", &form]);
    let (shown, other) = shell.ask(&["procedure", "1.999999"]);
    let (no_code, third) = shell.ask(&["procedure", "khai sinh"]);

    assert_eq!((ended, failure(&answer)), (2, "unknown-procedure"));
    let message = answer["message"].as_str().unwrap();
    assert!(message.contains("1.999999") && message.contains("tìm thủ tục theo tên"), "{message}");
    assert_eq!((shown, failure(&other)), (2, "unknown-procedure"));
    assert_eq!((no_code, failure(&third)), (2, "not-a-procedure"));
    assert_eq!(shell.ask(&["list"]).1, json!([]));
}

#[test]
fn example_of_the_catalogue_makes_a_dossier_that_lacks_only_its_papers() {
    let shell = Shell::with_desk();

    for procedure in ["1.001193", "1.000656", "1.004873"] {
        let example = shell.ask(&["procedure", procedure]).1["example"].clone();
        let form = shell.write("form.json", example.to_string().as_bytes());
        let (ended, begun) = shell.ask(&["new", "--procedure", procedure, "--form", &form]);

        assert_eq!(ended, 0, "{begun}");
        let gaps = begun["gaps"].as_array().unwrap();
        assert!(gaps.iter().all(|gap| gap["code"] == "missing-page"), "{procedure}: {gaps:?}");
        assert!(gaps.iter().any(|gap| gap["path"] == "/pages/to-khai"), "{procedure}: {gaps:?}");
    }
}

#[test]
fn procedures_go_by_their_names_in_list_and_show() {
    let shell = Shell::with_desk();
    let id = shell.begin();

    let (listed, shown) = (printed(&shell, &["list"]), printed(&shell, &["show", &id]));

    for said in [listed, shown] {
        assert!(said.contains("1.001193") && said.contains("Thủ tục đăng ký khai sinh"), "{said}");
    }
    assert_eq!(shell.ask(&["show", &id]).1["procedure_name"], "Thủ tục đăng ký khai sinh");
}
