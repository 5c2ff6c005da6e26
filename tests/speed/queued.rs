//! What a queue costs the desk: its memory at rest and while it delivers, with nothing, hundreds and
//! thousands waiting; how soon something goes out, how fast, and how long the screen waits for an answer.
//!
//! Each desk is a `nopho serve` of its own, each gateway a `nopho-portal` on loopback. Each dossier has
//! its form and one page of 60 kB. The gateway is away until the desk has tried it, so that at rest the
//! courier knows all that waits. While it delivers, the road and the queue's first page are asked for
//! four times a second, as an open window does.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::thread::sleep;
use std::time::{Duration, Instant};

use desk::dossiers::Beginning;
use desk::enrolment::{Door, enrol};
use desk::pages::Handed;
use desk::{Desk, EnrolmentCode};
use domain::actor::Actor;
use domain::kinds::{Assistance, Channel};
use domain::text::Line;
use serde_json::{Value, json};

use crate::programs::{Memory, Province, Window, program};

const PAGE: usize = 60_000;
/// How often an open window asks.
const EVERY: Duration = Duration::from_millis(250);
/// How often somebody looks until the first byte has gone.
const OFTEN: Duration = Duration::from_millis(25);
const PATIENCE: Duration = Duration::from_secs(900);

/// Prints a line for each queue: of the sizes that are asked for, else of none, hundreds and thousands.
pub fn delivers() {
    if program("nopho").is_none() || program("nopho-portal").is_none() {
        println!(
            "\nqueues: NOT MEASURED, the programs are not built: cargo build -p cli -p portal"
        );
        return;
    }
    println!();
    println!(
        "{:<10}{:>21}{:>21}{:>10}{:>9}{:>9}{:>9}{:>12}{:>12}",
        "queued",
        "at rest",
        "delivering",
        "VmHWM",
        "first",
        "a second",
        "CPU each",
        "road.show",
        "queue.look"
    );
    let asked: Vec<usize> = std::env::args().filter_map(|word| word.parse().ok()).collect();
    let sizes = if asked.is_empty() { vec![0, 300, 3_000] } else { asked };
    for dossiers in sizes {
        tell(dossiers, &measured(dossiers));
    }
    println!("memory is VmRSS (of these RssAnon), in MiB; answers are median/longest, in ms");
}

/// What was seen of one desk.
#[derive(Default)]
struct Seen {
    at_rest: Memory,
    /// The most while it delivered.
    delivering: Memory,
    /// Until something was seen to be sent.
    first: Duration,
    took: Duration,
    cpu: Duration,
    road: Vec<Duration>,
    look: Vec<Duration>,
    longest_answer: usize,
    most_rows: usize,
}

fn measured(dossiers: usize) -> Seen {
    let home = tempfile::tempdir_in(std::env::var_os("NOPHO_BENCH_DIR").unwrap_or(".".into()));
    let home = home.unwrap();
    let mut province = Province::at(&home.path().join("cong"));
    let (data, passphrase) = (home.path().join("quay"), home.path().join("mat-khau.txt"));
    fs::write(&passphrase, crate::PASSPHRASE).unwrap();
    enrolled_and_filled(&data, &mut province, dossiers);

    let window = Window::over(&data, &passphrase);
    let mut seen = Seen { at_rest: rests(&window), ..Seen::default() };
    province.comes();
    if dossiers > 0 {
        watch(&window, &mut seen);
    }
    seen
}

/// A desk that knows the gateway, and cannot reach it.
fn enrolled_and_filled(data: &Path, province: &mut Province, dossiers: usize) {
    let (_, desk) = crate::a_desk(data);
    let desk = Arc::new(desk);
    let actor = desk.actor(None).unwrap();
    let door = Door { url: province.url(), ca: None };
    enrol(&desk, actor, &door, &EnrolmentCode::parse(&province.code()).unwrap()).unwrap();
    province.goes();
    let example = include_str!("../../assets/catalogue/examples/1.004873.json");
    let form: Value = serde_json::from_str(example).unwrap();
    for number in 0..dossiers {
        takes_in(&desk, actor, form.clone(), number);
    }
}

