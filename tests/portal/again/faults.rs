//! What may be wrong with a request that would be granted, as the document lets it be found: nothing is
//! changed by it, however often it comes.

use wire::stream::MOST_RESUMED;

use super::document::{Operation, Parameter};
use super::makers::Head;

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Nobody has signed it.
    Unsigned,
    /// Somebody else has signed it.
    Forged,
    /// Something that is required is not said.
    Without(String),
    /// Something is said that cannot be: place, name, value.
    Odd(String, String, String),
    /// Its body is torn off, though as long as it says that it is.
    Torn,
    /// Bytes of another media type.
    OtherMedia,
    /// More bytes than there can be.
    TooLong,
    /// Bytes from behind the end.
    Elsewhere,
    /// Bytes that are not those of their checksum.
    Damaged,
}

impl Fault {
    /// One of those that an operation can have.
    pub fn chosen(operation: &Operation, luck: u64) -> Self {
        let faults = Self::of(operation);
        let count = u64::try_from(faults.len()).unwrap();
        faults.into_iter().nth(usize::try_from(luck % count).unwrap()).expect("it can have one")
    }

    pub fn of(operation: &Operation) -> Vec<Self> {
        let mut faults = vec![];
        if operation.is_signed {
            faults.extend([Self::Unsigned, Self::Forged]);
        }
        for parameter in &operation.parameters {
            let name = parameter.name.clone();
            if parameter.is_required && parameter.place == "header" {
                faults.push(Self::Without(name.clone()));
            }
            if let Some(value) = odd(operation, parameter) {
                faults.push(Self::Odd(parameter.place.clone(), name, value));
            }
        }
        match operation.media.first().map(|(media, _)| media.as_str()) {
            Some("application/json") => faults.push(Self::Torn),
            Some(_) => {
                faults.extend([Self::OtherMedia, Self::TooLong, Self::Elsewhere, Self::Damaged])
            }
            None => {}
        }
        faults
    }

    pub fn spoil(&self, head: &mut Head, body: &mut Vec<u8>) {
        match self {
            Self::Unsigned => head.leave_out("authorization"),
            Self::Forged => {
                // A character in the middle of the signature.
                let place = head.fields.iter_mut().find(|(name, _)| name == "authorization");
                let (_, bearer) = place.expect("it is signed");
                let at = bearer.len() - 20;
                let other = if bearer.as_bytes()[at] == b'A' { "B" } else { "A" };
                bearer.replace_range(at..=at, other);
            }
            Self::Without(name) => head.leave_out(name),
            Self::Odd(place, name, value) => odd_in(head, place, name, value),
            Self::Torn => body.truncate(body.len() - 1),
            Self::OtherMedia => head.put("header", "content-type", "text/plain".to_owned()),
            Self::TooLong => body.extend([0; 4000]),
            Self::Elsewhere => head.put("header", "upload-offset", "4000".to_owned()),
            Self::Damaged => {
                let other = "sha1 AAAAAAAAAAAAAAAAAAAAAAAAAAA=".to_owned();
                head.put("header", "upload-checksum", other);
            }
        }
        // What follows an upgrade that is refused would be a request of its own.
        if head.fields.iter().all(|(name, _)| name != "content-type") {
            body.clear();
        }
    }
}

fn odd_in(head: &mut Head, place: &str, name: &str, value: &str) {
    if place == "path" {
        let kept = head.path.rfind('/').expect("a path");
        head.path.replace_range(kept + 1.., value);
    } else {
        head.put(place, name, value.to_owned());
    }
}

/// A value of which the gateway says that it cannot be; of some there is none.
fn odd(operation: &Operation, parameter: &Parameter) -> Option<String> {
    let value = match parameter.name.as_str() {
        "nopho-nonce" | "Accept-Encoding" | "If-Range" | "since" => return None,
        "nopho-client" if operation.describes(426) => "0.0.1",
        "nopho-client" => return None,
        // Whoever only asks how uploads are made here is not asked for one.
        "upload" if !operation.is_signed => return None,
        "after" | "key" | "upload" | "dossier" | "sha256" | "Upload-Length" | "Upload-Offset"
        | "Upload-Metadata" => "x",
        "content-encoding" => "br",
        "Tus-Resumable" => "0.2.2",
        "Upload-Checksum" => "crc32 AAAA",
        "X-HTTP-Method-Override" => "PUT",
        "Upgrade" => "websocket",
        "Range" => "bytes=99999999-",
        "nopho-resume" => return Some(vec!["x"; MOST_RESUMED + 1].join(",")),
        other => panic!("{other} is never wrong"),
    };
    Some(value.to_owned())
}
