//! Every answer is the same under a repeated, a reordered and a half-sent request. The requests are
//! generated from the document that the gateway serves: an operation that nobody makes here fails the
//! test, and so does one of which the document does not say what a repeat is answered.
//!
//! Each history is lived twice: once as it is, and once with every request sent half, whole, once more
//! at once, and once more later. Both gateways must have come to the same in the end.

mod judge;
mod line;
mod makers;
mod plan;

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use portal::Policy;
use portal::acts::{fetching, listing};
use seal::Sha256;
use serde_json::{Value, json};
use testkit::SeededLuck;
use wire::path;

use crate::http::served;
use crate::province::{MORNING, Province, a_strict_province};
use judge::{Sent, When};
use line::{Reply, ask, cut};
use makers::{Document, Run};
use plan::{KINDS, Plan, READS, Step, a_history};

/// So many gateways, with a history of each of so many desks: 300 seeds.
const WORLDS: u64 = 20;
const DESKS: u8 = 15;
/// Gateways that hand out a catalogue, which takes long to make.
const WITH_A_CATALOGUE: u64 = 2;
/// How often each operation must have been sent in each manner.
const LEAST: u64 = 50;
/// How often a request is made anew because what was cut off was heard late.
const PATIENCE: usize = 50;

/// How often each operation was sent, by manner.
#[derive(Debug, Default)]
struct Tally(BTreeMap<(&'static str, &'static str), u64>);

impl Tally {
    fn count(&mut self, step: Step, manner: &'static str) {
        *self.0.entry((step.operation().unwrap(), manner)).or_default() += 1;
    }

