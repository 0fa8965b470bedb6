//! Subscriptions to events.

use aws_sdk_databasemigration::{Client, error::ProvideErrorMetadata, types::EventSubscription};

use crate::{ACCOUNT, client};

pub async fn subscriptions(client: &Client) {
    let listed = async || -> Vec<EventSubscription> {
        let page = client.describe_event_subscriptions().send().await.expect("a page");
        page.event_subscriptions_list.unwrap_or_default()
    };
    let create = client
        .create_event_subscription()
        .subscription_name("alarms")
        .sns_topic_arn("arn:aws:sns:eu-central-1:123456789012:alarms")
        .source_type("replication-task")
        .event_categories("failure")
        .event_categories("state change")
        .source_ids("nightly")
        .enabled(true);
    let made = create.clone().send().await.expect("a subscription").event_subscription.expect("a subscription");
    assert_eq!((made.cust_subscription_id(), made.customer_aws_id()), (Some("alarms"), Some(ACCOUNT)));
    assert_eq!(made.sns_topic_arn(), Some("arn:aws:sns:eu-central-1:123456789012:alarms"));
    assert_eq!((made.source_type(), made.status()), (Some("replication-task"), Some("active")));
    assert_eq!(
        (made.event_categories_list(), made.source_ids_list()),
        (strings(&["failure", "state change"]).as_slice(), strings(&["nightly"]).as_slice())
    );
    assert!(made.enabled());
    // This is a string in the model, not a timestamp.
    assert!(made.subscription_creation_time().is_some_and(|it| it.contains('T')), "{made:?}");
    assert_eq!(listed().await, [made]);
    let twice = create.send().await.expect_err("it is there already").into_service_error();
    assert!(twice.is_resource_already_exists_fault(), "{twice:?}");

    let modify = client.modify_event_subscription().subscription_name("alarms").sns_topic_arn("arn:other");
    let modify = modify.source_type("replication-instance").event_categories("deletion").enabled(false);
    let modified = modify.send().await.expect("a change").event_subscription.expect("a subscription");
    assert_eq!((modified.sns_topic_arn(), modified.enabled()), (Some("arn:other"), false));
    assert_eq!(modified.source_type(), Some("replication-instance"));
    assert_eq!(modified.event_categories_list(), ["deletion"]);
    assert_eq!(modified.source_ids_list(), ["nightly"]);

    let delete = client.delete_event_subscription().subscription_name("alarms");
    assert_eq!(delete.clone().send().await.expect("a deletion").event_subscription, Some(modified));
    let gone = delete.send().await.expect_err("it is gone");
    assert_eq!(gone.message(), Some("Event subscription 'alarms' not found."));
    assert!(gone.into_service_error().is_resource_not_found_fault());
    let gone = client.modify_event_subscription().subscription_name("alarms").send().await.expect_err("it is gone");
    assert!(gone.into_service_error().is_resource_not_found_fault());
    assert_eq!(listed().await, []);
}

fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

#[tokio::test]
async fn subscriptions_are_created_changed_and_deleted() {
    subscriptions(&client().await).await;
}
