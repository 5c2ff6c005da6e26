//! All runs, one after the other or some beside one another.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use crate::field::Field;
use crate::lines::Line;
use crate::table::Table;
use crate::wanted::Wanted;
use crate::{contestants, race, stop};

/// Who was not through so often, with other seeds, is not waited for again.
const NEVERS: usize = 2;

/// A run that is to be made.
#[derive(Clone, Copy)]
struct Heat<'l> {
    line: &'l Line,
    seed: u32,
    /// Place among those who take part.
    contestant: usize,
}

/// Makes all runs and notes them; ends early when that is wanted.
pub fn all(field: &Field, wanted: &Wanted, lines: &[Line], table: &mut Table) {
    let many = contestants(wanted).len();
    let heats = lines.iter().flat_map(|line| {
        let of_seed = move |seed| (0..many).map(move |contestant| Heat { line, seed, contestant });
        (1..=wanted.seeds).flat_map(of_seed)
    });
    let heats = Mutex::new(heats.collect::<VecDeque<_>>());
    let table = Mutex::new(table);
    std::thread::scope(|scope| {
        for number in 0..wanted.jobs {
            let (heats, table) = (&heats, &table);
            scope.spawn(move || runs(&field.beside(number), wanted, heats, table));
        }
    });
}

/// Makes runs until none is left.
fn runs(
    field: &Field,
    wanted: &Wanted,
    heats: &Mutex<VecDeque<Heat<'_>>>,
    table: &Mutex<&mut Table>,
) {
    let mut contestants = contestants(wanted);
    let next = || heats.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
    while let Some(Heat { line, seed, contestant }) = next() {
        let contestant = contestants.get_mut(contestant).unwrap().as_mut();
        let name = contestant.name();
        if stop::is_wanted() {
            return;
        }
        if !contestant.carries(&line.load) {
            continue;
        }
        let noted = || table.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(why) = contestant.absent(field) {
            noted().absent(line, name, &why);
            continue;
        }
        if noted().nevers(line, name) >= NEVERS {
            continue;
        }
        if let Some(run) = race::run(field, line, contestant, seed) {
            noted().ran(line, name, run);
        }
    }
}
