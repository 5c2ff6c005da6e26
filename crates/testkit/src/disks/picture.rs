//! What a disk holds at one moment, twice over: as programs see it, and as it lies on the platter.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use files::{Disk, OsDisk};

use super::forgetful::ForgetfulDisk;
use crate::luck::SeededLuck;

/// What becomes of everything that nobody has synced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PowerCut {
    /// Only the process dies: nothing is lost.
    NothingLost,
    /// Neither bytes nor names arrived.
    LoseAllUnsynced,
    /// Every name arrived, no byte did: new files are empty, and files that were cut are short.
    NamesWithoutBytes,
    /// By this seed, some names arrived in any combination, and of what was written to each file
    /// nothing, a beginning, NULs in its place, or all.
    Torn(u64),
}

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Node {
    Folder,
    File(u32),
}

/// Names, from the home of the disk.
pub(crate) type Names = BTreeMap<PathBuf, Node>;

/// Bytes of one file. Copies are cheap: nobody changes bytes that a picture holds.
#[derive(Debug, Clone, Default)]
pub(crate) struct Bytes {
    pub(crate) seen: Arc<Vec<u8>>,
    pub(crate) kept: Arc<Vec<u8>>,
    /// So many bytes at the beginning of both are the same ones, never written since the last sync.
    firm: usize,
}

impl Bytes {
    /// Bytes that lie on the platter as programs see them.
    pub(crate) fn synced(bytes: Arc<Vec<u8>>) -> Self {
        Self { firm: bytes.len(), seen: Arc::clone(&bytes), kept: bytes }
    }

    pub(crate) fn sync(&mut self) {
        *self = Self::synced(Arc::clone(&self.seen));
    }

    pub(crate) fn write(&mut self, bytes: &[u8]) {
        Arc::make_mut(&mut self.seen).extend_from_slice(bytes);
    }

    pub(crate) fn cut(&mut self, length: usize) {
        Arc::make_mut(&mut self.seen).truncate(length);
        self.firm = self.firm.min(length);
    }

    fn is_synced(&self) -> bool {
        self.seen == self.kept && self.firm == self.kept.len()
    }

    fn split(&self) -> (&[u8], &[u8]) {
        self.seen.split_at_checked(self.firm).unwrap_or((&self.seen, &[]))
    }
}

/// A change of names in one folder that waits for the folder's sync.
#[derive(Debug, Clone)]
pub(crate) struct Change {
    pub(crate) folder: PathBuf,
    pub(crate) gone: Option<PathBuf>,
    pub(crate) come: Option<(PathBuf, Node)>,
}

/// One moment of a disk, from which the state after a power cut can be made.
#[derive(Debug, Clone, Default)]
pub struct Picture {
    /// The call that came next, such as `sync data/keys.new`.
    pub before: String,
    pub(crate) kept: Names,
    pub(crate) waiting: Vec<Change>,
    pub(crate) files: BTreeMap<u32, Bytes>,
    /// Files that did not come through the disk: SQLite's, which syncs them itself.
    pub(crate) others: BTreeMap<PathBuf, Arc<Vec<u8>>>,
}

impl Picture {
    /// The names as programs see them.
    pub(crate) fn seen(&self) -> Names {
        self.names(|_| true)
    }

    fn names(&self, mut arrives: impl FnMut(&Change) -> bool) -> Names {
        let mut names = self.kept.clone();
        self.waiting
            .iter()
            .filter(|change| arrives(change))
            .for_each(|change| change.apply(&mut names));
        names
    }

    /// What is left after a cut.
    pub fn remains(&self, cut: PowerCut) -> Remains {
        let luck = SeededLuck::new(if let PowerCut::Torn(seed) = cut { seed } else { 0 });
        let names = self.names(|_| match cut {
            PowerCut::LoseAllUnsynced => false,
            PowerCut::NothingLost | PowerCut::NamesWithoutBytes => true,
            PowerCut::Torn(_) => luck.below(2) == 0,
        });
        let content = |node| match node {
            Node::Folder => None,
            Node::File(file) => Some(self.bytes_after(file, cut, &luck)),
        };
        let files = names.into_iter().map(|(name, node)| (name, content(node)));
        let others = self.others.iter().map(|(name, bytes)| (name.clone(), Some(bytes.clone())));
        let all: BTreeMap<_, _> = files.chain(others).collect();

        // Parents sort before what lies in them; what has lost its folder is lost with it.
        let mut left = BTreeMap::new();
        for (name, content) in all {
            let parent = name.parent().unwrap_or(Path::new(""));
            if parent == Path::new("") || left.get(parent) == Some(&None) {
                left.insert(name, content);
            }
        }
        Remains(left)
    }

    fn bytes_after(&self, file: u32, cut: PowerCut, luck: &SeededLuck) -> Arc<Vec<u8>> {
        let bytes = self.files.get(&file).cloned().unwrap_or_default();
        if bytes.is_synced() {
            return bytes.kept;
        }
        match cut {
            PowerCut::NothingLost => bytes.seen,
            PowerCut::LoseAllUnsynced => bytes.kept,
            PowerCut::NamesWithoutBytes => Arc::new(bytes.split().0.to_vec()),
            PowerCut::Torn(_) => torn(bytes, luck),
        }
    }
}

fn torn(bytes: Bytes, luck: &SeededLuck) -> Arc<Vec<u8>> {
    let (firm, written) = bytes.split();
    let half = written.iter().take(written.len() / 2).copied();
    match luck.below(4) {
        0 => bytes.kept,
        1 => Arc::new(firm.iter().copied().chain(half).collect()),
        2 => Arc::new([firm, &vec![0; written.len()]].concat()),
        _ => bytes.seen,
    }
}

/// What is found after a power cut: folders, and files with their bytes. Two that are equal need
/// to be looked at only once.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Remains(BTreeMap<PathBuf, Option<Arc<Vec<u8>>>>);

impl Remains {
    /// Lays it down in an empty folder and gives a disk over it.
    #[expect(clippy::disallowed_methods, reason = "the platter of a test's disk")]
    pub fn laid_in(&self, home: &Path) -> ForgetfulDisk {
        for (name, bytes) in &self.0 {
            let path = home.join(name);
            match bytes {
                None => OsDisk.create_folder(&path),
                Some(bytes) => fs::write(path, bytes.as_slice()),
            }
            .expect("the temporary folder takes it");
        }
        ForgetfulDisk::at(home)
    }

    /// The bytes under a name; `None` when there is no such file.
    pub fn file(&self, name: &str) -> Option<&[u8]> {
        self.0.get(Path::new(name))?.as_ref().map(|bytes| bytes.as_slice())
    }
}

impl Change {
    pub(crate) fn apply(&self, names: &mut Names) {
        if let Some(gone) = &self.gone {
            names.remove(gone);
        }
        if let Some((name, node)) = &self.come {
            names.insert(name.clone(), *node);
        }
    }
}
