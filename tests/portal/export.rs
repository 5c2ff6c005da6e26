//! What is handed on: whole, the same every time, and nothing that is not known.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use portal::exchange::cursor::Cursor;
use portal::exchange::export::{Exported, export};
use portal::exchange::fault::ExportError;
use seal::hash::hash;
use serde_json::{Value, json};
use testkit::a_pdf;

use crate::desk::{Desk, Sealed, a_desk, a_paper, delivered};
use crate::operator::{
    NAME, NUMBER, Saying, a_whole_dossier, an_answer, later, official, owned_by, provisional_code,
    text, to,
};
use crate::province::{Province, a_province};

/// A province with one dossier that is here whole.
async fn one() -> (Province, Desk, Sealed) {
    let province = a_province();
    let desk = a_desk(&province, 1).await;
    let dossier = a_whole_dossier(&desk, 1, &[70_000]);
    desk.deliver(&province, &dossier).await;
    (province, desk, dossier)
}

impl Province {
    pub fn out(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    pub fn export(&self, since: &str, name: &str) -> Result<Exported, ExportError> {
        export(&self.gateway, since.parse().unwrap(), &self.out(name))
    }
}

pub fn records(folder: &Path) -> Vec<Value> {
    let batch: Value =
        serde_json::from_slice(&fs::read(folder.join("dong-bo-0001.json")).unwrap()).unwrap();
    assert_eq!(batch["service"], "DongBoHoSoMC");
    batch["data"].as_array().unwrap().clone()
}

/// Every file of a folder with its bytes.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        if entry.path().is_dir() {
            let inner = contents(&entry.path()).into_iter();
            found.extend(inner.map(|(inner, bytes)| (format!("{name}/{inner}"), bytes)));
        } else {
            found.insert(name, fs::read(entry.path()).unwrap());
        }
    }
    found
}

/// What is wrong with an export, if it says that it is whole.
pub fn broken(folder: &Path) -> Option<String> {
    let manifest = fs::read(folder.join("manifest.json")).ok()?;
    let Ok(manifest) = serde_json::from_slice::<Value>(&manifest) else {
        return Some("the manifest is torn".to_owned());
    };
    manifest["files"].as_array().unwrap().iter().find_map(|line| {
        let path = line["path"].as_str().unwrap();
        let bytes = fs::read(folder.join(path)).unwrap_or_default();
        let is_right = json!(hash(&bytes)) == line["sha256"] && json!(bytes.len()) == line["size"];
        (!is_right).then(|| path.to_owned())
    })
}

#[tokio::test]
async fn record_says_what_is_known_and_nothing_else() {
    let (province, desk, dossier) = one().await;

    province.export("0", "out").unwrap();

    let code = provisional_code(&desk, &dossier);
    let form = format!("files/{}.json", hash(&dossier.form));
    let paper = format!("files/{}.pdf", hash(&dossier.papers[0]));
    let wanted = json!([{
        "MaTTHC": "1.001193",
        "KenhThucHien": "1",
        "SoGiayToChuHoSo": NUMBER,
        "ChuHoSo": NAME,
        "LoaiDoiTuong": "1",
        "ThongTinKhac": format!("nopho:{}; {code}", dossier.manifest.dossier_id),
        "SoDienThoai": "0912345678",
        "TrichYeuHoSo": "Đăng ký khai sinh, lần 1",
        "TrangThaiHoSo": "1",
        "NgayNopHoSo": "20261123080000",
        "DinhDanhCHS": { "LoaiDinhDanh": "1", "SoDinhDanh": NUMBER },
        "TaiLieuNop": [
            {
                "TepDinhKemId": hash(&dossier.form),
                "TenTepDinhKem": "form.json",
                "DuongDanTaiTepTin": form
            },
            {
                "TepDinhKemId": hash(&dossier.papers[0]),
                "TenTepDinhKem": "giay-chung-sinh.pdf",
                "MaThanhPhanHoSo": "giay-chung-sinh",
                "DuongDanTaiTepTin": paper
            }
        ]
    }]);
    assert_eq!(json!(records(&province.out("out"))), wanted);
    assert_eq!(fs::read(province.out("out").join(form)).unwrap(), dossier.form);
    assert_eq!(fs::read(province.out("out").join(paper)).unwrap(), dossier.papers[0]);
}

