//! Bytes inside JSON: an object with their `text` where they are UTF-8, as most frozen bytes are,
//! because that compresses far better; otherwise unpadded base64url (RFC 4648, 5).

use data_encoding::BASE64URL_NOPAD;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Either way of writing them.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Written<T> {
    Encoded(T),
    Text { text: T },
}

/// Frozen bytes that travel inside a JSON document, hashed and signed as they are.
#[derive(Clone, PartialEq, Eq)]
pub struct Bytes(pub Vec<u8>);

impl std::fmt::Debug for Bytes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Bytes({} bytes)", self.0.len())
    }
}

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match std::str::from_utf8(&self.0) {
            Ok(text) => Written::Text { text }.serialize(serializer),
            Err(_) => Written::Encoded(BASE64URL_NOPAD.encode(&self.0)).serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Written::<String>::deserialize(deserializer)? {
            Written::Text { text } => Ok(Self(text.into_bytes())),
            Written::Encoded(text) => {
                let bytes = BASE64URL_NOPAD.decode(text.as_bytes());
                bytes.map(Self).map_err(serde::de::Error::custom)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_the_same_after_their_way_through_json() {
        let text = "Nông Thị Sáng\n\t\"\\\0\u{feff}";
        let bytes: [&[u8]; 5] = [b"", text.as_bytes(), &[0xff, 0xfe], &[0xc3], b"{}"];
        for bytes in bytes.map(|bytes| Bytes(bytes.to_vec())) {
            let written = serde_json::to_string(&bytes).unwrap();

            assert_eq!(serde_json::from_str::<Bytes>(&written).unwrap(), bytes, "{written}");
        }
    }

    #[test]
    fn bytes_of_either_kind_are_read() {
        for (written, wanted) in [(r#"{"text":"xã"}"#, "xã"), (r#""eMOj""#, "xã")] {
            let read: Bytes = serde_json::from_str(written).unwrap();
            assert_eq!(read.0, wanted.as_bytes());
        }
        assert!(serde_json::from_str::<Bytes>(r#""xã""#).is_err(), "text that does not say so");
    }
}
