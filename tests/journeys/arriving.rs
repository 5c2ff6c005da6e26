//! A result file that comes in pieces: what came before the line broke is there in the next run,
//! sealed, and gone when nobody needs it any more.

use std::fs;
use std::io::{self, Read};
use std::path::PathBuf;
use std::sync::Arc;

use courier::Wanted;
use desk::{Desk, results};
use domain::text::Line;
use files::OsDisk;
use link::ports::{Here, Kept, Parcels, PortError};
use seal::hash::hash;
use testkit::{FailingDisk, FakeGateway, Fault, TestDesk, TestDossier, a_desk, a_gateway};
use wire::event::{Event, ResultLine};

use crate::enrolled::{delivered, does, enrolled, event};
use crate::needles::Needles;

const SIZE: usize = 600_000;
/// So much is sealed at once while the line holds.
const PIECE: u64 = 256 * 1024;

/// Bytes that are nowhere the same.
fn bytes(size: usize, seed: u32) -> Vec<u8> {
    let step = |state: u32| state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
    let states = std::iter::successors(Some(seed), |state| Some(step(*state)));
    states.map(|state| state.to_be_bytes()[0]).take(size).collect()
}

/// What becomes of a file of sealed pieces.
type Damage = fn(&mut Vec<u8>);

struct Cut;

impl Read for Cut {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::ErrorKind::UnexpectedEof.into())
    }
}

/// The agency gives a result.
fn promised(desk: &TestDesk, gateway: &FakeGateway, dossier: &TestDossier, file: &[u8]) -> Wanted {
    let line = ResultLine {
        name: Line::new("Giấy khai sinh.pdf"),
        media: "application/pdf".to_owned(),
        size: file.len() as u64,
        sha256: hash(file),
    };
    let number = desk.delivery().memory().unwrap().gateway.last_event + 1;
    let told = Event { result: Some(line.clone()), ..event(gateway, number, dossier, "9") };
    does(desk, &[gateway.tells(vec![told])]);
    Wanted { dossier: dossier.dossier, line }
}

fn a_desk_that_waits() -> (TestDesk, Wanted, Vec<u8>) {
    let (desk, gateway) = enrolled();
    let (dossier, file) = (delivered(&desk, &gateway), bytes(SIZE, 1));
    let wanted = promised(&desk, &gateway, &dossier, &file);
    (desk, wanted, file)
}

/// Bytes come in from a place on, and then the line breaks.
fn breaks_off(desk: &TestDesk, wanted: &Wanted, from: usize, bytes: &[u8]) {
    let kept = desk.delivery().keep_result(wanted, from as u64, &mut bytes.chain(Cut));
    assert_eq!(kept.map_err(|error| error.code), Err("result-broken-off"));
}

fn comes(
    desk: &TestDesk,
    wanted: &Wanted,
    from: usize,
    mut bytes: &[u8],
) -> Result<Kept, PortError> {
    desk.delivery().keep_result(wanted, from as u64, &mut bytes)
}

fn here(desk: &TestDesk, wanted: &Wanted) -> Here {
    desk.delivery().result_here(wanted)
}

fn forget(desk: &TestDesk, wanted: &Wanted) {
    desk.delivery().forget_result(wanted);
}

fn arriving(desk: &Desk) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(desk.root().join("arriving")) else { return vec![] };
    entries.map(|entry| entry.unwrap().path()).collect()
}

#[test]
fn result_goes_on_in_the_next_run_where_the_line_broke() {
    let (mut desk, wanted, file) = a_desk_that_waits();
    let mut from = 0;
    for to in [100_000, 100_001, 100_001, 450_000, SIZE - 1] {
        breaks_off(&desk, &wanted, from, &file[from..to]);
        desk = desk.restarted();
        assert_eq!(here(&desk, &wanted), Here::First(to as u64));
        from = to;
    }

    let kept = comes(&desk, &wanted, from, &file[from..]).unwrap();

    assert_eq!((kept, here(&desk, &wanted)), (Kept::Whole, Here::Whole));
    let (_, read) = results::read(&desk, wanted.dossier, None).unwrap();
    assert!(read == file, "byte for byte");
    assert_eq!(arriving(&desk), Vec::<PathBuf>::new(), "nothing is left of the pieces");
}

