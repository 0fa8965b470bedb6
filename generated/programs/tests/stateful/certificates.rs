//! Certificates, as text and as an Oracle wallet of any bytes.

use aws_sdk_databasemigration::{Client, error::ProvideErrorMetadata, primitives::Blob, types::Certificate};

use crate::{ACCOUNT, REGION, client, is_of_this_run, pairs, tag, tags};

pub async fn certificates(client: &Client) {
    let listed = async || -> Vec<Certificate> {
        client.describe_certificates().send().await.expect("a page").certificates.unwrap_or_default()
    };
    let pem = "-----BEGIN CERTIFICATE-----\nMIIB+/=\n-----END CERTIFICATE-----\n";
    let import = client.import_certificate().certificate_identifier("ca").certificate_pem(pem);
    let import = import.tags(tag("team", "data"));
    let text = import.clone().send().await.expect("a certificate").certificate.expect("a certificate");
    let arn = text.certificate_arn().expect("an ARN").to_owned();
    assert_eq!(arn, format!("arn:aws:dms:{REGION}:{ACCOUNT}:cert:ca"));
    assert_eq!((text.certificate_identifier(), text.certificate_pem()), (Some("ca"), Some(pem)));
    assert_eq!((text.certificate_wallet(), text.kms_key_id(), text.key_length()), (None, None, None));
    assert!(is_of_this_run(text.certificate_creation_date()), "{text:?}");
    assert_eq!(tags(client, &arn).await, pairs(&[("team", "data")]));
    let twice = import.send().await.expect_err("it is there already").into_service_error();
    assert!(twice.is_resource_already_exists_fault(), "{twice:?}");

    let bytes: Vec<u8> = (0..=255).collect();
    let import = client.import_certificate().certificate_identifier("wallet").kms_key_id("arn:aws:kms:key");
    let wallet = import.certificate_wallet(Blob::new(bytes.clone())).send().await.expect("a certificate");
    let wallet = wallet.certificate.expect("a certificate");
    assert_eq!(wallet.certificate_wallet().map(Blob::as_ref), Some(bytes.as_slice()));
    assert_eq!((wallet.certificate_pem(), wallet.kms_key_id()), (None, Some("arn:aws:kms:key")));
    let both = listed().await;
    assert!(both.len() == 2 && both.contains(&text) && both.contains(&wallet), "{both:?}");

    let delete = client.delete_certificate().certificate_arn(&arn);
    assert_eq!(delete.clone().send().await.expect("a deletion").certificate, Some(text));
    let gone = delete.send().await.expect_err("it is gone");
    assert_eq!(gone.message(), Some(format!("Certificate '{arn}' not found.").as_str()));
    assert!(gone.into_service_error().is_resource_not_found_fault());
    assert_eq!(listed().await, [wallet]);
}

#[tokio::test]
async fn certificates_are_imported_and_deleted() {
    certificates(&client().await).await;
}
