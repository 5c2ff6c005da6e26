//! Packages of the catalogue: made, looked at and compared without a desk; brought to one.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use desk::catalogue::Catalogue;
use desk::catalogues::{self, InUse, Row, Why};
use desk::offers::Standing;
use desk::packages::{self, CatalogueKey, Files, List, ListChange, Package, WhyUnread};
use desk::{Desk, DeskError, gateway};
use domain::actor::Actor;
use domain::kinds::Role;

use crate::error::{Kind, UiError};
use crate::host::{Host, guarded};
use crate::reply::{
    ListRead, PackageCalendar, PackageChange, PackageLine, PackageShown, PackageTrust,
    PackageUnits, Packages, UnreadCount, UnreadLine, at,
};
use crate::said::legal_date;
use crate::words::Words;

/// The files of a package's folder, by path.
pub type PackageFiles = BTreeMap<String, Vec<u8>>;

/// The three files of a province's export.
pub struct ListFiles<'a> {
    /// `procedures.csv`.
    pub procedures: &'a [u8],
    /// `procedure_documents.csv`.
    pub documents: &'a [u8],
    /// `procedure_details.json`, where there is one.
    pub details: Option<&'a [u8]>,
    /// Where it was seen.
    pub source: &'a str,
}

/// Whether a name is a path as packages have them.
pub fn is_a_package_path(path: &str) -> bool {
    packages::is_a_path(path)
}

impl Host {
    /// Makes a package of a folder's files, signed if a key's file is given.
    pub fn build_package(
        &self,
        files: PackageFiles,
        key: Option<&str>,
    ) -> Result<(PackageShown, Vec<u8>), UiError> {
        guarded(|| {
            let key = read_key(key)?;
            let package = packages::build(files, key.as_ref(), self.world.clock.now())?;
            let catalogue = package.catalogue().map_err(DeskError::from)?;
            let bytes = package.bytes().map_err(|_| UiError::new(Kind::Internal, "panic"))?;
            Ok((shown(&package, &catalogue, key.map(|_| true)), bytes))
        })
    }

    /// Opens a package and tells what is in it; with a key's file, only one that this key signed.
    pub fn look_at_package(
        &self,
        bytes: &[u8],
        key: Option<&str>,
    ) -> Result<PackageShown, UiError> {
        guarded(|| {
            let key = read_key(key)?;
            let (package, catalogue) = packages::look(bytes, key.as_ref())?;
            Ok(shown(&package, &catalogue, key.map(|_| true)))
        })
    }

    /// What is another thing in a later package than in an earlier one.
    pub fn compare_packages(
        &self,
        words: &Words,
        earlier: &[u8],
        later: &[u8],
    ) -> Result<Vec<PackageChange>, UiError> {
        guarded(|| {
            let ((_, earlier), (_, later)) =
                (packages::look(earlier, None)?, packages::look(later, None)?);
            let changes = packages::differences(&earlier, &later).into_iter().map(|change| {
                let kinds: Vec<_> = change.kinds.iter().map(|kind| kind.word()).collect();
                let said = kinds.iter().map(|kind| words.say(&format!("change-{kind}"), &[]));
                PackageChange {
                    said: said.collect::<Vec<_>>().join(", "),
                    code: change.code.to_string(),
                    name: change.name,
                    kinds,
                }
            });
            let lists = packages::differences_of_lists(&earlier, &later);
            Ok(changes.chain(lists.into_iter().map(|one| list_change(words, one))).collect())
        })
    }

    /// Reads a province's export and puts it into the program's own package, as a folder's files.
    pub fn package_with_list(
        &self,
        words: &Words,
        list: &ListFiles<'_>,
    ) -> Result<(ListRead, PackageFiles), UiError> {
        guarded(|| {
            let export = Files {
                procedures: list.procedures,
                documents: list.documents,
                details: list.details,
            };
            let read = packages::read_list(&export, list.source)?;
            let today = self.world.clock.now().civil_date();
            let files = packages::with(&read, packages::next_version(today))?;
            Ok((told(words, &read), files))
        })
    }

