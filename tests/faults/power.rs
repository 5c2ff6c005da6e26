//! The power goes at any moment. What the clerk was told is done must be there, and what was being
//! done must be there whole or not at all.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::thread;

use files::reserve::{RESERVE, RESERVE_BYTES};
use files::{Folder, Purpose, SyncPoint};
use strum::VariantArray;
use testkit::{ForgetfulDisk, Picture, PowerCut, TestWorld, a_home, a_world};

use crate::migration;
use crate::story::{STEPS, Story};
use crate::survey::{Survey, survey};

pub const CUTS: [PowerCut; 5] = [
    PowerCut::NothingLost,
    PowerCut::LoseAllUnsynced,
    PowerCut::NamesWithoutBytes,
    PowerCut::Torn(1),
    PowerCut::Torn(2),
];

/// The story told on a disk that forgets, with everything that is needed to check any moment.
struct Told {
    world: TestWorld,
    card: String,
    /// What the desk held after each step; nothing before set-up.
    after: Vec<Option<Survey>>,
    /// Moments of the disk, each with the number of steps that were done by then.
    moments: Vec<(usize, Picture)>,
    heard: Vec<SyncPoint>,
}

fn tell(deaf_to: Option<SyncPoint>) -> Told {
    let home = a_home();
    let disk = ForgetfulDisk::at(home.path()).watched();
    let disk = match deaf_to {
        Some(point) => disk.deaf_to(point),
        None => disk,
    };
    let world = a_world(1).on(Arc::new(disk.clone()));
    let mut story = Story::new(world, home.path().join("data"));
    let (mut after, mut moments) = (vec![None], Vec::new());
    for (number, (name, _)) in STEPS.iter().enumerate() {
        story.step(number).expect(name);
        moments.extend(disk.pictures().into_iter().map(|picture| (number, picture)));
        moments.push((number + 1, disk.picture("the next step")));
        after.push(Some(story.survey()));
        disk.pictures();
    }
    let card = story.card().expect("the desk is set up").text().to_string();
    Told { world: story.world.clone(), card, after, moments, heard: disk.heard() }
}

impl Told {
    /// Checks what is left of every moment after every kind of cut; the first broken promise.
    fn broken_promise(&self) -> Option<String> {
        let mut seen = BTreeSet::new();
        for (done, picture) in &self.moments {
            for cut in CUTS {
                let remains = picture.remains(cut);
                if seen.insert((*done, remains.clone()))
                    && let Err(what) = self.check(*done, &remains)
                {
                    let step = done.checked_sub(1).map_or("nothing yet", |step| STEPS[step].0);
                    return Some(format!(
                        "{cut:?} before `{}`, after `{step}`: {what}",
                        picture.before
                    ));
                }
            }
        }
        None
    }

    /// Starts the machine again on what is left.
    fn check(&self, done: usize, remains: &testkit::Remains) -> Result<(), String> {
        let reserve = remains.file(&format!("data/{RESERVE}")).map_or(0, <[u8]>::len);
        if done > 0 && reserve as u64 != RESERVE_BYTES {
            return Err(format!("the reserve has {reserve} bytes"));
        }
        let home = a_home();
        let disk = remains.laid_in(home.path());
        // Luck that was spent is spent: whoever starts again draws anew.
        let world = self.world.clone().on(Arc::new(disk)).lucky_again(77);
        let mut story = Story::new(world, home.path().join("data"));
        if remains.file("data/desk.db").is_none() {
            let again = story.step(0).map_err(|error| format!("set up again: {error:?}"));
            return if done == 0 { again } else { Err("there is no desk".to_owned()) };
        }
        story.open().map_err(|error| format!("the desk does not open: {error:?}"))?;
        let card = desk::RecoverySecret::parse(&self.card).expect("the card");
        let found = survey(story.desk(), &story.root, &card)?;
        let may_be = &self.after[done..self.after.len().min(done + 2)];
        if may_be.iter().flatten().any(|survey| *survey == found) {
            return Ok(());
        }
        Err(format!("found {found:?}, and not one of {may_be:?}"))
    }
}

#[test]
fn nothing_is_lost_when_the_power_goes_at_any_moment() {
    let told = tell(None);

    assert_eq!(told.broken_promise(), None);
    println!("{} moments, {} kinds of cut, no broken promise", told.moments.len(), CUTS.len());
}

#[test]
fn replaced_file_is_the_old_or_the_new_one_at_every_moment() {
    let home = a_home();
    let disk = ForgetfulDisk::at(home.path()).watched();
    let folder = Folder::at(home.path(), Arc::new(disk.clone()));
    folder.write("keys", Purpose::Keys, b"the old one").unwrap();
    disk.pictures();

    folder.write("keys", Purpose::Keys, b"the new one").unwrap();

    for picture in disk.pictures() {
        for cut in (0..40).map(PowerCut::Torn).chain(CUTS) {
            let remains = picture.remains(cut);
            let found = remains.file("keys").unwrap_or(b"nothing");
            let whole = [&b"the old one"[..], b"the new one"].contains(&found);
            assert!(whole, "{cut:?} before `{}`: {found:?}", picture.before);
        }
    }
    let after = disk.picture("the next call");
    for cut in CUTS {
        assert_eq!(after.remains(cut).file("keys"), Some(&b"the new one"[..]), "{cut:?}");
    }
}

/// The test of the test: each place at which the program waits for the disk is there for a reason.
#[test]
fn every_sync_matters() {
    let points = SyncPoint::DESK.iter().copied();
    let broken: Vec<_> = thread::scope(|scope| {
        let told = points.map(|point| (point, scope.spawn(move || broken_without(point))));
        let told: Vec<_> = told.collect();
        told.into_iter().map(|(point, told)| (point, told.join().expect("it was told"))).collect()
    });

    for (point, what) in &broken {
        let what = what.as_deref().unwrap_or("nothing depends on it");
        println!("{:13} without it: {}", format!("{point:?}"), shortened(what));
    }
    let idle = broken.iter().filter(|(_, what)| what.is_none());
    let idle: Vec<_> = idle.map(|(point, _)| *point).collect();
    assert_eq!(idle, Vec::<SyncPoint>::new(), "syncs that nothing depends on");
}

/// The first promise that is broken when syncs at this point do nothing.
fn broken_without(point: SyncPoint) -> Option<String> {
    match point {
        SyncPoint::CopyBytes | SyncPoint::CopyName => migration::broken_promise(Some(point)),
        _ => tell(Some(point)).broken_promise(),
    }
}

#[test]
fn every_sync_point_of_the_desk_is_used_and_none_of_the_gateways() {
    let mut heard = tell(None).heard;
    heard.extend(migration::heard());

    let silent: Vec<_> = SyncPoint::VARIANTS.iter().filter(|p| !heard.contains(p)).collect();
    let others = SyncPoint::GATEWAY.iter().chain(SyncPoint::TAKEN_AWAY);
    assert_eq!(silent, others.collect::<Vec<_>>());
}

fn shortened(text: &str) -> String {
    text.chars().take(160).collect()
}
