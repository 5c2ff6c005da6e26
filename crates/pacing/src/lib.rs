//! Asks the system to let a connection run no faster than its line, and without needless pauses.
//!
//! What a program hands to a socket, the system sends as it thinks best: after a pause all at once, more
//! than what stands on the way can hold, and what overflows there is sent again. Linux can be told a rate
//! that is never exceeded (`SO_MAX_PACING_RATE`, since 3.13); no other system that we build for can, and
//! there nothing is asked.
//!
//! Where Linux steers connections by BBR, it stops each for a round trip and more every ten seconds to
//! measure how long the way is when it is empty: at 300 ms some six hundredths of the line. A connection
//! whose rate is known by other means needs no such pause. BBR leaves it out when it began less than ten
//! seconds ago, so it is made to begin again.
//!
//! This crate is the one place in the house with `unsafe` code, because no crate offers this option
//! without: one call, of which the test sees that the system took it.

use std::io;

/// The hold on a connection by which its rate is set. It keeps the connection's socket open.
#[derive(Debug)]
pub struct Pacer {
    #[cfg(target_os = "linux")]
    socket: std::os::fd::OwnedFd,
}

/// What steers a connection, where it makes pauses.
#[cfg(target_os = "linux")]
const PAUSING: &str = "bbr";

/// What every Linux has beside it.
#[cfg(target_os = "linux")]
const OTHER: &[u8] = b"reno";

/// Which ways of steering a program may choose that is not the administrator's: a connection that has
/// BBR by its route alone would not get it back.
#[cfg(target_os = "linux")]
const ALLOWED: &str = "/proc/sys/net/ipv4/tcp_allowed_congestion_control";

#[cfg(target_os = "linux")]
fn is_allowed() -> io::Result<bool> {
    Ok(std::fs::read_to_string(ALLOWED)?.split_whitespace().any(|name| name == PAUSING))
}

#[cfg(target_os = "linux")]
impl Pacer {
    /// Takes hold of a connection; `None` where that cannot be had.
    pub fn of(connection: &impl std::os::fd::AsFd) -> Option<Self> {
        let socket = connection.as_fd().try_clone_to_owned().ok()?;
        Some(Self { socket })
    }

    /// From now on at most so many bytes a second go out, what is sent again included.
    pub fn limit(&self, bytes_per_second: u64) -> io::Result<()> {
        use std::os::fd::AsRawFd;

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

#[cfg(not(target_os = "linux"))]
impl Pacer {
    /// No hold can be had on this system.
    pub fn of<C>(_connection: &C) -> Option<Self> {
        None
    }

    /// Never called: there is no hold.
    pub fn limit(&self, _bytes_per_second: u64) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// Never called: there is no hold.
    pub fn put_off_pause(&self) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

#[cfg(all(test, target_os = "linux"))]
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
