//! The files that are carried: scans, as far as anybody on the way can tell, that no compression
//! makes smaller.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use seal::hash::hash;

use crate::lines::Load;

const HEAD: &[u8] = b"%PDF-1.4\n";
const TAIL: &[u8] = b"\n%%EOF\n";

/// Files of a load, in a folder that holds nothing else.
#[derive(Debug)]
pub struct Freight {
    /// The folder.
    pub folder: PathBuf,
    /// The files in their order.
    pub files: Vec<PathBuf>,
    hashes: BTreeSet<String>,
}

impl Freight {
    /// Lays the files of a load out; the same load has the same files.
    pub fn laid_out(folder: &Path, load: &Load) -> Self {
        let _ = fs::remove_dir_all(folder);
        fs::create_dir_all(folder).unwrap();
        let (mut files, mut hashes) = (vec![], BTreeSet::new());
        if let Load::Pages { count, bytes } = load {
            for number in 0..*count {
                let scan = a_scan(u64::from(number), *bytes);
                let path = folder.join(format!("quet-{number:03}.pdf"));
                fs::write(&path, &scan).unwrap();
                hashes.insert(hash(&scan).to_string());
                files.push(path);
            }
        }
        Self { folder: folder.to_owned(), files, hashes }
    }

    /// Whether a folder holds every file byte for byte, wherever and under whatever name.
    pub fn is_whole_in(&self, folder: &Path) -> bool {
        let found: BTreeSet<_> = below(folder).iter().map(|file| of(file)).collect();
        self.hashes.is_subset(&found)
    }
}

fn of(file: &Path) -> String {
    hash(&fs::read(file).unwrap()).to_string()
}

fn below(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { below(&path) } else { vec![path] }).collect()
}

/// Head and end of a PDF, and noise between them.
fn a_scan(number: u64, bytes: u64) -> Vec<u8> {
    let size = usize::try_from(bytes).unwrap();
    let mut scan = HEAD.to_vec();
    let mut state = number.wrapping_add(1);
    while scan.len() < size - TAIL.len() {
        scan.extend(noise(&mut state).to_le_bytes());
    }
    scan.truncate(size - TAIL.len());
    scan.extend(TAIL);
    scan
}

/// `SplitMix64` (Steele, Lea and Flood, 2014).
fn noise(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut word = *state;
    word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    word ^ (word >> 31)
}
