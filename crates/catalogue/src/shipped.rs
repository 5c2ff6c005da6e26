//! The package that the program ships, embedded: it is read from no folder and cannot go missing.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use chrono::NaiveTime;
use domain::address::Units;
use domain::calendar::Calendar;
use domain::moment::Millis;

use crate::almanac::{Almanac, CALENDAR, OLD_COMMUNES, UNITS};
use crate::catalogue::Catalogue;
use crate::fault::CatalogueFault;
use crate::package::{Package, PackageFault, Version, contents_hash};
use crate::reading::{self, Lists};

macro_rules! files {
    ($($path:literal),+ $(,)?) => {
        &[$(($path, include_bytes!(concat!("../../../assets/catalogue/", $path)))),+]
    };
}

/// Every file of the package, by its path in it.
pub static FILES: &[(&str, &[u8])] = files![
    "calendar/vn.json",
    "examples/1.000656.json",
    "examples/1.000894.json",
    "examples/1.001193.json",
    "examples/1.001612.json",
    "examples/1.001776.json",
    "examples/1.002755.json",
    "examples/1.003197.json",
    "examples/1.004194.json",
    "examples/1.004222.json",
    "examples/1.004873.json",
    "examples/1.010028.json",
    "examples/1.010038.json",
    "examples/1.010039.json",
    "examples/1.010040.json",
    "examples/1.010041.json",
    "examples/2.000635.json",
    "examples/2.000986.json",
    "examples/2.001023.json",
    "forms/common.layout.json",
    "forms/ct01.layout.json",
    "forms/ct01.print.json",
    "forms/ct01.schema.json",
    "forms/ho-kinh-doanh.layout.json",
    "forms/ho-kinh-doanh.print.json",
    "forms/ho-kinh-doanh.schema.json",
    "forms/ket-hon.layout.json",
    "forms/ket-hon.print.json",
    "forms/ket-hon.schema.json",
    "forms/khai-sinh-lien-thong.layout.json",
    "forms/khai-sinh-lien-thong.print.json",
    "forms/khai-sinh-lien-thong.schema.json",
    "forms/khai-sinh.layout.json",
    "forms/khai-sinh.print.json",
    "forms/khai-sinh.schema.json",
    "forms/khai-tu.layout.json",
    "forms/khai-tu.print.json",
    "forms/khai-tu.schema.json",
    "forms/tinh-trang-hon-nhan.layout.json",
    "forms/tinh-trang-hon-nhan.print.json",
    "forms/tinh-trang-hon-nhan.schema.json",
    "forms/trich-luc.layout.json",
    "forms/trich-luc.print.json",
    "forms/trich-luc.schema.json",
    "forms/tro-cap-xa-hoi.layout.json",
    "forms/tro-cap-xa-hoi.print.json",
    "forms/tro-cap-xa-hoi.schema.json",
    "lists/birth-registrations.json",
    "lists/birth-relations.json",
    "lists/civil-status-events.json",
    "lists/consent-ways.json",
    "lists/death-registrations.json",
    "lists/death-relations.json",
    "lists/ethnic-groups.json",
    "lists/extract-relations.json",
    "lists/household-relations.json",
    "lists/identity-papers.json",
    "lists/marriage-party-statuses.json",
    "lists/marriage-status-relations.json",
    "lists/marriage-statuses.json",
    "lists/monthly-benefits.json",
    "lists/nationalities.json",
    "lists/place-kinds.json",
    "lists/residence-kinds.json",
    "lists/result-delivery.json",
    "lists/sexes.json",
    "lists/social-aid-groups.json",
    "package.json",
    "procedures/1.000080.json",
    "procedures/1.000094.json",
    "procedures/1.000110.json",
    "procedures/1.000419.json",
    "procedures/1.000593.json",
    "procedures/1.000656.json",
    "procedures/1.000689.json",
    "procedures/1.000893.json",
    "procedures/1.000894.json",
    "procedures/1.001022.json",
    "procedures/1.001193.json",
    "procedures/1.001266.json",
    "procedures/1.001570.json",
    "procedures/1.001612.json",
    "procedures/1.001669.json",
    "procedures/1.001695.json",
    "procedures/1.001766.json",
    "procedures/1.001776.json",
    "procedures/1.002755.json",
    "procedures/1.003005.json",
    "procedures/1.003197.json",
    "procedures/1.003583.json",
    "procedures/1.003677.json",
    "procedures/1.004194.json",
    "procedures/1.004222.json",
    "procedures/1.004746.json",
    "procedures/1.004772.json",
    "procedures/1.004827.json",
    "procedures/1.004837.json",
    "procedures/1.004845.json",
    "procedures/1.004859.json",
    "procedures/1.004873.json",
    "procedures/1.004884.json",
    "procedures/1.005461.json",
    "procedures/1.010028.json",
    "procedures/1.010038.json",
    "procedures/1.010039.json",
    "procedures/1.010040.json",
    "procedures/1.010041.json",
    "procedures/1.011606.json",
    "procedures/1.011607.json",
    "procedures/1.011608.json",
    "procedures/1.011609.json",
    "procedures/1.012753.json",
    "procedures/1.012796.json",
    "procedures/1.012812.json",
    "procedures/1.012817.json",
    "procedures/1.012818.json",
    "procedures/1.013313.json",
    "procedures/1.013314.json",
    "procedures/1.013949.json",
    "procedures/1.013952.json",
    "procedures/1.013953.json",
    "procedures/1.013962.json",
    "procedures/1.013967.json",
    "procedures/1.013978.json",
    "procedures/1.013979.json",
    "procedures/1.014034.json",
    "procedures/1.014035.json",
    "procedures/2.000497.json",
    "procedures/2.000513.json",
    "procedures/2.000522.json",
    "procedures/2.000528.json",
    "procedures/2.000547.json",
    "procedures/2.000554.json",
    "procedures/2.000575.json",
    "procedures/2.000635.json",
    "procedures/2.000720.json",
    "procedures/2.000748.json",
    "procedures/2.000756.json",
    "procedures/2.000779.json",
    "procedures/2.000806.json",
    "procedures/2.000815.json",
    "procedures/2.000884.json",
    "procedures/2.000908.json",
    "procedures/2.000913.json",
    "procedures/2.000927.json",
    "procedures/2.000942.json",
    "procedures/2.000986.json",
    "procedures/2.000992.json",
    "procedures/2.001008.json",
    "procedures/2.001016.json",
    "procedures/2.001019.json",
    "procedures/2.001023.json",
    "procedures/2.001035.json",
    "procedures/2.001159.json",
    "procedures/2.001255.json",
    "procedures/2.001263.json",
    "procedures/2.001406.json",
    "procedures/2.002189.json",
    "procedures/2.002349.json",
    "procedures/2.002363.json",
    "procedures/2.002516.json",
    "procedures/3.000322.json",
    "procedures/3.000323.json",
    "procedures/3.000412.json",
    "procedures/others.json",
    "synonyms.json",
    "units/old_communes.csv",
    "units/units.csv",
    "words.json",
];

