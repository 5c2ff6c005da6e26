//! A result file on its way to a desk, as `link` takes it in and the desk keeps it: from where the line
//! broke before, noted down piece by piece, and judged by its hash when the last byte is here.

use std::rc::Rc;

use courier::{Answer, Failure, Input, Request, RequestId, STALL_MS, SignedTime, Trouble, Wanted};
use domain::ids::DossierId;
use seal::Sha256;
use seal::hash::hash;

use crate::mutants::Mutant;
use crate::road::passing;
use crate::tally::{Edge, Fault};
use crate::world::{Arrival, Event, World};

/// After so many bytes a desk notes down what came; when the line breaks it does at once.
pub const PIECE: usize = 64;

/// A result file of one dossier: the same letter may be for many.
pub type File = (DossierId, Sha256);

pub fn file_of(wanted: &Wanted) -> File {
    (wanted.dossier, wanted.line.sha256)
}

/// What a desk has of a result file that is not whole, and what it has cost.
#[derive(Default)]
pub struct Arriving {
    /// What lies on its disk.
    held: Vec<u8>,
    tries: u32,
    /// How many bytes were ever carried to this desk …
    carried: usize,
    /// … and how many of these the weather took from it.
    lost: usize,
}

impl Arriving {
    /// The weather took something; all that is left is on the disk.
    fn take_stock(&mut self) {
        self.lost = self.carried - self.held.len();
    }

    /// The last piece is torn.
    fn tear(&mut self) {
        let whole = self.held.len().saturating_sub(1) / PIECE * PIECE;
        self.held.truncate(whole);
    }
}

/// A result file on its way.
pub struct Coming {
    life: u64,
    id: RequestId,
    wanted: Wanted,
    /// What whoever answers has to send, from the first byte of the file on.
    bytes: Vec<u8>,
    /// What is here by now, of this try and of earlier ones.
    here: Vec<u8>,
    /// Up to where the desk has what comes: whoever sends it knows no ranges.
    before: usize,
    fault: Option<Fault>,
    /// How much is here when the line breaks.
    breaks_at: Option<usize>,
    time: Option<SignedTime>,
}

impl Coming {
    fn is_slow(&self) -> bool {
        self.fault == Some(Fault::SlowLetter)
    }
}

impl World {
    /// Whether a result file needs no asking for: it is kept, or every byte of it came before.
    pub fn is_letter_here(&mut self, id: RequestId, wanted: &Wanted) -> bool {
        if self.here.desk.keeps(wanted) {
            self.tally.edge(Edge::LetterFoundHere);
            self.land(20, id, Ok(Answer::Fetched), None);
            return true;
        }
        let held = self.here.arriving.get(&file_of(wanted)).map(|arriving| arriving.held.clone());
        let Some(held) = held.filter(|held| held.len() as u64 == wanted.line.size) else {
            return false;
        };
        self.tally.edge(Edge::LetterFoundHere);
        let answer = self.judged(id, wanted, &held);
        let is_settled = answer.is_ok() || self.mutant == Some(Mutant::OtherBytesKept);
        if is_settled {
            self.land(20, id, answer, None);
        }
        is_settled
    }

    /// Whether some of the result file is here that is asked for.
    pub fn has_begun(&self, request: &Request) -> bool {
        let Request::Fetch(wanted) = request else { return false };
        let arriving = self.here.arriving.get(&file_of(wanted));
        arriving.is_some_and(|arriving| !arriving.held.is_empty())
    }

    /// A desk asks the gateway for a result file.
    pub fn letter_leaves(&mut self, arrival: Arrival) {
        let (life, id, fault) = (arrival.life, arrival.id, arrival.fault);
        let (mut answer, mut time) = self.ask_gateway(&arrival);
        if life != self.here.life || self.here.in_flight != Some(id) {
            return;
        }
        match fault {
            Some(Fault::LostReply) => return self.strike(fault),
            Some(fault @ (Fault::OtherAnswer | Fault::CaptiveTime)) => {
                self.spoil(fault, &arrival.request, &mut answer, &mut time);
            }
            _ => {}
        }
        let way = self.luck.between(20, 400);
        match (answer, arrival.request) {
            (Ok(Answer::Fetched), Request::Fetch(wanted)) => {
                let coming = self.begin_letter(wanted, arrival.id, fault, time);
                self.here.coming = Some(coming);
                self.at(way, Event::Letter { life, id });
            }
            (answer, _) => self.land(way, id, answer, time),
        }
    }

