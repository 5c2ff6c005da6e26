//! Lines that break while a part is on its way: what has arrived is kept, byte for byte, and the
//! desk goes on from there.

use portal::Policy;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

use crate::desk::{Desk, Sealed, a_desk, a_dossier, upload_of};
use crate::http::{Served, answer, head, say, served};
use crate::province::{Province, a_strict_province};

const SIZE: usize = 400_000;

struct Road {
    province: Province,
    desk: Desk,
    sealed: Sealed,
    upload: String,
    served: Served,
}

/// A gateway that gives up a line after 300 ms of silence.
async fn a_road() -> Road {
    a_road_with(300).await
}

async fn a_road_with(stall_ms: u64) -> Road {
    let policy =
        Policy { checkpoint_bytes: 64 * 1024, stall_ms, grace_ms: stall_ms, ..Policy::default() };
    let province = a_strict_province(policy);
    let desk = a_desk(&province, 1).await;
    let sealed = a_dossier(&desk, 1, &[SIZE]);
    let upload = upload_of(&desk.announce(&province, &sealed).await);
    let served = served(&province).await;
    Road { province, desk, sealed, upload, served }
}

impl Road {
    fn headers(&self, method: &str, more: &[(&str, String)]) -> String {
        let bearer = self.desk.bearer(&self.province, self.province.gateway.now());
        let mut headers = vec![
            ("authorization".to_owned(), format!("Bearer {bearer}")),
            ("tus-resumable".to_owned(), "1.0.0".to_owned()),
        ];
        headers.extend(more.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
        head(method, &self.upload, &headers)
    }

    /// Begins to send everything from `offset` on.
    async fn begin(&self, offset: usize, more: &[(&str, String)]) -> TcpStream {
        let mut headers = vec![
            ("content-type", "application/offset+octet-stream".to_owned()),
            ("upload-offset", offset.to_string()),
            ("content-length", (SIZE - offset).to_string()),
        ];
        headers.extend(more.iter().cloned());
        let mut line = self.served.line().await;
        say(&mut line, self.headers("PATCH", &headers).as_bytes()).await;
        line
    }

    /// Where the gateway says that it stands.
    async fn offset(&self) -> usize {
        let mut line = self.served.line().await;
        say(&mut line, self.headers("HEAD", &[]).as_bytes()).await;
        let told = answer(&mut line).await;
        let offset = told.lines().find_map(|line| line.strip_prefix("upload-offset: "));
        offset.unwrap_or_else(|| panic!("{told}")).parse().unwrap()
    }

    /// Sends the rest, as a desk does: it asks where the gateway stands, and goes on from there. A
    /// line that was thought dead may be heard only now and come in between, but only once.
    async fn go_on(&self) -> String {
        for _ in 0..5 {
            let here = self.offset().await;
            let mut line = self.begin(here, &[]).await;
            // Whoever is overtaken may not even be able to say all of it.
            let _ = line.write_all(&self.paper()[here..]).await;
            let told = answer(&mut line).await;
            if told.starts_with("HTTP/1.1 204") {
                return told;
            }
        }
        panic!("the upload never comes to its end");
    }

    fn paper(&self) -> &[u8] {
        &self.sealed.papers[0]
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn part_arrives_whole_whatever_the_line_is_cut_at() {
    let road = a_road().await;
    let (mut at, mut most) = (0, 0);
    // Cuts that look random and come the same way each time.
    let cuts =
        (1_u64..).map(|n| (n.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 33) as usize % 60_000 + 1);

    for cut in cuts {
        if at + cut >= SIZE {
            break;
        }
        let mut line = road.begin(at, &[]).await;
        say(&mut line, &road.paper()[at..at + cut]).await;
        line.shutdown().await.unwrap();
        drop(line);
        // A line that was cut may be heard later than the next one: its bytes count all the same.
        most = most.max(at + cut);
        let here = road.offset().await;
        assert!((at..=most).contains(&here), "{here} is not between {at} and {most}");
        at = here;
    }
    let told = road.go_on().await;

    assert!(told.contains(&format!("upload-offset: {SIZE}")), "{told}");
    assert!(road.desk.receipt(&road.province, &road.sealed).await.is_some());
    road.served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn newcomer_goes_on_from_what_a_dead_line_has_brought() {
    let road = a_road().await;
    let mut dead = road.begin(0, &[]).await;
    say(&mut dead, &road.paper()[..100_000]).await;

    // The old line is still open, and nothing more will ever come on it.
    road.go_on().await;

    assert!(road.desk.receipt(&road.province, &road.sealed).await.is_some());
    drop(dead);
}

#[tokio::test(flavor = "multi_thread")]
async fn line_that_stands_still_is_given_up_and_what_came_is_kept() {
    let road = a_road().await;
    let mut line = road.begin(0, &[]).await;
    say(&mut line, &road.paper()[..70_000]).await;

    let told = answer(&mut line).await;

    assert!(told.starts_with("HTTP/1.1 408"), "{told}");
    assert!(told.contains("nopho-time: "), "even this tells the time");
    assert_eq!(road.offset().await, 70_000);
}

#[tokio::test(flavor = "multi_thread")]
async fn cut_slice_does_not_count_when_it_has_a_checksum() {
    let road = a_road().await;
    let sum = data_encoding::BASE64.encode(seal::hash::hash(road.paper()).as_bytes());
    let mut line = road.begin(0, &[("upload-checksum", format!("sha256 {sum}"))]).await;
    say(&mut line, &road.paper()[..200_000]).await;
    drop(line);

    assert_eq!(road.offset().await, 0, "nobody could check it");
}

#[tokio::test(flavor = "multi_thread")]
async fn question_in_between_breaks_no_slice_that_is_still_coming() {
    // Nothing stands still here, however busy the machine is.
    let road = a_road_with(60_000).await;
    let mut line = road.begin(0, &[]).await;
    say(&mut line, &road.paper()[..100_000]).await;
    let asked = async {
        loop {
            // Before the gateway has begun to read the slice, there is nothing to wait for.
            let here = road.offset().await;
            if here > 0 {
                break here;
            }
        }
    };
    let sent = async {
        for piece in road.paper()[100_000..].chunks(50_000) {
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            say(&mut line, piece).await;
        }
        answer(&mut line).await
    };

    let (here, told) = tokio::join!(asked, sent);

    assert!(told.starts_with("HTTP/1.1 204"), "{told}");
    assert_eq!(here, SIZE, "whoever asks waits for what is coming");
}
