//! The catalogue that a province hands out to its desks: the key that signs its packages, and the one
//! package that every desk fetches with its next delivery.

pub mod fault;
pub mod key;
pub mod publish;