#[tokio::test]
async fn organisation_is_handed_on_with_its_name_its_number_and_its_kind() {
    let province = a_province();
    let desk = a_desk(&province, 1).await;
    let name = "Công ty TNHH 1 thành viên Hoa Hồi 68";
    let tax_code = json!({ "kind": "tax_code", "value": "0314409058-002" });
    let nothing = json!({ "kind": "none", "reason": "hội tự nguyện" });
    let cases = [
        ("enterprise", "2", &tax_code, Some("0314409058-002")),
        ("state_body", "3", &json!({ "kind": "agency_code", "value": "H37.1.2" }), Some("H37.1.2")),
        ("other", "4", &nothing, None),
    ];
    for (number, (kind, _, by, _)) in (1..).zip(&cases) {
        let organisation = json!({ "name": name, "number": by, "phone": "02053812345" });
        let owner = json!({ "kind": kind, "organisation": organisation });
        let dossier = owned_by(owner, a_whole_dossier(&desk, number, &[50]));
        desk.deliver(&province, &dossier).await;
    }

    province.export("0", "out").unwrap();

    let records = records(&province.out("out"));
    assert_eq!(records.len(), cases.len());
    for (_, code, _, number) in cases {
        let record = records.iter().find(|record| record["LoaiDoiTuong"] == code).unwrap();
        assert_eq!(
            (&record["ChuHoSo"], &record["SoDienThoai"]),
            (&json!(name), &json!("02053812345"))
        );
        assert_eq!(record.get("SoGiayToChuHoSo").and_then(Value::as_str), number, "{code}");
        assert_eq!(record.get("DinhDanhCHS"), None, "that list knows human beings only");
    }
}

#[tokio::test]
async fn every_name_is_one_of_the_message() {
    let (province, desk, dossier) = one().await;
    province.advance(&dossier, &to(5).because("thiếu trang 2").until(&later(3))).unwrap();
    desk.deliver(&province, &an_answer(&desk, 2, &dossier, vec![a_paper(9, 50)])).await;
    province.advance(&dossier, &to(2).code(&official(1)).until(&later(5))).unwrap();
    province.advance(&dossier, &to(9).with("giay.pdf", &a_pdf(1))).unwrap();
    province.export("0", "out").unwrap();

    let record = &records(&province.out("out"))[0];

    // The list of names as running systems use them.
    let known = [
        "MaHoSo MaTTHC KenhThucHien SoGiayToChuHoSo ChuHoSo LoaiDoiTuong ThongTinKhac SoDienThoai",
        "TrichYeuHoSo NgayTiepNhan NgayHenTra TrangThaiHoSo GhiChu NgayNopHoSo DinhDanhCHS",
        "TaiLieuNop DanhSachHoSoBoSung DanhSachGiayToKetQua",
    ];
    let known: Vec<_> = known.iter().flat_map(|names| names.split(' ')).collect();
    for name in record.as_object().unwrap().keys() {
        assert!(known.contains(&name.as_str()), "{name}");
    }
    assert_eq!(record["MaHoSo"], json!(official(1)));
    assert_eq!(record["NgayTiepNhan"], "20261123080000");
    assert_eq!(record["NgayHenTra"], "20261128235959");
    assert_eq!(record["DanhSachHoSoBoSung"][0]["NoiDungBoSung"], "thiếu trang 2");
    assert_eq!(record["DanhSachHoSoBoSung"].as_array().unwrap().len(), 1);
    let result = &record["DanhSachGiayToKetQua"][0];
    assert_eq!(result["TenGiayTo"], "giay.pdf");
    let path = result["DuongDanTepTinKetQua"].as_str().unwrap();
    assert_eq!(fs::read(province.out("out").join(path)).unwrap(), a_pdf(1));
}

#[tokio::test]
async fn supplement_names_the_day_of_the_question_and_the_day_of_the_answer() {
    let (province, desk, dossier) = one().await;
    province.clock.advance(60_000);
    province.advance(&dossier, &to(5).because("thiếu trang 2").until(&later(3))).unwrap();
    province.clock.advance(60_000);
    let answer = an_answer(&desk, 2, &dossier, vec![a_paper(9, 50)]);
    desk.announce(&province, &answer).await;
    province.clock.advance(60_000);
    desk.deliver(&province, &answer).await;

    province.export("0", "out").unwrap();

    let supplement = &records(&province.out("out"))[0]["DanhSachHoSoBoSung"][0];
    assert_eq!(supplement["NgayBoSung"], "20261123080100", "when the agency asked");
    assert_eq!(supplement["NgayTiepNhanBoSung"], "20261123080300", "when every byte was here");
}

