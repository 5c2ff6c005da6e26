use std::collections::{BTreeMap, BTreeSet};

use domain::ids::Id;
use sqlite::Alter;

use super::*;
use crate::Tx;
use crate::parcels::{self, Lease, Step};
use crate::testing::{Filled, a_person, a_store, begin, change};

const MANY: u32 = 5_000;
const PAGE: u64 = 100;

/// A desk whose dossiers, with one paper each, wait for the road.
fn a_line(count: u32) -> Filled {
    let filled = a_store();
    let person = a_person("Lộc Văn Páo", None);
    change(&filled, |tx| (1..=count).try_for_each(|n| queue(tx, n, &person)));
    filled
}

fn queue(tx: &Tx<'_>, n: u32, person: &crate::people::PersonRow) -> Result<(), StoreError> {
    let binds = || Binds::new().id(":id", &id(n)).with(":n", n);
    begin(tx, n, person)?;
    let sealed = "
        INSERT INTO revisions
        VALUES (:id, :id, :id, 1, NULL, x'7b7d', zeroblob(32), 'manifest ' || :n, zeroblob(16),
            zeroblob(16), 1, :n, 0, NULL, 'unchecked')";
    tx.run(sealed, &*binds().params(), "seal a revision")?;
    let parts = "
        INSERT INTO parts
        VALUES (:id, 0, NULL, 'form.json', 'application/json', 1000, zeroblob(32), 'form ' || :n),
            (:id, 1, 'to-khai', 'tờ khai', 'image/jpeg', 2000 + :n, zeroblob(32), 'page ' || :n)";
    tx.run(parts, &*binds().params(), "seal the parts")?;
    let parcel = "
        INSERT INTO parcels
        VALUES (:id, 'submission', :id, :id, NULL, 'queued', NULL, NULL, NULL, NULL, NULL, 0,
            zeroblob(16), zeroblob(16), 1, :n, 0, NULL, 'unchecked')";
    tx.run(parcel, &*binds().params(), "queue a parcel").map(drop)
}

fn id(n: u32) -> ParcelId {
    ParcelId::from_bytes(u128::from(n).to_be_bytes())
}

/// Moves the parcel of the `n`-th dossier.
fn step(filled: &Filled, n: u32, next: Step<'_>) {
    change(filled, |tx| parcels::step(tx, id(n), next));
}

const LEASE: Lease = Lease { until: Millis::new(1), holder: [0; 8] };
const SENDING: Step<'_> = Step::Sending(LEASE, Millis::new(1));

fn page(filled: &Filled, offset: u64, limit: u64) -> Vec<WaitingRow> {
    filled.store.look(|view| line(view, offset, limit)).unwrap()
}

fn ids(rows: &[WaitingRow]) -> Vec<ParcelId> {
    rows.iter().map(|row| row.parcel).collect()
}

#[test]
fn each_of_5000_is_shown_once_when_others_are_delivered_between_two_pages() {
    let filled = a_line(MANY);
    let (mut seen, mut pages, mut from) = (Vec::new(), 0, None);

    loop {
        let begins = from.map_or(0, |place| filled.store.look(|view| before(view, place)).unwrap());
        let rows = page(&filled, begins, PAGE);
        assert!(rows.len() <= PAGE.try_into().unwrap(), "a page and no more");
        let Some(last) = rows.last() else { break };
        (from, pages) = (Some(last.place.next()), pages + 1);
        seen.extend(ids(&rows));
        // One that was seen already, the last one seen, and one that is still to come.
        match pages {
            1 => step(&filled, 7, Step::Delivered),
            2 => step(&filled, 200, Step::Delivered),
            3 => step(&filled, 4_321, Step::Delivered),
            _ => {}
        }
    }

    let each: BTreeSet<_> = seen.iter().copied().collect();
    assert_eq!(seen.len(), each.len(), "none twice");
    let expected = (1..=MANY).filter(|&n| n != 4_321).map(id);
    assert_eq!(each, expected.collect(), "none is left out that waits");
    assert_eq!(pages, 50);
}

