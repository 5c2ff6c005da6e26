//! The way on into the province's own system, and back: records in clear, by export and import.

use std::fs;

use serde_json::{Value, json};

use crate::desk::{Desk, read, sha256};
use crate::gateway::Gateway;
use crate::papers::{a_birth, a_death, a_scan};

const CODES: [&str; 2] = ["H37.12.6-261122-0001", "H37.12.6-261122-0002"];

fn parsed(path: &str) -> Value {
    serde_json::from_slice(&read(path)).unwrap()
}

/// What the agency's own system would write: each record with a code, a status and a date, the first
/// with a result.
fn filled_in(export: &str, result: &[u8]) -> String {
    let mut batch = parsed(&format!("{export}/dong-bo-0001.json"));
    for (record, code) in batch["data"].as_array_mut().unwrap().iter_mut().zip(CODES) {
        record["MaHoSo"] = json!(code);
        record["TrangThaiHoSo"] = json!("2");
        record["NgayTiepNhan"] = json!("20261122093000");
        record["NgayHenTra"] = json!("20901231170000");
    }
    fs::write(format!("{export}/ket-qua.pdf"), result).unwrap();
    let paper = json!({ "TenGiayTo": "Giấy khai sinh", "DuongDanTepTinKetQua": "ket-qua.pdf" });
    batch["data"][0]["TrangThaiHoSo"] = json!("9");
    batch["data"][0]["DanhSachGiayToKetQua"] = json!([paper]);
    let file = format!("{export}/tra-loi.json");
    fs::write(&file, batch.to_string()).unwrap();
    file
}

#[test]
fn dossiers_go_on_to_the_agencys_system_and_its_answers_come_back() {
    let gateway = Gateway::new();
    let desk = Desk::at(&gateway);
    let dossiers = [desk.takes(&a_birth()), desk.takes(&a_death())];
    desk.sync_well();
    let (export, result) = (gateway.path("xuất"), a_scan(8, 2_000));

    let exported = gateway.ask(&["export", "--since", "0", "-o", &export]).done();
    let answer = filled_in(&export, &result);
    let imported = gateway.ask(&["import", &answer]).done();
    desk.sync_well();

    assert_eq!(exported["records"], 2, "{exported}");
    let shown = dossiers.each_ref().map(|dossier| desk.show(dossier));
    for (shown, code) in shown.iter().zip(CODES) {
        assert_eq!(shown["official_code"], code);
        assert_eq!(shown["received_at"], "2026-11-22T09:30:00+07:00");
    }
    assert_eq!((&shown[0]["state"], &shown[1]["state"]), (&json!("finished"), &json!("received")));
    let out = desk.path("khai-sinh.pdf");
    desk.ask(&["result", &dossiers[0], "-o", &out]).done();
    assert!(read(out) == result, "the result came the same way");
    assert_eq!(imported["changed"].as_array().unwrap().len(), 2, "{imported}");
}

#[test]
fn import_that_says_nothing_new_changes_nothing() {
    let gateway = Gateway::new();
    let desk = Desk::at(&gateway);
    let dossiers = [desk.takes(&a_birth()), desk.takes(&a_death())];
    desk.sync_well();
    let export = gateway.path("xuất");
    gateway.ask(&["export", "-o", &export]).done();
    let answer = filled_in(&export, &a_scan(8, 2_000));
    gateway.ask(&["import", &answer]).done();
    desk.sync_well();
    let before = dossiers.each_ref().map(|dossier| (desk.show(dossier), gateway.show(dossier)));

    let again = gateway.ask(&["import", &answer]).done();
    let synced = desk.sync_well();

    assert_eq!((&again["changed"], &again["unchanged"]), (&json!([]), &json!(2)), "{again}");
    assert_eq!(synced["results"], 0);
    let after = dossiers.each_ref().map(|dossier| (desk.show(dossier), gateway.show(dossier)));
    assert_eq!(after, before, "no event, no result, no date is another");
}

#[test]
fn export_holds_the_papers_as_they_were_handed_in_and_goes_on_where_the_last_one_ended() {
    let gateway = Gateway::new();
    let desk = Desk::at(&gateway);
    desk.takes(&a_birth());
    desk.sync_well();
    let (first, second) = (gateway.path("xuất-1"), gateway.path("xuất-2"));
    let exported = gateway.ask(&["export", "-o", &first]).done();
    let dossier = desk.takes(&a_death());
    desk.sync_well();

    let next = exported["next"].as_str().unwrap();
    gateway.ask(&["export", "--since", next, "-o", &second]).done();

    let record = &parsed(&format!("{first}/dong-bo-0001.json"))["data"][0];
    assert_eq!(record["ChuHoSo"], "Lộc Thị Mỷ Châu");
    let papers = record["TaiLieuNop"].as_array().unwrap();
    let scan = papers.iter().find(|paper| paper["MaThanhPhanHoSo"] == "giay-chung-sinh").unwrap();
    let path = scan["DuongDanTaiTepTin"].as_str().unwrap();
    assert_eq!(sha256(&read(format!("{first}/{path}"))), sha256(&a_birth().bytes));
    let records = parsed(&format!("{second}/dong-bo-0001.json"))["data"].clone();
    assert_eq!(records.as_array().unwrap().len(), 1, "only what is new");
    assert!(records[0]["ThongTinKhac"].as_str().unwrap().contains(&dossier), "{records}");
}
