//! The program with a minimum of dependencies, without a client: it only loads the settings for one.

use aws_smithy_http_client::{
    Builder,
    tls::{Provider, rustls_provider::CryptoMode},
};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let http_client = Builder::new().tls_provider(Provider::Rustls(CryptoMode::Ring)).build_https();
    let settings = aws_config::defaults(aws_config::BehaviorVersion::latest());
    println!("{:?}", settings.http_client(http_client).load().await);
}