    /// Brings a signed package to the opened desk and takes it into use.
    pub fn import_package(&self, words: &Words, bytes: &[u8]) -> Result<Packages, UiError> {
        self.with_desk(|desk, actor| {
            let candidate = catalogues::open(desk, bytes)?;
            catalogues::import(desk, actor, candidate)?;
            known(desk, actor, words)
        })
    }

    /// Brings a folder's files to the opened desk, signed by nobody: its lead alone may.
    pub fn import_folder(&self, words: &Words, files: PackageFiles) -> Result<Packages, UiError> {
        self.with_desk(|desk, actor| {
            let candidate = catalogues::open_unsigned(actor, files, desk.reading().best())?;
            catalogues::import(desk, actor, candidate)?;
            known(desk, actor, words)
        })
    }

    /// The packages of the opened desk.
    pub fn packages(&self, words: &Words) -> Result<Packages, UiError> {
        self.with_desk(|desk, actor| known(desk, actor, words))
    }

    /// Takes a package into use that is at the opened desk already, by its hash or its version; `None`:
    /// the one that came with the program.
    pub fn choose_package(&self, words: &Words, which: Option<&str>) -> Result<Packages, UiError> {
        self.with_desk(|desk, actor| {
            let rows = catalogues::list(desk)?;
            let is_meant = |row: &Row, which| row.hash.to_string() == which || row.version == which;
            let found = |which| rows.iter().map(|(row, _)| row).find(|row| is_meant(row, which));
            let hash = match which {
                Some(which) => Some(found(which).ok_or(DeskError::NoSuchCatalogue)?.hash),
                _ => None,
            };
            catalogues::take_into_use(desk, actor, hash.as_ref())?;
            known(desk, actor, words)
        })
    }
}

fn read_key(text: Option<&str>) -> Result<Option<CatalogueKey>, UiError> {
    Ok(text.map(CatalogueKey::read).transpose()?)
}

fn list_change(words: &Words, change: ListChange) -> PackageChange {
    let kind = change.kind.word().to_owned();
    let from = change.from.map(legal_date).unwrap_or_default();
    let told = |text: &str| match text.parse::<NaiveDate>() {
        Ok(edition) => legal_date(edition),
        Err(_) if text.is_empty() => words.say("change-nothing", &[]),
        Err(_) => text.to_owned(),
    };
    let (before, after) = (told(&change.before), told(&change.after));
    let args = [("from", from.as_str()), ("before", &before), ("after", &after)];
    PackageChange {
        said: words.say(&format!("change-{kind}"), &args),
        code: change.code,
        name: change.name,
        kinds: vec![kind],
    }
}

fn shown(package: &Package, catalogue: &Catalogue, is_verified: Option<bool>) -> PackageShown {
    let (contents, almanac) = (package.contents(), catalogue.almanac());
    PackageShown {
        hash: package.hash().to_string(),
        version: contents.version.to_string(),
        name: contents.name.in_("vi").to_owned(),
        made_at: at(contents.made_ms),
        key_id: package.key_id(),
        is_verified,
        files: contents.files.len(),
        procedures: catalogue.procedures().count(),
        checked: catalogue.procedures().filter(|one| one.is_checked()).count(),
        listed: catalogue.procedures().filter(|one| one.listed().is_some()).count(),
        units: almanac.units.as_ref().map(|units| PackageUnits {
            edition: units.edition().to_string(),
            provinces: units.provinces().count(),
            communes: units.communes().count(),
        }),
        calendar: almanac.calendar.as_ref().map(|calendar| PackageCalendar {
            edition: calendar.edition().to_string(),
            years: calendar.years().map(|(year, _)| year).collect(),
            days: calendar.listed_days().count(),
        }),
    }
}

