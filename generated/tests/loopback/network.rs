//! Connections that break, stall or trickle, byte for byte.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use dms_sdk::Client;
use dms_sdk::config::StalledStreamProtectionConfig;
use dms_sdk::config::retry::RetryConfig;
use dms_sdk::config::timeout::TimeoutConfig;
use dms_sdk::error::SdkError;
use dms_sdk::operation::describe_refresh_schemas_status::{
    DescribeRefreshSchemasStatusError, DescribeRefreshSchemasStatusOutput,
};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};

use crate::server::{ENDPOINT_ARN, config};

const BODY: &str = r#"{"RefreshSchemasStatus":{"Status":"successful"}}"#;

/// What a connection does with the one request it gets.
#[derive(Debug, Clone, Copy)]
enum Conduct {
    /// A whole reply.
    Answer,
    /// So many bytes of the reply, and then the end of the connection: in order, or by a reset.
    CutAfter(usize, Ending),
    /// A reply in pieces of so many bytes, with pauses.
    Trickle(usize),
    /// The head of the reply, and then nothing.
    StallAfterHead,
    /// Nothing at all, for ever.
    Silence,
}

#[derive(Debug, Clone, Copy)]
enum Ending {
    InOrder,
    Reset,
}

/// A server that conducts its n-th connection as told, and every one beyond like the last.
struct Line {
    url: String,
    connections: Arc<AtomicUsize>,
    /// Gets a message when the client has closed a connection.
    closed: mpsc::UnboundedReceiver<()>,
    accepting: JoinHandle<()>,
}

impl Line {
    async fn new(conducts: &'static [Conduct]) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let connections = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&connections);
        let (closing, closed) = mpsc::unbounded_channel();
        let accepting = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let index = count.fetch_add(1, Ordering::SeqCst).min(conducts.len() - 1);
                let closing = closing.clone();
                tokio::spawn(async move {
                    // An error is a client that went away.
                    let _ = conduct(stream, conducts[index]).await;
                    let _ = closing.send(());
                });
            }
        });
        Self { url, connections, closed, accepting }
    }

    fn client(&self, attempts: u32) -> Client {
        self.client_with(attempts, TimeoutConfig::builder().operation_timeout(Duration::from_secs(60)).build())
    }

    fn client_with(&self, attempts: u32, timeouts: TimeoutConfig) -> Client {
        let retries =
            RetryConfig::standard().with_max_attempts(attempts).with_initial_backoff(Duration::from_millis(1));
        Client::from_conf(config(&self.url).retry_config(retries).timeout_config(timeouts).build())
    }

    fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

async fn conduct(mut stream: TcpStream, conduct: Conduct) -> std::io::Result<()> {
    read_request(&mut stream).await?;
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/x-amz-json-1.1\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        BODY.len()
    );
    let reply = format!("{head}{BODY}");
    match conduct {
        Conduct::Answer => stream.write_all(reply.as_bytes()).await,
        Conduct::CutAfter(length, ending) => {
            stream.write_all(&reply.as_bytes()[..length.min(reply.len() - 1)]).await?;
            if let Ending::Reset = ending {
                stream.set_zero_linger()?;
            }
            Ok(())
        }
        Conduct::Trickle(size) => {
            for piece in reply.as_bytes().chunks(size) {
                stream.write_all(piece).await?;
                stream.flush().await?;
                tokio::task::yield_now().await;
            }
            Ok(())
        }
        Conduct::StallAfterHead => {
            stream.write_all(head.as_bytes()).await?;
            wait_for_end(&mut stream).await
        }
        Conduct::Silence => wait_for_end(&mut stream).await,
    }
}

async fn wait_for_end(stream: &mut TcpStream) -> std::io::Result<()> {
    let mut rest = [0; 64];
    while stream.read(&mut rest).await? > 0 {}
    Ok(())
}

/// Reads head and body of a request.
async fn read_request(stream: &mut TcpStream) -> std::io::Result<()> {
    let mut bytes = vec![];
    let mut chunk = [0; 4096];
    loop {
        let length = stream.read(&mut chunk).await?;
        bytes.extend_from_slice(&chunk[..length]);
        let text = String::from_utf8_lossy(&bytes).to_ascii_lowercase();
        let expected = text.find("\r\n\r\n").map(|end| {
            let body = text.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
            end + 4 + body.unwrap_or(0_usize)
        });
        if length == 0 || expected.is_some_and(|expected| bytes.len() >= expected) {
            return Ok(());
        }
    }
}

