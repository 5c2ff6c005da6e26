//! What tests are made of: builders that read like sentences, a clock and luck that obey, disks
//! that forget or fail, a link that hardly exists.
//!
//! A dev-dependency only: nothing here is ever shipped. What cannot be built is a failed test, so
//! builders panic instead of giving errors.
//!
//! ```
//! use testkit::{a_birth_dossier, a_desk};
//!
//! let desk = a_desk().opened();
//! let dossier = a_birth_dossier().with_pages(2).sealed(&desk);
//! assert_eq!(dossier.pages.len(), 2);
//! ```
#![expect(
    clippy::expect_used,
    clippy::missing_panics_doc,
    reason = "a test that cannot be prepared has failed"
)]

pub mod bad_link;
pub mod clock;
pub mod desks;
pub mod disks;
pub mod dossiers;
pub mod gateway;
pub mod luck;
pub mod papers;
pub mod photos;
pub mod viewer;
pub mod world;

pub use bad_link::BadLink;
pub use clock::FakeClock;
pub use desks::{TestDesk, a_desk, a_new_desk};
pub use disks::{Call, FailingDisk, Fault, ForgetfulDisk, Picture, PowerCut, Remains, a_home};
pub use dossiers::{TestDossier, a_beginning, a_birth_dossier, a_form, handed};
pub use gateway::{FakeGateway, a_gateway};
pub use luck::SeededLuck;
pub use papers::{a_jpeg, a_paper, a_pdf};
pub use viewer::FakeViewer;
pub use world::{TestWorld, a_world};
