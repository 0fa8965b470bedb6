//! One client under load: many concurrent calls to a server on loopback, for any time. Every response has to belong
//! to its request, both sides have to count the same number, and memory must not grow.
//!
//! The server is this program in a separate process, so that the measured memory is the client's.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::process::{ExitCode, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use clap::Parser;
use dms_sdk::config::{BehaviorVersion, Credentials, Region};
use dms_sdk::{Client, Config};
use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::net::TcpListener;
use tokio::process::{Child, Command};

/// Calls a server on loopback with one client, with many concurrent calls
#[derive(Debug, Parser)]
#[command(after_help = "\
Examples:
  cargo run --release -p dms-sdk --example load                    1,000 calls at a time for a minute
  cargo run --release -p dms-sdk --example load -- --seconds 600   for ten minutes

Exits with 1 if a response was lost or belongs to another request, or, in a run of 20 seconds or more, if memory
grew by more than a fifth after the first quarter of the time.")]
struct Args {
    /// Duration of the run
    #[arg(long, value_name = "N", default_value_t = 60)]
    seconds: u64,
    /// Number of concurrent calls
    #[arg(long, value_name = "N", default_value_t = 1000)]
    concurrency: u64,
    /// Run as the server
    #[arg(long, hide = true)]
    serve: bool,
}

/// The results of the calls.
#[derive(Debug, Default)]
struct Tally {
    answered: AtomicU64,
    failed: AtomicU64,
    mixed_up: AtomicU64,
    latencies: Latencies,
}

/// Counts of calls by their latency, in steps of a tenth of a millisecond: a histogram of constant size.
#[derive(Debug)]
struct Latencies(Vec<AtomicU64>);

impl Default for Latencies {
    fn default() -> Self {
        Self((0..100_000).map(|_| AtomicU64::new(0)).collect())
    }
}

impl Latencies {
    const STEP: u128 = 100;

    fn add(&self, time: Duration) {
        let step = usize::try_from(time.as_micros() / Self::STEP).unwrap_or(usize::MAX);
        self.0[step.min(self.0.len() - 1)].fetch_add(1, Ordering::Relaxed);
    }

