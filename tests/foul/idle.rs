//! What a desk that has nothing to send costs in an hour.

use std::time::{Duration, Instant};

use crate::contestant::{Contestant, Course};
use crate::field::Field;
use crate::figures::real;
use crate::freight::Freight;
use crate::lines::{Load, Weather, lines};
use crate::nopho::{BETWEEN_PULLS, Nopho};
use crate::stop;
use crate::wan::{Counted, Wan};
use crate::wanted::{Idle, Wanted};

const PULLS_AN_HOUR: u32 = 4;

/// Prints the bytes of an hour, a pull every quarter of it.
pub fn counts(field: &Field, wanted: &Wanted) {
    let load = Load::Forms { count: 0 };
    let freight = Freight::laid_out(&field.work.join("freight"), &load);
    let mut nopho = Nopho::new(wanted.is_portable);
    nopho.set_out(field, &load, &freight);
    // The first look brings the catalogue and what the gateway takes; an idle desk has them.
    if pulls(field, &nopho, &freight, &Weather::NONE, 1, Duration::ZERO).is_none() {
        return;
    }
    let p0 = lines(false).first().unwrap().weather;
    let (pulls_made, pause) = match wanted.idle {
        Some(Idle::Real) => (2, BETWEEN_PULLS),
        Some(Idle::Simulated) | None => (PULLS_AN_HOUR, Duration::ZERO),
    };
    let Some(counted) = pulls(field, &nopho, &freight, &p0, pulls_made, pause) else { return };
    let hours = f64::from(pulls_made) / f64::from(PULLS_AN_HOUR);
    let (up, down) = (real(counted.up_bytes) / hours, real(counted.down_bytes) / hours);
    println!(
        "idle, a pull every 15 minutes: {:.1} kB an hour ({:.1} up, {:.1} down), {pulls_made} pulls counted",
        (up + down) / 1000.0,
        up / 1000.0,
        down / 1000.0
    );
}

fn pulls(
    field: &Field,
    nopho: &Nopho,
    freight: &Freight,
    weather: &Weather,
    count: u32,
    pause: Duration,
) -> Option<Counted> {
    let folder = field.work.join("idle");
    std::fs::create_dir_all(&folder).unwrap();
    let wan = Wan::begin(&field.instrument, &folder, weather, 1);
    let load = &Load::Forms { count: 0 };
    let course = |until| Course { field, load, freight, folder: &folder, wan: &wan, until };
    let mut server = nopho.server(&course(Instant::now()));
    wan.await_server(&mut server);
    for _ in 0..count {
        let course = course(Instant::now() + Duration::from_mins(2));
        let mut pull = course.begin("client.log", &mut nopho.sync(&course));
        assert!(pull.end(course.until).is_well() || stop::is_wanted(), "a pull failed");
        if !pauses(pause) {
            return None;
        }
    }
    Some(wan.end())
}

/// Whether it could wait that long without being told to end.
fn pauses(pause: Duration) -> bool {
    let until = Instant::now() + pause;
    while Instant::now() < until && !stop::is_wanted() {
        std::thread::sleep(Duration::from_millis(200));
    }
    !stop::is_wanted()
}
