//! Money in đồng.

use std::fmt;

use serde::{Deserialize, Serialize};

/// An amount in whole đồng, never negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Dong(u64);

impl Dong {
    /// Takes an amount.
    pub const fn new(dong: u64) -> Self {
        Self(dong)
    }

    /// The amount as a number.
    pub const fn get(self) -> u64 {
        self.0
    }
}

impl fmt::Display for Dong {
    /// Writes `25.000 đ`, as people write it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.0.to_string();
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                f.write_str(".")?;
            }
            write!(f, "{digit}")?;
        }
        f.write_str(" đ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dong_is_grouped_by_thousands_when_shown() {
        let shown = [0, 500, 25_000, 1_234_567].map(|n| Dong::new(n).to_string());

        assert_eq!(shown, ["0 đ", "500 đ", "25.000 đ", "1.234.567 đ"]);
    }
}
