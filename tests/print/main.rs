//! The papers, read back as people and machines read them: their text, their pages as pictures,
//! their QR codes. Needs the tools that the set-up of the tests installs, which are no Windows programs.
#![cfg(unix)]

mod codes;
mod declarations;
mod lists;
mod notes;
mod pages;
mod papers;
mod read_back;
mod receipts;
mod shipped;
