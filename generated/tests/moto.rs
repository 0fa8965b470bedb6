//! The generated client against moto, a mock of the service that somebody else wrote: it knows
//! nothing of this client, and it verifies signatures.
//!
//! The program is `$MOTO_SERVER`, or `moto-venv/bin/moto_server` in the target directory, where
//! `cargo xtask test` puts it. Calls whose replies hold timestamps are left out: moto writes those
//! as ISO strings without a zone, which awsJson does not allow.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use dms_sdk::Client;
use dms_sdk::client::Waiters;
use dms_sdk::config::retry::RetryConfig;
use dms_sdk::config::timeout::TimeoutConfig;
use dms_sdk::config::{BehaviorVersion, Config, Credentials, Region};
use dms_sdk::error::ProvideErrorMetadata;
use dms_sdk::types::{Filter, MySqlSettings, ReplicationEndpointTypeValue, Tag};
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::net::TcpStream;

const REGION: &str = "eu-west-1";

/// Far beyond what any step here takes; it only bounds one that would never end.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running moto of its own for each test; it ends when dropped.
struct Moto {
    process: Child,
    address: SocketAddr,
}

impl Moto {
    /// Starts a moto that checks the signature of every request after the first `unchecked` ones.
    async fn start(unchecked: Option<u32>) -> Self {
        // The port is free when chosen, but anyone may take it before moto does.
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

    fn client(&self, key: &str, secret: &str) -> Client {
        let config = Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new(REGION))
            .credentials_provider(Credentials::new(key, secret, None, None, "test"))
            .timeout_config(TimeoutConfig::builder().operation_timeout(PATIENCE).build())
            .http_client(aws_smithy_http_client::Builder::new().build_http())
            .retry_config(RetryConfig::standard().with_initial_backoff(Duration::from_millis(1)))
            .endpoint_url(format!("http://{}", self.address));
        Client::from_conf(config.build())
    }

