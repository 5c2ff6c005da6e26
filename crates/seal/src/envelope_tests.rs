use proptest::prelude::*;

use super::*;
use crate::hash::{HashingWriter, hash};

const CHUNK: usize = 64 * 1024;

fn key() -> Identity {
    Identity::from_bytes([7; 32])
}

fn pattern(size: usize) -> Vec<u8> {
    (0..size).map(|i| u8::try_from(i % 251).unwrap()).collect()
}

fn sealed(plain: &[u8]) -> Vec<u8> {
    seal(&[key().recipient()], plain).unwrap()
}

/// A medium that gives and takes so much and then fails.
struct Failing<T> {
    inner: T,
    left: usize,
}

impl<T> Failing<T> {
    fn spend(&mut self, count: usize) -> io::Result<()> {
        self.left = self.left.checked_sub(count).ok_or(io::ErrorKind::TimedOut)?;
        Ok(())
    }
}

impl<T: Write> Write for Failing<T> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.spend(bytes.len())?;
        self.inner.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

impl<T: Read> Read for Failing<T> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(into)?;
        self.spend(count)?;
        Ok(count)
    }
}

impl<T: Seek> Seek for Failing<T> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}

#[test]
fn envelope_opens_for_each_recipient_and_for_nobody_else() {
    let second = Identity::from_bytes([8; 32]);
    let stranger = Identity::from_bytes([9; 32]);
    let plain = b"Gi\xe1\xba\xa5y khai sinh";

    let sealed = seal(&[key().recipient(), second.recipient()], plain).unwrap();

    assert_eq!(open(&key(), &sealed).unwrap(), plain, "the first can open it");
    assert_eq!(open(&second, &sealed).unwrap(), plain, "the second too");
    let refused = open(&stranger, &sealed).unwrap_err();
    assert!(matches!(refused, OpenError::NotForThisKey), "a stranger cannot: {refused:?}");
}

#[test]
fn envelope_is_refused_when_nobody_could_open_it() {
    let refused = seal(&[], b"x").unwrap_err();

    assert!(matches!(refused, SealError::NoRecipient), "told before a byte is written");
}

#[test]
fn envelope_made_by_ages_own_code_opens_and_vice_versa() {
    let age_key: age::x25519::Identity = key().text().parse().unwrap();

    let theirs = age::encrypt(&age_key.to_public(), b"theirs").unwrap();
    let ours = sealed(b"ours");

    assert_eq!(open(&key(), &theirs).unwrap(), b"theirs", "any age tool can seal for us");
    assert_eq!(age::decrypt(&age_key, &ours).unwrap(), b"ours", "and open what we sealed");
}

#[test]
fn sealer_tells_hash_and_size_of_both_sides_when_finished() {
    let plain = pattern(CHUNK + 10);
    let mut sealer = Sealer::new(&[key().recipient()], HashingWriter::new(Vec::new())).unwrap();

    for piece in plain.chunks(1000) {
        sealer.write_all(piece).unwrap();
    }
    let (into, outside) = sealer.finish().unwrap();

    let (bytes, inside) = into.finish();
    assert_eq!(outside, Digest { sha256: hash(&plain), size: 65_546 }, "of the plain bytes");
    assert_eq!(inside.sha256, hash(&bytes), "of the sealed bytes");
    assert_eq!(open(&key(), &bytes).unwrap(), plain, "and they belong together");
}

#[test]
fn envelope_opens_whatever_its_size_is_around_a_chunk() {
    for size in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK - 1, 2 * CHUNK, 2 * CHUNK + 1] {
        let plain = pattern(size);

        let opened = open(&key(), &sealed(&plain)).unwrap();

        assert_eq!(opened, plain, "all {size} bytes come back");
    }
}

#[test]
fn envelope_is_never_read_as_success_when_any_byte_is_flipped() {
    let whole = sealed(b"S\xe1\xbb\x95 h\xe1\xbb\x99 kh\xe1\xba\xa9u");

    for at in 0..whole.len() {
        for mask in [0x01, 0x20, 0x80] {
            let mut flipped = whole.clone();
            flipped[at] ^= mask;

            let opened = open(&key(), &flipped);

            assert!(opened.is_err(), "byte {at} of {} flipped by {mask:#x}", whole.len());
        }
    }
}

#[test]
fn envelope_is_refused_at_once_when_it_is_cut_anywhere() {
    let whole = sealed(&pattern(CHUNK + 100));
    let size = whole.len();

    for end in (0..600).chain(size - 700..size) {
        let opened = Opener::new(&key(), Cursor::new(&whole[..end]));

        let Err(error) = opened else { panic!("cut to {end} of {size} bytes and opened") };
        assert!(matches!(error, OpenError::Damaged), "cut to {end} bytes: {error:?}");
    }
}

#[test]
fn envelope_is_refused_when_something_is_appended() {
    let mut longer = sealed(b"end");

    longer.push(0);

    let error = open(&key(), &longer).unwrap_err();
    assert!(matches!(error, OpenError::Damaged), "its length is authenticated: {error:?}");
}

#[test]
fn envelope_is_refused_quickly_when_its_header_never_ends() {
    let mut hostile = b"age-encryption.org/v1\n".to_vec();
    hostile.extend(b"-> X25519 abc\nAAAA\n".repeat(1_000_000));

    let error = open(&key(), &hostile).unwrap_err();

    assert!(matches!(error, OpenError::Damaged), "no header is that long: {error:?}");
}

