//! Operations that start work which continues after the response: sending the request and waiting for the end of the
//! work.

use crate::{
    builder::{Fluent, InputBuilder},
    error::IntoServiceError,
    invoke::Operation,
    waiter::{self, WaitError, Waiter},
};
use aws_smithy_runtime::client::waiters::AcceptorState;
use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

/// An operation that starts work which continues after the response.
pub trait Completion: Operation<Error: IntoServiceError> {
    /// The waiter for the end of the work.
    type Waiter: Waiter<Input: Operation<Error: IntoServiceError>>;

    /// The input of the polls.
    fn polled(&self) -> Polled<Self>;

    /// Whether the work is running, according to an output.
    fn is_running(output: &Output<Self>) -> bool;

    /// The reason of a failure in an output.
    fn reason(output: &Output<Self>) -> Option<String> {
        Self::Waiter::reason(output)
    }
}

type Polled<T> = <<T as Completion>::Waiter as Waiter>::Input;

type Output<T> = <Polled<T> as Operation>::Output;

impl<T: Completion> InputBuilder<T, Fluent<T>> {
    /// Sends the request, then polls until the work that it starts has ended, and returns the last output of the polls.
    ///
    /// The service may still return the end of an earlier run for a moment. An end therefore counts only if an earlier
    /// poll returned running work, or if three polls in a row return the same end: a short run may start and end
    /// between two polls.
    ///
    /// `max_wait` limits the polling, with the delays of the waiter. Dropping the future stops the polling, but not the
    /// work.
    ///
    /// # Errors
    /// When the request fails, when the work fails or has not ended after `max_wait`, or when a poll fails. The error
    /// of failed work includes the reason, if the service returns one.
    pub async fn send_and_wait(self, max_wait: Duration) -> Result<Output<T>, crate::Error> {
        let (handle, input) = (self.mode.handle().clone(), self.shape.polled());
        self.send().await?;
        let run = Mutex::new(Run::default());
        let end = waiter::poll::<T::Waiter>(&handle, input, max_wait, |input, result| {
            let is_running = result.is_ok_and(T::is_running);
            let mut run = run.lock().unwrap_or_else(PoisonError::into_inner);
            run.next_state(T::Waiter::accept(input, result), is_running)
        });
        let end = end.await.map_err(|error| WaitError::new::<T::Waiter>(error, T::reason))?;
        Ok(end.into_result()?)
    }
}

/// The state of a run according to the polls.
#[derive(Default)]
struct Run {
    was_running: bool,
    end: Option<AcceptorState>,
    times: u32,
}

impl Run {
    /// The number of equal ends in a row that belong to this run.
    const REQUIRED_REPEATS: u32 = 3;

    /// The state after a poll: if the end may belong to an earlier run, polling continues.
    fn next_state(&mut self, state: AcceptorState, is_running: bool) -> AcceptorState {
        self.was_running |= is_running;
        let end = matches!(state, AcceptorState::Success | AcceptorState::Failure).then_some(state);
        self.times = if end == self.end { self.times + 1 } else { 1 };
        self.end = end;
        match end {
            Some(_) if !self.was_running && self.times < Self::REQUIRED_REPEATS => AcceptorState::Retry,
            _ => state,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use AcceptorState::{Failure, NoAcceptorsMatched as Other, Retry, Success};

    #[track_caller]
    fn assert_means<const N: usize>(polls: [(AcceptorState, bool); N], expected: [AcceptorState; N]) {
        let mut run = Run::default();
        assert_eq!(polls.map(|(state, is_running)| run.next_state(state, is_running)), expected);
    }

    #[test]
    fn an_end_counts_once_the_work_was_running() {
        assert_means([(Success, false), (Other, true), (Success, false)], [Retry, Other, Success]);
        assert_means(
            [(Failure, false), (Other, true), (Other, false), (Failure, false)],
            [Retry, Other, Other, Failure],
        );
        assert_means([(Failure, false), (Retry, true), (Success, false)], [Retry, Retry, Success]);
    }

    #[test]
    fn an_end_counts_when_it_was_shown_three_times_in_a_row() {
        assert_means([(Success, false); 3], [Retry, Retry, Success]);
        assert_means([(Failure, false); 3], [Retry, Retry, Failure]);
        let polls = [Success, Success, Other, Success, Success, Failure, Failure, Failure];
        let expected = [Retry, Retry, Other, Retry, Retry, Retry, Retry, Failure];
        assert_means(polls.map(|state| (state, false)), expected);
    }
}
