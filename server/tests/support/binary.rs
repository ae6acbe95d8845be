use std::{
    fs::File,
    io::{BufRead, BufReader, Read, Write},
    path::Path,
    process::{Child, ChildStdout, Command, Output, Stdio},
    time::{Duration, Instant},
};

/// The real binary.
pub fn domovoy(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_domovoy"));
    command.args(arguments);
    command
}

/// Runs a command to its end, with something on its standard input.
pub fn run(arguments: &[&str], input: &str) -> Output {
    let mut child = domovoy(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that reads nothing has closed its end.
    let _unread = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

/// A demo as a process of its own; killed when dropped.
pub struct Process {
    pub child: Child,
    pub url: String,
    /// The line that said it was ready.
    pub welcome: String,
    said: BufReader<ChildStdout>,
}

impl Process {
    pub fn demo(data: &Path) -> Self {
        Self::start(&[
            "demo",
            "--addr",
            "127.0.0.1:0",
            "--today",
            "2018-01-25",
            "--data",
            data.to_str().unwrap(),
        ])
    }

    pub fn start(arguments: &[&str]) -> Self {
        Self::of(&mut domovoy(arguments))
    }

    /// Its log goes to a file.
    pub fn logging_to(log: &Path, arguments: &[&str]) -> Self {
        Self::of(domovoy(arguments).stderr(File::create(log).unwrap()))
    }

    fn of(command: &mut Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut said = BufReader::new(child.stdout.take().unwrap());
        let mut welcome = String::new();
        said.read_line(&mut welcome).unwrap();
        let url = welcome
            .split_whitespace()
            .find(|word| word.starts_with("http://"))
            .unwrap_or_default()
            .to_owned();
        Self { child, url, welcome, said }
    }

    /// The line that comes after those that were read.
    pub fn next_line(&mut self) -> String {
        let mut line = String::new();
        self.said.read_line(&mut line).unwrap();
        line
    }

    /// Asks it to stop, and returns what it said besides.
    pub fn stopped(mut self) -> String {
        self.terminate();
        let mut rest = String::new();
        self.said.read_to_string(&mut rest).unwrap();
        self.ended();
        rest
    }

    /// Asks it to stop, as a service manager does.
    pub fn terminate(&self) {
        let sent = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(sent.success());
    }

    /// Waits for its end, which comes soon.
    pub fn ended(&mut self) -> Option<i32> {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code();
            }
            assert!(begun.elapsed() < Duration::from_secs(40), "it does not stop");
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
