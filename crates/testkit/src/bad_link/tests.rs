use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

use machine::{Clock, OsClock};

use super::*;
use crate::luck::SeededLuck;

const MS: Duration = Duration::from_millis(1);

/// Both ends of one connection over a link.
struct Line {
    desk: TcpStream,
    gateway: TcpStream,
}

struct Site {
    gateway: TcpListener,
    link: BadLink,
}

fn a_link(weather: Weather) -> Site {
    let gateway = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let link = BadLink::to(gateway.local_addr().unwrap(), weather, 7);
    Site { gateway, link }
}

fn knock(address: SocketAddr) -> TcpStream {
    let desk = TcpStream::connect(address).unwrap();
    desk.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    desk
}

impl Site {
    fn line(&self) -> Line {
        let desk = knock(self.link.address());
        Line { desk, gateway: self.answers() }
    }

    /// Waits for what the link is about to do: a test that waits in vain hangs.
    fn until(&self, is_so: impl Fn(&Tally) -> bool) {
        while !is_so(&self.link.tally()) {
            thread::yield_now();
        }
    }

    fn answers(&self) -> TcpStream {
        let (gateway, _) = self.gateway.accept().unwrap();
        gateway.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        gateway
    }
}

/// All that came, and how it ended; `None`: in good order.
fn rest(mut of: &TcpStream) -> (Vec<u8>, Option<ErrorKind>) {
    let mut all = vec![];
    let end = of.read_to_end(&mut all).err().map(|error| error.kind());
    (all, end)
}

fn says(mut from: &TcpStream, what: &[u8], mut to: &TcpStream) {
    let mut heard = vec![0; what.len()];
    from.write_all(what).unwrap();
    to.read_exact(&mut heard).unwrap();
    assert_eq!(heard, what);
}

/// Whether nothing can be heard at this moment.
fn is_still(mut line: &TcpStream) -> bool {
    line.set_nonblocking(true).unwrap();
    let heard = line.read(&mut [0]);
    line.set_nonblocking(false).unwrap();
    heard.is_err_and(|error| error.kind() == ErrorKind::WouldBlock)
}

fn bytes(count: usize) -> Vec<u8> {
    let luck = SeededLuck::new(3);
    let blocks = std::iter::repeat_with(|| luck.block()).flatten();
    blocks.take(count).collect()
}

#[test]
fn link_carries_every_byte_both_ways_when_the_weather_is_fair() {
    let way = Way { jitter: 2 * MS, delay: MS, ..Way::clear() };
    let site = a_link(Weather { up: way, down: way, ..Weather::fair() });
    let (Line { desk, gateway }, sent) = (site.line(), bytes(600_000));

    let speak = |mut to: &TcpStream| {
        to.write_all(&sent).unwrap();
        to.shutdown(std::net::Shutdown::Write).unwrap();
    };
    let (up, down) = thread::scope(|both| {
        both.spawn(|| speak(&desk));
        both.spawn(|| speak(&gateway));
        let up = both.spawn(|| rest(&gateway));
        (up.join().unwrap(), rest(&desk))
    });

    assert!(up == (sent.clone(), None), "in order, however the delay varies");
    assert!(down == (sent, None), "and back");
    let tally = site.link.tally();
    assert_eq!((tally.up.passed, tally.down.passed), (600_000, 600_000));
    assert_eq!((tally.connections, tally.cuts, tally.up.lost), (1, 0, 0));
}

#[test]
fn link_takes_as_long_as_its_rate_and_delay_say() {
    let up = Way { rate: Some(1_000_000), delay: 20 * MS, ..Way::clear() };
    let site = a_link(Weather { up, ..Weather::fair() });
    let began = OsClock.tick();

    let Line { desk, gateway } = site.line();
    says(&desk, &bytes(100_000), &gateway);

    // 100 ms for the bytes, 20 for the way and 20 for the handshake; a clock that is cut off at
    // whole milliseconds may take one away.
    assert!(OsClock.tick() - began >= 139, "no faster than the link");
}

#[test]
fn connections_share_the_rate_of_a_link() {
    let up = Way { rate: Some(1_000_000), ..Way::clear() };
    let site = a_link(Weather { up, ..Weather::fair() });
    let (one, other) = (site.line(), site.line());
    let began = OsClock.tick();

    thread::scope(|scope| {
        scope.spawn(|| says(&one.desk, &bytes(60_000), &one.gateway));
        says(&other.desk, &bytes(60_000), &other.gateway);
    });

    assert!(OsClock.tick() - began >= 119, "as long as 120,000 bytes of one");
}

