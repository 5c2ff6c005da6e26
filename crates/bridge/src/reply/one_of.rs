//! Types that only TypeScript needs: the short lists of `domain` as unions of their words, and
//! whatever a form may hold.

use std::path::PathBuf;

use domain::kinds;
use strum::VariantArray;
use ts_rs::{Config, TS};

/// Declares a type by its text.
macro_rules! declared {
    ($(#[$doc:meta])* $name:ident as $shown:literal = $text:expr) => {
        $(#[$doc])*
        pub(crate) struct $name;

        impl TS for $name {
            type WithoutGenerics = Self;
            type OptionInnerType = Self;

            fn name(_: &Config) -> String {
                $shown.to_owned()
            }

            fn inline(_: &Config) -> String {
                $text
            }

            fn decl(cfg: &Config) -> String {
                format!("type {} = {};", $shown, Self::inline(cfg))
            }

            fn decl_concrete(cfg: &Config) -> String {
                Self::decl(cfg)
            }

            fn output_path() -> Option<PathBuf> {
                Some(concat!($shown, ".ts").into())
            }
        }
    };
}

declared!(
    /// What kind of desk.
    DeskKind as "DeskKind" = union(&words::<kinds::DeskKind>())
);
declared!(
    /// Where a dossier stands before the law.
    CaseState as "CaseState" = union(&words::<kinds::CaseState>())
);
declared!(
    /// By which channel a dossier is handed in.
    Channel as "Channel" = union(&words::<kinds::Channel>())
);
declared!(
    /// How far the desk helped.
    Assistance as "Assistance" = union(&words::<kinds::Assistance>())
);
declared!(
    /// What a parcel carries.
    ParcelKind as "ParcelKind" = union(&words::<kinds::ParcelKind>())
);
declared!(
    /// Where a parcel stands.
    ParcelState as "ParcelState" = union(&words::<kinds::ParcelState>())
);
declared!(
    /// How a desk is unlocked.
    Way as "Way" = union(&["passphrase", "keyring", "recovery"])
);
declared!(
    /// A language of the interface.
    LanguageWord as "Language" = union(&["vi", "en"])
);
declared!(
    /// Whatever a form may hold.
    JsonValue as "JsonValue" = "string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue }".to_owned()
);

fn words<T: VariantArray + Copy + Into<&'static str>>() -> Vec<&'static str> {
    T::VARIANTS.iter().map(|&value| value.into()).collect()
}

fn union(words: &[&str]) -> String {
    words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(" | ")
}