#[tokio::test]
async fn revision_that_arrives_after_its_successor_is_handed_on_too() {
    let province = a_province();
    let desk = a_desk(&province, 1).await;
    let first = a_whole_dossier(&desk, 1, &[3000]);
    desk.announce(&province, &first).await;
    let second = an_answer(&desk, 2, &first, vec![a_paper(9, 50)]);
    desk.deliver(&province, &second).await;
    let before = province.export("0", "a").unwrap();
    desk.deliver(&province, &first).await;

    let after = province.export(&before.next, "b").unwrap();

    let paper = format!("files/{}.pdf", hash(&first.papers[0]));
    assert_eq!((before.records, after.records), (1, 1));
    assert_eq!(fs::read(province.out("b").join(&paper)).unwrap(), first.papers[0]);
    let listed = records(&province.out("b"))[0]["TaiLieuNop"].to_string();
    assert!(listed.contains(&paper), "{listed}");
    assert_eq!(province.export(&after.next, "c").unwrap().records, 0);
}

#[tokio::test]
async fn export_is_the_same_every_time_and_its_manifest_names_every_file() {
    let (province, desk, _) = one().await;
    desk.deliver(&province, &a_whole_dossier(&desk, 2, &[10, 20])).await;

    let done = province.export("0", "a").unwrap();
    province.clock.advance(60_000);
    province.export("0", "b").unwrap();

    let (a, b) = (contents(&province.out("a")), contents(&province.out("b")));
    assert!(a == b, "the same records give the same bytes");
    assert_eq!(broken(&province.out("a")), None);
    let manifest: Value = serde_json::from_slice(&a["manifest.json"]).unwrap();
    assert_eq!(manifest["files"].as_array().unwrap().len(), a.len() - 1, "all but itself");
    assert_eq!((done.records, manifest["next"].as_str()), (2, Some(done.next.as_str())));
}

#[tokio::test]
async fn next_export_has_what_arrived_since_and_no_echo() {
    let (province, desk, dossier) = one().await;
    let first = province.export("0", "a").unwrap();
    province.advance(&dossier, &to(5).because("thiếu").until(&later(3))).unwrap();
    let unfinished = a_whole_dossier(&desk, 2, &[40]);
    desk.announce(&province, &unfinished).await;

    let second = province.export(&first.next, "b").unwrap();
    assert_eq!(second.records, 0, "neither what the agency said nor what is not here whole");
    desk.deliver(&province, &an_answer(&desk, 3, &dossier, vec![a_paper(9, 50)])).await;
    let third = province.export(&second.next, "c").unwrap();
    let request = serde_json::to_vec(&desk.withdrawal(7, &dossier)).unwrap();
    let asked =
        wire::announcement::Announcement::Withdrawal { request: wire::bytes::Bytes(request) };
    desk.send(&province, vec![json!(asked)]).await;
    let fourth = province.export(&third.next, "d").unwrap();

    assert_eq!((third.records, fourth.records), (1, 1), "the answer, then the withdrawal");
    let noted = records(&province.out("d"))[0]["ThongTinKhac"].as_str().unwrap().to_owned();
    assert!(noted.ends_with("; Công dân yêu cầu rút hồ sơ 20261123080000"), "{noted}");
    assert_eq!(province.export(&fourth.next, "e").unwrap().records, 0);
}

/// The command of an operator beside the server: every dossier is handed on once, whole.
#[tokio::test(flavor = "multi_thread")]
async fn every_dossier_is_handed_on_once_while_desks_deliver() {
    let province = a_province();
    let desk = a_desk(&province, 1).await;
    let dossiers: Vec<_> = (1..=12).map(|n| a_whole_dossier(&desk, n, &[3000])).collect();
    let (data, keys, home) = (province.data(), province.keys(), province.home.path().to_owned());

    let operator = tokio::task::spawn_blocking(move || {
        let (mut since, mut seen) = ("0".to_owned(), vec![]);
        for number in 0..200 {
            let out = home.join(format!("out-{number}"));
            let folders = ["--data", text(&data), "--keys", text(&keys)];
            let asked = ["export", "--since", &since, "-o", text(&out), "--json"];
            let told = crate::operator::run(&[&asked, &folders[..]].concat());
            assert_eq!(told.code, 0, "{}", told.err);
            since = told.json()["next"].as_str().unwrap().to_owned();
            assert_eq!(broken(&out), None);
            if told.json()["records"] != 0 {
                seen.extend(records(&out).iter().map(|r| r["ThongTinKhac"].to_string()));
            }
            if seen.len() == 12 {
                break;
            }
        }
        seen
    });
    for dossier in &dossiers {
        desk.deliver(&province, dossier).await;
    }
    let mut seen = operator.await.unwrap();

    seen.sort();
    let count = seen.len();
    seen.dedup();
    assert_eq!((count, seen.len()), (12, 12), "each once");
}

