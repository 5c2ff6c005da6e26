//! What desks fetch of a package when they have another one.

use catalogue::package::{Delta, Package};
use catalogue::shipped;
use portal::Policy;
use portal::store::DATABASE;
use seal::hash::hash;

use crate::catalogue::{Signer, fetch, path_of};
use crate::desk::{Desk, a_desk};
use crate::province::{Answer, Province, a_province, a_strict_province};

fn contents(package: &[u8]) -> String {
    Package::open_trusted(package).unwrap().hash().to_string()
}

/// The path of the offered package for whoever has these contents.
fn since(offered: &[u8], contents: &str) -> String {
    format!("{}?since={contents}", path_of(&hash(offered)))
}

/// The offered package as it is made of another, if that is what came.
fn made(signer: &Signer, came: &Answer, base: &[u8]) -> Option<Package> {
    assert_eq!(came.status, 200);
    let tag = format!("\"{}\"", hash(&came.bytes));
    assert_eq!(came.header("etag"), Some(tag.as_str()), "the tag is that of the very bytes");
    let delta = Delta::is_one(&came.bytes).then(|| Delta::read(&came.bytes).unwrap())?;
    let base = Package::open_trusted(base).unwrap();
    Some(delta.onto(&base, |id| signer.key(id)).unwrap())
}

/// A desk at a province that has published two packages, one after the other.
async fn after_two() -> (Province, Desk, Signer, Vec<u8>, Vec<u8>) {
    let province = a_province();
    let desk = a_desk(&province, 1).await;
    let signer = province.signer("catalogue.key");
    let (old, new) = (signer.package("2027.01.02"), signer.package("2027.01.03"));
    province.publish(&old, &[]);
    province.publish(&new, &[]);
    (province, desk, signer, old, new)
}

#[tokio::test]
async fn desk_that_has_the_package_of_before_fetches_only_what_is_new() {
    let (province, desk, signer, old, new) = after_two().await;

    let came = fetch(&province, &desk, &since(&new, &contents(&old)), &[]).await;

    let made = made(&signer, &came, &old).expect("it is a delta");
    assert_eq!(made.bytes().unwrap(), new, "it makes the very package that is offered");
    assert!(came.bytes.len() < 2000, "{} of {} bytes", came.bytes.len(), new.len());
    assert_eq!(fetch(&province, &desk, &path_of(&hash(&new)), &[]).await.bytes, new);
}

#[tokio::test]
async fn desk_goes_on_within_what_is_new_where_the_line_broke() {
    let (province, desk, _, old, new) = after_two().await;
    let path = since(&new, &contents(&old));
    let whole = fetch(&province, &desk, &path, &[]).await;
    let tag = whole.header("etag").unwrap().to_owned();

    let range = [("range", "bytes=100-"), ("if-range", tag.as_str())];
    let rest = fetch(&province, &desk, &path, &range).await;
    let packages = format!("\"{}\"", hash(&new));
    let range = [("range", "bytes=100-"), ("if-range", packages.as_str())];
    let other = fetch(&province, &desk, &path, &range).await;
    let beyond = [("range", "bytes=9999999-")];
    let beyond = fetch(&province, &desk, &path, &beyond).await;

    assert_eq!((rest.status.as_u16(), &rest.bytes[..]), (206, &whole.bytes[100..]));
    assert_eq!((other.status.as_u16(), &other.bytes), (200, &whole.bytes), "of other bytes");
    assert_eq!((beyond.status.as_u16(), beyond.code().as_str()), (416, "range-not-satisfiable"));
    let again = fetch(&province.restarted(), &desk, &path, &[]).await;
    assert_eq!(
        again.header("etag"),
        Some(tag.as_str()),
        "a gateway that was restarted goes on too"
    );
}

#[tokio::test]
async fn desk_that_has_something_unknown_gets_the_package() {
    let (province, desk, signer, old, new) = after_two().await;
    let stranger = contents(&signer.package("2026.12.31"));
    let twice = format!("{0}&since={0}", contents(&old));

    for unknown in [stranger.as_str(), "", "x", "%00", "%FF", twice.as_str()] {
        let came = fetch(&province, &desk, &since(&new, unknown), &[]).await;

        assert_eq!((came.status.as_u16(), &came.bytes), (200, &new), "{unknown}");
        let tag = format!("\"{}\"", hash(&new));
        assert_eq!(came.header("etag"), Some(tag.as_str()), "{unknown}");
    }
}

