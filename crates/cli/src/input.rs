//! Forms, papers and secrets from files, read before anything is begun, so that a slip of the pen
//! costs nothing.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use bridge::{Kind, LARGEST_FORM, LARGEST_PAPER, UiError, names_a_component};
use serde_json::Value;
use zeroize::Zeroizing;

/// The largest file of a secret that is read, in bytes.
const LARGEST_SECRET: usize = 64 * 1024;
/// The largest file of certificates that is read, in bytes: all that a machine has fit in.
const LARGEST_AUTHORITIES: usize = 4 * 1024 * 1024;
/// The largest file of the catalogue that is read, in bytes.
pub(crate) const LARGEST_PACKAGE: usize = 128 * 1024 * 1024;
/// How deep a form may nest: what `serde_json` follows.
const DEEPEST_FORM: usize = 127;

/// A file for a component.
pub(crate) struct Paper {
    pub(crate) component: String,
    pub(crate) name: String,
    bytes: Vec<u8>,
}

/// The papers as the desk takes them.
pub(crate) fn handed(papers: &[Paper]) -> Vec<bridge::Paper<'_>> {
    papers
        .iter()
        .map(|Paper { component, name, bytes }| bridge::Paper { component, name, bytes })
        .collect()
}

/// Reads a form; `-` is standard input.
pub(crate) fn read_form(file: &Path) -> Result<Value, UiError> {
    let is_input = file == Path::new("-");
    let name = if is_input { "stdin".to_owned() } else { file.display().to_string() };
    let read = if is_input {
        at_most(LARGEST_FORM, io::stdin())
    } else {
        regular(file).and_then(|opened| at_most(LARGEST_FORM, opened))
    };
    let bytes = read.map_err(|why| unreadable("form-file", &name, why))?;
    if bytes.len() > LARGEST_FORM {
        return Err(UiError::new(Kind::Input, "form-too-large"));
    }
    let content = text(&bytes).map_err(|why| unreadable("form-file", &name, why))?;
    if depth(content) > DEEPEST_FORM {
        return Err(UiError::new(Kind::Input, "form-too-deep"));
    }
    serde_json::from_str(content).map_err(|why| {
        let problem = UiError::new(Kind::Input, "form-not-json").with("file", &name);
        problem.with("line", &why.line()).with("column", &why.column())
    })
}

/// Reads papers that are given as `COMPONENT=FILE`. Every name is looked at before any file is.
pub(crate) fn read_papers(given: &[OsString]) -> Result<Vec<Paper>, UiError> {
    let split = given.iter().map(|given| split(given)).collect::<Result<Vec<_>, _>>()?;
    split.into_iter().map(|(component, file)| read_paper(component, &file)).collect()
}

fn split(given: &OsStr) -> Result<(String, OsString), UiError> {
    let halves = platform::split_at_equals(given).filter(|(_, file)| !file.is_empty());
    let Some((component, file)) = halves else {
        let shown = given.to_string_lossy();
        return Err(UiError::new(Kind::Usage, "not-an-attachment").with("given", &shown));
    };
    let component = component.to_string_lossy().into_owned();
    if !names_a_component(&component) {
        return Err(UiError::new(Kind::Input, "not-a-component"));
    }
    Ok((component, file))
}

fn read_paper(component: String, file: &OsStr) -> Result<Paper, UiError> {
    let file = Path::new(file);
    let bytes = read_picture(file)?;
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Paper { component, name, bytes })
}

/// Reads a photo, a scan or a PDF; of one that is too large no more than shows that it is.
pub(crate) fn read_picture(file: &Path) -> Result<Vec<u8>, UiError> {
    let read = regular(file).and_then(|opened| at_most(LARGEST_PAPER, opened));
    read.map_err(|why| unreadable("file-unreadable", &file.display(), why))
}

/// Reads a file of the catalogue; a failure is called `code`.
pub(crate) fn read_plain(file: &Path, code: &str) -> Result<Vec<u8>, UiError> {
    let read = regular(file).and_then(|opened| at_most(LARGEST_PACKAGE, opened));
    let bytes = read.map_err(|why| unreadable(code, &file.display(), why))?;
    if bytes.len() > LARGEST_PACKAGE {
        return Err(UiError::new(Kind::Input, "package-too-big"));
    }
    Ok(bytes)
}

/// Reads certificates of authorities.
pub(crate) fn read_authorities(file: &Path) -> Result<String, UiError> {
    let bytes = regular(file).and_then(|opened| at_most(LARGEST_AUTHORITIES, opened));
    let read = bytes.and_then(|bytes| match bytes.len() {
        length if length > LARGEST_AUTHORITIES => Err("not-text"),
        _ => text(&bytes).map(str::to_owned),
    });
    read.map_err(|why| unreadable("authority-file", &file.display(), why))
}

