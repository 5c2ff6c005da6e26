//! A dossier for a child's birth certificate, as far along as a test wants it.

use desk::dossiers::{Beginning, Begun};
use desk::pages::Handed;
use desk::{dossiers, drafts, pages, submissions};
use domain::ids::{DossierId, PageId, SubmissionId};
use domain::kinds::{Assistance, Channel};
use domain::provisional_code::ProvisionalCode;
use domain::text::Line;
use serde_json::{Value, json};

use crate::desks::TestDesk;
use crate::papers::a_paper;

/// A complete form: a mother hands in for herself.
pub fn a_form() -> Value {
    json!({
        "submitter": {
            "name": "Lò Thị Ngọc Đào",
            "number": { "kind": "citizen", "value": "020190000123" },
            "birth": "1990-01-15",
            "sex": "female",
            "phone": "0912 345 678"
        },
        "result": "at_desk",
        "declaration": { "child": "Hoàng Ngọc Ánh" }
    })
}

/// The beginning of a birth registration (1.001193) over a form.
pub fn a_beginning(form: Value) -> Beginning {
    Beginning {
        procedure: "1.001193".parse().expect("the national code of birth registration"),
        channel: Channel::Direct,
        assistance: Assistance::DoneFor,
        form,
    }
}

/// The `n`-th paper, handed over as the certificate of live birth.
pub fn handed(n: u32, bytes: &[u8]) -> Handed<'_> {
    Handed {
        component: "giay-chung-sinh".parse().expect("a component's name"),
        name: Line::new(&format!("giay-{n}")),
        bytes,
    }
}

/// A dossier that is about to be begun.
pub struct ADossier {
    form: Value,
    pages: u32,
}

/// A dossier of which a test knows everything.
#[derive(Debug, Clone)]
pub struct TestDossier {
    /// Its id.
    pub dossier: DossierId,
    /// The code on the resident's paper.
    pub code: ProvisionalCode,
    /// Edition of its draft.
    pub edition: u32,
    /// Its pages with the bytes that were handed over.
    pub pages: Vec<(PageId, Vec<u8>)>,
    /// The revision that was sealed last; `None` for a draft.
    pub submission: Option<SubmissionId>,
}

/// A dossier for a birth certificate, complete but for pages.
pub fn a_birth_dossier() -> ADossier {
    ADossier { form: a_form(), pages: 0 }
}

impl ADossier {
    /// With so many papers.
    #[must_use]
    pub fn with_pages(mut self, pages: u32) -> Self {
        self.pages = pages;
        self
    }

    /// With this form instead of the complete one.
    #[must_use]
    pub fn with_form(mut self, form: Value) -> Self {
        self.form = form;
        self
    }

    /// Handed in by this person.
    #[must_use]
    pub fn of(mut self, name: &str) -> Self {
        if let Some(written) = self.form.pointer_mut("/submitter/name") {
            *written = json!(name);
        }
        self
    }

    /// As a draft on a desk.
    pub fn begun(self, desk: &TestDesk) -> TestDossier {
        let begun = dossiers::begin(desk, desk.actor(), a_beginning(self.form));
        let Begun { dossier, provisional_code, edition } = begun.expect("a dossier is begun");
        let pages = (1..=self.pages).map(|n| attach(desk, dossier, n)).collect();
        TestDossier { dossier, code: provisional_code, edition, pages, submission: None }
    }

    /// Submitted on a desk.
    pub fn sealed(self, desk: &TestDesk) -> TestDossier {
        let mut dossier = self.begun(desk);
        dossier.submit(desk);
        dossier
    }
}

fn attach(desk: &TestDesk, dossier: DossierId, n: u32) -> (PageId, Vec<u8>) {
    let bytes = a_paper(n);
    let attached = pages::attach(desk, desk.actor(), dossier, handed(n, &bytes));
    (attached.expect("a page is attached").page, bytes)
}

impl TestDossier {
    /// Attaches the `n`-th paper.
    pub fn attach(&mut self, desk: &TestDesk, n: u32) {
        self.pages.push(attach(desk, self.dossier, n));
    }

    /// Saves a form over the latest edition.
    pub fn save(&mut self, desk: &TestDesk, form: Value) {
        let saved = drafts::save(desk, desk.actor(), self.dossier, self.edition, form);
        self.edition = saved.expect("a draft is saved");
    }

    /// Submits it.
    pub fn submit(&mut self, desk: &TestDesk) {
        let submitted = submissions::submit(desk, desk.actor(), self.dossier);
        self.submission = Some(submitted.expect("a dossier is submitted").submission);
    }

    /// Whether the desk gives every page back as it was handed over.
    pub fn reads_back(&self, desk: &desk::Desk) -> bool {
        let same = |(page, bytes): &(PageId, Vec<u8>)| {
            pages::read(desk, self.dossier, *page).is_ok_and(|(_, read)| read == *bytes)
        };
        self.pages.iter().all(same)
    }
}