#[tokio::test]
async fn desk_that_has_only_the_programs_own_fetches_what_the_province_adds() {
    let (province, desk, signer, _, new) = after_two().await;
    let own = shipped::package(&shipped::catalogue().unwrap()).unwrap();

    let came = fetch(&province, &desk, &since(&new, &own.hash().to_string()), &[]).await;

    let made = made(&signer, &came, &own.bytes().unwrap()).expect("it is a delta");
    assert_eq!(made.bytes().unwrap(), new);
}

/// How long the gateway's database is, all in one file.
fn length(province: &Province) -> u64 {
    std::fs::metadata(province.data().join(DATABASE)).unwrap().len()
}

fn flip_a_byte(province: &Province, at: u64) {
    let file = province.data().join(DATABASE);
    let mut bytes = std::fs::read(&file).unwrap();
    bytes[usize::try_from(at).unwrap()] ^= 1;
    std::fs::write(file, bytes).unwrap();
}

#[tokio::test]
async fn desk_that_has_a_package_that_the_disk_has_spoilt_gets_the_offered_one() {
    let province = a_province();
    let desk = a_desk(&province, 1).await;
    let signer = province.signer("catalogue.key");
    let (old, new) = (signer.package("2027.01.02"), signer.package("2027.01.03"));
    let province = province.restarted();
    let before = length(&province);
    province.publish(&old, &[]);
    let province = province.restarted();
    let in_its_midst = before.midpoint(length(&province));
    assert_eq!(province.publish(&new, &[]).code, 0);
    let province = province.restarted();
    flip_a_byte(&province, in_its_midst);
    let province = province.restarted();

    for _ in 0..2 {
        let came = fetch(&province, &desk, &since(&new, &contents(&old)), &[]).await;

        assert_eq!((came.status.as_u16(), came.bytes == new), (200, true));
    }
    let looked = province.gateway.store().look(|view| {
        portal::store::catalogues::with_contents(view, &contents(&old).parse().unwrap())
    });
    assert!(looked.is_err(), "the store fails at it");
    assert_eq!(fetch(&province, &desk, &path_of(&hash(&new)), &[]).await.bytes, new);
}

#[tokio::test]
async fn last_few_packages_are_kept_and_older_ones_are_not() {
    let province = a_strict_province(Policy { catalogues_kept: 5, ..Policy::default() });
    let desk = a_desk(&province, 1).await;
    let signer = province.signer("catalogue.key");
    let all: Vec<_> = (1..=7).map(|day| signer.package(&format!("2027.01.0{day}"))).collect();
    for package in &all {
        assert_eq!(province.publish(package, &[]).code, 0);
    }
    let (new, before) = all.split_last().unwrap();

    let mut made_of = vec![];
    for base in before {
        let came = fetch(&province, &desk, &since(new, &contents(base)), &[]).await;
        made_of.push(made(&signer, &came, base).is_some());
        assert!(made_of.last().unwrap() | (came.bytes == *new));
    }

    assert_eq!(made_of, [false, true, true, true, true, true], "the first is forgotten");
}

#[tokio::test]
async fn nothing_is_made_for_whoever_is_no_desk_or_of_what_is_not_offered() {
    let (province, desk, _, old, new) = after_two().await;

    let stranger = province.get(&since(&new, &contents(&old))).await;
    let withdrawn = fetch(&province, &desk, &since(&old, &contents(&new)), &[]).await;

    assert_eq!(stranger.code(), "signed-out");
    assert_eq!(withdrawn.code(), "not-found");
}

#[tokio::test]
async fn what_was_signed_again_by_a_new_key_is_made_of_what_the_old_one_signed() {
    let (province, desk, _, _, new) = after_two().await;
    let signer = province.signer("second.key");
    let again = signer.package("2027.01.03");
    assert_eq!(province.publish(&again, &[]).code, 0);

    let came = fetch(&province, &desk, &since(&again, &contents(&new)), &[]).await;

    let made = made(&signer, &came, &new).expect("it is a delta");
    assert_eq!(made.bytes().unwrap(), again);
    assert!(came.bytes.len() < 1000, "{} bytes", came.bytes.len());
}
