//! A call, and what came of it.

use crate::record::Record;
use aws_sdk_databasemigration::{
    Client, Config,
    config::{AppName, Builder, Region, retry::RetryConfig},
    error::SdkError,
};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use serde_json::Value;
use std::{error::Error, fmt::Debug};

/// What an operation is called with, and where that is written down.
pub struct Call<'a> {
    /// The client.
    pub client: Client,
    /// The input.
    pub input: &'a Value,
    /// How it is called.
    pub mode: &'a str,
    /// Where it is written down.
    pub record: Record,
    /// Whether all is wanted that is the same for all calls of an operation.
    pub everything: bool,
}

impl Call<'_> {
    /// What a call is changed by.
    pub fn config_override(&self) -> Builder {
        Config::builder()
            .region(Region::new("eu-west-1"))
            .retry_config(RetryConfig::adaptive().with_max_attempts(2))
            .app_name(AppName::new("override").expect("a name"))
    }

    /// Writes down what came back.
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
