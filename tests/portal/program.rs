//! The program itself, in a process: what it prints, how it ends. Built with the crate `portal`, because
//! only there the path of the program is known; this also has it built for the tests of the whole.

#[cfg(test)]
mod tests {
    #[cfg(unix)]
    use std::io::{BufRead, BufReader, Write};
    #[cfg(unix)]
    use std::net::TcpStream;
    use std::path::Path;
    use std::process::{Command, Output, Stdio};

    fn command(data: &Path, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_nopho-portal"));
        for ours in ["NOPHO_PORTAL_DATA", "NOPHO_PORTAL_KEYS", "NOPHO_LANG", "NOPHO_STOP_AT"] {
            command.env_remove(ours);
        }
        command.arg("--data").arg(data).args(args).stdin(Stdio::null());
        command
    }

    fn run(data: &Path, args: &[&str]) -> Output {
        command(data, args).output().unwrap()
    }

    #[test]
    fn help_is_an_answer_and_wrong_use_is_none() {
        let nowhere = Path::new("nowhere");

        let (help, wrong) = (run(nowhere, &["--help"]), run(nowhere, &["fly"]));

        assert_eq!((help.status.code(), wrong.status.code()), (Some(0), Some(1)));
        assert!(help.stderr.is_empty() && wrong.stdout.is_empty(), "{help:?} {wrong:?}");
    }

    #[cfg(unix)]
    #[test]
    fn server_ends_in_order_when_it_is_told_to() {
        let home = tempfile::tempdir().unwrap();
        let data = home.path().join("data");
        assert_eq!(run(&data, &["init", "--agency", "H37"]).status.code(), Some(0));
        let serve = ["serve", "--listen", "127.0.0.1:0", "--json", "--keep-unfinished", "7"];
        let mut server = command(&data, &serve).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(server.stdout.take().unwrap()).read_line(&mut line).unwrap();

        let told = Command::new("kill").arg(server.id().to_string()).status().unwrap();
        let ended = server.wait().unwrap();

        assert!(line.contains("http://127.0.0.1:"), "{line}");
        assert!(line.contains("\"keep_unfinished_days\":7"), "its limits are said: {line}");
        assert!(told.success());
        assert_eq!(ended.code(), Some(0), "SIGTERM is how a service is told to end");
        let again = run(&data, &["enroll-code", "--json"]);
        assert_eq!(again.status.code(), Some(0), "and nothing is left locked");
    }

    /// Asks over plain HTTP; gives the first line of the answer.
    #[cfg(unix)]
    fn ask(address: &str, path: &str) -> String {
        let mut stream = TcpStream::connect(address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").unwrap();
        let mut line = String::new();
        BufReader::new(stream).read_line(&mut line).unwrap();
        line
    }

    #[cfg(unix)]
    #[test]
    #[expect(clippy::disallowed_methods, reason = "a test damages what the program would not")]
    fn failure_of_the_gateways_own_leaves_a_line_and_the_root_key_a_warning() {
        let home = tempfile::tempdir().unwrap();
        let data = home.path().join("data");
        assert_eq!(run(&data, &["init", "--agency", "H37"]).status.code(), Some(0));
        let mut server = command(&data, &["serve", "--listen", "127.0.0.1:0", "--json"]);
        let mut server = server.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(server.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.split(['/', '"']).find(|word| word.starts_with("127.")).unwrap();
        let database = data.join("gateway.db");
        let mut bytes = std::fs::read(&database).unwrap();
        bytes[4096..].fill(7);
        std::fs::write(&database, bytes).unwrap();

        let answers = [(); 3].map(|()| ask(address, wire::path::KEYS));
        Command::new("kill").arg(server.id().to_string()).status().unwrap();
        let ended = server.wait_with_output().unwrap();

        assert!(answers.iter().all(|answer| answer.contains(" 500 ")), "{answers:?}");
        let said = String::from_utf8(ended.stderr).unwrap();
        assert!(said.contains("root.key"), "{said}");
        let trace = "gateway-sql: could not read the list of keys";
        assert_eq!(said.matches(trace).count(), 1, "{said}");
    }
}
