//! Starts moto, and sends the requests that are not calls of the client.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use dms_sdk::Client;
use dms_sdk::config::retry::RetryConfig;
use dms_sdk::config::timeout::TimeoutConfig;
use dms_sdk::config::{self, BehaviorVersion, Config, Credentials, Region};
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::net::TcpStream;

use crate::pauses::{NoPause, impatient};

pub const REGION: &str = "eu-west-1";

/// Much longer than any step here; it only limits one that would never end.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// A running moto, one for each test; it ends when dropped.
pub struct Moto {
    process: Child,
    address: SocketAddr,
}

impl Moto {
    /// Starts a moto that checks the signature of every request after the first `unchecked` ones.
    pub async fn start(unchecked: Option<u32>) -> Self {
        // The port is free now, but another process may use it before moto does.
        for _ in 0..3 {
            let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
            let address = listener.local_addr().expect("a bound address");
            drop(listener);
            if let Some(moto) = Self::start_at(address, unchecked).await {
                return moto;
            }
        }
        panic!("moto does not start; its log is {:?}", Self::log());
    }

    async fn start_at(address: SocketAddr, unchecked: Option<u32>) -> Option<Self> {
        let log = std::fs::File::create(Self::log()).expect("a log file");
        let mut command = Command::new(Self::program());
        command.args(["-H", "127.0.0.1", "-p", &address.port().to_string()]);
        command.stdin(Stdio::null()).stdout(log.try_clone().expect("a log file")).stderr(log);
        if let Some(unchecked) = unchecked {
            command.env("INITIAL_NO_AUTH_ACTION_COUNT", unchecked.to_string());
        }
        let process = command.spawn().unwrap_or_else(|err| panic!("{:?}: {err}", Self::program()));
        let mut moto = Self { process, address };
        let ready = async {
            while TcpStream::connect(address).await.is_err() {
                if moto.process.try_wait().expect("the state of moto").is_some() {
                    return None;
                }
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
            Some(())
        };
        let ready = tokio::time::timeout(PATIENCE, ready).await.ok().flatten();
        ready.map(|()| moto)
    }

    fn log() -> PathBuf {
        let test = std::thread::current().name().unwrap_or("moto").to_owned();
        PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{test}.log"))
    }

    fn program() -> PathBuf {
        if let Some(program) = std::env::var_os("MOTO_SERVER") {
            return program.into();
        }
        let test = std::env::current_exe().expect("the path of this test");
        let mut candidates = test.ancestors().map(|folder| folder.join("moto-venv/bin/moto_server"));
        candidates
            .find(|program| program.is_file())
            .expect("moto_server, installed by `cargo xtask test`; to use another one, set MOTO_SERVER to its path")
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    fn config(&self, credentials: Credentials) -> config::Builder {
        Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new(REGION))
            .credentials_provider(credentials)
            .timeout_config(TimeoutConfig::builder().operation_timeout(PATIENCE).build())
            .http_client(aws_smithy_http_client::Builder::new().build_http())
            .retry_config(RetryConfig::standard().with_initial_backoff(Duration::from_millis(1)))
            .endpoint_url(self.url())
    }

    pub fn client(&self, key: &str, secret: &str, token: Option<&str>) -> Client {
        let credentials = Credentials::new(key, secret, token.map(str::to_owned), None, "test");
        Client::from_conf(self.config(credentials).build())
    }

    /// Returns a client whose only pauses are those of waiters and between attempts, and end immediately.
    pub fn impatient_client(&self, key: &str, secret: &str, pauses: &NoPause) -> Client {
        let config = self.config(Credentials::new(key, secret, None, None, "test"));
        Client::from_conf(impatient(config, pauses.clone()).build())
    }

    /// Sends a request without the client: without a real signature, for any service.
    async fn post(&self, path: &str, service: &str, content_type: &str, body: String) -> String {
        let scope = format!("AWS4-HMAC-SHA256 Credential=test/20260101/{REGION}/{service}/aws4_request");
        let request = hyper::Request::post(path)
            .header("host", self.address.to_string())
            .header("authorization", format!("{scope}, SignedHeaders=host, Signature=0"))
            .header("content-type", content_type);
        let stream = TcpStream::connect(self.address).await.expect("a connection to moto");
        let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.expect("HTTP");
        tokio::spawn(connection);
        let request = request.body(Full::new(Bytes::from(body))).expect("a request");
        let exchange = async {
            let response = sender.send_request(request).await.expect("a response");
            (response.status(), response.into_body().collect().await.expect("a body").to_bytes())
        };
        let (status, body) = tokio::time::timeout(PATIENCE, exchange).await.expect("an answer in time");
        let body = String::from_utf8(body.to_vec()).expect("UTF-8");
        assert!(status.is_success(), "{status}: {body}");
        body
    }

    /// After this call, every request needs a valid signature.
    pub async fn verify_signatures(&self) {
        let response = self.post("/moto-api/reset-auth", "sts", "text/plain", "0".to_owned()).await;
        assert!(serde_json::from_str::<Value>(&response).is_ok(), "{response}");
    }

    /// Makes resources of this kind change their state after every `polls` descriptions.
    pub async fn slow_down(&self, kind: &str, polls: u32) {
        let transition = json!({ "model_name": kind, "transition": { "progression": "manual", "times": polls } });
        self.post("/moto-api/state-manager/set-transition", "sts", "application/json", transition.to_string()).await;
    }

    /// Sends an IAM or STS request and returns its XML.
    async fn query(&self, service: &str, version: &str, query: &str) -> String {
        let form = format!("Version={version}&{query}");
        self.post("/", service, "application/x-www-form-urlencoded", form).await
    }

    async fn iam(&self, query: &str) -> String {
        self.query("iam", "2010-05-08", query).await
    }

    /// Creates a user with all permissions for DMS, with three requests. Returns the ID and the secret of a key.
    pub async fn user(&self) -> (String, String) {
        self.iam("Action=CreateUser&UserName=tester").await;
        self.iam(&format!("Action=PutUserPolicy&UserName=tester&PolicyName=dms&PolicyDocument={ALLOW_DMS}")).await;
        let key = self.iam("Action=CreateAccessKey&UserName=tester").await;
        (field(&key, "AccessKeyId"), field(&key, "SecretAccessKey"))
    }

    /// Creates a role with the same permissions and assumes it. Returns the ID, the secret and the token of the
    /// session.
    pub async fn session(&self) -> (String, String, String) {
        let anybody = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole"}]}"#;
        self.iam(&format!("Action=CreateRole&RoleName=migrator&AssumeRolePolicyDocument={anybody}")).await;
        self.iam(&format!("Action=PutRolePolicy&RoleName=migrator&PolicyName=dms&PolicyDocument={ALLOW_DMS}")).await;
        let role = "arn:aws:iam::123456789012:role/migrator";
        let assume = format!("Action=AssumeRole&RoleSessionName=tests&RoleArn={role}");
        let session = self.query("sts", "2011-06-15", &assume).await;
        (field(&session, "AccessKeyId"), field(&session, "SecretAccessKey"), field(&session, "SessionToken"))
    }
}

const ALLOW_DMS: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"dms:*","Resource":"*"}]}"#;

/// Returns the text of the first element with this name.
fn field(xml: &str, name: &str) -> String {
    let (_, after) = xml.split_once(&format!("<{name}>")).unwrap_or_else(|| panic!("{name} in {xml}"));
    after.split('<').next().unwrap_or_default().to_owned()
}

impl Drop for Moto {
    fn drop(&mut self) {
        // It is not an error if moto has ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