fn takes_in(desk: &Desk, actor: Actor, form: Value, number: usize) {
    let beginning = Beginning {
        procedure: "1.004873".parse().unwrap(),
        channel: Channel::Online,
        assistance: Assistance::DoneFor,
        form,
    };
    let dossier = desk::dossiers::begin(desk, actor, beginning).unwrap().dossier;
    let bytes = a_page(number);
    let component = "to-khai".parse().unwrap();
    let handed = Handed { component, name: Line::new("to-khai.pdf"), bytes: &bytes };
    desk::pages::attach(desk, actor, dossier, handed).unwrap();
    desk::submissions::submit(desk, actor, dossier).unwrap();
}

/// No two pages are alike, or the gateway would have the second already.
fn a_page(number: usize) -> Vec<u8> {
    let mut page = format!("%PDF-1.4\n%{number}\n").into_bytes();
    page.resize(PAGE, b'x');
    page.extend(b"\n%%EOF\n");
    page
}

/// Until the desk has found that nobody is there, and a while longer.
fn rests(window: &Window) -> Memory {
    let until = Instant::now() + PATIENCE;
    while road(window)["tried_at"].is_null() {
        assert!(Instant::now() < until, "it never tried");
        sleep(EVERY);
    }
    sleep(Duration::from_secs(2));
    window.running.count_anew();
    window.running.memory()
}

fn road(window: &Window) -> Value {
    serde_json::from_str(&window.ask("road.show", &json!({}))).unwrap()
}

fn watch(window: &Window, seen: &mut Seen) {
    let (began, cpu) = (Instant::now(), window.running.cpu());
    window.ask("road.send", &json!({}));
    while road(window)["sent_bytes"] == 0 {
        assert!(began.elapsed() < PATIENCE, "nothing goes");
        sleep(OFTEN);
    }
    seen.first = began.elapsed();
    loop {
        let waiting = look(window, seen);
        if waiting == 0 {
            break;
        }
        assert!(began.elapsed() < PATIENCE, "{waiting} wait still");
        sleep(EVERY);
    }
    (seen.took, seen.cpu) = (began.elapsed(), window.running.cpu().saturating_sub(cpu));
}

/// What a window asks when it is told that something moved; gives how many wait.
fn look(window: &Window, seen: &mut Seen) -> u64 {
    let began = Instant::now();
    let waiting = road(window)["waiting"].as_u64().unwrap();
    seen.road.push(began.elapsed());
    let began = Instant::now();
    let told = window.ask("queue.look", &json!({ "limit": 100 }));
    seen.look.push(began.elapsed());
    let rows: Value = serde_json::from_str(&told).unwrap();
    seen.longest_answer = seen.longest_answer.max(told.len());
    seen.most_rows = seen.most_rows.max(rows["rows"].as_array().unwrap().len());
    let now = window.running.memory();
    seen.delivering = Memory {
        whole: seen.delivering.whole.max(now.whole),
        own: seen.delivering.own.max(now.own),
        most: now.most,
    };
    waiting
}

#[expect(clippy::cast_precision_loss, reason = "no desk has that much")]
fn tell(dossiers: usize, seen: &Seen) {
    let mib = |kib: u64| kib as f64 / 1024.0;
    let memory = |it: &Memory| format!("{:.1} ({:.1})", mib(it.whole), mib(it.own));
    if dossiers == 0 {
        println!("{dossiers:<10}{:>21}", memory(&seen.at_rest));
        return;
    }
    let count = dossiers as f64;
    println!(
        "{dossiers:<10}{:>21}{:>21}{:>10.1}{:>8.2}s{:>9.0}{:>6.1} ms{:>12}{:>12}   {} kB, {} rows at most",
        memory(&seen.at_rest),
        memory(&seen.delivering),
        mib(seen.delivering.most),
        seen.first.as_secs_f64(),
        count / seen.took.as_secs_f64(),
        seen.cpu.as_secs_f64() * 1e3 / count,
        spread(&seen.road),
        spread(&seen.look),
        seen.longest_answer / 1000,
        seen.most_rows,
    );
}

fn spread(times: &[Duration]) -> String {
    let mut sorted: Vec<_> = times.iter().map(Duration::as_millis).collect();
    sorted.sort_unstable();
    let median = sorted.get(sorted.len() / 2).copied().unwrap_or_default();
    format!("{median}/{}", sorted.last().copied().unwrap_or_default())
}
