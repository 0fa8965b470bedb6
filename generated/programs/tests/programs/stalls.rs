//! Slow and stalled responses, in paused time that only the test advances.

use std::{
    collections::VecDeque,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Poll},
    time::{Duration, SystemTime},
};

use aws_sdk_databasemigration::{
    Client, Config,
    config::{Builder, SharedAsyncSleep, StalledStreamProtectionConfig, retry::RetryConfig, timeout::TimeoutConfig},
    error::{DisplayErrorContext, SdkError},
    operation::describe_events::{DescribeEventsError, DescribeEventsOutput},
};
use aws_smithy_async::{
    rt::sleep::TokioSleep,
    time::{SharedTimeSource, TimeSource},
};
use aws_smithy_runtime_api::{
    client::{
        http::{HttpConnector, HttpConnectorFuture, SharedHttpClient, SharedHttpConnector, http_client_fn},
        orchestrator::{HttpRequest, HttpResponse},
    },
    http::StatusCode,
};
use aws_smithy_types::body::SdkBody;
use bytes::Bytes;
use http_body::{Body, Frame};
use tokio::time::{Instant, Sleep};

/// The clock of the runtime, so that times and sleeps agree.
#[derive(Debug)]
struct Clock(Instant);

impl TimeSource for Clock {
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000) + self.0.elapsed()
    }
}

/// A body with a pause before each piece; after the last one it ends or hangs.
struct Slow {
    pieces: VecDeque<(Duration, Bytes)>,
    ends: bool,
    pause: Option<Pin<Box<Sleep>>>,
}

impl Body for Slow {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        let Some((pause, _)) = self.pieces.front() else {
            return if self.ends { Poll::Ready(None) } else { Poll::Pending };
        };
        let pause = *pause;
        let sleep = self.pause.get_or_insert_with(|| Box::pin(tokio::time::sleep(pause)));
        if sleep.as_mut().poll(context).is_pending() {
            return Poll::Pending;
        }
        self.pause = None;
        Poll::Ready(self.pieces.pop_front().map(|(_, piece)| Ok(Frame::data(piece))))
    }
}

/// The timing of every response of a service.
#[derive(Clone, Debug)]
struct Pace {
    /// The pause before the response starts.
    silence: Duration,
    /// The pauses before each piece of the body.
    pauses: Vec<Duration>,
    ends: bool,
}

#[derive(Clone, Debug)]
struct Service {
    pace: Pace,
    calls: Arc<AtomicUsize>,
}