/// The packages of a desk, as a host shows them.
pub(crate) fn known(desk: &Desk, actor: Actor, words: &Words) -> Result<Packages, UiError> {
    let (rows, now) = (catalogues::list(desk)?, desk.catalogue_in_use());
    let hash = now.catalogue.hash();
    let used = rows.iter().find(|(row, _)| Some(row.hash) == hash).map(|(_, dossiers)| *dossiers);
    let others = rows.iter().filter(|(row, _)| Some(row.hash) != hash);
    Ok(Packages {
        in_use: line_in_use(&now, used.unwrap_or_default(), words),
        unreadable: now.unreadable.clone(),
        offered_said: offered_said(desk, words)?,
        others: others.map(|(row, dossiers)| line(row, *dossiers, words)).collect(),
        may_choose: actor.role == Role::Lead,
    })
}

fn offered_said(desk: &Desk, words: &Words) -> Result<Option<String>, UiError> {
    let Some(offered) = gateway::known(desk)?.and_then(|known| known.catalogue) else {
        return Ok(None);
    };
    let version = ("version", offered.version.as_str());
    Ok(match offered.standing {
        Standing::InUse => None,
        Standing::Coming => Some(words.say("catalogue-offer-coming", &[version])),
        Standing::Older => Some(words.say("catalogue-offer-older", &[version])),
        Standing::LeftByHand => Some(words.say("catalogue-offer-left", &[version])),
        Standing::Refused { code, file, .. } => {
            let refusal = UiError::new(Kind::Input, &code);
            let refusal = file.into_iter().fold(refusal, |error, file| error.with("file", &file));
            let why = words.problem(&refusal);
            Some(words.say("catalogue-offer-refused", &[version, ("why", &why)]))
        }
    })
}

fn line_in_use(now: &InUse, dossiers: u64, words: &Words) -> PackageLine {
    let catalogue = &now.catalogue;
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    PackageLine {
        hash: catalogue.hash().map(|hash| hash.to_string()),
        version: catalogue.version().to_owned(),
        name: catalogue.name().in_(words.language().word()).to_owned(),
        trust: now.trust.into(),
        trust_said: trust_said(now.trust, words),
        dossiers: u32::try_from(dossiers).unwrap_or(u32::MAX),
        procedures: Some(count(catalogue.procedures().count())),
        checked: Some(count(catalogue.procedures().filter(|one| one.is_checked()).count())),
    }
}

fn line(row: &Row, dossiers: u64, words: &Words) -> PackageLine {
    PackageLine {
        hash: Some(row.hash.to_string()),
        version: row.version.clone(),
        name: row.name.clone(),
        trust: row.trust.into(),
        trust_said: trust_said(row.trust, words),
        dossiers: u32::try_from(dossiers).unwrap_or(u32::MAX),
        procedures: None,
        checked: None,
    }
}

pub(crate) fn trust_said(trust: Why, words: &Words) -> String {
    let word: &str = trust.into();
    words.say(&format!("catalogue-{word}"), &[])
}

impl From<Why> for PackageTrust {
    fn from(trust: Why) -> Self {
        match trust {
            Why::Shipped => Self::Shipped,
            Why::Signed => Self::Signed,
            Why::Unsigned => Self::Unsigned,
        }
    }
}

fn told(words: &Words, list: &List) -> ListRead {
    let procedures = list.procedures();
    let papers: usize = procedures.iter().map(desk::packages::Listed::papers).sum();
    let rows: usize = procedures.iter().map(|one| one.documents.len()).sum();
    let mut counts: BTreeMap<WhyUnread, usize> = BTreeMap::new();
    for unread in &list.unread {
        *counts.entry(unread.why).or_default() += 1;
    }
    let counts = counts.into_iter().map(|(why, count)| UnreadCount {
        why: why.word().to_owned(),
        said: words.say(&format!("unread-{}", why.word()), &[]),
        count,
        is_left_out: why.is_left_out(),
    });
    let unread = list.unread.iter().map(|unread| UnreadLine {
        code: unread.code.clone(),
        place: unread.place.clone(),
        row: unread.row,
        text: unread.text.clone(),
        why: unread.why.word().to_owned(),
    });
    ListRead {
        procedures: procedures.len(),
        papers,
        notes: rows - papers,
        counts: counts.collect(),
        unread: unread.collect(),
    }
}
