//! Histories of one desk, drawn by luck, in which every request is one that the gateway grants.

use testkit::SeededLuck;
use wire::announcement::Withdrawal;

use crate::desk::{Desk, Sealed, a_paper, a_stranger};
use crate::operator::{a_whole_dossier, an_answer};

/// Most revisions of one history.
const MOST: usize = 10;

/// One step; all but the last are requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The operation of this name, which takes nothing.
    Read(&'static str),
    Enrol,
    Announce(usize),
    Withdraw(usize),
    Look(usize),
    Create(usize, usize),
    Head(usize, usize),
    TusOf(usize, usize),
    /// A part of a revision up to this byte, by `POST` or by `PATCH`.
    Slice(usize, usize, usize, bool),
    /// Everything that a revision lacks.
    Stream(usize),
    Result(usize),
    Catalogue,
    /// What the agency does, with a result file. No request.
    Advance(usize),
}

/// What takes nothing but who asks.
pub const READS: [&str; 7] = ["capabilities", "keys", "time", "openapi", "tus", "feed", "holdings"];

impl Step {
    /// The operation in the gateway's document.
    pub fn operation(self) -> Option<&'static str> {
        Some(match self {
            Self::Read(name) => name,
            Self::Enrol => "enrol",
            Self::Announce(_) | Self::Withdraw(_) => "announce",
            Self::Look(_) => "submission",
            Self::Create(..) => "create_upload",
            Self::Head(..) => "upload",
            Self::TusOf(..) => "tus_of_upload",
            Self::Slice(_, _, _, false) => "add_slice",
            Self::Slice(_, _, _, true) => "add_slice_by_post",
            Self::Stream(_) => "stream",
            Self::Result(_) => "result",
            Self::Catalogue => "catalogue",
            Self::Advance(_) => return None,
        })
    }
}

/// One of each kind of step that takes something.
pub const KINDS: [Step; 12] = [
    Step::Enrol,
    Step::Announce(0),
    Step::Withdraw(0),
    Step::Look(0),
    Step::Create(0, 0),
    Step::Head(0, 0),
    Step::TusOf(0, 0),
    Step::Slice(0, 0, 0, false),
    Step::Slice(0, 0, 0, true),
    Step::Stream(0),
    Step::Result(0),
    Step::Catalogue,
];

pub struct Plan {
    pub desk: Desk,
    pub sealed: Vec<Sealed>,
    pub withdrawals: Vec<Option<Withdrawal>>,
    pub steps: Vec<Step>,
}

/// What will have become of a revision.
struct Course {
    sent: Vec<usize>,
    is_delivered: bool,
    is_head: bool,
    is_advanced: bool,
}

struct Planner<'l> {
    luck: &'l SeededLuck,
    plan: Plan,
    courses: Vec<Course>,
}

/// A history of 10 to 30 requests of the `number`-th desk.
pub fn a_history(luck: &SeededLuck, number: u8) -> Plan {
    let desk = a_stranger(number);
    let plan = Plan { desk, sealed: vec![], withdrawals: vec![], steps: vec![Step::Enrol] };
    let mut planner = Planner { luck, plan, courses: vec![] };
    let length = 10 + planner.below(21).min(planner.below(21));
    while planner.plan.steps.iter().filter(|step| step.operation().is_some()).count() < length {
        planner.go_on();
    }
    planner.plan
}

