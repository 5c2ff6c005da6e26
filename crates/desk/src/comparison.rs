//! This desk against the gateway: what each holds, held side by side. Nothing is changed by looking;
//! what a restored backup asks for is done by [`crate::delivery`].

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::actor::Actor;
use domain::dossier::Revision;
use domain::ids::{DossierId, SubmissionId};
use domain::kinds::ParcelState;
use store::both_sides::{self, HereRow};
use wire::feed::Holding;

use crate::error::DeskError;
use crate::gateway;
use crate::session::Desk;
use crate::sync;

/// The status of a dossier that has arrived and that nobody has looked at (Mới đăng ký).
const ARRIVED: &str = "1";

/// Both sides, side by side.
#[derive(Debug, Default)]
pub struct Comparison {
    /// How many revisions are the same on both sides.
    pub equal: u64,
    /// What differs, in the order of [`What`].
    pub differences: Vec<Difference>,
}

/// A revision on which both sides differ.
#[derive(Debug)]
pub struct Difference {
    /// In what.
    pub what: What,
    /// The dossier.
    pub dossier: DossierId,
    /// The revision.
    pub submission: SubmissionId,
    /// Its number.
    pub revision: Revision,
    /// What this desk knows of it; `None` when it does not know it.
    pub here: Option<HereRow>,
}

/// In what both sides differ.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// The gateway has signed for it and holds it no more.
    Lost,
    /// Both have it with different contents.
    Content,
    /// Only here: it waits for the clerk.
    SetAside,
    /// Only there: this folder does not know the dossier.
    Unknown,
    /// Only there: another desk's revision of a dossier of this desk, or one that was lost here.
    Elsewhere,
    /// The gateway holds every part; the receipt has not come here yet.
    NoReceipt,
    /// The agency has got further than this desk has heard.
    Status {
        /// As far as this desk has heard.
        here: Option<String>,
        /// As it is there.
        there: String,
    },
    /// Only here, wholly or in part: it waits for the road.
    Waits,
}

/// Asks the gateway for its list and holds it against what is here.
///
/// # Errors
/// `NotEnrolled`, or why the gateway was not reached.
pub fn look(desk: &Arc<Desk>, actor: Actor) -> Result<Comparison, DeskError> {
    let there = sync::holdings(desk, actor)?;
    let here = desk.store.look(|view| {
        let gateway = gateway::enrolled(view)?.enrolment.root.fingerprint();
        Ok::<_, DeskError>(both_sides::all(view, &gateway)?)
    })?;
    Ok(compared(here, &there))
}

fn compared(here: Vec<HereRow>, there: &[Holding]) -> Comparison {
    let held: BTreeMap<_, _> = there.iter().map(|it| (it.submission_id, it)).collect();
    let known: BTreeSet<_> = here.iter().map(|row| row.submission).collect();
    let dossiers: BTreeSet<_> = here.iter().map(|row| row.dossier).collect();
    let newest: BTreeMap<_, _> = here.iter().map(|row| (row.dossier, row.submission)).collect();
    let mut comparison = Comparison::default();
    for row in here {
        let is_newest = newest.get(&row.dossier) == Some(&row.submission);
        match judged(&row, held.get(&row.submission).copied(), is_newest) {
            Verdict::Equal => comparison.equal += 1,
            Verdict::OfNoInterest => {}
            Verdict::Differs(what) => comparison.differences.push(of_here(what, row)),
        }
    }
    for holding in there.iter().filter(|holding| !known.contains(&holding.submission_id)) {
        let is_known = dossiers.contains(&holding.dossier_id);
        let what = if is_known { What::Elsewhere } else { What::Unknown };
        comparison.differences.push(of_there(what, holding));
    }
    comparison.differences.sort_by(|a, b| a.what.cmp(&b.what));
    comparison
}

enum Verdict {
    Equal,
    /// Called back or superseded before it left.
    OfNoInterest,
    Differs(What),
}

fn judged(row: &HereRow, there: Option<&Holding>, is_newest: bool) -> Verdict {
    let Some(there) = there else { return missing(row) };
    if there.manifest_sha256 != row.manifest {
        return Verdict::Differs(What::Content);
    }
    match row.state {
        ParcelState::SetAside => Verdict::Differs(What::SetAside),
        ParcelState::Cancelled if !there.is_delivered => Verdict::OfNoInterest,
        ParcelState::Cancelled => Verdict::Equal,
        _ if !there.is_delivered && row.has_receipt => Verdict::Differs(What::Lost),
        _ if !there.is_delivered => Verdict::Differs(What::Waits),
        _ if !row.has_receipt => Verdict::Differs(What::NoReceipt),
        _ if is_newest => status(row, there),
        _ => Verdict::Equal,
    }
}

/// Only this side has it.
fn missing(row: &HereRow) -> Verdict {
    match row.state {
        ParcelState::SetAside => Verdict::Differs(What::SetAside),
        ParcelState::Queued | ParcelState::Announcing | ParcelState::Sending => {
            Verdict::Differs(What::Waits)
        }
        ParcelState::Delivered if row.has_receipt => Verdict::Differs(What::Lost),
        // Another gateway has it, or it never left.
        ParcelState::Delivered | ParcelState::Cancelled => Verdict::OfNoInterest,
    }
}