    fn add(&mut self, other: &Self) {
        other.0.iter().for_each(|(what, count)| *self.0.entry(*what).or_default() += count);
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Life {
    Plain,
    Repeated,
}

fn operations() -> BTreeSet<&'static str> {
    READS.into_iter().chain(KINDS.into_iter().filter_map(Step::operation)).collect()
}

#[tokio::test]
async fn every_operation_is_made_here_and_says_what_a_repeat_is_answered() {
    let province = crate::province::a_province();
    let document = Document::read(&province.get(path::OPENAPI).await.json());

    let names: BTreeSet<_> = document.names().collect();

    assert_eq!(names, operations(), "left: the document, right: what is made here");
    for name in names {
        let said = document.of(name).repeat.as_str();
        assert!(["same", "stands", "offset"].contains(&said), "{name}: {said}");
    }
}

#[test]
fn state_and_answers_are_those_of_the_plain_history_whatever_is_repeated() {
    let number = |name| std::env::var(name).ok().and_then(|text| text.parse().ok());
    let first: u64 = number("NOPHO_SEED").unwrap_or(0);
    let worlds = number("NOPHO_WORLDS").unwrap_or(WORLDS);
    let next = AtomicU64::new(first);
    let share = || {
        let mut tally = Tally::default();
        loop {
            match next.fetch_add(1, Ordering::Relaxed) {
                number if number < first + worlds => tally.add(&world(number)),
                _ => return tally,
            }
        }
    };

    let threads = thread::available_parallelism().map_or(1, usize::from) * 2;
    let mut all = Tally::default();
    thread::scope(|scope| {
        let shares: Vec<_> = (0..threads).map(|_| scope.spawn(share)).collect();
        shares.into_iter().for_each(|share| all.add(&share.join().expect("a world is right")));
    });

    println!("{all:#?}");
    for operation in operations() {
        for manner in ["half", "first", "again", "late"] {
            let count = all.0.get(&(operation, manner)).copied().unwrap_or(0);
            assert!(
                count >= LEAST || worlds < WORLDS,
                "{operation} was sent {manner} {count} times"
            );
        }
    }
}

/// The test above must be able to fail: a gateway that takes a repeat for new, in a process of its own.
#[test]
fn gateway_that_takes_a_repeat_for_new_is_found_in_one_world() {
    let name = "again::state_and_answers_are_those_of_the_plain_history_whatever_is_repeated";
    let mut one = Command::new(std::env::current_exe().unwrap());
    one.args(["--exact", name, "--nocapture"]);
    one.env("NOPHO_SEED", WITH_A_CATALOGUE.to_string()).env("NOPHO_WORLDS", "1");
    let sound = one.output().unwrap();

    let found = one.env("NOPHO_PORTAL_MUTANT", "no-uniqueness").output().unwrap();

    assert!(sound.status.success(), "{}", String::from_utf8_lossy(&sound.stderr));
    let words = String::from_utf8_lossy(&found.stderr);
    assert!(!found.status.success() && words.contains("left: the plain history"), "{words}");
}

fn world(number: u64) -> Tally {
    let seed = |desk: u8| number * 1000 + u64::from(desk);
    let plans: Vec<_> =
        (1..=DESKS).map(|desk| a_history(&SeededLuck::new(seed(desk)), desk)).collect();
    let (plain, _) = lived(number, &plans, Life::Plain);

    let (repeated, tally) = lived(number, &plans, Life::Repeated);

    assert_eq!(plain, repeated, "world {number}: left: the plain history");
    tally
}

/// Lives all histories of a world; gives what the gateway says in the end.
fn lived(number: u64, plans: &[Plan], life: Life) -> (Value, Tally) {
    // Lines that were cut off are not waited for.
    let province = a_strict_province(Policy { grace_ms: 100, ..Policy::default() });
    let package = if number < WITH_A_CATALOGUE { published(&province) } else { Sha256::OF_NOTHING };
    let mut runtime = tokio::runtime::Builder::new_multi_thread();
    let runtime = runtime.worker_threads(1).enable_all().build().unwrap();
    let served = runtime.block_on(served(&province));
    let address = served.address;
    let document = ask(address, b"GET /v1/openapi.json HTTP/1.1\r\nhost: gateway\r\n\r\n");
    let document = Document::read(&document.json());
    let mut tally = Tally::default();
    for (desk, plan) in plans.iter().enumerate() {
        let code = province.code();
        let (document, province, uploads) = (&document, &province, BTreeMap::new());
        let run = Run { document, province, address, plan, code, package, uploads };
        let luck = SeededLuck::new((number << 32) + desk as u64);
        let mut history = History { run, luck, late: vec![], tally: &mut tally };
        history.live(life, 100 * desk);
    }
    runtime.block_on(served.end());
    (told(&province, plans), tally)
}

fn published(province: &Province) -> Sha256 {
    let package = province.signer("catalogue.key").package("2027.01.02");
    let told = province.publish(&package, &[]);
    assert_eq!(told.code, 0, "{}", told.err);
    seal::hash::hash(&package)
}

/// What the gateway says to its people and to each desk, but for how often it was asked.
fn told(province: &Province, plans: &[Plan]) -> Value {
    let dossiers = plans.iter().flat_map(|plan| &plan.sealed);
    let dossiers: BTreeSet<_> = dossiers.map(|it| it.manifest.dossier_id.to_string()).collect();
    let desks = plans.iter().map(|plan| {
        let held = listing::held(&province.gateway, plan.desk.id, None).unwrap();
        let feed = listing::feed(&province.gateway, plan.desk.id, None).unwrap();
        assert_eq!(feed.capabilities, fetching::capabilities(&province.gateway).unwrap().mark);
        json!([held, feed])
    });
    let mut told = json!({
        "list": province.list(),
        "shown": dossiers.iter().filter(|id| is_here(province, id)).map(|id| province.show(id))
            .collect::<Vec<_>>(),
        "desks": desks.collect::<Vec<_>>(),
        "parts": std::fs::read_dir(province.data().join("parts")).unwrap().count(),
    });
    forget_counts(&mut told);
    told
}

fn is_here(province: &Province, id: &str) -> bool {
    province.list().iter().any(|line| line.dossier_id.to_string() == id)
}

fn forget_counts(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.remove("announcements");
            // Of each life's own package, which a key of its own has signed.
            fields.remove("capabilities");
            fields.values_mut().for_each(forget_counts);
        }
        Value::Array(items) => items.iter_mut().for_each(forget_counts),
        _ => {}
    }
}

