//! Unlocking a data folder: the keys file and the operating system's keyring.
//!
//! The crate works on the bytes of the keys file and never touches a file: the two copies are
//! read and written through `files`. It draws no random bytes and reads no clock.
//!
//! A caller
//! 1. reads both copies and calls [`Keys::pick`];
//! 2. calls [`Keys::unlock`], with the keyring first, then the passphrase, then the recovery
//!    secret;
//! 3. writes the copy that [`Picked::mend`] names, *after* the unlock, because only the data
//!    key can tell a whole copy from a forged one;
//! 4. after every change writes [`Keys::to_bytes`] to the first copy and then to the second,
//!    each through a temporary file, so that one of them is whole at any moment.
//!
//! # Who is stopped, and who is not yet
//!
//! | Who | Stopped by | Not stopped |
//! |---|---|---|
//! | A thief with the disk or a copy of the folder | Nothing in the folder is in clear; each passphrase tried costs 64 MiB and three passes of Argon2id | A guessable passphrase. With the keyring slot: whoever can log in to the stolen machine |
//! | A colleague on the same account of the operating system | Without a keyring slot: the passphrase, once the program is closed | With a keyring slot nothing: it opens without a question. Operators' own slots will come |
//! | A program that runs as the same user | Nothing | It can ask the keyring as we do, and read our memory |
//! | Nobody: the profile, and the keyring with it, is lost | Passphrase and recovery slots do not depend on the machine | A folder whose only slot is the keyring is lost with it |
//! | Someone who changes the keys file (another recovery recipient, a slot of theirs, weaker stretching) | The tag under a key derived from the data key, checked at each unlock and before each change; slots are bound to folder and place | Deleting both copies: that is what backups are for |
//! | Someone who puts an old, once valid keys file back | Nothing here | A passphrase that was changed opens again. The store can remember [`Keys::generation`] and compare |
//! | Someone who knew a passphrase or slot that was removed, and kept the old file | Nothing: the data key is the same | Needs a new data key, which means writing everything anew |
//! | Whoever finds the recovery card | Without the folder it opens nothing | With the folder it opens everything |
//! | Power cut while the keys file is written | Two copies, each with its checksum | |

pub mod keychain;
pub mod keys;

pub use keychain::{Keychain, KeychainError, OsKeychain};
pub use keys::{
    FolderId, Keys, KeysCopy, KeysError, NewPassphrase, NewSlot, Picked, Slot, SlotId, SlotKind,
    Unlock, UnlockError, Way, keyring_account,
};

#[cfg(any(test, feature = "memory"))]
pub use keychain::MemoryKeychain;
