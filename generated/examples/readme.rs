//! The programs of the repository's README, one function each.
//!
//! A test compares them with the README, so that its examples compile.

use std::time::Duration;

use dms_sdk::client::Waiters;
use dms_sdk::types::Filter;
use dms_sdk::types::documents::{FullLoadSettings, Rule, SourceFilter, TableMappings, TaskSettings};
use dms_sdk::{Client, Error};

async fn errors(client: &Client, endpoint: &str) -> Result<(), Error> {
    match client.describe_refresh_schemas_status().endpoint_arn(endpoint).send().await {
        Ok(response) => println!("{:?}", response.refresh_schemas_status()),
        Err(error) if error.as_service_error().is_some_and(|error| error.is_resource_not_found_fault()) => {
            println!("there is no such endpoint");
        }
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

async fn refresh(client: &Client, endpoint: &str, instance: &str) -> Result<(), Error> {
    let refresh = client.refresh_schemas().endpoint_arn(endpoint).replication_instance_arn(instance);
    refresh.send_and_wait(Duration::from_secs(1800)).await?;
    Ok(())
}

async fn deletion(client: &Client, endpoint: &str) -> Result<(), Box<dyn std::error::Error>> {
    let filter = Filter::builder().name("endpoint-arn").values(endpoint).build()?;
    client.wait_until_endpoint_deleted().filters(filter).wait(Duration::from_secs(600)).await?;
    Ok(())
}

async fn pages(client: &Client) -> Result<(), Error> {
    let mut tasks = client.describe_replication_tasks().into_paginator().items().send();
    while let Some(task) = tasks.try_next().await? {
        println!("{}", task.replication_task_identifier().unwrap_or_default());
    }
    Ok(())
}

async fn documents(client: &Client, task: &str) -> Result<(), Box<dyn std::error::Error>> {
    let recent = SourceFilter::at_least("updated", "2024-01-01");
    let mappings = TableMappings::of([
        Rule::include("shop", "%"),
        Rule::exclude("shop", "tmp_%"),
        Rule::include_where("log", "events", [recent]),
        Rule::mask_with_hash("shop", "customer", "email"),
    ]);
    mappings.check().iter().for_each(|problem| println!("{problem}"));
    let load = FullLoadSettings::builder().max_full_load_sub_tasks(16).build();
    let settings = TaskSettings::builder().full_load_settings(load).build();
    let modify = client.modify_replication_task().replication_task_arn(task);
    let response = modify.table_mappings(mappings).replication_task_settings(&settings).send().await?;
    if let Some(text) = response.replication_task().and_then(|task| task.replication_task_settings()) {
        settings.differences(&text.parse()?).iter().for_each(|difference| println!("{difference}"));
    }
    Ok(())
}

async fn by_name(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    let input = serde_json::json!({ "MaxRecords": 20 });
    let output = client.call_json_paginated("describe-endpoints", input).await?;
    println!("{output}");
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::new(&aws_config::load_defaults(aws_config::BehaviorVersion::latest()).await);
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [endpoint, instance, task] = arguments.as_slice() else {
        return Err("usage: readme ENDPOINT_ARN REPLICATION_INSTANCE_ARN REPLICATION_TASK_ARN".into());
    };
    errors(&client, endpoint).await?;
    refresh(&client, endpoint, instance).await?;
    pages(&client).await?;
    documents(&client, task).await?;
    by_name(&client).await?;
    deletion(&client, endpoint).await
}
