//! Histories of one desk, drawn by luck: requests that the gateway grants, and such as it refuses and that
//! change nothing.

use domain::text::Line;
use testkit::SeededLuck;
use wire::announcement::Withdrawal;

use crate::desk::{Desk, Sealed, a_paper, a_stranger};
use crate::operator::{a_whole_dossier, an_answer};

/// Most revisions of one history.
const MOST: usize = 10;
/// Most revisions of one desk of which parts are missing: the gateway's limit in these worlds.
pub const UNFINISHED: usize = 2;
/// Numbers of revisions that are refused begin here.
const REFUSED: usize = 200;

/// One step; all but the last are requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The operation of this name, which takes nothing.
    Read(&'static str),
    Enrol,
    /// One of the plan's batches.
    Announce(usize),
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
            Self::Announce(_) => "announce",
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
pub const KINDS: [Step; 11] = [
    Step::Enrol,
    Step::Announce(0),
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

/// One thing that is announced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    Revision(usize),
    Withdrawal(usize),
    /// One of the plan's revisions that are refused.
    Refused(usize),
}

/// What is expected of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    Granted,
    /// Refused whenever it comes: it is spoilt in a way that the number chooses, or asks for what never is.
    Refused(Option<u64>),
    /// Refused for as long as nothing is finished: there is too much of this desk already.
    NotNow,
}

/// One step, with the luck by which it is said what may be left out.
#[derive(Debug, Clone, Copy)]
pub struct Turn {
    pub step: Step,
    pub expected: Expected,
    pub draw: u64,
}

impl Turn {
    pub fn is_granted(&self) -> bool {
        self.expected == Expected::Granted
    }
}

pub struct Plan {
    pub desk: Desk,
    pub sealed: Vec<Sealed>,
    pub withdrawals: Vec<Option<Withdrawal>>,
    /// Revisions that are refused.
    pub refused: Vec<Sealed>,
    pub batches: Vec<Vec<Item>>,
    pub turns: Vec<Turn>,
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
    has_package: bool,
}

/// A history of 14 to 40 requests of the `number`-th desk.
pub fn a_history(luck: &SeededLuck, number: u8, has_package: bool) -> Plan {
    let desk = a_stranger(number);
    let (sealed, withdrawals, refused) = (vec![], vec![], vec![]);
    let plan = Plan { desk, sealed, withdrawals, refused, batches: vec![], turns: vec![] };
    let mut planner = Planner { luck, plan, courses: vec![], has_package };
    planner.push(Step::Enrol, Expected::Granted);
    let length = 14 + planner.below(27).min(planner.below(27));
    while planner.plan.turns.iter().filter(|turn| turn.step.operation().is_some()).count() < length
    {
        planner.go_on();
    }
    planner.plan
}