#[test]
fn link_is_found_again_where_the_one_before_it_was() {
    let site = a_link(Weather::fair());
    let Line { desk, gateway } = site.line();
    says(&desk, b"thua", &gateway);
    let (known, gateway) = (site.link.address(), site.gateway.local_addr().unwrap());

    drop(site.link);
    let link = BadLink::between(known, gateway, Weather::fair(), 7);

    assert_eq!(link.address(), known);
    let next = Site { gateway: site.gateway, link };
    let Line { desk, gateway } = next.line();
    says(&desk, b"thua", &gateway);
}

#[test]
fn both_sides_are_told_when_a_path_dies_by_reset() {
    let site = a_link(Weather::fair());
    let Line { desk, gateway } = site.line();
    says(&desk, b"thua", &gateway);

    site.link.cut(Death::Reset);

    assert_eq!(rest(&desk), (vec![], Some(ErrorKind::ConnectionReset)));
    assert_eq!(rest(&gateway), (vec![], Some(ErrorKind::ConnectionReset)));
    let tally = site.link.tally();
    assert_eq!((tally.cuts, tally.resets, tally.silences), (1, 1, 0));
}

#[test]
fn connection_never_lives_again_when_its_path_died_in_silence() {
    let site = a_link(Weather::fair());
    let old = site.line();
    says(&old.desk, b"thua", &old.gateway);

    site.link.cut(Death::Silence);
    (&old.desk).write_all(b"mat").unwrap();
    site.link.mend();
    let new = site.line();
    says(&new.desk, b"thua", &new.gateway);
    says(&new.gateway, b"da", &new.desk);

    site.until(|tally| tally.silences == 1);
    assert!(is_still(&old.gateway) && is_still(&old.desk), "neither is told anything");
    let tally = site.link.tally();
    assert_eq!((tally.connections, tally.silences, tally.resets), (2, 1, 0));
}

#[test]
fn path_is_cut_after_the_very_byte_that_was_named() {
    for after in [1, 2, 16_383, 16_384, 16_385, 50_000] {
        let site = a_link(Weather::fair());
        let Line { desk, gateway } = site.line();
        site.link.cut_at(Mark { direction: Direction::Up, after, death: Death::Reset });

        // It may hear of the cut before it has said all.
        drop((&desk).write_all(&bytes(60_000)));
        let (came, end) = rest(&gateway);

        assert_eq!((came.len() as u64, end), (after, Some(ErrorKind::ConnectionReset)));
        assert_eq!(site.link.tally().up.passed, after);
    }
}

#[test]
fn mark_counts_the_answers_bytes_over_all_connections() {
    let site = a_link(Weather::fair());
    let mark = Mark { direction: Direction::Down, after: 5, death: Death::Silence };
    site.link.cut_at(mark);
    let (first, second) = (site.line(), site.line());

    says(&first.gateway, b"da", &first.desk);
    (&second.gateway).write_all(b"nhan duoc").unwrap();
    let mut heard = [0; 3];
    (&second.desk).read_exact(&mut heard).unwrap();

    assert_eq!(&heard, b"nha", "two and three are five");
    assert!(is_still(&second.desk) && is_still(&first.desk));
    site.until(|tally| tally.silences == 2);
    assert_eq!(site.link.tally().cuts, 1, "all die together");
}

#[test]
fn request_arrives_and_its_answer_is_lost_when_answers_are_held_back() {
    let site = a_link(Weather::fair());
    let Line { desk, gateway } = site.line();

    site.link.hold_answers();
    says(&desk, b"nhan chua?", &gateway);
    (&gateway).write_all(b"nhan roi").unwrap();
    says(&desk, b"nhan chua?", &gateway);
    site.link.cut(Death::Reset);

    assert_eq!(rest(&desk), (vec![], Some(ErrorKind::ConnectionReset)));
    assert_eq!(site.link.tally().deaf, 1);
    assert_eq!(site.link.tally().down.passed, 0);
}

#[test]
fn answer_comes_late_when_it_was_only_held_back() {
    let site = a_link(Weather::fair());
    let Line { desk, gateway } = site.line();
    site.link.hold_answers();
    (&gateway).write_all(b"nhan roi").unwrap();

    site.link.mend();

    let mut heard = [0; 8];
    (&desk).read_exact(&mut heard).unwrap();
    assert_eq!(&heard, b"nhan roi");
}