impl HttpConnector for Service {
    fn call(&self, _request: HttpRequest) -> HttpConnectorFuture {
        self.calls.fetch_add(1, Ordering::SeqCst);
        let Pace { silence, pauses, ends } = self.pace.clone();
        HttpConnectorFuture::new(async move {
            tokio::time::sleep(silence).await;
            // All pieces together are one object.
            let last = pauses.len().saturating_sub(1);
            let piece = |n: usize| match n {
                n if n == last => Bytes::from_static(br#""Marker":"m"}"#),
                0 => Bytes::from_static(b"{   "),
                _ => Bytes::from_static(b"    "),
            };
            let mut pieces: VecDeque<_> = pauses.into_iter().enumerate().map(|(n, pause)| (pause, piece(n))).collect();
            if pieces.len() == 1 {
                pieces[0].1 = Bytes::from_static(br#"{"Marker":"m"}"#);
            }
            let body = SdkBody::from_body_1_x(Slow { pieces, ends, pause: None });
            Ok(HttpResponse::new(StatusCode::try_from(200).expect("a status"), body))
        })
    }
}

type Outcome = Result<DescribeEventsOutput, SdkError<DescribeEventsError>>;

/// Makes one call; returns its result, the number of attempts and the duration.
async fn outcome(pace: Pace, configure: impl FnOnce(Builder) -> Builder) -> (Outcome, usize, Duration) {
    let service = Service { pace, calls: Arc::default() };
    let connector = SharedHttpConnector::new(service.clone());
    let http: SharedHttpClient = http_client_fn(move |_, _| connector.clone());
    let config = Config::builder()
        .with_test_defaults_v2()
        .sleep_impl(SharedAsyncSleep::new(TokioSleep::new()))
        .time_source(SharedTimeSource::new(Clock(Instant::now())))
        .retry_config(RetryConfig::disabled())
        .http_client(http);
    let start = Instant::now();
    let response = Client::from_conf(configure(config).build()).describe_events().send().await;
    (response, service.calls.load(Ordering::SeqCst), start.elapsed())
}

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

fn body(pauses: impl IntoIterator<Item = u64>, ends: bool) -> Pace {
    Pace { silence: Duration::ZERO, pauses: pauses.into_iter().map(seconds).collect(), ends }
}

fn protected(grace: u64) -> impl FnOnce(Builder) -> Builder {
    let protection = StalledStreamProtectionConfig::enabled().grace_period(seconds(grace)).build();
    move |config| config.stalled_stream_protection(protection)
}

#[tokio::test(start_paused = true)]
async fn a_slow_but_steady_body_is_awaited() {
    let (response, calls, time) = outcome(body([1; 600], true), protected(5)).await;
    assert_eq!(response.expect("a response").marker(), Some("m"));
    assert_eq!((calls, time.as_secs()), (1, 600));
}

#[tokio::test(start_paused = true)]
async fn a_stalled_body_is_aborted_after_the_grace_period() {
    for grace in [5, 60] {
        let (response, calls, time) = outcome(body([0, 0], false), protected(grace)).await;
        let error = response.expect_err("a stalled body");
        assert!(matches!(error, SdkError::ResponseError(_)), "{error:?}");
        assert!(DisplayErrorContext(&error).to_string().contains("throughput"), "{error:?}");
        assert_eq!(calls, 1);
        assert!(time >= seconds(grace) && time < seconds(grace + 10), "{time:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_pause_shorter_than_the_grace_period_is_allowed() {
    let (response, _, time) = outcome(body([0, 15, 0, 15, 0], true), protected(20)).await;
    assert_eq!(response.expect("a response").marker(), Some("m"));
    assert_eq!(time.as_secs(), 30);
}

#[tokio::test(start_paused = true)]
async fn a_stalled_body_is_retried() {
    let attempts = RetryConfig::standard().with_max_attempts(3);
    let protect = protected(5);
    let (response, calls, time) = outcome(body([0, 0], false), |it| protect(it).retry_config(attempts)).await;
    assert!(matches!(response, Err(SdkError::ResponseError(_))), "{response:?}");
    assert_eq!(calls, 3);
    assert!(time >= seconds(15), "{time:?}");
}

#[tokio::test(start_paused = true)]
async fn without_protection_only_a_timeout_ends_the_wait() {
    let limit = TimeoutConfig::builder().operation_timeout(seconds(3600)).build();
    let off = StalledStreamProtectionConfig::disabled();
    let configure = |config: Builder| config.stalled_stream_protection(off).timeout_config(limit);
    let (response, calls, time) = outcome(body([0, 0], false), configure).await;
    assert!(matches!(response, Err(SdkError::TimeoutError(_))), "{response:?}");
    assert_eq!((calls, time.as_secs()), (1, 3600));
}

#[tokio::test(start_paused = true)]
async fn the_attempt_timeout_includes_the_body() {
    let limit = TimeoutConfig::builder().operation_attempt_timeout(seconds(10)).build();
    let limited = |config: Builder| {
        config.timeout_config(limit.clone()).stalled_stream_protection(StalledStreamProtectionConfig::disabled())
    };
    let retries = RetryConfig::standard().with_max_attempts(2);
    for pace in [body([6, 6], true), Pace { silence: seconds(11), ..body([0], true) }] {
        let (response, calls, time) = outcome(pace, |config| limited(config).retry_config(retries.clone())).await;
        assert!(matches!(response, Err(SdkError::TimeoutError(_))), "{response:?}");
        assert_eq!(calls, 2);
        assert!(time >= seconds(20) && time < seconds(25), "{time:?}");
    }
    let (response, calls, time) = outcome(body([4, 5], true), limited).await;
    assert!(response.is_ok(), "{response:?}");
    assert_eq!((calls, time.as_secs()), (1, 9));
}