    /// Sends a request that is not the client's: without a real signature, for any service.
    async fn post(&self, service: &str, headers: &[(&str, &str)], body: String) -> String {
        let scope = format!("AWS4-HMAC-SHA256 Credential=test/20260101/{REGION}/{service}/aws4_request");
        let mut request = hyper::Request::post("/").header("host", self.address.to_string());
        request = request.header("authorization", format!("{scope}, SignedHeaders=host, Signature=0"));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
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

    /// Creates a replication instance and returns its ARN. The reply holds a timestamp, so it is
    /// not for the client.
    async fn replication_instance(&self, id: &str) -> String {
        let body = json!({ "ReplicationInstanceIdentifier": id, "ReplicationInstanceClass": "dms.t3.micro" });
        let headers = [
            ("content-type", "application/x-amz-json-1.1"),
            ("x-amz-target", "AmazonDMSv20160101.CreateReplicationInstance"),
        ];
        let reply: Value = serde_json::from_str(&self.post("dms", &headers, body.to_string()).await).expect("JSON");
        reply["ReplicationInstance"]["ReplicationInstanceArn"].as_str().expect("an ARN").to_owned()
    }

    /// Sends an IAM request and returns its XML.
    async fn iam(&self, query: &str) -> String {
        let form = [("content-type", "application/x-www-form-urlencoded")];
        self.post("iam", &form, format!("Version=2010-05-08&UserName=tester&{query}")).await
    }
}

impl Drop for Moto {
    fn drop(&mut self) {
        // A moto that has ended already is what is wanted.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn filter(name: &str, value: &str) -> Filter {
    Filter::builder().name(name).values(value).build().expect("a full filter")
}

#[tokio::test]
async fn an_endpoint_lives_from_creation_to_deletion() {
    let moto = Moto::start(None).await;
    let instance = moto.replication_instance("workhorse").await;
    let client = moto.client("test", "test");

    let mut arns = Vec::new();
    for name in ["orders", "billing"] {
        let call = client.create_endpoint().endpoint_identifier(name).engine_name("mysql").server_name("db.local");
        let call =
            call.endpoint_type(ReplicationEndpointTypeValue::Source).port(3306).username("scott").password("tiger");
        let call =
            call.my_sql_settings(MySqlSettings::builder().events_poll_interval(5).server_timezone("UTC").build());
        let reply = call.tags(Tag::builder().key("team").value("bücher").build()).send().await.expect("an endpoint");
        let endpoint = reply.endpoint.expect("an endpoint");
        assert_eq!(endpoint.my_sql_settings().and_then(|settings| settings.events_poll_interval()), Some(5));
        assert_eq!((endpoint.port(), endpoint.username()), (Some(3306), Some("scott")));
        arns.push(endpoint.endpoint_arn.expect("an ARN"));
    }

    let pages = client.describe_endpoints().filters(filter("endpoint-id", "billing")).into_paginator().send();
    let pages = pages.collect::<Result<Vec<_>, _>>().await.expect("a page");
    let found: Vec<_> = pages.iter().flat_map(|page| page.endpoints()).filter_map(|it| it.endpoint_arn()).collect();
    assert_eq!(found, [arns[1].as_str()]);

    let tags = client.list_tags_for_resource().resource_arn(&arns[0]).send().await.expect("tags");
    let tags: Vec<_> = tags.tag_list().iter().map(|tag| (tag.key(), tag.value())).collect();
    assert_eq!(tags, [(Some("team"), Some("bücher"))]);

    let test = client.test_connection().replication_instance_arn(&instance).endpoint_arn(&arns[0]).send().await;
    let connection = test.expect("a test").connection.expect("a connection");
    assert_eq!(connection.replication_instance_identifier(), Some("workhorse"));
    let waiting = client.wait_until_test_connection_succeeds().filters(filter("endpoint-arn", &arns[0]));
    let end = waiting.wait(PATIENCE).await.expect("a successful test");
    let connections = end.into_result().expect("an output").connections.unwrap_or_default();
    assert_eq!(connections.len(), 1);
    assert_eq!(connections[0].endpoint_arn(), Some(arns[0].as_str()));

    for arn in &arns {
        let deleted = client.delete_endpoint().endpoint_arn(arn).send().await.expect("a deletion");
        assert_eq!(deleted.endpoint.and_then(|it| it.status), Some("deleting".to_owned()));
    }
    assert!(client.describe_endpoints().send().await.expect("a page").endpoints().is_empty());
}

#[tokio::test]
async fn errors_arrive_as_their_variants() {
    let moto = Moto::start(None).await;
    let client = moto.client("test", "test");

    let missing = client.delete_endpoint().endpoint_arn("arn:none").send().await.expect_err("no such endpoint");
    assert_eq!(
        (missing.code(), missing.message()),
        (Some("ResourceNotFoundFault"), Some("Endpoint could not be found."))
    );
    assert!(missing.into_service_error().is_resource_not_found_fault());

    let create = client.create_replication_subnet_group().replication_subnet_group_identifier("group");
    let create = create.replication_subnet_group_description("two nets").subnet_ids("subnet-1").subnet_ids("subnet-2");
    let group = create.clone().send().await.expect("a group").replication_subnet_group.expect("a group");
    let zones = group.subnets().iter().filter_map(|net| net.subnet_availability_zone()?.name());
    assert_eq!(zones.collect::<Vec<_>>(), ["us-east-1a"]);
    let twice = create.send().await.expect_err("the group is there already").into_service_error();
    assert!(twice.is_resource_already_exists_fault(), "{twice:?}");

    let delete = client.delete_replication_subnet_group().replication_subnet_group_identifier("group");
    delete.clone().send().await.expect("a deletion");
    let gone = delete.send().await.expect_err("the group is gone").into_service_error();
    assert!(gone.is_resource_not_found_fault(), "{gone:?}");

    let call = client.create_endpoint().endpoint_identifier("odd").engine_name("mysql");
    let odd = call.endpoint_type("sideways".into()).send().await.expect_err("no such type");
    assert_eq!((odd.code(), odd.message()), (Some("ValidationError"), Some("Invalid endpoint type")));

    let unknown = client.refresh_schemas().endpoint_arn("arn:none").send().await.expect_err("moto has no such call");
    assert_eq!(unknown.raw_response().map(|response| response.status().as_u16()), Some(500));
}

#[tokio::test]
async fn a_signature_is_accepted_with_the_right_secret_only() {
    // The user, the policy and the key are made without credentials; everything after needs them.
    let moto = Moto::start(Some(3)).await;
    let policy = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"dms:*","Resource":"*"}]}"#;
    moto.iam("Action=CreateUser").await;
    moto.iam(&format!("Action=PutUserPolicy&PolicyName=dms&PolicyDocument={policy}")).await;
    let key = moto.iam("Action=CreateAccessKey").await;
    let field = |name: &str| {
        let (_, after) = key.split_once(&format!("<{name}>")).unwrap_or_else(|| panic!("{name} in {key}"));
        after.split('<').next().unwrap_or_default().to_owned()
    };
    let (id, secret) = (field("AccessKeyId"), field("SecretAccessKey"));

    let client = moto.client(&id, &secret);
    let call = client.create_endpoint().endpoint_identifier("orders").engine_name("mysql").server_name("bücher.local");
    call.endpoint_type(ReplicationEndpointTypeValue::Target).send().await.expect("an accepted signature");
    assert_eq!(client.describe_endpoints().send().await.expect("an accepted signature").endpoints().len(), 1);

    for (id, secret) in [(id.as_str(), "wrong"), ("AKIAUNKNOWN", secret.as_str())] {
        let refused = moto.client(id, secret).describe_endpoints().send().await.expect_err("a refusal");
        assert_eq!(refused.raw_response().map(|response| response.status().as_u16()), Some(403), "{refused:?}");
        assert!(refused.as_service_error().is_some(), "{refused:?}");
    }
}
