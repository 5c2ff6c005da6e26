//! The QR says the code that people ask with, and nothing else.

use print::{Size, receipt};

use crate::papers::{OFFICIAL, PROVISIONAL, a_note, a_receipt, a_reprint};
use crate::read_back::Printed;

#[test]
fn qr_says_the_provisional_code_when_the_agency_has_given_none() {
    for size in [Size::A4, Size::A5] {
        for paper in [a_receipt(), a_note()] {
            let codes = Printed::new(&receipt(&paper, size).unwrap()).codes();

            assert_eq!(codes, [PROVISIONAL], "{size}");
        }
    }
}

#[test]
fn qr_says_the_official_code_when_there_is_one() {
    for size in [Size::A4, Size::A5] {
        let codes = Printed::new(&receipt(&a_reprint(), size).unwrap()).codes();

        assert_eq!(codes, [OFFICIAL], "{size}");
    }
}
