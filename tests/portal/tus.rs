//! tus 1.0.0: core, creation, checksum, expiration.

use axum::body::Body;
use axum::http::Request;
use data_encoding::BASE64;
use portal::Policy;
use sha1::Digest as _;
use wire::path;

use crate::desk::{Desk, Sealed, a_desk, a_dossier, a_paper, a_supplement, upload_of};
use crate::province::{Answer, Province, a_province, a_strict_province};

struct Begun {
    province: Province,
    desk: Desk,
    sealed: Sealed,
    upload: String,
}

async fn begun(size: usize) -> Begun {
    begun_with(size, Policy::default()).await
}

async fn begun_with(size: usize, policy: Policy) -> Begun {
    let province = a_strict_province(policy);
    let desk = a_desk(&province, 1).await;
    let sealed = a_dossier(&desk, 1, &[size]);
    let upload = upload_of(&desk.announce(&province, &sealed).await);
    Begun { province, desk, sealed, upload }
}

impl Begun {
    async fn patch(&self, offset: u64, bytes: &[u8]) -> Answer {
        self.desk.patch(&self.province, &self.upload, offset, bytes).await
    }

    async fn patch_with(&self, name: &str, value: &str, bytes: &[u8]) -> Answer {
        let request = self.desk.slice(&self.province, &self.upload, 0).header(name, value);
        self.province.ask(request.body(Body::from(bytes.to_vec())).unwrap()).await
    }

    async fn offset(&self) -> u64 {
        self.desk.head(&self.province, &self.upload).await.number("upload-offset")
    }

    fn paper(&self) -> &[u8] {
        &self.sealed.papers[0]
    }

    async fn is_delivered(&self) -> bool {
        self.desk.receipt(&self.province, &self.sealed).await.is_some()
    }
}

#[tokio::test]
async fn options_say_what_is_spoken() {
    let province = a_province();
    let request = Request::options(path::UPLOADS).body(Body::empty()).unwrap();

    let answer = province.ask(request).await;

    assert_eq!(answer.status, 204);
    assert_eq!(answer.header("tus-resumable"), Some("1.0.0"));
    assert_eq!(answer.header("tus-version"), Some("1.0.0"));
    assert_eq!(answer.header("tus-extension"), Some("creation,checksum,expiration"));
    assert_eq!(answer.header("tus-checksum-algorithm"), Some("sha1,sha256"));
    assert_eq!(answer.number("tus-max-size"), Policy::default().max_part_bytes);
}

#[tokio::test]
async fn other_version_is_refused_before_anything_is_read() {
    let begun = begun(100).await;
    for version in [None, Some("0.2.2")] {
        for method in ["POST", "HEAD", "PATCH"] {
            let place = if method == "POST" { path::UPLOADS } else { &begun.upload };
            let mut request = Request::builder().method(method).uri(place);
            if let Some(version) = version {
                request = request.header("tus-resumable", version);
            }
            let answer = begun.province.ask(request.body(Body::empty()).unwrap()).await;
            assert_eq!(answer.status, 412, "{method}");
            assert_eq!(answer.header("tus-version"), Some("1.0.0"));
            assert_eq!(answer.header("tus-resumable"), Some("1.0.0"));
        }
    }
}

#[tokio::test]
async fn part_arrives_slice_by_slice() {
    let begun = begun(300_000).await;

    for (offset, end) in [(0, 1), (1, 70_000), (70_000, 299_999)] {
        let sent = begun.patch(offset, &begun.paper()[offset as usize..end]).await;
        assert_eq!((sent.status.as_u16(), sent.number("upload-offset")), (204, end as u64));
        assert!(sent.header("upload-expires").unwrap().ends_with(" GMT"), "{sent:?}");
        assert!(!begun.is_delivered().await, "a part is missing");
    }
    let last = begun.patch(299_999, &begun.paper()[299_999..]).await;

    assert_eq!(last.number("upload-offset"), 300_000);
    assert!(begun.is_delivered().await);
    let head = begun.desk.head(&begun.province, &begun.upload).await;
    assert_eq!((head.number("upload-offset"), head.number("upload-length")), (300_000, 300_000));
    assert_eq!(head.header("cache-control"), Some("no-store"));
    assert_eq!(head.header("upload-expires"), None, "it is held for good");
    let again = begun.patch(300_000, b"").await;
    assert_eq!((again.status.as_u16(), again.number("upload-offset")), (204, 300_000));
}