#[test]
fn what_the_link_holds_is_lost_at_a_cut() {
    let up = Way { rate: Some(20_000), ..Way::clear() };
    let site = a_link(Weather { up, ..Weather::fair() });
    let Line { desk, gateway } = site.line();

    (&desk).write_all(&bytes(60_000)).unwrap();
    (&gateway).read_exact(&mut [0]).unwrap();
    site.link.cut(Death::Reset);
    let (came, _) = rest(&gateway);
    drop((desk, gateway));
    let Site { link, .. } = site;
    let Tally { up, .. } = link.tally();

    assert!(came.len() < 60_000, "the rest was under way");
    assert_eq!(up.passed, came.len() as u64 + 1);
    assert!(up.lost > 0 && up.passed + up.lost <= 60_000);
}

#[test]
fn who_knocks_in_a_gap_waits_or_is_turned_away_or_never_heard_of_again() {
    let gap = |door| {
        let site = a_link(Weather { doors: vec![door], ..Weather::fair() });
        site.link.cut(Death::Reset);
        let desk = knock(site.link.address());
        (site, desk)
    };

    let (site, desk) = gap(Door::Shut);
    assert_eq!(rest(&desk), (vec![], Some(ErrorKind::ConnectionReset)));
    assert_eq!(site.link.tally().connections, 0);

    let (site, desk) = gap(Door::Waits);
    (&desk).write_all(b"con ai khong?").unwrap();
    site.until(|tally| tally.knocks == 1);
    site.link.mend();
    let gateway = site.answers();
    says(&desk, b"con", &gateway_after(gateway, b"con ai khong?"));

    let (site, lost) = gap(Door::Silent);
    site.until(|tally| tally.knocks == 1);
    site.link.mend();
    let new = site.line();
    says(&new.desk, b"con", &new.gateway);
    assert!(is_still(&lost));
}

fn gateway_after(mut gateway: TcpStream, said: &[u8]) -> TcpStream {
    let mut heard = vec![0; said.len()];
    gateway.read_exact(&mut heard).unwrap();
    assert_eq!(heard, said, "what was said in the gap arrives after it");
    gateway
}

#[test]
fn path_lives_and_dies_by_itself_until_the_link_is_dropped() {
    let weather = Weather {
        life: Span::About(3 * MS),
        gap: Span::For(MS),
        deaths: vec![Death::Reset, Death::Silence],
        deaf: vec![Duration::ZERO, MS],
        ..Weather::fair()
    };
    let site = a_link(weather);
    site.gateway.set_nonblocking(true).unwrap();

    let (mut lines, mut tally) = (vec![], site.link.tally());
    while tally.resets < 3 || tally.silences < 3 || tally.deaf < 3 {
        lines.push(knock(site.link.address()));
        let before = tally.cuts;
        while tally.cuts == before {
            lines.extend(site.gateway.accept().map(|(line, _)| line));
            tally = site.link.tally();
        }
    }

    assert!(tally.cuts >= 6, "one connection was there at each: {tally:?}");
}

#[test]
fn span_is_drawn_the_same_for_the_same_seed_and_as_long_as_it_says_on_average() {
    let draw = |seed| {
        let luck = SeededLuck::new(seed);
        let span = Span::About(Duration::from_secs(20));
        (0..1_000).map(|_| span.drawn(&luck).unwrap()).collect::<Vec<_>>()
    };

    let drawn = draw(7);

    assert_eq!(drawn, draw(7));
    let mean = drawn.iter().sum::<Duration>() / 1_000;
    assert!((18..22).contains(&mean.as_secs()), "{mean:?}");
    assert!(drawn.iter().any(|span| span.as_secs() > 60), "some live long");
    assert!(drawn.iter().any(|span| span.as_secs() < 2), "some hardly at all");
    assert_eq!(Span::Always.drawn(&SeededLuck::new(7)), None);
}

#[test]
fn hastened_weather_carries_as_many_bytes_in_each_life() {
    let way = Way { rate: Some(32_000), delay: 300 * MS, jitter: 50 * MS, buffer: 9 };
    let weather = Weather {
        up: way,
        life: Span::For(Duration::from_secs(30)),
        gap: Span::About(Duration::from_secs(10)),
        deaf: vec![Duration::from_secs(1)],
        ..Weather::fair()
    };

    let fast = weather.hastened(100);

    let way = Way { rate: Some(3_200_000), delay: 3 * MS, jitter: MS / 2, buffer: 9 };
    assert_eq!((fast.up, fast.life), (way, Span::For(300 * MS)));
    assert_eq!((fast.gap, fast.deaf), (Span::About(100 * MS), vec![10 * MS]));
}
