//! Result files, whole and in part.

use std::io::Write;

use axum::body::Body;
use domain::text::Line;
use portal::PortalError;
use portal::acts::events;
use portal::gateway::RESULTS;
use portal::sealed::SealedFile;
use portal::store::dossiers;
use portal::store::results::{self, ResultRow};
use seal::hash::hash;
use wire::event::ResultLine;
use wire::path;

use crate::desk::{Desk, a_desk, a_dossier, a_paper};
use crate::province::{Answer, Province, a_province};

struct Given {
    province: Province,
    desk: Desk,
    other: Desk,
    bytes: Vec<u8>,
    path: String,
}

/// A dossier to which the agency has given a result.
async fn given(size: usize) -> Given {
    let province = a_province();
    let (desk, other) = (a_desk(&province, 1).await, a_desk(&province, 2).await);
    let sealed = a_dossier(&desk, 1, &[]);
    desk.deliver(&province, &sealed).await;
    let bytes = a_paper(7, size);
    let mut file = SealedFile::begin(&province.gateway, RESULTS, files::Purpose::Result).unwrap();
    file.write_all(&bytes).unwrap();
    let (name, digest) = file.keep().unwrap();
    let row = ResultRow {
        dossier: sealed.manifest.dossier_id,
        sha256: digest.sha256,
        name: Line::new("giay-khai-sinh.pdf"),
        media: "application/pdf".to_owned(),
        size: digest.size,
        file: name,
        kept: province.gateway.now(),
    };
    let line = ResultLine {
        sha256: row.sha256,
        name: row.name.clone(),
        media: row.media.clone(),
        size: row.size,
    };
    let keep = |tx: &portal::store::Tx<'_>| {
        results::insert(tx, &row)?;
        let known = dossiers::get(&tx.view(), row.dossier)?.expect("it is here");
        events::record(tx, row.dossier, &known.standing, Some(line), row.kept)?;
        Ok::<_, PortalError>(())
    };
    province.gateway.store().act("keep a result", keep).unwrap();
    let path = format!("{}/{}/{}", path::RESULTS, row.dossier, hash(&bytes));
    Given { province, desk, other, bytes, path }
}

impl Given {
    async fn range(&self, headers: &[(&str, &str)]) -> Answer {
        let mut request = self.desk.request(&self.province, "GET", &self.path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.province.ask(request.body(Body::empty()).unwrap()).await
    }
}

#[tokio::test]
async fn result_is_fetched_whole_and_in_part() {
    let given = given(200_000).await;

    let whole = given.range(&[]).await;
    assert_eq!((whole.status.as_u16(), &whole.bytes), (200, &given.bytes));
    assert_eq!(whole.header("content-type"), Some("application/pdf"));
    let tag = whole.header("etag").unwrap();

    let rest = given.range(&[("range", "bytes=65536-"), ("if-range", tag)]).await;
    assert_eq!((rest.status.as_u16(), &rest.bytes[..]), (206, &given.bytes[65_536..]));
    assert_eq!(rest.header("content-range"), Some("bytes 65536-199999/200000"));
    let last = given.range(&[("range", "bytes=-5")]).await;
    assert_eq!(&last.bytes[..], &given.bytes[199_995..]);
    let other = given.range(&[("range", "bytes=5-"), ("if-range", "\"other\"")]).await;
    assert_eq!(other.status, 200, "another file than the one that was begun");
    let beyond = given.range(&[("range", "bytes=200000-")]).await;
    assert_eq!(beyond.status, 416);
    assert_eq!(beyond.header("content-range"), Some("bytes */200000"));
}

#[tokio::test]
async fn result_of_another_desk_is_not_there() {
    let given = given(10).await;

    assert_eq!(given.other.get(&given.province, &given.path).await.code(), "not-found");
    let odd = format!("{}/x/y", path::RESULTS);
    assert_eq!(given.desk.get(&given.province, &odd).await.code(), "not-found");
}