#[tokio::test]
async fn part_is_the_same_after_a_restart_in_the_middle() {
    let mut begun =
        begun_with(300_000, Policy { checkpoint_bytes: 50_000, ..Policy::default() }).await;
    begun.patch(0, &begun.paper()[..123_456]).await;

    begun.province = begun.province.restarted();

    assert_eq!(begun.offset().await, 123_456);
    begun.patch(123_456, &begun.paper()[123_456..]).await;
    assert!(begun.is_delivered().await);
}

#[tokio::test]
async fn slice_is_refused_when_it_begins_elsewhere_or_is_none() {
    let begun = begun(1000).await;
    begun.patch(0, &begun.paper()[..400]).await;

    for offset in [0, 399, 401, 1000] {
        assert_eq!(begun.patch(offset, b"x").await.code(), "wrong-offset", "{offset}");
    }
    let beyond = begun.patch(400, &[1; 601]).await;
    assert_eq!((beyond.status.as_u16(), beyond.code().as_str()), (413, "too-big"));
    let plain = begun
        .desk
        .request(&begun.province, "PATCH", &begun.upload)
        .header("tus-resumable", "1.0.0")
        .header("upload-offset", 400)
        .body(Body::from("x"))
        .unwrap();
    assert_eq!(begun.province.ask(plain).await.status, 415);
    assert_eq!(begun.offset().await, 400, "nothing of all this was kept");
}

#[tokio::test]
async fn slice_of_unknown_length_is_held_to_the_parts_size() {
    let begun = begun(1000).await;
    let pieces =
        futures_util::stream::iter((0..3).map(|_| Ok::<_, std::io::Error>(vec![7_u8; 400])));
    let request = begun.desk.slice(&begun.province, &begun.upload, 0);

    let answer = begun.province.ask(request.body(Body::from_stream(pieces)).unwrap()).await;

    assert_eq!(answer.code(), "too-big");
    assert_eq!(begun.offset().await, 0);
}

#[tokio::test]
async fn slice_counts_whole_or_not_at_all_when_it_has_a_checksum() {
    let begun = begun(5000).await;
    let slice = &begun.paper()[..2000];
    let sha1 = BASE64.encode(&sha1::Sha1::digest(slice));
    let sha256 = BASE64.encode(seal::hash::hash(slice).as_bytes());

    let damaged = begun.patch_with("upload-checksum", &format!("sha1 {sha1}"), &slice[1..]).await;
    assert_eq!((damaged.status.as_u16(), damaged.code().as_str()), (460, "checksum-mismatch"));
    assert_eq!(begun.offset().await, 0, "nothing of it counts");
    let unknown = begun.patch_with("upload-checksum", "md5 AAAA", slice).await;
    assert_eq!((unknown.status.as_u16(), unknown.code().as_str()), (400, "checksum-unknown"));
    let broken = begun.patch_with("upload-checksum", "sha1", slice).await;
    assert_eq!(broken.code(), "malformed");

    let good = begun.patch_with("upload-checksum", &format!("sha256 {sha256}"), slice).await;
    assert_eq!(good.number("upload-offset"), 2000);
}

#[tokio::test]
async fn creation_gives_the_one_upload_of_a_part() {
    let begun = begun(1000).await;
    let id = begun.sealed.manifest.submission_id;

    let made = begun.desk.create(&begun.province, id, 1, 1000).await;

    assert_eq!(made.status, 201);
    assert_eq!(made.header("location"), Some(begun.upload.as_str()), "the one that is there");
    let create = async |part, length| begun.desk.create(&begun.province, id, part, length).await;
    assert_eq!(create(1, 999).await.code(), "part-mismatch");
    assert_eq!(create(2, 1000).await.code(), "not-found");
    assert_eq!(create(0, begun.sealed.form.len() as u64).await.code(), "not-found", "the form");
    assert_eq!(create(1, u64::MAX).await.code(), "too-big");
    begun.patch(0, begun.paper()).await;
    let done = create(1, 1000).await;
    assert_eq!(done.header("location"), Some(begun.upload.as_str()), "and stays");
}

