//! Questions to whoever sits at the terminal.

use std::io::{self, BufRead, IsTerminal, Write};

use bridge::{Kind, UiError};
use zeroize::Zeroizing;

use crate::screen::Screen;

/// Whether there is somebody to ask.
pub(crate) fn has_person() -> bool {
    io::stdin().is_terminal()
}

/// Asks a question and reads one line; empty at the end of input.
pub(crate) fn line(screen: &Screen, name: &str, args: &[(&str, &str)]) -> String {
    prompt(&screen.words().say(name, args));
    next_line().trim().to_owned()
}

/// Asks for something that nobody beside may read: not shown while it is typed. Without a
/// terminal, the next line of the input.
pub(crate) fn secret(screen: &Screen, name: &str) -> Result<Zeroizing<String>, UiError> {
    let question = screen.words().say(name, &[]);
    if !has_person() {
        prompt(&question);
        return Ok(next_line());
    }
    let typed = rpassword::prompt_password(format!("{question} "));
    typed.map(Zeroizing::new).map_err(|_| UiError::new(Kind::Locked, "no-terminal"))
}

fn prompt(question: &str) {
    let mut asked = io::stderr();
    let _ = write!(asked, "{question} ");
    let _ = asked.flush();
}

fn next_line() -> Zeroizing<String> {
    let mut typed = Zeroizing::new(String::new());
    let _ = io::stdin().lock().read_line(&mut typed);
    typed
}
