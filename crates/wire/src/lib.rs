//! What travels between a desk and the gateway, as types.
//!
//! For now the two things that are frozen when a dossier is sealed: [`form::Form`], part 0 of every
//! revision, and [`manifest::Manifest`], the list of parts that is hashed and signed. Requests,
//! replies and receipts join them with the road to the gateway.
//!
//! Bytes are made once, here, and kept: whoever sends or checks them uses the kept bytes and never
//! serialises again.

pub mod form;
pub mod manifest;
