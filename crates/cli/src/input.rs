//! Forms and papers from files, read before anything is begun, so that a slip of the pen costs
//! nothing.

use std::fs;
use std::io::Read;
use std::path::Path;

use bridge::{Kind, UiError};
use serde_json::Value;

/// A file for a component.
pub(crate) struct Paper {
    pub(crate) component: String,
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

/// Reads a form; `-` is standard input.
pub(crate) fn read_form(file: &Path) -> Result<Value, UiError> {
    let refused = |why: &dyn std::fmt::Display| {
        let problem = UiError::new(Kind::Input, "form-file");
        problem.with("file", &file.display()).with("why", &why)
    };
    let mut content = String::new();
    let read = if file == Path::new("-") {
        std::io::stdin().read_to_string(&mut content)
    } else {
        fs::File::open(file).and_then(|mut opened| opened.read_to_string(&mut content))
    };
    read.map_err(|why| refused(&why))?;
    // Windows programs begin a text file with a mark that JSON does not know.
    let content = content.strip_prefix('\u{feff}').unwrap_or(&content);
    serde_json::from_str(content).map_err(|why| refused(&why))
}

/// Reads papers that are given as `COMPONENT=FILE`.
pub(crate) fn read_papers(given: &[String]) -> Result<Vec<Paper>, UiError> {
    given.iter().map(|given| read_paper(given)).collect()
}

fn read_paper(given: &str) -> Result<Paper, UiError> {
    let Some((component, file)) = given.split_once('=') else {
        return Err(UiError::new(Kind::Usage, "not-an-attachment").with("given", &given));
    };
    let bytes = fs::read(file).map_err(|why| {
        UiError::new(Kind::Input, "file-unreadable").with("file", &file).with("why", &why)
    })?;
    let name = Path::new(file).file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Paper { component: component.to_owned(), name, bytes })
}