#[test]
fn page_reads_nothing_of_what_lies_beyond_it() {
    let filled = a_line(300);
    let sql = "UPDATE dossiers SET provisional_code = 'not a code' WHERE seq = 250";
    change(&filled, |tx| tx.run(sql, [], "spoil a row").map(drop));

    assert_eq!(page(&filled, 0, PAGE).len(), 100);
    assert_eq!(page(&filled, 250, PAGE).len(), 50);
    let spoilt = filled.store.look(|view| line(view, 200, PAGE));
    assert!(spoilt.is_err(), "it would be noticed if it were read");
}

#[test]
fn what_is_being_sent_comes_first_and_what_waits_for_the_clerk_stands_apart() {
    let filled = a_line(6);
    step(&filled, 2, Step::SetAside("{}"));
    step(&filled, 4, SENDING);
    step(&filled, 5, Step::Announcing(LEASE, 1));
    step(&filled, 6, Step::Delivered);

    let rows = page(&filled, 0, PAGE);
    assert_eq!(ids(&rows), [id(4), id(5), id(1), id(3)]);
    let at = |n: u64| {
        filled.store.look(|view| before(view, Place { rank: 1, due: None, seq: n })).unwrap()
    };
    assert_eq!([at(0), at(1), at(2), at(3), at(9)], [2, 2, 3, 3, 4], "places outlive their rows");
    let aside = filled.store.look(|view| aside(view, PAGE)).unwrap();
    assert_eq!(ids(&aside), [id(2)]);
    let load = filled.store.look(load).unwrap();
    assert_eq!((load.in_line, load.aside), (4, 1));
}

/// The agency asks the `n`-th dossier for a supplement by this day.
fn ask(tx: &Tx<'_>, n: u32, day: &str) -> Result<(), StoreError> {
    let binds = || Binds::new().id(":id", &id(n)).with(":n", n);
    let told =
        "UPDATE cases SET state = 'supplement_asked', raw_status = '5' WHERE dossier_id = :id";
    tx.run(told, &*Binds::new().id(":id", &id(n)).params(), "move a case")?;
    let event = "
        INSERT INTO events
        VALUES (zeroblob(10), 1, :n, :id, :id, 1, '5', NULL, NULL, NULL, :day, NULL, zeroblob(16),
            zeroblob(16), 1, :n, 0, NULL, 'unchecked')";
    tx.run(event, &*binds().text(":day", day).params(), "keep an event").map(drop)
}

/// The supplement to the `n`-th dossier, in place of its submission, which has arrived.
fn answer(tx: &Tx<'_>, n: u32) -> Result<(), StoreError> {
    let binds = Binds::new().with(":n", n);
    let sql = "UPDATE parcels SET kind = 'supplement' WHERE seq = :n";
    tx.run(sql, &*binds.params(), "queue a supplement").map(drop)
}

fn days(rows: &[WaitingRow]) -> Vec<Option<String>> {
    rows.iter().map(|row| row.place.due.map(|day| day.to_string())).collect()
}

#[test]
fn what_the_agency_wants_first_comes_first_among_what_has_not_begun() {
    let filled = a_line(6);
    change(&filled, |tx| {
        [(3, "2026-12-09"), (5, "2026-12-05"), (6, "2026-12-09")]
            .into_iter()
            .try_for_each(|(n, day)| ask(tx, n, day).and_then(|()| answer(tx, n)))
    });
    step(&filled, 2, SENDING);

    let rows = page(&filled, 0, PAGE);

    assert_eq!(ids(&rows), [2, 5, 3, 6, 1, 4].map(id));
    let [fifth, ninth] = ["2026-12-05", "2026-12-09"].map(|day| Some(day.to_owned()));
    assert_eq!(days(&rows), [None, fifth, ninth.clone(), ninth, None, None]);
    let counted = rows.iter().map(|row| filled.store.look(|view| before(view, row.place)).unwrap());
    assert_eq!(counted.collect::<Vec<_>>(), [0, 1, 2, 3, 4, 5], "places agree with the line");
    let weighed: BTreeMap<_, _> =
        weights(&filled).into_iter().map(|weight| (weight.parcel, weight.due)).collect();
    assert_eq!(weighed, rows.iter().map(|row| (row.parcel, row.place.due)).collect());
}

