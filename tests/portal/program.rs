//! The program itself, in a process: what it prints, how it ends. Built with the crate `portal`, because
//! only there the path of the program is known; this also has it built for the tests of the whole.

#[cfg(test)]
mod tests {
    use std::io::{BufRead, BufReader};
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
        let serve = ["serve", "--listen", "127.0.0.1:0", "--json"];
        let mut server = command(&data, &serve).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(server.stdout.take().unwrap()).read_line(&mut line).unwrap();

        let told = Command::new("kill").arg(server.id().to_string()).status().unwrap();
        let ended = server.wait().unwrap();

        assert!(line.contains("http://127.0.0.1:"), "{line}");
        assert!(told.success());
        assert_eq!(ended.code(), Some(0), "SIGTERM is how a service is told to end");
        let again = run(&data, &["enroll-code", "--json"]);
        assert_eq!(again.status.code(), Some(0), "and nothing is left locked");
    }
}
