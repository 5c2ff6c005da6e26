//! The desk in a process of its own: one round of deliveries for each word that it is told.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use desk::enrolment::{self, Door};
use desk::session::Key;
use desk::sync::{self, Until};
use desk::{
    Desk, DeskError, EnrolmentCode, RecoverySecret, dossiers, gateway, queue, results, withdrawals,
};
use domain::actor::Actor;
use domain::ids::DossierId;
use domain::kinds::ParcelKind;
use serde::{Deserialize, Serialize};
use testkit::a_world;

use crate::program::SAYS;
use crate::province::{HOME, SEED};

/// Where the gateway is, as far as the desk knows.
pub const URL: &str = "NOPHO_TEST_URL";
/// What the clerk knows by heart, as JSON.
pub const KNOWN: &str = "NOPHO_TEST_KNOWN";
const LIMIT: Duration = Duration::from_secs(100);

/// What the clerk knows by heart.
#[derive(Clone, Serialize, Deserialize)]
pub struct Known {
    pub card: String,
    pub code: String,
    /// Is taken back once it may have left.
    pub regretted: DossierId,
    /// Gets a result.
    pub answered: DossierId,
}

/// How a round ended.
#[derive(Debug, Serialize, Deserialize)]
pub struct Rested {
    pub trouble: Option<String>,
    /// What has not arrived.
    pub open: usize,
    pub set_aside: usize,
    pub has_asked_back: bool,
    /// How many result files are here.
    pub results: usize,
}

pub fn data(home: &Path) -> PathBuf {
    home.join("desk")
}

/// Opens the desk without stretching a key.
pub fn opened(home: &Path, seed: u64, card: &str) -> Arc<Desk> {
    let card = RecoverySecret::parse(card).unwrap();
    let world = a_world(seed).world();
    Arc::new(Desk::open(world, &data(home), "arrival", Key::Recovery(&card)).unwrap())
}

#[test]
#[ignore = "run in a process of its own by the other tests here"]
fn desk_that_may_be_killed() {
    let home = PathBuf::from(std::env::var_os(HOME).expect("a folder"));
    let seed = std::env::var(SEED).expect("a seed").parse().unwrap();
    let known: Known = serde_json::from_str(&std::env::var(KNOWN).unwrap()).unwrap();
    let url = std::env::var(URL).expect("an address");
    let desk = opened(&home, seed, &known.card);
    for _ in std::io::stdin().lines() {
        let rested = round(&desk, &url, &known);
        println!("{SAYS}{}", serde_json::to_string(&rested).unwrap());
        std::io::stdout().flush().unwrap();
    }
}

/// Whatever a clerk does in a quiet moment, and then one round.
fn round(desk: &Arc<Desk>, url: &str, known: &Known) -> Rested {
    let actor = desk.actor(None).unwrap();
    let has_asked_back = take_back(desk, actor, known.regretted);
    let done = enrolled(desk, actor, url, &known.code)
        .and_then(|()| sync::run(desk, actor, Until::Rest, LIMIT));
    let open = queue::list(desk).unwrap();
    let trouble = match done {
        Ok(synced) => synced.trouble,
        Err(failure @ DeskError::Link(_)) => Some(failure.code().to_owned()),
        Err(failure) => panic!("{failure:?}"),
    };
    let results = results::of(desk, known.answered).unwrap();
    let results = results.iter().filter(|result| result.file.is_some()).count();
    let set_aside = open.iter().filter(|waiting| waiting.waits_for_the_clerk()).count();
    Rested { trouble, open: open.len(), set_aside, has_asked_back, results }
}

/// The same code is used again where nobody answered the first time.
fn enrolled(desk: &Arc<Desk>, actor: Actor, url: &str, code: &str) -> Result<(), DeskError> {
    if gateway::known(desk)?.is_some() {
        return Ok(());
    }
    let code = EnrolmentCode::parse(code).unwrap();
    enrolment::enrol(desk, actor, &Door { url: url.to_owned(), ca: None }, &code)
}

/// Asks for a dossier back once it may have left; tells whether that was done.
fn take_back(desk: &Desk, actor: Actor, dossier: DossierId) -> bool {
    let parcels = dossiers::show(desk, dossier).unwrap().parcels;
    if parcels.iter().any(|parcel| parcel.kind == ParcelKind::Withdrawal) {
        return true;
    }
    let has_left = parcels.iter().any(|parcel| parcel.may_have_left());
    if has_left {
        withdrawals::withdraw(desk, actor, dossier).unwrap();
    }
    has_left
}
