//! What a desk sends: frozen when it is made.

use chrono::NaiveDate;
use domain::dossier::Revision;
use domain::ids::{DeskId, DossierId, Id, ParcelId, SubmissionId};
use domain::moment::Seq;
use seal::hash::hash;
use wire::announcement::Key;
use wire::problem::Reason;
use wire::receipt::Expected;

use crate::luck::Luck;

/// Whose a revision is that no desk of the world sealed.
pub const ELSEWHERE: usize = 9;

/// The frozen content of one parcel.
#[derive(Debug, Clone)]
pub struct Content {
    pub parcel: ParcelId,
    pub seq: Seq,
    pub key: Key,
    pub dossier: DossierId,
    /// The desk that sealed it.
    pub owner: usize,
    pub cargo: Cargo,
    pub parts: Vec<Vec<u8>>,
    pub expected: Expected,
    pub flaw: Flaw,
    /// By which day an agency wants it.
    pub due: Option<NaiveDate>,
}

#[derive(Debug, Clone)]
pub enum Cargo {
    Revision { submission: SubmissionId, number: u32, parent: Option<Key> },
    Withdrawal,
}

/// So many papers go along unchanged at most.
const MOST_KEPT: usize = 4;

/// What is wrong with it, if anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    None,
    /// The gateway refuses it, always for the same reason.
    Refused(Reason),
    /// A request that names it is too big as a whole.
    Guilty,
    /// The gateway stumbles on it each time.
    Poison,
    /// Somebody in between does not let its bytes through: a page of his own, or a connection that
    /// ends.
    Blocked(Block),
    /// The gateway forgets its uploads at once, each time.
    Vanishing,
    /// The gateway takes its bytes and never holds more.
    Stuck,
    /// The desk's own file of it is damaged.
    Damaged,
}

/// How somebody in between blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Block {
    /// 403, with a page.
    Page,
    /// The connection ends.
    Reset,
    /// A page, and it is the form that he does not like: any announcement with it is blocked.
    Form,
}

/// The reasons for which a gateway refuses a parcel for good.
const REASONS: &[Reason] = &[
    Reason::Malformed,
    Reason::NotYourDesk,
    Reason::CaseClosed,
    Reason::TooManyParts,
    Reason::MediaRefused,
    Reason::OtherContent,
    Reason::Unreadable,
    Reason::UnknownKind,
];

impl Content {
    pub fn new(
        luck: &mut Luck,
        owner: usize,
        seq: Seq,
        dossier: DossierId,
        cargo: Cargo,
        widest: u64,
    ) -> Self {
        let parcel = ParcelId::from_bytes(luck.id());
        let (key, parts) = match &cargo {
            Cargo::Revision { submission, .. } => (Key::from(*submission), parts(luck, widest)),
            Cargo::Withdrawal => (Key::from(parcel), vec![]),
        };
        let sha256 = hash(format!("{key} {cargo:?}").as_bytes());
        let hashes = parts.iter().map(|part| hash(part)).collect();
        let expected = Expected { key, dossier_id: dossier, sha256, parts: hashes };
        let flaw = flaw(luck);
        Self { parcel, seq, key, dossier, owner, cargo, parts, expected, flaw, due: None }
    }

    /// Most papers of the revision that it follows go along as they were.
    pub fn keeping_papers_of(mut self, before: &Self, luck: &mut Luck) -> Self {
        let is_kept = |paper: &&Vec<u8>| !paper.is_empty() && luck.per_mille(700);
        let papers = before.parts.iter().skip(1).filter(is_kept).take(MOST_KEPT).cloned();
        self.parts.splice(1..1, papers.collect::<Vec<_>>());
        self.expected.parts = self.parts.iter().map(|part| hash(part)).collect();
        self
    }

    /// The key of the revision that it follows.
    pub fn parent(&self) -> Option<Key> {
        match &self.cargo {
            Cargo::Revision { parent, .. } => *parent,
            Cargo::Withdrawal => None,
        }
    }

    /// Under which id its desk is known.
    pub fn desk_id(&self) -> DeskId {
        DeskId::from_bytes([7 + self.owner as u8; 16])
    }

    pub fn sizes(&self) -> Vec<u64> {
        self.parts.iter().map(|part| part.len() as u64).collect()
    }

    pub fn revision(&self) -> Revision {
        match &self.cargo {
            Cargo::Revision { number, .. } => Revision::new(*number),
            Cargo::Withdrawal => Revision::FIRST,
        }
    }
}

impl Flaw {
    /// Whether the gateway never gets to the end of it and never says why.
    pub fn is_endless(self) -> bool {
        match self {
            Self::Poison | Self::Vanishing | Self::Stuck | Self::Blocked(_) => true,
            Self::None | Self::Refused(_) | Self::Guilty | Self::Damaged => false,
        }
    }
}

fn parts(luck: &mut Luck, widest: u64) -> Vec<Vec<u8>> {
    let form = luck.between(1, 40);
    let mut sizes = vec![form];
    for _ in 0..luck.below(4) {
        sizes.push(if luck.per_mille(50) { 0 } else { luck.between(1, widest) });
    }
    sizes.into_iter().map(|size| luck.bytes(size)).collect()
}

fn flaw(luck: &mut Luck) -> Flaw {
    match luck.below(100) {
        0..3 => luck.pick(REASONS).map_or(Flaw::None, |reason| Flaw::Refused(*reason)),
        3..5 => Flaw::Guilty,
        5..7 => Flaw::Poison,
        7..9 => Flaw::Damaged,
        9 => Flaw::Vanishing,
        10 => Flaw::Stuck,
        11 => Flaw::Blocked(Block::Page),
        12 => Flaw::Blocked(Block::Reset),
        13 => Flaw::Blocked(Block::Form),
        _ => Flaw::None,
    }
}