#[test]
fn what_has_arrived_lies_sealed_on_the_disk_and_its_name_tells_nothing() {
    let (desk, wanted, file) = a_desk_that_waits();
    breaks_off(&desk, &wanted, 0, &file[..300_000]);

    let needles = Needles::default()
        .bytes("its beginning", &file[..24])
        .bytes("its midst", &file[270_000..270_024])
        .text(&wanted.line.sha256.to_string())
        .text(&wanted.dossier.to_string());

    assert_eq!(arriving(&desk).len(), 1);
    assert!(fs::metadata(&arriving(&desk)[0]).unwrap().len() > 300_000, "it is there");
    assert_eq!(needles.found_in(&desk.root().join("arriving")), Vec::<String>::new());
}

#[test]
fn piece_that_a_kill_or_a_power_cut_has_torn_is_cut_off_and_the_rest_goes_on() {
    let damages: [(&str, Damage, u64); 6] = [
        ("torn", |bytes| bytes.truncate(bytes.len() - 10), PIECE),
        ("torn in its head", |bytes| bytes.truncate(PIECE as usize + 500), PIECE),
        ("followed by nothing", |bytes| bytes.extend([0; 4096]), 400_000),
        ("followed by noise", |bytes| bytes.extend([0xab; 4096]), 400_000),
        ("garbled at once", |bytes| bytes[1000] ^= 1, 0),
        ("emptied", Vec::clear, 0),
    ];
    for (what, damage, left) in damages {
        let (desk, wanted, file) = a_desk_that_waits();
        breaks_off(&desk, &wanted, 0, &file[..400_000]);
        let path = arriving(&desk).remove(0);
        let mut sealed = fs::read(&path).unwrap();
        damage(&mut sealed);
        fs::write(&path, sealed).unwrap();

        let desk = desk.restarted();

        assert_eq!(here(&desk, &wanted), Here::First(left), "{what}");
        let (from, to) = (usize::try_from(left).unwrap(), 500_000);
        breaks_off(&desk, &wanted, from, &file[from..to]);
        assert_eq!(comes(&desk, &wanted, to, &file[to..]).unwrap(), Kept::Whole, "{what}");
        assert_eq!(arriving(&desk).len(), 0, "{what}");
    }
}

#[test]
fn pieces_that_make_another_file_are_thrown_away_whole() {
    let (desk, wanted, file) = a_desk_that_waits();
    breaks_off(&desk, &wanted, 0, &bytes(300_000, 9));

    let judged = comes(&desk, &wanted, 300_000, &file[300_000..]).unwrap();

    assert_eq!((judged, here(&desk, &wanted)), (Kept::Nothing, Here::First(0)));
    assert_eq!(arriving(&desk).len(), 0, "the next try meets nothing of them");
    assert_eq!(comes(&desk, &wanted, 0, &file).unwrap(), Kept::Whole);
}

#[test]
fn page_of_somebody_else_costs_nothing_of_what_has_arrived() {
    let (desk, wanted, file) = a_desk_that_waits();
    breaks_off(&desk, &wanted, 0, &file[..300_000]);

    let page = comes(&desk, &wanted, 0, b"<html>Please sign in</html>").unwrap();

    assert_eq!((page, here(&desk, &wanted)), (Kept::Nothing, Here::First(300_000)));
}

#[test]
fn shorter_beginning_costs_nothing_of_a_longer_one() {
    let (desk, wanted, file) = a_desk_that_waits();
    breaks_off(&desk, &wanted, 0, &file[..400_000]);

    // Somewhere on the way nobody knows ranges, or a web page without an end answers.
    breaks_off(&desk, &wanted, 0, &file[..300_000]);
    breaks_off(&desk, &wanted, 0, &bytes(399_999, 9));

    assert_eq!(here(&desk, &wanted), Here::First(400_000));
    breaks_off(&desk, &wanted, 0, &file[..500_000]);
    assert_eq!(here(&desk, &wanted), Here::First(500_000), "a longer one is better");
    assert_eq!(comes(&desk, &wanted, 500_000, &file[500_000..]).unwrap(), Kept::Whole);
}

