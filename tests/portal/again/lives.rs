//! The lives of a world: as it is planned, with everything repeated, and in another order besides.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use data_encoding::BASE64URL_NOPAD;
use portal::Policy;
use portal::acts::{fetching, listing};
use portal::openapi::DOCUMENT;
use seal::Sha256;
use serde_json::{Value, json};
use testkit::SeededLuck;

use super::judge::{self, Sent, When};
use super::line::{Held, Reply, ask, cut};
use super::makers::{Document, Made, Run};
use super::order::permuted;
use super::plan::{Expected, Item, Plan, Step, Turn, UNFINISHED};
use super::tally::Tally;
use crate::http::served;
use crate::province::{MORNING, Province, a_strict_province};

/// Where this is set nobody looks at what a repeat is answered, but only at the state in the end.
pub const BLIND: &str = "NOPHO_BLIND";
/// The document that every gateway serves, read once.
pub static READ: LazyLock<Document> =
    LazyLock::new(|| Document::read(&serde_json::from_str(DOCUMENT).unwrap()));

/// How often a request is made anew because what was cut off was heard late.
const PATIENCE: usize = 50;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Life {
    /// Without what is refused: that changes nothing.
    Plain,
    Repeated,
    /// Repeated, and in another order.
    Reordered,
}

/// One gateway and the histories of its desks.
pub struct World<'w> {
    pub number: u64,
    pub has_package: bool,
    pub plans: &'w [Plan],
    /// Its other life.
    pub foul: Life,
}

impl World<'_> {
    fn policy(&self) -> Policy {
        // What one desk may have unfinished binds all its dossiers together: where they come in another
        // order, there is no such limit.
        let is_bound = self.foul == Life::Repeated;
        let desk_unfinished = if is_bound { u32::try_from(UNFINISHED).unwrap() } else { 10_000 };
        // A desk asks in seconds what it asks in a day.
        let (desk_requests_per_minute, desk_burst) = (100_000, 100_000);
        // Lines that were cut off are not waited for.
        let grace_ms = 50;
        Policy {
            desk_unfinished,
            desk_requests_per_minute,
            desk_burst,
            grace_ms,
            ..Policy::default()
        }
    }
}

/// Lives all histories of a world; gives what the gateway says in the end.
pub fn lived(world: &World<'_>, life: Life) -> (Value, Tally) {
    let province = a_strict_province(world.policy());
    let package = if world.has_package { published(&province) } else { Sha256::OF_NOTHING };
    let mut runtime = tokio::runtime::Builder::new_multi_thread();
    let runtime = runtime.worker_threads(1).enable_all().build().unwrap();
    let served = runtime.block_on(served(&province));
    let address = served.address;
    let served_document = ask(address, b"GET /v1/openapi.json HTTP/1.1\r\nhost: gateway\r\n\r\n");
    assert_eq!(served_document.body, DOCUMENT.as_bytes());
    let document = &*READ;
    let mut tally = Tally::default();
    for (desk, plan) in world.plans.iter().enumerate() {
        let run = Run {
            document,
            province: &province,
            address,
            plan,
            code: province.code(),
            package,
            uploads: BTreeMap::new(),
            cursors: BTreeMap::new(),
        };
        let luck = SeededLuck::new((world.number << 32) + desk as u64);
        let is_bound = world.foul == Life::Repeated;
        let mut history = History { run, luck, late: vec![], is_bound, tally: &mut tally };
        history.live(life, 100 * desk);
    }
    runtime.block_on(served.end());
    let told = told(&province, world.plans);
    (if world.foul == Life::Reordered { without_order(told) } else { told }, tally)
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
    // Those of packages are of each life's own, which a key of its own has signed.
    forget(&mut told, &["announcements", "capabilities"]);
    told
}

fn is_here(province: &Province, id: &str) -> bool {
    province.list().iter().any(|line| line.dossier_id.to_string() == id)
}

fn forget(value: &mut Value, names: &[&str]) {
    match value {
        Value::Object(fields) => {
            fields.retain(|name, _| !names.contains(&name.as_str()));
            fields.values_mut().for_each(|field| forget(field, names));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| forget(item, names)),
        _ => {}
    }
}