type Outcome = Result<DescribeRefreshSchemasStatusOutput, SdkError<DescribeRefreshSchemasStatusError>>;

async fn call(client: &Client) -> Outcome {
    client.describe_refresh_schemas_status().endpoint_arn(ENDPOINT_ARN).send().await
}

/// Cuts before the first byte, in the status line, in a header, at the end of the head, and in the body.
const CUTS: &[usize] = &[0, 1, 9, 30, 60, 104, 110, 120, 150];

#[tokio::test]
async fn a_reply_that_is_cut_anywhere_is_asked_for_again() {
    for ending in [Ending::InOrder, Ending::Reset] {
        for cut in CUTS {
            let conducts = vec![Conduct::CutAfter(*cut, ending), Conduct::Answer].leak();
            let line = Line::new(conducts).await;
            call(&line.client(3)).await.unwrap_or_else(|error| panic!("{ending:?} after {cut} bytes: {error:?}"));
            assert_eq!(line.connections(), 2, "{ending:?} after {cut} bytes");
        }
    }
}

#[tokio::test]
async fn replies_that_are_always_cut_end_with_the_allowed_attempts_and_an_error_that_says_so() {
    for ending in [Ending::InOrder, Ending::Reset] {
        for cut in CUTS {
            let line = Line::new(vec![Conduct::CutAfter(*cut, ending)].leak()).await;
            let error = dms_sdk::Error::from(call(&line.client(3)).await.expect_err("half a reply"));
            assert_eq!(line.connections(), 3, "{ending:?} after {cut} bytes: {error}");
            assert!(error.to_string().starts_with("DescribeRefreshSchemasStatus: "), "{error}");
        }
    }
}

#[tokio::test]
async fn a_reply_in_small_pieces_arrives_whole() {
    for size in [1, 2, 7] {
        let line = Line::new(vec![Conduct::Trickle(size)].leak()).await;
        let status = call(&line.client(1)).await.expect("a reply");
        assert_eq!(
            status.refresh_schemas_status().and_then(|it| it.status()).map(|it| it.as_str()),
            Some("successful")
        );
    }
}

#[tokio::test]
async fn a_reply_that_stalls_ends_in_a_timeout_and_is_asked_for_again() {
    for stalled in [Conduct::StallAfterHead, Conduct::Silence] {
        let line = Line::new(vec![stalled, Conduct::Answer].leak()).await;
        let timeouts = TimeoutConfig::builder().operation_attempt_timeout(Duration::from_millis(300)).build();
        call(&line.client_with(2, timeouts.clone())).await.unwrap_or_else(|error| panic!("{stalled:?}: {error:?}"));
        assert_eq!(line.connections(), 2);

        let line = Line::new(vec![stalled].leak()).await;
        let error = call(&line.client_with(2, timeouts)).await.expect_err("no reply");
        assert!(matches!(error, SdkError::TimeoutError(_)), "{stalled:?}: {error:?}");
        assert_eq!(line.connections(), 2);
    }
}

#[tokio::test]
async fn a_body_that_stalls_is_noticed_by_the_protection_against_that() {
    let line = Line::new(&[Conduct::StallAfterHead]).await;
    let protection = StalledStreamProtectionConfig::enabled().grace_period(Duration::from_millis(300)).build();
    let config = config(&line.url).retry_config(RetryConfig::disabled()).stalled_stream_protection(protection);
    let client = Client::from_conf(config.build());
    let outcome = timeout(Duration::from_secs(30), call(&client)).await.expect("an end before the operation's timeout");
    let error = format!("{:?}", outcome.expect_err("half a reply"));
    assert!(error.contains("ThroughputBelowMinimum"), "{error}");
}

#[tokio::test]
async fn a_call_that_is_dropped_closes_its_connection_and_leaves_the_client_usable() {
    let mut line = Line::new(&[Conduct::Silence, Conduct::StallAfterHead, Conduct::Answer]).await;
    let client = line.client(3);
    for dropped in 1..=2 {
        let calling = tokio::spawn({
            let client = client.clone();
            async move { call(&client).await }
        });
        while line.connections() < dropped {
            sleep(Duration::from_millis(5)).await;
        }
        calling.abort();
        assert!(calling.await.expect_err("an end by force").is_cancelled());
        timeout(Duration::from_secs(20), line.closed.recv())
            .await
            .expect("the connection is closed")
            .expect("a message");
    }
    call(&client).await.expect("a reply to the next call");
    assert_eq!(line.connections(), 3, "a dropped call was tried again");
}