    fn begin_letter(
        &mut self,
        wanted: Wanted,
        id: RequestId,
        fault: Option<Fault>,
        time: Option<SignedTime>,
    ) -> Coming {
        let mut bytes = self.gateway.letter(&wanted.line.sha256).to_vec();
        let arriving = self.here.arriving.entry(file_of(&wanted)).or_default();
        arriving.tries += 1;
        let mut here = arriving.held.clone();
        let knows_no_ranges = fault == Some(Fault::NoRanges) && !here.is_empty();
        let before = if knows_no_ranges { here.len() } else { 0 };
        if knows_no_ranges || self.mutant == Some(Mutant::ResultBegunAnew) {
            here.clear();
        }
        if !here.is_empty() {
            self.tally.edge(Edge::LetterGoesOn);
        }
        if fault == Some(Fault::OtherBytes) {
            bytes[here.len()..].iter_mut().for_each(|byte| *byte ^= 0x55);
        }
        let strikes_now = match fault {
            Some(Fault::NoRanges) => knows_no_ranges,
            _ => matches!(fault, Some(Fault::OtherBytes | Fault::SlowLetter)),
        };
        self.strike(fault.filter(|_| strikes_now));
        let breaks = match fault {
            Some(Fault::SlowLetter) => self.luck.per_mille(200),
            Some(Fault::OtherBytes | Fault::NoRanges) => self.luck.per_mille(500),
            Some(Fault::LetterBroken | Fault::LetterSilent | Fault::BrokenAfterwards) => true,
            _ => false,
        };
        let at = self.luck.between(here.len() as u64, bytes.len() as u64) as usize;
        let (life, breaks_at) = (self.here.life, breaks.then_some(at));
        Coming { life, id, wanted, bytes, here, before, fault, breaks_at, time }
    }

    /// More of it comes, or the line breaks.
    pub fn letter_comes(&mut self, life: u64, id: RequestId) {
        let Some(mut coming) = self.here.coming.take_if(|it| (it.life, it.id) == (life, id)) else {
            return;
        };
        if !self.is_fine() && self.luck.per_mille(if coming.is_slow() { 10 } else { 60 }) {
            self.here.coming = Some(coming);
            return self.kill_one_end();
        }
        if coming.breaks_at.is_some_and(|at| coming.here.len() >= at) {
            return self.letter_breaks(coming);
        }
        if coming.here.len() == coming.bytes.len() {
            let answer = self.judged(id, &coming.wanted, &coming.here);
            let pause = self.luck.between(1, 50);
            return self.land(pause, id, answer, coming.time);
        }
        self.carry(&mut coming);
        let pause = match coming.is_slow() {
            true => self.luck.between(STALL_MS / 2, STALL_MS * 9 / 10),
            false => self.luck.between(10, 300),
        };
        self.here.coming = Some(coming);
        self.at(pause, Event::Letter { life, id });
    }

    fn carry(&mut self, coming: &mut Coming) {
        let (from, size) = (coming.here.len(), coming.bytes.len());
        let most = (size / if coming.is_slow() { 12 } else { 4 }).max(1);
        let to = size.min(from + self.luck.between(1, most as u64) as usize);
        coming.here.extend_from_slice(&coming.bytes[from..to]);
        let arriving = self.here.arriving.entry(file_of(&coming.wanted)).or_default();
        arriving.carried += to - from;
        arriving.lost += to.min(coming.before) - from.min(coming.before);
        let (cost, has) = (arriving.carried - arriving.lost, to.max(arriving.held.len()));
        self.here.inbox.push_back(Input::Came { request: coming.id, held: to as u64 });
        if cost > has {
            let detail = format!("{cost} bytes were carried for {has} of {:?}", coming.wanted);
            return self.break_promise("what is here of a result is not carried again", detail);
        }
        let noted = to / PIECE * PIECE;
        if noted > from {
            self.note_down(coming, noted);
        }
    }

    fn letter_breaks(&mut self, coming: Coming) {
        let is_own = |fault: &Fault| {
            matches!(fault, Fault::LetterBroken | Fault::LetterSilent | Fault::BrokenAfterwards)
        };
        self.strike(coming.fault.filter(is_own));
        match coming.fault {
            // Until the courier gives it up.
            Some(Fault::LetterSilent) => self.here.coming = Some(coming),
            Some(Fault::BrokenAfterwards) => self.break_letter(coming, Trouble::Broken),
            _ => self.break_letter(coming, Trouble::Unreachable),
        }
    }

