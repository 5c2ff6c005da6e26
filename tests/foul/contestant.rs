//! What a contestant is, and the course that it runs.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::field::Field;
use crate::freight::Freight;
use crate::kin::{Ending, Kin};
use crate::lines::Load;
use crate::stop;
use crate::wan::Wan;

/// Between a try in vain and the next one of those who are simply begun again.
const BREATH: Duration = Duration::from_secs(1);

/// Somebody who brings files over.
pub trait Contestant {
    /// By which it is chosen and shown.
    fn name(&self) -> &'static str;

    /// Whether it takes part with such a load.
    fn carries(&self, load: &Load) -> bool {
        matches!(load, Load::Pages { .. })
    }

    /// Why it cannot take part on this machine, if so.
    fn absent(&self, _field: &Field) -> Option<String> {
        None
    }

    /// Everything that is done before the clock starts.
    fn set_out(&mut self, _field: &Field, _load: &Load, _freight: &Freight) {}

    /// Begins the server.
    fn server(&self, course: &Course<'_>) -> Kin;

    /// Delivers everything, however often it has to begin.
    fn deliver(&self, course: &Course<'_>) -> Ending;

    /// Whether everything has arrived, byte for byte. The server has been ended.
    fn has_delivered(&self, course: &Course<'_>) -> bool {
        course.freight.is_whole_in(&course.taken())
    }
}

/// One run from one side to the other.
pub struct Course<'c> {
    /// Where it is run.
    pub field: &'c Field,
    /// What is carried.
    pub load: &'c Load,
    /// The same as files.
    pub freight: &'c Freight,
    /// A folder of the run's own.
    pub folder: &'c Path,
    /// The weather.
    pub wan: &'c Wan,
    /// When it is given up.
    pub until: Instant,
}

impl Course<'_> {
    /// The folder into which a server takes files.
    pub fn taken(&self) -> PathBuf {
        self.folder.join("taken")
    }

    /// Lets a command say what it says into a file of the run's folder, and begins it.
    pub fn begin(&self, name: &str, command: &mut Command) -> Kin {
        let said = File::options().append(true).create(true).open(self.folder.join(name)).unwrap();
        Kin::begin(command.stdout(said.try_clone().unwrap()).stderr(said))
    }

    /// Runs a client's command until it ends well, again and again.
    pub fn again_and_again(&self, mut command: impl FnMut() -> Command) -> Ending {
        loop {
            let ending = self.begin("client.log", &mut command()).end(self.until);
            let is_over = ending.is_well() || !matches!(ending, Ending::Code(_));
            if is_over || stop::is_wanted() || Instant::now() + BREATH >= self.until {
                return ending;
            }
            std::thread::sleep(BREATH);
        }
    }
}
