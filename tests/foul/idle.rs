//! What a desk that has nothing to send costs in an hour.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::contestant::{Contestant, Course};
use crate::field::Field;
use crate::figures::real;
use crate::freight::Freight;
use crate::instrument::top;
use crate::lines::{Load, Weather, lines};
use crate::nopho::Nopho;
use crate::stop;
use crate::wan::{Counted, Wan};
use crate::wanted::Idle;

const NOTHING: Load = Load::Forms { count: 0 };
const PULLS_AN_HOUR: u32 = 4;
/// After that long the window has looked once, and rests.
const FIRST_MINUTE: Duration = Duration::from_mins(1);
const HALF_AN_HOUR: Duration = Duration::from_mins(30);

/// An enrolled desk on which nothing waits, and its gateway.
struct Still<'s> {
    field: &'s Field,
    nopho: Nopho,
    freight: Freight,
    folder: PathBuf,
}

/// Prints the bytes of an hour.
pub fn counts(field: &Field, how: Idle) {
    let freight = Freight::laid_out(&field.work.join("freight"), &NOTHING);
    let folder = field.work.join("idle");
    fs::create_dir_all(&folder).unwrap();
    let mut nopho = Nopho::default();
    nopho.set_out(field, &NOTHING, &freight);
    let still = Still { field, nopho, freight, folder };
    let p0 = lines(false).first().unwrap().weather;
    match how {
        Idle::Simulated => {
            // The first look brings what an idle desk has already.
            still.pulls(&Weather::NONE, 1);
            let hour = still.pulls(&p0, PULLS_AN_HOUR);
            tell(
                "idle.json",
                "four pulls, each by a program of its own",
                hour.up_bytes,
                hour.down_bytes,
            );
        }
        Idle::Real => {
            println!("a window stands open for 31 minutes");
            if let Some((before, after)) = still.rests(&p0) {
                let up = 2 * (after.up_bytes - before.up_bytes);
                let down = 2 * (after.down_bytes - before.down_bytes);
                tell(
                    "idle-real.json",
                    "a window that stands open, looking when it likes",
                    up,
                    down,
                );
            }
        }
    }
}

/// Prints the bytes of an hour, and keeps them in a file.
fn tell(file: &str, what: &str, up: u64, down: u64) {
    if stop::is_wanted() {
        return;
    }
    let folder = top().join("out").join("bench");
    let figures = json!({ "what": what, "bytes_up_an_hour": up, "bytes_down_an_hour": down });
    let kept = fs::create_dir_all(&folder)
        .and_then(|()| fs::write(folder.join(file), serde_json::to_vec_pretty(&figures).unwrap()));
    if let Err(why) = kept {
        println!("not kept in {}: {why}", folder.display());
    }
    let kb = |bytes: u64| real(bytes) / 1000.0;
    let (all, up, down) = (kb(up + down), kb(up), kb(down));
    println!("idle, {what}: {all:.1} kB an hour of IP bytes ({up:.1} up, {down:.1} down)");
}

impl Still<'_> {
    /// Looks for news so many times, one look after the other.
    fn pulls(&self, weather: &Weather, count: u32) -> Counted {
        let wan = Wan::begin(&self.field.instrument, &self.folder, weather, 1);
        let course = self.course(&wan);
        let mut server = self.nopho.server(&course);
        wan.await_server(&mut server);
        for _ in 0..count {
            let mut pull = course.begin("client.log", &mut self.nopho.sync(&course));
            assert!(pull.end(course.until).is_well() || stop::is_wanted(), "a pull failed");
        }
        wan.end()
    }

    /// What had been counted at the beginning and at the end of half an hour; `None` when the bench
    /// is to end.
    fn rests(&self, weather: &Weather) -> Option<(Counted, Counted)> {
        let wan = Wan::begin(&self.field.instrument, &self.folder, weather, 1);
        let course = self.course(&wan);
        let mut server = self.nopho.server(&course);
        wan.await_server(&mut server);
        let mut window = course.begin("window.log", &mut self.nopho.window(&course));
        let before = passes(FIRST_MINUTE).then(|| wan.so_far())?;
        let after = passes(HALF_AN_HOUR).then(|| wan.so_far())?;
        assert!(window.is_alive() && before.down_bytes > 0, "the window did not look for news");
        Some((before, after))
    }

    fn course<'c>(&'c self, wan: &'c Wan) -> Course<'c> {
        let until = Instant::now() + Duration::from_mins(5);
        let (field, freight, folder) = (self.field, &self.freight, &self.folder);
        Course { field, load: &NOTHING, freight, folder, wan, until }
    }
}

/// Whether that much time could pass without a word to end.
fn passes(time: Duration) -> bool {
    let until = Instant::now() + time;
    while Instant::now() < until && !stop::is_wanted() {
        std::thread::sleep(Duration::from_millis(200));
    }
    !stop::is_wanted()
}
