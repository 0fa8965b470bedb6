//! The smallest complete program: one operation, settings from the environment.

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), dms::Error> {
    let config = aws_config::defaults(aws_config::BehaviorVersion::latest()).load().await;
    let client = dms::Client::new(&config);
    let endpoint = std::env::args().nth(1).unwrap_or_default();
    let response = client.describe_refresh_schemas_status().endpoint_arn(endpoint).send().await?;
    println!("{response:?}");
    Ok(())
}
