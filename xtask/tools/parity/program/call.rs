//! A call, and its result.

use crate::record::Record;
use aws_sdk_databasemigration::{
    Client, Config,
    config::{AppName, Builder, Region, retry::RetryConfig},
    error::SdkError,
};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use serde_json::Value;
use std::{error::Error, fmt::Debug};

/// The client and the input of a call, and the record of its result.
pub struct Call<'a> {
    /// The client.
    pub client: Client,
    /// The input.
    pub input: &'a Value,
    /// The mode of the call.
    pub mode: &'a str,
    /// The record of the result.
    pub record: Record,
    /// Whether to record facets that are the same for all calls of an operation.
    pub everything: bool,
}

impl Call<'_> {
    /// Returns the changes to the configuration of a call.
    pub fn config_override(&self) -> Builder {
        Config::builder()
            .region(Region::new("eu-west-1"))
            .retry_config(RetryConfig::adaptive().with_max_attempts(2))
            .app_name(AppName::new("override").expect("a name"))
    }

    /// Records the result.
    pub fn outcome<O: Debug, E>(&self, outcome: Result<O, SdkError<E, HttpResponse>>)
    where
        E: Error + Debug + Send + Sync + 'static,
        aws_sdk_databasemigration::Error: From<E>,
        aws_sdk_databasemigration::Error: From<SdkError<E, HttpResponse>>,
    {
        match outcome {
            Ok(output) => self.record.debug("output", &output),
            Err(error) => {
                self.record.debug("error around", &error);
                match error {
                    SdkError::ServiceError(context) => {
                        let error = context.into_err();
                        self.record.debug("error", &error);
                        self.record.debug("error of all operations", &aws_sdk_databasemigration::Error::from(error));
                    }
                    other => {
                        self.record.debug("error of all operations", &aws_sdk_databasemigration::Error::from(other))
                    }
                }
            }
        }
    }
}
