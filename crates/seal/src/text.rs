//! Types that stand in JSON, and anywhere else, as the text they print.

/// Gives a type with `Display` and `FromStr` the serde form of its text.
macro_rules! serde_as_text {
    ($name:ty) => {
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <String as serde::Deserialize>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}
pub(crate) use serde_as_text;

/// Makes a type around some bytes print, read and serialise as lower-case hex digits, and as nothing
/// else; `$not` says that a text is none.
macro_rules! hex_as_text {
    ($name:ident, $not:ident) => {
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&data_encoding::HEXLOWER.encode(&self.0))
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl std::str::FromStr for $name {
            type Err = $not;

            fn from_str(text: &str) -> Result<Self, $not> {
                let bytes = data_encoding::HEXLOWER.decode(text.as_bytes()).map_err(|_| $not)?;
                bytes.try_into().map(Self).map_err(|_| $not)
            }
        }

        crate::text::serde_as_text!($name);
    };
}
pub(crate) use hex_as_text;