/// The shipped catalogue, read.
///
/// # Errors
/// Only when the files are no catalogue, which a test rules out.
pub fn catalogue() -> Result<Catalogue, CatalogueFault> {
    let lists = Lists::Known(almanac()?);
    let catalogue = reading::catalogue(&|path| file(path).map(Cow::Borrowed), lists)?;
    let lines = FILES.iter().map(|(path, bytes)| (*path, *bytes));
    Ok(catalogue.known_as(contents_hash(lines)))
}

type PlacesAndDays = (Arc<Units>, Arc<Calendar>);

static PLACES_AND_DAYS: LazyLock<Result<PlacesAndDays, CatalogueFault>> = LazyLock::new(|| {
    let bytes = |path: &'static str| file(path).unwrap_or_default();
    let units = Units::parse(bytes(UNITS))
        .map_err(|fault| CatalogueFault::in_line(UNITS, fault.line(), &fault))?;
    let calendar = Calendar::parse(bytes(CALENDAR))
        .map_err(|fault| CatalogueFault::in_line(CALENDAR, fault.line(), &fault))?;
    let units = units.with_old_later(Cow::Borrowed(bytes(OLD_COMMUNES)));
    Ok((Arc::new(units), Arc::new(calendar)))
});

/// The places and days that are shipped, read once.
///
/// # Errors
/// Only when a list is none, which a test rules out.
pub fn places_and_days() -> Result<(Arc<Units>, Arc<Calendar>), CatalogueFault> {
    PLACES_AND_DAYS.clone()
}

/// The same, as a package has them.
pub(crate) fn almanac() -> Result<Almanac, CatalogueFault> {
    let (units, calendar) = places_and_days()?;
    Ok(Almanac { units: Some(units), calendar: Some(calendar) })
}

/// The shipped files as a package that nobody signed: the program vouches for it. It was made on the
/// day of its version.
///
/// # Errors
/// Only when the version is none, which a test rules out.
pub fn package(catalogue: &Catalogue) -> Result<Package, PackageFault> {
    let files = FILES.iter().map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec())).collect();
    let version: Version = catalogue.version().parse().map_err(|_| PackageFault::Version)?;
    let made = Millis::from_civil(version.day().and_time(NaiveTime::MIN));
    Package::of_read(files, catalogue, made)
}

/// The bytes of one file.
pub fn file(path: &str) -> Option<&'static [u8]> {
    FILES.iter().find(|(name, _)| *name == path).map(|(_, bytes)| *bytes)
}
