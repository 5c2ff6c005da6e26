//! One afternoon at a desk, step by step. Each step is one action, and when it returns, the clerk
//! has been told that it is done.

use std::path::PathBuf;

use desk::session::Key;
use desk::setup::{self, FirstKey};
use desk::{
    Desk, DeskError, RecoverySecret, corrections, dossiers, drafts, pages, submissions, withdrawals,
};
use domain::actor::Actor;
use domain::ids::DossierId;
use serde_json::{Value, json};
use testkit::{TestWorld, a_beginning, a_form, a_new_desk, a_paper, handed};

use crate::survey::{Survey, survey};

/// The story so far.
pub struct Story {
    pub world: TestWorld,
    pub root: PathBuf,
    /// The opened desk; `None` before set-up and after [`Story::close`].
    desk: Option<Desk>,
    /// What stands on the recovery card; empty before set-up.
    card: String,
    dossiers: Vec<(DossierId, u32)>,
}

type Step = fn(&mut Story) -> Result<(), DeskError>;

/// The steps with their names. No step shares a transaction with another.
pub const STEPS: [(&str, Step); 15] = [
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
    ("take it back", |story| story.withdraw(0)),
];

pub const PROGRAM: &str = "faults";

fn a_form_with(name: &str) -> Value {
    let mut form = a_form();
    form["declaration"]["mother"] = json!(name);
    form
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
        self.desk = Some(Desk::open(self.world.world(), &self.root, PROGRAM, Key::Keyring)?);
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
        self.desk = Some(pending.finish()?);
        self.card = card;
        Ok(())
    }

    fn confirm_card(&mut self) -> Result<(), DeskError> {
        let card = self.card().expect("the desk is set up");
        setup::confirm_card(self.desk.as_mut().expect("the desk is open"), &card)
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

    fn reopen(&mut self, which: usize) -> Result<(), DeskError> {
        let edition = corrections::reopen(self.desk(), self.actor(), self.dossiers[which].0)?;
        self.dossiers[which].1 = edition;
        Ok(())
    }
}
