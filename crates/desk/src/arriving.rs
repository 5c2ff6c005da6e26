//! Result files that are on their way in: what came before the line broke, for the next try.
//!
//! ```text
//! arriving/<blind name>    length, piece, length, piece, …    a length has 4 bytes, big-endian
//! ```
//!
//! A sealed file cannot be added to, so what comes is sealed piece by piece, each to the dossier's own
//! identity. Nobody was told that any of it is kept, so nothing is synced: a piece that a kill or a
//! power cut has torn is cut off, and only the hash of the whole says that the pieces are right. Where
//! no piece can be written the file comes in all the same, and begins anew if the line breaks.

use std::collections::BTreeSet;
use std::io::{self, Read};

use files::Doing;
use machine::failpoint;
use seal::hash::Sha256;
use seal::{Identity, envelope};
use store::{StoreError, dossiers, results};

use crate::error::DeskError;
use crate::session::Desk;

/// Where they lie in the data folder.
const ARRIVING: &str = "arriving";
/// How many bytes may be lost at a kill. A line that breaks loses none.
const PIECE: usize = 256 * 1024;
/// No sealed piece of ours is longer.
const LONGEST_SEALED: u32 = 2 * 256 * 1024;

/// A result file of which the beginning is here.
pub(crate) struct Arriving<'d> {
    desk: &'d Desk,
    identity: &'d Identity,
    of: Sha256,
    name: String,
    plain: Vec<u8>,
    /// How much of `plain` lies in the file for good; a short last piece is sealed anew with what follows.
    noted: usize,
    /// How long the file is, up to there.
    length: u64,
    /// How much of the result the file holds, be it of this try or of an earlier one; `None`: nobody has
    /// looked yet.
    held: Option<usize>,
    /// Whether the file belongs to what is coming in now.
    is_ours: bool,
}

impl<'d> Arriving<'d> {
    /// Begins anew. What an earlier try has left stays until more has come.
    pub(crate) fn anew(desk: &'d Desk, identity: &'d Identity, of: &Sha256) -> Self {
        let name = identity.blind_name(of);
        let plain = Vec::new();
        Self {
            desk,
            identity,
            of: *of,
            name,
            plain,
            noted: 0,
            length: 0,
            held: None,
            is_ours: false,
        }
    }

    /// Takes up what an earlier try has left, up to the first piece that is torn.
    ///
    /// # Errors
    /// When the file is there and cannot be read.
    pub(crate) fn found(
        desk: &'d Desk,
        identity: &'d Identity,
        of: &Sha256,
    ) -> Result<Self, DeskError> {
        let mut found = Self::anew(desk, identity, of);
        let name = format!("{ARRIVING}/{}", found.name);
        if let Some(mut file) = desk.folder().open(&name)? {
            while let Some(sealed) = next(&mut file).doing("read what has arrived")? {
                let Ok(plain) = envelope::open(identity, &sealed) else { break };
                let is_short = plain.len() < PIECE;
                found.plain.extend(plain);
                if is_short {
                    break;
                }
                found.noted = found.plain.len();
                found.length = found.length.saturating_add(framed_length(&sealed));
            }
        }
        (found.held, found.is_ours) = (Some(found.plain.len()), true);
        Ok(found)
    }

    /// All that is here.
    pub(crate) fn plain(&self) -> &[u8] {
        &self.plain
    }

    /// How much is here.
    pub(crate) fn size(&self) -> u64 {
        self.plain.len() as u64
    }

    /// Takes in what comes, up to one byte more than `most`, which is enough to know better. If it
    /// breaks off, what came is noted down for the next try.
    pub(crate) fn take_in(&mut self, bytes: &mut dyn Read, most: u64) -> io::Result<()> {
        loop {
            let missing = most.saturating_add(1).saturating_sub(self.size());
            let room = PIECE - self.unnoted().len() % PIECE;
            let mut piece = Read::take(&mut *bytes, missing.min(room as u64));
            let read = piece.read_to_end(&mut self.plain);
            if read.is_err() || self.unnoted().len().is_multiple_of(PIECE) {
                self.note_down();
            }
            if read? == 0 {
                return Ok(());
            }
        }
    }

