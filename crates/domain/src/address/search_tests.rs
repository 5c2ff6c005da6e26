use super::*;
use crate::address::codes::CommuneCode;
use crate::address::tests::{SHIPPED, day};

const RENAMED: &str = "units,1,2026-11-21,2025-07-01,checked,s\nprovince,20,t,Lạng Sơn\n\
    commune,20,06577,x,Cũ\ncommune,20,06600,x,Non,2027-01-01,cited,s\n\
    rename,06577,2026-05-01,p,Mới,cited,s\n";

/// What a search in a small list finds on a day: codes, and by what.
fn found_in<'u>(units: &'u Units, query: &str, on: &str) -> Vec<(String, FoundBy<'u>)> {
    let found = units.find(query, day(on), 9).into_iter();
    found.map(|one| (one.commune.code.to_string(), one.by)).collect()
}

/// Codes that a search finds by the names of a day in November 2026, the best first.
fn found(query: &str, limit: usize) -> Vec<String> {
    let found = SHIPPED.find(query, day("22/11/2026"), usize::MAX).into_iter();
    let by_name = found.filter(|one| one.by == FoundBy::Name);
    by_name.take(limit).map(|one| one.commune.code.to_string()).collect()
}

#[test]
fn name_with_its_marks_comes_first_when_others_fit_without() {
    assert_eq!(found("Cẩm Giang", 1), ["10888"], "xã Cẩm Giang, Hải Phòng");
    assert_eq!(found("Cẩm Giàng", 2), ["02008", "10903"], "Thái Nguyên and Hải Phòng");
    assert_eq!(found("cam giang", 3), ["02008", "10888", "10903"], "all when typed without");
    assert_eq!(found("Mỹ Thọ", 1), found("mỹ thọ", 1), "capitals do not matter");
    assert_ne!(found("Mỹ Tho", 1), found("Mỹ Thọ", 1), "two communes of Đồng Tháp");
}

#[test]
fn commune_is_found_however_its_name_is_typed() {
    for typed in ["Ea H'Leo", "ea h’leo", "eA HLEO", "xã Ea H`Leo", "ea h"] {
        assert!(found(typed, 3).contains(&"24184".to_owned()), "{typed}");
    }
    for typed in ["Việt Hòa", "Việt Hoà", "viet hoa", "phuong viet hoa", "Phường Việt Hòa"]
    {
        assert!(found(typed, 3).contains(&"10543".to_owned()), "{typed}");
    }
}

#[test]
fn commune_is_found_when_its_province_is_typed_too() {
    for typed in ["Thống Nhất, Lạng Sơn", "thong nhat lang", "xã Thống Nhất tỉnh Lạng Sơn"]
    {
        assert_eq!(found(typed, 9), ["06577"], "{typed}");
    }
    assert_eq!(found("phường Phương Liệt, Hà Nội", 1), ["00352"], "not phường Thanh Liệt");
    assert_eq!(found("xa tan phu dong, dong thap", 1), ["28696"], "the longest name is meant");
    assert_eq!(found("Thống Nhất", 9).len(), 5, "there are five of that name");
}

#[test]
fn search_finds_nothing_when_nothing_or_nonsense_is_typed() {
    assert!(found("", 9).is_empty(), "nothing typed");
    assert!(found(" , ", 9).is_empty(), "no letter typed");
    assert!(found("qwxyz", 9).is_empty(), "no such name");
    assert!(found("lang son", 99).len() < 65, "a province alone does not find all its communes");
    assert_eq!(found("tan", 5).len(), 5, "the limit holds");
}

#[test]
fn renamed_commune_is_found_by_the_name_of_the_day_and_by_its_others() {
    let units = Units::parse(RENAMED.as_bytes()).unwrap();
    let renamed = units.commune(CommuneCode::parse("06577").unwrap()).unwrap();
    let [old, new] = [renamed.name_on(day("30/04/2026")), renamed.name_on(day("01/05/2026"))];

    let rows = [
        ("phuong moi", "01/05/2026", FoundBy::Name),
        ("xa cu", "01/05/2026", FoundBy::Former { name: old, until: day("30/04/2026") }),
        ("xa cu", "30/04/2026", FoundBy::Name),
        ("phuong moi", "30/04/2026", FoundBy::Coming(new)),
    ];

    assert_eq!((old.full(), new.full()), ("xã Cũ".to_owned(), "phường Mới".to_owned()));
    for (query, on, by) in rows {
        assert_eq!(found_in(&units, query, on), [("06577".to_owned(), by)], "{query} on {on}");
    }
}

#[test]
fn commune_that_is_younger_than_its_list_is_found_from_its_first_day_on() {
    let units = Units::parse(RENAMED.as_bytes()).unwrap();

    assert_eq!(found_in(&units, "xã Non", "31/12/2026"), []);
    assert_eq!(
        found_in(&units, "xã Non", "01/01/2027"),
        [("06600".to_owned(), FoundBy::Name)],
        "no restart is needed for it"
    );
    assert_eq!(found_in(&units, "xã Cũ", "01/01/2020").len(), 1, "a clock may lag by years");
}

#[test]
fn commune_is_found_by_the_old_ones_that_went_into_it() {
    let found = |query| {
        let found = SHIPPED.find(query, day("22/11/2026"), 9).into_iter();
        let said = found.map(|one| match one.by {
            FoundBy::Before { old, share } => {
                (one.commune.code.to_string(), old.place(), Some(share))
            }
            _ => (one.commune.code.to_string(), String::new(), None),
        });
        said.collect::<Vec<_>>()
    };

    let cong_vi = "Phường Cống Vị, Quận Ba Đình, Thành phố Hà Nội";
    for query in ["cong vi", "Phường Cống Vị", "cống vị, ba đình"] {
        assert_eq!(
            found(query)[..2],
            [
                ("00008".to_owned(), cong_vi.to_owned(), Some(Share::Most)),
                ("00025".to_owned(), cong_vi.to_owned(), Some(Share::Part)),
            ],
            "it was divided: {query}"
        );
    }
    let phuc_xa = found("phuc xa, ba dinh");
    assert_eq!(phuc_xa[0].2, Some(Share::Whole), "Phúc Xá went into Hồng Hà: {phuc_xa:?}");
    assert_eq!(found("ly son")[0].2, None, "today's name comes before the district's");
}

#[test]
fn commune_of_the_day_comes_before_old_ones_of_the_same_name_and_is_there_once() {
    let found = SHIPPED.find("Thống Nhất", day("22/11/2026"), 30);

    let by_name = found.iter().take_while(|one| one.by == FoundBy::Name).count();
    let codes: std::collections::BTreeSet<_> = found.iter().map(|one| one.commune.code).collect();
    assert_eq!(by_name, 5, "five of today's have that name");
    assert!(found.len() > by_name, "and old ones had it");
    assert_eq!(codes.len(), found.len(), "none is there twice");
}

#[test]
fn beginning_with_its_marks_comes_before_a_whole_name_without() {
    let file = "units,1,2026-11-21,2025-07-01,checked,s\nprovince,19,t,Thái Nguyên\n\
                commune,19,00001,x,Văn Lăng\ncommune,19,00002,x,Văn Lang Thượng\n";
    let units = Units::parse(file.as_bytes()).unwrap();

    let found = units.find("Văn Lang", day("22/11/2026"), 2);

    let codes: Vec<_> = found.iter().map(|one| one.commune.code.to_string()).collect();
    assert_eq!(codes, ["00002", "00001"], "who types marks means them");
}
