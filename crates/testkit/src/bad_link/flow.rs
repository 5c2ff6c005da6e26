//! One connection of a desk, from its first knock to its end.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use tokio::net::{TcpSocket, TcpStream};
use tokio::sync::watch;
use tokio::time;

use super::SOCKET_BYTES;
use super::path::{Direction, Path, Phase, State};
use super::pump::Pump;
use super::weather::{Death, Door};

/// Carries a connection on the path that is there now, or on the next one.
pub(super) async fn carry(path: Arc<Path>, desk: TcpStream, gateway: SocketAddr) {
    let mut phase = path.phase();
    let Some((desk, number)) = admitted(&path, &mut phase, desk).await else { return };
    let Ok(mut gateway) = reach(gateway).await else { return reset(desk) };
    let mut desk = desk;
    path.count(|tally| tally.connections += 1);
    let ended = tokio::select! {
        biased;
        death = death(&mut phase, number) => Ended::Cut(death),
        both = both(&path, number, &mut desk, &mut gateway) => Ended::Alone(both),
    };
    match ended {
        Ended::Cut(Death::Reset) => {
            path.count(|tally| tally.resets += 1);
            [desk, gateway].into_iter().for_each(reset);
        }
        Ended::Cut(Death::Silence) => {
            path.count(|tally| tally.silences += 1);
            path.keep_silent([desk, gateway]);
        }
        Ended::Alone(Err(_)) => [desk, gateway].into_iter().for_each(reset),
        Ended::Alone(Ok(())) => {}
    }
}

enum Ended {
    Cut(Death),
    /// By one of the two sides.
    Alone(io::Result<()>),
}

/// The connection, and to which path it belongs; `None` where it never gets through.
async fn admitted(
    path: &Path,
    phase: &mut watch::Receiver<Phase>,
    desk: TcpStream,
) -> Option<(TcpStream, u64)> {
    let now = *phase.borrow();
    if let State::Cut(door) = now.state {
        path.count(|tally| tally.knocks += 1);
        match door {
            Door::Waits => {}
            Door::Silent => {
                path.keep_silent([desk]);
                return None;
            }
            Door::Shut => {
                reset(desk);
                return None;
            }
        }
    }
    let open = *phase.wait_for(|phase| !phase.is_cut()).await.ok()?;
    Some((desk, open.number))
}

async fn reach(gateway: SocketAddr) -> io::Result<TcpStream> {
    let socket = TcpSocket::new_v4()?;
    socket.set_recv_buffer_size(SOCKET_BYTES)?;
    socket.set_send_buffer_size(SOCKET_BYTES)?;
    socket.connect(gateway).await
}

/// How the path of that number ends, once it does.
async fn death(phase: &mut watch::Receiver<Phase>, number: u64) -> Death {
    // The sender lives as long as the path, which everybody here holds.
    phase.wait_for(|phase| phase.is_over(number)).await.map_or(Death::Reset, |phase| phase.death)
}

/// Carries both ways until both sides have said all.
async fn both(
    path: &Path,
    number: u64,
    desk: &mut TcpStream,
    gateway: &mut TcpStream,
) -> io::Result<()> {
    desk.set_nodelay(true)?;
    gateway.set_nodelay(true)?;
    // The desk's own system has answered it at once; over the link that takes there and back.
    time::sleep(path.way(Direction::Up).delay + path.way(Direction::Down).delay).await;
    let ((from_desk, to_desk), (from_gateway, to_gateway)) = (desk.split(), gateway.split());
    tokio::try_join!(
        Pump::new(path, number, Direction::Up, from_desk, to_gateway).run(),
        Pump::new(path, number, Direction::Down, from_gateway, to_desk).run(),
    )?;
    Ok(())
}

/// Ends it by RST.
#[expect(clippy::needless_pass_by_value, reason = "it ends here")]
fn reset(stream: TcpStream) {
    // Where it is gone already there is nobody to be told.
    drop(stream.set_zero_linger());
}
