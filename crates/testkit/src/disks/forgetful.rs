//! A disk that forgets, when the power goes, whatever nobody has synced.
//!
//! ```text
//!             as programs see it                 as it lies on the platter
//! bytes       written ──NewBytes::sync──────────► kept
//! names       created, renamed, removed
//!                     ──sync_folder of the parent─► kept
//! ```
//!
//! What programs see lies in a real folder, because SQLite opens its files there by itself. Files
//! that never came through the disk are SQLite's (and the lock's): it syncs them itself, so they
//! count as kept as they lie. Their *names* are watched from the moment that the store renames or
//! removes them.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use files::{Disk, NewBytes, OldBytes, OsDisk, SyncPoint};

use super::picture::{Bytes, Change, Node, Picture, PowerCut};

/// What a power cut leaves of these does not matter: they are made anew.
const FLEETING: [&str; 2] = ["lock", "holder.json"];
/// The ending of what SQLite shares between processes; fleeting too.
const SHARED: &str = ".db-shm";
/// What the names hold of the files that SQLite writes by itself, and of copies of them.
const SQLITES: &str = ".db";

/// A disk over a real folder, its home. Clones are the same disk.
#[derive(Clone)]
pub struct ForgetfulDisk {
    home: PathBuf,
    deaf_to: Option<SyncPoint>,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    now: Picture,
    /// Where SQLite's files whose names are watched lie now.
    sqlites: BTreeMap<u32, PathBuf>,
    heard: Vec<SyncPoint>,
    album: Option<Vec<Picture>>,
}

impl ForgetfulDisk {
    /// A disk whose home is a folder that exists; what lies there counts as kept.
    pub fn at(home: &Path) -> Self {
        let mut now = Picture::default();
        for path in paths_below(home) {
            let name = inside(home, &path);
            if path.is_dir() {
                now.kept.insert(name, Node::Folder);
            } else if !is_sqlites(&path) && !is_fleeting(&path) {
                let bytes = Arc::new(fs::read(&path).expect("a file of the temporary folder"));
                let file = now.add(Bytes::synced(bytes));
                now.kept.insert(name, Node::File(file));
            }
        }
        let state = State { now, ..State::default() };
        Self { home: home.to_owned(), deaf_to: None, state: Arc::new(Mutex::new(state)) }
    }

    /// The same disk, on which syncs at this point do nothing.
    #[must_use]
    pub fn deaf_to(mut self, point: SyncPoint) -> Self {
        self.deaf_to = Some(point);
        self
    }

    /// The same disk, which takes a picture of itself before every call that could matter.
    #[must_use]
    pub fn watched(self) -> Self {
        self.state().album = Some(Vec::new());
        self
    }

    /// The pictures taken since the last time that somebody asked.
    pub fn pictures(&self) -> Vec<Picture> {
        self.state().album.as_mut().map(std::mem::take).unwrap_or_default()
    }

    /// A picture of this moment.
    pub fn picture(&self, before: &str) -> Picture {
        self.state().picture(&self.home, before)
    }

    /// Takes the power away, and gives the disk as it is found afterwards, in an empty folder.
    #[must_use]
    pub fn power_cut(&self, cut: PowerCut, home: &Path) -> Self {
        self.picture("the cut").remains(cut).laid_in(home)
    }

    /// Every sync that was asked for, in order, even where the disk is deaf.
    pub fn heard(&self) -> Vec<SyncPoint> {
        self.state().heard.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a picture, if this disk is watched, before a call on a path.
    fn watch(&self, call: &str, path: &Path) -> MutexGuard<'_, State> {
        let mut state = self.state();
        if state.album.is_some() {
            let label = format!("{call} {}", inside(&self.home, path).display());
            let picture = state.picture(&self.home, &label);
            state.album.as_mut().expect("it was there a moment ago").push(picture);
        }
        state
    }
}

impl State {
    fn picture(&self, home: &Path, before: &str) -> Picture {
        let mut picture = self.now.clone();
        before.clone_into(&mut picture.before);
        let read = |path: &Path| Arc::new(fs::read(path).unwrap_or_default());
        for (file, path) in &self.sqlites {
            picture.files.insert(*file, Bytes::synced(read(path)));
        }
        let seen = picture.seen();
        for path in paths_below(home).into_iter().filter(|path| path.is_file()) {
            let name = inside(home, &path);
            if !is_fleeting(&path) && !seen.contains_key(&name) {
                picture.others.insert(name, read(&path));
            }
        }
        picture
    }

    /// The node under a name; a file of SQLite's is watched from now on.
    fn node(&mut self, home: &Path, path: &Path) -> Option<Node> {
        let name = inside(home, path);
        if let Some(node) = self.now.seen().get(&name) {
            return Some(*node);
        }
        if !path.is_file() {
            return None;
        }
        let file = self.now.add(Bytes::default());
        self.sqlites.insert(file, path.to_owned());
        self.now.kept.insert(name, Node::File(file));
        Some(Node::File(file))
    }

    /// Takes down the last bytes of a file of SQLite's that is about to lose its name.
    fn last_bytes(&mut self, node: Option<Node>) {
        let Some(Node::File(file)) = node else { return };
        if let Some(path) = self.sqlites.remove(&file) {
            let bytes = Arc::new(fs::read(path).unwrap_or_default());
            self.now.files.insert(file, Bytes::synced(bytes));
        }
    }

