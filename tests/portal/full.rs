//! The disk is full, or a call fails: nothing is half acknowledged, and it goes on when there is room.

use std::sync::Arc;

use files::OsDisk;
use portal::Policy;
use testkit::{FailingDisk, Fault};

use crate::desk::{a_desk, a_dossier, upload_of};
use crate::province::a_province_with;

#[tokio::test]
async fn part_arrives_whichever_call_of_the_disk_fails() {
    let mut refusals = vec![];
    for fault in [Fault::Full, Fault::Denied] {
        for number in 0.. {
            let disk = FailingDisk::over(Arc::new(OsDisk));
            let policy = Policy { checkpoint_bytes: 1000, ..Policy::default() };
            let province = a_province_with(policy, Arc::new(disk.clone()));
            let desk = a_desk(&province, 1).await;
            let sealed = a_dossier(&desk, 1, &[5000]);
            let upload = upload_of(&desk.announce(&province, &sealed).await);

            disk.fail_at(number, fault);
            let sent = desk.patch(&province, &upload, 0, &sealed.papers[0]).await;
            let made = disk.calls().len();
            disk.count_anew();

            match sent.status.as_u16() {
                204 => {}
                500 | 507 => {
                    let code = sent.code();
                    let told = match fault {
                        Fault::Full => ["disk-full"].contains(&code.as_str()),
                        _ => code == "internal",
                    };
                    assert!(told, "{fault:?} at {number}: {code}");
                    refusals.push(code);
                }
                other => panic!("{fault:?} at {number}: {other}"),
            }
            let receipt = desk.deliver(&province, &sealed).await;
            assert_eq!(receipt.receipt().parts.len(), 2, "{fault:?} at {number}");
            if number >= made {
                break;
            }
        }
    }
    assert!(refusals.contains(&"disk-full".to_owned()), "{refusals:?}");
    assert!(refusals.contains(&"internal".to_owned()), "{refusals:?}");
}
