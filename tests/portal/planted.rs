//! Nothing of a resident lies in the clear on the gateway's disk, at no stage.

use crate::desk::{a_desk, a_dossier, upload_of};
use crate::needles::Needles;
use crate::province::a_province;

const NAME: &str = "Lộc Thị Mỷ Châu";

#[tokio::test]
async fn planted_words_are_nowhere_on_the_disk() {
    let province = a_province();
    let desk = a_desk(&province, 1).await;
    let (unfinished, whole) = (a_dossier(&desk, 1, &[200_000]), a_dossier(&desk, 2, &[150_000]));
    let needles =
        [&unfinished, &whole].into_iter().fold(Needles::default().text(NAME), |n, sealed| {
            let paper = &sealed.papers[0];
            let n = n.bytes("the beginning of a paper", &paper[..24]);
            n.bytes("the middle of a paper", &paper[70_000..70_024])
        });
    let code = province.code();
    let needles = needles.bytes("an enrolment code", &code.as_bytes()[10..]);

    let upload = upload_of(&desk.announce(&province, &unfinished).await);
    desk.patch(&province, &upload, 0, &unfinished.papers[0][..100_000]).await;
    desk.patch(&province, &upload, 100_000, &unfinished.papers[0][100_000..180_000]).await;
    desk.deliver(&province, &whole).await;

    let data = province.data();
    assert!(std::fs::read_dir(data.join("uploads")).unwrap().count() == 1, "one is unfinished");
    assert!(std::fs::read_dir(data.join("parts")).unwrap().count() == 1, "one is whole");
    assert_eq!(needles.found_in(&data), Vec::<String>::new());
}

#[tokio::test]
async fn needles_are_found_where_they_lie() {
    let home = tempfile::tempdir().unwrap();
    std::fs::write(home.path().join("note"), NAME).unwrap();

    assert!(!Needles::default().text(NAME).found_in(home.path()).is_empty(), "the search works");
}
