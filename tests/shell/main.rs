//! The contract of `nopho`: what other programs rely on. Built with the crate `cli`, because only
//! there the path of the program is known.
#![expect(clippy::disallowed_methods, reason = "tests hand over and damage files as people do")]

#[cfg(test)]
mod browser;
#[cfg(test)]
mod dossiers;
#[cfg(test)]
mod files;
#[cfg(test)]
mod keys;
#[cfg(test)]
mod pages;
#[cfg(test)]
mod papers;
#[cfg(test)]
mod procedures;
#[cfg(test)]
mod road;
#[cfg(test)]
mod serve;
#[cfg(test)]
mod spoken;
#[cfg(test)]
mod table;
