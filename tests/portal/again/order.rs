//! In which order the requests of a history may come as well: the document says of each what must come
//! before it, and everything else is left to luck.

use std::collections::BTreeSet;

use domain::ids::DossierId;
use testkit::SeededLuck;

use super::makers::Document;
use super::plan::{Item, Plan, Step, Turn};

/// The words of the document: nothing must come before; the desk's enrolment; that, and whatever is said of
/// the same dossier.
pub const WORDS: [&str; 3] = ["free", "desk", "dossier"];

/// What a step is about.
struct About {
    is_enrolment: bool,
    is_free: bool,
    dossiers: BTreeSet<DossierId>,
}

/// An order in which the turns of a plan may come.
pub fn permuted(document: &Document, plan: &Plan, luck: &SeededLuck) -> Vec<usize> {
    let about: Vec<_> = plan.turns.iter().map(|turn| about(document, plan, turn)).collect();
    let mut left: Vec<_> = (0..about.len()).collect();
    let mut order = vec![];
    while !left.is_empty() {
        let is_ready = |at: usize| {
            left.iter().all(|before| *before >= at || !binds(&about[*before], &about[at]))
        };
        let ready: Vec<_> = (0..left.len()).filter(|place| is_ready(left[*place])).collect();
        let chosen = luck.below(ready.len() as u64);
        order.push(left.remove(ready[usize::try_from(chosen).unwrap()]));
    }
    order
}

/// Whether of two steps the one must stay before the other.
fn binds(before: &About, after: &About) -> bool {
    let is_enrolled = before.is_enrolment && (after.is_enrolment || !after.is_free);
    is_enrolled || !before.dossiers.is_disjoint(&after.dossiers)
}

fn about(document: &Document, plan: &Plan, turn: &Turn) -> About {
    // What the agency does is no request, and about a dossier.
    let word = turn.step.operation().map_or("dossier", |name| document.of(name).order.as_str());
    let dossiers = if word == "dossier" { dossiers(plan, turn.step) } else { BTreeSet::new() };
    About { is_enrolment: turn.step == Step::Enrol, is_free: word == "free", dossiers }
}

fn dossiers(plan: &Plan, step: Step) -> BTreeSet<DossierId> {
    let of = |at: usize| plan.sealed[at].manifest.dossier_id;
    match step {
        Step::Announce(batch) => plan.batches[batch]
            .iter()
            .map(|item| match item {
                Item::Revision(at) | Item::Withdrawal(at) => of(*at),
                Item::Refused(at) => plan.refused[*at].manifest.dossier_id,
            })
            .collect(),
        Step::Look(at)
        | Step::Create(at, _)
        | Step::Head(at, _)
        | Step::TusOf(at, _)
        | Step::Slice(at, ..)
        | Step::Stream(at)
        | Step::Result(at)
        | Step::Advance(at) => BTreeSet::from([of(at)]),
        Step::Read(_) | Step::Enrol | Step::Catalogue => BTreeSet::new(),
    }
}
