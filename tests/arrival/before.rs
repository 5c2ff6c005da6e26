//! Desk and gateway as they lie before they first meet: the queue is full, a code was read out.

use std::fs;
use std::path::Path;

use desk::setup::{self, FirstKey};
use desk::{Desk, corrections, dossiers, pages, submissions};
use domain::actor::Actor;
use domain::ids::DossierId;
use portal::acts::codes;
use portal::keys::KeyFolder;
use seal::RecoverySecret;
use tempfile::TempDir;
use testkit::{a_beginning, a_form, a_home, a_new_desk, a_paper, a_world, handed};
use vault::{Keys, Unlock};

use crate::clerk::{self, Known};
use crate::province;

/// How many different papers are brought.
pub const PAPERS: usize = 7;
/// How many revisions are sealed.
pub const REVISIONS: usize = 7;
/// How many parcels arrive: the revisions, and a request to take a dossier back.
pub const PARCELS: usize = REVISIONS + 1;

/// Both folders, closed, and what people know by heart.
pub struct Before {
    home: TempDir,
    pub known: Known,
    /// Papers of two sizes; corrected before it has left; a paper, and taken back; no paper at all;
    /// and two like most others.
    pub dossiers: [DossierId; 6],
    pub keys: RawKeys,
}

/// What opens the two databases past the programs.
#[derive(Clone)]
pub struct RawKeys {
    pub desk: String,
    pub gateway: String,
}

impl Before {
    pub fn new() -> Self {
        let home = a_home();
        province::set_up(home.path());
        let gateway = province::opened(home.path(), 2);
        let code = codes::make(&gateway, "").unwrap().code.text().to_string();
        let (dossiers, card) = queue_up(home.path());
        let keys = raw_keys(home.path(), &card);
        let [answered, _, regretted, ..] = dossiers;
        Self { home, known: Known { card, code, regretted, answered }, dossiers, keys }
    }

    /// A copy of both folders, in which something may happen.
    pub fn copied(&self) -> TempDir {
        let home = a_home();
        copy_below(self.home.path(), home.path());
        home
    }
}

fn queue_up(home: &Path) -> ([DossierId; 6], String) {
    let world = a_world(3).world();
    let root = clerk::data(home);
    let pending = setup::begin(world, &root, "arrival", a_new_desk(), &FirstKey::Keyring).unwrap();
    let card = pending.recovery_text().to_string();
    let desk = pending.finish().unwrap();
    let clerk = Clerk { actor: desk.actor(None).unwrap(), desk };
    let [first, corrected, taken_back, another] = [1, 2, 3, 4].map(|n| clerk.begins(&[(n, 2_000)]));
    let without = clerk.begins(&[]);
    // More than one slice takes at first.
    let two_papers = clerk.begins(&[(5, 300), (6, 100_000)]);
    clerk.corrects(corrected, (7, 90_000));
    ([two_papers, corrected, taken_back, without, first, another], card)
}

struct Clerk {
    desk: Desk,
    actor: Actor,
}

impl Clerk {
    fn begins(&self, papers: &[(u32, usize)]) -> DossierId {
        let begun = dossiers::begin(&self.desk, self.actor, a_beginning(a_form())).unwrap();
        papers.iter().for_each(|paper| self.attaches(begun.dossier, *paper));
        submissions::submit(&self.desk, self.actor, begun.dossier).unwrap();
        begun.dossier
    }

    /// The correction keeps the first paper and brings another one.
    fn corrects(&self, dossier: DossierId, paper: (u32, usize)) {
        corrections::reopen(&self.desk, self.actor, dossier).unwrap();
        self.attaches(dossier, paper);
        submissions::submit(&self.desk, self.actor, dossier).unwrap();
    }

    fn attaches(&self, dossier: DossierId, (n, size): (u32, usize)) {
        let bytes = [a_paper(n), vec![b' '; size], a_paper(n)].concat();
        pages::attach(&self.desk, self.actor, dossier, handed(n, &bytes)).unwrap();
    }
}

fn raw_keys(home: &Path, card: &str) -> RawKeys {
    let keys = Keys::parse(&fs::read(clerk::data(home).join("keys")).unwrap()).unwrap();
    let card = RecoverySecret::parse(card).unwrap();
    let data_key = keys.unlock(Unlock::Recovery(&card)).unwrap();
    let gateway = KeyFolder::at(&province::keys(home), &portal::World::real());
    let gateway = gateway.gateway_key().unwrap().store_key();
    RawKeys {
        desk: data_key.store_key().pragma().to_string(),
        gateway: gateway.pragma().to_string(),
    }
}

#[expect(clippy::disallowed_methods, reason = "whole folders are copied, as no program does")]
fn copy_below(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            fs::create_dir(&to).unwrap();
            copy_below(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}
