//! Waiters: polling an operation until what was waited for is there, or never will be.

use crate::{
    builder::{Attached, InputBuilder, Snapshot},
    client::Handle,
    config::features::waiter_plugin,
    error::{OneLine, Told},
    invoke::{self, Operation, SendError},
};
use aws_smithy_runtime::client::waiters::{AcceptorState, WaiterOrchestrator, attach_waiter_tracing_span};
use aws_smithy_runtime_api::client::waiters::{FinalPoll, error::WaiterError};
use aws_smithy_types::config_bag::ConfigBag;
use std::{
    error::Error,
    fmt,
    sync::{Arc, OnceLock},
    time::Duration,
};

/// What ends a wait.
pub trait Waiter: 'static {
    /// The operation that is polled.
    type Input: Operation + Clone;

    /// What it waits for, as the model calls it.
    const NAME: &'static str;

    /// Least and greatest delay between two polls, in seconds.
    const DELAYS: (u64, u64);

    /// What a poll means.
    fn accept(input: &Self::Input, result: PollResult<'_, Self::Input>) -> AcceptorState;

    /// What an output says of why the wait failed.
    fn reason(_output: &<Self::Input as Operation>::Output) -> Option<String> {
        None
    }
}

/// Keeps the trait `Waiters` to the client.
pub trait Sealed {}

impl Sealed for crate::Client {}

/// What a poll brought.
pub type PollResult<'a, T> = Result<&'a <T as Operation>::Output, &'a <T as Operation>::Error>;

type Poll<T> = FinalPoll<<T as Operation>::Output, SendError<<T as Operation>::Error>>;

type Unmet<T> = WaiterError<<T as Operation>::Output, <T as Operation>::Error>;

/// The mode of the builders that wait.
pub struct Waiting<W: Waiter> {
    handle: Arc<Handle>,
    inputs: Snapshot<W::Input>,
}

impl<W: Waiter> Clone for Waiting<W> {
    fn clone(&self) -> Self {
        Self { handle: self.handle.clone(), inputs: OnceLock::new() }
    }
}

impl<W: Waiter> Attached<W::Input> for Waiting<W> {
    fn inputs(&self) -> &Snapshot<W::Input> {
        &self.inputs
    }
}

impl<W: Waiter> InputBuilder<W::Input, Waiting<W>> {
    pub(crate) fn waiting(client: &crate::Client) -> Self {
        let mode = Waiting { handle: client.handle.clone(), inputs: OnceLock::new() };
        Self { shape: crate::schema::Structure::default_value(), mode }
    }

    pub(crate) async fn poll(self, max_wait: Duration) -> Result<Poll<W::Input>, Unmet<W::Input>> {
        poll::<W>(&self.mode.handle, self.shape, max_wait, W::accept).await
    }

    #[allow(dead_code, reason = "a service may have no waiter with a reason")]
    pub(crate) async fn poll_for_reason(
        self,
        max_wait: Duration,
    ) -> Result<Poll<W::Input>, WaitError<Output<W>, OperationError<W>>> {
        self.poll(max_wait).await.map_err(|error| WaitError::new::<W>(error, W::reason))
    }
}

/// Polls with the pauses of the waiter until `accept` says that the wait is over, for at most `max_wait`.
pub(crate) async fn poll<W: Waiter>(
    handle: &Handle,
    input: W::Input,
    max_wait: Duration,
    accept: impl Fn(&W::Input, PollResult<'_, W::Input>) -> AcceptorState,
) -> Result<Poll<W::Input>, Unmet<W::Input>> {
    let plugins = invoke::plugins::<W::Input>(&handle.runtime_plugins, None).with_operation_plugin(waiter_plugin());
    let components = plugins
        .apply_client_configuration(&mut ConfigBag::base())
        .map_err(WaiterError::construction_failure)?
        .into_time_components();
    let needs = |what: &str| WaiterError::construction_failure(format!("a waiter needs a {what}; configure one"));
    let sleep = components.sleep_impl().ok_or_else(|| needs("sleep implementation"))?;
    let time = components.time_source().ok_or_else(|| needs("time source"))?;
    let orchestrator = WaiterOrchestrator::builder()
        .min_delay(Duration::from_secs(W::DELAYS.0))
        .max_delay(Duration::from_secs(W::DELAYS.1))
        .max_wait(max_wait)
        .time_source(time)
        .sleep_impl(sleep)
        .acceptor(|result: Result<&Output<W>, &OperationError<W>>| accept(&input, result))
        .operation(|| invoke::invoke_with(plugins.clone(), input.clone()))
        .build();
    attach_waiter_tracing_span(orchestrator.orchestrate()).await
}

type Output<W> = <<W as Waiter>::Input as Operation>::Output;

type OperationError<W> = <<W as Waiter>::Input as Operation>::Error;

/// Why a wait ended without what was waited for, in the service's own words where it gave any.
#[derive(Debug)]
pub struct WaitError<O, E> {
    waiter: &'static str,
    reason: Option<String>,
    error: WaiterError<O, E>,
}

#[allow(dead_code, reason = "only models with reasons of failed waits export it")]
impl<O, E> WaitError<O, E> {
    /// `reason` finds what the output of a failure says of it.
    pub(crate) fn new<W: Waiter>(error: WaiterError<O, E>, reason: fn(&O) -> Option<String>) -> Self {
        let output = match &error {
            WaiterError::FailureState(state) => state.final_poll().as_result().ok(),
            _ => None,
        };
        Self { waiter: W::NAME, reason: output.and_then(reason), error }
    }

    /// What the service says of the failure, such as a task's last failure message.
    pub fn reason(&self) -> Option<&str> {
        self.reason.as_deref()
    }

    /// Whether it was a failure, a wait that took too long, or a call that failed.
    pub fn waiter_error(&self) -> &WaiterError<O, E> {
        &self.error
    }

    /// Whether it was a failure, a wait that took too long, or a call that failed.
    pub fn into_waiter_error(self) -> WaiterError<O, E> {
        self.error
    }
}

/// In one line: the service's reason, or what the sources say.
impl<O, E> fmt::Display for WaitError<O, E>
where
    WaiterError<O, E>: Error + 'static,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.reason {
            Some(reason) => write!(f, "waiting failed for {}: {}", self.waiter, OneLine(reason)),
            None => write!(f, "waiting for {} ended: {}", self.waiter, Told(&self.error)),
        }
    }
}

/// What `Display` has not told; [`waiter_error`](WaitError::waiter_error) has all of it.
impl<O: fmt::Debug, E: fmt::Debug> Error for WaitError<O, E>
where
    WaiterError<O, E>: Error + 'static,
{
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        (self.reason.is_some() || Told(&self.error).is_explained()).then_some(&self.error)
    }
}
