//! What Linux lets a program ask.

use std::fs::read_to_string;
use std::io;
use std::os::fd::{AsFd, AsRawFd, OwnedFd};

/// What steers a connection, where it makes pauses.
const PAUSING: &str = "bbr";

/// What every Linux has beside it.
const OTHER: &[u8] = b"reno";

/// Which ways of steering a program may choose that is not the administrator's: a connection that has
/// BBR by its route alone would not get it back.
const ALLOWED: &str = "/proc/sys/net/ipv4/tcp_allowed_congestion_control";

fn is_allowed() -> io::Result<bool> {
    Ok(read_to_string(ALLOWED)?.split_whitespace().any(|name| name == PAUSING))
}

/// The hold on a connection by which its rate is set. It keeps the connection's socket open.
#[derive(Debug)]
pub struct Pacer {
    socket: OwnedFd,
}

impl Pacer {
    /// Takes hold of a connection; `None` where that cannot be had.
    pub fn of(connection: &impl AsFd) -> Option<Self> {
        let socket = connection.as_fd().try_clone_to_owned().ok()?;
        Some(Self { socket })
    }

    /// From now on at most so many bytes a second go out, what is sent again included.
    pub fn limit(&self, bytes_per_second: u64) -> io::Result<()> {
        let rate = libc::c_ulong::try_from(bytes_per_second).unwrap_or(libc::c_ulong::MAX);
        let length = u32::try_from(size_of_val(&rate)).unwrap_or(u32::MAX);
        #[expect(unsafe_code, reason = "no crate offers this option without")]
        // SAFETY: the descriptor is open as long as `self` lives; the system reads `length` bytes at
        // the address of `rate`, which is of that size and lives beyond the call, and keeps neither.
        let set = unsafe {
            libc::setsockopt(
                self.socket.as_raw_fd(),
                libc::SOL_SOCKET,
                libc::SO_MAX_PACING_RATE,
                (&raw const rate).cast(),
                length,
            )
        };
        if set == 0 { Ok(()) } else { Err(io::Error::last_os_error()) }
    }

    /// Puts off the pause for the next ten seconds, where the connection would make one. What is under
    /// way is not touched.
    pub fn put_off_pause(&self) -> io::Result<()> {
        let socket = socket2::SockRef::from(&self.socket);
        let steered = socket.tcp_congestion()?;
        if steered.split(|byte| *byte == 0).next() != Some(PAUSING.as_bytes()) || !is_allowed()? {
            return Ok(());
        }
        // The same name again would be no beginning.
        socket.set_tcp_congestion(OTHER)?;
        socket.set_tcp_congestion(PAUSING.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::net::{TcpListener, TcpStream};
    use std::thread;
    use std::time::Instant;

    use super::*;

    #[test]
    #[expect(clippy::disallowed_methods, reason = "how long it takes is what is asked")]
    fn connection_runs_no_faster_than_it_is_told() -> io::Result<()> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let mut out = TcpStream::connect(listener.local_addr()?)?;
        let (mut inside, _) = listener.accept()?;
        let reader = thread::spawn(move || io::copy(&mut inside, &mut io::sink()));
        let Some(pacer) = Pacer::of(&out) else { return Err(io::ErrorKind::Unsupported.into()) };

        pacer.limit(2_000_000)?;
        let began = Instant::now();
        out.write_all(&vec![0; 2_000_000])?;
        drop((out, pacer));
        let read = reader.join().map_err(|_| io::ErrorKind::Other)??;

        assert_eq!(read, 2_000_000);
        // A first few packets go out at once; without a limit all is there within a few milliseconds.
        assert!(began.elapsed().as_millis() > 300, "as fast as without");
        Ok(())
    }

    #[test]
    fn connection_is_steered_as_before_when_its_pause_was_put_off() -> io::Result<()> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let mut out = TcpStream::connect(listener.local_addr()?)?;
        let (mut inside, _) = listener.accept()?;
        let Some(pacer) = Pacer::of(&out) else { return Err(io::ErrorKind::Unsupported.into()) };
        let steered = || socket2::SockRef::from(&pacer.socket).tcp_congestion();
        if is_allowed()? {
            socket2::SockRef::from(&pacer.socket).set_tcp_congestion(PAUSING.as_bytes())?;
        }
        let before = steered()?;

        out.write_all(b"before")?;
        pacer.put_off_pause()?;
        out.write_all(b" and after")?;
        let after = steered()?;
        drop((out, pacer));

        assert_eq!(before, after);
        assert_eq!(io::read_to_string(&mut inside)?, "before and after");
        Ok(())
    }

    #[test]
    fn what_is_no_socket_has_no_rate() {
        let file = std::fs::File::open("/dev/null");

        let limited =
            file.ok().and_then(|file| Pacer::of(&file)).map(|it| it.limit(1_000).is_err());

        assert_eq!(limited, Some(true));
    }
}