    fn unnoted(&self) -> &[u8] {
        self.plain.get(self.noted..).unwrap_or_default()
    }

    /// Where it cannot be done now, it is tried again with what comes next.
    fn note_down(&mut self) {
        let held = match self.held {
            Some(held) => held,
            None => Self::found(self.desk, self.identity, &self.of).map_or(0, |it| it.plain.len()),
        };
        self.held = Some(held);
        while self.plain.len() > held && self.note_piece().is_some() {}
    }

    /// Notes the next piece; `None` when there is none, or no room for it.
    fn note_piece(&mut self) -> Option<()> {
        let piece = self.unnoted().chunks(PIECE).next()?;
        let (size, framed) = (piece.len(), self.framed(piece)?);
        // What is left for deleting is not for this.
        self.desk.store.hold_reserve().ok()?;
        self.is_ours = true;
        self.desk.folder().note_down(ARRIVING, &self.name, self.length, &framed).ok()?;
        self.length = self.length.saturating_add(framed.len() as u64);
        self.noted = self.noted.saturating_add(size);
        self.held = Some(self.noted);
        failpoint::pass("arriving.piece-noted");
        Some(())
    }

    fn framed(&self, piece: &[u8]) -> Option<Vec<u8>> {
        let sealed = envelope::seal(&[self.identity.recipient()], piece).ok()?;
        let length = u32::try_from(sealed.len()).ok().filter(|length| *length <= LONGEST_SEALED)?;
        Some([&length.to_be_bytes()[..], &sealed].concat())
    }

    /// Throws away all that is noted down, because all of it is here; tells whether that makes room.
    pub(crate) fn makes_room(&mut self) -> bool {
        clear(self.desk, &self.name);
        self.held.take().is_some_and(|held| held > 0)
    }

    /// Throws away what was noted down of what came in. What lies here of an earlier try, and had no
    /// part in it, stays.
    pub(crate) fn forget(&self) {
        if self.is_ours {
            clear(self.desk, &self.name);
        }
    }
}

/// Throws away whatever is here of a file.
pub(crate) fn forget(desk: &Desk, identity: &Identity, of: &Sha256) {
    clear(desk, &identity.blind_name(of));
}

fn clear(desk: &Desk, name: &str) {
    // What stays is judged again with the next try, or swept away when the desk is opened.
    let _ = desk.folder().clear_all_but(ARRIVING, &|other| other != name);
}

fn framed_length(sealed: &[u8]) -> u64 {
    (size_of::<u32>() + sealed.len()) as u64
}

/// The next sealed piece; `None` at the end, be it a torn one.
fn next(file: &mut dyn Read) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; size_of::<u32>()];
    if !fill(file, &mut length)? {
        return Ok(None);
    }
    let length = u32::from_be_bytes(length);
    if length == 0 || length > LONGEST_SEALED {
        return Ok(None);
    }
    let mut sealed = vec![0; usize::try_from(length).unwrap_or(0)];
    Ok(fill(file, &mut sealed)?.then_some(sealed))
}

fn fill(file: &mut dyn Read, into: &mut [u8]) -> io::Result<bool> {
    match file.read_exact(into) {
        Ok(()) => Ok(true),
        Err(failure) if failure.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        Err(failure) => Err(failure),
    }
}

/// Sweeps away what came of results for which nobody waits any more.
pub(crate) fn sweep(desk: &Desk) -> Result<(), DeskError> {
    if desk.folder().list(ARRIVING)?.is_empty() {
        return Ok(());
    }
    let awaited: Result<BTreeSet<String>, StoreError> = desk.store.look(|view| {
        let mut names = BTreeSet::new();
        for row in results::to_fetch(view)? {
            let dossier = dossiers::get(view, row.dossier)?;
            let identity = dossier.and_then(|dossier| dossier.identity);
            names.extend(identity.map(|identity| identity.blind_name(&row.digest.sha256)));
        }
        Ok(names)
    });
    let awaited = awaited?;
    desk.folder().clear_all_but(ARRIVING, &|name| awaited.contains(name))?;
    Ok(())
}
