//! Parses the output of libFuzzer.

use xtask::console::{BAD, FAINT, GOOD};

/// The result of one target.
#[derive(Debug, PartialEq, Eq)]
pub struct Outcome {
    name: String,
    /// The number of inputs that were run.
    pub executions: u64,
    failure: Option<Failure>,
}

#[derive(Debug, PartialEq, Eq)]
struct Failure {
    /// The message of the failure.
    problem: String,
    /// The file with the input.
    input: Option<String>,
}

impl Outcome {
    /// Parses the text that libFuzzer wrote to standard error.
    pub fn new(name: String, succeeded: bool, stderr: &str) -> Self {
        let failure = (!succeeded)
            .then(|| Failure { problem: problem(stderr), input: text_after(stderr, "Test unit written to ") });
        Self { name, executions: executions(stderr), failure }
    }

    /// Returns the line of the report.
    pub fn line(&self) -> String {
        let (style, word) = if self.failure.is_none() { (GOOD, "ok") } else { (BAD, "failed") };
        format!("{:<12} {style}{word:<6}{style:#} {FAINT}{:>10} executions{FAINT:#}", self.name, self.executions)
    }

    /// Describes the finding and the command that reproduces it.
    pub fn finding(&self) -> Option<String> {
        let Failure { problem, input } = self.failure.as_ref()?;
        let command = match input {
            Some(input) => format!("\n  again: cargo xtask fuzz {} --input {input}", self.name),
            None => String::new(),
        };
        Some(format!("{BAD}{}:{BAD:#} {problem}{command}", self.name))
    }
}

/// Returns the last count: `Done 123 runs in 4 second(s)`, or `#123` at the start of a line of progress.
fn executions(stderr: &str) -> u64 {
    let count = |line: &str| {
        let rest = line.strip_prefix("Done ").or_else(|| line.strip_prefix('#'))?;
        rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
    };
    stderr.lines().filter_map(count).max().unwrap_or(0)
}

/// Returns the message of the panic, or the error of libFuzzer.
fn problem(stderr: &str) -> String {
    let mut lines = stderr.lines();
    if let Some(location) = lines.by_ref().find(|line| line.contains(" panicked at ")) {
        let message: Vec<_> = lines.take_while(|line| !line.starts_with("stack backtrace:")).take(20).collect();
        return format!("{location}\n{}", message.join("\n"));
    }
    text_after(stderr, "ERROR: libFuzzer: ")
        .unwrap_or_else(|| stderr.lines().last().unwrap_or("it printed nothing").to_owned())
}

fn text_after(stderr: &str, marker: &str) -> Option<String> {
    stderr.lines().find_map(|line| Some(line.split_once(marker)?.1.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_to_the_end_is_counted() {
        let stderr = "#2\tINITED cov: 9\n#1024\tpulse\nDone 130090 runs in 16 second(s)\n";
        let outcome = Outcome::new("load".to_owned(), true, stderr);
        assert_eq!((outcome.executions, outcome.finding()), (130_090, None));
    }

    #[test]
    fn a_panic_is_reported_with_its_message_and_input() {
        let stderr = "#77\tNEW cov: 9\nthread '<unnamed>' (1) panicked at src/a.rs:1:2:\nno such thing\nstack backtrace:\n 0: x\n\
                    artifact_prefix='a/'; Test unit written to a/crash-1\n";
        let outcome = Outcome::new("response".to_owned(), false, stderr);
        assert_eq!(outcome.executions, 77);
        let finding = anstream::adapter::strip_str(&outcome.finding().expect("a finding")).to_string();
        let expected = "response: thread '<unnamed>' (1) panicked at src/a.rs:1:2:\nno such thing\n  \
                        again: cargo xtask fuzz response --input a/crash-1";
        assert_eq!(finding, expected);
    }

    #[test]
    fn too_much_memory_or_time_is_reported() {
        let stderr = "==1== ERROR: libFuzzer: out-of-memory (used: 1100Mb; limit: 1024Mb)\n";
        let finding = Outcome::new("load".to_owned(), false, stderr).finding().expect("a finding");
        assert!(finding.contains("out-of-memory (used: 1100Mb; limit: 1024Mb)"), "{finding}");
        let stderr = Outcome::new("load".to_owned(), false, "").finding().expect("a finding");
        assert!(stderr.contains("it printed nothing"), "{stderr}");
    }
}
