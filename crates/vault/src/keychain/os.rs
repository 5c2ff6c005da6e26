//! The keyring of the operating system: Credential Manager, Secret Service or Keychain.

use std::sync::LazyLock;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, channel, sync_channel};
use std::thread;
use std::time::Duration;

use data_encoding::HEXLOWER;
use keyring::v1::{Entry, Error};
use zeroize::Zeroizing;

use super::{Keychain, KeychainError};

/// The name under which all our entries stand.
const SERVICE: &str = "nop-ho";

/// A locked keyring asks its user, who may be away; the window must not wait for ever.
const PATIENCE: Duration = Duration::from_mins(1);

/// The operating system's keyring.
///
/// All calls of the process go through one thread of its own, in order: the platforms do not
/// order calls on one entry that come from two threads. Secrets are kept as hex digits, which
/// every platform's tools can show, copy and back up without changing them.
#[derive(Debug, Clone, Copy, Default)]
pub struct OsKeychain;

impl OsKeychain {
    /// Gives access to the keyring, without asking it anything yet.
    pub fn new() -> Self {
        Self
    }
}

impl Keychain for OsKeychain {
    fn get(&self, account: &str) -> Result<Option<Zeroizing<Vec<u8>>>, KeychainError> {
        ask(account, Deed::Get)
    }

    fn set(&self, account: &str, secret: &[u8]) -> Result<(), KeychainError> {
        let digits = Zeroizing::new(HEXLOWER.encode(secret));
        ask(account, Deed::Set(digits)).map(|_| ())
    }

    fn delete(&self, account: &str) -> Result<(), KeychainError> {
        ask(account, Deed::Delete).map(|_| ())
    }
}

type Answer = Result<Option<Zeroizing<Vec<u8>>>, KeychainError>;

enum Deed {
    Get,
    Set(Zeroizing<String>),
    Delete,
}

struct Question {
    account: String,
    deed: Deed,
    reply: SyncSender<Answer>,
}

static OWNER: LazyLock<Option<Sender<Question>>> = LazyLock::new(|| {
    let (sender, questions) = channel();
    let thread = thread::Builder::new().name("keyring".to_owned());
    thread.spawn(move || answer_all(&questions)).ok().map(|_| sender)
});

fn ask(account: &str, deed: Deed) -> Answer {
    let owner = OWNER.as_ref().ok_or(KeychainError::Failed("no-thread"))?;
    let (reply, answer) = sync_channel(1);
    owner
        .send(Question { account: account.to_owned(), deed, reply })
        .map_err(|_| KeychainError::Failed("thread-ended"))?;
    match answer.recv_timeout(PATIENCE) {
        Ok(answer) => answer,
        Err(RecvTimeoutError::Timeout) => Err(KeychainError::Locked),
        Err(RecvTimeoutError::Disconnected) => Err(KeychainError::Failed("thread-ended")),
    }
}

fn answer_all(questions: &Receiver<Question>) {
    for Question { account, deed, reply } in questions {
        // Whoever asked may have given up waiting.
        let _ = reply.send(answer(&account, deed));
    }
}

fn answer(account: &str, deed: Deed) -> Answer {
    let entry = Entry::new(SERVICE, account).map_err(|error| refusal(&error))?;
    let outcome = match deed {
        Deed::Get => entry.get_secret().map(|digits| decoded(&Zeroizing::new(digits))),
        Deed::Set(digits) => entry.set_secret(digits.as_bytes()).map(|()| None),
        Deed::Delete => entry.delete_credential().map(|()| None),
    };
    match outcome {
        Err(Error::NoEntry) => Ok(None),
        outcome => outcome.map_err(|error| refusal(&error)),
    }
}

/// An entry that is not hex digits is not ours, which is as if there were none.
fn decoded(digits: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    HEXLOWER.decode(digits).ok().map(Zeroizing::new)
}

fn refusal(error: &Error) -> KeychainError {
    match error {
        Error::NoDefaultStore => KeychainError::Missing,
        Error::NoStorageAccess(_) => KeychainError::Locked,
        Error::NoEntry => KeychainError::Failed("no-entry"),
        Error::PlatformFailure(_) => KeychainError::Failed("platform"),
        Error::BadEncoding(_) | Error::BadDataFormat(..) => KeychainError::Failed("bad-entry"),
        Error::BadStoreFormat(_) => KeychainError::Failed("bad-store"),
        Error::Ambiguous(_) => KeychainError::Failed("ambiguous"),
        Error::TooLong(..) | Error::Invalid(..) | Error::NotSupportedByStore(_) => {
            KeychainError::Failed("unsupported")
        }
        _ => KeychainError::Failed("unknown"),
    }
}

