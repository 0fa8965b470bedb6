//! A server that writes the bytes of a script, so that a response can be truncated at any position.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use dms_sdk::config;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};

use crate::server::REQUEST_ID;

/// A step of a connection after a request has arrived.
#[derive(Clone, Debug)]
pub enum Step {
    /// Sends this text immediately.
    Send(String),
    /// Sends this text in pieces of this number of bytes, each in a separate packet.
    Trickle(String, usize),
    /// Waits for this time.
    Pause(Duration),
    /// Sends nothing more until the client closes the connection.
    Stall,
    /// Ends the connection with a reset; otherwise it is shut down after the last step.
    Reset,
    /// Reads the next request of this connection, to which the next script applies.
    Next,
}

/// The output of `DescribeAccountAttributes` for the account `acct`.
pub const ACCOUNT: &str = r#"{"UniqueAccountIdentifier":"acct"}"#;

/// Counts of events on the server.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub connections: usize,
    pub requests: usize,
    /// Connections that the client closed while the server stalled.
    pub abandoned: usize,
}

/// A running server; it ends, with all its connections, when dropped.
pub struct Raw {
    address: SocketAddr,
    counts: watch::Receiver<Counts>,
    accepting: JoinHandle<()>,
}

/// Returns the head of a response, with or without the length of the body.
pub fn head(status: u16, length: Option<usize>) -> String {
    let length = match length {
        Some(length) => format!("content-length: {length}"),
        None => "transfer-encoding: chunked".to_owned(),
    };
    let kind = "content-type: application/x-amz-json-1.1";
    format!("HTTP/1.1 {status} Anything\r\n{kind}\r\nx-amzn-requestid: {REQUEST_ID}\r\n{length}\r\n\r\n")
}

/// Returns a complete response with this body.
pub fn response(status: u16, body: &str) -> String {
    head(status, Some(body.len())) + body
}

/// Returns a script that responds with an account, and keeps the connection open.
pub fn account() -> Vec<Step> {
    vec![Step::Send(response(200, ACCOUNT)), Step::Next]
}

/// Returns scripts of responses that never end, and stall at increasingly late positions.
pub fn unfinished() -> [Vec<Step>; 5] {
    let begun = |text: String| vec![Step::Send(text), Step::Stall];
    [
        vec![Step::Stall],
        begun("HTTP/1.1 200 OK\r\ncontent-ty".to_owned()),
        begun(head(200, Some(100))),
        begun(head(200, Some(100)) + "{\"Unique"),
        begun(head(200, None) + "1\r\n{\r\n"),
    ]
}

struct Shared {
    scripts: Mutex<std::vec::IntoIter<Vec<Step>>>,
    counts: watch::Sender<Counts>,
}

impl Raw {
    /// Handles the n-th request by the n-th script, and shuts down the connection for other requests.
    pub async fn scripted(scripts: impl IntoIterator<Item = Vec<Step>>) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a free port on loopback");
        let address = listener.local_addr().expect("a bound address");
        let (sender, counts) = watch::channel(Counts::default());
        let scripts = Mutex::new(scripts.into_iter().collect::<Vec<_>>().into_iter());
        let shared = Arc::new(Shared { scripts, counts: sender });
        let accepting = tokio::spawn(async move {
            let mut connections = JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                shared.counts.send_modify(|counts| counts.connections += 1);
                let shared = Arc::clone(&shared);
                connections.spawn(async move { serve(stream, &shared).await.unwrap_or(()) });
            }
        });
        Self { address, counts, accepting }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub fn config(&self) -> config::Builder {
        crate::server::config(&self.url())
    }

    pub fn counts(&self) -> Counts {
        *self.counts.borrow()
    }

    /// Waits until the counts satisfy a condition, and returns them.
    pub async fn until(&self, wanted: impl FnMut(&Counts) -> bool) -> Counts {
        let mut counts = self.counts.clone();
        let reached = async { counts.wait_for(wanted).await.map(|counts| *counts) };
        match tokio::time::timeout(crate::program::PATIENCE, reached).await {
            Ok(counts) => counts.expect("a running server"),
            Err(_) => panic!("not reached: {:?}", self.counts()),
        }
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

async fn serve(mut stream: TcpStream, shared: &Shared) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    while read_request(&mut stream).await? {
        let script = shared.scripts.lock().expect("the scripts").next().unwrap_or_default();
        shared.counts.send_modify(|counts| counts.requests += 1);
        let mut goes_on = false;
        for step in script {
            match step {
                Step::Send(text) => stream.write_all(text.as_bytes()).await?,
                Step::Trickle(text, size) => {
                    for piece in text.as_bytes().chunks(size) {
                        stream.write_all(piece).await?;
                        tokio::task::yield_now().await;
                    }
                }
                Step::Pause(time) => tokio::time::sleep(time).await,
                Step::Stall => {
                    // A reset by the client is also an end.
                    let _ = stream.read_to_end(&mut Vec::new()).await;
                    shared.counts.send_modify(|counts| counts.abandoned += 1);
                    return Ok(());
                }
                Step::Reset => return stream.set_zero_linger(),
                Step::Next => goes_on = true,
            }
        }
        if !goes_on {
            break;
        }
    }
    stream.shutdown().await
}

/// Reads one request; `false` if the client closed the connection instead.
async fn read_request(stream: &mut TcpStream) -> std::io::Result<bool> {
    let mut request = Vec::new();
    loop {
        if let Some(end) = request.windows(4).position(|window| window == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&request[..end]).to_ascii_lowercase();
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
            let length: usize = length.and_then(|length| length.trim().parse().ok()).unwrap_or_default();
            if request.len() >= end + 4 + length {
                return Ok(true);
            }
        }
        if stream.read_buf(&mut request).await? == 0 {
            return Ok(false);
        }
    }
}
