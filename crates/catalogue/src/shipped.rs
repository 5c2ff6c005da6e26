//! The package that the program ships, embedded: it is read from no folder and cannot go missing.

macro_rules! files {
    ($($path:literal),+ $(,)?) => {
        &[$(($path, include_bytes!(concat!("../../../assets/catalogue/", $path)))),+]
    };
}

/// Every file of the package, by its path in it.
pub static FILES: &[(&str, &[u8])] = files![
    "examples/1.000656.json",
    "examples/1.001193.json",
    "examples/1.004873.json",
    "forms/common.layout.json",
    "forms/khai-sinh.layout.json",
    "forms/khai-sinh.print.json",
    "forms/khai-sinh.schema.json",
    "forms/khai-tu.layout.json",
    "forms/khai-tu.print.json",
    "forms/khai-tu.schema.json",
    "forms/tinh-trang-hon-nhan.layout.json",
    "forms/tinh-trang-hon-nhan.print.json",
    "forms/tinh-trang-hon-nhan.schema.json",
    "lists/birth-registrations.json",
    "lists/birth-relations.json",
    "lists/death-registrations.json",
    "lists/death-relations.json",
    "lists/ethnic-groups.json",
    "lists/identity-papers.json",
    "lists/marriage-status-relations.json",
    "lists/marriage-statuses.json",
    "lists/nationalities.json",
    "lists/place-kinds.json",
    "lists/residence-kinds.json",
    "lists/result-delivery.json",
    "lists/sexes.json",
    "package.json",
    "procedures/1.000656.json",
    "procedures/1.001193.json",
    "procedures/1.004873.json",
    "procedures/others.json",
    "words.json",
];

/// The bytes of one file.
pub fn file(path: &str) -> Option<&'static [u8]> {
    FILES.iter().find(|(name, _)| *name == path).map(|(_, bytes)| *bytes)
}
