//! Keys and envelopes as pure functions.
//!
//! Everything secret in the program is made, derived, sealed or compared here:
//!
//! - [`data_key`]: the one random key of a data folder and all that is derived from it;
//! - [`identity`], [`envelope`]: age identities and what is sealed to them;
//! - [`slot`], [`passphrase`], [`recovery`]: the ways in which a data key is kept;
//! - [`chain`]: the journal's evidence;
//! - [`signature`], [`jws`]: who said something, and the form in which it is said;
//! - [`enrolment`]: the code by which a desk and a gateway come to trust each other;
//! - [`gateway_key`]: the one random key of a gateway's data folder;
//! - [`mod@hash`]: SHA-256 of what is kept and sent.
//!
//! The crate opens no file, asks no keyring and reads no clock. Random bytes are handed in; only
//! age draws its own, for the file key and the ephemeral share of each envelope. No secret has a
//! `Debug` or `Display` that shows it, and each is wiped from memory when it is dropped, as far
//! as the libraries below allow: copies that the optimiser or a library's inner state leaves
//! behind are not promised to be gone.

pub mod chain;
pub mod data_key;
pub mod enrolment;
pub mod envelope;
pub mod gateway_key;
pub mod hash;
pub mod identity;
pub mod jws;
pub mod key_file;
pub mod passphrase;
pub mod recovery;
pub mod signature;
pub mod slot;

mod card;
mod derive;
mod label;
mod sure;
mod text;

pub use chain::{ChainHash, DossierMac, JournalKey};
pub use data_key::{DataKey, KeyCheck, KeysMacKey, StoreKey};
pub use enrolment::{EnrolmentCode, Mac};
pub use envelope::{OpenError, Opener, SealError, Sealer};
pub use gateway_key::GatewayKey;
pub use hash::{Digest, Sha256};
pub use identity::{Identity, Recipient};
pub use jws::JwsFault;
pub use passphrase::{Passphrase, Stretch};
pub use recovery::RecoverySecret;
pub use signature::{Fingerprint, PublicKey, SigningKey};
pub use slot::Kek;