    fn wait(&mut self, home: &Path, gone: Option<&Path>, come: Option<(&Path, Node)>) {
        let path = gone.or(come.map(|(path, _)| path)).expect("a change changes something");
        self.now.waiting.push(Change {
            folder: inside(home, path.parent().unwrap_or(home)),
            gone: gone.map(|path| inside(home, path)),
            come: come.map(|(path, node)| (inside(home, path), node)),
        });
    }
}

impl Picture {
    fn add(&mut self, bytes: Bytes) -> u32 {
        let file = self.files.keys().last().map_or(0, |last| last + 1);
        self.files.insert(file, bytes);
        file
    }
}

struct Writing {
    disk: ForgetfulDisk,
    path: PathBuf,
    file: u32,
    real: Box<dyn NewBytes>,
}

impl Write for Writing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.real.write(bytes)?;
        let mut state = self.disk.state();
        let file = state.now.files.entry(self.file).or_default();
        file.write(bytes.get(..count).unwrap_or(bytes));
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.real.flush()
    }
}

impl NewBytes for Writing {
    fn sync(&mut self, point: SyncPoint) -> io::Result<()> {
        let mut state = self.disk.watch(&format!("{point:?}"), &self.path);
        state.heard.push(point);
        if self.disk.deaf_to != Some(point) {
            state.now.files.entry(self.file).or_default().sync();
        }
        Ok(())
    }
}

impl Disk for ForgetfulDisk {
    fn create(&self, path: &Path) -> io::Result<Box<dyn NewBytes>> {
        let mut state = self.watch("create", path);
        let real = OsDisk.create(path)?;
        let file = state.now.add(Bytes::default());
        state.wait(&self.home, None, Some((path, Node::File(file))));
        drop(state);
        Ok(Box::new(Writing { disk: self.clone(), path: path.to_owned(), file, real }))
    }

    fn append_at(&self, path: &Path, offset: u64) -> io::Result<Box<dyn NewBytes>> {
        let mut state = self.watch("append", path);
        let there = state.node(&self.home, path);
        let real = OsDisk.append_at(path, offset)?;
        let file = if let Some(Node::File(file)) = there {
            let length = usize::try_from(offset).unwrap_or(usize::MAX);
            state.now.files.entry(file).or_default().cut(length);
            file
        } else {
            let file = state.now.add(Bytes::default());
            state.wait(&self.home, None, Some((path, Node::File(file))));
            file
        };
        drop(state);
        Ok(Box::new(Writing { disk: self.clone(), path: path.to_owned(), file, real }))
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn OldBytes>> {
        OsDisk.open(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut state = self.watch("rename", from);
        let (node, replaced) = (state.node(&self.home, from), state.node(&self.home, to));
        state.last_bytes(replaced);
        OsDisk.rename(from, to)?;
        let node = node.ok_or(io::ErrorKind::NotFound)?;
        if let Node::File(file) = node
            && let Some(path) = state.sqlites.get_mut(&file)
        {
            to.clone_into(path);
        }
        state.wait(&self.home, Some(from), Some((to, node)));
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let mut state = self.watch("remove", path);
        let node = state.node(&self.home, path);
        state.last_bytes(node);
        OsDisk.remove(path)?;
        state.wait(&self.home, Some(path), None);
        Ok(())
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        let mut state = self.watch("create folder", path);
        OsDisk.create_folder(path)?;
        if state.node(&self.home, path).is_none() {
            state.wait(&self.home, None, Some((path, Node::Folder)));
        }
        Ok(())
    }

    fn sync_folder(&self, path: &Path, point: SyncPoint) -> io::Result<()> {
        let mut state = self.watch(&format!("{point:?}"), path);
        state.heard.push(point);
        if self.deaf_to == Some(point) {
            return Ok(());
        }
        let folder = inside(&self.home, path);
        let waiting = std::mem::take(&mut state.now.waiting);
        let (synced, waiting): (Vec<Change>, _) =
            waiting.into_iter().partition(|change| change.folder == folder);
        state.now.waiting = waiting;
        for change in synced {
            change.apply(&mut state.now.kept);
        }
        Ok(())
    }

    fn list(&self, path: &Path) -> io::Result<Vec<PathBuf>> {
        OsDisk.list(path)
    }

    fn exists(&self, path: &Path) -> bool {
        OsDisk.exists(path)
    }
}

/// A path as the platter names it, from the home.
fn inside(home: &Path, path: &Path) -> PathBuf {
    path.strip_prefix(home).expect("the disk is asked for paths in its home").components().collect()
}

/// Everything below a folder, parents before what lies in them.
fn paths_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in OsDisk.list(folder).expect("the temporary folder can be listed") {
        let below = if path.is_dir() { paths_below(&path) } else { Vec::new() };
        found.push(path);
        found.extend(below);
    }
    found
}

fn name_of(path: &Path) -> &str {
    path.file_name().and_then(|name| name.to_str()).unwrap_or_default()
}

fn is_sqlites(path: &Path) -> bool {
    name_of(path).contains(SQLITES)
}

fn is_fleeting(path: &Path) -> bool {
    FLEETING.contains(&name_of(path)) || name_of(path).ends_with(SHARED)
}

#[cfg(test)]
#[path = "forgetful_tests.rs"]
mod tests;
