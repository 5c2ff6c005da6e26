//! What the agency's own system says comes back whole, once, or not at all.

use std::fs;
use std::path::Path;

use portal::exchange::fault::ImportError;
use portal::exchange::import::{Imported, import};
use serde_json::{Value, json};
use testkit::a_pdf;

use crate::desk::{Desk, Sealed, a_desk};
use crate::export::records;
use crate::operator::{Saying, a_whole_dossier, later, official, provisional_code, text, to, told};
use crate::province::{Province, a_province};

async fn several(count: u8) -> (Province, Desk, Vec<Sealed>) {
    let province = a_province();
    let desk = a_desk(&province, 1).await;
    let mut dossiers = vec![];
    for number in 1..=count {
        let dossier = a_whole_dossier(&desk, number, &[100]);
        desk.deliver(&province, &dossier).await;
        dossiers.push(dossier);
    }
    (province, desk, dossiers)
}

fn named(dossier: &Sealed) -> String {
    format!("nopho:{}", dossier.manifest.dossier_id)
}

impl Province {
    fn import(&self, records: &Value) -> Result<Imported, ImportError> {
        let file = self.out("back.json");
        fs::write(&file, records.to_string()).unwrap();
        import(&self.gateway, &file)
    }

    /// Codes of what is wrong, with the numbers of the records.
    fn faults(&self, records: &Value) -> Vec<(usize, &'static str)> {
        match self.import(records) {
            Err(ImportError::Lines(lines)) => {
                lines.iter().map(|line| (line.number, line.fault.code())).collect()
            }
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn export_that_is_filled_in_comes_back() {
    let (province, desk, dossiers) = several(2).await;
    province.export("0", "out").unwrap();
    let out = province.out("out");
    let mut filled = records(&out);
    fs::write(out.join("giay-khai-sinh.pdf"), a_pdf(1)).unwrap();
    let first = filled[0].as_object_mut().unwrap();
    first.insert("MaHoSo".to_owned(), json!(official(1)));
    first.insert("TrangThaiHoSo".to_owned(), json!(9));
    first.insert("NgayTiepNhan".to_owned(), json!("20261123093015"));
    first.insert("NgayHenTra".to_owned(), json!("20261130170000"));
    let result =
        json!([{ "TenGiayTo": "Giấy khai sinh", "DuongDanTepTinKetQua": "giay-khai-sinh.pdf" }]);
    first.insert("DanhSachGiayToKetQua".to_owned(), result);
    let file = out.join("tra-ve.json");
    fs::write(&file, json!({ "data": filled }).to_string()).unwrap();

    let imported = import(&province.gateway, &file).unwrap();

    assert_eq!((imported.records, imported.changed.len(), imported.unchanged), (2, 1, 1));
    let shown = province.standing(&dossiers[0]);
    assert_eq!(shown.status.as_deref(), Some("9"));
    assert_eq!(shown.received_at.as_deref(), Some("2026-11-23T09:30:15.000+07:00"));
    assert_eq!(shown.deadline.as_deref(), Some("2026-11-30"));
    let event = told(&province, &desk).await.pop().unwrap();
    assert_eq!(event.official_code.unwrap().as_str(), official(1));
    assert_eq!(event.result.unwrap().name.as_str(), "Giấy khai sinh.pdf");
}

#[tokio::test]
async fn what_is_repeated_changes_nothing_and_tells_nobody() {
    let (province, desk, dossiers) = several(1).await;
    province.advance(&dossiers[0], &to(2).code(&official(1)).until(&later(5))).unwrap();
    province.advance(&dossiers[0], &to(9).with("a.pdf", &a_pdf(1))).unwrap();
    province.export("0", "out").unwrap();
    let before = told(&province, &desk).await.len();
    let batch = province.out("out").join("dong-bo-0001.json");

    let untouched = import(&province.gateway, &batch).unwrap();
    let asked = json!([{ "ThongTinKhac": named(&dossiers[0]), "TrangThaiHoSo": "10", "GhiChu": "đã nhận" }]);
    let first = province.import(&asked).unwrap();
    let second = province.import(&asked).unwrap();

    assert_eq!((untouched.changed.len(), untouched.unchanged), (0, 1), "as it was exported");
    assert_eq!((first.changed.len(), second.changed.len()), (1, 0));
    assert_eq!(told(&province, &desk).await.len(), before + 1, "one event");
}

#[tokio::test]
async fn broken_file_changes_nothing_and_each_bad_record_is_named() {
    let (province, desk, dossiers) = several(4).await;
    province.advance(&dossiers[3], &to(3).because("sai nơi nộp")).unwrap();
    let unfinished = a_whole_dossier(&desk, 9, &[10]);
    desk.announce(&province, &unfinished).await;
    fs::write(province.out("program.pdf"), "MZ").unwrap();
    let before: Vec<_> = province.list();
    let result = |path: &str| json!([{ "DuongDanTepTinKetQua": path }]);
    let (first, second) = (named(&dossiers[0]), named(&dossiers[1]));

    let shapes = province.faults(&json!([
        { "ThongTinKhac": first, "TrangThaiHoSo": "2", "MaHoSo": official(1) },
        7,
        { "TrangThaiHoSo": "4" },
        { "ThongTinKhac": second, "NgayTiepNhan": "hôm qua" },
        { "ThongTinKhac": second, "MaHoSo": "0001" },
        { "ThongTinKhac": second, "TrangThaiHoSo": ["4"] },
        { "ThongTinKhac": second, "DanhSachGiayToKetQua": result("../keys/gateway.key") },
        { "ThongTinKhac": second, "DanhSachGiayToKetQua": result("https://x/a.pdf") },
        { "ThongTinKhac": second, "DanhSachGiayToKetQua": result("none.pdf") },
        { "ThongTinKhac": second, "DanhSachGiayToKetQua": result("program.pdf") },
    ]));
    let sense = province.faults(&json!([
        { "ThongTinKhac": first, "TrangThaiHoSo": "2", "MaHoSo": official(1) },
        { "ThongTinKhac": second, "TrangThaiHoSo": "4" },
        { "ThongTinKhac": first, "TrangThaiHoSo": "4" },
        { "ThongTinKhac": named(&dossiers[2]), "TrangThaiHoSo": "2", "MaHoSo": official(1) },
        { "ThongTinKhac": named(&dossiers[3]), "TrangThaiHoSo": "4", "MaHoSo": official(4) },
        { "ThongTinKhac": named(&unfinished), "TrangThaiHoSo": "2", "MaHoSo": official(5) },
        { "ThongTinKhac": "nopho:00000000-0000-7000-8000-000000000000" },
        { "MaHoSo": official(77) },
    ]));

    assert_eq!(
        shapes,
        [
            (2, "import-not-an-object"),
            (3, "import-nameless"),
            (4, "import-date"),
            (5, "import-not-a-code"),
            (6, "import-shape"),
            (7, "import-path"),
            (8, "import-path"),
            (9, "import-result-unreadable"),
            (10, "import-result-unknown"),
        ]
    );
    assert_eq!(
        sense,
        [
            (2, "import-code-missing"),
            (3, "import-twice"),
            (4, "import-code-taken"),
            (5, "import-closed"),
            (6, "import-not-delivered"),
            (7, "import-no-such-dossier"),
            (8, "import-no-such-dossier"),
        ]
    );
    assert_eq!(province.list(), before, "not even the right records were taken");
}

#[tokio::test]
async fn unknown_status_is_kept_as_it_came() {
    let (province, desk, dossiers) = several(1).await;
    let asked = json!([{ "ThongTinKhac": named(&dossiers[0]), "TrangThaiHoSo": "Chờ liên thông" }]);

    province.import(&asked).unwrap();

    assert_eq!(told(&province, &desk).await.pop().unwrap().status, "Chờ liên thông");
    assert!(province.run(&["list"]).out.contains("Chờ liên thông"), "shown as it came");
    province.advance(&dossiers[0], &to(2).code(&official(1))).unwrap();
}

#[tokio::test]
async fn question_is_asked_with_its_reason_and_without_a_promise() {
    let (province, desk, dossiers) = several(1).await;
    let asked = json!([{
        "ThongTinKhac": named(&dossiers[0]), "TrangThaiHoSo": 5, "NgayHenTra": "20261201",
        "GhiChu": "", "ThongTinTra": "Thiếu giấy chứng sinh"
    }]);

    let imported = province.import(&asked).unwrap();

    let event = told(&province, &desk).await.pop().unwrap();
    assert_eq!(event.reason.unwrap().as_str(), "Thiếu giấy chứng sinh");
    assert_eq!(event.deadline, None, "the promised day is not the day to answer by");
    assert_eq!((imported.unread[0].record, imported.unread[0].field), (1, "NgayHenTra"));
}

#[tokio::test]
async fn dossier_is_found_by_each_of_its_names() {
    let (province, desk, dossiers) = several(3).await;
    let code = |n: usize| provisional_code(&desk, &dossiers[n]);
    province.import(&json!([
        { "ThongTinKhac": format!("{}; ghi chú của tỉnh", code(0)), "TrangThaiHoSo": "2", "MaHoSo": official(1) },
        { "MaHoSo": code(1), "TrangThaiHoSo": "3", "GhiChu": "sai nơi nộp" },
    ])).unwrap();

    province.import(&json!([{ "MaHoSo": official(1), "TrangThaiHoSo": "4" }])).unwrap();

    let status = |n: usize| province.standing(&dossiers[n]).status.unwrap();
    assert_eq!([status(0), status(1), status(2)], ["4", "3", "1"]);
    assert_eq!(province.standing(&dossiers[1]).official_code, None, "our own code is not official");
}

#[cfg(unix)]
#[tokio::test]
async fn link_out_of_the_folder_brings_nothing_in() {
    let (province, _, dossiers) = several(1).await;
    let elsewhere = tempfile::tempdir().unwrap();
    fs::write(elsewhere.path().join("a.pdf"), a_pdf(1)).unwrap();
    std::os::unix::fs::symlink(elsewhere.path().join("a.pdf"), province.out("link.pdf")).unwrap();
    let result = json!([{ "DuongDanTepTinKetQua": "link.pdf" }]);

    let faults = province.faults(&json!([
        { "ThongTinKhac": named(&dossiers[0]), "DanhSachGiayToKetQua": result }
    ]));

    assert_eq!(faults, [(1, "import-path")]);
}

#[tokio::test]
async fn second_command_that_keeps_results_ends_with_its_own_code() {
    let (province, _, dossiers) = several(1).await;
    let file = province.out("back.json");
    fs::write(&file, json!([{ "ThongTinKhac": named(&dossiers[0]) }]).to_string()).unwrap();
    let turns = province.data().join("turns");
    fs::create_dir_all(&turns).unwrap();
    let holder = files::Holder { program: "another".to_owned(), pid: 7, since_ms: 0 };
    let lock = files::Lock::take(&turns, &holder).unwrap();

    let told = province.run(&["import", text(&file), "--json"]);

    assert_eq!((told.code, told.failure().as_str()), (6, "folder-held"));
    assert!(told.err.contains("another"), "{}", told.err);
    drop(lock);
    assert_eq!(province.run(&["import", text(&file)]).code, 0, "its turn has come");
}

#[tokio::test]
async fn import_from_the_shell_names_each_record_and_what_to_do() {
    let (province, _, dossiers) = several(1).await;
    let file = province.out("back.json");
    let run = |args: &[&str]| {
        let file: &Path = &file;
        province.run(&[&["import", text(file)], args].concat())
    };

    assert_eq!(run(&["--json"]).failure(), "import-unreadable");
    fs::write(&file, "{}").unwrap();
    assert_eq!(run(&["--json"]).failure(), "import-not-records");
    fs::write(&file, json!([{ "MaHoSo": "x" }, 1]).to_string()).unwrap();
    let bad = run(&["--json"]);
    assert_eq!((bad.code, bad.failure().as_str()), (2, "import-bad-lines"));
    assert_eq!(bad.json()["error"]["records"][0]["code"], "import-not-a-code");
    assert!(bad.err.contains("Bản ghi số 2: không phải một hồ sơ"), "{}", bad.err);
    let right =
        json!([{ "ThongTinKhac": named(&dossiers[0]), "TrangThaiHoSo": 2, "MaHoSo": official(1) }]);
    fs::write(&file, format!("\u{feff}{right}")).unwrap();
    let done = run(&["--json"]);
    assert_eq!((done.code, &done.json()["changed"][0]["status"]), (0, &json!("2")), "{}", done.err);
}
