//! The same program with a minimum of dependencies: TLS by ring, and no sign-on through a browser.

use aws_smithy_http_client::{
    Builder,
    tls::{Provider, rustls_provider::CryptoMode},
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), dms::Error> {
    let http_client = Builder::new().tls_provider(Provider::Rustls(CryptoMode::Ring)).build_https();
    let settings = aws_config::defaults(aws_config::BehaviorVersion::latest());
    let client = dms::Client::new(&settings.http_client(http_client).load().await);
    let endpoint = std::env::args().nth(1).unwrap_or_default();
    let response = client.describe_refresh_schemas_status().endpoint_arn(endpoint).send().await?;
    println!("{response:?}");
    Ok(())
}
