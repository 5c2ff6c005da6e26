//! The package of the catalogue that the gateway offers, and what this desk makes of it.
//!
//! A package comes by the road only if it is later than every one that was ever in use here. So what
//! the desk's lead did by hand stays done: after going back to an older package, only a package later
//! than the one that was left is taken.

use ::catalogue::package::Version;
use domain::moment::Millis;
use seal::Sha256;
use store::View;
use store::catalogues::{self, Trust};
use store::offered_catalogue::{self as rows, RefusedRow};
use wire::capabilities::{CatalogueLine, LONGEST_CATALOGUE};

use crate::catalogues::PackageFault;
use crate::error::DeskError;
use crate::gateway;
use crate::session::Desk;

/// The program that judges: a later one may read what this one cannot.
const PROGRAM: &str = env!("CARGO_PKG_VERSION");

/// After so long a package is fetched again that may have been at no fault of its own.
const PATIENCE_MS: i64 = 24 * 60 * 60 * 1000;

/// The package that the gateway offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    /// Its version, as the gateway names it.
    pub version: String,
    /// What this desk makes of it.
    pub standing: Standing,
}

/// What a desk makes of a package that is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// Its version is in use.
    InUse,
    /// It comes with a delivery, once nothing of the residents' is waiting.
    Coming,
    /// A later one is in use.
    Older,
    /// It was in use here, or a later one was, until the desk's lead went back: it comes no more by
    /// itself.
    LeftByHand,
    /// It was refused.
    Refused {
        /// Why, as a code with a sentence.
        code: String,
        /// The file in the package that is at fault, where the sentence names one.
        file: Option<String>,
        /// When; `None` when it was not fetched to know that.
        at: Option<Millis>,
    },
}

/// Why a package is refused that the gateway offers.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Unfit {
    /// It is not the file that the gateway has announced.
    #[error("the bytes are not those that were announced")]
    OtherBytes,
    /// It is of another version than the gateway has announced.
    #[error("the version is not the one that was announced")]
    OtherVersion,
    /// Nobody has to fetch so much.
    #[error("the package is too long")]
    TooLong,
    /// What is wrong with it.
    #[error("the package is refused")]
    Package(#[from] PackageFault),
}

impl Unfit {
    /// A stable name for each.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::OtherBytes => "catalogue-other-bytes",
            Self::OtherVersion => "catalogue-other-version",
            Self::TooLong => "catalogue-too-long",
            Self::Package(fault) => fault.code(),
        }
    }

    fn file(&self) -> Option<String> {
        match self {
            Self::Package(PackageFault::Path { path }) => Some(path.clone()),
            Self::Package(PackageFault::Catalogue(fault)) => Some(fault.spot()),
            Self::OtherBytes | Self::OtherVersion | Self::TooLong | Self::Package(_) => None,
        }
    }
}

/// What this desk knows of its packages, to judge another one by.
pub(crate) struct Shelf {
    in_use: Option<Version>,
    /// The latest that was ever in use.
    pub(crate) latest: Option<Version>,
    refused: Option<RefusedRow>,
    keys_serial: u32,
    now: Millis,
}

impl Shelf {
    pub(crate) fn of(desk: &Desk) -> Result<Self, DeskError> {
        desk.store.look(|view| Self::read(desk, view))
    }

    fn read(desk: &Desk, view: &View<'_>) -> Result<Self, DeskError> {
        let now = desk.catalogue_in_use();
        // What nobody vouches for holds nothing back: its version may be any.
        let is_vouched_for = now.trust != Trust::Unsigned;
        let in_use = now.catalogue.version().parse().ok().filter(|_| is_vouched_for);
        let kept = catalogues::all(view)?.into_iter().filter(|row| row.trust != Trust::Unsigned);
        let kept = kept.filter_map(|row| row.version.parse().ok());
        let noted = rows::latest(view)?.and_then(|version| version.parse().ok());
        Ok(Self {
            in_use,
            latest: kept.chain(noted).chain(in_use).max(),
            refused: rows::refused(view)?,
            keys_serial: gateway::enrolled(view)?.enrolment.keys_serial,
            now: desk.world.clock.now(),
        })
    }

    /// What is to be made of a package, before it is fetched.
    pub(crate) fn standing(&self, offered: &CatalogueLine) -> Standing {
        let refused = |unfit: Unfit| {
            let code = unfit.code().to_owned();
            Standing::Refused { code, file: None, at: None }
        };
        let Ok(version) = offered.version.parse::<Version>() else {
            return refused(PackageFault::Version.into());
        };
        if self.in_use == Some(version) {
            return Standing::InUse;
        }
        if self.in_use.is_some_and(|in_use| version < in_use) {
            return Standing::Older;
        }
        if self.latest.is_some_and(|latest| version <= latest) {
            return Standing::LeftByHand;
        }
        if offered.bytes > LONGEST_CATALOGUE {
            return refused(Unfit::TooLong);
        }
        match self.refused.as_ref().filter(|row| self.still_counts(row, &offered.hash)) {
            Some(row) => {
                let (code, file) = (row.reason.clone(), row.file.clone());
                Standing::Refused { code, file, at: Some(row.at) }
            }
            None => Standing::Coming,
        }
    }

