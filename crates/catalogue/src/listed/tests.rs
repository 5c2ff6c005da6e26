use super::*;
use crate::package::{PackageFiles, Version, with_list};
use crate::shipped;
use crate::{Catalogue, Procedure};

const HEAD: &str = "code,name,field,ministry,level,beneficiaries,channels,deadline_text,fee_text,\
    documents_count,results,decision,legal_basis,source,source_url,verified,confidence,note\n";
const PAPERS: &str = "code,ordinal,group,name,originals,copies,copies_text,form_file_listed,kind,\
    source,verified\n";

fn row(code: &str, time: &str) -> String {
    format!(
        "{code},Thủ tục thử,Hộ tịch,Bộ Tư pháp,Cấp xã,Công dân,\"Trực tuyến, Trực tiếp\",{time},\
         Miễn phí,1,Giấy thử [KQ.G15.000031],1/QĐ-BTP,60/2014/QH13; 1/2020/TT-BTP,nguồn,,yes,high,\n"
    )
}

fn paper(code: &str, counts: &str) -> String {
    format!("{code},1,Giấy tờ phải nộp,Tờ khai,{counts},yes,component,nguồn,yes\n")
}

fn import_of(procedures: &str, papers: &str) -> Result<Imported, ListFault> {
    let (procedures, documents) = (format!("{HEAD}{procedures}"), format!("{PAPERS}{papers}"));
    let export = Export {
        procedures: procedures.as_bytes(),
        documents: documents.as_bytes(),
        details: None,
    };
    import(&export, "danh mục thử")
}

fn whys(imported: &Imported) -> Vec<(usize, WhyUnread)> {
    imported.unread.iter().map(|unread| (unread.row, unread.why)).collect()
}

fn catalogue_with(imported: &Imported) -> Catalogue {
    let files: PackageFiles =
        shipped::package(&shipped::catalogue().unwrap()).unwrap().files().clone();
    let version: Version = "2026.12.01".parse().unwrap();
    let files = with_list(files, imported.file().unwrap(), version).unwrap();
    Catalogue::read(&|path| files.get(path).map(|bytes| bytes.as_slice().into())).unwrap()
}

fn known<'c>(catalogue: &'c Catalogue, code: &str) -> &'c Procedure {
    catalogue.procedure(&code.parse().unwrap()).unwrap()
}

#[test]
fn row_is_read_into_its_parts() {
    let time = "Trực tuyến: 3 Ngày làm việc; Trực tiếp: 5 Ngày làm việc";
    let imported = import_of(&row("9.000001", time), &paper("9.000001", "1,2,\"1 bản chính\""));

    let imported = imported.unwrap();
    let [listed] = imported.procedures() else { panic!("one procedure") };
    assert_eq!(listed.channels[0].name, "Trực tuyến");
    assert_eq!(listed.channels[0].time, "3 Ngày làm việc");
    assert_eq!(listed.channels[1].time, "5 Ngày làm việc");
    assert_eq!(listed.results[0].code, "KQ.G15.000031");
    assert_eq!(listed.legal_basis, ["60/2014/QH13", "1/2020/TT-BTP"]);
    assert_eq!((listed.documents[0].originals, listed.documents[0].copies), (1, 2));
    assert_eq!(imported.unread, [], "everything was understood");
}

#[test]
fn what_cannot_be_read_is_named_with_its_row() {
    let rows = [
        row("9.000001", "3"),
        row("9.000001", "3 Ngày"),
        row("chín", "3 Ngày"),
        row("9.000002", ""),
        row("9.000003", "Không quy định"),
    ];
    let papers = [paper("9.000001", "20251,0,20251 bản chính"), paper("9.999999", "1,0,")];

    let imported = import_of(&rows.concat(), &papers.concat()).unwrap();

    let expected = [
        (3, WhyUnread::CodeTwice),
        (4, WhyUnread::NotACode),
        (2, WhyUnread::CountImplausible),
        (3, WhyUnread::PaperOfNobody),
        (2, WhyUnread::UnitLost),
        (5, WhyUnread::NoTime),
        (5, WhyUnread::NoPapers),
        (6, WhyUnread::TimeUnclear),
        (6, WhyUnread::NoPapers),
        (5, WhyUnread::PapersDiffer),
        (6, WhyUnread::PapersDiffer),
    ];
    assert_eq!(whys(&imported), expected);
    assert_eq!(imported.procedures().len(), 3, "the others are there");
}

