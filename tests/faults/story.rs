//! One afternoon at a desk, step by step. Each step is one action, and when it returns, the clerk
//! has been told that it is done.

use std::io::{self, Read};
use std::path::PathBuf;
use std::sync::Arc;

use courier::{Change, Wanted};
use desk::delivery::{self, Delivery};
use desk::session::Key;
use desk::setup::{self, FirstKey};
use desk::{
    Desk, DeskError, RecoverySecret, corrections, dossiers, drafts, enrolment, overtaken, pages,
    queue, submissions, withdrawals,
};
use domain::actor::Actor;
use domain::dossier::Revision;
use domain::ids::{DeskId, DossierId, Id, SubmissionId};
use domain::text::Line;
use link::ports::{Here, Kept, Parcels, PortError};
use seal::hash::hash;
use serde_json::{Value, json};
use testkit::clock::MORNING;
use testkit::{
    FakeGateway, TestWorld, a_beginning, a_form, a_gateway, a_new_desk, a_paper, handed,
};
use wire::announcement::Head;
use wire::enrolment::Claim;
use wire::event::{Event, ResultLine};
use wire::problem::{Problem, Reason};

use crate::survey::{Survey, survey};

/// The story so far.
pub struct Story {
    pub world: TestWorld,
    pub root: PathBuf,
    /// The opened desk; `None` before set-up and after [`Story::close`].
    desk: Option<Arc<Desk>>,
    /// What stands on the recovery card; empty before set-up.
    card: String,
    dossiers: Vec<(DossierId, u32)>,
}

type Step = fn(&mut Story) -> Result<(), DeskError>;

/// The steps with their names. No step shares a transaction with another.
pub const STEPS: [(&str, Step); 28] = [
    ("set up the desk", Story::set_up),
    ("confirm the card", Story::confirm_card),
    ("begin the first dossier", |story| story.begin(a_form())),
    ("type on", |story| story.save(0, a_form_with("Hoàng Thị Mai"))),
    ("attach its first page", |story| story.attach(0, 1)),
    ("attach its second page", |story| story.attach(0, 2)),
    ("submit it", |story| story.submit(0)),
    ("begin the second dossier", |story| story.begin(json!({ "result": "at_desk" }))),
    ("attach a page to it", |story| story.attach(1, 3)),
    ("take the page out again", |story| story.take_page_out(1)),
    ("throw it away", |story| drafts::discard(story.desk(), story.actor(), story.dossiers[1].0)),
    ("open the first one again", |story| story.reopen(0)),
    ("mend what was wrong", |story| story.save(0, a_form_with("Hoàng Thị Mỷ"))),
    ("submit its supplement", |story| story.submit(0)),
    ("ask to be enrolled", |story| story.claim().map(drop)),
    ("be enrolled", Story::be_enrolled),
    ("be told that both revisions arrived", Story::arrive),
    ("be told of its result", Story::be_promised_a_result),
    ("lose the line in the midst of the result", Story::lose_the_line),
    ("keep the result", Story::keep_the_result),
    ("take it back", |story| story.withdraw(0)),
    ("have the request set aside", Story::set_the_request_aside),
    ("try the request again", Story::retry),
    ("begin a third dossier", |story| story.begin(a_form())),
    ("attach the only page to it", |story| story.attach(2, 4)),
    ("submit the third", |story| story.submit(2)),
    ("be told that another desk was first", Story::be_overtaken),
    ("keep what the other desk sent", Story::keep_theirs),
];

pub const PROGRAM: &str = "faults";

fn a_form_with(name: &str) -> Value {
    let mut form = a_form();
    form["declaration"]["mother"] = json!(name);
    form
}

fn the_result() -> ResultLine {
    let bytes = a_paper(8);
    let (name, media) = (Line::new("ket-qua.pdf"), "application/pdf".to_owned());
    ResultLine { name, media, size: bytes.len() as u64, sha256: hash(&bytes) }
}

/// Where a line breaks.
struct Cut;

