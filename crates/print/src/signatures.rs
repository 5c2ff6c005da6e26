//! Places to sign.

use crate::flow::Block;
use crate::setting::{Setting, Stand, Strip, beside, stacked};
use crate::wrap::{bold, italic};

/// Somebody who signs.
pub(crate) struct Signer<'a> {
    pub(crate) title: &'a str,
    pub(crate) note: &'a str,
    /// Empty: written by hand.
    pub(crate) name: &'a str,
}

impl Setting {
    /// Two signatures side by side.
    pub(crate) fn two_signatures(&self, left: &Signer<'_>, right: &Signer<'_>) -> Block {
        let half = self.measures.column() / 2.0;
        let strips = [0.0, half].map(|x| Strip { x, width: half });
        let signed = strips.into_iter().zip([left, right]);
        beside(signed.map(|(strip, signer)| self.signature(strip, signer)))
            .below(self.measures.gap * 1.5)
    }

    /// One signature on the right, under the day.
    pub(crate) fn one_signature(&self, dated: &str, signer: &Signer<'_>) -> Block {
        let width = self.measures.column() * 0.58;
        let strip = Strip { x: self.measures.column() - width, width };
        let dated = self.paragraph(self.measures.body, strip, Stand::Centre, &[italic(dated)]);
        stacked([dated, self.signature(strip, signer)]).below(self.measures.gap * 1.5)
    }

    /// Two signatures side by side, under the day.
    pub(crate) fn two_signatures_of(
        &self,
        dated: &str,
        left: &Signer<'_>,
        right: &Signer<'_>,
    ) -> Block {
        let strip = self.column();
        let dated = self.paragraph(self.measures.body, strip, Stand::Right, &[italic(dated)]);
        stacked([dated, self.two_signatures(left, right)]).below(self.measures.gap * 1.5)
    }

    fn signature(&self, strip: Strip, signer: &Signer<'_>) -> Block {
        let measures = &self.measures;
        let set = |size, run| self.paragraph(size, strip, Stand::Centre, &[run]);
        stacked([
            set(measures.body, bold(signer.title)),
            set(measures.small, italic(signer.note)),
            set(measures.body, bold(signer.name)).below(measures.hand),
        ])
    }
}