fn status(row: &HereRow, there: &Holding) -> Verdict {
    let heard = row.status.as_deref().unwrap_or(ARRIVED);
    if there.status.is_empty() || heard == there.status {
        return Verdict::Equal;
    }
    Verdict::Differs(What::Status { here: row.status.clone(), there: there.status.clone() })
}

fn of_here(what: What, row: HereRow) -> Difference {
    let HereRow { dossier, submission, revision, .. } = row;
    Difference { what, dossier, submission, revision, here: Some(row) }
}

fn of_there(what: What, holding: &Holding) -> Difference {
    let Holding { dossier_id, submission_id, revision, .. } = *holding;
    Difference { what, dossier: dossier_id, submission: submission_id, revision, here: None }
}

#[cfg(test)]
mod tests {
    use domain::ids::Id;
    use domain::provisional_code::{DeskPrefix, ProvisionalCode};
    use domain::text::Line;
    use seal::hash::hash;

    use super::*;

    fn here(n: u8, state: ParcelState, has_receipt: bool) -> HereRow {
        let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        HereRow {
            submission: SubmissionId::from_bytes([n; 16]),
            revision: Revision::FIRST,
            manifest: hash(&[n]),
            state,
            has_receipt,
            dossier: DossierId::from_bytes([n; 16]),
            code: ProvisionalCode::new(&DeskPrefix::parse("LS07").unwrap(), day, [n; 4]),
            procedure: "1.001193".parse().unwrap(),
            person: Line::new("Vi Minh Khôi"),
            status: None,
        }
    }

    fn there(n: u8, is_delivered: bool) -> Holding {
        Holding {
            dossier_id: DossierId::from_bytes([n; 16]),
            submission_id: SubmissionId::from_bytes([n; 16]),
            revision: Revision::FIRST,
            manifest_sha256: hash(&[n]),
            is_delivered,
            status: "1".to_owned(),
        }
    }

    fn found(here: Vec<HereRow>, there: &[Holding]) -> (u64, Vec<What>) {
        let Comparison { equal, differences } = compared(here, there);
        (equal, differences.into_iter().map(|difference| difference.what).collect())
    }

    #[test]
    fn what_both_hold_alike_is_counted_and_nothing_more() {
        let rows = vec![here(1, ParcelState::Delivered, true)];

        assert_eq!(found(rows, &[there(1, true)]), (1, vec![]));
        assert_eq!(found(vec![], &[]), (0, vec![]));
    }

    #[test]
    fn what_is_only_here_is_told_with_what_becomes_of_it() {
        let rows = vec![
            here(1, ParcelState::Queued, false),
            here(2, ParcelState::SetAside, false),
            here(3, ParcelState::Delivered, true),
            here(4, ParcelState::Cancelled, false),
            here(5, ParcelState::Delivered, false),
            here(6, ParcelState::Sending, false),
        ];

        let (equal, differences) = found(rows, &[there(6, false)]);

        assert_eq!(equal, 0);
        let expected = [What::Lost, What::SetAside, What::Waits, What::Waits];
        assert_eq!(differences, expected, "what was called back, or is another gateway's, is none");
    }

    #[test]
    fn what_is_only_there_is_told_by_whether_the_dossier_is_known() {
        let mut other = there(2, true);
        other.dossier_id = DossierId::from_bytes([1; 16]);
        let rows = vec![here(1, ParcelState::Delivered, true)];

        let (equal, differences) = found(rows, &[there(1, true), other, there(3, true)]);

        assert_eq!((equal, differences), (1, vec![What::Unknown, What::Elsewhere]));
    }

    #[test]
    fn what_both_have_but_not_alike_is_told() {
        let mut changed = there(1, true);
        changed.manifest_sha256 = hash(b"other");
        let mut further = there(2, true);
        further.status = "2".to_owned();
        let rows = vec![
            here(1, ParcelState::Delivered, true),
            here(2, ParcelState::Delivered, true),
            here(3, ParcelState::Sending, false),
        ];

        let (_, differences) = found(rows, &[changed, further, there(3, true)]);

        let status = What::Status { here: None, there: "2".to_owned() };
        assert_eq!(differences, [What::Content, What::NoReceipt, status]);
    }

    #[test]
    fn five_thousand_are_held_against_five_thousand() {
        let id = |n: u16| {
            let mut bytes = [0; 16];
            bytes[..2].copy_from_slice(&n.to_be_bytes());
            bytes
        };
        let row = |n| HereRow {
            submission: SubmissionId::from_bytes(id(n)),
            dossier: DossierId::from_bytes(id(n)),
            manifest: hash(b""),
            ..here(0, ParcelState::Delivered, true)
        };
        let held = |n| Holding {
            submission_id: SubmissionId::from_bytes(id(n)),
            dossier_id: DossierId::from_bytes(id(n)),
            manifest_sha256: hash(b""),
            ..there(0, true)
        };

        let there: Vec<_> = (1..5_001).map(held).collect();
        let (equal, differences) = found((0..5_000).map(row).collect(), &there);

        assert_eq!((equal, differences), (4_999, vec![What::Lost, What::Unknown]));
    }
}