/// One history that is being lived.
struct History<'h> {
    run: Run<'h>,
    luck: SeededLuck,
    late: Vec<Sent>,
    tally: &'h mut Tally,
}

impl History<'_> {
    fn live(&mut self, life: Life, begun: usize) {
        for (number, step) in self.run.plan.steps.iter().enumerate() {
            let at = i64::try_from(begun + number).unwrap() * 1000;
            self.run.province.clock.set(MORNING.plus(at));
            match (step, life) {
                (Step::Advance(at), _) => self.run.advance(*at),
                (step, Life::Plain) => drop(self.first(*step)),
                (step, Life::Repeated) => self.repeated(*step),
            }
        }
        while !self.late.is_empty() {
            self.send_late();
        }
    }

    fn repeated(&mut self, step: Step) {
        let raw = self.run.request(step);
        cut(self.run.address, &raw, self.below(raw.len()));
        self.tally.count(step, "half");
        let sent = self.first(step);
        self.tally.count(step, "first");
        self.send_again(&sent, When::AtOnce);
        self.tally.count(step, "again");
        self.late.push(sent);
        if self.below(3) == 0 {
            self.send_late();
        }
    }

    /// Sends a request until it is heard as it is meant: what was cut off may be heard only now, and
    /// come in between.
    fn first(&mut self, step: Step) -> Sent {
        for _ in 0..PATIENCE {
            let raw = self.run.request(step);
            let reply = ask(self.run.address, &raw);
            if self.is_through(step, &reply) {
                self.run.learn(step, &reply);
                return Sent { step, raw, reply };
            }
        }
        panic!("{step:?} is never granted");
    }

    fn is_through(&self, step: Step, reply: &Reply) -> bool {
        let operation = self.run.document.of(step.operation().unwrap());
        assert!(operation.describes(reply.status), "{step:?}: {reply:?}");
        match step {
            Step::Slice(..) if reply.status == 409 => false,
            Step::Stream(at) => {
                assert_eq!(reply.status, 101, "{reply:?}");
                let papers = self.run.plan.sealed[at].papers.iter().enumerate();
                papers.into_iter().all(|(part, paper)| self.run.offset(at, part) == paper.len())
            }
            Step::Catalogue if self.run.package == Sha256::OF_NOTHING => reply.status == 404,
            _ => {
                let body = String::from_utf8_lossy(&reply.body);
                assert!((200..300).contains(&reply.status), "{step:?}: {} {body}", reply.status);
                let is_batch = matches!(step, Step::Announce(_) | Step::Withdraw(_));
                assert!(!is_batch || !body.contains("\"refused\""), "{step:?}: {body}");
                true
            }
        }
    }

    fn send_late(&mut self) {
        let sent = self.late.swap_remove(self.below(self.late.len()));
        self.send_again(&sent, When::Later);
        self.tally.count(sent.step, "late");
    }

    fn send_again(&self, sent: &Sent, when: When) {
        let again = ask(self.run.address, &sent.raw);
        let operation = self.run.document.of(sent.step.operation().unwrap());
        assert!(operation.describes(again.status), "{:?}: {again:?}", sent.step);
        if let Err(what) = judge::holds(&operation.repeat, sent, &again, when) {
            panic!("{:?} {when:?}: {what}\nfirst {:?}\nagain {again:?}", sent.step, sent.reply);
        }
    }

    fn below(&self, most: usize) -> usize {
        usize::try_from(self.luck.below(most as u64)).unwrap()
    }
}