impl Planner<'_> {
    fn below(&self, most: usize) -> usize {
        usize::try_from(self.luck.below(most as u64)).unwrap()
    }

    fn push(&mut self, step: Step, expected: Expected) {
        let draw = self.luck.below(u64::MAX);
        self.plan.turns.push(Turn { step, expected, draw });
    }

    fn go_on(&mut self) {
        if self.below(4) == 0 {
            return self.spoil();
        }
        let step = match self.below(18) {
            0 | 1 => Some(Step::Read(READS[self.below(READS.len())])),
            2..=4 => return self.announce(),
            5 => self.any().map(Step::Look),
            6 => self.any_part().map(|(at, part)| Step::Create(at, part)),
            7 => self.any_part().map(|(at, part)| Step::Head(at, part)),
            8 => self.any_part().map(|(at, part)| Step::TusOf(at, part)),
            9..=12 => self.slice(),
            13 => self.stream(),
            14 | 15 => self.result(),
            _ if self.has_package => Some(Step::Catalogue),
            16 => return self.push(Step::Catalogue, Expected::Refused(None)),
            _ => return self.announce(),
        };
        if let Some(step) = step {
            self.push(step, Expected::Granted);
        }
    }

    /// A request that would be granted, but for something that is wrong in it.
    fn spoil(&mut self) {
        let how = self.luck.below(u64::MAX);
        let step = match self.below(14) {
            0 => Some(Step::Enrol),
            1 => Some(Step::Read(["feed", "holdings"][self.below(2)])),
            2 if !self.plan.batches.is_empty() => {
                Some(Step::Announce(self.below(self.plan.batches.len())))
            }
            3 => self.any().map(Step::Look),
            4 => self.any_part().map(|(at, part)| Step::Create(at, part)),
            5 => self.any_part().map(|(at, part)| Step::Head(at, part)),
            6..=9 => self.any_part().map(|(at, part)| {
                let size = self.plan.sealed[at].papers[part].len();
                Step::Slice(at, part, size, self.below(2) == 0)
            }),
            10 => self.any().map(Step::Stream),
            11 | 12 => self.one_of(|it| it.is_advanced).map(Step::Result),
            _ => Some(Step::Catalogue),
        };
        if let Some(step) = step {
            self.push(step, Expected::Refused(Some(how)));
        }
    }

    /// Several things in one request, known ones and such as are refused among them; or one for which there
    /// is no room as long as nothing is finished.
    fn announce(&mut self) {
        if self.unfinished() == UNFINISHED && self.below(2) == 0 {
            let beyond = self.refuse(|desk, number| a_whole_dossier(desk, number, &[700]));
            return self.batch(beyond.into_iter().collect(), Expected::NotNow);
        }
        let mut items = vec![];
        for _ in 0..=self.below(3) {
            items.extend(match self.below(10) {
                0..=4 => self.announce_one(),
                5 | 6 => self.withdraw(),
                7 => self.any().map(Item::Revision),
                8 => self.stale(),
                _ => self.other_content(),
            });
        }
        // A refusal names the head, as it stands after all that is granted.
        items.sort_by_key(|item| matches!(item, Item::Refused(_)));
        self.batch(items, Expected::Granted);
    }

    fn batch(&mut self, items: Vec<Item>, expected: Expected) {
        if !items.is_empty() {
            self.plan.batches.push(items);
            self.push(Step::Announce(self.plan.batches.len() - 1), expected);
        }
    }

    fn announce_one(&mut self) -> Option<Item> {
        let at = self.plan.sealed.len();
        if at == MOST {
            return None;
        }
        let number = u8::try_from(at + 1).unwrap();
        let papers = if self.unfinished() < UNFINISHED { self.below(3) } else { 0 };
        let sizes: Vec<_> = (0..papers).map(|_| 1 + self.below(3000)).collect();
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
        Some(Item::Revision(at))
    }

    /// A revision that follows one that another has followed.
    fn stale(&mut self) -> Option<Item> {
        let at = self.one_of(|it| !it.is_head)?;
        let before = self.plan.sealed[at].clone();
        self.refuse(|desk, number| an_answer(desk, number, &before, vec![a_paper(number, 300)]))
    }

    /// What came before, under the same name and with another content.
    fn other_content(&mut self) -> Option<Item> {
        let known = self.plan.sealed[self.any()?].clone();
        self.refuse(|_, _| known.changed(|it| it.parts[0].name = Line::new("to-khai-khac.json")))
    }

    fn refuse(&mut self, make: impl FnOnce(&Desk, u8) -> Sealed) -> Option<Item> {
        let at = self.plan.refused.len();
        let number = u8::try_from(REFUSED + at).ok()?;
        self.plan.refused.push(make(&self.plan.desk, number));
        Some(Item::Refused(at))
    }

    fn withdraw(&mut self) -> Option<Item> {
        let at = self.one_of(|it| it.is_head && it.is_delivered)?;
        let number = 100 + u8::try_from(at).unwrap();
        let asked = self.plan.desk.withdrawal(number, &self.plan.sealed[at]);
        // Ids of two desks are never the same.
        let desk = self.plan.desk.number;
        let luck = [0, desk, 0, number, 9, 0, 0, 0, 0, 0];
        let withdrawal_id = domain::ids::Id::new(crate::province::MORNING, &luck);
        self.plan.withdrawals[at].get_or_insert(Withdrawal { withdrawal_id, ..asked });
        Some(Item::Withdrawal(at))
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
        self.push(Step::Advance(at), Expected::Granted);
        Some(Step::Result(at))
    }

    fn unfinished(&self) -> usize {
        self.courses.iter().filter(|course| !course.is_delivered).count()
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
