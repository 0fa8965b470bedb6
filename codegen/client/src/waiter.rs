//! Waiters: they poll an operation until a state is reached, or can no longer be reached.

use crate::{
    builder::{Attached, InputBuilder, Snapshot},
    client::Handle,
    invoke::{self, Operation},
};
use ::runtime::{
    config::features::waiter_plugin,
    error::{ErrorLine, OneLine},
};
use aws_smithy_runtime::client::waiters::{AcceptorState, WaiterOrchestrator, attach_waiter_tracing_span};
use aws_smithy_runtime_api::client::{
    orchestrator::HttpResponse,
    result::SdkError,
    waiters::{FinalPoll, error::WaiterError},
};
use aws_smithy_types::config_bag::ConfigBag;
use std::{
    error::Error,
    fmt,
    sync::{Arc, OnceLock},
    time::Duration,
};

/// A waiter: an operation to poll, and the acceptors.
pub trait Waiter: 'static {
    /// The operation that is polled.
    type Input: Operation + Clone;

    /// The name in the model.
    const NAME: &'static str;

    /// Minimum and maximum delay between two polls, in seconds.
    const DELAYS: (u64, u64);

    /// The state after a poll.
    fn accept(input: &Self::Input, result: PollResult<'_, Self::Input>) -> AcceptorState;

    /// The reason of a failure in an output.
    fn reason(_output: &<Self::Input as Operation>::Output) -> Option<String> {
        None
    }
}

/// Seals the trait `Waiters`, which only the client implements.
pub trait Sealed {}

impl Sealed for crate::Client {}

/// The result of a poll.
pub type PollResult<'a, T> = Result<&'a <T as Operation>::Output, &'a <T as Operation>::Error>;

type Poll<T> = FinalPoll<<T as Operation>::Output, SdkError<<T as Operation>::Error, HttpResponse>>;

type Unmet<T> = WaiterError<<T as Operation>::Output, <T as Operation>::Error>;

/// The mode of the builders of waits.
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

/// Polls with the delays of the waiter until `accept` returns a final state, for at most `max_wait`.
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

/// The error of a wait, with the service's reason if there is one.
#[derive(Debug)]
pub struct WaitError<O, E> {
    waiter: &'static str,
    reason: Option<String>,
    error: WaiterError<O, E>,
}

#[allow(dead_code, reason = "only models with reasons of failed waits export it")]
impl<O, E> WaitError<O, E> {
    /// `reason` returns the reason in the output of a failure.
    pub(crate) fn new<W: Waiter>(error: WaiterError<O, E>, reason: fn(&O) -> Option<String>) -> Self {
        let output = match &error {
            WaiterError::FailureState(state) => state.final_poll().as_result().ok(),
            _ => None,
        };
        Self { waiter: W::NAME, reason: output.and_then(reason), error }
    }

    /// The service's reason of the failure, such as a task's last failure message.
    pub fn reason(&self) -> Option<&str> {
        self.reason.as_deref()
    }

    /// The runtime's error: a failure, a timeout of the wait, or a failed call.
    pub fn waiter_error(&self) -> &WaiterError<O, E> {
        &self.error
    }

    /// The runtime's error: a failure, a timeout of the wait, or a failed call.
    pub fn into_waiter_error(self) -> WaiterError<O, E> {
        self.error
    }
}

/// Writes one line: the service's reason, or the messages of the sources.
impl<O, E> fmt::Display for WaitError<O, E>
where
    WaiterError<O, E>: Error + 'static,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.reason {
            Some(reason) => write!(f, "waiting failed for {}: {}", self.waiter, OneLine(reason)),
            None => write!(f, "waiting for {} ended: {}", self.waiter, ErrorLine(&self.error)),
        }
    }
}

/// The source without what `Display` includes; [`waiter_error`](WaitError::waiter_error) is complete.
impl<O: fmt::Debug, E: fmt::Debug> Error for WaitError<O, E>
where
    WaiterError<O, E>: Error + 'static,
{
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        (self.reason.is_some() || ErrorLine(&self.error).is_explained()).then_some(&self.error)
    }
}