/// What each weighs, in the order in which that is told.
fn weights(filled: &Filled) -> Vec<Weight> {
    let mut all = Vec::new();
    filled.store.look(|view| weigh(view, |weight| all.push(weight))).unwrap();
    all
}

#[test]
fn only_a_supplement_for_which_the_agency_still_waits_is_due_and_what_goes_before_it() {
    let filled = a_line(4);
    let later = "
        INSERT INTO parcels
        VALUES (x'00000000000000000000000000000063', 'withdrawal',
            x'00000000000000000000000000000003', NULL, x'7b7d', 'queued', NULL, NULL, NULL, NULL,
            NULL, 0, zeroblob(16), zeroblob(16), 1, 7, 0, NULL, 'unchecked')";
    let revised = "
        INSERT INTO revisions
        VALUES (x'00000000000000000000000000000062', x'00000000000000000000000000000004',
            x'00000000000000000000000000000062', 2, x'00000000000000000000000000000004', x'7b7d',
            zeroblob(32), 'manifest 98', zeroblob(16), zeroblob(16), 1, 8, 0, NULL, 'unchecked')";
    let form = "
        INSERT INTO parts
        VALUES (x'00000000000000000000000000000062', 0, NULL, 'form.json', 'application/json', 1000,
            zeroblob(32), 'form 98')";
    let behind = "
        INSERT INTO parcels
        VALUES (x'00000000000000000000000000000062', 'supplement',
            x'00000000000000000000000000000004', x'00000000000000000000000000000062', NULL,
            'queued', NULL, NULL, NULL, NULL, NULL, 0, zeroblob(16), zeroblob(16), 1, 9, 0, NULL,
            'unchecked')";
    change(&filled, |tx| {
        (1..=4).try_for_each(|n| ask(tx, n, "2026-12-05"))?;
        (2..=3).try_for_each(|n| answer(tx, n))?;
        tx.run(
            "UPDATE cases SET state = 'processing' WHERE dossier_id = :id",
            &*Binds::new().id(":id", &id(2)).params(),
            "move a case",
        )?;
        tx.run(later, [], "ask to take it back")?;
        tx.run(revised, [], "seal a revision")?;
        tx.run(form, [], "seal the parts")?;
        tx.run(behind, [], "queue a supplement").map(drop)
    });

    let rows = page(&filled, 0, PAGE);

    let day = Some("2026-12-05".to_owned());
    assert_eq!(ids(&rows), [3, 4, 98, 1, 2, 99].map(id));
    assert_eq!(days(&rows), [day.clone(), day.clone(), day, None, None, None]);
    let open = filled.store.look(parcels::open).unwrap();
    let due: Vec<_> = open.iter().filter(|row| row.due.is_some()).map(|row| row.parcel).collect();
    assert_eq!(due, [3, 4, 98].map(id), "the road is told the same");
}

#[test]
fn weights_are_those_of_the_rows() {
    let filled = a_line(6);
    step(&filled, 2, Step::SetAside("{}"));
    step(&filled, 4, SENDING);
    let later = "
        INSERT INTO parcels
        VALUES (zeroblob(16), 'withdrawal', x'00000000000000000000000000000002', NULL, x'7b7d',
            'queued', NULL, NULL, NULL, NULL, NULL, 0, zeroblob(16), zeroblob(16), 1, 7, 0, NULL,
            'unchecked')";
    change(&filled, |tx| tx.run(later, [], "ask to take it back").map(drop));

    let weighed = weights(&filled);

    let mut rows = page(&filled, 0, PAGE);
    rows.sort_by_key(|row| (row.place.rank, row.place.seq));
    assert_eq!(weighed, rows.iter().map(WaitingRow::weight).collect::<Vec<_>>());
    let (first, last) = (weighed[1], weighed[5]);
    assert_eq!((weighed.len(), first.size, first.form), (6, 3_001, 1_000), "what is sent is first");
    assert_eq!((last.size, last.form, last.is_held_up), (2, 2, true), "behind what was set aside");
}
