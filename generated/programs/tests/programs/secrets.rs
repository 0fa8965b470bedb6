//! Logs of programs must not contain passwords.

use aws_sdk_databasemigration::{
    Client, Config,
    config::Credentials,
    operation::{create_endpoint::CreateEndpointInput, modify_endpoint::ModifyEndpointInput},
    types::{KafkaSettings, MongoDbSettings, MySqlSettings, OracleSettings, PostgreSqlSettings, RedshiftSettings},
};

use crate::support::{builder, replay, scripted};

const SECRET: &str = "hunter2";

fn check(shown: impl std::fmt::Debug) {
    for text in [format!("{shown:?}"), format!("{shown:#?}")] {
        assert!(!text.contains(SECRET), "{text}");
    }
}

#[test]
fn inputs_and_builders() {
    let input = CreateEndpointInput::builder().endpoint_identifier("shown").password(SECRET);
    check(&input);
    let input = input.build().expect("nothing is required");
    check(&input);
    assert!(format!("{input:?}").contains("shown"));
    assert!(format!("{input:?}").starts_with("CreateEndpointInput {"));
    assert_eq!(input.password(), Some(SECRET));
    check(ModifyEndpointInput::builder().password(SECRET).build().expect("nothing is required"));
}

#[test]
fn settings_inside() {
    let postgres = PostgreSqlSettings::builder().password(SECRET).server_name("shown").build();
    check(&postgres);
    let input = CreateEndpointInput::builder()
        .postgre_sql_settings(postgres)
        .my_sql_settings(MySqlSettings::builder().password(SECRET).build())
        .mongo_db_settings(MongoDbSettings::builder().password(SECRET).build())
        .redshift_settings(RedshiftSettings::builder().password(SECRET).build())
        .oracle_settings(
            OracleSettings::builder().password(SECRET).asm_password(SECRET).security_db_encryption(SECRET).build(),
        )
        .kafka_settings(KafkaSettings::builder().sasl_password(SECRET).ssl_client_key_password(SECRET).build())
        .build()
        .expect("nothing is required");
    check(&input);
    assert!(format!("{input:?}").contains("shown"));
}

#[tokio::test]
async fn fluent_builders_and_errors() {
    let (client, _) = scripted([crate::support::fault("InvalidResourceStateFault", "no")]);
    let call = client.create_endpoint().password(SECRET);
    check(&call);
    let error = call.send().await.expect_err("no");
    check(&error);
    check(aws_sdk_databasemigration::Error::from(error));
}

#[test]
fn clients_and_configurations() {
    let http = replay([]);
    let config =
        builder(&http).credentials_provider(Credentials::new("AKID", SECRET, Some(SECRET.into()), None, "test"));
    check(&config);
    let config: Config = config.build();
    check(&config);
    check(Client::from_conf(config));
}