/// These ask a real Secret Service and are skipped unless `NOPHO_TEST_KEYRING` says in which
/// state it is: `1` (unlocked), `locked` or `absent`. In a session of its own, unlocked:
///
/// ```sh
/// export HOME=$(mktemp -d) XDG_RUNTIME_DIR=$(mktemp -d); unset DISPLAY
/// NOPHO_TEST_KEYRING=1 dbus-run-session -- bash -c 'echo -n pw |
///   gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec "$@"' _ \
///   cargo nextest run -p vault os_keychain
/// ```
///
/// `locked` wants an entry for [`ACCOUNT`] from an earlier session of the same home, and a daemon
/// that is started with `--start` and not unlocked; `absent` wants no session bus.
#[cfg(test)]
mod tests {
    use super::*;

    const ACCOUNT: &str = "00112233445566778899aabbccddeeff";

    fn keyring_is(state: &str) -> bool {
        let is = std::env::var("NOPHO_TEST_KEYRING").is_ok_and(|told| told == state);
        if !is {
            println!("skipped: NOPHO_TEST_KEYRING is not {state:?}");
        }
        is
    }

    #[test]
    fn os_keychain_keeps_replaces_and_forgets_when_it_is_unlocked() {
        if !keyring_is("1") {
            return;
        }
        let keychain = OsKeychain::new();
        let kept = || keychain.get(ACCOUNT).unwrap().map(|secret| secret.to_vec());
        let binary: Vec<u8> = (0..=255).collect();

        assert_eq!(kept(), None, "a new keyring has no entry, which is no error");
        keychain.delete(ACCOUNT).unwrap();
        keychain.set(ACCOUNT, &binary).unwrap();
        assert_eq!(kept(), Some(binary), "every byte comes back");
        keychain.set(ACCOUNT, &[7; 32]).unwrap();
        assert_eq!(kept(), Some(vec![7; 32]), "the newer takes the older's place");
        let other = keychain.get("ffeeddccbbaa99887766554433221100").unwrap();
        assert!(other.is_none(), "another folder's account is another entry");
        keychain.delete(ACCOUNT).unwrap();
        assert_eq!(kept(), None, "it is forgotten");
    }

    #[test]
    fn os_keychain_answers_everybody_when_many_threads_ask() {
        if !keyring_is("1") {
            return;
        }
        let account = "0123456789abcdef0123456789abcdef";

        thread::scope(|scope| {
            for writer in 0..8_u8 {
                scope.spawn(move || OsKeychain.set(account, &[writer; 32]).unwrap());
            }
        });

        let kept = OsKeychain.get(account).unwrap().unwrap();
        assert!(kept.len() == 32 && kept.iter().all(|&byte| byte == kept[0]), "one of the eight");
        OsKeychain.delete(account).unwrap();
        assert!(OsKeychain.get(account).unwrap().is_none(), "there was one entry, not several");
    }

    #[test]
    fn os_keychain_says_so_when_it_is_locked() {
        if !keyring_is("locked") {
            return;
        }

        let set = OsKeychain.set("ffeeddccbbaa99887766554433221100", &[7; 32]);
        let get = OsKeychain.get(ACCOUNT);

        assert_eq!(set, Err(KeychainError::Locked), "nobody is there to unlock it");
        let kept = get.map(|secret| secret.is_some());
        assert_eq!(kept, Err(KeychainError::Locked), "a locked entry is not a missing one");
    }

    #[test]
    fn os_keychain_says_so_when_there_is_none() {
        if !keyring_is("absent") {
            return;
        }

        let get = OsKeychain.get(ACCOUNT).unwrap_err();

        assert_eq!(get, KeychainError::Missing, "no Secret Service on the bus, or no bus");
    }

    #[test]
    fn foreign_entry_counts_as_none_when_it_is_not_hex() {
        assert!(decoded(b"c0ffee").is_some(), "ours are hex digits");
        assert!(decoded(b"my old password").is_none(), "this one is not ours");
    }
}
