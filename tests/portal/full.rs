//! The disk is full, or a call fails: nothing is half acknowledged, and it goes on when there is room.

use std::sync::Arc;

use files::OsDisk;
use files::reserve::RESERVE;
use portal::Policy;
use testkit::{Call, FailingDisk, Fault};

use crate::desk::{Desk, Sealed, a_desk, a_dossier, upload_of};
use crate::province::{Province, a_province, a_province_with};

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

/// A gateway that has all bytes of a part, unless the call of this number fails.
async fn brought(failing: usize) -> (Province, Desk, Sealed, FailingDisk) {
    let disk = FailingDisk::over(Arc::new(OsDisk));
    let province = a_province_with(Policy::default(), Arc::new(disk.clone()));
    let desk = a_desk(&province, 1).await;
    let sealed = a_dossier(&desk, 1, &[5000]);
    let upload = upload_of(&desk.announce(&province, &sealed).await);
    disk.fail_at(failing, Fault::Full);
    desk.patch(&province, &upload, 0, &sealed.papers[0]).await;
    (province, desk, sealed, disk)
}

fn is_sealing(call: &Call) -> bool {
    call.path.to_string_lossy().contains("parts") && call.what != "create folder"
}

#[tokio::test]
async fn gateway_starts_on_a_full_disk_and_takes_the_part_when_there_is_room() {
    let calls = brought(usize::MAX).await.3.calls();
    let sealing = calls.iter().position(is_sealing).expect("the part is sealed");
    let mut passed = 0;
    for number in 0.. {
        let (province, desk, sealed, disk) = brought(sealing).await;
        let home = province.put_down();

        disk.fail_at(number, Fault::Full);
        let started = Province::on(home.path(), Arc::new(disk.clone()));
        let calls = disk.calls();

        let Some(call) = calls.get(number) else { break };
        if is_sealing(call) {
            assert!(started.is_ok(), "{number}: {call:?}");
            passed += 1;
        }
        drop(started);
        let province = Province::on(home.path(), Arc::new(OsDisk)).unwrap();
        assert!(desk.receipt(&province, &sealed).await.is_some(), "{number}: {call:?}");
    }
    assert!(passed > 2, "{passed} calls of sealing");
}

#[test]
fn reserve_is_kept_at_the_start() {
    let province = a_province();

    assert!(province.data().join(RESERVE).exists());
}