#[tokio::test]
async fn method_may_be_overridden() {
    let begun = begun(10).await;
    let request = |header: Option<&str>| {
        let request = begun
            .desk
            .request(&begun.province, "POST", &begun.upload)
            .header("tus-resumable", "1.0.0")
            .header("content-type", "application/offset+octet-stream")
            .header("upload-offset", 0);
        let request = header
            .into_iter()
            .fold(request, |request, method| request.header("x-http-method-override", method));
        request.body(Body::from(begun.paper().to_vec())).unwrap()
    };

    assert_eq!(begun.province.ask(request(None)).await.status, 405);
    assert_eq!(begun.province.ask(request(Some("PATCH"))).await.status, 204);
    assert!(begun.is_delivered().await);
}

#[tokio::test]
async fn wrong_bytes_are_thrown_away_and_the_part_begins_anew() {
    let begun = begun(2000).await;
    begun.patch(0, &begun.paper()[..500]).await;

    let wrong = begun.patch(500, &a_paper(99, 1500)).await;

    assert_eq!((wrong.status.as_u16(), wrong.code().as_str()), (422, "part-mismatch"));
    assert_eq!(begun.offset().await, 0);
    assert!(!begun.is_delivered().await);
    begun.patch(0, begun.paper()).await;
    assert!(begun.is_delivered().await, "the right ones are taken");
}

#[tokio::test]
async fn upload_that_nobody_knows_is_not_there() {
    let begun = begun(10).await;

    for odd in [
        "00000000000000000000000000000000",
        "x",
        "..%2f..",
        "%ff",
        "+0000000000000000000000000000000",
    ] {
        let upload = format!("{}/{odd}", path::UPLOADS);
        assert_eq!(begun.desk.head(&begun.province, &upload).await.status, 404, "{odd}");
    }
}

#[tokio::test]
async fn lost_bytes_are_asked_for_again() {
    let begun = begun(2000).await;
    begun.patch(0, &begun.paper()[..900]).await;
    let uploads = begun.province.data().join("uploads");
    for file in std::fs::read_dir(&uploads).unwrap() {
        std::fs::write(file.unwrap().path(), b"torn").unwrap();
    }

    assert_eq!(begun.patch(900, &begun.paper()[900..]).await.code(), "wrong-offset");

    assert_eq!(begun.offset().await, 0, "the desk is told to begin anew");
    begun.patch(0, begun.paper()).await;
    assert!(begun.is_delivered().await);
}

#[tokio::test]
async fn finished_upload_takes_not_one_byte_more() {
    let begun = begun(1000).await;
    begun.patch(0, begun.paper()).await;
    let id = begun.sealed.manifest.submission_id;
    let again = a_supplement(&begun.desk, 7, &begun.sealed, begun.sealed.papers.clone());
    begun.desk.announce(&begun.province, &again).await;
    let skipped = begun.desk.create(&begun.province, again.manifest.submission_id, 1, 1000).await;
    let skipped = skipped.header("location").unwrap().to_owned();
    assert!(begun.desk.create(&begun.province, id, 1, 1000).await.status.is_success());

    for upload in [&begun.upload, &skipped] {
        let pieces = futures_util::stream::iter([Ok::<_, std::io::Error>(vec![7_u8; 400])]);
        let request = begun.desk.slice(&begun.province, upload, 1000);
        let sent = begun.province.ask(request.body(Body::from_stream(pieces)).unwrap()).await;
        assert_eq!(sent.code(), "too-big");
    }

    let left = std::fs::read_dir(begun.province.data().join("uploads")).unwrap().count();
    assert_eq!(left, 0, "no junk lies there");
}