#[test]
fn opener_gives_nothing_more_when_a_chunk_was_damaged() {
    let mut damaged = sealed(&pattern(3 * CHUNK));
    let middle = damaged.len() / 2;
    damaged[middle] ^= 1;
    let mut opener = Opener::new(&key(), Cursor::new(damaged)).unwrap();
    let mut piece = vec![0; CHUNK];

    opener.read_exact(&mut piece).unwrap();
    let error: OpenError = opener.read_exact(&mut piece).unwrap_err().into();

    assert_eq!(piece[..9], pattern(9), "what came before was whole");
    assert!(matches!(error, OpenError::Damaged), "the second chunk is not: {error:?}");
    opener.rewind().unwrap();
    assert!(opener.read(&mut piece).is_err(), "age has lost its place, so it must be opened anew");
}

#[test]
fn opener_tells_a_failing_medium_from_damage() {
    let whole = sealed(&pattern(3 * CHUNK));

    let inner = Failing { inner: Cursor::new(&whole), left: 2 * CHUNK + CHUNK / 2 };
    let mut opener = Opener::new(&key(), inner).unwrap();
    let error: OpenError = opener.read_to_end(&mut Vec::new()).unwrap_err().into();

    assert!(matches!(error, OpenError::Io(_)), "a pulled-out stick is no damage: {error:?}");
}

#[test]
fn sealer_stays_broken_when_the_medium_failed_once() {
    let medium = Failing { inner: Vec::new(), left: CHUNK };
    let mut sealer = Sealer::new(&[key().recipient()], medium).unwrap();

    let failed = sealer.write_all(&pattern(2 * CHUNK));
    let again = sealer.write_all(b"more");

    assert!(failed.is_err(), "the medium was full");
    assert!(again.is_err(), "going on would make an envelope that cannot be opened");
    assert!(matches!(sealer.finish(), Err(SealError::Io(_))), "so it cannot be finished");
}

#[test]
fn opener_reads_nothing_when_it_stands_behind_the_end() {
    let mut opener = Opener::new(&key(), Cursor::new(sealed(b"short"))).unwrap();
    let mut piece = [0; 4];

    assert_eq!(opener.seek(SeekFrom::Start(500)).unwrap(), 500, "as files allow it");
    assert_eq!(opener.read(&mut piece).unwrap(), 0, "there is nothing");
    assert!(opener.seek(SeekFrom::End(-6)).is_err(), "before the start there is no place");
    assert_eq!(opener.seek(SeekFrom::End(-5)).unwrap(), 0, "back at the start");
    assert_eq!(opener.read(&mut piece).unwrap(), 4, "it reads again");
}

#[test]
fn opener_begins_where_the_reader_stands_when_something_lies_before() {
    let mut file = b"prefix".to_vec();
    file.extend(sealed(&pattern(CHUNK * 2)));
    let mut reader = Cursor::new(file);
    reader.set_position(6);

    let mut opener = Opener::new(&key(), reader).unwrap();
    let mut plain = Vec::new();
    opener.read_to_end(&mut plain).unwrap();

    assert_eq!(plain, pattern(CHUNK * 2), "the prefix is not its business");
}

#[test]
fn keys_come_back_from_their_envelopes_and_from_no_other() {
    let dossier = Identity::from_bytes([3; 32]);
    let to = [key().recipient()];

    let identity = seal_identity(&to, &dossier).unwrap();
    let data_key = seal_data_key(&to, &DataKey::new([4; 32])).unwrap();

    let opened = open_identity(&key(), &identity).unwrap();
    assert_eq!(*opened.text(), *dossier.text(), "the dossier's identity");
    let opened = open_data_key(&key(), &data_key).unwrap();
    assert_eq!(opened.as_bytes(), &[4; 32], "the data key");
    let mixed = open_data_key(&key(), &identity).unwrap_err();
    assert!(matches!(mixed, OpenError::Damaged), "one is not taken for the other: {mixed:?}");
    let mixed = open_identity(&key(), &data_key).unwrap_err();
    assert!(matches!(mixed, OpenError::Damaged), "nor vice versa: {mixed:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn opener_reads_the_same_bytes_wherever_it_is_sent(
        size in 0_usize..(3 * CHUNK + 2),
        steps in prop::collection::vec((0_u64..(4 * 65_536), 0_usize..100_000), 1..8),
    ) {
        let plain = pattern(size);
        let mut opener = Opener::new(&key(), Cursor::new(sealed(&plain))).unwrap();
        let mut expected = Cursor::new(&plain);

        for (offset, count) in steps {
            let (mut got, mut want) = (Vec::new(), Vec::new());
            opener.seek(SeekFrom::Start(offset)).unwrap();
            expected.seek(SeekFrom::Start(offset)).unwrap();
            opener.by_ref().take(count as u64).read_to_end(&mut got).unwrap();
            expected.by_ref().take(count as u64).read_to_end(&mut want).unwrap();

            prop_assert!(got == want, "{} bytes from {} of {}", count, offset, size);
        }
    }

    #[test]
    fn long_envelope_is_never_read_as_success_when_a_bit_is_flipped(
        at in any::<prop::sample::Index>(),
        bit in 0..8,
    ) {
        let mut sealed = sealed(&pattern(2 * CHUNK + 5));

        let at = at.index(sealed.len());
        sealed[at] ^= 1_u8 << bit;

        prop_assert!(open(&key(), &sealed).is_err(), "byte {} was flipped", at);
    }
}
