//! What the agency wants by a day waits with that day, and before what has none.

use chrono::NaiveDate;
use desk::queue::{self, Sight};
use desk::withdrawals;
use domain::ids::DossierId;
use testkit::{FakeGateway, TestDesk, TestDossier, a_birth_dossier};
use wire::event::Event;

use crate::enrolled::{correct, delivered, does, enrolled, event, waiting};

type Due = (DossierId, Option<NaiveDate>);

fn december(day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(2026, 12, day)
}

/// The agency says something of a dossier, and names a day.
fn tells(
    desk: &TestDesk,
    gateway: &FakeGateway,
    dossier: &TestDossier,
    (number, status): (u64, &str),
    deadline: Option<NaiveDate>,
) {
    let event = Event { deadline, ..event(gateway, number, dossier, status) };
    does(desk, &[gateway.tells(vec![event])]);
}

/// The line as the clerk sees it.
fn line(desk: &TestDesk) -> Vec<Due> {
    let sight = Sight { aside: 0, from: None, offset: 0, limit: 100 };
    let seen = queue::look(desk, sight).unwrap();
    seen.rows.iter().map(|row| (row.dossier, row.place.due)).collect()
}

/// What the courier is told, in the desk's order.
fn told(desk: &TestDesk) -> Vec<Due> {
    let mut parcels = waiting(desk);
    parcels.sort_by_key(|parcel| parcel.seq);
    parcels.iter().map(|parcel| (parcel.dossier, parcel.due)).collect()
}

#[test]
fn answer_is_due_by_the_day_in_the_agencys_request_and_stands_first_in_the_line() {
    let (desk, gateway) = enrolled();
    let mut first = delivered(&desk, &gateway);
    let mut second = delivered(&desk, &gateway);
    tells(&desk, &gateway, &first, (1, "5"), december(9));
    tells(&desk, &gateway, &second, (2, "5"), december(5));
    let new = a_birth_dossier().with_pages(1).sealed(&desk);

    correct(&desk, &mut first, 2);
    correct(&desk, &mut second, 2);
    let desk = desk.restarted();

    let (new, first, second) = (new.dossier, first.dossier, second.dossier);
    assert_eq!(told(&desk), [(new, None), (first, december(9)), (second, december(5))]);
    assert_eq!(line(&desk), [(second, december(5)), (first, december(9)), (new, None)]);
    let listed = queue::list(&desk).unwrap();
    let listed: Vec<Due> = listed.iter().map(|row| (row.dossier, row.due)).collect();
    assert_eq!(listed, told(&desk), "the list keeps the desk's order and says the days");
}

#[test]
fn day_is_the_one_that_the_agency_named_last_for_as_long_as_it_asks() {
    let (desk, gateway) = enrolled();
    let mut dossier = delivered(&desk, &gateway);
    tells(&desk, &gateway, &dossier, (1, "5"), december(5));
    let asked = dossier.clone();
    correct(&desk, &mut dossier, 2);
    let id = dossier.dossier;
    assert_eq!(told(&desk), [(id, december(5))]);

    tells(&desk, &gateway, &asked, (2, "5"), december(15));
    assert_eq!(told(&desk), [(id, december(15))], "it has given more time");
    tells(&desk, &gateway, &asked, (3, "4"), december(20));
    assert_eq!(told(&desk), [(id, None)], "by then it promises its own result");
}

#[test]
fn what_answers_no_request_is_due_by_no_day() {
    let (desk, gateway) = enrolled();
    let asked = delivered(&desk, &gateway);
    tells(&desk, &gateway, &asked, (1, "5"), december(5));
    let mut new = a_birth_dossier().with_pages(1).sealed(&desk);

    correct(&desk, &mut new, 2);
    withdrawals::withdraw(&desk, desk.actor(), asked.dossier).unwrap();

    let (new, asked) = ((new.dossier, None), (asked.dossier, None));
    assert_eq!(told(&desk), [new, new, asked]);
    assert_eq!(line(&desk), told(&desk), "in the order in which they were queued");
}
