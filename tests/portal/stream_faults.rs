//! The disk under a stream is full, fails, or loses its power: nothing is acknowledged that is not
//! there for good.

use std::sync::Arc;

use files::{OsDisk, SyncPoint};
use portal::Policy;
use tempfile::TempDir;
use testkit::{FailingDisk, Fault, ForgetfulDisk};
use wire::stream::{DeskFrame, GatewayFrame};

use crate::desk::{a_desk, a_dossier, upload_of};
use crate::http::served;
use crate::power::{Promised, Told, sealed};
use crate::province::{Province, a_province_with};
use crate::stream_line::{a_stream, blocks, farewell, lane, open, receipt};

#[tokio::test(flavor = "multi_thread")]
async fn stream_ends_in_order_whichever_call_of_the_disk_fails() {
    let mut leaves = vec![];
    for fault in [Fault::Full, Fault::Denied] {
        for number in 0.. {
            let disk = FailingDisk::over(Arc::new(OsDisk));
            let province = a_province_with(Policy::default(), Arc::new(disk.clone()));
            let desk = a_desk(&province, 1).await;
            let sealed = a_dossier(&desk, 1, &[5000]);
            let upload = upload_of(&desk.announce(&province, &sealed).await);
            let served = served(&province).await;
            let mut stream = a_stream(&served, &province, &desk, &[]).await;

            disk.fail_at(number, fault);
            stream.say(&lane(0, 0, &upload, &sealed.papers[0])).await;
            stream.say(&[DeskFrame::End]).await;
            let heard = stream.hear_all().await;
            let made = disk.calls().len();
            disk.count_anew();

            let expected = if matches!(fault, Fault::Full) { "disk-full" } else { "internal" };
            match farewell(&heard) {
                Some(code) => {
                    assert_eq!(code, expected, "{fault:?} at {number}: {heard:?}");
                    leaves.push(code);
                }
                None => {
                    assert!(
                        receipt(&heard, 0, &province, &sealed).is_some(),
                        "{number}: {heard:?}"
                    );
                }
            }
            let taken = heard.iter().any(|word| matches!(word, GatewayFrame::Taken { .. }));
            let mut stream = a_stream(&served, &province, &desk, &[&upload]).await;
            assert!(!taken || stream.offsets == "5000", "{number}: {}", stream.offsets);
            let here = stream.offsets.parse().unwrap();
            stream.say(&lane(0, here, &upload, &sealed.papers[0])).await;
            stream.say(&[DeskFrame::End]).await;
            let heard = stream.hear_all().await;
            assert!(receipt(&heard, 0, &province, &sealed).is_some(), "{number}: {heard:?}");
            if number >= made {
                break;
            }
        }
    }
    assert!(leaves.contains(&"disk-full".to_owned()), "{leaves:?}");
    assert!(leaves.contains(&"internal".to_owned()), "{leaves:?}");
}

/// Tells the story of one part on a disk that forgets, and what was promised at each moment.
async fn tell(deaf_to: Option<SyncPoint>) -> Told {
    let home = TempDir::new().unwrap();
    let disk = ForgetfulDisk::at(home.path()).watched();
    let disk = match deaf_to {
        Some(point) => disk.deaf_to(point),
        None => disk,
    };
    let (mut told, mut promised) = (Told::default(), Promised::default());
    let sealed = sealed();
    let (size, half) = (sealed.papers[0].len(), 1500_usize);
    Province::begin_on(home.path(), Arc::new(disk.clone())).unwrap();
    told.note(&disk, &mut promised, |now| now.is_set_up = true);
    let province = Province::on(home.path(), Arc::new(disk.clone())).unwrap();
    let desk = a_desk(&province, 1).await;
    let upload = upload_of(&desk.announce(&province, &sealed).await);
    told.note(&disk, &mut promised, |now| now.is_announced = true);
    let served = served(&province).await;
    let mut stream = a_stream(&served, &province, &desk, &[]).await;
    for (begin, end) in [(0, 500), (500, half)] {
        if begin == 0 {
            stream.say(&[open(0, 0, &upload)]).await;
        }
        stream.say(&blocks(0, &sealed.papers[0][begin..end])).await;
        stream.hear_taken(0, end as u64).await;
        told.note(&disk, &mut promised, |now| now.acknowledged = end as u64);
    }
    stream.say(&blocks(0, &sealed.papers[0][half..])).await;
    stream.hear_taken(0, size as u64).await;
    let heard = stream.hear().await.into_iter().collect::<Vec<_>>();
    let receipt = receipt(&heard, 0, &province, &sealed).expect("a receipt").statement().to_owned();
    told.note(&disk, &mut promised, |now| now.receipt = Some(receipt));
    served.end().await;
    told
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_acknowledged_on_a_stream_is_lost_when_the_power_goes() {
    assert_eq!(tell(None).await.broken_promise().await, None);
}

/// The test of the test: it finds a gateway that acknowledges before it waits for the disk.
#[tokio::test(flavor = "multi_thread")]
async fn word_that_comes_before_the_disk_is_found_out() {
    for point in [SyncPoint::PartBytes, SyncPoint::PartName, SyncPoint::SealedPartBytes] {
        assert!(tell(Some(point)).await.broken_promise().await.is_some(), "{point:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn fast_line_costs_few_syncs() {
    const SIZE: usize = 1_000_000;
    let disk = FailingDisk::over(Arc::new(OsDisk));
    let province = a_province_with(Policy::default(), Arc::new(disk.clone()));
    let desk = a_desk(&province, 1).await;
    let sealed = a_dossier(&desk, 1, &[SIZE]);
    let upload = upload_of(&desk.announce(&province, &sealed).await);
    let served = served(&province).await;
    let mut stream = a_stream(&served, &province, &desk, &[]).await;
    disk.count_anew();

    stream.say(&lane(0, 0, &upload, &sealed.papers[0])).await;
    stream.say(&[DeskFrame::End]).await;
    let heard = stream.hear_all().await;

    assert!(receipt(&heard, 0, &province, &sealed).is_some());
    let words = heard.iter().filter(|word| matches!(word, GatewayFrame::Taken { .. })).count();
    println!("{words} writes for {SIZE} bytes");
    // Each write has at least 16 KiB, unless the line was quiet for a while.
    assert!(words <= SIZE / (16 * 1024) + 10, "{words}");
}
