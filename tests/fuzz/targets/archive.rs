//! Several files in one input: a part begins with a line `=== name` and ends before the next one.
//! What stands before the first part belongs to none.

/// With what the line above a part begins.
const HEAD: &[u8] = b"=== ";

/// The parts of an input, in their order; a name may stand there more than once.
#[derive(Clone, Default)]
pub struct Archive {
    pub parts: Vec<(String, Vec<u8>)>,
}

impl Archive {
    /// Whether an input is written in parts at all.
    pub fn is_one(bytes: &[u8]) -> bool {
        bytes.starts_with(HEAD)
    }

    /// Takes an input apart. Lines whose name is no UTF-8 belong to the part before them.
    pub fn read(bytes: &[u8]) -> Self {
        let mut archive = Self::default();
        let mut is_first = true;
        for line in bytes.split(|byte| *byte == b'\n') {
            let name = line.strip_prefix(HEAD).and_then(|name| str::from_utf8(name).ok());
            match (name, archive.parts.last_mut()) {
                (Some(name), _) => {
                    archive.parts.push((name.trim().to_owned(), Vec::new()));
                    is_first = true;
                }
                (None, Some((_, body))) => {
                    if !is_first {
                        body.push(b'\n');
                    }
                    body.extend_from_slice(line);
                    is_first = false;
                }
                (None, None) => {}
            }
        }
        archive
    }

    /// The input that is read as these parts.
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for (name, body) in &self.parts {
            if !bytes.is_empty() {
                bytes.push(b'\n');
            }
            bytes.extend_from_slice(HEAD);
            bytes.extend_from_slice(name.as_bytes());
            bytes.push(b'\n');
            bytes.extend_from_slice(body);
        }
        bytes
    }

    /// The last part with this name.
    pub fn part(&self, name: &str) -> Option<&[u8]> {
        let found = self.parts.iter().rev().find(|(other, _)| other == name);
        found.map(|(_, body)| body.as_slice())
    }

    /// The last part with this name as text; what is no UTF-8 in it is lost.
    pub fn text(&self, name: &str) -> Option<String> {
        self.part(name).map(|body| String::from_utf8_lossy(body).trim().to_owned())
    }
}
