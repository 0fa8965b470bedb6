//! Counts what a test run reports.

/// How many tests passed and failed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// The number of test programs that reported a result.
    pub runs: usize,
    /// The tests that passed.
    pub passed: usize,
    /// The tests that failed.
    pub failed: usize,
}

impl Tally {
    /// Sums up all lines such as `test result: ok. 3 passed; 0 failed; 1 ignored; …`.
    pub fn of(output: &str) -> Self {
        let plain = anstream::adapter::strip_str(output).to_string();
        let mut tally = Self::default();
        for result in plain.lines().filter_map(|line| line.strip_prefix("test result: ")) {
            let counted = |word: &str| {
                let mut words = result.split([' ', '.', ';']).filter(|word| !word.is_empty()).peekable();
                while let Some(number) = words.next() {
                    if words.peek() == Some(&word) {
                        return number.parse::<usize>().ok();
                    }
                }
                None
            };
            if let (Some(passed), Some(failed)) = (counted("passed"), counted("failed")) {
                tally.runs += 1;
                tally.passed += passed;
                tally.failed += failed;
            }
        }
        tally
    }
}

#[cfg(test)]
mod tests {
    use super::Tally;

    #[test]
    fn adds_up_the_results_of_all_test_programs() {
        let output = "running 2 tests\n..\n\
            test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\n\
            test result: FAILED. 40 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out; finished in 1.21s\n";
        assert_eq!(Tally::of(output), Tally { runs: 2, passed: 42, failed: 3 });
    }

    #[test]
    fn reads_through_colour() {
        let output = "test result: \u{1b}[32mok\u{1b}(B\u{1b}[m. 7 passed; 1 failed; 0 ignored\r\n";
        assert_eq!(Tally::of(output), Tally { runs: 1, passed: 7, failed: 1 });
    }

    #[test]
    fn counts_nothing_that_only_looks_like_a_result() {
        let output = "thread panicked: test result: ok. 9 passed; 9 failed\n\
            test result: ok. many passed; no failed\ntest result: ok. 5 passed\ntest result: \n";
        assert_eq!(Tally::of(output), Tally::default());
    }
}
