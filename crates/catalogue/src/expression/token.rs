//! The words of an expression.

use super::ExpressionFault;

/// Most digits of a number.
const DIGITS: usize = 9;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    Word(String),
    Text(String),
    Number(i64),
    Sign(&'static str),
}

/// The longer signs first.
const SIGNS: [&str; 9] = ["!=", "<=", ">=", "=", "<", ">", "(", ")", ","];

/// Cuts a text into tokens, each with the byte at which it begins.
pub(super) fn tokens(text: &str) -> Result<Vec<(usize, Token)>, ExpressionFault> {
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let at = text.len() - rest.len();
        let (token, after) = match first {
            '\'' => quoted(rest, at)?,
            '0'..='9' => number(rest, at)?,
            _ if begins_a_word(first) => word(rest),
            _ => sign(rest, at)?,
        };
        found.push((at, token));
        rest = after.trim_start();
    }
    Ok(found)
}

fn quoted(rest: &str, at: usize) -> Result<(Token, &str), ExpressionFault> {
    let inside = rest.strip_prefix('\'').and_then(|rest| rest.split_once('\''));
    let (inside, after) =
        inside.ok_or_else(|| ExpressionFault::new(at, "the text is not closed"))?;
    Ok((Token::Text(inside.to_owned()), after))
}

fn number(rest: &str, at: usize) -> Result<(Token, &str), ExpressionFault> {
    let (digits, after) = split_while(rest, |c| c.is_ascii_digit());
    let number = digits.parse().ok().filter(|_| digits.len() <= DIGITS);
    let number = number.ok_or_else(|| ExpressionFault::new(at, "the number is too large"))?;
    Ok((Token::Number(number), after))
}

fn word(rest: &str) -> (Token, &str) {
    let (word, after) = split_while(rest, |c| begins_a_word(c) || c.is_ascii_digit() || c == '.');
    (Token::Word(word.to_owned()), after)
}

fn sign(rest: &str, at: usize) -> Result<(Token, &str), ExpressionFault> {
    let found = SIGNS.iter().find_map(|sign| Some((*sign, rest.strip_prefix(sign)?)));
    let (sign, after) =
        found.ok_or_else(|| ExpressionFault::new(at, "a symbol that means nothing"))?;
    Ok((Token::Sign(sign), after))
}

fn begins_a_word(c: char) -> bool {
    c.is_ascii_alphabetic() || c == '_'
}

fn split_while(text: &str, belongs: impl Fn(char) -> bool) -> (&str, &str) {
    let end = text.find(|c| !belongs(c)).unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}