#[test]
fn letters_that_were_not_composed_are_composed_and_noted() {
    let decomposed = row("9.000001", "3 Ngày").replace("Thủ tục thử", "Thu\u{309} tu\u{323}c");

    let imported = import_of(&decomposed, &paper("9.000001", "1,0,")).unwrap();

    assert_eq!(imported.procedures()[0].name, "Thủ tục");
    assert_eq!(whys(&imported), [(2, WhyUnread::NotComposed)]);
}

#[test]
fn export_is_refused_when_a_file_is_not_what_it_should_be() {
    let good = format!("{HEAD}{}", row("9.000001", "3 Ngày"));
    let papers = format!("{PAPERS}{}", paper("9.000001", "1,0,"));
    let refusal = |procedures: &[u8], documents: &[u8], details: Option<&[u8]>| {
        import(&Export { procedures, documents, details }, "").unwrap_err()
    };
    let (file, documents) = (ListFile::Procedures, ListFile::Documents);

    let ansi = good.replace("Miễn phí", "X").into_bytes();
    let ansi: Vec<u8> = ansi.iter().map(|byte| if *byte > 127 { 0xE9 } else { *byte }).collect();
    assert_eq!(refusal(&ansi, papers.as_bytes(), None), ListFault::NotUtf8 { file });
    let old = good.replace("Thủ tục thử", "Thñ tôc ®¨ng ký khai sinh");
    assert_eq!(
        refusal(old.as_bytes(), papers.as_bytes(), None),
        ListFault::OldFont { file, row: 2 }
    );
    let headless = papers.replace("originals,", "x,");
    let no_column = ListFault::NoColumn { file: documents, column: "originals" };
    assert_eq!(refusal(good.as_bytes(), headless.as_bytes(), None), no_column);
    let half = &papers.as_bytes()[..papers.len() - 40];
    assert_eq!(
        refusal(good.as_bytes(), half, None),
        ListFault::Broken { file: documents, row: 2 },
        "the last row has lost its columns"
    );
    assert_eq!(refusal(HEAD.as_bytes(), papers.as_bytes(), None), ListFault::Empty);
    let broken = ListFault::Broken { file: ListFile::Details, row: 1 };
    assert_eq!(refusal(good.as_bytes(), papers.as_bytes(), Some(b"[{\"code\":")), broken);
}

#[test]
fn listed_procedure_is_there_for_reading_and_never_checked() {
    let imported = import_of(&row("9.000001", "3 Ngày"), &paper("9.000001", "1,0,")).unwrap();
    let catalogue = catalogue_with(&imported);
    let procedure = known(&catalogue, "9.000001");

    assert!(!procedure.is_checked());
    assert_eq!(procedure.components().len(), 0, "nothing of it counts as asked for");
    assert_eq!(procedure.listed().unwrap().documents[0].name, "Tờ khai");
    assert_eq!(catalogue.search("thu tuc thu", 3)[0].procedure.code().as_str(), "9.000001");
}

#[test]
fn checked_procedure_stays_as_it_is_while_the_list_names_the_same_decision() {
    let same = row("1.001193", "1").replace("1/QĐ-BTP", "163/QĐ-BTP");
    let imported = import_of(&same, &paper("1.001193", "1,0,")).unwrap();
    let catalogue = catalogue_with(&imported);
    let procedure = known(&catalogue, "1.001193");

    assert!(procedure.is_checked());
    assert_eq!(procedure.name().in_("vi"), "Thủ tục đăng ký khai sinh");
    assert_eq!(
        procedure.listed().unwrap().name,
        "Thủ tục thử",
        "and the list can be read beside it"
    );
}

#[test]
fn checked_procedure_counts_as_unchecked_when_the_list_names_another_decision() {
    let imported = import_of(&row("1.001193", "1"), &paper("1.001193", "1,0,")).unwrap();
    let catalogue = catalogue_with(&imported);
    let procedure = known(&catalogue, "1.001193");

    assert!(!procedure.is_checked());
    assert_eq!(procedure.superseded_by(), Some("1/QĐ-BTP"));
}