impl Read for Cut {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::ErrorKind::UnexpectedEof.into())
    }
}

fn of_the_desk(error: PortError) -> DeskError {
    *error.cause.downcast().expect("the desk's own failure")
}

impl Story {
    /// Before the desk is set up.
    pub fn new(world: TestWorld, root: PathBuf) -> Self {
        Self { world, root, desk: None, card: String::new(), dossiers: Vec::new() }
    }

    /// The same story in a copy of its folder, with the program closed.
    pub fn at(&self, root: PathBuf) -> Self {
        let (world, card) = (self.world.clone(), self.card.clone());
        Self { world, root, desk: None, card, dossiers: self.dossiers.clone() }
    }

    pub fn desk(&self) -> &Desk {
        self.shared()
    }

    fn shared(&self) -> &Arc<Desk> {
        self.desk.as_ref().expect("the desk is open")
    }

    pub fn card(&self) -> Option<RecoverySecret> {
        RecoverySecret::parse(&self.card).ok()
    }

    /// Takes a step again that failed, or the next one.
    pub fn step(&mut self, number: usize) -> Result<(), DeskError> {
        (STEPS[number].1)(self)
    }

    /// Closes the program, in the middle of whatever it did.
    pub fn close(&mut self) {
        self.desk = None;
    }

    /// Starts the program again.
    pub fn open(&mut self) -> Result<(), DeskError> {
        let opened = Desk::open(self.world.world(), &self.root, PROGRAM, Key::Keyring)?;
        self.desk = Some(Arc::new(opened));
        Ok(())
    }

    /// Everything that the desk holds now, read through to the last byte.
    pub fn survey(&self) -> Survey {
        let card = self.card().expect("the desk is set up");
        survey(self.desk(), &self.root, &card).expect("everything can be read")
    }

    fn actor(&self) -> Actor {
        self.desk().actor(None).expect("there is one operator")
    }

    fn set_up(&mut self) -> Result<(), DeskError> {
        let world = self.world.world();
        let pending = setup::begin(world, &self.root, PROGRAM, a_new_desk(), &FirstKey::Keyring)?;
        let card = pending.recovery_text().to_string();
        self.desk = Some(Arc::new(pending.finish()?));
        self.card = card;
        Ok(())
    }

    fn confirm_card(&mut self) -> Result<(), DeskError> {
        let card = self.card().expect("the desk is set up");
        setup::confirm_card(self.desk(), &card)
    }

    fn begin(&mut self, form: Value) -> Result<(), DeskError> {
        let begun = dossiers::begin(self.desk(), self.actor(), a_beginning(form))?;
        self.dossiers.push((begun.dossier, begun.edition));
        Ok(())
    }

    fn save(&mut self, which: usize, form: Value) -> Result<(), DeskError> {
        let (dossier, edition) = self.dossiers[which];
        let edition = drafts::save(self.desk(), self.actor(), dossier, edition, form)?;
        self.dossiers[which].1 = edition;
        Ok(())
    }

    fn attach(&mut self, which: usize, n: u32) -> Result<(), DeskError> {
        let bytes = a_paper(n);
        let dossier = self.dossiers[which].0;
        pages::attach(self.desk(), self.actor(), dossier, handed(n, &bytes)).map(drop)
    }

    fn take_page_out(&mut self, which: usize) -> Result<(), DeskError> {
        let dossier = self.dossiers[which].0;
        let page = dossiers::show(self.desk(), dossier)?.pages[0].page;
        pages::remove(self.desk(), self.actor(), dossier, page)
    }

    fn submit(&mut self, which: usize) -> Result<(), DeskError> {
        submissions::submit(self.desk(), self.actor(), self.dossiers[which].0).map(drop)
    }

    fn withdraw(&mut self, which: usize) -> Result<(), DeskError> {
        withdrawals::withdraw(self.desk(), self.actor(), self.dossiers[which].0).map(drop)
    }

    fn claim(&self) -> Result<Claim, DeskError> {
        enrolment::begin(self.desk(), self.actor(), &a_gateway().code())
    }

