//! Where the bench works: a folder of its own under the target folder, gone when it ends.

use std::fs;
use std::path::{Path, PathBuf};

use crate::instrument::Instrument;
use crate::peers;
use crate::programs;
use crate::tls::Tls;
use crate::wanted::Wanted;

/// Everything that runs share.
pub struct Field {
    /// Makes the weather.
    pub instrument: Instrument,
    /// The certificate of the day.
    pub tls: Tls,
    /// Where the peers' scripts and their packages are.
    pub peers: PathBuf,
    /// Why the packages are not there, if they were wanted.
    pub without_packages: Option<String>,
    /// Where `nopho` and `nopho-portal` are.
    pub programs: PathBuf,
    /// Whether somebody else is on the line of each run.
    pub has_neighbour: bool,
    /// A folder for whatever is made on the way.
    pub work: PathBuf,
}

impl Field {
    /// Builds the programs, installs the peers' packages, and makes the folder.
    pub fn new(instrument: Instrument, wanted: &Wanted) -> Self {
        let target = programs::target();
        let foul = target.join("foul");
        clear(&foul);
        let work = foul.join(format!("run-{}", std::process::id()));
        fs::create_dir_all(&work).unwrap();
        if !wanted.is_built {
            programs::build(wanted.is_portable);
        }
        let peers = foul.join("peers");
        peers::copied_to(&peers);
        let wants_packages = wanted.idle.is_none() && wanted.has_contestant("tus");
        let without_packages = if wants_packages { peers::install(&peers).err() } else { None };
        let tls = Tls::made_in(&work);
        let programs = target.join("release");
        let has_neighbour = wanted.has_neighbour;
        Self { instrument, tls, peers, without_packages, programs, has_neighbour, work }
    }

    /// One of the two programs.
    pub fn program(&self, name: &str) -> PathBuf {
        self.programs.join(name)
    }
}

impl Field {
    /// The same, with a folder and an instrument of its own: for what is run beside other things.
    pub fn beside(&self, number: u32) -> Self {
        let work = self.work.join(format!("beside-{number}"));
        fs::create_dir_all(&work).unwrap();
        Self {
            instrument: self.instrument.beside(number),
            tls: self.tls.clone(),
            peers: self.peers.clone(),
            without_packages: self.without_packages.clone(),
            programs: self.programs.clone(),
            has_neighbour: self.has_neighbour,
            work,
        }
    }
}

impl Drop for Field {
    fn drop(&mut self) {
        // What failed is worth a look.
        if !std::thread::panicking() {
            let _ = fs::remove_dir_all(&self.work);
        }
    }
}

/// Takes away what benches left that were killed or failed.
fn clear(foul: &Path) {
    for entry in fs::read_dir(foul).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let owner = name.strip_prefix("run-").map(|number| Path::new("/proc").join(number));
        if owner.is_some_and(|owner| !owner.exists()) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}
