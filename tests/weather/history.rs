//! What happened in a world, line by line.

use std::hash::{DefaultHasher, Hash, Hasher};

/// A history is written only where somebody will read it: on a second run of a seed that failed.
pub struct History {
    lines: Option<Vec<String>>,
}

impl History {
    pub fn new(is_kept: bool) -> Self {
        Self { lines: is_kept.then(Vec::new) }
    }

    pub fn note(&mut self, tick: u64, line: impl FnOnce() -> String) {
        if let Some(lines) = &mut self.lines {
            lines.push(format!("{:>10.3} s  {}", tick as f64 / 1000.0, line()));
        }
    }

    pub fn text(&self) -> String {
        self.lines.as_deref().unwrap_or_default().join("\n")
    }

    pub fn digest(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.lines.hash(&mut hasher);
        hasher.finish()
    }
}
