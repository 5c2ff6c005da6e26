use chrono::NaiveTime;
use desk::catalogue::Portion;
use domain::calendar::Calendar;
use domain::deadline::{Due, TimeLimit, course, due};
use locale::Language;

use super::*;

fn words() -> &'static Words {
    Words::in_language(Language::Vietnamese)
}

/// Why a result is due then, of what was received at this moment.
fn why(received: &str, limit: &str, cut_off: Option<NaiveTime>, office: &str) -> String {
    let calendar = include_bytes!("../../../assets/catalogue/calendar/vn.json");
    let calendar = Calendar::parse(calendar).unwrap().for_office(office);
    let received = NaiveDateTime::parse_from_str(received, "%d/%m/%Y %H:%M").unwrap();
    let limit = TimeLimit::read(limit);
    let Due::At { at, certainty } = due(received, &limit, &calendar, cut_off) else {
        panic!("{limit:?} is known");
    };
    let course = course(received, &limit, &calendar, cut_off).unwrap();
    let starts = Starts::Received;
    let term = Term { limit, cut_off, office: None, starts, said: Text::default() };
    words().due_why(Some(&term), Some(&Expected { at, certainty, course, starts }))
}

#[test]
fn reason_names_the_limit_its_beginning_and_the_days_left_out() {
    let three = "3 Ngày làm việc";

    assert_eq!(
        why("20/11/2026 10:00", three, None, ""),
        "3 Ngày làm việc, tính từ khi cơ quan tiếp nhận. \
         Bỏ qua 24/11 (Ngày Văn hóa Việt Nam), thứ Bảy, Chủ nhật."
    );
    assert_eq!(
        why("12/02/2026 09:00", three, None, ""),
        "3 Ngày làm việc, tính từ khi cơ quan tiếp nhận. \
         Bỏ qua 16/02–20/02 (Tết Bính Ngọ), thứ Bảy, Chủ nhật."
    );
    assert_eq!(
        why("08/01/2026 14:00", "2 Ngày làm việc", None, ""),
        "2 Ngày làm việc, tính từ khi cơ quan tiếp nhận. Làm bù nên vẫn tính: 10/01."
    );
    assert_eq!(
        why("25/11/2026 08:00", "1 Ngày làm việc", None, ""),
        "1 Ngày làm việc, tính từ khi cơ quan tiếp nhận."
    );
}

#[test]
fn reason_says_from_when_it_counts_when_that_is_later_than_the_reception() {
    let three_o_clock = NaiveTime::from_hms_opt(15, 0, 0);

    let after = why("23/11/2026 15:01", "Trong ngày", three_o_clock, "");
    let filed = why("21/11/2026 09:00", "3 Ngày làm việc", None, "residence");
    let closed = why("21/11/2026 09:00", "3 Ngày làm việc", None, "");

    assert!(
        after.contains("Đã quá 15:00 nên tính từ ngày làm việc tiếp theo, 25/11/2026."),
        "{after}"
    );
    assert!(
        filed.contains("nhận hồ sơ lúc này nhưng thời hạn tính từ 07:00 ngày 23/11/2026."),
        "{filed}"
    );
    assert!(closed.contains("đang nghỉ nên tính từ 07:00 ngày 23/11/2026."), "{closed}");
}

#[test]
fn reason_says_why_a_day_is_only_expected() {
    let lunar_new_year = why("03/02/2027 10:00", "3 Ngày làm việc", None, "");
    let swapped = why("20/08/2026 10:00", "2 Ngày làm việc", None, "");

    assert!(lunar_new_year.contains("05/02–09/02 (Tết Đinh Mùi)"), "{lunar_new_year}");
    assert!(
        lunar_new_year.contains("Mới là dự kiến vì lịch nghỉ chính thức năm 2027"),
        "{lunar_new_year}"
    );
    assert!(lunar_new_year.contains("05/02/2027 – 09/02/2027"), "{lunar_new_year}");
    assert!(swapped.contains("Bỏ qua thứ Bảy, Chủ nhật."), "{swapped}");
    assert!(swapped.contains("ngày 22/08/2026 nghỉ hay làm việc"), "{swapped}");
}

fn a_fee(amount: u64, per: Option<Per>, sum: Option<Sum>) -> Charge {
    let said = Text::vietnamese("theo trang của bản chính");
    let fee = Fee { amount: Some(Dong::new(amount)), per, is_of_council: false, sum, said };
    Charge { fee: Some(fee), exempt: None, exemptions: Vec::new() }
}

fn a_sum(portions: &[(u64, u64)], at_most: Option<u64>, times: u64, total: u64) -> Sum {
    let portion = |(count, each): &(u64, u64)| Portion { count: *count, each: Dong::new(*each) };
    Sum {
        total: Dong::new(total),
        portions: portions.iter().map(portion).collect(),
        at_most: at_most.map(Dong::new),
        times,
    }
}

#[test]
fn fee_is_told_with_how_it_was_reckoned() {
    let page = Some(Per::Page);
    let copies = a_fee(2_000, page, Some(a_sum(&[(2, 2_000), (3, 1_000)], None, 2, 14_000)));
    let most =
        a_fee(2_000, page, Some(a_sum(&[(2, 2_000), (298, 1_000)], Some(200_000), 3, 600_000)));
    let single = a_fee(10_000, Some(Per::Filing), Some(a_sum(&[(1, 10_000)], None, 1, 10_000)));
    let published = Text::default();
    let told = |charge: &Charge| (words().fee(charge, &published), words().fee_why(charge));

    assert_eq!(
        told(&copies),
        (
            "14.000 đ".to_owned(),
            "(2 × 2.000 đ + 3 × 1.000 đ) × 2 = 14.000 đ. theo trang của bản chính.".to_owned()
        )
    );
    assert!(told(&most).1.starts_with("200.000 đ (mức cao nhất) × 3 = 600.000 đ."));
    assert_eq!(told(&single).1, "theo trang của bản chính.", "nothing was reckoned");
    assert_eq!(told(&a_fee(2_000, page, None)).0, "2.000 đ/trang");
    assert_eq!(told(&a_fee(8_000, Some(Per::Unsaid), None)).0, "8.000 đ");
    assert_eq!(told(&a_fee(0, None, Some(a_sum(&[(1, 0)], None, 1, 0)))).0, "Không thu");
}

#[test]
fn fee_that_nobody_can_say_is_told_as_it_is_published() {
    let published = Text::vietnamese("Nguồn công bố không ghi lệ phí.");
    let nothing = Charge::default();

    assert_eq!(words().fee(&nothing, &published), "Nguồn công bố không ghi lệ phí.");
    assert_eq!(words().fee_why(&nothing), "");
    assert!(words().fee(&nothing, &Text::default()).starts_with("Danh mục chưa ghi"));
}

#[test]
fn exemption_takes_the_fee_away_only_once_it_holds() {
    let who = Text::vietnamese("Người khuyết tật.");
    let holds = Charge { exempt: Some(who.clone()), ..a_fee(8_000, None, None) };
    let open = Charge { exemptions: vec![who], ..a_fee(8_000, None, None) };
    let published = Text::default();

    assert_eq!(words().fee(&holds, &published), "Không thu (được miễn)");
    assert_eq!(words().fee_why(&holds), "Được miễn: Người khuyết tật.");
    assert_eq!(words().fee(&open, &published), "8.000 đ");
    assert!(words().fee_why(&open).ends_with("thuộc trường hợp: Người khuyết tật."));
}
