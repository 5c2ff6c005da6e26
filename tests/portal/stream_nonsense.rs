//! Whatever comes on a stream, the gateway neither panics nor hangs: it takes its leave.

use portal::Policy;
use tokio::io::AsyncWriteExt;
use wire::stream::{DeskFrame, GatewayFrame};

use crate::desk::{a_desk, a_dossier, upload_of};
use crate::http::{say, served};
use crate::province::a_strict_province;
use crate::stream_line::{a_stream, blocks, encoded, farewell, lane, open};

const STREAMS: u64 = 2000;

/// Luck that comes the same way each time.
struct Luck(u64);

impl Luck {
    fn below(&mut self, most: usize) -> usize {
        // xorshift64
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % most
    }

    fn byte(&mut self) -> u8 {
        u8::try_from(self.below(256)).unwrap()
    }
}

/// Frames as a desk sends them, bent here and there, or bytes that never were any.
fn nonsense(luck: &mut Luck, upload: &str, paper: &[u8]) -> Vec<u8> {
    if luck.below(4) == 0 {
        return (0..luck.below(300)).map(|_| luck.byte()).collect();
    }
    let mut frames = vec![];
    for _ in 0..=luck.below(4) {
        let number = u32::try_from(luck.below(3)).unwrap();
        match luck.below(4) {
            0 => frames.extend(lane(number, 0, upload, paper)),
            1 => frames.push(open(number, luck.below(10), upload)),
            2 => frames.extend(blocks(number, &paper[..luck.below(paper.len())])),
            _ => frames.push(DeskFrame::End),
        }
    }
    let mut bytes = encoded(&frames);
    for _ in 0..luck.below(4) {
        let (at, byte) = (luck.below(bytes.len()), luck.byte());
        bytes[at] = byte;
    }
    bytes.truncate(luck.below(bytes.len()) + 1);
    bytes
}

#[tokio::test(flavor = "multi_thread")]
async fn random_bytes_end_a_stream_and_nothing_else() {
    // Whoever asks so often is told to come later otherwise.
    let province = a_strict_province(Policy { desk_burst: u32::MAX, ..Policy::default() });
    let desk = a_desk(&province, 1).await;
    let sealed = a_dossier(&desk, 1, &[3000]);
    let upload = upload_of(&desk.announce(&province, &sealed).await);
    let served = served(&province).await;
    let (mut luck, mut leaves) = (Luck(0x5eed), 0);

    for number in 0..STREAMS {
        let mut stream = a_stream(&served, &province, &desk, &[]).await;
        let said = nonsense(&mut luck, &upload, &a_dossier(&desk, 9, &[3000]).papers[0]);
        say(&mut stream.line, &said).await;
        let _ = stream.line.shutdown().await;
        let heard = stream.hear_all().await;
        let internal = heard.iter().any(|frame| match frame {
            GatewayFrame::Farewell { problem } | GatewayFrame::Refused { problem, .. } => {
                problem.status >= 500
            }
            _ => false,
        });
        assert!(!internal, "stream {number}: {heard:?}");
        leaves += usize::from(farewell(&heard).as_deref() == Some("malformed"));
    }

    assert!(leaves > 100, "{leaves} streams were ended as malformed");
    let mut stream = a_stream(&served, &province, &desk, &[&upload]).await;
    let here = stream.offsets.parse().unwrap();
    stream.say(&lane(0, here, &upload, &sealed.papers[0])).await;
    stream.say(&[DeskFrame::End]).await;
    stream.hear_all().await;
    desk.deliver(&province, &sealed).await;
}