    /// Whether the same file would be refused again, as far as anybody can know.
    fn still_counts(&self, row: &RefusedRow, hash: &Sha256) -> bool {
        let ago = self.now.since(row.at);
        let is_recent = (0..PATIENCE_MS).contains(&ago);
        let may_be_put_right = ["catalogue-other-bytes", "package-unknown-key"];
        row.sha256 == *hash
            && row.program == PROGRAM
            && row.keys_serial == self.keys_serial
            && (is_recent || !may_be_put_right.contains(&row.reason.as_str()))
    }

    /// The row that remembers a refusal.
    pub(crate) fn refusal(&self, offered: &CatalogueLine, unfit: &Unfit) -> RefusedRow {
        RefusedRow {
            sha256: offered.hash,
            version: offered.version.clone(),
            reason: unfit.code().to_owned(),
            file: unfit.file(),
            keys_serial: self.keys_serial,
            program: PROGRAM.to_owned(),
            at: self.now,
        }
    }
}

/// The package that the gateway offered when it was last asked; `None` when it offers none.
///
/// # Errors
/// `NotEnrolled`.
pub fn offered(desk: &Desk) -> Result<Option<Offered>, DeskError> {
    let row = desk.store.look(gateway::enrolled)?;
    let Some(line) = gateway::capabilities_of(&row).and_then(|told| told.catalogue) else {
        return Ok(None);
    };
    let standing = Shelf::of(desk)?.standing(&line);
    Ok(Some(Offered { version: line.version, standing }))
}

#[cfg(test)]
mod tests {
    use seal::hash::hash;

    use super::*;

    const NOW: Millis = Millis::new(1_795_395_600_000);

    fn a_shelf(in_use: &str, latest: &str) -> Shelf {
        let version = |text: &str| text.parse().ok();
        let (in_use, latest) = (version(in_use), version(latest));
        Shelf { in_use, latest, refused: None, keys_serial: 3, now: NOW }
    }

    fn a_line(version: &str) -> CatalogueLine {
        CatalogueLine { version: version.to_owned(), hash: hash(b"a package"), bytes: 9 }
    }

    fn refused(why: &Unfit) -> Shelf {
        let shelf = a_shelf("2026.11.22", "2026.11.22");
        let row = shelf.refusal(&a_line("2026.12.01"), why);
        Shelf { refused: Some(row), ..shelf }
    }

    fn code(standing: Standing) -> String {
        match standing {
            Standing::Refused { code, .. } => code,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn package_comes_only_when_it_is_later_than_every_one_that_was_in_use() {
        let plain = a_shelf("2026.11.22", "2026.11.22");
        let gone_back = a_shelf("2026.11.22", "2026.11.30");

        assert_eq!(plain.standing(&a_line("2026.11.22")), Standing::InUse);
        assert_eq!(plain.standing(&a_line("2026.11.21")), Standing::Older);
        assert_eq!(plain.standing(&a_line("2026.11.22-2")), Standing::Coming);
        assert_eq!(gone_back.standing(&a_line("2026.11.30")), Standing::LeftByHand);
        assert_eq!(gone_back.standing(&a_line("2026.11.25")), Standing::LeftByHand);
        assert_eq!(gone_back.standing(&a_line("2026.12.01")), Standing::Coming);
    }

    #[test]
    fn package_is_refused_unfetched_when_its_line_says_enough() {
        let shelf = a_shelf("2026.11.22", "2026.11.22");
        let long = CatalogueLine { bytes: LONGEST_CATALOGUE + 1, ..a_line("2026.12.01") };

        assert_eq!(code(shelf.standing(&a_line("3.1"))), "package-version");
        assert_eq!(code(shelf.standing(&long)), "catalogue-too-long");
    }

    #[test]
    fn refused_package_is_not_fetched_again_until_something_has_changed() {
        let shelf = refused(&Unfit::OtherVersion);
        let line = a_line("2026.12.01");
        let standing = shelf.standing(&line);
        let other = CatalogueLine { hash: hash(b"signed again"), ..line.clone() };

        assert_eq!(code(standing), "catalogue-other-version");
        assert_eq!(shelf.standing(&other), Standing::Coming, "another file");
        let newer = Shelf { keys_serial: 4, ..refused(&Unfit::OtherVersion) };
        assert_eq!(newer.standing(&line), Standing::Coming, "other keys");
        let later = Shelf { now: NOW.plus(2 * PATIENCE_MS), ..shelf };
        assert_eq!(code(later.standing(&line)), "catalogue-other-version", "it is its own fault");
    }

    #[test]
    fn package_that_was_altered_on_the_way_is_fetched_again_after_a_day() {
        let shelf = refused(&Unfit::OtherBytes);
        let line = a_line("2026.12.01");

        let soon = Shelf { now: NOW.plus(PATIENCE_MS - 1), ..refused(&Unfit::OtherBytes) };
        let later = Shelf { now: NOW.plus(PATIENCE_MS), ..refused(&Unfit::OtherBytes) };

        assert_eq!(code(shelf.standing(&line)), "catalogue-other-bytes");
        assert_eq!(code(soon.standing(&line)), "catalogue-other-bytes");
        assert_eq!(later.standing(&line), Standing::Coming);
    }
}