impl Planner<'_> {
    fn below(&self, most: usize) -> usize {
        usize::try_from(self.luck.below(most as u64)).unwrap()
    }

    fn go_on(&mut self) {
        let step = match self.below(16) {
            0 | 1 => Some(Step::Read(READS[self.below(READS.len())])),
            2 | 3 => self.announce(),
            4 => self.withdraw(),
            5 => self.any().map(Step::Look),
            6 => self.any_part().map(|(at, part)| Step::Create(at, part)),
            7 => self.any_part().map(|(at, part)| Step::Head(at, part)),
            8 => self.any_part().map(|(at, part)| Step::TusOf(at, part)),
            9..=11 => self.slice(),
            12 => self.stream(),
            13 | 14 => self.result(),
            _ => Some(Step::Catalogue),
        };
        self.plan.steps.extend(step);
    }

    fn announce(&mut self) -> Option<Step> {
        let at = self.plan.sealed.len();
        if at == MOST {
            return None;
        }
        let number = u8::try_from(at + 1).unwrap();
        let sizes: Vec<_> = (0..self.below(3)).map(|_| 1 + self.below(3000)).collect();
        let before = self.one_of(|it| it.is_head && it.is_delivered);
        let before = before.filter(|at| self.plan.withdrawals[*at].is_none());
        let sealed = match before.filter(|_| self.below(2) == 0) {
            Some(before) => {
                self.courses[before].is_head = false;
                let papers = sizes.iter().map(|size| a_paper(number + 100, *size)).collect();
                an_answer(&self.plan.desk, number, &self.plan.sealed[before], papers)
            }
            None => a_whole_dossier(&self.plan.desk, number, &sizes),
        };
        self.plan.sealed.push(sealed);
        self.plan.withdrawals.push(None);
        let (sent, is_delivered) = (vec![0; sizes.len()], sizes.is_empty());
        self.courses.push(Course { sent, is_delivered, is_head: true, is_advanced: false });
        Some(Step::Announce(at))
    }

    fn withdraw(&mut self) -> Option<Step> {
        let at = self.one_of(|it| it.is_head && it.is_delivered)?;
        let number = 100 + u8::try_from(at).unwrap();
        let asked = self.plan.desk.withdrawal(number, &self.plan.sealed[at]);
        // Ids of two desks are never the same.
        let desk = self.plan.desk.number;
        let luck = [0, desk, 0, number, 9, 0, 0, 0, 0, 0];
        let withdrawal_id = domain::ids::Id::new(crate::province::MORNING, &luck);
        self.plan.withdrawals[at].get_or_insert(Withdrawal { withdrawal_id, ..asked });
        Some(Step::Withdraw(at))
    }

    fn slice(&mut self) -> Option<Step> {
        let at = self.one_of(|it| !it.is_delivered)?;
        let sizes: Vec<_> = self.plan.sealed[at].papers.iter().map(Vec::len).collect();
        let part = (0..sizes.len()).find(|part| self.courses[at].sent[*part] < sizes[*part])?;
        let sent = self.courses[at].sent[part];
        let to = sent + 1 + self.below(sizes[part] - sent);
        let to = if self.below(2) == 0 { sizes[part] } else { to };
        self.courses[at].sent[part] = to;
        self.courses[at].is_delivered = self.courses[at].sent == sizes;
        Some(Step::Slice(at, part, to, self.below(2) == 0))
    }

    fn stream(&mut self) -> Option<Step> {
        let at = self.one_of(|it| !it.is_delivered)?;
        self.courses[at].sent = self.plan.sealed[at].papers.iter().map(Vec::len).collect();
        self.courses[at].is_delivered = true;
        Some(Step::Stream(at))
    }

    fn result(&mut self) -> Option<Step> {
        if let Some(at) = self.one_of(|it| it.is_advanced) {
            return Some(Step::Result(at));
        }
        let at = self.one_of(|it| it.is_head && it.is_delivered)?;
        if self.plan.withdrawals[at].is_some() || self.plan.sealed[at].manifest.revision.get() > 1 {
            return None;
        }
        self.courses[at].is_advanced = true;
        self.plan.steps.push(Step::Advance(at));
        Some(Step::Result(at))
    }

    fn any(&self) -> Option<usize> {
        self.one_of(|_| true)
    }

    fn any_part(&self) -> Option<(usize, usize)> {
        let at = self.one_of(|it| !it.sent.is_empty())?;
        Some((at, self.below(self.courses[at].sent.len())))
    }

    fn one_of(&self, is_fit: impl Fn(&Course) -> bool) -> Option<usize> {
        let fit = self.courses.iter().enumerate().filter(|(_, course)| is_fit(course));
        let fit: Vec<_> = fit.map(|(at, _)| at).collect();
        if fit.is_empty() { None } else { Some(fit[self.below(fit.len())]) }
    }
}