    /// Returns the latency quantile in milliseconds.
    fn quantile(&self, share: f64) -> f64 {
        let total: u64 = self.0.iter().map(|count| count.load(Ordering::Relaxed)).sum();
        let mut seen = 0;
        let reached = self.0.iter().position(|count| {
            seen += count.load(Ordering::Relaxed);
            seen as f64 >= total as f64 * share
        });
        reached.unwrap_or(self.0.len()) as f64 / 10.0
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    let args = Args::parse();
    let outcome = if args.serve { serve().await.map(|()| true) } else { load(&args).await };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

type Failure = Box<dyn std::error::Error + Send + Sync>;

async fn load(args: &Args) -> Result<bool, Failure> {
    let (_server, url) = start_server().await?;
    let client = client(&url);
    let tally = Arc::new(Tally::default());
    let started = Instant::now();
    let end = started + Duration::from_secs(args.seconds);
    let workers: Vec<_> = (0..args.concurrency)
        .map(|worker| tokio::spawn(work(worker, client.clone(), Arc::clone(&tally), end)))
        .collect();
    tokio::time::sleep(Duration::from_secs(args.seconds) / 4).await;
    let early = resident();
    tokio::time::sleep_until(end.into()).await;
    let late = resident();
    for worker in workers {
        worker.await?;
    }
    let took = started.elapsed();
    let counted = client.describe_account_attributes().send().await?;
    let served: u64 = counted.unique_account_identifier().unwrap_or_default().parse()?;
    Ok(report(&tally, took, served, [early, late]))
}

async fn work(worker: u64, client: Client, tally: Arc<Tally>, end: Instant) {
    let mut call = 0_u64;
    while Instant::now() < end {
        let endpoint = format!("arn:aws:dms:eu-west-1:123456789012:endpoint:{worker}-{call}");
        call += 1;
        let started = Instant::now();
        let response = client.describe_refresh_schemas_status().endpoint_arn(&endpoint).send().await;
        tally.latencies.add(started.elapsed());
        match response {
            Ok(response) => {
                let answered = response.refresh_schemas_status().and_then(|status| status.endpoint_arn());
                let count = if answered == Some(endpoint.as_str()) { &tally.answered } else { &tally.mixed_up };
                count.fetch_add(1, Ordering::Relaxed);
            }
            Err(error) => {
                if tally.failed.fetch_add(1, Ordering::Relaxed) == 0 {
                    eprintln!("the first call that failed: {}", dms_sdk::Error::from(error));
                }
            }
        }
    }
}

fn report(tally: &Tally, took: Duration, served: u64, resident: [Option<u64>; 2]) -> bool {
    let [answered, failed, mixed_up] =
        [&tally.answered, &tally.failed, &tally.mixed_up].map(|count| count.load(Ordering::Relaxed));
    let rate = answered as f64 / took.as_secs_f64();
    println!("{answered} calls answered, {rate:.0} a second; {served} served, {failed} failed, {mixed_up} mixed up");
    let [half, most] = [0.5, 0.99].map(|share| tally.latencies.quantile(share));
    println!("half of them within {half:.1} ms, 99 of 100 within {most:.1} ms");
    let is_flat = match resident {
        [Some(early), Some(late)] => {
            println!("memory after a quarter of the time {early} KB, at the end {late} KB");
            // Before that, not all connections are open.
            took < Duration::from_secs(20) || late <= early + early / 5
        }
        _ => {
            println!("memory: not available on this system");
            true
        }
    };
    answered > 0 && served == answered && failed == 0 && mixed_up == 0 && is_flat
}

/// Returns the memory in use by this process, in kilobytes; `None` on systems other than Linux.
fn resident() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}

fn client(url: &str) -> Client {
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-west-1"))
        .credentials_provider(Credentials::new("AKIDEXAMPLE", "not-a-secret", None, None, "load"))
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .endpoint_url(url)
        .build();
    Client::from_conf(config)
}

async fn start_server() -> Result<(Child, String), Failure> {
    let mut command = Command::new(std::env::current_exe()?);
    let mut server = command.arg("--serve").stdout(Stdio::piped()).kill_on_drop(true).spawn()?;
    let output = server.stdout.take().ok_or("the server has no standard output")?;
    let address = BufReader::new(output).lines().next_line().await?.ok_or("the server did not start")?;
    Ok((server, format!("http://{address}")))
}

async fn serve() -> Result<(), Failure> {
    let listener = TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], 0))).await?;
    println!("{}", listener.local_addr()?);
    let served = Arc::new(AtomicU64::new(0));
    loop {
        let (stream, _) = listener.accept().await?;
        let served = Arc::clone(&served);
        tokio::spawn(async move {
            let service = service_fn(|request| answer(request, &served));
            // A connection ends when the client closes it.
            let _ = hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
        });
    }
}

async fn answer(
    request: hyper::Request<Incoming>,
    served: &AtomicU64,
) -> Result<hyper::Response<Full<Bytes>>, Infallible> {
    let asks_count =
        request.headers().get("x-amz-target").is_some_and(|target| !target.as_bytes().ends_with(b"Status"));
    let body = request.into_body().collect().await.map(|body| body.to_bytes()).unwrap_or_default();
    let response = if asks_count {
        json!({ "UniqueAccountIdentifier": served.load(Ordering::Relaxed).to_string() })
    } else {
        served.fetch_add(1, Ordering::Relaxed);
        let input: Value = serde_json::from_slice(&body).unwrap_or_default();
        json!({ "RefreshSchemasStatus": { "EndpointArn": input["EndpointArn"], "Status": "successful" } })
    };
    Ok(hyper::Response::new(Full::new(Bytes::from(response.to_string()))))
}