#[tokio::test]
async fn cursor_of_elsewhere_is_refused() {
    let (province, _, _) = one().await;
    let code = |since: &str| province.export(since, "x").err().unwrap().code();

    assert_eq!(code("2.0.0"), "export-other-era");
    assert_eq!(code("1.99.0"), "export-far-cursor");
    assert!(!province.out("x").exists(), "nothing was written");
    assert!("1.2".parse::<Cursor>().is_err());
}

#[tokio::test]
async fn folder_of_somebody_else_is_left_alone() {
    let (province, _, _) = one().await;
    let code = |name: &str| province.export("0", name).err().unwrap().code();
    fs::create_dir_all(province.out("photos")).unwrap();
    fs::write(province.out("photos/a.jpg"), "x").unwrap();

    assert_eq!(code("photos"), "export-folder-not-empty");
    assert_eq!(code("data/out"), "export-inside");
    assert_eq!(code("."), "export-inside");
    province.export("0", "done").unwrap();
    assert_eq!(code("done"), "export-folder-used");
    assert_eq!(contents(&province.out("photos")).len(), 1);
}

#[tokio::test]
async fn export_that_was_cut_off_is_begun_anew() {
    let (province, _, _) = one().await;
    province.export("0", "whole").unwrap();
    province.export("0", "cut").unwrap();
    let cut = province.out("cut");
    fs::remove_file(cut.join("manifest.json")).unwrap();
    let mark = format!("{{\"nopho_export_of\":\"{}\"}}\n", province.gateway.fingerprint());
    fs::write(cut.join("unfinished.json"), &mark).unwrap();
    fs::write(cut.join("files/old.pdf"), "left").unwrap();
    fs::write(cut.join("files/half.pdf.new"), "half").unwrap();

    province.export("0", "cut").unwrap();

    assert!(contents(&cut) == contents(&province.out("whole")), "as if it had never been cut");
    let theirs = mark.replace("export_of\":\"", "export_of\":\"x");
    fs::create_dir_all(province.out("theirs")).unwrap();
    fs::write(province.out("theirs/unfinished.json"), theirs).unwrap();
    assert_eq!(province.export("0", "theirs").err().unwrap().code(), "export-folder-not-empty");
}

#[tokio::test]
async fn damaged_part_is_not_handed_on() {
    let (province, _, _) = one().await;
    let part = fs::read_dir(province.data().join("parts")).unwrap().next().unwrap().unwrap().path();
    let mut bytes = fs::read(&part).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&part, bytes).unwrap();

    let refused = province.export("0", "out").err().unwrap();

    assert_eq!(refused.code(), "gateway-file-damaged");
    assert!(!province.out("out/manifest.json").exists(), "the export is not whole");
}

#[tokio::test]
async fn form_that_nobody_can_read_goes_along_as_a_file() {
    let province = a_province();
    let desk = a_desk(&province, 1).await;
    let dossier = crate::desk::a_dossier(&desk, 1, &[]);
    let receipt = desk.announce(&province, &dossier).await;
    assert!(!delivered(&receipt).is_empty());

    province.export("0", "out").unwrap();

    let record = &records(&province.out("out"))[0];
    assert_eq!(record["MaTTHC"], "1.001193");
    assert_eq!(record.get("ChuHoSo"), None, "nothing is guessed");
    assert_eq!(record["TaiLieuNop"][0]["TenTepDinhKem"], "form.json");
}

#[tokio::test]
async fn export_from_the_shell_says_that_it_lies_in_clear() {
    let (province, _, _) = one().await;
    let out = province.out("out");

    let told = province.run(&["export", "-o", text(&out), "--json"]);
    assert_eq!((told.code, &told.json()["records"]), (0, &json!(1)), "{}", told.err);
    assert!(told.err.contains("không mã hóa"), "{}", told.err);
    let again = province.run(&["export", "-o", text(&out), "--json"]);
    assert_eq!((again.code, again.failure().as_str()), (1, "export-folder-used"));
    let bad = province.run(&["export", "--since", "x", "-o", text(&province.out("y")), "--json"]);
    assert_eq!((bad.code, bad.failure().as_str()), (2, "gateway-bad-value"));
}