    fn be_enrolled(&mut self) -> Result<(), DeskError> {
        let enrolled = a_gateway().welcomes(&self.claim()?, MORNING);
        enrolment::finish(self.desk(), self.actor(), &FakeGateway::door(), &enrolled)
    }

    fn delivery(&self) -> Delivery {
        Delivery::new(self.shared(), self.actor()).expect("there is luck")
    }

    fn apply(&self, changes: &[Change]) -> Result<(), DeskError> {
        delivery::apply(self.desk(), self.actor(), changes).map(drop)
    }

    fn arrive(&mut self) -> Result<(), DeskError> {
        let receipts = a_gateway().receives(self.desk(), &self.delivery());
        self.apply(&receipts.map_err(of_the_desk)?)
    }

    fn be_promised_a_result(&mut self) -> Result<(), DeskError> {
        let whole = dossiers::show(self.desk(), self.dossiers[0].0)?;
        let head = whole.revisions.last().expect("it was submitted").0.submission;
        let event = a_gateway().event(1, self.dossiers[0].0, head, "9");
        let event = Event { result: Some(the_result()), ..event };
        self.apply(&[a_gateway().tells(vec![event])])
    }

    /// It is no act of the desk's: that the beginning is kept is a promise to nobody.
    fn lose_the_line(&mut self) -> Result<(), DeskError> {
        let (wanted, bytes) = (self.wanted(), a_paper(8));
        let mut cut = bytes[..bytes.len() / 2].chain(Cut);
        match self.delivery().keep_result(&wanted, 0, &mut cut) {
            Err(error) if error.code == "result-broken-off" => Ok(()),
            Err(error) => Err(of_the_desk(error)),
            Ok(kept) => panic!("{kept:?}, though the line broke"),
        }
    }

    fn keep_the_result(&mut self) -> Result<(), DeskError> {
        let (wanted, bytes) = (self.wanted(), a_paper(8));
        let from = match self.delivery().result_here(&wanted) {
            Here::First(from) => from,
            Here::Whole => return Ok(()),
        };
        let mut rest = &bytes[usize::try_from(from).expect("a short file")..];
        let kept = self.delivery().keep_result(&wanted, from, &mut rest).map_err(of_the_desk)?;
        assert_eq!(kept, Kept::Whole, "after {from} bytes");
        Ok(())
    }

    fn wanted(&self) -> Wanted {
        Wanted { dossier: self.dossiers[0].0, line: the_result() }
    }

    fn set_the_request_aside(&mut self) -> Result<(), DeskError> {
        let waiting = queue::list(self.desk())?;
        let parcel = waiting.first().expect("the request waits").parcel;
        let problem = Problem::new(Reason::CaseClosed, "closed");
        self.apply(&[Change::SetAside { parcel, problem }])
    }

    fn retry(&mut self) -> Result<(), DeskError> {
        queue::retry(self.desk(), self.actor(), self.dossiers[0].0).map(drop)
    }

    fn be_overtaken(&mut self) -> Result<(), DeskError> {
        let whole = dossiers::show(self.desk(), self.dossiers[2].0)?;
        let parcel = whole.parcels.first().expect("it was submitted").parcel;
        let head = Head {
            submission_id: SubmissionId::from_bytes([9; 16]),
            revision: Revision::FIRST,
            desk_id: DeskId::from_bytes([9; 16]),
            manifest_sha256: hash(b"theirs"),
            outline: None,
        };
        let problem = Problem::new(Reason::NotHead, "not the head").with_head(head);
        self.apply(&[Change::SetAside { parcel, problem }])
    }

    fn keep_theirs(&mut self) -> Result<(), DeskError> {
        overtaken::keep_theirs(self.desk(), self.actor(), self.dossiers[2].0).map(drop)
    }

    fn reopen(&mut self, which: usize) -> Result<(), DeskError> {
        let edition = corrections::reopen(self.desk(), self.actor(), self.dossiers[which].0)?;
        self.dossiers[which].1 = edition;
        Ok(())
    }
}