#[test]
fn many_breaks_leave_no_more_pieces_than_one() {
    let (desk, wanted, file) = a_desk_that_waits();
    breaks_off(&desk, &wanted, 0, &file[..PIECE as usize + 40_000]);
    let of_one = fs::metadata(&arriving(&desk)[0]).unwrap().len();

    forget(&desk, &wanted);
    for from in (0..PIECE as usize + 40_000).step_by(8192) {
        let to = (from + 8192).min(PIECE as usize + 40_000);
        breaks_off(&desk, &wanted, from, &file[from..to]);
    }

    assert_eq!(here(&desk, &wanted), Here::First(PIECE + 40_000));
    let of_many = fs::metadata(&arriving(&desk)[0]).unwrap().len();
    // Two heads of sealed files, whose length luck decides, and not thirty-eight.
    assert!(of_many.abs_diff(of_one) < 1000, "{of_many} bytes, {of_one} in one go");
}

#[test]
fn what_has_arrived_makes_room_for_the_whole_where_the_disk_is_full() {
    let disk = FailingDisk::over(Arc::new(OsDisk));
    let (desk, gateway) = (a_desk().on(Arc::new(disk.clone())).opened(), a_gateway());
    gateway.enrol(&desk, desk.actor()).unwrap();
    let (dossier, file) = (delivered(&desk, &gateway), bytes(SIZE, 1));
    let wanted = promised(&desk, &gateway, &dossier, &file);
    breaks_off(&desk, &wanted, 0, &file[..400_000]);
    disk.count_anew();
    let page = comes(&desk, &wanted, 400_000, &bytes(200_000, 9)).unwrap();
    assert_eq!(page, Kept::Nothing, "as many calls until the bytes are judged");
    let until_judged = disk.calls().len();
    breaks_off(&desk, &wanted, 0, &file[..400_000]);

    disk.fail_at(until_judged + 2, Fault::Full);
    let kept = comes(&desk, &wanted, 400_000, &file[400_000..]).unwrap();

    let failed = &disk.calls()[until_judged + 2];
    assert!(!failed.path.to_string_lossy().contains("arriving"), "{failed:?}");
    assert_eq!((kept, here(&desk, &wanted)), (Kept::Whole, Here::Whole));
}

#[test]
fn what_the_gateway_says_is_not_there_is_forgotten() {
    let (desk, wanted, file) = a_desk_that_waits();
    breaks_off(&desk, &wanted, 0, &file[..300_000]);

    forget(&desk, &wanted);

    assert_eq!((here(&desk, &wanted), arriving(&desk).len()), (Here::First(0), 0));
}

#[test]
fn what_nobody_waits_for_is_swept_away_when_the_desk_is_opened() {
    let (desk, gateway) = enrolled();
    let dossier = delivered(&desk, &gateway);
    let (one, other) = (bytes(SIZE, 1), bytes(SIZE, 2));
    let wanted = [&one, &other].map(|file| promised(&desk, &gateway, &dossier, file));
    breaks_off(&desk, &wanted[0], 0, &one[..300_000]);
    breaks_off(&desk, &wanted[1], 0, &other[..200_000]);
    assert_eq!(arriving(&desk).len(), 2, "each has a place of its own");
    let of_one = arriving(&desk);
    comes(&desk, &wanted[0], 300_000, &one[300_000..]).unwrap();
    let of_other = arriving(&desk);
    // The program was killed before it could remove the pieces of what had come whole.
    let killed = of_one.iter().find(|path| !of_other.contains(path)).unwrap();
    fs::write(killed, b"pieces").unwrap();

    let desk = desk.restarted();

    assert_eq!(arriving(&desk), of_other);
    assert_eq!(here(&desk, &wanted[1]), Here::First(200_000));
    assert_eq!(here(&desk, &wanted[0]), Here::Whole);
}