    fn break_letter(&mut self, mut coming: Coming, trouble: Trouble) {
        let (id, time) = (coming.id, coming.time.take());
        self.put_down(&coming);
        let pause = self.luck.between(5, 100);
        self.land(pause, id, Err(passing(trouble)), time);
    }

    /// The gateway or the connection dies while it comes.
    pub fn cut_letter(&mut self) {
        if let Some(coming) = self.here.coming.take() {
            self.break_letter(coming, Trouble::Unreachable);
        }
    }

    /// Nobody waits for it any more; what came of it stays.
    pub fn leave_letter(&mut self) {
        let Some(coming) = self.here.coming.take() else { return };
        self.put_down(&coming);
        if !self.is_fine() && self.luck.per_mille(300) {
            let (life, held) = (coming.life, coming.here.len() as u64);
            let input = Box::new(Input::Came { request: coming.id, held });
            let pause = self.luck.below(500);
            self.at(pause, Event::Tell { life, input });
        }
    }

    /// All that came is noted down, if there is room for it.
    fn put_down(&mut self, coming: &Coming) {
        if !self.note_down(coming, coming.here.len())
            && let Some(arriving) = self.here.arriving.get_mut(&file_of(&coming.wanted))
        {
            arriving.take_stock();
        }
    }

    fn note_down(&mut self, coming: &Coming, to: usize) -> bool {
        if !self.is_fine() && self.luck.per_mille(100) {
            self.strike(Some(Fault::PieceNotKept));
            return false;
        }
        let arriving = self.here.arriving.entry(file_of(&coming.wanted)).or_default();
        if to > arriving.held.len() {
            arriving.held = coming.here[..to].to_vec();
        }
        true
    }

    /// The program is killed, perhaps with the machine: nothing of what came was ever synced.
    pub fn kill_letters(&mut self) {
        if self.here.coming.take().is_some() {
            self.tally.fault(Fault::KilledInLetter);
        }
        for arriving in self.here.arriving.values_mut() {
            let fault = match self.luck.below(10) {
                _ if arriving.held.is_empty() => None,
                0..5 => Some(Fault::PiecesLost),
                5..9 => Some(Fault::PieceTorn),
                _ => None,
            };
            match fault {
                Some(Fault::PiecesLost) => arriving.held.clear(),
                Some(_) => arriving.tear(),
                None => {}
            }
            fault.into_iter().for_each(|fault| self.tally.fault(fault));
            arriving.take_stock();
        }
    }

    /// What a file turns out to be that is here to its last byte.
    fn judged(
        &mut self,
        request: RequestId,
        wanted: &Wanted,
        bytes: &[u8],
    ) -> Result<Answer, Failure> {
        let is_it = hash(bytes) == wanted.line.sha256;
        if is_it || self.mutant == Some(Mutant::HashUnchecked) {
            self.keep_letter(wanted, bytes);
            return Ok(Answer::Fetched);
        }
        self.tally.edge(Edge::LetterThrownAway);
        self.history.note(self.tick, || "  throws away what came of a result".to_owned());
        let arriving = self.here.arriving.entry(file_of(wanted)).or_default();
        if self.mutant == Some(Mutant::OtherBytesKept) {
            arriving.held = bytes.to_vec();
        } else {
            arriving.held.clear();
        }
        arriving.take_stock();
        self.here.inbox.push_back(Input::Came { request, held: 0 });
        Err(passing(Trouble::NotTheGateway))
    }

    fn keep_letter(&mut self, wanted: &Wanted, bytes: &[u8]) {
        let is_whole = *self.gateway.letter(&wanted.line.sha256) == *bytes;
        if !is_whole || self.here.desk.keeps(wanted) {
            let detail = format!("{} bytes of {wanted:?}", bytes.len());
            self.break_promise("a result file arrives once and whole", detail);
        }
        let arriving = self.here.arriving.remove(&file_of(wanted));
        if arriving.is_some_and(|arriving| arriving.tries > 1) {
            self.tally.edge(Edge::LetterInPieces);
        }
        self.here.desk.keep(wanted);
    }
}

impl crate::gateway::Gateway {
    /// The bytes of a letter that the agency gave.
    pub fn letter(&self, sha256: &Sha256) -> Rc<[u8]> {
        self.letters[sha256].clone()
    }
}
