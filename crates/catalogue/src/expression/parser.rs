//! From tokens to a tree, with the kind of every part.

use super::calls::Call;
use super::kinds::{Kind, Scope};
use super::token::Token;
use super::tree::{Circumstance, Node, Place};
use super::value::{Comparison, Value};
use super::{DEEPEST, ExpressionFault};

type Read<T> = Result<T, ExpressionFault>;
type Part = (Node, Kind);

/// Reads from the first token to the last, one function for each line of the grammar.
pub(super) struct Parser<'a> {
    tokens: std::iter::Peekable<std::vec::IntoIter<(usize, Token)>>,
    end: usize,
    depth: usize,
    scope: &'a Scope,
}

impl<'a> Parser<'a> {
    pub(super) fn new(tokens: Vec<(usize, Token)>, end: usize, scope: &'a Scope) -> Self {
        Self { tokens: tokens.into_iter().peekable(), end, depth: 0, scope }
    }

    pub(super) fn whole(mut self) -> Read<Part> {
        let part = self.expression()?;
        match self.tokens.next() {
            None => Ok(part),
            Some((at, _)) => Err(ExpressionFault::new(at, "nothing was expected here any more")),
        }
    }

    fn expression(&mut self) -> Read<Part> {
        self.deeper(|parser| {
            let first = parser.all()?;
            parser.joined(first, "or", Node::Any, Self::all)
        })
    }

    fn all(&mut self) -> Read<Part> {
        let first = self.not()?;
        self.joined(first, "and", Node::All, Self::not)
    }

    fn joined(
        &mut self,
        first: Part,
        word: &str,
        join: fn(Vec<Node>) -> Node,
        next: fn(&mut Self) -> Read<Part>,
    ) -> Read<Part> {
        if !self.is_next(&Token::Word(word.to_owned())) {
            return Ok(first);
        }
        let mut parts = vec![self.truth(first)?];
        while self.take(&Token::Word(word.to_owned())) {
            let part = next(self)?;
            parts.push(self.truth(part)?);
        }
        Ok((join(parts), Kind::Truth))
    }

    fn not(&mut self) -> Read<Part> {
        if !self.take(&Token::Word("not".to_owned())) {
            return self.comparison();
        }
        let part = self.deeper(Self::not)?;
        let inner = self.truth(part)?;
        Ok((Node::Not(Box::new(inner)), Kind::Truth))
    }

    fn comparison(&mut self) -> Read<Part> {
        let (left, kind) = self.term()?;
        let at = self.at();
        let Some(how) = self.sign() else { return Ok((left, kind)) };
        let (right, other) = self.term()?;
        if kind != other || !kind.is_a_value() {
            return Err(ExpressionFault::new(at, format!("a {kind} compared with a {other}")));
        }
        if how.is_of_size() && !matches!(kind, Kind::Number | Kind::Date) {
            return Err(ExpressionFault::new(at, format!("a {kind} has no size")));
        }
        Ok((Node::Compare(Box::new(left), how, Box::new(right)), Kind::Truth))
    }

    fn term(&mut self) -> Read<Part> {
        match self.tokens.next() {
            Some((_, Token::Text(text))) if text.trim().is_empty() => {
                Ok((Node::Known(Value::Unknown), Kind::Text))
            }
            Some((_, Token::Text(text))) => Ok((Node::Known(Value::Text(text)), Kind::Text)),
            Some((_, Token::Number(number))) => {
                Ok((Node::Known(Value::Number(number..=number)), Kind::Number))
            }
            Some((_, Token::Sign("("))) => {
                let inner = self.expression()?;
                self.close()?;
                Ok(inner)
            }
            Some((at, Token::Word(word))) => self.word(at, &word),
            Some((at, Token::Sign(_))) => Err(ExpressionFault::new(at, "a value was expected")),
            None => Err(ExpressionFault::new(self.end, "a value was expected")),
        }
    }

    fn word(&mut self, at: usize, word: &str) -> Read<Part> {
        if let "true" | "false" = word {
            return Ok((Node::Known(Value::Truth(word == "true")), Kind::Truth));
        }
        if self.take(&Token::Sign("(")) {
            return if word == "page" { self.page() } else { self.call(at, word) };
        }
        if let Some(circumstance) = Circumstance::named(word) {
            return Ok((Node::Circumstance(circumstance), circumstance.kind()));
        }
        let unknown = || ExpressionFault::new(at, format!("no field is called {word}"));
        let (pointer, kind) = self.scope.place(word).ok_or_else(unknown)?;
        Ok((Node::Place(Place { pointer, kind }), kind))
    }

    fn page(&mut self) -> Read<Part> {
        let at = self.at();
        let Some((_, Token::Text(id))) = self.tokens.next() else {
            return Err(ExpressionFault::new(at, "page wants the name of a component in quotes"));
        };
        self.close()?;
        let unknown = || ExpressionFault::new(at, format!("no component is called {id}"));
        let known = self.scope.has_component(&id).then(|| id.parse().ok()).flatten();
        Ok((Node::Page(known.ok_or_else(unknown)?), Kind::Truth))
    }

    fn call(&mut self, at: usize, name: &str) -> Read<Part> {
        let unknown = || ExpressionFault::new(at, format!("no function is called {name}"));
        let call = Call::named(name).ok_or_else(unknown)?;
        let mut arguments = vec![self.expression()?];
        while self.take(&Token::Sign(",")) {
            arguments.push(self.expression()?);
        }
        self.close()?;
        let (nodes, kinds): (Vec<_>, Vec<_>) = arguments.into_iter().unzip();
        let are_places = nodes.iter().all(|node| matches!(node, Node::Place(_)));
        if call.takes_places() && !are_places {
            return Err(ExpressionFault::new(at, format!("{name} wants the names of fields")));
        }
        let kind = call.kind(&kinds);
        let kind = kind.map_err(|want| ExpressionFault::new(at, format!("{name} wants {want}")))?;
        Ok((Node::Call(call, nodes), kind))
    }

    fn truth(&mut self, (node, kind): Part) -> Read<Node> {
        let wrong = || ExpressionFault::new(self.end, format!("a {kind} where a truth is needed"));
        if kind == Kind::Truth { Ok(node) } else { Err(wrong()) }
    }

    fn deeper(&mut self, read: impl FnOnce(&mut Self) -> Read<Part>) -> Read<Part> {
        if self.depth >= DEEPEST {
            let at = self.at();
            return Err(ExpressionFault::new(at, format!("nests deeper than {DEEPEST} levels")));
        }
        self.depth += 1;
        let part = read(self);
        self.depth -= 1;
        part
    }

    fn sign(&mut self) -> Option<Comparison> {
        let how = match self.tokens.peek() {
            Some((_, Token::Sign(sign))) => Comparison::of(sign),
            _ => None,
        };
        if how.is_some() {
            self.tokens.next();
        }
        how
    }

    fn close(&mut self) -> Read<()> {
        let at = self.at();
        if self.take(&Token::Sign(")")) {
            return Ok(());
        }
        Err(ExpressionFault::new(at, "a closing bracket was expected"))
    }

    fn take(&mut self, token: &Token) -> bool {
        self.tokens.next_if(|(_, next)| next == token).is_some()
    }

    fn is_next(&mut self, token: &Token) -> bool {
        self.tokens.peek().is_some_and(|(_, next)| next == token)
    }

    fn at(&mut self) -> usize {
        self.tokens.peek().map_or(self.end, |(at, _)| *at)
    }
}
