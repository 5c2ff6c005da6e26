//! What happened in a world, line by line.

use std::hash::{DefaultHasher, Hash, Hasher};

/// A history is written only where somebody will read it: on a second run of a seed that failed.
pub struct History {
    lines: Option<Vec<String>>,
    /// At which desk it happens.
    pub desk: usize,
}

impl History {
    pub fn new(is_kept: bool) -> Self {
        Self { lines: is_kept.then(Vec::new), desk: 0 }
    }

    pub fn note(&mut self, tick: u64, line: impl FnOnce() -> String) {
        if let Some(lines) = &mut self.lines {
            let seconds = tick as f64 / 1000.0;
            lines.push(format!("{seconds:>10.3} s  {}  {}", self.desk, line()));
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