/// The same, but for what came before what: what was signed is opened, because it bears a number.
fn without_order(told: Value) -> Value {
    let mut sorted = sorted(told);
    forget(&mut sorted, &["number", "next"]);
    // Only now are those alike that are the same but for their numbers.
    self::sorted(sorted)
}

fn sorted(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            fields.into_iter().map(|(name, field)| (name, sorted(field))).collect()
        }
        Value::Array(items) => {
            let mut items: Vec<_> = items.into_iter().map(sorted).collect();
            items.sort_by_cached_key(Value::to_string);
            items.into()
        }
        Value::String(text) => opened(&text).unwrap_or(Value::String(text)),
        other => other,
    }
}

fn opened(statement: &str) -> Option<Value> {
    let mut pieces = statement.split('.');
    let (_, payload, _) = (pieces.next()?, pieces.next()?, pieces.next()?);
    let bytes = BASE64URL_NOPAD.decode(payload.as_bytes()).ok()?;
    serde_json::from_slice(&bytes).ok().filter(Value::is_object)
}

/// One history that is being lived.
struct History<'h> {
    run: Run<'h>,
    luck: SeededLuck,
    late: Vec<Sent>,
    /// Whether the desk has a limit of what it may have unfinished.
    is_bound: bool,
    tally: &'h mut Tally,
}

