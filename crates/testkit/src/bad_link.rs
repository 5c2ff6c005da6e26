//! A link that hardly exists: everything that a desk says to a gateway goes through it, and it is
//! slow, far, cut again and again, and keeps answers to itself.
//!
//! ```text
//!  desk ──► way up: rate, delay, buffer ──► gateway
//!       ◄── way down ◄────────────────────
//!
//!  open ──► deaf ──► cut ─── gap ──► open …    a flow that was there at the cut never lives again
//! ```
//!
//! It carries bytes and knows nothing of what they mean. All its connections share the rate of a way.
//! It runs on a thread of its own until it is dropped; whatever luck decides comes from a seed. What the
//! machine's own sockets hold lies outside of it: up to 64 KiB in each direction.

mod flow;
mod path;
mod pump;
#[cfg(test)]
mod tests;
mod weather;

pub use path::{Direction, Flowed, Mark, Tally};
pub use weather::{Death, Door, Span, Way, Weather};

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use tokio::net::{TcpListener, TcpSocket};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::oneshot;

use path::Path;

/// What the system may hold of a connection before the link takes it in, in bytes.
const SOCKET_BYTES: u32 = 64 * 1024;
/// How long to wait when the machine has no socket left.
const BREATH: Duration = Duration::from_millis(10);
/// How many connections may wait for the link to look at them.
const BACKLOG: u32 = 64;

/// A link between a desk and a gateway, until it is dropped.
pub struct BadLink {
    address: SocketAddr,
    path: Arc<Path>,
    carrying: Option<(oneshot::Sender<()>, JoinHandle<()>)>,
}

impl BadLink {
    /// A link to a gateway. The seed decides what the weather leaves to luck.
    pub fn to(gateway: SocketAddr, weather: Weather, seed: u64) -> Self {
        let anywhere = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        Self::between(anywhere, gateway, weather, seed)
    }

    /// The same, found at an address of which a desk has known for longer.
    pub fn between(desks: SocketAddr, gateway: SocketAddr, weather: Weather, seed: u64) -> Self {
        let path = Arc::new(Path::new(weather, seed));
        let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
        let listener = runtime.block_on(async { listen(desks) });
        let address = listener.local_addr().expect("an address");
        let (stop, stopped) = oneshot::channel();
        let carried = Arc::clone(&path);
        let thread = thread::spawn(move || carry(&runtime, &listener, gateway, &carried, stopped));
        Self { address, path, carrying: Some((stop, thread)) }
    }

    /// Where a desk finds it.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Cuts it now; the gap of the weather follows. Nothing happens where it is cut already.
    pub fn cut(&self, death: Death) {
        self.path.cut(death);
    }

    /// Cuts it once so many bytes have passed, over all its connections.
    pub fn cut_at(&self, mark: Mark) {
        self.path.mark(mark);
    }

    /// Keeps back what the gateway says from now on, until it is cut or let through.
    pub fn hold_answers(&self) {
        self.path.go_deaf();
    }

    /// Ends a gap, or lets answers through that were held back.
    pub fn mend(&self) {
        self.path.mend();
    }

    /// What has happened so far.
    pub fn tally(&self) -> Tally {
        self.path.tally()
    }
}

impl Drop for BadLink {
    fn drop(&mut self) {
        if let Some((stop, thread)) = self.carrying.take() {
            drop(stop);
            // A thread that has panicked has failed the test already.
            drop(thread.join());
        }
    }
}

fn listen(address: SocketAddr) -> TcpListener {
    let socket = TcpSocket::new_v4().expect("a socket");
    socket.set_recv_buffer_size(SOCKET_BYTES).expect("a small buffer");
    // Connections of the link that was there before may not have left the address yet.
    socket.set_reuseaddr(true).expect("an address that others had");
    socket.bind(address).expect("a free port");
    socket.listen(BACKLOG).expect("a socket that listens")
}

fn carry(
    runtime: &Runtime,
    listener: &TcpListener,
    gateway: SocketAddr,
    path: &Arc<Path>,
    stopped: oneshot::Receiver<()>,
) {
    runtime.block_on(async {
        let weather = path::changes(path);
        let doors = async {
            loop {
                match listener.accept().await {
                    Ok((desk, _)) => {
                        tokio::spawn(flow::carry(Arc::clone(path), desk, gateway));
                    }
                    Err(_) => tokio::time::sleep(BREATH).await,
                }
            }
        };
        tokio::select! {
            _ = stopped => {}
            () = weather => {}
            () = doors => {}
        }
    });
}