/// Reads a passphrase, or the code of a card or an enrolment, from its file, which may be a pipe; `-`
/// is standard input. A failure is called `code`.
pub(crate) fn read_secret(file: &Path, code: &str) -> Result<Zeroizing<String>, UiError> {
    let read = if file == Path::new("-") {
        at_most(LARGEST_SECRET, io::stdin())
    } else {
        let opened = File::open(file).map_err(|why| reason(&why));
        opened.and_then(|opened| at_most(LARGEST_SECRET, opened))
    };
    let bytes = read.map(Zeroizing::new);
    let secret = bytes.and_then(|bytes| {
        let line = text(&bytes)?.trim_end_matches(['\r', '\n']);
        Ok(Zeroizing::new(line.to_owned()))
    });
    secret.map_err(|why| UiError { kind: Kind::Usage, ..unreadable(code, &file.display(), why) })
}

/// Opens a file that is one: a pipe would hang, a device would never end.
fn regular(file: &Path) -> Result<File, &'static str> {
    let found = fs::metadata(file).map_err(|why| reason(&why))?;
    match found.file_type() {
        kind if kind.is_dir() => Err("folder"),
        kind if !kind.is_file() => Err("not-a-file"),
        _ => File::open(file).map_err(|why| reason(&why)),
    }
}

/// Reads one byte more than `most`, if there is one, so that too much shows as too much.
fn at_most(most: usize, from: impl Read) -> Result<Vec<u8>, &'static str> {
    let mut bytes = Vec::new();
    let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    from.take(limit).read_to_end(&mut bytes).map_err(|why| reason(&why))?;
    Ok(bytes)
}

/// The text of a file. Windows programs begin it with a mark that is no part of it.
fn text(bytes: &[u8]) -> Result<&str, &'static str> {
    let text = str::from_utf8(bytes).map_err(|_| "not-text")?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// How deep brackets nest outside of texts.
fn depth(json: &str) -> usize {
    let (mut now, mut deepest, mut in_text, mut escaped) = (0_usize, 0, false, false);
    for symbol in json.bytes() {
        match symbol {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            b'{' | b'[' if !in_text => now += 1,
            b'}' | b']' if !in_text => now = now.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(now);
    }
    deepest
}

/// Why a file could not be read, as a word that the sentences know.
pub(crate) fn reason(why: &io::Error) -> &'static str {
    match why.kind() {
        ErrorKind::NotFound => "not-found",
        ErrorKind::PermissionDenied => "no-permission",
        ErrorKind::IsADirectory => "folder",
        _ => "other",
    }
}

fn unreadable(code: &str, file: &impl ToString, why: &str) -> UiError {
    UiError::new(Kind::Input, code).with("file", file).with("why", &why)
}

#[cfg(unix)]
mod platform {
    use std::ffi::{OsStr, OsString};
    use std::os::unix::ffi::OsStrExt;

    /// Splits an argument at its first `=`; a file's name need not be UTF-8.
    pub(super) fn split_at_equals(given: &OsStr) -> Option<(OsString, OsString)> {
        let mut halves = given.as_bytes().splitn(2, |byte| *byte == b'=');
        let mut half = || halves.next().map(|half| OsStr::from_bytes(half).to_owned());
        Some((half()?, half()?))
    }
}

#[cfg(windows)]
mod platform {
    use std::ffi::{OsStr, OsString};
    use std::os::windows::ffi::{OsStrExt, OsStringExt};

    /// Splits an argument at its first `=`; a file's name need not be well-formed UTF-16.
    pub(super) fn split_at_equals(given: &OsStr) -> Option<(OsString, OsString)> {
        let wide: Vec<u16> = given.encode_wide().collect();
        let mut halves = wide.splitn(2, |unit| *unit == u16::from(b'='));
        let mut half = || halves.next().map(OsString::from_wide);
        Some((half()?, half()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_counts_brackets_outside_of_texts() {
        assert_eq!(depth(r#"{"a":[{"b":1}],"c":[]}"#), 3);
        assert_eq!(depth(r#""[[[ \" [[[""#), 0, "those stand in a text");
        assert_eq!(depth("]]]["), 1, "nonsense is left to the parser");
    }

    #[test]
    fn attachment_is_split_at_its_first_equals_sign() {
        let halves = platform::split_at_equals(OsStr::new("a=b=c")).unwrap();

        assert_eq!(halves, ("a".into(), "b=c".into()), "a file's name may have one");
        assert_eq!(platform::split_at_equals(OsStr::new("a")), None);
    }
}