impl History<'_> {
    fn live(&mut self, life: Life, begun: usize) {
        let plan = self.run.plan;
        let order = match life {
            Life::Plain | Life::Repeated => (0..plan.turns.len()).collect(),
            Life::Reordered => permuted(self.run.document, plan, &self.luck),
        };
        for number in order {
            let turn = &plan.turns[number];
            // Whatever comes first, each has its own time: it stands in what is signed.
            let at = i64::try_from(begun + number).unwrap() * 1000;
            self.run.province.clock.set(MORNING.plus(at));
            match (turn.step, life) {
                _ if turn.expected == Expected::NotNow && !self.is_bound => {}
                (Step::Advance(at), _) => self.run.advance(at),
                (_, Life::Plain) if !turn.is_granted() => {}
                (_, Life::Plain) => drop(self.first(turn, self.run.request(turn))),
                (_, Life::Repeated | Life::Reordered) => self.repeated(turn),
            }
        }
        while !self.late.is_empty() {
            self.send_late();
        }
    }

    fn repeated(&mut self, turn: &Turn) {
        let made = self.run.request(turn);
        let (address, size) = (self.run.address, made.raw.len());
        cut(address, &made.raw, self.below(size));
        // Whoever holds bytes up keeps the next one waiting for a moment.
        let is_dear = self.run.document.of(turn.step.operation().unwrap()).repeat == "offset";
        let held = (!is_dear || self.below(2) == 0).then(|| {
            // As often in the body as in the head, where there is one.
            let from = if self.below(2) == 0 && made.body < size { made.body } else { 0 };
            Held::begun(address, &made.raw, from + self.below(size - from))
        });
        let sent = self.first(turn, made);
        self.tally.count(&sent, "half");
        self.tally.count(&sent, "first");
        self.send_again(&sent, When::AtOnce);
        self.tally.count(&sent, "again");
        if let Some(held) = held {
            self.let_go(&sent, held);
            self.tally.count(&sent, "held");
        }
        if turn.expected == Expected::NotNow {
            // Later there may be room, and it would be taken.
            self.send_again(&sent, When::AtOnce);
            return self.tally.count(&sent, "late");
        }
        self.late.push(sent);
        if self.below(3) == 0 {
            self.send_late();
        }
    }

    /// Hangs up in the middle of a request, or says the rest of it after all.
    fn let_go(&mut self, sent: &Sent, held: Held) {
        if self.below(2) == 0 {
            return;
        }
        let Some(reply) = held.finish() else { return };
        let operation = self.run.document.of(sent.turn.step.operation().unwrap());
        assert!(operation.describes(reply.status), "{:?}: {reply:?}", sent.turn);
        // Of bytes that were held up it is known that they count once: by the state in the end.
        if operation.repeat != "offset" {
            self.judge(sent, &reply, When::Later);
            self.tally.count_finished();
        }
    }

    /// Sends a request until it is heard as it is meant: what was cut off may be heard only now, and
    /// come in between.
    fn first(&mut self, turn: &Turn, made: Made) -> Sent {
        let mut made = made;
        for _ in 0..PATIENCE {
            let reply = ask(self.run.address, &made.raw);
            if self.is_through(turn, &made, &reply) {
                if reply.is_granted() {
                    self.run.learn(turn.step, &reply);
                }
                return Sent { turn: *turn, made, reply };
            }
            made = self.run.request(turn);
        }
        panic!("{turn:?} is never granted");
    }

    fn is_through(&self, turn: &Turn, made: &Made, reply: &Reply) -> bool {
        let operation = self.run.document.of(turn.step.operation().unwrap());
        let body = String::from_utf8_lossy(&reply.body);
        assert!(operation.describes(reply.status), "{turn:?}: {reply:?} {body}");
        match (turn.expected, turn.step) {
            (Expected::Refused(_), _) => {
                let is_refused = (400..500).contains(&reply.status) && reply.status != 429;
                assert!(is_refused, "{turn:?} {:?}: {} {body}", made.fault, reply.status);
                true
            }
            (Expected::NotNow, _) => {
                assert_eq!(reply.status, 429, "{turn:?}: {body}");
                true
            }
            (Expected::Granted, Step::Slice(..)) if reply.status == 409 => false,
            (Expected::Granted, Step::Stream(_)) if judge::is_overtaken(reply) => false,
            (Expected::Granted, Step::Stream(at)) => {
                assert_eq!(reply.status, 101, "{reply:?}");
                let papers = self.run.plan.sealed[at].papers.iter().enumerate();
                papers.into_iter().all(|(part, paper)| self.run.offset(at, part) == paper.len())
            }
            (Expected::Granted, step) => {
                assert!(reply.is_granted(), "{turn:?}: {} {body}", reply.status);
                if let Step::Announce(batch) = step {
                    self.hold_outcomes(batch, reply);
                }
                true
            }
        }
    }

    /// Of several things exactly those are refused that should be.
    fn hold_outcomes(&self, batch: usize, reply: &Reply) {
        let told = reply.json();
        let outcomes = told["outcomes"].as_array().unwrap();
        let items = &self.run.plan.batches[batch];
        assert_eq!(outcomes.len(), items.len());
        for (item, outcome) in items.iter().zip(outcomes) {
            let is_refused = outcome["problem"].is_object();
            assert_eq!(is_refused, matches!(item, Item::Refused(_)), "{item:?}: {outcome}");
        }
    }

    fn send_late(&mut self) {
        let sent = self.late.swap_remove(self.below(self.late.len()));
        self.send_again(&sent, When::Later);
        self.tally.count(&sent, "late");
    }

    fn send_again(&self, sent: &Sent, when: When) {
        let operation = self.run.document.of(sent.turn.step.operation().unwrap());
        // A stream that was cut off may be heard only now, and then it is the newest.
        let mut replies = (0..PATIENCE).map(|_| ask(self.run.address, &sent.made.raw));
        let again = replies.find(|reply| !judge::is_overtaken(reply));
        let again = again.expect("it is not overtaken for ever");
        assert!(operation.describes(again.status), "{:?}: {again:?}", sent.turn);
        self.judge(sent, &again, when);
    }

    fn judge(&self, sent: &Sent, again: &Reply, when: When) {
        if std::env::var_os(BLIND).is_some() {
            return;
        }
        let operation = self.run.document.of(sent.turn.step.operation().unwrap());
        if let Err(what) = judge::holds(&operation.repeat, sent, again, when) {
            let (turn, first) = (&sent.turn, &sent.reply);
            panic!("{turn:?} {when:?}: {what}\nfirst {first:?}\nagain {again:?}");
        }
    }

    fn below(&self, most: usize) -> usize {
        usize::try_from(self.luck.below(most as u64)).unwrap()
    }
}
